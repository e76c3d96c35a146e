//! Figures: nothing sticks out, nothing overlaps, and every number has its source.
#![expect(clippy::unwrap_used, reason = "a test fails by it")]

use detente::analysis::{ColourBy, LaneBy, TO_THE_END};
use detente::app::answers::{self, Laned, Placed, Tied};
use detente::dataset::instant::Instant;
use detente::dataset::{Dataset, Event, Filter, Id, Participant, Source};
use detente::export::figure::notes::Notes;
use detente::export::{self, Figure, PRESETS, Picture, Size, Views, figure};
use detente::files;
use detente::scene::theme::ThemeName;
use detente::scene::{Emphasis, Key, Mark, Measure, Rect, Scene, Theme, pos2, vec2};
use detente::timeline::{Span, fit_all};
use proptest::prelude::*;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::{Arc, LazyLock};

static EMPHASIS: LazyLock<Emphasis> = LazyLock::new(Emphasis::default);
static MEASURE: LazyLock<Measure> = LazyLock::new(Measure::new);

struct Made {
    laned: Laned,
    tied: Tied,
    placed: Placed,
    filter: Filter,
    window: Option<(Instant, Instant)>,
    span: Span,
}

fn bundled() -> Dataset {
    let path = Path::new("assets/alaska-summit.detente");
    files::open_path(path, &|_| ControlFlow::Continue(()))
        .unwrap()
        .dataset
}

fn span(from: &str, to: &str) -> Span {
    let at = |text: &str| {
        let date = detente::dataset::date::Date::parse(text).unwrap();
        date.core(&detente::dataset::zone::Zone::named("America/Anchorage").unwrap())
    };
    Span::new(at(from).0, at(to).1)
}

impl Made {
    fn new(dataset: Dataset, filter: Filter, lanes: LaneBy, span: Option<Span>) -> Self {
        let indexed = Arc::new(answers::indexed((0, 0), dataset, TO_THE_END).unwrap());
        let passed = Arc::new(answers::passed(indexed.clone(), &filter));
        Self {
            laned: answers::laned(passed.clone(), lanes),
            tied: answers::tied(passed, None, TO_THE_END).unwrap(),
            span: span.unwrap_or_else(|| fit_all(&indexed.index)),
            placed: answers::placed(indexed, &MEASURE, 2.4, TO_THE_END).unwrap(),
            filter,
            window: None,
        }
    }

    /// What was made, as a figure with some changes.
    fn draw<'a>(&'a self, change: impl FnOnce(&mut Figure<'a>)) -> Scene {
        let indexed = &self.laned.of.of;
        let mut of = Figure {
            dataset: &indexed.dataset,
            index: &indexed.index,
            hues: &indexed.hues,
            colour_by: ColourBy::Group,
            filter: &self.filter,
            passing: &self.laned.of.passing,
            lanes: &self.laned.lanes,
            span: self.span,
            window: self.window,
            zone: &indexed.index.zone,
            ties: &self.tied.ties,
            all_ties: self.tied.ties.ties.len(),
            graph: &self.placed.graph,
            places: &self.placed.places,
            camera: None,
            emphasis: &EMPHASIS,
            views: Views::Both,
            is_framed: true,
            title: None,
            intro: None,
            file: Some("alaska-summit.detente"),
            date: "15 Aug 2025",
            size: Size::default(),
            theme: &Theme::LIGHT,
            measure: &MEASURE,
        };
        change(&mut of);
        figure(&of)
    }

    fn svg(&self, scene: &Scene) -> String {
        let dataset = &self.laned.of.of.dataset;
        export::svg(&Picture {
            scene,
            title: &dataset.heading.title,
            language: None,
            names: &export::names(dataset, &self.laned.of.of.index.zone),
            measure: &MEASURE,
        })
    }
}

/// A line of text that can be seen: what it says, what it stands for, where. Turned ones are left
/// out.
fn texts(scene: &Scene) -> Vec<(String, Key, Rect)> {
    let mut clip = Rect::from_min_size(pos2(0.0, 0.0), scene.size);
    let whole = clip;
    let mut all = Vec::new();
    for item in &scene.items {
        match &item.mark {
            Mark::Clip(to) => clip = to.map_or(whole, |to| to.intersect(whole)),
            Mark::Text {
                at,
                angle,
                text,
                style,
                width,
            } if *angle == 0.0 && !text.trim().is_empty() => {
                let top = at.y - 0.74 * style.size;
                let rect = Rect::from_min_size(pos2(at.x, top), vec2(*width, 0.76 * style.size));
                let seen = rect.intersect(clip);
                if seen.width() <= 0.0 || seen.height() <= 0.0 {
                    continue;
                }
                // Letters may lean out of their box by a little.
                assert!(
                    clip.expand(1.5).contains_rect(rect),
                    "“{text}” at {rect:?} is cut by {clip:?}"
                );
                all.push((text.to_string(), item.key, rect));
            }
            _ => {}
        }
    }
    all
}

/// Texts of the map keep clear of each other by its own tests.
fn is_of_map(key: Key) -> bool {
    matches!(
        key,
        Key::Actor(_) | Key::Tie(..) | Key::Mutual(..) | Key::Group(_)
    )
}

fn stand_clear(scene: &Scene) {
    let texts = texts(scene);
    assert!(texts.len() > 5);
    for (n, (a, key, rect)) in texts.iter().enumerate() {
        for (b, other, beside) in texts.iter().skip(n + 1) {
            if is_of_map(*key) && is_of_map(*other) {
                continue;
            }
            let common = rect.shrink(0.6).intersect(*beside);
            assert!(
                common.width() <= 0.0 || common.height() <= 0.0,
                "“{a}” at {rect:?} and “{b}” at {beside:?} overlap on {:?}",
                scene.size
            );
        }
    }
}

#[test]
fn texts_stand_clear_on_every_size_and_theme() {
    let fortnight = Some(span("2025-08-06", "2025-08-20"));
    let made = Made::new(bundled(), Filter::default(), LaneBy::Group, fortnight);
    for (n, preset) in PRESETS.iter().enumerate() {
        let theme = [ThemeName::Light, ThemeName::Dark, ThemeName::Print][n % 3];
        let scene = made.draw(|of| {
            of.size = preset.size;
            of.theme = Theme::named(theme);
        });
        assert_eq!(scene.size.x, preset.size.width);
        assert!(
            preset.size.height.is_none_or(|h| h == scene.size.y),
            "{}",
            preset.word
        );
        stand_clear(&scene);
    }
    for views in [Views::Timeline, Views::Map, Views::Both] {
        for is_framed in [false, true] {
            let scene = made.draw(|of| (of.views, of.is_framed) = (views, is_framed));
            stand_clear(&scene);
            let has = |want: fn(Key) -> bool| scene.items.iter().any(|i| want(i.key));
            assert_eq!(has(|k| matches!(k, Key::Event(_))), views != Views::Map);
            assert_eq!(
                has(|k| matches!(k, Key::Actor(_))),
                views != Views::Timeline
            );
        }
    }
}

#[test]
fn all_time_and_every_kind_of_lane_stand_clear() {
    for lanes in LaneBy::ALL {
        let made = Made::new(bundled(), Filter::default(), lanes, None);
        stand_clear(&made.draw(|_| {}));
        stand_clear(&made.draw(|of| {
            of.size = Size {
                width: 1280.0,
                height: Some(720.0),
            }
        }));
    }
}

#[test]
fn a_larger_figure_is_the_same_figure() {
    let made = Made::new(bundled(), Filter::default(), LaneBy::Category, None);
    let norm = made.draw(|_| {});
    let wide = made.draw(|of| {
        of.size = Size {
            width: 3200.0,
            height: None,
        }
    });
    assert_eq!(norm.items.len(), wide.items.len());
    assert!((wide.size.y / norm.size.y - 2.0).abs() < 0.01);
}

#[test]
fn a_figure_says_what_it_shows_and_what_not() {
    let filter = Filter {
        categories: vec![Id::new("talks")],
        ..Filter::default()
    };
    let dataset = bundled();
    let known = dataset.categories.iter().next().unwrap().clone();
    let filter = Filter {
        categories: vec![known.id.clone()],
        ..filter
    };
    let mut made = Made::new(
        dataset,
        filter,
        LaneBy::Group,
        Some(span("2025-08-06", "2025-08-20")),
    );
    let window = span("2025-08-08", "2025-08-18");
    made.window = Some((window.from(), window.to()));
    let scene = made.draw(|of| of.title = Some("Anchorage, a meeting without Ukraine"));
    let said: Vec<String> = texts(&scene).into_iter().map(|(text, ..)| text).collect();
    let said = said.join("\n");
    for part in [
        "Anchorage, a meeting without Ukraine",
        "6–20 Aug 2025",
        "all times Anchorage (AKDT)",
        "of 132 events",
        &format!("Category: {}", known.name),
        "in 8–18 Aug 2025",
        "Drawn with Detente from alaska-summit.detente, 15 Aug 2025.",
        "Goldstein scale, −10 to +10",
    ] {
        assert!(said.contains(part), "{part} is not in:\n{said}");
    }
    assert!(!said.contains("no filter"));
}

#[test]
fn notes_are_numbered_in_the_order_of_first_citation() {
    let made = Made::new(bundled(), Filter::default(), LaneBy::Group, None);
    let indexed = &made.laned.of.of;
    let mut rows = indexed.rows.rows.clone();
    rows.truncate(60);
    let notes = Notes::new(&indexed.dataset, &rows, &[], &indexed.index.zone);
    let mut order: Vec<&str> = Vec::new();
    for row in &rows {
        let (_, event) = indexed.dataset.events.at(*row as usize).unwrap();
        let accounts = event.by_hand.accounts.iter().flat_map(|a| &a.citations);
        for citation in event.citations.iter().chain(accounts) {
            if !order.contains(&citation.source.as_str()) {
                order.push(citation.source.as_str());
            }
        }
    }
    assert!(order.len() > 20);
    assert_eq!(notes.notes.len(), order.len());
    for (n, (note, id)) in notes.notes.iter().zip(&order).enumerate() {
        let (_, source) = indexed.dataset.sources.find(id).unwrap();
        assert_eq!((note.number, note.title.as_str()), (n + 1, &*source.title));
        assert!(note.grade.starts_with(source.reliability.word()));
    }
    // What stands after a title are the numbers of its sources.
    for (row, marks) in &notes.marks {
        let (_, event) = indexed.dataset.events.at(*row as usize).unwrap();
        for mark in marks.split(' ').filter(|m| *m != "…") {
            let number: usize = mark.parse().unwrap();
            let id = order[number - 1];
            let accounts = event.by_hand.accounts.iter().flat_map(|a| &a.citations);
            let mut all = event.citations.iter().chain(accounts);
            assert!(
                all.any(|c| c.source.as_str() == id),
                "{mark} of {}",
                event.id
            );
        }
    }
}

#[test]
fn numbers_after_titles_are_drawn_and_listed() {
    let filter = Filter {
        tags: vec!["report".into()],
        ..Filter::default()
    };
    let made = Made::new(
        bundled(),
        filter,
        LaneBy::Category,
        Some(span("2025-08-06", "2025-08-17")),
    );
    let scene = made.draw(|_| {});
    let is_number = |text: &str| {
        text.split(' ')
            .all(|t| t == "…" || t.parse::<usize>().is_ok())
    };
    let texts = texts(&scene);
    let sources = texts.iter().find(|(t, ..)| t == "Sources").unwrap().2;
    let listed: Vec<usize> = texts
        .iter()
        .filter(|(_, key, rect)| *key == Key::None && rect.top() > sources.bottom())
        .filter_map(|(text, ..)| text.parse().ok())
        .collect();
    assert_eq!(listed, (1..=listed.len()).collect::<Vec<_>>());
    let marks = texts
        .iter()
        .filter(|(t, key, _)| matches!(key, Key::Event(_)) && is_number(t));
    let marks: Vec<&str> = marks.map(|(t, ..)| t.as_str()).collect();
    assert!(marks.len() > 10, "{marks:?}");
    for number in marks
        .iter()
        .flat_map(|m| m.split(' '))
        .filter_map(|n| n.parse::<usize>().ok())
    {
        assert!(listed.contains(&number), "{number} is not listed");
    }
}

#[test]
fn sources_that_do_not_fit_are_counted() {
    let made = Made::new(bundled(), Filter::default(), LaneBy::Group, None);
    let scene = made.draw(|of| {
        of.size = Size {
            width: 1280.0,
            height: Some(720.0),
        }
    });
    let texts = texts(&scene);
    assert!(
        texts
            .iter()
            .any(|(t, ..)| t.starts_with("and ") && t.ends_with(" more"))
    );
}

#[test]
fn private_notes_and_hostile_titles_stay_out() {
    const HOSTILE: &str = "</text><script>alert(1)</script>\u{0}\u{7}\u{202e}&\"'";
    let mut dataset = bundled();
    dataset.heading.title = HOSTILE.into();
    dataset.heading.description = Some(HOSTILE.into());
    let events = dataset.events.iter().cloned().map(|mut event: Event| {
        event.by_hand.make_mut().private_note = Some("SECRET".into());
        event.title = format!("{HOSTILE} {}", event.title).into();
        event
    });
    dataset.events = events.collect();
    dataset.actors = dataset
        .actors
        .iter()
        .cloned()
        .map(|mut actor| {
            actor.private_note = Some("SECRET".into());
            actor
        })
        .collect();
    dataset.relations = dataset
        .relations
        .iter()
        .cloned()
        .map(|mut relation| {
            relation.private_note = Some("SECRET".into());
            relation
        })
        .collect();
    let made = Made::new(
        dataset,
        Filter::default(),
        LaneBy::Group,
        Some(span("2025-08-10", "2025-08-17")),
    );
    let svg = made.svg(&made.draw(|_| {}));
    assert!(!svg.contains("SECRET"));
    assert!(!svg.contains("<script") && svg.contains("&lt;script"));
    assert!(!svg.contains('\u{7}') && !svg.contains('\u{0}'));
    for attribute in ["data-event=\"", "data-actor=\"putin\"", "data-tie=\""] {
        assert!(svg.contains(attribute), "{attribute}");
    }
}

#[test]
fn an_empty_dataset_is_a_figure_too() {
    let made = Made::new(Dataset::default(), Filter::default(), LaneBy::Group, None);
    for preset in PRESETS {
        let scene = made.draw(|of| of.size = preset.size);
        let texts = texts(&scene);
        assert!(
            texts
                .iter()
                .any(|(t, ..)| t == "0 events, 0 actors, 0 ties"),
            "{texts:?}"
        );
        assert!(
            texts
                .iter()
                .any(|(t, ..)| t == "What is drawn cites no source.")
        );
    }
}

fn small(titles: &[String], sources: &[String]) -> Dataset {
    let cited = |n: usize| {
        let all = sources
            .iter()
            .enumerate()
            .filter(move |(k, _)| (n + k).is_multiple_of(2));
        all.map(|(k, _)| detente::dataset::Citation {
            source: Id::new(&format!("s{k}")),
            locator: Some(format!("p. {k}").into()),
            ..Default::default()
        })
        .collect()
    };
    let events = titles.iter().enumerate().map(|(n, title)| {
        let mut event = Event::titled(Id::new(&format!("e{n}")), title);
        event.when = Some(format!("20{:02}-0{}", n % 30, n % 9 + 1).into());
        event.citations = cited(n);
        event.participants = vec![
            Participant {
                actor: "a".into(),
                ..Participant::default()
            },
            Participant {
                actor: "b".into(),
                ..Participant::default()
            },
        ];
        event
    });
    Dataset {
        events: events.collect(),
        actors: ["a", "b"]
            .iter()
            .zip(
                titles
                    .iter()
                    .chain(titles)
                    .chain([&"x".to_owned(), &"y".to_owned()]),
            )
            .map(|(id, name)| detente::dataset::Actor {
                id: Id::new(id),
                name: name.as_str().into(),
                ..Default::default()
            })
            .collect(),
        sources: sources
            .iter()
            .enumerate()
            .map(|(n, title)| Source {
                id: Id::new(&format!("s{n}")),
                title: title.as_str().into(),
                published: Some("2025-08".into()),
                ..Source::default()
            })
            .collect(),
        ..Dataset::default()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn any_text_at_any_size_stays_on_the_page(
        titles in prop::collection::vec(any::<String>(), 0..12),
        sources in prop::collection::vec("\\PC{0,80}", 0..40),
        width in 320f32..4000.0,
        height in prop::option::of(240f32..4000.0),
        title in any::<String>(),
    ) {
        let dataset = small(&titles, &sources);
        let made = Made::new(dataset, Filter::default(), LaneBy::Actor, None);
        let scene = made.draw(|of| {
            of.size = Size { width, height };
            of.title = Some(&title);
        });
        prop_assert!(scene.size.x == width && scene.size.y >= 240.0_f32.min(height.unwrap_or(240.0)));
        texts(&scene);
        let again = made.draw(|of| {
            of.size = Size { width, height };
            of.title = Some(&title);
        });
        prop_assert_eq!(scene, again);
    }
}
