//! What stands before and behind names: titles, the endings of companies, and what is in brackets.

/// Titles before the names of people, in small letters.
const TITLES: &str = "mr mrs ms miss dr prof professor rev revd hon sir dame capt lt sgt col maj pres \
    president herr frau mme mlle señor señora sr sra monsieur madame пан пані президент \
    господин госпожа доктор профессор професор проф др";

/// What stands behind the comma of a company, or of a son.
pub(super) const COMPANIES: &str =
    "inc ltd llc llp plc corp co gmbh ag kg se bv nv sa srl spa oy ab as jr sr ii iii";

/// What stands behind the comma of somebody learned.
const DEGREES: [&str; 6] = ["phd", "md", "esq", "mp", "kc", "qc"];

/// Whether what stands behind a comma belongs to the name before it: `Jr.`, `Inc.`, `1600–1662`.
pub(super) fn is_of_name(part: &str) -> bool {
    let part = part.trim();
    let word = part.trim_end_matches('.').to_lowercase();
    let is_suffix = COMPANIES
        .split_whitespace()
        .chain(DEGREES)
        .any(|suffix| suffix == word.replace('.', ""));
    let is_life = part.contains(|c: char| c.is_ascii_digit())
        && part
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '-' | '–' | '?' | ' ' | '.' | 'c' | 'a'));
    is_suffix || is_life
}

/// A name and what stands behind it in brackets: `Roy Teague (Dep. 188:15)`.
pub(super) fn without_brackets(name: &str) -> (&str, &str) {
    let name = name.trim();
    if !name.ends_with([')', ']']) {
        return (name, "");
    }
    let mut depth = 0_usize;
    for (at, c) in name.char_indices().rev() {
        match c {
            ')' | ']' => depth += 1,
            '(' | '[' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 && at > 0 {
            let base = name.get(..at).unwrap_or(name).trim_end();
            return (base, name.get(at + 1..).unwrap_or_default());
        }
    }
    (name, "")
}

/// A name without the titles before it.
pub(super) fn without_title(name: &str) -> &str {
    let mut left = name;
    while let Some((first, rest)) = left.split_once(' ') {
        let word = first.trim_end_matches('.').to_lowercase();
        let is_title = TITLES.split_whitespace().any(|title| title == word);
        let begins = rest.chars().next();
        if !is_title || begins.is_none_or(|c| c.is_lowercase() || !c.is_alphabetic()) {
            break;
        }
        left = rest;
    }
    left
}
