//! The attributes that a file of GEXF declares, and their values.

use super::life;
use crate::files::foreign::growing::Table;
use crate::files::foreign::telling::{Matter, Telling};
use crate::files::foreign::xml::{attributes, elements, flat, is, words};
use roxmltree::Node;
use std::collections::HashMap;

/// The attributes of XML that a value has, beside those of its life.
const OF_VALUE: [&str; 3] = ["for", "id", "value"];

/// What is said of the type of an attribute.
const OF_DECLARATION: [&str; 2] = ["id", "title"];

static UNDECLARED: Matter = Matter {
    one: "a value is of an attribute that is not declared; its column is called by the id",
    many: "{} values are of attributes that are not declared; their columns are called by the ids",
};

/// An attribute of nodes or of edges.
struct Attribute {
    title: String,
    default: Option<String>,
    is_dynamic: bool,
    /// Its column.
    place: usize,
}

/// All of them, by their ids; those of nodes and those of edges are others.
#[derive(Default)]
pub(super) struct Attributes {
    all: Vec<(bool, Attribute)>,
    by_id: HashMap<(bool, String), usize>,
}

impl Attributes {
    /// Takes up an element `attributes`, and says what it says beside ids and titles.
    pub(super) fn declare(&mut self, group: Node<'_, '_>, said: &mut Vec<(String, String)>) {
        let class = group.attribute("class").unwrap_or("node");
        let of_node = !class.eq_ignore_ascii_case("edge");
        // Files of the version 1.1 and some later ones write `type` for `mode`.
        let mode = group.attribute("mode").or_else(|| group.attribute("type"));
        for part in elements(group).filter(|part| is(*part, "attribute")) {
            let id = part.attribute("id").unwrap_or_default();
            let title = part.attribute("title").unwrap_or_default().trim();
            let title = if title.is_empty() { id } else { title };
            let default = elements(part).find(|part| is(*part, "default"));
            let own = attributes(part).filter(|(name, _)| !OF_DECLARATION.contains(name));
            let texts = own.map(|(name, text)| match name {
                "type" => text.to_owned(),
                name => format!("{name} {text}"),
            });
            let inner =
                elements(part).map(|part| format!("{} {}", part.tag_name().name(), flat(part)));
            let around = attributes(group).map(|(name, text)| format!("{name} {text}"));
            let all: Vec<String> = texts.chain(inner).chain(around).collect();
            said.push((format!("attribute {title}"), all.join(", ")));
            let next = self.all.len();
            self.by_id.entry((of_node, id.to_owned())).or_insert(next);
            let attribute = Attribute {
                title: title.to_owned(),
                default: default.map(words).filter(|text| !text.is_empty()),
                is_dynamic: mode.is_some_and(|mode| mode.eq_ignore_ascii_case("dynamic")),
                place: 0,
            };
            self.all.push((of_node, attribute));
        }
        for part in elements(group).filter(|part| !is(*part, "attribute")) {
            said.push((part.tag_name().name().to_owned(), flat(part)));
        }
    }

    /// Gives each its column.
    pub(super) fn place(&mut self, nodes: &mut Table, edges: &mut Table) {
        for (of_node, attribute) in &mut self.all {
            let table = if *of_node { &mut *nodes } else { &mut *edges };
            attribute.place = table.place(&attribute.title);
            if attribute.is_dynamic {
                compose(table, attribute.place);
            }
        }
    }

    /// Puts an element `attvalue` into the row.
    pub(super) fn value(
        &self,
        value: Node<'_, '_>,
        line: usize,
        of_node: bool,
        table: &mut Table,
        telling: &mut Telling,
    ) {
        // Files of the version 1.0 write `id` for `for`.
        let id = value.attribute("for").or_else(|| value.attribute("id"));
        let key = (of_node, id.unwrap_or_default().to_owned());
        let known = self.by_id.get(&key).and_then(|place| self.all.get(*place));
        let place = match known {
            Some((_, attribute)) => attribute.place,
            None => {
                telling.count(line, &UNDECLARED);
                let name = if key.1.is_empty() { "value" } else { &key.1 };
                table.place(name)
            }
        };
        let text = match value.attribute("value") {
            Some(text) => text.to_owned(),
            None => words(value),
        };
        let others = attributes(value)
            .filter(|(name, _)| !OF_VALUE.contains(name) && !life::of_edge(name))
            .map(|(name, text)| format!(" ({name} {text})"));
        let text = others.fold(text, |text, other| text + &other);
        let timed = life::timed(&text, value);
        if timed != text {
            compose(table, place);
        }
        table.put(place, &timed);
    }

    /// Gives those that do not say it what holds where nothing is said.
    pub(super) fn fill(&self, nodes: &mut Table, edges: &mut Table) {
        for (of_node, attribute) in &self.all {
            let table = if *of_node { &mut *nodes } else { &mut *edges };
            if let Some(default) = &attribute.default {
                table.fill(attribute.place, default);
            }
        }
    }
}

/// Marks a column as one in which more stands than values.
fn compose(table: &mut Table, place: usize) {
    if let Some(column) = table.columns.get_mut(place) {
        column.is_composed = true;
    }
}
