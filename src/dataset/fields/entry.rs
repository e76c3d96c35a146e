//! What a person types into a field, and what it shows: text to values and back.

use super::{Field, Held, New, Record, Shape, Word, path};
use crate::dataset::check::{is_colour, is_web_address};
use crate::dataset::date;
use crate::dataset::value::Text;
use crate::dataset::zone::Zone;

/// How a text is taken that cannot be understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taking {
    /// Not: who types can mend it.
    Understood,
    /// As it stands, where a file may hold such a text too: it is listed as a problem.
    AsWritten,
}

/// What a field shows of what stands in it. It is what [`take`] gives back.
pub fn shown(field: &Field, held: Held<'_>) -> String {
    match held {
        Held::Text(text) => text.to_owned(),
        Held::Number(number) if matches!(field.shape, Shape::Number(from, _) if from < 0.0) => {
            signed(number)
        }
        Held::Number(number) => number.to_string(),
        Held::Flag(is_so) => if is_so { "yes" } else { "no" }.to_owned(),
        Held::Texts(texts) => {
            let between = if matches!(field.shape, Shape::Names) {
                "; "
            } else {
                ", "
            };
            texts.join(between)
        }
        Held::Ids(ids) => ids.iter().map(|id| &**id).collect::<Vec<_>>().join(", "),
        Held::Nothing | Held::Selection(_) | Held::Record(_) | Held::Records(_) => String::new(),
    }
}

/// As it is written, not rounded: what is edited must not lose a digit.
fn signed(number: f64) -> String {
    match number {
        n if n > 0.0 => format!("+{n}"),
        n if n < 0.0 => format!("−{}", n.abs()),
        _ => "0".to_owned(),
    }
}

/// Gives the field at a place of a record what a text says.
///
/// # Errors
/// In words, if the field cannot take the text.
pub fn take(
    record: &mut dyn Record,
    place: usize,
    text: &str,
    taking: Taking,
) -> Result<(), String> {
    let Some(field) = record.fields().get(place) else {
        return Ok(());
    };
    let held = record.value(place).map(|value| value.held());
    // A text that stands there already is taken whatever it says.
    let is_there = matches!(held, Some(Held::Text(now)) if now == text.trim());
    if is_there && matches!(field.shape, Shape::Date | Shape::Address) {
        return Ok(());
    }
    let is_as_written = taking == Taking::AsWritten && !text.trim().is_empty();
    let new = match (parsed(field, text), field.shape) {
        (Ok(new), _) => new,
        (Err(_), Shape::Date | Shape::Address) if is_as_written => New::Text(line(text)),
        (Err(_), Shape::Number(..)) if is_as_written => {
            give(record, place, &New::Nothing);
            let json = serde_json::to_string(text.trim()).unwrap_or_default();
            let kept = record.kept_mut();
            kept.push(field.key, &json);
            return Ok(());
        }
        (Err(problem), _) => return Err(problem),
    };
    match give(record, place, &new) {
        true => Ok(()),
        false => Err(format!("This {} cannot be left out.", field.in_words())),
    }
}

/// Gives the field at a place of a record a value; false if it is none of its values.
pub fn give(record: &mut dyn Record, place: usize, new: &New) -> bool {
    let value = record.value_mut(place);
    let is_given = value.is_some_and(|value| value.put(new));
    if let Some(field) = record.fields().get(place).filter(|_| is_given) {
        path::forget(record, field.key);
    }
    is_given
}

/// What a text means in a field.
fn parsed(field: &Field, text: &str) -> Result<New, String> {
    let trimmed = text.trim();
    let word = field.in_words();
    if trimmed.is_empty() {
        return match field.need {
            super::Need::Yes => Err(format!("Without a {word} it cannot be told from others.")),
            _ => Ok(New::Nothing),
        };
    }
    let of_text = |text: Text| Ok(New::Text(text));
    match field.shape {
        Shape::Prose | Shape::Remark => of_text(text.trim_end().into()),
        Shape::Date => Ok(date_of(text)?.map_or(New::Nothing, New::Text)),
        Shape::Address if !is_web_address(&line(text)) => Err(format!(
            "“{trimmed}” is not a web address. Try https://example.org."
        )),
        Shape::Zone if Zone::named(trimmed).is_none() => Err(format!(
            "“{trimmed}” is not a time zone. Try Europe/Berlin."
        )),
        Shape::Number(from, to) => number(trimmed, from, to).map(New::Number).ok_or_else(|| {
            let range = format!("{from} to {}{to}", if from < 0.0 { "+" } else { "" });
            let range = range.replace('-', "−");
            format!("“{trimmed}” is not a {word}. Try a number from {range}.")
        }),
        Shape::Grade(grades) => {
            let most = grades.len();
            let is_grade = |n: &u8| (1..=most).contains(&usize::from(*n));
            let grade = trimmed.parse().ok().filter(is_grade);
            grade.map(|n| New::Number(f64::from(n))).ok_or_else(|| {
                format!("“{trimmed}” is not a {word}. Try a whole number from 1 to {most}.")
            })
        }
        Shape::Colour if !is_colour(trimmed) => Err(format!(
            "“{trimmed}” is not a colour. Try blue, or #3366cc."
        )),
        Shape::Count => trimmed.parse::<u32>().ok().filter(|n| *n > 0).map_or_else(
            || {
                Err(format!(
                    "“{trimmed}” is no count. Try a whole number of 1 or more."
                ))
            },
            |count| Ok(New::Number(f64::from(count))),
        ),
        Shape::Flag => match trimmed.to_lowercase().as_str() {
            "yes" | "true" | "1" => Ok(New::Flag(true)),
            "no" | "false" | "0" => Ok(New::Flag(false)),
            _ => Err(format!("“{trimmed}” is neither yes nor no.")),
        },
        Shape::Choice(words) => chosen(words, trimmed).map(New::Text),
        Shape::Choices(words) => {
            let all: Result<Vec<Text>, String> = parts(text, &[',', ';'])
                .map(|part| chosen(words, &part))
                .collect();
            all.map(New::Texts)
        }
        Shape::Words | Shape::Many(_) => Ok(New::Texts(parts(text, &[',', ';']).collect())),
        Shape::Names => Ok(New::Texts(parts(text, &[';']).collect())),
        _ => of_text(line(text)),
    }
}

/// The word that a person means: as it stands in a file, or as they read it.
fn chosen(words: &[Word], text: &str) -> Result<Text, String> {
    let is_it = |(word, label): &&Word| {
        word.eq_ignore_ascii_case(text) || label.to_lowercase() == text.to_lowercase()
    };
    let known = words.iter().find(is_it).map(|(word, _)| Text::from(*word));
    known.ok_or_else(|| {
        let all: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        format!(
            "“{text}” is none of its words. Try one of {}.",
            all.join(", ")
        )
    })
}

/// A number within a range, with any minus and any decimal point.
fn number(text: &str, from: f64, to: f64) -> Option<f64> {
    let plain = text.replace(['−', '–'], "-").replace(',', ".");
    let number = plain.parse().ok();
    number.filter(|number: &f64| (from..=to).contains(number))
}

/// Without breaks, and without space around it.
fn line(text: &str) -> Text {
    let parts: Vec<&str> = text.split(char::is_control).collect();
    parts.join(" ").trim().into()
}

/// The parts of a text, each once.
fn parts<'t>(text: &'t str, at: &'t [char]) -> impl Iterator<Item = Text> + 't {
    let mut seen: Vec<Text> = Vec::new();
    let parts = text.split(at).map(line).filter(|part| !part.is_empty());
    parts.filter(move |part| {
        let is_new = !seen.contains(part);
        if is_new {
            seen.push(part.clone());
        }
        is_new
    })
}

/// A date as the format writes it; none for an empty text and for one that says that there is none.
/// What a file may hold and nobody means is no date here.
///
/// # Errors
/// In words, if it is none.
pub fn date_of(text: &str) -> Result<Option<Text>, String> {
    let text = text.trim();
    if text.is_empty() || date::text::says_undated(text) {
        return Ok(None);
    }
    let edtf = date::from_entry(text).map_err(|problem| problem.message)?;
    let read = date::Date::parse(&edtf).map_err(|problem| problem.message)?;
    if read.backwards(&Zone::utc()) {
        return Err(format!("“{text}” ends before it starts."));
    }
    Ok(Some(edtf.into()))
}
