//! How to export: what, as which file, how large, in which colours.

use crate::export::Size;
use crate::scene::theme::ThemeName;

/// How to export.
#[derive(Clone, Debug, PartialEq)]
pub struct ExportChoices {
    /// What is drawn.
    pub subject: Subject,
    /// As which file.
    pub format: Format,
    /// The colours; none: those of the window.
    pub theme: Option<ThemeName>,
    /// How large, in points of 1/96 inch.
    pub size: Size,
    /// Pixels of a PNG for each point.
    pub scale: f32,
    /// Everything that passes the filter, not only what the window shows.
    pub whole: bool,
    /// Another title than the dataset's; empty: the dataset's.
    pub title: String,
}

impl Default for ExportChoices {
    fn default() -> Self {
        Self {
            subject: Subject::default(),
            format: Format::default(),
            theme: None,
            size: Size::default(),
            scale: 2.0,
            whole: false,
            title: String::new(),
        }
    }
}

/// What is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Subject {
    /// Timeline and map, with title, legends and sources.
    #[default]
    Figure,
    /// The timeline.
    Timeline,
    /// The map.
    Map,
    /// Activity and tone over time.
    Chart,
}

impl Subject {
    /// In the order of the dialog.
    pub const ALL: [Self; 4] = [Self::Figure, Self::Timeline, Self::Map, Self::Chart];

    /// As the dialog says it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Figure => "Figure",
            Self::Timeline => "Timeline",
            Self::Map => "Map",
            Self::Chart => "Chart",
        }
    }

    pub(super) const fn words(self) -> &'static str {
        match self {
            Self::Figure => "Timeline over map, with title, legends and numbered sources.",
            Self::Timeline => "The timeline, as it stands in the window.",
            Self::Map => "The relationship map, as it stands in the window.",
            Self::Chart => "Activity over time, and the tone of what is selected.",
        }
    }
}

/// As which file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Pixels.
    #[default]
    Png,
    /// Shapes and text.
    Svg,
    /// A page.
    Pdf,
}

impl Format {
    /// In the order of the dialog.
    pub const ALL: [Self; 3] = [Self::Png, Self::Svg, Self::Pdf];

    /// In a menu.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Png => "PNG",
            Self::Svg => "SVG",
            Self::Pdf => "PDF",
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

    pub(super) const fn words(self) -> &'static str {
        match self {
            Self::Png => "Pixels, for slides and messages.",
            Self::Svg => "Shapes and text, for the web and for drawing programs.",
            Self::Pdf => "A page with text that can be searched, for print.",
        }
    }
}
