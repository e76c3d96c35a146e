//! Ranges of time in words.

use super::calendar::{YEAR, month_in_words, year_in_words};
use crate::dataset::count::plural;
use crate::dataset::instant::{Civil, DAY, Instant};
use crate::dataset::zone::Zone;

/// From one instant up to, not including, another: `8–18 Aug 2025`, `2014–2025`,
/// `15 Aug 2025, 11:30–14:15`.
pub fn range_in_words(from: Instant, to: Instant, zone: &Zone) -> String {
    let (first, end) = (zone.civil(from), zone.civil(to));
    if !is_midnight(&first) || !is_midnight(&end) {
        let (a, b) = (clock(&first), clock(&end));
        return if is_same_day(&first, &end) {
            format!("{}, {a}–{b}", day(&first))
        } else {
            format!("{}, {a} – {}, {b}", day(&first), day(&end))
        };
    }
    let last = zone.civil(to.plus(-1).max(from));
    let is_new_year = |c: &Civil| (c.month, c.day) == (1, 1);
    if is_new_year(&first) && is_new_year(&end) {
        return years_in_words(first.year, last.year);
    }
    days_in_words(&first, &last)
}

/// The same in a sentence: `in 8–18 Aug 2025`, `on 15 Aug 2025`.
pub fn in_or_on(from: Instant, to: Instant, zone: &Zone) -> String {
    let last = zone.civil(to.plus(-1).max(from));
    let is_a_day = is_same_day(&zone.civil(from), &last);
    let word = if is_a_day { "on" } else { "in" };
    format!("{word} {}", range_in_words(from, to, zone))
}

/// From one day to another, both whole: `8–18 Aug 2025`, `28 Aug – 3 Sep 2025`, `15 Aug 2025`.
pub(super) fn days_in_words(first: &Civil, last: &Civil) -> String {
    if is_same_day(first, last) {
        day(first)
    } else if (first.year, first.month) == (last.year, last.month) {
        format!("{}–{}", first.day, day(last))
    } else if first.year == last.year {
        let month = month_in_words(first.month);
        format!("{} {month} – {}", first.day, day(last))
    } else {
        format!("{} – {}", day(first), day(last))
    }
}

/// `2014–2025`, `500–44 BCE`, `44 BCE – 476 CE`, `2025`
pub fn years_in_words(first: i64, last: i64) -> String {
    let (a, b) = (year_in_words(first), year_in_words(last));
    if a == b {
        return a;
    }
    // The era that both have is said once.
    let mut eras = [" BCE", " CE"].into_iter();
    let era = eras.find(|era| a.ends_with(era) && b.ends_with(era));
    let start = era.and_then(|era| a.strip_suffix(era)).unwrap_or(&a);
    let is_simple = era.is_some() && b.matches(' ').count() == 1;
    if !start.contains(' ') && (is_simple || !b.contains(' ')) {
        format!("{start}–{b}")
    } else {
        format!("{start} – {b}")
    }
}

/// `11 days`, `3 h 20 min`, `12 years`
pub fn length_in_words(from: Instant, to: Instant) -> String {
    let seconds = to.0.saturating_sub(from.0).max(0);
    let some = |n: i64, one: &str, many: &str| plural(usize::try_from(n).unwrap_or(0), one, many);
    match seconds {
        s if s >= 2 * YEAR => some((s + YEAR / 2) / YEAR, "year", "years"),
        s if s >= 2 * DAY => some((s + DAY / 2) / DAY, "day", "days"),
        s if s >= 3600 => match (s / 3600, s / 60 % 60) {
            (hours, 0) => format!("{hours} h"),
            (hours, minutes) => format!("{hours} h {minutes} min"),
        },
        s if s >= 60 => format!("{} min", s / 60),
        s => format!("{s} s"),
    }
}

pub(super) fn is_same_day(a: &Civil, b: &Civil) -> bool {
    (a.year, a.month, a.day) == (b.year, b.month, b.day)
}

fn is_midnight(civil: &Civil) -> bool {
    (civil.hour, civil.minute, civil.second) == (0, 0, 0)
}

fn clock(civil: &Civil) -> String {
    format!("{:02}:{:02}", civil.hour, civil.minute)
}

fn day(civil: &Civil) -> String {
    let month = month_in_words(civil.month);
    format!("{} {month} {}", civil.day, year_in_words(civil.year))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::shape::bounds_of;

    #[test]
    fn ranges_say_what_differs() {
        let zone = Zone::named("America/Anchorage").unwrap();
        let range = |text: &str| {
            let bounds = bounds_of(text, &zone).unwrap();
            (bounds.earliest_start, bounds.latest_end)
        };
        let words = |text: &str| {
            let (from, to) = range(text);
            range_in_words(from, to, &zone)
        };
        assert_eq!(words("2025-08-08/2025-08-18"), "8–18 Aug 2025");
        assert_eq!(words("2025-08-15"), "15 Aug 2025");
        assert_eq!(words("2025-08-28/2025-09-03"), "28 Aug – 3 Sep 2025");
        assert_eq!(words("2024-12-28/2025-01-03"), "28 Dec 2024 – 3 Jan 2025");
        assert_eq!(words("2014/2025"), "2014–2025");
        assert_eq!(words("2025"), "2025");
        assert_eq!(words("-0499/-0043"), "500–44 BCE");
        assert_eq!(words("0476/0800"), "476–800 CE");
        assert_eq!(words("-0043/0476"), "44 BCE – 476 CE");
        assert_eq!(words("0800/1066"), "800 CE – 1066");
        let clock = (Instant(1_755_286_200), Instant(1_755_286_200 + 9900));
        let said = range_in_words(clock.0, clock.1, &zone);
        assert_eq!(said, "15 Aug 2025, 11:30–14:15");
        let said = in_or_on(clock.0, clock.1, &zone);
        assert_eq!(said, "on 15 Aug 2025, 11:30–14:15");
        let said = |text: &str| {
            let (from, to) = range(text);
            in_or_on(from, to, &zone)
        };
        assert_eq!(said("2025-08-15"), "on 15 Aug 2025");
        assert_eq!(said("2025-08-08/2025-08-18"), "in 8–18 Aug 2025");
        assert_eq!(said("2025"), "in 2025");
        assert_eq!(length_in_words(clock.0, clock.1), "2 h 45 min");
        assert_eq!(length_in_words(Instant(0), Instant(11 * DAY)), "11 days");
        assert_eq!(length_in_words(Instant(0), Instant(DAY)), "24 h");
    }
}
