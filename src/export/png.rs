//! A scene as PNG.

use super::faces::Faces;
use super::picture::{ExportError, Picture};
use super::svg::{Use, svg_for};
use crate::scene::{Fill, Mark, Pos2, Rect, Scene};
use png::{BitDepth, ColorType, Compression, Encoder, PixelDimensions, SrgbRenderingIntent, Unit};
use rayon::prelude::*;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{FontResolver, Options, Tree};
use std::io::Write;
use std::ops::ControlFlow;

/// Most pixels from left to right: 8K.
pub const MOST_WIDE: u32 = 7680;
/// Most pixels from top to bottom.
pub const MOST_HIGH: u32 = 40_000;
/// Pixels that are drawn at once by one thread, so that a large picture needs little memory.
const BAND: u32 = 4_000_000;

/// The picture as PNG, `scale` pixels to a point, with its density. Progress goes from 0 to 1.
pub fn png(
    picture: &Picture<'_>,
    scale: f32,
    progress: &dyn Fn(f32) -> ControlFlow<()>,
) -> Result<Vec<u8>, ExportError> {
    let (width, height) = pixels(picture.scene, scale)?;
    let is_opaque = is_opaque(picture.scene);
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, width, height);
    encoder.set_color(if is_opaque {
        ColorType::Rgb
    } else {
        ColorType::Rgba
    });
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(Compression::Balanced);
    encoder.set_source_srgb(SrgbRenderingIntent::Perceptual);
    let density = whole(f64::from(scale) * 96.0 / 0.0254);
    encoder.set_pixel_dims(Some(PixelDimensions {
        xppu: density,
        yppu: density,
        unit: Unit::Meter,
    }));
    let mut writer = encoder.write_header().map_err(failed)?;
    let mut rows = writer.stream_writer().map_err(failed)?;
    bands(picture, (width, height), is_opaque, progress, |band| {
        rows.write_all(band).map_err(failed)
    })?;
    rows.finish().map_err(failed)?;
    writer.finish().map_err(failed)?;
    Ok(bytes)
}

/// The picture as pixels, `scale` to a point: how many from left to right and from top to bottom,
/// and for each red, green, blue and alpha, not multiplied.
pub fn raster(
    picture: &Picture<'_>,
    scale: f32,
    progress: &dyn Fn(f32) -> ControlFlow<()>,
) -> Result<(u32, u32, Vec<u8>), ExportError> {
    let (width, height) = pixels(picture.scene, scale)?;
    let mut all = Vec::new();
    bands(picture, (width, height), false, progress, |band| {
        all.extend_from_slice(band);
        Ok(())
    })?;
    Ok((width, height, all))
}

/// Draws the picture in bands, from the top, several at once.
fn bands(
    picture: &Picture<'_>,
    (width, height): (u32, u32),
    is_opaque: bool,
    progress: &dyn Fn(f32) -> ControlFlow<()>,
    mut each: impl FnMut(&[u8]) -> Result<(), ExportError>,
) -> Result<(), ExportError> {
    let tree = tree(picture)?;
    if progress(0.1).is_break() {
        return Err(ExportError::Cancelled);
    }
    let tall = (BAND / width).clamp(1, height);
    let tops: Vec<u32> = (0..height.div_ceil(tall)).map(|n| n * tall).collect();
    for together in tops.chunks(rayon::current_num_threads().max(1)) {
        let drawn: Vec<Vec<u8>> = together
            .par_iter()
            .map(|top| {
                let band = (width, tall.min(height - top), *top);
                draw(&tree, band, (width, height), is_opaque)
            })
            .collect::<Result<_, _>>()?;
        for band in drawn {
            each(&band)?;
        }
        let bottom = together.last().map_or(0, |top| top + tall);
        let done = bottom as f32 / height as f32;
        if progress(0.1 + 0.9 * done).is_break() {
            return Err(ExportError::Cancelled);
        }
    }
    Ok(())
}

/// How many pixels a scene has, from left to right and from top to bottom.
pub fn pixels(scene: &Scene, scale: f32) -> Result<(u32, u32), ExportError> {
    let side = |points: f32| (f64::from(points) * f64::from(scale)).round();
    let (width, height) = (side(scene.size.x), side(scene.size.y));
    if !(width.is_finite() && height.is_finite() && width >= 1.0 && height >= 1.0) {
        return Err(ExportError::Empty);
    }
    if width > f64::from(MOST_WIDE) || height > f64::from(MOST_HIGH) {
        let (wide, high) = (whole(width).into(), whole(height).into());
        return Err(ExportError::TooLarge(
            wide, high, "pixels", MOST_WIDE, MOST_HIGH,
        ));
    }
    Ok((whole(width), whole(height)))
}

/// The nearest whole number that fits.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a cast of a float is cut off at the ends"
)]
pub(super) fn whole(number: f64) -> u32 {
    number.round() as u32
}

/// The tree that PNG and PDF are made of. Each text has its faces already, so usvg looks for none.
pub(super) fn tree(picture: &Picture<'_>) -> Result<Tree, ExportError> {
    let faces = Faces::of(picture.scene, picture.measure);
    let text = svg_for(Use::Drawing, picture, &faces);
    let options = Options {
        fontdb: faces.database(),
        font_resolver: FontResolver {
            select_font: FontResolver::default_font_selector(),
            select_fallback: Box::new(|_, _, _| None),
        },
        ..Options::default()
    };
    Tree::from_str(&text, &options).map_err(failed)
}

pub(super) fn failed(error: impl std::fmt::Display) -> ExportError {
    ExportError::Failed(error.to_string())
}

/// The rows of one band: its width, height and top.
fn draw(
    tree: &Tree,
    (width, height, top): (u32, u32, u32),
    whole: (u32, u32),
    is_opaque: bool,
) -> Result<Vec<u8>, ExportError> {
    let mut pixmap = Pixmap::new(width, height).ok_or(ExportError::Empty)?;
    let (wide, high) = (whole.0 as f32, whole.1 as f32);
    let scale = Transform::from_scale(wide / tree.size().width(), high / tree.size().height());
    let transform = scale.post_translate(0.0, -(top as f32));
    resvg::render(tree, transform, &mut pixmap.as_mut());
    if is_opaque {
        let rows = pixmap.pixels().iter();
        return Ok(rows.flat_map(|p| [p.red(), p.green(), p.blue()]).collect());
    }
    Ok(pixmap.take_demultiplied())
}

/// Whether the first mark covers all of the picture.
fn is_opaque(scene: &Scene) -> bool {
    let first = scene.items.first().map(|item| &item.mark);
    let Some(Mark::Rect {
        rect,
        radius,
        fill: Fill::Solid(colour),
        ..
    }) = first
    else {
        return false;
    };
    let whole = Rect::from_min_size(Pos2::ZERO, scene.size);
    colour.is_opaque() && *radius == 0.0 && rect.contains_rect(whole)
}
