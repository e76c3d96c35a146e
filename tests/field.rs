//! Small files in the style of what people bring, in `tests/field`: each is opened as it is.
#![expect(
    clippy::unwrap_used,
    reason = "a test fails where its file does not open"
)]

use detente::dataset::TO_THE_END;
use detente::dataset::date::{Date, in_words};
use detente::dataset::zone::Zone;
use detente::dataset::{Dataset, Event, Role};
use detente::files::table::{Import, Mapping, Rows};
use detente::files::{self, Opened};
use std::path::{Path, PathBuf};

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/field")
        .join(name)
}

fn open(name: &str) -> Opened {
    open_by(name, &Mapping::default())
}

fn open_by(name: &str, mapping: &Mapping) -> Opened {
    let opened = files::open_path_by(&path(name), mapping, TO_THE_END);
    opened.map_err(|error| format!("{name}: {error}")).unwrap()
}

fn import(opened: &Opened) -> &Import {
    opened.import.as_ref().unwrap()
}

fn events(dataset: &Dataset) -> Vec<&Event> {
    dataset.events.iter().collect()
}

fn dates(opened: &Opened) -> Vec<String> {
    let date = |event: &&Event| event.when.as_deref().unwrap_or("-").to_owned();
    events(&opened.dataset).iter().map(date).collect()
}

fn titles(opened: &Opened) -> Vec<String> {
    events(&opened.dataset)
        .iter()
        .map(|event| event.title.to_string())
        .collect()
}

/// Who takes part in each event, by name.
fn people(opened: &Opened) -> Vec<Vec<String>> {
    let name = |id: &str| {
        let mut all = opened.dataset.actors.iter();
        all.find(|actor| &*actor.id == id).unwrap().name.to_string()
    };
    let of = |event: &Event| event.participants.iter().map(|p| name(&p.actor)).collect();
    opened.dataset.events.iter().map(of).collect()
}

fn kept(event: &Event, key: &str) -> Option<String> {
    let json = event.more.notes.kept.get(key)?;
    serde_json::from_str(json).ok()
}

fn told(opened: &Opened) -> Vec<String> {
    opened.problems.iter().map(ToString::to_string).collect()
}

/// Each is told once, in this order, among what is told.
fn tells(opened: &Opened, parts: &[&str]) {
    let told = told(opened);
    assert_eq!(told.len(), parts.len(), "{told:#?}");
    for (told, part) in told.iter().zip(parts) {
        assert!(told.contains(part), "{told}\nhas no {part:?}");
    }
}

#[test]
fn a_sheet_for_timelinejs_is_a_dataset() {
    let opened = open("timelinejs.csv");
    let dataset = &opened.dataset;
    assert_eq!(&*dataset.metadata.title, "The harbour dispute");
    assert_eq!(
        dataset.metadata.description.as_deref(),
        Some("How it began.")
    );
    assert_eq!(
        dates(&opened),
        ["2019-03-04T09:30", "2019-05/2019-08", "-0043-03-15"]
    );
    assert_eq!(titles(&opened), ["First letter sent", "Talks", "Ides"]);
    let periods: Vec<_> = dataset.periods.iter().collect();
    assert_eq!(periods.len(), 1);
    assert_eq!(&*periods[0].title, "Old council");
    assert_eq!(periods[0].when.as_deref(), Some("2018/2020"));
    let first = events(dataset)[0];
    assert_eq!(
        first.by_hand.media[0].url.as_deref(),
        Some("https://example.org/1")
    );
    assert_eq!(
        kept(events(dataset)[1], "Display Date").as_deref(),
        Some("May to August 2019")
    );
    tells(&opened, &[]);
    assert!(import(&opened).is_sure());
}

#[test]
fn the_column_of_dates_has_many_names() {
    for name in [
        "Date",
        "Datum",
        "Day",
        "Event_date",
        "Start_Date",
        "Year",
        "date_local",
        "timestamp",
    ] {
        let opened = open(&format!("header-{name}.csv"));
        assert_eq!(dates(&opened), ["2019-03-04"], "{name}");
        assert_eq!(titles(&opened), ["First clash"], "{name}");
        assert!(import(&opened).is_sure(), "{name}");
    }
    let opened = open("units-in-header.csv");
    assert_eq!(dates(&opened), ["2019-03-04T10:00Z/2019-03-04T12:00Z"]);
    let event = events(&opened.dataset)[0];
    assert_eq!(kept(event, "Fatalities [persons]").as_deref(), Some("3"));
    let place = event.more.place.as_ref().unwrap();
    assert_eq!((place.lat.get(), place.lon.get()), (Some(50.1), Some(30.2)));
    tells(&opened, &[]);
}

#[test]
fn what_stands_around_a_table_is_skipped_and_told() {
    let opened = open("title-row.csv");
    assert_eq!(import(&opened).header, Some(3));
    assert_eq!(
        &*opened.dataset.metadata.title,
        "Timeline of the harbour inquiry (draft 3)"
    );
    assert_eq!(dates(&opened), ["2019-03-04", "2019-03-09"]);
    assert_eq!(people(&opened), [["Mayor Holt"], ["Harbour board"]]);
    tells(&opened, &[]);

    let opened = open("totals.csv");
    assert_eq!(titles(&opened), ["First clash", "Second clash"]);
    let both = |event: &Event| (kept(event, "Deaths"), kept(event, "Deaths (column 4)"));
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(both(events(&opened.dataset)[0]), (text("3"), text("2")));
    tells(
        &opened,
        &[
            "line 7, column 1: the row “Total, 4, 6” sums up others",
            "line 8, column 1: the row “Source: own count, 2020” has a note alone",
        ],
    );

    let opened = open("quotes.csv");
    assert_eq!(titles(&opened).last().map(String::as_str), Some("Last row"));
    assert_eq!(titles(&opened)[3], "Unclosed quote");
    tells(
        &opened,
        &[
            "line 2, column 41",
            "line 8, column 1: a quote is opened and not closed",
        ],
    );
}

#[test]
fn a_date_holds_for_the_rows_below_on_request() {
    let opened = open("merged-dates.csv");
    assert_eq!(dates(&opened), ["2019-03-04", "-", "-", "2019-03-05", "-"]);
    tells(
        &opened,
        &["line 3, column 1: 3 rows have no date and stand below one that has"],
    );
    let filled = open_by(
        "merged-dates.csv",
        &Mapping {
            fill_down: true,
            ..Mapping::default()
        },
    );
    let (first, second) = ("2019-03-04", "2019-03-05");
    assert_eq!(dates(&filled), [first, first, first, second, second]);
    tells(&filled, &[]);
}

#[test]
fn every_encoding_gives_the_same_events() {
    let wanted = open("cyrillic-utf8.csv");
    tells(&wanted, &[]);
    assert_eq!(dates(&wanted), ["2014-08-15", "2014-08-16"]);
    assert_eq!(people(&wanted)[0], ["Иван Петренко", "Олена Коваль"]);
    let place = events(&wanted.dataset)[0].more.place.clone().unwrap();
    assert_eq!(
        (place.lat.get(), place.lon.get()),
        (Some(50.45), Some(30.52))
    );
    for name in [
        "cyrillic-cp1251.csv",
        "utf16-without-bom.csv",
        "sep-line.csv",
    ] {
        let opened = open(name);
        assert_eq!(opened.dataset.events, wanted.dataset.events, "{name}");
        assert_eq!(opened.dataset.actors, wanted.dataset.actors, "{name}");
    }
    let opened = open("one-bad-byte.csv");
    let all = events(&opened.dataset);
    assert_eq!(all[..2], events(&wanted.dataset)[..]);
    assert_eq!(
        &*opened.dataset.sources.at(1).unwrap().1.title,
        "Caf\u{fffd}"
    );
    tells(
        &opened,
        &["line 4, column 48: here are bytes that are not UTF-8"],
    );

    let opened = open("cr-only.csv");
    assert_eq!(dates(&opened), ["2019-01-01", "31 Feb 2019", "2019-01-03"]);
    tells(
        &opened,
        &["line 3, column 3: when “31 Feb 2019” is not a date"],
    );
}

#[test]
fn a_column_of_dates_is_read_as_a_whole() {
    let opened = open("day-first.csv");
    let wanted = [
        "2022-01-13",
        "2022-03-05",
        "2022-04-02",
        "2022-04-28",
        "2022-07-07",
    ];
    assert_eq!(dates(&opened), wanted);
    assert!(import(&opened).is_sure());
    tells(&opened, &[]);

    let opened = open("day-and-month-mixed.csv");
    assert!(!import(&opened).is_sure());
    assert_eq!(import(&opened).questions.len(), 1);
    tells(
        &opened,
        &["line 1, column 7: column “when” has both orders of day and month"],
    );

    let opened = open("excel-dates.csv");
    let wanted = [
        "2015-03-11",
        "2015-03-16",
        "2015-03",
        "2014-03-25",
        "2014-03-25",
        "2015-03-11",
    ];
    assert_eq!(dates(&opened), wanted);
    tells(&opened, &[]);

    let opened = open("midnight.csv");
    assert_eq!(dates(&opened), ["2019-03-04/2019-03-05", "2019-03-06"]);
}

#[test]
fn a_good_start_stays_whatever_the_end_is() {
    let opened = open("odd-ends.csv");
    let wanted = [
        "2019-05-01",
        "2019-05-01",
        "/2019-05-01",
        "2019-05-01/..",
        "2019-05-01/..",
        "1914/1918",
        "2019/2019-05-03",
        "2019-05-01T10:00/2019-05-01T12:00",
        "2019-05",
        "/2019-03-02",
    ];
    assert_eq!(dates(&opened), wanted);
    let all = events(&opened.dataset);
    assert_eq!(kept(all[0], "end").as_deref(), Some("2019-03-01"));
    assert_eq!(kept(all[9], "start").as_deref(), Some("2019-02-29"));
    tells(&opened, &["line 2", "line 10", "line 11"]);

    let opened = open("ranges-in-both.csv");
    let all = events(&opened.dataset);
    assert_eq!(all[1].when.as_deref(), Some("1816/1855"));
    assert_eq!(kept(all[1], "start").as_deref(), Some("1816 to 1820"));
    assert_eq!(kept(all[1], "end").as_deref(), Some("1848 to 1855"));
    tells(&opened, &[]);
}

#[test]
fn clocks_and_zones_are_read() {
    let opened = open("clock-and-zone.csv");
    let all = dates(&opened);
    assert_eq!(all[0], "2024-03-26T00:56-05:00");
    assert_eq!(all[2], "2024-03-26T01:26/2024-03-26T01:27");
    assert_eq!(all[3], "2024-03-26T00:56-04:00");
    assert_eq!(all[4], "2024-03-26T00:56-04:00");
    tells(&opened, &[]);

    let opened = open("zones.csv");
    let all = dates(&opened);
    assert_eq!(all[5], "2014-03-09T12:00+02:00");
    assert_eq!(all[6], "2014-03-09T12:00+03");
    tells(
        &opened,
        &[
            "line 3, column 12: when “2014-03-09 02:30” the clocks went forward",
            "line 4, column 7: when “2014-11-02 01:30” the clocks went back",
        ],
    );
}

#[test]
fn places_are_read_with_commas_and_degrees() {
    let opened = open("coordinates.csv");
    let places: Vec<_> = events(&opened.dataset)
        .iter()
        .map(|event| {
            event
                .more
                .place
                .as_ref()
                .map(|place| (place.lat.get(), place.lon.get()))
        })
        .collect();
    assert_eq!(places[0], Some((Some(50.45), Some(30.52))));
    let (lat, lon) = places[1].unwrap();
    assert!((lat.unwrap() - 50.45).abs() < 0.001 && (lon.unwrap() - 30.52).abs() < 0.01);
    assert_eq!(places[3], Some((Some(0.0), Some(0.0))));
    tells(&opened, &["line 4, column 14: lat 95 is not in the range"]);
}

#[test]
fn names_are_people() {
    let opened = open("invisible-signs.csv");
    let names: Vec<_> = opened
        .dataset
        .actors
        .iter()
        .map(|actor| actor.name.to_string())
        .collect();
    assert_eq!(names, ["Olaf Scholz", "Mira Novák", "Olaf Scholz."]);

    let opened = open("several-names.csv");
    let holt = "Mayor Holt".to_owned();
    let lena = "Lena Barker".to_owned();
    let two = vec![holt.clone(), lena.clone()];
    let wanted = [
        vec![holt.clone(), lena, "Tom Reed".to_owned()],
        vec![holt],
        two.clone(),
        two.clone(),
        two,
    ];
    assert_eq!(people(&opened), wanted);
    let tags = |n: usize| events(&opened.dataset)[n].more.notes.tags.join("|");
    assert_eq!(
        (tags(0), tags(2)),
        ("bridge|money|vote".to_owned(), "bridge|vote".to_owned())
    );

    let opened = open("look-alikes.csv");
    assert_eq!(people(&opened)[6][1], "Olaf Scholz");
}

#[test]
fn who_does_what_to_whom_is_read() {
    let opened = open("source-target.csv");
    let event = events(&opened.dataset)[0];
    let roles: Vec<_> = event.participants.iter().map(|p| p.role).collect();
    assert_eq!(roles, [Role::From, Role::To]);
    assert_eq!(people(&opened)[0], ["Richard Moss", "Jane Tyne"]);

    let opened = open("edges.csv");
    assert_eq!(import(&opened).rows, Rows::Relations);
    let relations: Vec<_> = opened.dataset.relations.iter().collect();
    let kinds: Vec<_> = relations
        .iter()
        .filter_map(|relation| relation.kind.as_deref())
        .collect();
    assert_eq!(kinds, ["donor", "contractor", "chairs", "family"]);
    assert_eq!(relations[0].label.as_deref(), Some("gave 20000"));
    assert_eq!(
        (&*relations[0].from, &*relations[0].to),
        ("barker-ltd", "mayor-holt")
    );

    let opened = open("gephi-edges.csv");
    let relations: Vec<_> = opened.dataset.relations.iter().collect();
    assert!(relations.iter().all(|relation| relation.directed));
    assert_eq!(relations[0].when.as_deref(), Some("2015-05-19T13:44:07"));
    assert_eq!(relations[0].weight, Some(3.0));

    let opened = open("self-ties.csv");
    assert_eq!(people(&opened)[0], ["Alpha", "Alpha"]);
    tells(&opened, &[]);
}

#[test]
fn downloads_are_events() {
    let opened = open("acled.csv");
    assert_eq!(import(&opened).rows, Rows::Events);
    assert_eq!(dates(&opened).len(), 2);
    assert_eq!(
        people(&opened)[0],
        ["Border Guard of Norland", "Hill Front"]
    );
    assert_eq!(
        kept(events(&opened.dataset)[0], "fatalities").as_deref(),
        Some("3")
    );

    let opened = open("ucdp.csv");
    assert_eq!(dates(&opened), ["2019-03-04/2019-03-05"]);
    assert_eq!(titles(&opened), ["Clash at pass"]);
    assert_eq!(
        kept(events(&opened.dataset)[0], "best").as_deref(),
        Some("3")
    );
}

#[test]
fn less_than_a_second_is_kept_and_written_back() {
    let opened = open("milliseconds.csv");
    let wanted = ["2024-09-03T10:15:30.125Z", "2024-09-03T10:15:30.873Z"];
    assert_eq!(dates(&opened), wanted);
    tells(&opened, &[]);
    let text = files::write(&opened.dataset);
    assert!(wanted.iter().all(|date| text.contains(date)), "{text}");
    let date = Date::parse(wanted[0]).unwrap();
    let words = in_words(&date, &Zone::utc(), &Zone::utc());
    assert!(words.contains("10:15:30.125"), "{words}");
}

#[test]
fn plain_tables_open_without_a_word() {
    for (name, count) in [
        ("250-equal.csv", 250),
        ("order-of-rows.csv", 5),
        ("outlier.csv", 10),
        ("outlier-bce.csv", 10),
        ("milliseconds.csv", 2),
    ] {
        let opened = open(name);
        assert_eq!(opened.dataset.events.len(), count, "{name}");
        assert!(import(&opened).is_sure(), "{name}");
        tells(&opened, &[]);
    }
}

#[test]
fn workbooks_are_read_as_they_are_shown() {
    let opened = open("book.xlsx");
    assert_eq!(import(&opened).origin.sheet.as_deref(), Some("Incidents"));
    assert_eq!(import(&opened).header, Some(3));
    let lines = import(&opened).lines();
    assert!(lines[0].contains("header in row 3"), "{lines:?}");
    // A cell that was merged over three rows holds for each of them.
    let wanted = [
        "2019-03-04T09:30",
        "2019-03-04T11:00",
        "2019-03-04",
        "2019-03-05T14:15",
        "2019-05~",
        "31 Feb 2019",
    ];
    assert_eq!(dates(&opened), wanted);
    assert_eq!(people(&opened)[0], ["Mayor Holt", "Harbour board"]);
    assert_eq!(
        &*opened.dataset.metadata.title,
        "Incidents in the harbour, draft"
    );
    assert_eq!(
        kept(events(&opened.dataset)[0], "Deaths").as_deref(),
        Some("3")
    );
    tells(
        &opened,
        &[
            "book.xlsx, cell A9: when “31 Feb 2019” is not a date",
            "book.xlsx, cell A10: the row “Total, 4” sums up others",
        ],
    );
    for name in ["book.xls", "book.ods"] {
        let opened = open(name);
        assert_eq!(dates(&opened), ["2019-03-04", "2020"], "{name}");
        assert_eq!(
            people(&opened),
            [["Mayor Holt"], ["Harbour board"]],
            "{name}"
        );
        tells(&opened, &[]);
    }
    let of_sheet = |sheet: &str| Mapping {
        sheet: Some(sheet.to_owned()),
        ..Mapping::default()
    };
    assert_eq!(open_by("book.xlsx", &of_sheet("2")).dataset.events.len(), 6);
    let refused = files::open_path_by(&path("book.xlsx"), &of_sheet("Nowhere"), TO_THE_END);
    let told = refused.map(|_| ()).unwrap_err().to_string();
    assert!(
        told.contains("there is no sheet “Nowhere”; there are Read me, Incidents"),
        "{told}"
    );
}

#[test]
fn downloads_are_known_by_their_columns() {
    let opened = open("gdelt.CSV");
    assert_eq!(import(&opened).download, Some("GDELT"));
    assert_eq!(dates(&opened), ["2019-03-04", "2019-03-05", "2019-03-06"]);
    assert_eq!(titles(&opened)[0], "Consult: LATVIA – ESTONIA");
    let all = events(&opened.dataset);
    let first = all[0];
    assert_eq!((&*first.id, first.tone.get()), ("900000001", Some(1.0)));
    assert_eq!(&*first.more.action.as_ref().unwrap().kind, "CONSULT");
    let place = first.more.place.as_ref().unwrap();
    assert_eq!(
        (place.name.as_deref(), place.lat.get()),
        (Some("Riga, Latvia"), Some(56.95))
    );
    let source = opened.dataset.sources.at(0).unwrap().1;
    assert_eq!(source.url.as_deref(), Some("https://example.org/a"));
    let roles: Vec<_> = first.participants.iter().map(|p| p.role).collect();
    assert_eq!(roles, [Role::From, Role::To]);
    // A code is kept as it is: its first 0 is no number's.
    assert_eq!(kept(first, "EventCode").as_deref(), Some("040"));
    assert_eq!(kept(first, "EventRootCode").as_deref(), Some("04"));
    tells(&opened, &[]);

    let opened = open("acled.csv");
    assert_eq!(import(&opened).download, Some("ACLED"));
    let first = events(&opened.dataset)[0];
    assert_eq!(
        &*first.title,
        "Armed clash: Border Guard of Norland – Hill Front"
    );
    assert!(
        first
            .participants
            .iter()
            .all(|p| p.role == Role::Participant)
    );
    assert_eq!(
        dates(&opened),
        ["2019-03-04", "2019-03-04/2019-03-10"],
        "a week"
    );
    assert_eq!(
        kept(events(&opened.dataset)[1], "time_precision").as_deref(),
        Some("2")
    );

    let opened = open("ucdp.csv");
    assert_eq!(import(&opened).download, Some("UCDP"));
    assert!(import(&opened).is_sure());
}

#[test]
fn a_header_may_name_few_of_the_columns() {
    let text = "My diary,,,,,\n,Date,,Title,,\n1,2020-01-02,fine,First,a,b\n\
        2,2020-02-02,rain,Second,a,b\n3,2020-03-02,rain,Third,a,b\n";
    let opened = files::open(text.into(), Path::new("few.csv"), TO_THE_END).unwrap();
    assert_eq!(titles(&opened), ["First", "Second", "Third"]);
    assert_eq!(dates(&opened), ["2020-01-02", "2020-02-02", "2020-03-02"]);
    assert_eq!(&*opened.dataset.metadata.title, "My diary");
}

#[test]
fn a_header_may_have_two_rows() {
    let text = "Harbour dates,,,,,,\nEvent,Start,,,End,,,Place\n,Year,Month,Day,Year,Month,Day,\n\
        Talks,2014,3,1,2014,3,2,Rome\nStrike,1987,5,,1987,6,,Lund\n";
    let opened = files::open(text.into(), Path::new("two.csv"), TO_THE_END).unwrap();
    assert_eq!(titles(&opened), ["Talks", "Strike"]);
    assert_eq!(dates(&opened), ["2014-03-01/2014-03-02", "1987-05/1987-06"]);
    assert_eq!(&*opened.dataset.metadata.title, "Harbour dates");
    let lines = import(&opened).lines();
    assert!(
        lines.iter().any(|line| line.contains("in two rows")),
        "{lines:?}"
    );
    // The same in a workbook, with cells merged over columns and over rows.
    let mut book = rust_xlsxwriter::Workbook::new();
    let plain = rust_xlsxwriter::Format::new();
    let sheet = book.add_worksheet();
    for (column, name) in [(0, "Event"), (7, "Place")] {
        sheet
            .merge_range(0, column, 1, column, name, &plain)
            .unwrap();
    }
    for (from, name) in [(1, "Start"), (4, "End")] {
        sheet
            .merge_range(0, from, 0, from + 2, name, &plain)
            .unwrap();
        for (column, part) in (from..).zip(["Year", "Month", "Day"]) {
            sheet.write_string(1, column, part).unwrap();
        }
    }
    for (row, (title, day, place)) in (2..).zip([("Talks", 1.0, "Rome"), ("Strike", 2.0, "Lund")]) {
        sheet.write_string(row, 0, title).unwrap();
        for (column, number) in (1..).zip([2014.0, 3.0, day, 2014.0, 4.0, day]) {
            sheet.write_number(row, column, number).unwrap();
        }
        sheet.write_string(row, 7, place).unwrap();
    }
    let opened = files::open(
        book.save_to_buffer().unwrap(),
        Path::new("two.xlsx"),
        TO_THE_END,
    )
    .unwrap();
    assert_eq!(titles(&opened), ["Talks", "Strike"]);
    assert_eq!(
        dates(&opened),
        ["2014-03-01/2014-04-01", "2014-03-02/2014-04-02"]
    );
}

#[test]
fn no_row_of_a_table_is_taken_for_a_second_row_of_its_header() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/field");
    for entry in std::fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let Ok(opened) = files::open_path_by(&path(&name), &Mapping::default(), TO_THE_END) else {
            continue;
        };
        let lines = opened
            .import
            .map(|import| import.lines())
            .unwrap_or_default();
        assert!(
            !lines.iter().any(|line| line.contains("in two rows")),
            "{name}: {lines:?}"
        );
    }
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(200))]

    /// Whatever stands in the first row, it is a row.
    #[test]
    fn the_first_row_is_never_swallowed(
        cells in proptest::collection::vec("(|yes|no|Rome|Anna Berg|Report|x y)", 6),
        gaps in proptest::collection::vec(proptest::bool::ANY, 2),
    ) {
        let names = ["title", "when", "agreed", "signed", "place", "seen"];
        let header: Vec<&str> = names
            .iter()
            .enumerate()
            .map(|(n, name)| match n.checked_sub(2).and_then(|n| gaps.get(n)) {
                Some(true) => "",
                _ => *name,
            })
            .collect();
        let text = format!("{}\nTalks,{}\nStrike,2015,no,no,Lund,no\n", header.join(","), cells[1..].join(","));
        let opened = files::open(text.clone().into(), Path::new("a.csv"), TO_THE_END).unwrap();
        proptest::prop_assert_eq!(titles(&opened), ["Talks", "Strike"], "{}", text);
    }
}
