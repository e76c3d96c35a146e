//! Work off the window's thread, keyed by its inputs.
//!
//! A part asks every frame, with the key of what it wants; it gets the newest answer there is,
//! which may be an older one, and a job runs until the wanted one is there. At most one runs for
//! each question: a newer wish waits for a short job to end, and stops a long one.

use super::host::SharedHost;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, mpsc};

use crate::dataset::Progress;

/// A running job: how far it is, and a way to stop it.
#[derive(Clone, Default)]
pub(crate) struct JobHandle {
    stop: Arc<AtomicBool>,
    /// Thousandths done.
    done: Arc<AtomicU32>,
}

impl JobHandle {
    /// Asks the work to stop.
    pub(crate) fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// From 0 to 1.
    pub(crate) fn share(&self) -> f32 {
        let thousandths = self.done.load(Ordering::Relaxed).min(1000);
        f32::from(u16::try_from(thousandths).unwrap_or(1000)) / 1000.0
    }

    fn report(&self, share: f32) -> ControlFlow<()> {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "clamped"
        )]
        let thousandths = (share.clamp(0.0, 1.0) * 1000.0) as u32;
        self.done.store(thousandths, Ordering::Relaxed);
        if self.stop.load(Ordering::Relaxed) {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }
}

/// Runs work on a thread of its own; what it gives comes through the channel, and the window is
/// painted anew. Nothing comes if the work was stopped.
pub(crate) fn start<T: Send + 'static>(
    host: &SharedHost,
    work: impl FnOnce(Progress<'_>) -> Option<T> + Send + 'static,
) -> (JobHandle, mpsc::Receiver<T>) {
    let handle = JobHandle::default();
    let (send, receive) = mpsc::channel();
    let (inside, host) = (handle.clone(), Arc::clone(host));
    let body = move || {
        if let Some(answer) = work(&|share| inside.report(share)) {
            // Nobody listens any more: then nobody needs the answer.
            send.send(answer).ok();
        }
        drop(send);
        host.wake();
    };
    let thread = std::thread::Builder::new().name("detente-job".to_owned());
    if let Err(error) = thread.spawn(body) {
        log::error!("no thread could be started: {error}");
    }
    (handle, receive)
}

/// A question whose answer is computed in the background.
pub(crate) struct Question<K, T> {
    answer: Option<(K, Arc<T>)>,
    running: Option<(K, JobHandle, mpsc::Receiver<T>)>,
    /// The key of work that ended without an answer: it is not tried again.
    failed: Option<K>,
    /// The key of work that a person stopped: it is not tried again until they say so.
    stopped: Option<K>,
}

impl<K, T> Default for Question<K, T> {
    fn default() -> Self {
        Self {
            answer: None,
            running: None,
            failed: None,
            stopped: None,
        }
    }
}

impl<K, T> Drop for Question<K, T> {
    /// Nobody waits for the answer any more.
    fn drop(&mut self) {
        if let Some((_, handle, _)) = &self.running {
            handle.stop();
        }
    }
}

impl<K: Clone + PartialEq, T: Send + 'static> Question<K, T> {
    /// Asks for the answer of a key. Gives the newest there is.
    pub(crate) fn ask<W>(
        &mut self,
        host: &SharedHost,
        key: &K,
        work: impl FnOnce() -> W,
    ) -> Option<&Arc<T>>
    where
        W: FnOnce(Progress<'_>) -> Option<T> + Send + 'static,
    {
        self.collect();
        let is_wanted = |k: &K| k == key;
        // Something else is asked now.
        self.stopped.take_if(|k| k != key);
        let is_here = self.answer.as_ref().is_some_and(|(k, _)| is_wanted(k));
        match &self.running {
            Some((running, handle, _)) if !is_wanted(running) => {
                // A job that has reported is a long one; a short one may end.
                if handle.share() > 0.0 {
                    handle.stop();
                }
            }
            None if !is_here && self.failed.as_ref() != Some(key) && self.stopped.is_none() => {
                let (handle, receive) = start(host, work());
                self.running = Some((key.clone(), handle, receive));
            }
            Some(_) | None => {}
        }
        self.answer.as_ref().map(|(_, answer)| answer)
    }

    fn collect(&mut self) {
        let Some((key, handle, receive)) = &self.running else {
            return;
        };
        match receive.try_recv() {
            Ok(answer) => {
                self.answer = Some((key.clone(), Arc::new(answer)));
                self.running = None;
            }
            Err(mpsc::TryRecvError::Disconnected) => {
                if !handle.stop.load(Ordering::Relaxed) {
                    self.failed = Some(key.clone());
                }
                self.running = None;
            }
            Err(mpsc::TryRecvError::Empty) => {}
        }
    }

    /// The newest answer.
    pub(crate) fn newest(&self) -> Option<&Arc<T>> {
        self.answer.as_ref().map(|(_, answer)| answer)
    }

    /// The key of the newest answer.
    pub(crate) fn newest_key(&self) -> Option<&K> {
        self.answer.as_ref().map(|(key, _)| key)
    }

    /// How far the running work is.
    pub(crate) fn progress(&self) -> Option<f32> {
        self.running.as_ref().map(|(_, handle, _)| handle.share())
    }

    /// Stops the running work; what was asked is not tried again until something else is asked, or
    /// until it is to go on.
    pub(crate) fn stop(&mut self) {
        if let Some((key, handle, _)) = &self.running {
            handle.stop();
            self.stopped = Some(key.clone());
        }
    }

    /// Whether what was asked last was stopped.
    pub(crate) fn is_stopped(&self) -> bool {
        self.stopped.is_some()
    }

    /// Work that was stopped may be tried again.
    pub(crate) fn go_on(&mut self) {
        self.stopped = None;
    }
}
