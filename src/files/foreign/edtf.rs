//! Dates and times as EDTF writes them (Library of Congress, 2019-02-04).

use jiff::civil::{Date, DateTime};

/// A year: four digits, with a minus before year 0, which is 1 BCE.
pub(in crate::files) fn year(year: i16) -> String {
    let sign = if year < 0 { "-" } else { "" };
    format!("{sign}{:04}", year.unsigned_abs())
}

/// A month of a year.
pub(in crate::files) fn month(date: Date) -> String {
    format!("{}-{:02}", year(date.year()), date.month())
}

/// A day.
pub(in crate::files) fn day(date: Date) -> String {
    format!("{}-{:02}", month(date), date.day())
}

/// A day and a time; seconds only where they are not 0.
pub(in crate::files) fn time(at: DateTime) -> String {
    let mut text = format!("{}T{:02}:{:02}", day(at.date()), at.hour(), at.minute());
    if at.second() != 0 {
        text.push_str(&format!(":{:02}", at.second()));
    }
    text
}

/// Seconds east of UTC as they stand behind a time.
pub(in crate::files) fn offset(seconds: i32) -> String {
    let size = seconds.unsigned_abs();
    match seconds {
        0 => "Z".to_owned(),
        _ => {
            let sign = if seconds < 0 { '-' } else { '+' };
            format!("{sign}{:02}:{:02}", size / 3600, size / 60 % 60)
        }
    }
}

/// From a start to an end; one date where they are the same.
pub(in crate::files) fn interval(start: &str, end: &str) -> String {
    if start == end {
        start.to_owned()
    } else {
        format!("{start}/{end}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn years_before_christ_have_a_minus() {
        assert_eq!(day(date(-43, 3, 15)), "-0043-03-15");
        assert_eq!(year(0), "0000");
        assert_eq!(month(date(800, 12, 25)), "0800-12");
    }

    #[test]
    fn times_are_as_short_as_they_are_exact() {
        let noon = date(2014, 3, 12).at(12, 0, 0, 0);
        assert_eq!(time(noon), "2014-03-12T12:00");
        assert_eq!(
            time(date(2014, 3, 12).at(10, 30, 5, 0)),
            "2014-03-12T10:30:05"
        );
        assert_eq!([0, 7200, -12_600].map(offset), ["Z", "+02:00", "-03:30"]);
        assert_eq!(interval("2014", "2014"), "2014");
    }
}
