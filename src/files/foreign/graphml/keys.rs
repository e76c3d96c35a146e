//! The keys that a file of GraphML declares, and the data of these.

use super::{flat_data, yfiles};
use crate::files::foreign::growing::Table;
use crate::files::foreign::xml::{attributes, elements, flat, is, words};
use roxmltree::Node;
use std::collections::HashMap;

/// The attributes of a key that name it.
const NAMES: [&str; 3] = ["attr.name", "yfiles.type", "id"];

/// A key.
struct Key {
    /// Of which elements it is: "node", "edge", "all" and others.
    domain: String,
    name: String,
    default: Option<String>,
}

/// All keys, by their ids: some files have one id for a key of nodes and another of edges.
#[derive(Default)]
pub(super) struct Keys {
    all: Vec<Key>,
    by_id: HashMap<String, Vec<usize>>,
}

impl Keys {
    /// Takes up an element `key`, and says what it says beside its id and name.
    pub(super) fn declare(&mut self, key: Node<'_, '_>, said: &mut Vec<(String, String)>) {
        let of = |name: &str| key.attribute(name).unwrap_or_default().trim();
        let mut names = NAMES.iter().map(|name| of(name));
        let name = names.find(|name| !name.is_empty()).unwrap_or("key");
        let default = elements(key).find(|part| is(*part, "default"));
        let own = attributes(key).filter(|(attribute, _)| !NAMES.contains(attribute));
        let own = own.map(|(attribute, text)| match attribute {
            "attr.type" => text.to_owned(),
            attribute => format!("{attribute} {text}"),
        });
        let inner = elements(key).map(|part| format!("{} {}", part.tag_name().name(), flat(part)));
        let stray = Some(words(key)).filter(|text| !text.is_empty());
        let all: Vec<String> = own.chain(inner).chain(stray).collect();
        said.push((format!("key {name}"), all.join(", ")));
        let ids = self.by_id.entry(of("id").to_owned()).or_default();
        ids.push(self.all.len());
        self.all.push(Key {
            domain: of("for").to_ascii_lowercase(),
            name: name.to_owned(),
            default: default.map(words).filter(|text| !text.is_empty()),
        });
    }

    /// Gives each key its columns, in the order in which they are declared.
    pub(super) fn place(&self, nodes: &mut Table, edges: &mut Table) {
        for key in &self.all {
            if key.is_of("node") {
                nodes.place(&key.name);
            }
            if key.is_of("edge") {
                edges.place(&key.name);
            }
        }
    }

    /// The name of the key of an element `data` that stands in an element of a domain.
    pub(super) fn name(&self, data: Node<'_, '_>, domain: &str) -> String {
        let id = data.attribute("key").unwrap_or("data");
        let places = self.by_id.get(id).map(Vec::as_slice).unwrap_or_default();
        let mut keys = places.iter().filter_map(|place| self.all.get(*place));
        let fitting = keys.clone().find(|key| key.is_of(domain));
        let key = fitting.or_else(|| keys.next());
        key.map_or_else(|| id.to_owned(), |key| key.name.clone())
    }

    /// Puts an element `data` into the row.
    pub(super) fn data(&self, data: Node<'_, '_>, domain: &str, table: &mut Table) {
        let name = self.name(data, domain);
        if elements(data).next().is_some() {
            if domain == "node" {
                table.put_own(yfiles::NODE_LABEL, &yfiles::node_label(data));
            } else {
                table.put_own(yfiles::EDGE_LABEL, &yfiles::edge_label(data));
            }
        }
        table.put_named(&name, &flat_data(data));
    }

    /// Gives those that do not say it what holds where nothing is said.
    pub(super) fn fill(&self, nodes: &mut Table, edges: &mut Table) {
        for key in &self.all {
            let Some(default) = &key.default else {
                continue;
            };
            for (domain, table) in [("node", &mut *nodes), ("edge", &mut *edges)] {
                if key.is_of(domain) {
                    let place = table.place(&key.name);
                    table.fill(place, default);
                }
            }
        }
    }
}

impl Key {
    /// Whether elements of a domain have it.
    fn is_of(&self, domain: &str) -> bool {
        let is_any = self.domain.is_empty() || self.domain == "all";
        self.domain == domain || (is_any && matches!(domain, "node" | "edge" | "graph"))
    }
}
