//! Deciding about actors that may be one: they are merged, or kept apart.

use super::action::{Action, Dialog};
use super::host::SharedHost;
use super::look_alikes::{Reviewing, chosen, keeping_apart};
use super::merging::{Merging, merging};
use super::selection::Selection;
use super::state::State;
use super::waiting::Waiting;

/// Carries out what is done with actors that may be one.
pub(super) fn apply(state: &mut State, host: &SharedHost, action: Action) -> Vec<Action> {
    match action {
        Action::AskMerge(first, second) => {
            let dataset = state.dataset();
            let pair = dataset.and_then(|dataset| chosen(dataset, first, second));
            state.dialog = pair.map(|pair| Dialog::LookAlikes(Reviewing::of(pair)));
        }
        Action::Merge(stays, goes) => {
            let Some((version, dataset)) = state.version().zip(state.dataset().cloned()) else {
                return Vec::new();
            };
            // Everything that may refer to them is looked through.
            let waiting = Waiting::start(host, "Merging", move |_| {
                vec![match merging(&dataset, stays, goes) {
                    Some(Merging { edit, told }) => {
                        Action::Merged(version, (stays, goes), edit, told)
                    }
                    None => Action::Fail("These two cannot be merged.".to_owned()),
                }]
            });
            state.wait_for(Some(waiting));
        }
        Action::Merged(of, ..) if Some(of) != state.version() => {
            let why = "The dataset was changed meanwhile: merge them again.";
            return vec![Action::Fail(why.to_owned())];
        }
        Action::Merged(_, (stays, goes), edit, told) => {
            let ends = state.selection.and_then(Selection::ends);
            let is_tied = ends.is_some_and(|(from, to)| from == goes || to == goes);
            if is_tied || state.selection == Some(Selection::Actor(goes)) {
                state.selection = Some(Selection::Actor(stays));
            }
            // Those whose names look alike are decided one after the other.
            state.dialog.take_if(
                |dialog| matches!(dialog, Dialog::LookAlikes(asked) if asked.chosen.is_some()),
            );
            return vec![Action::Edit(edit), Action::Say(told)];
        }
        Action::KeepApart(first, second) => {
            let dataset = state.dataset();
            let edit = dataset.and_then(|dataset| keeping_apart(dataset, first, second));
            return edit.map(Action::Edit).into_iter().collect();
        }
        _ => {}
    }
    Vec::new()
}
