//! The map of the bundled dataset, as the window and a figure show it. With `DETENTE_LOOK` set to
//! a folder the pictures are written there, to be looked at.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use detente::analysis::{Bits, ColourBy, Index, TO_THE_END, Ties, hues::Hues};
use detente::dataset::date::{self, Margins};
use detente::dataset::{Actor, Dataset, Event, Group, Id, Participant, Relation, Role};
use detente::map::{self, Camera, Graph, Level, Picture, Places, View};
use detente::scene::legend::Entry;
use detente::scene::theme::HUES;
use detente::scene::{
    Emphasis, Key, Mark, Measure, Medium, Pos2, Rect, Scene, Stroke, Theme, Vec2, vec2,
};
use detente::{export, files};
use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

struct Shown {
    dataset: Dataset,
    measure: Measure,
    index: Index,
    all: Ties,
    graph: Graph,
    hues: Hues,
}

impl Shown {
    fn new(dataset: Dataset) -> Self {
        let measure = Measure::new();
        let index = Index::new(&dataset, &Margins::default(), TO_THE_END).unwrap();
        let all = Ties::of_all(&index, TO_THE_END).unwrap();
        Self {
            graph: Graph::new(&dataset, &index, &all, &measure),
            hues: Hues::new(&dataset, &index, &HUES),
            dataset,
            measure,
            index,
            all,
        }
    }

    fn bundled() -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/alaska-summit.detente");
        let opened = files::open_path(&path, TO_THE_END).unwrap();
        Self::new(opened.dataset)
    }

    /// The ties of a window.
    fn ties(&self, window: &str) -> Ties {
        let (bounds, _) = date::read(window, &self.index.zone, &Margins::default()).unwrap();
        let window = Some((bounds.earliest_start, bounds.latest_end));
        Ties::new(
            &self.index,
            &Bits::all(self.index.len()),
            &Bits::all(self.index.relations.len()),
            window,
            TO_THE_END,
        )
        .unwrap()
    }

    fn actor(&self, id: &str) -> u32 {
        self.dataset.actors.find(id).unwrap().0.0
    }

    fn places(&self, size: Vec2) -> Places {
        map::place(&self.graph, &[], size.x / size.y, 1, TO_THE_END).unwrap()
    }

    fn picture(&self, ties: &Ties, places: &Places, look: &Look<'_>) -> Picture {
        map::picture(&View {
            dataset: &self.dataset,
            index: &self.index,
            graph: &self.graph,
            ties,
            hues: &self.hues,
            colour_by: ColourBy::Group,
            places,
            camera: look.camera,
            size: look.size,
            covered: None,
            theme: look.theme,
            measure: &self.measure,
            emphasis: &look.emphasis,
            ghost: None,
            level: look.level,
            unfolded: &[],
            medium: look.medium,
        })
    }
}

struct Look<'a> {
    camera: Camera,
    level: Level,
    size: Vec2,
    theme: &'a Theme,
    emphasis: Emphasis,
    medium: Medium,
}

impl Look<'static> {
    fn at_rest(shown: &Shown, places: &Places, size: Vec2) -> Self {
        Self {
            camera: map::fit(places, &shown.graph, size),
            // Not in blocs, however small the panel is.
            level: Level::default().without_blocs(),
            size,
            theme: &Theme::LIGHT,
            emphasis: Emphasis::default(),
            medium: Medium::Screen,
        }
    }
}

fn save(name: &str, scene: &Scene, theme: &Theme, measure: &Measure) {
    let Ok(folder) = std::env::var("DETENTE_LOOK") else {
        return;
    };
    let mut all = Scene::new(scene.size);
    let panel = Rect::from_min_size(Pos2::ZERO, scene.size);
    all.rect(Key::None, panel, 0.0, theme.ground, Stroke::NONE);
    all.items.extend(scene.items.iter().cloned());
    let picture = export::Picture {
        scene: &all,
        title: name,
        language: None,
        names: &|_| None,
        measure,
    };
    let png = export::png(&picture, 1.5, TO_THE_END).unwrap();
    let mut file = std::fs::File::create(Path::new(&folder).join(format!("{name}.png"))).unwrap();
    file.write_all(&png).unwrap();
}

fn texts(picture: &Picture) -> BTreeSet<String> {
    let items = picture.scene.items.iter();
    items
        .filter_map(|item| match &item.mark {
            Mark::Text { text, .. } => Some(text.to_string()),
            _ => None,
        })
        .collect()
}

/// As in the window: the map under the timeline, and alone.
const PANELS: [(&str, Vec2); 2] = [
    ("wide", vec2(1050.0, 350.0)),
    ("large", vec2(1400.0, 900.0)),
];

#[test]
fn the_bundled_dataset_reads_at_a_glance() {
    let shown = Shown::bundled();
    let window = shown.ties("2025-08-08/2025-08-18");
    let (trump, putin) = (shown.actor("trump"), shown.actor("putin"));
    for (name, size) in PANELS {
        let places = shown.places(size);
        for (ties, when) in [(&shown.all, "all"), (&window, "window")] {
            for (theme, shade) in [
                (&Theme::LIGHT, "light"),
                (&Theme::DARK, "dark"),
                (&Theme::PRINT, "print"),
            ] {
                let mut look = Look {
                    theme,
                    medium: Medium::Screen,
                    ..Look::at_rest(&shown, &places, size)
                };
                if shade == "dark" {
                    look.emphasis.selected = Some(Key::Tie(trump, putin));
                    look.emphasis.related = Arc::new(
                        [
                            Key::Actor(trump),
                            Key::Actor(putin),
                            Key::Mutual(trump.min(putin), trump.max(putin)),
                        ]
                        .into(),
                    );
                    look.emphasis.hovered = Some(Key::Actor(shown.actor("zelenskiy")));
                }
                let picture = shown.picture(ties, &places, &look);
                save(
                    &format!("{name}-{when}-{shade}"),
                    &picture.scene,
                    theme,
                    &shown.measure,
                );
                let texts = texts(&picture);
                for who in ["Trump", "Putin", "Zelenskiy"] {
                    let is_named = texts.iter().any(|t| t.ends_with(who));
                    assert!(is_named, "{who} has no name on {name}-{when}-{shade}");
                }
                let most = if when == "all" { 12 } else { 6 };
                assert!(
                    picture.counts.names_left_out <= most,
                    "{} names on {name}-{when}",
                    picture.counts.names_left_out
                );
                let keys: BTreeSet<Key> = picture.scene.items.iter().map(|i| i.key).collect();
                let drawn = keys
                    .iter()
                    .filter(|k| matches!(k, Key::Tie(..) | Key::Mutual(..)));
                assert_eq!(drawn.count(), picture.counts.ties, "every tie is drawn");
                assert_eq!(picture.counts.main, 24, "and the strongest can be read");
            }
        }
    }
}

#[test]
fn every_region_has_its_title() {
    let shown = Shown::bundled();
    let window = shown.ties("2025-08-08/2025-08-18");
    for (width, height) in [
        (1050.0, 310.0),
        (1050.0, 350.0),
        (900.0, 240.0),
        (700.0, 500.0),
        (1400.0, 900.0),
    ] {
        let size = vec2(width, height);
        let places = shown.places(size);
        for (ties, when) in [(&shown.all, "all"), (&window, "window")] {
            let look = Look::at_rest(&shown, &places, size);
            let picture = shown.picture(ties, &places, &look);
            let name = format!("titles-{width}x{height}-{when}");
            save(&name, &picture.scene, look.theme, &shown.measure);
            let of = |is_title: bool| -> BTreeSet<u32> {
                let items = picture.scene.items.iter();
                items
                    .filter_map(|item| match (item.key, &item.mark) {
                        (Key::Group(group), Mark::Rect { .. }) if !is_title => Some(group),
                        (Key::GroupTitle(group), Mark::Text { .. }) if is_title => Some(group),
                        _ => None,
                    })
                    .collect()
            };
            assert!(of(true).len() > 2);
            assert_eq!(of(true), of(false), "{name}");
        }
    }
}

#[test]
fn everyone_fits_beside_the_buttons() {
    let shown = Shown::bundled();
    for (name, size) in PANELS {
        let places = shown.places(size);
        let part = Rect::from_min_size(Pos2::ZERO, size - vec2(52.0, 0.0));
        let look = Look {
            camera: map::fit_in(&places, &shown.graph, size, part),
            ..Look::at_rest(&shown, &places, size)
        };
        let picture = shown.picture(&shown.all, &places, &look);
        for item in &picture.scene.items {
            let right = match item.mark {
                Mark::Rect { rect, .. } => rect.right(),
                Mark::Disc { centre, radius, .. } => centre.x + radius,
                _ => continue,
            };
            assert!(right <= part.right(), "{:?} on {name}", item.key);
        }
    }
}

#[test]
fn what_is_selected_is_written_and_nothing_else_moves() {
    let shown = Shown::bundled();
    let size = PANELS[0].1;
    let places = shown.places(size);
    let mut look = Look::at_rest(&shown, &places, size);
    let before = texts(&shown.picture(&shown.all, &places, &look));
    for who in ["kushner", "lukoil", "bessent", "umerov", "merz"] {
        look.emphasis.selected = Some(Key::Actor(shown.actor(who)));
        let after = texts(&shown.picture(&shown.all, &places, &look));
        assert!(after.is_superset(&before), "{who} takes a text away");
        let short = shown
            .dataset
            .actors
            .find(who)
            .unwrap()
            .1
            .short_name()
            .to_owned();
        assert!(after.contains(&short), "{who} has no name");
    }
}

#[test]
fn what_is_drawn_is_found_under_the_pointer() {
    let shown = Shown::bundled();
    let size = PANELS[1].1;
    let places = shown.places(size);
    let look = Look::at_rest(&shown, &places, size);
    let picture = shown.picture(&shown.all, &places, &look);
    for (n, at) in places.at.iter().enumerate() {
        if shown.all.part[n] > 0 {
            let at = look.camera.to_panel(size, *at);
            let key = Key::Actor(shown.index.actor_handles[n].0);
            assert_eq!(picture.scene.hit(at, 4.0), Some(key));
            let back = look.camera.to_map(size, at);
            assert!(back.distance(places.at[n]) < 1e-3);
        }
    }
}

#[test]
fn a_page_leaves_weak_ties_out_and_names_whoever_has_no_main_tie() {
    let shown = Shown::bundled();
    for (name, size) in PANELS {
        let places = shown.places(size);
        let screen = Look::at_rest(&shown, &places, size);
        let page = Look {
            medium: Medium::Page,
            ..Look::at_rest(&shown, &places, size)
        };
        let screen = shown.picture(&shown.all, &places, &screen);
        let page = shown.picture(&shown.all, &places, &page);
        let ties = |picture: &Picture| -> BTreeSet<Key> {
            let keys = picture.scene.items.iter().map(|item| item.key);
            keys.filter(|k| matches!(k, Key::Tie(..) | Key::Mutual(..)))
                .collect()
        };
        let actors = |picture: &Picture| -> BTreeSet<u32> {
            let keys = picture.scene.items.iter().map(|item| item.key);
            keys.filter_map(|key| match key {
                Key::Actor(actor) => Some(actor),
                _ => None,
            })
            .collect()
        };
        assert!(page.counts.main < page.counts.ties);
        assert!(ties(&page).len() <= page.counts.main, "{name}");
        assert!(ties(&screen).len() > ties(&page).len(), "{name}");
        assert!(page.drawn.faint == 0 && page.drawn.has_named, "{name}");
        assert_eq!(page.counts.actors, screen.counts.actors);
        // Whoever is drawn has a tie, is in no group, or else is named in a region.
        let drawn = actors(&page);
        assert!(drawn.len() < actors(&screen).len(), "{name}");
        for tie in ties(&page) {
            let (Key::Tie(a, b) | Key::Mutual(a, b)) = tie else {
                continue;
            };
            assert!(
                drawn.contains(&a) && drawn.contains(&b),
                "{tie:?} on {name}"
            );
        }
        let named: Vec<&str> = page
            .scene
            .items
            .iter()
            .filter_map(|item| match &item.mark {
                Mark::Text { text, .. } if matches!(item.key, Key::Group(_)) => Some(&**text),
                _ => None,
            })
            .collect();
        let named = named.join(" ");
        assert!(named.contains("also "), "{named}");
        regions_stand_apart(&page, name);
    }
}

/// Four regions or more, none on another.
fn regions_stand_apart(picture: &Picture, name: &str) {
    let items = picture.scene.items.iter();
    let regions: Vec<Rect> = items
        .filter_map(|item| match item.mark {
            Mark::Rect { rect, radius, .. }
                if matches!(item.key, Key::Group(_)) && radius > 10.0 =>
            {
                Some(rect)
            }
            _ => None,
        })
        .collect();
    assert!(regions.len() >= 4, "{name}");
    for (n, region) in regions.iter().enumerate() {
        for other in regions.iter().skip(n + 1) {
            let common = region.shrink(1.0).intersect(*other);
            assert!(!common.is_positive(), "{region:?} on {other:?}, {name}");
        }
    }
}

#[test]
fn no_tie_is_thin_in_print() {
    let shown = Shown::bundled();
    let size = PANELS[1].1;
    let places = shown.places(size);
    let look = Look {
        theme: &Theme::PRINT,
        medium: Medium::Page,
        level: Level {
            detail: Some(detente::dataset::Detail::All),
            main_ties: None,
        },
        ..Look::at_rest(&shown, &places, size)
    };
    let picture = shown.picture(&shown.all, &places, &look);
    let is_tie = |key: Key| matches!(key, Key::Tie(..) | Key::Mutual(..));
    for item in picture.scene.items.iter().filter(|item| is_tie(item.key)) {
        if let Mark::Path { stroke, .. } = &item.mark
            && stroke.width > 0.0
        {
            // A leader line and half a twin line are no ties.
            assert!(stroke.width >= 1.0, "{stroke:?}");
        }
    }
}

#[test]
fn the_legend_fits_its_width() {
    let shown = Shown::bundled();
    let size = PANELS[1].1;
    let places = shown.places(size);
    let look = Look::at_rest(&shown, &places, size);
    let drawn = shown.picture(&shown.all, &places, &look).drawn;
    let measure = &shown.measure;
    for theme in [&Theme::LIGHT, &Theme::DARK] {
        for width in [100.0, 500.0, 1050.0, 1400.0] {
            let hues = [Entry::colour("verbal conflict", theme.tone[0])];
            let (legend, _) = map::legend_row(&drawn, ("Class", &hues), width, theme, measure);
            save(
                &format!("legend-{width}-{:?}", theme.name),
                &legend,
                theme,
                measure,
            );
            for item in &legend.items {
                if let Mark::Text { at, width: own, .. } = &item.mark {
                    assert!(at.x + own <= width);
                }
            }
            // What the hues mean comes first, where there is room for anything.
            let first = legend.items.iter().find_map(|item| match &item.mark {
                Mark::Text { text, .. } => Some(text.to_string()),
                _ => None,
            });
            assert_eq!(first.as_deref(), (width > 200.0).then_some("Class"));
        }
    }
}

#[test]
fn a_part_of_a_group_stands_in_its_region() {
    let mut dataset = Shown::bundled().dataset;
    let nested = dataset.groups.iter().cloned().map(|group| Group {
        parent: ["ukraine", "europe"]
            .contains(&&*group.id)
            .then(|| Id::new("others")),
        ..group
    });
    dataset.groups = nested.collect();
    let trump = dataset.actors.find("trump").unwrap().0;
    let shown = Shown::new(dataset);
    let size = PANELS[1].1;
    let at = [(shown.index.actor(trump).unwrap(), [-6.0, 0.0])];
    let places = map::place(&shown.graph, &at, size.x / size.y, 1, TO_THE_END).unwrap();
    let look = Look::at_rest(&shown, &places, size);
    let window = shown.ties("2025-08-08/2025-08-18");
    let picture = shown.picture(&window, &places, &look);
    save("nested", &picture.scene, look.theme, &shown.measure);
    let region = |id: &str| {
        let key = Key::Group(shown.dataset.groups.find(id).unwrap().0.0);
        let item = picture.scene.items.iter().find(|i| i.key == key).unwrap();
        match item.mark {
            Mark::Rect { rect, .. } => rect,
            _ => Rect::NOTHING,
        }
    };
    assert!(region("others").contains_rect(region("ukraine")));
    assert!(region("others").contains_rect(region("europe")));
    assert!(!region("others").intersects(region("russia")));
}

/// Pairs of actors, each with a tie of another kind.
fn kinds_of_ties() -> Dataset {
    use detente::dataset::{ActorKind, Certainty, Status};
    let id = |n: usize| Id::new(&format!("a{n}"));
    let kinds = [
        (Status::Happened, Certainty::Confirmed, 8.0, 1),
        (Status::Happened, Certainty::Single, -5.0, 2),
        (Status::Happened, Certainty::Claimed, 2.0, 4),
        (Status::Happened, Certainty::Disputed, -8.0, 1),
        (Status::Happened, Certainty::Disputed, -2.0, 8),
        (Status::Planned, Certainty::Confirmed, 5.0, 1),
        (Status::Possible, Certainty::Single, 5.0, 5),
        (Status::Denied, Certainty::Claimed, -6.0, 1),
        (Status::Happened, Certainty::Confirmed, 0.0, 12),
    ];
    let relations = kinds.iter().enumerate().flat_map(|(n, kind)| {
        let (status, certainty, tone, weight) = *kind;
        (0..weight).map(move |k| Relation {
            id: Id::new(&format!("r{n}-{k}")),
            from: id(2 * n),
            to: id(2 * n + 1),
            label: Some(format!("{} {}", status.word(), certainty.word()).into()),
            tone: Some(tone),
            status,
            certainty: Some(certainty),
            ..Relation::default()
        })
    });
    Dataset {
        actors: (0..18)
            .map(|n| Actor {
                id: id(n),
                name: format!("Actor {n}").into(),
                kind: *ActorKind::ALL.get(n % 5).unwrap(),
                unnamed: n == 13,
                ..Actor::default()
            })
            .collect(),
        relations: relations.collect(),
        pins: (0..18usize)
            .map(|n| detente::dataset::Pin {
                actor: id(n),
                at: [
                    f64::from(u8::try_from(n % 6).unwrap()) * 2.0,
                    f64::from(u8::try_from(n / 6).unwrap()),
                ],
            })
            .collect(),
        ..Dataset::default()
    }
}

#[test]
fn every_kind_of_tie_has_its_look() {
    let shown = Shown::new(kinds_of_ties());
    let size = vec2(1050.0, 350.0);
    let pins: Vec<(u32, [f64; 2])> = (0u32..)
        .zip(shown.dataset.pins.iter().map(|p| p.at))
        .collect();
    let places = map::place(&shown.graph, &pins, 3.0, 1, TO_THE_END).unwrap();
    for theme in [&Theme::LIGHT, &Theme::DARK] {
        let look = Look {
            camera: map::fit(&places, &shown.graph, size),
            level: Level::default(),
            size,
            theme,
            emphasis: Emphasis::default(),
            medium: Medium::Screen,
        };
        let picture = shown.picture(&shown.all, &places, &look);
        save(
            &format!("kinds-{:?}", theme.name),
            &picture.scene,
            theme,
            &shown.measure,
        );
        // A hollow tie is two lines: it wipes out nothing that lies under it.
        let wipes = |mark: &Mark| {
            matches!(mark, Mark::Path { stroke, .. }
                if stroke.is_visible() && stroke.colour == theme.ground)
        };
        for item in &picture.scene.items {
            let is_tie = matches!(item.key, Key::Tie(..));
            assert!(!is_tie || !wipes(&item.mark), "{:?}", item.key);
        }
        assert_eq!(
            (
                picture.counts.signs_left_out,
                picture.counts.labels_left_out
            ),
            (0, 0)
        );
    }
}

/// Ten thousand actors; each tied to one before it, to one nearby and now and then to one far off.
fn many(groups: u32) -> Dataset {
    let count = 10_000u32;
    let id = |n: u32| Id::new(&format!("a{n}"));
    let group = |n: u32| Id::new(&format!("g{n}"));
    let pairs = (1..count).filter(|n| n % 10 != 0).flat_map(|n| {
        let near = n.saturating_sub(1 + n % 5);
        let far = n.wrapping_mul(2_654_435_761) % n.min(400);
        [(n, n / 3), (n, if n % 11 == 0 { far } else { near })]
    });
    Dataset {
        groups: (0..groups)
            .map(|n| Group {
                id: group(n),
                name: format!("Bloc {n}").into(),
                ..Group::default()
            })
            .collect(),
        actors: (0..count)
            .map(|n| Actor {
                id: id(n),
                name: format!("Actor {n}").into(),
                group: (groups > 0).then(|| group(n / 7 % groups)),
                ..Actor::default()
            })
            .collect(),
        relations: (0u32..)
            .zip(pairs)
            .map(|(n, (from, to))| Relation {
                id: Id::new(&format!("r{n}")),
                from: id(from),
                to: id(to),
                tone: Some(f64::from(n % 19) - 9.0),
                ..Relation::default()
            })
            .collect(),
        ..Dataset::default()
    }
}

#[test]
fn many_actors_are_drawn() {
    let size = PANELS[1].1;
    for groups in [0, 6] {
        let shown = Shown::new(many(groups));
        let places = shown.places(size);
        for zoom in [1.0, 6.0] {
            let mut camera = map::fit(&places, &shown.graph, size);
            camera.zoom *= zoom;
            let look = Look {
                camera,
                level: Level::default(),
                size,
                theme: &Theme::LIGHT,
                emphasis: Emphasis::default(),
                medium: Medium::Screen,
            };
            let picture = shown.picture(&shown.all, &places, &look);
            save(
                &format!("far-{groups}-{zoom}"),
                &picture.scene,
                look.theme,
                &shown.measure,
            );
            assert_eq!(picture.counts.actors, 10_000);
        }
    }
}

#[test]
fn of_very_many_ties_the_heaviest_are_drawn_and_what_stands_out() {
    // Everyone is joined to everyone, those of an odd sum twice.
    let count = 220u32;
    let id = |n: u32| Id::new(&format!("a{n}"));
    let relation = |n: usize, (from, to): (u32, u32)| Relation {
        id: Id::new(&format!("r{n}")),
        from: id(from),
        to: id(to),
        ..Relation::default()
    };
    let pairs: Vec<(u32, u32)> = (0..count)
        .flat_map(|a| (0..count).map(move |b| (a, b)))
        .filter(|(a, b)| a != b)
        .collect();
    let heavy = pairs.iter().filter(|(a, b)| (a + b) % 2 == 1);
    let all = pairs.iter().chain(heavy).copied().enumerate();
    let shown = Shown::new(Dataset {
        actors: (0..count)
            .map(|n| Actor {
                id: id(n),
                ..Actor::default()
            })
            .collect(),
        relations: all.map(|(n, pair)| relation(n, pair)).collect(),
        ..Dataset::default()
    });
    let size = PANELS[1].1;
    let places = shown.places(size);
    let mut look = Look::at_rest(&shown, &places, size);
    let drawn = |look: &Look<'_>| -> BTreeSet<Key> {
        let scene = shown.picture(&shown.all, &places, look).scene;
        let keys = scene.items.iter().map(|item| item.key);
        keys.filter(|k| matches!(k, Key::Tie(..))).collect()
    };
    let at_rest = drawn(&look);
    assert!(at_rest.len() > 600 && at_rest.len() <= map::most_drawn(220));
    let is_heavy = |k: &Key| matches!(k, Key::Tie(a, b) if (a + b) % 2 == 1);
    assert!(at_rest.iter().all(is_heavy));
    let light = Key::Tie(217, 219);
    look.emphasis.selected = Some(light);
    let with_light: BTreeSet<Key> = at_rest.iter().copied().chain([light]).collect();
    assert!(drawn(&look) == with_light);
}

#[test]
fn the_words_of_a_tie_are_of_what_has_the_sign_before_them() {
    let event = |title: &str, importance, tone: Option<f64>| {
        let by = |actor: &str, role| Participant {
            actor: actor.into(),
            role,
            ..Participant::default()
        };
        let mut event = Event::titled(title.into(), title);
        event.importance = importance;
        event.tone = tone.into();
        event.participants = vec![by("a", Role::From), by("b", Role::To)].into();
        event
    };
    let actor = |id: &str| Actor {
        id: id.into(),
        name: id.into(),
        ..Actor::default()
    };
    let events = [
        event("The mayday call", 5, None),
        event("The first refusal", 2, Some(-4.0)),
        event("A routine call", 3, None),
    ];
    let dataset = Dataset {
        actors: [actor("a"), actor("b")].into_iter().collect(),
        events: events.into_iter().collect(),
        ..Dataset::default()
    };
    let of = Shown::new(dataset);
    let [tie] = &of.all.ties[..] else {
        panic!("one tie")
    };
    assert!(tie.tone.is_some_and(|tone| tone < 0.0));
    let label = map::label(&of.dataset, &of.index, tie, None);
    assert_eq!(
        label.map(|label| label.words).as_deref(),
        Some("The first refusal")
    );
}
