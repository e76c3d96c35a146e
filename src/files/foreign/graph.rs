//! What all files of networks have in common: what their columns mean, nodes without names, edges
//! without ids of their own and edges of nodes that are not there.

use crate::dataset::date::text::Language;
use crate::files::foreign::growing::Table;
use crate::files::foreign::moment::{Moment, whole_year};
use crate::files::foreign::sheets::{Sheet, Sheets};
use crate::files::foreign::telling::{Matter, Telling};
use crate::files::foreign::xml::is;
use crate::files::several::joined;
use crate::files::table::Rows;
use crate::files::table::words::{Sense, folded, kind_named, senses};
use roxmltree::Node;
use std::collections::HashSet;

/// What attributes of nodes may mean, besides what the formats say themselves.
const OF_NODES: &[&str] = &[
    "name",
    "kind",
    "group",
    "description",
    "url",
    "image",
    "role",
    "aliases",
];

/// The same of edges.
const OF_EDGES: &[&str] = &[
    "kind",
    "label",
    "start",
    "end",
    "when",
    "description",
    "url",
    "weight",
];

/// What attributes are surely called in networks, besides what columns of tables surely are: by Gephi, TinkerPop,
/// yEd and others.
const IN_NETWORKS: [(&str, &str); 10] = [
    ("node label", "name"),
    ("label v", "kind"),
    ("category", "kind"),
    ("community", "group"),
    ("cluster", "group"),
    ("modularity class", "group"),
    ("edge label", "label"),
    ("label e", "kind"),
    ("year", "when"),
    ("value", "weight"),
];

/// The rank of a sense that is sure, but not the name itself.
const SURE: u8 = 1;

/// How many words and letters a kind of relations has at most.
const KIND_WORDS: usize = 4;
const KIND_LETTERS: usize = 40;

static MORE_MISSING: Matter = Matter {
    one: "one more edge names a node that is not there",
    many: "{} more edges name nodes that are not there",
};

static MORE_TWICE: Matter = Matter {
    one: "the id of one more node stands twice",
    many: "the ids of {} more nodes stand twice",
};

static SAME_ID: Matter = Matter {
    one: "the id of an edge is also that of another; the ids of edges are kept as a column",
    many: "the ids of {} edges are also those of others; the ids of edges are kept as a column",
};

pub(in crate::files) static SEVERAL_GRAPHS: Matter = Matter {
    one: "the file has two graphs; they are read as one",
    many: "the file has {} graphs beside its first; they are read as one",
};

pub(in crate::files) static NO_ENDS: Matter = Matter {
    one: "an edge has no source or no target",
    many: "{} edges have no source or no target",
};

pub(in crate::files) static NO_ID: Matter = Matter {
    one: "a node has no id",
    many: "{} nodes have no id",
};

/// The node in whose graph or nodes a node stands.
pub(in crate::files) fn outer<'a, 'i>(node: Node<'a, 'i>) -> Option<Node<'a, 'i>> {
    let outer = node.parent().and_then(|parent| parent.parent());
    outer.filter(|outer| is(*outer, "node"))
}

/// What a file says in nodes and edges, of so many graphs.
pub(in crate::files) fn finished(
    (nodes, edges): (Table, Table),
    graphs: usize,
    said: Vec<(String, String)>,
    mut telling: Telling,
) -> Sheets {
    if graphs == 0 {
        telling.tell(1, "the file has no graph");
    }
    Sheets {
        all: sheets(nodes, edges, &mut telling),
        said,
        told: telling.all(),
    }
}

/// The sheets of nodes and edges, with what their columns mean.
fn sheets(mut nodes: Table, mut edges: Table, telling: &mut Telling) -> Vec<Sheet> {
    assign(&mut nodes, OF_NODES);
    assign(&mut edges, OF_EDGES);
    join_mutual(&mut edges);
    exact_dates(&mut edges);
    plain_years(&mut edges);
    part_aliases(&mut nodes);
    name_all(&mut nodes);
    let ids = ids(&nodes, telling);
    for means in ["from", "to"] {
        for place in edges.meaning(means) {
            for (line, id) in edges.cells(place) {
                if !id.is_empty() && !ids.contains(id) {
                    let words = format!("an edge names a node that is not there: {id}");
                    telling.each(line, words, &MORE_MISSING);
                }
            }
        }
    }
    drop(ids);
    keep_shared_ids(&mut edges, telling);
    let tables = [nodes, edges].into_iter();
    let filled = tables.filter(|table| !table.is_empty());
    filled.map(Table::sheet).collect()
}

/// The ids of the nodes.
fn ids<'t>(nodes: &'t Table, telling: &mut Telling) -> HashSet<&'t str> {
    let mut ids = HashSet::new();
    for place in nodes.meaning("id") {
        for (line, id) in nodes.cells(place) {
            if !id.is_empty() && !ids.insert(id) {
                telling.each(line, format!("two nodes have the id {id}"), &MORE_TWICE);
            }
        }
    }
    ids
}

/// Gives the columns of the file their meanings, by their names and where their cells fit.
fn assign(table: &mut Table, meanings: &[&'static str]) {
    for means in meanings {
        let columns = table.columns.iter().enumerate();
        let columns = columns.filter(|(_, column)| {
            // A weight of the format's own may hold for a time, and is a number where it does not.
            let is_open = !column.is_own || *means == "weight";
            is_open && column.means == "keep" && !column.is_composed
        });
        let sure = columns.filter_map(|(place, column)| {
            let sure = how_surely(&column.name, means, table.kind)?;
            table.is_used(place).then_some((sure, place))
        });
        let mut sure: Vec<(u8, usize)> = sure.collect();
        sure.sort_unstable();
        let is_taken = |means: &str| !table.meaning(means).is_empty();
        // A date beside an end alone is the start of it.
        let means = match *means {
            "when" if is_taken("end") => "start",
            means => means,
        };
        let others: &[&str] = match means {
            "start" | "end" => &[means, "when"],
            "when" => &["start", "when"],
            _ => &[means],
        };
        if others.iter().any(|means| is_taken(means)) {
            continue;
        }
        let mut places = sure.into_iter().map(|(_, place)| place);
        let found = places.find(|place| fits(table, *place, means));
        if let Some(column) = found.and_then(|place| table.columns.get_mut(place)) {
            column.means = means;
        }
    }
}

/// How surely a name means something, the least the surest: networks have labels where others have names
/// and titles.
fn how_surely(name: &str, means: &str, rows: Rows) -> Option<u8> {
    let word = folded(name);
    // One of several with numbers is as good as another.
    if word.ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    // A word of another language may be a word of ours: `type` is a group in French.
    let is_ours = |sense: &Sense| {
        sense
            .language
            .is_none_or(|known| known == Language::English)
    };
    let all = senses(name, rows).into_iter();
    let mut found = all.filter(|sense| sense.name == means && sense.rank <= SURE && is_ours(sense));
    match (found.next(), &*word) {
        (Some(_), "label") => Some(0),
        (Some(sense), _) => Some(sense.rank),
        (None, word) => IN_NETWORKS.contains(&(word, means)).then_some(SURE),
    }
}

/// Whether the cells of a column can be what its name says.
fn fits(table: &Table, place: usize, means: &str) -> bool {
    let cells = table.cells(place).map(|(_, cell)| cell);
    let mut cells = cells.filter(|cell| !cell.is_empty());
    match means {
        "kind" if table.kind == Rows::Actors => cells.all(|cell| kind_named(cell).is_some()),
        "kind" => cells.all(|cell| {
            let is_short = cell.split_whitespace().count() <= KIND_WORDS
                && cell.chars().count() <= KIND_LETTERS;
            is_short && cell.parse::<f64>().is_err()
        }),
        "weight" => cells.all(|cell| cell.parse::<f64>().is_ok_and(|w| w.is_finite() && w >= 0.0)),
        "url" | "image" => cells.all(|cell| {
            ["http://", "https://", "www."]
                .iter()
                .any(|start| cell.starts_with(start))
        }),
        // A number that is no year would be read as one, or as a day.
        "start" | "end" | "when" => cells.all(|cell| {
            cell.contains(|c: char| c.is_ascii_digit())
                && (cell.parse::<f64>().is_err() || whole_year(cell).is_some())
        }),
        _ => true,
    }
}

/// The place of a column of the file by its name.
fn named(table: &Table, name: &str) -> Option<usize> {
    let mut columns = table.columns.iter();
    let place = columns.position(|column| !column.is_own && folded(&column.name) == name);
    place.filter(|place| table.is_used(*place))
}

/// An edge that is mutual and written both ways, as a graph of one kind of edges needs it, is one without a
/// direction.
fn join_mutual(edges: &mut Table) {
    let one = |table: &Table, means: &str| table.meaning(means).first().copied();
    let (Some(mutual), Some(from), Some(to), Some(directed)) = (
        named(edges, "mutual"),
        one(edges, "from"),
        one(edges, "to"),
        one(edges, "directed"),
    ) else {
        return;
    };
    let mut met: HashSet<Vec<String>> = HashSet::new();
    edges.retain(|cells| {
        let is_mutual = cells.get(mutual).is_some_and(|cell| cell == "true");
        let mut turned = cells.to_vec();
        turned.swap(from, to);
        let is_second = is_mutual && met.remove(&turned);
        if is_mutual && !is_second {
            met.insert(cells.to_vec());
        }
        !is_second
    });
    edges.change(directed, |cells, cell| {
        if cells.get(mutual).is_some_and(|cell| cell == "true") {
            "no".clone_into(cell);
        }
    });
    edges.change(mutual, |_, cell| {
        if cell == "true" {
            cell.clear();
        }
    });
}

/// A start and an end that an edge has beside its life, with the day on which it ends: a life of one day
/// needs the next one for its end in GEXF.
fn exact_dates(edges: &mut Table) {
    let when = edges.meaning("when").first().copied();
    let ends = named(edges, "start date").zip(named(edges, "end date"));
    let Some((when, (start, end))) = when.zip(ends) else {
        return;
    };
    let exact = |start: &str, end: &str| match start == end {
        true => start.to_owned(),
        false => format!("{start}/{end}"),
    };
    let cell = |cells: &[String], place: usize| cells.get(place).cloned().unwrap_or_default();
    edges.change(when, |cells, life| {
        let (start, end) = (cell(cells, start), cell(cells, end));
        let after = Moment::read(&end).map(|end| end.beside(true).edtf);
        if after.is_some_and(|after| *life == exact(&start, &after)) {
            *life = exact(&start, &end);
        }
    });
    for (place, is_start) in [(start, true), (end, false)] {
        edges.change(place, |cells, own| {
            let (life, other) = (
                cell(cells, when),
                cell(cells, if is_start { end } else { start }),
            );
            let (start, end) = if is_start {
                (&*own, &other)
            } else {
                (&other, &*own)
            };
            let says_same = if is_start {
                life == exact(start, end)
            } else {
                life == *end || life.ends_with(&format!("/{end}"))
            };
            if says_same {
                own.clear();
            }
        });
    }
}

/// Writes `2014` for `2014.0` where a year was typed as a number.
fn plain_years(table: &mut Table) {
    for means in ["start", "end", "when"] {
        for place in table.meaning(means) {
            table.change(place, |_, cell| {
                if let Some(year) = whole_year(cell) {
                    *cell = year.to_string();
                }
            });
        }
    }
}

/// Parts names that a list holds: `[A, "B, C"]` of Gephi, `A|B` of others.
fn part_aliases(nodes: &mut Table) {
    for place in nodes.meaning("aliases") {
        nodes.change(place, |_, cell| {
            let inner = cell
                .strip_prefix('[')
                .and_then(|cell| cell.strip_suffix(']'));
            let parted = match inner {
                Some(inner) => between_quotes(inner, ','),
                None if cell.contains('|') => between_quotes(cell, '|'),
                None => return,
            };
            *cell = joined(parted.iter().map(String::as_str));
        });
    }
}

/// The parts of a text between separators that are not in quotes.
fn between_quotes(text: &str, separator: char) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut is_quoted = false;
    for c in text.chars() {
        match (c, parts.last_mut()) {
            ('"', _) => is_quoted = !is_quoted,
            (c, _) if c == separator && !is_quoted => parts.push(String::new()),
            (c, Some(part)) => part.push(c),
            (_, None) => {}
        }
    }
    let trimmed = parts.iter().map(|part| part.trim().to_owned());
    trimmed.filter(|part| !part.is_empty()).collect()
}

/// Gives nodes without a name the text of another column that may be one, or their id.
fn name_all(nodes: &mut Table) {
    let Some(place) = name_place(nodes) else {
        return;
    };
    let is_used = nodes.is_used(place);
    if let Some(column) = nodes.columns.get_mut(place).filter(|_| !is_used) {
        column.name = "name".into();
    }
    let columns = nodes.columns.iter().enumerate();
    let called = columns.filter(|(_, column)| !column.is_own);
    let called = called.filter_map(|(place, column)| {
        Some((how_surely(&column.name, "name", Rows::Actors)?, place))
    });
    let mut called: Vec<(u8, usize)> = called.collect();
    called.sort_unstable();
    let mut others: Vec<usize> = called.into_iter().map(|(_, place)| place).collect();
    others.extend(nodes.meaning("id"));
    nodes.change(place, |cells, name| {
        if name.is_empty() {
            let mut texts = others.iter().filter_map(|place| cells.get(*place));
            if let Some(text) = texts.find(|text| !text.is_empty()) {
                name.clone_from(text);
            }
        }
    });
}

/// The column of names: one that is used, or else the format's own.
fn name_place(nodes: &Table) -> Option<usize> {
    let used = nodes.meaning("name").first().copied();
    used.or_else(|| {
        let mut columns = nodes.columns.iter();
        columns.position(|column| column.means == "name")
    })
}

/// Keeps the ids of edges under their name where some share one, as multigraphs of networkx do.
fn keep_shared_ids(edges: &mut Table, telling: &mut Telling) {
    for place in edges.meaning("id") {
        let mut seen = HashSet::new();
        let mut is_shared = false;
        for (line, id) in edges.cells(place) {
            if !id.is_empty() && !seen.insert(id) {
                telling.count(line, &SAME_ID);
                is_shared = true;
            }
        }
        if is_shared && let Some(column) = edges.columns.get_mut(place) {
            column.means = "keep";
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the columns of a table of edges or nodes mean.
    fn meanings(kind: Rows, columns: &[(&str, &[&str])]) -> Vec<&'static str> {
        let mut table = Table::new("", kind, &[]);
        for row in 0..columns
            .iter()
            .map(|(_, cells)| cells.len())
            .max()
            .unwrap_or(0)
        {
            table.begin(row + 1);
            for (name, cells) in columns {
                table.put_named(name, cells.get(row).copied().unwrap_or_default());
            }
        }
        assign(
            &mut table,
            if kind == Rows::Actors {
                OF_NODES
            } else {
                OF_EDGES
            },
        );
        table.columns.iter().map(|column| column.means).collect()
    }

    #[test]
    fn columns_of_nodes_mean_what_their_cells_fit() {
        let of = |columns: &[(&str, &[&str])]| meanings(Rows::Actors, columns);
        assert_eq!(of(&[("type", &["person", "State"])]), ["kind"]);
        assert_eq!(of(&[("type", &["person", "river"])]), ["keep"]);
        assert_eq!(
            of(&[("Type", &["minister"]), ("kind", &["person"])]),
            ["keep", "kind"]
        );
        assert_eq!(
            of(&[("Modularity_Class", &["3"]), ("Group", &["East"])]),
            ["keep", "group"]
        );
        assert_eq!(of(&[("url", &["https://a.example", "none"])]), ["keep"]);
        assert_eq!(
            of(&[("title", &["A"]), ("label", &["B"])]),
            ["keep", "name"]
        );
        assert!(of(&[("role", &[""])]).is_empty());
    }

    #[test]
    fn aliases_are_parted() {
        assert_eq!(between_quotes("A, \"B, C\",, D", ','), ["A", "B, C", "D"]);
        assert_eq!(between_quotes("A", '|'), ["A"]);
        assert!(between_quotes("", ',').is_empty());
    }

    #[test]
    fn columns_of_edges_mean_what_their_cells_fit() {
        let of = |columns: &[(&str, &[&str])]| meanings(Rows::Relations, columns);
        assert_eq!(
            of(&[("relation", &["ally of"]), ("label", &["x"])]),
            ["kind", "label"]
        );
        assert_eq!(of(&[("type", &["1", "2"])]), ["keep"]);
        assert_eq!(of(&[("year", &["1999.0"])]), ["when"]);
        assert_eq!(of(&[("time", &["1335090239"])]), ["keep"]);
        assert_eq!(
            of(&[
                ("start", &["1999"]),
                ("end", &["2001"]),
                ("date", &["2000"])
            ]),
            ["start", "end", "keep"]
        );
        assert_eq!(
            of(&[("end", &["2001"]), ("date", &["spring 2000"])]),
            ["end", "start"]
        );
        assert_eq!(of(&[("start", &["Paris"])]), ["keep"]);
    }
}
