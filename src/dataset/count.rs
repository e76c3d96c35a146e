//! Counts as a person reads them.

use std::fmt::Display;

/// A count with commas: `1,204`.
pub fn with_thousands(count: impl Display) -> String {
    let digits = count.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `1 event`, `1,204 events`
pub fn plural(count: usize, one: &str, many: &str) -> String {
    let noun = if count == 1 { one } else { many };
    format!("{} {noun}", with_thousands(count))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_has_commas_and_its_noun() {
        assert_eq!(with_thousands(999), "999");
        assert_eq!(with_thousands(1_234_567), "1,234,567");
        assert_eq!(plural(1, "event", "events"), "1 event");
        assert_eq!(plural(200_000, "event", "events"), "200,000 events");
    }
}
