//! Merging two actors that are one: whatever is said of the second is said of the first, in one edit.

use super::entry::referring;
use crate::dataset::adding::complete;
use crate::dataset::count::plural;
use crate::dataset::edit::{Change, Edit, Touch};
use crate::dataset::fields::{Field, Fields as _, Held, Record as _, shown};
use crate::dataset::{Actor, Dataset, Event, Handle, Id, Kind, Pin, Role, Stand, Text};
use std::collections::HashSet;

/// A merging, and what it does, in a sentence.
pub(crate) struct Merging {
    /// The edit: what goes last is the actor that is no more.
    pub(crate) edit: Edit,
    /// `Merged “V. Putin” into “Vladimir Putin”, with 12 events.`
    pub(crate) told: String,
}

/// Merges an actor into another, which keeps its id and its name. The names of the one that goes become
/// aliases, what the other does not say yet is taken over, and what it says otherwise is kept
/// beside it. None if they are one already, or not there.
pub(crate) fn merging(dataset: &Dataset, stays: Handle, goes: Handle) -> Option<Merging> {
    let (first, second) = (dataset.actors.get(stays)?, dataset.actors.get(goes)?);
    // Without ids of their own nothing tells who is meant.
    let is_named = |actor: &Actor| !actor.id.is_empty();
    if stays == goes || !is_named(first) || !is_named(second) || first.id == second.id {
        return None;
    }
    let mut merge = Merge {
        whole: dataset.clone(),
        changes: Vec::new(),
    };
    merge.move_places(&first.id, &second.id)?;
    for kind in Kind::ALL {
        if !matches!(kind, Kind::Pin | Kind::Stand) {
            let changes = referring(&merge.whole, kind, Kind::Actor, &second.id, &first.id);
            merge.take(changes)?;
        }
    }
    merge.join_participants(&first.id)?;
    merge.put_actor(stays, second)?;
    let last = Edit::remove_item(&merge.whole, (Kind::Actor, goes))?;
    merge.take(last.changes)?;
    let told = in_words(first, second, &merge.changes);
    Some(Merging {
        edit: Edit {
            name: format!("merging of “{}” into “{}”", second.name, first.name),
            changes: merge.changes,
        },
        told,
    })
}

/// A merging that is being made, and the dataset as far as it is.
struct Merge {
    whole: Dataset,
    changes: Vec<Change>,
}

impl Merge {
    fn take(&mut self, changes: Vec<Change>) -> Option<()> {
        let part = Edit {
            name: String::new(),
            changes,
        };
        self.whole = self.whole.after(&part).ok()?;
        self.changes.extend(part.changes);
        Some(())
    }

    /// Where the one that goes stood on the map: the other stands there, unless it stands somewhere itself.
    fn move_places(&mut self, stays: &Id, goes: &Id) -> Option<()> {
        if let Some((handle, _)) = self.whole.pins.find(goes) {
            let edit = match self.whole.pins.find(stays) {
                Some(_) => Edit::remove::<Pin>("", &self.whole, handle),
                None => Edit::put("", &self.whole, handle, |pin: &mut Pin| {
                    pin.actor = stays.clone();
                }),
            };
            self.take(edit?.changes)?;
        }
        if let Some((handle, _)) = self.whole.places.find(goes) {
            let edit = match self.whole.places.find(stays) {
                Some(_) => Edit::remove::<Stand>("", &self.whole, handle),
                None => Edit::put("", &self.whole, handle, |stand: &mut Stand| {
                    stand.actor = stays.clone();
                }),
            };
            self.take(edit?.changes)?;
        }
        Some(())
    }

    /// Who now takes part twice in the same way does so once.
    fn join_participants(&mut self, actor: &Id) -> Option<()> {
        let is_twice = |event: &Event| {
            let mut roles: Vec<Role> = Vec::new();
            let mut own = event.participants.iter().filter(|p| p.actor == *actor);
            own.any(|p| {
                let is_known = roles.contains(&p.role);
                roles.push(p.role);
                is_known
            })
        };
        let entries = self.whole.events.entries();
        let twice = entries.filter(|(_, event)| is_twice(event));
        let twice: Vec<Handle> = twice.map(|(handle, _)| handle).collect();
        for handle in twice {
            let edit = Edit::put("", &self.whole, handle, |event: &mut Event| {
                let mut met: HashSet<Role> = HashSet::new();
                let mut all: Vec<_> = std::mem::take(&mut event.participants)
                    .into_iter()
                    .collect();
                all.retain(|p| p.actor != *actor || met.insert(p.role));
                event.participants = all.into_iter().collect();
            });
            self.take(edit?.changes)?;
        }
        Some(())
    }

    fn put_actor(&mut self, stays: Handle, second: &Actor) -> Option<()> {
        let edit = Edit::put("", &self.whole, stays, |actor: &mut Actor| {
            let before = actor.clone();
            let aliases = std::iter::once(&second.name).chain(&second.short);
            let mut second = second.clone();
            second.aliases = aliases.chain(&second.aliases).cloned().collect();
            complete(actor, &second);
            if actor.part_of.is_none() {
                actor.part_of.clone_from(&second.part_of);
            }
            // Nobody is a part of oneself.
            actor.part_of.take_if(|whole| *whole == actor.id);
            let others = actor.differs_from.iter().chain(&second.differs_from);
            let mut met: HashSet<&Id> = HashSet::from([&before.id, &second.id]);
            actor.differs_from = others.filter(|id| met.insert(id)).cloned().collect();
            join(
                &mut actor.description,
                &before.description,
                &second.description,
            );
            join(
                &mut actor.private_note,
                &before.private_note,
                &second.private_note,
            );
            keep_others(actor, &second);
        });
        self.take(edit?.changes)
    }
}

/// Both of two texts, one after the other.
fn join(text: &mut Option<Text>, first: &Option<Text>, second: &Option<Text>) {
    *text = match (first, second) {
        (Some(first), Some(second)) if first != second => {
            Some(format!("{first}\n\n{second}").into())
        }
        (Some(one), _) | (None, Some(one)) => Some(one.clone()),
        (None, None) => None,
    };
}

/// Keeps what the actor that goes says otherwise.
fn keep_others(actor: &mut Actor, second: &Actor) {
    for (place, field) in Actor::FIELDS.iter().enumerate() {
        let own = [
            "id",
            "name",
            "short",
            "aliases",
            "description",
            "private_note",
            "differs_from",
        ];
        let text = |actor: &Actor| said(actor, place, field);
        let Some(other) = text(second).filter(|_| !own.contains(&field.key)) else {
            continue;
        };
        if text(actor).is_none_or(|text| text == other) {
            continue;
        }
        let key = format!("{} of “{}”", field.key, second.name);
        if actor.kept.get(&key).is_none() {
            let json = serde_json::Value::from(other).to_string();
            actor.kept.push(key, &json);
        }
    }
}

/// What an actor says in a field, in words; none where that is what everybody says.
fn said(actor: &Actor, place: usize, field: &Field) -> Option<String> {
    let held = actor.value(place)?.held();
    let text = match held {
        Held::Flag(false) | Held::Nothing => String::new(),
        held => shown(field, held),
    };
    (!text.is_empty()).then_some(text)
}

/// What a merging did.
fn in_words(first: &Actor, second: &Actor, changes: &[Change]) -> String {
    let items = changes.iter().filter_map(Change::item);
    let changed = |kind: Kind| {
        let of_kind = items
            .clone()
            .filter(|(touch, (of, _))| *touch == Touch::Changed && *of == kind);
        let handles: HashSet<Handle> = of_kind.map(|(_, (_, handle))| handle).collect();
        (!handles.is_empty()).then(|| plural(handles.len(), kind.noun(), kind.key()))
    };
    let with: Vec<String> = [Kind::Event, Kind::Relation]
        .into_iter()
        .filter_map(changed)
        .collect();
    let with = match with.as_slice() {
        [] => String::new(),
        all => format!(", with {}", all.join(" and ")),
    };
    format!("Merged “{}” into “{}”{with}.", second.name, first.name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::{Bookmark, Filter, Note, Participant, Relation};

    fn actor(id: &str, name: &str) -> Actor {
        Actor {
            id: id.into(),
            name: name.into(),
            ..Actor::default()
        }
    }

    fn dataset() -> Dataset {
        let part = |id: &str, role| Participant {
            actor: id.into(),
            role,
            ..Participant::default()
        };
        let mut talks = Event::titled("talks".into(), "Talks");
        talks.participants = [
            part("zelensky", Role::Participant),
            part("zelenskyy", Role::Participant),
            part("scholz", Role::Participant),
        ]
        .into();
        let mut call = Event::titled("call".into(), "Call");
        call.participants = [part("zelenskyy", Role::From), part("scholz", Role::To)].into();
        let second = Actor {
            short: Some("Zelenskyy".into()),
            role: Some("Head of state".into()),
            description: Some("Second.".into()),
            aliases: vec!["Зеленський".into()],
            part_of: Some("zelensky".into()),
            ..actor("zelenskyy", "V. Zelenskyy")
        };
        let first = Actor {
            role: Some("President".into()),
            description: Some("First.".into()),
            ..actor("zelensky", "Volodymyr Zelensky")
        };
        let relation = Relation {
            id: "r".into(),
            from: "scholz".into(),
            to: "zelenskyy".into(),
            ..Relation::default()
        };
        let bookmark = Bookmark {
            id: "b".into(),
            notes: vec![Note {
                tie: Some("scholz>zelenskyy".into()),
                ..Note::default()
            }],
            filter: Some(Filter {
                actors: vec!["zelenskyy".into()],
                ..Filter::default()
            }),
            ..Bookmark::default()
        };
        Dataset {
            actors: [first, second, actor("scholz", "Olaf Scholz")]
                .into_iter()
                .collect(),
            events: [talks, call].into_iter().collect(),
            relations: std::iter::once(relation).collect(),
            bookmarks: std::iter::once(bookmark).collect(),
            pins: std::iter::once(Pin {
                actor: "zelenskyy".into(),
                at: [1.0, 2.0],
            })
            .collect(),
            places: [("zelensky", [0.0, 0.0]), ("zelenskyy", [5.0, 5.0])]
                .map(|(id, at)| Stand::new(id.into(), at))
                .into_iter()
                .collect(),
            ..Dataset::default()
        }
    }

    #[test]
    fn all_that_refers_to_who_goes_refers_to_who_stays_and_it_can_be_undone() {
        let before = dataset();
        let Merging { edit, told } = merging(&before, Handle(0), Handle(1)).unwrap();
        assert_eq!(
            told,
            "Merged “V. Zelenskyy” into “Volodymyr Zelensky”, with 2 events and 1 relation."
        );
        let after = before.after(&edit).unwrap();
        let names: Vec<&str> = after.actors.iter().map(|actor| &*actor.name).collect();
        assert_eq!(names, ["Volodymyr Zelensky", "Olaf Scholz"]);
        let (_, stays) = after.actors.at(0).unwrap();
        let aliases: Vec<&str> = stays.aliases.iter().map(|alias| &**alias).collect();
        assert_eq!(aliases, ["V. Zelenskyy", "Zelenskyy", "Зеленський"]);
        assert_eq!(stays.role.as_deref(), Some("President"));
        assert_eq!(
            stays.kept.get("role of “V. Zelenskyy”"),
            Some("\"Head of state\"")
        );
        assert_eq!(stays.description.as_deref(), Some("First.\n\nSecond."));
        assert_eq!(stays.part_of, None, "nobody is a part of oneself");
        // Who took part twice does so once.
        let (_, talks) = after.events.at(0).unwrap();
        let who: Vec<&str> = talks
            .participants
            .iter()
            .map(|p| p.actor.as_str())
            .collect();
        assert_eq!(who, ["zelensky", "scholz"]);
        let (_, call) = after.events.at(1).unwrap();
        assert_eq!(
            call.participants.iter().next().unwrap().actor.as_str(),
            "zelensky"
        );
        let (_, relation) = after.relations.at(0).unwrap();
        assert_eq!(relation.to.as_str(), "zelensky");
        let (_, bookmark) = after.bookmarks.at(0).unwrap();
        assert_eq!(bookmark.notes[0].tie.as_deref(), Some("scholz>zelensky"));
        assert_eq!(
            bookmark.filter.as_ref().unwrap().actors,
            [Id::new("zelensky")]
        );
        assert_eq!(after.pins.find("zelensky").unwrap().1.at, [1.0, 2.0]);
        assert_eq!(after.places.len(), 1);
        assert_eq!(after.places.find("zelensky").unwrap().1.at, [0.0, 0.0]);
        assert_eq!(after.after(&edit.inverse()).unwrap(), before);
    }

    #[test]
    fn a_guess_about_who_goes_says_nothing_of_who_stays() {
        use crate::dataset::ActorKind;
        let merged = |kind, kind_guessed| {
            let goes = Actor {
                kind,
                kind_guessed,
                ..actor("river", "River Guardians")
            };
            let mut dataset = Dataset::default();
            for actor in [actor("anna", "Anna Petrosyan"), goes] {
                let edit = Edit::append("", &dataset, actor);
                dataset = dataset.after(&edit).unwrap();
            }
            let merging = merging(&dataset, Handle(0), Handle(1)).unwrap();
            let after = dataset.after(&merging.edit).unwrap();
            let (_, anna) = after.actors.find("anna").unwrap();
            (anna.kind, anna.kind_guessed)
        };
        assert_eq!(merged(ActorKind::Place, true), (ActorKind::Person, false));
        assert_eq!(merged(ActorKind::State, false), (ActorKind::State, false));
    }

    #[test]
    fn one_actor_is_not_merged_into_itself() {
        let mut dataset = dataset();
        assert!(merging(&dataset, Handle(1), Handle(1)).is_none());
        assert!(merging(&dataset, Handle(0), Handle(9)).is_none());
        // Two of one id cannot be told apart by those that refer to them.
        let twin = Edit::append("", &dataset, actor("scholz", "Scholz"));
        dataset = dataset.after(&twin).unwrap();
        assert!(merging(&dataset, Handle(2), Handle(3)).is_none());
    }
}
