//! Made datasets, in the style of different people: a seed gives one for ever.

use detente::dataset::Dataset;
use detente::dataset::TO_THE_END;
use detente::dataset::instant::{civil_from_days, days_from_civil};
use detente::files;
use std::path::Path;

/// Its name; how many events, actors, groups and categories it has; a title from what one actor does
/// to another; a date.
pub(crate) struct Made(
    pub(crate) &'static str,
    pub(crate) [usize; 4],
    fn(usize, String) -> String,
    fn(usize, &mut Dice) -> String,
);

/// Every made set.
#[rustfmt::skip]
pub(crate) fn all() -> [Made; 9] {
    [
        Made("5 events", [5, 3, 0, 0], act, |n, dice| day(2023, 50 * n + dice.roll(30))),
        Made("25 events", [25, 8, 0, 0], act, months),
        Made("60 events of 2,000 years", [60, 0, 0, 4], act, ages),
        Made("40 events of an hour", [40, 4, 2, 0], act, seconds),
        Made("95 equal events", [95, 0, 0, 0], act, history),
        Made("250 equal events", [250, 0, 0, 5], incident, |n, _| day(2000, 31 * n)),
        Made("20,000 equal events", [20_000, 12, 0, 8], act, two_months),
        Made("300 events", [300, 60, 5, 0], act, |_, dice| day(2021, dice.roll(730))),
        Made("40 long titles", [40, 6, 2, 0], headline, |n, dice| day(2022, 3 * n + dice.roll(3))),
    ]
}

fn act(_: usize, act: String) -> String {
    act
}

/// As a company tells its years.
fn months(n: usize, dice: &mut Dice) -> String {
    format!("{}-{:02}", 1998 + n / 2, 1 + dice.roll(12))
}

/// As in the log of a breakdown.
fn seconds(n: usize, dice: &mut Dice) -> String {
    let second = n * 88 + dice.roll(60);
    format!("2024-05-17T14:{:02}:{:02}", second / 60, second % 60)
}

/// As a teacher dates: most of it lately.
fn ages(n: usize, dice: &mut Dice) -> String {
    let left = 60 - n as i64;
    let year = 2017 - 2060 * left * left / 3600;
    match dice.roll(4) {
        _ if year < 0 => format!("-{:04}", -year),
        0 => day(year, dice.roll(365)),
        1 => format!("{year:04}~"),
        _ => format!("{year:04}"),
    }
}

/// As in a history: days, years and spans.
fn history(n: usize, dice: &mut Dice) -> String {
    let year = 43 + 21 * n as i64;
    match n % 9 {
        0 => format!("{year:04}/{:04}", year + 30),
        1 | 4 | 7 => day(year, dice.roll(365)),
        _ => format!("{year:04}"),
    }
}

/// As in a download: days, and one in fifty over several of them.
fn two_months(n: usize, dice: &mut Dice) -> String {
    let first = 60 + dice.roll(61);
    let (from, to) = (day(2024, first), day(2024, first + 2 + dice.roll(5)));
    if n.is_multiple_of(50) {
        from + "/" + &to
    } else {
        from
    }
}

/// As in a table.
fn incident(n: usize, _: String) -> String {
    format!("Incident number {n:03} reported")
}

/// As in a newspaper, copied whole: 90 characters.
fn headline(n: usize, _: String) -> String {
    const NEWS: &str = "minister says after a night of talks that the harbour stays open while \
        unions and owners wait for the court to rule on who has to pay for the broken crane";
    let words: Vec<&str> = NEWS.split(' ').cycle().skip(2 * n).take(40).collect();
    let start: String = words.join(" ").chars().take(89).collect();
    start + "."
}

/// So many days after a year has begun.
fn day(year: i64, after: usize) -> String {
    let (year, month, day) = civil_from_days(days_from_civil(year, 1, 1) + after as i64);
    format!("{year:04}-{month:02}-{day:02}")
}

/// SplitMix64 (Steele, Lea and Flood 2014).
pub(crate) struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % sides as u64) as usize
    }

    /// Two of so many actors; the first ones act more than others.
    fn two(&mut self, actors: usize) -> [usize; 2] {
        let from = self.roll(actors).min(self.roll(actors));
        [from, (from + 1 + self.roll(actors - 1)) % actors]
    }
}

fn word(words: &str, n: usize) -> &str {
    let words: Vec<&str> = words.split(' ').collect();
    words[n % words.len()]
}

fn actor_name(n: usize) -> String {
    let first = word("Ada Ben Cleo Dara Emil Fay Gus Hana Ivo Jun", n);
    let last = word("Abbot Brandt Castell Dvorak Eriksen Fontaine", n / 10);
    format!("{first} {last}")
}

fn list(count: usize, item: impl FnMut(usize) -> String) -> String {
    (0..count).map(item).collect::<Vec<_>>().join(",")
}

impl Made {
    /// What its file says.
    pub(crate) fn dataset(&self) -> Dataset {
        let Self(title, [events, actors, groups, categories], ..) = *self;
        let mut dice = Dice(events as u64);
        let actor = |n| {
            let name = actor_name(n);
            let group = (groups > 0).then(|| format!(r#","group":"g{}""#, n % groups));
            let group = group.unwrap_or_default();
            format!(r#"{{"id":"a{n}","name":"{name}"{group}}}"#)
        };
        let side = |n| format!(r#"{{"id":"g{n}","name":"Bloc {n}"}}"#);
        let kind = |n| format!(r#"{{"id":"c{n}","name":"Kind {n}"}}"#);
        let lists = [
            ("groups", list(groups, side)),
            ("actors", list(actors, actor)),
            ("categories", list(categories, kind)),
            ("events", list(events, |n| self.event(n, &mut dice))),
            ("relations", list(actors / 2 * 2, |n| self.relation(n))),
        ];
        let lists = lists
            .map(|(key, list)| format!(r#","{key}":[{list}]"#))
            .concat();
        let text = format!(r#"{{"format":"detente","version":1,"title":"{title}"{lists}}}"#);
        opened(text.into_bytes())
    }

    fn event(&self, n: usize, dice: &mut Dice) -> String {
        let Self(name, [_, actors, _, categories], title, when) = *self;
        let [from, to] = dice.two(if actors > 0 { actors } else { 12 });
        let verb = word("sues visits warns backs rejects pays calls", dice.roll(7));
        let act = format!("{} {verb} {}", actor_name(from), actor_name(to));
        let (title, when) = (title(n, act), when(n, dice));
        let importance = match (name.contains("equal"), n % 10) {
            (false, 0) => 5,
            (false, 5) => 4,
            _ => 3,
        };
        let tone = dice.roll(15) as i64 - 7;
        let mut more = format!(r#""tone":{tone},"importance":{importance}"#);
        if categories > 0 {
            more += &format!(r#","category":"c{}""#, n % categories);
        }
        if actors > 0 {
            let who = format!(r#"{{"actor":"a{from}","role":"from"}}"#);
            more += &format!(r#","participants":[{who},{{"actor":"a{to}","role":"to"}}]"#);
        }
        format!(r#"{{"id":"e{n}","title":"{title}","when":"{when}",{more}}}"#)
    }

    /// Each second one says the opposite of the one before, of the same two actors.
    fn relation(&self, n: usize) -> String {
        let [from, to] = Dice(n as u64 / 2).two(self.1[1]);
        let (label, tone) = [("pays", 5), ("sues", -5)][n % 2];
        let ends = format!(r#""from":"a{from}","to":"a{to}""#);
        format!(r#"{{"id":"r{n}",{ends},"label":"{label}","tone":{tone}}}"#)
    }
}

/// The dataset of a file.
pub(crate) fn opened(bytes: Vec<u8>) -> Dataset {
    let name = Path::new("reading.detente");
    let opened = files::open(bytes, name, TO_THE_END);
    opened.unwrap().dataset
}
