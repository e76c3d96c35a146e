//! The words, numbers and times of what a person typed.

use super::parse::Fault;
use super::words::month_name;
use super::{Date, Expression, Moment};
use crate::dataset::instant::days_in_month;

/// No date that a person types is longer.
const LONGEST: usize = 200;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// In lower case, without dots.
    Word(String),
    Number {
        value: i64,
        digits: usize,
    },
    /// As in EDTF: `11:26` or `11:26:03`.
    Time(String),
    /// A day, month or year in EDTF, without qualifier.
    Calendar(String),
    /// What follows `T` in EDTF, after a [`Token::Calendar`].
    Offset(String),
    /// Every dash is `-`.
    Sign(char),
}

/// A token and where it starts.
pub(super) type Placed = (usize, Token);

pub(super) fn tokens(text: &str) -> Result<Vec<Placed>, Fault> {
    if text.len() > LONGEST {
        return Err(Fault::unclear(0));
    }
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = text.get(at..).unwrap_or_default();
        let free = text.get(..at).is_none_or(|before| {
            before
                .chars()
                .next_back()
                .is_none_or(|last| last.is_whitespace() || matches!(last, '~' | '/'))
        });
        // After a time, `-0800` is no year.
        let offset = c == '-' && matches!(found.last(), Some((_, Token::Time(_))));
        at += if free
            && !offset
            && let Some(length) = calendar(rest, at, &mut found)?
        {
            length
        } else if c.is_ascii_digit() {
            number(rest, at, &mut found)?
        } else if c.is_alphabetic() {
            let part_of_word = |c: char| c.is_alphabetic() || c == '.';
            let word = run(rest, part_of_word);
            found.push((at, Token::Word(word.replace('.', "").to_lowercase())));
            word.len()
        } else {
            let sign = match c {
                '‐' | '‑' | '‒' | '–' | '—' | '−' | '→' => '-',
                other => other,
            };
            if !sign.is_whitespace() && !matches!(sign, '\'' | '’') {
                found.push((at, Token::Sign(sign)));
            }
            c.len_utf8()
        };
    }
    Ok(found)
}

/// The longest start of `text` of which every character passes.
fn run(text: &str, passes: impl Fn(char) -> bool) -> &str {
    let end = text.find(|c| !passes(c)).unwrap_or(text.len());
    text.get(..end).unwrap_or(text)
}

/// A number or a time of day.
fn number(rest: &str, at: usize, found: &mut Vec<Placed>) -> Result<usize, Fault> {
    let digits = run(rest, |c| c.is_ascii_digit());
    let clock = run(rest, |c| c.is_ascii_digit() || c == ':');
    if clock.len() > digits.len() && !clock.ends_with(':') {
        let mut fields = clock.split(':');
        let hour = fields.next().unwrap_or_default();
        if hour.len() > 2 || !fields.all(|field| field.len() == 2) {
            return Err(Fault::because(at, "a time is written as 14:11"));
        }
        let fraction = rest
            .get(clock.len()..)
            .and_then(|more| more.strip_prefix('.'));
        let dropped = fraction.map_or(0, |more| match run(more, |c| c.is_ascii_digit()).len() {
            0 => 0,
            digits => digits + 1,
        });
        found.push((
            at,
            Token::Time(format!(
                "{clock:0>width$}",
                width = clock.len() + 2 - hour.len()
            )),
        ));
        return Ok(clock.len() + dropped);
    }
    let length = grouped(rest, digits.len());
    let all: String = rest
        .chars()
        .take(length)
        .filter(char::is_ascii_digit)
        .collect();
    let Ok(value) = all.parse() else {
        return Err(Fault::because(at, "the year is too far away"));
    };
    found.push((
        at,
        Token::Number {
            value,
            digits: all.len(),
        },
    ));
    Ok(length)
}

/// The length of `170,000,002`, if the text starts with a number written so; else of its digits.
fn grouped(text: &str, digits: usize) -> usize {
    let mut length = digits;
    while digits <= 3
        && let Some([b',', a, b, c, next @ ..]) = text.as_bytes().get(length..)
        && [a, b, c].iter().all(|digit| digit.is_ascii_digit())
        && !next.first().is_some_and(u8::is_ascii_digit)
    {
        length += 4;
    }
    length
}

/// A date written in digits, up to the next space. Its length, if there is one.
fn calendar(rest: &str, at: usize, found: &mut Vec<Placed>) -> Result<Option<usize>, Fault> {
    if !rest.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | 'Y')) {
        return Ok(None);
    }
    let chunk = run(rest, |c| {
        !c.is_whitespace() && !matches!(c, ',' | '?' | '~' | '%')
    });
    // A slash may be part of a date, or end it.
    for piece in [chunk, run(chunk, |c| c != '/')] {
        if let Some(tokens) = in_digits(piece, at)? {
            found.extend(tokens.into_iter().map(|token| (at, token)));
            return Ok(Some(piece.len()));
        }
    }
    Ok(None)
}

fn in_digits(chunk: &str, at: usize) -> Result<Option<Vec<Token>>, Fault> {
    if let Some((day, time)) = chunk.split_once(['T', 't'])
        && let Some((time, offset)) = clock(time)
        && is_part(day)
    {
        let offset = (!offset.is_empty()).then_some(Token::Offset(offset));
        let tokens = [Token::Calendar(day.to_owned()), Token::Time(time)];
        return Ok(Some(tokens.into_iter().chain(offset).collect()));
    }
    let date = if chunk.bytes().all(|byte| byte.is_ascii_digit()) {
        // 20250815
        match (chunk.len(), chunk.get(..4), chunk.get(4..6), chunk.get(6..)) {
            (8, Some(year), Some(month), Some(day)) => {
                Some(format!("{year}-{month}-{day}")).filter(|date| is_part(date))
            }
            _ => None,
        }
    } else if is_part(chunk) {
        Some(chunk.to_owned())
    } else {
        triple(chunk, at)?
    };
    Ok(date.map(|date| vec![Token::Calendar(date)]))
}

fn is_part(text: &str) -> bool {
    let date = Date::parse(text);
    matches!(
        date,
        Ok(Date {
            expression: Expression::One(Moment::Part(_))
        })
    )
}

/// Time and offset of `11:26:03.123+0300`, in EDTF.
fn clock(text: &str) -> Option<(String, String)> {
    let fits = |c: char| c.is_ascii_digit() || matches!(c, ':' | '.' | 'Z' | 'z' | '+' | '-');
    if text.is_empty() || !text.chars().all(fits) {
        return None;
    }
    let place = text.find(['Z', 'z', '+', '-']).unwrap_or(text.len());
    let (time, offset) = text.split_at(place);
    let time = match time.split_once('.') {
        Some((time, fraction)) if fraction.bytes().all(|byte| byte.is_ascii_digit()) => time,
        Some(_) => return None,
        None => time,
    };
    let offset = match offset.as_bytes() {
        [_, _, _, _, _] => {
            let (hours, minutes) = offset.split_at_checked(3)?;
            format!("{hours}:{minutes}")
        }
        _ => offset.to_uppercase(),
    };
    Some((time.to_owned(), offset))
}

/// `15.08.2025`, `8/15/2025`, `2025/08/15`: three numbers of which the order is certain.
fn triple(chunk: &str, at: usize) -> Result<Option<String>, Fault> {
    let Some(separator) = chunk.chars().find(|c| matches!(c, '/' | '.' | '-')) else {
        return Ok(None);
    };
    let fields: Vec<&str> = chunk.split(separator).collect();
    let numeric = |field: &&str| {
        (1..=4).contains(&field.len()) && field.bytes().all(|byte| byte.is_ascii_digit())
    };
    let [a, b, c] = fields.as_slice() else {
        return Ok(None);
    };
    if !fields.iter().all(numeric) {
        return Ok(None);
    }
    if a.len() == 4 {
        return Ok(Some(format!("{a}-{b:0>2}-{c:0>2}")));
    }
    if c.len() != 4 {
        return Err(Fault::because(at, "the year must have four digits"));
    }
    let (Ok(year), Ok(first), Ok(second)) = (c.parse::<i64>(), a.parse::<u8>(), b.parse::<u8>())
    else {
        return Ok(None);
    };
    let fits = |day: u8, month: u8| {
        (1..=12).contains(&month) && (1..=days_in_month(year, month)).contains(&day)
    };
    let day_first = format!("{c}-{b:0>2}-{a:0>2}");
    // Dots stand in countries that write the day first.
    if separator == '.' || first == second || !fits(second, first) {
        return Ok(Some(day_first));
    }
    if !fits(first, second) {
        return Ok(Some(format!("{c}-{a:0>2}-{b:0>2}")));
    }
    let (second_name, first_name) = (month_name(second, true), month_name(first, true));
    Err(Fault::because(
        at,
        format!(
            "it may mean {first} {second_name} {c} or {second} {first_name} {c}, so write which"
        ),
    ))
}
