//! Text that is being typed into a field, and the one edit that it becomes when the field is left.
//!
//! At most one field has the keyboard, so there is at most one draft. It is kept beside the
//! dataset, which never sees a half-typed word.

use super::entry::{edit, is_another};
use super::selection::{Of, Selection};
use crate::dataset::Dataset;
use crate::dataset::edit::{Edit, Listed, of_kind};
use crate::dataset::fields::Taking;
use crate::dataset::list::Item;
use crate::files::journal::Typing;

/// What has been typed so far.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Draft {
    /// The number of the document that it was typed in: another has other items under its handles.
    pub(crate) document: Option<u64>,
    pub(crate) of: Of,
    /// The way to the field.
    pub(crate) field: String,
    /// As typed.
    pub(crate) text: String,
}

impl Draft {
    /// The edit that it becomes, if it can be understood; none if the dataset has it already.
    ///
    /// # Errors
    /// If it cannot be understood: why.
    pub(crate) fn understood(&self, dataset: &Dataset) -> Result<Option<Edit>, String> {
        edit(
            dataset,
            self.of,
            &self.field,
            &self.text,
            Taking::Understood,
        )
    }

    /// What becomes of a text that cannot be understood when its field is left.
    ///
    /// # Errors
    /// If it cannot stand there: why.
    pub(crate) fn as_written(&self, dataset: &Dataset) -> Result<Option<Edit>, String> {
        edit(dataset, self.of, &self.field, &self.text, Taking::AsWritten)
    }

    /// Whether the dataset does not have it yet.
    pub(crate) fn is_new(&self, dataset: &Dataset) -> bool {
        is_another(dataset, self.of, &self.field, &self.text)
    }

    /// As a journal keeps it.
    pub(crate) fn typing(&self, dataset: &Dataset) -> Option<Typing> {
        let (of, place) = match self.of {
            None => (None, 0),
            Some(selection) => {
                let (kind, handle) = selection.item()?;
                of_kind!(kind, T => {
                    let list = T::list(dataset);
                    let id = list.get(handle)?.id().clone();
                    (Some((kind, id)), list.place(handle)?)
                }, else return None)
            }
        };
        Some(Typing {
            of,
            field: self.field.clone(),
            text: self.text.clone(),
            place,
            checksum: None,
        })
    }
}

/// The edit that what was typed becomes; none if the dataset has it already. If `must`, it is made
/// whatever stands there.
///
/// # Errors
/// If it cannot become one: why.
pub(crate) fn typed_edit(
    dataset: &Dataset,
    typing: &Typing,
    must: bool,
) -> Result<Option<Edit>, String> {
    let field = typing.field.as_str();
    let select = |handle| Selection::of_item((typing.of.as_ref()?.0, handle));
    let mut why = GONE;
    let mut forced = None;
    // With its name an item has got another id.
    let names = matches!(field, "title" | "name");
    for candidate in typing.candidates(dataset) {
        let of = candidate.handle.and_then(select);
        let made = edit(dataset, of, field, &typing.text, Taking::AsWritten)?;
        let is_there = made.is_none() && (candidate.has_id || names);
        if is_there || candidate.is_as_before {
            return Ok(made);
        }
        if candidate.has_id {
            why = CHANGED;
            forced = forced.or(made);
        }
    }
    match forced.filter(|_| must) {
        Some(made) => Ok(Some(made)),
        None => Err(why.to_owned()),
    }
}

const GONE: &str = "What it was typed for is no longer there.";
const CHANGED: &str = "What it was typed for has changed since.";

#[cfg(test)]
pub(crate) mod tests {
    use super::super::document::{Document, Loaded};
    use super::super::settings::Settings;
    use super::super::state::State;
    use super::*;
    use crate::dataset::{Event, Kind};

    /// A document whose one event has the first handle.
    pub(crate) fn open(state: &mut State, title: &str) -> Of {
        let mut loaded = Loaded::empty();
        let event = Event {
            id: "e".into(),
            title: title.into(),
            ..Event::default()
        };
        loaded.dataset.events = std::iter::once(event).collect();
        let number = state.number().map_or(1, |n| n + 1);
        state.document = Some(Document::new(number, loaded));
        let first = state.dataset().unwrap().events.entries().next();
        first.map(|(handle, _)| Selection::Event(handle))
    }

    /// What was typed, and not handed in.
    fn type_into(state: &mut State, of: Of, text: &str) {
        state.draft = Some(Draft {
            document: state.number(),
            of,
            field: "title".to_owned(),
            text: text.to_owned(),
        });
    }

    #[test]
    fn nothing_is_typed_that_is_there_already() {
        let mut state = State::new(Settings::default());
        let of = open(&mut state, "Talks");
        for (text, is_new) in [("Talks ", false), ("Talk", true)] {
            type_into(&mut state, of, text);
            assert_eq!(state.is_typing(), is_new, "{text}");
        }
    }

    #[test]
    fn what_was_typed_is_had_again_where_it_was_typed() {
        let event = |id: &str, title: &str| Event::titled(id.into(), title);
        let of = |events: &[(&str, &str)]| Dataset {
            events: events.iter().map(|(id, title)| event(id, title)).collect(),
            ..Dataset::default()
        };
        let then = of(&[
            ("new-event", "New event"),
            ("b", "B"),
            ("new-event", "New event"),
        ]);
        let typing = Typing {
            of: Some((Kind::Event, "new-event".into())),
            field: "title".to_owned(),
            text: "Dinner".to_owned(),
            place: 2,
            checksum: None,
        };
        let titles = |dataset: &Dataset, typing: &Typing| {
            let edit = typed_edit(dataset, typing, false).unwrap();
            let after = edit.map(|edit| dataset.after(&edit).unwrap());
            let after = after.as_ref().unwrap_or(dataset);
            let titles = after.events.iter().map(|e| e.title.to_string());
            titles.collect::<Vec<_>>()
        };
        let known = Typing {
            checksum: typing.clone().known(&then).checksum,
            ..typing
        };
        assert!(known.checksum.is_some());
        assert_eq!(titles(&then, &known), ["New event", "B", "Dinner"]);
        // It was saved already, under the id that its name gave it.
        let saved = of(&[("new-event", "New event"), ("b", "B"), ("dinner", "Dinner")]);
        assert_eq!(titles(&saved, &known), ["New event", "B", "Dinner"]);
    }

    #[test]
    fn what_is_new_is_known_without_the_edit() {
        let mut state = State::new(Settings::default());
        let of = open(&mut state, "New event");
        let dataset = state.dataset().unwrap();
        let own = dataset.events.iter().next().unwrap().id.to_string();
        let spaced = format!(" {own} ");
        for (field, text) in [
            ("id", ""),
            ("id", &own),
            ("id", &spaced),
            ("id", "other"),
            ("title", "New event"),
            ("title", "Talks"),
            ("importance", "many"),
            ("nothing", "x"),
        ] {
            let edit = edit(dataset, of, field, text, Taking::Understood);
            let is_new = !matches!(edit, Ok(None));
            assert_eq!(
                is_another(dataset, of, field, text),
                is_new,
                "{field}: {text}"
            );
        }
    }

    #[test]
    fn a_journal_brings_back_what_was_typed() {
        let mut state = State::new(Settings::default());
        let of = open(&mut state, "Talks");
        type_into(&mut state, of, "Talks fail");
        let typing = state.typing().unwrap();
        let dataset = state.dataset().unwrap();
        let edit = typed_edit(dataset, &typing, false).unwrap().unwrap();
        let after = dataset.after(&edit).unwrap();
        let titles: Vec<&str> = after.events.iter().map(|e| &*e.title).collect();
        assert_eq!(titles, ["Talks fail"]);
        let other = Typing {
            place: 9,
            of: Some((Kind::Event, "gone".into())),
            ..typing
        };
        assert!(typed_edit(dataset, &other, false).is_err());
    }
}
