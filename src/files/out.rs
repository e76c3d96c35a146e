//! JSON in our layout: two spaces, and on one line what fits into [`WIDTH`] characters.

use super::scan;
use crate::dataset::Kept;
use std::fmt::Write as _;
use std::io;

/// An object or list whose own text is no longer stays on one line.
const WIDTH: usize = 100;
/// So many bytes are passed on at once.
const MUCH: usize = 1 << 20;

/// A JSON text that is being written.
pub(super) struct Out<'a> {
    text: String,
    /// Where it goes while it is being written, and what came of that; none: it stays.
    to: Option<(&'a mut dyn io::Write, io::Result<()>)>,
    indent: usize,
    line: Line,
    /// Whether nothing stands yet in the object or list that is open.
    first: bool,
}

#[derive(Clone, Copy)]
enum Line {
    /// Members stand on lines of their own.
    Several,
    /// A try to fit into one line, which started here.
    One(usize),
    /// All on one line.
    Endless,
}

impl<'a> Out<'a> {
    /// A text that is laid out for a reader.
    pub(super) fn laid_out(indent: usize) -> Self {
        Self::new(Line::Several, indent)
    }

    /// The same, passed on as it comes about.
    pub(super) fn passed_on(to: &'a mut dyn io::Write) -> Self {
        Self {
            to: Some((to, Ok(()))),
            ..Self::laid_out(0)
        }
    }

    /// Passes on the rest, with the last line's end.
    ///
    /// # Errors
    /// If some of it could not be written.
    pub(super) fn end(mut self) -> io::Result<()> {
        self.text.push('\n');
        self.pass_on();
        self.to.map_or(Ok(()), |(_, done)| done)
    }

    fn pass_on(&mut self) {
        if let Some((to, done)) = &mut self.to {
            if done.is_ok() {
                *done = to.write_all(self.text.as_bytes());
            }
            self.text.clear();
        }
    }

    /// A text on one line.
    pub(super) fn one_line() -> Self {
        Self::new(Line::Endless, 0)
    }

    fn new(line: Line, indent: usize) -> Self {
        let text = String::new();
        Self {
            text,
            to: None,
            indent,
            line,
            first: true,
        }
    }

    /// What was written.
    pub(super) fn into_text(self) -> String {
        self.text
    }

    /// An object with the members that `body` writes. It may be called twice.
    pub(super) fn object(&mut self, body: impl Fn(&mut Self)) {
        self.container('{', '}', " ", body);
    }

    /// A list with the elements that `body` writes. It may be called twice.
    pub(super) fn list(&mut self, body: impl Fn(&mut Self)) {
        self.container('[', ']', "", body);
    }

    fn container(&mut self, open: char, close: char, pad: &str, body: impl Fn(&mut Self)) {
        let outer = self.first;
        if let Line::Several = self.line {
            let start = self.text.len();
            self.line = Line::One(start);
            self.on_one_line(open, close, pad, &body);
            self.line = Line::Several;
            let fits = |t: &str| t.len() <= WIDTH || t.chars().count() <= WIDTH;
            if !self.text.get(start..).is_some_and(fits) {
                self.text.truncate(start);
                self.text.push(open);
                self.first = true;
                self.indent += 1;
                body(self);
                self.indent -= 1;
                self.new_line();
                self.text.push(close);
            }
        } else {
            self.on_one_line(open, close, pad, &body);
        }
        self.first = outer;
    }

    fn on_one_line(&mut self, open: char, close: char, pad: &str, body: impl Fn(&mut Self)) {
        self.text.push(open);
        let empty = self.text.len();
        self.text.push_str(pad);
        self.first = true;
        body(self);
        if self.first {
            self.text.truncate(empty);
        } else {
            self.text.push_str(pad);
        }
        self.text.push(close);
    }

    fn new_line(&mut self) {
        self.text.push('\n');
        for _ in 0..self.indent {
            self.text.push_str("  ");
        }
    }

    /// Starts a member or an element; false if the line is too long already, so that the rest
    /// need not be tried.
    pub(super) fn separate(&mut self) -> bool {
        if let Line::One(start) = self.line {
            // No character has more than four bytes.
            if self.text.len() - start > 4 * WIDTH {
                return false;
            }
        }
        if !self.first {
            self.text.push(',');
        }
        match self.line {
            Line::Several => {
                // Nothing before a line of its own is tried in another layout any more.
                if self.text.len() > MUCH {
                    self.pass_on();
                }
                self.new_line();
            }
            Line::One(_) | Line::Endless if !self.first => self.text.push(' '),
            Line::One(_) | Line::Endless => {}
        }
        self.first = false;
        true
    }

    /// The key of a member, if there is room for what follows it.
    pub(super) fn key(&mut self, key: &str) -> bool {
        let has_room = self.separate();
        if has_room {
            self.string(key);
            self.text.push_str(": ");
        }
        has_room
    }

    /// A member whose value is a list with the elements that `body` writes.
    pub(super) fn list_member(&mut self, key: &str, body: impl Fn(&mut Self)) {
        if self.key(key) {
            self.list(body);
        }
    }

    /// A member whose value is an object with the members that `body` writes.
    pub(super) fn object_member(&mut self, key: &str, body: impl Fn(&mut Self)) {
        if self.key(key) {
            self.object(body);
        }
    }

    /// An element that is an object with the members that `body` writes.
    pub(super) fn object_element(&mut self, body: impl Fn(&mut Self)) {
        if self.separate() {
            self.object(body);
        }
    }

    /// A member whose value is JSON already.
    pub(super) fn raw_member(&mut self, key: &str, json: &str) {
        if self.key(key) {
            self.raw(json);
        }
    }

    /// The kept members that are none of the known keys.
    pub(super) fn kept(&mut self, kept: &Kept, known: &[&str]) {
        for (key, json) in &kept.0 {
            if !known.contains(&&**key) {
                self.raw_member(key, json);
            }
        }
    }

    /// A string.
    pub(super) fn string(&mut self, text: &str) {
        self.text.push('"');
        let mut rest = text;
        while let Some(at) = rest.find(|c: char| c < ' ' || c == '"' || c == '\\') {
            let (plain, from) = rest.split_at(at);
            self.text.push_str(plain);
            let mut chars = from.chars();
            match chars.next() {
                Some('"') => self.text.push_str("\\\""),
                Some('\\') => self.text.push_str("\\\\"),
                Some('\n') => self.text.push_str("\\n"),
                Some('\r') => self.text.push_str("\\r"),
                Some('\t') => self.text.push_str("\\t"),
                Some('\u{8}') => self.text.push_str("\\b"),
                Some('\u{c}') => self.text.push_str("\\f"),
                Some(c) => self.show(format_args!("\\u{:04x}", u32::from(c))),
                None => {}
            }
            rest = chars.as_str();
        }
        self.text.push_str(rest);
        self.text.push('"');
    }

    /// A number, as shortly as it reads back. What JSON cannot say is `null`.
    pub(super) fn number(&mut self, number: f64) {
        let size = number.abs();
        if !number.is_finite() {
            self.word("null");
        } else if size == 0.0 || (1e-5..1e16).contains(&size) {
            self.show(format_args!("{number}"));
        } else {
            self.show(format_args!("{number:e}"));
        }
    }

    /// `true`, `false`, a number: letters as they stand.
    pub(super) fn word(&mut self, word: &str) {
        self.text.push_str(word);
    }

    fn show(&mut self, text: std::fmt::Arguments<'_>) {
        // Writing to a String cannot fail.
        self.text.write_fmt(text).unwrap_or_default();
    }

    /// JSON that was kept: the same tokens in our layout.
    pub(super) fn raw(&mut self, json: &str) {
        let json = json.trim();
        let part = |range| json.get(range).unwrap_or_default();
        if let Some((members, _)) = scan::members(json, 0) {
            self.object(|out| {
                for (key, value) in members.iter().cloned() {
                    if out.separate() {
                        out.word(part(key));
                        out.word(": ");
                        out.raw(part(value));
                    }
                }
            });
        } else if let Some((elements, _)) = scan::elements(json, 0) {
            self.list(|out| {
                for element in elements.iter().cloned() {
                    if out.separate() {
                        out.raw(part(element));
                    }
                }
            });
        } else {
            self.word(json);
        }
    }
}
