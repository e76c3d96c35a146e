//! The look of egui's own widgets, from the theme's tokens (look.md).

use crate::scene::text::{self, Weight};
use crate::scene::theme::Theme;
use egui::{Color32, CornerRadius, FontId, Margin, Shadow, Stroke, TextStyle, vec2};

/// The bundled faces, and the system's for other scripts.
pub(super) fn install_fonts(ctx: &egui::Context) {
    ctx.set_fonts(text::definitions());
    ctx.options_mut(|o| {
        o.quit_shortcuts.clear();
        o.fallback_theme = egui::Theme::Light;
    });
}

/// A font of the type scale.
pub(super) fn font(size: f32, weight: Weight) -> FontId {
    FontId::new(size, weight.family())
}

/// The theme that egui is styled for.
pub(super) fn theme(ui: &egui::Ui) -> &'static Theme {
    if ui.visuals().dark_mode {
        &Theme::DARK
    } else {
        &Theme::LIGHT
    }
}

/// The inside of a menu: its rows touch.
pub(super) fn menu(style: &mut egui::Style) {
    egui::containers::menu::menu_style(style);
    style.spacing.item_spacing.y = 0.0;
    style.spacing.menu_width = 180.0;
}

/// Styles egui for a theme.
pub(super) fn apply(ctx: &egui::Context, theme: &Theme) {
    let egui_theme = if theme.is_dark() {
        egui::Theme::Dark
    } else {
        egui::Theme::Light
    };
    ctx.set_theme(egui_theme);
    ctx.style_mut_of(egui_theme, |style| {
        style.text_styles = [
            (TextStyle::Small, font(10.5, Weight::Regular)),
            (TextStyle::Body, font(12.0, Weight::Regular)),
            (TextStyle::Monospace, font(12.0, Weight::Regular)),
            (TextStyle::Button, font(12.0, Weight::Medium)),
            (TextStyle::Heading, font(15.0, Weight::SemiBold)),
        ]
        .into();
        style.animation_time = 0.0;
        style.visuals = visuals(theme);
        let spacing = &mut style.spacing;
        spacing.item_spacing = vec2(6.0, 6.0);
        spacing.button_padding = vec2(10.0, 5.0);
        spacing.interact_size = vec2(28.0, 26.0);
        spacing.menu_margin = Margin::same(6);
        spacing.window_margin = Margin::same(16);
        spacing.icon_width = 14.0;
        spacing.icon_width_inner = 8.0;
        spacing.icon_spacing = 6.0;
        spacing.combo_width = 60.0;
        spacing.text_edit_width = 200.0;
        spacing.tooltip_width = 320.0;
        spacing.menu_width = 220.0;
    });
}

fn visuals(theme: &Theme) -> egui::Visuals {
    let mut v = if theme.is_dark() {
        egui::Visuals::dark()
    } else {
        egui::Visuals::light()
    };
    let radius = CornerRadius::same(4);
    let widget = |fill: Color32, line: Color32, text: Color32| egui::style::WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(1.0, line),
        corner_radius: radius,
        fg_stroke: Stroke::new(1.25, text),
        expansion: 0.0,
    };
    v.widgets.noninteractive = widget(theme.panel, theme.rule, theme.t1);
    v.widgets.inactive = widget(theme.raised, theme.axis, theme.t1);
    v.widgets.hovered = widget(theme.hover, theme.axis, theme.t1);
    v.widgets.active = widget(theme.sunken, theme.axis, theme.t1);
    v.widgets.open = widget(theme.sunken, theme.rule, theme.t1);
    v.selection.bg_fill = theme.mark;
    v.selection.stroke = Stroke::new(1.0, theme.t1);
    v.hyperlink_color = theme.t1;
    v.faint_bg_color = theme.hover;
    v.extreme_bg_color = theme.ground;
    v.text_edit_bg_color = Some(theme.ground);
    v.code_bg_color = theme.sunken;
    v.warn_fg_color = theme.warn;
    v.error_fg_color = theme.error;
    v.weak_text_color = Some(theme.t3);
    v.window_fill = theme.raised;
    v.window_stroke = Stroke::new(1.0, theme.rule);
    v.window_corner_radius = CornerRadius::same(6);
    v.menu_corner_radius = CornerRadius::same(6);
    let shadow = Shadow {
        offset: [0, 3],
        blur: 0,
        spread: 0,
        color: Color32::from_black_alpha(26),
    };
    v.window_shadow = shadow;
    v.popup_shadow = shadow;
    v.panel_fill = theme.panel;
    v.slider_trailing_fill = true;
    v
}
