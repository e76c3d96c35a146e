//! Events from a table.
#![expect(
    clippy::unwrap_used,
    reason = "a test fails where its table does not open"
)]

use detente::dataset::TO_THE_END;
use detente::dataset::{Dataset, Event, Kind, Role, Status};
use detente::files::table::Mapping;
use detente::files::{self, Format, OpenError, Opened};
use proptest::prelude::*;
use std::io::Write as _;
use std::path::Path;

fn open_bytes(bytes: impl Into<Vec<u8>>) -> Result<Opened, OpenError> {
    files::open(bytes.into(), Path::new("table.csv"), TO_THE_END)
}

fn open(text: &str) -> Opened {
    open_bytes(text).unwrap()
}

fn events(opened: &Opened) -> Vec<&Event> {
    opened.dataset.events.iter().collect()
}

/// How many rows are no events.
fn skipped(opened: &Opened) -> usize {
    opened.import.as_ref().unwrap().counts.skipped
}

fn problems(opened: &Opened) -> Vec<String> {
    opened.problems.iter().map(ToString::to_string).collect()
}

/// What was opened is saved and opened again as it is, extra columns and all.
fn survives(opened: &Opened) {
    let text = files::write(&opened.dataset);
    let again = files::open(text.clone().into(), Path::new("table.detente"), TO_THE_END);
    let again = again.map_err(|error| format!("{error}\n{text}")).unwrap();
    assert_eq!(again.dataset, opened.dataset);
}

fn csv() -> &'static Format {
    Format::of_name(Path::new("a.csv")).unwrap()
}

#[test]
fn every_column_becomes_its_field() {
    let opened = open(
        "URL,title,when,zone,category,actors,From,TO,description,tags,place,lat,lon,status,importance,tone,action,source,locator\n\
         https://a.example,Talks,15 Aug 2025,America/Anchorage,Talks,Trump; Putin,US,Russia|Ukraine,\"Long, with\n\"\"quotes\"\"\",a;b|c,Anchorage,61.25,-149.8,Planned,5,2.5,consult,Report,para. 1\n",
    );
    assert_eq!(problems(&opened), [""; 0]);
    assert_eq!((opened.format, skipped(&opened)), (csv(), 0));
    let event = events(&opened)[0];
    assert_eq!((&*event.id, &*event.title), ("talks", "Talks"));
    assert_eq!(event.when.as_deref(), Some("2025-08-15"));
    assert_eq!(event.category.as_deref(), Some("talks"));
    let participants = event.participants.iter().map(|p| (&*p.actor, p.role));
    let participants: Vec<_> = participants.collect();
    assert_eq!(
        participants,
        [
            ("trump", Role::Participant),
            ("putin", Role::Participant),
            ("us", Role::From),
            ("russia", Role::To),
            ("ukraine", Role::To)
        ]
    );
    let more = &event.more;
    assert_eq!(event.by_hand.zone.as_deref(), Some("America/Anchorage"));
    assert_eq!(event.description.as_deref(), Some("Long, with\n\"quotes\""));
    assert_eq!(
        more.notes.tags.iter().map(|t| &**t).collect::<Vec<_>>(),
        ["a", "b", "c"]
    );
    let place = more.place.as_ref().unwrap();
    assert_eq!(
        (place.name.as_deref(), place.lat.get(), place.lon.get()),
        (Some("Anchorage"), Some(61.25), Some(-149.8))
    );
    assert_eq!(
        (event.status, event.importance, event.tone.get()),
        (Status::Planned, 5, Some(2.5))
    );
    assert_eq!(&*more.action.as_ref().unwrap().kind, "CONSULT");
    assert_eq!(&*event.citations[0].source, "report");
    assert_eq!(event.citations[0].locator.as_deref(), Some("para. 1"));
    let source = opened.dataset.sources.iter().next().unwrap();
    assert_eq!(
        (&*source.title, source.url.as_deref()),
        ("Report", Some("https://a.example"))
    );
    let names: Vec<_> = opened.dataset.actors.iter().map(|a| &*a.name).collect();
    assert_eq!(names, ["Trump", "Putin", "US", "Russia", "Ukraine"]);
    survives(&opened);
}

#[test]
fn separators_and_encodings_are_found() {
    let plain = "title;when;tone\nÄußerung, kühl;2025-08-15;-2,5\n";
    let utf16 = |little: bool| {
        let units = "\u{feff}".encode_utf16().chain(plain.encode_utf16());
        let bytes = |u: u16| {
            if little {
                u.to_le_bytes()
            } else {
                u.to_be_bytes()
            }
        };
        units.flat_map(bytes).collect::<Vec<u8>>()
    };
    let windows: Vec<u8> = plain
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect();
    for (bytes, said) in [
        (plain.into(), 0),
        (format!("\u{feff}{plain}").into_bytes(), 0),
        (plain.replace('\n', "\r\n").into_bytes(), 0),
        (
            plain
                .replace("-2,5", "-2.5")
                .replace(';', "\t")
                .into_bytes(),
            0,
        ),
        (utf16(true), 0),
        (utf16(false), 0),
        (windows, 1),
    ] {
        let opened = open_bytes(bytes).unwrap();
        assert_eq!(&*events(&opened)[0].title, "Äußerung, kühl");
        assert_eq!(events(&opened)[0].tone.get(), Some(-2.5));
        assert_eq!(opened.problems.len(), said, "{:?}", problems(&opened));
    }
    let opened = open_bytes(b"title,when\ncaf\xe9,2025\n").unwrap();
    assert_eq!(
        problems(&opened),
        ["table.csv, line 1, column 1: the file is not UTF-8 and was read as Windows-1252."]
    );
}

#[test]
fn what_cannot_be_read_is_told_by_line_and_kept() {
    let opened = open(
        "title,when,lat,importance,status,Budget\n\
         Good,2025-08-15,,,,0012\n\
         \n\
         Two readings,03/04/2025,,,,\n\
         Bad date,15 Agust,north,high,happend,\n\
         ,,,,,lonely\n\
         \"Over\nlines\",2025-02-30,91,9,,,more\n\
         ,2025,,,,\n",
    );
    assert_eq!(
        problems(&opened),
        [
            "table.csv, line 4, column 14: when “03/04/2025” is not a date: it may mean 3 Apr 2025 or 4 Mar 2025, so write which.",
            "table.csv, line 5, column 10: when “15 Agust” is not a date. Try 15 Aug 2025 or 2025-08-15.",
            "table.csv, line 5, column 19: lat “north” is not a number.",
            "table.csv, line 5, column 25: importance “high” is not a number.",
            "table.csv, line 5, column 30: status “happend” is none of its words. Did you mean “happened”?",
            "table.csv, line 6, column 1: the row “lonely” has no title and no date, so it is no event.",
            "table.csv, line 8, column 8: when “2025-02-30” is not a date: the month has no such day.",
            "table.csv, line 8, column 19: lat 91 is not in the range −90 to 90.",
            "table.csv, line 8, column 19: place has lat or lon, and not the other.",
            "table.csv, line 8, column 22: importance 9 is not a whole number from 1 to 5.",
            "table.csv, line 8, column 26: the row has more cells than the header, 7.",
            "table.csv, line 9, column 1: title is missing.",
        ]
    );
    assert_eq!((events(&opened).len(), skipped(&opened)), (5, 1));
    assert_eq!(events(&opened)[1].when.as_deref(), Some("03/04/2025"));
    let text = files::write(&opened.dataset);
    for kept in [
        r#""Budget": "0012""#,
        r#""lat (column)": "north""#,
        r#""importance (column)": "high""#,
        r#""status": "happend""#,
        r#""importance": 9"#,
        r#""column 7": "more""#,
        r#""when": "2025-02-30""#,
    ] {
        assert!(text.contains(kept), "{kept}\n{text}");
    }
    survives(&opened);
}

#[test]
fn a_source_is_told_where_it_is_named() {
    let opened = open(
        "title,source,url\nA,\"The \"\"Post\"\", evening\",https://a.example\nB,Letter,ftp://b\nC,Letter,ftp://b\n,extra,,x,y,z\n",
    );
    assert_eq!(
        problems(&opened),
        [
            "table.csv, line 3, column 10: url “ftp://b” is not a web address.",
            "table.csv, line 5, column 9: the row has more cells than the header, 6.",
        ]
    );
}

#[test]
fn bytes_that_are_not_of_the_named_encoding_are_told() {
    let opened = open_bytes(b"\xef\xbb\xbftitle,when\nA,2025\ncaf\xe9,2025\n").unwrap();
    assert_eq!(
        problems(&opened),
        [
            "table.csv, line 3, column 4: here are bytes that are not UTF-8; “\u{fffd}” stands for them."
        ]
    );
}

#[test]
fn start_and_end_are_a_date() {
    let opened = open(
        "Title,Start,End\nA,15 Aug 2025,2025-08-18\nB,2025-08-15,\nC,,2025\nD,2025,2025\nE,soon,2025\nF,2026,2025\n",
    );
    let dates: Vec<_> = events(&opened)
        .iter()
        .map(|e| e.when.as_deref().unwrap())
        .collect();
    assert_eq!(
        dates,
        [
            "2025-08-15/2025-08-18",
            "2025-08-15",
            "/2025",
            "2025",
            "/2025",
            "2026"
        ]
    );
    let told = problems(&opened);
    assert_eq!(
        told,
        [
            "table.csv, line 6, column 3: when “soon” is not a date. Try 15 Aug 2025 or 2025-08-15.",
            "table.csv, line 7, column 8: end “2025” is before the start, so the start alone is the date.",
        ]
    );
    // What the date does not hold is kept.
    let kept = |n: usize, key: &str| {
        events(&opened)[n]
            .more
            .notes
            .kept
            .get(key)
            .map(str::to_owned)
    };
    assert_eq!(kept(4, "Start").as_deref(), Some("\"soon\""));
    assert_eq!(kept(5, "End").as_deref(), Some("\"2025\""));
    survives(&opened);
}

#[test]
fn names_are_one_actor_in_any_case_and_ids_are_unique() {
    let opened = open(
        "id,title,actors\n,Meeting,Putin;putin\n,Meeting,PUTIN;Путин\nmeeting,Meeting,\n,Meeting,\n",
    );
    let ids: Vec<_> = events(&opened).iter().map(|e| &*e.id).collect();
    assert_eq!(ids, ["meeting-2", "meeting-3", "meeting", "meeting-4"]);
    let actors: Vec<_> = opened.dataset.actors.iter().map(|a| &*a.id).collect();
    assert_eq!(actors, ["putin", "путин"]);
    assert_eq!(events(&opened)[0].participants.len(), 1);
    assert_eq!(opened.problems, []);
}

#[test]
fn sources_are_told_apart_by_address() {
    let opened = open(
        "title,source,url\nA,Report,https://a.example\nB,Report,https://b.example\nC,Report,\nD,,https://d.example\nE,report,https://a.example\n",
    );
    let sources: Vec<_> = events(&opened)
        .iter()
        .map(|e| &*e.citations[0].source)
        .collect();
    assert_eq!(
        sources,
        ["report", "report-2", "report", "https-d-example", "report"]
    );
}

#[test]
fn extra_columns_never_stand_in_a_fields_place() {
    let opened = open("title,accounts,citations,,Title,x,x\nA,a,b,c,d,e,f\n");
    assert_eq!(opened.problems, []);
    let kept: Vec<_> = events(&opened)[0]
        .more
        .notes
        .kept
        .iter()
        .map(|(k, v)| (&**k, v))
        .collect();
    assert_eq!(
        kept,
        [
            ("accounts (column)", "\"a\""),
            ("citations (column)", "\"b\""),
            ("column 4", "\"c\""),
            ("Title", "\"d\""),
            ("x", "\"e\""),
            ("x (column 7)", "\"f\""),
        ]
    );
    survives(&opened);
}

#[test]
fn a_quote_that_is_not_closed_is_told() {
    let opened = open("title,when\nA,2025\n\"B,2025\nC,2025\n");
    assert_eq!(
        problems(&opened),
        ["table.csv, line 3, column 1: a quote is opened and not closed, so it was read as none."]
    );
    let titles: Vec<&str> = events(&opened).iter().map(|event| &*event.title).collect();
    assert_eq!(titles, ["A", "B", "C"]);
}

#[test]
fn a_table_without_titles_or_dates_is_refused() {
    assert_eq!(
        open_bytes("").unwrap_err().to_string(),
        "table.csv: the file is empty."
    );
    assert_eq!(
        open_bytes("a,b\n1,2\n").unwrap_err().to_string(),
        "table.csv, line 1, column 1: header “a, b” names no column for titles or dates, and no cells look like them. Name one column title and one when, or say what the columns are."
    );
}

#[test]
fn the_content_decides_where_the_name_does_not() {
    let open =
        |name: &str, text: &str| files::open(text.into(), Path::new(name), TO_THE_END).unwrap();
    assert_eq!(open("a.txt", "title\nA\n").format, csv());
    assert_eq!(
        open("a.TSV", "title\twhen\nA\t2025\n").dataset.events.len(),
        1
    );
    let native = " {\"format\": \"detente\", \"version\": 1}";
    assert_eq!(open("a", native).format, Format::native());
    // A table is called as its file; a dataset has its own title, or none.
    let title = |name, text| open(name, text).dataset.metadata.title.to_string();
    assert_eq!(title("in/The war, 2025.csv", "title\nA\n"), "The war, 2025");
    assert_eq!(title("a.detente", native), "");
}

proptest! {
    /// Every row with something in it is an event or is told, and what was opened survives.
    #[test]
    fn no_row_is_lost(rows in prop::collection::vec(prop::collection::vec("[a-c0-9;|\"\n é/-]{0,6}", 7), 0..12)) {
        let mut table = String::from("title,when,actors,lat,importance,source,own\n");
        for row in &rows {
            let cells: Vec<_> = row.iter().map(|c| format!("\"{}\"", c.replace('"', "\"\""))).collect();
            table.push_str(&cells.join(","));
            table.push('\n');
        }
        let full = rows.iter().filter(|row| row.iter().any(|cell| !cell.trim().is_empty())).count();
        let opened = open(&table);
        prop_assert_eq!(opened.dataset.events.len() + skipped(&opened), full);
        let told = opened.problems.iter().filter(|p| p.fault.wrong.contains("it is no event"));
        prop_assert_eq!(told.count(), skipped(&opened));
        survives(&opened);
    }

    #[test]
    fn no_bytes_break_it(bytes in prop::collection::vec(any::<u8>(), 0..300), header: bool) {
        let mut table = if header { b"title,when\n".to_vec() } else { Vec::new() };
        table.extend(bytes);
        if let Ok(opened) = open_bytes(table) {
            survives(&opened);
        }
    }
}

#[test]
fn what_is_no_text_is_no_table() {
    let bytes = b"\x89PNG\r\n\x1a\n\x00\x00".to_vec();
    let refused = files::open(bytes, Path::new("photo.png"), TO_THE_END).unwrap_err();
    let told = refused.to_string();
    assert!(told.contains("neither a dataset nor a table"), "{told}");
}

#[test]
fn a_stray_control_sign_is_of_its_cell() {
    let opened = open("Date,Event\n2019-03-04,Let\u{1}ter\n2019-03-05,Reply\n");
    assert_eq!(dates_of(&opened), ["2019-03-04", "2019-03-05"]);
    assert_eq!(&*events(&opened)[0].title, "Let\u{1}ter");
}

/// What a field could not take stands in its column, and is read as it was.
#[test]
fn what_was_kept_is_written_as_a_table_and_read_again() {
    let text =
        "id,title,when,start,status,mood\na,A,2025-08-15,2025,happend,tense\nb,B,2025,,planned,\n";
    let first = open(text).dataset;
    let mut table = Vec::new();
    csv().write.unwrap()(&first, Kind::Event, &mut table).unwrap();
    let table = String::from_utf8(table).unwrap();
    let again = open(&table).dataset;
    let events = |dataset: &Dataset| dataset.events.iter().cloned().collect::<Vec<_>>();
    assert_eq!(events(&again), events(&first), "{table}");
}

/// A cell of letters that are no date, no number and no word of any header.
const WORD: &str = "q[b-df-hj-np-tv-z]{3,5}";
const CELLS: &str = "(q[bdfg]{4}|q[bdfg]{3}; q[hjkl]{3}|q[bdf]{3}, q[ghj]{3} and q[klm]{3}|2019-03-04|12:30|5 May|-44|3|50,45|none|\"|)";
/// The same without what only its company makes a date: once it is written, it is one.
const PLAIN_CELLS: &str = "(q[bdfg]{4}|q[bdfg]{3}; q[hjkl]{3}|2019-03-04|50,45|none|)";
/// Names that mean one thing, whatever stands below them.
const PLAIN_HEADERS: [&str; 7] = ["Who", "Type", "Description", "lat", "Place", "URL", "Tags"];
const HEADERS: [&str; 20] = [
    "title",
    "when",
    "Date",
    "Start",
    "End",
    "Year",
    "Month",
    "Day",
    "Time",
    "Who",
    "From",
    "To",
    "Source",
    "Target",
    "Type",
    "Description",
    "lat",
    "Place",
    "URL",
    "Group",
];

proptest! {
    /// Whatever a column is taken for, what stands in its cells is in the dataset or is told.
    #[test]
    fn no_cell_is_lost(
        headers in prop::collection::vec((0..HEADERS.len() + 3, WORD), 1..7),
        rows in prop::collection::vec(prop::collection::vec(CELLS, 7), 1..9),
    ) {
        let width = headers.len();
        let names = headers.iter().map(|(n, own)| HEADERS.get(*n).copied().unwrap_or(own));
        let quoted = |cell: &str| format!("\"{}\"", cell.replace('"', "\"\""));
        let mut table = names.map(quoted).collect::<Vec<_>>().join(",") + "\n";
        for row in &rows {
            let cells: Vec<_> = row.iter().take(width).map(|cell| quoted(cell)).collect();
            table += &(cells.join(",") + "\n");
        }
        let Ok(opened) = open_bytes(table.clone()) else {
            return Ok(());
        };
        let mut all = files::write(&opened.dataset);
        for problem in problems(&opened) {
            all += &problem;
        }
        let words = rows.iter().flat_map(|row| row.iter().take(width));
        let words = words.flat_map(|cell| cell.split(|c: char| !c.is_alphabetic()));
        for word in words.filter(|word| word.starts_with('q')) {
            prop_assert!(all.contains(word), "{word} is lost of\n{table}\n{all}");
        }
        survives(&opened);
    }

    /// A table of events that was written is read as the same events.
    #[test]
    fn what_is_written_is_read_again(
        headers in prop::collection::vec((0..PLAIN_HEADERS.len() + 3, WORD), 1..7),
        rows in prop::collection::vec(prop::collection::vec(PLAIN_CELLS, 9), 1..9),
    ) {
        // Two columns of one name are told apart by their case alone once they are written.
        let mut met = std::collections::HashSet::from(["title".to_owned(), "when".to_owned()]);
        let mut headers = headers;
        headers.retain(|(n, own)| {
            let name = PLAIN_HEADERS.get(*n).copied().unwrap_or(own).to_lowercase();
            met.insert(name)
        });
        let width = headers.len() + 2;
        let own = headers.iter().map(|(n, own)| PLAIN_HEADERS.get(*n).copied().unwrap_or(own));
        let names = ["title", "when"].into_iter().chain(own).take(width);
        let quoted = |cell: &str| format!("\"{}\"", cell.replace('"', "\"\""));
        let mut table = names.map(quoted).collect::<Vec<_>>().join(",") + "\n";
        for row in &rows {
            let cells: Vec<_> = row.iter().take(width).map(|cell| quoted(cell)).collect();
            table += &(cells.join(",") + "\n");
        }
        let Ok(opened) = open_bytes(table) else {
            return Ok(());
        };
        let mut written = Vec::new();
        csv().write.unwrap()(&opened.dataset, Kind::Event, &mut written).unwrap();
        let written = String::from_utf8(written).unwrap();
        // A column in which nothing stands is not written: another may be taken for it.
        let events = &opened.dataset.events;
        let is_bare = events.iter().all(|event| event.title.is_empty())
            || events.iter().all(|event| event.when.is_none());
        if is_bare {
            return Ok(());
        }
        let again = open(&written).dataset;
        let titles = |dataset: &Dataset| dataset.events.iter().map(|e| (e.title.to_string(), e.when.as_deref().map(str::to_owned))).collect::<Vec<_>>();
        prop_assert_eq!(titles(&again), titles(&opened.dataset), "{}", written);
    }
}

fn by(text: &str, mapping: &Mapping) -> Opened {
    files::open_by(text.into(), Path::new("table.csv"), mapping, TO_THE_END).unwrap()
}

fn dates_of(opened: &Opened) -> Vec<String> {
    let date = |event: &&Event| event.when.as_deref().unwrap_or("-").to_owned();
    events(opened).iter().map(date).collect()
}

fn names_of(opened: &Opened) -> Vec<String> {
    let all = opened.dataset.actors.iter();
    all.map(|actor| actor.name.to_string()).collect()
}

#[test]
fn a_year_that_was_merged_holds_for_the_months_below() {
    let fill = Mapping {
        fill_down: true,
        ..Mapping::default()
    };
    let text = "Year,Month,Day,Title\n2020,May,3,A\n,June,7,B\n,,,C\n";
    assert_eq!(
        dates_of(&by(text, &fill)),
        ["2020-05-03", "2020-06-07", "2020-06-07"]
    );
    let text = "Year,Month,Day,Title\n2020,5.0,3.0,A\n2020,6.0,7.0,B\n";
    assert_eq!(dates_of(&open(text)), ["2020-05-03", "2020-06-07"]);
}

#[test]
fn what_stands_above_holds_only_if_it_is_read() {
    let fill = Mapping {
        fill_down: true,
        ..Mapping::default()
    };
    let text = "Date,Time,Title\n2020-05-03,10:00,A\n,11:30,B\nsoon,,C\n,12:00,D\nditto,,E\n";
    let opened = by(text, &fill);
    let wanted = ["2020-05-03T10:00", "2020-05-03T11:30", "soon", "-", "ditto"];
    assert_eq!(dates_of(&opened), wanted);
    let kept = events(&opened)[3].more.notes.kept.get("Time");
    assert_eq!(kept, Some("\"12:00\""));
    assert!(problems(&opened)[1].contains("stands for the date above, and there is none"));
    // A ditto needs no order.
    let opened = open("Date,Title\n2020-05-03,A\nditto,B\n");
    assert_eq!(dates_of(&opened), ["2020-05-03", "2020-05-03"]);
}

#[test]
fn two_columns_of_one_meaning_keep_both() {
    let opened = open("Date,Title,Tags,Keywords\n2020,A,x,y\n");
    let tags: Vec<_> = events(&opened)[0]
        .more
        .notes
        .tags
        .iter()
        .map(|t| &**t)
        .collect();
    assert_eq!(tags, ["x", "y"]);
    let mut mapping = Mapping::default();
    for column in ["Note A", "Note B"] {
        mapping
            .columns
            .insert(column.to_owned(), "description".to_owned());
    }
    let opened = by("Date,Title,Note A,Note B\n2020,A,first,second\n", &mapping);
    let event = events(&opened)[0];
    assert_eq!(event.description.as_deref(), Some("first"));
    assert_eq!(event.more.notes.kept.get("Note B"), Some("\"second\""));
}

#[test]
fn a_table_without_a_header_loses_no_row() {
    let opened = open(
        "2020-05-01,Meeting,Kyiv\n2020-05-02,Strike,Lviv\nn.d.,Trial,Odesa\n2020-06-01,Verdict,Kyiv\n",
    );
    assert_eq!(events(&opened).len(), 4);
    assert_eq!(
        dates_of(&opened),
        ["2020-05-01", "2020-05-02", "-", "2020-06-01"]
    );
}

#[test]
fn a_time_that_is_not_joined_is_kept() {
    let opened = open("when,time,title\n2020-05-03,,A\n2020-05-03,14:00,B\n");
    assert_eq!(
        events(&opened)[1].more.notes.kept.get("time"),
        Some("\"14:00\"")
    );
}

#[test]
fn an_event_is_no_sum() {
    let opened = open(
        "Date,Event,Deaths\n2020,A,3\n,Total war in Europe,\n,Count Metternich resigns,\n,Total,3\n",
    );
    assert_eq!((events(&opened).len(), skipped(&opened)), (3, 1));
}

#[test]
fn a_cell_of_two_lines_is_one() {
    let text = "Date,Title,Text,Place,Source\n2020-05-03,Strike,\"It began, slowly, then\ngrew, and grew\"\n2020-05-04,B,,,\n";
    let opened = open(text);
    assert_eq!(problems(&opened), [""; 0]);
    let text = events(&opened)[0].description.as_deref();
    assert_eq!(text, Some("It began, slowly, then\ngrew, and grew"));
}

#[test]
fn people_who_are_two_stay_two() {
    let opened = open(
        "Date,Title,Who\n2020,A,Mr Smith\n2020,B,Mrs Smith\n2020,C,John Brown (1820-1890)\n2020,D,John Brown (1901-1977)\n2020,E,\"Acme, Inc.\"\n2020,F,\"Bolt, Ltd.\"\n2020,G,\"Cora, GmbH\"\n",
    );
    let wanted = [
        "Mr Smith",
        "Mrs Smith",
        "John Brown (1820-1890)",
        "John Brown (1901-1977)",
        "Acme, Inc.",
        "Bolt, Ltd.",
        "Cora, GmbH",
    ];
    assert_eq!(names_of(&opened), wanted);
    let opened = open("Date,Title,Who,To whom\n2020,A,Anna,Boris\n2021,B,Anna,Clara\n");
    let roles: Vec<_> = events(&opened)[0]
        .participants
        .iter()
        .map(|p| p.role)
        .collect();
    assert_eq!(roles, [Role::From, Role::To]);
}

#[test]
fn many_open_quotes_take_no_time() {
    let mut text = String::from("Date,Title\n");
    for n in 0..30_000 {
        text += &format!("2020-05-03,\"Title {n}\n");
    }
    let opened = open(&text);
    assert_eq!(events(&opened).len(), 30_000);
}

#[test]
fn what_was_remembered_and_fits_no_more_is_asked() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("people.csv");
    let put = |path: &Path, text: &str| {
        files::save::save(text.as_bytes(), path, &files::save::Disk).unwrap();
    };
    put(&path, "Date,Title,Person\n2020,A,Anna\n");
    put(
        &Mapping::file_of(&path),
        "{\"columns\": {\"Who\": \"from\", \"Title\": \"title\"}}",
    );
    let opened = files::open_path(&path, TO_THE_END).unwrap();
    let import = opened.import.as_ref().unwrap();
    assert!(!import.is_sure());
    assert!(import.questions[0].contains("There is no column “Who” any more"));
    assert_eq!(events(&opened).len(), 1);
}

/// Names of one kind beside each other are data, whatever stands between them.
#[test]
fn a_cell_of_many_names_is_no_header() {
    let names: Vec<_> = (0..12).map(|n| format!("Party {n}")).collect();
    let text = format!(
        "title,when,actors,category\nThe hearing,2024-07-01,{},Case\n",
        names.join(";")
    );
    assert_eq!(names_of(&open(&text)).len(), 12);
}

/// A row of TimelineJS that is a period has no place for most of its columns: what stands there is kept.
#[test]
fn a_row_that_is_an_era_loses_nothing() {
    let opened = open(
        "Year,End Year,Headline,Text,Type,Group,Place,Who\n\
         ,,Europe,About it,title,Atlas,Paris,Anna\n\
         1914,1918,The war,Four years,era,Wars,Ypres,Boris\n\
         soon,,Odd,,era,,,\n\
         1916,,Battle,,,Wars,Verdun,\n",
    );
    let period = opened.dataset.periods.at(0).unwrap().1;
    assert_eq!(period.when.as_deref(), Some("1914/1918"));
    for (key, cell) in [
        ("Text", "Four years"),
        ("Group", "Wars"),
        ("Place", "Ypres"),
        ("Who", "Boris"),
    ] {
        assert_eq!(period.kept.get(key), Some(&*format!("\"{cell}\"")), "{key}");
    }
    let kept = &opened.dataset.metadata.kept;
    assert_eq!(kept.get("Place"), Some("\"Paris\""));
    assert_eq!(events(&opened).len(), 1);
    let told = problems(&opened);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("line 4") && told[0].contains("“soon” is not a date"));
    survives(&opened);
}

/// The row of TimelineJS that is the title outweighs what stands above the header; a second one is told.
#[test]
fn a_table_has_one_title() {
    let opened = open(
        "Draft of March\n\nYear,Headline,Text,Type\n\
         ,The harbour dispute,How it began,title\n\
         2019,Letter,,\n\
         ,Another,,title\n",
    );
    let metadata = &opened.dataset.metadata;
    assert_eq!(&*metadata.title, "The harbour dispute");
    let description = metadata.description.as_deref();
    assert_eq!(description, Some("How it began\n\nDraft of March"));
    let told = problems(&opened);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("line 6") && told[0].contains("“Another, title” is a second title"));
    survives(&opened);
}

/// What was packed alone is opened; the files that systems pack beside it are none.
#[test]
fn a_file_that_was_packed_is_opened() {
    let zip = |files: &[(&str, &str)]| {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, text) in files {
            let options = zip::write::SimpleFileOptions::default();
            zip.start_file(*name, options).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    };
    let open = |name: &str, bytes: Vec<u8>| files::open(bytes, Path::new(name), TO_THE_END);
    let table = "Date,Event\n2019-03-04,Letter\nsoon,Reply\n";
    let beside = ("__MACOSX/._letters.csv", "\u{5}");
    let packed = zip(&[
        ("data/letters.csv", table),
        beside,
        ("data/about.pdf", "%PDF"),
    ]);
    for name in ["letters.zip", "letters", "letters.csv.zip"] {
        let opened = open(name, packed.clone()).unwrap();
        assert_eq!(dates_of(&opened), ["2019-03-04", "soon"], "{name}");
        assert!(problems(&opened)[0].starts_with("letters.csv, line 3"));
        assert!(!opened.format.holds_all(), "the zip is not saved over");
    }
    let refused = |bytes| open("a.zip", bytes).unwrap_err().to_string();
    let several = refused(zip(&[("a.csv", table), ("b.csv", table)]));
    assert!(
        several.contains("holds 2 files, such as a.csv"),
        "{several}"
    );
    assert!(refused(b"PK\x03\x04 and no more".to_vec()).contains("cannot be unpacked"));
    let within = String::from_utf8_lossy(&zip(&[])).into_owned();
    assert!(refused(zip(&[("b.zip", &within)])).contains("the zip"));
    // A name that is not UTF-8: only its letters are guessed.
    let mut odd = zip(&[("x\u{e9}.csv", table)]);
    for n in 0..odd.len() - 1 {
        if odd[n..n + 2] == [0xc3, 0xa9] {
            odd[n..n + 2].copy_from_slice(&[0x81, 0x82]);
        }
    }
    // Without the mark that says UTF-8.
    for n in 0..odd.len() - 4 {
        match &odd[n..n + 4] {
            b"PK\x03\x04" => odd[n + 7] &= !8,
            b"PK\x01\x02" => odd[n + 9] &= !8,
            _ => {}
        }
    }
    assert_eq!(open("odd.zip", odd).unwrap().dataset.events.len(), 2);
}

/// What a spreadsheet would take for a formula is written as a text, and read as it was.
#[test]
fn no_text_is_written_as_a_formula() {
    let text = "title,when,tone,note\n=1+2,-0044-03-15,-2.5,@anna\n+49 30 1234,2020,3,-5 degrees\n";
    let opened = open(text);
    let written = written_as("a.csv", &opened.dataset);
    for cell in [
        "'=1+2",
        "'-0044-03-15",
        "'@anna",
        "'+49 30 1234",
        "'-5 degrees",
        ",-2.5,",
    ] {
        assert!(written.contains(cell), "{cell} in {written}");
    }
    let again = open(&written);
    assert_eq!(dates_of(&again), dates_of(&opened));
    let titles = |opened: &Opened| -> Vec<String> {
        events(opened)
            .iter()
            .map(|event| event.title.to_string())
            .collect()
    };
    assert_eq!(titles(&again), ["=1+2", "+49 30 1234"]);
    let note = |opened: &Opened| {
        events(opened)[0]
            .more
            .notes
            .kept
            .get("note")
            .map(str::to_owned)
    };
    assert_eq!(note(&again), note(&opened));
    // An apostrophe of its own stays.
    let own = open("title,when\n''=1,2020\n");
    assert_eq!(titles(&own), ["'=1"]);
    assert_eq!(titles(&open(&written_as("a.csv", &own.dataset))), ["'=1"]);
    // A name in quotes is none.
    assert_eq!(
        titles(&open("title,when\n'Ndrangheta,2020\n")),
        ["'Ndrangheta"]
    );
}

fn written_as(name: &str, dataset: &Dataset) -> String {
    let format = Format::of_name(Path::new(name)).unwrap();
    let mut written = Vec::new();
    format.write.unwrap()(dataset, Kind::Event, &mut written).unwrap();
    String::from_utf8(written).unwrap()
}

#[test]
fn events_are_written_as_lines_of_json_and_as_markdown() {
    let text = "title,when,from,to,tone,source,mood\n\
                \"A, B | C\",2020-05-06,Anna;Boris,Carl,-2.5,Report,tense\nD,2021,Carl,,,,\n";
    let opened = open(text);
    let lines = written_as("a.ndjson", &opened.dataset);
    let first = r#""when":"2020-05-06""#;
    assert!(
        lines.lines().count() == 2 && lines.contains(first),
        "{lines}"
    );
    assert!(lines.contains(r#""from":["Anna","Boris"]"#), "{lines}");
    assert!(lines.contains(r#""tone":-2.5"#), "{lines}");
    let again = files::open(lines.into_bytes(), Path::new("a.ndjson"), TO_THE_END).unwrap();
    assert!(problems(&again).is_empty(), "{:?}", problems(&again));
    let first = |opened: &Opened| {
        let event = events(opened)[0].clone();
        (
            event.title,
            event.when,
            event.tone,
            event.participants,
            event.more.notes.clone(),
        )
    };
    assert_eq!(first(&again), first(&opened));
    let table = written_as("a.md", &opened.dataset);
    let rows: Vec<&str> = table.lines().collect();
    assert_eq!(
        rows[1].matches("---").count(),
        rows[0].matches(" | ").count() + 1
    );
    assert!(
        rows[2].contains("A, B &#124; C | 2020-05-06 |") && rows.len() == 4,
        "{table}"
    );
    let again = files::open(table.into_bytes(), Path::new("a.md"), TO_THE_END).unwrap();
    assert!(problems(&again).is_empty(), "{:?}", problems(&again));
    assert_eq!(first(&again), first(&opened));
}
