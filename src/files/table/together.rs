//! The tables of one file, read together where they speak of the same actors: a list of nodes beside a list
//! of edges, a sheet of people beside a sheet of events.

use super::super::input::Read;
use super::super::open_error::OpenError;
use super::mapping::Mapping;
use super::meaning::Rows;
use super::network::{Head, LOOKED_AT, Network, is_called_edges};
use super::read::{Given, read};
use crate::dataset::Progress;
use crate::dataset::adding::{adding, id_at, places};
use crate::dataset::spelling::key;
use crate::dataset::{Actor, Dataset, Id, Kind, Source};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

/// More tables than these are not looked at.
pub(super) const MOST: usize = 24;

/// A file of several tables that is being read.
struct Book<'a, 't> {
    all: &'a [Given<'t>],
    network: Option<Network>,
    file: &'a Path,
    progress: Progress<'a>,
}

/// Reads the table that is the main one, and with it those that belong to it. The mapping is of the one that
/// is shown.
///
/// # Errors
/// As those of the main table.
pub(super) fn read_all(
    all: &[Given<'_>],
    main: usize,
    file: &Path,
    mapping: &Mapping,
    progress: Progress<'_>,
) -> Result<Read, OpenError> {
    let mut book = Book {
        all,
        network: None,
        file,
        progress,
    };
    if all.len() < 2 {
        return book.read(main, mapping);
    }
    let plain = Mapping {
        rows: None,
        sheet: None,
        header: None,
        columns: BTreeMap::new(),
        parted: BTreeMap::new(),
        ..mapping.clone()
    };
    if all.iter().all(|given| given.grid.says().is_none()) {
        let given = all.iter().take(MOST);
        let heads: Vec<Head> = given.map(|given| given.grid.head(LOOKED_AT)).collect();
        let are_events = |place: usize| {
            let read = || book.read(place, &plain);
            !is_called_edges(&book.name(place)) && read().is_ok_and(|read| is_dated(&read))
        };
        book.network = Network::of(&heads, &are_events);
    }
    let mut set = book.set((main, mapping.sheet.is_some()), &plain)?;
    let is_shown = |(place, read): &&(usize, Read)| match mapping.sheet {
        Some(_) => (*place != main, 0),
        None => (false, order(kind(read))),
    };
    let shown = set.iter().min_by_key(is_shown);
    let shown = shown.map_or(main, |(place, _)| *place);
    let is_plain = plain
        == Mapping {
            sheet: None,
            ..mapping.clone()
        };
    let own = set.iter_mut().find(|(place, _)| *place == shown);
    match own {
        // The sheet that is shown says nothing of how it is read.
        Some((_, read)) if is_plain => {
            if let Some(import) = &mut read.import {
                import.mapping.clone_from(mapping);
            }
        }
        Some(_) => {
            let name = book.name(shown);
            for (place, read) in &mut set {
                if *place == shown || are_numbered(&book.name(*place), &name) {
                    *read = book.read(*place, mapping)?;
                }
            }
        }
        None => set.push((shown, book.read(shown, mapping)?)),
    }
    if set.len() > 1 {
        set.sort_by_key(|(place, _)| *place);
        return Ok(book.joined(set, shown));
    }
    let (_, mut read) = set.pop().ok_or(OpenError::Cancelled)?;
    if let Some(import) = &mut read.import {
        import.beside(&[]);
    }
    Ok(read)
}

/// Whether two names differ in their numbers alone: 2019 and 2020.
fn are_numbered(one: &str, other: &str) -> bool {
    let rest = |name: &str| name.replace(|c: char| c.is_ascii_digit(), "");
    one != other && rest(one) == rest(other) && rest(one) != one
}

/// What is read first of several kinds of rows.
fn order(rows: Rows) -> usize {
    Rows::ALL
        .iter()
        .position(|other| *other == rows)
        .unwrap_or(0)
}

fn kind(read: &Read) -> Rows {
    read.import
        .as_ref()
        .map_or(Rows::Events, |import| import.rows)
}

impl Book<'_, '_> {
    fn read(&self, place: usize, mapping: &Mapping) -> Result<Read, OpenError> {
        let Some(given) = self.all.get(place) else {
            return Err(OpenError::Cancelled);
        };
        let completed = self.completed(place, mapping);
        let mut read = read(given, self.file, &completed, self.progress)?;
        if let Some(import) = &mut read.import {
            import.mapping.clone_from(mapping);
        }
        Ok(read)
    }

    fn name(&self, place: usize) -> String {
        let name = self
            .all
            .get(place)
            .and_then(|given| given.origin.sheet.clone());
        name.unwrap_or_default()
    }

    /// The main table and those that belong to it; none where the main one says nothing by itself.
    fn set(
        &self,
        (main, is_wanted): (usize, bool),
        plain: &Mapping,
    ) -> Result<Vec<(usize, Read)>, OpenError> {
        let mut others: Vec<(usize, Read)> = Vec::new();
        let mut set: Vec<(usize, Read)> = Vec::new();
        let are_said = self.all.iter().all(|given| given.grid.says().is_some());
        let most = if are_said { usize::MAX } else { MOST };
        let core = match &self.network {
            // The tables of a format are one dataset.
            None if are_said => (0..self.all.len()).collect(),
            Some(network) => vec![network.edges.0, network.nodes.0],
            None => vec![main],
        };
        // What is wanted is what is read, and what belongs to that.
        let core = if is_wanted && !core.contains(&main) {
            vec![main]
        } else {
            core
        };
        for place in 0..self.all.len().min(most) {
            match self.read(place, plain) {
                Ok(read) if core.contains(&place) => set.push((place, read)),
                Ok(read) => others.push((place, read)),
                Err(OpenError::Cancelled) => return Err(OpenError::Cancelled),
                // It is no table of anything.
                Err(_) => {}
            }
        }
        if set.len() < core.len() {
            return Ok(Vec::new());
        }
        // What happened is read, and with it who and what is only listed, however well its columns are called.
        let is_list =
            |(_, read): &(usize, Read)| matches!(kind(read), Rows::Actors | Rows::Sources);
        let dated = others.iter().position(|(_, read)| is_dated(read));
        if let Some(dated) = dated.filter(|_| !is_wanted && !are_said && set.iter().all(is_list)) {
            let events = others.remove(dated);
            others.append(&mut set);
            set.push(events);
        }
        // One that belongs may bring another that belongs to it.
        let mut goes_on = true;
        while goes_on {
            goes_on = false;
            let mut left = Vec::new();
            for (place, read) in others {
                if belongs(&read, &set) || self.is_of_series(place, &read, &set) {
                    set.push((place, read));
                    goes_on = true;
                } else {
                    left.push((place, read));
                }
            }
            others = left;
        }
        Ok(set)
    }

    /// Whether a table goes on where one of a set ends: a sheet for each year, all with the same columns.
    fn is_of_series(&self, place: usize, read: &Read, set: &[(usize, Read)]) -> bool {
        let columns = |read: &Read| {
            let import = read.import.as_ref();
            let columns = import.map(|import| import.columns.iter());
            columns.map(|all| all.map(|column| column.name.clone()).collect::<Vec<_>>())
        };
        set.iter().any(|(other, of)| {
            are_numbered(&self.name(place), &self.name(*other)) && columns(read) == columns(of)
        })
    }

    /// A mapping in which what is not said is as another says it.
    fn completed(&self, place: usize, mapping: &Mapping) -> Mapping {
        let Some(network) = &self.network else {
            return mapping.clone();
        };
        let own = [&network.edges, &network.nodes];
        let own = own.into_iter().find(|(table, _)| *table == place);
        let Some((_, own)) = own.filter(|_| mapping.rows.is_none()) else {
            return mapping.clone();
        };
        let mut columns = own.columns.clone();
        columns.extend(mapping.columns.clone());
        Mapping {
            rows: own.rows.clone(),
            columns,
            ..mapping.clone()
        }
    }
}

/// Whether a table is of events that have dates.
fn is_dated(read: &Read) -> bool {
    let import = read.import.as_ref();
    kind(read) == Rows::Events && import.is_some_and(|import| import.counts.dated > 0)
}

/// Whether a table speaks of the actors of a set.
fn belongs(read: &Read, set: &[(usize, Read)]) -> bool {
    match kind(read) {
        // Two tables of events are of different things, or drafts of one.
        Rows::Events if !is_dated(read) || set.iter().any(|(_, other)| is_dated(other)) => false,
        Rows::Actors => {
            let named = names(set, |rows| rows != Rows::Actors);
            covers(&names_and_ids(&read.dataset), &named)
        }
        Rows::Sources => {
            let cited = set
                .iter()
                .flat_map(|(_, other)| other.dataset.sources.iter());
            let cited = cited.flat_map(called).collect();
            let listed = read.dataset.sources.iter().flat_map(called).collect();
            shares(&listed, &cited)
        }
        Rows::Events | Rows::Relations => {
            let known = set
                .iter()
                .flat_map(|(_, other)| names_and_ids(&other.dataset));
            covers(&known.collect(), &names_of(&read.dataset))
        }
    }
}

fn names_of(dataset: &Dataset) -> HashSet<String> {
    let names = dataset.actors.iter().map(|actor| key(&actor.name));
    names.collect()
}

/// The names of actors in those tables of a set that are of such rows.
fn names(set: &[(usize, Read)], of: impl Fn(Rows) -> bool) -> HashSet<String> {
    let of_these = set.iter().filter(|(_, read)| of(kind(read)));
    of_these
        .flat_map(|(_, read)| names_of(&read.dataset))
        .collect()
}

fn names_and_ids(dataset: &Dataset) -> HashSet<String> {
    let all = dataset.actors.iter().flat_map(|actor| {
        let names = [&*actor.name, actor.id.as_str()].into_iter();
        let names = names.chain(actor.aliases.iter().map(|alias| &**alias));
        names.map(key)
    });
    all.collect()
}

/// What a source is cited by: its title, its id or its address.
fn called(source: &Source) -> Vec<String> {
    let names = [
        &*source.title,
        source.id.as_str(),
        source.url.as_deref().unwrap_or_default(),
    ];
    let names = names.into_iter().filter(|name| !name.is_empty());
    names.map(key).collect()
}

/// Whether two sets of names share one.
fn shares(these: &HashSet<String>, others: &HashSet<String>) -> bool {
    these.intersection(others).next().is_some()
}

/// Whether most of the names are known.
fn covers(known: &HashSet<String>, names: &HashSet<String>) -> bool {
    let shared = names.iter().filter(|name| known.contains(*name)).count();
    shared > 0 && shared * 2 >= names.len()
}

/// Whether names are the places of actors in their list, from 0.
fn are_places(names: &HashSet<String>, actors: &Dataset) -> bool {
    let count = actors.actors.len();
    let is_place = |name: &String| name.parse().is_ok_and(|place: usize| place < count);
    !names.is_empty() && names.iter().all(is_place)
}

/// Whether actors are called by their places in a list that has other names for them.
fn counts_from_0(dataset: &Dataset, listed: &Dataset) -> bool {
    let names = names_of(dataset);
    are_places(&names, listed) && !covers(&names_and_ids(listed), &names)
}

/// The same where places are called by the names of the actors that stand there.
fn with_names(dataset: &Dataset, listed: &Dataset) -> Dataset {
    let name = |actor: &Actor| {
        let place = actor.name.parse().ok()?;
        let (_, named) = listed.actors.at(place)?;
        Some(named.name.clone())
    };
    let actors = dataset.actors.iter().cloned().map(|mut actor| {
        actor.name = name(&actor).unwrap_or(actor.name);
        actor
    });
    Dataset {
        actors: actors.collect(),
        ..dataset.clone()
    }
}

impl Book<'_, '_> {
    /// The tables of a set as one dataset, of which the one that is shown is told at length.
    fn joined(&self, mut set: Vec<(usize, Read)>, shown: usize) -> Read {
        // Actors and sources are listed in the order of their own table.
        set.sort_by_key(|(_, read)| !matches!(kind(read), Rows::Actors | Rows::Sources));
        let listed = set.iter().find(|(_, read)| kind(read) == Rows::Actors);
        let listed = listed.map(|(_, read)| read.dataset.clone());
        let mut whole = Dataset::default();
        let mut import = None;
        let mut with = Vec::new();
        for (place, read) in &mut set {
            if *place == shown {
                import = read.import.take();
                whole.metadata = read.dataset.metadata.clone();
            } else if let Some(import) = &read.import {
                with.push((self.name(*place), import.counted()));
            }
        }
        let mut all = Vec::new();
        for (place, read) in set {
            let dataset = match &listed {
                Some(listed) if counts_from_0(&read.dataset, listed) => {
                    with_names(&read.dataset, listed)
                }
                _ => read.dataset,
            };
            // An edit that was made for a dataset fits it.
            whole = match whole.after(&adding("", &whole, &dataset)) {
                Ok(next) => next,
                Err(_) => whole,
            };
            all.push((self.name(place), dataset, read.problems));
        }
        let mut problems = Vec::new();
        let mut known: BTreeMap<Kind, HashMap<Id, usize>> = BTreeMap::new();
        for (name, dataset, own) in all {
            for mut problem in own {
                problem.fault.item = problem.fault.item.and_then(|(kind, place)| {
                    let now = known.entry(kind).or_insert_with(|| places(&whole, kind));
                    Some((kind, *now.get(&id_at(&dataset, (kind, place))?)?))
                });
                problem.part = Some(name.clone());
                problems.push(problem);
            }
        }
        if let Some(import) = &mut import {
            import.beside(&with);
        }
        Read {
            dataset: whole,
            problems,
            import,
        }
    }
}
