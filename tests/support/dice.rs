//! Datasets for tests: any that the types allow.

use detente::dataset::event::{ByHand, CitationMore, EventMore, Notes};
use detente::dataset::{
    Account, Action, Actor, ActorKind, Bookmark, Category, Certainty, Citation, Dataset, Event,
    Filter, Group, Id, Kept, Link, LinkKind, List, Matching, Media, Metadata, Note, Participant,
    Period, Pin, Relation, Reliability, Role, Selection, Source, Spot, Stance, Stand, Status, Text,
};
use std::num::NonZeroU32;

/// A generator with a stated algorithm (SplitMix64), so that a seed names one dataset for ever.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % sides
    }

    fn maybe<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        (self.roll(3) == 0).then(|| make(self))
    }

    fn some<T, L: FromIterator<T>>(
        &mut self,
        most: u64,
        mut make: impl FnMut(&mut Self) -> T,
    ) -> L {
        (0..self.roll(most + 1)).map(|_| make(self)).collect()
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.roll(all.len() as u64) as usize]
    }

    fn text(&mut self) -> Text {
        const PIECES: &[&str] = &[
            "a",
            "talks ",
            "\"",
            "\\",
            "\n",
            "\t",
            "\u{1}",
            "é",
            "Путин",
            "習近平",
            "🤝",
            "אב",
            " ",
            "/",
            "\u{2028}",
            "{",
            "]",
            ",",
            ":",
            "null",
            "a rather long run of words that fills a line ",
        ];
        (0..self.roll(8))
            .map(|_| self.of(PIECES))
            .collect::<String>()
            .into()
    }

    fn id(&mut self) -> Id {
        let text = self.text();
        Id::new(&text)
    }

    fn number(&mut self) -> f64 {
        match self.roll(5) {
            0 => self.roll(10) as f64,
            1 => -(self.roll(100) as f64) / 8.0,
            2 => f64::from_bits(self.roll(u64::MAX)),
            3 => 1e300,
            _ => 0.1 + self.roll(3) as f64 / 10.0,
        }
    }

    fn finite(&mut self) -> f64 {
        Some(self.number())
            .filter(|n| n.is_finite())
            .unwrap_or(-0.0)
    }

    fn kept(&mut self) -> Kept {
        const JSON: &[&str] = &[
            "1.10",
            "123456789012345678901234567890",
            "1e400",
            "\"\\u00e9 \\ud800\"",
            "null",
            "[]",
            "{}",
            "[1, { \"a\": [2, 3.50] }]",
            "{ \"a long key that fills some of the line\": \"a long value that fills some more\", \"b\": [true, false] }",
        ];
        let kept = (0..self.roll(4).saturating_sub(1)).map(|n| {
            let key = format!("x {n}{}", self.text());
            (key.into(), self.of(JSON))
        });
        kept.collect()
    }

    pub(crate) fn dataset(&mut self) -> Dataset {
        Dataset {
            metadata: Metadata {
                title: self.text(),
                description: self.maybe(Self::text),
                language: self.maybe(Self::text),
                zone: self.maybe(Self::text),
                kept: self.kept(),
                map_kept: self.kept(),
            },
            sources: self.list(Self::source),
            groups: self.list(|d| Group {
                id: d.id(),
                name: d.text(),
                colour: d.maybe(Self::text),
                parent: d.maybe(Self::id),
                kept: d.kept(),
            }),
            actors: self.list(Self::actor),
            categories: self.list(|d| Category {
                id: d.id(),
                name: d.text(),
                colour: d.maybe(Self::text),
                parent: d.maybe(Self::id),
                kept: d.kept(),
            }),
            events: self.list(Self::event),
            relations: self.list(Self::relation),
            periods: self.list(|d| Period {
                id: d.id(),
                title: d.text(),
                when: d.maybe(Self::text),
                colour: d.maybe(Self::text),
                kept: d.kept(),
            }),
            bookmarks: self.list(Self::bookmark),
            pins: self.list(|d| Pin {
                actor: d.id(),
                at: [d.finite(), d.finite()],
            }),
            places: self.list(Self::stand),
        }
    }

    pub(crate) fn stand(&mut self) -> Stand {
        Stand {
            actor: self.id(),
            at: [self.finite(), self.finite()],
        }
    }

    fn list<T>(&mut self, make: impl FnMut(&mut Self) -> T) -> List<T> {
        self.some(4, make)
    }

    fn source(&mut self) -> Source {
        Source {
            id: self.id(),
            title: self.text(),
            publisher: self.maybe(Self::text),
            author: self.maybe(Self::text),
            url: self.maybe(Self::text),
            archived_url: self.maybe(Self::text),
            published: self.maybe(Self::text),
            accessed: self.maybe(Self::text),
            language: self.maybe(Self::text),
            reliability: self.of(Reliability::ALL),
            copies: self.maybe(Self::id),
            note: self.maybe(Self::text),
            kept: self.kept(),
        }
    }

    fn actor(&mut self) -> Actor {
        Actor {
            id: self.id(),
            name: self.text(),
            short: self.maybe(Self::text),
            kind: self.of(ActorKind::ALL),
            kind_guessed: self.roll(3) == 0,
            unnamed: self.roll(2) == 0,
            role: self.maybe(Self::text),
            group: self.maybe(Self::id),
            part_of: self.maybe(Self::id),
            aliases: self.some(3, Self::text),
            differs_from: self.some(2, Self::id),
            description: self.maybe(Self::text),
            image: self.maybe(Self::text),
            url: self.maybe(Self::text),
            private_note: self.maybe(Self::text),
            kept: self.kept(),
        }
    }

    pub(crate) fn event(&mut self) -> Event {
        Event {
            description: self.maybe(Self::text),
            id: self.id(),
            title: self.text(),
            when: self.maybe(Self::text),
            category: self.maybe(Self::id),
            tone: self.maybe(Self::finite).into(),
            participants: self.some(3, Self::participant),
            citations: self.some(2, Self::citation),
            status: self.of(Status::ALL),
            importance: self.of(&[1, 2, 3, 4, 5]),
            more: EventMore {
                action: self.maybe(Self::action),
                place: self.maybe(Self::place),
                notes: Notes {
                    tags: self.some(2, Self::text),
                    kept: self.kept(),
                }
                .into(),
            }
            .into(),
            by_hand: ByHand {
                zone: self.maybe(Self::text),
                accounts: self.some(2, Self::account),
                certainty: self.maybe(|d| d.of(Certainty::ALL)),
                certainty_reason: self.maybe(Self::text),
                parent: self.maybe(Self::id),
                leads_to: self.some(2, Self::link),
                media: self.some(2, Self::media),
                private_note: self.maybe(Self::text),
            }
            .into(),
        }
    }

    fn account(&mut self) -> Account {
        Account {
            by_actor: self.maybe(Self::id),
            by_source: self.maybe(Self::id),
            title: self.maybe(Self::text),
            when: self.maybe(Self::text),
            zone: self.maybe(Self::text),
            status: self.maybe(|d| d.of(Status::ALL)),
            category: self.maybe(Self::id),
            action: self.maybe(Self::action),
            tone: self.maybe(Self::finite),
            importance: self.maybe(|d| d.of(&[1, 3, 5])),
            participants: self.maybe(|d| d.some(2, Self::participant)),
            place: self.maybe(Self::place),
            description: self.maybe(Self::text),
            tags: self.maybe(|d| d.some(2, Self::text)),
            citations: self.some(2, Self::citation),
            certainty: self.maybe(|d| d.of(Certainty::ALL)),
            certainty_reason: self.maybe(Self::text),
            parent: self.maybe(Self::id),
            leads_to: self.maybe(|d| d.some(2, Self::link)),
            media: self.maybe(|d| d.some(2, Self::media)),
            private_note: self.maybe(Self::text),
            kept: self.kept(),
        }
    }

    fn participant(&mut self) -> Participant {
        Participant {
            actor: self.id(),
            role: self.of(Role::ALL),
            kept: self.kept(),
        }
    }

    fn citation(&mut self) -> Citation {
        Citation {
            source: self.id(),
            locator: self.maybe(Self::text),
            stance: self.of(Stance::ALL),
            credibility: self.of(&[1, 2, 3, 4, 5, 6]),
            more: CitationMore {
                quote: self.maybe(Self::text),
                note: self.maybe(Self::text),
                kept: self.kept(),
            }
            .into(),
        }
    }

    fn action(&mut self) -> Action {
        Action {
            kind: self.text(),
            mode: self.maybe(Self::text),
            kept: self.kept(),
        }
    }

    fn place(&mut self) -> Spot {
        Spot {
            name: self.maybe(Self::text),
            lat: self.maybe(Self::finite).into(),
            lon: self.maybe(Self::finite).into(),
            kept: self.kept(),
        }
    }

    fn link(&mut self) -> Link {
        Link {
            event: self.id(),
            kind: self.of(LinkKind::ALL),
            kept: self.kept(),
        }
    }

    fn media(&mut self) -> Media {
        Media {
            url: self.maybe(Self::text),
            path: self.maybe(Self::text),
            caption: self.maybe(Self::text),
            credit: self.maybe(Self::text),
            alt: self.maybe(Self::text),
            kept: self.kept(),
        }
    }

    fn relation(&mut self) -> Relation {
        Relation {
            id: self.id(),
            from: self.id(),
            to: self.id(),
            directed: self.roll(2) == 0,
            kind: self.maybe(Self::text),
            label: self.maybe(Self::text),
            weight: self.maybe(Self::finite),
            tone: self.maybe(Self::finite),
            when: self.maybe(Self::text),
            status: self.of(Status::ALL),
            description: self.maybe(Self::text),
            citations: self.some(2, Self::citation),
            evidence: self.some(3, Self::id),
            certainty: self.maybe(|d| d.of(Certainty::ALL)),
            certainty_reason: self.maybe(Self::text),
            private_note: self.maybe(Self::text),
            kept: self.kept(),
        }
    }

    fn note(&mut self) -> Note {
        Note {
            text: self.text(),
            event: self.maybe(Self::id),
            tie: self.maybe(Self::text),
            actor: self.maybe(Self::id),
            kept: self.kept(),
        }
    }

    pub(crate) fn bookmark(&mut self) -> Bookmark {
        Bookmark {
            id: self.id(),
            title: self.text(),
            headline: self.maybe(Self::text),
            caption: self.maybe(Self::text),
            notes: self.some(2, Self::note),
            span: self.maybe(Self::text),
            window: self.maybe(Self::text),
            filter: self.maybe(|d| Filter {
                categories: d.some(2, Self::id),
                actors: d.some(2, Self::id),
                groups: d.some(2, Self::id),
                matching: d.of(Matching::ALL),
                tags: d.some(2, Self::text),
                statuses: d.some(2, Self::text),
                certainties: d.some(2, Self::text),
                text: d.maybe(Self::text),
                kept: d.kept(),
            }),
            lanes: self.maybe(Self::text),
            colour_by: self.maybe(Self::text),
            detail: self.maybe(Self::text),
            main_ties: self.maybe(|d| d.of(&[1, 7, u32::MAX].map(at_least_one))),
            unfolded: self.some(2, Self::id),
            fold: self.roll(2) == 0,
            selection: self.maybe(|d| match d.roll(4) {
                0 => Selection::Event(d.id()),
                1 => Selection::Actor(d.id()),
                2 => Selection::Relation(d.id()),
                _ => Selection::Tie(d.text()),
            }),
            kept: self.kept(),
        }
    }
}

fn at_least_one(number: u32) -> NonZeroU32 {
    NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN)
}
