//! The edits of a journal, made again to a dataset that may have become another since.

use super::super::json::Json;
use super::Recovery;
use super::edits::{Members, read_item};
use crate::dataset::edit::{Change, Edit, ListChange, Listed};
use crate::dataset::{
    Actor, Bookmark, Category, Dataset, Event, Group, Handle, Id, Kind, Period, Pin, Relation,
    Source, Stand,
};
use crate::files::stamp::Content;
use std::collections::HashSet;
use std::collections::hash_map::{Entry, HashMap};

/// What becomes of the edits of a journal.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Replayed {
    /// Those that are to be made, for the dataset as it is.
    pub edits: Vec<Edit>,
    /// How many it has already.
    pub held: usize,
    /// Those that do not fit it.
    pub unfit: Vec<Unfit>,
}

/// An edit that does not fit what a dataset has become.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfit {
    /// Its number in the journal.
    pub number: usize,
    /// What it is called.
    pub name: String,
    /// What is in its way.
    pub why: String,
}

impl Recovery {
    /// The edits for a dataset, as it is opened from bytes that are known by `content`. If `must`, they
    /// are made whatever stands there.
    pub fn replay(&self, dataset: &Dataset, content: Option<Content>, must: bool) -> Replayed {
        let saved = self.held_by(content);
        let mut replayed = Replayed::default();
        let base = self.base.as_ref();
        let is_base = base.is_some_and(|base| base.content == content);
        let mut now = Replay {
            dataset: dataset.clone(),
            must,
            is_known: self.damaged == 0 && (is_base || saved > 0),
            ..Replay::default()
        };
        if !now.is_known {
            now.later = later(&self.edits);
        }
        for (number, json) in &self.edits {
            if *number < saved {
                replayed.held += 1;
                continue;
            }
            now.number = *number;
            let (name, made) = now.edit(json);
            match made {
                Ok(changes) if changes.is_empty() => replayed.held += 1,
                Ok(changes) => replayed.edits.push(Edit { name, changes }),
                Err(why) => replayed.unfit.push(Unfit {
                    number: *number,
                    name,
                    why,
                }),
            }
        }
        replayed
    }
}

/// The dataset after the edits so far.
#[derive(Default)]
struct Replay {
    dataset: Dataset,
    must: bool,
    /// Whether it started as the edits did: then nothing can be there already.
    is_known: bool,
    /// The number of the edit that is being made.
    number: usize,
    /// What was inserted.
    made: HashSet<(&'static str, Handle)>,
    /// What items become, as JSON, by what they are: by the edit of which number.
    later: HashMap<String, Vec<(usize, String)>>,
    /// The handles of each id, of the lists in which something did not stand where it stood.
    places: HashMap<(&'static str, Id), Vec<Handle>>,
}

/// What items become, by what they are, both as JSON, in the order of the edits.
fn later(edits: &[(usize, String)]) -> HashMap<String, Vec<(usize, String)>> {
    let mut later: HashMap<String, Vec<(usize, String)>> = HashMap::new();
    for (number, edit) in edits {
        let changes = Members::of(edit).and_then(|edit| edit.objects("changes"));
        for change in changes.iter().flatten() {
            if let (Some(before), Some(after)) = (change.json("before"), change.json("after")) {
                let becomes = later.entry(before.to_owned()).or_default();
                becomes.push((*number, after.to_owned()));
            }
        }
    }
    later
}

/// What does not fit.
type Why = String;

/// A change of a list for the dataset as it is; none if it was made already.
type Fitted<T> = Result<Option<ListChange<T>>, Why>;

const DAMAGED: &str = "it cannot be read";

impl Replay {
    /// The name of an edit, and its changes without those that were made already. Nothing of it is
    /// made if one does not fit.
    fn edit(&mut self, json: &str) -> (String, Result<Vec<Change>, Why>) {
        let edit = Members::of(json);
        let name = edit.as_ref().and_then(|edit| edit.value("name"));
        let changes = edit.and_then(|edit| edit.objects("changes"));
        let before = self.dataset.clone();
        let made = match changes {
            None => Err(DAMAGED.to_owned()),
            Some(changes) => changes
                .iter()
                .filter_map(|change| self.change(change).transpose())
                .collect(),
        };
        if made.is_err() {
            self.dataset = before;
        }
        (name.unwrap_or_default(), made)
    }

    /// One change, made; none if it was made already.
    fn change(&mut self, change: &Members<'_>) -> Result<Option<Change>, Why> {
        if change.json("list").is_none() {
            return self.metadata(change);
        }
        match change.kind().ok_or(DAMAGED)? {
            Kind::Source => self.of_list::<Source>(change),
            Kind::Group => self.of_list::<Group>(change),
            Kind::Actor => self.of_list::<Actor>(change),
            Kind::Category => self.of_list::<Category>(change),
            Kind::Event => self.of_list::<Event>(change),
            Kind::Relation => self.of_list::<Relation>(change),
            Kind::Period => self.of_list::<Period>(change),
            Kind::Bookmark => self.of_list::<Bookmark>(change),
            Kind::Pin => self.of_list::<Pin>(change),
            Kind::Stand => self.of_list::<Stand>(change),
        }
    }

    fn metadata(&mut self, change: &Members<'_>) -> Result<Option<Change>, Why> {
        let before = change.metadata("before").ok_or(DAMAGED)?;
        let after = change.metadata("after").ok_or(DAMAGED)?;
        let now = &self.dataset.metadata;
        if *now == after {
            return Ok(None);
        }
        if *now != before && !self.must {
            return Err("title, zone or another field of the dataset has changed since".to_owned());
        }
        self.make(Change::Metadata {
            before: Box::new(now.clone()),
            after: Box::new(after),
        })
    }

    fn make(&mut self, change: Change) -> Result<Option<Change>, Why> {
        let edit = Edit {
            name: String::new(),
            changes: vec![change],
        };
        let next = self.dataset.after(&edit).map_err(|why| why.to_string())?;
        self.dataset = next;
        Ok(edit.changes.into_iter().next())
    }

    fn of_list<T: Listed + Json>(&mut self, change: &Members<'_>) -> Result<Option<Change>, Why> {
        let made: Option<ListChange<T>> = if let Some(at) = change.value("put") {
            self.put(change, at)?
        } else if let Some(at) = change.value("insert") {
            self.insert(change, at)?
        } else if let Some(at) = change.value("remove") {
            self.remove(change, at)?
        } else {
            self.moved(change)?
        };
        let Some(made) = made else {
            return Ok(None);
        };
        if let ListChange::Insert { handle, .. } = &made {
            self.made.insert((T::KIND.key(), *handle));
        }
        // What has come, or has another id, can be found again.
        let (item, handle) = match &made {
            ListChange::Replace { after, handle, .. } => (Some(after), *handle),
            ListChange::Insert { item, handle, .. } => (Some(item), *handle),
            ListChange::Remove { handle, .. } | ListChange::Move { handle, .. } => (None, *handle),
        };
        if let Some(item) = item
            && !self.places.is_empty()
        {
            let known = self.places.entry((T::KIND.key(), item.id().clone()));
            let known = known.or_default();
            if !known.contains(&handle) {
                known.push(handle);
            }
        }
        self.make(T::change(made))
    }

    fn put<T: Listed + Json>(&mut self, change: &Members<'_>, at: usize) -> Fitted<T> {
        let before: T = change.item("before").ok_or(DAMAGED)?;
        let after: T = change.item("after").ok_or(DAMAGED)?;
        // Another may have become what this one was: what is there already goes first.
        if self.is_there::<T>(change.json("after"), at) {
            return Ok(None);
        }
        if let Some((_, handle)) = self.find::<T>(before.id(), at, |item| *item == before) {
            // Somebody else may have used the new id meanwhile.
            let is_renamed = before.id() != after.id() && !self.is_known && !self.must;
            if is_renamed && self.find::<T>(after.id(), at, |_| true).is_some() {
                return Err(another::<T>(after.id()));
            }
            return Ok(Some(replaced(handle, before, after)));
        }
        match self.find::<T>(before.id(), at, |_| true) {
            Some((_, handle)) if self.must => {
                let now = T::list(&self.dataset).get(handle).cloned();
                Ok(Some(replaced(handle, now.unwrap_or(before), after)))
            }
            Some(_) => Err(changed::<T>(before.id())),
            None if self.must => Ok(Some(self.inserted(after, at))),
            None => Err(gone::<T>(before.id())),
        }
    }

    fn insert<T: Listed + Json>(&mut self, change: &Members<'_>, at: usize) -> Fitted<T> {
        let item: T = change.item("item").ok_or(DAMAGED)?;
        let at = self.place_behind::<T>(change, at, |place| place + 1);
        let is_known = self.is_known;
        let there = self.find::<T>(item.id(), at, |_| !is_known);
        // What was made by an edit before is another.
        let there = there.filter(|(_, handle)| !self.made.contains(&(T::KIND.key(), *handle)));
        let Some((_, handle)) = there else {
            if self.is_there::<T>(change.json("item"), at) {
                return Ok(None);
            }
            return Ok(Some(self.inserted(item, at)));
        };
        match T::list(&self.dataset).get(handle) {
            Some(now) if *now == item => Ok(None),
            Some(now) if self.must => Ok(Some(replaced(handle, now.clone(), item))),
            Some(_) | None => Err(another::<T>(item.id())),
        }
    }

    /// Whether an item stands in the list as it is in JSON, or as later edits of the journal make it: then
    /// the dataset has what was done.
    fn is_there<T: Listed + Json>(&mut self, json: Option<&str>, at: usize) -> bool {
        let mut number = self.number;
        let mut state = json.filter(|_| !self.is_known).map(str::to_owned);
        while let Some(json) = state {
            let found = read_item::<T>(&json)
                .and_then(|item| self.find::<T>(item.id(), at, |other| *other == item));
            if found.is_some_and(|(_, handle)| !self.made.contains(&(T::KIND.key(), handle))) {
                return true;
            }
            // Only what comes after, so that what is changed back and forth comes to an end.
            let becomes = self.later.get(&json).into_iter().flatten();
            let next = becomes.into_iter().find(|(then, _)| *then > number);
            state = next.map(|(then, after)| {
                number = *then;
                after.clone()
            });
        }
        false
    }

    fn inserted<T: Listed>(&self, item: T, at: usize) -> ListChange<T> {
        let list = T::list(&self.dataset);
        ListChange::Insert {
            handle: list.next_handle(),
            at: at.min(list.len()),
            item: Box::new(item),
        }
    }

    fn remove<T: Listed + Json>(&mut self, change: &Members<'_>, at: usize) -> Fitted<T> {
        let item: T = change.item("item").ok_or(DAMAGED)?;
        let must = self.must;
        let found = self.find::<T>(item.id(), at, |now| must || *now == item);
        if let Some((at, handle)) = found {
            let now = T::list(&self.dataset).get(handle).cloned();
            let item = Box::new(now.unwrap_or(item));
            return Ok(Some(ListChange::Remove { handle, at, item }));
        }
        match self.find::<T>(item.id(), at, |_| true) {
            Some(_) => Err(changed::<T>(item.id())),
            None => Ok(None),
        }
    }

    fn moved<T: Listed + Json>(&mut self, change: &Members<'_>) -> Fitted<T> {
        let from: usize = change.value("move").ok_or(DAMAGED)?;
        let to: usize = change.value("to").ok_or(DAMAGED)?;
        let id: String = change.value("id").unwrap_or_default();
        let id = Id::new(&id);
        let Some((from, handle)) = self.find::<T>(&id, from, |_| true) else {
            return if self.must {
                Ok(None)
            } else {
                Err(gone::<T>(&id))
            };
        };
        // Where it stands once the item is out of the list.
        let after = |place: usize| if place < from { place + 1 } else { place };
        let to = self.place_behind::<T>(change, to, after);
        let last = T::list(&self.dataset).len().saturating_sub(1);
        let to = to.min(last);
        Ok((from != to).then_some(ListChange::Move { handle, from, to }))
    }

    /// The place behind the item of an id, as `after` makes it of that one's own: `at`, if that item
    /// stands there; else behind another of its id. `at`, if there is none.
    fn place_behind<T: Listed>(
        &mut self,
        change: &Members<'_>,
        at: usize,
        after: impl Fn(usize) -> usize,
    ) -> usize {
        let at = at.min(T::list(&self.dataset).len());
        let Some(id) = change.value::<String>("behind") else {
            return at;
        };
        let id = Id::new(&id);
        let is_behind = |place: usize| {
            let item = T::list(&self.dataset).at(place);
            after(place) == at && item.is_some_and(|(_, item)| *item.id() == id)
        };
        if is_behind(at) || at.checked_sub(1).is_some_and(is_behind) {
            return at;
        }
        let found = self.find::<T>(&id, at, |_| true);
        found.map_or(at, |(place, _)| after(place))
    }

    /// Place and handle of an item of an id, rather the one at a place than another.
    fn find<T: Listed>(
        &mut self,
        id: &Id,
        at: usize,
        is_it: impl Fn(&T) -> bool,
    ) -> Option<(usize, Handle)> {
        let list = T::list(&self.dataset);
        if let Some((handle, item)) = list.at(at)
            && item.id() == id
            && is_it(item)
        {
            return Some((at, handle));
        }
        let key = T::KIND.key();
        // Under no id: whether the list has been read.
        if let Entry::Vacant(unread) = self.places.entry((key, Id::default())) {
            unread.insert(Vec::new());
            for (handle, item) in list.entries() {
                let of_id = self.places.entry((key, item.id().clone()));
                of_id.or_default().push(handle);
            }
        }
        let handles = self.places.get(&(key, id.clone()))?;
        handles.iter().find_map(|handle| {
            let place = list.place(*handle)?;
            let (_, item) = list.at(place)?;
            (item.id() == id && is_it(item)).then_some((place, *handle))
        })
    }
}

fn replaced<T>(handle: Handle, before: T, after: T) -> ListChange<T> {
    ListChange::Replace {
        handle,
        before: Box::new(before),
        after: Box::new(after),
    }
}

fn another<T: Listed>(id: &Id) -> Why {
    format!("there is another {} “{id}”", T::KIND.noun())
}

fn gone<T: Listed>(id: &Id) -> Why {
    format!("the {} “{id}” is no longer there", T::KIND.noun())
}

fn changed<T: Listed>(id: &Id) -> Why {
    format!("the {} “{id}” has changed since", T::KIND.noun())
}
