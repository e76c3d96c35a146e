//! Events without a date: they wait in sight, and are never placed at zero.

use super::View;
use super::calendar::with_thousands;
use super::frame::{INSET, MAIN, crisp};
use super::lane::standing;
use crate::analysis::Row;
use crate::dataset::Role;
use crate::scene::item::Stroke;
use crate::scene::marks::Pen;
use crate::scene::plates::{self, State};
use crate::scene::text::baseline_drop;
use crate::scene::{Color32, Key, Scene, Style, Vec2, Weight, pos2};

/// Height of a tray.
pub const TRAY: f32 = 28.0;
/// Between two chips.
const APART: f32 = 6.0;
/// What a chip takes besides its text.
const ROUND: f32 = 32.0;

/// Draws the undated events as chips, and how many more there are where they do not fit.
pub fn tray(view: &View<'_>, undated: &[Row], size: Vec2) -> Scene {
    let mut scene = Scene::new(size);
    let (theme, measure) = (view.theme, view.measure);
    let all = emath::Rect::from_min_size(pos2(0.0, 0.0), size);
    scene.rect(Key::None, all, 0.0, theme.panel, Stroke::NONE);
    draw_head(&mut scene, view, undated.len());
    let middle = size.y / 2.0;
    let baseline = middle + baseline_drop(MAIN);
    let quiet = Style::new(MAIN, Weight::Regular, theme.t3);
    let mut x = view.head + 8.0;
    for (n, row) in undated.iter().enumerate() {
        let Some((handle, event)) = view.dataset.events.at(*row as usize) else {
            continue;
        };
        let left = undated.len() - n - 1;
        let more = if left == 0 {
            0.0
        } else {
            let text = format!("{} more", with_thousands(left as u64));
            measure.width(&text, MAIN, Weight::Regular) + 12.0
        };
        // Long titles are cut, so that others are seen too.
        let style = Style::new(MAIN, Weight::Regular, theme.t1);
        let title = measure.fit(&event.title, style, 220.0);
        let width = title.as_ref().map_or(0.0, |(_, width)| *width) + ROUND;
        if x + width + more > size.x - 8.0 {
            let text = format!("{} more", with_thousands((left + 1) as u64));
            scene.text(Key::None, pos2(x + 4.0, baseline), &text, quiet, measure);
            break;
        }
        let key = Key::Event(handle.0);
        let hue = view.hues.event(view.index, *row, view.colour_by);
        let pen = Pen::new(theme.hue(hue.into()), theme.ground)
            .standing(standing(event.status, Role::Participant));
        let text = title.map(|(text, _)| text).unwrap_or_default();
        let chip = plates::chip(
            &mut scene,
            key,
            pos2(x, middle),
            &text,
            Some(pen),
            theme,
            measure,
        );
        let ring = match view.emphasis.state(key) {
            State::Rest => Stroke::NONE,
            State::Hover => Stroke::new(1.0, theme.t3),
            State::Related => Stroke::new(1.25, theme.mark_line),
            State::Selected => Stroke::new(2.0, theme.ink),
        };
        scene.rect(key, chip.shrink(0.5), 9.5, Color32::TRANSPARENT, ring);
        x = chip.right() + APART;
    }
    scene
}

fn draw_head(scene: &mut Scene, view: &View<'_>, count: usize) {
    let (theme, measure, height) = (view.theme, view.measure, scene.size.y);
    let baseline = height / 2.0 + baseline_drop(MAIN);
    let strong = Style::new(MAIN, Weight::SemiBold, theme.t1);
    let quiet = Style::new(MAIN, Weight::Regular, theme.t3);
    let at = pos2(INSET, baseline);
    let width = scene.text(Key::None, at, "Undated", strong, measure);
    let count = with_thousands(count as u64);
    let at = pos2(INSET + width + 6.0, baseline);
    scene.text(Key::None, at, &count, quiet, measure);
    let x = crisp(view.head - 1.0);
    let (top, bottom) = (pos2(x, 0.0), pos2(x, height));
    scene.line(Key::None, top, bottom, Stroke::new(1.0, theme.rule));
}
