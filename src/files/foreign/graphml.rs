//! GraphML, the files of yEd, networkx, igraph, Gephi, Neo4j and TinkerPop (primer and specification 1.0,
//! <http://graphml.graphdrawing.org>; what yEd 3, networkx 3, Gephi 0.10 and the APOC procedures write).
//!
//! Nodes become a table of actors, edges one of relations. Data are columns by the names of their keys; two
//! keys of one name, as networkx has them for numbers and whole numbers, are one column. What the names mean
//! is in [`graph`]. The labels that yEd draws are names and labels, all else that it
//! draws is kept as text. A node in a graph of another node has this as its parent. An edge of more than two
//! nodes becomes relations of its first with each other. Ports are kept as text. What keys, graphs and the
//! file itself say is said of the whole.
//!
//! Files differ in their namespaces: names are compared without them.

mod keys;
mod yfiles;

use crate::files::foreign::graph::{self, NO_ENDS, NO_ID, SEVERAL_GRAPHS, outer};
use crate::files::foreign::growing::Table;
use crate::files::foreign::sheets::{Sheets, Unreadable, say};
use crate::files::foreign::telling::{Matter, Telling};
use crate::files::foreign::xml::{self, Lines, attributes, elements, flat, is, words};
use crate::files::table::Rows;
use keys::Keys;
use roxmltree::{Document, Node};

/// The elements that are entered.
const STRUCTURE: [&str; 5] = ["graphml", "graph", "node", "edge", "hyperedge"];

/// The names of data of a graph that are its title.
const TITLES: [&str; 3] = ["title", "name", "label"];

/// The columns of nodes.
const NODES: &[(&str, &str)] = &[
    ("id", "id"),
    (yfiles::NODE_LABEL, "name"),
    ("parent", "keep"),
    ("desc", "description"),
    ("port", "keep"),
];

/// The columns of edges.
const EDGES: &[(&str, &str)] = &[
    ("id", "id"),
    ("source", "from"),
    ("target", "to"),
    ("directed", "directed"),
    (yfiles::EDGE_LABEL, "label"),
    ("desc", "description"),
    ("hyperedge", "keep"),
    ("endpoints", "keep"),
];

static PORTS: Matter = Matter {
    one: "a port says at which side of a node an edge ends; it is kept as text",
    many: "{} ports say at which side of a node an edge ends; they are kept as text",
};

static HYPEREDGES: Matter = Matter {
    one: "an edge joins several nodes; it is read as relations of the first with each other",
    many: "{} edges join several nodes; each is read as relations of the first with each other",
};

static NO_HEADS: Matter = Matter {
    one: "an edge is drawn without an arrow; it is read as undirected",
    many: "{} edges are drawn without arrows; they are read as undirected",
};

static TURNED: Matter = Matter {
    one: "the arrow of an edge is drawn at its source; it is read as the file has source and target",
    many: "the arrows of {} edges are drawn at their sources; they are read as the file has source and target",
};

/// Whether a text is GraphML, by its first element.
#[must_use]
pub(in crate::files) fn recognises(text: &str) -> bool {
    xml::root_name(text) == Some("graphml")
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
            keys: Keys::default(),
            nodes: Table::new("Nodes", Rows::Actors, NODES),
            edges: Table::new("Edges", Rows::Relations, EDGES),
            graphs: 0,
        };
        reading.all(document)
    })
}

/// A file that is being read.
struct Reading<'l> {
    lines: &'l Lines,
    telling: Telling,
    said: Vec<(String, String)>,
    keys: Keys,
    nodes: Table,
    edges: Table,
    graphs: usize,
}

impl Reading<'_> {
    fn all(mut self, document: &Document<'_>) -> Sheets {
        let root = document.root_element();
        xml::say_comments(document, &mut self.said);
        let enters = |node: Node<'_, '_>| STRUCTURE.contains(&node.tag_name().name());
        for key in xml::walk(root, enters).filter(|node| is(*node, "key")) {
            self.keys.declare(key, &mut self.said);
        }
        self.keys.place(&mut self.nodes, &mut self.edges);
        for node in xml::walk(root, enters) {
            self.element(node);
        }
        self.keys.fill(&mut self.nodes, &mut self.edges);
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
        if STRUCTURE.contains(&name) {
            xml::tell_stray(node, line, &mut self.telling);
        }
        let around = node.parent().map(|parent| parent.tag_name().name());
        match name {
            "graphml" => attributes(node).for_each(|(name, text)| self.say(name, text)),
            "graph" => self.graph(node, line),
            "node" => self.node(node, line),
            "edge" => self.edge(node, line),
            "hyperedge" => self.hyperedge(node, line),
            "key" => {}
            _ if matches!(around, Some("node" | "edge" | "hyperedge")) => {}
            "data" => {
                let name = self.keys.name(node, around.unwrap_or_default());
                let is_title = TITLES.iter().any(|title| title.eq_ignore_ascii_case(&name));
                self.say(if is_title { "title" } else { &name }, &flat_data(node));
            }
            "desc" => self.say("description", &flat(node)),
            name => self.say(name, &flat(node)),
        }
    }

    /// Of a graph in a node, what it says of its edges is read with them.
    fn graph(&mut self, graph: Node<'_, '_>, line: usize) {
        let is_inner = graph.parent().is_some_and(|parent| !is(parent, "graphml"));
        if !is_inner {
            if self.graphs > 0 {
                self.telling.count(line, &SEVERAL_GRAPHS);
            }
            self.graphs = self.graphs.saturating_add(1);
        }
        for (name, text) in attributes(graph) {
            match name {
                "id" | "edgedefault" if is_inner => {}
                "id" => self.say("graph", text),
                name => self.say(name, text),
            }
        }
    }

    fn node(&mut self, node: Node<'_, '_>, line: usize) {
        self.nodes.begin(line);
        match node.attribute("id") {
            Some(id) => self.nodes.put_own("id", id),
            None => self.telling.count(line, &NO_ID),
        }
        if let Some(id) = outer(node).and_then(|outer| outer.attribute("id")) {
            self.nodes.put_own("parent", id);
        }
        for (name, text) in attributes(node).filter(|(name, _)| *name != "id") {
            self.nodes.put_named(name, text);
        }
        for part in elements(node) {
            match part.tag_name().name() {
                "data" => self.keys.data(part, "node", &mut self.nodes),
                "desc" => self.nodes.put_own("desc", &flat(part)),
                "port" => {
                    let line = self.lines.of_node(part);
                    self.telling.count(line, &PORTS);
                    self.nodes.put_own("port", &flat(part));
                }
                "graph" => {}
                name => self.nodes.put_named(name, &flat(part)),
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
            match name {
                "id" | "source" | "target" => self.edges.put_own(name, text),
                "directed" => {}
                _ => self.edges.put_named(name, text),
            }
            if name == "sourceport" || name == "targetport" {
                self.telling.count(line, &PORTS);
            }
        }
        let is_directed = self.is_directed(edge, line);
        let directed = if is_directed { "yes" } else { "no" };
        self.edges.put_own("directed", directed);
        self.edge_parts(edge);
    }

    /// The data and other parts of an edge.
    fn edge_parts(&mut self, edge: Node<'_, '_>) {
        for part in elements(edge) {
            match part.tag_name().name() {
                "data" => self.keys.data(part, "edge", &mut self.edges),
                "desc" => self.edges.put_own("desc", &flat(part)),
                "graph" | "endpoint" => {}
                name => self.edges.put_named(name, &flat(part)),
            }
        }
    }

    /// What an edge says, what yEd draws of it, or else what holds in its graph. That a graph is directed
    /// yEd writes of all.
    fn is_directed(&mut self, edge: Node<'_, '_>, line: usize) -> bool {
        let own = edge.attribute("directed").map(str::trim);
        match own {
            Some("true" | "1") => return true,
            Some("false" | "0") => return false,
            Some(odd) if !odd.is_empty() => {
                let words = format!("whether an edge is directed is neither true nor false: {odd}");
                self.telling.tell(line, words);
            }
            _ => {}
        }
        match yfiles::heads(edge) {
            Some((false, false)) => {
                self.telling.count(line, &NO_HEADS);
                return false;
            }
            Some((true, true)) => return false,
            Some((true, false)) => self.telling.count(line, &TURNED),
            Some((false, true)) | None => {}
        }
        let mut graphs = edge.ancestors().filter(|node| is(*node, "graph"));
        let default = graphs.find_map(|graph| graph.attribute("edgedefault"));
        default == Some("directed")
    }

    fn hyperedge(&mut self, edge: Node<'_, '_>, line: usize) {
        let ends: Vec<Node<'_, '_>> = elements(edge)
            .filter(|part| is(*part, "endpoint"))
            .collect();
        let id = |end: &Node<'_, '_>| end.attribute("node").unwrap_or_default().to_owned();
        let texts: Vec<String> = ends.iter().map(|end| flat(*end)).collect();
        let ids: Vec<String> = ends.iter().map(id).collect();
        let (first, others) = match ids.split_first() {
            Some((first, [])) => (first.clone(), vec![String::new()]),
            Some((first, others)) => (first.clone(), others.to_vec()),
            None => (String::new(), vec![String::new()]),
        };
        match ids.len() {
            0 | 1 => self.telling.count(line, &NO_ENDS),
            2 => {}
            _ => self.telling.count(line, &HYPEREDGES),
        }
        for other in others {
            self.edges.begin(line);
            self.edges.put_own("source", &first);
            self.edges.put_own("target", &other);
            self.edges.put_own("directed", "no");
            self.edges.put_own("endpoints", &texts.join("; "));
            for (name, text) in attributes(edge) {
                match name {
                    "id" => self.edges.put_own("hyperedge", text),
                    name => self.edges.put_named(name, text),
                }
            }
            self.edge_parts(edge);
        }
    }
}

/// What an element `data` says, without the name of its key.
fn flat_data(data: Node<'_, '_>) -> String {
    let mut all: Vec<String> = attributes(data)
        .filter(|(name, _)| *name != "key" && *name != "id")
        .map(|(name, text)| format!("{name} {text}"))
        .collect();
    all.push(words(data));
    let inner = elements(data).map(|part| format!("{} {}", part.tag_name().name(), flat(part)));
    all.extend(inner.map(|text| text.trim_end().to_owned()));
    all.retain(|text| !text.is_empty());
    all.join("; ")
}

#[cfg(test)]
mod tests;
