//! The lines of a calendar: folded ones joined, names, parameters and values parted (RFC 5545, 3.1;
//! RFC 6868 for what stands for quotes and breaks in parameters; vCalendar 1.0 for quoted-printable).

use super::text;

/// A line of a calendar.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Line {
    /// Where it starts, from 1.
    pub(super) at: usize,
    /// Its name in capitals.
    pub(super) name: String,
    /// The names of its parameters in capitals, and what they say.
    pub(super) parameters: Vec<(String, String)>,
    /// What it says, with its escapes.
    pub(super) value: String,
    /// All of it.
    pub(super) whole: String,
}

impl Line {
    /// What a parameter says.
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        let mut all = self.parameters.iter();
        let found = all.find(|(key, _)| key == name);
        found.map(|(_, text)| text.as_str())
    }

    /// The parameters that nothing has used, such as "ROLE=CHAIR; RSVP=TRUE".
    pub(super) fn other_parameters(&self, used: &[&str]) -> String {
        let other = self.parameters.iter();
        let other = other.filter(|(key, _)| !used.contains(&key.as_str()));
        let other = other.map(|(key, text)| match key.as_str() {
            "" => text.clone(),
            _ => format!("{key}={text}"),
        });
        other.collect::<Vec<_>>().join("; ")
    }
}

/// The lines of a text with folded ones joined, each with the place where it starts.
pub(super) fn unfolded(text: &str) -> Vec<(usize, String)> {
    let mut all: Vec<(usize, String)> = Vec::new();
    for (before, line) in text.trim_start_matches('\u{feff}').split('\n').enumerate() {
        let line = line.strip_suffix('\r').unwrap_or(line);
        if let Some((_, last)) = all.last_mut() {
            if is_soft_broken(last) {
                last.pop();
                last.push_str(line.strip_prefix([' ', '\t']).unwrap_or(line));
                continue;
            }
            if let Some(more) = line.strip_prefix([' ', '\t']) {
                last.push_str(more);
                continue;
            }
        }
        if !line.trim().is_empty() {
            all.push((before + 1, line.to_owned()));
        }
    }
    all
}

/// Whether a line of quoted-printable goes on in the next.
fn is_soft_broken(line: &str) -> bool {
    if !line.ends_with('=') {
        return false;
    }
    let (before, _) = line.split_once(':').unwrap_or((line, ""));
    before.to_ascii_uppercase().contains("QUOTED-PRINTABLE")
}

/// The parts of a line; none where it has no name or no value.
pub(super) fn parted(at: usize, whole: &str) -> Option<Line> {
    let whole = whole.trim_start();
    let (name, mut rest) = whole.split_at_checked(whole.find([';', ':'])?)?;
    let name = name.trim_end();
    let is_name = |name: &str| {
        let is_sign = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        !name.is_empty() && name.chars().all(is_sign)
    };
    if !is_name(name) {
        return None;
    }
    let mut parameters = Vec::new();
    while let Some(more) = rest.strip_prefix(';') {
        let (parameter, after) = more.split_at_checked(end_of_parameter(more)?)?;
        parameters.push(read_parameter(parameter));
        rest = after;
    }
    let mut line = Line {
        at,
        name: name.to_ascii_uppercase(),
        parameters,
        value: rest.strip_prefix(':')?.to_owned(),
        whole: whole.to_owned(),
    };
    decode(&mut line);
    Some(line)
}

/// Where a parameter ends; a quote that is never closed quotes nothing.
fn end_of_parameter(text: &str) -> Option<usize> {
    let mut is_quoted = false;
    let mut signs = text.char_indices();
    let end = signs.find(|(_, c)| {
        is_quoted ^= *c == '"';
        !is_quoted && matches!(c, ';' | ':')
    });
    end.map(|(at, _)| at).or_else(|| text.find([';', ':']))
}

/// The name of a parameter and its values, joined by commas.
fn read_parameter(text: &str) -> (String, String) {
    let Some((name, values)) = text.split_once('=') else {
        // vCalendar 1.0 leaves out the names of what it knows.
        return (String::new(), text.trim().to_owned());
    };
    let mut plain = String::new();
    let mut signs = values.chars().peekable();
    while let Some(sign) = signs.next() {
        match (sign, signs.peek()) {
            ('"', _) => {}
            ('^', Some('n' | '^' | '\'')) => plain.push(match signs.next() {
                Some('n') => '\n',
                Some('\'') => '"',
                _ => '^',
            }),
            _ => plain.push(sign),
        }
    }
    (name.trim().to_ascii_uppercase(), plain.trim().to_owned())
}

/// Takes quoted-printable out of a value, and what says that it is so.
fn decode(line: &mut Line) {
    let is_quoted = |(_, text): &(String, String)| text.eq_ignore_ascii_case("QUOTED-PRINTABLE");
    if !line.parameters.iter().any(is_quoted) {
        return;
    }
    let charset = line.parameter("CHARSET").unwrap_or("UTF-8");
    line.value = text::of_quoted_printable(&line.value, charset);
    line.parameters
        .retain(|parameter| !is_quoted(parameter) && parameter.0 != "CHARSET");
}

/// The same bytes with every fold that parts the bytes of one letter (UTF-8) behind that letter, so
/// that no letter is lost when they are decoded. To be done before a calendar is read as text.
#[must_use]
pub(in crate::files) fn mended(bytes: &[u8]) -> Vec<u8> {
    let mut all = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((first, after)) = rest.split_first() {
        let fold = [b"\r\n ".as_slice(), b"\r\n\t", b"\n ", b"\n\t"]
            .into_iter()
            .find_map(|fold| Some((fold, rest.strip_prefix(fold)?)));
        let Some((fold, mut behind)) = fold else {
            all.push(*first);
            rest = after;
            continue;
        };
        while let Some((more @ 0x80..=0xbf, next)) = behind.split_first() {
            all.push(*more);
            behind = next;
        }
        all.extend_from_slice(fold);
        rest = behind;
    }
    all
}
