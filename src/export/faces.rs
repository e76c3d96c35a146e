//! Which face draws each character: the bundled ones, and the system's for what they lack, exactly
//! as on the screen.

use crate::scene::text::{FAMILY, definitions, one_line};
use crate::scene::{Mark, Measure, Scene, Style, Weight};
use epaint::text::FontInsert;
use resvg::usvg::fontdb::{Database, FaceInfo, Source};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;
use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};
use unicode_normalization::char::compose;
use unicode_segmentation::UnicodeSegmentation;

/// The faces of a scene's texts.
pub struct Faces {
    database: Database,
    /// CSS family and weight of each face that is not bundled.
    others: Vec<Other>,
    /// What the bundled faces lack, with the place in `others`.
    by_character: BTreeMap<(Weight, char), usize>,
    /// The names of the faces that have a character, the one that draws it first.
    having: Having,
}

type Having = BTreeMap<(Weight, char), Vec<String>>;

/// A face of the system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Other {
    /// As CSS calls it.
    pub family: String,
    /// From 1 to 1000.
    pub weight: u16,
    /// Whether it can draw the spaces between its words.
    has_space: bool,
}

/// A range of a line, and the place of its face in `others`.
type Part = (Range<usize>, Option<usize>);

/// A part of a line that one face draws in one direction.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Piece<'a> {
    /// The part, as it is read.
    pub text: &'a str,
    /// None: the bundled face.
    pub face: Option<&'a Other>,
    /// Whether it runs from the right to the left, and would not without being told: its first or
    /// last character has no direction of its own.
    pub needs_rtl: bool,
    /// Its left end, from that of the line.
    pub x: f32,
    /// Its width; 0 where nothing is to be fitted into it.
    pub width: f32,
}

impl Faces {
    /// Looks up every character of a scene's texts.
    pub fn of(scene: &Scene, measure: &Measure) -> Self {
        let mut wanted: BTreeMap<Weight, BTreeSet<char>> = BTreeMap::new();
        for item in &scene.items {
            let Mark::Text { text, style, .. } = &item.mark else {
                continue;
            };
            if text.is_ascii() {
                continue;
            }
            // What the system has is known once a text was laid out with it.
            measure.width(text, style.size, style.weight);
            let all = wanted.entry(style.weight).or_default();
            all.extend(one_line(text).chars());
        }
        let (having, spaced, discovered) = look_up(&wanted, measure);
        let bundled_names = definitions().font_data;
        let mut faces = Self {
            database: bundled(),
            others: Vec::new(),
            by_character: BTreeMap::new(),
            having: Having::new(),
        };
        let mut places: BTreeMap<String, Option<usize>> = BTreeMap::new();
        for (character, names) in &having {
            let name = names.first().filter(|n| !bundled_names.contains_key(*n));
            let Some(name) = name else { continue };
            let place = *places.entry(name.clone()).or_insert_with_key(|name| {
                let font = discovered.iter().find(|font| font.name == *name)?;
                let info = face_info(font)?;
                let other = Other {
                    family: info.families.first()?.0.clone(),
                    weight: info.weight.0,
                    has_space: spaced.contains(name),
                };
                faces.database.push_face_info(info);
                faces.others.push(other);
                Some(faces.others.len() - 1)
            });
            if let Some(place) = place {
                faces.by_character.insert(*character, place);
            }
        }
        faces.having = having;
        faces
    }

    /// A text as it is drawn: of a sign of several characters (Unicode annex 29), what its face
    /// lacks is left out, and a sign that no face has is one box, as on the screen. (usvg would
    /// draw a box for each character, beyond what was measured.)
    pub fn drawn<'a>(&self, text: &'a str, weight: Weight) -> Cow<'a, str> {
        if text.is_ascii() {
            return Cow::Borrowed(text);
        }
        let names = |c| self.having.get(&(weight, c)).map_or(&[][..], Vec::as_slice);
        let mut drawn = String::with_capacity(text.len());
        for sign in text.graphemes(true) {
            let (mut face, mut before, mut is_cut) = (None, None, false);
            for c in sign.chars() {
                let is_drawn = match before {
                    None => true,
                    Some(before) => {
                        let has = face.is_some_and(|face| names(c).contains(face));
                        face.is_some() && (has || is_unseen(c) || compose(before, c).is_some())
                    }
                };
                if is_drawn {
                    face = face.or(names(c).first());
                    before = Some(c);
                    drawn.push(c);
                }
                is_cut |= !is_drawn;
            }
            if is_cut {
                // Two halves of flags would be a flag.
                drawn.push(ZERO_WIDTH_SPACE);
            }
        }
        Cow::Owned(drawn)
    }

    /// Pieces for usvg, which takes a sign of several glyphs for as wide as the widest of them:
    /// where scripts have such signs, each is a piece of its own.
    pub fn signs<'a>(pieces: Vec<Piece<'a>>, style: Style, measure: &Measure) -> Vec<Piece<'a>> {
        let mut signs = Vec::with_capacity(pieces.len());
        for piece in pieces {
            if !piece.text.chars().any(has_wide_signs) {
                signs.push(piece);
                continue;
            }
            let mut x = piece.x;
            for text in piece.text.graphemes(true) {
                // Without a width: it would be made of the gaps between the parts of a sign.
                let width = 0.0;
                signs.push(Piece {
                    text,
                    x,
                    width,
                    ..piece
                });
                x += measure.width(text, style.size, style.weight);
            }
        }
        signs
    }

    /// Every face, for usvg.
    pub fn database(self) -> Arc<Database> {
        Arc::new(self.database)
    }

    /// A line in parts of one face and one direction, in the order in which they are read. None:
    /// the bundled face draws it from left to right in one go.
    pub fn pieces<'a>(
        &'a self,
        line: &'a str,
        style: Style,
        measure: &Measure,
    ) -> Option<Vec<Piece<'a>>> {
        if line.is_ascii() {
            return None;
        }
        let bidi = BidiInfo::new(line, None);
        let first = bidi.paragraphs.first().filter(|_| bidi.has_rtl());
        let (levels, runs) = first.map_or_else(
            || (Vec::new(), std::iter::once(0..line.len()).collect()),
            |first| bidi.visual_runs(first, first.range.clone()),
        );
        let (mut pieces, mut x) = (Vec::new(), 0.0);
        for run in runs {
            let is_rtl = levels.get(run.start).is_some_and(Level::is_rtl);
            let mut parts = self.parts(line, run, style.weight);
            if is_rtl {
                parts.reverse();
            }
            for (range, face) in parts {
                let text = line.get(range.clone()).unwrap_or_default();
                let width = measure.width(text, style.size, style.weight);
                let face = face.and_then(|place| self.others.get(place));
                let piece = Piece {
                    text,
                    face,
                    needs_rtl: is_rtl && !is_rtl_by_itself(text),
                    x,
                    width,
                };
                pieces.push((range.start, piece));
                x += width;
            }
        }
        pieces.sort_by_key(|(start, _)| *start);
        let pieces: Vec<_> = pieces.into_iter().map(|(_, piece)| piece).collect();
        let is_plain =
            first.is_none() && matches!(pieces.as_slice(), [] | [Piece { face: None, .. }]);
        (!is_plain).then_some(pieces)
    }

    /// The parts of a range with one face each.
    fn parts(&self, line: &str, range: Range<usize>, weight: Weight) -> Vec<Part> {
        let text = line.get(range.clone()).unwrap_or_default();
        let mut parts: Vec<Part> = Vec::new();
        for (place, sign) in text.grapheme_indices(true) {
            let start = range.start + place;
            let end = start + sign.len();
            let first = sign.chars().next();
            let own = first.and_then(|c| self.by_character.get(&(weight, c)).copied());
            match parts.last_mut() {
                Some((part, face)) if *face == own || first.is_some_and(is_unseen) => {
                    part.end = end
                }
                _ => parts.push((start..end, own)),
            }
        }
        self.with_their_spaces(line, parts)
    }

    /// Words of one face keep together: it draws the spaces between them too.
    fn with_their_spaces(&self, line: &str, parts: Vec<Part>) -> Vec<Part> {
        let has_space = |face: Option<usize>| {
            let other = face.and_then(|place| self.others.get(place));
            other.is_some_and(|other| other.has_space)
        };
        let mut joined: Vec<Part> = Vec::new();
        for part in parts {
            if let [.., (word, before), (space, _)] = joined.as_mut_slice()
                && *before == part.1
                && has_space(*before)
                && line.get(space.clone()).is_some_and(|s| s.trim().is_empty())
            {
                word.end = part.0.end;
                joined.pop();
            } else {
                joined.push(part);
            }
        }
        joined
    }
}

const ZERO_WIDTH_SPACE: char = '\u{200b}';

/// Whether a character is of a script that joins letters to signs of several glyphs side by side:
/// those of India, Thai, Lao, Tibetan, Burmese and Khmer.
fn has_wide_signs(c: char) -> bool {
    matches!(c, '\u{900}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
}

/// Whether a text begins and ends with a letter that is read from the right.
fn is_rtl_by_itself(text: &str) -> bool {
    let is_letter =
        |c: Option<char>| c.is_some_and(|c| matches!(bidi_class(c), BidiClass::R | BidiClass::AL));
    is_letter(text.chars().next()) && is_letter(text.chars().next_back())
}

/// Whether a character is not seen: joiners, marks of direction and selectors. It is left to the
/// face of what stands before it.
fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
            | '\u{fe00}'..='\u{fe0f}'
    )
}

/// The names of the faces that have each character, the names of those that have a space, and the
/// system's faces.
fn look_up(
    wanted: &BTreeMap<Weight, BTreeSet<char>>,
    measure: &Measure,
) -> (Having, BTreeSet<String>, Vec<FontInsert>) {
    measure.with_fonts(|fonts| {
        let (mut having, mut spaced) = (Having::new(), BTreeSet::new());
        for (weight, characters) in wanted {
            let mut view = fonts.with_pixels_per_point(1.0);
            let known = view.characters(&weight.family());
            spaced.extend(known.get(&' ').into_iter().flatten().cloned());
            for c in characters {
                if let Some(names) = known.get(c) {
                    having.insert((*weight, *c), names.clone());
                }
            }
        }
        (having, spaced, fonts.discovered_fonts().to_vec())
    })
}

/// The bundled faces, which the generic families name too.
fn bundled() -> Database {
    let mut database = Database::new();
    for font in definitions().font_data.values() {
        database.load_font_source(Source::Binary(Arc::clone(&font.font)));
    }
    database.set_sans_serif_family(FAMILY);
    database.set_serif_family(FAMILY);
    database
}

/// One face of a font file, which may hold more.
fn face_info(font: &FontInsert) -> Option<FaceInfo> {
    let mut all = Database::new();
    all.load_font_source(Source::Binary(Arc::clone(&font.data.font)));
    let face = all.faces().find(|face| face.index == font.data.index)?;
    Some(face.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::Color32;

    /// As if the system had two more faces.
    fn faces() -> Faces {
        let other = |family: &str| Other {
            family: family.to_owned(),
            weight: 400,
            has_space: true,
        };
        let lacking = [
            ('👩', 0),
            ('❤', 1),
            ('北', 1),
            ('京', 1),
            ('ש', 0),
            ('ל', 0),
        ];
        let having = [
            ('a', "Bundled"),
            ('e', "Bundled"),
            ('👩', "First"),
            ('🏽', "Second"),
        ];
        let by_character = lacking.map(|(c, face)| ((Weight::Regular, c), face));
        Faces {
            database: Database::new(),
            others: vec![other("First"), other("Second")],
            by_character: by_character.into(),
            having: having
                .map(|(c, name)| ((Weight::Regular, c), vec![name.to_owned()]))
                .into(),
        }
    }

    fn pieces(line: &str) -> Option<Vec<(String, Option<String>)>> {
        let style = Style::new(12.0, Weight::Regular, Color32::BLACK);
        let faces = faces();
        let pieces = faces.pieces(line, style, &Measure::new())?;
        let told = |piece: &Piece<'_>| {
            let family = piece.face.map(|face| face.family.clone());
            (piece.text.to_owned(), family)
        };
        Some(pieces.iter().map(told).collect())
    }

    #[test]
    fn each_part_has_its_face() {
        let part = |text: &str, face: &str| {
            let face = (!face.is_empty()).then(|| face.to_owned());
            (text.to_owned(), face)
        };
        assert_eq!(pieces("Plain, déjà vu"), None);
        assert_eq!(
            pieces("in 北 京 now"),
            Some(vec![
                part("in ", ""),
                part("北 京", "Second"),
                part(" now", "")
            ])
        );
        // What a joiner joins keeps the face of what it begins with.
        assert_eq!(
            pieces("a👩\u{200d}❤\u{fe0f}b"),
            Some(vec![
                part("a", ""),
                part("👩\u{200d}❤\u{fe0f}", "First"),
                part("b", "")
            ])
        );
    }

    #[test]
    fn what_the_face_of_a_sign_lacks_is_left_out() {
        let drawn = |text: &'static str| faces().drawn(text, Weight::Regular).into_owned();
        assert_eq!(drawn("a 👨\u{200d}👩\u{200d}👧 b"), "a 👨\u{200b} b");
        assert_eq!(drawn("👨🏽👨"), "👨\u{200b}👨");
        assert_eq!(drawn("👩🏽"), "👩\u{200b}", "its face lacks the tone");
        assert_eq!(drawn("🇺🇸🇷🇺"), "🇺\u{200b}🇷\u{200b}");
        assert_eq!(drawn("👩\u{200d}👩\u{fe0f}"), "👩\u{200d}👩\u{fe0f}");
        assert_eq!(
            drawn("e\u{301}"),
            "e\u{301}",
            "the shaper puts them together"
        );
        assert_eq!(drawn("a\u{20e3}"), "a\u{200b}");
    }

    #[test]
    fn signs_of_several_glyphs_are_drawn_one_by_one() {
        let measure = Measure::new();
        let style = Style::new(12.0, Weight::Regular, Color32::BLACK);
        let piece = |text, x| Piece {
            text,
            face: None,
            needs_rtl: false,
            x,
            width: 30.0,
        };
        let pieces = vec![piece("plain, שלום", 0.0), piece("हिन्दी", 50.0)];
        let signs = Faces::signs(pieces, style, &measure);
        let texts: Vec<&str> = signs.iter().map(|sign| sign.text).collect();
        assert_eq!(texts, ["plain, שלום", "हि", "न्दी"]);
        assert_eq!((signs[0].width, signs[1].x), (30.0, 50.0));
        assert!(signs[2].x > 50.0 && signs[2].width == 0.0);
    }

    #[test]
    fn parts_stand_where_they_are_seen_and_follow_as_they_are_read() {
        let style = Style::new(12.0, Weight::Regular, Color32::BLACK);
        let faces = faces();
        let measure = Measure::new();
        let pieces = faces.pieces("של 25 (ש)", style, &measure).unwrap();
        let texts: String = pieces.iter().map(|piece| piece.text).collect();
        assert_eq!(texts, "של 25 (ש)");
        // The first word is the one on the right.
        assert!(pieces.iter().skip(1).all(|piece| piece.x < pieces[0].x));
        let bracket = pieces
            .iter()
            .find(|piece| piece.text.contains('('))
            .unwrap();
        assert!(bracket.needs_rtl && !pieces[0].needs_rtl);
    }
}
