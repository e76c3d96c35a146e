//! What is asked of each kind of item: of every field what its shape says, and of some what they
//! say together.

use super::report::{At, Report};
use crate::dataset::date::{Date, Margins};
use crate::dataset::fields::{self, Field, Held, Need, Record, Shape};
use crate::dataset::{
    Account, Bookmark, Dataset, Event, Kept, Kind, Link, Media, Note, Pin, Relation, Selection,
    Spot, Stand,
};

type R<'k, 'a> = Report<'k, 'a>;

pub(super) fn heading<'a>(r: &mut R<'_, 'a>, dataset: &'a Dataset) {
    let heading = &dataset.metadata;
    record(r, &At::Item, heading, None);
    for key in Kind::ALL.map(Kind::key).into_iter().chain(["map"]) {
        let (of, kept) = match key {
            "pins" | "places" => (At::Item.key("map"), &heading.map_kept),
            _ => (At::Item, &heading.kept),
        };
        if let Some(json) = kept.get(key) {
            r.not_taken(&of.key(key), json, "a list of two numbers for each actor");
        }
    }
}

/// An item of which nothing is asked but what the table says.
pub(super) fn plain<'a>(r: &mut R<'_, 'a>, item: &'a dyn Record) {
    record(r, &At::Item, item, None);
}

pub(super) fn event<'a>(r: &mut R<'_, 'a>, event: &'a Event) {
    let at = At::Item;
    record(r, &at, event, event.by_hand.zone.as_deref());
    if event.more.is_default() && event.by_hand.is_default() {
        return;
    }
    let (more, by_hand) = (&*event.more, &*event.by_hand);
    place(r, &at, more.place.as_ref());
    media(r, &at, &by_hand.media);
    let (when, zone) = (event.when.as_deref(), by_hand.zone.as_deref());
    links(r, &at, &by_hand.leads_to, when, zone);
    for (n, told) in by_hand.accounts.iter().enumerate() {
        account(r, &at.key("accounts").place(n), event, told);
    }
}

fn account<'a>(r: &mut R<'_, 'a>, at: &At<'_>, event: &'a Event, account: &'a Account) {
    if account.by_actor.is_some() == account.by_source.is_some() {
        let wrong = match account.by_actor {
            Some(_) => "has both by_actor and by_source",
            None => "does not say whose it is",
        };
        r.fault(at, String::new(), wrong, "by_actor or by_source")
            .noun = "account".into();
    }
    place(r, at, account.place.as_ref());
    media(r, at, account.media.as_deref().unwrap_or_default());
    let zone = account.zone.as_deref().or(event.by_hand.zone.as_deref());
    let all = account.leads_to.as_deref().unwrap_or_default();
    links(r, at, all, account.when.as_deref(), zone);
}

fn place(r: &mut R<'_, '_>, at: &At<'_>, place: Option<&Spot>) {
    let Some(place) = place.filter(|place| place.kept.is_empty()) else {
        return;
    };
    let at = at.key("place");
    let (lat, lon) = (place.lat.get(), place.lon.get());
    if lat.is_some() != lon.is_some() {
        let wrong = "has lat or lon, and not the other";
        r.fault(&at, String::new(), wrong, "lat and lon");
    }
    if place.name.as_deref().is_none_or(str::is_empty) && lat.is_none() {
        r.fault(&at, String::new(), "says nothing", "a name, or lat and lon");
    }
}

/// `when` is the date of what leads to the linked events. A link is at fault if it runs backwards
/// for certain: what follows had ended, at the latest, before this could have started.
fn links<'a>(
    r: &mut R<'_, 'a>,
    at: &At<'_>,
    links: &[Link],
    when: Option<&str>,
    zone: Option<&'a str>,
) {
    let Some(date) = when.and_then(|when| Date::parse(when).ok()) else {
        return;
    };
    let margins = Margins::default();
    let zone = r.zone(zone);
    for (n, link) in links.iter().enumerate() {
        let list = at.key("leads_to");
        let at = list.place(n);
        let known = r.known;
        let place = known.events.get(link.event.as_str());
        let Some((_, next)) = place.and_then(|place| known.dataset.events.at(*place)) else {
            continue;
        };
        let next_zone = r.zone(next.by_hand.zone.as_deref());
        let next_date = next.when.as_deref().and_then(|text| Date::parse(text).ok());
        if next_date.is_some_and(|next| {
            next.bounds(&next_zone, &margins).latest_end
                < date.bounds(&zone, &margins).earliest_start
        }) {
            let found = super::quoted(&link.event);
            let wrong = "is over before this event starts";
            let fault = r.fault(&at.key("event"), found, wrong, "a later event");
            fault.noun = "leads_to event".into();
        }
    }
}

fn media(r: &mut R<'_, '_>, at: &At<'_>, media: &[Media]) {
    for (n, media) in media.iter().enumerate() {
        let list = at.key("media");
        let at = list.place(n);
        if media.url.is_some() == media.path.is_some() {
            let wrong = match media.url {
                Some(_) => "has both url and path",
                None => "has no url and no path",
            };
            r.fault(&at, String::new(), wrong, "url or path");
        }
    }
}

pub(super) fn relation<'a>(r: &mut R<'_, 'a>, relation: &'a Relation) {
    let at = At::Item;
    record(r, &at, relation, None);
    if relation.from == relation.to && !relation.to.is_empty() {
        let found = super::quoted(&relation.to);
        let wrong = "is also where the relation starts";
        r.fault(&at.key("to"), found, wrong, "another actor");
    }
}

pub(super) fn bookmark<'a>(r: &mut R<'_, 'a>, bookmark: &'a Bookmark) {
    record(r, &At::Item, bookmark, None);
    for (n, note) in bookmark.notes.iter().enumerate() {
        let Note {
            event, tie, actor, ..
        } = note;
        let about = [event.is_some(), tie.is_some(), actor.is_some()];
        let wrong = match about.into_iter().filter(|is_there| *is_there).count() {
            0 => "is about nothing",
            1 => continue,
            _ => "is about several things",
        };
        let list = At::Item.key("notes");
        let expected = "one event, tie or actor";
        r.fault(&list.place(n), String::new(), wrong, expected).noun = "note".into();
    }
}

pub(super) fn pin<'a>(r: &mut R<'_, 'a>, pin: &'a Pin) {
    actor(r, &pin.actor, "pin");
}

pub(super) fn stand<'a>(r: &mut R<'_, 'a>, stand: &'a Stand) {
    actor(r, &stand.actor, "place");
}

/// What stands on the map names an actor.
fn actor(r: &mut R<'_, '_>, id: &str, noun: &str) {
    let before = r.found.len();
    r.id(&At::Item, Kind::Actor, id);
    r.call_since(before, noun);
}

/// The zone that a record names for its dates.
fn zone_of(record: &dyn Record) -> Option<&str> {
    match record.get("zone") {
        Held::Text(zone) => Some(zone),
        _ => None,
    }
}

/// What the table says of a record, whose dates are in a zone; none: in the dataset's.
fn record<'a>(r: &mut R<'_, 'a>, at: &At<'_>, record: &'a dyn Record, zone: Option<&'a str>) {
    let kept = record.kept();
    let has_kept = has_fields(kept, record.fields());
    for (field, held) in record.each() {
        let at = at.key(field.key);
        let before = r.found.len();
        value(r, &at, field, held, zone);
        if has_kept && let Some(json) = kept.get(field.key) {
            not_taken(r, &at, field, json);
        }
        if let Some(noun) = field.noun.filter(|_| r.found.len() > before) {
            r.call_since(before, noun);
        }
    }
}

/// Whether something is kept of a field. Downloads keep dozens of other columns, few of which start with a
/// letter that a field starts with.
fn has_fields(kept: &Kept, fields: &[Field]) -> bool {
    if kept.is_empty() {
        return false;
    }
    let bit = |key: &str| 1_u128 << (key.as_bytes().first().map_or(0, |byte| byte & 127));
    let first = fields.iter().fold(0, |all, field| all | bit(field.key));
    let mut keys = kept.keys();
    keys.any(|key| first & bit(key) != 0 && fields::place(fields, key).is_some())
}

fn value<'a>(r: &mut R<'_, 'a>, at: &At<'_>, field: &Field, held: Held<'a>, zone: Option<&'a str>) {
    let words = |words: &[(&'static str, _)]| words.iter().map(|(word, _)| *word).collect();
    match (field.shape, held) {
        (Shape::One(kind), Held::Text(id)) => r.id(at, kind, id),
        (Shape::Many(kind), Held::Ids(ids)) => {
            for (n, id) in ids.iter().enumerate() {
                r.id(&at.place(n), kind, id);
            }
        }
        (_, Held::Nothing) if field.need == Need::Yes => {
            r.needed(at, "");
        }
        (_, Held::Text("")) if field.need != Need::No => {
            r.needed(at, "");
        }
        (Shape::Line, Held::Text(text)) => r.length(at, text, field.most),
        (Shape::Date, Held::Text(text)) => {
            let zone = r.zone(zone);
            r.date(at, text, &zone);
        }
        (Shape::Zone, Held::Text(text)) => r.zone_name(at, text),
        (Shape::Address, Held::Text(text)) => r.url(at, text),
        (Shape::Path, Held::Text(text)) => r.path(at, text),
        (Shape::Colour, Held::Text(text)) => r.colour(at, text),
        (Shape::Number(from, to), Held::Number(number)) => r.range(at, number, from, to),
        (Shape::Grade(grades), Held::Number(number)) => {
            r.range(at, number, 1.0, grades.len() as f64);
        }
        (Shape::Choice(all), Held::Text(text)) if all.iter().all(|(word, _)| *word != text) => {
            let all: Vec<&str> = words(all);
            r.word(at, text, field.otherwise, &all, "");
        }
        (Shape::Choices(all), Held::Texts(texts)) => {
            let all: Vec<&str> = words(all);
            for (n, text) in texts.iter().enumerate() {
                if !all.contains(&&**text) {
                    r.word(&at.place(n), text, field.otherwise, &all, "");
                }
            }
        }
        (Shape::Tie, Held::Text(tie)) => r.tie(at, tie),
        (_, Held::Selection(selection)) => match selection {
            Selection::Event(id) => r.id(&at.key("event"), Kind::Event, id),
            Selection::Actor(id) => r.id(&at.key("actor"), Kind::Actor, id),
            Selection::Relation(id) => r.id(&at.key("relation"), Kind::Relation, id),
            Selection::Tie(tie) => r.tie(&at.key("tie"), tie),
        },
        (_, Held::Record(inner)) => record(r, at, inner, zone),
        (_, Held::Records(all)) => {
            if all.count() > field.most {
                let wrong = format!("are {}, more than {}", all.count(), field.most);
                let expected = format!("at most {} {}", field.most, field.in_words());
                r.fault(at, String::new(), &wrong, &expected);
            }
            let first = all.at(0);
            let has_zone = first.is_some_and(|one| fields::place(one.fields(), "zone").is_some());
            for (n, inner) in (0..).map_while(|n| all.at(n)).enumerate() {
                let own = if has_zone { zone_of(inner) } else { None };
                record(r, &at.place(n), inner, own.or(zone));
            }
        }
        _ => {}
    }
}

/// A known key whose value could not be taken.
fn not_taken(r: &mut R<'_, '_>, at: &At<'_>, field: &Field, json: &str) {
    let expected = match field.shape {
        Shape::Choice(all) if json != "null" => {
            let all: Vec<&str> = all.iter().map(|(word, _)| *word).collect();
            r.word(at, json.trim_matches('"'), field.otherwise, &all, "");
            return;
        }
        Shape::Number(from, to) => format!("a number from {from} to {to}"),
        Shape::Grade(grades) => format!("a whole number from 1 to {}", grades.len()),
        Shape::Count => "a whole number of 1 or more".to_owned(),
        Shape::Selection => "one event, actor, relation or tie".to_owned(),
        _ => "another value".to_owned(),
    };
    r.not_taken(at, json, &expected);
}
