//! Whether people write the day or the month first, by where they are.

use super::Order;

/// Whether people of a zone write the day or the month first, where nearly all do.
pub(super) fn order_of_zone(name: &str) -> Option<Order> {
    /// Zones of the United States, by how their names start.
    const MONTH_FIRST: [&str; 22] = [
        "America/New_York",
        "America/Detroit",
        "America/Kentucky/",
        "America/Indiana/",
        "America/Indianapolis",
        "America/Louisville",
        "America/Chicago",
        "America/Menominee",
        "America/North_Dakota/",
        "America/Denver",
        "America/Boise",
        "America/Phoenix",
        "America/Los_Angeles",
        "America/Anchorage",
        "America/Juneau",
        "America/Sitka",
        "America/Metlakatla",
        "America/Yakutat",
        "America/Nome",
        "America/Adak",
        "Pacific/Honolulu",
        "US/",
    ];
    /// Where both are written, or the year comes first.
    const BOTH: [&str; 30] = [
        "America/Toronto",
        "America/Vancouver",
        "America/Edmonton",
        "America/Winnipeg",
        "America/Halifax",
        "America/St_Johns",
        "America/Regina",
        "America/Moncton",
        "America/Whitehorse",
        "America/Iqaluit",
        "America/Glace_Bay",
        "America/Goose_Bay",
        "America/Montreal",
        "America/Puerto_Rico",
        "America/Panama",
        "Canada/",
        "Asia/Tokyo",
        "Asia/Seoul",
        "Asia/Pyongyang",
        "Asia/Shanghai",
        "Asia/Urumqi",
        "Asia/Taipei",
        "Asia/Hong_Kong",
        "Asia/Macau",
        "Asia/Manila",
        "Asia/Ulaanbaatar",
        "Asia/Tehran",
        "Africa/Johannesburg",
        "Africa/Nairobi",
        "Pacific/",
    ];
    let starts = |names: &[&str]| names.iter().any(|start| name.starts_with(start));
    if starts(&MONTH_FIRST) {
        return Some(Order::MonthFirst);
    }
    let continents = [
        "Europe/",
        "America/",
        "Asia/",
        "Africa/",
        "Australia/",
        "Atlantic/",
        "Indian/",
    ];
    (!starts(&BOTH) && starts(&continents)).then_some(Order::DayFirst)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_say_the_order_of_their_people() {
        for (zone, order) in [
            ("America/New_York", Some(Order::MonthFirst)),
            ("Europe/Kyiv", Some(Order::DayFirst)),
            ("America/Bogota", Some(Order::DayFirst)),
            ("America/Toronto", None),
            ("Asia/Tokyo", None),
            ("UTC", None),
        ] {
            assert_eq!(order_of_zone(zone), order, "{zone}");
        }
    }
}
