//! Dates against the standard's own examples, and dates in words.

use detente::dataset::date::{Date, from_entry, in_brief, in_short, in_words};
use detente::dataset::instant::Instant;
use detente::dataset::zone::Zone;
use proptest::prelude::*;

fn zone(name: &str) -> Zone {
    Zone::named(name).unwrap_or_default()
}

/// Every example of the specification of 2019-02-04 (<https://www.loc.gov/standards/datetime/>)
/// with its first day, the day after its last, and whether it is approximate (`~`), uncertain
/// (`?`) or both (`%`). `-` and `+` are open.
const SPECIFICATION: &[(&str, &str, &str, &str)] = &[
    // Level 0
    ("1985-04-12", "1985-04-12", "1985-04-13", ""),
    ("1985-04", "1985-04-01", "1985-05-01", ""),
    ("1985", "1985-01-01", "1986-01-01", ""),
    (
        "1985-04-12T23:20:30",
        "1985-04-12 23:20:30",
        "1985-04-12 23:20:31",
        "",
    ),
    (
        "1985-04-12T23:20:30Z",
        "1985-04-12 23:20:30",
        "1985-04-12 23:20:31",
        "",
    ),
    (
        "1985-04-12T23:20:30-04",
        "1985-04-13 03:20:30",
        "1985-04-13 03:20:31",
        "",
    ),
    (
        "1985-04-12T23:20:30+04:30",
        "1985-04-12 18:50:30",
        "1985-04-12 18:50:31",
        "",
    ),
    ("1964/2008", "1964-01-01", "2009-01-01", ""),
    ("2004-06/2006-08", "2004-06-01", "2006-09-01", ""),
    ("2004-02-01/2005-02-08", "2004-02-01", "2005-02-09", ""),
    ("2004-02-01/2005-02", "2004-02-01", "2005-03-01", ""),
    ("2004-02-01/2005", "2004-02-01", "2006-01-01", ""),
    ("2005/2006-02", "2005-01-01", "2006-03-01", ""),
    // Level 1
    ("Y170000002", "170000002-01-01", "170000003-01-01", ""),
    ("Y-170000002", "-170000002-01-01", "-170000001-01-01", ""),
    ("2001-21", "2001-03-01", "2001-06-01", ""),
    ("1984?", "1984-01-01", "1985-01-01", "?"),
    ("2004-06~", "2004-06-01", "2004-07-01", "~"),
    ("2004-06-11%", "2004-06-11", "2004-06-12", "%"),
    ("201X", "2010-01-01", "2020-01-01", ""),
    ("20XX", "2000-01-01", "2100-01-01", ""),
    ("2004-XX", "2004-01-01", "2005-01-01", ""),
    ("1985-04-XX", "1985-04-01", "1985-05-01", ""),
    ("1985-XX-XX", "1985-01-01", "1986-01-01", ""),
    ("1985-04-12/..", "1985-04-12", "+", ""),
    ("1985-04/..", "1985-04-01", "+", ""),
    ("1985/..", "1985-01-01", "+", ""),
    ("../1985-04-12", "-", "1985-04-13", ""),
    ("../1985-04", "-", "1985-05-01", ""),
    ("../1985", "-", "1986-01-01", ""),
    // Of an end that nobody knows, the core shows the other.
    ("1985-04-12/", "1985-04-12", "1985-04-13", ""),
    ("1985-04/", "1985-04-01", "1985-05-01", ""),
    ("1985/", "1985-01-01", "1986-01-01", ""),
    ("/1985-04-12", "1985-04-12", "1985-04-13", ""),
    ("/1985-04", "1985-04-01", "1985-05-01", ""),
    ("/1985", "1985-01-01", "1986-01-01", ""),
    ("-1985", "-1985-01-01", "-1984-01-01", ""),
    // Level 2
    ("Y-17E7", "-170000000-01-01", "-169999999-01-01", ""),
    ("1950S2", "1900-01-01", "2000-01-01", ""),
    ("Y171010000S3", "171000000-01-01", "172000000-01-01", ""),
    ("Y3388E2S3", "338000-01-01", "339000-01-01", ""),
    ("2001-34", "2001-04-01", "2001-07-01", ""),
    ("[1667,1668,1670..1672]", "1667-01-01", "1673-01-01", ""),
    ("[..1760-12-03]", "-", "1760-12-04", ""),
    ("[1760-12..]", "1760-12-01", "+", ""),
    ("[1760-01,1760-02,1760-12..]", "1760-01-01", "+", ""),
    ("[1667,1760-12]", "1667-01-01", "1761-01-01", ""),
    ("[..1984]", "-", "1985-01-01", ""),
    ("{1667,1668,1670..1672}", "1667-01-01", "1673-01-01", ""),
    ("{1960,1961-12}", "1960-01-01", "1962-01-01", ""),
    ("{..1984}", "-", "1985-01-01", ""),
    ("2004-06~-11", "2004-06-11", "2004-06-12", "~"),
    ("2004?-06-11", "2004-06-11", "2004-06-12", "?"),
    ("?2004-06-~11", "2004-06-11", "2004-06-12", "%"),
    ("2004-%06-11", "2004-06-11", "2004-06-12", "%"),
    ("156X-12-25", "1560-12-25", "1569-12-26", ""),
    ("15XX-12-25", "1500-12-25", "1599-12-26", ""),
    ("XXXX-12-XX", "0000-12-01", "10000-01-01", ""),
    ("1XXX-XX", "1000-01-01", "2000-01-01", ""),
    ("1XXX-12", "1000-12-01", "2000-01-01", ""),
    ("1984-1X", "1984-10-01", "1985-01-01", ""),
    ("2004-06-~01/2004-06-~20", "2004-06-01", "2004-06-21", "~"),
    ("2004-06-XX/2004-07-03", "2004-06-01", "2004-07-04", ""),
];

#[test]
fn the_specification_is_read() {
    let shown = |instant: Instant| match instant {
        Instant::MIN => "-".to_owned(),
        Instant::MAX => "+".to_owned(),
        _ => {
            let at = Zone::utc().civil(instant);
            let day = format!("{:04}-{:02}-{:02}", at.year, at.month, at.day);
            if instant.0.rem_euclid(86_400) == 0 {
                day
            } else {
                format!("{day} {:02}:{:02}:{:02}", at.hour, at.minute, at.second)
            }
        }
    };
    for (text, start, end, doubt) in SPECIFICATION {
        let date = Date::parse(text).unwrap();
        let (first, last) = date.core(&Zone::utc());
        assert_eq!(
            (shown(first).as_str(), shown(last).as_str()),
            (*start, *end),
            "{text}"
        );
        let traits = date.traits();
        let sign = match (traits.approximate, traits.uncertain) {
            (true, true) => "%",
            (true, false) => "~",
            (false, true) => "?",
            (false, false) => "",
        };
        assert_eq!(sign, *doubt, "{text}");
        assert!(!in_words(&date, &Zone::utc(), &Zone::utc()).is_empty());
        assert_eq!(from_entry(text).as_deref(), Ok(*text));
    }
}

const WORDS: &[(&str, &str)] = &[
    ("2025-08-15", "Friday 15 August 2025"),
    ("2025-08-14~", "about 14 August 2025"),
    ("2025-08-15?", "15 August 2025, uncertain"),
    ("2025-08-15%", "about 15 August 2025, uncertain"),
    ("2025-08", "August 2025"),
    ("2025", "2025"),
    ("0476", "476 CE"),
    ("-0043-03-15", "15 March 44 BCE"),
    ("-0043", "44 BCE"),
    ("0000", "1 BCE"),
    ("Y170000002", "170,000,002"),
    ("Y-17E7~", "about 170,000,001 BCE"),
    (
        "2025-08-15T11:26",
        "Friday 15 August 2025, 11:26 in Anchorage",
    ),
    (
        "2025-08-15T19:26Z",
        "Friday 15 August 2025, 11:26 in Anchorage",
    ),
    ("2025-08-15T11", "Friday 15 August 2025, 11h in Anchorage"),
    (
        "2025-08-15T11:26:03",
        "Friday 15 August 2025, 11:26:03 in Anchorage",
    ),
    (
        "2025-08-15T24:00",
        "Friday 15 August 2025, 24:00 in Anchorage",
    ),
    (
        "2025-08-15T11:26~",
        "Friday 15 August 2025, about 11:26 in Anchorage",
    ),
    (
        "2025-08-15T11:26?",
        "Friday 15 August 2025, 11:26 in Anchorage, uncertain",
    ),
    (
        "2025-08-15T11:26/2025-08-15T14:11",
        "Friday 15 August 2025, 11:26 to 14:11 in Anchorage",
    ),
    (
        "2025-08-15T11:26-08:00/2025-08-15T14:11~",
        "Friday 15 August 2025, 11:26 to about 14:11 in Anchorage",
    ),
    (
        "2025-08-15T22:00/2025-08-16T02:00",
        "15 August 2025, 22:00 to 16 August 2025, 02:00 in Anchorage",
    ),
    (
        "2025-08-15T22:00/2025-08-16",
        "15 August 2025, 22:00 to 16 August 2025 in Anchorage",
    ),
    ("2025-08-12/2025-08-14", "12 to 14 August 2025"),
    ("2025-07-30/2025-08-02", "30 July to 2 August 2025"),
    (
        "2024-12-30/2025-01-02",
        "30 December 2024 to 2 January 2025",
    ),
    ("2025-08-12/2025-08-14~", "12 to about 14 August 2025"),
    (
        "2025-08-12~/2025-08-14",
        "about 12 August 2025 to 14 August 2025",
    ),
    (
        "2025-08-12/2025-08-14?",
        "12 to 14 August 2025, end uncertain",
    ),
    (
        "2025-08-12?/2025-08-14",
        "12 to 14 August 2025, start uncertain",
    ),
    ("2025-08-12?/2025-08-14?", "12 to 14 August 2025, uncertain"),
    ("2025-06/2025-08", "June to August 2025"),
    ("2025-06/2026-08", "June 2025 to August 2026"),
    ("1939/1945", "1939 to 1945"),
    ("-0043/-0030", "44 to 31 BCE"),
    ("-0026/0014", "27 BCE to 14 CE"),
    ("2022-02-24/..", "since 24 February 2022"),
    ("2025~/..", "since about 2025"),
    ("2025-08-12/", "from 12 August 2025, end unknown"),
    ("/2025-08-12", "until 12 August 2025, start unknown"),
    ("../2025-08-12", "until 12 August 2025"),
    ("..1984/2004", "from 1984 or earlier to 2004"),
    ("..1984/2004..", "from 1984 or earlier to 2004 or later"),
    ("../2004..", "from no end to 2004 or later"),
    ("2025-22", "summer 2025"),
    ("2025-24", "winter 2025–26"),
    ("2025-22~", "about summer 2025"),
    ("2025-30", "southern summer 2025–26"),
    ("2025-35", "third quarter of 2025"),
    ("2025-41", "second half of 2025"),
    ("2025-08-XX", "some time in August 2025"),
    ("2025-XX-XX", "some time in 2025"),
    ("2025-08-XX~", "some time in or about August 2025"),
    ("198X", "some time in the 1980s"),
    ("198X?", "some time in the 1980s, uncertain"),
    ("19XX", "some time from 1900 to 1999"),
    ("19XX~", "some time from about 1900 to 1999"),
    ("2004-1X", "some time from October to December 2004"),
    ("1985-04-1X", "some time from 10 to 19 April 1985"),
    ("1950S2", "some time from 1900 to 1999, perhaps 1950"),
    (
        "[1667,1668,1670..1672]",
        "one of 1667, 1668 or 1670 to 1672",
    ),
    ("[1667,1668?]", "one of 1667 or perhaps 1668"),
    ("{1960,1961-12}", "all of 1960 and December 1961"),
    (
        "[2025-08-14,2025-08-16]",
        "one of 14 August 2025 or 16 August 2025",
    ),
    ("[..2025-08-14]", "before 15 August 2025"),
    ("[1760-12..]", "after November 1760"),
    ("[..1760-12-03~]", "about 3 December 1760 or before"),
    ("[..1984,2004..]", "one of before 1985 or after 2003"),
    ("[1670..1672]", "one of 1670 to 1672"),
];

#[test]
fn dates_in_words() {
    let anchorage = zone("America/Anchorage");
    for (text, words) in WORDS {
        let said = Date::parse(text).map(|date| in_words(&date, &anchorage, &anchorage));
        assert_eq!(said.unwrap_or_default(), *words, "{text}");
    }
}

#[test]
fn a_long_set_is_counted() {
    let years: Vec<String> = (1901..1921).map(|year| year.to_string()).collect();
    let date = Date::parse(&format!("{{{}}}", years.join(","))).unwrap();
    assert_eq!(
        in_words(&date, &Zone::utc(), &Zone::utc()),
        "all of 1901, 1902, 1903, 1904, 1905, 1906, 1907, 1908 and 12 others"
    );
}

#[test]
fn times_are_said_where_the_reader_is() {
    let anchorage = zone("America/Anchorage");
    let talks = Date::parse("2025-08-15T11:30/2025-08-15T14:15").unwrap();
    for (shown_in, words) in [
        (
            "Europe/Berlin",
            "15 August 2025, 21:30 to 16 August 2025, 00:15 in Berlin",
        ),
        (
            "Europe/Moscow",
            "15 August 2025, 22:30 to 16 August 2025, 01:15 in Moscow",
        ),
        ("UTC", "Friday 15 August 2025, 19:30 to 22:15 UTC"),
        (
            "Asia/Kolkata",
            "Saturday 16 August 2025, 01:00 to 03:45 in Kolkata",
        ),
    ] {
        let said = in_words(&talks, &anchorage, &zone(shown_in));
        assert_eq!(said, words);
    }
    // A day is a day where it was written.
    let day = Date::parse("2025-08-15").unwrap();
    assert_eq!(
        in_words(&day, &anchorage, &zone("Asia/Tokyo")),
        "Friday 15 August 2025"
    );
    // An hour cut by an odd offset is not said as an hour.
    let hour = Date::parse("2025-08-15T11").unwrap();
    assert_eq!(
        in_brief(&hour, &Zone::utc(), &zone("Asia/Kolkata")),
        "15 Aug 2025, 16:30"
    );
}

#[test]
fn dates_in_brief() {
    let anchorage = zone("America/Anchorage");
    for (text, words) in [
        ("2025-08-08", "8 Aug 2025"),
        ("2025-08-13T14:00", "13 Aug 2025, 14:00"),
        ("2025-08-14~", "about 14 Aug 2025"),
        ("[..2025-08-14]", "before 15 Aug 2025"),
        (
            "2025-08-15T11:30/2025-08-15T14:15",
            "15 Aug 2025, 11:30 to 14:15",
        ),
        ("2025-07-30/2025-08-02", "30 Jul to 2 Aug 2025"),
        ("2025-08?", "Aug 2025, uncertain"),
    ] {
        let date = Date::parse(text).unwrap();
        assert_eq!(in_brief(&date, &anchorage, &anchorage), words, "{text}");
    }
}

#[test]
fn dates_in_short() {
    let anchorage = zone("America/Anchorage");
    for (text, this_year, any_year) in [
        ("2025-08-15", "15 Aug", "15 Aug 2025"),
        ("2025-08-14~", "~14 Aug", "~14 Aug 2025"),
        ("2025-08-14?", "14 Aug?", "14 Aug 2025?"),
        ("2025-08-14%", "~14 Aug?", "~14 Aug 2025?"),
        ("2025-08-16/..", "16 Aug →", "16 Aug 2025 →"),
        ("2025-08-16/", "16 Aug → ?", "16 Aug 2025 → ?"),
        ("../2025-08-16", "→ 16 Aug", "→ 16 Aug 2025"),
        ("/2025-08-16", "? → 16 Aug", "? → 16 Aug 2025"),
        ("2024-06", "Jun 2024", "Jun 2024"),
        ("2025-06", "Jun", "Jun 2025"),
        ("2025", "2025", "2025"),
        (
            "2025-08-15T11:26/2025-08-15T14:11~",
            "15 Aug",
            "15 Aug 2025",
        ),
        ("2025-08-16T03:00Z", "15 Aug", "15 Aug 2025"),
        ("2025-08-12/2025-08-14", "12–14 Aug", "12–14 Aug 2025"),
        (
            "2025-08-12/2025-08-14~",
            "12 Aug – ~14 Aug",
            "12 Aug 2025 – ~14 Aug 2025",
        ),
        (
            "2025-07-30/2025-08-02",
            "30 Jul – 2 Aug",
            "30 Jul – 2 Aug 2025",
        ),
        (
            "2024-12-30/2025-01-02",
            "30 Dec 2024 – 2 Jan",
            "30 Dec 2024 – 2 Jan 2025",
        ),
        ("2025-06/2025-08", "Jun–Aug", "Jun–Aug 2025"),
        ("2024-12/2025-02", "Dec 2024 – Feb", "Dec 2024 – Feb 2025"),
        ("1939/1945", "1939–1945", "1939–1945"),
        ("-0043/-0030", "44–31 BCE", "44–31 BCE"),
        ("2025-22", "summer 2025", "summer 2025"),
        ("2025-08-XX", "Aug", "Aug 2025"),
        ("198X", "1980s", "1980s"),
        ("19XX", "1900–1999", "1900–1999"),
        ("[1667,1668]", "1667 or 1668", "1667 or 1668"),
        (
            "{1667,1668,1670..1672}",
            "1667 … 1670–1672",
            "1667 … 1670–1672",
        ),
        ("[..2025-08-14]", "before 15 Aug", "before 15 Aug 2025"),
        ("[2025-08..]", "after Jul", "after Jul 2025"),
        ("..1984/2004..", "← 1984 → 2004 →", "← 1984 → 2004 →"),
    ] {
        let date = Date::parse(text).unwrap();
        assert_eq!(
            in_short(&date, &anchorage, &anchorage, Some(2025)),
            this_year,
            "{text}"
        );
        assert_eq!(
            in_short(&date, &anchorage, &anchorage, None),
            any_year,
            "{text}"
        );
    }
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
    // Times
    ("2025-08-15 11:26", "2025-08-15T11:26"),
    ("2025-08-15 11:26:03", "2025-08-15T11:26:03"),
    ("2025-08-15 9:26", "2025-08-15T09:26"),
    ("2025-08-15T11:26:03.123Z", "2025-08-15T11:26:03Z"),
    ("2025-08-15t11:26:03z", "2025-08-15T11:26:03Z"),
    ("2025-08-15T11:26:03+0300", "2025-08-15T11:26:03+03:00"),
    ("2025-08-15 11:26:03.5", "2025-08-15T11:26:03"),
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
        (
            "0 BC",
            0,
            "“0 BC” is not a date: 1 BCE was followed by 1 CE.",
        ),
        (
            "Friday Aug 2025",
            0,
            "“Friday Aug 2025” is not a date: Friday of what day.",
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
        "２０２５",
        "15 Aug 2025 AKDT",
        "15 Aug 2025 13 pm",
        "Aug Sep 2025",
        "0th century",
        "between 1939",
        "15 Aug 2025 +03:00",
        "999999999999999999999 BC",
        "1 to 2 to 3 Aug 2025",
        "15 мая 2025",
        "Q5 2025",
        "2025-W33",
        "half 2025",
        "1980s BC",
        "20th century BC",
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
    let long = from_entry(&"1 Aug ".repeat(20_000)).unwrap_err();
    assert!(long.message.len() < 200);
}

#[test]
fn words_are_read_back() {
    let here = zone("America/Anchorage");
    for (text, _) in WORDS {
        let Ok(date) = Date::parse(text) else {
            continue;
        };
        let words = in_brief(&date, &here, &here);
        // What is said in more words than a person types is not read.
        let beyond = [
            "some time",
            "unknown",
            "earlier",
            "later",
            "or before",
            "170,000,002",
        ];
        // A bare number of five digits and more may be a serial of another program.
        if beyond.iter().any(|word| words.contains(word)) {
            continue;
        }
        let back = from_entry(&words).map(|edtf| Date::parse(&edtf));
        let said = back.map(|back| back.map(|back| in_brief(&back, &here, &here)));
        assert_eq!(said, Ok(Ok(words)), "{text}");
    }
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
