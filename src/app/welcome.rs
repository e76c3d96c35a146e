//! The window without a dataset: three ways in, recent files, and how the pictures are read.

mod legend;

use super::UiContext;
use super::command::Command;
use super::paint;
use super::panel::lines::elided;
use super::style::font;
use super::widgets::{self, Icon};
use crate::editor::{Action, file_name};
use crate::scene::{Style, Theme, Weight};
use egui::text::{LayoutJob, TextFormat};
use egui::{
    Align2, CentralPanel, Color32, Frame, Rect, Role, Sense, Shape, Stroke, StrokeKind, Ui,
    WidgetInfo, pos2, vec2,
};
use std::path::{Path, PathBuf};

/// How large everything is, by the room there is.
struct Sizes {
    left: f32,
    right: f32,
    between: f32,
    title: f32,
    card: f32,
    drop: f32,
    /// Over the cards, over the drop box and over the recent files.
    gaps: [f32; 3],
    recent: usize,
    legend: legend::Sizes,
}

impl Sizes {
    fn of(room: Rect) -> Self {
        let is_wide = room.width() >= 1180.0;
        let is_high = room.height() >= 660.0;
        let is_low = room.height() < 590.0;
        let left = if is_wide {
            456.0
        } else {
            (room.width() * 0.42).clamp(340.0, 430.0)
        };
        let between = if is_wide { 104.0 } else { 44.0 };
        let right = (room.width() - left - between - 72.0).clamp(300.0, 554.0);
        Self {
            left,
            right,
            between,
            title: if is_wide { 32.0 } else { 26.0 },
            card: if is_low { 48.0 } else { 56.0 },
            drop: if is_low { 40.0 } else { 64.0 },
            gaps: if is_low {
                [12.0, 2.0, 10.0]
            } else {
                [20.0, 11.0, 14.0]
            },
            recent: if is_high { 5 } else { 2 },
            legend: legend::Sizes {
                width: right,
                pitch: if is_low { 28.0 } else { 34.0 },
                map: if is_low { 204.0 } else { 255.0 },
                between: if is_low { 20.0 } else { 48.0 },
            },
        }
    }
}

/// The page.
pub(super) fn show(cx: &mut UiContext<'_>, ui: &mut Ui) {
    let theme = cx.theme;
    CentralPanel::no_frame()
        .frame(Frame::new().fill(theme.ground))
        .show(ui, |ui| {
            let room = ui.max_rect();
            let sizes = Sizes::of(room);
            let width = sizes.left + sizes.between + sizes.right;
            let x = (room.center().x - width / 2.0).max(room.left() + 24.0);
            let recent: Vec<PathBuf> = cx
                .state
                .settings
                .recent
                .iter()
                .take(sizes.recent)
                .cloned()
                .collect();
            let high = left_height(&sizes, recent.len());
            let top = (room.center().y - high / 2.0 - 8.0).max(room.top() + 14.0);
            let left = Rect::from_min_size(pos2(x, top), vec2(sizes.left, room.bottom() - top));
            ui.scope_builder(egui::UiBuilder::new().max_rect(left), |ui| {
                ways_in(cx, ui, &sizes, &recent)
            });
            let scene = legend::scene(&sizes.legend, theme, cx.measure);
            let at = pos2(
                x + sizes.left + sizes.between,
                (top - 12.0)
                    .min(room.bottom() - scene.size.y - 10.0)
                    .max(room.top() + 10.0),
            );
            let rect = Rect::from_min_size(at.round(), scene.size);
            paint::paint(&scene, ui.painter(), rect.min);
            let response = ui.interact(rect, ui.unique_id().with("legend"), Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::Image, true, legend::WORDS));
        });
}

fn left_height(sizes: &Sizes, recent: usize) -> f32 {
    let title = sizes.title * 2.5;
    let list = if recent > 0 {
        #[expect(clippy::cast_precision_loss, reason = "a few rows")]
        let rows = recent as f32 * 26.0;
        rows + 34.0
    } else {
        0.0
    };
    let gaps: f32 = sizes.gaps.iter().sum();
    title + 14.0 + 44.0 + 12.0 + 3.0 * (sizes.card + 8.0) + gaps + sizes.drop + list
}

fn ways_in(cx: &mut UiContext<'_>, ui: &mut Ui, sizes: &Sizes, recent: &[PathBuf]) {
    let theme = cx.theme;
    ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
    words(ui, theme, sizes);
    let [over_cards, over_drop, over_recent] = sizes.gaps;
    ui.add_space(over_cards);
    for way in &WAYS {
        card(cx, ui, sizes, way);
    }
    ui.add_space(over_drop);
    drop_area(cx, ui, sizes);
    if !recent.is_empty() {
        ui.add_space(over_recent);
        ui.label(
            egui::RichText::new("Recent")
                .font(font(11.5, Weight::SemiBold))
                .color(theme.t1),
        );
        ui.spacing_mut().item_spacing.y = 0.0;
        for path in recent {
            recent_row(cx, ui, path);
        }
    }
}

/// A way in.
struct Way {
    icon: Icon,
    title: &'static str,
    /// Under the title; none: what the bundled dataset holds.
    detail: Option<&'static str>,
    command: Command,
}

const WAYS: [Way; 3] = [
    Way {
        icon: Icon::Play,
        title: "Open the Alaska summit",
        detail: None,
        command: Command::OpenSample,
    },
    Way {
        icon: Icon::Plus,
        title: "New dataset",
        detail: Some("Start with one event, the rest comes as you type"),
        command: Command::New,
    },
    Way {
        icon: Icon::Folder,
        title: "Open a file",
        detail: Some(".detente, .csv, .xlsx, .ods and more"),
        command: Command::Open,
    },
];

/// What the program is for.
fn words(ui: &mut Ui, theme: &Theme, sizes: &Sizes) {
    let mut headline = LayoutJob::default();
    let format = TextFormat {
        extra_letter_spacing: -0.6,
        line_height: Some(sizes.title * 1.25),
        ..TextFormat::simple(font(sizes.title, Weight::SemiBold), theme.t1)
    };
    headline.append(
        "Who did what to whom,\nwhen, and according to whom.",
        0.0,
        format,
    );
    ui.add(egui::Label::new(headline).extend());
    ui.add_space(6.0);
    let mut body = LayoutJob::default();
    body.wrap.max_width = sizes.left;
    let format = TextFormat {
        line_height: Some(22.0),
        ..TextFormat::simple(font(14.0, Weight::Regular), theme.t2)
    };
    let text = "Detente shows one set of events as a timeline and as a map of the actors, side by side. \
                Each line on the map can say why it is there.";
    body.append(text, 0.0, format);
    ui.label(body);
}

fn card(cx: &mut UiContext<'_>, ui: &mut Ui, sizes: &Sizes, way: &Way) {
    let theme = cx.theme;
    let is_first = way.detail.is_none();
    let detail = match (way.detail, cx.queries.sample()) {
        (Some(detail), _) => detail.to_owned(),
        (None, Some(sample)) => format!("{sample}, ready to explore"),
        (None, None) => "Ready to explore".to_owned(),
    };
    let (rect, response) = ui.allocate_exact_size(vec2(sizes.left, sizes.card), Sense::click());
    let is_hot = response.hovered();
    let (fill, line, strong, quiet) = match (is_first, is_hot) {
        (true, false) => (theme.ink, theme.ink, theme.on_ink, faint(theme.on_ink)),
        (true, true) => (theme.t2, theme.t2, theme.on_ink, faint(theme.on_ink)),
        (false, true) => (theme.hover, theme.axis, theme.t1, theme.t2),
        (false, false) => (theme.ground, theme.rule, theme.t1, theme.t3),
    };
    ui.painter()
        .rect(rect, 6.0, fill, Stroke::new(1.0, line), StrokeKind::Inside);
    widgets::icon(
        ui,
        way.icon,
        pos2(rect.left() + 24.0, rect.center().y),
        strong,
    );
    let keys = way.command.keys_text(ui.ctx()).unwrap_or_default();
    let keys = keys.replace('+', " ");
    let key = widgets::text_at(
        ui,
        pos2(rect.right() - 16.0, rect.center().y),
        Align2::RIGHT_CENTER,
        &keys,
        10.5,
        Weight::Regular,
        quiet,
    );
    let x = rect.left() + 46.0;
    let room = key.left() - x - 8.0;
    let y = rect.center().y;
    elided(
        ui,
        pos2(x, y - 9.0),
        way.title,
        Style::new(14.0, Weight::SemiBold, strong),
        room,
    );
    elided(
        ui,
        pos2(x, y + 10.0),
        &detail,
        Style::new(12.0, Weight::Regular, quiet),
        room,
    );
    widgets::focus_ring(ui, theme, &response);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, way.title));
    if response.clicked()
        && let Some(action) = way.command.action(cx.state, cx.queries)
    {
        cx.act(action);
    }
}

/// Text that is less loud on ink.
fn faint(colour: Color32) -> Color32 {
    colour.gamma_multiply(0.75)
}

fn drop_area(cx: &UiContext<'_>, ui: &mut Ui, sizes: &Sizes) {
    let theme = cx.theme;
    let (rect, response) = ui.allocate_exact_size(vec2(sizes.left, sizes.drop), Sense::hover());
    let is_over = ui.input(|i| !i.raw.hovered_files.is_empty());
    let (line, text) = if is_over {
        (theme.ink, "let go to open it")
    } else {
        (theme.axis, "or drop a file anywhere in this window")
    };
    let corners = [
        rect.left_top(),
        rect.right_top(),
        rect.right_bottom(),
        rect.left_bottom(),
        rect.left_top(),
    ];
    if is_over {
        ui.painter().rect_filled(rect, 0.0, theme.hover);
    }
    ui.painter().extend(Shape::dashed_line(
        &corners,
        Stroke::new(1.0, line),
        4.0,
        4.0,
    ));
    widgets::text_at(
        ui,
        rect.center(),
        Align2::CENTER_CENTER,
        text,
        12.5,
        Weight::Regular,
        theme.t2,
    );
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
}

fn recent_row(cx: &mut UiContext<'_>, ui: &mut Ui, path: &Path) {
    let theme = cx.theme;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 26.0), Sense::click());
    if response.hovered() {
        ui.painter()
            .rect_filled(rect.expand2(vec2(8.0, 0.0)), 3.0, theme.hover);
    }
    let name = file_name(path);
    let half = rect.width() * 0.47;
    elided(
        ui,
        rect.left_center(),
        &name,
        Style::new(12.0, Weight::Regular, theme.t1),
        half - 12.0,
    );
    let folder = path.parent().map(short_folder).unwrap_or_default();
    let at = pos2(rect.left() + half, rect.center().y);
    elided(
        ui,
        at,
        &folder,
        Style::new(12.0, Weight::Regular, theme.t3),
        rect.right() - at.x,
    );
    ui.painter().hline(
        rect.x_range(),
        rect.bottom() - 0.5,
        Stroke::new(1.0, theme.hair),
    );
    widgets::focus_ring(ui, theme, &response);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Open {name}")));
    if widgets::tip(response, path.display().to_string()).clicked() {
        cx.act(Action::OpenPath(path.to_owned()));
    }
}

/// A folder with the home folder as `~`.
pub(super) fn short_folder(folder: &Path) -> String {
    match std::env::home_dir().and_then(|home| folder.strip_prefix(home).map(Path::to_owned).ok()) {
        Some(rest) => Path::new("~").join(rest).display().to_string(),
        None => folder.display().to_string(),
    }
}
