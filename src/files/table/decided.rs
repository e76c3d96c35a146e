//! What the rows of a table are, from the names of its columns and from their cells.

use super::assign::assigned;
use super::assigned::{Assigned, Ground, Named, is_field};
use super::meaning::{Meaning, Rows, Side};
use super::words::{folded, is_called_sources, senses};
use crate::dataset::Role;

/// What the rows of a table are, where nobody says it.
pub(super) fn rows(columns: &[Named<'_>], sheet: &str) -> Rows {
    let events = assigned(columns, Rows::Events);
    let relations = assigned(columns, Rows::Relations);
    let named = |column: usize, all: &Assigned| {
        all.columns.get(column).map(|(_, ground)| *ground) == Some(Ground::Name)
    };
    let pair = |role: Role| relations.find(|meaning| meaning == Meaning::Actors(role));
    let is_pair = [Role::From, Role::To]
        .into_iter()
        .all(|role| pair(role).is_some());
    // What is an event has a title by name; `label` and `name` are of anything.
    let is_titled = columns.iter().any(|column| {
        let all = senses(column.name, Rows::Events);
        all.iter()
            .any(|sense| sense.name == "title" && sense.rank < 2)
    });
    // What stands somewhere, or is told at length, happened.
    let is_told = columns.iter().any(|column| {
        let all = senses(column.name, Rows::Events);
        let tells = ["title", "description", "place", "lat", "coordinates"];
        all.iter()
            .any(|sense| tells.contains(&sense.name) && sense.rank < 2)
    });
    let is_dated = events.has(|meaning| meaning.when().is_some());
    // Who sends what to whom, and when, is what happened; edges of a graph have a source and a target.
    let has = |name: &str| columns.iter().any(|column| folded(column.name) == name);
    let is_graph = has("weight") || has("source") && has("target");
    // Nobody says of what happened whether it is one way.
    let lasts = lasts(columns, &relations) && (is_graph || relations.of_field("kind").is_some());
    let is_tie = has("directed") || lasts || !(is_dated && (is_told || !is_graph));
    if is_pair && !is_titled && is_tie {
        return Rows::Relations;
    }
    let actors = assigned(columns, Rows::Actors);
    let is_named = actors.of_field("name").is_some_and(|n| named(n, &actors))
        || actors.has(|meaning| matches!(meaning, Meaning::PartOfName(_)));
    let about = ["kind", "role", "aliases", "id"]
        .iter()
        .filter(|key| actors.of_field(key).is_some());
    let is_about = about.count() > 0 || actors.has(|meaning| meaning == Meaning::Group);
    if is_named && is_about && !is_titled && !is_dated {
        return Rows::Actors;
    }
    if are_sources(columns, &events, sheet) {
        return Rows::Sources;
    }
    Rows::Events
}

/// Whether rows have a start and an end and no time of the day, as ties do: what happened has one date, or times.
fn lasts(columns: &[Named<'_>], relations: &Assigned) -> bool {
    let of = |side: Side| {
        let is_it = |meaning: Meaning| meaning.when().is_some_and(|(of, _)| of == side);
        let column = columns.get(relations.find(is_it)?)?;
        Some(column.cells.near(|cell| cell.contains(':')) < 0.1)
    };
    of(Side::Start) == Some(true) && of(Side::End) == Some(true)
}

/// What only sources have.
const OF_SOURCES: [&str; 5] = [
    "publisher",
    "published",
    "accessed",
    "archived_url",
    "reliability",
];

/// Whether rows are documents: they have a title, nobody acts in them nor are they somewhere, and much of what
/// is said only of documents, or their sheet is called so, or there is nothing but an address beside them.
fn are_sources(columns: &[Named<'_>], events: &Assigned, sheet: &str) -> bool {
    let is = |column: &Named<'_>, name: &str, rank: u8| {
        let all = senses(column.name, Rows::Sources);
        all.iter()
            .any(|sense| sense.name == name && sense.rank <= rank)
    };
    let has = |name: &str| columns.iter().any(|column| is(column, name, 1));
    let acts = |meaning: Meaning| {
        matches!(
            meaning,
            Meaning::Actors(Role::From | Role::To) | Meaning::Coordinates
        ) || matches!(meaning, Meaning::Field { field, .. } if ["lat", "tone", "status"].contains(&field.key))
    };
    // A date by any other name is that of an event.
    let is_date = |(column, (meaning, _)): (&Named<'_>, &(Meaning, Ground))| {
        meaning.when().is_some() && !is(column, "published", 1) && !is(column, "accessed", 1)
    };
    let is_event = events.has(acts) || columns.iter().zip(&events.columns).any(is_date);
    let has_address = columns
        .iter()
        .any(|column| is(column, "url", 1) && column.cells.addresses() > 0.8);
    let of_sources = OF_SOURCES.iter().filter(|name| has(name)).count();
    let more = |meaning: Meaning| {
        is_field(meaning, "description") || matches!(meaning, Meaning::Actors(_) | Meaning::Source)
    };
    let says_more = events.has(more);
    let is_list = has_address && !says_more && !events.has(|meaning| meaning.when().is_some());
    let is_called = is_called_sources(sheet);
    has("title") && !is_event && (of_sources > 1 || is_called || is_list)
}
