//! Dates by chance: written in many ways they are the same, and no text is beyond an answer.

use detente::dataset::date::text::{Hints, from_ends, from_text, read_column};
use detente::dataset::date::{Date, from_entry};
use proptest::prelude::*;

const ENGLISH: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const GERMAN: [&str; 12] = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];
const FRENCH: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
const SPANISH: [&str; 12] = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
];
const UKRAINIAN: [&str; 12] = [
    "січня",
    "лютого",
    "березня",
    "квітня",
    "травня",
    "червня",
    "липня",
    "серпня",
    "вересня",
    "жовтня",
    "листопада",
    "грудня",
];
const RUSSIAN: [&str; 12] = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
];

fn ways(year: u16, month: u8, day: u8) -> Vec<String> {
    let index = usize::from(month) - 1;
    let (en, de, fr) = (ENGLISH[index], GERMAN[index], FRENCH[index]);
    let (es, uk, ru) = (SPANISH[index], UKRAINIAN[index], RUSSIAN[index]);
    let short = &en[..3];
    let ending = match day {
        1 | 21 => "st",
        2 | 22 => "nd",
        3 | 23 => "rd",
        _ => "th",
    };
    vec![
        format!("{year}-{month:02}-{day:02}"),
        format!("{year}/{month:02}/{day:02}"),
        format!("{year}{month:02}{day:02}"),
        format!("{day}.{month}.{year}"),
        format!("{day:02}.{month:02}.{year}"),
        format!("{day} {en} {year}"),
        format!("{en} {day}, {year}"),
        format!("{day}{ending} {en} {year}"),
        format!("{en} {day}{ending}, {year}"),
        format!("the {day}{ending} of {en}, {year}"),
        format!("{year} {en} {day}"),
        format!("{day}-{short}-{year}"),
        format!("{} {day} {year}", short.to_uppercase()),
        format!("{year}-{month:02}-{day:02} 00:00:00"),
        format!("{day}. {de} {year}"),
        format!("am {day}. {de} {year}"),
        format!("{day} {fr} {year}"),
        format!("le {day} {fr} {year}"),
        format!("{day} de {es} de {year}"),
        format!("{day} {uk} {year} року"),
        format!("{day} {ru} {year} г."),
        format!("  {day}  {en},  {year} "),
    ]
}

/// Words, numbers and signs that dates are made of, in any order.
fn text() -> impl Strategy<Value = String> {
    let words = "15|3|2025|1850|44|05|99|41866|66|Aug|März|mars|мая|Friday|summer|BC|v. Chr.|AD|to|bis|or|and|и|\
        before|vor|after|since|until|from|between|about|um|early|mid|late|uncertain|end|now|present|at|am|pm|UTC|EST|\
        CST|noon|evening|night of|century|Jh.|XIX|в.|siglo|first half|quarter|Q3|W10|week|week of|11:26|11:26:03.5|24:00|1980s|50s|\
        20th|2025-08-15|2025-08|198X|2025-08-15T11:26|3.4.2025|3. 4. 2025|15/08/2025|03/04/25|+03:00|-0400|million|years|ago|Ma|BP|vor|Jahren|O.S.|\
        (|)|[|]|-|–|/|?|~|%|,|’|..|…|Y17E7|99999999999|fl.|b.|n.d.|é|5th|1er|2-я|половина|-44|'87";
    let words: Vec<&str> = words.split('|').map(str::trim).collect();
    let gap = prop::sample::select(vec![" ", "", ", ", "\u{a0}"]);
    prop::collection::vec((prop::sample::select(words), gap), 0..8).prop_map(|words| {
        let texts = words.into_iter().map(|(word, gap)| format!("{word}{gap}"));
        texts.collect()
    })
}

fn hints() -> impl Strategy<Value = Hints> {
    use detente::dataset::date::text::{Epoch, Order};
    (any::<[bool; 5]>(), 0usize..3, 0usize..3).prop_map(|(yes, order, epoch)| Hints {
        order: [None, Some(Order::DayFirst), Some(Order::MonthFirst)][order],
        two_digit_years: yes[0].then_some(1965),
        bare_years: yes[1],
        serials: [None, Some(Epoch::From1900), Some(Epoch::From1904)][epoch],
        midnights_are_days: yes[2].then_some(yes[3]),
        hyphens_join_years: yes[4],
        ..Hints::default()
    })
}

proptest! {
    #[test]
    fn a_day_is_the_same_however_it_is_written(year in 1000u16..=2999, month in 1u8..=12, day in 1u8..=28) {
        let right = format!("{year}-{month:02}-{day:02}");
        for way in ways(year, month, day) {
            let read = from_entry(&way);
            prop_assert_eq!(read.as_deref(), Ok(right.as_str()), "{}", way);
        }
        let short = format!("{day:02}/{month:02}/{:02}", year % 100);
        let column = read_column([right.as_str(), &short, "25/12/00"], &Hints::default());
        let reading = from_text(&short, &column.hints);
        prop_assert_eq!(reading.map(|reading| reading.edtf), Ok(Some(right)), "{}", short);
    }

    #[test]
    fn what_is_read_is_a_date(text in text(), hints in hints()) {
        match from_text(&text, &hints) {
            Ok(reading) => {
                if let Some(edtf) = reading.edtf {
                    prop_assert!(Date::parse(&edtf).is_ok(), "{} {}", text, edtf);
                }
                for note in reading.notes {
                    prop_assert!(note.to_string().ends_with('.'));
                }
            }
            Err(unread) => {
                prop_assert!(unread.offset <= text.len(), "{}", text);
                prop_assert!(unread.to_string().ends_with('.'), "{}", unread);
                prop_assert!(!unread.cause.name().is_empty());
            }
        }
    }

    #[test]
    fn columns_and_ends_are_answered(texts in prop::collection::vec(text(), 0..6)) {
        let column = read_column(texts.iter().map(String::as_str), &Hints::default());
        for pair in texts.windows(2) {
            let ends = from_ends(&pair[0], &pair[1], &column.hints, &column.hints);
            if let Some(edtf) = ends.edtf {
                prop_assert!(Date::parse(&edtf).is_ok(), "{} | {} {}", pair[0], pair[1], edtf);
            }
        }
    }

    #[test]
    fn any_text_is_answered(text in "\\PC{0,40}") {
        if let Err(problem) = from_entry(&text) {
            prop_assert!(text.is_char_boundary(problem.offset) && problem.offset <= text.len());
        }
        let column = read_column([text.as_str()], &Hints::default());
        prop_assert!(column.findings.len() + column.questions.len() < 8);
    }
}
