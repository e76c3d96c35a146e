//! Where in a text a field stands.

use super::scan;
use std::collections::BTreeMap;

/// The fields that are looked for, by the steps that lead to them.
#[derive(Default)]
struct Tree<'a> {
    /// Which of the fields end here.
    here: Vec<usize>,
    members: BTreeMap<&'a str, Tree<'a>>,
    elements: BTreeMap<usize, Tree<'a>>,
}

/// The byte at which each field's value starts, such as `events[3].title`; where the field is
/// missing, that of what holds it. One pass over the text finds all.
pub(super) fn offsets(text: &str, fields: &[impl AsRef<str>]) -> Vec<Option<usize>> {
    let mut tree = Tree::default();
    for (n, field) in fields.iter().enumerate() {
        let mut branch = &mut tree;
        let steps = field.as_ref().split(['.', '[']);
        for step in steps.filter(|step| !step.is_empty()) {
            branch = match step.strip_suffix(']').and_then(|step| step.parse().ok()) {
                Some(n) => branch.elements.entry(n).or_default(),
                None => branch.members.entry(step).or_default(),
            };
        }
        branch.here.push(n);
    }
    let mut found = vec![None; fields.len()];
    walk(text, scan::space(text, 0), &tree, &mut found);
    found
}

/// Gives the end of the value, or nothing if the text is cut off.
fn walk(text: &str, at: usize, tree: &Tree<'_>, found: &mut [Option<usize>]) -> Option<usize> {
    tree.mark(at, found);
    if !tree.members.is_empty() && text.get(at..)?.starts_with('{') {
        return scan::each_member(text, at, |key, at| {
            let key: String = serde_json::from_str(text.get(key)?).unwrap_or_default();
            match tree.members.get(&*key) {
                Some(branch) => walk(text, at, branch, found),
                None => scan::value(text, at),
            }
        });
    }
    if tree.elements.is_empty() {
        return scan::value(text, at);
    }
    let mut place = 0;
    let mut element = |at| {
        let branch = tree.elements.get(&place);
        place += 1;
        match branch {
            Some(branch) => walk(text, at, branch, found),
            None => scan::value(text, at),
        }
    };
    match text.as_bytes().get(at)? {
        b'[' => scan::each_element(text, at, element),
        // Members by their place: pins and places.
        b'{' => scan::each_member(text, at, |_, at| element(at)),
        _ => scan::value(text, at),
    }
}

impl Tree<'_> {
    /// All fields below stand here, until they are found further on.
    fn mark(&self, at: usize, found: &mut [Option<usize>]) {
        for &n in &self.here {
            if let Some(found) = found.get_mut(n) {
                *found = Some(at);
            }
        }
        let branches = self.members.values().chain(self.elements.values());
        branches.for_each(|branch| branch.mark(at, found));
    }
}
