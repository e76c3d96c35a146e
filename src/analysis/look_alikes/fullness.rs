//! Which of two names of one says more: the better one to keep.

use super::name::{Lexicon, Name, Word, read};
use super::short_names::{is_initial, is_letter};
use super::word_likeness::{Place, word_likeness};
use std::cmp::Ordering;

/// Which of two names of one actor is the fuller, if either is: it says all that the other says, and more.
///
/// - `John Smith` says more than `J. Smith`, `Volodymyr Zelensky` than `Zelensky`, `International Committee of the
///   Red Cross` than `ICRC`: a word that is written out, where the other has an initial, an acronym or nothing.
/// - Titles, kinds of company, small words, remarks in brackets and lone letters say nothing more: `President
///   Zelensky` is no fuller than `Zelensky`, `Apple Inc.` than `Apple`, `John A. Whitfield` than `John Whitfield`.
/// - Who has a first and a last name is named: `Robert Gabriel Mugabe` is no fuller than `Robert Mugabe`.
/// - Of names that are spelled in two ways neither is the fuller.
#[must_use]
pub fn fullness(one: &str, other: &str, is_person: bool) -> Ordering {
    let mut lexicon = Lexicon::default();
    let one = read(0, one, is_person, &mut lexicon);
    let other = read(1, other, is_person, &mut lexicon);
    let says_more = |long: &Name<'_>, short: &Name<'_>| {
        is_written_out(long, short)
            || is_fuller(&lexicon.words(long), &lexicon.words(short), is_person)
    };
    says_more(&one, &other).cmp(&says_more(&other, &one))
}

/// Whether a name is what another is the acronym of, or has its words written out: `UN Security Council`.
fn is_written_out(long: &Name<'_>, short: &Name<'_>) -> bool {
    let is_acronym = short.acronym.is_some() && long.capitals.contains(&short.acronym);
    let is_shortened = long.is_shortened && !short.is_shortened && long.words == short.words;
    is_acronym || is_shortened
}

/// Whether words say all that others say, and more.
fn is_fuller(long: &[&Word], short: &[&Word], is_person: bool) -> bool {
    let mut rest: Vec<&Word> = long.to_vec();
    let mut is_more = false;
    for word in short {
        if let Some(at) = rest.iter().position(|other| is_one(word, other)) {
            rest.remove(at);
        } else if let Some(at) = rest.iter().position(|other| is_initial(word, other)) {
            rest.remove(at);
            is_more = true;
        } else if !is_letter(word) {
            return false;
        }
    }
    let adds = rest.iter().any(|word| !is_letter(word));
    let is_needed = !is_person || !has_both_ends(long, short);
    !short.is_empty() && (is_more || adds && is_needed)
}

/// Whether a person's first and last name are among the words of both.
fn has_both_ends(long: &[&Word], short: &[&Word]) -> bool {
    let ([first, .., last], [other_first, .., other_last]) = (long, short) else {
        return false;
    };
    is_one(first, other_first) && is_one(last, other_last)
}

/// Whether two words of names that are of one actor are the same, however they are spelled.
fn is_one(one: &Word, other: &Word) -> bool {
    !is_letter(one) && !is_letter(other) && word_likeness(one, other, Place::First).is_some()
        || one.text == other.text
}

#[cfg(test)]
mod tests {
    use super::*;
    use Ordering::{Equal, Greater};

    fn assert_all(names: &[(&str, &str, Ordering)], is_person: bool) {
        for (one, other, wanted) in names {
            assert_eq!(fullness(one, other, is_person), *wanted, "{one} | {other}");
            let back = fullness(other, one, is_person);
            assert_eq!(back, wanted.reverse(), "{other} | {one}");
        }
    }

    #[test]
    fn a_person_is_called_by_first_and_last_name() {
        let names = [
            ("John Smith", "J. Smith", Greater),
            ("John Smith", "Smith, J.", Greater),
            ("Volodymyr Zelensky", "Zelensky", Greater),
            ("Volodymyr Zelensky", "President Zelensky", Greater),
            ("Володимир Зеленський", "Zelensky", Greater),
            ("Rafael Yılmaz", "R. Yilmaz", Greater),
            ("Oluwaseun Al-Hassan", "O. Al-Hassan", Greater),
            ("Ursula von der Leyen", "von der Leyen", Greater),
            ("Vladimir Lenin", "V. I. Lenin", Greater),
            ("Xi Jinping", "Xi", Greater),
            ("President Zelensky", "Zelensky", Equal),
            ("Dr. Ruth Adler, PhD", "Ruth Adler", Equal),
            ("John A. Whitfield", "John Whitfield", Equal),
            ("Robert Gabriel Mugabe", "Robert Mugabe", Equal),
            ("Vladimir Vladimirovich Putin", "Vladimir Putin", Equal),
            ("Ramzan Kadyrov (Chechnya)", "Ramzan Kadyrov", Equal),
            ("Goran Mueller", "Goran Müller", Equal),
            ("Wolodymyr Selenskyj", "Volodymyr Zelensky", Equal),
            ("Orbán Viktor", "Viktor Orbán", Equal),
            ("J. Smith", "Anna Jones", Equal),
            ("", "Smith", Equal),
        ];
        assert_all(&names, true);
    }

    #[test]
    fn what_is_no_person_is_called_by_all_its_words() {
        let names = [
            ("International Committee of the Red Cross", "ICRC", Greater),
            ("World Health Organization (WHO)", "WHO", Greater),
            ("United Nations", "UN", Greater),
            (
                "United Nations Security Council",
                "U.N. Security Council",
                Greater,
            ),
            ("Wagner Group", "Wagner", Greater),
            ("Apple Inc.", "Apple", Equal),
            ("ПАО Газпром", "Gazprom", Equal),
            ("The Bank of England", "Bank of England", Equal),
            ("Ministry of Defence", "Ministry of Defense", Equal),
            ("WHO", "ICRC", Equal),
        ];
        assert_all(&names, false);
    }
}
