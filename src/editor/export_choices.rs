//! How a picture is exported: what is drawn of what is seen, and as which file.

use crate::dataset::{Dataset, Kind};
use crate::export::{Parts, Size};
use crate::scene::theme::ThemeName;

/// What is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Subject {
    /// Both views with headline, notes, key and sources.
    #[default]
    Figure,
    /// The timeline alone.
    Timeline,
    /// The map alone.
    Map,
    /// Activity over time, and the tone of what is selected.
    Chart,
}

/// As which file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Pixels.
    #[default]
    Png,
    /// Vectors for the web.
    Svg,
    /// Vectors for paper.
    Pdf,
}

impl Format {
    /// In a menu.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Png => "PNG image",
            Self::Svg => "SVG image",
            Self::Pdf => "PDF document",
        }
    }

    /// Of a file.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Svg => "svg",
            Self::Pdf => "pdf",
        }
    }
}

/// How to export.
#[derive(Clone, Debug, PartialEq)]
pub struct ExportChoices {
    /// What is drawn.
    pub subject: Subject,
    /// As which file.
    pub format: Format,
    /// The colours; none: the window's.
    pub theme: Option<ThemeName>,
    /// How large, in points.
    pub size: Size,
    /// Pixels of a PNG for each point.
    pub scale: f32,
    /// The whole dataset, not what is on the screen.
    pub is_whole: bool,
    /// What it says first; empty: what the bookmark or the dataset says.
    pub headline: String,
    /// What it has beside the views.
    pub parts: Parts,
    /// Whether what is selected stands out.
    pub has_selection: bool,
}

impl Default for ExportChoices {
    fn default() -> Self {
        Self {
            subject: Subject::default(),
            format: Format::default(),
            theme: None,
            size: Size::default(),
            scale: 1.0,
            is_whole: false,
            headline: String::new(),
            parts: Parts::ALL,
            has_selection: false,
        }
    }
}

/// How a dataset is to be written for other programs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DataChoice {
    /// In which format.
    pub format: &'static crate::files::Format,
    /// Which list, where the format holds one.
    pub kind: Kind,
}

impl DataChoice {
    /// Which list it is of, where there is a choice; of one that is empty there is nothing to be written.
    pub fn lists(&self, dataset: &Dataset) -> Vec<Kind> {
        let all = self.format.lists.iter().copied();
        all.filter(|kind| dataset.count(*kind) > 0).collect()
    }

    /// The same, of a list that the dataset has.
    pub fn fitting(self, dataset: &Dataset) -> Self {
        let lists = self.lists(dataset);
        let kind = lists.iter().find(|kind| **kind == self.kind);
        let kind = kind
            .or_else(|| lists.first())
            .copied()
            .unwrap_or(Kind::Event);
        Self { kind, ..self }
    }
}
