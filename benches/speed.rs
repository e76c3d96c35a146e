//! How fast the stages from bytes to picture are, for the bundled dataset and generated ones.
//!
//! `cargo bench` runs all; `cargo bench -- open/1000` some. Figures and peers: `README.md` here.
#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "a benchmark may stop at the first surprise"
)]

#[path = "support/generate.rs"]
mod generate;
#[path = "support/tables.rs"]
mod tables;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use detente::analysis::{ColourBy, LaneBy, TO_THE_END};
use detente::dataset::edit::Edit;
use detente::dataset::{Dataset, Event, Filter};
use detente::editor::derived::{self, LaneSet, TieSet};
use detente::editor::placed::{self, Placed};
use detente::export::{self, Figure, Parts, Picture, Size, Views};
use detente::files;
use detente::files::journal::{Base, Message, Writer};
use detente::files::save::Disk;
use detente::map::{self, Level};
use detente::scene::theme::ThemeName;
use detente::scene::{Emphasis, Measure, Medium, Scene, Theme, vec2};
use detente::timeline::{self, Heights};

use std::cell::LazyCell;
use std::hint::black_box;
use std::path::Path;
use std::sync::{Arc, mpsc};
use std::time::Duration;

const SAMPLE: &str = include_str!("../assets/alaska-summit.detente");

/// The text of a dataset, made once a benchmark that runs asks for it.
type Text = LazyCell<Vec<u8>, Box<dyn FnOnce() -> Vec<u8>>>;

/// Name, dataset and its text.
fn sets() -> Vec<(String, Text)> {
    let made = [1_000, 100_000, 1_000_000].into_iter();
    let bundled: Box<dyn FnOnce() -> Vec<u8>> = Box::new(|| SAMPLE.as_bytes().to_vec());
    std::iter::once(("bundled".to_owned(), LazyCell::new(bundled)))
        .chain(made.map(|n| {
            let text: Box<dyn FnOnce() -> Vec<u8>> =
                Box::new(move || files::write(&generate::dataset(n)).into_bytes());
            (n.to_string(), LazyCell::new(text))
        }))
        .collect()
}

fn open(bytes: &[u8]) -> Dataset {
    files::open(bytes.to_vec(), Path::new("bench.detente"), TO_THE_END)
        .unwrap()
        .dataset
}

/// Makes a table of so many rows.
type Table = fn(usize) -> String;

/// How fast tables of other people become datasets.
fn tables(c: &mut Criterion) {
    let mut group = c.benchmark_group("tables");
    group
        .sample_size(10)
        .measurement_time(Duration::from_secs(12));
    let all: [(&str, Table); 3] = [
        ("typed.csv", tables::typed),
        ("typed.ndjson", tables::lines),
        ("gdelt.CSV", tables::gdelt),
    ];
    for (name, make) in all {
        let text = make(100_000).into_bytes();
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(BenchmarkId::from_parameter(name), |b| {
            b.iter_batched(
                || text.clone(),
                |bytes| files::open(bytes, Path::new(name), TO_THE_END).unwrap(),
                criterion::BatchSize::PerIteration,
            );
        });
    }
    group.finish();
}

struct Ready {
    laned: Arc<LaneSet>,
    tied: TieSet,
}

fn ready(bytes: &[u8]) -> Ready {
    ready_by(bytes, LaneBy::GROUP)
}

fn ready_by(bytes: &[u8], by: LaneBy) -> Ready {
    let indexed = derived::indexed((1, 0), open(bytes), None, TO_THE_END).unwrap();
    let passed = derived::passed(Arc::new(indexed), &Filter::default(), TO_THE_END);
    let passed = Arc::new(passed.unwrap());
    Ready {
        laned: Arc::new(derived::laned(passed.clone(), by, TO_THE_END).unwrap()),
        tied: derived::tied(passed, None, TO_THE_END).unwrap(),
    }
}

fn opening(c: &mut Criterion) {
    let mut group = c.benchmark_group("open");
    group
        .sample_size(10)
        .measurement_time(Duration::from_secs(12));
    for (name, bytes) in sets() {
        group.bench_function(BenchmarkId::from_parameter(&name), |b| {
            b.iter_batched(
                || bytes.to_vec(),
                |bytes| open(black_box(&bytes)),
                criterion::BatchSize::PerIteration,
            );
        });
    }
    group.finish();
    let mut group = c.benchmark_group("index");
    group
        .sample_size(10)
        .measurement_time(Duration::from_secs(8));
    for (name, bytes) in sets() {
        let dataset = LazyCell::new(|| open(&bytes));
        group.bench_function(BenchmarkId::from_parameter(&name), |b| {
            b.iter(|| {
                derived::indexed(
                    (1, 0),
                    black_box(LazyCell::force(&dataset).clone()),
                    None,
                    TO_THE_END,
                )
            });
        });
    }
    group.finish();
}

fn scene(of: &LaneSet, measure: &Measure, span: timeline::Span, heights: &mut Heights) -> Scene {
    let indexed = of.indexed();
    let view = timeline::View::new(
        &indexed.dataset,
        &indexed.index,
        &of.lanes,
        &indexed.hues,
        span,
        vec2(1400.0, 700.0),
        measure,
    );
    timeline::next_picture(&view, heights).scene
}

fn timelines(c: &mut Criterion) {
    let measure = Measure::new();
    let mut group = c.benchmark_group("timeline scene");
    for (name, bytes) in sets() {
        let ready = LazyCell::new(|| ready(&bytes));
        for (part, factor) in [
            ("whole", 1.0),
            ("a twentieth", 0.05),
            ("a thousandth", 0.001),
        ] {
            group.bench_function(BenchmarkId::new(part, &name), |b| {
                let span = timeline::fit(&ready.laned.filtered.gaps).zoomed(0.5, factor);
                let mut heights = Heights::all_at_once();
                scene(&ready.laned, &measure, span, &mut heights);
                b.iter(|| scene(black_box(&ready.laned), &measure, span, &mut heights));
            });
        }
    }
    group.finish();
    by_actor(c, &measure);
}

/// What a screenful of work is: some hundred events in lanes of their actors, some hundred actors.
fn screenfuls(c: &mut Criterion) {
    let measure = Measure::new();
    let text = |events, actors| files::write(&generate::dataset_of(events, actors)).into_bytes();
    let lanes = ready_by(&text(300, 60), LaneBy::ACTOR);
    let whole = timeline::fit(&lanes.laned.filtered.gaps);
    let mut heights = Heights::all_at_once();
    c.bench_function("300 events in 60 lanes of actors", |b| {
        b.iter(|| scene(black_box(&lanes.laned), &measure, whole, &mut heights));
    });
    let map = ready(&text(1_100, 300));
    let (actors, ties) = (300, map.tied.ties.ties.len());
    c.bench_function(&format!("{actors} actors with {ties} ties placed"), |b| {
        b.iter(|| placed(black_box(&map), &measure));
    });
    let seen = placed(&map, &measure);
    let main_ties = Level::default().without_blocs();
    c.bench_function(&format!("{actors} actors with {ties} ties planned"), |b| {
        b.iter(|| map_scene(&map, &seen, &measure, main_ties));
    });
    let mut dataset = open(SAMPLE.as_bytes());
    dataset.places = Default::default();
    let summit = ready(files::write(&dataset).as_bytes());
    c.bench_function("the summit placed from nothing", |b| {
        b.iter(|| placed(black_box(&summit), &measure));
    });
    let seen = placed(&summit, &measure);
    for (name, level) in [("main ties", main_ties), ("blocs", Level::default())] {
        c.bench_function(&format!("the summit's {name} planned"), |b| {
            b.iter(|| map_scene(&summit, &seen, &measure, level));
        });
    }
}

/// A lane for each actor, while the span is zoomed: each frame has another.
fn by_actor(c: &mut Criterion, measure: &Measure) {
    let mut group = c.benchmark_group("timeline scene by actor");
    for (name, bytes) in sets() {
        let ready = LazyCell::new(|| ready_by(&bytes, LaneBy::ACTOR));
        for (part, factor) in [("whole", 1.0), ("a hundredth", 0.01)] {
            group.bench_function(BenchmarkId::new(part, &name), |b| {
                let whole = timeline::fit(&ready.laned.filtered.gaps);
                let mut heights = Heights::default();
                let mut frame = 0u8;
                b.iter(|| {
                    frame = frame.wrapping_add(1);
                    let span = whole.zoomed(0.5, factor * (1.0 + f64::from(frame) / 256.0));
                    scene(black_box(&ready.laned), measure, span, &mut heights)
                });
            });
        }
    }
    group.finish();
}

fn placed(ready: &Ready, measure: &Measure) -> Placed {
    placed::placed(ready.laned.indexed().clone(), measure, TO_THE_END).unwrap()
}

fn maps(c: &mut Criterion) {
    let measure = Measure::new();
    let mut group = c.benchmark_group("map placement");
    group
        .sample_size(10)
        .measurement_time(Duration::from_secs(10));
    for (name, bytes) in sets() {
        let ready = LazyCell::new(|| ready(&bytes));
        group.bench_function(BenchmarkId::from_parameter(&name), |b| {
            let ready = &*ready;
            b.iter(|| placed(black_box(ready), &measure));
        });
    }
    group.finish();
    let mut group = c.benchmark_group("map scene");
    for (name, bytes) in sets() {
        let ready = LazyCell::new(|| ready(&bytes));
        let placed = LazyCell::new(|| placed(&ready, &measure));
        group.bench_function(BenchmarkId::from_parameter(&name), |b| {
            let (ready, placed) = (&*ready, &*placed);
            b.iter(|| map_scene(ready, placed, &measure, Level::default()));
        });
    }
    group.finish();
    screenfuls(c);
}

/// By itself a panel of this size shows blocs where ties are many.
fn map_scene(ready: &Ready, placed: &Placed, measure: &Measure, level: Level) -> map::Picture {
    let size = vec2(1050.0, 400.0);
    let indexed = ready.laned.indexed();
    map::picture(&map::View {
        dataset: &indexed.dataset,
        index: &indexed.index,
        graph: &placed.graph,
        ties: &ready.tied.ties,
        hues: &indexed.hues,
        colour_by: ColourBy::Group,
        places: &placed.places,
        camera: map::fit(&placed.places, &placed.graph, size),
        size,
        covered: None,
        theme: &Theme::LIGHT,
        measure,
        emphasis: &Emphasis::default(),
        ghost: None,
        level,
        unfolded: &[],
        medium: Medium::Screen,
    })
}

fn figure(ready: &Ready, placed: &Placed, measure: &Measure) -> Scene {
    let indexed = ready.laned.indexed();
    export::figure(&Figure {
        dataset: &indexed.dataset,
        index: &indexed.index,
        hues: &indexed.hues,
        colour_by: ColourBy::Group,
        filter: &Filter::default(),
        passing: &ready.laned.filtered.passing,
        lanes: &ready.laned.lanes,
        has_all_lanes: false,
        span: timeline::fit(&ready.laned.filtered.gaps),
        window: None,
        zone: &indexed.index.zone,
        ties: &ready.tied.ties,
        all_ties: ready.tied.ties.ties.len(),
        graph: &placed.graph,
        places: &placed.places,
        camera: None,
        level: Level::default(),
        unfolded: &[],
        emphasis: &Emphasis::default(),
        views: Views::Both,
        parts: Parts::ALL,
        headline: None,
        caption: None,
        notes: &[],
        about: None,
        file: None,
        size: Size::default(),
        theme: Theme::named(ThemeName::Print),
        measure,
    })
}

fn exports(c: &mut Criterion) {
    let measure = Measure::new();
    for (name, bytes) in sets() {
        let ready = LazyCell::new(|| ready(&bytes));
        let placed = LazyCell::new(|| placed(&ready, &measure));
        let scene = LazyCell::new(|| figure(&ready, &placed, &measure));
        let names = LazyCell::new(|| {
            let indexed = ready.laned.indexed();
            export::names(&indexed.dataset, &indexed.index.zone)
        });
        let picture = LazyCell::new(|| Picture {
            scene: &scene,
            title: "A figure",
            language: None,
            names: &*names,
            measure: &measure,
        });
        let mut group = c.benchmark_group("export");
        group.sample_size(10);
        group.bench_function(BenchmarkId::new("figure scene", &name), |b| {
            let (ready, placed) = (&*ready, &*placed);
            b.iter(|| figure(black_box(ready), placed, &measure));
        });
        group.bench_function(BenchmarkId::new("svg", &name), |b| {
            let picture = &*picture;
            b.iter(|| export::svg(black_box(picture)));
        });
        group.bench_function(BenchmarkId::new("png", &name), |b| {
            let picture = &*picture;
            b.iter(|| export::png(black_box(picture), 1.0, TO_THE_END));
        });
        group.bench_function(BenchmarkId::new("pdf", &name), |b| {
            let picture = &*picture;
            b.iter(|| export::pdf(black_box(picture)));
        });
        group.finish();
    }
}

/// What an edit costs the window, which only tells of it, and the thread that writes it.
fn journals(c: &mut Criterion) {
    let mut group = c.benchmark_group("an edit into the journal");
    for (name, bytes) in sets() {
        let made = LazyCell::new(|| {
            let dataset = open(&bytes);
            let event = Event::titled("new".into(), "A new event");
            let edit = Edit::append("new event", &dataset, event);
            let after = dataset.after(&edit).unwrap();
            (dataset, edit, after)
        });
        let message = |(_, edit, after): &(Dataset, Edit, Dataset)| {
            Message::Edit(edit.clone(), Box::new(after.clone()), None)
        };
        group.bench_function(BenchmarkId::new("told", &name), |b| {
            let (send, receive) = mpsc::channel();
            b.iter(|| {
                send.send(message(&made)).unwrap();
                receive.recv().unwrap()
            });
        });
        group.bench_function(BenchmarkId::new("on the disk", &name), |b| {
            let folder = tempfile::tempdir().unwrap();
            let mut writer = Writer::new(folder.path().join("a.journal"), Disk);
            let opened = Message::Base {
                base: Base::default(),
                held: Box::new(made.0.clone()),
                edits: Some(Vec::new()),
                now: Box::new(made.0.clone()),
                typing: None,
            };
            writer.take(opened).unwrap();
            b.iter(|| writer.take(message(&made)).unwrap());
        });
    }
    group.finish();
}

criterion_group!(benches, opening, tables, timelines, maps, exports, journals);
criterion_main!(benches);
