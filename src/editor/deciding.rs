//! Deciding about actors that look alike: they are looked for, merged, or kept apart.

use super::action::{Action, Dialog};
use super::host::SharedHost;
use super::look_alikes::{chosen, found, keeping_apart};
use super::merging::{Merging, merging};
use super::selection::Selection;
use super::state::State;
use super::waiting::Waiting;
use crate::dataset::Handle;

/// Carries out what is done with actors that look alike.
pub(super) fn apply(state: &mut State, host: &SharedHost, action: Action) -> Vec<Action> {
    match action {
        Action::FindLookAlikes => {
            let Some((version, dataset)) = state.version().zip(state.dataset().cloned()) else {
                return Vec::new();
            };
            let waiting = Waiting::start(host, "Looking for names that look alike", move |_| {
                vec![Action::LookAlikes(version, found(&dataset))]
            });
            state.wait_for(Some(waiting));
        }
        Action::LookAlikes(of, _) if Some(of) != state.version() => {
            return vec![Action::FindLookAlikes];
        }
        Action::LookAlikes(_, found) if found.pairs.is_empty() => {
            return vec![Action::Say("No two actors look alike.".to_owned())];
        }
        Action::LookAlikes(_, found) => state.dialog = Some(Dialog::LookAlikes(found)),
        Action::AskMerge(first, second) => {
            let dataset = state.dataset();
            state.dialog = dataset
                .and_then(|dataset| chosen(dataset, first, second))
                .map(Dialog::LookAlikes);
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
            state.merged(stays, goes);
            return vec![Action::Edit(edit), Action::Say(told)];
        }
        Action::KeepApart(first, second) => {
            let dataset = state.dataset();
            let edit = dataset.and_then(|dataset| keeping_apart(dataset, first, second));
            if let Some(Dialog::LookAlikes(found)) = &mut state.dialog {
                found
                    .pairs
                    .retain(|pair| (pair.stays.actor, pair.goes.actor) != (first, second));
            }
            state.close_if_decided();
            return edit.map(Action::Edit).into_iter().collect();
        }
        _ => {}
    }
    Vec::new()
}

impl State {
    /// Whoever was alike to the one that is no more is alike to the one that it became.
    fn merged(&mut self, stays: Handle, goes: Handle) {
        if let Some(Dialog::LookAlikes(found)) = &mut self.dialog {
            let side = found.pairs.iter().find_map(|pair| {
                let sides = [&pair.stays, &pair.goes].into_iter();
                let mut same = sides.filter(|side| side.actor == stays);
                same.next().cloned()
            });
            let mut known: Vec<(Handle, Handle)> = Vec::new();
            for pair in &mut found.pairs {
                for own in [&mut pair.stays, &mut pair.goes] {
                    if own.actor == goes
                        && let Some(side) = &side
                    {
                        own.clone_from(side);
                    }
                }
            }
            found.pairs.retain(|pair| {
                let (a, b) = (pair.stays.actor, pair.goes.actor);
                let ends = (a.min(b), a.max(b));
                let is_new = a != b && !known.contains(&ends);
                known.push(ends);
                is_new
            });
        }
        self.close_if_decided();
    }

    /// Tells how many pairs are left, and closes the dialog after the last.
    fn close_if_decided(&mut self) {
        if let (Some(document), Some(Dialog::LookAlikes(found))) =
            (&mut self.document, &self.dialog)
            && !found.is_chosen
        {
            document.alike = found.pairs.len();
        }
        if matches!(&self.dialog, Some(Dialog::LookAlikes(found)) if found.pairs.is_empty()) {
            self.dialog = None;
        }
    }
}
