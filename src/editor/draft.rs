//! Text that is being typed into a field, and the one edit that it becomes when the field is left.
//!
//! At most one field has the keyboard, so there is at most one draft. It is kept beside the
//! dataset, which never sees a half-typed word.

use super::action::Action;
use super::entry::{Taking, edit};
use super::state::{Selection, State};
use crate::dataset::edit::Edit;
use crate::dataset::list::{Item, List};
use crate::dataset::{Dataset, Handle, Id as ItemId, Kind};
use crate::files::journal::Typing;

/// What a text is a part of: an item, or the dataset.
pub(crate) type Of = Option<Selection>;

/// A field that is edited as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Field {
    /// Of an event, a source or the dataset.
    Title,
    /// A date.
    When,
    /// Markdown.
    Description,
    /// −10 to +10.
    Tone,
    /// Words with commas between them.
    Tags,
    /// Where.
    Place,
    /// Left out of what is published.
    Note,
    /// Of an actor.
    Name,
    /// For tight places.
    Short,
    /// An office.
    Role,
    /// Names with semicolons between them.
    Aliases,
    /// Along a tie.
    Label,
    /// A word of the dataset's own for a relation.
    Kind,
    /// Of a source.
    Publisher,
    /// Who wrote it.
    Author,
    /// On the web.
    Url,
    /// When it was published.
    Published,
    /// Where in a source: the place of the citation.
    Locator(usize),
}

impl Field {
    /// As undo names it.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::When => "date",
            Self::Description => "description",
            Self::Tone => "tone",
            Self::Tags => "tags",
            Self::Place => "place",
            Self::Note => "private note",
            Self::Name => "name",
            Self::Short => "short name",
            Self::Role => "role",
            Self::Aliases => "other names",
            Self::Label => "label",
            Self::Kind => "kind",
            Self::Publisher => "publisher",
            Self::Author => "author",
            Self::Url => "address",
            Self::Published => "date of publication",
            Self::Locator(_) => "locator",
        }
    }

    /// As a journal calls it.
    fn key(self) -> String {
        match self {
            Self::Locator(n) => format!("locator {n}"),
            _ => self.word().to_owned(),
        }
    }

    fn of_key(key: &str) -> Option<Self> {
        if let Some(place) = key.strip_prefix("locator ") {
            return place.parse().ok().map(Self::Locator);
        }
        ALL.into_iter().find(|field| field.word() == key)
    }

    /// What stands in it while it is empty.
    pub(crate) const fn hint(self, of: Of) -> &'static str {
        match (self, of) {
            (Self::Title, _) => "Without a title",
            (Self::Name, _) => "Without a name",
            (Self::Label, _) => "Without a label",
            (Self::When, Some(Selection::Relation(_))) => "At all times",
            (Self::When, _) => "Undated",
            (Self::Description, _) => "In Markdown",
            (Self::Tone, _) => "−10 to +10",
            (Self::Tags, _) => "Words, with commas between",
            (Self::Place, _) => "Where",
            (Self::Note, Some(Selection::Source(_))) => "A remark",
            (Self::Note, _) => "Left out of what is published",
            (Self::Short, _) => "For tight places",
            (Self::Role, _) => "Office or part",
            (Self::Aliases, _) => "Names, with semicolons between",
            (Self::Kind, _) => "One word",
            (Self::Publisher, _) => "Who published it",
            (Self::Author, _) => "Who wrote it",
            (Self::Url, _) => "https://",
            (Self::Published, _) => "When",
            (Self::Locator(_), _) => "Where in it",
        }
    }
}

/// All but those that there are several of.
const ALL: [Field; 17] = [
    Field::Title,
    Field::When,
    Field::Description,
    Field::Tone,
    Field::Tags,
    Field::Place,
    Field::Note,
    Field::Name,
    Field::Short,
    Field::Role,
    Field::Aliases,
    Field::Label,
    Field::Kind,
    Field::Publisher,
    Field::Author,
    Field::Url,
    Field::Published,
];

/// What has been typed so far.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Draft {
    /// The number of the document that it was typed in: another has other items under its handles.
    pub(crate) document: Option<u64>,
    pub(crate) of: Of,
    pub(crate) field: Field,
    /// As typed.
    pub(crate) text: String,
}

/// The number of the open document.
pub(crate) fn number(state: &State) -> Option<u64> {
    state.document.as_ref().map(|d| d.number)
}

/// The edit that a text becomes which can be understood.
pub(crate) fn understood(dataset: &Dataset, draft: &Draft) -> Result<Option<Edit>, String> {
    let (of, field) = (draft.of, draft.field);
    edit(dataset, of, field, &draft.text, Taking::Understood)
}

/// What becomes of a text that cannot be understood when its field is left.
pub(crate) fn as_written(dataset: &Dataset, draft: &Draft) -> Result<Option<Edit>, String> {
    let (of, field) = (draft.of, draft.field);
    edit(dataset, of, field, &draft.text, Taking::AsWritten)
}

/// Whether something is typed that the dataset does not have yet.
pub(crate) fn is_typing(state: &State) -> bool {
    let (Some(draft), Some(dataset)) = (&state.draft, state.dataset()) else {
        return false;
    };
    draft.document == number(state) && !matches!(understood(dataset, draft), Ok(None))
}

/// What is being typed, as a journal keeps it.
pub(crate) fn typing(state: &State) -> Option<Typing> {
    fn item<T: Item>(list: &List<T>, handle: Handle) -> Option<(Option<(Kind, ItemId)>, usize)> {
        let id = list.get(handle)?.id().clone();
        Some((Some((T::KIND, id)), list.place(handle)?))
    }
    let draft = state.draft.as_ref()?;
    let dataset = state.dataset()?;
    let (of, place) = match draft.of {
        None => (None, 0),
        Some(Selection::Event(h)) => item(&dataset.events, h)?,
        Some(Selection::Actor(h)) => item(&dataset.actors, h)?,
        Some(Selection::Relation(h)) => item(&dataset.relations, h)?,
        Some(Selection::Source(h)) => item(&dataset.sources, h)?,
        Some(Selection::Tie(..) | Selection::Pair(..) | Selection::Group(_)) => return None,
    };
    (draft.document == number(state)).then(|| Typing {
        of,
        field: draft.field.key(),
        text: draft.text.clone(),
        place,
        checksum: None,
    })
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
    let field = Field::of_key(&typing.field).ok_or(GONE)?;
    let select = |handle: Handle| match typing.of.as_ref()?.0 {
        Kind::Event => Some(Selection::Event(handle)),
        Kind::Actor => Some(Selection::Actor(handle)),
        Kind::Relation => Some(Selection::Relation(handle)),
        Kind::Source => Some(Selection::Source(handle)),
        _ => None,
    };
    let mut why = GONE;
    let mut forced = None;
    // With its name an item has got another id.
    let names = matches!(field, Field::Title | Field::Name);
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

/// Whether another document, or none, may be open soon.
pub(crate) fn leaves(action: &Action) -> bool {
    action.leaves() || *action == Action::Open
}

/// Whether what is typed must be in the dataset before this is done.
pub(crate) fn needs_all_edits(action: &Action) -> bool {
    leaves(action)
        || matches!(
            action,
            Action::Opened(_)
                | Action::OpenedOver(_)
                | Action::Recovered(..)
                | Action::Save
                | Action::SaveAs
                | Action::SavePath(..)
                | Action::SaveThen(_)
                | Action::ExportDialog
                | Action::Export(_)
                | Action::CopyImage
                | Action::Delete
                | Action::Undo
                | Action::Redo
        )
}

#[cfg(test)]
mod tests {
    use super::super::document::{Document, Loaded};
    use super::super::settings::Settings;
    use super::*;
    use crate::dataset::Event;

    /// A document whose one event has the first handle.
    fn open(state: &mut State, title: &str) -> Of {
        let mut loaded = Loaded::empty();
        let event = Event {
            id: "e".into(),
            title: title.into(),
            ..Event::default()
        };
        loaded.dataset.events = std::iter::once(event).collect();
        let number = number(state).map_or(1, |n| n + 1);
        state.document = Some(Document::new(number, loaded));
        let first = state.dataset().unwrap().events.entries().next();
        first.map(|(handle, _)| Selection::Event(handle))
    }

    /// What was typed, and not handed in.
    fn type_into(state: &mut State, of: Of, text: &str) {
        state.draft = Some(Draft {
            document: number(state),
            of,
            field: Field::Title,
            text: text.to_owned(),
        });
    }

    #[test]
    fn nothing_is_typed_that_is_there_already() {
        let mut state = State::new(Settings::default());
        let of = open(&mut state, "Talks");
        for (text, is_new) in [("Talks ", false), ("Talk", true)] {
            type_into(&mut state, of, text);
            assert_eq!(is_typing(&state), is_new, "{text}");
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
            field: Field::Title.key(),
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
    fn a_journal_brings_back_what_was_typed() {
        let mut state = State::new(Settings::default());
        let of = open(&mut state, "Talks");
        type_into(&mut state, of, "Talks fail");
        let typing = typing(&state).unwrap();
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
        for field in ALL.into_iter().chain([Field::Locator(3)]) {
            assert_eq!(Field::of_key(&field.key()), Some(field));
        }
    }
}
