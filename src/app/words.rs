//! What things in a picture are called, on the screen, in the accessibility tree and in exports.

use super::Show;
use super::answers::{Answers, Indexed};
use super::state::State;
use super::status::plural;
use super::style::font;
use crate::dataset::date::{self, Date};
use crate::dataset::zone::Zone;
use crate::dataset::{Certainty, Event, Handle, Status};
use crate::scene::emphasis::Emphasis;
use crate::scene::{Key, Weight};
use egui::{Response, RichText};

/// What stands out in both views.
pub(super) fn emphasis(show: &Show<'_>) -> Emphasis {
    emphasis_of(show.state, show.answers)
}

/// The same, outside a frame.
pub(super) fn emphasis_of(state: &State, answers: &Answers) -> Emphasis {
    Emphasis {
        selected: state.selection.and_then(super::Selection::key),
        hovered: state.hovered,
        related: answers.related().cloned().unwrap_or_default(),
        near: answers.near(state.hovered).unwrap_or_default(),
    }
}

/// What a person calls it: a title, a name, `Trump to Putin`, `Trump and Putin`.
pub(super) fn name(indexed: &Indexed, key: Key) -> Option<String> {
    let dataset = &indexed.dataset;
    let actor = |h: u32| {
        dataset
            .actors
            .get(Handle(h))
            .map(|a| a.short_name().to_owned())
    };
    match key {
        Key::Event(h) => dataset.events.get(Handle(h)).map(|e| e.title.to_string()),
        Key::Actor(h) => dataset.actors.get(Handle(h)).map(|a| a.name.to_string()),
        Key::Tie(a, b) => Some(format!("{} to {}", actor(a)?, actor(b)?)),
        Key::Mutual(a, b) => Some(format!("{} and {}", actor(a)?, actor(b)?)),
        Key::Group(h) => dataset.groups.get(Handle(h)).map(|g| g.name.to_string()),
        Key::Period(h) => dataset.periods.get(Handle(h)).map(|p| p.title.to_string()),
        _ => None,
    }
}

/// An event's date in words, in a zone.
pub(super) fn when(event: &Event, own: &Zone, shown: &Zone) -> String {
    match event.when.as_deref().map(Date::parse) {
        None => "No date".to_owned(),
        Some(Ok(parsed)) => {
            let written = event.by_hand.zone.as_deref().and_then(Zone::named);
            date::in_words(&parsed, written.as_ref().unwrap_or(own), shown)
        }
        Some(Err(problem)) => problem.message,
    }
}

/// As a word in a sentence.
pub(super) const fn status(status: Status) -> &'static str {
    match status {
        Status::Happened => "Happened",
        Status::Planned => "Planned",
        Status::Possible => "Possible",
        Status::Denied => "Denied",
    }
}

/// What a certainty rests on, in a sentence.
pub(super) const fn certainty(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Confirmed => "Confirmed: two or more independent sources say this.",
        Certainty::Single => "Only one independent source says this.",
        Certainty::Claimed => "Claimed: no source of grade A to C says this, or it is unnamed.",
        Certainty::Disputed => "Disputed: sources or accounts differ.",
    }
}

/// What is known of what the pointer is on, in a few lines beside it.
pub(super) fn tooltip(show: &Show<'_>, response: &Response, key: Key) {
    let Some(indexed) = show.answers.indexed() else {
        return;
    };
    let lines = match key {
        Key::Event(h) => event_lines(show, indexed, Handle(h)),
        Key::Actor(h) => actor_lines(show, indexed, Handle(h)),
        Key::Tie(..) | Key::Mutual(..) => tie_lines(show, indexed, key),
        _ => None,
    };
    let (Some(title), Some(lines)) = (name(indexed, key), lines) else {
        return;
    };
    let theme = show.theme;
    response.clone().on_hover_ui_at_pointer(|ui| {
        ui.set_max_width(300.0);
        let loud = RichText::new(title).font(font(12.0, Weight::SemiBold));
        ui.label(loud.color(theme.t1));
        for line in lines {
            let quiet = RichText::new(line).font(font(11.5, Weight::Regular));
            ui.label(quiet.color(theme.t2));
        }
    });
}

fn event_lines(show: &Show<'_>, indexed: &Indexed, handle: Handle) -> Option<Vec<String>> {
    let event = indexed.dataset.events.get(handle)?;
    let own = &indexed.index.zone;
    let shown = show.state.view.zone.as_ref().unwrap_or(own);
    let mut lines = vec![when(event, own, shown)];
    if event.status != Status::Happened {
        lines.push(status(event.status).to_owned());
    }
    let row = indexed.index.row(handle)?;
    let firm = indexed.index.certainty.get(row as usize)?;
    lines.push(certainty(*firm).to_owned());
    Some(lines)
}

fn actor_lines(show: &Show<'_>, indexed: &Indexed, handle: Handle) -> Option<Vec<String>> {
    let actor = indexed.dataset.actors.get(handle)?;
    let mut lines: Vec<String> = actor.role.iter().map(ToString::to_string).collect();
    let place = indexed.index.actor(handle)?;
    if let Some(part) = show.answers.tied()?.ties.part.get(place as usize) {
        let events = plural(*part as usize, "event", "events");
        lines.push(format!("Takes part in {events}"));
    }
    Some(lines)
}

fn tie_lines(show: &Show<'_>, indexed: &Indexed, key: Key) -> Option<Vec<String>> {
    let tie = tie(show, key)?;
    let mut lines: Vec<String> = tie_label(indexed, tie).into_iter().collect();
    let count = tie.weight as usize;
    lines.push(plural(count, "event or relation", "events and relations"));
    if let Some(tone) = tie.tone {
        lines.push(format!("Tone {}", signed(f64::from(tone))));
    }
    lines.push(certainty(tie.certainty).to_owned());
    Some(lines)
}

/// The tie that a key stands for.
pub(super) fn tie<'a>(show: &Show<'a>, key: Key) -> Option<&'a crate::analysis::Tie> {
    use crate::analysis::TieKey;
    let tied = show.answers.tied()?;
    let index = &tied.of.of.index;
    let (a, b, is_mutual) = match key {
        Key::Tie(a, b) => (a, b, false),
        Key::Mutual(a, b) => (a, b, true),
        _ => return None,
    };
    let (a, b) = (index.actor(Handle(a))?, index.actor(Handle(b))?);
    tied.ties.get(TieKey::new(a, b, is_mutual))
}

/// What is written along a tie: the label of its first relation that has one.
pub(super) fn tie_label(indexed: &Indexed, tie: &crate::analysis::Tie) -> Option<String> {
    tie.relations.iter().find_map(|n| {
        let row = indexed.index.relations.get(*n as usize)?;
        indexed
            .dataset
            .relations
            .get(row.handle)?
            .label
            .as_ref()
            .map(ToString::to_string)
    })
}

/// `+2.5`, `−4`, `0`, with a true minus.
pub(super) fn signed(value: f64) -> String {
    let rounded = (value * 10.0).round() / 10.0;
    let text = format!("{}", rounded.abs());
    match rounded {
        r if r > 0.0 => format!("+{text}"),
        r if r < 0.0 => format!("−{text}"),
        _ => "0".to_owned(),
    }
}
