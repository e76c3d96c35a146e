//! What is under way outside: a file that is being opened or written, a dialog of the system.

use super::action::Action;
use super::host::SharedHost;
use super::job::{self, JobHandle};
use crate::dataset::Progress;
use std::sync::mpsc::Receiver;

/// A file that is being opened.
pub struct Opening {
    /// What it is called.
    pub name: String,
    /// The version that is open meanwhile: the person agreed to leave it.
    pub(crate) over: Option<super::derived::Version>,
    pub(crate) handle: JobHandle,
    pub(crate) result: Receiver<Action>,
}

impl Opening {
    /// From 0 to 1.
    pub fn share(&self) -> f32 {
        self.handle.share()
    }
}

/// Something that is under way outside: a native dialog, a file being written.
pub struct Waiting {
    /// What for, in the status bar.
    pub what: &'static str,
    pub(crate) handle: JobHandle,
    pub(crate) result: Receiver<Vec<Action>>,
}

impl Waiting {
    /// Runs work whose actions are carried out when it ends.
    pub(crate) fn start(
        host: &SharedHost,
        what: &'static str,
        work: impl FnOnce(Progress<'_>) -> Vec<Action> + Send + 'static,
    ) -> Self {
        let (handle, result) = job::start(host, move |report| Some(work(report)));
        Self {
            what,
            handle,
            result,
        }
    }

    /// From 0 to 1.
    pub fn share(&self) -> f32 {
        self.handle.share()
    }
}
