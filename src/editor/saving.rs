//! Saving, and what waits for it: every state, and what becomes of it, in one table.

use super::Action;
use crate::dataset::Dataset;
use std::path::PathBuf;

/// What is to be done once all is saved.
pub(crate) type Next = Option<Box<Action>>;

/// A version of a document that is being written.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Version {
    /// The number of the document.
    pub(crate) document: u64,
    /// The revision.
    pub(crate) revision: u64,
    /// What it is.
    pub(crate) dataset: Dataset,
}

/// Where saving stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum Saving {
    /// Nothing is to be saved.
    #[default]
    Idle,
    /// It is to be saved: where to is known soon, or is being asked.
    Wanted {
        /// What follows.
        next: Next,
    },
    /// A file is being written.
    Writing {
        /// What is in it.
        version: Box<Version>,
        /// The document and the file to which a later version is to be saved then.
        again: Option<(u64, PathBuf)>,
        /// What follows.
        next: Next,
    },
    /// Another program has changed the file: the person is asked.
    Disputed {
        /// What follows.
        next: Next,
    },
}

/// What happens to it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Event {
    /// All is to be saved, and then something done.
    Then(Box<Action>),
    /// A version is to be written to a file.
    Begin(Box<Version>, PathBuf),
    /// The file was written.
    Written,
    /// It was not.
    Failed,
    /// It was not, since another program has changed it.
    Changed,
    /// The person does not want it after all, or something else went wrong.
    GivenUp,
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Effect {
    /// Nothing.
    None,
    /// Write the version to its file.
    Write,
    /// Save the document once more, to this file.
    Again(u64, PathBuf),
    /// What was to follow.
    Do(Box<Action>),
}

impl Saving {
    /// The table.
    pub(crate) fn after(self, event: Event) -> (Self, Effect) {
        use Event as E;
        match (self, event) {
            (Self::Writing { version, again, .. }, E::Then(next)) => {
                let next = Some(next);
                (
                    Self::Writing {
                        version,
                        again,
                        next,
                    },
                    Effect::None,
                )
            }
            (_, E::Then(next)) => (Self::Wanted { next: Some(next) }, Effect::None),

            // One file is written at a time: the newest version follows, so that it is there in the end.
            (Self::Writing { version, next, .. }, E::Begin(later, path)) => {
                let again = Some((later.document, path));
                (
                    Self::Writing {
                        version,
                        again,
                        next,
                    },
                    Effect::None,
                )
            }
            (Self::Wanted { next } | Self::Disputed { next }, E::Begin(version, _)) => (
                Self::Writing {
                    version,
                    again: None,
                    next,
                },
                Effect::Write,
            ),
            (Self::Idle, E::Begin(version, _)) => (
                Self::Writing {
                    version,
                    again: None,
                    next: None,
                },
                Effect::Write,
            ),

            (
                Self::Writing {
                    again: Some((document, path)),
                    next,
                    ..
                },
                E::Written,
            ) => (Self::Wanted { next }, Effect::Again(document, path)),
            (
                Self::Writing {
                    next: Some(next), ..
                },
                E::Written,
            ) => (Self::Idle, Effect::Do(next)),
            (Self::Writing { .. }, E::Written | E::Failed) => (Self::Idle, Effect::None),
            (Self::Writing { next, .. }, E::Changed) => (Self::Disputed { next }, Effect::None),
            (Self::Writing { version, again, .. }, E::GivenUp) => (
                Self::Writing {
                    version,
                    again,
                    next: None,
                },
                Effect::None,
            ),
            (_, E::GivenUp) => (Self::Idle, Effect::None),

            // Of a file that nobody waits for any more.
            (other, E::Written | E::Failed | E::Changed) => (other, Effect::None),
        }
    }

    /// Something happens. Gives what is to be done.
    pub(crate) fn take(&mut self, event: Event) -> Effect {
        let (after, effect) = std::mem::take(self).after(event);
        *self = after;
        effect
    }

    /// The version that is being written.
    pub(crate) fn version(&self) -> Option<&Version> {
        match self {
            Self::Writing { version, .. } => Some(version),
            Self::Idle | Self::Wanted { .. } | Self::Disputed { .. } => None,
        }
    }
}

/// Whether the person leaves what is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Leaving {
    /// No.
    #[default]
    Stays,
    /// The next action may lose changes: the person said so.
    MayLose,
    /// The window may close.
    MayClose,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each row: a state, what happens, what becomes of it, and what is to be done.
    #[test]
    #[expect(clippy::too_many_lines, reason = "a table")]
    fn the_table() {
        let version = |revision| {
            Box::new(Version {
                document: 1,
                revision,
                dataset: Dataset::default(),
            })
        };
        let quit = || Box::new(Action::Quit);
        let path = || PathBuf::from("a.detente");
        let wanted = |next| Saving::Wanted { next };
        let disputed = |next| Saving::Disputed { next };
        let writing = |again, next| Saving::Writing {
            version: version(3),
            again,
            next,
        };
        let plain = || writing(None, None);
        let then = || Event::Then(quit());
        let begin = || Event::Begin(version(3), path());
        let later = || Event::Begin(version(4), path());
        let again = || Some((1, path()));
        let next = || Some(quit());
        let rows = [
            (Saving::Idle, then(), wanted(next()), Effect::None),
            (wanted(None), then(), wanted(next()), Effect::None),
            (disputed(None), then(), wanted(next()), Effect::None),
            (plain(), then(), writing(None, next()), Effect::None),
            (
                writing(again(), None),
                then(),
                writing(again(), next()),
                Effect::None,
            ),
            (Saving::Idle, begin(), plain(), Effect::Write),
            (
                wanted(next()),
                begin(),
                writing(None, next()),
                Effect::Write,
            ),
            (
                disputed(next()),
                begin(),
                writing(None, next()),
                Effect::Write,
            ),
            (plain(), later(), writing(again(), None), Effect::None),
            (
                writing(again(), next()),
                later(),
                writing(again(), next()),
                Effect::None,
            ),
            (plain(), Event::Written, Saving::Idle, Effect::None),
            (
                writing(None, next()),
                Event::Written,
                Saving::Idle,
                Effect::Do(quit()),
            ),
            (
                writing(again(), next()),
                Event::Written,
                wanted(next()),
                Effect::Again(1, path()),
            ),
            (
                writing(again(), next()),
                Event::Failed,
                Saving::Idle,
                Effect::None,
            ),
            (
                writing(again(), next()),
                Event::Changed,
                disputed(next()),
                Effect::None,
            ),
            (
                writing(again(), next()),
                Event::GivenUp,
                writing(again(), None),
                Effect::None,
            ),
            (wanted(next()), Event::GivenUp, Saving::Idle, Effect::None),
            (disputed(next()), Event::GivenUp, Saving::Idle, Effect::None),
            (Saving::Idle, Event::GivenUp, Saving::Idle, Effect::None),
            (Saving::Idle, Event::Written, Saving::Idle, Effect::None),
            (wanted(next()), Event::Failed, wanted(next()), Effect::None),
            (
                disputed(next()),
                Event::Changed,
                disputed(next()),
                Effect::None,
            ),
        ];
        for (n, (before, event, after, effect)) in rows.into_iter().enumerate() {
            assert_eq!(before.after(event), (after, effect), "row {n}");
        }
    }
}
