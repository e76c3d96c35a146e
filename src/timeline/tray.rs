//! Events without a date: they wait in sight, and are never placed at zero.

use super::View;
use super::metrics::{INSET, MAIN, crisp};
use super::placing::standing;
use crate::analysis::Row;
use crate::dataset::Role;
use crate::dataset::count::with_thousands;
use crate::scene::item::Stroke;
use crate::scene::marks::Pen;
use crate::scene::plates::{self, State};
use crate::scene::text::baseline_drop;
use crate::scene::{Color32, Key, Pos2, Rect, Scene, Segment, Style, Vec2, Weight, pos2, vec2};

/// Between two chips.
const APART: f32 = 6.0;
/// What a chip takes besides its text.
const ROUND: f32 = 32.0;

/// A tray as a picture.
#[derive(Clone, Debug)]
pub struct Tray {
    /// What is drawn.
    pub scene: Scene,
    /// The chips of events.
    pub chips: Vec<(Key, Rect)>,
    /// The chip that stands for the rest, and how many events have a chip of their own.
    pub more: Option<(Rect, usize)>,
}

/// Draws the undated events as chips, and one for the rest where they do not fit.
pub fn tray(view: &View<'_>, undated: &[Row], size: Vec2) -> Tray {
    let mut scene = Scene::new(size);
    let (theme, measure) = (view.theme, view.measure);
    let all = Rect::from_min_size(pos2(0.0, 0.0), size);
    scene.rect(Key::None, all, 0.0, theme.panel, Stroke::NONE);
    draw_head(&mut scene, view, undated.len());
    let line = Stroke::new(1.0, theme.rule);
    scene.hline(Key::None, (0.0, size.x), 0.5, line);
    let middle = size.y / 2.0;
    let mut x = view.head + 8.0;
    let (mut chips, mut more) = (Vec::new(), None);
    for (n, row) in undated.iter().enumerate() {
        let Some((handle, event)) = view.dataset.events.at(*row as usize) else {
            continue;
        };
        let left = undated.len() - n - 1;
        let rest = match left {
            0 => 0.0,
            _ => measure.width(&more_in_words(left), MAIN, Weight::SemiBold) + 20.0 + APART,
        };
        // Long titles are cut, so that others are seen too.
        let style = Style::new(MAIN, Weight::SemiBold, theme.t1);
        let title = measure.fit(&event.title, style, 220.0);
        let width = title.as_ref().map_or(0.0, |(_, width)| *width) + ROUND;
        if x + width + rest > size.x - 8.0 {
            let (at, text) = (pos2(x, middle), more_in_words(left + 1));
            let rest = (None, State::Rest);
            let rect = plates::chip(&mut scene, Key::None, at, &text, rest, theme, measure);
            more = Some((rect, n));
            break;
        }
        let key = Key::Event(handle.0);
        let pen = Pen::new(theme.hue(view.hue(*row)), theme.ground)
            .standing(standing(event.status, Role::Participant));
        let (at, text) = (pos2(x, middle), title.map(|(text, _)| text));
        let look = (Some(pen), view.emphasis.state(key));
        let text = text.unwrap_or_default();
        let chip = plates::chip(&mut scene, key, at, &text, look, theme, measure);
        chips.push((key, chip));
        x = chip.right() + APART;
    }
    Tray { scene, chips, more }
}

/// `8 more`
fn more_in_words(count: usize) -> String {
    format!("{} more", with_thousands(count as u64))
}

/// An open box for what waits, in a square of 14.
fn draw_icon(scene: &mut Scene, centre: Pos2, colour: Color32) {
    const BOX: [(f32, f32); 7] = [
        (-5.5, 0.5),
        (-3.5, -4.5),
        (3.5, -4.5),
        (5.5, 0.5),
        (5.5, 4.5),
        (-5.5, 4.5),
        (-5.5, 0.5),
    ];
    const RIM: [(f32, f32); 6] = [
        (-5.5, 0.5),
        (-2.5, 0.5),
        (-1.5, 2.0),
        (1.5, 2.0),
        (2.5, 0.5),
        (5.5, 0.5),
    ];
    for points in [&BOX[..], &RIM] {
        let points = points.iter().map(|(x, y)| centre + vec2(*x, *y));
        let (way, line) = (Segment::polyline(points), Stroke::new(1.25, colour));
        scene.path(Key::None, way, Color32::TRANSPARENT, line);
    }
}

fn draw_head(scene: &mut Scene, view: &View<'_>, count: usize) {
    let (theme, measure, height) = (view.theme, view.measure, scene.size.y);
    let baseline = height / 2.0 + baseline_drop(MAIN);
    let strong = Style::new(MAIN, Weight::SemiBold, theme.t1);
    let quiet = Style::new(MAIN, Weight::Regular, theme.t3);
    draw_icon(scene, pos2(INSET + 6.0, height / 2.0), theme.t2);
    let at = pos2(INSET + 19.0, baseline);
    let width = scene.text(Key::None, at, "Undated", strong, measure);
    let count = with_thousands(count as u64);
    let at = at + vec2(width + 6.0, 0.0);
    scene.text(Key::None, at, &count, quiet, measure);
    let line = Stroke::new(1.0, theme.rule);
    scene.vline(Key::None, crisp(view.head - 1.0), (0.0, height), line);
}
