//! A scene on the screen: the one place where a [`Scene`] becomes egui shapes.
#![warn(clippy::wildcard_enum_match_arm)]

use crate::scene::path::flatten;
use crate::scene::text::job;
use crate::scene::{Dash, Fill, Key, Mark, Pos2, Rect, Scene, Stroke, Vec2, pos2};
use egui::epaint::{Mesh, PathShape, PathStroke, RectShape, TextShape};
use egui::{Color32, CornerRadius, Painter, Shape, StrokeKind};

/// How far a straight piece may leave its curve, in points.
const FLATNESS: f32 = 0.1;

/// Paints a scene with its top left corner at a point.
pub fn paint(scene: &Scene, painter: &Painter, at: Pos2) {
    paint_faint(scene, painter, at, |_| 1.0);
}

/// The same, each item as opaque as its key says.
pub fn paint_faint(scene: &Scene, painter: &Painter, at: Pos2, opacity: impl Fn(Key) -> f32) {
    let by = at.to_vec2();
    let whole = painter.clip_rect();
    let mut clipped = painter.clone();
    for item in &scene.items {
        clipped.set_opacity(painter.opacity() * opacity(item.key));
        match &item.mark {
            Mark::Clip(Some(rect)) => clipped.set_clip_rect(rect.translate(by).intersect(whole)),
            Mark::Clip(None) => clipped.set_clip_rect(whole),
            Mark::Rect {
                rect,
                radius,
                fill,
                stroke,
            } => paint_rect(&clipped, rect.translate(by), *radius, fill, *stroke),
            Mark::Disc {
                centre,
                radius,
                fill,
                stroke,
            } => paint_disc(&clipped, *centre + by, *radius, *fill, *stroke),
            Mark::Path {
                segments,
                fill,
                stroke,
            } => {
                for mut points in flatten(segments, FLATNESS) {
                    points.iter_mut().for_each(|p| *p += by);
                    paint_line(&clipped, points, *fill, *stroke);
                }
            }
            Mark::Text {
                at,
                angle,
                text,
                style,
                ..
            } => {
                let galley = painter.ctx().fonts_mut(|f| f.layout_job(job(text, *style)));
                let ascent = galley
                    .rows
                    .first()
                    .and_then(|r| r.glyphs.first())
                    .map_or(0.0, |g| g.pos.y);
                // Text turns about the start of its baseline, epaint about its top left corner.
                let (sin, cos) = angle.sin_cos();
                let corner = *at + by - Vec2::new(-sin * ascent, cos * ascent);
                clipped.add(TextShape::new(corner, galley, style.colour).with_angle(*angle));
            }
            Mark::Columns(columns) => {
                let mut mesh = Mesh::default();
                for (rect, colour) in &columns.rects {
                    mesh.add_colored_rect(rect.translate(by), *colour);
                }
                clipped.add(mesh);
            }
        }
    }
}

fn paint_rect(painter: &Painter, rect: Rect, radius: f32, fill: &Fill, stroke: Stroke) {
    let corner = corner_radius(radius);
    match fill {
        Fill::None => {}
        Fill::Solid(colour) => {
            painter.add(RectShape::filled(rect, corner, *colour));
        }
        Fill::Fade(stops) => {
            painter.add(fade(rect, stops));
        }
    }
    if !stroke.is_visible() {
        return;
    }
    if stroke.dash.is_dashed() {
        let corners = rounded(rect, radius);
        dashes(painter, &corners, stroke);
    } else {
        let line = egui::Stroke::new(stroke.width, stroke.colour);
        painter.add(RectShape::stroke(rect, corner, line, StrokeKind::Middle));
    }
}

/// epaint's corners are whole points.
fn corner_radius(radius: f32) -> CornerRadius {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped"
    )]
    let whole = radius.round().clamp(0.0, 255.0) as u8;
    CornerRadius::same(whole)
}

fn fade(rect: Rect, stops: &[(f32, Color32)]) -> Mesh {
    let mut mesh = Mesh::default();
    for (n, (at, colour)) in stops.iter().enumerate() {
        let x = rect.left() + rect.width() * at;
        mesh.colored_vertex(pos2(x, rect.top()), *colour);
        mesh.colored_vertex(pos2(x, rect.bottom()), *colour);
        if n > 0 {
            let top = u32::try_from(2 * n).unwrap_or(u32::MAX);
            mesh.add_triangle(top - 2, top - 1, top);
            mesh.add_triangle(top - 1, top, top + 1);
        }
    }
    mesh
}

fn paint_disc(painter: &Painter, centre: Pos2, radius: f32, fill: Color32, stroke: Stroke) {
    if stroke.is_visible() && stroke.dash.is_dashed() {
        painter.circle_filled(centre, radius, fill);
        ring_of_dashes(painter, centre, radius, stroke);
    } else {
        // epaint draws a rim outside of the radius, a scene on it.
        let line = egui::Stroke::new(stroke.width, stroke.colour);
        painter.circle(centre, radius - stroke.width / 2.0, fill, line);
    }
}

/// Whole dashes and gaps all round, each dash one line: pieces would show their ends.
fn ring_of_dashes(painter: &Painter, centre: Pos2, radius: f32, stroke: Stroke) {
    const PIECES: u8 = 4;
    let Dash(dash, gap) = stroke.dash;
    let turn = std::f32::consts::TAU;
    let count = (radius * turn / (dash + gap)).round().clamp(1.0, 200.0);
    let one = turn / count;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped"
    )]
    for n in 0..count as u8 {
        let from = f32::from(n) * one;
        let at = |piece: u8| {
            let share = f32::from(piece) / f32::from(PIECES) * dash / (dash + gap);
            centre + radius * Vec2::angled(from + one * share)
        };
        painter.add(PathShape {
            points: (0..=PIECES).map(at).collect(),
            closed: false,
            fill: Color32::TRANSPARENT,
            stroke: PathStroke::new(stroke.width, stroke.colour),
        });
    }
}

fn paint_line(painter: &Painter, mut points: Vec<Pos2>, fill: Color32, stroke: Stroke) {
    if fill.a() > 0 {
        painter.add(Shape::convex_polygon(
            points.clone(),
            fill,
            egui::Stroke::NONE,
        ));
    }
    if !stroke.is_visible() {
        return;
    }
    if stroke.dash.is_dashed() {
        dashes(painter, &points, stroke);
    } else {
        // A path that comes back to its start has a corner there, not two ends.
        let closed = points.len() > 2 && points.first() == points.last();
        points.truncate(points.len() - usize::from(closed));
        painter.add(PathShape {
            points,
            closed,
            fill: Color32::TRANSPARENT,
            stroke: PathStroke::new(stroke.width, stroke.colour),
        });
    }
}

fn dashes(painter: &Painter, points: &[Pos2], stroke: Stroke) {
    let Dash(dash, gap) = stroke.dash;
    let line = egui::Stroke::new(stroke.width, stroke.colour);
    painter.extend(Shape::dashed_line(points, line, dash, gap));
}

/// The outline of a rounded rectangle, from its top left corner and back.
fn rounded(rect: Rect, radius: f32) -> Vec<Pos2> {
    let r = radius.min(rect.width() / 2.0).min(rect.height() / 2.0);
    let corners = [
        (rect.left_top() + Vec2::splat(r), 2),
        (rect.right_top() + Vec2::new(-r, r), 3),
        (rect.right_bottom() - Vec2::splat(r), 0),
        (rect.left_bottom() + Vec2::new(r, -r), 1),
    ];
    let arc = |(centre, quarter): (Pos2, u8)| {
        (0..=4u8).map(move |n| {
            let turn = f32::from(quarter) + f32::from(n) / 4.0;
            centre + r * Vec2::angled(turn * std::f32::consts::FRAC_PI_2)
        })
    };
    let mut points: Vec<Pos2> = corners.into_iter().flat_map(arc).collect();
    points.extend(points.first().copied());
    points
}
