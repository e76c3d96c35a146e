//! Reading XML: the tree of its elements, the lines of these, and the texts in them.
//!
//! XML 1.0 (W3C, fifth edition), as `roxmltree` reads it. Two faults that other programs let pass are
//! mended first: a prefix that is nowhere declared, and lists such as `<[2001, 2002]>` in an attribute,
//! which the primer of GEXF 1.3 has with a plain `<`.

use crate::files::foreign::sheets::say;
use crate::files::foreign::telling::Telling;
use roxmltree::{Document, Error, Node, ParsingOptions};
use std::borrow::Cow;

/// How often a file is mended before it is given up.
const MENDED: usize = 8;

/// The start of a list in an attribute, and how it is written well.
const LISTS: [(&str, &str); 2] = [("=\"<[", "=\"&lt;["), ("='<[", "='&lt;[")];

/// How far into a file its first element is looked for.
const HEAD: usize = 0x1_0000;

/// The namespace of `xml:space` and `xml:lang`, which say nothing of the data.
const OF_XML: &str = "http://www.w3.org/XML/1998/namespace";

/// The lines of a text.
pub(in crate::files) struct Lines {
    /// Where each line starts, and how many were cut off before the first.
    starts: Vec<usize>,
    before: usize,
}

impl Lines {
    fn of(text: &str, before: usize) -> Self {
        let breaks = text.match_indices('\n');
        let starts = std::iter::once(0).chain(breaks.map(|(at, _)| at.saturating_add(1)));
        Self {
            starts: starts.collect(),
            before,
        }
    }

    /// The line of a node, from 1.
    pub(in crate::files) fn of_node(&self, node: Node<'_, '_>) -> usize {
        let start = node.range().start;
        let line = self.starts.partition_point(|line| *line <= start);
        line.saturating_add(self.before)
    }
}

/// Reads a text as XML and gives its tree to `read`, or says on which line it is not well formed.
pub(in crate::files) fn with_document<T>(
    text: &str,
    read: impl FnOnce(&Document<'_>, &Lines, Telling) -> T,
) -> Result<T, (usize, String)> {
    let plain = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let cut = text.len().saturating_sub(plain.len());
    let before = text.get(..cut).unwrap_or_default().matches('\n').count();
    let mut body = Cow::Borrowed(plain);
    let mut telling = Telling::default();
    let mut left = MENDED;
    loop {
        let options = ParsingOptions {
            allow_dtd: true,
            ..ParsingOptions::default()
        };
        let error = match Document::parse_with_options(&body, options) {
            Ok(document) => {
                let lines = Lines::of(document.input_text(), before);
                return Ok(read(&document, &lines, telling));
            }
            Err(error) => error,
        };
        let mended = mended(&body, &error, before, &mut telling).filter(|_| left > 0);
        left = left.saturating_sub(1);
        match mended {
            Some(mended) => body = Cow::Owned(mended),
            None => return Err(failure(&body, &error, before)),
        }
    }
}

/// Says the comments of a file.
pub(in crate::files) fn say_comments(document: &Document<'_>, said: &mut Vec<(String, String)>) {
    for comment in document.descendants().filter(Node::is_comment) {
        say(said, "comment", comment.text().unwrap_or_default());
    }
}

/// The text without a fault that can be mended.
fn mended(text: &str, error: &Error, before: usize, telling: &mut Telling) -> Option<String> {
    let line = row(error).saturating_add(before);
    match error {
        Error::UnknownNamespace(prefix, _) => {
            let (end, _) = root(text)?;
            let (head, rest) = text.split_at_checked(end)?;
            telling.tell(
                line,
                format!("the prefix {prefix} is not declared; it is read all the same"),
            );
            Some(format!("{head} xmlns:{prefix}=\"{prefix}\"{rest}"))
        }
        Error::InvalidAttributeValue(_) | Error::InvalidChar(b'"' | b'\'', b'<', _) => {
            let has_list = LISTS.iter().any(|(plain, _)| text.contains(plain));
            let well = |text: String, (plain, well): &(&str, &str)| text.replace(plain, well);
            has_list.then(|| LISTS.iter().fold(text.to_owned(), well))
        }
        _ => None,
    }
}

/// The line of an error and its words.
fn failure(text: &str, error: &Error, before: usize) -> (usize, String) {
    let last = text.matches('\n').count().saturating_add(1);
    let (line, words) = match error {
        Error::UnclosedRootNode => (last, "the file ends before its first element does".into()),
        Error::UnexpectedEndOfStream => (last, "the file ends too early".into()),
        Error::NoRootNode => (1, "the file has no element".into()),
        Error::UnexpectedCloseTag(open, close, _) => (
            row(error),
            format!("the element {open} is closed as {close}"),
        ),
        Error::MalformedEntityReference(_) => (
            row(error),
            "a sign & begins nothing that is known; by itself it is written &amp;".into(),
        ),
        Error::UnknownEntityReference(name, _) => {
            (row(error), format!("the entity &{name}; is not declared"))
        }
        Error::EntityReferenceLoop(_) => (row(error), "entities name each other in a ring".into()),
        Error::DuplicatedAttribute(name, _) => (
            row(error),
            format!("the attribute {name} stands twice in an element"),
        ),
        Error::InvalidAttributeValue(_) | Error::InvalidChar(b'"' | b'\'', b'<', _) => (
            row(error),
            "a sign < stands in an attribute; there it is written &lt;".into(),
        ),
        Error::NonXmlChar(..) => (row(error), "a sign stands here that XML cannot have".into()),
        _ => (row(error), "the XML is not well formed".into()),
    };
    (line.saturating_add(before), words)
}

fn row(error: &Error) -> usize {
    usize::try_from(error.pos().row).unwrap_or(1)
}

/// The name of the first element of a text, without its prefix.
pub(in crate::files) fn root_name(text: &str) -> Option<&str> {
    let head = text.get(..text.floor_char_boundary(HEAD)).unwrap_or(text);
    let (_, name) = root(head)?;
    Some(name.rsplit_once(':').map_or(name, |(_, name)| name))
}

/// The place behind the name of the first element, and the name.
fn root(text: &str) -> Option<(usize, &str)> {
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        rest = if let Some(inner) = rest.strip_prefix("<?") {
            inner.split_once("?>")?.1
        } else if let Some(inner) = rest.strip_prefix("<!--") {
            inner.split_once("-->")?.1
        } else if let Some(inner) = rest.strip_prefix("<!DOCTYPE") {
            match inner.split_once(['[', '>'])? {
                (before, inner) if inner_begins(rest, before) => {
                    inner.split_once(']')?.1.split_once('>')?.1
                }
                (_, after) => after,
            }
        } else {
            let inner = rest.strip_prefix('<')?;
            let ends = |c: char| c.is_whitespace() || matches!(c, '/' | '>' | '<' | '=' | '"');
            let (name, after) = inner.split_at_checked(inner.find(ends)?)?;
            let end = text.len().checked_sub(after.len())?;
            return (!name.is_empty()).then_some((end, name));
        }
    }
}

/// Whether a doctype has declarations of its own, in brackets.
fn inner_begins(doctype: &str, before: &str) -> bool {
    let rest = doctype.strip_prefix("<!DOCTYPE");
    let rest = rest.and_then(|rest| rest.strip_prefix(before));
    rest.is_some_and(|rest| rest.starts_with('['))
}

/// Tells of a text that stands between elements.
pub(in crate::files) fn tell_stray(node: Node<'_, '_>, line: usize, telling: &mut Telling) {
    let stray = words(node);
    if !stray.is_empty() {
        telling.tell(line, format!("a text stands between the elements: {stray}"));
    }
}

/// Whether a node is an element of a name, in whatever namespace.
pub(in crate::files) fn is(node: Node<'_, '_>, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name
}

/// The elements in an element, not those within them.
pub(in crate::files) fn elements<'a, 'i>(node: Node<'a, 'i>) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(Node::is_element)
}

/// The attributes of an element: the name of each and what it says.
pub(in crate::files) fn attributes<'a, 'i: 'a>(
    node: Node<'a, 'i>,
) -> impl Iterator<Item = (&'a str, &'a str)> {
    let own = node.attributes();
    let own = own.filter(|attribute| attribute.namespace() != Some(OF_XML));
    own.map(|attribute| (attribute.name(), attribute.value()))
}

/// The text of an element without the texts of the elements in it.
pub(in crate::files) fn words(node: Node<'_, '_>) -> String {
    let texts = node.children().filter(Node::is_text);
    let all: String = texts.filter_map(|text| text.text()).collect();
    all.trim().to_owned()
}

/// The whole text of an element as it stands, with the spaces around it.
pub(in crate::files) fn text(node: Node<'_, '_>) -> String {
    let texts = node.descendants().filter(Node::is_text);
    texts.filter_map(|text| text.text()).collect()
}

/// All that an element says, in one text: its attributes, its text, and the same of the elements in it.
pub(in crate::files) fn flat(node: Node<'_, '_>) -> String {
    let mut all: Vec<String> = Vec::new();
    for element in node.descendants().filter(Node::is_element) {
        let own = attributes(element).map(|(name, value)| format!("{name} {value}"));
        let text = Some(words(element)).filter(|text| !text.is_empty());
        let said: Vec<String> = own.chain(text).collect();
        let said = said.join(", ");
        if element == node {
            all.push(said);
        } else if !said.is_empty() {
            all.push(format!("{} {said}", element.tag_name().name()));
        }
    }
    all.retain(|said| !said.is_empty());
    all.join("; ")
}

/// The elements of a tree in the order of the text; what stands in those that `enters` refuses is
/// passed over.
pub(in crate::files) struct Walk<'a, 'i, F> {
    top: Node<'a, 'i>,
    next: Option<Node<'a, 'i>>,
    enters: F,
}

/// Walks over an element and those in it.
pub(in crate::files) fn walk<'a, 'i, F: Fn(Node<'a, 'i>) -> bool>(
    top: Node<'a, 'i>,
    enters: F,
) -> Walk<'a, 'i, F> {
    Walk {
        top,
        next: Some(top),
        enters,
    }
}

impl<'a, 'i, F: Fn(Node<'a, 'i>) -> bool> Iterator for Walk<'a, 'i, F> {
    type Item = Node<'a, 'i>;

    fn next(&mut self) -> Option<Self::Item> {
        let node = self.next?;
        let inner = (self.enters)(node).then(|| node.first_element_child());
        self.next = inner.flatten().or_else(|| {
            let mut at = node;
            while at != self.top {
                if let Some(next) = at.next_sibling_element() {
                    return Some(next);
                }
                at = at.parent()?;
            }
            None
        });
        Some(node)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::foreign::sheets::Told;

    #[test]
    fn the_first_element_is_found_behind_all_that_may_stand_before_it() {
        for (text, name) in [
            ("<a/>", Some("a")),
            (
                "\u{feff}\n <?xml version='1.0'?><!-- <b> --><n:a x='1'>",
                Some("a"),
            ),
            ("<!DOCTYPE a SYSTEM 'a.dtd'><a>", Some("a")),
            ("<!DOCTYPE a [<!ENTITY b 'c>d'>]><a>", Some("a")),
            ("a,b\n1,2", None),
            ("{\"a\": 1}", None),
            ("<", None),
            ("< a", None),
            ("", None),
        ] {
            assert_eq!(root_name(text), name, "{text}");
        }
    }

    #[test]
    fn undeclared_prefixes_and_plain_lists_are_mended() {
        let text = "\n<a>\n<v:b/><c l=\"<[1, 2]>\"/>\n</a>";
        let read = with_document(text, |document, lines, telling| {
            let c = document.descendants().find(|node| is(*node, "c")).unwrap();
            let list = c.attribute("l").unwrap().to_owned();
            (list, lines.of_node(c), telling.all())
        });
        let told = "the prefix v is not declared; it is read all the same";
        assert_eq!(read, Ok(("<[1, 2]>".into(), 3, vec![Told::on(3, told)])));
    }

    #[test]
    fn what_is_not_well_formed_is_told_with_its_line() {
        for (text, line, words) in [
            (
                "<a>\n<b>\n",
                3,
                "the file ends before its first element does",
            ),
            ("\n<a>\n</b>", 3, "the element a is closed as b"),
            (
                "<a>\n\nR & D</a>",
                3,
                "a sign & begins nothing that is known; by itself it is written &amp;",
            ),
            ("<a>&x;</a>", 1, "the entity &x; is not declared"),
            (
                "<a b='1' b='2'/>",
                1,
                "the attribute b stands twice in an element",
            ),
            (
                "<a b='c<d'/>",
                1,
                "a sign < stands in an attribute; there it is written &lt;",
            ),
            ("", 1, "the file has no element"),
        ] {
            let read = with_document(text, |_, _, _| ());
            assert_eq!(read, Err((line, words.to_owned())), "{text}");
        }
    }

    #[test]
    fn a_walk_passes_over_what_is_not_entered() {
        let names = with_document("<a><b><c/></b><d><e/></d><f/></a>", |document, _, _| {
            let walk = walk(document.root_element(), |node| !is(node, "b"));
            walk.map(|node| node.tag_name().name().to_owned())
                .collect::<Vec<_>>()
        });
        assert_eq!(names.unwrap(), ["a", "b", "d", "e", "f"]);
    }

    #[test]
    fn a_flat_text_holds_all() {
        let text = "<a k='1'>x<b c='2' d='3'>y</b><e/> z</a>";
        let said = with_document(text, |document, _, _| flat(document.root_element()));
        assert_eq!(said.unwrap(), "k 1, x z; b c 2, d 3, y");
    }
}
