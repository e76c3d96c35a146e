//! Text without a window: how wide it is, and which face each character has.

use ecolor::Color32;
use egui_system_font_provider::SystemFontProvider;
use epaint::mutex::Mutex;
use epaint::text::{
    FontData, FontDefinitions, FontFamily, FontId, FontProvider, Fonts, LayoutJob, TextFormat,
    TextOptions,
};
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;
use unicode_bidi::{BidiInfo, Level};

/// The name of the bundled faces: Inter with tabular figures.
pub const FAMILY: &str = "Detente Sans";

/// How bold a text is: the three bundled faces.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// 400
    #[default]
    Regular,
    /// 500
    Medium,
    /// 600
    SemiBold,
}

/// How a text looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Style {
    /// In points.
    pub size: f32,
    /// How bold.
    pub weight: Weight,
    /// Its colour.
    pub colour: Color32,
}

impl Style {
    /// A style.
    pub const fn new(size: f32, weight: Weight, colour: Color32) -> Self {
        Self {
            size,
            weight,
            colour,
        }
    }
}

impl Weight {
    /// The family under which the window's fonts know this face.
    pub fn family(self) -> FontFamily {
        match self {
            Self::Regular => FontFamily::Proportional,
            Self::Medium => FontFamily::Name("medium".into()),
            Self::SemiBold => FontFamily::Name("semibold".into()),
        }
    }

    /// The weight in CSS.
    pub const fn css(self) -> u16 {
        match self {
            Self::Regular => 400,
            Self::Medium => 500,
            Self::SemiBold => 600,
        }
    }
}

/// The bundled faces, and nothing else: other scripts come from the system's fonts.
pub fn definitions() -> FontDefinitions {
    let faces: [(&str, &'static [u8], FontFamily); 3] = [
        (
            "Detente Sans Regular",
            include_bytes!("../../assets/fonts/DetenteSans-Regular.otf"),
            Weight::Regular.family(),
        ),
        (
            "Detente Sans Medium",
            include_bytes!("../../assets/fonts/DetenteSans-Medium.otf"),
            Weight::Medium.family(),
        ),
        (
            "Detente Sans SemiBold",
            include_bytes!("../../assets/fonts/DetenteSans-SemiBold.otf"),
            Weight::SemiBold.family(),
        ),
    ];
    let mut all = FontDefinitions::empty();
    for (name, bytes, family) in faces {
        all.font_data
            .insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
        all.families.insert(family, vec![name.to_owned()]);
    }
    let regular = vec!["Detente Sans Regular".to_owned()];
    all.families.insert(FontFamily::Monospace, regular);
    all
}

/// Longest text that is shaped for a label; what follows could not be seen anyway.
const LONGEST: usize = 600;

/// A text as one line: control characters and line breaks become spaces, and the rest of a text
/// that no label could hold is left off.
pub fn one_line(text: &str) -> Cow<'_, str> {
    let end = text.char_indices().nth(LONGEST);
    let cut = end.map_or(text, |(end, _)| text.split_at(end).0);
    if cut.chars().any(char::is_control) {
        let spaced = cut.chars().map(|c| if c.is_control() { ' ' } else { c });
        Cow::Owned(spaced.collect())
    } else {
        Cow::Borrowed(cut)
    }
}

/// A line of text, ready to be laid out. epaint shapes each run of a script but does not order
/// right-to-left words (UAX 9), so they are put into visual order here.
pub fn job(text: &str, style: Style) -> LayoutJob {
    let format = TextFormat {
        font_id: FontId::new(style.size, style.weight.family()),
        color: style.colour,
        ..TextFormat::default()
    };
    let mut job = LayoutJob {
        round_output_to_gui: false,
        break_on_newline: false,
        ..LayoutJob::default()
    };
    for piece in visual_pieces(&one_line(text)) {
        job.append(&piece, 0.0, format.clone());
    }
    job
}

/// The words of a line from left to right; what reads from left to right stays in one piece.
fn visual_pieces(text: &str) -> Vec<String> {
    let bidi = BidiInfo::new(text, None);
    let Some(paragraph) = bidi.paragraphs.first().filter(|_| bidi.has_rtl()) else {
        return vec![text.to_owned()];
    };
    let (levels, runs) = bidi.visual_runs(paragraph, paragraph.range.clone());
    let mut pieces = Vec::new();
    for run in runs {
        let is_rtl = levels.get(run.start).is_some_and(Level::is_rtl);
        let part = text.get(run).unwrap_or_default();
        if is_rtl {
            pieces.extend(part.split_inclusive(' ').rev().map(|word| {
                // A word keeps its space, on the side that is now between the words.
                word.strip_suffix(' ')
                    .map_or_else(|| word.to_owned(), |w| format!(" {w}"))
            }));
        } else {
            pieces.push(part.to_owned());
        }
    }
    pieces
}

type Widths = HashMap<(Weight, u32, Box<str>), f32, foldhash::fast::FixedState>;

/// Most widths to remember before forgetting all of them.
const REMEMBERED: usize = 200_000;

/// Measures text, and remembers what it measured. Works on any thread, without a window.
pub struct Measure {
    fonts: Mutex<Fonts>,
    widths: Mutex<Widths>,
}

impl Default for Measure {
    fn default() -> Self {
        Self::new()
    }
}

impl Measure {
    /// With the bundled faces, and the system's for other scripts.
    pub fn new() -> Self {
        let system: Arc<dyn FontProvider> = Arc::new(SystemFontProvider::new());
        // Without hinting: the same widths at every scale.
        let options = TextOptions {
            font_hinting: false,
            ..TextOptions::default()
        };
        let fonts = Fonts::new(options, definitions());
        Self {
            fonts: Mutex::new(fonts.with_font_providers(vec![system])),
            widths: Mutex::default(),
        }
    }

    /// The width of one line of text, in points.
    pub fn width(&self, text: &str, size: f32, weight: Weight) -> f32 {
        let text = one_line(text);
        let key = (weight, size.to_bits(), text.as_ref().into());
        if let Some(width) = self.widths.lock().get(&key) {
            return *width;
        }
        let style = Style::new(size, weight, Color32::BLACK);
        // Uncached, since epaint would keep every galley of a long export.
        let job = Arc::new(job(&text, style));
        let width = self.fonts.lock().layout_uncached(1.0, job).rect.width();
        let mut widths = self.widths.lock();
        if widths.len() >= REMEMBERED {
            widths.clear();
        }
        widths.insert(key, width);
        width
    }

    /// A text that fits a width, cut with an ellipsis if it must be, and its own width. None if
    /// not even one letter fits.
    pub fn fit(&self, text: &str, style: Style, room: f32) -> Option<(Arc<str>, f32)> {
        let line = one_line(text);
        let width = self.width(&line, style.size, style.weight);
        if width <= room {
            return Some((line.as_ref().into(), width));
        }
        let ends: Vec<usize> = line.char_indices().map(|(n, c)| n + c.len_utf8()).collect();
        let cut = |letters: usize| {
            let end = letters.checked_sub(1).and_then(|n| ends.get(n)).copied();
            let kept = line.get(..end.unwrap_or(0)).unwrap_or_default().trim_end();
            format!("{kept}…")
        };
        // Widths grow with the letters, so the last cut that fits is found by halving.
        let (mut low, mut high) = (0, ends.len());
        while low + 1 < high {
            let middle = usize::midpoint(low, high);
            if self.width(&cut(middle), style.size, style.weight) <= room {
                low = middle;
            } else {
                high = middle;
            }
        }
        (low > 0).then(|| {
            let text = cut(low);
            let width = self.width(&text, style.size, style.weight);
            (text.into(), width)
        })
    }

    /// Asks epaint itself; for those who need more than a width.
    pub fn with_fonts<R>(&self, ask: impl FnOnce(&mut Fonts) -> R) -> R {
        ask(&mut self.fonts.lock())
    }
}

/// How far the baseline of a text stands below the middle of the line that it is to be centred in:
/// half the height of Inter's capitals (1490 of 2048 units).
pub fn baseline_drop(size: f32) -> f32 {
    size * 0.364
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_tabular() {
        let measure = Measure::new();
        let width = |text| measure.width(text, 13.0, Weight::Regular);
        assert!((width("11111") - width("88888")).abs() < 0.01);
        assert!(width("Detente") > 30.0);
    }

    #[test]
    fn a_cut_text_fits_and_says_that_it_is_cut() {
        let measure = Measure::new();
        let style = Style::new(11.5, Weight::Medium, Color32::BLACK);
        let long = "Says a three-way meeting could matter more".repeat(3000);
        let (text, width) = measure.fit(&long, style, 90.0).unwrap();
        assert!(width <= 90.0 && width > 70.0, "{width}");
        assert!(text.ends_with('…') && text.starts_with("Says"));
        assert_eq!(&*measure.fit("Short", style, 90.0).unwrap().0, "Short");
        assert!(measure.fit("Wide", style, 3.0).is_none());
    }

    #[test]
    fn right_to_left_words_are_put_in_visual_order() {
        assert_eq!(visual_pieces("plain text"), ["plain text"]);
        let pieces = visual_pieces("שלום עולם טוב").concat();
        assert!(pieces.starts_with("טוב"), "{pieces:?}");
        assert!(pieces.ends_with("שלום"), "{pieces:?}");
        let mixed = visual_pieces("Talks שלום עולם end").concat();
        assert!(mixed.starts_with("Talks "), "{mixed:?}");
        assert!(mixed.ends_with("end"), "{mixed:?}");
    }

    #[test]
    fn control_characters_become_spaces() {
        assert_eq!(one_line("a\nb\u{7}c"), "a b c");
    }
}
