//! What people type and tables hold, to EDTF.

use detente::dataset::date::{Date, from_entry, in_short, in_words};
use detente::dataset::zone::Zone;
use proptest::prelude::*;

fn zone(name: &str) -> Zone {
    Zone::named(name).unwrap_or_default()
}

const ENTRIES: &[(&str, &str)] = &[
    // What `when` takes stays as it is.
    ("2025-08-15", "2025-08-15"),
    (" 2025-08-12/.. ", "2025-08-12/.."),
    ("199u", "199u"),
    // Days
    ("15 Aug 2025", "2025-08-15"),
    ("August 15, 2025", "2025-08-15"),
    ("Aug. 15th, 2025", "2025-08-15"),
    ("15th of August 2025", "2025-08-15"),
    ("the 15 AUGUST 2025", "2025-08-15"),
    ("2025 Aug 15", "2025-08-15"),
    ("Friday 15 August 2025", "2025-08-15"),
    ("Fri, 15 Aug 2025", "2025-08-15"),
    ("Fri. 2025-08-15", "2025-08-15"),
    ("1 Sept 2025", "2025-09-01"),
    ("15 mar 44 BC", "-0043-03-15"),
    ("15.08.2025", "2025-08-15"),
    ("3.4.2025", "2025-04-03"),
    ("15/08/2025", "2025-08-15"),
    ("8/15/2025", "2025-08-15"),
    ("04/04/2025", "2025-04-04"),
    ("2025/8/5", "2025-08-05"),
    ("20250815", "2025-08-15"),
    // Months, seasons, years and more
    ("Aug 2025", "2025-08"),
    ("August, 2025", "2025-08"),
    ("summer 2025", "2025-22"),
    ("Fall of 2025", "2025-23"),
    ("winter 2024/25", "2024-24"),
    ("winter 2024–25", "2024-24"),
    ("Q3 2025", "2025-35"),
    ("first half of 2025", "2025-40"),
    ("third quarter of 2025", "2025-35"),
    ("H2 2025", "2025-41"),
    ("southern summer 2025–26", "2025-30"),
    ("last third of 2025", "2025-39"),
    ("476", "0476"),
    ("44 BC", "-0043"),
    ("44 b.c.", "-0043"),
    ("1 BCE", "0000"),
    ("AD 79", "0079"),
    ("79 CE", "0079"),
    ("12000 BC", "Y-11999"),
    ("12,000 BC", "Y-11999"),
    ("AD 12000", "Y12000"),
    ("Aug 15,2025", "2025-08-15"),
    ("1980s", "198X"),
    ("the 1980's", "198X"),
    ("20th century", "19XX"),
    ("20th century BC", "-1999/-1900"),
    ("1980s BC", "-1988/-1979"),
    ("2025-W33", "2025-08-11/2025-08-17"),
    ("15 мая 2025", "2025-05-15"),
    // Times
    ("2025-08-15 11:26", "2025-08-15T11:26"),
    ("2025-08-15 11:26:03", "2025-08-15T11:26:03"),
    ("2025-08-15 9:26", "2025-08-15T09:26"),
    ("2025-08-15T11:26:03.123Z", "2025-08-15T11:26:03.123Z"),
    ("2025-08-15t11:26:03z", "2025-08-15T11:26:03Z"),
    ("2025-08-15T11:26:03+0300", "2025-08-15T11:26:03+03:00"),
    ("2025-08-15 11:26:03.5", "2025-08-15T11:26:03.5"),
    ("2025-08-15 11:26:03,718Z", "2025-08-15T11:26:03.718Z"),
    ("20250815T112603Z", "2025-08-15T11:26:03Z"),
    ("20250815T112603.25+0300", "2025-08-15T11:26:03.25+03:00"),
    ("[before 1863]", "[..1862]"),
    ("18--", "18XX"),
    ("189-?", "189X?"),
    ("18??", "18XX"),
    ("o/a 2/13/2012", "2012-02-13~"),
    ("2025-08-15 11:26:03+03", "2025-08-15T11:26:03+03"),
    ("2025-08-15 11:26+03:00", "2025-08-15T11:26+03:00"),
    ("2025-08-15 11:26:03-08:00", "2025-08-15T11:26:03-08:00"),
    ("2025-08-15 11:26:03 +0300", "2025-08-15T11:26:03+03:00"),
    ("2025-08-15 11:26:03 -0800", "2025-08-15T11:26:03-08:00"),
    ("2025-08-15 11:26:03-08", "2025-08-15T11:26:03-08"),
    ("15 Aug 2025 10pm-2am", "2025-08-15T22:00/2025-08-16T02:00"),
    ("2025-08-15 11:26 UTC", "2025-08-15T11:26Z"),
    ("15 Aug 2025, 11:26", "2025-08-15T11:26"),
    ("15 Aug 2025 at 2:15 pm", "2025-08-15T14:15"),
    ("11:26 on 15 Aug 2025", "2025-08-15T11:26"),
    ("15 Aug 2025 12 a.m.", "2025-08-15T00:00"),
    ("15 Aug 2025 noon", "2025-08-15T12:00"),
    ("15 Aug 2025 11h", "2025-08-15T11"),
    // Intervals
    (
        "15 Aug 2025 11:30 to 14:15",
        "2025-08-15T11:30/2025-08-15T14:15",
    ),
    (
        "15 Aug 2025 11:30 – 14:15",
        "2025-08-15T11:30/2025-08-15T14:15",
    ),
    (
        "15 Aug 2025 11:30-14:15",
        "2025-08-15T11:30/2025-08-15T14:15",
    ),
    (
        "2025-08-15 11:30-14:15",
        "2025-08-15T11:30/2025-08-15T14:15",
    ),
    (
        "2025-08-15 11:30 to 14:15 UTC",
        "2025-08-15T11:30Z/2025-08-15T14:15Z",
    ),
    (
        "11:30 to 14:15 on 15 Aug 2025",
        "2025-08-15T11:30/2025-08-15T14:15",
    ),
    (
        "15 Aug 2025 22:00 to 02:00",
        "2025-08-15T22:00/2025-08-16T02:00",
    ),
    (
        "15 Aug 2025 11:30 to about 14:15",
        "2025-08-15T11:30/2025-08-15T14:15~",
    ),
    (
        "2025-08-15T11:30/14:15",
        "2025-08-15T11:30/2025-08-15T14:15",
    ),
    (
        "2025-08-15T11:30:00.0Z/2025-08-15T14:15:00.0Z",
        "2025-08-15T11:30:00Z/2025-08-15T14:15:00Z",
    ),
    (
        "2025-08-15 11:30 UTC to 14:15",
        "2025-08-15T11:30Z/2025-08-15T14:15Z",
    ),
    ("12.08.2025/14.08.2025", "2025-08-12/2025-08-14"),
    ("12 to 14 Aug 2025", "2025-08-12/2025-08-14"),
    ("12-14 Aug 2025", "2025-08-12/2025-08-14"),
    ("12 Aug 2025 to 14", "2025-08-12/2025-08-14"),
    ("August 12-14, 2025", "2025-08-12/2025-08-14"),
    ("30 Jul to 2 Aug 2025", "2025-07-30/2025-08-02"),
    ("30 Dec to 2 Jan 2025", "2024-12-30/2025-01-02"),
    ("30 Dec 2024 to 2 Jan", "2024-12-30/2025-01-02"),
    ("2025-08-12 - 2025-08-14", "2025-08-12/2025-08-14"),
    ("2025-08-12 to 2025-08-14", "2025-08-12/2025-08-14"),
    ("12.08.2025 / 14.08.2025", "2025-08-12/2025-08-14"),
    ("from June to August 2025", "2025-06/2025-08"),
    ("between 1939 and 1945", "1939/1945"),
    ("1914–1918", "1914/1918"),
    ("1939-45", "1939/1945"),
    ("44 to 31 BC", "-0043/-0030"),
    ("100 to 44 BC", "-0099/-0043"),
    ("27 BC to AD 14", "-0026/0014"),
    ("since Jan 2025", "2025-01/.."),
    ("from 24 Feb 2022", "2022-02-24/.."),
    ("24 Feb 2022 to present", "2022-02-24/.."),
    ("2022 onwards", "2022/.."),
    ("until Aug 2025", "../2025-08"),
    ("before 15 Aug 2025", "[..2025-08-14]"),
    ("before Jan 2025", "[..2024-12]"),
    ("before 1 AD", "[..0000]"),
    ("after 2025", "[2026..]"),
    ("before about 2025", "[..2025~]"),
    ("1667 or 1668", "[1667,1668]"),
    (
        "one of 1667, 1668 or 1670 to 1672",
        "[1667,1668,1670..1672]",
    ),
    ("all of Jun to Aug 2025", "{2025-06..2025-08}"),
    ("before 1985 or after 2003", "[..1984,2004..]"),
    ("1960 and Dec 1961", "{1960,1961-12}"),
    // Doubt
    ("about 14 Aug 2025", "2025-08-14~"),
    ("~14 Aug 2025", "2025-08-14~"),
    ("~ 2025-08-14", "2025-08-14~"),
    ("c. 1850", "1850~"),
    ("c1850", "1850~"),
    ("circa the 1850s", "185X~"),
    ("about 2025-08", "2025-08~"),
    ("14 Aug 2025?", "2025-08-14?"),
    ("14 Aug 2025, uncertain", "2025-08-14?"),
    ("perhaps about 14 Aug 2025", "2025-08-14%"),
    ("since about 2020", "2020~/.."),
];

#[test]
fn entries_are_understood() {
    for (entry, edtf) in ENTRIES {
        let read = from_entry(entry);
        assert_eq!(read.as_deref(), Ok(*edtf), "{entry}");
    }
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table")]
fn entries_that_are_not_dates_say_why() {
    for (entry, offset, message) in [
        (
            "15 Agust",
            3,
            "“15 Agust” is not a date. Try 15 Aug 2025 or 2025-08-15.",
        ),
        (
            "  ",
            2,
            "No date is written. Try 15 Aug 2025 or 2025-08-15.",
        ),
        (
            "03/04/2025",
            0,
            "“03/04/2025” is not a date: it may mean 3 Apr 2025 or 4 Mar 2025, so write which.",
        ),
        (
            "15 Aug",
            0,
            "“15 Aug” is not a date: the year is missing, as in 15 Aug 2025.",
        ),
        (
            "15 Aug 25",
            7,
            "“15 Aug 25” is not a date: the year must have four digits.",
        ),
        (
            "15/08/25",
            0,
            "“15/08/25” is not a date: the year must have four digits.",
        ),
        (
            "30 Feb 2025",
            0,
            "“30 Feb 2025” is not a date: the month has no such day.",
        ),
        (
            "2025-02-30",
            8,
            "“2025-02-30” is not a date: the month has no such day.",
        ),
        (
            "Thursday 15 August 2025",
            0,
            "“Thursday 15 August 2025” is not a date: that day is a Friday.",
        ),
        (
            "1900s",
            0,
            "“1900s” is not a date: it may mean 190X or 19XX, so write which.",
        ),
        (
            "2008/09",
            5,
            "“2008/09” is not a date: it may mean a month or a year, so write which.",
        ),
        (
            "2025-227",
            0,
            "“2025-227” is not a date: it ends before it starts.",
        ),
        (
            "2025-08-15 22:00-02:00",
            16,
            "“2025-08-15 22:00-02:00” is not a date: what follows the dash may be an end or an \
             offset from UTC, so write “to”.",
        ),
        (
            "15 Aug 2025 11:26 -08:00",
            18,
            "“15 Aug 2025 11:26 -08:00” is not a date: what follows the dash may be an end or an \
             offset from UTC, so write “to”.",
        ),
        ("0 BC", 0, "“0 BC” is not a date: there was no year 0."),
        (
            "Friday Aug 2025",
            0,
            "“Friday Aug 2025” is not a date: a weekday needs its day and month.",
        ),
        (
            "before 15 Aug 2025 11:00",
            7,
            "“before 15 Aug 2025 11:00” is not a date: here it must be a day without a time.",
        ),
    ] {
        let problem = from_entry(entry).unwrap_err();
        assert_eq!(
            (problem.message.as_str(), problem.offset),
            (message, offset)
        );
    }
}

#[test]
fn entries_that_are_not_dates_are_refused() {
    for entry in [
        "soon",
        "15",
        "32 Aug 2025",
        "Aug",
        "11:26",
        "15 Aug 2025 2026",
        "15 Aug 2025 25:00",
        "15 Aug 2025 11:61",
        "to",
        "since",
        "15 Aug 2025 to",
        "or",
        "15 Aug 2025 AKDT",
        "15 Aug 2025 13 pm",
        "Aug Sep 2025",
        "0th century",
        "between 1939",
        "15 Aug 2025 +03:00",
        "999999999999999999999 BC",
        "1 to 2 to 3 Aug 2025",
        "Q5 2025",
        "half 2025",
        "45884",
        "1755285960",
        "20251345",
        "2025-08-15 11-12",
        "15/08",
    ] {
        assert!(
            from_entry(entry).is_err(),
            "{entry} {:?}",
            from_entry(entry)
        );
    }
    assert!(from_entry(&format!("{}2025", "about ".repeat(40))).is_err());
    let long = from_entry(&"1 Aug ".repeat(20_000)).unwrap_err();
    assert!(long.message.len() < 200);
}

/// Words, numbers and signs that entries are made of, in any order.
fn entry() -> impl Strategy<Value = String> {
    let words = "15 3 2025 1850 44 Aug august Dec. Friday summer BC AD to or and of one all \
        before after since until from between about perhaps uncertain end now at am pm \
        UTC noon century first half quarter Q3 11:26 11:26:03.5 24:00 1980s 20th \
        2025-08-15 2025-08 198X 2025-08-15T11:26 3.4.2025 15/08/2025 +03:00 - – / ? ~ % \
        , ’ Y17E7 99999999999 .. [ é";
    let words: Vec<&str> = words.split(' ').collect();
    let word = prop::sample::select(words);
    let gap = prop::sample::select(vec![" ", "", ", "]);
    prop::collection::vec((word, gap), 0..8).prop_map(|words| {
        words
            .into_iter()
            .map(|(word, gap)| format!("{word}{gap}"))
            .collect()
    })
}

proptest! {
    #[test]
    fn an_entry_is_refused_or_becomes_a_date(entry in entry()) {
        match from_entry(&entry) {
            Ok(edtf) => {
                let date = Date::parse(&edtf);
                prop_assert!(date.is_ok(), "{} {}", entry, edtf);
                let date = date.unwrap_or_else(|_| unreachable!());
                let zone = zone("America/Anchorage");
                prop_assert!(!in_words(&date, &zone, &Zone::utc()).is_empty());
                prop_assert!(!in_short(&date, &zone, &Zone::utc(), Some(2025)).is_empty());
            }
            Err(problem) => {
                prop_assert!(entry.is_char_boundary(problem.offset), "{}", entry);
                prop_assert!(problem.message.ends_with('.'));
            }
        }
    }

    #[test]
    fn any_entry_is_answered(entry in "\\PC{0,40}") {
        if let Err(problem) = from_entry(&entry) {
            prop_assert!(entry.is_char_boundary(problem.offset));
        }
    }

    #[test]
    fn days_are_read_back(year in -9999i64..=9999, month in 1u8..=12, day in 1u8..=28) {
        let year = if year < 0 { format!("-{:04}", -year) } else { format!("{year:04}") };
        let text = format!("{year}-{month:02}-{day:02}");
        let date = Date::parse(&text).unwrap_or_else(|_| unreachable!());
        let utc = Zone::utc();
        prop_assert_eq!(from_entry(&in_words(&date, &utc, &utc)), Ok(text.clone()));
        prop_assert_eq!(from_entry(&in_short(&date, &utc, &utc, None)), Ok(text));
    }
}
