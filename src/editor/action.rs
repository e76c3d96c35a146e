//! What a person can do. Parts of the window push these; `apply` carries them out
//! after the frame.

use super::derived::Version;
use super::document::Loaded;
use super::export_choices::{DataChoice, ExportChoices};
use super::importing::Importing;
use super::left_over::{self, LeftOver, Recovered};
use super::look_alikes::Reviewing;
use super::selection::Selection;
use super::view::{Active, Panel, Shown};
use crate::analysis::{ColourBy, LaneBy};
use crate::dataset::edit::Edit;
use crate::dataset::instant::Instant;
use crate::dataset::zone::Zone;
use crate::dataset::{Filter, Handle, Kind, Text};
use crate::files::journal::Rest;
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
    /// Ask in which format the dataset is to be written for other programs; with what is chosen so far.
    DataDialog(Option<DataChoice>),
    /// What that leaves out, in a sentence.
    LeftOut(DataChoice, String),
    /// Ask where it is to be written.
    ExportData(DataChoice),
    /// Write it there.
    ExportDataPath(DataChoice, PathBuf),
    /// Put the picture of both views on the clipboard.
    CopyImage,
    /// An image was written, or put on the clipboard: what to say.
    Exported(String),
    /// A dialog was left without a choice.
    NothingChosen,
    /// A path was typed.
    PathTyped(WantedFile, String),

    /// Change the dataset.
    Edit(Edit),
    /// Take back.
    Undo,
    /// Do again.
    Redo,
    /// Add an item to a list and select it.
    Add(Kind),
    /// Move what is selected in its list, this much farther down.
    Move(i32),
    /// Let the selected bookmark keep what the window shows now.
    KeepView,
    /// Add a relation between two actors and select it.
    AddRelation(Handle, Handle),
    /// Delete what is selected.
    Delete,
    /// Ask which of two actors stays if they are merged.
    AskMerge(Handle, Handle),
    /// Merge the second actor into the first.
    Merge(Handle, Handle),
    /// The edit that merges two actors of a version was made, and what is said of it.
    Merged(Version, (Handle, Handle), Edit, String),
    /// Two actors are two, however alike their names are.
    KeepApart(Handle, Handle),

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
    Fold(Text),
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
    Opened(Box<Loaded>),
    /// A file was opened, and what was open has changed meanwhile.
    OpenedOver(Box<Loaded>),
    /// Read the table of the dialog again, by its mapping.
    ReadTable(Box<Importing>),
    /// It was read again.
    Imported(Box<Importing>),
    /// Ask how the table is to be read that the open dataset came from.
    ChangeImport,
    /// Have what is on the clipboard.
    Paste,
    /// Read it as a table.
    ReadPasted(String),
    /// Open what was made of the table of the dialog.
    OpenTable,
    /// Open what was made of a table that was pasted.
    OpenPasted(Box<Importing>),
    /// Add what was made of it to the open dataset.
    AddTable,
    /// The edit that adds it to a version of a document was made, and what is said of it.
    Added(Version, Edit, String),
    /// What was made of a table has been read.
    LeaveImport,
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
    Recover(left_over::Wanted),
    /// Ask where the file is now that they were made to, and where it was.
    FindFile(PathBuf, Option<PathBuf>),
    /// They were read.
    Recovered(Box<Recovered>),
    /// Of their journal only a rest is needed.
    KeepRest(PathBuf, Rest),
    /// Their journal is not needed any more.
    ForgetRecovery(PathBuf),
}

impl Action {
    /// Whether another dataset, or none, is open once this is done.
    pub(crate) fn leaves(&self) -> bool {
        matches!(
            self,
            Self::New
                | Self::OpenPath(_)
                | Self::OpenPasted(_)
                | Self::OpenSample
                | Self::Close
                | Self::Quit
        )
    }

    /// Whether another document, or none, may be open soon.
    pub(crate) fn may_leave(&self) -> bool {
        self.leaves() || *self == Self::Open
    }

    /// Whether what is typed must be in the dataset before this is done.
    pub(crate) fn needs_all_edits(&self) -> bool {
        self.may_leave()
            || matches!(
                self,
                Self::Opened(_)
                    | Self::OpenedOver(_)
                    | Self::Recovered(..)
                    | Self::Save
                    | Self::SaveAs
                    | Self::SavePath(..)
                    | Self::SaveThen(_)
                    | Self::ExportDialog
                    | Self::Export(_)
                    | Self::CopyImage
                    | Self::Delete
                    | Self::Undo
                    | Self::Redo
            )
    }
}

/// A question that is being asked.
#[derive(Clone, Debug, PartialEq)]
pub enum Dialog {
    /// Save changes first?
    Unsaved(Box<Action>),
    /// A path to be typed, where there is no native dialog.
    Path {
        /// What is to be done with it.
        wanted: WantedFile,
        /// As typed so far.
        text: String,
        /// Why the path that was typed leads nowhere.
        trouble: Option<String>,
    },
    /// A file of that name exists: what replaces it, and where it is.
    Replace(Box<Action>, PathBuf),
    /// Another program or window has changed the file, or has it: of which document, and where it is.
    Changed(u64, PathBuf),
    /// A save failed: why.
    NotSaved(String),
    /// The file that was opened is open in another window.
    OpenElsewhere,
    /// Throw the edits of a journal away? If not, only the rest stays of one that was recovered.
    ThrowAway(PathBuf, Option<Rest>),
    /// How to export.
    Export(ExportChoices),
    /// In which format a dataset is to be written for other programs, of which lists there is a choice, and what
    /// that leaves out; none while that is looked up.
    Data(DataChoice, Vec<Kind>, Option<String>),
    /// Actors that may be one and the same.
    LookAlikes(Reviewing),
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
        rest: Rest,
    },
    /// All shortcuts.
    Shortcuts,
    /// Version, licence, fonts.
    About,
    /// How a table is to be read.
    Import(Box<Importing>),
}

/// What a file is asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum WantedFile {
    /// To open one.
    Open,
    /// To save the document of a number.
    Save(u64),
    /// To write an image.
    Export(ExportChoices),
    /// To write the events in a format.
    ExportData(DataChoice),
    /// To find the file that the edits of a journal were made to, and where it was.
    Recover(PathBuf, Option<PathBuf>),
}

/// A file that the system is to ask for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Asked {
    pub(crate) wanted: WantedFile,
    /// Where it may be.
    pub(crate) suggestion: PathBuf,
    /// What asks for it where the system does not.
    pub(crate) typed: Dialog,
}
