//! GEXF, the files of Gephi, networkx, sigma.js and many others (specifications of the versions 1.1draft,
//! 1.2draft and 1.3 with their primers, <https://gexf.net>, <https://github.com/gephi/gexf>; what Gephi
//! 0.10 and networkx 3 write).
//!
//! Nodes become a table of actors, edges one of relations. Attributes are columns by their titles, also
//! those that XML has and the specification has not; where an attribute of a file has the name of a
//! column of the format, " (attribute)" stands behind it. `viz:` elements, parents, weights that hold for a time and
//! the lives of nodes are kept as text. The life of an edge becomes `when`: see [`life`]. A value that holds for a
//! time has this time behind it: `3 [2001, 2002]`; several are parted by "; ". What `meta`, `graph` and the
//! declarations of attributes say is said of the whole.
//!
//! Versions differ in their namespaces and files in what they declare of these: names are compared
//! without them.

mod attributes;
mod life;

use crate::files::foreign::graph::{self, NO_ENDS, NO_ID, SEVERAL_GRAPHS, outer};
use crate::files::foreign::growing::Table;
use crate::files::foreign::sheets::{Sheets, Unreadable, say};
use crate::files::foreign::telling::{Matter, Telling};
use crate::files::foreign::xml::{self, Lines, attributes, elements, flat, is, words};
use crate::files::table::Rows;
use attributes::Attributes;
use roxmltree::{Document, Node};

/// The elements that are entered.
const STRUCTURE: [&str; 5] = ["gexf", "graph", "nodes", "node", "edges"];

/// The columns of nodes.
const NODES: &[(&str, &str)] = &[
    ("id", "id"),
    ("label", "name"),
    ("parent", "keep"),
    ("start", "keep"),
    ("end", "keep"),
    ("spells", "keep"),
    ("colour", "keep"),
    ("position x", "keep"),
    ("position y", "keep"),
    ("position z", "keep"),
    ("size", "keep"),
    ("shape", "keep"),
    ("image", "image"),
];

/// The columns of edges.
const EDGES: &[(&str, &str)] = &[
    ("id", "id"),
    ("source", "from"),
    ("target", "to"),
    ("directed", "directed"),
    ("edge type", "keep"),
    ("kind", "kind"),
    ("label", "label"),
    ("when", "when"),
    ("spells", "keep"),
    ("weight", "keep"),
    ("colour", "keep"),
    ("thickness", "keep"),
    ("shape", "keep"),
];

/// The attributes of XML that nodes have, and their columns.
const OF_NODES: &[(&str, &str)] = &[
    ("id", "id"),
    ("label", "label"),
    ("pid", "parent"),
    ("start", "start"),
    ("end", "end"),
];

/// The same of edges.
const OF_EDGES: &[(&str, &str)] = &[
    ("id", "id"),
    ("source", "source"),
    ("target", "target"),
    ("label", "label"),
    ("kind", "kind"),
    ("weight", "weight"),
];

/// What the element `viz:position` has, and the columns.
const POSITIONS: [(&str, &str); 3] = [
    ("x", "position x"),
    ("y", "position y"),
    ("z", "position z"),
];

/// The attributes of `viz` that are read.
const OF_VIZ: [&str; 11] = [
    "r", "g", "b", "a", "alpha", "hex", "x", "y", "z", "value", "uri",
];

/// Elements of `viz` with one value, and their columns.
const VALUES: [(&str, &str); 3] = [
    ("size", "size"),
    ("thickness", "thickness"),
    ("shape", "shape"),
];

static ODD_TYPE: Matter = Matter {
    one: "the type of an edge is neither directed, undirected nor mutual; it is kept",
    many: "the types of {} edges are neither directed, undirected nor mutual; they are kept",
};

/// Whether a text is GEXF, by its first element.
#[must_use]
pub(in crate::files) fn recognises(text: &str) -> bool {
    xml::root_name(text) == Some("gexf")
}

/// Reads a file.
///
/// # Errors
/// The line and what is wrong with it, where the XML is not well formed.
pub(in crate::files) fn read(text: &str) -> Result<Sheets, Unreadable> {
    xml::with_document(text, |document, lines, telling| {
        let reading = Reading {
            lines,
            telling,
            said: Vec::new(),
            attributes: Attributes::default(),
            nodes: Table::new("Nodes", Rows::Actors, NODES),
            edges: Table::new("Edges", Rows::Relations, EDGES),
            graphs: 0,
            default_type: String::new(),
            zone: String::new(),
        };
        reading.all(document)
    })
}

/// A file that is being read.
struct Reading<'l> {
    lines: &'l Lines,
    telling: Telling,
    said: Vec<(String, String)>,
    attributes: Attributes,
    nodes: Table,
    edges: Table,
    graphs: usize,
    /// The type of edges that do not say theirs.
    default_type: String,
    /// The zone of times without an offset.
    zone: String,
}

impl Reading<'_> {
    fn all(mut self, document: &Document<'_>) -> Sheets {
        let root = document.root_element();
        xml::say_comments(document, &mut self.said);
        let declared = root.descendants().filter(|node| is(*node, "attributes"));
        for declaration in declared {
            self.attributes.declare(declaration, &mut self.said);
        }
        // Columns stand in the order in which they are declared.
        self.attributes.place(&mut self.nodes, &mut self.edges);
        let enters = |node: Node<'_, '_>| STRUCTURE.contains(&node.tag_name().name());
        for node in xml::walk(root, enters) {
            self.element(node);
        }
        self.attributes.fill(&mut self.nodes, &mut self.edges);
        let tables = (self.nodes, self.edges);
        graph::finished(tables, self.graphs, self.said, self.telling)
    }

    fn say(&mut self, name: &str, text: &str) {
        say(&mut self.said, name, text);
    }

    /// Reads an element; those that are parts of a node or an edge are read with it.
    fn element(&mut self, node: Node<'_, '_>) {
        let line = self.lines.of_node(node);
        let name = node.tag_name().name();
        if STRUCTURE.contains(&name) || name == "edge" {
            xml::tell_stray(node, line, &mut self.telling);
        }
        let is_part = node.parent().is_some_and(|parent| is(parent, "node"));
        match name {
            "gexf" => attributes(node).for_each(|(name, text)| self.say(name, text)),
            "graph" => self.graph(node, line),
            "meta" => self.meta(node),
            "nodes" | "edges" => self.group(node, line),
            "node" => self.node(node, line),
            "edge" => self.edge(node, line),
            "attributes" => {}
            _ if is_part => {}
            name => self.say(name, &flat(node)),
        }
    }

    fn meta(&mut self, meta: Node<'_, '_>) {
        attributes(meta).for_each(|(name, text)| self.say(name, text));
        for part in elements(meta) {
            self.say(part.tag_name().name(), &flat(part));
        }
        self.say("meta", &words(meta));
    }

    fn graph(&mut self, graph: Node<'_, '_>, line: usize) {
        if self.graphs > 0 {
            self.telling.count(line, &SEVERAL_GRAPHS);
        }
        self.graphs = self.graphs.saturating_add(1);
        let of = |name: &str| graph.attribute(name).unwrap_or_default().to_owned();
        self.default_type = of("defaultedgetype");
        self.zone = of("timezone");
        for (name, text) in attributes(graph) {
            let name = if name == "name" { "title" } else { name };
            self.say(name, text);
        }
    }

    /// Compares how many nodes or edges are announced with how many there are.
    fn group(&mut self, group: Node<'_, '_>, line: usize) {
        let name = group.tag_name().name();
        for (attribute, text) in attributes(group) {
            let count = elements(group).count();
            if attribute != "count" {
                self.say(&format!("{name} {attribute}"), text);
            } else if text.trim() != count.to_string() {
                let words = format!("the file announces {text} {name}, and has {count}");
                self.telling.tell(line, words);
            }
        }
    }

    fn node(&mut self, node: Node<'_, '_>, line: usize) {
        self.nodes.begin(line);
        if node.attribute("id").is_none_or(str::is_empty) {
            self.telling.count(line, &NO_ID);
        }
        for (name, text) in attributes(node) {
            let own = OF_NODES.iter().find(|(own, _)| *own == name);
            match own {
                Some((_, column)) => self.nodes.put_own(column, text),
                None if life::of_node(name) => {}
                None => self.nodes.put_named(name, text),
            }
        }
        self.nodes.put_own("spells", &life::kept(node));
        if let Some(id) = outer(node).and_then(|outer| outer.attribute("id")) {
            self.nodes.put_own("parent", id);
        }
        for part in elements(node) {
            match part.tag_name().name() {
                "attvalues" | "attvalue" => self.values(part),
                "parents" => {
                    for parent in elements(part) {
                        self.nodes.put_own("parent", &reference(parent));
                    }
                }
                "nodes" | "edges" => {}
                _ => show(&mut self.nodes, part),
            }
        }
    }

    fn edge(&mut self, edge: Node<'_, '_>, line: usize) {
        self.edges.begin(line);
        let lacks = |name: &str| edge.attribute(name).is_none_or(str::is_empty);
        if lacks("source") || lacks("target") {
            self.telling.count(line, &NO_ENDS);
        }
        for (name, text) in attributes(edge) {
            let own = OF_EDGES.iter().find(|(own, _)| *own == name);
            match own {
                Some((_, column)) => self.edges.put_own(column, text),
                None if name == "type" || life::of_edge(name) => {}
                None => self.edges.put_named(name, text),
            }
        }
        let own = edge.attribute("type").unwrap_or(&self.default_type);
        let is = |name: &str| own.eq_ignore_ascii_case(name);
        let is_directed = is("directed");
        // What is not said is undirected by the specification.
        if !is_directed && !is("undirected") && edge.attribute("type").is_some() {
            self.edges.put_own("edge type", own);
            if !is("mutual") {
                self.telling.count(line, &ODD_TYPE);
            }
        }
        let directed = if is_directed { "yes" } else { "no" };
        self.edges.put_own("directed", directed);
        let life = life::read(edge, line, &self.zone, &mut self.telling);
        self.edges.put_own("when", &life.when);
        self.edges.put_own("spells", &life.kept);
        for part in elements(edge) {
            match part.tag_name().name() {
                "attvalues" | "attvalue" => self.values(part),
                _ => show(&mut self.edges, part),
            }
        }
    }

    /// The values of attributes; some files have them without the element around them.
    fn values(&mut self, part: Node<'_, '_>) {
        let of_node = part.parent().is_some_and(|parent| is(parent, "node"));
        let table = if of_node {
            &mut self.nodes
        } else {
            &mut self.edges
        };
        if !is(part, "attvalue") {
            table.put_named("attvalues", &words(part));
        }
        let alone = Some(part).filter(|part| is(*part, "attvalue"));
        for value in alone.into_iter().chain(elements(part)) {
            let line = self.lines.of_node(value);
            self.attributes
                .value(value, line, of_node, table, &mut self.telling);
        }
    }
}

/// The id that `<parent for="…"/>` names.
fn reference(parent: Node<'_, '_>) -> String {
    parent
        .attribute("for")
        .map_or_else(|| flat(parent), str::to_owned)
}

/// Puts how something is drawn, or an element that is not known, into the row.
fn show(table: &mut Table, part: Node<'_, '_>) {
    let name = part.tag_name().name();
    let timed = |text: &str| life::timed(text, part);
    let value = VALUES.iter().find(|(value, _)| *value == name);
    match (name, value, part.attribute("value")) {
        ("spells" | "slices", ..) => return,
        ("color" | "colour", ..) => table.put_own("colour", &timed(&colour(part))),
        ("position", ..) => {
            for (attribute, column) in POSITIONS {
                if let Some(text) = part.attribute(attribute) {
                    table.put_own(column, &timed(text));
                }
            }
        }
        (_, Some((_, column)), Some(text)) => {
            table.put_own(column, &timed(text));
            table.put_own("image", part.attribute("uri").unwrap_or_default());
        }
        _ => return table.put_named(name, &flat(part)),
    }
    let is_known = |name: &str| OF_VIZ.contains(&name) || life::of_edge(name);
    for (attribute, text) in attributes(part).filter(|(name, _)| !is_known(name)) {
        table.put_named(&format!("{name} {attribute}"), text);
    }
}

/// A colour as style sheets have it: `rgb(239, 173, 66)`, `rgba(239, 173, 66, 0.5)`, `#EFAD42`.
fn colour(part: Node<'_, '_>) -> String {
    let of = |name: &str| part.attribute(name);
    let opacity = of("a").or_else(|| of("alpha"));
    match (of("r"), of("g"), of("b"), of("hex"), opacity) {
        (Some(r), Some(g), Some(b), None, None) => format!("rgb({r}, {g}, {b})"),
        (Some(r), Some(g), Some(b), None, Some(a)) => format!("rgba({r}, {g}, {b}, {a})"),
        (None, None, None, Some(hex), None) => hex.to_owned(),
        (None, None, None, Some(hex), Some(a)) => format!("{hex}, opacity {a}"),
        _ => flat(part),
    }
}

#[cfg(test)]
mod tests;
