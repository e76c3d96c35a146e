//! Bounds, traits and parsing. The standard's own examples are in `tests/dates.rs`.

use super::*;
use crate::dataset::instant::Civil;
use proptest::prelude::*;

fn anchorage() -> Zone {
    Zone::named("America/Anchorage").unwrap()
}

/// `2025-08-15 11:26:00` for an instant, or `-` and `+` for the open ends.
fn shown(instant: Instant, zone: &Zone) -> String {
    match instant {
        Instant::MIN => "-".to_owned(),
        Instant::MAX => "+".to_owned(),
        _ => {
            let Civil {
                year,
                month,
                day,
                hour,
                minute,
                second,
            } = zone.civil(instant);
            let time = match (hour, minute, second) {
                (0, 0, 0) => String::new(),
                (_, _, 0) => format!(" {hour:02}:{minute:02}"),
                _ => format!(" {hour:02}:{minute:02}:{second:02}"),
            };
            format!("{year:04}-{month:02}-{day:02}{time}")
        }
    }
}

fn bounds(text: &str, zone: &Zone) -> String {
    let bounds = Date::parse(text).unwrap().bounds(zone, &Margins::default());
    [
        bounds.earliest_start,
        bounds.latest_start,
        bounds.earliest_end,
        bounds.latest_end,
    ]
    .map(|instant| shown(instant, zone))
    .join(" | ")
}

fn core(text: &str, zone: &Zone) -> String {
    let (start, end) = Date::parse(text).unwrap().core(zone);
    format!("{} | {}", shown(start, zone), shown(end, zone))
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table")]
fn bounds_of_each_form() {
    let utc = Zone::utc();
    for (text, expected) in [
        (
            "2025-08-15",
            "2025-08-15 | 2025-08-16 | 2025-08-15 | 2025-08-16",
        ),
        (
            "2025-08",
            "2025-08-01 | 2025-09-01 | 2025-08-01 | 2025-09-01",
        ),
        (
            "2025-12",
            "2025-12-01 | 2026-01-01 | 2025-12-01 | 2026-01-01",
        ),
        ("2025", "2025-01-01 | 2026-01-01 | 2025-01-01 | 2026-01-01"),
        (
            "2025-24",
            "2025-12-01 | 2026-03-01 | 2025-12-01 | 2026-03-01",
        ),
        ("198X", "1980-01-01 | 1990-01-01 | 1980-01-01 | 1990-01-01"),
        (
            "1950S2",
            "1900-01-01 | 2000-01-01 | 1900-01-01 | 2000-01-01",
        ),
        (
            "2025-08-15T14:11",
            "2025-08-15 14:11 | 2025-08-15 14:12 | 2025-08-15 14:11 | 2025-08-15 14:12",
        ),
        (
            "2025-08-15T14",
            "2025-08-15 14:00 | 2025-08-15 15:00 | 2025-08-15 14:00 | 2025-08-15 15:00",
        ),
        (
            "2025-08-12/2025-08-14",
            "2025-08-12 | 2025-08-13 | 2025-08-14 | 2025-08-15",
        ),
        (
            "2025-08-12/2025-08-14~",
            "2025-08-12 | 2025-08-13 | 2025-08-12 | 2025-08-17",
        ),
        ("2025-08-12/", "2025-08-12 | 2025-08-13 | 2025-08-12 | +"),
        ("2025-08-12/..", "2025-08-12 | 2025-08-13 | + | +"),
        ("/2025-08-12", "- | 2025-08-13 | 2025-08-12 | 2025-08-13"),
        ("../2025-08-12", "- | - | 2025-08-12 | 2025-08-13"),
        ("..1984/2004..", "- | 1985-01-01 | 2004-01-01 | +"),
        (
            "2025-08-14~",
            "2025-08-12 | 2025-08-17 | 2025-08-12 | 2025-08-17",
        ),
        (
            "2025-08-14?",
            "2025-08-14 | 2025-08-15 | 2025-08-14 | 2025-08-15",
        ),
        (
            "2025-08~",
            "2025-07-01 | 2025-10-01 | 2025-07-01 | 2025-10-01",
        ),
        (
            "2025-22%",
            "2025-03-01 | 2025-12-01 | 2025-03-01 | 2025-12-01",
        ),
        ("2025~", "2024-01-01 | 2027-01-01 | 2024-01-01 | 2027-01-01"),
        ("198X~", "1975-01-01 | 1995-01-01 | 1975-01-01 | 1995-01-01"),
        ("19XX~", "1875-01-01 | 2025-01-01 | 1875-01-01 | 2025-01-01"),
        (
            "2004-06-XX~",
            "2004-05-01 | 2004-08-01 | 2004-05-01 | 2004-08-01",
        ),
        (
            "2004-06~-11",
            "2004-05-11 | 2004-07-12 | 2004-05-11 | 2004-07-12",
        ),
        (
            "2004-06-~11",
            "2004-06-09 | 2004-06-14 | 2004-06-09 | 2004-06-14",
        ),
        (
            "[1667,1668,1670..1672]",
            "1667-01-01 | 1673-01-01 | 1667-01-01 | 1673-01-01",
        ),
        (
            "{1667,1668,1670..1672}",
            "1667-01-01 | 1668-01-01 | 1672-01-01 | 1673-01-01",
        ),
        ("[..1760-12-03]", "- | 1760-12-04 | - | 1760-12-04"),
        ("{..1984}", "- | - | 1984-01-01 | 1985-01-01"),
        ("[1760-12..]", "1760-12-01 | + | 1760-12-01 | +"),
    ] {
        assert_eq!(bounds(text, &utc), expected, "{text}");
    }
}

#[test]
fn days_and_times_in_anchorage() {
    let zone = anchorage();
    for (text, expected) in [
        (
            "2025-08-15T11:26-08:00/2025-08-15T14:11~",
            "2025-08-15 11:26 | 2025-08-15 11:27 | 2025-08-15 13:56 | 2025-08-15 14:27",
        ),
        (
            "2025-08-15T19:26Z",
            "2025-08-15 11:26 | 2025-08-15 11:27 | 2025-08-15 11:26 | 2025-08-15 11:27",
        ),
        (
            "2025-08-15T23:59:60",
            "2025-08-15 23:59:59 | 2025-08-16 | 2025-08-15 23:59:59 | 2025-08-16",
        ),
        (
            "2025-08-15T11~",
            "2025-08-15 09:00 | 2025-08-15 14:00 | 2025-08-15 09:00 | 2025-08-15 14:00",
        ),
        (
            "2025-08-15T24:00",
            "2025-08-16 | 2025-08-16 00:01 | 2025-08-16 | 2025-08-16 00:01",
        ),
    ] {
        assert_eq!(bounds(text, &zone), expected, "{text}");
    }
    let (day, _) = read("2025-08-15", &zone, &Margins::default()).unwrap();
    assert_eq!(day.earliest_start, Instant(1_755_244_800));
    assert_eq!(day.latest_end, Instant(1_755_331_200));
    // The day that summer time starts has 23 hours, the day that it ends 25.
    for (text, hours) in [("2025-03-09", 23), ("2025-11-02", 25)] {
        let (day, _) = read(text, &zone, &Margins::default()).unwrap();
        assert_eq!(day.latest_end.0 - day.earliest_start.0, hours * 3600);
    }
    // Samoa had no 30 December 2011.
    let apia = Zone::named("Pacific/Apia").unwrap();
    let (day, _) = read("2011-12-30", &apia, &Margins::default()).unwrap();
    assert_eq!(day.latest_end.0 - day.earliest_start.0, 1);
}

#[test]
fn cores_are_as_written() {
    let utc = Zone::utc();
    for (text, expected) in [
        ("2025-08-14~", "2025-08-14 | 2025-08-15"),
        (
            "2025-08-15T11:26/2025-08-15T14:11~",
            "2025-08-15 11:26 | 2025-08-15 14:11",
        ),
        (
            "2025-08-15T11:26/2025-08-15T11:26",
            "2025-08-15 11:26 | 2025-08-15 11:27",
        ),
        ("2025-08-12/2025-08-14", "2025-08-12 | 2025-08-15"),
        ("2025-08-12/", "2025-08-12 | 2025-08-13"),
        ("/2025-08-12", "2025-08-12 | 2025-08-13"),
        ("2025-08-12/..", "2025-08-12 | +"),
        ("../2025-08-12", "- | 2025-08-13"),
        ("2025-08-14/2025-08-12", "2025-08-12 | 2025-08-15"),
        ("[1667,1670..1672]", "1667-01-01 | 1673-01-01"),
    ] {
        assert_eq!(core(text, &utc), expected, "{text}");
    }
}

#[test]
fn a_window_takes_a_day_that_touches_it_and_is_sure_of_one_that_it_holds() {
    let utc = Zone::utc();
    let of = |text: &str| Date::parse(text).unwrap().bounds(&utc, &Margins::default());
    let (from, to) = (of("2025-08-08").earliest_start, of("2025-08-18").latest_end);
    for (text, possibly) in [
        ("2025-08-07", false),
        ("2025-08-08", true),
        ("2025-08-18", true),
        ("2025-08-19", false),
        ("2025-08-09~", true),
        ("2025-08-20~", true),
        ("2025-08", true),
        ("2025-08-01/..", true),
        ("../2025-08-07", false),
        ("2025-08-01/", true),
    ] {
        let bounds = of(text);
        assert_eq!(bounds.possibly_in(from, to), possibly, "{text}");
    }
}

#[test]
fn sets_list_their_members() {
    let utc = Zone::utc();
    let members = |text: &str| -> Vec<String> {
        let members = Date::parse(text).unwrap().members(&utc);
        members
            .iter()
            .map(|(start, end)| format!("{} {}", shown(*start, &utc), shown(*end, &utc)))
            .collect()
    };
    assert_eq!(
        members("{1667,1670..1672}"),
        [
            "1667-01-01 1668-01-01",
            "1670-01-01 1671-01-01",
            "1671-01-01 1672-01-01",
            "1672-01-01 1673-01-01",
        ]
    );
    assert_eq!(members("[2024-12..2025-02]").len(), 3);
    assert_eq!(members("[2024-02-28..2024-03-01]").len(), 3);
    assert_eq!(members("[..1984,2004..]"), ["- 1985-01-01", "2004-01-01 +"]);
    assert_eq!(
        members("{0001-01-01..9999-12-31}"),
        ["0001-01-01 10000-01-01"]
    );
    assert_eq!(members("2025-08"), ["2025-08-01 2025-09-01"]);
}

#[test]
fn traits_of_each_form() {
    let of = |text: &str| Date::parse(text).unwrap().traits();
    for (text, form, precision) in [
        ("2025-08-15T11:26:03", Form::Single, Precision::Second),
        ("2025-08-15", Form::Single, Precision::Day),
        (
            "2025-08-15T11:26/2025-08-15",
            Form::Interval,
            Precision::Day,
        ),
        ("2025-08/2026", Form::Interval, Precision::Year),
        ("2025-22", Form::Span, Precision::Season),
        ("2025-08-XX", Form::Span, Precision::Month),
        ("2025-XX-XX", Form::Span, Precision::Year),
        ("198X", Form::Span, Precision::Decade),
        ("156X-12-25", Form::Span, Precision::Decade),
        ("19XX", Form::Span, Precision::Century),
        ("1XXX", Form::Span, Precision::Beyond),
        ("1950S2", Form::Span, Precision::Century),
        ("Y171010000S3", Form::Span, Precision::Beyond),
        ("Y170000002", Form::Single, Precision::Year),
        ("[1667,1668-12]", Form::OneOf, Precision::Year),
        ("{1667-12-01,1668-12}", Form::AllOf, Precision::Month),
    ] {
        let traits = of(text);
        assert_eq!((traits.form, traits.precision), (form, precision), "{text}");
    }
    for (text, start, end) in [
        ("2025-08-15", End::Known, End::Known),
        ("2025-08-15/", End::Known, End::Unknown),
        ("../2025-08-15", End::Open, End::Known),
        ("unknown/2006", End::Unknown, End::Known),
        ("2004-01-01/open", End::Known, End::Open),
        ("1984/2004..", End::Known, End::Open),
        ("[..1984]", End::Open, End::Known),
    ] {
        assert_eq!((of(text).start, of(text).end), (start, end), "{text}");
    }
    for (text, approximate, uncertain) in [
        ("2025", false, false),
        ("2025~", true, false),
        ("2025-08-15T14:11?", false, true),
        ("2025-08-15T14:11Z%", true, true),
        ("2025-08-15/2025-08-16~", true, false),
        ("{2024,2025?}", false, true),
    ] {
        let traits = of(text);
        assert_eq!(
            (traits.approximate, traits.uncertain),
            (approximate, uncertain),
            "{text}"
        );
    }
    assert!(size_of::<Traits>() <= 8 && size_of::<Bounds>() == 32);
}

#[test]
fn old_letters_mean_the_same() {
    for (old, new) in [
        ("199u", "199X"),
        ("196x", "196X"),
        ("1999-uu-uu", "1999-XX-XX"),
        ("unknown/2006", "/2006"),
        ("2004-01-01/open", "2004-01-01/.."),
        ("y170000002", "Y170000002"),
        ("y-17e7", "Y-17E7"),
        ("y17101e4p3", "Y17101E4S3"),
        ("1984?~", "1984%"),
        ("[1999-uu]", "[1999-XX]"),
    ] {
        assert_eq!(Date::parse(old), Date::parse(new), "{old}");
    }
}

#[test]
fn backwards_intervals_are_turned_round() {
    let utc = Zone::utc();
    for text in [
        "2025-08-14/2025-08-12",
        "2025-08-15T14:11/2025-08-15T11:26",
        "2026/2025~",
    ] {
        let date = Date::parse(text).unwrap();
        assert!(date.backwards(&utc), "{text}");
        let (start, end) = text.split_once('/').unwrap();
        assert_eq!(bounds(text, &utc), bounds(&format!("{end}/{start}"), &utc));
    }
    for text in [
        "2025-08-12/2025-08-12",
        "2025-08-15T14:11/2025-08-15",
        "2025/2025-01",
        "2025/..",
    ] {
        assert!(!Date::parse(text).unwrap().backwards(&utc), "{text}");
    }
    // Which way round may depend on the zone.
    let mixed = Date::parse("2025-08-15T12:00Z/2025-08-15T09:00").unwrap();
    assert!(mixed.backwards(&utc) && !mixed.backwards(&anchorage()));
}

#[test]
fn what_is_not_a_date_says_why() {
    for (text, offset, message) in [
        ("", 0, "No date is written. Try 15 Aug 2025 or 2025-08-15."),
        (
            "15 Agust",
            2,
            "“15 Agust” is not a date. Try 15 Aug 2025 or 2025-08-15.",
        ),
        (
            "2025-02-30",
            8,
            "“2025-02-30” is not a date: the month has no such day.",
        ),
        (
            "2025-13",
            5,
            "“2025-13” is not a date: months run from 01 to 12; 21 to 24 stand for spring to winter.",
        ),
        (
            "2025-08-15T25:00",
            11,
            "“2025-08-15T25:00” is not a date: hours run from 00 to 23.",
        ),
        (
            "2025/2025-08-15T11:60",
            19,
            "“2025/2025-08-15T11:60” is not a date: minutes run from 00 to 59.",
        ),
        (
            "2025-08T11",
            0,
            "“2025-08T11” is not a date: a time needs a whole day before it.",
        ),
        (
            "../..",
            0,
            "“../..” is not a date: one end of an interval must be dated.",
        ),
        (
            "2024/2025/2026",
            9,
            "“2024/2025/2026” is not a date: an interval has one slash.",
        ),
        (
            "Y99999999999999999999",
            1,
            "“Y99999999999999999999” is not a date: the year is too far away.",
        ),
    ] {
        let problem = Date::parse(text).unwrap_err();
        assert_eq!(
            (problem.message.as_str(), problem.offset),
            (message, offset)
        );
    }
}

#[test]
fn what_is_not_a_date_is_refused() {
    for text in [
        "２０２５",
        "2025-08-15T24:01",
        "2025-08-15T11:26-00:00",
        "2025-08-15T11:26+14:30",
        "T11",
        "2025-22-01",
        "[",
        "{}",
        "🐻",
        "2025 ",
        "2025-08-15T11:26+03:00Z",
        "[2025-08-15T11:26]",
    ] {
        assert!(Date::parse(text).is_err(), "{text}");
    }
    let long = "9".repeat(100_000);
    assert!(Date::parse(&long).unwrap_err().message.len() < 200);
    assert!(Date::parse(&"[1,".repeat(30_000)).is_err());
}

#[test]
fn far_years_clamp_in_order() {
    let utc = Zone::utc();
    for text in [
        "Y-17E7",
        "Y9E18S1",
        "Y9E99",
        "Y-9E99~",
        "Y9223372036854775807",
        "Y-9999999999999~",
    ] {
        let bounds = Date::parse(text).unwrap().bounds(&utc, &Margins::default());
        assert!(bounds.earliest_start <= bounds.latest_end, "{text}");
        assert!(
            !bounds.earliest_start.is_open() && !bounds.latest_end.is_open(),
            "{text}"
        );
    }
}

fn sorted(bounds: &Bounds) -> bool {
    bounds.earliest_start <= bounds.latest_start
        && bounds.earliest_end <= bounds.latest_end
        && bounds.earliest_start <= bounds.earliest_end
        && bounds.latest_start <= bounds.latest_end
}

/// Texts that are mostly dates.
fn date_text() -> impl Strategy<Value = String> {
    let part = "(Y-?[1-9][0-9]{4,9}|-?[0-2][0-9X]{3}(S[1-3])?|[12][0-9]{3}-(0[1-9]|1[0-2]|2[1-4]|3[3-9]|XX)|[12][0-9]{3}-(0[1-9]|1[0-2])-([01][0-9]|2[0-8]|XX))[?~%]?";
    let time = "[12][0-9]{3}-(0[1-9]|1[0-2])-2[0-8]T([01][0-9]|2[0-3])(:[0-5][0-9](:[0-5][0-9])?)?(Z|[+-]0[1-9](:30)?)?[?~%]?";
    let moment = format!("({part}|{time})");
    proptest::string::string_regex(&format!(
        "({moment}|(|\\.\\.|(\\.\\.)?{moment})/(|\\.\\.|{moment}(\\.\\.)?)|[{{](\\.\\.)?{part},{part}[}}]|\\[{part},{part}(\\.\\.)?\\])"
    ))
    .unwrap()
}

proptest! {
    #[test]
    fn bounds_are_always_in_order(text in date_text(), index in 0usize..400, margin: u32) {
        let names = Zone::all_names();
        let zone = Zone::named(names.get(index).unwrap()).unwrap();
        let Ok(date) = Date::parse(&text) else { return Ok(()) };
        let wide = Margins { day: margin, month: margin, year: margin, century: margin, ..Margins::default() };
        for margins in [Margins::default(), wide] {
            let bounds = date.bounds(&zone, &margins);
            prop_assert!(sorted(&bounds), "{} {:?}", text, bounds);
            let (start, end) = date.core(&zone);
            prop_assert!(start < end, "{}", text);
            prop_assert!(start >= bounds.earliest_start && end <= bounds.latest_end, "{}", text);
            for (first, last) in date.members(&zone) {
                prop_assert!(first < last && first >= start && last <= end, "{}", text);
            }
        }
        prop_assert_eq!(read(&text, &zone, &wide), Ok((date.bounds(&zone, &wide), date.traits())));
    }

    #[test]
    fn plain_days_are_those_of_edtf(year in 0i64..=9999, month in 0u8..=13, day in 0u8..=32) {
        let text = format!("{year:04}-{month:02}-{day:02}");
        prop_assert_eq!(Date::parse(&text).is_ok(), edtf_core::Edtf::parse(&text).is_ok());
    }

    #[test]
    fn any_text_is_answered(text in "\\PC*") {
        if let Err(problem) = Date::parse(&text) {
            prop_assert!(text.is_char_boundary(problem.offset) && !problem.message.is_empty());
        }
    }

    #[test]
    fn any_text_of_date_letters_is_answered(text in "[0-9XYSETZuxyep./,:?~%+\\[\\]{}-]{0,30}") {
        if let Ok(date) = Date::parse(&text) {
            prop_assert!(sorted(&date.bounds(&Zone::utc(), &Margins::default())), "{}", text);
        }
    }

    #[test]
    fn any_day_is_written_so_that_it_is_read(near in -4_000_000i64..4_000_000, far in any::<i64>(), is_far in any::<bool>()) {
        let wall = if is_far { Instant(far) } else { Instant(near * 86_400) };
        let day = Zone::utc().civil(wall);
        let text = of_civil_day(&day);
        let date = Date::parse(&text);
        prop_assert!(date.is_ok(), "{}", text);
        let (from, to) = date.unwrap().core(&Zone::utc());
        let noon = Instant(crate::dataset::instant::days_from_civil(day.year, day.month, day.day) * 86_400 + 43_200);
        prop_assert!(from <= noon && noon < to, "{}", text);
        if day.year.abs() <= 9999 {
            prop_assert_eq!(to.0 - from.0, 86_400, "{}", text);
        }
    }
}

#[test]
fn edges_of_a_quarter_are_known_and_those_of_a_season_are_not() {
    for (text, is_season) in [
        ("2025-21", true),
        ("2025-32", true),
        ("2025-33", false),
        ("2025-41", false),
        ("2025", false),
        ("2025-22/2025-24", false),
    ] {
        assert_eq!(Date::parse(text).unwrap().is_season(), is_season, "{text}");
    }
}
