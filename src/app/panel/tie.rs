//! What joins two actors: why there is a line on the map.

use super::super::Show;
use super::super::action::Action;
use super::super::answers::{Indexed, Tied};
use super::super::state::Selection;
use super::super::status::plural;
use super::super::style::font;
use super::super::widgets;
use super::super::words;
use super::actor::disc;
use super::items;
use super::lines::elided;
use super::rows::{self, counted, hairline, heading, quiet, say};
use super::tone_chart;
use crate::analysis::{Tie, TieKey};
use crate::dataset::{Actor, Handle, Status};
use crate::map;
use crate::scene::{Style, Weight};
use crate::timeline::calendar::with_thousands;
use crate::timeline::range_in_words;
use egui::{Rect, Sense, Ui, pos2, vec2};

/// The tie of two actors.
pub(super) fn show(show: &mut Show<'_>, ui: &mut Ui, indexed: &Indexed, a: Handle, b: Handle) {
    let actors = &indexed.dataset.actors;
    let (Some(first), Some(second)) = (actors.get(a), actors.get(b)) else {
        return;
    };
    let theme = show.theme;
    title(show, ui, indexed, (a, first), (b, second));
    let Some(listing) = show.answers.listing(Selection::Tie(a, b)).cloned() else {
        return;
    };
    let tied = &listing.of;
    let version = &tied.of.of;
    ui.spacing_mut().item_spacing.y = 0.0;
    say(
        ui,
        "Why is this line here?",
        12.0,
        Weight::SemiBold,
        theme.t1,
    );
    let zone = show.state.view.zone.as_ref().unwrap_or(&version.index.zone);
    let when = tied.window.map(|(from, to)| range_in_words(from, to, zone));
    let sentence = sentence(
        listing.events.len(),
        listing.relations.len(),
        when.as_deref(),
    );
    say(ui, &sentence, 12.0, Weight::Regular, theme.t2);
    ui.add_space(4.0);
    directions(show, ui, tied, (a, first), (b, second));
    if !listing.events.is_empty() {
        tone_chart(show, ui, version, &listing.tones);
    }
    hairline(ui, theme);
    heading(ui, theme, "Events", Some(listing.events.len()), |ui| {
        if !listing.events.is_empty() && widgets::link(ui, theme, "Show on the timeline").clicked()
        {
            show.act(Action::Reveal);
        }
    });
    items::events(show, ui, version, &listing);
    hairline(ui, theme);
    counted(ui, theme, "Relations", listing.relations.len());
    items::relations(show, ui, version, &listing);
    hairline(ui, theme);
    heading(ui, theme, "Sources", Some(listing.sources.len()), |ui| {
        let text = egui::RichText::new("reliability, credibility");
        ui.label(text.font(font(10.5, Weight::Regular)).color(theme.t3));
    });
    items::sources(show, ui, version, &listing.sources);
}

/// `10 events and 3 relations join them in 8–18 Aug 2025.`
fn sentence(events: usize, relations: usize, when: Option<&str>) -> String {
    let both = format!(
        "{} and {}",
        plural(events, "event", "events"),
        plural(relations, "relation", "relations")
    );
    let (what, verb) = match (events, relations) {
        (0, 0) => ("Nothing".to_owned(), "joins"),
        (_, 0) => (
            plural(events, "event", "events"),
            if events == 1 { "joins" } else { "join" },
        ),
        (0, _) => (
            plural(relations, "relation", "relations"),
            if relations == 1 { "joins" } else { "join" },
        ),
        (_, _) => (both, "join"),
    };
    let when = when.map(|w| format!(" in {w}")).unwrap_or_default();
    format!("{what} {verb} them{when}.")
}

/// Both actors, as on the map, with their names and groups.
fn title(
    show: &mut Show<'_>,
    ui: &mut Ui,
    indexed: &Indexed,
    a: (Handle, &Actor),
    b: (Handle, &Actor),
) {
    let theme = show.theme;
    let groups: Vec<&str> = [a.1, b.1]
        .iter()
        .filter_map(|actor| indexed.dataset.groups.find(actor.group.as_ref()?))
        .map(|(_, group)| &*group.name)
        .collect();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 10.0;
        let (rect, _) = ui.allocate_exact_size(vec2(52.0, 38.0), Sense::hover());
        for ((handle, actor), x) in [(a, 13.0), (b, 39.0)] {
            let at = pos2(rect.left() + x, rect.center().y);
            disc(show, ui, indexed, handle, actor, at, 12.0);
            let spot = Rect::from_center_size(at, vec2(26.0, 26.0));
            let response = ui.interact(spot, ui.unique_id().with(("disc", handle)), Sense::click());
            response
                .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &*actor.name));
            widgets::focus_ring(ui, theme, &response);
            let response = widgets::tip(response, &*actor.name);
            rows::select(show, response, Selection::Actor(handle), None);
        }
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let names = format!("{} and {}", a.1.short_name(), b.1.short_name());
            say(ui, &names, 15.0, Weight::SemiBold, theme.t1);
            let groups = match groups.as_slice() {
                [one, other] if one == other => (*one).to_owned(),
                all => all.join(", "),
            };
            quiet(ui, theme, &groups);
        });
    });
}

/// A row for each way in which they are joined.
fn directions(
    show: &mut Show<'_>,
    ui: &mut Ui,
    tied: &Tied,
    a: (Handle, &Actor),
    b: (Handle, &Actor),
) {
    let index = &tied.of.of.index;
    let (Some(from), Some(to)) = (index.actor(a.0), index.actor(b.0)) else {
        return;
    };
    let (one, other) = (a.1.short_name(), b.1.short_name());
    let ways = [
        (format!("{one} → {other}"), TieKey::new(from, to, false)),
        (format!("{other} → {one}"), TieKey::new(to, from, false)),
        ("both".to_owned(), TieKey::new(from, to, true)),
    ];
    let there: Vec<(String, &Tie)> = ways
        .into_iter()
        .filter_map(|(name, key)| Some((name, tied.ties.get(key)?)))
        .collect();
    let theme = show.theme;
    let widest = there
        .iter()
        .map(|(name, _)| show.measure.width(name, 11.5, Weight::Medium))
        .fold(60.0, f32::max);
    let names = widest.min(150.0);
    for (name, tie) in there {
        let (rect, response) =
            ui.allocate_exact_size(vec2(ui.available_width(), 19.0), Sense::hover());
        let y = rect.center().y;
        elided(
            ui,
            rect.left_center(),
            &name,
            Style::new(11.5, Weight::Medium, theme.t1),
            names,
        );
        let count = with_thousands(tie.weight as usize);
        rows::right(
            ui,
            pos2(rect.left() + names + 24.0, y),
            &count,
            11.5,
            Weight::Regular,
            theme.t2,
        );
        let mut left = pos2(rect.left() + names + 34.0, y);
        if let Some(tone) = tie.tone {
            rows::tone_sign(ui, theme, left, f64::from(tone));
        }
        left.x += 56.0;
        let label = map::label(&tied.of.of.dataset, tie);
        let label = label.map_or_else(|| first_title(tied, tie), str::to_owned);
        let label = match tie.status {
            Status::Happened => label,
            status => format!("{}: {label}", words::status(status).to_lowercase()),
        };
        elided(
            ui,
            left,
            &label,
            Style::new(11.5, Weight::Regular, theme.t2),
            rect.right() - left.x,
        );
        let info = format!("{name}: {count}, {label}");
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &info));
        let tone = tie
            .tone
            .map(|t| format!("mean tone {}, ", words::signed(f64::from(t))))
            .unwrap_or_default();
        widgets::tip(
            response,
            format!("{label}\n{tone}{}", words::certainty(tie.certainty)),
        );
    }
}

/// Where no relation names the tie: its most important event.
fn first_title(tied: &Tied, tie: &Tie) -> String {
    let indexed = &tied.of.of;
    let weight = |row: &&u32| {
        indexed
            .index
            .importance
            .get(**row as usize)
            .copied()
            .unwrap_or(0)
    };
    let events = tie.events.iter().rev().max_by_key(weight);
    let event = events.and_then(|row| indexed.dataset.events.at(*row as usize));
    event.map(|(_, e)| e.title.to_string()).unwrap_or_default()
}
