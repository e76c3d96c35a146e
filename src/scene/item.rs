//! What a scene is made of.

use super::key::Key;
use super::text::Style;
use ecolor::Color32;
use emath::{Pos2, Rect, Vec2};
use std::sync::Arc;

/// A picture: items from back to front, in points from the top left.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// Width and height.
    pub size: Vec2,
    /// From back to front.
    pub items: Vec<Item>,
}

/// A mark, and what it stands for.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// What it stands for.
    pub key: Key,
    /// What is drawn.
    pub mark: Mark,
}

/// What can be drawn. Every reader names every variant.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// A rectangle.
    Rect {
        /// Where.
        rect: Rect,
        /// Of the corners.
        radius: f32,
        /// Inside.
        fill: Fill,
        /// The rim, centred on the edge.
        stroke: Stroke,
    },
    /// A disc or ring.
    Disc {
        /// Its middle.
        centre: Pos2,
        /// To the middle of the rim.
        radius: f32,
        /// Inside.
        fill: Color32,
        /// The rim.
        stroke: Stroke,
    },
    /// Lines and curves.
    Path {
        /// The way.
        segments: Arc<[Segment]>,
        /// Inside, by the non-zero rule.
        fill: Color32,
        /// The line.
        stroke: Stroke,
    },
    /// One line of text.
    Text {
        /// The left end of the baseline; text turns round it.
        at: Pos2,
        /// Clockwise, in radians.
        angle: f32,
        /// What it says.
        text: Arc<str>,
        /// How it looks.
        style: Style,
        /// Its measured width in points.
        width: f32,
    },
    /// Many plain rectangles, as one mark.
    Columns(Arc<Columns>),
    /// From here on nothing shows outside the rectangle; none ends it.
    Clip(Option<Rect>),
}

/// Many plain rectangles: a density strip.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Columns {
    /// Each with its colour.
    pub rects: Vec<(Rect, Color32)>,
}

/// A step of a path.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Segment {
    /// Lifts the pen.
    Move(Pos2),
    /// A straight line.
    Line(Pos2),
    /// A quadratic Bézier curve: control point, end.
    Quad(Pos2, Pos2),
    /// A cubic Bézier curve: two control points, end.
    Cubic(Pos2, Pos2, Pos2),
    /// Back to the last `Move`.
    Close,
}

/// What fills a rectangle.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Fill {
    /// Nothing.
    #[default]
    None,
    /// One colour.
    Solid(Color32),
    /// Colours from left to right: places from 0 to 1, rising.
    Fade(Arc<[(f32, Color32)]>),
}

/// A line.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Stroke {
    /// In points; 0: no line.
    pub width: f32,
    /// Its colour.
    pub colour: Color32,
    /// Its pattern.
    pub dash: Dash,
}

/// A line's pattern: lengths of dash and gap, in points; `SOLID` where both are 0.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Dash(pub f32, pub f32);

impl Dash {
    /// No gaps.
    pub const SOLID: Self = Self(0.0, 0.0);
    /// One source.
    pub const SINGLE: Self = Self(6.0, 4.0);
    /// A possible bar.
    pub const POSSIBLE_BAR: Self = Self(4.0, 3.0);
    /// A possible point.
    pub const POSSIBLE_POINT: Self = Self(2.2, 1.8);
    /// An approximate date.
    pub const APPROXIMATE: Self = Self(3.0, 2.5);
    /// The edge of a period.
    pub const PERIOD: Self = Self(1.0, 3.0);

    /// Whether there are gaps.
    pub fn is_dashed(self) -> bool {
        self.0 > 0.0 && self.1 > 0.0
    }

    /// A claim's dots on a tie of this width.
    pub fn claimed(width: f32) -> Self {
        Self(1.5, 1.5 + width)
    }
}

impl Stroke {
    /// No line.
    pub const NONE: Self = Self {
        width: 0.0,
        colour: Color32::TRANSPARENT,
        dash: Dash::SOLID,
    };

    /// A solid line.
    pub const fn new(width: f32, colour: Color32) -> Self {
        Self {
            width,
            colour,
            dash: Dash::SOLID,
        }
    }

    /// The same line with a pattern.
    #[must_use]
    pub const fn dashed(self, dash: Dash) -> Self {
        Self { dash, ..self }
    }

    /// Whether it can be seen.
    pub fn is_visible(self) -> bool {
        self.width > 0.0 && self.colour.a() > 0
    }
}

impl From<Color32> for Fill {
    fn from(colour: Color32) -> Self {
        if colour.a() == 0 {
            Self::None
        } else {
            Self::Solid(colour)
        }
    }
}

impl Scene {
    /// An empty picture.
    pub fn new(size: Vec2) -> Self {
        Self {
            size,
            items: Vec::new(),
        }
    }

    /// Adds a mark on top.
    pub fn add(&mut self, key: Key, mark: Mark) {
        self.items.push(Item { key, mark });
    }

    /// Adds a rectangle.
    pub fn rect(
        &mut self,
        key: Key,
        rect: Rect,
        radius: f32,
        fill: impl Into<Fill>,
        stroke: Stroke,
    ) {
        let fill = fill.into();
        self.add(
            key,
            Mark::Rect {
                rect,
                radius,
                fill,
                stroke,
            },
        );
    }

    /// Adds a disc.
    pub fn disc(&mut self, key: Key, centre: Pos2, radius: f32, fill: Color32, stroke: Stroke) {
        self.add(
            key,
            Mark::Disc {
                centre,
                radius,
                fill,
                stroke,
            },
        );
    }

    /// Adds a straight line.
    pub fn line(&mut self, key: Key, from: Pos2, to: Pos2, stroke: Stroke) {
        self.path(
            key,
            [Segment::Move(from), Segment::Line(to)],
            Color32::TRANSPARENT,
            stroke,
        );
    }

    /// Adds a path.
    pub fn path(
        &mut self,
        key: Key,
        segments: impl Into<Arc<[Segment]>>,
        fill: Color32,
        stroke: Stroke,
    ) {
        self.add(
            key,
            Mark::Path {
                segments: segments.into(),
                fill,
                stroke,
            },
        );
    }

    /// Adds another picture at a place, clipped to it. Its own clips stay inside.
    pub fn inset(&mut self, other: &Self, at: Pos2) {
        let frame = Rect::from_min_size(at, other.size);
        self.add(Key::None, Mark::Clip(Some(frame)));
        for item in &other.items {
            let mut item = item.moved(at.to_vec2());
            if let Mark::Clip(clip) = &mut item.mark {
                *clip = Some(clip.map_or(frame, |inner| inner.intersect(frame)));
            }
            self.items.push(item);
        }
        self.add(Key::None, Mark::Clip(None));
    }
}

impl Item {
    /// The same item elsewhere.
    #[must_use]
    pub fn moved(&self, by: Vec2) -> Self {
        let mark = match self.mark.clone() {
            Mark::Rect {
                rect,
                radius,
                fill,
                stroke,
            } => Mark::Rect {
                rect: rect.translate(by),
                radius,
                fill,
                stroke,
            },
            Mark::Disc {
                centre,
                radius,
                fill,
                stroke,
            } => Mark::Disc {
                centre: centre + by,
                radius,
                fill,
                stroke,
            },
            Mark::Path {
                segments,
                fill,
                stroke,
            } => Mark::Path {
                segments: segments.iter().map(|s| s.moved(by)).collect(),
                fill,
                stroke,
            },
            Mark::Text {
                at,
                angle,
                text,
                style,
                width,
            } => Mark::Text {
                at: at + by,
                angle,
                text,
                style,
                width,
            },
            Mark::Columns(columns) => Mark::Columns(Arc::new(Columns {
                rects: columns
                    .rects
                    .iter()
                    .map(|(r, c)| (r.translate(by), *c))
                    .collect(),
            })),
            Mark::Clip(rect) => Mark::Clip(rect.map(|r| r.translate(by))),
        };
        Self {
            key: self.key,
            mark,
        }
    }
}

impl Segment {
    /// The same step elsewhere.
    #[must_use]
    pub fn moved(self, by: Vec2) -> Self {
        match self {
            Self::Move(to) => Self::Move(to + by),
            Self::Line(to) => Self::Line(to + by),
            Self::Quad(c, to) => Self::Quad(c + by, to + by),
            Self::Cubic(c, d, to) => Self::Cubic(c + by, d + by, to + by),
            Self::Close => Self::Close,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_in_a_picture_stays_in_its_frame() {
        let rect = |x, y| Rect::from_min_size(Pos2::new(x, y), Vec2::splat(10.0));
        let mut inner = Scene::new(Vec2::splat(15.0));
        inner.add(Key::None, Mark::Clip(Some(rect(10.0, 0.0))));
        inner.add(Key::None, Mark::Clip(None));
        let mut outer = Scene::new(Vec2::splat(100.0));
        outer.inset(&inner, Pos2::new(50.0, 50.0));
        let frame = Rect::from_min_size(Pos2::new(50.0, 50.0), inner.size);
        let clips: Vec<_> = outer.items.iter().map(|item| item.mark.clone()).collect();
        let kept = Rect::from_min_max(Pos2::new(60.0, 50.0), Pos2::new(65.0, 60.0));
        let expected = [Some(frame), Some(kept), Some(frame), None].map(Mark::Clip);
        assert_eq!(clips, expected);
    }

    #[test]
    fn an_item_stays_small() {
        assert!(size_of::<Item>() <= 88, "{} bytes", size_of::<Item>());
    }
}
