//! What a column settles for its texts, and what two columns say together.

use detente::dataset::date::text::{
    Cause, Epoch, Finding, Ground, Hints, Language, Order, Question, from_ends, from_text,
    read_column,
};
use detente::dataset::zone::Zone;

fn read(texts: &[&str], given: &Hints) -> Vec<String> {
    let column = read_column(texts.iter().copied(), given);
    let said = |text: &&str| match from_text(text, &column.hints) {
        Ok(reading) => reading.edtf.unwrap_or("-".to_owned()),
        Err(unread) => format!("!{}", unread.cause.name()),
    };
    texts.iter().map(said).collect()
}

#[test]
fn one_cell_settles_day_and_month_for_all() {
    let texts = [
        "13/01/2022",
        "05/03/2022",
        "02/04/2022",
        "28/04/2022",
        "07/07/2022",
    ];
    let right = [
        "2022-01-13",
        "2022-03-05",
        "2022-04-02",
        "2022-04-28",
        "2022-07-07",
    ];
    assert_eq!(read(&texts, &Hints::default()), right);
    let column = read_column(texts, &Hints::default());
    let ground = Ground::Cell("13/01/2022".to_owned());
    assert_eq!(column.findings, [Finding::Order(Order::DayFirst, ground)]);
    assert!(column.questions.is_empty());
    let months = ["01/25/2022", "05/03/2022"];
    assert_eq!(
        read(&months, &Hints::default()),
        ["2022-01-25", "2022-05-03"]
    );
}

#[test]
fn a_mix_of_both_is_asked_about() {
    let texts = ["13/01/2022", "01/25/2022", "03/04/2022"];
    let column = read_column(texts, &Hints::default());
    assert_eq!(column.hints.order, None);
    assert_eq!(
        column.questions,
        [Question::Mixed {
            day_first: "13/01/2022".to_owned(),
            month_first: "01/25/2022".to_owned(),
        }]
    );
    let right = [
        "2022-01-13",
        "2022-01-25",
        "!the day or the month may come first",
    ];
    assert_eq!(read(&texts, &Hints::default()), right);
    // What a person answers holds for all: no row has another order than the next.
    let hints = Hints {
        order: Some(Order::DayFirst),
        ..Hints::default()
    };
    let right = [
        "2022-01-13",
        "!day and month the other way round than in the rest",
        "2022-04-03",
    ];
    assert_eq!(read(&texts, &hints), right);
}

#[test]
fn language_and_zone_settle_what_no_cell_does() {
    let texts = ["03/04/2014", "05/06/2014"];
    let german = Hints {
        language: Some(Language::German),
        ..Hints::default()
    };
    assert_eq!(read(&texts, &german), ["2014-04-03", "2014-06-05"]);
    let new_york = Hints {
        zone: Zone::named("America/New_York"),
        ..Hints::default()
    };
    assert_eq!(read(&texts, &new_york), ["2014-03-04", "2014-05-06"]);
    let findings = read_column(texts, &new_york).findings;
    let ground = Ground::Zone("America/New_York".to_owned());
    assert_eq!(findings, [Finding::Order(Order::MonthFirst, ground)]);
    for nothing in [
        Hints::default(),
        Hints {
            language: Some(Language::English),
            zone: Some(Zone::utc()),
            ..Hints::default()
        },
    ] {
        let questions = read_column(texts, &nothing).questions;
        assert_eq!(
            questions,
            [Question::DayOrMonthFirst {
                text: "03/04/2014".to_owned(),
                day_first: "2014-04-03".to_owned(),
                month_first: "2014-03-04".to_owned(),
            }]
        );
        assert!(
            questions
                .iter()
                .all(|question| question.to_string().ends_with('?'))
        );
    }
    // The words of the column say its language.
    assert_eq!(
        read(&["03/04/2014", "5 mars 2014"], &Hints::default()),
        ["2014-04-03", "2014-03-05"]
    );
    // A cell says more than the zone.
    let texts = ["03/04/2014", "25/12/2014"];
    assert_eq!(read(&texts, &new_york), ["2014-04-03", "2014-12-25"]);
}

#[test]
fn what_a_spreadsheet_writes_is_read() {
    let texts = [
        "11-Mar-15",
        "16-Mar-15",
        "Mar-15",
        "3/25/14",
        "25.03.14",
        "42074",
    ];
    let right = [
        "2015-03-11",
        "2015-03-16",
        "2015-03",
        "2014-03-25",
        "2014-03-25",
        "2015-03-11",
    ];
    assert_eq!(read(&texts, &Hints::default()), right);
    let of_1904 = Hints {
        serials: Some(Epoch::From1904),
        ..Hints::default()
    };
    assert_eq!(
        read(&["40612", "40612.75"], &of_1904),
        ["2015-03-11", "2015-03-11T18:00"]
    );
    let of_1900 = Hints {
        serials: Some(Epoch::From1900),
        ..Hints::default()
    };
    assert_eq!(
        read(&["42074.5", "42074.0"], &of_1900),
        ["2015-03-11T12:00", "2015-03-11"]
    );
    // Among years it may be a slip.
    let texts = ["1914", "1918", "19145"];
    let right = ["1914", "1918", "!a spreadsheet's day number"];
    assert_eq!(read(&texts, &Hints::default()), right);
}

#[test]
fn years_of_two_digits_follow_the_rest() {
    let texts = ["5 March 1871", "7 May 1873", "3 June 72", "4 Feb 1874"];
    let right = ["1871-03-05", "1873-05-07", "1872-06-03", "1874-02-04"];
    assert_eq!(read(&texts, &Hints::default()), right);
    let texts = ["1 Jan 1998", "1 Jan 2001", "1 Jan 99", "1 Jan 02"];
    let right = ["1998-01-01", "2001-01-01", "1999-01-01", "2002-01-01"];
    assert_eq!(read(&texts, &Hints::default()), right);
    let alone = read_column(["11-Mar-15", "16-Mar-15"], &Hints::default());
    assert_eq!(alone.hints.two_digit_years, None);
    let text = "11-Mar-15".to_owned();
    assert_eq!(alone.questions, [Question::TwoDigitYear { text }]);
}

#[test]
fn numbers_are_years_where_others_are_early() {
    assert_eq!(
        read(&["-44", "14", "476", "43"], &Hints::default()),
        ["-0043", "0014", "0476", "0043"]
    );
    let modern = ["1939", "1941", "43"];
    assert_eq!(
        read(&modern, &Hints::default()),
        ["1939", "1941", "!a number that may be no year"]
    );
    assert_eq!(
        read(&["-44", "-1200"], &Hints::default()),
        ["-0043", "-1199"]
    );
    assert_eq!(
        read(&["-1200", "2019-01-14"], &Hints::default()),
        ["-1200", "2019-01-14"]
    );
    assert_eq!(
        read(&["1872-73", "1821-24", "1905-07"], &Hints::default()),
        ["1872/1873", "1821/1824", "1905/1907"]
    );
    assert_eq!(
        read(&["1821-24", "1905-07"], &Hints::default()),
        ["1821/1824", "1905/1907"]
    );
    let ours = Hints {
        is_edtf: true,
        ..Hints::default()
    };
    assert_eq!(read(&["1821-24", "1905-07"], &ours), ["1821-24", "1905-07"]);
}

#[test]
fn midnights_stand_for_days_where_all_are() {
    let texts = ["2019-03-04T00:00:00Z", "2019-03-06T00:00:00Z"];
    assert_eq!(
        read(&texts, &Hints::default()),
        ["2019-03-04", "2019-03-06"]
    );
    let texts = ["2019-03-04 00:00:00", "2019-03-06 00:00:00"];
    assert_eq!(
        read(&texts, &Hints::default()),
        ["2019-03-04", "2019-03-06"]
    );
    let texts = ["2019-03-04 00:00:00", "2019-03-06 14:30:00"];
    assert_eq!(
        read(&texts, &Hints::default()),
        ["2019-03-04T00:00:00", "2019-03-06T14:30:00"]
    );
}

#[test]
fn a_start_and_an_end_are_one_date() {
    for (start, end, right) in [
        ("2019-05-01", "2019-05-01", "2019-05-01"),
        ("", "2019-05-01", "/2019-05-01"),
        ("2019-05-01", "", "2019-05-01"),
        ("2019-05-01", "ongoing", "2019-05-01/.."),
        ("2019-05-01", "present", "2019-05-01/.."),
        ("2019-05-01", "to date", "2019-05-01/.."),
        ("2019-05-01", "heute", "2019-05-01/.."),
        ("2019-05-01", "unknown", "2019-05-01/"),
        ("1914", "1918", "1914/1918"),
        ("1914", "18", "1914/1918"),
        ("2019", "2019-05-03", "2019/2019-05-03"),
        (
            "2019-05-01 10:00",
            "12:00",
            "2019-05-01T10:00/2019-05-01T12:00",
        ),
        (
            "2019-05-01 22:00",
            "02:00",
            "2019-05-01T22:00/2019-05-02T02:00",
        ),
        ("3 March", "12 March 2014", "2014-03-03/2014-03-12"),
        ("30 May 1381", "25 to 26 June 1381", "1381-05-30/1381-06-26"),
        ("1816 to 1820", "1848 to 1855", "1816/1855"),
        ("about 1381", "before 1390", "1381~/1389"),
        ("1381 or 1382", "1390", "1381/1390"),
        ("before 1850", "1860", "..1849/1860"),
        ("1850", "after 1860", "1850/1861.."),
        (
            "2019-03-04 00:00:00",
            "2019-03-05 00:00:00",
            "2019-03-04/2019-03-05",
        ),
        ("2019-03-06 00:00:00", "2019-03-06 00:00:00", "2019-03-06"),
        ("n.d.", "n.d.", "-"),
        ("", "", "-"),
    ] {
        let ends = from_ends(start, end, &Hints::default(), &Hints::default());
        assert_eq!(
            ends.edtf.as_deref().unwrap_or("-"),
            right,
            "{start} | {end} {ends:?}"
        );
        assert_eq!(
            (ends.start_problem, ends.end_problem),
            (None, None),
            "{start} | {end}"
        );
    }
}

#[test]
fn a_start_stays_where_the_end_is_odd() {
    for (start, end, right, cause) in [
        (
            "2019-05-01",
            "2019-03-01",
            "2019-05-01",
            Cause::EndsBeforeStart,
        ),
        ("2019-05", "2019-04", "2019-05", Cause::EndsBeforeStart),
        ("2019-05-01", "soon", "2019-05-01", Cause::Unclear),
    ] {
        let ends = from_ends(start, end, &Hints::default(), &Hints::default());
        assert_eq!(ends.edtf.as_deref(), Some(right), "{start} | {end}");
        assert_eq!(ends.end_problem.map(|unread| unread.cause), Some(cause));
    }
    let ends = from_ends(
        "2019-02-29",
        "2019-03-02",
        &Hints::default(),
        &Hints::default(),
    );
    assert_eq!(ends.edtf.as_deref(), Some("/2019-03-02"));
    assert!(ends.start_problem.is_some() && ends.end_problem.is_none());
}
