//! Days, months and years in EDTF, and the calendar of before 1582.

use super::super::{Date, Expression, Moment, Part, Precision, Shape};
use crate::dataset::instant::{civil_from_days, days_from_civil, days_in_month};

/// From the one to the other, both in EDTF.
pub(super) type Range = (String, String);

pub(super) fn year_text(year: i64) -> String {
    match year {
        0..=9999 => format!("{year:04}"),
        -9999..0 => format!("-{:04}", year.unsigned_abs()),
        _ => format!("Y{year}"),
    }
}

pub(super) fn day_text(year: i64, month: u8, day: u8) -> String {
    format!("{}-{month:02}-{day:02}", year_text(year))
}

/// The day, month or year that holds a day.
pub(super) fn calendar_text(day: i64, precision: Precision) -> String {
    let (year, month, day) = civil_from_days(day);
    match precision {
        Precision::Day => day_text(year, month, day),
        Precision::Month => format!("{}-{month:02}", year_text(year)),
        _ => year_text(year),
    }
}

/// The part of the calendar that a text in EDTF is, if it is one.
pub(super) fn part_of(text: &str) -> Option<Part> {
    match Date::parse(text) {
        Ok(Date {
            expression: Expression::One(Moment::Part(part)),
        }) => Some(part),
        _ => None,
    }
}

/// The day that a text in EDTF means, if it is one.
pub(super) fn only_day(text: &str) -> Option<i64> {
    let part = part_of(text)?;
    (part.precision == Precision::Day && part.first == part.last).then_some(part.first)
}

/// The day, month or year next to a plain one: before it (−1) or after it (1).
pub(super) fn neighbour(text: &str, step: i64) -> Option<String> {
    let part = part_of(text)?;
    let is_plain = part.shape == Shape::Plain && part.approximate.is_none() && !part.uncertain;
    let day = if step < 0 {
        part.first.saturating_sub(1)
    } else {
        part.last.saturating_add(1)
    };
    is_plain.then(|| calendar_text(day, part.precision))
}

/// Years as one text with unspecified digits, if they are a decade, a century or a millennium.
pub(super) fn years_text(first: i64, last: i64) -> Result<String, Range> {
    let count = last.saturating_sub(first).saturating_add(1);
    let mask = match count {
        10 => "X",
        100 => "XX",
        1000 => "XXX",
        _ => return Err((year_text(first), year_text(last))),
    };
    // A year below 0 has no unspecified digits.
    if first < 0 || last > 9999 || first % count != 0 {
        return Err((year_text(first), year_text(last)));
    }
    let width = 4_usize.saturating_sub(mask.len());
    Ok(format!("{:0width$}{mask}", first / count))
}

/// The `index`th of `count` parts of years, as even as whole years allow.
pub(super) fn slice_of_years(first: i64, last: i64, index: i64, count: i64) -> (i64, i64) {
    let length = last.saturating_sub(first).saturating_add(1);
    let cut = |index: i64| {
        let scaled = index.saturating_mul(length).saturating_add(count - 1);
        first.saturating_add(scaled.div_euclid(count))
    };
    (cut(index), cut(index.saturating_add(1)).saturating_sub(1))
}

/// The `index`th of `count` parts of a year, a season or a month; none where there is no such part.
pub(super) fn slice_of_part(text: &str, index: i64, count: i64) -> Option<Result<String, Range>> {
    let part = part_of(text)?;
    let (year, month, _) = civil_from_days(part.first);
    let code = match (part.precision, count) {
        (Precision::Year, 2) => 40,
        (Precision::Year, 3) => 37,
        (Precision::Year, 4) => 33,
        (Precision::Season, 3) => {
            let first = i64::from(month).saturating_sub(1).saturating_add(index);
            let year = year.saturating_add(first / 12);
            return Some(Ok(format!("{}-{:02}", year_text(year), first % 12 + 1)));
        }
        (Precision::Month, 2 | 3) => {
            let length = i64::from(days_in_month(year, month));
            let size = if count == 2 { 15 } else { 10 };
            let first = index.saturating_mul(size);
            let last = if index.saturating_add(1) >= count {
                length - 1
            } else {
                first.saturating_add(size - 1)
            };
            let day = |offset| calendar_text(part.first.saturating_add(offset), Precision::Day);
            return Some(Err((day(first), day(last))));
        }
        _ => return None,
    };
    Some(Ok(format!(
        "{}-{}",
        year_text(year),
        index.saturating_add(code)
    )))
}

/// Days from 1970-01-01 of a day of the Julian calendar, by its distance from the Gregorian one at
/// the start of its March-based year.
pub(super) fn days_from_julian(year: i64, month: u8, day: u8) -> i64 {
    let years = if month <= 2 {
        year.saturating_sub(1)
    } else {
        year
    };
    // Leap days that the Gregorian calendar leaves out.
    let centuries = years.div_euclid(100);
    let ahead = centuries
        .saturating_sub(centuries.div_euclid(4))
        .saturating_sub(2);
    // 29 February of a year that has it in the Julian calendar only.
    let (month, day, extra) = if month == 2 && day == 29 {
        (2, 28, 1)
    } else {
        (month, day, 0)
    };
    days_from_civil(year, month, day)
        .saturating_add(ahead)
        .saturating_add(extra)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_old_calendar_is_behind() {
        for (old, new) in [
            ((1732, 2, 11), "1732-02-22"),
            ((1917, 10, 25), "1917-11-07"),
            ((1700, 1, 1), "1700-01-11"),
            ((1700, 2, 29), "1700-03-11"),
            ((1582, 10, 5), "1582-10-15"),
            ((1900, 2, 29), "1900-03-13"),
            ((300, 1, 1), "0300-01-01"),
        ] {
            let (year, month, day) = old;
            let days = days_from_julian(year, month, day);
            assert_eq!(calendar_text(days, Precision::Day), new);
        }
    }

    #[test]
    fn years_have_masks_where_they_fit() {
        assert_eq!(years_text(1850, 1859).as_deref(), Ok("185X"));
        assert_eq!(years_text(0, 99).as_deref(), Ok("00XX"));
        assert!(years_text(-299, -200).is_err() && years_text(1854, 1863).is_err());
        assert_eq!(slice_of_years(1850, 1859, 1, 3), (1854, 1856));
        assert_eq!(slice_of_years(1800, 1899, 0, 3), (1800, 1833));
        assert_eq!(slice_of_years(1800, 1899, 1, 2), (1850, 1899));
    }
}
