//! Nothing is selected: what the dataset is, and its bookmarks.

use super::super::{UiContext, widgets};
use super::fields;
use super::lines::{elided, wrapped};
use super::rows::{self, counted, hairline, plain_heading, say};
use super::{form, lists, markdown};
use crate::dataset::count::{plural, with_thousands};
use crate::dataset::zone::Zone;
use crate::dataset::{Dataset, Handle, Kind};
use crate::editor::Action;
use crate::editor::selection::Selection;
use crate::editor::view::Panel;
use crate::export::paragraph::first_paragraph;
use crate::scene::theme::Theme;
use crate::scene::{Style, Weight};
use egui::{Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

/// Height of a bookmark's card, and the ground between two.
const CARD: f32 = 64.0;
const BETWEEN: f32 = 6.0;
/// Room for what leads to a bookmark's words.
const EDIT: f32 = 40.0;
/// So many lines of what the dataset is about stand at the top.
const STORY: usize = 3;

/// The dataset.
pub(super) fn show(cx: &mut UiContext<'_>, ui: &mut Ui) {
    let Some(dataset) = cx.state.dataset() else {
        return;
    };
    let theme = cx.theme;
    fields::title(cx, ui, None, "title");
    say(ui, &counts(dataset), 12.0, Weight::Regular, theme.t2);
    problems(cx, ui);
    story(ui, theme, dataset);
    bookmarks(cx, ui, dataset);
    for (kind, title) in [
        (Kind::Group, "Groups"),
        (Kind::Category, "Categories"),
        (Kind::Period, "Periods"),
    ] {
        lists::list(cx, ui, kind, title);
    }
    hairline(ui, theme);
    markdown::field(cx, ui, None, dataset.metadata.description.as_deref());
    form::others(cx, ui, None, &["title", "description", "zone"], &[]);
    hairline(ui, theme);
    plain_heading(ui, theme, "Times");
    form::rows(cx, ui, None, &["zone"]);
    let zone = Zone::named(dataset.zone_name());
    let text = match zone {
        Some(zone) => format!("Times without an offset are those of {}.", zone.place()),
        None => format!(
            "“{}” is not a zone, so times without an offset are read as UTC.",
            dataset.zone_name()
        ),
    };
    say(ui, &text, 12.0, Weight::Regular, theme.t2);
}

/// The beginning of what the dataset is about; all of it stands further down.
fn story(ui: &mut Ui, theme: &Theme, dataset: &Dataset) {
    let description = dataset.metadata.description.as_deref().unwrap_or_default();
    let story = first_paragraph(description);
    if story.is_empty() {
        return;
    }
    let style = Style::new(12.0, Weight::Regular, theme.t2);
    ui.add_space(2.0);
    for line in wrapped(ui, &story, style, ui.available_width(), STORY) {
        say(ui, &line, style.size, style.weight, style.colour);
    }
}

/// The bookmarks as cards: what each is called, and what it shows.
fn bookmarks(cx: &mut UiContext<'_>, ui: &mut Ui, dataset: &Dataset) {
    let theme = cx.theme;
    hairline(ui, theme);
    counted(ui, theme, "Bookmarks", dataset.bookmarks.len());
    let height = CARD + BETWEEN;
    rows::each(ui, dataset.bookmarks.len(), height, |ui, n, rect| {
        let Some((handle, bookmark)) = dataset.bookmarks.at(n) else {
            return;
        };
        let rect = rect.with_max_y(rect.top() + CARD);
        let id = ui.unique_id().with(("bookmark", handle));
        let response = ui.interact(rect, id, Sense::click());
        let title = &*bookmark.title;
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, title));
        let fill = if response.hovered() {
            theme.hover
        } else {
            theme.raised
        };
        let rim = Stroke::new(1.0, theme.rule);
        ui.painter().rect(rect, 6.0, fill, rim, StrokeKind::Inside);
        widgets::focus_ring(ui, theme, &response);
        let inside = rect.shrink2(vec2(12.0, 8.0));
        let strong = Style::new(12.0, Weight::SemiBold, theme.t1);
        let at = pos2(inside.left(), inside.top() + 8.0);
        elided(ui, at, title, strong, inside.width() - EDIT);
        // What it claims, or else what it shows.
        let said = bookmark.headline.as_deref().or(bookmark.caption.as_deref());
        let said = said.unwrap_or_default();
        let quiet = Style::new(11.5, Weight::Regular, theme.t2);
        for (n, line) in (0u8..).zip(wrapped(ui, said, quiet, inside.width(), 2)) {
            let at = pos2(inside.left(), inside.top() + 25.0 + 15.0 * f32::from(n));
            elided(ui, at, &line, quiet, inside.width());
        }
        let caption = bookmark.caption.as_deref().unwrap_or_default();
        let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
        let response = match caption {
            "" => response,
            caption => widgets::tip(response, caption),
        };
        if response.clicked() {
            cx.act(Action::Bookmark(handle));
        }
        edit(cx, ui, inside, handle, title);
    });
    if rows::more(ui, theme, "Add bookmark") {
        cx.act(Action::Add(Kind::Bookmark));
    }
}

/// What leads to the words of a bookmark, at the top right of its card.
fn edit(cx: &mut UiContext<'_>, ui: &Ui, inside: Rect, handle: Handle, title: &str) {
    let rect = Rect::from_min_size(
        pos2(inside.right() - EDIT + 6.0, inside.top() - 2.0),
        vec2(EDIT - 6.0, 20.0),
    );
    let response = ui.interact(rect, ui.unique_id().with(("edit", handle)), Sense::click());
    let theme = cx.theme;
    let colour = if response.hovered() {
        theme.t1
    } else {
        theme.t3
    };
    rows::right(
        ui,
        rect.right_center(),
        "Edit",
        11.5,
        Weight::Regular,
        colour,
    );
    widgets::focus_ring(ui, theme, &response);
    let name = format!("Edit the bookmark {title}");
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if response.clicked() {
        cx.act(Action::Select(Some(Selection::Bookmark(handle))));
    }
}

/// `132 events, 49 actors, 76 relations and 170 sources`
fn counts(dataset: &Dataset) -> String {
    format!(
        "{}, {}, {} and {}",
        plural(dataset.events.len(), "event", "events"),
        plural(dataset.actors.len(), "actor", "actors"),
        plural(dataset.relations.len(), "relation", "relations"),
        plural(dataset.sources.len(), "source", "sources"),
    )
}

fn problems(cx: &mut UiContext<'_>, ui: &mut Ui) {
    let found = cx.queries.problems().map_or(0, |f| f.len());
    if found == 0 {
        return;
    }
    let words = format!(
        "{} {}",
        with_thousands(found),
        if found == 1 { "problem" } else { "problems" }
    );
    if widgets::link(ui, cx.theme, &words).clicked() {
        cx.act(Action::Panel(Panel::Problems));
    }
}
