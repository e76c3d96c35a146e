//! The words, numbers and signs of a text.

use super::cause::{Cause, Unread};
use super::lexicon::{self, Meaning, Sense, folded};
use crate::dataset::spelling::is_unseen;

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// Where it starts and where it stops, in bytes.
    pub(super) at: usize,
    pub(super) stop: usize,
    /// Whether no space stands before it.
    pub(super) is_glued: bool,
    /// Whether an apostrophe stands before it.
    pub(super) is_elided: bool,
    pub(super) kind: Kind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Folded; the meanings are those of all its words together.
    Word {
        text: String,
        senses: &'static [Sense],
    },
    Number {
        value: i64,
        digits: usize,
    },
    /// Every dash is `-`.
    Sign(char),
}

impl Token {
    pub(super) fn senses(&self) -> &'static [Sense] {
        match &self.kind {
            Kind::Word { senses, .. } => senses,
            Kind::Number { .. } | Kind::Sign(_) => &[],
        }
    }

    pub(super) fn means(&self, meaning: Meaning) -> bool {
        self.senses().iter().any(|(found, _)| *found == meaning)
    }

    pub(super) fn is_sign(&self, sign: char) -> bool {
        self.kind == Kind::Sign(sign)
    }

    /// Value and digits.
    pub(super) fn number(&self) -> Option<(i64, usize)> {
        match self.kind {
            Kind::Number { value, digits } => Some((value, digits)),
            Kind::Word { .. } | Kind::Sign(_) => None,
        }
    }
}

pub(super) fn tokens(text: &str) -> Result<Vec<Token>, Unread> {
    let mut found: Vec<Token> = Vec::new();
    let (mut at, mut is_glued, mut is_elided) = (0, false, false);
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = text.get(at..).unwrap_or_default();
        let start = at;
        let kind = if c.is_ascii_digit() {
            let length = grouped(rest);
            at += length;
            let digits: String = rest
                .get(..length)
                .unwrap_or_default()
                .chars()
                .filter(char::is_ascii_digit)
                .collect();
            let too_far =
                |_| Unread::at(start, Cause::Other("the year is too far away".to_owned()));
            Some(Kind::Number {
                value: digits.parse().map_err(too_far)?,
                digits: digits.len(),
            })
        } else if c.is_alphabetic() {
            let word = word(rest);
            at += word.len();
            let kind = Kind::Word {
                text: folded(word),
                senses: &[],
            };
            // The dot of an abbreviation.
            let after = text.get(at..).unwrap_or_default();
            if after.starts_with('.') && !after.starts_with("..") {
                at += 1;
            }
            Some(kind)
        } else {
            at += c.len_utf8();
            sign(c).map(Kind::Sign)
        };
        match kind {
            Some(kind) => {
                found.push(Token {
                    at: start,
                    stop: at,
                    is_glued,
                    is_elided,
                    kind,
                });
                (is_glued, is_elided) = (true, false);
            }
            None if c.is_whitespace() => (is_glued, is_elided) = (false, false),
            None if matches!(c, '\'' | '’' | '‘' | '`' | 'ʼ') => is_elided = true,
            None => {}
        }
    }
    Ok(phrases(&found))
}

/// The letters at the start of a text, with the accents that stand apart.
fn word(text: &str) -> &str {
    let is_part = |c: char| c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36f}') || is_unseen(c);
    // These letters of the alphabet are apostrophes in Ukrainian.
    let end = text
        .find(|c: char| !is_part(c) || c == 'ʼ')
        .unwrap_or(text.len());
    text.get(..end).unwrap_or(text)
}

/// A sign as the grammar has it; none for what stands apart from the date.
fn sign(c: char) -> Option<char> {
    if c.is_whitespace() || is_unseen(c) {
        return None;
    }
    Some(match c {
        '\'' | '’' | '‘' | '`' | 'ʼ' | '"' | '“' | '”' | '„' | '«' | '»' | '°' | '№' =>
        {
            return None;
        }
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '→' => '-',
        '≈' | '∼' => '~',
        '；' | ';' => ',',
        '／' | '⁄' => '/',
        '…' => '…',
        other => other,
    })
}

/// The length of the number at the start of a text: `170,000,002`, `66 000 000` with spaces that do
/// not break, or its digits.
fn grouped(text: &str) -> usize {
    let digits = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let mut length = digits;
    if digits > 3 {
        return digits;
    }
    loop {
        let rest = text.get(length..).unwrap_or_default();
        let Some(mark) = rest
            .chars()
            .next()
            .filter(|c| matches!(c, ',' | '\u{a0}' | '\u{202f}' | '\u{2009}'))
        else {
            break;
        };
        let [a, b, c, next @ ..] = rest.as_bytes().get(mark.len_utf8()..).unwrap_or_default()
        else {
            break;
        };
        let are_digits = [a, b, c].iter().all(|digit| digit.is_ascii_digit());
        if !are_digits || next.first().is_some_and(u8::is_ascii_digit) {
            break;
        }
        length += mark.len_utf8() + 3;
    }
    length
}

/// Joins words that mean something together, the longest first, and looks up what each means.
fn phrases(raw: &[Token]) -> Vec<Token> {
    let mut found = Vec::new();
    let mut rest = raw;
    while let Some((first, after)) = rest.split_first() {
        let (token, used) = match &first.kind {
            Kind::Word { text, .. } => phrase(rest).unwrap_or_else(|| {
                let senses = lexicon::senses(text);
                let text = text.clone();
                let kind = Kind::Word { text, senses };
                (
                    Token {
                        kind,
                        ..first.clone()
                    },
                    1,
                )
            }),
            Kind::Number { .. } | Kind::Sign(_) => (first.clone(), 1),
        };
        found.push(token);
        rest = rest.get(used..).unwrap_or(after);
    }
    found
}

/// The longest phrase of two words and more at the start, and how many tokens it takes.
fn phrase(tokens: &[Token]) -> Option<(Token, usize)> {
    let first = tokens.first()?;
    let mut joined = String::new();
    let (mut words, mut best) = (0, None);
    for (index, token) in tokens.iter().enumerate() {
        match &token.kind {
            Kind::Word { text, .. } if words < lexicon::LONGEST => {
                if words > 0 {
                    joined.push(' ');
                }
                joined.push_str(text);
                words += 1;
                let senses = lexicon::senses(&joined);
                if words > 1 && !senses.is_empty() {
                    let text = joined.clone();
                    let token = Token {
                        stop: token.stop,
                        kind: Kind::Word { text, senses },
                        ..first.clone()
                    };
                    best = Some((token, index + 1));
                }
            }
            // av. J.-C.
            Kind::Sign('-') if token.is_glued => {}
            Kind::Word { .. } | Kind::Number { .. } | Kind::Sign(_) => break,
        }
    }
    best
}
