//! What the person sees and has done: plain values, changed only by `apply`.

use super::action::{Asked, Dialog};
use super::document::Document;
use super::draft::Draft;
use super::export_choices::ExportChoices;
use super::saving::{Leaving, Saving};
use super::selection::Selection;
use super::settings::Settings;
use super::view::{Panel, View};
use super::waiting::{Opening, Waiting};
use crate::dataset::{Bookmark, Handle};
use crate::files::journal::Typing;
use crate::map::Camera;
use crate::scene::{Key, Vec2};
use crate::timeline::Span;
use std::collections::VecDeque;

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
    pub waiting: Vec<Waiting>,
    /// What the axis showed last, also where the whole is shown.
    pub shown_span: Option<Span>,
    /// How the map was looked at last, also where the whole is shown, on a panel of which size.
    pub shown_map: Option<(Camera, Vec2)>,
    /// The lanes are to be scrolled to what is selected, once they stand.
    pub(crate) wants_sight: bool,
    /// The title of what is selected wants the keyboard.
    pub wants_title: bool,
    /// What was made of the table that the dataset came from is told, until the person has read it.
    pub tells_import: bool,
    /// The dataset was just opened: it is shown as its first bookmark says, once it is read.
    pub(crate) is_fresh: bool,
    /// How many documents were opened so far.
    pub opened: u64,
    /// The bookmark that was opened last: of which document, and how the dataset was looked at then.
    pub(crate) opened_bookmark: Option<(u64, Handle, View)>,
    /// The choices of the export that a path is being asked for.
    pub export: ExportChoices,
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

    /// The number of the open document.
    pub fn number(&self) -> Option<u64> {
        self.document.as_ref().map(|document| document.number)
    }

    /// Whether something is typed that the dataset does not have yet.
    pub(crate) fn is_typing(&self) -> bool {
        let (draft, dataset) = (self.own_draft(), self.dataset());
        draft
            .zip(dataset)
            .is_some_and(|(draft, dataset)| draft.is_new(dataset))
    }

    /// What is being typed, as a journal keeps it.
    pub(crate) fn typing(&self) -> Option<Typing> {
        self.own_draft()?.typing(self.dataset()?)
    }

    /// What is typed into the document that is open.
    fn own_draft(&self) -> Option<&Draft> {
        let draft = self.draft.as_ref();
        draft.filter(|draft| draft.document == self.number())
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
