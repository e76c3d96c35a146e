//! What refers to what: asked before an item is deleted or gets another id, and taken along.

use super::{Held, Record, Shape};
use crate::dataset::value::{Id, Text};
use crate::dataset::{Kind, Selection};

/// What becomes of references.
pub trait References {
    /// Whether the id of an item of a list stays; it may be changed.
    fn id(&mut self, kind: Kind, id: &mut Id) -> bool;
    /// Whether a tie stays; it may be changed.
    fn tie(&mut self, tie: &mut Text) -> bool;
}

/// Whether a record, or one within it, refers to something that is asked for: an id of a list, or a
/// tie.
pub fn refers(
    record: &dyn Record,
    is_it: &dyn Fn(Kind, &str) -> bool,
    is_tie: &dyn Fn(&str) -> bool,
) -> bool {
    record
        .each()
        .any(|(field, held)| match (field.shape, held) {
            (Shape::One(kind), Held::Text(id)) => is_it(kind, id),
            (Shape::Many(kind), Held::Ids(ids)) => ids.iter().any(|id| is_it(kind, id)),
            (Shape::Tie, Held::Text(tie)) => is_tie(tie),
            (_, Held::Selection(selection)) => match selection {
                Selection::Event(id) => is_it(Kind::Event, id),
                Selection::Actor(id) => is_it(Kind::Actor, id),
                Selection::Relation(id) => is_it(Kind::Relation, id),
                Selection::Tie(tie) => is_tie(tie),
            },
            (_, Held::Record(inner)) => refers(inner, is_it, is_tie),
            (_, Held::Records(all)) => {
                let mut all = (0..all.count()).filter_map(|n| all.at(n));
                all.any(|inner| refers(inner, is_it, is_tie))
            }
            _ => false,
        })
}

/// Asks of everything that a record refers to whether it stays, and lets the rest go. False if the
/// record cannot do without something that goes.
pub fn release(record: &mut dyn Record, references: &mut dyn References) -> bool {
    let mut can_stay = true;
    let mut has_lost = false;
    for (place, field) in record.fields().iter().enumerate() {
        let Some(value) = record.value_mut(place) else {
            continue;
        };
        match field.shape {
            Shape::One(kind) | Shape::Many(kind) => {
                let mut lost = false;
                let stays = value.retain_ids(kind, &mut |kind, id| {
                    let stays = references.id(kind, id);
                    lost |= !stays;
                    stays
                });
                can_stay &= stays;
                has_lost |= lost;
            }
            Shape::Selection => {
                let keep = &mut |kind, id: &mut Id| references.id(kind, id);
                // The kind is the selection's own.
                value.retain_ids(Kind::Event, keep);
                value.retain_tie(&mut |tie| references.tie(tie));
            }
            Shape::Tie => has_lost |= !value.retain_tie(&mut |tie| references.tie(tie)),
            // What is left out stays so: to look into it would make it.
            Shape::Record(_) | Shape::Records(_) if !matches!(value.held(), Held::Nothing) => {
                if let Some(all) = value.records_mut() {
                    all.retain(&mut |inner| release(inner, references));
                }
            }
            _ => {}
        }
    }
    can_stay && (!has_lost || record.mend())
}
