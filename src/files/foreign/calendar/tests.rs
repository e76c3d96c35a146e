//! Tests.

use super::lines::{mended, parted, unfolded};
use super::moment::{read as read_moment, read_duration};
use super::windows::ZONES;
use super::{read, recognises};
use crate::files::foreign::sheets::{Sheets, Told};
use crate::files::foreign::testing::{lost, shown, told, torture};

/// Each sample, its text, and all that is read of it.
const SAMPLES: [(&str, &str, &str); 8] = [
    (
        "google.ics",
        include_str!("../../../../tests/foreign/google.ics"),
        include_str!("../../../../tests/foreign/cells/google.ics.txt"),
    ),
    (
        "outlook.ics",
        include_str!("../../../../tests/foreign/outlook.ics"),
        include_str!("../../../../tests/foreign/cells/outlook.ics.txt"),
    ),
    (
        "apple.ics",
        include_str!("../../../../tests/foreign/apple.ics"),
        include_str!("../../../../tests/foreign/cells/apple.ics.txt"),
    ),
    (
        "parliament.ics",
        include_str!("../../../../tests/foreign/parliament.ics"),
        include_str!("../../../../tests/foreign/cells/parliament.ics.txt"),
    ),
    (
        "historian.ics",
        include_str!("../../../../tests/foreign/historian.ics"),
        include_str!("../../../../tests/foreign/cells/historian.ics.txt"),
    ),
    (
        "thunderbird-tasks.ics",
        include_str!("../../../../tests/foreign/thunderbird-tasks.ics"),
        include_str!("../../../../tests/foreign/cells/thunderbird-tasks.ics.txt"),
    ),
    (
        "two-calendars-cut.ics",
        include_str!("../../../../tests/foreign/two-calendars-cut.ics"),
        include_str!("../../../../tests/foreign/cells/two-calendars-cut.ics.txt"),
    ),
    (
        "vcalendar-1.vcs",
        include_str!("../../../../tests/foreign/vcalendar-1.vcs"),
        include_str!("../../../../tests/foreign/cells/vcalendar-1.vcs.txt"),
    ),
];

/// Reads a calendar of one event with the given lines.
fn event(lines: &[&str]) -> Sheets {
    let lines = lines.join("\n");
    read(&format!(
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\n{lines}\nEND:VEVENT\nEND:VCALENDAR\n"
    ))
    .unwrap()
}

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

/// When an event with these lines is.
fn when(lines: &[&str]) -> String {
    cell(&event(lines), 0, "when").to_owned()
}

#[test]
fn every_cell_of_the_samples_is_as_expected() {
    for (name, text, cells) in SAMPLES {
        assert!(recognises(text), "{name}");
        let read = shown(&read(text).unwrap());
        assert_eq!(read, cells, "{name}");
    }
}

/// All that the lines of a calendar say, but the day after the last, lengths, and words that only say how the rest is written.
fn all_that_is_said(text: &str) -> String {
    let mut all = String::new();
    for (at, whole) in unfolded(text) {
        let Some(line) = parted(at, &whole) else {
            all.push_str(&whole);
            continue;
        };
        let is_end =
            matches!(line.name.as_str(), "DTEND" | "DURATION") && !line.value.contains('T');
        let is_length = line.name == "DURATION";
        if !matches!(line.name.as_str(), "BEGIN" | "END") && !is_end && !is_length {
            let value = line.value.replace("mailto:", "").replace("\\n", " ");
            all.push_str(&format!("\n{}\n", value.replace("geo:", "")));
        }
        for (name, text) in line.parameters {
            if name != "VALUE" {
                all.push_str(&format!("{} ", text.replace("\\n", " ")));
            }
        }
    }
    all
}

#[test]
fn no_word_of_the_samples_is_lost() {
    for (name, text, _) in SAMPLES {
        let words = lost(&all_that_is_said(text), &read(text).unwrap());
        // Midnights at which Outlook begins and ends whole days.
        let is_midnight = |word: &String| word.starts_with("2019122") && word.ends_with("t000000");
        let words: Vec<String> = words
            .into_iter()
            .filter(|word| !is_midnight(word))
            .collect();
        assert_eq!(words, Vec::<String>::new(), "{name}");
    }
    // The test can fail.
    let text = SAMPLES[0].1;
    let other = read(&text.replace("Wednesday", "Thursday")).unwrap();
    assert_eq!(
        lost(&all_that_is_said(text), &other),
        ["wednesday", "wednesday"]
    );
}

#[test]
fn folded_lines_are_joined_wherever_they_are_folded() {
    let line = "SUMMARY;X-A=\"b:c\":Grüße an 東京, \t 🌋 und \\, alle";
    let signs: Vec<char> = line.chars().collect();
    for width in 1..=signs.len() {
        for fold in ["\r\n ", "\r\n\t", "\n ", "\n\t"] {
            let parts: Vec<String> = signs
                .chunks(width)
                .map(|part| part.iter().collect())
                .collect();
            let text = format!("BEGIN:X\n{}\r\nEND:X\n", parts.join(fold));
            let lines = unfolded(&text);
            assert_eq!(lines.len(), 3, "{width} {fold:?}");
            assert_eq!(lines[1], (2, line.to_owned()), "{width} {fold:?}");
        }
    }
}

#[test]
fn letters_that_folds_part_are_mended() {
    let line = "SUMMARY:Grüße an 東京 🌋!";
    for fold in ["\r\n ", "\n\t"] {
        for place in 1..line.len() {
            let mut bytes = line.as_bytes()[..place].to_vec();
            bytes.extend_from_slice(fold.as_bytes());
            bytes.extend_from_slice(&line.as_bytes()[place..]);
            let text = String::from_utf8(mended(&bytes)).unwrap();
            assert_eq!(unfolded(&text)[0].1, line, "{place}");
        }
    }
    let whole = "BEGIN:VCALENDAR\r\nX:a\r\n b\n";
    assert_eq!(mended(whole.as_bytes()), whole.as_bytes());
}

#[test]
fn lines_are_parted_outside_of_quotes() {
    let line = parted(
        3,
        "attendee;CN=\"A; B: C\";ROLE=CHAIR;MEMBER=\"x:1\",\"x:2\":mailto:a@b.example",
    )
    .unwrap();
    assert_eq!((line.at, line.name.as_str()), (3, "ATTENDEE"));
    assert_eq!(line.parameter("CN"), Some("A; B: C"));
    assert_eq!(line.parameter("MEMBER"), Some("x:1,x:2"));
    assert_eq!(line.value, "mailto:a@b.example");
    let line = parted(1, "X;A=^'q^'^n^^^x:v").unwrap();
    assert_eq!(line.parameter("A"), Some("\"q\"\n^^x"));
    // A quote that is never closed quotes nothing.
    assert_eq!(parted(1, "X;A=\"b:c").unwrap().value, "c");
    for wrong in ["", "no colon", ":value", "a b:c", "Ä:c", "X;A=b"] {
        assert_eq!(parted(1, wrong), None, "{wrong}");
    }
}

#[test]
fn texts_lose_their_escapes_and_nothing_else() {
    let sheets = event(&[
        "SUMMARY:a\\, b\\; c\\\\n \\d",
        "DESCRIPTION:one\\ntwo\\Nthree",
        "CATEGORIES:a\\, b,c",
    ]);
    assert_eq!(cell(&sheets, 0, "title"), "a, b; c\\n \\d");
    assert_eq!(cell(&sheets, 0, "description"), "one\ntwo\nthree");
    assert_eq!(cell(&sheets, 0, "category"), "a, b");
    assert_eq!(cell(&sheets, 0, "tags"), "a, b; c");
}

#[test]
fn days_end_with_their_last_one() {
    let start = "DTSTART;VALUE=DATE:20240228";
    assert_eq!(when(&[start]), "2024-02-28");
    assert_eq!(when(&[start, "DTEND;VALUE=DATE:20240229"]), "2024-02-28");
    assert_eq!(
        when(&[start, "DTEND;VALUE=DATE:20240302"]),
        "2024-02-28/2024-03-01"
    );
    assert_eq!(when(&[start, "DTEND;VALUE=DATE:20240228"]), "2024-02-28");
    assert_eq!(when(&[start, "DURATION:P1W"]), "2024-02-28/2024-03-05");
    assert_eq!(
        when(&["DTSTART:20240228", "DTEND:20240301"]),
        "2024-02-28/2024-02-29"
    );
}

#[test]
fn times_are_of_their_clocks() {
    assert_eq!(when(&["DTSTART:20240228T101500"]), "2024-02-28T10:15");
    assert_eq!(when(&["DTSTART:20240228T101507Z"]), "2024-02-28T10:15:07Z");
    let same = ["DTSTART:20240228T101500Z", "DTEND:20240228T101500Z"];
    assert_eq!(when(&same), "2024-02-28T10:15Z");
    // Days by the calendar, hours by the clock: the night of 31 March has one hour less in Berlin.
    let night = "DTSTART;TZID=Europe/Berlin:20240330T220000";
    assert_eq!(
        when(&[night, "DURATION:PT10H"]),
        "2024-03-30T22:00/2024-03-31T09:00"
    );
    assert_eq!(
        when(&[night, "DURATION:P1D"]),
        "2024-03-30T22:00/2024-03-31T22:00"
    );
    let zone = event(&["DTSTART;TZID=europe/berlin:20240330T220000"]);
    assert_eq!(cell(&zone, 0, "zone"), "Europe/Berlin");
}

#[test]
fn zones_are_known_by_many_names() {
    for (id, zone) in [
        ("\"W. Europe Standard Time\"", "Europe/Berlin"),
        (
            "/mozilla.org/20050126_1/America/Argentina/Ushuaia",
            "America/Argentina/Ushuaia",
        ),
        (
            "/freeassociation.sourceforge.net/Tzfile/Asia/Tokyo",
            "Asia/Tokyo",
        ),
    ] {
        let sheets = event(&[&format!("DTSTART;TZID={id}:20240101T100000")]);
        assert_eq!(cell(&sheets, 0, "zone"), zone, "{id}");
        assert!(sheets.told.is_empty());
    }
    for id in ["UTC", "Etc/UTC", "tzone://Microsoft/Utc"] {
        assert_eq!(
            when(&[&format!("DTSTART;TZID={id}:20240101T100000")]),
            "2024-01-01T10:00Z"
        );
    }
    let odd = event(&[
        "DTSTART;TZID=(UTC+01:00) Somewhere:20240101T100000",
        "SUMMARY:a",
    ]);
    assert_eq!(cell(&odd, 0, "when"), "2024-01-01T10:00");
    assert_eq!(
        told(&odd),
        [(
            3,
            "the time zone “(UTC+01:00) Somewhere” is not known; its times are read as local"
                .to_owned()
        )]
    );
    for (windows, zone) in ZONES {
        assert!(
            crate::files::foreign::zone::named(zone).is_some(),
            "{windows}: {zone}"
        );
    }
}

#[test]
fn zones_of_a_file_have_its_offsets() {
    let zone = "BEGIN:VTIMEZONE\nTZID:Home\n\
        BEGIN:STANDARD\nDTSTART:19701025T030000\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nEND:STANDARD\n\
        BEGIN:DAYLIGHT\nDTSTART:19700329T020000\nRRULE:FREQ=YEARLY;BYMONTHDAY=25,26,27,28,29,30,31;BYDAY=SU;BYMONTH=3\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nEND:DAYLIGHT\nEND:VTIMEZONE\n";
    for (time, text) in [
        ("20240331T015900", "2024-03-31T01:59+01:00"),
        ("20240331T030000", "2024-03-31T03:00+02:00"),
        ("20240701T120000", "2024-07-01T12:00+02:00"),
        ("20241027T040000", "2024-10-27T04:00+01:00"),
        ("20250101T120000", "2025-01-01T12:00+01:00"),
        ("19600101T120000", "1960-01-01T12:00+01:00"),
    ] {
        let calendar = format!(
            "BEGIN:VCALENDAR\n{zone}BEGIN:VEVENT\nDTSTART;TZID=Home:{time}\nEND:VEVENT\nEND:VCALENDAR"
        );
        let sheets = read(&calendar).unwrap();
        assert_eq!(cell(&sheets, 0, "when"), text);
        assert_eq!(kept(&sheets, 0, "TZID (as written)"), "Home");
    }
}

#[test]
fn further_dates_are_events_of_their_own() {
    let sheets = event(&[
        "DTSTART;TZID=Europe/Rome:20240105T200000",
        "DTEND;TZID=Europe/Rome:20240105T213000",
        "SUMMARY:Choir",
        "RRULE:FREQ=WEEKLY;COUNT=3",
        "RDATE;TZID=Europe/Rome:20240105T200000,20240301T193000",
        "RDATE;VALUE=PERIOD:20240308T180000Z/PT2H,20240309T180000Z/20240309T190000Z,broken",
    ]);
    let all: Vec<&str> = (0..6).map(|row| cell(&sheets, row, "when")).collect();
    let wanted = [
        "2024-01-05T20:00/2024-01-05T21:30",
        "2024-03-01T19:30/2024-03-01T21:00",
        "2024-03-08T18:00Z/2024-03-08T20:00Z",
        "2024-03-09T18:00Z/2024-03-09T19:00Z",
        "2024-01-12T20:00/2024-01-12T21:30",
        "2024-01-19T20:00/2024-01-19T21:30",
    ];
    assert_eq!(all, wanted);
    assert_eq!(sheets.all[0].rows.len(), 6);
    let zones = [0, 1, 2].map(|row| cell(&sheets, row, "zone"));
    assert_eq!(zones, ["Europe/Rome", "Europe/Rome", ""]);
    let abroad = event(&[
        "DTSTART;TZID=Europe/Rome:20240105T200000",
        "RDATE;TZID=Asia/Tokyo:20240301T193000",
        "EXDATE;TZID=America/Lima:20240301T193000",
    ]);
    assert_eq!(cell(&abroad, 1, "zone"), "Asia/Tokyo");
    assert_eq!(kept(&abroad, 0, "EXDATE;TZID"), "America/Lima");
    assert_eq!(kept(&sheets, 0, "RRULE"), "FREQ=WEEKLY;COUNT=3");
    assert_eq!(
        [1, 2, 3].map(|row| kept(&sheets, row, "RRULE")),
        ["", "", ""]
    );
    assert_eq!(kept(&sheets, 0, "RDATE"), "broken");
    let told: Vec<String> = told(&sheets).into_iter().map(|(_, told)| told).collect();
    assert_eq!(told.len(), 1, "{told:?}");
}

/// When each event of a calendar is.
fn whens(sheets: &Sheets) -> Vec<String> {
    let rows = 0..sheets.all[0].rows.len();
    rows.map(|row| cell(sheets, row, "when").to_owned())
        .collect()
}

#[test]
fn a_first_time_that_is_taken_out_leaves_its_place() {
    let without_first = event(&[
        "DTSTART:20240105T100000Z",
        "RRULE:FREQ=DAILY;COUNT=3",
        "EXDATE:20240105T100000Z",
    ]);
    assert_eq!(
        whens(&without_first),
        ["2024-01-06T10:00Z", "2024-01-07T10:00Z"]
    );
    assert_eq!(kept(&without_first, 0, "RRULE"), "FREQ=DAILY;COUNT=3");
}

#[test]
fn times_of_what_repeats_are_events() {
    let course = event(&[
        "DTSTART;VALUE=DATE:20240105",
        "DTEND;VALUE=DATE:20240107",
        "SUMMARY:Course",
        "RRULE:FREQ=WEEKLY;UNTIL=20240126",
        "EXDATE;VALUE=DATE:20240112",
    ]);
    assert_eq!(
        whens(&course),
        [
            "2024-01-05/2024-01-06",
            "2024-01-19/2024-01-20",
            "2024-01-26/2024-01-27"
        ]
    );
    assert!(course.told.is_empty(), "{:?}", course.told);
    assert_eq!(kept(&course, 0, "EXDATE"), "2024-01-12");
    assert_eq!(kept(&course, 1, "RRULE"), "");
    // What never ends, and what is no simple rule, is told.
    for (rule, rows, told) in [
        (
            "FREQ=YEARLY;INTERVAL=2",
            1,
            "this event repeats without end; its first time is shown, the rule is kept",
        ),
        (
            "FREQ=MONTHLY",
            120,
            "this event repeats without end; it is shown until 2033-12-05, the rule is kept",
        ),
        (
            "FREQ=HOURLY",
            1,
            "this event repeats; its first time is shown, the rule is kept",
        ),
    ] {
        let sheets = event(&["DTSTART;VALUE=DATE:20240105", &format!("RRULE:{rule}")]);
        assert_eq!(sheets.all[0].rows.len(), rows, "{rule}");
        let words = sheets.told.iter().map(|told| told.fault.wrong.as_str());
        assert_eq!(words.collect::<Vec<_>>(), [told]);
    }
    // A time that was moved stands where it was moved to.
    let moved = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:20240105T100000Z\nRRULE:FREQ=DAILY;COUNT=3\nEND:VEVENT\n\
        BEGIN:VEVENT\nUID:a\nRECURRENCE-ID:20240106T100000Z\nDTSTART:20240108T100000Z\nEND:VEVENT\nEND:VCALENDAR\n";
    assert_eq!(
        whens(&read(moved).unwrap()),
        [
            "2024-01-05T10:00Z",
            "2024-01-07T10:00Z",
            "2024-01-08T10:00Z"
        ]
    );
}

#[test]
fn statuses_say_whether_it_happened() {
    for (line, status) in [
        ("STATUS:TENTATIVE", "possible"),
        ("STATUS:cancelled", "denied"),
        ("STATUS:CONFIRMED", ""),
        ("SUMMARY:none", ""),
    ] {
        let sheets = event(&[line]);
        assert_eq!(cell(&sheets, 0, "status"), status, "{line}");
    }
    assert_eq!(
        kept(&event(&["STATUS:CONFIRMED"]), 0, "STATUS"),
        "CONFIRMED"
    );
}

#[test]
fn what_stands_twice_is_kept() {
    let sheets = event(&[
        "SUMMARY:one",
        "SUMMARY:two",
        "DTSTART:20240101",
        "DTSTART:20250101",
        "DTEND:20240103",
        "DURATION:P9D",
        "DUE:20240109",
        "X-A;B=c:1",
        "X-A:2",
    ]);
    assert_eq!(cell(&sheets, 0, "title"), "one");
    assert_eq!(kept(&sheets, 0, "SUMMARY (again)"), "two");
    assert_eq!(cell(&sheets, 0, "when"), "2024-01-01/2024-01-02");
    assert_eq!(kept(&sheets, 0, "DTSTART"), "20250101");
    assert_eq!(kept(&sheets, 0, "DURATION"), "P9D");
    assert_eq!(kept(&sheets, 0, "DUE"), "20240109");
    assert_eq!(kept(&sheets, 0, "X-A"), "1 (B=c); 2");
}

#[test]
fn a_table_has_only_so_many_columns() {
    let lines: Vec<String> = (0..1000).map(|n| format!("X-{n}:v{n}")).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let sheets = event(&lines);
    assert!(sheets.all[0].columns.len() < 500);
    assert!(kept(&sheets, 0, "other properties").contains("X-999: v999"));
    assert_eq!(lost(&lines.join("\n"), &sheets), Vec::<String>::new());
}

#[test]
fn components_may_nest_as_deep_as_they_like() {
    let text = "BEGIN:VCALENDAR\n".to_owned() + &"BEGIN:A\n".repeat(100_000);
    assert!(read(&text).unwrap().all.is_empty());
}

#[test]
fn dates_and_durations_that_are_none_are_not_read() {
    for wrong in [
        "",
        "2024",
        "20241301",
        "20240230",
        "20240101T",
        "20240101T250000",
        "20240101T1000",
        "T100000",
        "-0010101",
    ] {
        let is_lenient = wrong == "20240101T1000";
        assert_eq!(read_moment(wrong).is_some(), is_lenient, "{wrong}");
    }
    assert_eq!(
        read_duration("-P1DT2H").map(|d| (d.days, d.seconds)),
        Some((-1, -7200))
    );
    for wrong in [
        "",
        "P",
        "PT",
        "P1H",
        "PT1D",
        "1D",
        "P99999999999999999999D",
        "PT1",
        "P-1D",
    ] {
        assert_eq!(read_duration(wrong), None, "{wrong}");
    }
}

#[test]
fn only_calendars_are_recognised() {
    assert!(recognises("\u{feff}\r\n begin:vcalendar \r\nVERSION:2.0"));
    for text in [
        "",
        "title,date\nBEGIN:VCALENDAR,2024",
        "{\"events\":[]}",
        "BEGIN:VCARD\n",
        "Dear BEGIN:VCALENDAR",
    ] {
        assert!(!recognises(text), "{text}");
    }
    assert_eq!(read("name,date\na,2024\n").unwrap_err().0, 1);
    let empty = read("BEGIN:VCALENDAR\nEND:VCALENDAR").unwrap();
    assert!(empty.all.is_empty());
    assert_eq!(empty.told.len(), 1);
}

#[test]
fn what_is_whole_of_a_cut_file_is_read_and_no_word_of_the_rest_is_lost() {
    let (_, text, _) = SAMPLES[0];
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    for count in 1..lines.len() {
        let cut = lines[..count].concat();
        let sheets = read(&cut).unwrap();
        let words = lost(&all_that_is_said(&cut), &sheets);
        assert_eq!(words, Vec::<String>::new(), "after {count} lines");
        let whole = cut.matches("END:VEVENT").count();
        // What repeats has rows of its own.
        let rows = sheets.all.first().map_or(&[][..], |sheet| &sheet.rows);
        let begins =
            |(line, _): &&(usize, Vec<String>)| lines[line - 1].starts_with("BEGIN:VEVENT");
        assert_eq!(rows.iter().filter(begins).count(), whole);
        let is_cut = |told: &Told| told.fault.wrong.starts_with("the file ends");
        assert!(sheets.told.iter().any(is_cut), "after {count} lines");
    }
}

#[test]
fn broken_files_are_read_without_a_panic() {
    for (_, text, _) in SAMPLES {
        torture(text, |text| {
            drop(read(text));
            std::hint::black_box(recognises(text));
            drop(mended(text.as_bytes()));
        });
    }
}
