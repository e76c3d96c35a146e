//! Figures: nothing sticks out, nothing overlaps, and every number has its source.
#![expect(clippy::unwrap_used, reason = "a test fails by it")]

use detente::analysis::{ColourBy, LaneBy, TO_THE_END};
use detente::dataset::instant::Instant;
use detente::dataset::item::Note;
use detente::dataset::{Dataset, Detail, Event, Filter, Id, Matching, Participant, Source};
use detente::editor::derived::{self, LaneSet, TieSet};
use detente::editor::placed::{self, Placed};
use detente::export::figure::sources::{Citations, MARKS, MOST};
use detente::export::{self, Figure, PRESETS, Parts, Picture, Size, Views, figure};
use detente::files;
use detente::map::Level;
use detente::scene::theme::ThemeName;
use detente::scene::{Emphasis, Key, Mark, Measure, Pos2, Rect, Scene, Theme, pos2, vec2};
use detente::timeline::{Span, shown};
use proptest::prelude::*;
use std::collections::HashSet;
use std::path::Path;
use std::sync::{Arc, LazyLock};

#[path = "figure/rooms.rs"]
mod rooms;

static EMPHASIS: LazyLock<Emphasis> = LazyLock::new(Emphasis::default);
static MEASURE: LazyLock<Measure> = LazyLock::new(Measure::new);

struct Made {
    laned: LaneSet,
    tied: TieSet,
    placed: Placed,
    filter: Filter,
    window: Option<(Instant, Instant)>,
    span: Span,
}

fn bundled() -> Dataset {
    let path = Path::new("assets/alaska-summit.detente");
    files::open_path(path, TO_THE_END).unwrap().dataset
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
        let indexed = Arc::new(derived::indexed((0, 0), dataset, None, TO_THE_END).unwrap());
        let passed = Arc::new(derived::passed(indexed.clone(), &filter, TO_THE_END).unwrap());
        Self {
            span: shown(span, &passed.gaps, true),
            laned: derived::laned(passed.clone(), lanes, TO_THE_END).unwrap(),
            tied: derived::tied(passed, None, TO_THE_END).unwrap(),
            placed: placed::placed(indexed, &MEASURE, TO_THE_END).unwrap(),
            filter,
            window: None,
        }
    }

    /// What was made, as a figure with some changes.
    fn draw<'a>(&'a self, change: impl FnOnce(&mut Figure<'a>)) -> Scene {
        let indexed = self.laned.indexed();
        let mut of = Figure {
            dataset: &indexed.dataset,
            index: &indexed.index,
            hues: &indexed.hues,
            colour_by: ColourBy::Group,
            filter: &self.filter,
            passing: &self.laned.filtered.passing,
            lanes: &self.laned.lanes,
            has_all_lanes: false,
            span: self.span,
            window: self.window,
            zone: &indexed.index.zone,
            ties: &self.tied.ties,
            all_ties: self.tied.ties.ties.len(),
            graph: &self.placed.graph,
            places: &self.placed.places,
            camera: None,
            level: Level::default(),
            unfolded: &[],
            emphasis: &EMPHASIS,
            views: Views::Both,
            parts: Parts::ALL,
            headline: None,
            caption: None,
            notes: &[],
            about: None,
            file: Some("alaska-summit.detente"),
            size: Size::default(),
            theme: &Theme::LIGHT,
            measure: &MEASURE,
        };
        change(&mut of);
        figure(&of)
    }

    fn svg(&self, scene: &Scene) -> String {
        let dataset = &self.laned.indexed().dataset;
        export::svg(&Picture {
            scene,
            title: &dataset.metadata.title,
            language: None,
            names: &export::names(dataset, &self.laned.indexed().index.zone),
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
        Key::Actor(_)
            | Key::Tie(..)
            | Key::Mutual(..)
            | Key::Group(_)
            | Key::GroupTitle(_)
            | Key::Bloc(..)
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
    let made = Made::new(bundled(), Filter::default(), LaneBy::GROUP, fortnight);
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
        for parts in [Parts::NONE, Parts::OF_A_VIEW, Parts::ALL] {
            let scene = made.draw(|of| (of.views, of.parts) = (views, parts));
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
    for lanes in LaneBy::all() {
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
    let made = Made::new(bundled(), Filter::default(), LaneBy::CATEGORY, None);
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
        LaneBy::GROUP,
        Some(span("2025-08-06", "2025-08-20")),
    );
    let window = span("2025-08-08", "2025-08-18");
    made.window = Some((window.from(), window.to()));
    let scene = made.draw(|of| of.headline = Some("Anchorage, a meeting without Ukraine"));
    let said: Vec<String> = texts(&scene).into_iter().map(|(text, ..)| text).collect();
    let said = said.join(" ");
    for part in [
        "Anchorage, a meeting without Ukraine",
        "6–20 Aug 2025",
        "all times Anchorage (AKDT)",
        "of 132 events",
        &format!("Category: {}", known.name),
        "possibly in 8–18 Aug 2025",
        "Drawn with Detente from alaska-summit.detente",
        "Goldstein scale, −10 to +10",
    ] {
        assert!(said.contains(part), "{part} is not in:\n{said}");
    }
    assert!(!said.contains("No filter") && !said.contains("The Alaska summit ·"));
}

#[test]
fn counts_and_filter_stand_at_the_foot() {
    let fortnight = Some(span("2025-08-06", "2025-08-20"));
    let mut made = Made::new(bundled(), Filter::default(), LaneBy::CATEGORY, fortnight);
    let day = span("2025-08-15", "2025-08-15");
    made.window = Some((day.from(), day.to()));
    for size in [Size::default(), preset("hd"), preset("a4")] {
        let level = Level::default().without_blocs();
        let scene = made.draw(|of| (of.size, of.level) = (size, level));
        let all = texts(&scene);
        let counts = |text: &str| text.contains("possibly on 15 Aug 2025");
        let (.., foot) = all.iter().find(|(t, ..)| counts(t)).unwrap();
        assert!(foot.top() > 0.9 * scene.size.y, "{foot:?} on {size:?}");
        let low = all.iter().filter(|(.., rect)| rect.top() >= foot.top());
        let said: Vec<&str> = low.map(|(text, ..)| text.as_str()).collect();
        let said = said.join(" ");
        for part in [
            "ties, the strongest",
            "No filter.",
            "Drawn with Detente from",
        ] {
            assert!(said.contains(part), "{part} is not in {said}");
        }
    }
    // A timeline alone counts what it shows.
    let scene = made.draw(|of| of.views = Views::Timeline);
    let says_ties = |text: &str| text.contains("the strongest");
    assert!(!texts(&scene).iter().any(|(t, ..)| says_ties(t)));
}

#[test]
fn a_caption_is_whole_or_not_there() {
    let day = Some(span("2025-08-15", "2025-08-15"));
    let made = Made::new(bundled(), Filter::default(), LaneBy::CATEGORY, day);
    let first = "Friday in Anchorage.";
    let long = format!(
        "{first} {}",
        "Each account is kept with its event and ".repeat(20)
    );
    let said = |caption: &str| -> Vec<String> {
        let scene = made.draw(|of| of.caption = Some(caption));
        texts(&scene).into_iter().map(|(text, ..)| text).collect()
    };
    assert!(said(&long).iter().any(|text| text == first));
    let one = "Each account is kept with its event and ".repeat(20);
    for caption in [&long, &one] {
        let cut = said(caption)
            .into_iter()
            .find(|t| t.contains("Each account"));
        assert_eq!(cut, None, "cut in the middle of a sentence");
    }
}

#[test]
fn parts_can_be_left_out() {
    let fortnight = Some(span("2025-08-06", "2025-08-20"));
    let made = Made::new(bundled(), Filter::default(), LaneBy::CATEGORY, fortnight);
    let notes = note_of(&made, "two-weeks-in-august");
    let says = |parts: Parts| {
        let scene = made.draw(|of| (of.parts, of.notes) = (parts, &notes[..]));
        let all = texts(&scene);
        let has = |word: &str| all.iter().any(|(text, ..)| text == word);
        [
            has("6–20 Aug 2025"),
            has("The threat."),
            has("Tone"),
            has("Sources"),
            has("Undated"),
        ]
    };
    assert_eq!(says(Parts::ALL), [true; 5]);
    for n in 0..5 {
        let mut parts = Parts::ALL;
        *parts.each().into_iter().nth(n).unwrap().1 = false;
        let mut expected = [true; 5];
        expected[n] = false;
        assert_eq!(says(parts), expected, "{parts:?}");
    }
    assert_eq!(says(Parts::NONE), [false, false, false, false, true]);
    assert!(!says(Parts::OF_A_VIEW)[3]);
}

/// What a bundled bookmark says beside what it is about.
fn note_of(made: &Made, bookmark: &str) -> Vec<Note> {
    let dataset = &made.laned.indexed().dataset;
    dataset.bookmarks.find(bookmark).unwrap().1.notes.clone()
}

/// The discs with a number, and where they stand.
fn numbered_discs(scene: &Scene) -> Vec<(usize, Pos2)> {
    let items = scene.items.iter().zip(scene.items.iter().skip(1));
    let discs = items.filter_map(|(disc, text)| match (&disc.mark, &text.mark) {
        (Mark::Disc { centre, fill, .. }, Mark::Text { text, .. })
            if *fill == Theme::LIGHT.ink && disc.key == Key::None =>
        {
            Some((text.parse().ok()?, *centre))
        }
        _ => None,
    });
    discs.collect()
}

#[test]
fn notes_have_their_numbers_in_both_views_and_their_words_beside_them() {
    let fortnight = Some(span("2025-08-06", "2025-08-20"));
    let mut made = Made::new(bundled(), Filter::default(), LaneBy::CATEGORY, fortnight);
    let window = span("2025-08-08", "2025-08-18");
    made.window = Some((window.from(), window.to()));
    let notes = note_of(&made, "two-weeks-in-august");
    for size in [preset("a4"), preset("full-hd"), sized(960.0, 640.0)] {
        stand_clear(&made.draw(|of| (of.notes, of.size) = (&notes[..], size)));
    }
    let scene = made.draw(|of| of.notes = &notes);
    stand_clear(&scene);
    let timeline = ink(&scene, |key| matches!(key, Key::Event(_) | Key::Lane(_)));
    let map = ink(&scene, is_of_map);
    let discs = numbered_discs(&scene);
    let said = texts(&scene);
    for (n, note) in (1..).zip(&notes) {
        let own: Vec<Pos2> = discs.iter().filter(|d| d.0 == n).map(|d| d.1).collect();
        let in_timeline = own.iter().any(|at| at.y < timeline.bottom() + 1.0);
        let on_map = own.iter().any(|at| map.contains(*at));
        assert_eq!(in_timeline, note.event.is_some(), "note {n}: {own:?}");
        assert!(on_map, "note {n}: {own:?} on {map:?}");
        // And a number leads its words.
        let first = note.text.split_inclusive('.').next().unwrap();
        let (.., words) = said.iter().find(|(t, ..)| t == first).unwrap();
        let leads = |at: &Pos2| {
            let off = words.left_center() - *at;
            (0.0..30.0).contains(&off.x) && off.y.abs() < 8.0
        };
        assert!(own.iter().any(leads), "note {n}: {own:?} and {words:?}");
    }
}

#[test]
fn what_a_note_is_about_and_is_not_drawn_is_told() {
    let june = Some(span("2025-06-01", "2025-06-30"));
    let made = Made::new(bundled(), Filter::default(), LaneBy::CATEGORY, june);
    let notes = [
        Note {
            text: "The threat. It was made later.".into(),
            event: Some("severe-consequences".into()),
            ..Note::default()
        },
        Note {
            text: "Nobody. This is about nothing.".into(),
            ..Note::default()
        },
    ];
    let scene = made.draw(|of| (of.notes, of.views) = (&notes[..], Views::Timeline));
    let said: Vec<String> = texts(&scene).into_iter().map(|(text, ..)| text).collect();
    let said = said.join(" ");
    assert!(said.contains("The threat. It was made later."), "{said}");
    assert!(said.contains("(Not marked here.)"), "{said}");
    assert_eq!(numbered_discs(&scene).len(), 2, "in the row of notes");
}

#[test]
fn a_note_has_its_number_in_a_view_or_says_that_it_is_in_none() {
    let mut blocs = 0;
    for (bookmark, shown, lanes) in [
        (
            "two-weeks-in-august",
            ("2025-08-06", "2025-08-20"),
            LaneBy::CATEGORY,
        ),
        (
            "road-to-anchorage",
            ("2025-02-01", "2025-08-15"),
            LaneBy::GROUP,
        ),
        ("after", ("2025-08-16", "2026-05-10"), LaneBy::CATEGORY),
    ] {
        let shown = Some(span(shown.0, shown.1));
        let made = Made::new(bundled(), Filter::default(), lanes, shown);
        let notes = note_of(&made, bookmark);
        for detail in [None, Some(Detail::Blocs), Some(Detail::Main)] {
            for size in [
                preset("hd"),
                preset("full-hd"),
                preset("a4"),
                preset("square"),
                sized(660.0, 900.0),
            ] {
                let scene = made.draw(|of| {
                    (of.notes, of.size) = (&notes[..], size);
                    of.level.detail = detail;
                });
                blocs += usize::from(has_numbers(
                    &scene,
                    notes.len(),
                    &format!("{bookmark}, {size:?}, {detail:?}"),
                ));
            }
        }
    }
    assert!(blocs > 1, "a bloc's arrow has the numbers of its ties");
}

/// Each of so many notes has its number in a view, or says that it has none. Gives whether an arrow of
/// blocs has one.
fn has_numbers(scene: &Scene, notes: usize, what: &str) -> bool {
    let said: Vec<String> = texts(scene).into_iter().map(|(text, ..)| text).collect();
    let said = said.join(" ");
    let discs = numbered_discs(scene);
    // One leads the words, unless those stand beside what they are about.
    let in_view = |n: usize| discs.iter().filter(|disc| disc.0 == n).count() > 1;
    let nowhere = (1..=notes).filter(|n| !in_view(*n)).count();
    let told = said.matches("(Not marked here.)").count();
    assert_eq!(told, nowhere, "{what}: {discs:?} in {said}");
    let map = ink(scene, is_of_map);
    let on_map = discs.iter().any(|(_, at)| map.contains(*at));
    let says = said.contains("note, in both views");
    assert!(!says || on_map, "{what}: {discs:?} on {map:?}");
    let mut keys = scene.items.iter().map(|item| item.key);
    on_map && keys.any(|key| matches!(key, Key::Bloc(..)))
}

#[test]
fn a_note_of_an_event_without_a_date_has_its_number_beside_it() {
    let fortnight = Some(span("2025-08-06", "2025-08-17"));
    let made = Made::new(bundled(), Filter::default(), LaneBy::CATEGORY, fortnight);
    let notes = note_of(&made, "in-the-report");
    let scene = made.draw(|of| of.notes = &notes);
    stand_clear(&scene);
    let dataset = &made.laned.indexed().dataset;
    let undated = notes.iter().position(|note| {
        let event = note.event.as_deref().and_then(|id| dataset.events.find(id));
        event.is_some_and(|(_, event)| event.when.is_none())
    });
    if let Some(n) = undated {
        let count = numbered_discs(&scene)
            .iter()
            .filter(|d| d.0 == n + 1)
            .count();
        assert!(count >= 2, "{count}");
    }
}

#[test]
fn sources_are_numbered_in_the_order_of_first_citation() {
    let made = Made::new(bundled(), Filter::default(), LaneBy::GROUP, None);
    let indexed = made.laned.indexed();
    let (dataset, zone) = (&indexed.dataset, &indexed.index.zone);
    let mut rows = indexed.rows.rows.clone();
    rows.truncate(60);
    let cites = |row: u32| -> Vec<&str> {
        let (_, event) = dataset.events.at(row as usize).unwrap();
        let accounts = event.by_hand.accounts.iter().flat_map(|a| &a.citations);
        let cites = event.citations.iter().chain(accounts);
        cites.map(|c| c.source.as_str()).collect()
    };
    let mut order: Vec<&str> = rows.iter().flat_map(|row| cites(*row)).collect();
    let mut seen = HashSet::new();
    order.retain(|id| seen.insert(*id));
    assert!(order.len() > 20);
    let title = |id: &str| dataset.sources.find(id).unwrap().1.title.to_string();
    let cited = Citations::new(dataset, &rows, (&[], &[]), &[]);
    for most in [usize::MAX, 5, 1] {
        let sources = cited.sources(most, dataset, zone);
        assert_eq!(sources.listed.len(), most.min(MOST));
        assert_eq!(sources.more, order.len() - sources.listed.len());
        let numbers: Vec<usize> = sources.listed.iter().map(|l| l.number).collect();
        assert_eq!(numbers, (1..=numbers.len()).collect::<Vec<_>>());
        // They are in the order in which they are met.
        let titles: Vec<&str> = sources.listed.iter().map(|l| l.title.as_str()).collect();
        let met: Vec<&str> = order
            .iter()
            .copied()
            .filter(|id| titles.contains(&title(id).as_str()))
            .collect();
        let in_order: Vec<String> = met.iter().map(|id| title(id)).collect();
        assert_eq!(titles, in_order);
        // Each stands after a title, and after it stand numbers of its own sources.
        let mut told = HashSet::new();
        for (row, marks) in &sources.marks {
            let marks: Vec<usize> = marks.split(' ').map(|n| n.parse().unwrap()).collect();
            assert!(!marks.is_empty() && marks.len() <= MARKS, "{marks:?}");
            for mark in marks {
                assert!(cites(*row).contains(&met[mark - 1]));
                told.insert(mark);
            }
        }
        assert_eq!(
            told.len(),
            sources.listed.len(),
            "every number has its place"
        );
    }
}

#[test]
fn those_of_what_notes_are_about_come_first_and_the_others_cover_most_titles() {
    let made = Made::new(bundled(), Filter::default(), LaneBy::GROUP, None);
    let indexed = made.laned.indexed();
    let (dataset, zone) = (&indexed.dataset, &indexed.index.zone);
    let rows = &indexed.rows.rows;
    let event = dataset.events.find("no-land").unwrap().0;
    let row = indexed.index.row(event).unwrap();
    let cited = Citations::new(dataset, rows, (&[], &[]), &[row]);
    let one = cited.sources(1, dataset, zone);
    assert!(one.marks.contains_key(&row), "{:?}", one.listed);
    // With each more titles have a number.
    let all = Citations::new(dataset, rows, (&[], &[]), &[]);
    let covered: Vec<usize> = (1..=MOST)
        .map(|most| all.sources(most, dataset, zone).marks.len())
        .collect();
    assert!(covered.is_sorted(), "{covered:?}");
    assert!(covered[MOST - 1] * 3 > rows.len(), "{covered:?}");
}

#[test]
fn a_source_of_ties_alone_is_counted_and_not_listed() {
    let year = Some(span("2025-08-06", "2025-08-20"));
    let made = Made::new(bundled(), Filter::default(), LaneBy::CATEGORY, year);
    let indexed = made.laned.indexed();
    let (first, rest) = indexed.rows.rows.split_at(5);
    let (dataset, zone) = (&indexed.dataset, &indexed.index.zone);
    let alone = Citations::new(dataset, first, (&[], &[]), &[]);
    let alone = alone.sources(MOST, dataset, zone);
    let cited = Citations::new(dataset, first, (rest, &[]), &[]);
    let both = cited.sources(MOST, dataset, zone);
    assert!(both.more > alone.more);
    assert_eq!(
        both.marks.keys().collect::<Vec<_>>(),
        alone.marks.keys().collect::<Vec<_>>()
    );
    let scene = made.draw(|_| {});
    let says = |word: &str| texts(&scene).iter().any(|(t, ..)| t.contains(word));
    assert!(says("more in the dataset"));
    assert!(says(
        "A title without a number has its sources in the dataset."
    ));
    assert!(says("Number: best credibility") && !says("Figure:"));
}

/// The numbers of the listed sources, and those after titles.
fn numbers(scene: &Scene) -> (Vec<usize>, Vec<usize>) {
    let texts = texts(scene);
    let heading = texts.iter().find(|(t, ..)| t == "Sources");
    let is_under = |rect: &Rect| {
        heading.is_some_and(|(.., of)| rect.top() > of.bottom() && rect.left() > of.left() - 1.0)
    };
    let mut listed: Vec<usize> = texts
        .iter()
        .filter(|(_, key, rect)| *key == Key::None && is_under(rect))
        .filter_map(|(text, ..)| text.parse().ok())
        // A year may stand alone in the line of a source.
        .filter(|number| *number <= MOST)
        .collect();
    listed.sort_unstable();
    let is_number = |text: &str| text.split(' ').all(|t| t.parse::<usize>().is_ok());
    let marks = texts
        .iter()
        .filter(|(t, key, _)| matches!(key, Key::Event(_)) && is_number(t));
    let marks = marks.flat_map(|(t, ..)| t.split(' ').filter_map(|n| n.parse().ok()));
    (listed, marks.collect())
}

#[test]
fn numbers_after_titles_are_listed_at_every_size() {
    let fortnight = Some(span("2025-08-06", "2025-08-20"));
    let made = Made::new(bundled(), Filter::default(), LaneBy::CATEGORY, fortnight);
    let sizes = PRESETS.iter().map(|p| (p.word, p.size));
    for (word, size) in sizes.chain([("1000x700", sized(1000.0, 700.0))]) {
        let scene = made.draw(|of| of.size = size);
        let (listed, marks) = numbers(&scene);
        // A page with no room for the sources has no numbers that would need them.
        if word == "1000x700" && listed.is_empty() {
            assert!(marks.is_empty(), "{marks:?} are listed nowhere: {word}");
            continue;
        }
        assert!(!marks.is_empty(), "no title has a number: {word}");
        assert!(
            (2..=MOST).contains(&listed.len()),
            "{word} lists {listed:?}"
        );
        assert_eq!(listed, (1..=listed.len()).collect::<Vec<_>>(), "{word}");
        for number in marks {
            assert!(listed.contains(&number), "{number} is not listed: {word}");
        }
        // It says how many are not.
        let said = texts(&scene);
        let more = said
            .iter()
            .find(|(t, ..)| t.ends_with("more in the dataset"));
        assert!(more.is_some(), "{word}");
    }
}

#[test]
fn sources_are_whole_and_take_a_small_share_of_the_figure() {
    let made = Made::new(bundled(), Filter::default(), LaneBy::GROUP, None);
    let index = made.laned.indexed();
    for size in [
        Size::default(),
        preset("a4"),
        preset("letter"),
        preset("hd"),
    ] {
        let scene = made.draw(|of| of.size = size);
        let (listed, _) = numbers(&scene);
        let all = texts(&scene);
        let is_grade = |text: &str| {
            let letters: Vec<char> = text.chars().collect();
            matches!(letters.as_slice(), ['A'..='F', '1'..='6'])
        };
        let grades = all.iter().filter(|(t, ..)| is_grade(t)).count();
        assert_eq!(grades, listed.len(), "{size:?}");
        let heading = all.iter().find(|(t, ..)| t == "Sources");
        assert!(heading.is_some(), "{size:?}");
        let heading = heading.unwrap().2;
        let of_list = all.iter().filter(|(_, key, rect)| {
            let is_below = rect.top() > heading.top() - 1.0;
            let is_foot = rect.top() > scene.size.y * 0.93;
            *key == Key::None && is_below && rect.left() > heading.left() - 1.0 && !is_foot
        });
        let list = of_list.fold(heading, |list, (.., rect)| list.union(*rect));
        let share = list.area() / (scene.size.x * scene.size.y);
        assert!(share < 0.17, "{share} on {size:?}");
        // No title of a source is cut that has as many letters as any here.
        let is_cut = |text: &str| text.ends_with('…');
        let titles: Vec<String> = {
            let titles = index.dataset.sources.iter().map(|s| s.title.to_string());
            titles.collect()
        };
        let cut = all
            .iter()
            .filter(|(t, key, rect)| *key == Key::None && rect.top() > heading.top() && is_cut(t));
        for (text, ..) in cut {
            let is_own = titles.iter().any(|title| title.ends_with(text.as_str()));
            assert!(is_own, "{text} on {size:?}");
        }
    }
}

#[test]
fn a_filter_says_how_many_have_to_act() {
    let dataset = bundled();
    let said = |matching, actors: &[&str], groups: &[&str]| {
        let filter = Filter {
            matching,
            actors: actors.iter().map(|id| Id::new(id)).collect(),
            groups: groups.iter().map(|id| Id::new(id)).collect(),
            ..Filter::default()
        };
        export::filter_words(&filter, &dataset)
    };
    let two = ["putin", "zelenskiy"];
    for (matching, words) in [
        (Matching::Any, "Actor: Vladimir Putin, Volodymyr Zelenskiy"),
        (
            Matching::All,
            "Actor: all of Vladimir Putin, Volodymyr Zelenskiy",
        ),
        (
            Matching::Between,
            "Actor: only between Vladimir Putin, Volodymyr Zelenskiy",
        ),
    ] {
        assert_eq!(said(matching, &two, &[]), words);
    }
    let russia = dataset.groups.iter().find(|g| &*g.name == "Russia");
    let russia = &*russia.unwrap().id;
    let group = said(Matching::Any, &[], &[russia]);
    assert_eq!(group, "Group: Russia");
    let both = said(Matching::Between, &["trump"], &[russia]);
    assert_eq!(both, "Group or actor: only between Russia, Donald Trump");
    assert_eq!(said(Matching::All, &[], &[]), "No filter");
    let certain = Filter {
        certainties: vec!["single".into(), "disputed".into()],
        ..Filter::default()
    };
    let words = export::filter_words(&certain, &dataset);
    assert_eq!(words, "Certainty: one source, disputed");
}

#[test]
fn what_has_no_date_is_drawn_and_counted() {
    let possible = Filter {
        statuses: vec!["possible".into()],
        ..Filter::default()
    };
    let made = Made::new(bundled(), possible, LaneBy::GROUP, None);
    let index = &made.laned.indexed().index;
    let undated = &made.laned.lanes.undated;
    assert!(undated.len() > 3);
    let all = made.laned.filtered.passing.iter().count();
    for (parts, is_framed) in [(Parts::ALL, true), (Parts::NONE, false)] {
        let scene = made.draw(|of| of.parts = parts);
        let texts = texts(&scene);
        for row in undated {
            let key = Key::Event(index.handle(*row).unwrap().0);
            assert!(texts.iter().any(|(_, k, _)| *k == key), "{key:?}");
        }
        assert!(texts.iter().any(|(t, ..)| t == "Undated"));
        let said = format!(
            "{all} of {} events ({} of them undated)",
            index.len(),
            undated.len()
        );
        let is_said = texts.iter().any(|(t, ..)| t.starts_with(&said));
        assert_eq!(is_said, is_framed, "{said}");
    }
}

/// Every sort of lanes, over all time and over what the bundled bookmarks show.
fn bookmarks() -> Vec<Made> {
    let day = Some(span("2025-08-15", "2025-08-15"));
    let after = Some(span("2025-08-16", "2026-05-10"));
    let fortnight = Some(span("2025-08-06", "2025-08-20"));
    [
        (LaneBy::GROUP, None),
        (LaneBy::GROUP, day),
        (LaneBy::CATEGORY, day),
        (LaneBy::CATEGORY, after),
        (LaneBy::CATEGORY, fortnight),
        (LaneBy::NONE, None),
    ]
    .into_iter()
    .map(|(lanes, span)| Made::new(bundled(), Filter::default(), lanes, span))
    .collect()
}

fn preset(word: &str) -> Size {
    PRESETS.iter().find(|p| p.word == word).unwrap().size
}

const fn sized(width: f32, height: f32) -> Size {
    Size {
        width,
        height: Some(height),
    }
}

/// What a mark covers.
fn covered(mark: &Mark) -> Rect {
    match mark {
        Mark::Rect { rect, .. } => *rect,
        Mark::Disc { centre, radius, .. } => {
            Rect::from_center_size(*centre, vec2(2.0, 2.0) * *radius)
        }
        Mark::Path {
            segments, stroke, ..
        } => {
            let lines = detente::scene::path::flatten(segments, 0.5);
            let points: Vec<_> = lines.into_iter().flatten().collect();
            Rect::from_points(&points).expand(stroke.width / 2.0)
        }
        Mark::Text {
            at, width, angle, ..
        } if *angle == 0.0 => Rect::from_min_size(*at, vec2(*width, 0.0)),
        _ => Rect::NOTHING,
    }
}

/// What all marks with some key cover.
fn ink(scene: &Scene, is_wanted: impl Fn(Key) -> bool) -> Rect {
    let items = scene.items.iter().filter(|item| is_wanted(item.key));
    items.fold(Rect::NOTHING, |all, item| all.union(covered(&item.mark)))
}

#[test]
fn blocs_in_a_row_take_no_more_height_than_they_need() {
    let mut dataset = bundled();
    let two = ["us", "russia"];
    let kept = dataset.groups.iter().filter(|g| two.contains(&&*g.id));
    let kept: Vec<_> = kept.cloned().collect();
    assert_eq!(kept.len(), 2);
    dataset.groups = kept.into_iter().collect();
    let is_kept = |group: Option<&Id>| group.is_some_and(|group| two.contains(&&**group));
    let actors = dataset.actors.iter().filter(|a| is_kept(a.group.as_ref()));
    dataset.actors = actors.cloned().collect();
    let made = Made::new(dataset, Filter::default(), LaneBy::GROUP, None);
    let scene = made.draw(|of| {
        of.size = Size {
            width: 375.0,
            height: None,
        };
        of.views = Views::Map;
        of.level.detail = Some(Detail::Blocs);
    });
    let is_bloc = |key| matches!(key, Key::Group(_) | Key::Bloc(..));
    let blocs = ink(&scene, is_bloc);
    assert!(blocs.is_positive());
    let legend = texts(&scene).into_iter().find(|(text, ..)| text == "Tone");
    let (.., legend) = legend.unwrap();
    assert!(
        legend.top() - blocs.bottom() < 60.0,
        "{blocs:?} over {legend:?}"
    );
}

#[test]
fn a_page_without_room_for_all_lanes_shows_those_that_matter() {
    let fortnight = Some(span("2025-08-06", "2025-08-20"));
    let made = Made::new(bundled(), Filter::default(), LaneBy::ACTOR, fortnight);
    let scene = made.draw(|of| of.size = preset("hd"));
    let heads = texts(&scene)
        .into_iter()
        .filter(|(_, key, _)| matches!(key, Key::Lane(_)));
    let heads: Vec<String> = heads.map(|(text, ..)| text).collect();
    for actor in ["Trump", "Putin", "Zelenskiy"] {
        assert!(heads.iter().any(|head| head == actor), "{heads:?}");
    }
}

#[test]
fn a_page_without_room_for_sources_says_where_they_are() {
    let made = Made::new(bundled(), Filter::default(), LaneBy::GROUP, None);
    let said = |size: Size| {
        let scene = made.draw(|of| of.size = size);
        let texts = texts(&scene);
        let words: Vec<String> = texts.into_iter().map(|(text, ..)| text).collect();
        words.join(" ")
    };
    let small = said(sized(375.0, 812.0));
    assert!(!small.contains("Sources"), "{small}");
    assert!(small.contains("from alaska-summit.detente, which has 170 sources"));
    assert!(!said(Size::default()).contains("which has"));
}

#[test]
fn a_fixed_size_is_shared_by_both_views() {
    let made = bookmarks();
    for (size, height, area) in [
        (preset("hd"), 0.33, 0.24),
        (preset("full-hd"), 0.33, 0.24),
        (preset("4k"), 0.33, 0.24),
        (preset("a4-landscape"), 0.33, 0.24),
        (sized(960.0, 640.0), 0.30, 0.19),
        (preset("letter"), 0.25, 0.18),
        (preset("a4"), 0.24, 0.18),
        (preset("square"), 0.25, 0.18),
    ] {
        let indexed = made[0].laned.indexed().clone();
        let placed = placed::placed(indexed, &MEASURE, TO_THE_END).unwrap();
        for (n, made) in made.iter().enumerate() {
            let scene = made.draw(|of| {
                of.size = size;
                (of.graph, of.places) = (&placed.graph, &placed.places);
            });
            let all = texts(&scene);
            let titles = all
                .iter()
                .filter(|(_, key, _)| matches!(key, Key::Event(_)));
            assert!(titles.count() >= 3, "{size:?}: hardly a title");
            let is_cut = all.iter().find(|(text, ..)| text.ends_with("more lanes"));
            assert!(is_cut.is_none(), "{is_cut:?} on {size:?}");
            let map = ink(&scene, is_of_map).size();
            let share = map / scene.size;
            assert!(
                share.y >= height && share.x * share.y >= area,
                "{size:?} of {n}: the map has {} of {}",
                share.x,
                share.y
            );
        }
    }
}

#[test]
fn a_page_leaves_no_lane_out_for_what_is_less() {
    let fortnight = Some(span("2025-08-06", "2025-08-20"));
    let made = Made::new(bundled(), Filter::default(), LaneBy::ACTOR, fortnight);
    for word in ["letter", "a4"] {
        let scene = made.draw(|of| of.size = preset(word));
        let all = texts(&scene);
        let cut = all.iter().find(|(text, ..)| text.ends_with("more lanes"));
        assert!(cut.is_none(), "{cut:?} on {word}");
        assert!(ink(&scene, is_of_map).height() > 100.0);
    }
}

#[test]
fn on_the_smallest_pages_nothing_overlaps() {
    for made in bookmarks() {
        for size in [
            sized(320.0, 240.0),
            sized(320.0, 480.0),
            sized(480.0, 270.0),
            sized(640.0, 360.0),
            sized(640.0, 480.0),
            sized(1000.0, 240.0),
            sized(320.0, 1200.0),
        ] {
            let scene = made.draw(|of| of.size = size);
            stand_clear(&scene);
            let titles = texts(&scene);
            let has_title = titles
                .iter()
                .any(|(text, ..)| text.starts_with("The Alaska"));
            assert!(has_title, "{size:?}: {titles:?}");
        }
    }
}

#[test]
fn a_map_keeps_to_its_box() {
    let is_of_timeline = |key| matches!(key, Key::Event(_) | Key::Lane(_) | Key::Column(..));
    let is_of_legend = |key| matches!(key, Key::Legend(_));
    for made in bookmarks() {
        for preset in PRESETS {
            for parts in [Parts::ALL, Parts::NONE] {
                let scene = made.draw(|of| (of.size, of.parts) = (preset.size, parts));
                let mut clip = Rect::EVERYTHING;
                for item in &scene.items {
                    if let Mark::Clip(to) = &item.mark {
                        clip = to.unwrap_or(Rect::EVERYTHING);
                    } else if is_of_map(item.key) {
                        let rect = covered(&item.mark);
                        let is_whole =
                            rect == Rect::NOTHING || clip.expand(0.5).contains_rect(rect);
                        assert!(is_whole, "{rect:?} is cut by {clip:?}, {}", preset.word);
                    }
                }
                let map = ink(&scene, is_of_map);
                let (over, legend) = (ink(&scene, is_of_timeline), ink(&scene, is_of_legend));
                let page = Rect::from_min_size(pos2(0.0, 0.0), scene.size);
                assert!(
                    page.expand(0.5).contains_rect(map),
                    "{map:?}, {}",
                    preset.word
                );
                assert!(
                    map.top() > over.bottom(),
                    "{map:?} under {over:?}, {}",
                    preset.word
                );
                let legends = scene.items.iter().filter(|item| is_of_legend(item.key));
                for item in legends {
                    if let Mark::Text { at, .. } = &item.mark {
                        assert!(!map.contains(*at), "{legend:?} in {map:?}, {}", preset.word);
                    }
                }
            }
        }
    }
}

#[test]
fn actors_have_their_initials() {
    let made = Made::new(bundled(), Filter::default(), LaneBy::GROUP, None);
    let sizes = [
        preset("hd"),
        preset("letter"),
        sized(960.0, 640.0),
        preset("a4"),
        Size::default(),
    ];
    for size in sizes {
        // A small map by itself shows blocs, and few actors.
        let level = Level::default().without_blocs();
        let scene = made.draw(|of| (of.size, of.level) = (size, level));
        let mut lettered = HashSet::new();
        let mut all = HashSet::new();
        for item in &scene.items {
            if let Key::Actor(actor) = item.key {
                all.insert(actor);
                if let Mark::Text { text, .. } = &item.mark
                    && text.chars().count() <= 3
                {
                    lettered.insert(actor);
                }
            }
        }
        // A page names in a line who has no tie among the strongest, of which a small one has eight.
        assert!(all.len() >= 8, "{} on {size:?}", all.len());
        let share = lettered.len() * 100 / all.len();
        assert!(
            share >= 95,
            "{share} % of the actors have letters on {size:?}"
        );
    }
}

#[test]
fn the_range_is_that_of_the_data_or_what_is_asked_for() {
    let said = |made: &Made| {
        let scene = made.draw(|of| of.views = Views::Timeline);
        let texts = texts(&scene);
        texts.into_iter().map(|(text, ..)| text).collect::<Vec<_>>()
    };
    let mut dataset = Dataset::default();
    let dates = ["2024-03-01", "2024-05-05", "2024-07-20"];
    dataset.events = dates
        .iter()
        .map(|when| {
            let mut event = Event::titled(Id::new(when), "Event");
            event.when = Some((*when).into());
            event
        })
        .collect();
    let all = said(&Made::new(
        dataset.clone(),
        Filter::default(),
        LaneBy::GROUP,
        None,
    ));
    assert!(all.contains(&"1 Mar – 20 Jul 2024".to_owned()), "{all:?}");
    // Of days no zone is told.
    assert!(
        !all.iter().any(|text| text.contains("all times")),
        "{all:?}"
    );
    let mut match_day = dataset.clone();
    let times = ["2024-05-11T13:05", "2024-05-11T14:30", "2024-05-11T17:20~"];
    match_day.events = times
        .iter()
        .map(|when| {
            let mut event = Event::titled(Id::new(when), "Event");
            event.when = Some((*when).into());
            event
        })
        .collect();
    let hours = said(&Made::new(
        match_day,
        Filter::default(),
        LaneBy::GROUP,
        None,
    ));
    let range = "11 May 2024, 13:05–17:20".to_owned();
    assert!(hours.contains(&range), "{hours:?}");
    assert!(
        hours.iter().any(|text| text.contains("all times")),
        "{hours:?}"
    );
    // The file's name is the title, without its ending.
    assert!(all.contains(&"alaska-summit".to_owned()), "{all:?}");
    let june = said(&Made::new(
        dataset,
        Filter::default(),
        LaneBy::GROUP,
        Some(span("2024-06-01", "2024-06-30")),
    ));
    assert!(
        june.contains(&"No event is in this span.".to_owned()),
        "{june:?}"
    );
}

#[test]
fn lanes_without_events_in_the_span_are_left_out() {
    let day = Some(span("2025-08-15", "2025-08-15"));
    let made = Made::new(bundled(), Filter::default(), LaneBy::ACTOR, day);
    let (from, to) = (made.span.from(), made.span.to());
    let lanes = &made.laned.lanes.lanes;
    let index = &made.laned.indexed().index;
    let full = lanes
        .iter()
        .filter(|l| l.rows.in_span(index, from, to).next().is_some());
    let full = full.count();
    assert!(full < lanes.len());
    let scene = made.draw(|of| of.views = Views::Timeline);
    let heads = scene.items.iter().filter(|i| matches!(i.key, Key::Lane(_)));
    let heads = heads
        .filter(|i| matches!(i.mark, Mark::Text { .. }))
        .count();
    assert_eq!(heads, full);
}

#[test]
fn ties_are_drawn_whole() {
    let made = Made::new(bundled(), Filter::default(), LaneBy::CATEGORY, None);
    for word in ["figure", "letter", "a4", "full-hd"] {
        let preset = PRESETS.iter().find(|p| p.word == word).unwrap();
        let scene = made.draw(|of| (of.size, of.views) = (preset.size, Views::Map));
        let mut clip = Rect::EVERYTHING;
        for item in &scene.items {
            match (&item.mark, item.key) {
                (Mark::Clip(to), _) => clip = to.unwrap_or(Rect::EVERYTHING),
                (Mark::Path { segments, .. }, Key::Tie(..) | Key::Mutual(..)) => {
                    let points = detente::scene::path::flatten(segments, 0.5);
                    for at in points.iter().flatten() {
                        assert!(clip.expand(2.0).contains(*at), "{at:?} in {clip:?}, {word}");
                    }
                }
                _ => {}
            }
        }
    }
}

#[test]
fn a_page_has_no_handles_and_no_small_print() {
    let fortnight = Some(span("2025-08-06", "2025-08-20"));
    let mut made = Made::new(bundled(), Filter::default(), LaneBy::CATEGORY, fortnight);
    let window = span("2025-08-08", "2025-08-18");
    made.window = Some((window.from(), window.to()));
    for preset in PRESETS {
        let scene = made.draw(|of| {
            of.size = preset.size;
            of.theme = Theme::named(ThemeName::Print);
        });
        for item in &scene.items {
            let is_edge = matches!(item.key, Key::Window(1 | 2));
            assert!(!is_edge || !matches!(item.mark, Mark::Rect { .. }));
            if let Mark::Text { style, text, .. } = &item.mark {
                // 7 points of print are 9.33 of CSS; look.md excepts initials and superscripts.
                let is_note = text.split(' ').all(|t| t.parse::<u16>().is_ok());
                let is_small = match item.key {
                    // Initials have a third letter where two actors share the first two.
                    Key::Actor(_) => text.chars().count() <= 3,
                    Key::Event(_) | Key::Legend(_) => is_note,
                    _ => false,
                };
                assert!(
                    style.size >= if is_small { 6.0 } else { 9.33 },
                    "“{text}” is {} on {}",
                    style.size,
                    preset.word
                );
            }
        }
    }
}

#[test]
fn every_event_of_the_span_is_found_in_an_svg() {
    for lanes in [LaneBy::GROUP, LaneBy::CATEGORY, LaneBy::NONE] {
        let made = Made::new(bundled(), Filter::default(), lanes, None);
        let svg = made.svg(&made.draw(|_| {}));
        let mut found: HashSet<&str> = HashSet::new();
        for part in svg.split("data-event").skip(1) {
            let ids = part.split('"').nth(1).unwrap();
            found.extend(ids.split(' '));
        }
        let indexed = made.laned.indexed();
        for event in indexed.dataset.events.iter() {
            let handle = indexed
                .dataset
                .events
                .find(&event.id)
                .map(|(handle, _)| handle);
            let row = handle.and_then(|handle| indexed.index.row(handle));
            let reach = row.and_then(|row| indexed.index.reach(row));
            // What is folded is told as a number.
            if reach.is_some_and(|reach| made.span.fold_of(reach).is_some()) {
                continue;
            }
            assert!(
                found.contains(event.id.as_str()),
                "{} by {lanes:?}",
                event.id
            );
        }
        let has_columns = svg.contains("<title>2 events: ") && svg.contains("</title>\n<path");
        // A page that may grow has a mark for each.
        assert!(!has_columns, "{lanes:?}");
    }
}

/// The same events so many times.
fn times(dataset: Dataset, count: usize) -> Dataset {
    let events = dataset.events.iter();
    let copies = events.flat_map(|event| {
        (0..count).map(move |n| Event {
            id: Id::new(&format!("{}-{n}", event.id)),
            ..event.clone()
        })
    });
    Dataset {
        events: copies.collect(),
        ..dataset.clone()
    }
}

#[test]
fn a_legend_names_no_class_that_has_another_hue() {
    let many = Made::new(times(bundled(), 8), Filter::default(), LaneBy::GROUP, None);
    let made = Made::new(bundled(), Filter::default(), LaneBy::GROUP, None);
    let scene = many.draw(|of| (of.colour_by, of.size) = (ColourBy::Class, preset("hd")));
    let word = "lane in short: cooperation above conflict, the deeper, the more events";
    assert!(texts(&scene).iter().any(|(t, ..)| t == word));
    // Columns are paler than their hue where they are few: open lanes show it as it is.
    let scene = made.draw(|of| of.colour_by = ColourBy::Class);
    // Each hue beside a class's name is that of a mark or column of an event.
    let legend = |item: &&detente::scene::Item| matches!(item.key, Key::Legend(_));
    let names = [
        "material conflict",
        "verbal conflict",
        "verbal cooperation",
        "material cooperation",
    ];
    let solid = |item: &detente::scene::Item| match &item.mark {
        Mark::Rect {
            fill: detente::scene::Fill::Solid(colour),
            ..
        } => vec![*colour],
        Mark::Disc { fill, stroke, .. } => vec![*fill, stroke.colour],
        Mark::Path { fill, stroke, .. } => vec![*fill, stroke.colour],
        Mark::Columns(columns) => columns.rects.iter().map(|(_, colour)| *colour).collect(),
        _ => Vec::new(),
    };
    let is_event = |key| matches!(key, Key::Event(_) | Key::Column(..));
    let of_events: HashSet<_> = scene
        .items
        .iter()
        .filter(|i| is_event(i.key))
        .flat_map(solid)
        .collect();
    for (item, next) in scene
        .items
        .iter()
        .filter(legend)
        .zip(scene.items.iter().filter(legend).skip(1))
    {
        if let Mark::Text { text, .. } = &next.mark
            && names.contains(&&**text)
        {
            let hue = solid(item)[0];
            assert!(of_events.contains(&hue), "{text} is nowhere drawn");
        }
    }
}

#[test]
fn a_legend_lists_what_is_drawn() {
    let fortnight = Some(span("2025-08-06", "2025-08-20"));
    let made = Made::new(bundled(), Filter::default(), LaneBy::GROUP, fortnight);
    let says = |scene: &Scene, word: &str| {
        let mut legend = scene
            .items
            .iter()
            .filter(|i| matches!(i.key, Key::Legend(_)));
        legend.any(|i| matches!(&i.mark, Mark::Text { text, .. } if &**text == word))
    };
    let open = made.draw(|_| {});
    assert!(!says(&open, "some time in it"), "days are points here");
    assert!(says(&open, "lasts longer"), "the invasion");
    assert!(says(&open, "about then"), "times of the day");
    let day = Some(span("2025-08-15T08", "2025-08-15T17"));
    let day = Made::new(bundled(), Filter::default(), LaneBy::GROUP, day);
    assert!(says(&day.draw(|_| {}), "some time in it"), "lines here");
    assert!(!says(&open, "lane in short: the deeper, the more events"));
    // A strip of more events than can be told, on a page that has no room for it.
    let dense = Made::new(
        times(bundled(), 8),
        Filter::default(),
        LaneBy::GROUP,
        fortnight,
    );
    let low = dense.draw(|of| of.size = preset("hd"));
    let is_strip = low.items.iter().any(|i| matches!(i.mark, Mark::Columns(_)));
    assert!(is_strip && says(&low, "lane in short: the deeper, the more events"));
    // Over sixteen years a day is a point.
}

#[test]
fn what_cites_nothing_is_not_called_claimed() {
    let titles = ["First", "Second", "Third"].map(String::from);
    let bare = Made::new(small(&titles, &[]), Filter::default(), LaneBy::NONE, None);
    let said: Vec<String> = texts(&bare.draw(|_| {})).into_iter().map(|t| t.0).collect();
    assert!(
        said.iter().any(|text| text == "no source given"),
        "{said:?}"
    );
    assert!(
        !said.iter().any(|text| text.contains("claimed")),
        "{said:?}"
    );
}

#[test]
fn a_filter_without_a_match_says_so() {
    let nothing = Filter {
        text: Some("zzzzzz".into()),
        ..Filter::default()
    };
    let made = Made::new(bundled(), nothing, LaneBy::GROUP, None);
    for size in [Size::default(), PRESETS[1].size, PRESETS[5].size] {
        let texts = texts(&made.draw(|of| of.size = size));
        let said = texts
            .iter()
            .any(|(t, ..)| t == "No event matches the filter.");
        assert!(said, "{texts:?}");
    }
}

#[test]
fn private_notes_and_hostile_titles_stay_out() {
    const HOSTILE: &str = "</text><script>alert(1)</script>\u{0}\u{7}\u{202e}&\"'";
    let mut dataset = bundled();
    dataset.metadata.title = HOSTILE.into();
    dataset.metadata.description = Some(HOSTILE.into());
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
        LaneBy::GROUP,
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
    let made = Made::new(Dataset::default(), Filter::default(), LaneBy::GROUP, None);
    for preset in PRESETS {
        let scene = made.draw(|of| of.size = preset.size);
        let texts = texts(&scene);
        assert!(
            texts
                .iter()
                .any(|(t, ..)| t.starts_with("0 events. No filter.")),
            "{texts:?}"
        );
        assert!(
            texts
                .iter()
                .any(|(t, ..)| t == "What is drawn cites no source.")
        );
        let says_tone = texts.iter().any(|(t, ..)| t.contains("Goldstein"));
        assert!(!says_tone, "nothing has a tone");
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
        event.participants = [
            Participant {
                actor: "a".into(),
                ..Participant::default()
            },
            Participant {
                actor: "b".into(),
                ..Participant::default()
            },
        ]
        .into();
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
        let made = Made::new(dataset, Filter::default(), LaneBy::ACTOR, None);
        let scene = made.draw(|of| {
            of.size = Size { width, height };
            of.headline = Some(&title);
        });
        prop_assert!(scene.size.x == width && scene.size.y >= 240.0_f32.min(height.unwrap_or(240.0)));
        texts(&scene);
        let again = made.draw(|of| {
            of.size = Size { width, height };
            of.headline = Some(&title);
        });
        prop_assert_eq!(scene, again);
    }
}

#[test]
fn every_lane_of_a_figure_of_any_span_is_drawn_whole() {
    for (from, to) in [
        ("2025-02-01", "2025-08-15"),
        ("2025-08-16", "2026-05-10"),
        ("2010-01-01", "2026-05-10"),
    ] {
        for lanes in [LaneBy::GROUP, LaneBy::CATEGORY] {
            let made = Made::new(bundled(), Filter::default(), lanes, Some(span(from, to)));
            let scene = made.draw(|of| of.views = Views::Timeline);
            let named: Vec<String> = texts(&scene).into_iter().map(|(text, ..)| text).collect();
            let index = &made.laned.indexed().index;
            let span = span(from, to);
            let all = made.laned.lanes.lanes.iter();
            for lane in all.filter(|lane| {
                let mut here = lane.rows.in_span(index, span.from(), span.to());
                here.next().is_some()
            }) {
                let start: String = lane.name.chars().take(8).collect();
                let is_named = named.iter().any(|text| text.starts_with(&start));
                assert!(is_named, "{} from {from}", lane.name);
            }
        }
    }
}

#[test]
fn without_a_list_of_sources_no_title_has_a_number() {
    let fortnight = Some(span("2025-08-06", "2025-08-20"));
    let made = Made::new(bundled(), Filter::default(), LaneBy::CATEGORY, fortnight);
    for size in [sized(320.0, 240.0), sized(640.0, 360.0)] {
        let scene = made.draw(|of| of.size = size);
        let all = texts(&scene);
        assert!(!all.iter().any(|(t, ..)| t == "Sources"));
        let is_number = |text: &str| text.split(' ').all(|t| t.parse::<usize>().is_ok());
        let mut of_events = all
            .iter()
            .filter(|(_, key, _)| matches!(key, Key::Event(_)));
        assert!(!of_events.any(|(t, ..)| is_number(t)), "{size:?}");
    }
}

#[test]
fn a_page_writes_titles_whole_where_the_axis_ends() {
    let table = "title,when\nNew START is signed,2010-04\nRussia suspends New START,2023-02\n\
                 Something important here,2025-08\nAnother important thing,2026-02-05\n";
    let opened = files::open(table.into(), Path::new("a.csv"), TO_THE_END).unwrap();
    let range = Some(span("2010-01-01", "2026-03-01"));
    let made = Made::new(opened.dataset, Filter::default(), LaneBy::NONE, range);
    for size in [Size::default(), sized(1280.0, 720.0)] {
        let scene = made.draw(|of| of.size = size);
        let all = texts(&scene);
        for title in ["Something important here", "Another important thing"] {
            assert!(all.iter().any(|(t, ..)| t == title), "{title} is cut");
        }
    }
}

#[test]
fn a_headline_is_whole_on_a_narrow_page() {
    let made = Made::new(bundled(), Filter::default(), LaneBy::CATEGORY, None);
    let headline = "Who stopped the line? The Northwind–Orion dispute, as of December 2024, for the \
                    supervisory board of the works in Duisburg";
    for (width, height) in [
        (660.0, 900.0),
        (640.0, 1000.0),
        (375.0, 800.0),
        (1080.0, 1080.0),
    ] {
        let scene = made.draw(|of| (of.headline, of.size) = (Some(headline), sized(width, height)));
        let said: Vec<String> = texts(&scene).into_iter().map(|(text, ..)| text).collect();
        let said = said.join(" ");
        assert!(said.contains(headline), "{width}: {said}");
    }
}

#[test]
fn a_page_with_more_lanes_than_it_can_hold_shows_the_most_important() {
    let mut table = String::from("title,when,category,importance\n");
    for lane in 0..400u16 {
        // Every tenth has something important; most of these stand far down.
        let importance = if lane % 10 == 9 { 5 } else { 2 };
        table += &format!(
            "It happens,2025-08-{:02},Lane {lane},{importance}\n",
            lane % 28 + 1
        );
    }
    let opened = files::open(table.into_bytes(), Path::new("a.csv"), TO_THE_END).unwrap();
    let made = Made::new(opened.dataset, Filter::default(), LaneBy::CATEGORY, None);
    let scene = made.draw(|of| (of.size, of.has_all_lanes) = (preset("hd"), true));
    let all = texts(&scene);
    let heads = all
        .iter()
        .filter_map(|(text, ..)| text.strip_prefix("Lane "));
    let heads: Vec<u16> = heads.filter_map(|n| n.parse().ok()).collect();
    assert!(heads.len() >= 5, "{heads:?}");
    assert!(heads.iter().all(|n| n % 10 == 9), "{heads:?}");
    assert!(heads.is_sorted(), "{heads:?}");
    let more = format!("and {} more lanes", 400 - heads.len());
    assert!(all.iter().any(|(text, ..)| *text == more), "{more}");
}
