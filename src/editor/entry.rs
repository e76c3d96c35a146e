//! What a text does that was typed into a field: the edit of its item, if it can be taken.

use super::deletion::is_alone;
use super::field::{Field, Of};
use super::selection::Selection;
use super::words;
use crate::dataset::check::is_web_address;
use crate::dataset::date;
use crate::dataset::edit::{Change, Edit, Listed};
use crate::dataset::fresh::fresh_id;
use crate::dataset::list::Item;
use crate::dataset::zone::Zone;
use crate::dataset::{
    Actor, Citation, Dataset, Event, Handle, Id, Kept, Relation, Source, Spot, Stand, Text,
};

/// How a text is taken that cannot be understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Taking {
    /// Not: who types can mend it.
    Understood,
    /// As it stands, where a file may hold such a text too: it is listed as a problem.
    AsWritten,
}

/// The edit that gives a field a text; none if it has it already.
///
/// # Errors
/// In words, if the field cannot take the text.
pub(crate) fn edit(
    dataset: &Dataset,
    of: Of,
    field: Field,
    text: &str,
    taking: Taking,
) -> Result<Option<Edit>, String> {
    match of {
        None => Ok(of_heading(dataset, field, text)),
        Some(Selection::Event(h)) => of_event(dataset, h, field, text, taking),
        Some(Selection::Actor(h)) => of_actor(dataset, h, field, text, taking),
        Some(Selection::Relation(h)) => of_relation(dataset, h, field, text, taking),
        Some(Selection::Source(h)) => of_source(dataset, h, field, text, taking),
        Some(Selection::Tie(..) | Selection::Pair(..) | Selection::Group(_)) => Ok(None),
    }
}

/// `change of title of “New START expires”`
pub(crate) fn change_of(what: &str, whose: &str) -> String {
    format!(
        "change of {what} of “{}”",
        crate::scene::text::one_line(whose)
    )
}

fn line(text: &str) -> Text {
    text.split(char::is_control)
        .collect::<Vec<_>>()
        .join(" ")
        .trim()
        .into()
}

fn optional_line(text: &str) -> Option<Text> {
    Some(line(text)).filter(|t| !t.is_empty())
}

fn optional(text: &str) -> Option<Text> {
    Some(text.trim_end().into()).filter(|t: &Text| !t.trim().is_empty())
}

/// The parts of a text, each once.
fn split<L: FromIterator<Text>>(text: &str, at: &[char]) -> L {
    let mut parts: Vec<Text> = Vec::new();
    for part in text.split(at).filter_map(optional_line) {
        if !parts.contains(&part) {
            parts.push(part);
        }
    }
    parts.into_iter().collect()
}

/// A name, which nothing can do without.
fn name_of(text: &str, of: &str) -> Result<Text, String> {
    let name = line(text);
    match name.is_empty() {
        true => Err(format!("Without a {of} it cannot be told from others.")),
        false => Ok(name),
    }
}

/// A web address; none for an empty text.
fn url_of(text: &str) -> Result<Option<Text>, String> {
    let url = optional_line(text);
    match &url {
        Some(url) if !is_web_address(url) => Err(format!(
            "“{url}” is not a web address. Try https://example.org."
        )),
        _ => Ok(url),
    }
}

impl Taking {
    /// What was understood, or the text itself.
    fn of_text(
        self,
        understood: Result<Option<Text>, String>,
        text: &str,
    ) -> Result<Option<Text>, String> {
        match (self, understood) {
            (Self::AsWritten, Err(_)) => Ok(optional_line(text)),
            (_, understood) => understood,
        }
    }

    /// A tone, or the text as JSON, to be kept in its place.
    fn of_tone(self, text: &str) -> Result<(Option<f64>, Option<Text>), String> {
        match (self, tone_of(text)) {
            (Self::AsWritten, Err(_)) => {
                let json = serde_json::to_string(text.trim()).unwrap_or_default();
                Ok((None, Some(json.as_str().into())))
            }
            (_, tone) => Ok((tone?, None)),
        }
    }
}

/// A date as the format writes it; none for an empty text. What a file may hold and nobody means is
/// no date here.
pub(crate) fn date_of(text: &str) -> Result<Option<Text>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let edtf = date::from_entry(text).map_err(|problem| problem.message)?;
    let read = date::Date::parse(&edtf).map_err(|problem| problem.message)?;
    if read.backwards(&Zone::utc()) {
        return Err(format!("“{text}” ends before it starts."));
    }
    Ok(Some(edtf.into()))
}

/// A tone: a number from −10 to +10, with any minus; none for an empty text.
fn tone_of(text: &str) -> Result<Option<f64>, String> {
    let plain = text.trim().replace(['−', '–'], "-").replace(',', ".");
    if plain.is_empty() {
        return Ok(None);
    }
    let number = plain
        .parse()
        .ok()
        .filter(|t: &f64| (-10.0..=10.0).contains(t));
    let problem = || {
        format!(
            "“{}” is not a tone. Try a number from −10 to +10.",
            text.trim()
        )
    };
    number.map(Some).ok_or_else(problem)
}

fn of_heading(dataset: &Dataset, field: Field, text: &str) -> Option<Edit> {
    let before = &dataset.heading;
    let mut after = before.clone();
    match field {
        Field::Title => after.title = line(text),
        Field::Description => after.description = optional(text),
        _ => return None,
    }
    (after != *before).then(|| Edit {
        name: format!("change of {} of the dataset", field.word()),
        changes: vec![Change::Heading {
            before: Box::new(before.clone()),
            after: Box::new(after),
        }],
    })
}

/// A known key whose value could not be taken stands among the kept ones; the new value replaces it.
pub(crate) fn forget_in(event: &mut Event, key: &str) {
    if event.more.notes.kept.get(key).is_some() {
        event
            .more
            .change(|more| more.notes.change(|notes| notes.kept.forget(key)));
    }
}

/// The same of a citation.
pub(crate) fn forget_in_citation(citation: &mut Citation, key: &str) {
    citation.more.change(|more| more.kept.forget(key));
}

fn of_event(
    dataset: &Dataset,
    handle: Handle,
    field: Field,
    text: &str,
    taking: Taking,
) -> Result<Option<Edit>, String> {
    let Some(event) = dataset.events.get(handle) else {
        return Ok(None);
    };
    let name = change_of(field.word(), &event.title);
    let put = |key: &str, change: &dyn Fn(&mut Event)| {
        Edit::put(name.clone(), dataset, handle, |e: &mut Event| {
            change(e);
            forget_in(e, key);
        })
    };
    Ok(match field {
        Field::Title => {
            let title = name_of(text, "title")?;
            let id = first_id(dataset, Selection::Event(handle), &title);
            put("title", &|e| {
                e.title = title.clone();
                e.id = id.clone().unwrap_or_else(|| e.id.clone());
            })
        }
        Field::When if event.when.as_deref() == Some(text.trim()) => None,
        Field::When => {
            let when = taking.of_text(date_of(text), text)?;
            put("when", &|e| e.when.clone_from(&when))
        }
        Field::Tone => {
            let (tone, kept) = taking.of_tone(text)?;
            Edit::put(name, dataset, handle, |e: &mut Event| {
                e.tone = tone.into();
                forget_in(e, "tone");
                if let Some(json) = kept {
                    let keep = |kept: &mut Kept| kept.0.push(("tone".into(), json));
                    e.more.change(|m| m.notes.change(|n| keep(&mut n.kept)));
                }
            })
        }
        Field::Description => put("description", &|e| e.description = optional(text)),
        Field::Note => put("private_note", &|e| {
            e.by_hand.change(|m| m.private_note = optional(text))
        }),
        Field::Tags => put("tags", &|e| {
            e.more
                .change(|m| m.notes.change(|n| n.tags = split(text, &[',', ';'])))
        }),
        Field::Place => put("place", &|e| {
            e.more.change(|m| {
                let mut spot = m.place.clone().unwrap_or_default();
                spot.name = optional_line(text);
                m.place = Some(spot).filter(|s| *s != Spot::default());
            });
        }),
        Field::Locator(n) => put("citations", &|e| set_locator(&mut e.citations, n, text)),
        _ => None,
    })
}

fn set_locator(citations: &mut [Citation], at: usize, text: &str) {
    if let Some(citation) = citations.get_mut(at) {
        citation.locator = optional_line(text);
        forget_in_citation(citation, "locator");
    }
}

fn of_actor(
    dataset: &Dataset,
    handle: Handle,
    field: Field,
    text: &str,
    taking: Taking,
) -> Result<Option<Edit>, String> {
    let Some(actor) = dataset.actors.get(handle) else {
        return Ok(None);
    };
    let (own_name, url) = match field {
        Field::Name => (name_of(text, "name")?, None),
        Field::Url => (Text::default(), taking.of_text(url_of(text), text)?),
        _ => (Text::default(), None),
    };
    let name = change_of(field.word(), &actor.name);
    let id = match field {
        Field::Name => first_id(dataset, Selection::Actor(handle), &own_name),
        _ => None,
    };
    let edit = Edit::put(name, dataset, handle, |a: &mut Actor| {
        let key = match field {
            Field::Name => {
                a.name = own_name;
                a.id = id.clone().unwrap_or_else(|| a.id.clone());
                "name"
            }
            Field::Short => set(&mut a.short, optional_line(text), "short"),
            Field::Role => set(&mut a.role, optional_line(text), "role"),
            Field::Aliases => set(&mut a.aliases, split(text, &[';']), "aliases"),
            Field::Description => set(&mut a.description, optional(text), "description"),
            Field::Url => set(&mut a.url, url, "url"),
            Field::Note => set(&mut a.private_note, optional(text), "private_note"),
            _ => return,
        };
        a.kept.forget(key);
    });
    Ok(edit.map(|mut edit| {
        edit.changes.extend(place_of(dataset, &actor.id, id));
        edit
    }))
}

/// The place of an actor on the map goes along with a new id.
fn place_of(dataset: &Dataset, actor: &Id, id: Option<Id>) -> Vec<Change> {
    let stand = dataset.places.find(actor).map(|(handle, _)| handle);
    let edit = stand.zip(id).and_then(|(handle, id)| {
        Edit::put("", dataset, handle, |stand: &mut Stand| stand.actor = id)
    });
    edit.map_or_else(Vec::new, |edit| edit.changes)
}

fn of_relation(
    dataset: &Dataset,
    handle: Handle,
    field: Field,
    text: &str,
    taking: Taking,
) -> Result<Option<Edit>, String> {
    let Some(relation) = dataset.relations.get(handle) else {
        return Ok(None);
    };
    if field == Field::When && relation.when.as_deref() == Some(text.trim()) {
        return Ok(None);
    }
    let when = match field {
        Field::When => taking.of_text(date_of(text), text)?,
        _ => None,
    };
    let (tone, kept) = match field {
        Field::Tone => taking.of_tone(text)?,
        _ => (None, None),
    };
    let name = change_of(field.word(), &words::relation(dataset, relation));
    Ok(Edit::put(name, dataset, handle, |r: &mut Relation| {
        let key = match field {
            Field::Label => set(&mut r.label, optional_line(text), "label"),
            Field::Kind => set(&mut r.kind, optional_line(text), "kind"),
            Field::When => set(&mut r.when, when, "when"),
            Field::Tone => set(&mut r.tone, tone, "tone"),
            Field::Description => set(&mut r.description, optional(text), "description"),
            Field::Note => set(&mut r.private_note, optional(text), "private_note"),
            Field::Locator(n) => {
                set_locator(&mut r.citations, n, text);
                "citations"
            }
            _ => return,
        };
        r.kept.forget(key);
        r.kept.0.extend(kept.map(|json| (key.into(), json)));
    }))
}

fn of_source(
    dataset: &Dataset,
    handle: Handle,
    field: Field,
    text: &str,
    taking: Taking,
) -> Result<Option<Edit>, String> {
    let Some(source) = dataset.sources.get(handle) else {
        return Ok(None);
    };
    if field == Field::Published && source.published.as_deref() == Some(text.trim()) {
        return Ok(None);
    }
    let published = if field == Field::Published {
        taking.of_text(date_of(text), text)?
    } else {
        None
    };
    let (title, url) = match field {
        Field::Title => (name_of(text, "title")?, None),
        Field::Url => (Text::default(), taking.of_text(url_of(text), text)?),
        _ => (Text::default(), None),
    };
    let name = change_of(field.word(), &source.title);
    Ok(Edit::put(name, dataset, handle, |s: &mut Source| {
        let key = match field {
            Field::Title => {
                s.title = title;
                "title"
            }
            Field::Publisher => set(&mut s.publisher, optional_line(text), "publisher"),
            Field::Author => set(&mut s.author, optional_line(text), "author"),
            Field::Url => set(&mut s.url, url, "url"),
            Field::Published => set(&mut s.published, published, "published"),
            Field::Note => set(&mut s.note, optional(text), "note"),
            _ => return,
        };
        s.kept.forget(key);
    }))
}

fn set<T>(place: &mut T, value: T, key: &'static str) -> &'static str {
    *place = value;
    key
}

/// What new items are called until they have a name.
pub(crate) const NEW_EVENT: &str = "New event";
pub(crate) const NEW_ACTOR: &str = "New actor";

/// The id of an item that gets its first name. One that others refer to keeps the id that it has.
fn first_id(dataset: &Dataset, selection: Selection, name: &str) -> Option<Id> {
    fn fresh<T: Listed + 'static>(dataset: &Dataset, own: &Id, name: &str) -> Id {
        fresh_id(name, taken::<T>(dataset).filter(|id| *id != own))
    }
    let is_alone = || is_alone(dataset, selection);
    match selection {
        Selection::Event(h) => {
            let event = dataset.events.get(h)?;
            let is_first = *event.title == *NEW_EVENT && is_alone();
            is_first.then(|| fresh::<Event>(dataset, &event.id, name))
        }
        Selection::Actor(h) => {
            let actor = dataset.actors.get(h)?;
            let is_first = *actor.name == *NEW_ACTOR && is_alone();
            is_first.then(|| fresh::<Actor>(dataset, &actor.id, name))
        }
        _ => None,
    }
}

pub(crate) fn taken<T: Listed + 'static>(dataset: &Dataset) -> impl Iterator<Item = &Id> {
    T::list(dataset).iter().map(Item::id)
}
