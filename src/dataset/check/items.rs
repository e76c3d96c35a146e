//! What is asked of each kind of item.

use super::keys;
use super::report::{At, Report};
use crate::dataset::date::{Date, Margins};
use crate::dataset::item::{HEADLINE, NOTE, NOTES};
use crate::dataset::zone::Zone;
use crate::dataset::{
    Account, Action, Actor, Bookmark, Category, Certainty, Citation, Class, Dataset, Detail, Event,
    Filter, Group, Id, Kept, Kind, Link, Media, Note, Participant, Period, Pin, Relation,
    Selection, Source, Spot, Stand, Status, Text,
};

const ACTIONS: &[&str] = &[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
];

type R<'k, 'a> = Report<'k, 'a>;

pub(super) fn heading(r: &mut R<'_, '_>, dataset: &Dataset) {
    let heading = &dataset.heading;
    if heading.language.as_deref() == Some("") {
        r.needed(&At::Item.key("language"), "");
    }
    r.zone_name(&At::Item.key("zone"), heading.zone.as_deref());
    r.kept(&At::Item, &heading.kept, keys::DATASET);
    r.kept(&At::Item.key("map"), &heading.map_kept, keys::MAP);
}

pub(super) fn source<'a>(r: &mut R<'_, 'a>, source: &'a Source) {
    let at = At::Item;
    r.needed(&at.key("id"), &source.id);
    r.needed(&at.key("title"), &source.title);
    r.url(&at.key("url"), source.url.as_deref());
    r.url(&at.key("archived_url"), source.archived_url.as_deref());
    let zone = r.zone(None);
    r.date(&at.key("published"), source.published.as_deref(), &zone);
    r.date(&at.key("accessed"), source.accessed.as_deref(), &zone);
    r.maybe_id(
        &at.key("copies"),
        "copies",
        Kind::Source,
        source.copies.as_ref(),
    );
    r.kept(&at, &source.kept, keys::SOURCE);
}

pub(super) fn group<'a>(r: &mut R<'_, 'a>, group: &'a Group) {
    named(
        r,
        &group.id,
        &group.name,
        group.colour.as_deref(),
        &group.kept,
    );
    r.maybe_id(
        &At::Item.key("parent"),
        "parent",
        Kind::Group,
        group.parent.as_ref(),
    );
}

pub(super) fn category<'a>(r: &mut R<'_, 'a>, category: &'a Category) {
    named(
        r,
        &category.id,
        &category.name,
        category.colour.as_deref(),
        &category.kept,
    );
    r.maybe_id(
        &At::Item.key("parent"),
        "parent",
        Kind::Category,
        category.parent.as_ref(),
    );
}

fn named(r: &mut R<'_, '_>, id: &Id, name: &Text, colour: Option<&str>, kept: &Kept) {
    r.needed(&At::Item.key("id"), id);
    r.needed(&At::Item.key("name"), name);
    r.colour(&At::Item.key("colour"), colour);
    r.kept(&At::Item, kept, keys::GROUP);
}

pub(super) fn actor<'a>(r: &mut R<'_, 'a>, actor: &'a Actor) {
    let at = At::Item;
    r.needed(&at.key("id"), &actor.id);
    r.needed(&at.key("name"), &actor.name);
    r.maybe_id(&at.key("group"), "group", Kind::Group, actor.group.as_ref());
    r.maybe_id(
        &at.key("part_of"),
        "whole",
        Kind::Actor,
        actor.part_of.as_ref(),
    );
    r.path(&at.key("image"), actor.image.as_deref());
    r.url(&at.key("url"), actor.url.as_deref());
    r.kept(&at, &actor.kept, keys::ACTOR);
}

pub(super) fn event<'a>(r: &mut R<'_, 'a>, event: &'a Event) {
    let at = At::Item;
    r.needed(&at.key("id"), &event.id);
    r.needed(&at.key("title"), &event.title);
    let (more, by_hand) = (&*event.more, &*event.by_hand);
    r.zone_name(&at.key("zone"), by_hand.zone.as_deref());
    let zone = r.zone(by_hand.zone.as_deref());
    let date = r.date(&at.key("when"), event.when.as_deref(), &zone);
    r.maybe_id(
        &at.key("category"),
        "category",
        Kind::Category,
        event.category.as_ref(),
    );
    r.range(&at.key("tone"), event.tone.get(), -10.0, 10.0);
    r.range(
        &at.key("importance"),
        Some(event.importance.into()),
        1.0,
        5.0,
    );
    participants(r, &at, &event.participants);
    citations(r, &at, &event.citations);
    if event.more.is_default() && event.by_hand.is_default() {
        return;
    }
    action(r, &at, more.action.as_ref());
    place(r, &at, more.place.as_ref());
    r.maybe_id(
        &at.key("parent"),
        "parent",
        Kind::Event,
        by_hand.parent.as_ref(),
    );
    links(
        r,
        &at,
        &by_hand.leads_to,
        date.as_ref().map(|date| (date, &zone)),
    );
    media(r, &at, &by_hand.media);
    r.kept(&at, &more.notes.kept, keys::EVENT);
    for (n, told) in by_hand.accounts.iter().enumerate() {
        account(r, &at.key("accounts").place(n), event, told);
    }
}

fn account<'a>(r: &mut R<'_, 'a>, at: &At<'_>, event: &'a Event, account: &'a Account) {
    r.maybe_id(
        &at.key("by_actor"),
        "by_actor",
        Kind::Actor,
        account.by_actor.as_ref(),
    );
    r.maybe_id(
        &at.key("by_source"),
        "by_source",
        Kind::Source,
        account.by_source.as_ref(),
    );
    if account.by_actor.is_some() == account.by_source.is_some() {
        let wrong = match account.by_actor {
            Some(_) => "has both by_actor and by_source",
            None => "does not say whose it is",
        };
        r.fault(at, String::new(), wrong, "by_actor or by_source")
            .noun = "account".into();
    }
    if account.title.as_deref() == Some("") {
        r.needed(&at.key("title"), "");
    }
    r.zone_name(&at.key("zone"), account.zone.as_deref());
    let zone = r.zone(account.zone.as_deref().or(event.by_hand.zone.as_deref()));
    let date = r.date(&at.key("when"), account.when.as_deref(), &zone);
    r.maybe_id(
        &at.key("category"),
        "category",
        Kind::Category,
        account.category.as_ref(),
    );
    r.range(&at.key("tone"), account.tone, -10.0, 10.0);
    r.range(
        &at.key("importance"),
        account.importance.map(f64::from),
        1.0,
        5.0,
    );
    participants(r, at, account.participants.as_deref().unwrap_or_default());
    citations(r, at, &account.citations);
    action(r, at, account.action.as_ref());
    place(r, at, account.place.as_ref());
    r.maybe_id(
        &at.key("parent"),
        "parent",
        Kind::Event,
        account.parent.as_ref(),
    );
    let when = date.as_ref().map(|date| (date, &zone));
    links(r, at, account.leads_to.as_deref().unwrap_or_default(), when);
    media(r, at, account.media.as_deref().unwrap_or_default());
    r.kept(at, &account.kept, keys::ACCOUNT);
}

fn participants(r: &mut R<'_, '_>, at: &At<'_>, participants: &[Participant]) {
    for (n, participant) in participants.iter().enumerate() {
        let list = at.key("participants");
        let at = list.place(n);
        r.id(
            &at.key("actor"),
            "participant",
            Kind::Actor,
            &participant.actor,
        );
        r.kept(&at, &participant.kept, keys::PARTICIPANT);
    }
}

fn citations(r: &mut R<'_, '_>, at: &At<'_>, citations: &[Citation]) {
    for (n, citation) in citations.iter().enumerate() {
        let list = at.key("citations");
        let at = list.place(n);
        r.id(&at.key("source"), "source", Kind::Source, &citation.source);
        r.range(
            &at.key("credibility"),
            Some(citation.credibility.into()),
            1.0,
            6.0,
        );
        r.kept(&at, &citation.more.kept, keys::CITATION);
    }
}

fn action(r: &mut R<'_, '_>, at: &At<'_>, action: Option<&Action>) {
    let Some(action) = action else { return };
    let at = at.key("action");
    let kind = at.key("type");
    if r.needed(&kind, &action.kind) && Class::of_action(&action.kind).is_none() {
        r.word(&kind, &action.kind, "is not a type of PLOVER", ACTIONS, "");
    }
    if action.mode.as_deref() == Some("") {
        r.needed(&at.key("mode"), "");
    }
    r.kept(&at, &action.kept, keys::ACTION);
}

fn place(r: &mut R<'_, '_>, at: &At<'_>, place: Option<&Spot>) {
    let Some(place) = place else { return };
    let at = at.key("place");
    let (lat, lon) = (place.lat.get(), place.lon.get());
    r.range(&at.key("lat"), lat, -90.0, 90.0);
    r.range(&at.key("lon"), lon, -180.0, 180.0);
    if lat.is_some() != lon.is_some() && place.kept.is_empty() {
        let wrong = "has lat or lon, and not the other";
        r.fault(&at, String::new(), wrong, "lat and lon");
    }
    if place.name.as_deref().is_none_or(str::is_empty) && lat.is_none() && place.kept.is_empty() {
        r.fault(&at, String::new(), "says nothing", "a name, or lat and lon");
    }
    r.kept(&at, &place.kept, keys::PLACE);
}

/// `when` is the date of what leads to the linked events. A link is at fault if it runs backwards
/// for certain: what follows had ended, at the latest, before this could have started.
fn links(r: &mut R<'_, '_>, at: &At<'_>, links: &[Link], when: Option<(&Date, &Zone)>) {
    let margins = Margins::default();
    for (n, link) in links.iter().enumerate() {
        let list = at.key("leads_to");
        let at = list.place(n);
        r.id(&at.key("event"), "leads_to event", Kind::Event, &link.event);
        r.kept(&at, &link.kept, keys::LINK);
        let known = r.known;
        let place = known.events.get(link.event.as_str());
        let next = place.and_then(|place| known.dataset.events.at(*place));
        let (Some((date, zone)), Some((_, next))) = (when, next) else {
            continue;
        };
        let next_zone = r.zone(next.by_hand.zone.as_deref());
        let next_date = next.when.as_deref().and_then(|text| Date::parse(text).ok());
        if next_date.is_some_and(|next| {
            next.bounds(&next_zone, &margins).latest_end
                < date.bounds(zone, &margins).earliest_start
        }) {
            let found = super::quoted(&link.event);
            let wrong = "is over before this event starts";
            let fault = r.fault(&at.key("event"), found, wrong, "a later event");
            fault.noun = "leads_to event".into();
        }
    }
}

fn media(r: &mut R<'_, '_>, at: &At<'_>, media: &[Media]) {
    for (n, media) in media.iter().enumerate() {
        let list = at.key("media");
        let at = list.place(n);
        r.url(&at.key("url"), media.url.as_deref());
        r.path(&at.key("path"), media.path.as_deref());
        if media.url.is_some() == media.path.is_some() {
            let wrong = match media.url {
                Some(_) => "has both url and path",
                None => "has no url and no path",
            };
            r.fault(&at, String::new(), wrong, "url or path");
        }
        r.kept(&at, &media.kept, keys::MEDIA);
    }
}

pub(super) fn relation<'a>(r: &mut R<'_, 'a>, relation: &'a Relation) {
    let at = At::Item;
    r.needed(&at.key("id"), &relation.id);
    r.id(&at.key("from"), "from", Kind::Actor, &relation.from);
    r.id(&at.key("to"), "to", Kind::Actor, &relation.to);
    if relation.from == relation.to && !relation.to.is_empty() {
        let found = super::quoted(&relation.to);
        r.fault(
            &at.key("to"),
            found,
            "is also where the relation starts",
            "another actor",
        );
    }
    r.range(&at.key("tone"), relation.tone, -10.0, 10.0);
    let zone = r.zone(None);
    r.date(&at.key("when"), relation.when.as_deref(), &zone);
    citations(r, &at, &relation.citations);
    ids(
        r,
        &at.key("evidence"),
        "evidence",
        Kind::Event,
        &relation.evidence,
    );
    r.kept(&at, &relation.kept, keys::RELATION);
}

fn ids(r: &mut R<'_, '_>, at: &At<'_>, noun: &str, kind: Kind, ids: &[Id]) {
    for (n, id) in ids.iter().enumerate() {
        r.id(&at.place(n), noun, kind, id);
    }
}

pub(super) fn period<'a>(r: &mut R<'_, 'a>, period: &'a Period) {
    let at = At::Item;
    r.needed(&at.key("id"), &period.id);
    r.needed(&at.key("title"), &period.title);
    let when = at.key("when");
    if r.needed(&when, period.when.as_deref().unwrap_or_default()) {
        let zone = r.zone(None);
        r.date(&when, period.when.as_deref(), &zone);
    }
    r.colour(&at.key("colour"), period.colour.as_deref());
    r.kept(&at, &period.kept, keys::PERIOD);
}

pub(super) fn bookmark<'a>(r: &mut R<'_, 'a>, bookmark: &'a Bookmark) {
    let at = At::Item;
    r.needed(&at.key("id"), &bookmark.id);
    r.needed(&at.key("title"), &bookmark.title);
    r.length(&at.key("headline"), bookmark.headline.as_deref(), HEADLINE);
    notes(r, &bookmark.notes);
    let zone = r.zone(None);
    r.date(&at.key("span"), bookmark.span.as_deref(), &zone);
    r.date(&at.key("window"), bookmark.window.as_deref(), &zone);
    filter(r, bookmark.filter.as_ref());
    let lanes = &["none", "category", "actor", "group"];
    maybe_word(r, &at.key("lanes"), bookmark.lanes.as_deref(), lanes);
    let colours = &["group", "category", "class"];
    maybe_word(
        r,
        &at.key("colour_by"),
        bookmark.colour_by.as_deref(),
        colours,
    );
    let details: Vec<&str> = Detail::ALL.iter().map(|detail| detail.word()).collect();
    maybe_word(r, &at.key("detail"), bookmark.detail.as_deref(), &details);
    let selection = at.key("selection");
    match &bookmark.selection {
        None => {}
        Some(Selection::Event(id)) => r.id(&selection.key("event"), "event", Kind::Event, id),
        Some(Selection::Actor(id)) => r.id(&selection.key("actor"), "actor", Kind::Actor, id),
        Some(Selection::Relation(id)) => {
            r.id(&selection.key("relation"), "relation", Kind::Relation, id);
        }
        Some(Selection::Tie(pair)) => tie(r, &selection.key("tie"), pair),
    }
    r.kept(&at, &bookmark.kept, keys::BOOKMARK);
}

fn tie(r: &mut R<'_, '_>, at: &At<'_>, pair: &str) {
    if r.known.dataset.actors_of_tie(pair).is_none() {
        let wrong = "is not a tie between two actors";
        let expected = "two actors' ids as a>b or a~b";
        r.fault(at, super::quoted(pair), wrong, expected);
    }
}

fn notes(r: &mut R<'_, '_>, notes: &[Note]) {
    let at = At::Item;
    let list = at.key("notes");
    if notes.len() > NOTES {
        let wrong = format!("are {}, more than {NOTES}", notes.len());
        let expected = format!("at most {NOTES} notes");
        r.fault(&list, String::new(), &wrong, &expected);
    }
    for (n, note) in notes.iter().enumerate() {
        let at = list.place(n);
        if r.needed(&at.key("text"), &note.text) {
            r.length(&at.key("text"), Some(&note.text), NOTE);
        }
        let about = [
            note.event.is_some(),
            note.tie.is_some(),
            note.actor.is_some(),
        ];
        let wrong = match about.iter().filter(|is_there| **is_there).count() {
            0 => "is about nothing",
            1 => "",
            _ => "is about several things",
        };
        if !wrong.is_empty() {
            let expected = "one event, tie or actor";
            r.fault(&at, String::new(), wrong, expected).noun = "note".into();
        }
        r.maybe_id(&at.key("event"), "event", Kind::Event, note.event.as_ref());
        if let Some(pair) = note.tie.as_deref() {
            tie(r, &at.key("tie"), pair);
        }
        r.maybe_id(&at.key("actor"), "actor", Kind::Actor, note.actor.as_ref());
        r.kept(&at, &note.kept, keys::NOTE);
    }
}

fn filter(r: &mut R<'_, '_>, filter: Option<&Filter>) {
    let Some(filter) = filter else { return };
    let at = At::Item;
    let at = at.key("filter");
    ids(
        r,
        &at.key("categories"),
        "category",
        Kind::Category,
        &filter.categories,
    );
    ids(r, &at.key("actors"), "actor", Kind::Actor, &filter.actors);
    ids(r, &at.key("groups"), "group", Kind::Group, &filter.groups);
    let statuses: Vec<&str> = Status::ALL.iter().map(|status| status.word()).collect();
    for (n, word) in filter.statuses.iter().enumerate() {
        maybe_word(r, &at.key("statuses").place(n), Some(word), &statuses);
    }
    let certainties: Vec<&str> = Certainty::ALL.iter().map(|word| word.word()).collect();
    for (n, word) in filter.certainties.iter().enumerate() {
        maybe_word(r, &at.key("certainties").place(n), Some(word), &certainties);
    }
    r.kept(&at, &filter.kept, keys::FILTER);
}

fn maybe_word(r: &mut R<'_, '_>, at: &At<'_>, word: Option<&str>, words: &[&str]) {
    if let Some(word) = word.filter(|word| !words.contains(word)) {
        r.word(at, word, "is none of its words", words, "");
    }
}

pub(super) fn pin<'a>(r: &mut R<'_, 'a>, pin: &'a Pin) {
    r.id(&At::Item, "pin", Kind::Actor, &pin.actor);
}

pub(super) fn stand<'a>(r: &mut R<'_, 'a>, stand: &'a Stand) {
    r.id(&At::Item, "place", Kind::Actor, &stand.actor);
}

#[cfg(test)]
mod tests {
    use super::{ACTIONS, Class};

    #[test]
    fn every_type_of_plover_has_a_class() {
        assert!(ACTIONS.iter().all(|kind| Class::of_action(kind).is_some()));
    }
}
