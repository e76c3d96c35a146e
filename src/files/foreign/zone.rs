//! Time zones of the IANA database, as jiff bundles it.

use jiff::civil::DateTime;
use jiff::tz::{TimeZone, TimeZoneDatabase};
use std::sync::LazyLock;

static DATABASE: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

/// The zone of an IANA name in any case.
pub(in crate::files) fn named(name: &str) -> Option<TimeZone> {
    let zone = DATABASE.get(name.trim()).ok()?;
    (!zone.is_unknown()).then_some(zone)
}

/// The name of a zone as the database writes it.
pub(in crate::files) fn name(zone: &TimeZone) -> &str {
    zone.iana_name().unwrap_or_default()
}

/// Seconds east of UTC at a local time.
pub(in crate::files) fn offset(zone: &TimeZone, at: DateTime) -> Option<i32> {
    let zoned = at.to_zoned_datetime(zone.clone()).ok()?;
    Some(zoned.offset().seconds())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn names_are_known_in_any_case() {
        let berlin = named("europe/berlin").unwrap();
        assert_eq!(name(&berlin), "Europe/Berlin");
        assert_eq!(
            offset(&berlin, date(2024, 7, 1).at(12, 0, 0, 0)),
            Some(7200)
        );
        assert_eq!(
            offset(&berlin, date(2024, 1, 1).at(12, 0, 0, 0)),
            Some(3600)
        );
        assert!(named("W. Europe Standard Time").is_none());
        assert!(named("").is_none());
    }
}
