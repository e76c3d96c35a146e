//! egui's shapes as a scene: how a chart that egui_plot drew is exported like everything else.

use crate::scene::text::Weight;
use crate::scene::{Columns, Key, Mark, Measure, Rect, Scene, Segment, Stroke, Style, Vec2};
use egui::epaint::{ClippedShape, ColorMode, Mesh, PathShape, PathStroke, TextShape};
use egui::{Color32, Shape};
use std::sync::Arc;

/// Translates what egui laid out for one frame.
pub(super) fn scene(shapes: &[ClippedShape], size: Vec2, measure: &Measure) -> Scene {
    let mut scene = Scene::new(size);
    let whole = Rect::from_min_size(egui::Pos2::ZERO, size);
    let mut clip = whole;
    for shape in shapes {
        let wanted = shape.clip_rect.intersect(whole);
        if wanted != clip {
            clip = wanted;
            let clip = (clip != whole).then_some(clip);
            scene.add(Key::None, Mark::Clip(clip));
        }
        add(&mut scene, &shape.shape, measure);
    }
    if clip != whole {
        scene.add(Key::None, Mark::Clip(None));
    }
    scene
}

fn stroke(stroke: egui::Stroke) -> Stroke {
    Stroke::new(stroke.width, stroke.color)
}

fn add(scene: &mut Scene, shape: &Shape, measure: &Measure) {
    match shape {
        // No chart of ours draws a band, and a callback draws by itself.
        Shape::Noop | Shape::Callback(_) | Shape::Band(_) => {}
        Shape::Vec(all) => all.iter().for_each(|shape| add(scene, shape, measure)),
        Shape::Circle(c) => scene.disc(Key::None, c.center, c.radius, c.fill, stroke(c.stroke)),
        Shape::Ellipse(e) => {
            // No chart of ours draws one; a disc of the same width stands for it.
            scene.disc(Key::None, e.center, e.radius.x, e.fill, stroke(e.stroke));
        }
        Shape::LineSegment {
            points: [a, b],
            stroke: s,
        } => scene.line(Key::None, *a, *b, stroke(*s)),
        Shape::Path(path) => add_path(scene, path),
        Shape::Rect(r) => {
            let radius = f32::from(r.corner_radius.nw);
            scene.rect(Key::None, r.rect, radius, r.fill, stroke(r.stroke));
        }
        Shape::Text(text) => add_text(scene, text, measure),
        Shape::Mesh(mesh) => add_mesh(scene, mesh),
        Shape::QuadraticBezier(q) => {
            let [from, control, to] = q.points;
            let way = [Segment::Move(from), Segment::Quad(control, to)];
            scene.path(Key::None, way, q.fill, path_stroke(&q.stroke));
        }
        Shape::CubicBezier(c) => {
            let [from, first, second, to] = c.points;
            let way = [Segment::Move(from), Segment::Cubic(first, second, to)];
            scene.path(Key::None, way, c.fill, path_stroke(&c.stroke));
        }
    }
}

fn path_stroke(stroke: &PathStroke) -> Stroke {
    let colour = match &stroke.color {
        ColorMode::Solid(colour) => *colour,
        ColorMode::UV(_) => Color32::TRANSPARENT,
    };
    Stroke::new(stroke.width, colour)
}

fn add_path(scene: &mut Scene, path: &PathShape) {
    let points = path.points.iter().copied();
    let way = if path.closed {
        Segment::polygon(points)
    } else {
        Segment::polyline(points)
    };
    scene.path(Key::None, way, path.fill, path_stroke(&path.stroke));
}

fn add_text(scene: &mut Scene, shape: &TextShape, measure: &Measure) {
    let is_one_line = shape.galley.rows.len() == 1;
    for row in &shape.galley.rows {
        // Glyphs stand as they are seen: a line from right to left is the text itself.
        let text: String = if is_one_line {
            shape.galley.text().to_owned()
        } else {
            row.glyphs.iter().map(|g| g.chr).collect()
        };
        let format = shape.galley.job.sections.first().map(|s| &s.format);
        let (Some(glyph), Some(format)) = (row.glyphs.first(), format) else {
            continue;
        };
        let weight = [Weight::Regular, Weight::Medium, Weight::SemiBold]
            .into_iter()
            .find(|w| w.family() == format.font_id.family);
        let own = match format.color {
            Color32::PLACEHOLDER => shape.fallback_color,
            colour => colour,
        };
        let colour = shape.override_text_color.unwrap_or(own);
        let style = Style::new(format.font_id.size, weight.unwrap_or_default(), colour);
        let at = shape.pos + row.pos.to_vec2() + egui::vec2(0.0, glyph.pos.y);
        scene.text(Key::None, at, text.trim_end(), style, measure);
    }
}

/// Only plain rectangles: what our charts and their fills are made of.
fn add_mesh(scene: &mut Scene, mesh: &Mesh) {
    let quads = mesh.vertices.chunks_exact(4).map(|corners| {
        let rect = Rect::from_points(&corners.iter().map(|v| v.pos).collect::<Vec<_>>());
        let colour = corners.first().map_or(Color32::TRANSPARENT, |v| v.color);
        (rect, colour)
    });
    let columns = Columns {
        rects: quads.collect(),
        ..Columns::default()
    };
    if !columns.rects.is_empty() {
        scene.add(Key::None, Mark::Columns(Arc::new(columns)));
    }
}
