//! Adding what is in one dataset to another: who is known by name already is one.

use super::edit::{Change, Edit, ListChange, Listed, of_kind};
use super::fields::{self, New, Record};
use super::fresh::FreshIds;
use super::list::{Handle, Item as _};
use super::spelling::key;
use super::{
    Actor, Category, Dataset, Event, Group, Id, Kept, Kind, List, Period, Relation, Reliability,
    Source, Text,
};
use std::collections::{HashMap, HashSet};

/// The ids that items have once they are added, by those that they had.
#[derive(Default)]
struct Renamed(HashMap<Id, Id>);

impl Renamed {
    fn of(&self, id: &mut Id) {
        if let Some(now) = self.0.get(id) {
            id.clone_from(now);
        }
    }
}

/// The edit that adds everything of `new` to `open`. Actors, groups and categories of one name, however
/// spelled, and sources of one title and address are the same: what is known of them stays, and
/// of an actor what is not known yet is taken. All else is added, under ids of its own.
///
/// Edges of a network name its nodes by their ids, which a table of nodes says what they are called:
/// where most actors of one of the two are known to the other by name or id, ids are names.
pub(crate) fn adding(name: &str, open: &Dataset, new: &Dataset) -> Edit {
    let mut changes = Vec::new();
    let sources = merged(
        open,
        new,
        &mut changes,
        (known_as, cited_as),
        complete_source,
        |source: &mut Source, sources| source.copies.iter_mut().for_each(|id| sources.of(id)),
    );
    let groups = merged(
        open,
        new,
        &mut changes,
        (group_names, group_names),
        |_, _| {},
        |group: &mut Group, groups| group.parent.iter_mut().for_each(|id| groups.of(id)),
    );
    let categories = merged(
        open,
        new,
        &mut changes,
        (category_names, category_names),
        |known: &mut Category, category| {
            if known.colour.is_none() {
                known.colour.clone_from(&category.colour);
            }
        },
        |category, categories| {
            let parent = category.parent.iter_mut();
            parent.for_each(|id| categories.of(id));
        },
    );
    let actors = merged_actors(open, &grouped(new, &groups), &mut changes);
    let zone = new
        .metadata
        .zone
        .as_ref()
        .filter(|zone| open.metadata.zone.as_ref() != Some(zone));
    let events = appended(open, new, &mut changes, |event: &mut Event, events| {
        refer(event, [&categories, &actors, &sources, events]);
        keep_zone(event, zone);
    });
    appended(open, new, &mut changes, |relation: &mut Relation, _| {
        actors.of(&mut relation.from);
        actors.of(&mut relation.to);
        relation
            .citations
            .iter_mut()
            .for_each(|c| sources.of(&mut c.source));
        relation
            .evidence
            .iter_mut()
            .for_each(|event| events.of(event));
    });
    appended(open, new, &mut changes, |_: &mut Period, _| {});
    Edit {
        name: name.to_owned(),
        changes,
    }
}

/// Gives what an event refers to as that is called now.
fn refer(event: &mut Event, [categories, actors, sources, events]: [&Renamed; 4]) {
    let category = event.category.iter_mut();
    category.for_each(|id| categories.of(id));
    let participants = event.participants.iter_mut();
    participants.for_each(|p| actors.of(&mut p.actor));
    let citations = event.citations.iter_mut();
    citations.for_each(|citation| sources.of(&mut citation.source));
    if event.by_hand.parent.is_some() || !event.by_hand.leads_to.is_empty() {
        event.by_hand.change(|more| {
            more.parent.iter_mut().for_each(|parent| events.of(parent));
            let links = more.leads_to.iter_mut();
            links.for_each(|link| events.of(&mut link.event));
        });
    }
}

/// Adds the actors, whose names may be ids of others.
fn merged_actors(open: &Dataset, new: &Dataset, changes: &mut Vec<Change>) -> Renamed {
    let are_ids = (
        names_are_ids(&new.actors, &open.actors),
        names_are_ids(&open.actors, &new.actors),
    );
    let names = |by_id: bool| move |actor: &Actor| actor_names(actor, by_id);
    let names = (names(are_ids.0), names(are_ids.1));
    let complete = |known: &mut Actor, actor: &Actor| {
        let is_called_by_id = are_ids.1 && key(&known.name) == key(&actor.id);
        if is_called_by_id && !actor.name.is_empty() {
            known.name.clone_from(&actor.name);
        }
        complete(known, actor);
    };
    merged(open, new, changes, names, complete, |actor, actors| {
        let others = actor.part_of.iter_mut().chain(&mut actor.differs_from);
        others.for_each(|id| actors.of(id));
    })
}

/// The id of an item at a place of a list.
pub(crate) fn id_at(dataset: &Dataset, (kind, place): (Kind, usize)) -> Option<Id> {
    of_kind!(kind, T => {
        let item = T::list(dataset).at(place);
        item.map(|(_, item)| item.id().clone())
    }, else None)
}

/// Where the items of a list stand, by their ids.
pub(crate) fn places(dataset: &Dataset, kind: Kind) -> HashMap<Id, usize> {
    let mut all = HashMap::new();
    of_kind!(kind, T => {
        for (place, item) in T::list(dataset).iter().enumerate() {
            all.entry(item.id().clone()).or_insert(place);
        }
    }, else ());
    all
}

/// The actors of a table, in groups as those are called here.
fn grouped(new: &Dataset, groups: &Renamed) -> Dataset {
    let actors = new.actors.iter().cloned().map(|mut actor| {
        actor.group.iter_mut().for_each(|group| groups.of(group));
        actor
    });
    Dataset {
        actors: actors.collect(),
        ..Dataset::default()
    }
}

/// Times of a table are those of its zone, whatever that of the open dataset is.
fn keep_zone(event: &mut Event, zone: Option<&Text>) {
    let is_timed = event.when.as_deref().is_some_and(|when| when.contains('T'));
    if let Some(zone) = zone.filter(|_| is_timed && event.by_hand.zone.is_none()) {
        event.by_hand.change(|more| more.zone = Some(zone.clone()));
    }
}

/// Under what a source of the open dataset is found: its title and its address, each alone where the other
/// lacks one, its address by itself, and its id.
fn known_as(source: &Source) -> Vec<String> {
    let (title, url) = (
        key(&source.title),
        source.url.as_deref().unwrap_or_default(),
    );
    let mut all = vec![
        format!("{title}\n{url}"),
        format!("any\n{title}"),
        format!("id\n{}", key(&source.id)),
    ];
    match url {
        "" => all.push(format!("bare\n{title}")),
        url => all.push(format!("address\n{url}")),
    }
    all
}

/// Under what a source that is added is looked for. One without an address may be cited by its title, its address
/// or its id alone; one that has an address may have been cited by any of these.
fn cited_as(source: &Source) -> Vec<String> {
    let (title, url) = (
        key(&source.title),
        source.url.as_deref().unwrap_or_default(),
    );
    let mut all = vec![format!("{title}\n{url}"), format!("bare\n{title}")];
    if url.is_empty() {
        all.extend([format!("any\n{title}"), format!("id\n{title}")]);
    }
    if url.is_empty() || *source.title == *url {
        all.push(format!("address\n{}", source.title));
    }
    all.extend([
        format!("bare\n{}", key(&source.id)),
        format!("bare\n{}", key(url)),
    ]);
    all
}

/// A table of sources completes what a table of events only names.
fn complete_source(known: &mut Source, source: &Source) {
    let title = key(&known.title);
    let is_called_otherwise =
        title == key(&source.id) || known.url.as_deref() == Some(&*known.title);
    if is_called_otherwise
        && !source.title.is_empty()
        && source.url.as_deref() != Some(&*source.title)
    {
        known.title.clone_from(&source.title);
    }
    for (known, new) in [
        (&mut known.publisher, &source.publisher),
        (&mut known.author, &source.author),
        (&mut known.url, &source.url),
        (&mut known.archived_url, &source.archived_url),
        (&mut known.published, &source.published),
        (&mut known.accessed, &source.accessed),
        (&mut known.language, &source.language),
        (&mut known.note, &source.note),
    ] {
        if known.is_none() {
            known.clone_from(new);
        }
    }
    if known.reliability == Reliability::default() {
        known.reliability = source.reliability;
    }
    keep_new(&mut known.kept, &source.kept);
}

/// Keeps what was kept of one and not yet of the other.
fn keep_new(known: &mut Kept, new: &Kept) {
    for (key, json) in new.iter() {
        if known.get(key).is_none() {
            known.push(key.clone(), json);
        }
    }
}

fn group_names(group: &Group) -> Vec<String> {
    vec![key(&group.name)]
}

fn category_names(category: &Category) -> Vec<String> {
    vec![key(&category.name)]
}

fn actor_names(actor: &Actor, by_id: bool) -> Vec<String> {
    let names = std::iter::once(&actor.name).chain(&*actor.aliases);
    let names = names.map(|name| key(name));
    names.chain(by_id.then(|| key(&actor.id))).collect()
}

/// Whether some of these actors have the ids of others for names, and few have neither id nor name of one:
/// an edge may go to a node that is not listed.
fn names_are_ids(these: &List<Actor>, others: &List<Actor>) -> bool {
    let names = others.iter().flat_map(|actor| actor_names(actor, false));
    let names: HashSet<String> = names.collect();
    let ids: HashSet<String> = others.iter().map(|actor| key(&actor.id)).collect();
    let (mut by_id, mut unknown) = (0, 0);
    for actor in these.iter() {
        let name = key(&actor.name);
        match (names.contains(&name), ids.contains(&name)) {
            (true, _) => {}
            (false, true) => by_id += 1,
            (false, false) => unknown += 1,
        }
    }
    by_id > 0 && unknown * 2 <= these.len()
}

/// A table of actors completes what a table of events only names.
pub(crate) fn complete(known: &mut Actor, actor: &Actor) {
    let take = |known: &mut Option<_>, new: &Option<_>| {
        if known.is_none() {
            known.clone_from(new);
        }
    };
    take(&mut known.short, &actor.short);
    take(&mut known.role, &actor.role);
    take(&mut known.description, &actor.description);
    take(&mut known.image, &actor.image);
    take(&mut known.url, &actor.url);
    if known.group.is_none() {
        known.group.clone_from(&actor.group);
    }
    // A guess about one is none about the other, who may have been said to be a person.
    let is_open = known.kind_guessed || known.kind.may_be_person();
    if is_open && !actor.kind_guessed && !actor.kind.may_be_person() {
        known.kind = actor.kind;
        known.kind_guessed = false;
    }
    for alias in &actor.aliases {
        if !known.aliases.contains(alias) && *alias != known.name {
            known.aliases.push(alias.clone());
        }
    }
    keep_new(&mut known.kept, &actor.kept);
}

/// Adds the items of a list that are not known by one of their names, and completes those that are; `refer` gives
/// what they refer to in their list as that is called now.
fn merged<T: Listed + Record>(
    open: &Dataset,
    new: &Dataset,
    changes: &mut Vec<Change>,
    (names_there, names): (impl Fn(&T) -> Vec<String>, impl Fn(&T) -> Vec<String>),
    complete: impl Fn(&mut T, &T),
    refer: impl Fn(&mut T, &Renamed),
) -> Renamed {
    let list = T::list(open);
    let mut known: HashMap<String, Handle> = HashMap::new();
    // A name goes before an alias.
    for place in 0..2 {
        for (handle, item) in list.entries() {
            let all = names_there(item);
            let (name, aliases) = all.split_at(all.len().min(1));
            for name in if place == 0 { name } else { aliases } {
                known.entry(name.clone()).or_insert(handle);
            }
        }
    }
    let mut completed: Vec<(Handle, T)> = Vec::new();
    let mut places: HashMap<Handle, usize> = HashMap::new();
    let (mut renamed, mut ids) = (Renamed::default(), taken::<T>(open));
    let mut added: Vec<T> = Vec::new();
    for item in T::list(new).iter() {
        let there = names(item).iter().find_map(|name| known.get(name).copied());
        let there = there.and_then(|handle| Some((handle, list.get(handle)?)));
        let Some((handle, before)) = there else {
            let id = ids.id(item.id(), &mut renamed);
            added.push(with_id(item, &id));
            continue;
        };
        renamed.0.insert(item.id().clone(), before.id().clone());
        // Several of the table may be one here.
        let place = *places.entry(handle).or_insert(completed.len());
        match completed.get_mut(place) {
            Some((_, after)) => complete(after, item),
            None => {
                let mut after = before.clone();
                complete(&mut after, item);
                completed.push((handle, after));
            }
        }
    }
    let mut at = list.len();
    for mut item in added {
        refer(&mut item, &renamed);
        insert(open, &mut at, item, changes);
    }
    for (handle, after) in completed {
        let before = list.get(handle).filter(|before| **before != after);
        if let Some(before) = before {
            changes.push(T::change(ListChange::Replace {
                handle,
                before: Box::new(before.clone()),
                after: Box::new(after),
            }));
        }
    }
    renamed
}

/// Adds all items of a list, each with what it refers to as that is called now: `refer` knows also how those
/// of the same list are.
fn appended<T: Listed + Record>(
    open: &Dataset,
    new: &Dataset,
    changes: &mut Vec<Change>,
    refer: impl Fn(&mut T, &Renamed),
) -> Renamed {
    let (mut renamed, mut ids) = (Renamed::default(), taken::<T>(open));
    let mut at = T::list(open).len();
    let all = T::list(new).iter();
    let all: Vec<(&T, Id)> = all
        .map(|item| (item, ids.id(item.id(), &mut renamed)))
        .collect();
    for (item, id) in all {
        let mut item = with_id(item, &id);
        refer(&mut item, &renamed);
        insert(open, &mut at, item, changes);
    }
    renamed
}

/// An item under another id.
fn with_id<T: Listed + Record>(item: &T, id: &Id) -> T {
    let mut item = item.clone();
    let place = fields::place(item.fields(), "id");
    if let Some(value) = place.and_then(|place| item.value_mut(place)) {
        value.put(&New::Text(id.as_str().into()));
    }
    item
}

fn insert<T: Listed>(open: &Dataset, at: &mut usize, item: T, changes: &mut Vec<Change>) {
    let list = T::list(open);
    let further = u32::try_from(*at - list.len()).unwrap_or(u32::MAX);
    changes.push(T::change(ListChange::Insert {
        handle: Handle(list.next_handle().0.saturating_add(further)),
        at: *at,
        item: Box::new(item),
    }));
    *at += 1;
}

/// Ids that are in use.
struct Taken(FreshIds);

impl Taken {
    /// The id of an item once it is added: its own, where that is free.
    fn id(&mut self, id: &Id, renamed: &mut Renamed) -> Id {
        let now = if self.0.reserve(id) {
            id.clone()
        } else {
            self.0.make(id)
        };
        renamed.0.insert(id.clone(), now.clone());
        now
    }
}

fn taken<T: Listed>(dataset: &Dataset) -> Taken {
    let mut ids = FreshIds::default();
    for item in T::list(dataset).iter() {
        ids.reserve(item.id());
    }
    Taken(ids)
}
