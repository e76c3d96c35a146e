//! What yEd draws: labels and arrows (`http://www.yworks.com/xml/graphml`, as yEd 3 writes it).

use crate::files::foreign::xml::{elements, is, words};
use roxmltree::Node;

/// The columns of the labels that are drawn.
pub(super) const NODE_LABEL: &str = "NodeLabel";
pub(super) const EDGE_LABEL: &str = "EdgeLabel";

/// The first label of a node that is not empty; of a group that is drawn open and closed, that of the
/// way in which it is drawn.
pub(super) fn node_label(data: Node<'_, '_>) -> String {
    let mut ways = data.descendants().filter(|node| is(*node, "Realizers"));
    let drawn = ways.next().and_then(|ways| {
        let active = ways.attribute("active").and_then(|n| n.parse().ok());
        elements(ways).nth(active.unwrap_or(0))
    });
    let first = |node: Node<'_, '_>| labels(node, NODE_LABEL).into_iter().next();
    let label = drawn.and_then(first).or_else(|| first(data));
    label.unwrap_or_default()
}

/// The labels of an edge, from its source to its target.
pub(super) fn edge_label(data: Node<'_, '_>) -> String {
    labels(data, EDGE_LABEL).join("; ")
}

fn labels(node: Node<'_, '_>, name: &str) -> Vec<String> {
    let labels = node.descendants().filter(|node| is(*node, name));
    labels.map(words).filter(|text| !text.is_empty()).collect()
}

/// Whether an edge is drawn with a head at its source and at its target.
pub(super) fn heads(edge: Node<'_, '_>) -> Option<(bool, bool)> {
    let mut data = elements(edge).filter(|part| is(*part, "data"));
    let arrows = data.find_map(|data| {
        let mut parts = data.descendants();
        parts.find(|part| is(*part, "Arrows"))
    })?;
    let has_head = |name: &str| {
        let head = arrows.attribute(name);
        head.is_some_and(|head| head != "none")
    };
    Some((has_head("source"), has_head("target")))
}
