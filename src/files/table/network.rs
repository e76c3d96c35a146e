//! Networks: a list of edges beside a list of nodes, known by what the edges go between.

use super::at::At;
use super::mapping::Mapping;
use super::meaning::Rows;
use super::words::{folded, senses};
use crate::dataset::spelling::key;
use std::collections::HashSet;

/// So many rows are looked at.
pub(super) const LOOKED_AT: usize = 2_000;

/// What the ends of an edge are called: as most programs have them, Kumu and vis.js, and Oligrapher.
const ENDS: [(&str, &str); 3] = [
    ("source", "target"),
    ("from", "to"),
    ("node 1 id", "node 2 id"),
];

/// The same in one letter each, where all of them are ids of nodes.
const SHORT_ENDS: [(&str, &str); 4] = [("s", "t"), ("f", "t"), ("u", "v"), ("a", "b")];

/// What people call a list of edges.
const EDGES: [&str; 7] = [
    "edges",
    "links",
    "relations",
    "relationships",
    "connections",
    "ties",
    "network",
];

/// Whether a sheet or a list is called as one of edges is.
pub(super) fn is_called_edges(name: &str) -> bool {
    let last = name.rsplit('.').next().unwrap_or(name);
    EDGES.contains(&&*folded(last))
}

/// The first rows of a table.
pub(super) type Head = Vec<(Vec<String>, At)>;

/// A list of edges, and the list of nodes that they go between.
pub(super) struct Network {
    /// Which of the tables each is, and how it is to be read.
    pub(super) edges: (usize, Mapping),
    pub(super) nodes: (usize, Mapping),
}

impl Network {
    /// The network that is in tables, by their first rows, of which the first names the columns. What
    /// happened between two is no edge, however its columns are called: `are_events` tells of a table.
    pub(super) fn of(heads: &[Head], are_events: &dyn Fn(usize) -> bool) -> Option<Self> {
        let tables = || {
            let all = heads.iter().enumerate();
            all.filter_map(|(n, head)| Some((n, head.split_first()?)))
        };
        for (edges, ((names, _), rows)) in tables() {
            let short = || Some((ends(names, &SHORT_ENDS)?, true));
            let Some(((from, to), is_short)) = ends(names, &ENDS)
                .map(|ends| (ends, false))
                .or_else(short)
                .filter(|_| !are_events(edges))
            else {
                continue;
            };
            let mut wanted = cells(rows, from);
            wanted.extend(cells(rows, to));
            // What has ends is no list of nodes.
            let others = tables().filter(|(_, ((names, _), _))| ends(names, &ENDS).is_none());
            let others = others.filter(|(other, _)| *other != edges);
            let found = others.filter_map(|(nodes, ((names, _), rows))| {
                let (covered, column) = ids(names, rows, &wanted)?;
                let is_sure = !is_short || covered == wanted.len();
                is_sure.then_some((covered, nodes, names, column))
            });
            let Some((_, nodes, of_nodes, id)) = found.max_by_key(|(covered, nodes, ..)| {
                // Of several the first.
                (*covered, usize::MAX - nodes)
            }) else {
                continue;
            };
            let id = id.map(|id| (id, "id"));
            return Some(Self {
                edges: (
                    edges,
                    mapping(
                        Rows::Relations,
                        names,
                        [Some((from, "from")), Some((to, "to"))],
                    ),
                ),
                nodes: (nodes, mapping(Rows::Actors, of_nodes, [id, None])),
            });
        }
        None
    }
}

fn mapping(rows: Rows, names: &[String], columns: [Option<(usize, &str)>; 2]) -> Mapping {
    let named = columns
        .into_iter()
        .flatten()
        .filter_map(|(n, meaning)| Some((names.get(n)?.trim().to_owned(), meaning.to_owned())));
    Mapping {
        rows: Some(rows.kind().key().to_owned()),
        columns: named.collect(),
        ..Mapping::default()
    }
}

/// The columns of the two ends of edges, by what these are called.
fn ends(names: &[String], called: &[(&str, &str)]) -> Option<(usize, usize)> {
    let place = |wanted: &str| names.iter().position(|name| folded(name) == wanted);
    let mut pairs = called.iter();
    pairs.find_map(|(from, to)| place(from).zip(place(to)))
}

/// The different cells of a column, as names are compared.
fn cells(rows: &[(Vec<String>, At)], column: usize) -> HashSet<String> {
    let all = rows.iter().filter_map(|(row, _)| row.get(column));
    let all = all.map(|cell| key(cell)).filter(|cell| !cell.is_empty());
    all.collect()
}

/// The column that holds what is wanted, unless that is the name of the row, and how much of it; no column where
/// rows are called by their places.
fn ids(
    names: &[String],
    rows: &[(Vec<String>, At)],
    wanted: &HashSet<String>,
) -> Option<(usize, Option<usize>)> {
    // What edges go to may stand below the rows that are looked at.
    let is_enough = |found: usize, cells: usize| {
        found > 0
            && (found * 2 >= wanted.len() || rows.len() >= LOOKED_AT - 1 && found * 2 >= cells)
    };
    let share = |n: usize| {
        let filled = rows.iter().filter_map(|(row, _)| row.get(n));
        let filled = filled.filter(|cell| !cell.trim().is_empty()).count();
        let cells = cells(rows, n);
        // No two nodes have the same.
        if cells.len() < filled {
            return None;
        }
        let found = cells.intersection(wanted).count();
        is_enough(found, cells.len()).then_some(found)
    };
    let is_name = |n: usize| {
        let name = names.get(n).map_or("", |name| name);
        let senses = senses(name, Rows::Actors);
        senses.iter().any(|sense| sense.name == "name")
    };
    let columns = (0..names.len()).rev();
    let best = columns.filter_map(|n| Some((share(n)?, n))).max();
    if let Some((found, column)) = best {
        return Some((found, Some(column).filter(|column| !is_name(*column))));
    }
    let is_place = |cell: &String| cell.parse().is_ok_and(|place: usize| place < rows.len());
    let are_places = !wanted.is_empty() && wanted.iter().all(is_place);
    are_places.then_some((0, None))
}
