//! How large a figure is.

use crate::scene::{Vec2, vec2};

/// How large a figure is, in points of 1/96 inch.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Size {
    /// Its width.
    pub width: f32,
    /// Its height; none: as high as it needs to be.
    pub height: Option<f32>,
}

/// Least width and height.
pub const LEAST: Vec2 = vec2(320.0, 240.0);
/// Most width and height.
pub const MOST: Vec2 = vec2(7680.0, 7680.0);
/// Millimetres to points.
const MM: f32 = 96.0 / 25.4;

impl Default for Size {
    fn default() -> Self {
        let [figure, ..] = PRESETS;
        figure.size
    }
}

/// A size with a name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Preset {
    /// On the command line.
    pub word: &'static str,
    /// In a menu.
    pub name: &'static str,
    /// How large it is.
    pub size: Size,
}

const fn preset(word: &'static str, name: &'static str, width: f32, height: Option<f32>) -> Preset {
    let size = Size { width, height };
    Preset { word, name, size }
}

/// The sizes with names, in the order of a menu.
pub const PRESETS: [Preset; 9] = [
    preset("figure", "Figure, 1600 wide", 1600.0, None),
    preset("hd", "HD, 1280 × 720", 1280.0, Some(720.0)),
    preset("full-hd", "Full HD, 1920 × 1080", 1920.0, Some(1080.0)),
    preset("4k", "4K, 3840 × 2160", 3840.0, Some(2160.0)),
    preset("square", "Square, 1080 × 1080", 1080.0, Some(1080.0)),
    preset("a4", "A4 upright", 210.0 * MM, Some(297.0 * MM)),
    preset("a4-landscape", "A4 landscape", 297.0 * MM, Some(210.0 * MM)),
    preset("letter", "Letter upright", 816.0, Some(1056.0)),
    preset("letter-landscape", "Letter landscape", 1056.0, Some(816.0)),
];

impl Size {
    /// A size as it is typed: `1600`, `1280x720`, `1280×720` or a preset's word.
    ///
    /// # Errors
    /// If it is none of them, or too small or too large: what was expected.
    pub fn of_text(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if let Some(preset) = PRESETS.iter().find(|p| p.word.eq_ignore_ascii_case(text)) {
            return Ok(preset.size);
        }
        let side = |text: &str| text.trim().parse::<f32>().ok().filter(|n| n.is_finite());
        let typed = match text.split_once(['x', 'X', '×']) {
            Some((width, height)) => side(width).zip(side(height).map(Some)),
            None => side(text).zip(Some(None)),
        };
        let Some((width, height)) = typed else {
            let words = PRESETS.map(|preset| preset.word).join(", ");
            return Err(format!(
                "expected a width such as 1600, both sides such as 1280x720, or one of {words}"
            ));
        };
        let fits = |side: f32, least: f32, most: f32| (least..=most).contains(&side);
        if fits(width, LEAST.x, MOST.x) && height.is_none_or(|h| fits(h, LEAST.y, MOST.y)) {
            Ok(Self { width, height })
        } else {
            Err(format!(
                "a figure is {} to {} wide and {} to {} high",
                LEAST.x, MOST.x, LEAST.y, MOST.y
            ))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_typed_or_named() {
        let size = |text| Size::of_text(text).map(|s| (s.width, s.height));
        assert_eq!(size("1600"), Ok((1600.0, None)));
        assert_eq!(size("1280x720"), Ok((1280.0, Some(720.0))));
        assert_eq!(size(" 1280 × 720 "), Ok((1280.0, Some(720.0))));
        assert_eq!(size("Letter"), Ok((816.0, Some(1056.0))));
        for wrong in [
            "", "x", "1600x", "x720", "wide", "100", "1e9", "inf", "NaN", "-5", "a5",
        ] {
            assert!(size(wrong).is_err(), "{wrong}");
        }
    }
}
