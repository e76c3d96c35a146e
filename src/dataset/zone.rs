//! Where a wall clock stands.
//!
//! jiff knows the zones from its bundled database, so that every machine computes the same. Its
//! years end at ±9999; beyond them a zone keeps the offset it has there.

use super::instant::{Civil, Instant};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::{AmbiguousOffset, TimeZone, TimeZoneDatabase};
use std::sync::LazyLock;

static DATABASE: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

/// A time zone by its IANA name; none: UTC. Cheap to clone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Zone(Option<TimeZone>);

/// The zones that a date is read in.
#[derive(Clone, Copy, Debug)]
pub struct Zones<'a> {
    /// Of times without an offset: the event's own, or else the dataset's.
    pub times: &'a Zone,
    /// Of days, months and years: that of the axis, so that a day is a column of it.
    pub days: &'a Zone,
}

impl<'a> From<&'a Zone> for Zones<'a> {
    fn from(zone: &'a Zone) -> Self {
        Self {
            times: zone,
            days: zone,
        }
    }
}

impl Zone {
    /// Coordinated Universal Time.
    #[must_use]
    pub fn utc() -> Self {
        Self(None)
    }

    /// The zone of an IANA name in any case, such as `America/Anchorage`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        if name.eq_ignore_ascii_case("UTC") {
            return Some(Self::utc());
        }
        let zone = DATABASE.get(name).ok()?;
        (!zone.is_unknown()).then_some(Self(Some(zone)))
    }

    /// The IANA name.
    #[must_use]
    pub fn name(&self) -> &str {
        match &self.0 {
            None => "UTC",
            Some(zone) => zone.iana_name().unwrap_or_default(),
        }
    }

    /// How a person calls it: `Anchorage`, `Buenos Aires`, `UTC`.
    #[must_use]
    pub fn place(&self) -> String {
        let name = self.name();
        name.rsplit('/').next().unwrap_or(name).replace('_', " ")
    }

    /// The place with the word that joins it to a time: `in Anchorage`, but plain `UTC`.
    #[must_use]
    pub fn after_a_time(&self) -> String {
        let place = self.place();
        let is_place = !self.name().starts_with("Etc/") && place.chars().any(char::is_lowercase);
        if is_place {
            format!("in {place}")
        } else {
            place
        }
    }

    /// Seconds east of UTC. Outside jiff's years, the first or last offset that the zone has.
    #[must_use]
    pub fn offset_at(&self, instant: Instant) -> i32 {
        match &self.0 {
            None => 0,
            Some(zone) => zone.to_offset(timestamp(instant)).seconds(),
        }
    }

    /// What the zone's clock is called then: `AKDT`, `+03`.
    #[must_use]
    pub fn abbreviation_at(&self, instant: Instant) -> String {
        match &self.0 {
            None => "UTC".to_owned(),
            Some(zone) => {
                let info = zone.to_offset_info(timestamp(instant));
                info.abbreviation().to_owned()
            }
        }
    }

    /// Its place and what its clock is called between two instants: `Anchorage (AKDT)`, `London (BST, GMT)`;
    /// of a time with more than two names the place alone.
    #[must_use]
    pub fn in_words(&self, from: Instant, to: Instant) -> String {
        let (place, names) = (self.place(), self.abbreviations(from, to));
        let is_plain = |name: &String| name.is_empty() || *name == place;
        match names.is_empty() || names.iter().any(is_plain) {
            true => place,
            false => format!("{place} ({})", names.join(", ")),
        }
    }

    /// What its clock is called between two instants; nothing where that is more than two names.
    #[must_use]
    pub fn abbreviations(&self, from: Instant, to: Instant) -> Vec<String> {
        const MOST: usize = 2;
        let Some(zone) = &self.0 else {
            return Vec::new();
        };
        let mut names = vec![self.abbreviation_at(from)];
        let turns = zone.following(timestamp(from));
        let turns = turns.take_while(|turn| turn.timestamp() < timestamp(to));
        // In a year it has all names of that time; rules change in a few decades.
        for turn in turns.take(64) {
            let name = turn.abbreviation();
            if names.iter().all(|known| known != name) {
                names.push(name.to_owned());
            }
        }
        names.truncate(if names.len() > MOST { 0 } else { MOST });
        names
    }

    /// What the wall clock shows at an instant.
    #[must_use]
    pub fn civil(&self, instant: Instant) -> Civil {
        Civil::from_seconds(instant.0.saturating_add(i64::from(self.offset_at(instant))))
    }

    /// When the wall clock shows this. A time that a clock skips is moved forward by what it
    /// skips; of a time that it shows twice, the earlier is meant.
    #[must_use]
    pub fn instant(&self, civil: &Civil) -> Instant {
        self.at_wall_clock(civil.seconds())
    }

    /// The same as [`Zone::instant`] for a wall clock in [`Civil::seconds`].
    #[must_use]
    pub fn at_wall_clock(&self, seconds: i64) -> Instant {
        let offset = match &self.0 {
            None => 0,
            Some(zone) => match date_time(&Civil::from_seconds(seconds)) {
                Some(wall) => match zone.to_ambiguous_timestamp(wall).offset() {
                    AmbiguousOffset::Unambiguous { offset } => offset,
                    // The offset before a change is right for both: it lands after a gap, and on
                    // the first of two.
                    AmbiguousOffset::Gap { before, .. } | AmbiguousOffset::Fold { before, .. } => {
                        before
                    }
                }
                .seconds(),
                None => self.offset_at(Instant::from_seconds(seconds)),
            },
        };
        Instant::from_seconds(seconds.saturating_sub(i64::from(offset)))
    }

    /// Every zone's name, sorted, for a menu.
    #[must_use]
    pub fn all_names() -> Vec<String> {
        let mut names: Vec<String> = DATABASE
            .available()
            .map(|name| name.as_str().to_owned())
            .filter(|name| Self::named(name).is_some())
            .collect();
        names.sort_unstable();
        names
    }
}

fn timestamp(instant: Instant) -> Timestamp {
    let seconds = instant
        .0
        .clamp(Timestamp::MIN.as_second(), Timestamp::MAX.as_second());
    Timestamp::from_second(seconds).unwrap_or(Timestamp::UNIX_EPOCH)
}

fn date_time(civil: &Civil) -> Option<DateTime> {
    DateTime::new(
        i16::try_from(civil.year).ok()?,
        i8::try_from(civil.month).ok()?,
        i8::try_from(civil.day).ok()?,
        i8::try_from(civil.hour).ok()?,
        i8::try_from(civil.minute).ok()?,
        i8::try_from(civil.second).ok()?,
        0,
    )
    .ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(year: i64, month: u8, day: u8, hour: u8, minute: u8) -> Civil {
        Civil {
            hour,
            minute,
            ..Civil::midnight(year, month, day)
        }
    }

    fn zone(name: &str) -> Zone {
        Zone::named(name).unwrap()
    }

    #[test]
    fn names_and_places() {
        assert_eq!(zone("america/anchorage").name(), "America/Anchorage");
        assert_eq!(zone("America/Anchorage").place(), "Anchorage");
        assert_eq!(
            zone("America/Argentina/Buenos_Aires").after_a_time(),
            "in Buenos Aires"
        );
        assert_eq!(Zone::utc().place(), "UTC");
        assert_eq!(zone("Etc/UTC").after_a_time(), "UTC");
        assert_eq!(zone("EST5EDT").after_a_time(), "EST5EDT");
        for nonsense in [
            "",
            "Nowhere",
            "America",
            "Etc/Unknown",
            "../etc/passwd",
            "Ω",
        ] {
            assert_eq!(Zone::named(nonsense), None, "{nonsense}");
        }
    }

    #[test]
    fn offsets_and_abbreviations() {
        let anchorage = zone("America/Anchorage");
        let summit = anchorage.instant(&at(2025, 8, 15, 11, 26));
        assert_eq!(summit, Instant(1_755_285_960));
        assert_eq!(anchorage.offset_at(summit), -8 * 3600);
        assert_eq!(anchorage.abbreviation_at(summit), "AKDT");
        assert_eq!(anchorage.civil(summit), at(2025, 8, 15, 11, 26));
        assert_eq!(Zone::utc().abbreviation_at(summit), "UTC");
        let words = |zone: &Zone, days: i64| zone.in_words(summit, summit.plus(days * 86_400));
        assert_eq!(words(&anchorage, 10), "Anchorage (AKDT)");
        assert_eq!(words(&anchorage, 120), "Anchorage (AKDT, AKST)");
        // Both ends in summer.
        assert_eq!(words(&anchorage, 300), "Anchorage (AKDT, AKST)");
        let since_1900 = anchorage.in_words(Instant(-2_208_988_800), summit);
        assert_eq!(since_1900, "Anchorage");
        assert_eq!(words(&Zone::utc(), 300), "UTC");
    }

    #[test]
    fn a_skipped_time_moves_forward_and_a_double_one_is_the_earlier() {
        let berlin = zone("Europe/Berlin");
        let skipped = berlin.instant(&at(2025, 3, 30, 2, 30));
        assert_eq!(berlin.civil(skipped), at(2025, 3, 30, 3, 30));
        let twice = berlin.instant(&at(2025, 10, 26, 2, 30));
        assert_eq!(berlin.offset_at(twice), 7200);
        assert_eq!(berlin.civil(twice.plus(3600)), at(2025, 10, 26, 2, 30));
    }

    #[test]
    fn far_years_keep_the_edge_offset() {
        let anchorage = zone("America/Anchorage");
        let first = anchorage.offset_at(Instant(-377_000_000_000));
        assert_eq!(anchorage.offset_at(Instant::MIN), first);
        assert_eq!(anchorage.offset_at(Instant::MAX), -9 * 3600);
        for year in [-100_000_000_000, -170_000_000, 20_000, 100_000_000_000] {
            let civil = at(year, 7, 1, 12, 0);
            assert_eq!(anchorage.civil(anchorage.instant(&civil)), civil);
        }
    }

    #[test]
    fn the_menu_is_sorted_and_holds_what_it_names() {
        let names = Zone::all_names();
        assert!(names.is_sorted() && names.len() > 400);
        assert!(names.iter().all(|name| Zone::named(name).is_some()));
        assert!(names.iter().any(|name| name == "America/Anchorage"));
    }

    proptest! {
        #[test]
        fn instants_come_back(seconds in -400_000_000_000i64..400_000_000_000, index in 0usize..400) {
            let names = Zone::all_names();
            let zone = zone(names.get(index).unwrap());
            let instant = Instant(seconds);
            let back = zone.instant(&zone.civil(instant));
            // Only the second of two equal wall clock times comes back as the first.
            prop_assert!(back <= instant && instant.0 - back.0 <= 26 * 3600);
            prop_assert_eq!(zone.civil(back), zone.civil(instant));
        }

        #[test]
        fn nothing_overflows(seconds: i64, index in 0usize..400) {
            let zone = zone(Zone::all_names().get(index).unwrap());
            let civil = zone.civil(Instant(seconds));
            prop_assert!((1..=12).contains(&civil.month));
            prop_assert!(!zone.instant(&civil).is_open());
        }
    }
}
