//! How long each stage of a command took.

use std::time::{Duration, Instant};

/// The stages so far.
pub(super) struct Stages {
    started: Instant,
    took: Vec<(&'static str, Duration)>,
}

impl Stages {
    pub(super) fn new() -> Self {
        Self {
            started: Instant::now(),
            took: Vec::new(),
        }
    }

    /// Ends a stage; the next begins.
    pub(super) fn end(&mut self, stage: &'static str) {
        let now = Instant::now();
        self.took.push((stage, now.duration_since(self.started)));
        self.started = now;
    }

    /// `open       12.3 ms`, one line for each stage, to stderr.
    pub(super) fn tell(&self) {
        for (stage, took) in &self.took {
            super::say(&format!(
                "{stage:<6} {:>9.1} ms",
                took.as_secs_f64() * 1000.0
            ));
        }
    }
}
