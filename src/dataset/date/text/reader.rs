//! Where reading stands in the tokens of a text.

use super::Hints;
use super::cause::{Cause, Unread};
use super::lexicon::Meaning;
use super::note::Note;
use super::tokens::Token;

/// The tokens of a text, the place up to which they are read, and what was found worth telling.
pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
    pub(super) place: usize,
    pub(super) hints: &'a Hints,
    notes: Vec<Note>,
    /// Whether commas separate dates.
    pub(super) is_listing: bool,
    /// Whether what is read stands in brackets.
    pub(super) is_in_brackets: bool,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str, tokens: &'a [Token], hints: &'a Hints) -> Self {
        Self {
            text,
            tokens,
            place: 0,
            hints,
            notes: Vec::new(),
            is_listing: false,
            is_in_brackets: false,
        }
    }

    /// The token `ahead` of the place.
    pub(super) fn peek(&self, ahead: usize) -> Option<&'a Token> {
        self.tokens.get(self.place.saturating_add(ahead))
    }

    /// The token before the place.
    pub(super) fn previous(&self) -> Option<&'a Token> {
        self.tokens.get(self.place.checked_sub(1)?)
    }

    pub(super) fn skip(&mut self, count: usize) {
        self.place = self.place.saturating_add(count);
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.place >= self.tokens.len()
    }

    /// Whether the token `ahead` means something.
    pub(super) fn means(&self, ahead: usize, meaning: Meaning) -> bool {
        self.peek(ahead).is_some_and(|token| token.means(meaning))
    }

    /// Whether the token `ahead` is a sign with nothing between it and what stands before it.
    pub(super) fn is_glued_sign(&self, ahead: usize, sign: char) -> bool {
        self.peek(ahead)
            .is_some_and(|token| token.is_glued && token.is_sign(sign))
    }

    /// Value and digits of the token `ahead`.
    pub(super) fn number(&self, ahead: usize) -> Option<(i64, usize)> {
        self.peek(ahead)?.number()
    }

    /// The same with nothing before it.
    pub(super) fn glued_number(&self, ahead: usize) -> Option<(i64, usize)> {
        self.peek(ahead).filter(|token| token.is_glued)?.number()
    }

    pub(super) fn is_month(&self, ahead: usize) -> bool {
        let is_month = |(meaning, _): &(Meaning, _)| matches!(meaning, Meaning::Month(_));
        self.peek(ahead)
            .is_some_and(|token| token.senses().iter().any(is_month))
    }

    /// How many tokens from `ahead` on add nothing.
    pub(super) fn fillers(&self, ahead: usize) -> usize {
        (ahead..)
            .take_while(|ahead| self.means(*ahead, Meaning::Filler))
            .count()
    }

    /// Where the place is in the text.
    pub(super) fn offset(&self) -> usize {
        self.peek(0).map_or(self.text.len(), |token| token.at)
    }

    pub(super) fn unclear(&self) -> Unread {
        // At the end, the last that was read cannot be the last.
        let offset = match self.peek(0) {
            Some(token) => token.at,
            None => self.tokens.last().map_or(0, |token| token.at),
        };
        Unread::at(offset, Cause::Unclear)
    }

    pub(super) fn tell(&mut self, note: Note) {
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }

    pub(super) fn into_notes(self) -> Vec<Note> {
        self.notes
    }

    /// The year that two digits at `at` stand for.
    pub(super) fn century(&mut self, at: usize, value: i64) -> Result<i64, Unread> {
        let Some(first) = self.hints.two_digit_years else {
            return Err(Unread::at(at, Cause::TwoDigitYear));
        };
        let year = first.saturating_add(value.saturating_sub(first).rem_euclid(100));
        self.tell(Note::CenturyAsSettled(year));
        Ok(year)
    }
}
