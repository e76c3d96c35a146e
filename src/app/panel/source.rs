//! A source: what it is, how reliable, and what cites it.

use super::super::{Show, widgets};
use super::citations;
use super::fields::{self, Look, row, text_row};
use super::grades;
use super::items;
use super::rows::{counted, hairline, plain_heading, quiet};
use crate::dataset::date::{self, Date};
use crate::dataset::edit::Edit;
use crate::dataset::zone::Zone;
use crate::dataset::{Dataset, Handle, Reliability, Source};
use crate::editor::Action;
use crate::editor::answers::Indexed;
use crate::editor::entry::change_of;
use crate::editor::field::Field;
use crate::editor::selection::Selection;
use egui::Ui;

/// The source.
pub(super) fn show(show: &mut Show<'_>, ui: &mut Ui, _indexed: &Indexed, handle: Handle) {
    let Some(dataset) = show.state.dataset() else {
        return;
    };
    let Some(source) = dataset.sources.get(handle) else {
        return;
    };
    let of = Some(Selection::Source(handle));
    let theme = show.theme;
    fields::title(show, ui, of, Field::Title, "Title", &source.title);
    links(show, ui, source);
    hairline(ui, theme);
    facts(show, ui, dataset, handle, source);
    hairline(ui, theme);
    plain_heading(ui, theme, "Note");
    fields::remark(show, ui, of, "Note", source.note.as_deref());
    cited(show, ui, handle);
}

fn facts(show: &mut Show<'_>, ui: &mut Ui, dataset: &Dataset, handle: Handle, source: &Source) {
    let theme = show.theme;
    let of = Some(Selection::Source(handle));
    ui.spacing_mut().item_spacing.y = 2.0;
    let text = |t: &Option<crate::dataset::Text>| t.as_deref().unwrap_or_default().to_owned();
    text_row(
        show,
        ui,
        of,
        Field::Publisher,
        "Publisher",
        &text(&source.publisher),
    );
    text_row(show, ui, of, Field::Author, "Author", &text(&source.author));
    row(show, ui, "Published", |show, ui| {
        let now = text(&source.published);
        fields::text(
            show,
            ui,
            of,
            Field::Published,
            "Published",
            &now,
            Look::VALUE,
        );
        if let Ok(date) = Date::parse(&now) {
            let utc = Zone::utc();
            quiet(ui, theme, &date::in_words(&date, &utc, &utc));
        }
    });
    text_row(show, ui, of, Field::Url, "Address", &text(&source.url));
    let words = |r: Reliability| format!("{}, {}", r.word(), grades::reliability_words(r));
    let grade = fields::pick(
        show,
        ui,
        "Reliability",
        source.reliability,
        Reliability::ALL,
        words,
    );
    let grade = grade.and_then(|grade| {
        let name = change_of("reliability", &source.title);
        Edit::put(name, dataset, handle, |s: &mut Source| {
            s.reliability = grade;
            s.kept.forget("reliability");
        })
    });
    show.actions.extend(grade.map(Action::Edit));
    let named = show.answers.named(Selection::Source(handle));
    let copies = source.copies.as_ref();
    if let Some((copied, other)) = copies.and_then(|id| named.sources.find(&dataset.sources, id)) {
        row(show, ui, "Copies", |show, ui| {
            ui.add_space(5.0);
            if widgets::link(
                ui,
                theme,
                other.publisher.as_deref().unwrap_or(&other.title),
            )
            .clicked()
            {
                show.act(Action::Select(Some(Selection::Source(copied))));
            }
        });
    }
}

/// What cites it.
fn cited(show: &mut Show<'_>, ui: &mut Ui, handle: Handle) {
    let theme = show.theme;
    let Some(listing) = show.answers.listing(Selection::Source(handle)).cloned() else {
        return;
    };
    let version = &listing.of.of.of;
    hairline(ui, theme);
    counted(ui, theme, "Events that cite it", listing.events.len());
    items::events(show, ui, version, &listing);
    hairline(ui, theme);
    counted(ui, theme, "Relations that cite it", listing.relations.len());
    items::relations(show, ui, version, &listing);
}

fn links(show: &mut Show<'_>, ui: &mut Ui, source: &Source) {
    let theme = show.theme;
    let all = [
        (&source.url, "Open the address"),
        (&source.archived_url, "Open the archived copy"),
    ];
    let there: Vec<(&str, &str)> = all
        .into_iter()
        .filter_map(|(url, words)| Some((url.as_deref()?, words)))
        .filter(|(url, _)| citations::is_web(url))
        .collect();
    if there.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        for (url, words) in there {
            if widgets::link(ui, theme, words).on_hover_text(url).clicked() {
                show.act(Action::OpenLink(url.to_owned()));
            }
        }
    });
}
