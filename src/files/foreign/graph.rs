//! What all files of networks have in common: what their columns mean, nodes without names, edges
//! without ids of their own and edges of nodes that are not there.

use crate::files::foreign::growing::Table;
use crate::files::foreign::moment::{Moment, whole_year};
use crate::files::foreign::sheets::{Sheet, Sheets};
use crate::files::foreign::telling::{Matter, Telling};
use crate::files::several::joined;
use crate::files::table::Rows;
use std::collections::HashSet;

/// What a column of nodes means by its name; of two that mean the same, the earlier here.
const OF_NODES: &[(&str, &str)] = &[
    ("label", "name"),
    ("name", "name"),
    ("title", "name"),
    ("node label", "name"),
    ("nodelabel", "name"),
    ("kind", "kind"),
    ("type", "kind"),
    ("category", "kind"),
    ("node type", "kind"),
    ("labelv", "kind"),
    ("group", "group"),
    ("community", "group"),
    ("cluster", "group"),
    ("modularity class", "group"),
    ("description", "description"),
    ("url", "url"),
    ("link", "url"),
    ("website", "url"),
    ("image", "image"),
    ("picture", "image"),
    ("photo", "image"),
    ("role", "role"),
    ("aliases", "aliases"),
];

/// The same of edges.
const OF_EDGES: &[(&str, &str)] = &[
    ("relation", "kind"),
    ("relationship", "kind"),
    ("kind", "kind"),
    ("type", "kind"),
    ("edge type", "kind"),
    ("labele", "kind"),
    ("label", "label"),
    ("edge label", "label"),
    ("edgelabel", "label"),
    ("name", "label"),
    ("title", "label"),
    ("start", "start"),
    ("start date", "start"),
    ("end", "end"),
    ("end date", "end"),
    ("date", "when"),
    ("when", "when"),
    ("year", "when"),
    ("time", "when"),
    ("description", "description"),
    ("url", "url"),
    ("link", "url"),
    ("weight", "weight"),
    ("strength", "weight"),
    ("value", "weight"),
];

/// The kinds of actors.
const KINDS: [&str; 6] = [
    "person",
    "state",
    "organisation",
    "collective",
    "place",
    "unknown",
];

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
fn assign(table: &mut Table, names: &[(&str, &'static str)]) {
    for (wanted, means) in names {
        let mut columns = table.columns.iter();
        let found = columns.position(|column| {
            // A weight of the format's own may hold for a time, and is a number where it does not.
            let is_open = !column.is_own || *means == "weight";
            let is_free = is_open && column.means == "keep" && !column.is_composed;
            is_free && folded(&column.name) == *wanted
        });
        let Some(place) = found.filter(|place| table.is_used(*place)) else {
            continue;
        };
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
        if !others.iter().any(|means| is_taken(means))
            && fits(table, place, means)
            && let Some(column) = table.columns.get_mut(place)
        {
            column.means = means;
        }
    }
}

/// The name of a column as the lists above have it.
fn folded(name: &str) -> String {
    let small = name.to_lowercase().replace(['_', '-'], " ");
    small.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether the cells of a column can be what its name says.
fn fits(table: &Table, place: usize, means: &str) -> bool {
    let cells = table.cells(place).map(|(_, cell)| cell);
    let mut cells = cells.filter(|cell| !cell.is_empty());
    match means {
        "kind" if table.kind == Rows::Actors => {
            cells.all(|cell| KINDS.contains(&&*cell.to_lowercase()))
        }
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
    let mut others: Vec<usize> = Vec::new();
    for (wanted, _) in OF_NODES.iter().filter(|(_, means)| *means == "name") {
        let columns = nodes.columns.iter().enumerate();
        let named = columns.filter(|(_, column)| !column.is_own && folded(&column.name) == *wanted);
        others.extend(named.map(|(place, _)| place));
    }
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
        let names = if kind == Rows::Actors {
            OF_NODES
        } else {
            OF_EDGES
        };
        assign(&mut table, names);
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
