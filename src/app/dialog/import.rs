//! Asks how a table is to be read: the first rows, above each column what it is taken for, below what
//! became of its cells.

use super::export::tick;
use super::{Outcome, foot, heading, say};
use crate::app::UiContext;
use crate::app::menu::ZONES;
use crate::app::panel::fields;
use crate::app::panel::lines::elided;
use crate::app::panel::picker;
use crate::app::widgets;
use crate::dataset::date::text::Order;
use crate::editor::Action;
use crate::editor::action::Dialog;
use crate::editor::importing::Importing;
use crate::files::table::{ColumnOf, Ground, Import, Mapping, Meaning, PreviewRow, Rows, Side};
use crate::scene::{Style, Theme, Weight};
use egui::{Id, Rect, Response, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

/// Width of a column.
const COLUMN: f32 = 168.0;
/// Between two columns.
const BETWEEN: f32 = 8.0;
/// Height of the line numbers' column, and of rows.
const NUMBERS: f32 = 34.0;
const ROW: f32 = 22.0;
/// A row whose date is told below its cell.
const TALL: f32 = 38.0;
/// Height of what stands above the rows: the name, and what it means.
const HEAD: f32 = 58.0;
/// What the window has round a dialog, at least.
const MARGINS: egui::Vec2 = vec2(80.0, 80.0);
const WIDEST: f32 = 1800.0;
/// Below the table: what was counted, and the buttons.
const FOOT: f32 = 120.0;

/// The encodings that are offered, by their labels in the Encoding Standard.
const ENCODINGS: [(&str, &str); 14] = [
    ("utf-8", "UTF-8"),
    ("utf-16le", "UTF-16LE"),
    ("utf-16be", "UTF-16BE"),
    ("windows-1252", "Windows-1252, western"),
    ("windows-1250", "Windows-1250, central European"),
    ("windows-1251", "Windows-1251, Cyrillic"),
    ("koi8-u", "KOI8-U, Ukrainian"),
    ("macintosh", "Macintosh, western"),
    ("iso-8859-2", "ISO-8859-2, central European"),
    ("iso-8859-7", "ISO-8859-7, Greek"),
    ("windows-1254", "Windows-1254, Turkish"),
    ("shift_jis", "Shift_JIS, Japanese"),
    ("gb18030", "GB18030, Chinese"),
    ("big5", "Big5, Chinese"),
];

/// The separators that are offered.
const SEPARATORS: [(char, &str); 4] = [
    (',', "commas"),
    (';', "semicolons"),
    ('\t', "tabs"),
    ('|', "bars"),
];

/// The hundred years that are offered for years of two digits.
const CENTURIES: [i64; 6] = [0, 1800, 1900, 1930, 1950, 2000];

/// What is looked for most stands first in the menu of a column.
const FIRST: [&str; 12] = [
    "when",
    "start",
    "end",
    "year",
    "title",
    "actors",
    "from",
    "to",
    "category",
    "place",
    "description",
    "source",
];

/// How many lines are offered for the header.
const HEADERS: usize = 12;

pub(super) fn show(
    cx: &mut UiContext<'_>,
    ui: &mut Ui,
    importing: &Importing,
    outcome: &mut Outcome,
) {
    let room = ui.ctx().content_rect().size() - MARGINS;
    ui.set_width(room.x.min(WIDEST));
    let name = importing
        .path
        .file_name()
        .unwrap_or(importing.path.as_os_str());
    heading(
        cx,
        ui,
        &format!("How is {} to be read?", name.to_string_lossy()),
    );
    open_questions(cx, ui, importing);
    let mut next = importing.mapping.clone();
    options(cx, ui, &importing.import, &mut next);
    ui.add_space(4.0);
    let height =
        (ui.ctx().content_rect().height() - MARGINS.y - FOOT - ui.min_rect().height()).max(160.0);
    ScrollArea::both()
        .id_salt("table of the import")
        .max_height(height)
        .auto_shrink([false, true])
        .show(ui, |ui| preview(cx.theme, ui, &importing.import, &mut next));
    ui.add_space(4.0);
    let is_read = importing.loaded.is_some();
    let counted = match (&importing.trouble, cx.state.opening.is_some()) {
        (_, true) => "Reading the table.".to_owned(),
        (Some(_), false) => String::new(),
        (None, false) => importing.import.counted(),
    };
    let mut remembers = importing.remembers;
    ui.horizontal(|ui| {
        let may_remember = importing.pasted.is_none();
        let words = "Remember this for the file";
        if may_remember && tick(cx.measure, cx.theme, ui, remembers, words) {
            remembers = !remembers;
        }
        if may_remember {
            ui.add_space(12.0);
        }
        say(cx, ui, &counted);
    });
    if let Some(action) = changed(importing, next, remembers) {
        outcome.actions.push(action);
        return;
    }
    let mut choices = vec![("Open", vec![Action::OpenTable])];
    let document = cx.state.document.as_ref();
    let is_other = document.is_some_and(|document| !document.is_of(&importing.path));
    if is_read && is_other {
        let add = ("Add to the open dataset", vec![Action::AddTable]);
        // What is pasted beside something open belongs to it more often than not.
        let place = usize::from(importing.pasted.is_none());
        choices.insert(place, add);
    }
    choices.push(("Cancel", vec![Action::Dialog(None), Action::StopOpening]));
    outcome.is_ready = is_read;
    foot(cx, ui, outcome, &choices);
}

/// What follows from another mapping, or from another word on remembering it.
fn changed(importing: &Importing, mut next: Mapping, remembers: bool) -> Option<Action> {
    let Mapping {
        rows,
        sheet,
        header,
        separator,
        encoding,
        ..
    } = &importing.mapping;
    let is_same = (&next.rows, &next.sheet, &next.header) == (rows, sheet, header)
        && (&next.separator, &next.encoding) == (separator, encoding);
    if !is_same {
        // Its columns have other names now.
        next.columns.clear();
        next.parted.clear();
    }
    let is_new = next != importing.mapping;
    if !is_new && remembers == importing.remembers {
        return None;
    }
    let with = |loaded| {
        Box::new(Importing {
            mapping: next.clone(),
            remembers,
            loaded,
            ..importing.clone()
        })
    };
    Some(if is_new {
        // What was made of it is of another mapping.
        Action::ReadTable(with(None))
    } else {
        Action::Dialog(Some(Dialog::Import(with(importing.loaded.clone()))))
    })
}

/// What is open, loudly; else what was found.
fn open_questions(cx: &UiContext<'_>, ui: &mut Ui, importing: &Importing) {
    let Import {
        questions,
        findings,
        ..
    } = &*importing.import;
    if let Some(trouble) = &importing.trouble {
        fields::trouble(cx.theme, ui, trouble);
        return;
    }
    for question in questions {
        fields::trouble(cx.theme, ui, question);
    }
    if questions.is_empty() {
        let found = findings
            .iter()
            .take(3)
            .cloned()
            .collect::<Vec<_>>()
            .join(" ");
        if !found.is_empty() {
            say(cx, ui, &found);
        }
    }
}

/// A menu of one option: what is chosen, or what was found.
fn option<T: PartialEq>(
    theme: &Theme,
    ui: &mut Ui,
    label: &str,
    now: &str,
    all: impl Iterator<Item = (T, String)>,
    chosen: &T,
) -> Option<T> {
    let picked = widgets::choice(ui, theme, (label, now), &[], |ui| {
        ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
            let rows = all.filter_map(|(value, words)| {
                let is_now = value == *chosen;
                fields::choice(ui, is_now, &words, value)
            });
            rows.last()
        })
    });
    picked.and_then(|shown| shown.inner)
}

fn options(cx: &mut UiContext<'_>, ui: &mut Ui, import: &Import, next: &mut Mapping) {
    let theme = cx.theme;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 6.0);
        let rows = |rows: Rows| rows.kind().key().to_owned();
        let all = Rows::ALL
            .into_iter()
            .map(|kind| (Some(rows(kind)), rows(kind)));
        if let Some(kind) = option(
            theme,
            ui,
            "Rows are",
            &rows(import.rows),
            all,
            &Some(rows(import.rows)),
        ) {
            next.rows = kind;
        }
        if import.origin.format.is_none() {
            option_of_header(theme, ui, import, next);
        }
        if let Some(encoding) = &import.origin.encoding {
            options_of_text(theme, ui, import, encoding, next);
        }
        if let Some(sheet) = import
            .origin
            .sheet
            .as_ref()
            .filter(|_| import.origin.sheets.len() > 1)
        {
            let all = import.origin.sheets.iter();
            let all = all.map(|name| (Some(name.clone()), name.clone()));
            if let Some(name) = option(theme, ui, import.origin.part(), sheet, all, &next.sheet) {
                next.sheet = name;
            }
        }
        options_of_dates(cx, ui, import, next);
    });
}

fn option_of_header(theme: &Theme, ui: &mut Ui, import: &Import, next: &mut Mapping) {
    let header = |line: usize| match line {
        0 => "none".to_owned(),
        line => format!("{} {line}", import.origin.row().to_lowercase()),
    };
    let now = header(import.header.unwrap_or(0));
    let all = (0..=HEADERS).map(|line| (Some(line), header(line)));
    if let Some(line) = option(
        theme,
        ui,
        "Header",
        &now,
        all,
        &Some(import.header.unwrap_or(0)),
    ) {
        next.header = line;
    }
}

fn options_of_text(
    theme: &Theme,
    ui: &mut Ui,
    import: &Import,
    encoding: &str,
    next: &mut Mapping,
) {
    if let Some(separator) = import.origin.separator {
        let words = |sign: char| {
            let known = SEPARATORS.iter().find(|(known, _)| *known == sign);
            known.map_or_else(|| sign.to_string(), |(_, words)| (*words).to_owned())
        };
        let now = words(separator);
        let all = SEPARATORS.iter();
        let all = all.map(|(sign, words)| (Some(*sign), (*words).to_owned()));
        if let Some(sign) = option(theme, ui, "Between cells", &now, all, &next.separator) {
            next.separator = sign;
        }
    }
    let all = ENCODINGS.iter();
    let all = all.map(|(label, words)| (Some((*label).to_owned()), (*words).to_owned()));
    if let Some(label) = option(theme, ui, "Text", encoding, all, &next.encoding) {
        next.encoding = label;
    }
}

fn options_of_dates(cx: &mut UiContext<'_>, ui: &mut Ui, import: &Import, next: &mut Mapping) {
    let theme = cx.theme;
    let found = |words: &str| format!("{words} (found)");
    let words = |first: Option<bool>| match first {
        None => "as found",
        Some(true) => "day first",
        Some(false) => "month first",
    };
    let now = match (next.day_first, import.order) {
        (None, Some(order)) => found(words(Some(order == Order::DayFirst))),
        (chosen, _) => words(chosen).to_owned(),
    };
    let all = [None, Some(true), Some(false)].map(|first| (first, words(first).to_owned()));
    let picked = option(
        theme,
        ui,
        "In 3/4/2014",
        &now,
        all.into_iter(),
        &next.day_first,
    );
    if let Some(first) = picked {
        next.day_first = first;
    }
    let words = |first: Option<i64>| match first {
        None => "as found".to_owned(),
        Some(first) => format!("{first} to {}", first.saturating_add(99)),
    };
    let all = std::iter::once(None).chain(CENTURIES.map(Some));
    let all = all.map(|first| (first, words(first)));
    let now = words(next.century);
    if let Some(first) = option(theme, ui, "Years of two digits", &now, all, &next.century) {
        next.century = first;
    }
    option_of_zone(cx, ui, next);
    let both = [(false, "left without"), (true, "those above")];
    let all = both.map(|(fills, words)| (fills, words.to_owned()));
    let now = if next.fill_down {
        "those above"
    } else {
        "left without"
    };
    let picked = option(
        theme,
        ui,
        "Missing dates",
        now,
        all.into_iter(),
        &next.fill_down,
    );
    if let Some(fills) = picked {
        next.fill_down = fills;
    }
}

/// The usual zones, and a field that finds any other.
fn option_of_zone(cx: &mut UiContext<'_>, ui: &mut Ui, next: &mut Mapping) {
    let now = next.zone.clone().unwrap_or_else(|| "UTC".to_owned());
    let picked = widgets::choice(ui, cx.theme, ("Zone", &now), &[], |ui| {
        let found = picker::zone(cx, ui, Id::unique("zone of a table"));
        if found.is_some() {
            ui.close();
        }
        let other = (!ZONES.contains(&&*now)).then_some(&*now);
        let all = ZONES.into_iter().chain(other);
        let rows = all.filter_map(|zone| fields::choice(ui, zone == now, zone, zone.to_owned()));
        rows.last().or(found)
    });
    if let Some(zone) = picked.flatten() {
        next.zone = Some(zone);
    }
}

/// The first rows, with what each column is taken for above them.
fn preview(theme: &Theme, ui: &mut Ui, import: &Import, next: &mut Mapping) {
    let dated = import
        .columns
        .iter()
        .position(|column| matches!(column.meaning.when(), Some((Side::Start, _))));
    let columns = f32::from(u16::try_from(import.columns.len()).unwrap_or(u16::MAX));
    let width = NUMBERS + columns * (COLUMN + BETWEEN);
    ui.spacing_mut().item_spacing.y = 0.0;
    let (head, _) = ui.allocate_exact_size(vec2(width, HEAD), Sense::hover());
    for (n, column) in import.columns.iter().enumerate() {
        let left = left_of(head.left(), n);
        let place = Rect::from_min_size(pos2(left, head.top()), vec2(COLUMN, HEAD));
        match header(theme, ui, import, column, place) {
            Some(Picked::Meaning(meaning)) => {
                next.columns.insert(column.name.clone(), meaning.to_owned());
            }
            Some(Picked::Parted(is_parted)) => {
                next.parted.insert(column.name.clone(), is_parted);
            }
            None => {}
        }
    }
    for row in &import.preview {
        let height = if row.date.is_some() || !row.told.is_empty() {
            TALL
        } else {
            ROW
        };
        let (place, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
        if ui.is_rect_visible(place) {
            shown_row(theme, ui, import, row, dated, place);
        }
        told_aloud(&response, import, row);
        if !row.told.is_empty() {
            let told: Vec<&str> = row.told.iter().map(|(_, told)| told.as_str()).collect();
            response.on_hover_text_at_pointer(told.join("\n"));
        }
    }
}

fn left_of(left: f32, column: usize) -> f32 {
    let n = f32::from(u16::try_from(column).unwrap_or(u16::MAX));
    left + NUMBERS + n * (COLUMN + BETWEEN)
}

/// What is picked of a column.
#[derive(Clone, Copy)]
enum Picked {
    /// The name of a meaning.
    Meaning(&'static str),
    /// Whether commas and “and” part its names.
    Parted(bool),
}

/// The name of a column, and the menu of what it can mean.
fn header(
    theme: &Theme,
    ui: &mut Ui,
    import: &Import,
    column: &ColumnOf,
    place: Rect,
) -> Option<Picked> {
    let style = Style::new(12.0, Weight::SemiBold, theme.t1);
    elided(
        ui,
        pos2(place.left() + 2.0, place.top() + 10.0),
        &column.name,
        style,
        COLUMN - 4.0,
    );
    let menu = Rect::from_min_max(
        pos2(place.left(), place.top() + 22.0),
        pos2(place.right(), place.top() + 50.0),
    );
    let mut inside = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(menu)
            .id_salt(("meaning", &column.name)),
    );
    let now = match column.ground {
        Ground::Cells => format!("{}?", column.meaning.in_words()),
        _ => column.meaning.in_words().to_owned(),
    };
    let name = format!("Meaning of {}", column.name);
    fields::framed_menu(theme, &mut inside, &name, &now, |ui| {
        let mut known = import.rows.meanings().to_vec();
        let place = |name: &str| FIRST.iter().position(|first| *first == name);
        known.sort_by_key(|(name, _)| place(name).unwrap_or(FIRST.len()));
        let others = [("keep", Meaning::Keep), ("leave out", Meaning::LeaveOut)];
        let all = others.into_iter().chain(known);
        let rows = all.filter_map(|(name, meaning)| {
            let is_now = meaning == column.meaning;
            fields::choice(ui, is_now, meaning.in_words(), Picked::Meaning(name))
        });
        let meaning = rows.last();
        let parted = column.is_parted.and_then(|is_parted| {
            ui.separator();
            let words = "Commas and “and” part names";
            fields::choice(ui, is_parted, words, Picked::Parted(!is_parted))
        });
        meaning.or(parted)
    })
}

/// A row: its line, its cells, and below the cell of its date what was read.
fn shown_row(
    theme: &Theme,
    ui: &Ui,
    import: &Import,
    row: &PreviewRow,
    dated: Option<usize>,
    place: Rect,
) {
    ui.painter()
        .hline(place.x_range(), place.top(), (1.0, theme.hair));
    let y = place.top() + ROW / 2.0;
    let quiet = Style::new(11.0, Weight::Regular, theme.t3);
    elided(
        ui,
        pos2(place.left() + 2.0, y),
        &row.line.to_string(),
        quiet,
        NUMBERS - 4.0,
    );
    let seen = ui.clip_rect().x_range();
    for (n, column) in import.columns.iter().enumerate() {
        let left = left_of(place.left(), n) + 2.0;
        if left > seen.max || left + COLUMN < seen.min {
            continue;
        }
        let cell = row.cells.get(n).map_or("", String::as_str).trim();
        let told = row.told.iter().find(|(of, _)| *of == Some(n));
        let colour = match (column.meaning, told) {
            (_, Some(_)) => theme.error,
            (Meaning::Keep | Meaning::LeaveOut, None) => theme.t3,
            _ => theme.t1,
        };
        let one_line = cell.replace(['\n', '\r'], " ");
        elided(
            ui,
            pos2(left, y),
            &one_line,
            Style::new(12.0, Weight::Regular, colour),
            COLUMN - 4.0,
        );
        let below = y + 15.0;
        let date = row.date.as_ref().filter(|_| dated == Some(n));
        if let Some((_, told)) = told {
            // The cell stands above.
            let told = told
                .split_once(" is not a date: ")
                .map_or(&**told, |(_, why)| why);
            elided(
                ui,
                pos2(left, below),
                told,
                Style::new(11.0, Weight::Regular, theme.error),
                COLUMN - 4.0,
            );
        } else if let Some(date) = date {
            elided(
                ui,
                pos2(left, below),
                date,
                Style::new(11.0, Weight::Regular, theme.t2),
                COLUMN - 4.0,
            );
        }
    }
    if let Some((_, told)) = row.told.iter().find(|(of, _)| of.is_none()) {
        let left = left_of(place.left(), 0) + 2.0;
        let style = Style::new(11.0, Weight::Regular, theme.error);
        elided(
            ui,
            pos2(left, y + 15.0),
            told,
            style,
            place.width() - NUMBERS,
        );
    }
}

/// What a screen reader says of a row.
fn told_aloud(response: &Response, import: &Import, row: &PreviewRow) {
    let said = || {
        let cells = import.columns.iter().zip(&row.cells);
        let cells = cells.filter(|(_, cell)| !cell.trim().is_empty());
        let mut said: Vec<String> = cells
            .map(|(column, cell)| format!("{}: {cell}", column.name))
            .collect();
        said.extend(row.date.iter().map(|date| format!("read as {date}")));
        said.extend(row.told.iter().map(|(_, told)| told.clone()));
        format!("{} {}. {}", import.origin.row(), row.line, said.join("; "))
    };
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Row, true, said()));
}
