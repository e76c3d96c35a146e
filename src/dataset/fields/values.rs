//! What stands in the fields of records, seen without its type.

use super::{Held, New, Record, Records, Value};
use crate::dataset::value::{
    ActorKind, Certainty, Id, LinkKind, Matching, Number, Reliability, Role, Stance, Status, Text,
};
use crate::dataset::{
    Account, Action, Citation, Citations, Filter, Kind, Link, Media, Note, Participant,
    Participants, Selection, Spot,
};
use std::num::NonZeroU32;

impl Value for Text {
    fn held(&self) -> Held<'_> {
        Held::Text(self)
    }

    fn put(&mut self, new: &New) -> bool {
        match new {
            New::Text(text) => self.clone_from(text),
            New::Nothing => *self = Self::default(),
            _ => return false,
        }
        true
    }
}

/// A text is a tie where the table says so.
impl Value for Option<Text> {
    fn held(&self) -> Held<'_> {
        self.as_deref().map_or(Held::Nothing, Held::Text)
    }

    fn put(&mut self, new: &New) -> bool {
        match new {
            New::Text(text) => *self = Some(text.clone()),
            New::Nothing => *self = None,
            _ => return false,
        }
        true
    }

    fn retain_tie(&mut self, keep: &mut dyn FnMut(&mut Text) -> bool) -> bool {
        self.take_if(|tie| !keep(tie)).is_none()
    }
}

impl Value for Id {
    fn held(&self) -> Held<'_> {
        Held::Text(self)
    }

    fn put(&mut self, new: &New) -> bool {
        match new {
            New::Text(text) => *self = Self::new(text),
            _ => return false,
        }
        true
    }

    fn retain_ids(&mut self, kind: Kind, keep: &mut dyn FnMut(Kind, &mut Id) -> bool) -> bool {
        keep(kind, self)
    }
}

impl Value for f64 {
    fn held(&self) -> Held<'_> {
        Held::Number(*self)
    }

    fn put(&mut self, new: &New) -> bool {
        match new {
            New::Number(number) => *self = *number,
            _ => return false,
        }
        true
    }
}

impl Value for Number {
    fn held(&self) -> Held<'_> {
        self.get().map_or(Held::Nothing, Held::Number)
    }

    fn put(&mut self, new: &New) -> bool {
        *self = match new {
            New::Number(number) => Some(*number).into(),
            New::Nothing => None.into(),
            _ => return false,
        };
        true
    }
}

impl Value for u8 {
    fn held(&self) -> Held<'_> {
        Held::Number(f64::from(*self))
    }

    fn put(&mut self, new: &New) -> bool {
        let New::Number(number) = new else {
            return false;
        };
        let grade = (1..=6).find(|grade| f64::from(*grade) == *number);
        *self = grade.unwrap_or(*self);
        grade.is_some()
    }
}

impl Value for NonZeroU32 {
    fn held(&self) -> Held<'_> {
        Held::Number(f64::from(self.get()))
    }

    fn put(&mut self, new: &New) -> bool {
        let New::Number(number) = new else {
            return false;
        };
        // Of a whole number only the digits are shown.
        let count = number.to_string().parse().ok();
        *self = count.unwrap_or(*self);
        count.is_some()
    }
}

impl Value for bool {
    fn held(&self) -> Held<'_> {
        Held::Flag(*self)
    }

    fn put(&mut self, new: &New) -> bool {
        match new {
            New::Flag(is_so) => *self = *is_so,
            _ => return false,
        }
        true
    }
}

macro_rules! words {
    ($($name:ident),+ $(,)?) => {$(
        impl Value for $name {
            fn held(&self) -> Held<'_> {
                Held::Text(self.word())
            }

            fn put(&mut self, new: &New) -> bool {
                let New::Text(word) = new else {
                    return false;
                };
                let known = Self::of_word(word);
                *self = known.unwrap_or(*self);
                known.is_some()
            }
        }
    )+};
}
words!(
    ActorKind,
    Certainty,
    LinkKind,
    Matching,
    Reliability,
    Role,
    Stance,
    Status
);

/// What can be left out.
trait Blank {
    /// What stands in a field that is given something after nothing stood in it.
    fn blank() -> Self;
}

macro_rules! blank {
    ($($name:ty = $blank:expr),+ $(,)?) => {$(
        impl Blank for $name {
            fn blank() -> Self {
                $blank
            }
        }
    )+};
}
blank!(
    f64 = 0.0,
    u8 = 1,
    NonZeroU32 = Self::MIN,
    Id = Self::default(),
    Status = Self::default(),
    Certainty = Self::default(),
    Participants = Self::new(),
    Vec<Link> = Self::new(),
    Vec<Media> = Self::new(),
    Box<[Text]> = Self::default(),
    Action = Self::default(),
    Spot = Self::default(),
    Filter = Self::default(),
);

impl<T: Value + Blank> Value for Option<T> {
    fn held(&self) -> Held<'_> {
        self.as_ref().map_or(Held::Nothing, Value::held)
    }

    fn put(&mut self, new: &New) -> bool {
        if *new == New::Nothing {
            *self = None;
            return true;
        }
        let mut value = self.take().unwrap_or_else(T::blank);
        let is_taken = value.put(new);
        *self = Some(value);
        is_taken
    }

    fn records_mut(&mut self) -> Option<&mut dyn Records> {
        self.get_or_insert_with(T::blank).records_mut()
    }

    fn tidy(&mut self) {
        // An empty list is not the same as none: an account may say that nobody took part.
        let held = self.as_ref().map(Value::held);
        let is_blank = matches!(held, Some(Held::Record(record)) if record.is_blank());
        if is_blank {
            *self = None;
        }
    }

    fn retain_ids(&mut self, kind: Kind, keep: &mut dyn FnMut(Kind, &mut Id) -> bool) -> bool {
        if self
            .as_mut()
            .is_some_and(|value| !value.retain_ids(kind, keep))
        {
            *self = None;
        }
        true
    }
}

impl Value for Vec<Text> {
    fn held(&self) -> Held<'_> {
        Held::Texts(self)
    }

    fn put(&mut self, new: &New) -> bool {
        match new {
            New::Texts(texts) => self.clone_from(texts),
            New::Nothing => self.clear(),
            _ => return false,
        }
        true
    }
}

impl Value for Box<[Text]> {
    fn held(&self) -> Held<'_> {
        Held::Texts(self)
    }

    fn put(&mut self, new: &New) -> bool {
        match new {
            New::Texts(texts) => *self = texts.as_slice().into(),
            New::Nothing => *self = Self::default(),
            _ => return false,
        }
        true
    }
}

impl Value for Vec<Id> {
    fn held(&self) -> Held<'_> {
        Held::Ids(self)
    }

    fn put(&mut self, new: &New) -> bool {
        match new {
            New::Texts(texts) => *self = texts.iter().map(|text| Id::new(text)).collect(),
            New::Nothing => self.clear(),
            _ => return false,
        }
        true
    }

    fn retain_ids(&mut self, kind: Kind, keep: &mut dyn FnMut(Kind, &mut Id) -> bool) -> bool {
        self.retain_mut(|id| keep(kind, id));
        true
    }
}

/// It is chosen on a view, not typed.
impl Value for Option<Selection> {
    fn held(&self) -> Held<'_> {
        self.as_ref().map_or(Held::Nothing, Held::Selection)
    }

    fn put(&mut self, new: &New) -> bool {
        let is_nothing = *new == New::Nothing;
        self.take_if(|_| is_nothing);
        is_nothing
    }

    fn retain_ids(&mut self, _: Kind, keep: &mut dyn FnMut(Kind, &mut Id) -> bool) -> bool {
        self.take_if(|selection| match selection {
            Selection::Event(id) => !keep(Kind::Event, id),
            Selection::Actor(id) => !keep(Kind::Actor, id),
            Selection::Relation(id) => !keep(Kind::Relation, id),
            Selection::Tie(_) => false,
        });
        true
    }

    fn retain_tie(&mut self, keep: &mut dyn FnMut(&mut Text) -> bool) -> bool {
        let gone = self.take_if(|selection| match selection {
            Selection::Tie(tie) => !keep(tie),
            Selection::Event(_) | Selection::Actor(_) | Selection::Relation(_) => false,
        });
        gone.is_none()
    }
}

macro_rules! lists {
    ($($list:ty, $element:ident);+ $(;)?) => {$(
        impl Value for $list {
            fn held(&self) -> Held<'_> {
                Held::Records(self)
            }

            fn put(&mut self, new: &New) -> bool {
                let is_nothing = *new == New::Nothing;
                if is_nothing {
                    self.clear();
                }
                is_nothing
            }

            fn records_mut(&mut self) -> Option<&mut dyn Records> {
                Some(self)
            }
        }

        impl Records for $list {
            fn count(&self) -> usize {
                self.len()
            }

            fn at(&self, place: usize) -> Option<&dyn Record> {
                self.get(place).map(|one| one as &dyn Record)
            }

            fn at_mut(&mut self, place: usize) -> Option<&mut dyn Record> {
                self.get_mut(place).map(|one| one as &mut dyn Record)
            }

            fn retain(&mut self, keep: &mut dyn FnMut(&mut dyn Record) -> bool) {
                self.retain_mut(|one| keep(one));
            }

            fn push(&mut self) {
                self.push($element::default());
            }

            fn remove(&mut self, place: usize) {
                if place < self.len() {
                    self.remove(place);
                }
            }
        }
    )+};
}
lists!(
    Participants, Participant;
    Citations, Citation;
    Vec<Account>, Account;
    Vec<Link>, Link;
    Vec<Media>, Media;
    Vec<Note>, Note;
);

macro_rules! ones {
    ($($name:ident),+ $(,)?) => {$(
        impl Value for $name {
            fn held(&self) -> Held<'_> {
                Held::Record(self)
            }

            fn put(&mut self, _: &New) -> bool {
                false
            }

            fn records_mut(&mut self) -> Option<&mut dyn Records> {
                Some(self)
            }
        }

        /// One of itself.
        impl Records for $name {
            fn count(&self) -> usize {
                1
            }

            fn at(&self, place: usize) -> Option<&dyn Record> {
                (place == 0).then_some(self as &dyn Record)
            }

            fn at_mut(&mut self, place: usize) -> Option<&mut dyn Record> {
                (place == 0).then_some(self as &mut dyn Record)
            }

            fn retain(&mut self, keep: &mut dyn FnMut(&mut dyn Record) -> bool) {
                keep(self);
            }

            fn push(&mut self) {}

            fn remove(&mut self, _: usize) {}
        }
    )+};
}
ones!(Action, Spot, Filter);
