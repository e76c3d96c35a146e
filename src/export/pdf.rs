//! A scene as a page of PDF, with its text selectable and its faces embedded.

use super::picture::{ExportError, Picture};
use super::png::{failed, tree};
use krilla::geom::Size;
use krilla::metadata::{DateTime, Metadata};
use krilla::page::PageSettings;
use krilla::{Document, SerializeSettings};
use krilla_svg::{SurfaceExt, SvgSettings};

/// Most points of paper from edge to edge (PDF 1.7, annex C).
pub const MOST: u32 = 14_400;

/// When a file was written (UTC), for those who want it in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    /// The year.
    pub year: u16,
    /// From 1 to 12.
    pub month: u8,
    /// From 1 to 31.
    pub day: u8,
    /// From 0 to 23.
    pub hour: u8,
    /// From 0 to 59.
    pub minute: u8,
}

/// The picture as PDF, one page of its size: a point of the scene is a CSS pixel, 1/96 inch.
/// Without a time, the same picture gives the same bytes.
pub fn pdf(picture: &Picture<'_>, written: Option<Written>) -> Result<Vec<u8>, ExportError> {
    let size = picture.scene.size * 0.75;
    if !(size.is_finite() && size.x >= 1.0 && size.y >= 1.0) {
        return Err(ExportError::Empty);
    }
    if size.max_elem() > 14_400.0 {
        let [width, height] = [size.x, size.y].map(|side| side as u64);
        return Err(ExportError::TooLarge(width, height, "points", MOST, MOST));
    }
    let tree = tree(picture)?;
    let mut document = Document::new_with(SerializeSettings::default());
    document.set_metadata(metadata(picture, written));
    let settings = PageSettings::from_wh(size.x, size.y).ok_or(ExportError::Empty)?;
    let size = Size::from_wh(size.x, size.y).ok_or(ExportError::Empty)?;
    let mut page = document.start_page_with(settings);
    let mut surface = page.surface();
    let drawn = surface.draw_svg(&tree, size, SvgSettings::default());
    surface.finish();
    page.finish();
    drawn.ok_or(ExportError::Empty)?;
    document
        .finish()
        .map_err(|error| failed(format!("{error:?}")))
}

fn metadata(picture: &Picture<'_>, written: Option<Written>) -> Metadata {
    let mut metadata = Metadata::new()
        .title(picture.title.to_owned())
        .creator("Detente".to_owned());
    if let Some(language) = picture.language {
        metadata = metadata.language(language.to_owned());
    }
    if let Some(Written {
        year,
        month,
        day,
        hour,
        minute,
    }) = written
    {
        let time = DateTime::new(year).month(month).day(day);
        let time = time.hour(hour).minute(minute).second(0);
        metadata = metadata.creation_date(time.utc_offset_hour(0).utc_offset_minute(0));
    }
    metadata
}
