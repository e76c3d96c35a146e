//! Where the values of a JSON text start and end, found without reading them.
//!
//! This knows strings, escapes and nesting and nothing else: what stands between is for the
//! parser. It never recurses, so no depth of nesting can exhaust the stack.

use memchr::memchr2;
use std::ops::Range;

/// The structural characters that a walk over a value must know: quotes and brackets.
#[expect(
    clippy::indexing_slicing,
    reason = "a table of all bytes, made when compiling"
)]
const STRUCTURAL: [bool; 256] = {
    let mut is_structural = [false; 256];
    is_structural[b'"' as usize] = true;
    is_structural[b'{' as usize] = true;
    is_structural[b'[' as usize] = true;
    is_structural[b'}' as usize] = true;
    is_structural[b']' as usize] = true;
    is_structural
};

fn byte(text: &str, at: usize) -> Option<u8> {
    text.as_bytes().get(at).copied()
}

/// The first place from `at` that is not white space.
pub(super) fn space(text: &str, at: usize) -> usize {
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    let blank = |b: &&u8| matches!(b, b' ' | b'\n' | b'\r' | b'\t');
    at + rest.iter().take_while(blank).count()
}

/// The end of the string that starts at `at`.
pub(super) fn string(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = at + 1;
    loop {
        let found = at + memchr2(b'"', b'\\', bytes.get(at..)?)?;
        if byte(text, found)? == b'"' {
            return Some(found + 1);
        }
        at = found + 2;
    }
}

/// The end of the value that starts at `at`.
pub(super) fn value(text: &str, at: usize) -> Option<usize> {
    match byte(text, at)? {
        b'"' => string(text, at),
        b'{' | b'[' => container(text, at),
        b'}' | b']' | b',' | b':' => None,
        _ => {
            let rest = text.as_bytes().get(at..)?;
            let ends = |b: &u8| b",:]} \n\r\t\"{[".contains(b);
            Some(at + rest.iter().position(ends).unwrap_or(rest.len()))
        }
    }
}

/// The brackets from `at` on that stand in no string, and where they stand.
fn brackets(text: &str, mut at: usize) -> impl Iterator<Item = (usize, u8)> {
    let is_structural = |b: &u8| STRUCTURAL.get(usize::from(*b)) == Some(&true);
    std::iter::from_fn(move || {
        loop {
            let found = at + text.as_bytes().get(at..)?.iter().position(is_structural)?;
            match byte(text, found)? {
                b'"' => at = string(text, found)?,
                bracket => {
                    at = found + 1;
                    return Some((found, bracket));
                }
            }
        }
    })
}

fn container(text: &str, at: usize) -> Option<usize> {
    let mut depth = 0usize;
    for (at, bracket) in brackets(text, at) {
        match bracket {
            b'{' | b'[' => depth += 1,
            _ => depth -= 1,
        }
        if depth == 0 {
            return Some(at + 1);
        }
    }
    None
}

/// How deeply lists and objects nest in a value.
pub(super) fn depth(json: &str) -> usize {
    let (mut depth, mut deepest) = (0usize, 0);
    for (_, bracket) in brackets(json, 0) {
        match bracket {
            b'{' | b'[' => depth += 1,
            _ => depth = depth.saturating_sub(1),
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// The elements of the list that starts at `at`, and its end. Nothing if the brackets, commas
/// and values do not follow each other as they must.
pub(super) fn elements(text: &str, at: usize) -> Option<(Vec<Range<usize>>, usize)> {
    let mut found = Vec::new();
    let end = each_element(text, at, |at| {
        let end = value(text, at)?;
        found.push(at..end);
        Some(end)
    })?;
    Some((found, end))
}

/// Calls `element` with the start of each element of the list that starts at `at`; it gives the
/// element's end, or nothing to stop.
pub(super) fn each_element(
    text: &str,
    at: usize,
    element: impl FnMut(usize) -> Option<usize>,
) -> Option<usize> {
    parts(text, at, b'[', b']', element)
}

/// A key with its quotes, and its value.
pub(super) type Member = (Range<usize>, Range<usize>);

/// The members of the object that starts at `at`, and its end.
pub(super) fn members(text: &str, at: usize) -> Option<(Vec<Member>, usize)> {
    let mut found = Vec::new();
    let end = each_member(text, at, |key, at| {
        let end = value(text, at)?;
        found.push((key, at..end));
        Some(end)
    })?;
    Some((found, end))
}

/// Calls `member` with each key of the object that starts at `at` and the start of its value;
/// it gives the value's end, or nothing to stop.
pub(super) fn each_member(
    text: &str,
    at: usize,
    mut member: impl FnMut(Range<usize>, usize) -> Option<usize>,
) -> Option<usize> {
    parts(text, at, b'{', b'}', |at| {
        if byte(text, at)? != b'"' {
            return None;
        }
        let key = at..string(text, at)?;
        let colon = space(text, key.end);
        if byte(text, colon)? != b':' {
            return None;
        }
        member(key, space(text, colon + 1))
    })
}

/// Walks over what commas part; `part` gives the end of the part that starts where it is told.
fn parts(
    text: &str,
    at: usize,
    open: u8,
    close: u8,
    mut part: impl FnMut(usize) -> Option<usize>,
) -> Option<usize> {
    if byte(text, at)? != open {
        return None;
    }
    let mut at = space(text, at + 1);
    if byte(text, at)? == close {
        return Some(at + 1);
    }
    loop {
        at = space(text, part(at)?);
        match byte(text, at)? {
            b',' => at = space(text, at + 1),
            b if b == close => return Some(at + 1),
            _ => return None,
        }
    }
}
