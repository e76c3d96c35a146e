//! Tables as people have them, of any number of rows: the same for ever for the same number.

use std::fmt::Write as _;

const TYPES: [&str; 4] = ["visit", "letter", "fight", "trade"];
const PLACES: [&str; 5] = ["Paris", "Rome", "Kyiv", "Bonn", "New York"];

/// What stands in a row that a person typed.
struct Row {
    date: String,
    title: String,
    who: String,
    whom: String,
    of: &'static str,
    place: &'static str,
    notes: String,
}

fn row(n: usize) -> Row {
    // Steps that share no factor with what they are divided by reach everything.
    let day = n * 7919;
    Row {
        date: format!(
            "{}-{:02}-{:02}",
            1900 + day / 336 % 120,
            1 + day / 28 % 12,
            1 + day % 28
        ),
        title: format!("Event number {n} about things"),
        who: format!("Person {}", n * 31 % 799),
        whom: format!("Person {}", (n * 37 + 11) % 801),
        of: TYPES[n % 4],
        place: PLACES[n % 5],
        notes: format!("Some text that says what happened in a sentence of {n} words."),
    }
}

/// CSV with a header, seven columns.
pub(crate) fn typed(rows: usize) -> String {
    let mut text = "Date,Title,Who,Whom,Type,Place,Notes\n".to_owned();
    for n in 0..rows {
        let Row {
            date,
            title,
            who,
            whom,
            of,
            place,
            notes,
        } = row(n);
        writeln!(text, "{date},{title},{who},{whom},{of},{place},{notes}").unwrap();
    }
    text
}

/// The same as JSON, an object on each line.
pub(crate) fn lines(rows: usize) -> String {
    let mut text = String::new();
    for n in 0..rows {
        let Row {
            date,
            title,
            who,
            whom,
            of,
            place,
            notes,
        } = row(n);
        writeln!(
            text,
            r#"{{"Date": "{date}", "Title": "{title}", "Who": "{who}", "Whom": "{whom}", "Type": "{of}", "Place": "{place}", "Notes": "{notes}"}}"#
        )
        .unwrap();
    }
    text
}

/// The 61 columns of GDELT 2.0, each row with an address of its own.
pub(crate) fn gdelt(rows: usize) -> String {
    let mut text = String::new();
    for n in 0..rows {
        let day = n * 7919;
        let (year, month) = (2019 + day / 336 % 5, 1 + day / 28 % 12);
        let date = format!("{year}{month:02}{:02}", 1 + day % 28);
        let root = 1 + n % 20;
        let mut cells = vec![String::new(); 61];
        let mut put = |place: usize, text: &dyn ToString| cells[place] = text.to_string();
        put(0, &(900_000_000 + n));
        put(1, &date);
        put(2, &format!("{year}{month:02}"));
        put(3, &year);
        put(4, &format!("{year}.2"));
        for (from, number) in [(5, n * 31 % 1999), (15, n * 37 % 2003)] {
            put(from, &"AAA");
            put(from + 1, &format!("ACTOR {number}"));
            put(from + 2, &"AAA");
        }
        put(25, &1);
        put(26, &format!("{root:02}0"));
        put(27, &format!("{root:02}0"));
        put(28, &format!("{root:02}"));
        put(29, &(1 + n % 4));
        put(30, &((n % 21) as f64 - 10.0));
        put(31, &4);
        put(51, &4);
        put(52, &format!("Town {}, Land", n % 5003));
        put(53, &"LD");
        put(56, &((n % 180) as f64 - 90.0 + 0.25));
        put(57, &((n % 360) as f64 - 180.0 + 0.5));
        put(59, &format!("{date}120000"));
        put(60, &format!("https://example.org/{n}"));
        text.push_str(&cells.join("\t"));
        text.push('\n');
    }
    text
}
