//! The dates of `field/dates.csv`, each alone and as a cell of its column.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

use detente::dataset::date::text::{Cause, Hints, Note, from_text, read_column};

/// Each row's date in EDTF, read alone; what begins with `!` is the cause why it cannot be, `-` says
/// that there is no date.
const ALONE: &[(&str, &str)] = &[
    ("serial", "!a spreadsheet's day number"),
    ("n.d.", "-"),
    ("no date", "-"),
    ("undated", "-"),
    ("unknown", "-"),
    ("circa c.", "1920~"),
    ("circa ca.", "1920~"),
    ("circa word", "1920~"),
    ("Sept.", "2014-09"),
    ("Sept dot day", "2014-09-05"),
    ("dd/mm", "!the day or the month may come first"),
    ("dd/mm clear", "2014-04-25"),
    ("mm/dd clear", "2014-04-25"),
    ("dd.mm.yyyy", "2014-03-05"),
    ("dd-Mon-yy", "!a two-digit year"),
    ("yyyy/mm/dd", "2014-03-05"),
    ("yyyymmdd", "2014-03-05"),
    ("24:00", "2014-03-05T24:00"),
    ("leap", "2016-12-31T23:59:60Z"),
    ("ampm", "2014-03-05T15:15"),
    ("ampm2", "2014-03-25T15:15:00"),
    ("iso ms", "2014-03-05T11:26:03.250Z"),
    ("BCE", "-0043"),
    ("BC", "-0054"),
    ("neg", "-0043"),
    ("neg4", "-0044"),
    ("y0", "!a number that may be no year"),
    ("y0000", "0000"),
    ("year43", "!a number that may be no year"),
    ("between", "!a number that may be no year"),
    ("before", "[..1849]"),
    ("after", "[1851..]"),
    ("late", "1850-39"),
    ("early 19th", "1800/1833"),
    ("19th", "18XX"),
    ("mid-1850s", "1854/1856"),
    ("1850s", "185X"),
    ("range en", "1914/1918"),
    ("range hyphen", "1914/1918"),
    ("range short", "1872/1873"),
    ("range months", "1945-04/1945-05"),
    ("range days", "2014-03-12/2014-03-14"),
    ("range to", "2014-03-12/2014-04-03"),
    ("present", "2014/.."),
    ("2014 to present", "2014/.."),
    ("dash end", "2014/.."),
    ("question", "1850?"),
    ("slash", "1850/1851"),
    ("winter", "1834-24"),
    ("spring", "2014-21"),
    ("q", "2014-35"),
    ("week", "2014-03-03/2014-03-09"),
    ("weekday", "2014-03-05"),
    ("ordinal", "2014-03-05"),
    ("ordinal2", "2014-03-05"),
    ("no comma", "2014-03-05"),
    ("month only", "2014-03"),
    ("year first", "2014-03-05"),
    ("de", "2014-03-05"),
    ("fr", "2014-03-05"),
    ("ru", "2014-03-05"),
    ("es", "2014-03-05"),
    ("two digit year", "!a two-digit year"),
    ("tz name", "2014-03-05T11:26-05:00"),
    ("tz UTC", "2014-03-05T11:26Z"),
    ("sql", "2014-03-05"),
    ("sql tz", "2014-03-05T11:26:03+00"),
    ("float year", "2014"),
    ("Julian", "1700-01-11"),
    ("dual", "[1732-02-11,1732-02-22]"),
    ("fl.", "1650~"),
    ("b.", "1890"),
    ("AD", "0079"),
    ("CE", "0079"),
    ("ago", "Y-66000000S2"),
    ("ma", "Y-66000000S2"),
    ("bp", "-3050~"),
];

/// What the column settles of what its texts leave open.
const IN_COLUMN: &[(&str, &str)] = &[
    ("serial", "2014-08-15"),
    ("dd-Mon-yy", "2015-03-11"),
    ("two digit year", "2014-03-25"),
    ("y0", "0000"),
    ("year43", "0043"),
    ("between", "0047/0050"),
];

fn rows() -> Vec<(String, String)> {
    let table = include_str!("../field/dates.csv");
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let rows = reader.deserialize();
    rows.collect::<Result<_, _>>().unwrap()
}

fn said(text: &str, hints: &Hints) -> String {
    match from_text(text, hints) {
        Ok(reading) => reading.edtf.unwrap_or("-".to_owned()),
        Err(unread) => format!("!{}", unread.cause.name()),
    }
}

#[test]
fn each_row_is_right_alone() {
    let rows = rows();
    assert_eq!(rows.len(), ALONE.len());
    let wrong: Vec<String> = rows
        .iter()
        .zip(ALONE)
        .filter_map(|((name, text), (row, right))| {
            assert_eq!(name, row);
            let said = said(text, &Hints::default());
            (said != *right).then(|| format!("{name}: “{text}” is {said}, not {right}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn each_row_is_right_in_its_column() {
    let rows = rows();
    let column = read_column(
        rows.iter().map(|(_, text)| text.as_str()),
        &Hints::default(),
    );
    let wrong: Vec<String> = rows
        .iter()
        .zip(ALONE)
        .filter_map(|((name, text), (_, alone))| {
            let settled = IN_COLUMN.iter().find(|(row, _)| row == name);
            let right = settled.map_or(*alone, |(_, right)| right);
            let said = said(text, &column.hints);
            (said != right).then(|| format!("{name}: “{text}” is {said}, not {right}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?} {column:#?}");
}

#[test]
fn what_is_not_plain_is_told() {
    let notes = |text: &str| from_text(text, &Hints::default()).unwrap().notes;
    assert_eq!(notes("11/22 February 1732"), [Note::DualDate]);
    let old = Note::OldStyle {
        year_may_differ: true,
    };
    assert_eq!(notes("1 January 1700 O.S."), [old]);
    assert_eq!(notes("5 March 2014"), []);
    let zone = Note::Zone {
        said: "EST".to_owned(),
        offset: "-05:00".to_owned(),
    };
    assert_eq!(notes("2014-03-05 11:26 EST"), [zone]);
    let hints = Hints {
        two_digit_years: Some(1965),
        ..Hints::default()
    };
    let reading = from_text("11-Mar-15", &hints).unwrap();
    assert_eq!(reading.notes, [Note::CenturyAsSettled(2015)]);
    let open = from_text("03/04/2014", &Hints::default()).unwrap_err();
    let Cause::DayOrMonthFirst {
        day_first,
        month_first,
    } = open.cause
    else {
        unreachable!("{open:?}");
    };
    assert_eq!(
        (day_first.as_str(), month_first.as_str()),
        ("3 Apr 2014", "4 Mar 2014")
    );
}
