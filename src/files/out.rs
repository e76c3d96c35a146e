//! JSON in our layout: two spaces, and on one line what fits into [`WIDTH`] characters.

use super::problem::characters;
use super::scan;
use crate::dataset::Kept;
use std::fmt::Display;
use std::io::{self, Write};

/// An object or list whose own text is no longer stays on one line.
const WIDTH: usize = 100;
/// So many bytes are passed on at once.
const MUCH: usize = 1 << 20;

/// A JSON text that is being written.
pub(super) struct Out<'a> {
    text: Vec<u8>,
    /// Where it goes while it is being written, and what came of that; none: it stays.
    to: Option<(&'a mut dyn Write, io::Result<()>)>,
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
    /// A text on one line.
    pub(super) fn one_line(write: impl FnOnce(&mut Self)) -> String {
        let mut out = Self::new(Line::Endless);
        write(&mut out);
        // Nothing but texts is written.
        String::from_utf8(out.text).unwrap_or_default()
    }

    /// A text that is laid out for a reader, passed on as it comes about.
    ///
    /// # Errors
    /// If some of it could not be passed on.
    pub(super) fn laid_out(to: &'a mut dyn Write, write: impl FnOnce(&mut Self)) -> io::Result<()> {
        let mut out = Self::new(Line::Several);
        out.to = Some((to, Ok(())));
        write(&mut out);
        out.word("\n");
        out.pass_on();
        out.to.map_or(Ok(()), |(_, done)| done)
    }

    fn new(line: Line) -> Self {
        Self {
            text: Vec::new(),
            to: None,
            indent: 0,
            line,
            first: true,
        }
    }

    fn pass_on(&mut self) {
        if let Some((to, done)) = &mut self.to {
            if done.is_ok() {
                *done = to.write_all(&self.text);
            }
            self.text.clear();
        }
    }

    /// An object with the members that `body` writes. It may be called twice.
    pub(super) fn object(&mut self, body: impl Fn(&mut Self)) {
        self.container(b'{', b'}', " ", body);
    }

    /// A list with the elements that `body` writes. It may be called twice.
    pub(super) fn list(&mut self, body: impl Fn(&mut Self)) {
        self.container(b'[', b']', "", body);
    }

    fn container(&mut self, open: u8, close: u8, pad: &str, body: impl Fn(&mut Self)) {
        let outer = self.first;
        if let Line::Several = self.line {
            let start = self.text.len();
            self.line = Line::One(start);
            self.on_one_line(open, close, pad, &body);
            self.line = Line::Several;
            let fits = |text: &[u8]| text.len() <= WIDTH || characters(text) <= WIDTH;
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

    fn on_one_line(&mut self, open: u8, close: u8, pad: &str, body: impl Fn(&mut Self)) {
        self.text.push(open);
        let empty = self.text.len();
        self.word(pad);
        self.first = true;
        body(self);
        if self.first {
            self.text.truncate(empty);
        } else {
            self.word(pad);
        }
        self.text.push(close);
    }

    fn new_line(&mut self) {
        self.word("\n");
        for _ in 0..self.indent {
            self.word("  ");
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
            self.word(",");
        }
        match self.line {
            Line::Several => {
                // Nothing before a line of its own is tried in another layout any more.
                if self.text.len() > MUCH {
                    self.pass_on();
                }
                self.new_line();
            }
            Line::One(_) | Line::Endless if !self.first => self.word(" "),
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
            self.word(": ");
        }
        has_room
    }

    /// A member whose value is JSON already.
    pub(super) fn raw_member(&mut self, key: &str, json: &str) {
        if self.key(key) {
            self.raw(json);
        }
    }

    /// The kept members that are none of the known keys.
    pub(super) fn kept(&mut self, kept: &Kept, known: &[&str]) {
        for (key, json) in kept.iter() {
            if !known.contains(&&**key) {
                self.raw_member(key, json);
            }
        }
    }

    pub(super) fn string(&mut self, text: &str) {
        // Memory takes all.
        serde_json::to_writer(&mut self.text, text).unwrap_or_default();
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

    /// A member whose value is a whole number.
    pub(super) fn count(&mut self, key: &str, count: impl Display) {
        if self.key(key) {
            self.show(format_args!("{count}"));
        }
    }

    /// `true`, `false`, a number: letters as they stand.
    pub(super) fn word(&mut self, word: &str) {
        self.text.extend_from_slice(word.as_bytes());
    }

    fn show(&mut self, text: std::fmt::Arguments<'_>) {
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
