//! An event: what, when, who, according to whom, and what it is joined to.

use super::super::{UiContext, widgets};
use super::citations;
use super::items;
use super::markdown;
use super::participants;
use super::rows::{counted, hairline, plain_heading, quiet, say};
use super::{fields, form};
use crate::dataset::date::{self, Date};
use crate::dataset::zone::Zone;
use crate::dataset::{Account, Dataset, Event, Handle, Id, LinkKind};
use crate::editor::derived::Indexed;
use crate::editor::listing::Listing;
use crate::editor::named::Named;
use crate::editor::selection::Selection;
use crate::editor::{Action, words};
use crate::scene::{Theme, Weight};
use egui::Ui;

/// Fields that stand at the top of the panel.
const FACTS: [&str; 8] = [
    "when",
    "zone",
    "status",
    "category",
    "importance",
    "tone",
    "place.name",
    "tags",
];

/// Fields that have a part of the panel of their own.
const OWN: [&str; 5] = [
    "title",
    "description",
    "participants",
    "citations",
    "private_note",
];

/// The event.
pub(super) fn show(cx: &mut UiContext<'_>, ui: &mut Ui, indexed: &Indexed, handle: Handle) {
    let Some(dataset) = cx.state.dataset() else {
        return;
    };
    let Some(event) = dataset.events.get(handle) else {
        return;
    };
    let of = Some(Selection::Event(handle));
    let theme = cx.theme;
    fields::title(cx, ui, of, "title");
    dates(cx, ui, dataset, event);
    left_out(cx, ui, indexed, handle);
    hairline(ui, theme);
    form::rows(cx, ui, of, &FACTS);
    hairline(ui, theme);
    markdown::field(cx, ui, of, event.description.as_deref());
    hairline(ui, theme);
    participants::show(cx, ui, indexed, dataset, handle, event);
    hairline(ui, theme);
    let listing = cx.queries.listing(Selection::Event(handle)).cloned();
    let reason = listing.as_ref().and_then(|l| l.reason);
    let decided = event.by_hand.certainty_reason.as_deref();
    citations::show(
        cx,
        ui,
        dataset,
        Selection::Event(handle),
        &event.citations,
        reason.map(|reason| (reason, decided)),
    );
    accounts(cx, ui, dataset, handle, event);
    links(cx, ui, indexed, listing.as_deref(), event);
    let told = ["accounts", "leads_to", "parent"];
    form::others(cx, ui, of, &[&FACTS[..], &OWN].concat(), &told);
    form::remark(cx, ui, of, "private_note");
}

/// The zone that an event's times are written in.
fn own_zone(dataset: &Dataset, event: &Event) -> Zone {
    event.own_zone().unwrap_or_else(|| dataset.zone())
}

/// When, in words: in the event's own zone, and in the one that the axis shows.
fn dates(cx: &UiContext<'_>, ui: &mut Ui, dataset: &Dataset, event: &Event) {
    let theme = cx.theme;
    let own = own_zone(dataset, event);
    let Some(when) = event.when.as_deref() else {
        say(ui, "Undated", 12.0, Weight::Regular, theme.t2);
        return;
    };
    let Ok(date) = Date::parse(when) else {
        let text = format!("“{when}” is not a date.");
        say(ui, &text, 12.0, Weight::Regular, theme.error);
        return;
    };
    let here = date::in_words(&date, &own, &own);
    say(ui, &here, 12.0, Weight::Regular, theme.t2);
    if let Some(shown) = cx.state.view.zone.as_ref().filter(|z| **z != own) {
        let there = date::in_words(&date, &own, shown);
        if there != here {
            quiet(ui, theme, &there);
        }
    }
}

/// That the filter leaves it out: search leads to every event.
fn left_out(cx: &mut UiContext<'_>, ui: &mut Ui, indexed: &Indexed, handle: Handle) {
    let passed = cx.queries.passed();
    let passed = passed.filter(|passed| passed.indexed.version == indexed.version);
    let row = indexed.index.row(handle);
    let is_out = passed
        .zip(row)
        .is_some_and(|(p, row)| !p.passing.has(row as usize));
    if is_out {
        ui.horizontal(|ui| {
            quiet(ui, cx.theme, "The filter leaves this event out.");
            if widgets::link(ui, cx.theme, "Clear filter").clicked() {
                cx.act(Action::ClearFilter);
            }
        });
    }
}

/// Who says it was otherwise, and what only they say.
fn accounts(cx: &mut UiContext<'_>, ui: &mut Ui, dataset: &Dataset, handle: Handle, event: &Event) {
    if event.by_hand.accounts.is_empty() {
        return;
    }
    let theme = cx.theme;
    hairline(ui, theme);
    counted(ui, theme, "Other accounts", event.by_hand.accounts.len());
    let zone = own_zone(dataset, event);
    let named = cx.queries.named(Selection::Event(handle));
    for account in &event.by_hand.accounts {
        ui.add_space(2.0);
        account_of(cx, ui, (dataset, &named), event, account, &zone);
        ui.add_space(8.0);
    }
}

fn account_of(
    cx: &mut UiContext<'_>,
    ui: &mut Ui,
    (dataset, named): (&Dataset, &Named),
    event: &Event,
    account: &Account,
    zone: &Zone,
) {
    let theme = cx.theme;
    let speaker = speaker(dataset, named, account);
    let select = match (&account.by_actor, &account.by_source) {
        (Some(id), _) => {
            let found = named.actors.find(&dataset.actors, id);
            found.map(|(h, _)| Selection::Actor(h))
        }
        (None, Some(id)) => {
            let found = named.sources.find(&dataset.sources, id);
            found.map(|(h, _)| Selection::Source(h))
        }
        (None, None) => None,
    };
    let text = format!("According to {speaker}");
    let name = say(ui, &text, 11.5, Weight::SemiBold, theme.t1).interact(egui::Sense::click());
    widgets::focus_ring(ui, theme, &name);
    if let Some(selection) = select.filter(|_| name.clicked()) {
        cx.act(Action::Select(Some(selection)));
    }
    let fact = |ui: &mut Ui, word: &str, value: &str| fact(ui, theme, word, value);
    let own = account.zone.as_deref().and_then(Zone::named);
    let own = own.as_ref().unwrap_or(zone);
    if let Some(title) = account.title.as_deref().filter(|t| **t != *event.title) {
        fact(ui, "what", title);
    }
    if let Some(when) = account
        .when
        .as_deref()
        .filter(|w| Some(*w) != event.when.as_deref())
    {
        let in_words = Date::parse(when).map(|date| date::in_words(&date, own, zone));
        fact(ui, "when", &in_words.unwrap_or_else(|_| when.to_owned()));
    }
    if let Some(status) = account.status.filter(|s| *s != event.status) {
        fact(ui, "status", words::status(status));
    }
    if let Some(place) = account
        .place
        .as_ref()
        .filter(|p| Some(*p) != event.more.place.as_ref())
    {
        fact(ui, "where", place.name.as_deref().unwrap_or("elsewhere"));
    }
    if let Some(tone) = account.tone.filter(|t| Some(*t) != event.tone.get()) {
        fact(ui, "tone", &words::signed(tone));
    }
    if let Some(who) = account
        .participants
        .as_ref()
        .filter(|p| **p != event.participants)
    {
        let names: Vec<String> = who
            .iter()
            .map(|p| participants::name_of(dataset, named, &p.actor))
            .collect();
        fact(ui, "who", &names.join(", "));
    }
    if let Some(description) = account.description.as_deref() {
        markdown::show(cx, ui, description, 11.5, theme.t2);
    }
    let sources: Vec<&str> = account
        .citations
        .iter()
        .filter_map(|c| named.sources.find(&dataset.sources, &c.source))
        .map(|(_, s)| &*s.title)
        .collect();
    if !sources.is_empty() {
        say(ui, &sources.join("; "), 10.5, Weight::Regular, theme.t3);
    }
}

/// What an account says otherwise: a word, and what.
fn fact(ui: &mut Ui, theme: &Theme, word: &str, value: &str) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let (rect, _) = ui.allocate_exact_size(egui::vec2(64.0, 16.0), egui::Sense::hover());
        let left = rect.left_center();
        widgets::text_at(
            ui,
            left,
            egui::Align2::LEFT_CENTER,
            word,
            11.5,
            Weight::Regular,
            theme.t3,
        );
        ui.vertical(|ui| say(ui, value, 11.5, Weight::Regular, theme.t1));
    });
}

/// `the Kremlin`, `TASS`: who gives an account.
fn speaker(dataset: &Dataset, named: &Named, account: &Account) -> String {
    match (&account.by_actor, &account.by_source) {
        (Some(id), _) => participants::name_of(dataset, named, id),
        (None, Some(id)) => named.sources.find(&dataset.sources, id).map_or_else(
            || id.to_string(),
            |(_, s)| s.publisher.as_deref().unwrap_or(&s.title).to_owned(),
        ),
        (None, None) => "somebody".to_owned(),
    }
}

/// What it is a part of, what led to it and what it leads to.
fn links(
    cx: &mut UiContext<'_>,
    ui: &mut Ui,
    indexed: &Indexed,
    listing: Option<&Listing>,
    event: &Event,
) {
    let Some(listing) = listing else {
        return;
    };
    let theme = cx.theme;
    let events = &indexed.dataset.events;
    let find = |id: &Id| listing.named.events.find(events, id).map(|(h, _)| h);
    let whole = event.by_hand.parent.as_ref().and_then(find);
    let after: Vec<(Handle, LinkKind)> = event
        .by_hand
        .leads_to
        .iter()
        .filter_map(|l| Some((find(&l.event)?, l.kind)))
        .collect();
    let (before, parts) = (&listing.before, &listing.parts);
    if whole.is_none() && after.is_empty() && before.is_empty() && parts.is_empty() {
        return;
    }
    hairline(ui, theme);
    plain_heading(ui, theme, "Joined to");
    if let Some(whole) = whole {
        items::link(cx, ui, indexed, "part of", whole);
    }
    for part in parts {
        items::link(cx, ui, indexed, "in it", *part);
    }
    for before in before {
        items::link(cx, ui, indexed, "follows from", *before);
    }
    for (after, kind) in after {
        let word = match kind {
            LinkKind::Causes => "causes",
            LinkKind::Enables => "enables",
            LinkKind::Answers => "is answered by",
            LinkKind::Then => "leads to",
        };
        items::link(cx, ui, indexed, word, after);
    }
}
