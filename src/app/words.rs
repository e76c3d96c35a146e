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
        focused: None,
        related: answers.related().map(|r| (**r).clone()).unwrap_or_default(),
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
            let written = event.more.zone.as_deref().and_then(Zone::named);
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
pub(super) fn tooltip(show: &Show<'_>, _ui: &egui::Ui, response: &Response, key: Key) {
    let Some(indexed) = show.answers.indexed() else {
        return;
    };
    let Some(title) = name(indexed, key) else {
        return;
    };
    let theme = show.theme;
    let mut lines = Vec::new();
    match key {
        Key::Event(h) => {
            let Some(event) = indexed.dataset.events.get(Handle(h)) else {
                return;
            };
            let own = &indexed.index.zone;
            lines.push(when(
                event,
                own,
                show.state.view.zone.as_ref().unwrap_or(own),
            ));
            let certainty = indexed
                .index
                .row(Handle(h))
                .and_then(|row| indexed.index.certainty.get(row as usize));
            if event.status != Status::Happened {
                lines.push(status(event.status).to_owned());
            }
            lines.extend(certainty.map(|c| self::certainty(*c).to_owned()));
        }
        Key::Actor(h) => {
            let Some(actor) = indexed.dataset.actors.get(Handle(h)) else {
                return;
            };
            lines.extend(actor.role.as_ref().map(ToString::to_string));
            let place = indexed.index.actor(Handle(h));
            let part = place.and_then(|p| show.answers.tied()?.ties.part.get(p as usize).copied());
            if let Some(part) = part {
                lines.push(format!(
                    "Takes part in {}",
                    plural(part as usize, "event", "events")
                ));
            }
        }
        Key::Tie(..) | Key::Mutual(..) => {
            let Some(tie) = tie(show, key) else { return };
            let weight = plural(
                tie.weight as usize,
                "event or relation",
                "events and relations",
            );
            lines.push(weight);
            if let Some(tone) = tie.tone {
                lines.push(format!("Tone {}", signed(f64::from(tone))));
            }
            if let Some(label) = tie_label(indexed, tie) {
                lines.insert(0, label);
            }
            lines.push(self::certainty(tie.certainty).to_owned());
        }
        _ => return,
    }
    response.clone().on_hover_ui_at_pointer(|ui| {
        ui.set_max_width(300.0);
        ui.label(
            RichText::new(title)
                .font(font(12.0, Weight::SemiBold))
                .color(theme.t1),
        );
        for line in lines {
            ui.label(
                RichText::new(line)
                    .font(font(11.5, Weight::Regular))
                    .color(theme.t2),
            );
        }
    });
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
