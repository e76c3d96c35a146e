//! What the person sees and has done: plain values, changed only by `apply`.

use super::document::{Document, Opening};
use super::draft::Draft;
use super::paths::Asked;
use super::recovery::LeftOver;
use super::saving::{Leaving, Saving};
use super::settings::Settings;
use crate::analysis::{ColourBy, Gaps, LaneBy};
use crate::dataset::instant::Instant;
use crate::dataset::zone::Zone;
use crate::dataset::{Bookmark, Filter, Handle};
use crate::map::{Camera, Level};
use crate::scene::{Key, Vec2};
use crate::timeline::{self, Span};
use std::collections::{BTreeSet, VecDeque};
use std::path::PathBuf;

/// Everything the window shows.
#[derive(Default)]
pub struct State {
    /// The open dataset; none: the welcome page.
    pub document: Option<Document>,
    /// A file that is being opened.
    pub opening: Option<Opening>,
    /// How the dataset is looked at.
    pub view: View,
    /// What is selected; every view reads it.
    pub selection: Option<Selection>,
    /// What was selected before, for going back and forth.
    pub visited: Visited,
    /// What the pointer is on.
    pub hovered: Option<Key>,
    /// What is looked for.
    pub find: Find,
    /// What the side panel shows.
    pub panel: Panel,
    /// The question that is being asked.
    pub dialog: Option<Dialog>,
    /// Those that are asked then.
    pub(crate) questions: VecDeque<Dialog>,
    /// What was last done or went wrong, in the status bar.
    pub notice: Option<Notice>,
    /// What is remembered between sessions.
    pub settings: Settings,
    /// Native dialogs and writing that are under way.
    pub waiting: Vec<super::document::Waiting>,
    /// What the axis showed last, also where the whole is shown.
    pub shown_span: Option<Span>,
    /// How the map was looked at last, also where the whole is shown, on a panel of which size.
    pub shown_map: Option<(Camera, Vec2)>,
    /// The lanes are to be scrolled to what is selected, once they stand.
    pub(crate) wants_sight: bool,
    /// The title of what is selected wants the keyboard.
    pub wants_title: bool,
    /// The dataset was just opened: it is shown as its first bookmark says, once it is read.
    pub(crate) is_fresh: bool,
    /// How many documents were opened so far.
    pub opened: u64,
    /// The bookmark that was opened last: of which document, and how the dataset was looked at then.
    pub(crate) opened_bookmark: Option<(u64, Handle, View)>,
    /// The choices of the export that a path is being asked for.
    pub export: super::export::ExportChoices,
    /// Whether the system's dialogs are tried.
    pub has_native_dialogs: bool,
    /// Where saving stands.
    pub(crate) saving: Saving,
    /// Whether the person leaves what is open.
    pub(crate) leaving: Leaving,
    /// What is being typed into a field, between frames.
    pub(crate) draft: Option<Draft>,
    /// Why edits are not kept on the disk.
    pub trouble: Option<String>,
    /// A file that the system is to ask for.
    pub(crate) asked: Option<Asked>,
    /// Whether the window is dark.
    pub is_dark: bool,
    /// The journal whose file is asked for.
    pub(crate) recovering: Option<PathBuf>,
}

/// How the dataset is looked at.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// What the axis shows; none: everything.
    pub span: Option<Span>,
    /// Whether empty time stays as long as it is.
    pub is_unfolded: bool,
    /// What is brushed; none: everything.
    pub window: Option<(Instant, Instant)>,
    /// What passes.
    pub filter: Filter,
    /// What the lanes stand for.
    pub lanes: LaneBy,
    /// What the hues mean.
    pub colour_by: ColourBy,
    /// The zone of the axis; none: the dataset's.
    pub zone: Option<Zone>,
    /// Lanes that are folded, by their places.
    pub folded: BTreeSet<u32>,
    /// How far the lanes are scrolled down, in points.
    pub scroll: f32,
    /// Where the map is looked at; none: all of it.
    pub camera: Option<Camera>,
    /// How much of the ties the map shows.
    pub level: Level,
    /// Which of its blocs are unfolded, by the handles of their groups: the last one last.
    pub unfolded: Vec<u32>,
    /// Which views stand in the window.
    pub shown: Shown,
    /// The timeline's share of the height, if a person chose it.
    pub split: Option<f32>,
    /// Which view has the keyboard.
    pub active: Active,
}

impl View {
    /// What may be folded of what passes.
    pub(crate) fn gaps(&self, of: &Gaps) -> Gaps {
        if self.is_unfolded { of.none() } else { *of }
    }

    /// What the axis shows of what passes.
    pub fn span_of(&self, gaps: &Gaps) -> Span {
        timeline::shown(self.span, gaps, !self.is_unfolded)
    }

    /// Whether the same is asked for, however it is looked at.
    fn asks_the_same(&self, other: &Self) -> bool {
        self.span == other.span
            && self.is_unfolded == other.is_unfolded
            && self.window == other.window
            && self.filter == other.filter
            && self.lanes == other.lanes
            && self.colour_by == other.colour_by
            && self.level == other.level
            && self.unfolded == other.unfolded
    }
}

/// Which view has the keyboard: the one that was clicked last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Active {
    /// The timeline.
    #[default]
    Timeline,
    /// The map.
    Map,
}

/// Which views stand in the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    /// Timeline over map.
    #[default]
    Both,
    /// The timeline alone.
    Timeline,
    /// The map alone.
    Map,
}

/// What is selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Selection {
    /// An event.
    Event(Handle),
    /// An actor.
    Actor(Handle),
    /// What the first of two actors does to the second.
    Tie(Handle, Handle),
    /// All that joins two actors, the earlier made first.
    Pair(Handle, Handle),
    /// A relation.
    Relation(Handle),
    /// A source.
    Source(Handle),
    /// A group, with all that is a part of it.
    Group(Handle),
}

impl Selection {
    /// All that joins two actors.
    pub fn pair(a: Handle, b: Handle) -> Self {
        Self::Pair(a.min(b), a.max(b))
    }

    /// The two actors that a tie or a pair joins.
    pub const fn ends(self) -> Option<(Handle, Handle)> {
        match self {
            Self::Tie(a, b) | Self::Pair(a, b) => Some((a, b)),
            Self::Event(_)
            | Self::Actor(_)
            | Self::Relation(_)
            | Self::Source(_)
            | Self::Group(_) => None,
        }
    }

    /// What stands for it in a picture. Of a pair's three ties all are meant; the mutual one is named.
    pub fn key(self) -> Option<Key> {
        match self {
            Self::Event(h) => Some(Key::Event(h.0)),
            Self::Actor(h) => Some(Key::Actor(h.0)),
            Self::Tie(a, b) => Some(Key::Tie(a.0, b.0)),
            Self::Pair(a, b) => Some(Key::Mutual(a.0, b.0)),
            Self::Group(h) => Some(Key::GroupTitle(h.0)),
            Self::Relation(_) | Self::Source(_) => None,
        }
    }

    /// What a mark in a picture selects.
    pub fn of_key(key: Key) -> Option<Self> {
        match key {
            Key::Event(h) => Some(Self::Event(Handle(h))),
            Key::Actor(h) => Some(Self::Actor(Handle(h))),
            Key::Tie(a, b) => Some(Self::Tie(Handle(a), Handle(b))),
            Key::Mutual(a, b) => Some(Self::pair(Handle(a), Handle(b))),
            Key::GroupTitle(h) => Some(Self::Group(Handle(h))),
            _ => None,
        }
    }
}

/// Selections gone through, like the pages of a browser.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Visited {
    /// From the first to the last.
    pub all: Vec<Selection>,
    /// Which of them is shown.
    pub at: usize,
}

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Find {
    /// As typed.
    pub query: String,
    /// Which of the matches is selected.
    pub at: usize,
    /// Whether a match has been selected: the next step then goes on from it.
    pub is_stepping: bool,
    /// A step that was asked for before the answer was there: forward (1) or back (−1).
    pub waiting: Option<i32>,
}

/// What the side panel shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Panel {
    /// What is selected, or the dataset.
    #[default]
    Selection,
    /// The filter.
    Filter,
    /// What a check found.
    Problems,
    /// Nothing: the panel is away.
    Hidden,
}

/// A question that is being asked.
#[derive(Clone, Debug, PartialEq)]
pub enum Dialog {
    /// Save changes first?
    Unsaved(Box<super::Action>),
    /// A path to be typed, where there is no native dialog.
    Path {
        /// What is to be done with it.
        purpose: Purpose,
        /// As typed so far.
        text: String,
        /// Why the path that was typed leads nowhere.
        trouble: Option<String>,
    },
    /// A file of that name exists: what replaces it, and where it is.
    Replace(Box<super::Action>, PathBuf),
    /// Another program or window has changed the file, or has it: of which document, and where it is.
    Changed(u64, PathBuf),
    /// A save failed: why.
    NotSaved(String),
    /// The file that was opened is open in another window.
    OpenElsewhere,
    /// Throw the edits of a journal away? If not, only the rest stays of one that was recovered.
    ThrowAway(PathBuf, Option<crate::files::journal::Rest>),
    /// How to export.
    Export(super::export::ExportChoices),
    /// Something went wrong.
    Message {
        /// In a few words.
        title: String,
        /// What, and what can be done.
        text: String,
    },
    /// Edits that no file holds, left by programs that did not end in order.
    Recover {
        /// All of them.
        left: Vec<LeftOver>,
        /// Which of them is shown.
        at: usize,
    },
    /// Not all that a journal holds could be recovered.
    NotRecovered {
        /// The journal.
        journal: PathBuf,
        /// What is missing, a line each.
        missing: Vec<String>,
        /// What stays in the journal if it is kept.
        rest: crate::files::journal::Rest,
    },
    /// All shortcuts.
    Shortcuts,
    /// Version, licence, fonts.
    About,
    /// Rows of a CSV file that could not be read.
    Rows(usize),
}

/// What a path is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To open a file.
    Open,
    /// To save the dataset.
    Save,
    /// To write an image.
    Export,
    /// To find the file that edits were made to.
    Recover,
}

/// A line in the status bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// What it says.
    pub text: String,
    /// Whether something went wrong.
    pub is_error: bool,
}

impl State {
    /// Nothing is open.
    pub fn new(settings: Settings) -> Self {
        Self {
            settings,
            ..Self::default()
        }
    }

    /// `alaska-summit.detente • Edited — Detente`
    pub fn window_title(&self) -> String {
        match &self.document {
            None => "Detente".to_owned(),
            Some(document) => {
                let mark = |is: bool, mark| if is { mark } else { "" };
                let only = mark(document.is_read_only, " (read only)");
                let edited = mark(document.has_to_lose(), " • Edited");
                format!("{}{only}{edited} — Detente", document.name())
            }
        }
    }

    /// The bookmark that was opened last, while nothing of what it asks for was changed since.
    pub fn bookmark(&self) -> Option<&Bookmark> {
        let (number, handle, view) = self.opened_bookmark.as_ref()?;
        let is_open = self.document.as_ref()?.number == *number;
        let is_shown = is_open && self.view.asks_the_same(view);
        self.dataset().filter(|_| is_shown)?.bookmarks.get(*handle)
    }

    /// Whether the person has left, and nothing is lost.
    pub fn is_leaving(&self) -> bool {
        self.leaving == Leaving::MayClose
    }

    /// Whether a native dialog or a file is being waited for.
    pub fn is_waiting(&self) -> bool {
        !self.waiting.is_empty()
    }
}
