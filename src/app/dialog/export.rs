//! Asks how to export.

use super::{Outcome, foot, heading, preview};
use crate::app::panel::fields::{self, FieldLabel};
use crate::app::style::font;
use crate::app::{UiContext, widgets};
use crate::dataset::count::with_thousands;
use crate::editor::action::Dialog;
use crate::editor::export_choices::{ExportChoices, Format, Subject};
use crate::editor::{Action, export};
use crate::export::{PRESETS, Size};
use crate::scene::theme::ThemeName;
use crate::scene::{Measure, Rect, Theme, Vec2, Weight};
use egui::{
    Align2, Frame, Id, Margin, Response, RichText, Role, Sense, TextEdit, Ui, WidgetInfo, vec2,
};

/// Width of the choices.
const CHOICES: f32 = 380.0;
/// From the choices to the preview.
const BETWEEN: f32 = 20.0;
/// What the window has round a dialog, at least.
const MARGINS: Vec2 = vec2(80.0, 80.0);
/// The preview is no narrower than this, else there is none; and no wider.
const LEAST_PREVIEW: f32 = 240.0;
const MOST_PREVIEW: f32 = 520.0;
/// Width of the words before the controls.
const LABEL: f32 = 88.0;
/// Height of a control.
const CONTROL: f32 = 28.0;
/// Pixels for each point that are offered.
const SCALES: [f32; 4] = [1.0, 2.0, 3.0, 4.0];

/// What is typed for a size before it is one.
#[derive(Default)]
pub(super) struct TypedSize {
    text: String,
    problem: Option<String>,
    is_open: bool,
}

pub(super) fn show(
    cx: &mut UiContext<'_>,
    ui: &mut Ui,
    choices: &ExportChoices,
    outcome: &mut Outcome,
) {
    heading(cx, ui, "Export an image");
    let mut next = choices.clone();
    let mut is_ready = true;
    let room = ui.ctx().content_rect().size() - MARGINS;
    let beside = room.x - CHOICES - BETWEEN;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = BETWEEN;
        ui.vertical(|ui| {
            ui.set_width(CHOICES);
            ui.spacing_mut().item_spacing.y = 8.0;
            is_ready = chosen(cx, ui, &mut next, outcome.is_new);
        });
        if beside >= LEAST_PREVIEW {
            let size = vec2(
                beside.min(MOST_PREVIEW),
                (room.y - 160.0).clamp(240.0, 640.0),
            );
            preview::show(cx, ui, &next, size);
        }
    });
    if next != *choices {
        outcome
            .actions
            .push(Action::Dialog(Some(Dialog::Export(next.clone()))));
    }
    outcome.is_ready = is_ready;
    let choices = [
        ("Export", vec![Action::Dialog(None), Action::Export(next)]),
        ("Cancel", vec![Action::Dialog(None)]),
    ];
    foot(cx, ui, outcome, &choices);
}

/// The choices; whether they can be carried out.
fn chosen(cx: &mut UiContext<'_>, ui: &mut Ui, next: &mut ExportChoices, is_new: bool) -> bool {
    let theme = cx.theme;
    let names = SUBJECTS.map(|s| (s, subject_name(s)));
    row(theme, ui, "Picture", |ui| {
        let subject = widgets::segments(ui, theme, next.subject, &names);
        next.subject = subject.unwrap_or(next.subject);
        quiet(theme, ui, subject_words(next.subject));
    });
    let names = [
        (Format::Png, "PNG"),
        (Format::Svg, "SVG"),
        (Format::Pdf, "PDF"),
    ];
    row(theme, ui, "File", |ui| {
        let format = widgets::segments(ui, theme, next.format, &names);
        next.format = format.unwrap_or(next.format);
        quiet(theme, ui, format_words(next.format));
    });
    let is_ready = row(theme, ui, "Size", |ui| {
        let is_ready = size(cx, ui, next, is_new);
        quiet(theme, ui, &page_words(next));
        is_ready
    });
    if next.format == Format::Png {
        let words = |scale: f32| {
            let pixels = if scale > 1.0 { "pixels" } else { "pixel" };
            format!("{scale} {pixels} for each point")
        };
        let scale = pick(theme, ui, "Sharpness", next.scale, &SCALES, words);
        next.scale = scale.unwrap_or(next.scale);
    }
    let picked = pick(theme, ui, "Colours", next.theme, &THEMES, theme_words);
    next.theme = picked.unwrap_or(next.theme);
    let both = [false, true];
    let before = export::headline(cx.state, next.is_whole);
    let range = pick(theme, ui, "Range", next.is_whole, &both, range_words);
    next.is_whole = range.unwrap_or(next.is_whole);
    let hint = export::headline(cx.state, next.is_whole);
    // What nobody typed follows what is shown.
    if next.headline == before {
        next.headline.clone_from(&hint);
    }
    let told = FieldLabel {
        name: "Headline of the image",
        hint: &hint,
    };
    row(theme, ui, "Headline", |ui| {
        let id = Id::unique("headline of the export");
        let is_there = next.parts.headline;
        ui.add_enabled_ui(is_there, |ui| text(theme, ui, id, told, &mut next.headline));
    });
    row(theme, ui, "With", |ui| parts(cx.measure, theme, ui, next));
    is_ready
}

/// What the picture has beside its views, as far as it can have it, and what stands out in it.
fn parts(measure: &Measure, theme: &Theme, ui: &mut Ui, next: &mut ExportChoices) {
    let subject = next.subject;
    let can_have = |word: &str| match subject {
        Subject::Figure => true,
        Subject::Timeline => word != "sources",
        Subject::Map => word != "sources" && word != "undated",
        Subject::Chart => word == "headline",
    };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 0.0);
        for (word, is_there) in next.parts.each() {
            if can_have(word) && tick(measure, theme, ui, *is_there, part_name(word)) {
                *is_there = !*is_there;
            }
        }
        let is_on = next.has_selection;
        if subject != Subject::Chart && tick(measure, theme, ui, is_on, "Selection") {
            next.has_selection = !is_on;
        }
    });
}

fn part_name(word: &str) -> &str {
    match word {
        "headline" => "Headline",
        "notes" => "Notes",
        "key" => "Key",
        "sources" => "Sources",
        "undated" => "Undated",
        other => other,
    }
}

/// A box to be ticked with its name.
pub(super) fn tick(measure: &Measure, theme: &Theme, ui: &mut Ui, is_on: bool, name: &str) -> bool {
    let (size, weight) = (11.5, Weight::Regular);
    let width = TO_NAME + measure.width(name, size, weight) + 4.0;
    let (rect, response) = ui.allocate_exact_size(vec2(width, CONTROL - 4.0), Sense::click());
    let middle = rect.left_center() + vec2(7.0, 0.0);
    let square = Rect::from_center_size(middle, vec2(13.0, 13.0));
    fields::tick_box(theme, ui, square, is_on, response.hovered());
    let at = rect.left_center() + vec2(TO_NAME, 0.0);
    widgets::text_at(ui, at, Align2::LEFT_CENTER, name, size, weight, theme.t1);
    widgets::focus_ring(ui, theme, &response);
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, is_on, name));
    response.clicked()
}

/// From a box to its name.
const TO_NAME: f32 = 19.0;

/// A word, and what stands after it: a control of 28, and what is said of it.
fn row<R>(theme: &Theme, ui: &mut Ui, word: &str, add: impl FnOnce(&mut Ui) -> R) -> R {
    let inner = ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let (rect, _) = ui.allocate_exact_size(vec2(LABEL, CONTROL), Sense::hover());
        let left = Align2::LEFT_CENTER;
        let (size, weight) = (11.5, Weight::Regular);
        widgets::text_at(ui, rect.left_center(), left, word, size, weight, theme.t3);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            add(ui)
        })
        .inner
    });
    inner.inner
}

/// A row with a menu of values of which one holds. Gives the one that was picked.
fn pick<T: Copy + PartialEq>(
    theme: &Theme,
    ui: &mut Ui,
    name: &str,
    now: T,
    all: &[T],
    words: impl Fn(T) -> String,
) -> Option<T> {
    row(theme, ui, name, |ui| {
        fields::framed_menu(theme, ui, name, &words(now), |ui| {
            let picked = all
                .iter()
                .filter_map(|v| fields::choice(ui, *v == now, &words(*v), *v));
            picked.last()
        })
    })
}

/// A text field in the same frame as the menus.
fn text(theme: &Theme, ui: &mut Ui, id: Id, told: FieldLabel<'_>, value: &mut String) -> Response {
    let frame = Frame::new()
        .fill(theme.raised)
        .stroke((1.0, theme.rule))
        .corner_radius(4)
        .inner_margin(Margin::symmetric(6, 5));
    let field = TextEdit::singleline(value)
        .id(id)
        .hint_text(RichText::new(told.hint).color(theme.t3))
        .desired_width(f32::INFINITY)
        .min_size(vec2(0.0, CONTROL))
        .align(Align2::LEFT_CENTER)
        .frame(frame);
    let response = ui.add(field);
    widgets::focus_ring(ui, theme, &response);
    fields::named(ui, &response, told.name);
    response
}

/// What is said of a control, under it.
fn quiet(theme: &Theme, ui: &mut Ui, words: &str) {
    let text = RichText::new(words)
        .font(font(11.5, Weight::Regular))
        .color(theme.t3);
    ui.add(egui::Label::new(text).wrap());
}

/// A size of the list, or one that is typed.
fn size(cx: &mut UiContext<'_>, ui: &mut Ui, next: &mut ExportChoices, is_new: bool) -> bool {
    let (theme, typed) = (cx.theme, &mut cx.window.dialog.size);
    let preset = PRESETS.iter().find(|p| p.size == next.size);
    if is_new {
        *typed = TypedSize {
            is_open: preset.is_none(),
            text: words(next.size),
            problem: None,
        };
    }
    let now = match preset {
        Some(preset) if !typed.is_open => preset.name.to_owned(),
        _ => "Another".to_owned(),
    };
    let picked = fields::framed_menu(theme, ui, "Size", &now, |ui| {
        let is_now = |size: Size| !typed.is_open && size == next.size;
        let presets = PRESETS
            .iter()
            .filter_map(|p| fields::choice(ui, is_now(p.size), p.name, Some(p.size)));
        let preset = presets.last();
        fields::choice(ui, typed.is_open, "Another", None).or(preset)
    });
    match picked {
        Some(Some(size)) => {
            next.size = size;
            typed.is_open = false;
            typed.problem = None;
        }
        Some(None) => {
            typed.is_open = true;
            typed.text = words(next.size);
        }
        None => {}
    }
    if typed.is_open {
        let told = FieldLabel {
            name: "Width and height",
            hint: "1600 or 1280 × 720",
        };
        let id = Id::unique("typed size of the export");
        let field = text(theme, ui, id, told, &mut typed.text);
        if picked == Some(None) {
            field.request_focus();
        }
        if field.changed() {
            match Size::of_text(&typed.text) {
                Ok(size) => {
                    next.size = size;
                    typed.problem = None;
                }
                Err(problem) => typed.problem = Some(problem),
            }
        }
        if let Some(problem) = &typed.problem {
            let text = format!("“{}” is not a size: {problem}.", typed.text.trim());
            fields::trouble(theme, ui, &text);
        }
    }
    typed.problem.is_none()
}

/// `1280 × 720`
fn words(size: Size) -> String {
    match size.height {
        Some(height) => format!("{:.0} × {height:.0}", size.width),
        None => format!("{:.0}", size.width),
    }
}

/// What the file will be: `3,200 pixels wide, as high as it needs to be`.
fn page_words(choices: &ExportChoices) -> String {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a size in pixels"
    )]
    let count =
        |points: f32, scale: f32| with_thousands((points * scale).round().max(0.0) as usize);
    let (scale, unit) = match choices.format {
        Format::Png => (choices.scale, "pixels"),
        Format::Svg | Format::Pdf => (1.0, "points"),
    };
    let width = count(choices.size.width, scale);
    match choices.size.height {
        Some(height) => format!("{width} × {} {unit}", count(height, scale)),
        None => format!("{width} {unit} wide, as high as it needs to be"),
    }
}

/// In the order of the dialog.
const THEMES: [Option<ThemeName>; 4] = [
    None,
    Some(ThemeName::Light),
    Some(ThemeName::Dark),
    Some(ThemeName::Print),
];

fn theme_words(theme: Option<ThemeName>) -> String {
    let words = match theme {
        None => "As the window",
        Some(ThemeName::Light) => "Light",
        Some(ThemeName::Dark) => "Dark",
        Some(ThemeName::Print) => "Print",
    };
    words.to_owned()
}

fn range_words(is_whole: bool) -> String {
    let words = if is_whole {
        "The whole dataset, without filter"
    } else {
        "What the window shows"
    };
    words.to_owned()
}

/// In the order of the dialog.
const SUBJECTS: [Subject; 4] = [
    Subject::Figure,
    Subject::Timeline,
    Subject::Map,
    Subject::Chart,
];

const fn subject_name(subject: Subject) -> &'static str {
    match subject {
        Subject::Figure => "Figure",
        Subject::Timeline => "Timeline",
        Subject::Map => "Map",
        Subject::Chart => "Chart",
    }
}

const fn subject_words(subject: Subject) -> &'static str {
    match subject {
        Subject::Figure => "Timeline over map, with notes, a key and numbered sources.",
        Subject::Timeline => "The timeline, as it stands in the window.",
        Subject::Map => "The relationship map, as it stands in the window.",
        Subject::Chart => "Activity over time, and the tone of what is selected.",
    }
}

const fn format_words(format: Format) -> &'static str {
    match format {
        Format::Png => "Pixels, for slides and messages.",
        Format::Svg => "Shapes and text, for the web and for drawing programs.",
        Format::Pdf => "A page whose text can be searched, for print.",
    }
}
