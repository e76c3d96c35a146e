//! What columns are taken for: of tables in which more than one could be it, or whose names say more.
#![expect(
    clippy::unwrap_used,
    reason = "a test fails where its text does not open"
)]

use detente::dataset::TO_THE_END;
use detente::files::table::Mapping;
use detente::files::{self, Opened};
use std::path::Path;

fn open_as(name: &str, text: &str) -> Result<Opened, String> {
    let opened = files::open_by(
        text.into(),
        Path::new(name),
        &Mapping::default(),
        TO_THE_END,
    );
    opened.map_err(|error| error.to_string())
}

fn open(text: &str) -> Opened {
    open_as("a.csv", text).unwrap()
}

/// The titles of events and their dates.
fn read(text: &str) -> Vec<(String, String)> {
    let opened = open(text);
    let events = opened.dataset.events.iter();
    let read = events.map(|event| {
        let when = event.when.as_deref().unwrap_or("-").to_owned();
        (event.title.to_string(), when)
    });
    read.collect()
}

fn dates(text: &str) -> Vec<String> {
    read(text).into_iter().map(|(_, when)| when).collect()
}

fn people(text: &str) -> Vec<String> {
    let opened = open(text);
    let actors = opened.dataset.actors.iter();
    actors.map(|actor| actor.name.to_string()).collect()
}

#[test]
fn an_id_or_a_count_is_no_date_beside_one() {
    for text in [
        "Sample,Opened,Subject\nW-2024-001,2023-12-30,Well\nW-2024-002,2024-03-04,Spring\n",
        "Invoice,Issued,Subject\n2024-01,2023-12-30,Well\n2024-02,2024-03-04,Spring\n",
        "PO,Issued,Subject\n12.03.2019,2023-12-30,Well\n13.03.2019,2024-03-04,Spring\n",
        "LICENSE_NO,INSP_DT,Subject\n1001,20231230,Well\n1002,20240304,Spring\n",
        "Law,Signed,Subject\n2016/679,2023-12-30,Well\n2016/680,2024-03-04,Spring\n",
        "Stop,Date,Subject\nS1,2023-12-30,Well\nS2,2024-03-04,Spring\n",
        "incident_date,Subject,budget\n20231230,Well,1999\n20240304,Spring,2000\n",
        "DOB,Admitted,Subject\n1948-05-01,2023-12-30,Well\n1950-06-02,2024-03-04,Spring\n",
        "Date of birth,When did it happen?,Subject\n1948-05-01,2023-12-30,Well\n1950-06-02,2024-03-04,Spring\n",
    ] {
        assert_eq!(dates(text), ["2023-12-30", "2024-03-04"], "{text}");
    }
    for text in [
        "Village,Population,Notes\nHolm,1850,by the sea\nLund,1920,inland\n",
        "Stop,Notes\nS1,by the sea\nS2,inland\n",
        "Code,Notes\n5c,by the sea\n6c,inland\n",
    ] {
        assert_eq!(dates(text), ["-", "-"], "{text}");
    }
}

#[test]
fn dates_in_figures_alone_are_read_whatever_the_column_is_called() {
    for name in [
        "Date",
        "event_date",
        "Datum",
        "Fecha",
        "when",
        "start",
        "Published",
    ] {
        let text = format!("{name},Event\n20240304,Opening\n20240305,Closing\n");
        assert_eq!(dates(&text), ["2024-03-04", "2024-03-05"], "{name}");
        let text = format!("{name},Event\n45355,Opening\n45356,Closing\n");
        assert_eq!(dates(&text), ["2024-03-04", "2024-03-05"], "{name}");
    }
    let mixed = "Date,Event\n2024-03-04,A\n45360,B\n45361,C\n";
    assert_eq!(dates(mixed), ["2024-03-04", "2024-03-09", "2024-03-10"]);
}

#[test]
fn what_a_header_says_of_its_dates_holds_for_each() {
    for name in [
        "Year (BC)",
        "Year (BCE)",
        "Year (B.C.)",
        "Jahr (v. Chr.)",
        "Year BC",
        "Jahr v. Chr.",
    ] {
        let text = format!("Event,{name}\nFounding,753\nBattle,44\n");
        assert_eq!(dates(&text), ["-0752", "-0043"], "{name}");
    }
    let text = "Event,Year,Era\nFounding,753,BC\nDeath,14,AD\n";
    assert_eq!(dates(text), ["-0752", "0014"]);
    // What tells eras is called so: a province is none, and a pressure of blood no year.
    let text = "Event,Year,Province\nOpening,2019,BC\nClosing,2020,BC\n";
    assert_eq!(dates(text), ["2019", "2020"]);
    let text = "Sites in BC,Event,Systolic BP\n12,Ann Lee,120\n14,Bo Kern,130\n";
    assert_eq!(dates(text), ["-", "-"]);
    let text = "Event,Age (Ma)\nImpact,66\nFirst birds,150\n";
    assert!(dates(text).iter().all(|date| date.starts_with("Y-")));
    for name in ["Time (UTC+2)", "Date (UTC+2)"] {
        let text = format!("{name},Event\n2024-03-04 10:30,A\n2024-03-05 11:30,B\n");
        let expected = ["2024-03-04T10:30+02", "2024-03-05T11:30+02"];
        assert_eq!(dates(&text), expected, "{name}");
    }
    let text = "timestamp_utc,Event\n2024-03-04 10:30,A\n2024-03-05 11:30,B\n";
    assert_eq!(dates(text), ["2024-03-04T10:30Z", "2024-03-05T11:30Z"]);
    let text = "Date (O.S.),Event\n25 October 1917,A\n26 October 1917,B\n";
    assert_eq!(dates(text), ["1917-11-07", "1917-11-08"]);
}

#[test]
fn starts_and_ends_are_days_or_times() {
    for (start, end) in [
        ("start_time", "end_time"),
        ("starts_at", "ends_at"),
        ("Term start", "Term end"),
    ] {
        let text = format!(
            "Event,{start},{end}\nA,2024-03-04 10:30,2024-03-05 12:00\nB,2024-03-06 09:00,2024-03-06 10:00\n"
        );
        let expected = [
            "2024-03-04T10:30/2024-03-05T12:00",
            "2024-03-06T09:00/2024-03-06T10:00",
        ];
        assert_eq!(dates(&text), expected, "{start}");
    }
    for (start, end) in [("Start", "End"), ("From", "To"), ("Beginn", "Ende")] {
        let text = format!(
            "Date,{start},{end},Event\n2024-03-04,09:00,10:30,A\n2024-03-05,11:00,12:30,B\n"
        );
        let expected = [
            "2024-03-04T09:00/2024-03-04T10:30",
            "2024-03-05T11:00/2024-03-05T12:30",
        ];
        assert_eq!(dates(&text), expected, "{start}");
        assert!(people(&text).is_empty(), "{start}");
    }
}

#[test]
fn a_column_called_date_tells_of_each_cell_that_is_none() {
    let opened = open("Date,Event\nsoon,A\nsome day,B\n2024-03-04,C\nlater on,D\n");
    let told: Vec<String> = opened.problems.iter().map(ToString::to_string).collect();
    for cell in ["soon", "some day", "later on"] {
        assert!(
            told.iter().any(|problem| problem.contains(cell)),
            "{cell}: {told:?}"
        );
    }
    let dated = opened
        .dataset
        .events
        .iter()
        .filter(|event| event.when.as_deref() == Some("2024-03-04"));
    assert_eq!(dated.count(), 1);
}

#[test]
fn a_sum_of_money_is_no_place() {
    let opened =
        open("Fecha;Asunto;Importe (€)\n01/02/2023;Licencia;1.850,00\n14/02/2023;Multa;1.999,50\n");
    assert!(
        opened
            .dataset
            .events
            .iter()
            .all(|event| event.more.place.is_none())
    );
    let opened =
        open("Date,Event,Location\n2024-01-02,A,\"50.45, 30.52\"\n2024-01-03,B,\"48.85, 2.35\"\n");
    let place = opened
        .dataset
        .events
        .iter()
        .next()
        .unwrap()
        .more
        .place
        .clone();
    assert_eq!(place.unwrap().lat.get(), Some(50.45));
}

#[test]
fn what_a_thing_is_called_stands_before_what_is_said_of_it() {
    for text in [
        "Year,Film,Remarks on the cast\n1980,Dawn,Nobody is credited for it\n1981,Dusk at sea,Shot in a week in winter\n",
        "Year,Film,Notes\n1980,Dawn,Nobody is credited for it\n1981,Dusk at sea,Shot in a week in winter\n",
        "Guest name,Year,Contact\nDawn,1980,+34 600 000 000\nDusk at sea,1981,+34 600 000 001\n",
    ] {
        let titles: Vec<String> = read(text).into_iter().map(|(title, _)| title).collect();
        assert_eq!(titles, ["Dawn", "Dusk at sea"], "{text}");
    }
}

#[test]
fn a_row_that_says_several_things_is_never_left_out() {
    let text = "年月日,出来事,人物\n1868年,開国,田中\n,地震,\n1871年,条約,鈴木\n";
    assert_eq!(open(text).dataset.events.len(), 3);
}

#[test]
fn what_stands_behind_a_comma_belongs_to_the_name() {
    let text = "Date,Event,Who\n2020-01-01,A,\"Ann Lee, Jr., Bo Kern\"\n2020-01-02,B,Bo Kern\n2020-01-03,C,\"Bo Kern, Ann Lee, Jr.\"\n2020-01-04,D,\"Acme, Inc., Bo Kern\"\n";
    assert_eq!(people(text), ["Ann Lee, Jr.", "Bo Kern", "Acme, Inc."]);
}

#[test]
fn pages_and_empty_tables_say_what_they_are() {
    for (name, text) in [
        (
            "a.html",
            "<!DOCTYPE html><html><body><table><tr><td>1</td></tr></table></body></html>",
        ),
        (
            "a.xls",
            "<html><table><tr><td>Date</td></tr></table></html>",
        ),
        (
            "a.xml",
            "<?xml version=\"1.0\"?>\n<events><event>1, 2</event></events>\n",
        ),
    ] {
        let why = open_as(name, text).err().unwrap();
        assert!(why.contains("no table") && why.contains("CSV"), "{why}");
    }
    let problems = open("Date,Event\n").problems;
    assert!(
        problems
            .iter()
            .any(|problem| problem.to_string().contains("no row"))
    );
}

#[test]
fn dual_years_may_have_one_figure() {
    let text = "Date,Event\n10 Feb 1731/2,A\n3 Mar 1732/3,B\n";
    assert_eq!(dates(text), ["1732-02-10", "1733-03-03"]);
}

#[test]
fn a_weekday_tells_day_and_month_apart() {
    for (text, expected) in [
        (
            "Date,Event\nMon 3/4/2024,A\nTue 3/5/2024,B\n5/6/2024,C\n",
            ["2024-03-04", "2024-03-05", "2024-05-06"],
        ),
        (
            "Date,Event\n3/4/2024 (Wed),A\n\"5/3/2024, Tuesday\",B\n5/6/2024,C\n",
            ["2024-04-03", "2024-03-05", "2024-06-05"],
        ),
    ] {
        assert_eq!(dates(text), expected, "{text}");
    }
}

#[test]
fn a_header_says_the_order_of_day_and_month() {
    for (header, expected) in [
        ("Date (dd/mm/yyyy)", "2024-04-03"),
        ("DATE MM/DD/YY", "2024-03-04"),
        ("Datum [TT.MM.JJJJ]", "2024-04-03"),
        ("Fecha (dd-mm-aaaa)", "2024-04-03"),
    ] {
        let text = format!("{header},Event\n03/04/2024,A\n05/06/2024,B\n");
        assert_eq!(dates(&text)[0], expected, "{header}");
    }
}

#[test]
fn seasons_are_of_two_years() {
    for (text, expected) in [
        (
            "Season,Champion\n1999/00,Lazio\n2000/01,Roma\n",
            vec!["1999/2000", "2000/2001"],
        ),
        (
            "Season,Champion\n2007-08,Lazio\n2008-09,Roma\n",
            vec!["2007/2008", "2008/2009"],
        ),
        (
            "When,Champion\n2007-08,A\n2008-09,B\n2009-10,C\n",
            vec!["2007/2008", "2008/2009", "2009/2010"],
        ),
        (
            "When,What\n1999-00,A\n1901-02,B\n",
            vec!["1999/2000", "1901/1902"],
        ),
        // Months.
        (
            "When,What\n2007-08,A\n2008-09,B\n2009-03,C\n2009-10,D\n",
            vec!["2007-08", "2008-09", "2009-03", "2009-10"],
        ),
    ] {
        assert_eq!(dates(text), expected, "{text}");
    }
}

#[test]
fn marks_of_footnotes_are_no_part_of_a_date() {
    let text = "Date,Event\n4 March 1994[1],A\n1918 [a],B\n1862[note 3],C\n186[3],D\n";
    assert_eq!(dates(text)[..3], ["1994-03-04", "1918", "1862"]);
    assert_ne!(dates(text)[3], "186");
}

#[test]
fn tables_in_other_languages_are_read() {
    for (text, title, when, who) in [
        (
            "Data,Wydarzenie,Miejsce,Uczestnicy\n4 marca 2024,Posiedzenie rady,Kraków,Anna Nowak\n",
            "Posiedzenie rady",
            "2024-03-04",
            "Anna Nowak",
        ),
        (
            "Data,Evento,Luogo,Persone\n1º gennaio 2024,Riunione,Roma,Anna Bianchi\n",
            "Riunione",
            "2024-01-01",
            "Anna Bianchi",
        ),
        (
            "Data,Acontecimento,Local,Pessoas\n4 de março de 2024,Reunião,Lisboa,Ana Reis\n",
            "Reunião",
            "2024-03-04",
            "Ana Reis",
        ),
        (
            "Datum,Gebeurtenis,Plaats,Personen\n4 maart 2024,Vergadering,Utrecht,Anna Smit\n",
            "Vergadering",
            "2024-03-04",
            "Anna Smit",
        ),
        (
            "Tarih,Olay,Yer,Kişiler\n4 Mayıs 2024,Toplantı,Ankara,Ayşe Yılmaz\n",
            "Toplantı",
            "2024-05-04",
            "Ayşe Yılmaz",
        ),
        (
            "日付,出来事,場所,人物\n2024年3月4日,会議,東京,田中\n",
            "会議",
            "2024-03-04",
            "田中",
        ),
        (
            "التاريخ,الحدث,المكان,الأشخاص\n٤ مارس ٢٠٢٤,اجتماع,القاهرة,أحمد\n",
            "اجتماع",
            "2024-03-04",
            "أحمد",
        ),
    ] {
        assert_eq!(read(text), [(title.to_owned(), when.to_owned())], "{text}");
        assert_eq!(people(text), [who], "{text}");
        let place = open(text)
            .dataset
            .events
            .iter()
            .next()
            .unwrap()
            .more
            .place
            .clone();
        assert!(place.is_some(), "{text}");
    }
}

#[test]
fn a_number_of_noughts_is_no_year() {
    for cell in [
        "23-00000",
        "00000",
        "A-00000",
        "1 May 00000",
        "000000000000000000",
    ] {
        let text = format!("Date,Event\n{cell},A\n2024-03-04,B\n");
        assert_eq!(dates(&text), [cell, "2024-03-04"], "{cell}");
    }
}

#[test]
fn dates_of_catalogues_and_registers_are_read() {
    for (cell, expected) in [
        ("post-1945", "[1946..]"),
        ("Pre-1914", "[..1913]"),
        ("BEF 1834", "[..1833]"),
        ("AFT 1881", "[1882..]"),
        ("ABT 1823", "1823~"),
        ("BET 1850 AND 1855", "1850/1855"),
        ("r. 1509–1547", "1509/1547"),
        ("dat. 1919", "1919"),
        ("zw. 1890 und 1910", "1890/1910"),
        ("1984-12-00", "1984-12"),
        ("1984-00-00", "1984"),
        ("1.º de mayo de 1931", "1931-05-01"),
        ("18 May [1921]", "1921-05-18"),
        ("1901-1950 (bulk 1914-1918)", "1901/1950"),
        ("1957 Oct  4 1928:34", "1957-10-04T19:28:34"),
        ("1969 Jul 16 1332", "1969-07-16T13:32"),
    ] {
        let text = format!("Date,Event\n\"{cell}\",A\n2024-03-04,B\n12 May 1850,C\n");
        assert_eq!(dates(&text)[0], expected, "{cell}");
    }
}

#[test]
fn years_joined_by_a_hyphen_are_no_parts_of_a_year() {
    let text = "Date,Title\n1898-1902,a\n1933-35,b\n1921-22,c\n1911,d\n";
    assert_eq!(dates(text), ["1898/1902", "1933/1935", "1921/1922", "1911"]);
    // In a column of ours they are.
    let text = "when,title\n1933-21,a\n1821-24,b\n1911,c\n";
    assert_eq!(dates(text), ["1933-21", "1821-24", "1911"]);
}

#[test]
fn a_bar_behind_a_backslash_parts_no_cells() {
    let text =
        "| Date | Event | Who |\n|---|---|---|\n| 2024-03-04 | Call \\| letter | Ana Ruiz |\n";
    let opened = open_as("a.md", text).unwrap();
    let event = opened.dataset.events.iter().next().unwrap();
    assert_eq!(&*event.title, "Call | letter");
    assert_eq!(event.participants.len(), 1);
}

#[test]
fn notes_below_a_short_table_are_no_rows_of_it() {
    let text = "Year,Event,Deaths\n1918,Flu,50\n1957,Flu,2\nTotal,,52\nSource: WHO\n* estimates\n";
    assert_eq!(dates(text), ["1918", "1957"]);
    let text = "Date,Event\n1 May 1918,Flu\nSource: WHO\nNote: estimates\n";
    assert_eq!(dates(text), ["1918-05-01"]);
}

#[test]
fn other_kinds_of_files_are_named() {
    for (name, text, word) in [
        (
            "a.ged",
            "0 HEAD\n1 SOUR X\n0 @I1@ INDI\n1 NAME Ana /Ruiz/\n",
            "GEDCOM",
        ),
        ("a.pdf", "%PDF-1.4\n1 0 obj\n", "PDF"),
    ] {
        let why = open_as(name, text).err().unwrap();
        assert!(why.contains(word) && why.contains("no table"), "{why}");
    }
}

#[test]
fn a_list_of_lives_lasts_from_birth_to_death() {
    let text = "Name,Born,Died,Birthplace\nAlbrecht,21 May 1471,6 April 1528,Nuremberg\nHans,1497,1543,Augsburg\n";
    let expected = [("Albrecht", "1471-05-21/1528-04-06"), ("Hans", "1497/1543")];
    assert_eq!(
        read(text),
        expected.map(|(title, when)| (title.to_owned(), when.to_owned()))
    );
}

#[test]
fn a_day_told_in_another_calendar_keeps_how_it_was_said() {
    let text = "Date,Event\n2 Feb 1731/32,A\n4 March 1700 O.S.,B\n";
    let dataset = open(text).dataset;
    let kept = dataset
        .events
        .iter()
        .filter(|event| !event.more.notes.kept.is_empty());
    assert_eq!(kept.count(), 2);
}

#[test]
fn what_is_no_title_is_none() {
    let title = |text: &str| read(text)[0].0.clone();
    let text = "Дата;Область;Населений пункт;Короткий опис\n02.02.2023;Харківська;с. Стариця;Пошкоджено школу\n03.02.2023;Сумська;м. Суми;Затримано колону\n";
    assert_eq!(title(text), "Пошкоджено школу");
    let place = open(text)
        .dataset
        .events
        .iter()
        .next()
        .unwrap()
        .more
        .place
        .clone();
    assert_eq!(place.unwrap().name.as_deref(), Some("с. Стариця"));
    let text = "Date,Home,Score,Away,Judge of the match\n5 Aug 2023,Barrow,1-2,Walsall,S. Martin\n12 Aug 2023,Crewe,0-0,Barrow,A. Kitchen\n19 Aug 2023,Walsall,2-0,Crewe,S. Martin\n26 Aug 2023,Walsall,3-0,Barrow,S. Martin\n";
    assert_eq!(title(text), "Barrow, Walsall");
    let text = "Object,Subject,Date,Maker\nPhotograph,Harbour at dawn,1890,J. Cole\nPrint,Market day,1891,A. Ruiz\nDrawing,The old mill,1893,J. Cole\n";
    assert_ne!(title(text), "J. Cole");
}
