//! What a person can do. Parts of the window push these; `apply` carries them out
//! after the frame.

use super::export::ExportChoices;
use super::recovery::{Recovered, Wanted};
use super::state::{Active, Dialog, Panel, Purpose, Selection, Shown};
use crate::analysis::{ColourBy, LaneBy};
use crate::dataset::edit::Edit;
use crate::dataset::instant::Instant;
use crate::dataset::zone::Zone;
use crate::dataset::{Filter, Handle};
use crate::map::{Camera, Level};
use crate::scene::{Key, Vec2};
use crate::timeline::Span;
use std::path::PathBuf;

/// One thing to be done.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Start with an empty dataset.
    New,
    /// Ask for a file to open.
    Open,
    /// Open a file.
    OpenPath(PathBuf),
    /// Open the bundled dataset.
    OpenSample,
    /// Stop what is being computed.
    StopWork,
    /// Compute after all what was stopped.
    GoOn,
    /// Stop opening.
    StopOpening,
    /// Save to the file that is open, or ask for one.
    Save,
    /// Ask for a file to save to.
    SaveAs,
    /// Save the document of a number to a file.
    SavePath(u64, PathBuf),
    /// The same, also where another program has changed its file since.
    SaveOver(u64, PathBuf),
    /// It has: the person is asked.
    ChangedOutside(u64, PathBuf),
    /// Another window has the file: what is done here is saved elsewhere.
    ReadOnly,
    /// Another window has the file: what is done there is to be saved elsewhere.
    TakeOver,
    /// Close the dataset.
    Close,
    /// Leave the program.
    Quit,
    /// Do what was asked, and lose the changes.
    Discard(Box<Self>),
    /// Save, then do what was asked.
    SaveThen(Box<Self>),
    /// Ask how to export.
    ExportDialog,
    /// Ask where to, then export.
    Export(ExportChoices),
    /// Export to a file.
    ExportPath(ExportChoices, PathBuf),
    /// Put the picture of both views on the clipboard.
    CopyImage,
    /// An image was written, or put on the clipboard: what to say.
    Exported(String),
    /// A dialog was left without a choice.
    NothingChosen,
    /// A path was typed.
    PathTyped(Purpose, String),

    /// Change the dataset.
    Edit(Edit),
    /// Take back.
    Undo,
    /// Do again.
    Redo,
    /// Add an event and select it.
    AddEvent,
    /// Add an actor and select it.
    AddActor,
    /// Add a relation between two actors and select it.
    AddRelation(Handle, Handle),
    /// Delete what is selected.
    Delete,

    /// Select, or nothing.
    Select(Option<Selection>),
    /// To the selection before (−1) or after (+1).
    Visit(i32),
    /// To the next (+1) or previous (−1) event in time.
    Step(i32),
    /// The pointer is on something; said in every frame in which it is.
    Hover(Option<Key>),
    /// The axis shows this.
    Span(Option<Span>),
    /// All of both views.
    FitAll,
    /// The other view gets the keyboard.
    OtherView,
    /// A view has got the keyboard.
    Active(Active),
    /// Bring the selection into view.
    Reveal,
    /// Zoom the view that has the keyboard about its middle; above 1 shows more.
    Zoom(f64),
    /// Move the view that has the keyboard by a share of its width.
    Pan(f64),
    /// Brush, or brush nothing.
    Window(Option<(Instant, Instant)>),
    /// The map is looked at from here.
    Camera(Option<Camera>),
    /// The map is laid out from nothing.
    ArrangeAnew,
    /// The map shows this much.
    Level(Level),
    /// Unfold a bloc of the map, or fold it again.
    Unfold(u32, bool),
    /// Put an actor somewhere on the map, or let it go.
    Pin(Handle, Option<[f64; 2]>),
    /// Lanes by this.
    Lanes(LaneBy),
    /// Whether empty time is folded.
    FoldTime(bool),
    /// Fold or unfold a lane.
    Fold(u32),
    /// Scroll the lanes to this height.
    Scroll(f32),
    /// Hues by this.
    ColourBy(ColourBy),
    /// The axis in this zone; none: the dataset's.
    Zone(Option<Zone>),
    /// Which views stand in the window.
    Shown(Shown),
    /// The timeline's share of the height; none: what it needs.
    Split(Option<f32>),
    /// Go to a bookmark.
    Bookmark(Handle),
    /// Show what a bookmark shows, with nothing selected: a dataset was just opened.
    FirstBookmark(Handle),

    /// What passes.
    Filter(Filter),
    /// Everything passes.
    ClearFilter,
    /// The search field takes the keyboard, in the frame that says so.
    FocusFind,
    /// The lanes stand where what is selected is seen.
    InSight,
    /// What was said last is old.
    Unsay,
    /// The title of what is selected is to have the keyboard.
    TitleWanted,
    /// It has.
    TitleFocused,
    /// What the axis and the map show, also where the whole is shown.
    ShownNow(Option<Span>, Option<(Camera, Vec2)>),
    /// Look for this.
    Find(String),
    /// To the next (+1) or previous (−1) match.
    FindStep(i32),
    /// The side panel shows this.
    Panel(Panel),
    /// Light, dark, or as the system (none).
    Dark(Option<bool>),
    /// Move nothing, or ease from one view to the next.
    ReduceMotion(bool),
    /// Open an address in the browser.
    OpenLink(String),
    /// Ask a question, or none.
    Dialog(Option<Dialog>),
    /// Ask a question once no other is asked.
    Ask(Dialog),
    /// Say something in the status bar.
    Say(String),
    /// Something a person asked for was not done: in a few words, and why.
    NotDone(&'static str, String),
    /// Say that something went wrong.
    Fail(String),
    /// A file was opened.
    Opened(Box<super::document::Loaded>),
    /// A file was opened, and what was open has changed meanwhile.
    OpenedOver(Box<super::document::Loaded>),
    /// A document was saved.
    Saved {
        /// Its number.
        document: u64,
        /// To which file.
        path: PathBuf,
        /// At which revision.
        revision: u64,
        /// What the file is known by then.
        known: Option<crate::files::stamp::Known>,
    },
    /// A document was not saved: why.
    SaveFailed(String),
    /// Show what a program that did not end in order has left.
    LookForEdits,
    /// The edits of a journal are to be done again.
    Recover(Wanted),
    /// Ask where the file is now that they were made to, and where it was.
    FindFile(PathBuf, Option<PathBuf>),
    /// They were read.
    Recovered(Box<Recovered>),
    /// Of their journal only a rest is needed.
    KeepRest(PathBuf, crate::files::journal::Rest),
    /// Their journal is not needed any more.
    ForgetRecovery(PathBuf),
}

impl Action {
    /// Whether another dataset, or none, is open once this is done.
    pub(crate) fn leaves(&self) -> bool {
        matches!(
            self,
            Self::New | Self::OpenPath(_) | Self::OpenSample | Self::Close | Self::Quit
        )
    }
}
