//! Dates against the standard's own examples, and dates in words.

use detente::dataset::date::{Date, in_brief, in_short, in_words};
use detente::dataset::zone::Zone;

fn zone(name: &str) -> Zone {
    Zone::named(name).unwrap()
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
