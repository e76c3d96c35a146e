//! Keys and values, as they stand at the start of a file of markwhen and beneath an event: the part of YAML 1.2
//! that people use there.

use super::sides::offset;
use crate::files::foreign::zone;
use crate::files::several::BETWEEN;
use jiff::civil::DateTime;

/// A key and its value.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Setting {
    /// Where it stands.
    pub(super) line: usize,
    /// The key; one beneath another behind that and a point.
    pub(super) key: String,
    pub(super) value: String,
    depth: usize,
    /// Whether the lines of its value are kept apart.
    is_block: bool,
    /// Whether its value is a list of lines.
    is_list: bool,
}

/// Where clocks of times stand that say none.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Clock {
    Named(String),
    East(i32),
}

/// Adds a line to settings; whether it is one of them.
pub(super) fn add(all: &mut Vec<Setting>, line: usize, text: &str) -> bool {
    let depth = text.len() - text.trim_start().len();
    let text = text.trim();
    let last = all.last_mut();
    if let Some(last) = last.filter(|last| last.is_block && depth > last.depth) {
        join(&mut last.value, "\n", text);
        return true;
    }
    if let Some(item) = text.strip_prefix("- ") {
        let Some(last) = all.last_mut() else {
            return false;
        };
        last.is_list = true;
        join(&mut last.value, BETWEEN, &plain(item));
        return true;
    }
    if let Some((key, value)) = parted(text) {
        let around = all.iter().rev().find(|around| around.depth < depth);
        let key = match around.filter(|around| around.value.is_empty() || around.is_list) {
            Some(around) => format!("{}.{key}", around.key),
            None => key.to_owned(),
        };
        let is_block = matches!(value, "|" | ">" | "|-" | ">-" | "|+" | ">+");
        all.push(Setting {
            line,
            key,
            value: if is_block {
                String::new()
            } else {
                plain(value)
            },
            depth,
            is_block,
            is_list: false,
        });
        return true;
    }
    match all
        .last_mut()
        .filter(|last| depth > last.depth && !text.is_empty())
    {
        Some(last) => {
            join(&mut last.value, " ", text);
            true
        }
        None => text.is_empty(),
    }
}

/// The key and the value of a line.
pub(super) fn parted(text: &str) -> Option<(&str, &str)> {
    let (key, value) = text.split_once(':')?;
    let is_apart = value.is_empty() || value.starts_with([' ', '\t']);
    let name = key.strip_prefix('#').unwrap_or(key);
    let is_sign = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ' ');
    let is_key =
        !name.trim().is_empty() && !name.starts_with([' ', '-']) && name.chars().all(is_sign);
    (is_apart && is_key).then(|| (key.trim_end(), value.trim()))
}

/// Adds to a value.
fn join(value: &mut String, by: &str, more: &str) {
    if !value.is_empty() {
        value.push_str(by);
    }
    value.push_str(more);
}

/// A value without quotes; a list in brackets as texts parted by "; ".
fn plain(value: &str) -> String {
    let value = value.trim();
    let list = value
        .strip_prefix('[')
        .and_then(|list| list.strip_suffix(']'));
    match list {
        Some(list) if !list.contains("](") => {
            let parts = in_list(list);
            parts.join(BETWEEN)
        }
        _ => unquoted(value),
    }
}

/// The texts of a list, which commas part outside of quotes.
fn in_list(list: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut quote = None;
    for sign in list.chars() {
        match quote {
            None if sign == ',' => {
                parts.push(String::new());
                continue;
            }
            None if matches!(sign, '"' | '\'') => {
                let is_start = parts.last().is_some_and(|part| part.trim().is_empty());
                quote = is_start.then_some(sign);
            }
            Some(open) if sign == open => quote = None,
            _ => {}
        }
        if let Some(part) = parts.last_mut() {
            part.push(sign);
        }
    }
    let parts = parts.iter().map(|part| unquoted(part.trim()));
    parts.filter(|part| !part.is_empty()).collect()
}

/// A value without the quotes around it.
fn unquoted(value: &str) -> String {
    let inner = ['"', '\''].into_iter().find_map(|quote| {
        let inner = value.strip_prefix(quote)?.strip_suffix(quote)?;
        (!inner.contains(quote)).then_some(inner)
    });
    inner.unwrap_or(value).to_owned()
}

/// The clock of a name of IANA or of an offset such as `-5`.
pub(super) fn clock(text: &str) -> Option<Clock> {
    let text = text.trim();
    if let Some(zone) = zone::named(text) {
        return Some(Clock::Named(zone::name(&zone).to_owned()));
    }
    offset(text).map(Clock::East)
}

impl Clock {
    /// Seconds east of UTC, where it is always the same.
    pub(super) fn east(&self) -> Option<i32> {
        match self {
            Self::East(seconds) => Some(*seconds),
            Self::Named(_) => None,
        }
    }

    /// Seconds east of UTC at a time.
    pub(super) fn offset(&self, at: DateTime) -> Option<i32> {
        match self {
            Self::East(seconds) => Some(*seconds),
            Self::Named(name) => zone::offset(&zone::named(name)?, at),
        }
    }

    /// The name of its zone.
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Named(name) => name,
            Self::East(_) => "",
        }
    }
}
