//! Datasets to draw, and the answers that a timeline asks of them.

use detente::analysis::hues::Hues;
use detente::analysis::{Bits, Index, LaneBy, Lanes, TO_THE_END};
use detente::dataset::date::Margins;
use detente::dataset::instant::Instant;
use detente::dataset::zone::Zone;
use detente::dataset::{
    Action, Actor, Category, Dataset, Event, Group, Id, List, Participant, Role, Status, date,
};
use detente::scene::{Emphasis, Measure, Vec2, theme::HUES};
use detente::timeline::{Span, View};

/// A dataset with everything that a view of it needs.
pub(crate) struct Shown {
    pub(crate) dataset: Dataset,
    pub(crate) index: Index,
    pub(crate) lanes: Lanes,
    pub(crate) hues: Hues,
    pub(crate) zone: Zone,
    pub(crate) emphasis: Emphasis,
    pub(crate) measure: Measure,
}

impl Shown {
    pub(crate) fn new(dataset: Dataset, by: LaneBy) -> Self {
        let index = Index::new(&dataset, &Margins::default(), TO_THE_END).unwrap();
        let hues = Hues::new(&dataset, &index, &HUES);
        let all = Bits::all(index.len());
        let lanes = Lanes::new(&dataset, &index, &hues, &all, by, TO_THE_END).unwrap();
        Self {
            zone: index.zone.clone(),
            dataset,
            index,
            lanes,
            hues,
            emphasis: Emphasis::default(),
            measure: Measure::new(),
        }
    }

    pub(crate) fn summit(by: LaneBy) -> Self {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/alaska-summit.detente");
        let opened = detente::files::open_path(path.as_ref(), TO_THE_END);
        Self::new(opened.unwrap().dataset, by)
    }

    pub(crate) fn when(&self, text: &str) -> (Instant, Instant) {
        let (bounds, _) = date::read(text, &self.zone, &Margins::default()).unwrap();
        (bounds.earliest_start, bounds.latest_end)
    }

    pub(crate) fn view(&self, span: &str, size: Vec2) -> View<'_> {
        let (from, to) = self.when(span);
        View {
            zone: &self.zone,
            emphasis: &self.emphasis,
            ..View::new(
                &self.dataset,
                &self.index,
                &self.lanes,
                &self.hues,
                Span::new(from, to),
                size,
                &self.measure,
            )
        }
    }
}

/// Many events over some years, with bursts, in lanes of very different sizes.
#[expect(clippy::too_many_lines, reason = "one dataset, told in a row")]
pub(crate) fn many(count: u32) -> Dataset {
    let mut state = 7u64;
    let mut next = move |below: u64| {
        // Knuth's MMIX generator; the high bits are the good ones.
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let groups = [
        "United States",
        "Russia",
        "Ukraine",
        "Europe",
        "China",
        "Türkiye",
        "Others",
    ];
    let kinds = [
        "CONSULT", "AID", "ACCUSE", "ASSAULT", "SUPPORT", "THREATEN", "SANCTION", "OTHER",
    ];
    let events: List<Event> = (0..count)
        .map(|n| {
            let start = next(12 * 365) as i64;
            let day = if next(3) == 0 {
                2900 + next(80) as i64 * next(4) as i64
            } else {
                start
            };
            let second = (16_071 + day) * 86_400 + next(86_400) as i64;
            let civil = detente::dataset::instant::Civil::from_seconds(second);
            let mut event = Event::titled(Id::new(&format!("e{n}")), &format!("Event number {n}"));
            event.when = Some(
                match next(6) {
                    0 => format!("{:04}-{:02}-{:02}", civil.year, civil.month, civil.day),
                    1 => format!("{:04}-{:02}-{:02}?", civil.year, civil.month, civil.day),
                    _ => format!(
                        "{:04}-{:02}-{:02}T{:02}:{:02}",
                        civil.year, civil.month, civil.day, civil.hour, civil.minute
                    ),
                }
                .into(),
            );
            event.importance = if next(400) == 0 { 5 } else { 3 };
            event.status = if next(9) == 0 {
                Status::Planned
            } else {
                Status::Happened
            };
            event.more.make_mut().action = Some(Action {
                kind: kinds[next(8) as usize].into(),
                ..Action::default()
            });
            event.category = Some(Id::new(["a", "b", "c"][next(3) as usize]));
            for role in [Role::From, Role::To] {
                let actor = (next(7) * next(7) / 7) as usize;
                event.participants.push(Participant {
                    actor: Id::new(groups[actor]),
                    role,
                    ..Participant::default()
                });
            }
            event
        })
        .collect();
    Dataset {
        groups: groups
            .iter()
            .map(|g| Group {
                id: Id::new(g),
                name: (*g).into(),
                ..Group::default()
            })
            .collect(),
        actors: groups
            .iter()
            .map(|g| Actor {
                id: Id::new(g),
                name: (*g).into(),
                group: Some(Id::new(g)),
                ..Actor::default()
            })
            .collect(),
        categories: ["a", "b", "c"]
            .iter()
            .map(|c| Category {
                id: Id::new(c),
                name: (*c).into(),
                ..Category::default()
            })
            .collect(),
        events,
        ..Dataset::default()
    }
}
