//! A range of time in words.

use super::calendar::{month_in_words, year_in_words};
use crate::dataset::instant::{Civil, DAY, Instant};
use crate::dataset::zone::Zone;

/// Ranges that are shorter are told to the minute.
const TO_THE_MINUTE: i64 = 3 * DAY;
/// Ranges that are longer are told in years.
const IN_YEARS: i64 = 60 * 366 * DAY;

/// `8–18 Aug 2025`, `28 Jul – 3 Aug 2025`, `Aug 2025`, `2010–2026`,
/// `15 Aug 2025, 08:00–17:00`, `from 8 Aug 2025`: by a zone's clock, as coarse as it is exact.
/// Past three days, what is not told exactly is told to the whole days (or years) that hold it.
pub fn range_words(from: Instant, to: Instant, zone: &Zone) -> String {
    match (from.is_open(), to.is_open()) {
        (true, true) => return "all dates".to_owned(),
        (true, false) => return format!("until {}", range_words(to.plus(-1), to, zone)),
        (false, true) => return format!("from {}", range_words(from, from.plus(1), zone)),
        (false, false) => {}
    }
    let (from, to) = (from.min(to), from.max(to));
    let length = to.0.saturating_sub(from.0);
    let (a, b) = (zone.civil(from), zone.civil(to));
    let is_of_days = is_midnight(&a) && is_midnight(&b) && length > 0;
    if !is_of_days && length > 1 && length < TO_THE_MINUTE {
        return to_the_minute(&a, &b);
    }
    // The last moment that belongs to it: a range of days ends as the next day begins.
    let last = zone.civil(to.plus(-1).max(from));
    let starts_year = |c: &Civil| (c.month, c.day) == (1, 1) && is_midnight(c);
    if length > IN_YEARS || (starts_year(&a) && starts_year(&b) && length > 0) {
        return joined_years(a.year, last.year);
    }
    if is_of_days && a.day == 1 && b.day == 1 {
        return months(&a, &last);
    }
    days(&a, &last)
}

fn is_midnight(civil: &Civil) -> bool {
    (civil.hour, civil.minute, civil.second) == (0, 0, 0)
}

fn joined_years(from: i64, to: i64) -> String {
    let (a, b) = (year_in_words(from), year_in_words(to));
    if from == to {
        a
    } else if a.contains(' ') || b.contains(' ') {
        format!("{a} – {b}")
    } else {
        format!("{a}–{b}")
    }
}

fn months(a: &Civil, b: &Civil) -> String {
    let (first, last) = (month_in_words(a.month), month_in_words(b.month));
    let year = year_in_words(b.year);
    if (a.year, a.month) == (b.year, b.month) {
        format!("{last} {year}")
    } else if a.year == b.year {
        format!("{first}–{last} {year}")
    } else {
        format!("{first} {} – {last} {year}", year_in_words(a.year))
    }
}

fn days(a: &Civil, b: &Civil) -> String {
    let last = day(b);
    if (a.year, a.month, a.day) == (b.year, b.month, b.day) {
        last
    } else if (a.year, a.month) == (b.year, b.month) {
        format!("{}–{last}", a.day)
    } else if a.year == b.year {
        format!("{} {} – {last}", a.day, month_in_words(a.month))
    } else {
        format!("{} – {last}", day(a))
    }
}

fn day(c: &Civil) -> String {
    format!(
        "{} {} {}",
        c.day,
        month_in_words(c.month),
        year_in_words(c.year)
    )
}

fn to_the_minute(a: &Civil, b: &Civil) -> String {
    let clock = |c: &Civil| format!("{:02}:{:02}", c.hour, c.minute);
    if (a.year, a.month, a.day) == (b.year, b.month, b.day) {
        format!("{}, {}–{}", day(a), clock(a), clock(b))
    } else {
        format!("{}, {} – {}, {}", day(a), clock(a), day(b), clock(b))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::date::{Margins, read};

    fn words(text: &str) -> String {
        let zone = Zone::named("America/Anchorage").unwrap();
        let (bounds, _) = read(text, &zone, &Margins::default()).unwrap();
        range_words(bounds.earliest_start, bounds.latest_end, &zone)
    }

    #[test]
    fn as_coarse_as_it_is_exact() {
        let all = [
            ("2025-08-08/2025-08-18", "8–18 Aug 2025"),
            ("2025-08-15", "15 Aug 2025"),
            ("2025-07-28/2025-08-03", "28 Jul – 3 Aug 2025"),
            ("2024-12-28/2025-01-03", "28 Dec 2024 – 3 Jan 2025"),
            ("2025-08", "Aug 2025"),
            ("2025-08/2025-10", "Aug–Oct 2025"),
            ("2024-12/2025-02", "Dec 2024 – Feb 2025"),
            ("2025", "2025"),
            ("2010/2026", "2010–2026"),
            ("-0043/0014", "44 BCE – 14"),
            (
                "2025-08-15T08:00/2025-08-15T17:00",
                "15 Aug 2025, 08:00–17:00",
            ),
            (
                "2025-08-15T20:00/2025-08-16T02:30",
                "15 Aug 2025, 20:00 – 16 Aug 2025, 02:30",
            ),
            ("2025-08-01T08:00/2025-08-16T02:30", "1–16 Aug 2025"),
            ("1850-03-01/2025-08-03", "1850–2025"),
            ("2025-08-08/..", "from 8 Aug 2025"),
            ("../2025-08-18", "until 18 Aug 2025"),
        ];
        for (text, expected) in all {
            assert_eq!(words(text), expected, "{text}");
        }
        let utc = Zone::utc();
        assert_eq!(range_words(Instant::MIN, Instant::MAX, &utc), "all dates");
        assert_eq!(range_words(Instant(0), Instant(0), &utc), "1 Jan 1970");
    }
}
