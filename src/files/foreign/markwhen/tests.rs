//! Tests.

use super::{read, recognises};
use crate::files::foreign::sheets::Sheets;
use crate::files::foreign::testing::{lost, shown, told, torture};

/// Each sample, its text, and all that is read of it.
const SAMPLES: [(&str, &str, &str); 4] = [
    (
        "project.mw",
        include_str!("../../../../tests/foreign/project.mw"),
        include_str!("../../../../tests/foreign/cells/project.mw.txt"),
    ),
    (
        "history.mw",
        include_str!("../../../../tests/foreign/history.mw"),
        include_str!("../../../../tests/foreign/cells/history.mw.txt"),
    ),
    (
        "frontmatter.mw",
        include_str!("../../../../tests/foreign/frontmatter.mw"),
        include_str!("../../../../tests/foreign/cells/frontmatter.mw.txt"),
    ),
    (
        "relative.mw",
        include_str!("../../../../tests/foreign/relative.mw"),
        include_str!("../../../../tests/foreign/cells/relative.mw.txt"),
    ),
];

/// The cell of a row in the first column of a meaning.
fn cell<'s>(sheets: &'s Sheets, row: usize, meaning: &str) -> &'s str {
    let sheet = &sheets.all[0];
    let place = sheet.columns.iter().position(|(_, of)| *of == meaning);
    place.map_or("", |place| &sheet.rows[row].1[place])
}

/// The cell of a row in a column that is kept.
fn kept<'s>(sheets: &'s Sheets, row: usize, name: &str) -> &'s str {
    let sheet = &sheets.all[0];
    let mut columns = sheet.columns.iter();
    let place = columns.position(|(column, of)| column == name && *of == "keep");
    place.map_or("", |place| &sheet.rows[row].1[place])
}

/// When the last event of a text is, and whether anything is told.
fn when(text: &str) -> (String, bool) {
    let sheets = read(text).unwrap();
    let last = sheets.all.first().map_or(0, |sheet| sheet.rows.len());
    if last == 0 {
        return (String::new(), true);
    }
    let when = cell(&sheets, last - 1, "when").to_owned();
    (when, !sheets.told.is_empty())
}

#[test]
fn every_cell_of_the_samples_is_as_expected() {
    for (name, text, cells) in SAMPLES {
        assert!(recognises(text), "{name}");
        let read = shown(&read(text).unwrap());
        assert_eq!(read, cells, "{name}");
    }
}

#[test]
fn no_word_of_the_samples_is_lost() {
    // The words by which sections begin and end, and months, which dates say as numbers.
    let aside = [
        "group",
        "section",
        "end",
        "endsection",
        "break",
        "every",
        "dec",
        "jul",
        "jun",
        "march",
        "july",
        "to",
        "bc",
        "bce",
        "ce",
        "x",
        "tz",
        "w10",
        "title",
        "description",
        "location",
    ];
    for (name, text, _) in SAMPLES {
        let sheets = read(text).unwrap();
        let words = lost(text, &sheets);
        let is_date = |word: &String| word.starts_with(|c: char| c.is_ascii_digit());
        let words: Vec<String> = words
            .into_iter()
            .filter(|word| !aside.contains(&word.as_str()) && !is_date(word))
            .collect();
        assert_eq!(words, Vec::<String>::new(), "{name}");
    }
    // The test can fail.
    let text = SAMPLES[1].1;
    let other = read(&text.replace("barons", "dukes")).unwrap();
    assert!(lost(text, &other).contains(&"barons".to_owned()));
}

#[test]
fn dates_are_as_exact_as_they_are_written() {
    for (text, edtf) in [
        ("1961", "1961"),
        ("2012-05", "2012-05"),
        ("2012-05-11", "2012-05-11"),
        ("12/2012", "2012-12"),
        ("04/1776", "1776-04"),
        ("12/25/1901", "1901-12-25"),
        ("Dec 1 2012", "2012-12-01"),
        ("December 1, 2012", "2012-12-01"),
        ("1 Dec 2012", "2012-12-01"),
        ("dec 2012", "2012-12"),
        ("Dec 1 2012 10am", "2012-12-01T10:00"),
        ("Dec 1 2012 noon", "2012-12-01T12:00"),
        ("11/11/2011 8am", "2011-11-11T08:00"),
        ("11/11/2011, 20:15", "2011-11-11T20:15"),
        ("2025-08-03 12am", "2025-08-03T00:00"),
        ("2025-08-03 12:30pm", "2025-08-03T12:30"),
        ("2022-02-22T16:27:08.369Z", "2022-02-22T16:27:08Z"),
        ("2031-11-19T01:35:00Z", "2031-11-19T01:35Z"),
        ("2016-W21-3", "2016-05-25"),
        ("2016W21", "2016-05-23/2016-05-29"),
        ("44 BCE", "-0043"),
        ("1 BC", "0000"),
        ("44bc", "-0043"),
        ("300 ce", "0300"),
        ("476", "0476"),
        ("12025", "Y12025"),
        ("32769 BC", "Y-32768"),
        ("10000 BC", "-9999"),
    ] {
        assert_eq!(
            when(&format!("{text}: an event")),
            (edtf.to_owned(), false),
            "{text}"
        );
    }
}

#[test]
fn ends_are_inclusive_at_their_precision() {
    for (text, edtf) in [
        ("2012 - 2014", "2012/2014"),
        ("2012-2014", "2012/2014"),
        ("2012 to 2014", "2012/2014"),
        ("1964/2008", "1964/2008"),
        ("2004-06 / 2006-08", "2004-06/2006-08"),
        ("2004-02-01 /2005-02", "2004-02-01/2005-02"),
        ("1892/2021-08-12", "1892/2021-08-12"),
        ("08/2015-05/2017", "2015-08/2017-05"),
        ("11/11/2024-12/12/2024", "2024-11-11/2024-12-12"),
        ("1998-06/01/2000", "1998/2000-06-01"),
        (
            "1 Jan 1998 to 11/11/2011 8am",
            "1998-01-01/2011-11-11T08:00",
        ),
        (
            "2031-11-19T01:35:10Z-2099-08-04T18:22:48Z",
            "2031-11-19T01:35:10Z/2099-08-04T18:22:48Z",
        ),
        ("300-200 BC", "-0299/-0199"),
        ("50 BCE – 50 CE", "-0049/0050"),
        ("2024-W10 / 2024-W11", "2024-03-04/2024-03-17"),
        ("2018/6 months", "2018-01/2018-06"),
        ("2018 - 2 years", "2018/2019"),
        ("2024-02-28 / 2 days", "2024-02-28/2024-02-29"),
        (
            "2024-02-28 10am / 90 min",
            "2024-02-28T10:00/2024-02-28T11:30",
        ),
        ("2024-02-28 10pm - 2am", "2024-02-28T22:00/2024-02-29T02:00"),
    ] {
        assert_eq!(
            when(&format!("{text}: an event")),
            (edtf.to_owned(), false),
            "{text}"
        );
    }
}

#[test]
fn the_file_says_which_is_the_day() {
    let text = "dateFormat: d/M/y\n5/9/2009 - 09/2010: event";
    assert_eq!(when(text), ("2009-09-05/2010-09".to_owned(), false));
    assert_eq!(
        when("5/9/2009 - 09/2010: event"),
        ("2009-05-09/2010-09".to_owned(), false)
    );
}

#[test]
fn dates_told_from_others_are_computed() {
    let first = "2022-12-25: Christmas\nid: Christmas\n\n";
    for (text, edtf) in [
        ("1 week", "2022-12-26/2023-01-01"),
        ("5 days - 3 days", "2022-12-31/2023-01-02"),
        ("after !Christmas 1 month", "2022-12-26/2023-01-25"),
        ("!Christmas 2 weeks 3 days", "2022-12-26/2023-01-11"),
        ("before !Christmas 1 month", "2022-11-25/2022-12-24"),
        ("by !Christmas 1 day", "2022-12-24"),
        (
            "before !Christmas 1 week - 1 month",
            "2022-11-18/2022-12-17",
        ),
        (".start / .end", "2022-12-25"),
        (".start - .end 1 day", "2022-12-25/2022-12-26"),
        ("-10 days / 1 day", "2022-12-16"),
        (
            "!Christmas -5 days / !Christmas 10 days",
            "2022-12-21/2023-01-03",
        ),
        ("after !Christmas / 2023-03", "2022-12-26/2023-03-31"),
        (
            "after !Christmas plus 2 hours",
            "2022-12-26T00:00/2022-12-26T02:00",
        ),
        ("10 business days", "2022-12-26/2023-01-06"),
        ("2 work days", "2022-12-26/2022-12-27"),
    ] {
        assert_eq!(
            when(&format!("{first}{text}: an event")),
            (edtf.to_owned(), false),
            "{text}"
        );
    }
    // Days of the week (docs.markwhen.com: 13 July 2022 is a Wednesday).
    assert_eq!(
        when("July 13, 2022 - 5 week days: a\n10 week days: b").0,
        "2022-07-20/2022-08-02"
    );
    assert_eq!(
        when("2025: !a\nid: b\n\nafter !b 5 years: c").0,
        "2026/2030"
    );
}

#[test]
fn dates_that_are_not_clear_stand_as_they_are() {
    for text in [
        "now",
        "now - 10 years",
        "March 3",
        "January 3 - Apr 6",
        "3:30pm - 4:30pm",
        "25/12/2012",
        "1/2/12",
        "2 weeks",
        "after !nobody 2 weeks",
        "2014 - 2012",
        "before .start - 2012",
        "after !x 99999999 years",
        "12025 - 2 years",
    ] {
        assert_eq!(
            when(&format!("{text}: an event")),
            (text.to_owned(), true),
            "{text}"
        );
    }
    assert_eq!(when("2005/now: an event"), ("2005/..".to_owned(), true));
}

#[test]
fn times_are_of_the_day_above() {
    let text = "2024-03-18: a day\n7am: first\n";
    assert_eq!(when(text), ("2024-03-18T07:00".to_owned(), true));
    assert_eq!(
        when(&format!("{text}9:30 - 11: second")).0,
        "2024-03-18T09:30/2024-03-18T11:00"
    );
    assert_eq!(when(&format!("{text}6am: second")).0, "2024-03-19T06:00");
}

#[test]
fn zones_are_those_of_the_event_the_section_or_the_file() {
    let text = "timezone: Europe/Rome\n# a\ntz: -3\n2024-01-01 10am: x\n2024-01-02 10am: y\ntz: Asia/Tokyo\n# b\n2024-01-03 10am: z\n2024: w";
    let sheets = read(text).unwrap();
    assert_eq!(cell(&sheets, 0, "when"), "2024-01-01T10:00-03:00");
    assert_eq!(cell(&sheets, 1, "when"), "2024-01-02T10:00");
    let zones = [0, 1, 2, 3].map(|row| cell(&sheets, row, "zone"));
    assert_eq!(zones, ["", "Asia/Tokyo", "Europe/Rome", ""]);
    let wrong = read("timezone: Middle/Earth\n2024: a").unwrap();
    assert_eq!(
        told(&wrong),
        [(1, "the time zone “Middle/Earth” is not known".to_owned())]
    );
}

#[test]
fn sections_are_categories() {
    let text = "# a #t\n## b\n2001: x\n### c\n2002: y\n## d\n2003: z\n# e\n2004: w\ngroup f\n2005: v\nend\n2006: u";
    let sheets = read(text).unwrap();
    let categories = [0, 1, 2, 3, 4, 5].map(|row| cell(&sheets, row, "category"));
    assert_eq!(categories, ["b", "c", "d", "e", "f", "e"]);
    assert_eq!(
        [0, 1, 3].map(|row| kept(&sheets, row, "section")),
        ["a > b", "a > b > c", ""]
    );
    assert_eq!([0, 3].map(|row| cell(&sheets, row, "tags")), ["t", ""]);
    // Words begin sections only as they are written there.
    let text = read("2001: a law\n\nSection 5 says so\nGroup therapy").unwrap();
    assert_eq!(
        cell(&text, 0, "description"),
        "Section 5 says so\nGroup therapy"
    );
    let old = read("Group One\n2001: a\nendGroup\n2002: b").unwrap();
    assert_eq!([0, 1].map(|row| cell(&old, row, "category")), ["One", ""]);
}

#[test]
fn titles_lose_the_signs_of_tags() {
    for (line, title, tags) in [
        (
            "Trip to #Paris with friends #travel #2024",
            "Trip to Paris with friends travel #2024",
            "Paris; travel",
        ),
        ("#covid", "covid", "covid"),
        ("Uneventful #year #a-b", "Uneventful", "year; a-b"),
        ("C# and F#", "C# and F#", ""),
        ("Größe #größe.", "Größe größe.", "größe"),
    ] {
        let sheets = read(&format!("2020: {line}")).unwrap();
        assert_eq!(cell(&sheets, 0, "title"), title);
        assert_eq!(cell(&sheets, 0, "tags"), tags);
    }
}

#[test]
fn what_stands_in_a_text_is_found() {
    let text = "2020: [x] Dinner with @karl and @jenny/covid !meal 75%\nlat: 48.2\nlon: 16.4\nmenu: [\"soup, hot\", 'cake']\n\
        // shall we?\nSee ![menu](img.example/m.png), [more](www.example.org/a_(b)) or mail a@b.example\n[Vienna](map) https://x.example/y.";
    let sheets = read(text).unwrap();
    for (meaning, text) in [
        ("id", "meal"),
        ("title", "Dinner with @karl and @jenny/covid 75%"),
        ("status", "happened"),
        ("actors", "karl"),
        ("lat", "48.2"),
        ("lon", "16.4"),
        ("place", "Vienna"),
        ("media", "https://img.example/m.png"),
        ("url", "https://www.example.org/a_(b"),
    ] {
        assert_eq!(cell(&sheets, 0, meaning), text, "{meaning}");
    }
    assert_eq!(kept(&sheets, 0, "percent"), "75");
    assert_eq!(kept(&sheets, 0, "menu"), "soup, hot; cake");
    assert_eq!(kept(&sheets, 0, "comment"), "shall we?");
}

#[test]
fn rules_are_kept_and_told() {
    let sheets = read(
        "October 7, 1989 every year for 10 years: Day\n2022-01/2022-03 every 2 years x9: Months",
    )
    .unwrap();
    assert_eq!(kept(&sheets, 0, "recurrence"), "every year for 10 years");
    assert_eq!(kept(&sheets, 1, "recurrence"), "every 2 years x9");
    assert_eq!(cell(&sheets, 1, "when"), "2022-01/2022-03");
    assert_eq!(sheets.told.len(), 2);
}

#[test]
fn text_that_only_looks_like_a_date_is_text() {
    let text = "2020: an event\n\n10:30 lunch\n1: first point\nNote: nothing\nAfter: the party\n- 2012: in a list\n: nothing\nMaybe: so";
    let sheets = read(text).unwrap();
    assert_eq!(sheets.all[0].rows.len(), 1);
    assert!(sheets.told.is_empty());
    assert!(cell(&sheets, 0, "description").starts_with("10:30 lunch\n1: first point\n"));
}

#[test]
fn settings_beneath_an_event_may_be_fenced() {
    let sheets =
        read("2020: a\n---\nkey: value\nlist:\n  - one\n---\ntext\n2021: b\n---\n2022: c").unwrap();
    assert_eq!(sheets.all[0].rows.len(), 3);
    assert_eq!(kept(&sheets, 0, "key"), "value");
    assert_eq!(kept(&sheets, 0, "list"), "one");
    assert_eq!(cell(&sheets, 0, "description"), "text");
    assert_eq!(cell(&sheets, 1, "description"), "---");
}

#[test]
fn ids_are_those_of_one_event() {
    let sheets = read("2020: a !x\n2021: b !x\n2022: c !y\nid: z\n\n!x / 1 year: d").unwrap();
    assert_eq!(
        [0, 1, 2].map(|row| cell(&sheets, row, "id")),
        ["x", "", "z"]
    );
    assert_eq!(
        [1, 2].map(|row| kept(&sheets, row, "id (again)")),
        ["x", "y"]
    );
    assert_eq!(cell(&sheets, 3, "when"), "2021");
    assert_eq!(sheets.told.len(), 1);
}

#[test]
fn only_markwhen_is_recognised() {
    for (_, text, _) in SAMPLES {
        assert!(recognises(text));
    }
    assert!(recognises("2020: a #tag\n2 weeks: b\n"));
    for text in [
        "",
        "Dear Ana,\n\nI arrive in 2024: see you then.\nNotes: none\n",
        "1914: War begins.\n1918: War ends.\n",
        "year,title\n2001,\"2001: A Space Odyssey\"\n2010,2010: a film\n",
        "time;title\n10:30;Lunch\n11:45;Walk\n",
        "# A document\n\n## With headings\n\nAnd text: with colons.\n",
        "{\"title\": \"x\", \"events\": [{\"when\": \"2020\"}]}",
        "title: A recipe\ntime: 20 minutes\n",
        "BEGIN:VCALENDAR\n",
        "<gexf>\n2020: a #b\n</gexf>",
    ] {
        assert!(!recognises(text), "{text}");
    }
    assert_eq!(read(" \n").unwrap_err().0, 1);
    assert!(read("no event here").unwrap().all.is_empty());
}

#[test]
fn broken_files_are_read_without_a_panic() {
    for (_, text, _) in SAMPLES {
        torture(text, |text| {
            drop(read(text));
            std::hint::black_box(recognises(text));
        });
    }
    let many = "2020: a\n".to_owned() + &"# a\n".repeat(20_000) + &"1 day: b !c\n".repeat(20_000);
    assert_eq!(read(&many).unwrap().all[0].rows.len(), 20_001);
    let deep = "group a\n".repeat(20_000) + &"2020: b\n".repeat(20_000);
    assert_eq!(read(&deep).unwrap().all[0].rows.len(), 20_000);
    let colons = ":".repeat(100_000) + "\n" + &"-".repeat(100_000);
    drop(read(&colons));
}

#[test]
fn a_date_that_cannot_be_read_is_told() {
    let told = |text: &str| {
        let sheets = read(text).unwrap();
        let told = told(&sheets);
        assert_eq!(
            lost(text, &read(text).unwrap()),
            Vec::<String>::new(),
            "{text}"
        );
        told
    };
    for date in ["31.12.2024", "2024-13-01", "32 December 2024"] {
        let wrong = format!("“{date}” is no date of markwhen; the line is read as text");
        let text = format!("2020: Before\n\n{date}: Party\n\n2025: Behind\n");
        assert_eq!(told(&text), [(3, wrong.clone())]);
        assert_eq!(
            told(&format!("{date}: Party\n2025: Behind\n")),
            [(1, wrong)]
        );
    }
    // What is no date is text.
    for text in [
        "10:30 lunch",
        "12: the dozen",
        "Chapter 12: an end",
        "see https://a.example/2024",
        "1. 2: x",
    ] {
        assert_eq!(told(&format!("2020: Before\n\n{text}\n")), [], "{text}");
    }
}
