//! What a scene is made of.

use super::key::Key;
use super::text::{Measure, Style, one_line};
use ecolor::Color32;
use emath::{Align, Pos2, Rect, Vec2, pos2};
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
    /// On a page the events that it counts, by their handles: an exported SVG tells which.
    pub events: Vec<u32>,
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
    /// Some time in it, or one of several dates.
    pub const DOTTED: Self = Self(1.5, 2.5);
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

    /// The same line, `scale` times as wide, its pattern too.
    #[must_use]
    pub fn scaled(self, scale: f32) -> Self {
        Self {
            width: self.width * scale,
            colour: self.colour,
            dash: Dash(self.dash.0 * scale, self.dash.1 * scale),
        }
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
        let segments = [Segment::Move(from), Segment::Line(to)];
        self.path(key, segments, Color32::TRANSPARENT, stroke);
    }

    /// Adds a level line.
    pub fn hline(&mut self, key: Key, (left, right): (f32, f32), y: f32, stroke: Stroke) {
        self.line(key, pos2(left, y), pos2(right, y), stroke);
    }

    /// Adds an upright line.
    pub fn vline(&mut self, key: Key, x: f32, (top, bottom): (f32, f32), stroke: Stroke) {
        self.line(key, pos2(x, top), pos2(x, bottom), stroke);
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

    /// Adds another picture at a place, clipped to it.
    pub fn inset(&mut self, other: &Self, at: Pos2) {
        self.inset_scaled(other, at, 1.0);
    }

    /// Adds another picture at a place, `scale` times as large, clipped to it.
    pub fn inset_scaled(&mut self, other: &Self, at: Pos2, scale: f32) {
        let whole = Rect::from_min_size(at, other.size * scale);
        self.add(Key::None, Mark::Clip(Some(whole)));
        for item in &other.items {
            let mut item = item.scaled(scale, at.to_vec2());
            if let Mark::Clip(clip) = &mut item.mark {
                *clip = Some(clip.map_or(whole, |inner| inner.intersect(whole)));
            }
            self.items.push(item);
        }
        self.add(Key::None, Mark::Clip(None));
    }

    /// The same picture, `scale` times as large.
    #[must_use]
    pub fn scaled(&self, scale: f32) -> Self {
        let items = self.items.iter();
        Self {
            size: self.size * scale,
            items: items.map(|item| item.scaled(scale, Vec2::ZERO)).collect(),
        }
    }
}

impl Item {
    /// The same item `scale` times as large and as far from the corner, then moved.
    #[must_use]
    pub fn scaled(&self, scale: f32, by: Vec2) -> Self {
        let place = |at: Pos2| (at.to_vec2() * scale + by).to_pos2();
        let rect_of = |rect: Rect| Rect::from_min_max(place(rect.min), place(rect.max));
        let mut item = self.clone();
        match &mut item.mark {
            Mark::Rect {
                rect,
                radius,
                stroke,
                ..
            } => {
                *rect = rect_of(*rect);
                *radius *= scale;
                *stroke = stroke.scaled(scale);
            }
            Mark::Disc {
                centre,
                radius,
                stroke,
                ..
            } => {
                *centre = place(*centre);
                *radius *= scale;
                *stroke = stroke.scaled(scale);
            }
            Mark::Path {
                segments, stroke, ..
            } => {
                *segments = segments.iter().map(|s| s.map(place)).collect();
                *stroke = stroke.scaled(scale);
            }
            Mark::Text {
                at, style, width, ..
            } => {
                *at = place(*at);
                style.size *= scale;
                *width *= scale;
            }
            Mark::Columns(columns) => {
                for (rect, _) in &mut Arc::make_mut(columns).rects {
                    *rect = rect_of(*rect);
                }
            }
            Mark::Clip(rect) => *rect = rect.map(rect_of),
        }
        item
    }
}

impl Segment {
    /// The steps along straight lines from the first point to the last.
    pub fn polyline(points: impl IntoIterator<Item = Pos2>) -> Vec<Self> {
        let mut points = points.into_iter();
        let first = points.next().map(Self::Move);
        first.into_iter().chain(points.map(Self::Line)).collect()
    }

    /// The same, and back to the first.
    pub fn polygon(points: impl IntoIterator<Item = Pos2>) -> Vec<Self> {
        let mut segments = Self::polyline(points);
        segments.push(Self::Close);
        segments
    }

    /// The same step with each of its points elsewhere.
    #[must_use]
    pub fn map(self, place: impl Fn(Pos2) -> Pos2) -> Self {
        match self {
            Self::Move(to) => Self::Move(place(to)),
            Self::Line(to) => Self::Line(place(to)),
            Self::Quad(c, to) => Self::Quad(place(c), place(to)),
            Self::Cubic(c, d, to) => Self::Cubic(place(c), place(d), place(to)),
            Self::Close => Self::Close,
        }
    }
}

impl Scene {
    /// Adds a line of text whose baseline begins at a point. Gives its width.
    pub fn text(&mut self, key: Key, at: Pos2, text: &str, style: Style, measure: &Measure) -> f32 {
        let width = measure.width(text, style.size, style.weight);
        self.add(
            key,
            Mark::Text {
                at,
                angle: 0.0,
                text: one_line(text).as_ref().into(),
                style,
                width,
            },
        );
        width
    }

    /// Adds a line of text that ends at a point, or has its middle there.
    pub fn text_aligned(
        &mut self,
        key: Key,
        at: Pos2,
        align: Align,
        text: &str,
        style: Style,
        measure: &Measure,
    ) -> f32 {
        let width = measure.width(text, style.size, style.weight);
        let x = match align {
            Align::Min => at.x,
            Align::Center => at.x - width / 2.0,
            Align::Max => at.x - width,
        };
        self.text(key, Pos2::new(x, at.y), text, style, measure)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_in_a_picture_keeps_within_it() {
        let mut inner = Scene::new(emath::vec2(100.0, 50.0));
        inner.line(
            Key::Event(1),
            pos2(10.0, 10.0),
            pos2(20.0, 10.0),
            Stroke::new(2.0, Color32::RED).dashed(Dash(3.0, 1.0)),
        );
        let wide = Rect::from_min_max(pos2(90.0, 0.0), pos2(300.0, 50.0));
        inner.add(Key::None, Mark::Clip(Some(wide)));
        inner.add(Key::None, Mark::Clip(None));
        let mut outer = Scene::new(emath::vec2(300.0, 300.0));
        outer.inset_scaled(&inner, pos2(5.0, 5.0), 2.0);
        let clips = outer.items.iter().filter_map(|item| {
            let Mark::Clip(clip) = item.mark else {
                return None;
            };
            Some(clip)
        });
        let whole = Rect::from_min_max(pos2(5.0, 5.0), pos2(205.0, 105.0));
        let part = whole.with_min_x(185.0);
        let expected = [Some(whole), Some(part), Some(whole), None];
        assert_eq!(clips.collect::<Vec<_>>(), expected);
        let Mark::Path {
            segments, stroke, ..
        } = &outer.items[1].mark
        else {
            panic!("the line is next");
        };
        assert_eq!(segments[1], Segment::Line(pos2(45.0, 25.0)));
        assert_eq!((stroke.width, stroke.dash), (4.0, Dash(6.0, 2.0)));
        assert_eq!(outer.items[1].key, Key::Event(1));
    }

    #[test]
    fn an_item_stays_small() {
        assert!(size_of::<Item>() <= 88, "{} bytes", size_of::<Item>());
    }
}
