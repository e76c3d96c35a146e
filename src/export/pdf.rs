//! A scene as a page of PDF, with its text selectable and its faces embedded.

use super::picture::{ExportError, Picture};
use super::png::{failed, tree, whole};
use krilla::geom::Size;
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla::{Document, SerializeSettings};
use krilla_svg::{SurfaceExt, SvgSettings};

/// Most points of paper from edge to edge (PDF 1.7, annex C).
pub const MOST: u32 = 14_400;

/// The picture as PDF, one page of its size: a point of the scene is a CSS pixel, 1/96 inch.
/// The same picture gives the same bytes, so no time is told.
pub fn pdf(picture: &Picture<'_>) -> Result<Vec<u8>, ExportError> {
    let size = picture.scene.size * 0.75;
    if !(size.is_finite() && size.x >= 1.0 && size.y >= 1.0) {
        return Err(ExportError::Empty);
    }
    if size.max_elem() > 14_400.0 {
        let [width, height] = [size.x, size.y].map(|side| whole(side.trunc().into()).into());
        return Err(ExportError::TooLarge(width, height, "points", MOST, MOST));
    }
    let tree = tree(picture)?;
    let mut document = Document::new_with(SerializeSettings::default());
    document.set_metadata(metadata(picture));
    let settings = PageSettings::from_wh(size.x, size.y).ok_or(ExportError::Empty)?;
    let size = Size::from_wh(size.x, size.y).ok_or(ExportError::Empty)?;
    let mut page = document.start_page_with(settings);
    let mut surface = page.surface();
    let drawn = surface.draw_svg(&tree, size, SvgSettings::default());
    surface.finish();
    page.finish();
    drawn.ok_or(ExportError::Empty)?;
    let told = |error| failed(format!("{error:?}"));
    document.finish().map_err(told)
}

fn metadata(picture: &Picture<'_>) -> Metadata {
    let metadata = Metadata::new()
        .title(picture.title.to_owned())
        .creator("Detente".to_owned());
    match picture.language {
        Some(language) => metadata.language(language.to_owned()),
        None => metadata,
    }
}
