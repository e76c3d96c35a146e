//! A name taken apart: its words, its numbers, the titles and endings that were left out, its initials.

use super::name_words::{SHORTENED, Same, Words};
use super::pieces::{Piece, acronym, capitals, drop_acronym, piece, pieces, turned};
use super::transliteration::{Script, coarse, plain, script, serbian, wide};
use crate::dataset::spelling;
use std::collections::HashMap;

/// A word, told once however many names have it.
#[derive(Debug)]
pub(super) struct Word {
    /// In small letters without accents.
    pub(super) text: String,
    /// With `ue` for `ü`.
    pub(super) wide: Option<String>,
    /// In coarse Latin letters.
    pub(super) coarse: (String, String),
    /// In Serbian Latin letters, where it is Cyrillic.
    pub(super) serbian: Option<String>,
    /// What it is one with.
    pub(super) same: Option<Same>,
    /// Its letters.
    pub(super) script: Script,
    /// How many letters it has.
    pub(super) length: usize,
    /// Whether it is known to be real.
    pub(super) is_real: bool,
    /// Whether it sets apart.
    pub(super) is_apart: bool,
    /// In how many names it is.
    pub(super) uses: usize,
}

/// All words of all names.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    places: HashMap<String, usize>,
    all: Vec<Word>,
}

impl Lexicon {
    /// The words of a name.
    pub(super) fn words(&self, name: &Name<'_>) -> Vec<&Word> {
        let places = name.words.iter();
        places.filter_map(|place| self.all.get(*place)).collect()
    }

    /// The place of a word in small letters.
    fn place(&mut self, small: String) -> usize {
        if let Some(place) = self.places.get(&small) {
            if let Some(word) = self.all.get_mut(*place) {
                word.uses += 1;
            }
            return *place;
        }
        let words = Words::get();
        let text = plain(&small);
        let coarse = coarse(&small);
        let script = script(&small);
        let same = words.same(&text, &coarse.0);
        let place = self.all.len();
        self.all.push(Word {
            wide: wide(&small),
            serbian: (script == Script::Cyrillic)
                .then(|| serbian(&small))
                .flatten(),
            length: text.chars().count(),
            is_real: words.is_real(&text),
            is_apart: words.is_apart(&text),
            text,
            coarse,
            same,
            script,
            uses: 1,
        });
        self.places.insert(small, place);
        place
    }
}

/// A name taken apart.
#[derive(Debug)]
pub(super) struct Name<'n> {
    /// Whose it is.
    pub(super) actor: usize,
    /// As it is written.
    pub(super) written: &'n str,
    /// Whether it is of a person.
    pub(super) is_person: bool,
    /// The places of its words that count, the last name of a person last.
    pub(super) words: Vec<usize>,
    /// Its numbers, ordinals and Roman numerals among them, sorted.
    pub(super) numbers: Vec<String>,
    /// Years of a person's life.
    pub(super) years: Vec<String>,
    /// The kinds of company that it says.
    pub(super) endings: Vec<usize>,
    /// The rank that its title gives.
    pub(super) rank: Option<usize>,
    /// Whether its title is of a man or a woman.
    pub(super) address: Option<usize>,
    /// The words after those after which the order matters, such as `in`.
    pub(super) towards: Vec<String>,
    /// Whether it is turned: `Last, First`, or has another comma.
    pub(super) has_comma: bool,
    /// What stands in brackets after a person's name.
    pub(super) remark: Option<String>,
    /// Whether words such as `United Nations` were made `UN`.
    pub(super) is_shortened: bool,
    /// The one word in capitals that it is.
    pub(super) acronym: Option<String>,
    /// The first letters of its words in capitals, where it has several; and without the kind of company.
    pub(super) capitals: [Option<String>; 2],
}

/// The value of a Roman numeral up to 39, which the names of rulers, popes and wars have.
fn roman(text: &str) -> Option<u32> {
    let tens = text.len() - text.trim_start_matches('X').len();
    let ones = match text.trim_start_matches('X') {
        "" => 0,
        "I" => 1,
        "II" => 2,
        "III" => 3,
        "IV" => 4,
        "V" => 5,
        "VI" => 6,
        "VII" => 7,
        "VIII" => 8,
        "IX" => 9,
        _ => return None,
    };
    let tens = u32::try_from(tens).ok().filter(|tens| *tens <= 3)?;
    Some(tens * 10 + ones).filter(|value| *value > 0)
}

/// Letters that make a number an ordinal.
const OF_ORDINALS: [&str; 26] = [
    "st", "nd", "rd", "th", "e", "er", "eme", "ere", "nde", "a", "o", "i", "й", "я", "та", "ша",
    "га", "тя", "ий", "ій", "ый", "ой", "ая", "го", "ма", "ти",
];

/// Words before the years of a life.
const OF_YEARS: [&str; 7] = ["ca", "c", "b", "d", "born", "died", "fl"];

/// Takes a name apart.
pub(super) fn read<'n>(
    actor: usize,
    written: &'n str,
    is_person: bool,
    lexicon: &mut Lexicon,
) -> Name<'n> {
    let clean = spelling::clean(written);
    let mut name = Name {
        actor,
        written,
        is_person,
        words: Vec::new(),
        numbers: Vec::new(),
        years: Vec::new(),
        endings: Vec::new(),
        rank: None,
        address: None,
        towards: Vec::new(),
        has_comma: false,
        remark: None,
        is_shortened: false,
        acronym: None,
        capitals: [None, None],
    };
    let clean = match clean.split_once('(') {
        // `Ramzan Kadyrov (Chechnya)`; but `(Bob) Smith` and `Smith (1970)` have no remark.
        Some((start, remark)) if is_person && has_remark(start, remark) => {
            name.remark = Some(plain(&remark.to_lowercase()));
            start.to_owned()
        }
        _ => clean,
    };
    let turned = turned(&clean, is_person);
    name.has_comma = clean.contains(',');
    let mut all = pieces(turned.as_deref().unwrap_or(&clean), is_person);
    name.acronym = acronym(&all);
    let whole = capitals(&all);
    if is_person {
        name.drop_titles(&mut all);
        name.capitals = [None, None];
    } else {
        name.drop_endings(&mut all);
        let named = drop_acronym(&mut all, &clean);
        name.capitals = [whole, named.or_else(|| capitals(&all))];
        name.shorten(&mut all);
    }
    name.take(&all, lexicon);
    name.numbers.sort();
    name
}

/// Whether numbers, years, endings and titles of two names do not say that they are two.
pub(super) fn may_be_alike(one: &Name<'_>, other: &Name<'_>) -> bool {
    let is_either = |one: &[usize], other: &[usize]| {
        let is_in = |one: &[usize], other: &[usize]| one.iter().all(|kind| other.contains(kind));
        is_in(one, other) || is_in(other, one)
    };
    let have_year = one.years.is_empty()
        || other.years.is_empty()
        || one.years.iter().any(|year| other.years.contains(year));
    let is_rank = one.rank.is_none() || other.rank.is_none() || one.rank == other.rank;
    let is_address =
        one.address.is_none() || other.address.is_none() || one.address == other.address;
    let is_remark = one.remark.is_none() || other.remark.is_none() || one.remark == other.remark;
    one.numbers == other.numbers
        && is_remark
        && have_year
        && is_rank
        && is_address
        && is_either(&one.endings, &other.endings)
}

/// Whether what stands in brackets is a remark on the person before it.
fn has_remark(start: &str, remark: &str) -> bool {
    let is_end = remark.trim_end().ends_with(')');
    let has_digit = remark.contains(|c: char| c.is_ascii_digit());
    is_end && !has_digit && start.split_whitespace().count() >= 2
}

impl Name<'_> {
    /// Makes `United Nations` to `UN`, and the like.
    fn shorten(&mut self, all: &mut Vec<Piece>) {
        let mut at = 0;
        while at < all.len() {
            let found = SHORTENED.iter().find_map(|(long, short)| {
                let count = long.split(' ').count();
                let piece = all.get(at..at + count)?;
                let is_long = piece.iter().map(|piece| &*piece.plain).eq(long.split(' '));
                is_long.then_some((count, short))
            });
            if let Some((count, short)) = found {
                all.splice(at..at + count, [piece(&short.to_uppercase(), false)]);
                self.is_shortened |= count > 1;
            }
            at += 1;
        }
    }

    /// Leaves out the titles before a person's name, and `PhD` after it.
    fn drop_titles(&mut self, all: &mut Vec<Piece>) {
        let words = Words::get();
        while let [.., last] = all.as_slice()
            && all.len() > 1
            && words.is_after(&last.plain)
            && last.plain != "ma"
        {
            all.pop();
        }
        let mut dropped = 0;
        for (n, piece) in all.iter().enumerate() {
            let rest = all.get(n + 1..).unwrap_or_default();
            let is_name = |piece: &&Piece| !words.is_small(&piece.plain) && piece.plain.len() > 1;
            let is_lone = piece.plain.len() == 1 && !matches!(piece.plain.as_str(), "m");
            // `M.` is a title only before a first name: `M. Smith` may be Mary.
            let is_first = |next: &Piece| {
                let coarse = coarse(&next.small).0;
                matches!(words.same(&next.plain, &coarse), Some(Same::First(_)))
            };
            let is_initial = piece.plain == "m" && !rest.first().is_some_and(is_first);
            if !words.is_title(&piece.plain)
                || !rest.iter().any(|piece| is_name(&piece))
                || (is_lone && piece.plain.is_ascii())
                || is_initial
            {
                break;
            }
            if rest
                .first()
                .is_some_and(|next| matches!(next.plain.as_str(), "of" | "de" | "du"))
            {
                // `Prince of Wales` is a name.
                break;
            }
            self.rank = self.rank.or_else(|| words.rank(&piece.plain));
            self.address = self.address.or_else(|| words.address(&piece.plain));
            dropped = n + 1;
        }
        all.drain(..dropped.min(all.len()));
    }

    /// Leaves out what kind of company it is, after the name or before it.
    fn drop_endings(&mut self, all: &mut Vec<Piece>) {
        let words = Words::get();
        let has_more = |all: &[Piece]| all.iter().any(|piece| piece.plain.len() > 2);
        while let [rest @ .., last] = all.as_slice()
            && let Some(kind) = words.ending(&last.plain)
            && has_more(rest)
        {
            self.endings.push(kind);
            all.pop();
        }
        // `S. A.` and `L. L. C.` with spaces.
        if let [rest @ .., one, two] = all.as_slice()
            && one.has_point
            && let Some(kind) = words.ending(&format!("{}{}", one.plain, two.plain))
            && has_more(rest)
        {
            self.endings.push(kind);
            all.truncate(all.len().saturating_sub(2));
        }
        if let [first, rest @ ..] = all.as_slice()
            && let Some(kind) = words.ending(&first.plain)
            && first.text.chars().all(char::is_uppercase)
            && first.plain.chars().count() > 1
            && has_more(rest)
        {
            self.endings.push(kind);
            all.remove(0);
        }
        self.endings.sort_unstable();
        self.endings.dedup();
    }

    /// Takes numbers and words.
    fn take(&mut self, all: &[Piece], lexicon: &mut Lexicon) {
        let words = Words::get();
        let mut is_after_towards = false;
        for (n, piece) in all.iter().enumerate() {
            if self.take_number(all, n) {
                continue;
            }
            let is_last = n + 1 == all.len();
            // `Class D` is another than `Class L`, and `E.` an initial.
            let is_letter = piece.text.chars().count() == 1
                && (is_last || piece.has_point || piece.text != piece.small);
            let is_small = words.is_small(&piece.plain) && !is_letter && !piece.has_point;
            // `Bashar al-Assad`.
            let is_article = self.is_person && n > 0 && ["al", "el"].contains(&&*piece.plain);
            let is_towards = words.is_towards(&piece.plain) && piece.plain != "a";
            if all.len() > 1 {
                is_after_towards |= is_towards;
                if is_small || is_article {
                    continue;
                }
            }
            if is_after_towards && !is_towards {
                self.towards.push(piece.plain.clone());
                is_after_towards = false;
            }
            self.words.push(lexicon.place(piece.small.clone()));
        }
    }

    /// Takes a number, in digits, words or Roman numerals, and what belongs to it.
    fn take_number(&mut self, all: &[Piece], n: usize) -> bool {
        let words = Words::get();
        let Some(piece) = all.get(n) else {
            return false;
        };
        let has_digit = |n: Option<usize>| {
            let piece = n.and_then(|n| all.get(n));
            piece.is_some_and(|piece| piece.plain.starts_with(|c: char| c.is_ascii_digit()))
        };
        if has_digit(Some(n)) {
            let digits = piece.plain.trim_start_matches('0').to_owned();
            let is_year = self.is_person && digits.len() >= 3;
            let numbers = if is_year {
                &mut self.years
            } else {
                &mut self.numbers
            };
            numbers.push(digits);
            return true;
        }
        let is_of_ordinal = has_digit(n.checked_sub(1)) && OF_ORDINALS.contains(&&*piece.plain);
        let is_of_year =
            self.is_person && has_digit(Some(n + 1)) && OF_YEARS.contains(&&*piece.plain);
        if is_of_ordinal || is_of_year {
            return true;
        }
        // `Vladimir V Putin` has an initial, `Henry V of England` a number.
        let next = all.get(n + 1);
        let is_initial =
            piece.text.len() == 1 && next.is_some_and(|next| !words.is_small(&next.plain));
        let is_roman = n > 0 && !piece.has_point && !is_initial;
        let roman = roman(&piece.text).filter(|_| is_roman);
        let ordinal = words.ordinal(&piece.plain).map(str::to_owned);
        let number = roman.map(|value| value.to_string()).or(ordinal);
        let is_number = number.is_some();
        self.numbers.extend(number);
        is_number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str, is_person: bool) -> String {
        let mut lexicon = Lexicon::default();
        let name = read(0, text, is_person, &mut lexicon);
        let words = lexicon.words(&name).into_iter();
        let words = words.map(|word| word.text.clone());
        words.chain(name.numbers).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn names_are_taken_apart() {
        for (text, is_person, wanted) in [
            ("President Volodymyr Zelensky", true, "volodymyr zelensky"),
            ("Zelensky, Volodymyr", true, "volodymyr zelensky"),
            ("Prince of Wales", true, "prince wales"),
            ("Mme Macron", true, "macron"),
            ("J.R.R. Tolkien", true, "j r r tolkien"),
            ("King Louis XIV", true, "louis 14"),
            ("Louis the Fourteenth", true, "louis 14"),
            ("William, of Ockham, 1285?-1349?", true, "william ockham"),
            ("President of Ukraine", false, "president ukraine"),
            ("U.N.", false, "un"),
            ("Siemens AG", false, "siemens"),
            ("ООО Ромашка", false, "ромашка"),
            ("Ford Motor Co.", false, "ford motor"),
            ("17th Guards Brigade", false, "guards brigade 17"),
            ("M23", false, "m 23"),
            ("World War II", false, "world war 2"),
            ("the Bank of England", false, "bank england"),
            ("Inc", false, "inc"),
            ("", false, ""),
        ] {
            assert_eq!(words(text, is_person), wanted, "{text}");
        }
    }

    #[test]
    fn roman_numerals_are_read() {
        for (text, value) in [
            ("IV", Some(4)),
            ("XXXIX", Some(39)),
            ("", None),
            ("IIX", None),
            ("XXXXI", None),
        ] {
            assert_eq!(roman(text), value, "{text}");
        }
    }
}
