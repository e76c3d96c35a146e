//! Datasets of any size for measurements: the same for ever for the same number of events, and
//! about as rich an event as the bundled one's (430 bytes of JSON).

use detente::dataset::event::{CREDIBILITY, IMPORTANCE};
use detente::dataset::{
    Action, Actor, ActorKind, Category, Citation, Dataset, Event, Group, Id, Metadata, Participant,
    Period, Relation, Reliability, Role, Source, Spot, Status, Text,
};

const GROUPS: usize = 5;
const CATEGORIES: usize = 8;
const SOURCES: usize = 50;

/// SplitMix64 (Steele, Lea and Flood 2014).
struct SplitMix64(u64);

impl SplitMix64 {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % sides as u64) as usize
    }

    fn one_in(&mut self, sides: usize) -> bool {
        self.roll(sides) == 0
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.roll(all.len())]
    }

    /// A few actors are in most events, as in life: the smallest of three throws.
    fn actor(&mut self, actors: usize) -> usize {
        (0..3).map(|_| self.roll(actors)).min().unwrap_or(0)
    }
}

const VERBS: &[&str] = &[
    "meets",
    "calls",
    "warns",
    "accuses",
    "supports",
    "sanctions",
    "answers",
    "visits",
    "threatens",
    "thanks",
];
const MATTERS: &[&str] = &[
    "over the ceasefire line",
    "in the capital",
    "about gas deliveries",
    "after the night’s strikes",
    "on the eve of the summit",
    "before the vote in parliament",
    "with two conditions",
    "at the border crossing",
    "for the second time this month",
    "and names a date",
];
const ACTS: &[&str] = &[
    "CONSULT", "CONSULT", "AGREE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "SANCTION", "ASSAULT",
];
const PLACES: &[(&str, f64, f64)] = &[
    ("Anchorage", 61.22, -149.9),
    ("Kyiv", 50.45, 30.52),
    ("Washington", 38.9, -77.04),
    ("Istanbul", 41.01, 28.98),
    ("Żytomierz / Житомир", 50.25, 28.66),
];

/// A dataset of so many events, with an actor for every thousand of them, from 40 to 100,000.
pub(crate) fn dataset(events: usize) -> Dataset {
    dataset_of(events, (events / 1000).clamp(40, 100_000))
}

/// The same with so many actors.
pub(crate) fn dataset_of(events: usize, actors: usize) -> Dataset {
    let mut dice = SplitMix64(events as u64);
    Dataset {
        metadata: Metadata {
            title: format!("{events} events").into(),
            ..Metadata::default()
        },
        sources: (0..SOURCES).map(source).collect(),
        groups: (0..GROUPS).map(group).collect(),
        actors: (0..actors).map(actor).collect(),
        categories: (0..CATEGORIES).map(category).collect(),
        events: (0..events)
            .map(|n| event(n, events, actors, &mut dice))
            .collect(),
        relations: (0..actors)
            .map(|n| relation(n, actors, &mut dice))
            .collect(),
        periods: (0..5).map(period).collect(),
        ..Dataset::default()
    }
}

fn id(kind: &str, n: usize) -> Id {
    Id::new(&format!("{kind}-{n}"))
}

fn source(n: usize) -> Source {
    Source {
        id: id("source", n),
        title: format!("Report number {n} of the agency").into(),
        publisher: Some(format!("Agency {}", n % 20).into()),
        url: Some(format!("https://example.org/reports/{n}").into()),
        reliability: Reliability::ALL[n % Reliability::ALL.len()],
        ..Source::default()
    }
}

fn group(n: usize) -> Group {
    Group {
        id: id("group", n),
        name: format!("Bloc {n}").into(),
        ..Group::default()
    }
}

fn actor(n: usize) -> Actor {
    Actor {
        id: id("actor", n),
        name: format!("Actor number {n}").into(),
        kind: ActorKind::ALL[n % ActorKind::ALL.len()],
        group: Some(id("group", n % GROUPS)),
        ..Actor::default()
    }
}

fn category(n: usize) -> Category {
    Category {
        id: id("category", n),
        name: format!("Category {n}").into(),
        ..Category::default()
    }
}

fn period(n: usize) -> Period {
    Period {
        id: id("period", n),
        title: format!("Year {}", 2020 + n).into(),
        when: Some((2020 + n).to_string().into()),
        ..Period::default()
    }
}

fn relation(n: usize, actors: usize, dice: &mut SplitMix64) -> Relation {
    Relation {
        id: id("relation", n),
        from: id("actor", n),
        to: id("actor", (n + 1 + dice.roll(actors - 1)) % actors),
        kind: Some("deals with".into()),
        tone: Some(tone(dice)),
        citations: [citation(dice)].into(),
        ..Relation::default()
    }
}

fn tone(dice: &mut SplitMix64) -> f64 {
    (dice.roll(201) as f64 - 100.0) / 10.0
}

fn citation(dice: &mut SplitMix64) -> Citation {
    Citation {
        source: id("source", dice.roll(SOURCES)),
        locator: dice
            .one_in(2)
            .then(|| format!("para. {}", dice.roll(40)).into()),
        credibility: dice.of(&[1, 2, 2, 3, CREDIBILITY]),
        ..Citation::default()
    }
}

/// Days, times, intervals, months, years and doubt, in the order of the list over six years.
fn when(n: usize, events: usize, dice: &mut SplitMix64) -> Option<Text> {
    let day = n * 6 * 336 / events.max(1);
    let (year, month, day) = (2020 + day / 336, day % 336 / 28 + 1, day % 28 + 1);
    let (hour, minute) = (dice.roll(24), dice.roll(60));
    Some(match dice.roll(20) {
        0 => return None,
        1 => format!("{year}-{month:02}").into(),
        2 => format!("{year}-{month:02}-{day:02}~").into(),
        3 => format!("{year}-{month:02}-{day:02}/{year}-{month:02}-28").into(),
        4 => format!("{year}-{month:02}-{day:02}?").into(),
        5..10 => format!("{year}-{month:02}-{day:02}T{hour:02}:{minute:02}Z").into(),
        10..13 => format!("{year}-{month:02}-{day:02}T{hour:02}:{minute:02}").into(),
        _ => format!("{year}-{month:02}-{day:02}").into(),
    })
}

fn event(n: usize, events: usize, actors: usize, dice: &mut SplitMix64) -> Event {
    let (first, other) = (dice.actor(actors), dice.actor(actors));
    let (verb, matter) = (dice.of(VERBS), dice.of(MATTERS));
    let mut event = Event::titled(
        id("event", n),
        &format!("Actor {first} {verb} actor {other} {matter}"),
    );
    event.when = when(n, events, dice);
    event.category = Some(id("category", dice.roll(CATEGORIES)));
    event.tone = dice.one_in(2).then(|| tone(dice)).into();
    event.importance = dice.of(&[1, 2, IMPORTANCE, IMPORTANCE, 4, 5]);
    event.status = dice.of(&[Status::Happened; 8]);
    if dice.one_in(10) {
        event.status = dice.of(Status::ALL);
    }
    let mutual = dice.one_in(2);
    let roles = if mutual {
        [Role::Participant; 2]
    } else {
        [Role::From, Role::To]
    };
    let taking_part = |(actor, role): (usize, Role)| Participant {
        actor: id("actor", actor),
        role,
        ..Participant::default()
    };
    event.participants = [first, other]
        .into_iter()
        .zip(roles)
        .map(taking_part)
        .collect();
    if dice.one_in(3) {
        let third = dice.actor(actors);
        event
            .participants
            .push(taking_part((third, Role::Mentioned)));
    }
    event.citations = (0..1 + dice.roll(3) / 2).map(|_| citation(dice)).collect();
    if dice.one_in(5) {
        let more = event.more.make_mut();
        more.action = Some(Action {
            kind: dice.of(ACTS).into(),
            ..Action::default()
        });
        let (name, lat, lon) = dice.of(PLACES);
        more.place = Some(Spot {
            name: Some(name.into()),
            lat: Some(lat).into(),
            lon: Some(lon).into(),
            ..Spot::default()
        });
    }
    event
}
