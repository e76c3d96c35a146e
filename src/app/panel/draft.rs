//! Text that is being typed into a field, and the one edit that it becomes when the field is left.
//!
//! At most one field has the keyboard, so there is at most one draft. It is kept beside the
//! dataset, which never sees a half-typed word.

use super::super::Show;
use super::super::action::Action;
use super::super::state::{Selection, State};
use super::entry::edit;
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

/// What has been typed so far.
#[derive(Clone, Debug)]
pub(super) struct Draft {
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

fn key() -> Id {
    Id::unique("draft of the panel")
}

/// The draft of a field, if it is the one that is being typed. Whoever asks shows it.
pub(super) fn of_field(ctx: &Context, of: Of, field: Field) -> Option<Draft> {
    let pass = ctx.cumulative_pass_nr();
    ctx.data_mut(|data| {
        let mut draft: Draft = data.get_temp(key())?;
        if draft.of != of || draft.field != field {
            return None;
        }
        draft.shown = pass;
        data.insert_temp(key(), draft.clone());
        Some(draft)
    })
}

/// Something was typed.
pub(super) fn typed(state: &State, ctx: &Context, id: Id, of: Of, field: Field, text: String) {
    let draft = Draft {
        document: number(state),
        of,
        field,
        id,
        text,
        problem: None,
        shown: ctx.cumulative_pass_nr(),
    };
    ctx.data_mut(|data| data.insert_temp(key(), draft));
}

/// What was typed is given up.
pub(super) fn forget(ctx: &Context) {
    ctx.data_mut(|data| data.remove::<Draft>(key()));
}

fn number(state: &State) -> Option<u64> {
    state.document.as_ref().map(|d| d.number)
}

/// Before each frame: what was typed in a document that is no longer open is given up.
pub(super) fn forget_others(ctx: &Context, state: &State) {
    let draft = ctx.data(|data| data.get_temp::<Draft>(key()));
    if draft.is_some_and(|d| d.document != number(state)) {
        forget(ctx);
    }
}

/// Whether something is typed that the dataset does not have yet.
pub(in crate::app) fn is_typing(ctx: &Context, state: &State) -> bool {
    let draft = ctx.data(|data| data.get_temp::<Draft>(key()));
    let (Some(draft), Some(dataset)) = (draft, state.dataset()) else {
        return false;
    };
    draft.document == number(state)
        && !matches!(edit(dataset, draft.of, draft.field, &draft.text), Ok(None))
}

/// At the end of each frame: a field that was left, or whose panel is gone, hands in its draft.
pub(super) fn settle(show: &mut Show<'_>, ctx: &Context) {
    let Some(mut draft) = ctx.data(|data| data.get_temp::<Draft>(key())) else {
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
        forget(ctx);
        return;
    };
    match edit(&dataset, draft.of, draft.field, &draft.text) {
        Ok(edit) => {
            forget(ctx);
            let at = show
                .actions
                .iter()
                .position(needs_all_edits)
                .unwrap_or(show.actions.len());
            show.actions.splice(at..at, edit.map(Action::Edit));
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
            ctx.data_mut(|data| data.insert_temp(key(), draft));
        }
        Err(problem) => {
            forget(ctx);
            show.act(Action::Fail(format!("{problem} It was left as it was.")));
        }
    }
}

/// Whether another document, or none, is open once this is done.
fn leaves(action: &Action) -> bool {
    matches!(
        action,
        Action::New
            | Action::Open
            | Action::OpenPath(_)
            | Action::OpenSample
            | Action::Close
            | Action::Quit
    )
}

/// Whether what is typed must be in the dataset before this is done.
fn needs_all_edits(action: &Action) -> bool {
    leaves(action)
        || matches!(
            action,
            Action::Opened(_)
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
        state: &State,
        ctx: &Context,
        typed: Option<(Of, Field, &str)>,
        actions: &[Action],
    ) -> Vec<Action> {
        let measure = std::sync::Arc::new(Measure::new());
        let mut show = Show {
            state,
            answers: &Answers::default(),
            theme: &Theme::LIGHT,
            measure: &measure,
            actions: actions.to_vec(),
        };
        if let Some((of, field, text)) = typed {
            let id = Id::unique("field");
            super::typed(state, ctx, id, of, field, text.to_owned());
        }
        forget_others(ctx, state);
        settle(&mut show, ctx);
        show.actions
    }

    #[test]
    fn a_draft_does_not_follow_into_another_document() {
        let ctx = Context::default();
        let mut state = State::new(Settings::default());
        let of = open(&mut state, "Talks");
        let id = Id::unique("field");
        let edits = settled(&state, &ctx, Some((of, Field::Title, "Talks fail")), &[]);
        assert!(matches!(edits.as_slice(), [Action::Edit(_)]), "its own");
        typed(&state, &ctx, id, of, Field::Title, "Talks fail".to_owned());
        assert!(is_typing(&ctx, &state));
        assert_eq!(open(&mut state, "Dinner"), of, "the same handle");
        assert!(!is_typing(&ctx, &state));
        assert_eq!(settled(&state, &ctx, None, &[]), []);
    }

    #[test]
    fn who_leaves_with_a_draft_hands_it_in_first() {
        let ctx = Context::default();
        let mut state = State::new(Settings::default());
        let of = open(&mut state, "Talks");
        let title = Some((of, Field::Title, "Talks fail"));
        let both = settled(&state, &ctx, title, &[Action::Quit]);
        assert!(matches!(both.as_slice(), [Action::Edit(_), Action::Quit]));
        let wrong = Some((of, Field::When, "15 Agust"));
        let told = settled(&state, &ctx, wrong, &[Action::Quit]);
        assert!(matches!(told.as_slice(), [Action::Fail(_)]), "stays once");
        assert!(is_typing(&ctx, &state));
        assert_eq!(
            settled(&state, &ctx, None, &[Action::Quit]).first(),
            Some(&Action::Quit)
        );
    }

    #[test]
    fn nothing_is_typed_that_is_there_already() {
        let ctx = Context::default();
        let mut state = State::new(Settings::default());
        let of = open(&mut state, "Talks");
        let id = Id::unique("field");
        for (text, is_new) in [("Talks ", false), ("Talk", true)] {
            typed(&state, &ctx, id, of, Field::Title, text.to_owned());
            assert_eq!(is_typing(&ctx, &state), is_new, "{text}");
        }
    }
}
