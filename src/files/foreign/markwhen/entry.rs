//! The text of an event of markwhen: its tags, its id, people, links and pictures.

use super::relative::is_of_word;

/// What stands in a text beside its words.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Found {
    pub(super) tags: Vec<String>,
    pub(super) people: Vec<String>,
    pub(super) places: Vec<String>,
    pub(super) pictures: Vec<String>,
    pub(super) links: Vec<String>,
    pub(super) percent: Option<String>,
}

/// The first line of an event, read.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Title {
    pub(super) text: String,
    pub(super) id: Option<String>,
    /// Of a line that begins with a box: whether it is ticked.
    pub(super) is_done: Option<bool>,
}

/// Boxes at the start of a line, and whether they are ticked.
const BOXES: [(&str, bool); 4] = [("[x]", true), ("[X]", true), ("[ ]", false), ("[]", false)];

/// Reads the first line: its box and its id are taken out of it, tags at its end too, and of others their sign.
pub(super) fn title(line: &str) -> Title {
    let mut title = Title::default();
    let mut line = line.trim();
    for (sign, is_done) in BOXES {
        if let Some(rest) = line.strip_prefix(sign)
            && !rest.starts_with('(')
        {
            (title.is_done, line) = (Some(is_done), rest.trim_start());
            break;
        }
    }
    let mut words: Vec<&str> = Vec::new();
    for word in line.split(' ') {
        let id = word
            .strip_prefix('!')
            .map(|id| id.trim_end_matches([',', '.', ';']));
        let id = id.filter(|id| !id.is_empty() && id.chars().all(is_of_word));
        match id {
            Some(id) if title.id.is_none() => title.id = Some(id.to_owned()),
            _ => words.push(word),
        }
    }
    let is_last =
        |word: &&str| word.is_empty() || tag(word).is_some_and(|(_, rest)| rest.is_empty());
    let kept = words.len() - words.iter().rev().take_while(|word| is_last(word)).count();
    if kept > 0 {
        words.truncate(kept);
    }
    let words = words.into_iter().map(|word| match tag(word) {
        Some(_) => word.strip_prefix('#').unwrap_or(word),
        None => word,
    });
    title.text = words.collect::<Vec<_>>().join(" ").trim().to_owned();
    title
}

/// The tag that a word begins with, and what stands behind it; a number is none.
fn tag(word: &str) -> Option<(&str, &str)> {
    let rest = word.strip_prefix('#')?;
    let mut end = rest.len();
    let mut signs = rest.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        let is_joined = sign == '-' && signs.peek().is_some_and(|(_, next)| is_of_word(*next));
        if !is_of_word(sign) && !is_joined {
            end = at;
            break;
        }
    }
    let (name, behind) = rest.split_at_checked(end)?;
    let is_number = name.chars().all(|c| c.is_ascii_digit());
    (!is_number).then_some((name, behind))
}

/// Adds a text to a list that does not have it.
fn add(all: &mut Vec<String>, text: &str) {
    if !text.is_empty() && !all.iter().any(|known| known == text) {
        all.push(text.to_owned());
    }
}

impl Found {
    /// Looks through a line.
    pub(super) fn look(&mut self, line: &str) {
        let rest = self.links(line);
        for word in rest.split_whitespace() {
            if let Some((name, _)) = tag(word) {
                add(&mut self.tags, name);
            }
            let percent = word.strip_suffix('%');
            let is_percent = |digits: &&str| {
                matches!(digits.len(), 1..=3) && digits.bytes().all(|digit| digit.is_ascii_digit())
            };
            if let Some(digits) = percent.filter(is_percent) {
                self.percent.get_or_insert_with(|| digits.to_owned());
            }
            let word = word.trim_start_matches(['(', '[', '"', '“']);
            if word.starts_with("https://") || word.starts_with("http://") {
                add(
                    &mut self.links,
                    word.trim_end_matches([',', '.', ';', ')', ']', '"', '”', '>']),
                );
            } else if let Some(name) = word.strip_prefix('@') {
                let end = name.find(|c: char| !is_of_word(c) && c != '/' && c != '-');
                let name = name.get(..end.unwrap_or(name.len())).unwrap_or(name);
                // With a stroke it is the name of another file.
                if !name.contains('/') {
                    add(&mut self.people, name.trim_end_matches('-'));
                }
            }
        }
    }

    /// Takes links, places and pictures out of a line, and gives the rest.
    fn links(&mut self, line: &str) -> String {
        let mut rest = String::new();
        let mut left = line;
        while let Some((before, label, target, after)) = link(left) {
            let is_picture = before.ends_with('!');
            rest.push_str(before);
            match target {
                "location" | "map" => add(&mut self.places, label),
                _ if is_picture => add(&mut self.pictures, &address(target)),
                _ if target.contains('.') => add(&mut self.links, &address(target)),
                _ => {}
            }
            if !is_picture {
                rest.push_str(label);
            }
            left = after;
        }
        rest + left
    }
}

/// The first `[label](target)` of a text, with what stands before and behind it.
fn link(text: &str) -> Option<(&str, &str, &str, &str)> {
    let middle = text.find("](")?;
    let (head, tail) = text.split_at_checked(middle)?;
    let (before, label) = head.rsplit_once('[')?;
    let (target, after) = tail.strip_prefix("](")?.split_once(')')?;
    Some((before, label.trim(), target.trim(), after))
}

/// An address with its scheme.
fn address(target: &str) -> String {
    if target.contains("://") || target.starts_with('/') || target.starts_with("data:") {
        return target.to_owned();
    }
    format!("https://{target}")
}
