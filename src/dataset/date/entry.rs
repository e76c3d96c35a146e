//! What a person types, or a table holds, to EDTF.
//!
//! English, any order that has one reading: what has two is refused, and the answer names both.

use super::parse::{self, Fault};
use super::side::{Side, calendar_text, shift_in_digits};
use super::tokens::{Placed, Token, tokens};
use super::{Date, DateProblem, Expression, Moment, Shape};
use crate::dataset::zone::Zone;

/// `15 Aug 2025 11:30 to 14:15` to `2025-08-15T11:30/2025-08-15T14:15`.
///
/// Takes what [`Date::parse`] takes as it is, and beside it days, months, seasons, years, decades
/// and centuries in words, times, intervals, and doubt: `about`, `perhaps`, `since`, `until`,
/// `before`, `after`, `or`, `and`.
///
/// # Errors
///
/// If the text is not a date or has two readings (`03/04/2025`).
pub fn from_entry(text: &str) -> Result<String, DateProblem> {
    let entry = text.trim();
    let before = text.len() - text.trim_start().len();
    let plain = match parse::expression(entry) {
        Ok(_) => return Ok(entry.to_owned()),
        Err(fault) => fault,
    };
    let read = tokens(entry).and_then(|tokens| expression(&tokens));
    let problem = match read {
        Ok(edtf) => match Date::parse(&edtf) {
            // `2025-13` is a month that there is not, and no interval.
            Ok(date) if date.backwards(&Zone::utc()) => match plain.reason {
                Some(_) => plain.told(entry),
                None => Fault::because(0, "it ends before it starts").told(entry),
            },
            Ok(_) => return Ok(edtf),
            // The words are clear, the calendar has no such day.
            Err(problem) => DateProblem {
                offset: if edtf == entry { problem.offset } else { 0 },
                message: problem.message.replacen(&edtf, entry, 1),
            },
        },
        Err(fault) if fault.reason.is_none() && plain.reason.is_some() => plain.told(entry),
        Err(fault) => fault.told(entry),
    };
    Err(DateProblem {
        offset: problem.offset + before,
        ..problem
    })
}

fn is_word(token: &Placed, words: &[&str]) -> bool {
    matches!(&token.1, Token::Word(word) if words.contains(&word.as_str()))
}

fn expression(tokens: &[Placed]) -> Result<String, Fault> {
    let Some((first, rest)) = tokens.split_first() else {
        return Err(Fault::unclear(0));
    };
    let Token::Word(word) = &first.1 else {
        return joined(tokens);
    };
    match word.as_str() {
        "since" | "starting" => open_end(rest),
        "until" | "till" => Ok(format!("../{}", Side::of(rest)?.text()?)),
        "before" | "after" => set(tokens, false, &["or"]),
        "from" => match separator(rest)? {
            Some(place) => interval(rest, place),
            None => open_end(rest),
        },
        "between" => match rest.iter().position(|token| is_word(token, &["and"])) {
            Some(place) => interval(rest, place),
            None => Err(Fault::unclear(first.0)),
        },
        "one" | "all" if rest.first().is_some_and(|token| is_word(token, &["of"])) => set(
            rest.get(1..).unwrap_or_default(),
            word == "all",
            &["or", "and", ","],
        ),
        _ => joined(tokens),
    }
}

/// What has no word before it that rules the whole.
fn joined(tokens: &[Placed]) -> Result<String, Fault> {
    for (word, all) in [("or", false), ("and", true)] {
        if tokens.iter().any(|token| is_word(token, &[word])) {
            return set(tokens, all, &[word]);
        }
    }
    if let Some((last, rest)) = tokens.split_last()
        && is_word(last, &["onward", "onwards"])
    {
        return open_end(rest);
    }
    match separator(tokens)? {
        Some(place) => interval(tokens, place),
        None => Side::of(tokens)?.text(),
    }
}

/// One or all of what stands between the `joints`.
fn set(tokens: &[Placed], all: bool, joints: &[&str]) -> Result<String, Fault> {
    let joint = |token: &Placed| {
        is_word(token, joints) || (token.1 == Token::Sign(',') && joints.contains(&","))
    };
    let members: Result<Vec<String>, Fault> = tokens.split(joint).map(member).collect();
    let members = members?.join(",");
    Ok(if all {
        format!("{{{members}}}")
    } else {
        format!("[{members}]")
    })
}

fn member(tokens: &[Placed]) -> Result<String, Fault> {
    if let Some((first, rest)) = tokens.split_first() {
        if is_word(first, &["before"]) {
            return beyond(rest, 1);
        } else if is_word(first, &["after"]) {
            return beyond(rest, -1);
        }
    }
    let Some(place) = separator(tokens)? else {
        return Side::of(tokens)?.without_time()?.text();
    };
    let (left, right) = tokens.split_at_checked(place).unwrap_or((tokens, &[]));
    let right = Side::of(right.get(1..).unwrap_or_default())?.without_time()?;
    let (start, end) = Side::of(left)?.without_time()?.shared_with(right)?;
    Ok(format!("{}..{}", start.text()?, end.text()?))
}

fn open_end(tokens: &[Placed]) -> Result<String, Fault> {
    Ok(format!("{}/..", Side::of(tokens)?.text()?))
}

/// Where an interval is cut in two.
fn separator(tokens: &[Placed]) -> Result<Option<usize>, Fault> {
    let cuts = |token: &Placed| {
        is_word(token, &["to", "until", "till", "through", "thru"])
            || matches!(token.1, Token::Sign('-' | '/'))
    };
    let mut places = tokens.iter().enumerate().filter(|(_, token)| cuts(token));
    let Some((place, _)) = places.next() else {
        return Ok(None);
    };
    if let Some((_, (at, _))) = places.next() {
        return Err(Fault::unclear(*at));
    }
    Ok(Some(place))
}

fn interval(tokens: &[Placed], place: usize) -> Result<String, Fault> {
    let (left, rest) = tokens.split_at_checked(place).unwrap_or((tokens, &[]));
    let Some((cut, right)) = rest.split_first() else {
        return Err(Fault::unclear(0));
    };
    if cut.1 == Token::Sign('-')
        && let Some(text) = dash_or_offset(left, cut.0, right)?
    {
        return Ok(text);
    }
    let (right, start_doubt, end_doubt) = doubted(right);
    let mut start = Side::of(left)?;
    start.uncertain |= start_doubt;
    if let [only] = right
        && is_word(only, &["now", "present", "today"])
    {
        return Ok(format!("{}/..", start.text()?));
    }
    if let [(_, Token::Number { value, digits: 2 })] = right
        && start.lasts_until(*value)
    {
        return start.text();
    }
    let mut end = Side::of(right)?;
    end.uncertain |= end_doubt;
    let (start, end) = start.shared_with(end)?;
    Ok(format!("{}/{}", start.text()?, end.text()?))
}

/// What is left of the end without `uncertain`, `start uncertain` or `end uncertain` after it, and
/// whether that doubts the start and the end.
fn doubted(right: &[Placed]) -> (&[Placed], bool, bool) {
    match right {
        [rest @ .., which, last] if is_word(last, &["uncertain"]) => {
            match [["start"], ["end"]].map(|word| is_word(which, &word)) {
                [true, _] => (rest, true, false),
                [_, true] => (rest, false, true),
                _ => (right, true, true),
            }
        }
        _ => (right, false, false),
    }
}

/// After a time, a dash may start an offset from UTC or an end: `2025-08-15 11:26:03-08` has one,
/// `2025-08-15 11:26-14:11` the other.
fn dash_or_offset(left: &[Placed], at: usize, right: &[Placed]) -> Result<Option<String>, Fault> {
    let (Some((_, Token::Time(time))), [(_, end)]) = (left.last(), right) else {
        return Ok(None);
    };
    let end = match end {
        Token::Time(end) => end.clone(),
        number => match shift_in_digits(number) {
            Some(shift) => shift,
            None => return Ok(None),
        },
    };
    if time.len() > end.len() && time.len() == "11:26:03".len() {
        let mut side = Side::of(left)?;
        side.shift = Some(format!("-{end}"));
        return side.text().map(Some);
    }
    if end <= *time || end.len() < time.len() {
        let reason = "what follows the dash may be an end or an offset from UTC, so write “to”";
        return Err(Fault::because(at, reason));
    }
    Ok(None)
}

/// `before` (1) and `after` (−1): any time up to the day, month or year next to this.
fn beyond(tokens: &[Placed], step: i64) -> Result<String, Fault> {
    let mut text = Side::of(tokens)?.without_time()?.text()?;
    if let Ok(Date {
        expression: Expression::One(Moment::Part(part)),
    }) = Date::parse(&text)
        && part.shape == Shape::Plain
        && part.approximate.is_none()
        && !part.uncertain
    {
        let day = if step > 0 {
            part.first.saturating_sub(1)
        } else {
            part.last.saturating_add(1)
        };
        text = calendar_text(day, part.precision);
    }
    Ok(if step > 0 {
        format!("..{text}")
    } else {
        format!("{text}..")
    })
}
