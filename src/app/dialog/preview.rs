//! The picture as it will be exported, beside the choices: drawn in the background, and kept up with
//! them.

use crate::app::memo::{self, Same};
use crate::app::{UiContext, image, widgets};
use crate::editor::export;
use crate::editor::export_choices::ExportChoices;
use crate::scene::{Rect, Vec2, Weight};
use egui::{Align2, Role, Sense, TextureOptions, Ui, WidgetInfo};

/// A sheet of a size with the picture in its middle.
pub(super) fn show(cx: &UiContext<'_>, ui: &mut Ui, choices: &ExportChoices, size: Vec2) {
    let theme = cx.theme;
    let (sheet, response) = ui.allocate_exact_size(size, Sense::hover());
    ui.painter().rect_filled(sheet, 4.0, theme.sunken);
    let room = sheet.shrink(12.0);
    let scale = ui.ctx().pixels_per_point();
    let pixels = |points: f32| {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a cast to an integer clamps"
        )]
        let pixels = (points * scale) as u32;
        pixels.max(1)
    };
    let within = (pixels(room.width()), pixels(room.height()));
    let drawn = export::preview((cx.state, cx.queries, cx.measure), choices, within);
    let is_current = drawn.is_some() && !cx.queries.is_previewing();
    let words = if is_current {
        let [width, height] = drawn.as_ref().map_or([0, 0], |image| image.size);
        format!("Preview of the image, {width} × {height}")
    } else {
        "Preview, being drawn".to_owned()
    };
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &words));
    let Some(drawn) = drawn else {
        let (size, weight) = (11.5, Weight::Regular);
        let at = sheet.center();
        widgets::text_at(
            ui,
            at,
            Align2::CENTER_CENTER,
            "Drawing…",
            size,
            weight,
            theme.t3,
        );
        return;
    };
    let name = "preview of the export";
    let texture = memo::made_of(ui.ctx(), name, Same::of(&drawn), || {
        ui.ctx()
            .load_texture(name, image(&drawn), TextureOptions::LINEAR)
    });
    let own = texture.size_vec2() / scale;
    // After the choices have changed the last picture stays, paler, until the next is there.
    let tint = egui::Color32::from_white_alpha(if is_current { 255 } else { 150 });
    let rect = Rect::from_center_size(room.center(), own * (room.size() / own).min_elem().min(1.0));
    let whole = Rect::from_min_max(egui::pos2(0.0, 0.0), egui::pos2(1.0, 1.0));
    ui.painter().image(texture.id(), rect, whole, tint);
}
