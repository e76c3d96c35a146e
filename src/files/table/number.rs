//! Numbers as people write them, with decimal commas, and places on the globe.

use super::super::json;

/// A number; where `comma` says so, a comma is its decimal point.
pub(super) fn number(cell: &str, comma: bool) -> Option<f64> {
    let plain = cell.trim().replace(['−', '–'], "-");
    let plain = plain.strip_prefix('+').unwrap_or(&plain);
    if let Some(found) = json::number(plain) {
        return Some(found);
    }
    if comma && plain.matches(',').count() == 1 {
        // Spaces and points between thousands.
        let whole = plain.replace(['\u{a0}', '\u{202f}', ' ', '.'], "");
        return json::number(&whole.replacen(',', ".", 1));
    }
    None
}

/// Degrees: `50.45`, `50,45`, `50°27'N`, `30° 31′ 12″ E`, `S 12.5°`.
pub(super) fn coordinate(cell: &str) -> Option<f64> {
    if let Some(found) = number(cell, true) {
        return Some(found);
    }
    let mut sign = 1.0;
    let mut parts: Vec<f64> = Vec::new();
    let mut digits = String::new();
    let mut is_marked = false;
    let mut letters = 0;
    let end = |digits: &mut String, parts: &mut Vec<f64>| -> Option<()> {
        if !digits.is_empty() {
            parts.push(number(digits, true)?);
            digits.clear();
        }
        Some(())
    };
    let cell = cell.trim();
    let last = cell.chars().count().saturating_sub(1);
    for (n, c) in cell.chars().enumerate() {
        match c {
            // `1e400` is no place in the east.
            c if c.is_ascii_alphabetic() && n > 0 && n < last => return None,
            '0'..='9' | '.' | ',' => digits.push(c),
            '-' | '−' if digits.is_empty() && parts.is_empty() => sign = -1.0,
            '°' | 'º' | '\'' | '’' | '′' | '"' | '”' | '″' | ' ' | '\u{a0}' => {
                is_marked |= c == '°' || c == 'º';
                end(&mut digits, &mut parts)?;
            }
            'N' | 'n' | 'E' | 'e' => letters += 1,
            'S' | 's' | 'W' | 'w' => (letters, sign) = (letters + 1, -1.0),
            _ => return None,
        }
    }
    end(&mut digits, &mut parts)?;
    if !(is_marked || letters == 1) || letters > 1 {
        return None;
    }
    let [degrees, rest @ ..] = parts.as_slice() else {
        return None;
    };
    let minutes = rest.first().copied().unwrap_or(0.0);
    let seconds = rest.get(1).copied().unwrap_or(0.0);
    let is_clock = minutes < 60.0 && seconds < 60.0 && rest.len() <= 2;
    is_clock.then(|| sign * (degrees + minutes / 60.0 + seconds / 3600.0))
}

/// Whether a spreadsheet would take a text for a formula.
pub(in crate::files) fn is_formula(text: &str) -> bool {
    text.trim_start().starts_with(['=', '+', '-', '@']) && text.parse::<f64>().is_err()
}

/// Latitude and longitude in one cell: `50.45, 30.52`, `Point(30.52 50.45)`, `50°27'N 30°31'E`.
pub(super) fn coordinates(cell: &str) -> Option<(f64, f64)> {
    let cell = cell.trim();
    let small = cell.to_ascii_lowercase();
    if let Some(inner) = small.strip_prefix("point") {
        // Well-known text has the longitude first (OGC 06-103r4).
        let inner = inner.trim().strip_prefix('(')?.strip_suffix(')')?;
        let (lon, lat) = inner.trim().split_once(' ')?;
        return on_globe(number(lat, false)?, number(lon, false)?);
    }
    let inner = cell.trim_matches(['(', ')', '[', ']']);
    // `50,45` is one number, `12 30` none.
    let commas = inner.matches(',').count();
    let least = if inner.contains(';') { 2 } else { 3 };
    if !inner.contains(['.', '°']) && commas < least {
        return None;
    }
    for separator in [";", ", ", "/", " ", ","] {
        let mut all = inner.match_indices(separator);
        let cuts = all.by_ref().count();
        // Of several spaces the middle one parts the two: both are written alike.
        let middle = inner.match_indices(separator).nth(cuts / 2);
        let Some((at, _)) = middle.filter(|_| cuts % 2 == 1) else {
            continue;
        };
        let (lat, lon) = (inner.get(..at)?, inner.get(at + separator.len()..)?);
        // `0,,,0` says neither.
        // Nor does `1.850,00`, which is a sum.
        let is_sum = separator == "," && !(lat.contains(['.', '°']) && lon.contains(['.', '°']));
        let is_cut = lat.ends_with(',') || lon.starts_with(',') || lat.is_empty() || is_sum;
        if let (Some(lat), Some(lon)) = (coordinate(lat), coordinate(lon))
            && !is_cut
        {
            return on_globe(lat, lon);
        }
    }
    None
}

fn on_globe(lat: f64, lon: f64) -> Option<(f64, f64)> {
    (lat.abs() <= 90.0 && lon.abs() <= 180.0).then_some((lat, lon))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: Option<f64>, wanted: f64) -> bool {
        found.is_some_and(|found| (found - wanted).abs() < 1e-6)
    }

    #[test]
    fn places_on_the_globe_are_read() {
        for (text, degrees) in [
            ("50.45", 50.45),
            ("50,45", 50.45),
            ("−12.5", -12.5),
            ("50°27'N", 50.45),
            ("30° 31′ 12″ E", 30.52),
            ("S 12.5°", -12.5),
            ("12°30'W", -12.5),
        ] {
            assert!(
                near(coordinate(text), degrees),
                "{text}: {:?}",
                coordinate(text)
            );
        }
        for text in ["", "north", "1°2'3\"4", "12 people", "N", "5E5E", "1e400"] {
            assert_eq!(coordinate(text), None, "{text}");
        }
        for text in [
            "50.45, 30.52",
            "50.45,30.52",
            "50,45; 30,52",
            "50.45 30.52",
            "(50.45, 30.52)",
            "Point(30.52 50.45)",
            "50°27'N 30°31'12\"E",
        ] {
            let (lat, lon) = coordinates(text).unwrap_or_default();
            assert!(
                near(Some(lat), 50.45) && near(Some(lon), 30.52),
                "{text}: {lat} {lon}"
            );
        }
        for text in [
            "12",
            "Kyiv, Ukraine",
            "1; 2",
            "0,,,0",
            "1.850,00",
            "1.999,50",
        ] {
            assert_eq!(coordinates(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_are_read_as_their_column_writes_them() {
        assert_eq!(number("-2,5", true), Some(-2.5));
        assert_eq!(number("-2,5", false), None);
        assert_eq!(number("1.234,5", true), Some(1234.5));
        assert_eq!(number("−3", false), Some(-3.0));
        assert_eq!(number("12a", true), None);
    }
}
