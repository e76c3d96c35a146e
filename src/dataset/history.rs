//! What was done to a dataset, so that it can be undone and done again.

use super::Dataset;
use super::edit::{Edit, Mismatch};

/// A dataset with the edits that led to it.
#[derive(Clone, Debug, Default)]
pub struct History {
    dataset: Dataset,
    revision: u64,
    saved: Option<u64>,
    /// Each with the revision that it started from.
    done: Vec<(u64, Edit)>,
    undone: Vec<(u64, Edit)>,
    next: u64,
}

impl History {
    /// A dataset as it was opened: nothing done, nothing to save.
    pub fn opened(dataset: Dataset) -> Self {
        Self {
            dataset,
            saved: Some(0),
            ..Self::default()
        }
    }

    /// A dataset that no file holds yet.
    pub fn unsaved(dataset: Dataset) -> Self {
        Self {
            dataset,
            ..Self::default()
        }
    }

    /// The present version.
    pub fn dataset(&self) -> &Dataset {
        &self.dataset
    }

    /// Names the present version among all that this history has seen.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Whether the present version is not the one that was saved.
    pub fn is_changed(&self) -> bool {
        self.saved != Some(self.revision)
    }

    /// The version of a revision has been saved.
    pub fn mark_saved(&mut self, revision: u64) {
        self.saved = Some(revision);
    }

    /// The edits that lead from a revision to the present version; none if this history never
    /// was at that revision, or cannot reach it any more.
    pub fn edits_since(&self, revision: u64) -> Option<Vec<Edit>> {
        if let Some(at) = self.done.iter().position(|(from, _)| *from == revision) {
            let edits = self.done.iter().skip(at).map(|(_, edit)| edit.clone());
            return Some(edits.collect());
        }
        if revision == self.revision {
            return Some(Vec::new());
        }
        // It lies ahead: what was undone since led there. Each has the revision that it led to.
        let at = self
            .undone
            .iter()
            .position(|(led_to, _)| *led_to == revision)?;
        let edits = self.undone.iter().skip(at).map(|(_, edit)| edit.inverse());
        Some(edits.collect())
    }

    /// Carries out an edit. What was undone before can then no longer be done again.
    ///
    /// # Errors
    /// If the edit was made for another version; nothing changes.
    pub fn apply(&mut self, edit: Edit) -> Result<(), Mismatch> {
        self.dataset = self.dataset.after(&edit)?;
        self.done.push((self.revision, edit));
        self.undone.clear();
        self.next += 1;
        self.revision = self.next;
        Ok(())
    }

    /// The present version with what is nobody's doing: where actors were seen to stand. It is still
    /// the same version.
    pub fn settle(&mut self, dataset: Dataset) {
        self.dataset = dataset;
    }

    /// The edit that undo would take back.
    pub fn to_undo(&self) -> Option<&Edit> {
        self.done.last().map(|(_, edit)| edit)
    }

    /// The edit that redo would carry out again.
    pub fn to_redo(&self) -> Option<&Edit> {
        self.undone.last().map(|(_, edit)| edit)
    }

    /// Takes back the last edit.
    pub fn undo(&mut self) -> Option<&Edit> {
        let (revision, edit) = self.done.pop()?;
        self.dataset = self.dataset.after(&edit.inverse()).ok()?;
        self.undone.push((self.revision, edit));
        self.revision = revision;
        self.to_redo()
    }

    /// Carries out again what was taken back last.
    pub fn redo(&mut self) -> Option<&Edit> {
        let (revision, edit) = self.undone.pop()?;
        self.dataset = self.dataset.after(&edit).ok()?;
        self.done.push((self.revision, edit));
        self.revision = revision;
        self.to_undo()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::edit::{Change, ListChange};
    use crate::dataset::{Event, Handle, Id};
    use proptest::prelude::*;

    fn titles(dataset: &Dataset) -> Vec<String> {
        dataset.events.iter().map(|e| e.title.to_string()).collect()
    }

    fn step(dataset: &Dataset, kind: u8, at: usize, n: usize) -> Option<Edit> {
        let len = dataset.events.len();
        let handle = dataset.events.at(at % len.max(1)).map(|(h, _)| h);
        match kind {
            0 => Edit::put("Rename", dataset, handle?, |e: &mut Event| {
                e.title = format!("renamed {n}").into()
            }),
            1 => Some(Edit::append(
                "Add",
                dataset,
                Event::titled("new".into(), &n.to_string()),
            )),
            2 => Edit::remove::<Event>("Delete", dataset, handle?),
            _ => Some(Edit {
                name: "Move".into(),
                changes: vec![Change::Event(ListChange::Move {
                    handle: handle?,
                    from: at % len,
                    to: n % len,
                })],
            }),
        }
    }

    proptest! {
        /// Undoing everything gives what was opened, and redoing gives what was undone.
        #[test]
        fn undo_and_redo_lose_nothing(steps in prop::collection::vec((0u8..4, 0usize..50), 0..30)) {
            let start = Dataset {
                events: (0..10).map(|n| Event::titled(Id::new(&n.to_string()), &n.to_string())).collect(),
                ..Dataset::default()
            };
            let mut history = History::opened(start.clone());
            let mut seen = vec![(history.revision(), start)];
            for (n, (kind, at)) in steps.into_iter().enumerate() {
                if let Some(edit) = step(history.dataset(), kind, at, n) {
                    history.apply(edit).unwrap();
                    seen.push((history.revision(), history.dataset().clone()));
                }
            }
            for (revision, dataset) in seen.iter().rev().skip(1) {
                prop_assert!(history.undo().is_some());
                prop_assert_eq!(titles(history.dataset()), titles(dataset));
                prop_assert_eq!(history.revision(), *revision);
            }
            prop_assert!(history.undo().is_none());
            prop_assert!(!history.is_changed());
            for (revision, dataset) in seen.iter().skip(1) {
                prop_assert!(history.redo().is_some());
                prop_assert_eq!(history.dataset(), dataset);
                prop_assert_eq!(history.revision(), *revision);
            }
            prop_assert!(history.redo().is_none());
        }
    }

    #[test]
    fn the_way_from_any_revision_is_known() {
        let mut history = History::opened(Dataset::default());
        let mut seen = vec![(0, history.dataset().clone())];
        for n in 0..4 {
            let event = Event::titled(Id::new(&n.to_string()), "x");
            let edit = Edit::append("Add", history.dataset(), event);
            history.apply(edit).unwrap();
            seen.push((history.revision(), history.dataset().clone()));
        }
        history.undo();
        history.undo();
        for (revision, start) in seen {
            let edits = history.edits_since(revision).unwrap();
            let end = edits.iter().try_fold(start, |d, e| d.after(e)).unwrap();
            assert_eq!(&end, history.dataset(), "from {revision}");
        }
        assert_eq!(history.edits_since(99), None);
    }

    #[test]
    fn an_edit_for_another_version_changes_nothing() {
        let dataset = Dataset {
            events: std::iter::once(Event::titled("a".into(), "A")).collect(),
            ..Dataset::default()
        };
        let rename = |to: &'static str| {
            Edit::put("Rename", &dataset, Handle(0), move |e: &mut Event| {
                e.title = to.into()
            })
        };
        let mut history = History::opened(dataset.clone());
        history.apply(rename("B").unwrap()).unwrap();
        assert!(history.apply(rename("C").unwrap()).is_err());
        assert_eq!(titles(history.dataset()), ["B"]);
        assert!(history.is_changed());
    }
}
