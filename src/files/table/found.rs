//! What the rows of a table name, and what is told of them.

use super::super::several::pieces;
use super::at::At;
use super::meaning::Rows;
use super::names::{Name, Parting};
use super::words::says_nobody;
use crate::dataset::check::{Fault, quoted};
use crate::dataset::date::text::Note;
use crate::dataset::fresh::FreshIds;
use crate::dataset::list::Item;
use crate::dataset::spelling::key;
use crate::dataset::{Actor, Category, Group, Id, Source};
use foldhash::HashMap;
use std::rc::Rc;

/// How many texts are remembered of a column.
const REMEMBERED: usize = 50_000;

/// Items that come into being by name.
pub(super) struct Named<T> {
    pub(super) items: Vec<T>,
    /// Where each is named first.
    pub(super) origins: Vec<At>,
    pub(super) by_name: HashMap<String, usize>,
    /// The same by the texts as they were written: most stand again, and are not compared anew.
    by_text: HashMap<Box<str>, usize>,
    ids: FreshIds,
}

impl<T> Default for Named<T> {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            origins: Vec::new(),
            by_name: HashMap::default(),
            by_text: HashMap::default(),
            ids: FreshIds::default(),
        }
    }
}

impl<T> Named<T> {
    /// The place of the item of a name; `key` tells items of one name apart.
    pub(super) fn place(
        &mut self,
        name: &str,
        key: String,
        at: At,
        make: impl FnOnce(Id) -> T,
    ) -> usize {
        if let Some(place) = self.by_name.get(&key) {
            return *place;
        }
        let place = self.items.len();
        self.items.push(make(self.ids.make(name)));
        self.origins.push(at);
        self.by_name.insert(key, place);
        place
    }

    /// Forgets those that came last.
    fn truncate(&mut self, length: usize) {
        if self.items.len() > length {
            self.items.truncate(length);
            self.origins.truncate(length);
            self.by_name.retain(|_, place| *place < length);
            self.by_text.retain(|_, place| *place < length);
        }
    }

    /// The place of an item by a text that named it before, letter by letter.
    pub(super) fn written(&self, text: &str) -> Option<usize> {
        self.by_text.get(text).copied()
    }

    /// Remembers by which text an item was named.
    pub(super) fn remember(&mut self, text: &str, place: usize) {
        if self.by_text.len() < REMEMBERED {
            self.by_text.insert(text.into(), place);
        }
    }

    /// The id of the item of a name.
    pub(super) fn id(&mut self, name: &str, at: At, make: impl FnOnce(Id) -> T) -> Id
    where
        T: Item,
    {
        let place = self.written(name).unwrap_or_else(|| {
            let place = self.place(name, key(name), at, make);
            self.remember(name, place);
            place
        });
        self.items
            .get(place)
            .map_or_else(Id::default, |item| item.id().clone())
    }
}

/// Who is named in a cell.
pub(super) struct Cast {
    pub(super) all: Vec<(Id, Name)>,
    /// Whether the cell says no more.
    pub(super) is_whole: bool,
}

/// What was met so far.
pub(super) struct Found {
    pub(super) rows: Rows,
    /// The place of the item that is being read.
    pub(super) place: usize,
    pub(super) actors: Named<Actor>,
    /// Who is named, by column and cell.
    casts: Vec<HashMap<Box<str>, Rc<Cast>>>,
    pub(super) categories: Named<Category>,
    pub(super) groups: Named<Group>,
    pub(super) sources: Named<Source>,
    /// How many actors, categories, groups and sources there were before the row that is being read.
    before: [usize; 4],
    pub(super) faults: Vec<(At, Fault)>,
    /// What is worth telling of dates: how often, and where first.
    pub(super) notes: Vec<(Note, usize, At)>,
}

impl Found {
    pub(super) fn new(rows: Rows) -> Self {
        Self {
            rows,
            place: 0,
            actors: Named::default(),
            casts: Vec::new(),
            categories: Named::default(),
            groups: Named::default(),
            sources: Named::default(),
            before: [0; 4],
            faults: Vec::new(),
            notes: Vec::new(),
        }
    }

    pub(super) fn begin_row(&mut self) {
        self.before = [
            self.actors.items.len(),
            self.categories.items.len(),
            self.groups.items.len(),
            self.sources.items.len(),
        ];
    }

    /// Forgets what the row that is being read names first, as it is left out.
    pub(super) fn forget_row(&mut self) {
        let [actors, categories, groups, sources] = self.before;
        if self.actors.items.len() > actors {
            self.casts.clear();
        }
        self.actors.truncate(actors);
        self.categories.truncate(categories);
        self.groups.truncate(groups);
        self.sources.truncate(sources);
    }

    /// Tells of a place.
    pub(super) fn fault(&mut self, at: At, wrong: &str) {
        let fault = Fault::new("", wrong);
        self.faults.push((at, fault));
    }

    /// Tells of a cell of the row that is being read.
    pub(super) fn cell(&mut self, at: At, field: &str, cell: &str, wrong: &str, expected: &str) {
        let fault = Fault {
            item: Some((self.rows.kind(), self.place)),
            field: field.into(),
            noun: field.into(),
            found: quoted(cell),
            wrong: wrong.into(),
            expected: expected.into(),
            help: None,
        };
        self.faults.push((at, fault));
    }

    pub(super) fn note(&mut self, note: Note, at: At) {
        match self.notes.iter_mut().find(|(known, ..)| *known == note) {
            Some((_, count, _)) => *count += 1,
            None => self.notes.push((note, 1, at)),
        }
    }

    pub(super) fn category(&mut self, name: &str, at: At) -> Id {
        let make = |id| Category {
            id,
            name: name.into(),
            ..Category::default()
        };
        self.categories.id(name, at, make)
    }

    pub(super) fn group(&mut self, name: &str, at: At) -> Id {
        let make = |id| Group {
            id,
            name: name.into(),
            ..Group::default()
        };
        self.groups.id(name, at, make)
    }

    /// Who is named in a cell of a column.
    pub(super) fn cast(&mut self, place: usize, parting: &Parting, cell: &str, at: At) -> Rc<Cast> {
        if self.casts.len() <= place {
            self.casts.resize_with(place + 1, HashMap::default);
        }
        let known = self.casts.get(place).and_then(|known| known.get(cell));
        if let Some(cast) = known {
            return Rc::clone(cast);
        }
        let mut names = parting.names(cell);
        // An end of a tie is somebody, known or not.
        if self.rows == Rows::Events {
            names.retain(|name| !says_nobody(&name.name));
        }
        let is_more = |name: &Name| name.written.is_some();
        let is_lost = self.rows != Rows::Events && names.iter().any(is_more)
            || names.is_empty()
            || names.len() < pieces(cell).len();
        let all = names.into_iter().map(|name| (self.actor(&name, at), name));
        let cast = Rc::new(Cast {
            all: all.collect(),
            is_whole: !is_lost,
        });
        if let Some(known) = self
            .casts
            .get_mut(place)
            .filter(|known| known.len() < REMEMBERED)
        {
            known.insert(cell.into(), Rc::clone(&cast));
        }
        cast
    }

    pub(super) fn actor(&mut self, named: &Name, at: At) -> Id {
        let name = named.name.as_str();
        let make = |id| Actor {
            id,
            name: name.into(),
            ..Actor::default()
        };
        let place = self.actors.place(name, key(name), at, make);
        let Some(actor) = self.actors.items.get_mut(place) else {
            return Id::default();
        };
        // With a title somebody is looked for too.
        let alias = named.written.as_deref().filter(|_| named.has_title);
        if let Some(alias) =
            alias.filter(|alias| !actor.aliases.iter().any(|known| &**known == *alias))
        {
            let all = actor.aliases.iter().cloned().chain([alias.into()]);
            actor.aliases = all.collect();
        }
        actor.id.clone()
    }
}
