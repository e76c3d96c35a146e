//! Items that are a part of themselves.

use super::fault::{Fault, quoted};
use super::report::Found;
use super::{Known, Places};
use crate::dataset::list::Item;
use crate::dataset::{Id, List};

/// Reports each ring of parents once, at its first item.
pub(super) fn find(known: &Known<'_>, found: &mut Vec<Found>) {
    let data = known.dataset;
    rings(
        &data.sources,
        &known.sources,
        "copies",
        |s| s.copies.as_ref(),
        found,
    );
    rings(
        &data.groups,
        &known.groups,
        "parent",
        |g| g.parent.as_ref(),
        found,
    );
    rings(
        &data.actors,
        &known.actors,
        "part_of",
        |a| a.part_of.as_ref(),
        found,
    );
    rings(
        &data.categories,
        &known.categories,
        "parent",
        |c| c.parent.as_ref(),
        found,
    );
    rings(
        &data.events,
        &known.events,
        "parent",
        |e| e.by_hand.parent.as_ref(),
        found,
    );
}

fn rings<T: Item>(
    list: &List<T>,
    places: &Places<'_>,
    field: &str,
    parent: impl Fn(&T) -> Option<&Id>,
    found: &mut Vec<Found>,
) {
    let items: Vec<&T> = list.iter().collect();
    let next = |at: usize| {
        let parent = parent(items.get(at)?)?;
        places.get(parent.as_str()).copied()
    };
    // The walk in which an item was first met; each item is walked over once.
    let mut met: Vec<usize> = vec![0; items.len()];
    for start in 0..items.len() {
        let walk = start + 1;
        let mut at = Some(start);
        while let Some(here) = at {
            match met.get_mut(here) {
                Some(met) if *met == 0 => *met = walk,
                Some(met) if *met == walk => {
                    let ring = around(here, &next);
                    found.push(told(&items, &ring, field).into());
                    break;
                }
                _ => break,
            }
            at = next(here);
        }
    }
}

/// The places of a ring from its first item on.
fn around(start: usize, next: &impl Fn(usize) -> Option<usize>) -> Vec<usize> {
    let mut ring = vec![start];
    while let Some(at) = ring.last().and_then(|at| next(*at)) {
        if at == start {
            break;
        }
        ring.push(at);
    }
    let first = ring.iter().enumerate().min_by_key(|(_, at)| **at);
    let first = first.map_or(0, |(n, _)| n);
    ring.rotate_left(first);
    ring
}

fn told<T: Item>(items: &[&T], ring: &[usize], field: &str) -> Fault {
    let id = |at: &usize| items.get(*at).map_or("", |item| item.id().as_str());
    let names = ring
        .iter()
        .skip(1)
        .chain(ring.first())
        .take(5)
        .map(|at| quoted(id(at)));
    let way: Vec<String> = names.collect();
    Fault {
        item: ring.first().map(|at| (T::KIND, *at)),
        field: field.to_owned(),
        noun: field.replace('_', " "),
        found: way.first().cloned().unwrap_or_default(),
        wrong: match way.len() {
            1 => format!("is the {} itself", T::KIND.noun()),
            _ => format!("leads back to itself by way of {}", way.join(", ")),
        },
        expected: format!("a {} that is no part of this one", T::KIND.noun()),
        help: None,
    }
}
