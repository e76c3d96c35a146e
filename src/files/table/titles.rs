//! Titles of events whose table has no column of them.

use super::download::decoded;
use super::plan::Plan;

/// The longest title that is made of a description, in characters.
const MOST: usize = 90;

/// `Armed clash: Border Guard – Hill Front`
pub(super) fn of_download(plan: &Plan, names: &[String], record: &csv::StringRecord) -> String {
    let Some(download) = plan.download else {
        return String::new();
    };
    let mut columns = plan.columns.iter();
    let place = columns.position(|column| column.name.eq_ignore_ascii_case(download.title));
    let cell = place.and_then(|place| record.get(place));
    let cell = cell.unwrap_or_default().trim();
    let column = place.and_then(|place| plan.columns.get(place));
    let codes = column.map_or(&[][..], |column| column.codes);
    let words = decoded(codes, cell).unwrap_or(cell);
    let names: Vec<&str> = names.iter().take(2).map(String::as_str).collect();
    joined(words, &names.join(" – "))
}

/// The first sentence of a description, or as many words of it as there is room for; without one, the
/// category and who takes part.
pub(super) fn made(description: &str, category: &str, names: &[String]) -> String {
    match of_text(description) {
        title if title.is_empty() => joined(category, &names.join(", ")),
        title => title,
    }
}

/// The first sentence of a text, or as many words of it as there is room for.
pub(in crate::files) fn of_text(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let end = line.find(". ").unwrap_or(line.len());
    let sentence = line.get(..end).unwrap_or(line).trim();
    if sentence.chars().count() <= MOST {
        return sentence.trim_end_matches('.').to_owned();
    }
    let cut: String = sentence.chars().take(MOST).collect();
    let words = cut.rsplit_once(' ').map_or(&*cut, |(words, _)| words);
    format!("{words}…")
}

fn joined(before: &str, after: &str) -> String {
    let parts = [before, after].into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(": ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_the_first_sentence_or_what_else_is_known() {
        assert_eq!(made("They met. It rained.", "", &[]), "They met");
        let long = "word ".repeat(40);
        let title = made(&long, "", &[]);
        assert!(
            title.ends_with("word…") && title.chars().count() <= MOST + 1,
            "{title}"
        );
        let names = ["Anna".to_owned(), "Boris".to_owned()];
        assert_eq!(made("", "Talks", &names), "Talks: Anna, Boris");
        assert_eq!(made("", "", &names), "Anna, Boris");
    }
}
