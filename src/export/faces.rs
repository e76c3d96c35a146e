//! Which face draws each character: the bundled ones, and the system's for what they lack, exactly
//! as on the screen.

use crate::scene::text::{FAMILY, definitions, one_line};
use crate::scene::{Mark, Measure, Scene, Weight};
use epaint::text::FontInsert;
use resvg::usvg::fontdb::{Database, FaceInfo, Source};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The faces of a scene's texts.
pub struct Faces {
    database: Database,
    /// CSS family and weight of each face that is not bundled.
    others: Vec<Other>,
    /// What the bundled faces lack, with the place in `others`.
    by_character: BTreeMap<(Weight, char), usize>,
}

/// A face of the system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Other {
    /// As CSS calls it.
    pub family: String,
    /// From 1 to 1000.
    pub weight: u16,
}

/// A part of a text that one face draws.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Run<'a> {
    /// The part.
    pub text: &'a str,
    /// None: the bundled face.
    pub face: Option<&'a Other>,
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
            all.extend(one_line(text).chars().filter(|c| !c.is_ascii()));
        }
        let (named, discovered) = look_up(&wanted, measure);
        let mut faces = Self {
            database: bundled(),
            others: Vec::new(),
            by_character: BTreeMap::new(),
        };
        let mut places: BTreeMap<String, Option<usize>> = BTreeMap::new();
        for (character, name) in named {
            let place = *places.entry(name).or_insert_with_key(|name| {
                let font = discovered.iter().find(|font| font.name == *name)?;
                let info = face_info(font)?;
                let other = Other {
                    family: info.families.first()?.0.clone(),
                    weight: info.weight.0,
                };
                faces.database.push_face_info(info);
                faces.others.push(other);
                Some(faces.others.len() - 1)
            });
            if let Some(place) = place {
                faces.by_character.insert(character, place);
            }
        }
        faces
    }

    /// Every face, for usvg.
    pub fn database(self) -> Arc<Database> {
        Arc::new(self.database)
    }

    /// A text in parts of one face each.
    pub fn runs<'a>(&'a self, text: &'a str, weight: Weight) -> Vec<Run<'a>> {
        let mut runs: Vec<Run<'a>> = Vec::new();
        if self.others.is_empty() || text.is_ascii() {
            runs.push(Run { text, face: None });
            return runs;
        }
        let (mut start, mut current, mut is_joined) = (0, None, false);
        for (place, c) in text.char_indices() {
            let face = if is_joined || joins(c) {
                current
            } else {
                self.by_character.get(&(weight, c)).copied()
            };
            is_joined = c == ZERO_WIDTH_JOINER;
            if face != current {
                self.cut(text, start, place, current, &mut runs);
                (start, current) = (place, face);
            }
        }
        self.cut(text, start, text.len(), current, &mut runs);
        runs
    }

    fn cut<'a>(
        &'a self,
        text: &'a str,
        start: usize,
        end: usize,
        face: Option<usize>,
        runs: &mut Vec<Run<'a>>,
    ) {
        let part = text.get(start..end).unwrap_or_default();
        if !part.is_empty() {
            let face = face.and_then(|place| self.others.get(place));
            runs.push(Run { text: part, face });
        }
    }
}

const ZERO_WIDTH_JOINER: char = '\u{200d}';

/// Whether a character belongs to the one before it, and is drawn by its face.
fn joins(c: char) -> bool {
    matches!(c, ZERO_WIDTH_JOINER | '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}')
        || unicode_normalization::char::is_combining_mark(c)
}

type Named = BTreeMap<(Weight, char), String>;

/// The name of the face of each character that the bundled faces lack, and the system's faces.
fn look_up(
    wanted: &BTreeMap<Weight, BTreeSet<char>>,
    measure: &Measure,
) -> (Named, Vec<FontInsert>) {
    let bundled = definitions().font_data;
    measure.with_fonts(|fonts| {
        let mut named = Named::new();
        for (weight, characters) in wanted {
            let mut view = fonts.with_pixels_per_point(1.0);
            let known = view.characters(&weight.family());
            for c in characters {
                let name = known.get(c).and_then(|names| names.first());
                if let Some(name) = name.filter(|name| !bundled.contains_key(*name)) {
                    named.insert((*weight, *c), name.clone());
                }
            }
        }
        (named, fonts.discovered_fonts().to_vec())
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
