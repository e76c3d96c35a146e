//! Dates against the standard's own examples, dates in words, and dates as people write them.

mod column;
mod field;
mod languages;
mod random;

use detente::dataset::date::{Date, from_entry, in_brief, in_short, in_words, lasting_in_short};
use detente::dataset::instant::Instant;
use detente::dataset::zone::{Zone, Zones};

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
    ("1582-12-31", "31 December 1582"),
    ("1583-01-01", "Saturday 1 January 1583"),
    ("1950S4", "1950"),
    ("198X-22", "some time from June 1980 to August 1989"),
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
            "~15 Aug",
            "~15 Aug 2025",
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

#[test]
fn what_lasts_says_since_when() {
    let utc = Zone::utc();
    for (text, words) in [
        ("2022-02-24/..", "since 24 Feb 2022"),
        ("2025/", "since 2025"),
        ("2022-02-24~/..", "since ~24 Feb 2022"),
        ("2025/2025-08-15", "2025 to 15 Aug"),
        ("2011-02/2026-02-05", "Feb 2011 to 5 Feb 2026"),
        ("2025-07-14/2025-08-08?", "14 Jul 2025 to 8 Aug?"),
        ("../2025-12-09", "until 9 Dec 2025"),
        ("/2025-12", "until Dec 2025"),
        ("..1984/2004..", "← 1984 → 2004 →"),
        ("2025~", "~2025"),
    ] {
        let date = Date::parse(text).unwrap();
        assert_eq!(lasting_in_short(&date, &utc, &utc), words, "{text}");
    }
}

#[test]
fn days_and_times_may_have_different_zones() {
    let (moscow, washington) = (zone("Europe/Moscow"), zone("America/New_York"));
    let zones = Zones {
        times: &moscow,
        days: &washington,
    };
    let core = |text: &str| Date::parse(text).unwrap().core(zones);
    let of = |text: &str, zone: &Zone| Date::parse(text).unwrap().core(zone);
    assert_eq!(core("2025-08-08"), of("2025-08-08", &washington));
    assert_eq!(core("2025-08"), of("2025-08", &washington));
    assert_eq!(core("2025-08-08T10:00"), of("2025-08-08T10:00", &moscow));
    assert_eq!(core("2025-08-08T10:00Z"), of("2025-08-08T10:00Z", &moscow));
    let mixed = core("2025-08-08/2025-08-10T10:00");
    assert_eq!(mixed.0, of("2025-08-08", &washington).0);
    assert_eq!(mixed.1, of("2025-08-10T10:00", &moscow).0);
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
