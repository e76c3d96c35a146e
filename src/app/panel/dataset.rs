//! Nothing is selected: what the dataset is, and its bookmarks.

use super::super::Show;
use super::super::action::Action;
use super::super::state::Panel;
use super::super::status::plural;
use super::super::widgets;
use super::draft::Field;
use super::fields;
use super::lines::elided;
use super::markdown;
use super::rows::{self, counted, hairline, plain_heading, say};
use crate::dataset::Dataset;
use crate::dataset::zone::Zone;
use crate::scene::{Style, Weight};
use crate::timeline::calendar::with_thousands;
use egui::{Ui, pos2};

/// Height of a bookmark.
const BOOKMARK: f32 = 38.0;

/// The dataset.
pub(super) fn show(show: &mut Show<'_>, ui: &mut Ui) {
    let Some(dataset) = show.state.dataset() else {
        return;
    };
    let theme = show.theme;
    let title = &dataset.heading.title;
    fields::title(show, ui, None, Field::Title, "Title", title);
    say(ui, &counts(dataset), 12.0, Weight::Regular, theme.t2);
    problems(show, ui);
    hairline(ui, theme);
    markdown::field(show, ui, None, dataset.heading.description.as_deref());
    if !dataset.bookmarks.is_empty() {
        hairline(ui, theme);
        counted(ui, theme, "Bookmarks", dataset.bookmarks.len());
        rows::each(ui, dataset.bookmarks.len(), BOOKMARK, |ui, n, rect| {
            let Some((handle, bookmark)) = dataset.bookmarks.at(n) else {
                return;
            };
            let response = rows::plate(
                ui,
                theme,
                rect,
                ("bookmark", handle),
                false,
                false,
                &bookmark.title,
            );
            let at = pos2(rect.left(), rect.top() + 11.0);
            elided(
                ui,
                at,
                &bookmark.title,
                Style::new(12.0, Weight::Medium, theme.t1),
                rect.width(),
            );
            let caption = bookmark.caption.as_deref().unwrap_or_default();
            let at = pos2(rect.left(), rect.top() + 27.0);
            elided(
                ui,
                at,
                caption,
                Style::new(11.5, Weight::Regular, theme.t3),
                rect.width(),
            );
            let response = if caption.is_empty() {
                response
            } else {
                widgets::tip(response, caption)
            };
            if response.clicked() {
                show.act(Action::Bookmark(handle));
            }
        });
    }
    hairline(ui, theme);
    plain_heading(ui, theme, "Times");
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

fn problems(show: &mut Show<'_>, ui: &mut Ui) {
    let found = show.answers.faults().map_or(0, |f| f.len());
    if found == 0 {
        return;
    }
    let words = format!(
        "{} {}",
        with_thousands(found),
        if found == 1 { "problem" } else { "problems" }
    );
    if widgets::link(ui, show.theme, &words).clicked() {
        show.act(Action::Panel(Panel::Problems));
    }
}
