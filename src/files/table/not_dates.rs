//! What looks like the date of an event and is none: counts, codes, and the dates of a life.

/// Words of the dates of a life.
const OF_LIVES: [&str; 9] = [
    "birth",
    "dob",
    "born",
    "death",
    "naissance",
    "nacimiento",
    "geburtsdatum",
    "народження",
    "рождения",
];

/// Whether a name is of a date in a life, and not of an event.
pub(super) fn is_of_somebody(words: &str) -> bool {
    words.split(' ').any(|word| OF_LIVES.contains(&word))
}

/// Words in the names of columns that count, measure or tell things apart.
#[rustfmt::skip]
const OF_NUMBERS: &[&str] = &[
    "id", "ids", "no", "nr", "num", "number", "code", "ref", "reference", "key", "zip", "postcode", "postal",
    "plz", "population", "price", "cost", "budget", "amount", "total", "count", "size", "weight", "height",
    "elevation", "altitude", "pages", "words", "house", "lot", "sku", "isbn", "issn", "phone", "tel", "ip",
    "version", "license", "licence", "invoice", "po", "order", "sample", "accession", "inventory", "shelfmark",
    "flight", "route", "room", "seat", "stop", "grade", "score", "salary", "revenue", "fee", "votes",
    "nummer", "numero", "código", "codigo", "einwohner", "preis", "betrag", "menge", "anzahl", "precio",
    "importe", "cantidad", "prix", "montant", "quantite", "номер", "код", "ціна", "цена", "сума", "сумма",
    "кількість", "количество", "населення", "население",
];

/// Whether words, in small letters, name a column that counts, measures or tells things apart.
pub(super) fn counts(words: &str) -> bool {
    words.split(' ').any(|word| OF_NUMBERS.contains(&word))
}

/// A code that tells things apart, and that has the look of a date: `S1`, `5c`, `W-2024-001`, `2016/679`.
pub(super) fn is_code(cell: &str) -> bool {
    if cell.contains(char::is_whitespace) || !cell.is_ascii() || cell.len() > 20 {
        return false;
    }
    let mut numbers = cell
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty());
    let mut words = cell
        .split(|c: char| !c.is_ascii_alphabetic())
        .filter(|part| !part.is_empty());
    let is_year = |part: &str| part.len() == 4 && ("1000"..="2100").contains(&part);
    let has_year = numbers.clone().any(is_year);
    let has_letters = words.clone().next().is_some();
    let is_mark = |word: &str| word.len() == 1 && !matches!(word, "T" | "Z" | "Y" | "X" | "s");
    let is_marked = has_letters && !has_year && words.all(is_mark);
    // A running number has three figures, or begins with a nought.
    let runs = |part: &str| part.len() == 3 || part.len() == 4 && part.starts_with('0');
    has_year && numbers.any(runs) && !cell.contains([':', '.']) || is_marked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_told_from_dates() {
        for code in ["S1", "5c", "W-2024-001", "2024/0001", "2016/679", "A-12"] {
            assert!(is_code(code), "{code}");
        }
        for date in [
            "2024-03-04",
            "1850s",
            "c1850",
            "753BC",
            "2024-03",
            "1998/99",
            "4.3.2024",
            "Q3-2019",
            "2024-W12",
            "20240304",
            "2024-03-04T10:30:00.123Z",
            "Mar-15",
            "1914",
            "18XX",
        ] {
            assert!(!is_code(date), "{date}");
        }
        for name in [
            "license no",
            "population",
            "house no",
            "importe",
            "order id",
        ] {
            assert!(counts(name), "{name}");
        }
        for name in ["issued", "date", "event", "datum"] {
            assert!(!counts(name), "{name}");
        }
    }
}
