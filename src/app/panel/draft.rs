//! The field that has the keyboard: what is typed there is kept beside the dataset until it is left,
//! and becomes one edit then.

use super::super::UiContext;
use crate::dataset::edit::Edit;
use crate::editor::selection::Of;
use crate::editor::{Action, draft, entry};
use egui::{Context, Id, Key};

/// What has been typed so far, and where.
#[derive(Clone, Debug)]
pub(in crate::app) struct Draft {
    pub typed: draft::Draft,
    pub place: TextField,
}

/// The text field of a draft.
#[derive(Clone, Debug)]
pub(in crate::app) struct TextField {
    id: Id,
    /// Why it cannot be taken, once that was tried.
    pub problem: Option<String>,
    /// The pass in which its field was last shown.
    shown: u64,
}

/// The draft of a field, if it is the one that is being typed. Whoever asks shows it.
pub(super) fn of_field(cx: &mut UiContext<'_>, ctx: &Context, of: Of, path: &str) -> Option<Draft> {
    let draft = cx.draft.as_mut()?;
    if draft.typed.of != of || draft.typed.field != path {
        return None;
    }
    draft.place.shown = ctx.cumulative_pass_nr();
    Some(draft.clone())
}

/// Something was typed.
pub(super) fn typed(
    cx: &mut UiContext<'_>,
    ctx: &Context,
    id: Id,
    of: Of,
    path: &str,
    text: String,
) {
    cx.draft = Some(Draft {
        typed: draft::Draft {
            document: cx.state.number(),
            of,
            field: path.to_owned(),
            text,
        },
        place: TextField {
            id,
            problem: None,
            shown: ctx.cumulative_pass_nr(),
        },
    });
}

/// What was typed is given up.
pub(super) fn forget(cx: &mut UiContext<'_>) {
    cx.draft = None;
}

/// Before each frame: what was typed in a document that is no longer open is given up.
pub(super) fn forget_others(cx: &mut UiContext<'_>) {
    let number = cx.state.number();
    cx.draft.take_if(|draft| draft.typed.document != number);
}

/// At the end of each frame: a field that was left, or whose panel is gone, hands in its draft.
pub(super) fn settle(cx: &mut UiContext<'_>, ctx: &Context) {
    let Some(mut draft) = cx.draft.clone() else {
        return;
    };
    let is_typing = ctx.memory(|m| m.has_focus(draft.place.id));
    let must_hurry = cx.actions.iter().any(Action::needs_all_edits);
    if is_typing && !must_hurry {
        return;
    }
    let is_shown = draft.place.shown == ctx.cumulative_pass_nr();
    let was_told = draft.place.problem.is_some();
    if was_told && is_shown && !must_hurry {
        return;
    }
    // Other edits of this frame are carried out first, so this one starts from what they give.
    let edits = cx.actions.iter().filter_map(|action| match action {
        Action::Edit(edit) => Some(edit),
        _ => None,
    });
    let Some(dataset) = cx
        .state
        .dataset()
        .map(|dataset| edits.fold(dataset.clone(), |d, edit| d.after(edit).unwrap_or(d)))
    else {
        forget(cx);
        return;
    };
    match draft.typed.understood(&dataset) {
        Ok(edit) => {
            forget(cx);
            hand_in(cx, edit);
        }
        Err(problem) if is_shown && !ctx.input(|i| i.key_pressed(Key::Escape)) => {
            // Who leaves is told once what would be lost.
            let stays = cx.actions.iter().any(Action::may_leave) && !was_told;
            if stays {
                cx.actions.retain(|action| !action.may_leave());
                cx.act(Action::Fail(problem.clone()));
            }
            draft.place.problem = Some(problem);
            if ctx.input(|i| i.key_pressed(Key::Enter)) {
                // It can be mended at once: else the keys would be commands.
                ctx.memory_mut(|m| m.request_focus(draft.place.id));
            }
            cx.draft = Some(draft);
        }
        Err(problem) => {
            forget(cx);
            let kept = draft.typed.as_written(&dataset);
            let told = match &kept {
                Ok(_) => "It is kept as it is written, and listed as a problem.",
                Err(_) => "It was left as it was.",
            };
            hand_in(cx, kept.ok().flatten());
            cx.act(Action::Fail(format!("{problem} {told}")));
        }
    }
}

/// The edit, before whatever needs it.
fn hand_in(cx: &mut UiContext<'_>, edit: Option<Edit>) {
    let at = cx.actions.iter().position(Action::needs_all_edits);
    let at = at.unwrap_or(cx.actions.len());
    cx.actions.splice(at..at, edit.map(Action::Edit));
}

/// What was typed into a field of paragraphs is given up: undoing that brings it back.
pub(super) fn give_up(cx: &mut UiContext<'_>) {
    let Some(draft) = cx.draft.take() else {
        return;
    };
    let Some(dataset) = cx.state.dataset() else {
        return;
    };
    let Ok(Some(typed)) = draft.typed.understood(dataset) else {
        return;
    };
    let mut back = typed.inverse();
    let field = entry::field(dataset, draft.typed.of, &draft.typed.field);
    let what = field.map_or_else(String::new, |(_, field)| field.in_words());
    back.name = format!("giving up of what was typed into {what}");
    cx.act(Action::Edit(typed));
    cx.act(Action::Edit(back));
    let text = "What was typed was given up. Undo brings it back.";
    cx.act(Action::Say(text.to_owned()));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::editor::draft::tests::open;
    use crate::editor::{Queries, Settings, State, Unseen};
    use crate::scene::{Measure, Theme};
    use std::sync::Arc;

    /// What comes of a title that is typed, left, and then settled with some actions.
    fn settled(
        (state, held): (&mut State, &mut Option<Draft>),
        ctx: &Context,
        typed: Option<(Of, &str, &str)>,
        actions: &[Action],
    ) -> Vec<Action> {
        let measure = Arc::new(Measure::new());
        let draft = held.take();
        let mut cx = UiContext {
            state,
            draft,
            window: crate::app::window_state::WindowState::default(),
            queries: &Queries::new(Arc::new(Unseen)),
            theme: &Theme::LIGHT,
            measure: &measure,
            actions: actions.to_vec(),
        };
        if let Some((of, field, text)) = typed {
            let id = Id::unique("field");
            super::typed(&mut cx, ctx, id, of, field, text.to_owned());
        }
        forget_others(&mut cx);
        settle(&mut cx, ctx);
        let (actions, draft) = (cx.actions, cx.draft);
        state.draft = draft.as_ref().map(|draft| draft.typed.clone());
        *held = draft;
        actions
    }

    /// What was typed, and not handed in.
    fn type_into(state: &mut State, ctx: &Context, of: Of, text: &str) -> Draft {
        let typed = draft::Draft {
            document: state.number(),
            of,
            field: "title".to_owned(),
            text: text.to_owned(),
        };
        state.draft = Some(typed.clone());
        Draft {
            typed,
            place: TextField {
                id: Id::unique("field"),
                problem: None,
                shown: ctx.cumulative_pass_nr(),
            },
        }
    }

    #[test]
    fn a_draft_does_not_follow_into_another_document() {
        let ctx = Context::default();
        let mut state = State::new(Settings::default());
        let mut held = None;
        let of = open(&mut state, "Talks");
        let typed = Some((of, "title", "Talks fail"));
        let edits = settled((&mut state, &mut held), &ctx, typed, &[]);
        assert!(matches!(edits.as_slice(), [Action::Edit(_)]), "its own");
        held = Some(type_into(&mut state, &ctx, of, "Talks fail"));
        assert!(state.is_typing());
        assert_eq!(open(&mut state, "Dinner"), of, "the same handle");
        assert!(!state.is_typing());
        assert_eq!(settled((&mut state, &mut held), &ctx, None, &[]), []);
    }

    #[test]
    fn who_leaves_with_a_draft_hands_it_in_first() {
        let ctx = Context::default();
        let mut state = State::new(Settings::default());
        let mut held = None;
        let of = open(&mut state, "Talks");
        let title = Some((of, "title", "Talks fail"));
        let both = settled((&mut state, &mut held), &ctx, title, &[Action::Quit]);
        assert!(matches!(both.as_slice(), [Action::Edit(_), Action::Quit]));
        let wrong = Some((of, "when", "15 Agust"));
        let told = settled((&mut state, &mut held), &ctx, wrong, &[Action::Quit]);
        assert!(matches!(told.as_slice(), [Action::Fail(_)]), "stays once");
        assert!(state.is_typing());
        assert_eq!(
            settled((&mut state, &mut held), &ctx, None, &[Action::Quit]).first(),
            Some(&Action::Quit)
        );
    }
}
