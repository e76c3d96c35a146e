//! Text that is being typed into a field, and the one edit that it becomes when the field is left.
//!
//! At most one field has the keyboard, so there is at most one draft. It is kept beside the
//! dataset, which never sees a half-typed word.

use super::super::Show;
use super::super::action::Action;
use super::super::state::{Selection, State};
use super::entry::{Taking, edit};
use crate::dataset::edit::Edit;
use crate::dataset::list::{Item, List};
use crate::dataset::{Dataset, Handle, Id as ItemId, Kind};
use crate::files::journal::Typing;
use egui::{Context, Id, Key};

/// What a text is a part of: an item, or the dataset.
pub(super) type Of = Option<Selection>;

/// A field that is edited as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Field {
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
    pub(super) const fn word(self) -> &'static str {
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
    pub(super) const fn hint(self, of: Of) -> &'static str {
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
#[derive(Clone, Debug)]
pub(in crate::app) struct Draft {
    /// The number of the document that it was typed in: another has other items under its handles.
    document: Option<u64>,
    of: Of,
    field: Field,
    /// The text field.
    id: Id,
    /// As typed.
    pub text: String,
    /// Why it cannot be taken, once that was tried.
    pub problem: Option<String>,
    /// The pass in which its field was last shown.
    shown: u64,
}

/// The draft of a field, if it is the one that is being typed. Whoever asks shows it.
pub(super) fn of_field(show: &mut Show<'_>, ctx: &Context, of: Of, field: Field) -> Option<Draft> {
    let draft = show.draft.as_mut()?;
    if draft.of != of || draft.field != field {
        return None;
    }
    draft.shown = ctx.cumulative_pass_nr();
    Some(draft.clone())
}

/// Something was typed.
pub(super) fn typed(
    show: &mut Show<'_>,
    ctx: &Context,
    id: Id,
    of: Of,
    field: Field,
    text: String,
) {
    show.draft = Some(Draft {
        document: number(show.state),
        of,
        field,
        id,
        text,
        problem: None,
        shown: ctx.cumulative_pass_nr(),
    });
}

/// What was typed is given up.
pub(super) fn forget(show: &mut Show<'_>) {
    show.draft = None;
}

fn number(state: &State) -> Option<u64> {
    state.document.as_ref().map(|d| d.number)
}

/// Before each frame: what was typed in a document that is no longer open is given up.
pub(super) fn forget_others(show: &mut Show<'_>) {
    let number = number(show.state);
    show.draft.take_if(|draft| draft.document != number);
}

fn understood(dataset: &Dataset, draft: &Draft) -> Result<Option<Edit>, String> {
    let (of, field) = (draft.of, draft.field);
    edit(dataset, of, field, &draft.text, Taking::Understood)
}

/// What becomes of a text that cannot be understood when its field is left.
fn as_written(dataset: &Dataset, draft: &Draft) -> Result<Option<Edit>, String> {
    let (of, field) = (draft.of, draft.field);
    edit(dataset, of, field, &draft.text, Taking::AsWritten)
}

/// Whether something is typed that the dataset does not have yet.
pub(in crate::app) fn is_typing(state: &State) -> bool {
    let (Some(draft), Some(dataset)) = (&state.draft, state.dataset()) else {
        return false;
    };
    draft.document == number(state) && !matches!(understood(dataset, draft), Ok(None))
}

/// What is being typed, as a journal keeps it.
pub(in crate::app) fn typing(state: &State) -> Option<Typing> {
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
pub(in crate::app) fn typed_edit(
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

/// At the end of each frame: a field that was left, or whose panel is gone, hands in its draft.
pub(super) fn settle(show: &mut Show<'_>, ctx: &Context) {
    let Some(mut draft) = show.draft.clone() else {
        return;
    };
    let is_typing = ctx.memory(|m| m.has_focus(draft.id));
    let must_hurry = show.actions.iter().any(needs_all_edits);
    if is_typing && !must_hurry {
        return;
    }
    let is_shown = draft.shown == ctx.cumulative_pass_nr();
    let was_told = draft.problem.is_some();
    if was_told && is_shown && !must_hurry {
        return;
    }
    // Other edits of this frame are carried out first, so this one starts from what they give.
    let edits = show.actions.iter().filter_map(|action| match action {
        Action::Edit(edit) => Some(edit),
        _ => None,
    });
    let Some(dataset) = show
        .state
        .dataset()
        .map(|dataset| edits.fold(dataset.clone(), |d, edit| d.after(edit).unwrap_or(d)))
    else {
        forget(show);
        return;
    };
    match understood(&dataset, &draft) {
        Ok(edit) => {
            forget(show);
            hand_in(show, edit);
        }
        Err(problem) if is_shown && !ctx.input(|i| i.key_pressed(Key::Escape)) => {
            // Who leaves is told once what would be lost.
            let stays = show.actions.iter().any(leaves) && !was_told;
            if stays {
                show.actions.retain(|action| !leaves(action));
                show.act(Action::Fail(problem.clone()));
            }
            draft.problem = Some(problem);
            if ctx.input(|i| i.key_pressed(Key::Enter)) {
                // It can be mended at once: else the keys would be commands.
                ctx.memory_mut(|m| m.request_focus(draft.id));
            }
            show.draft = Some(draft);
        }
        Err(problem) => {
            forget(show);
            let kept = as_written(&dataset, &draft);
            let told = match &kept {
                Ok(_) => "It is kept as it is written, and listed as a problem.",
                Err(_) => "It was left as it was.",
            };
            hand_in(show, kept.ok().flatten());
            show.act(Action::Fail(format!("{problem} {told}")));
        }
    }
}

/// The edit, before whatever needs it.
fn hand_in(show: &mut Show<'_>, edit: Option<Edit>) {
    let at = show.actions.iter().position(needs_all_edits);
    let at = at.unwrap_or(show.actions.len());
    show.actions.splice(at..at, edit.map(Action::Edit));
}

/// What was typed into a field of paragraphs is given up: undoing that brings it back.
pub(super) fn give_up(show: &mut Show<'_>) {
    let Some(draft) = show.draft.take() else {
        return;
    };
    let Some(dataset) = show.state.dataset() else {
        return;
    };
    let Ok(Some(typed)) = understood(dataset, &draft) else {
        return;
    };
    let mut back = typed.inverse();
    back.name = format!("giving up of what was typed into {}", draft.field.word());
    show.act(Action::Edit(typed));
    show.act(Action::Edit(back));
    let text = "What was typed was given up. Undo brings it back.";
    show.act(Action::Say(text.to_owned()));
}

/// Whether another document, or none, may be open soon.
fn leaves(action: &Action) -> bool {
    action.leaves() || *action == Action::Open
}

/// Whether what is typed must be in the dataset before this is done.
fn needs_all_edits(action: &Action) -> bool {
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
    use super::super::super::asked::Answers;
    use super::super::super::document::{Document, Loaded};
    use super::super::super::settings::Settings;
    use super::*;
    use crate::dataset::Event;
    use crate::scene::{Measure, Theme};

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

    /// What comes of a title that is typed, left, and then settled with some actions.
    fn settled(
        state: &mut State,
        ctx: &Context,
        typed: Option<(Of, Field, &str)>,
        actions: &[Action],
    ) -> Vec<Action> {
        let measure = std::sync::Arc::new(Measure::new());
        let draft = state.draft.take();
        let mut show = Show {
            state,
            draft,
            added: None,
            answers: &Answers::default(),
            theme: &Theme::LIGHT,
            measure: &measure,
            actions: actions.to_vec(),
        };
        if let Some((of, field, text)) = typed {
            let id = Id::unique("field");
            super::typed(&mut show, ctx, id, of, field, text.to_owned());
        }
        forget_others(&mut show);
        settle(&mut show, ctx);
        let (actions, draft) = (show.actions, show.draft);
        state.draft = draft;
        actions
    }

    /// What was typed, and not handed in.
    fn type_into(state: &mut State, ctx: &Context, of: Of, text: &str) {
        let id = Id::unique("field");
        let draft = Draft {
            document: number(state),
            of,
            field: Field::Title,
            id,
            text: text.to_owned(),
            problem: None,
            shown: ctx.cumulative_pass_nr(),
        };
        state.draft = Some(draft);
    }

    #[test]
    fn a_draft_does_not_follow_into_another_document() {
        let ctx = Context::default();
        let mut state = State::new(Settings::default());
        let of = open(&mut state, "Talks");
        let typed = Some((of, Field::Title, "Talks fail"));
        let edits = settled(&mut state, &ctx, typed, &[]);
        assert!(matches!(edits.as_slice(), [Action::Edit(_)]), "its own");
        type_into(&mut state, &ctx, of, "Talks fail");
        assert!(is_typing(&state));
        assert_eq!(open(&mut state, "Dinner"), of, "the same handle");
        assert!(!is_typing(&state));
        assert_eq!(settled(&mut state, &ctx, None, &[]), []);
    }

    #[test]
    fn who_leaves_with_a_draft_hands_it_in_first() {
        let ctx = Context::default();
        let mut state = State::new(Settings::default());
        let of = open(&mut state, "Talks");
        let title = Some((of, Field::Title, "Talks fail"));
        let both = settled(&mut state, &ctx, title, &[Action::Quit]);
        assert!(matches!(both.as_slice(), [Action::Edit(_), Action::Quit]));
        let wrong = Some((of, Field::When, "15 Agust"));
        let told = settled(&mut state, &ctx, wrong, &[Action::Quit]);
        assert!(matches!(told.as_slice(), [Action::Fail(_)]), "stays once");
        assert!(is_typing(&state));
        assert_eq!(
            settled(&mut state, &ctx, None, &[Action::Quit]).first(),
            Some(&Action::Quit)
        );
    }

    #[test]
    fn nothing_is_typed_that_is_there_already() {
        let ctx = Context::default();
        let mut state = State::new(Settings::default());
        let of = open(&mut state, "Talks");
        for (text, is_new) in [("Talks ", false), ("Talk", true)] {
            type_into(&mut state, &ctx, of, text);
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
        let ctx = Context::default();
        let mut state = State::new(Settings::default());
        let of = open(&mut state, "Talks");
        type_into(&mut state, &ctx, of, "Talks fail");
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
