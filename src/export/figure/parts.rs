//! What a figure has beside its views.

/// Which parts stand round the views of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts {
    /// Headline, caption and time range over them.
    pub headline: bool,
    /// The notes beside what they are about.
    pub notes: bool,
    /// What the marks mean.
    pub key: bool,
    /// The sources, numbered.
    pub sources: bool,
    /// The events without a date, under the timeline.
    pub undated: bool,
}

impl Parts {
    /// All of them.
    pub const ALL: Self = Self {
        headline: true,
        notes: true,
        key: true,
        sources: true,
        undated: true,
    };

    /// What a view alone has: the sources stand in the figure of both.
    pub const OF_A_VIEW: Self = Self {
        sources: false,
        ..Self::ALL
    };

    /// The view alone.
    pub const NONE: Self = Self {
        headline: false,
        notes: false,
        key: false,
        sources: false,
        undated: true,
    };

    /// Each part with the word that it goes by on the command line, in the order of a dialog.
    pub fn each(&mut self) -> [(&'static str, &mut bool); 5] {
        [
            ("headline", &mut self.headline),
            ("notes", &mut self.notes),
            ("key", &mut self.key),
            ("sources", &mut self.sources),
            ("undated", &mut self.undated),
        ]
    }

    /// Whether nothing stands round the views: then there is no margin and no foot either.
    pub const fn are_none(self) -> bool {
        !self.headline && !self.key && !self.sources
    }
}

impl Default for Parts {
    fn default() -> Self {
        Self::ALL
    }
}
