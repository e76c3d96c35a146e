//! A scene as text, a mark a line, so that what has moved or changed is seen in a diff.

use detente::scene::{Mark, Rect, Scene, Segment};

/// What each mark stands for, what it is, and where, to half a point.
pub(crate) fn scene_words(scene: &Scene) -> String {
    let half = |x: f32| (x * 2.0).round() / 2.0;
    let place = |rect: Rect| {
        let [a, b, c, d] = [rect.left(), rect.top(), rect.right(), rect.bottom()].map(half);
        format!("{a} {b} to {c} {d}")
    };
    let mut words = String::new();
    for item in &scene.items {
        let mark = match &item.mark {
            Mark::Rect { rect, .. } => format!("rect {}", place(*rect)),
            Mark::Disc { centre, radius, .. } => {
                format!("disc {} {} r {radius}", half(centre.x), half(centre.y))
            }
            Mark::Path { segments, .. } => {
                let ends = segments.iter().filter_map(|s| match s {
                    Segment::Move(p) | Segment::Line(p) => Some(*p),
                    _ => None,
                });
                let ends: Vec<_> = ends.collect();
                format!("path {}", place(Rect::from_points(&ends)))
            }
            Mark::Text { at, text, .. } => format!("text {} {} {text}", half(at.x), half(at.y)),
            Mark::Columns(columns) => format!("{} columns", columns.rects.len()),
            Mark::Clip(rect) => format!("clip {rect:?}"),
        };
        words += &format!("{:?} {mark}\n", item.key);
    }
    words
}
