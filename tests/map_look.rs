//! Pictures of the map, to be looked at: with `DETENTE_LOOK` set to a folder they are written
//! there.

use detente::analysis::{Bits, ColourBy, Index, TO_THE_END, Ties, hues::Hues};
use detente::dataset::date::{self, Margins};
use detente::dataset::*;
use detente::export;
use detente::map::{self, Graph, View};
use detente::scene::emphasis::Emphasis;
use detente::scene::theme::HUES;
use detente::scene::{Color32, Key, Measure, Pos2, Rect, Scene, Stroke, Theme, vec2};
use std::io::Write;
use std::time::Instant;

fn text(v: &serde_json::Value, key: &str) -> Option<Text> {
    v[key].as_str().map(Into::into)
}
fn id(v: &serde_json::Value, key: &str) -> Id {
    Id::new(v[key].as_str().unwrap_or(""))
}
fn citations(v: &serde_json::Value) -> Vec<Citation> {
    let all = v["citations"].as_array().cloned().unwrap_or_default();
    all.iter()
        .map(|c| Citation {
            source: id(c, "source"),
            ..Citation::default()
        })
        .collect()
}
fn status(v: &serde_json::Value) -> Status {
    v["status"]
        .as_str()
        .and_then(Status::of_word)
        .unwrap_or_default()
}

fn bundled() -> Dataset {
    let v: serde_json::Value =
        serde_json::from_str(include_str!("../assets/alaska-summit.detente")).unwrap();
    let list = |key: &str| v[key].as_array().unwrap().clone();
    Dataset {
        heading: Heading {
            zone: text(&v, "zone"),
            ..Heading::default()
        },
        sources: list("sources")
            .iter()
            .map(|s| Source {
                id: id(s, "id"),
                publisher: text(s, "publisher"),
                reliability: s["reliability"]
                    .as_str()
                    .and_then(Reliability::of_word)
                    .unwrap_or_default(),
                copies: s["copies"].as_str().map(Id::new),
                ..Source::default()
            })
            .collect(),
        groups: list("groups")
            .iter()
            .map(|g| Group {
                id: id(g, "id"),
                name: text(g, "name").unwrap(),
                colour: text(g, "colour"),
                ..Group::default()
            })
            .collect(),
        actors: list("actors")
            .iter()
            .map(|a| Actor {
                id: id(a, "id"),
                name: text(a, "name").unwrap(),
                short: text(a, "short"),
                kind: a["kind"]
                    .as_str()
                    .and_then(ActorKind::of_word)
                    .unwrap_or_default(),
                unnamed: a["unnamed"].as_bool().unwrap_or(false),
                group: a["group"].as_str().map(Id::new),
                ..Actor::default()
            })
            .collect(),
        events: list("events")
            .iter()
            .map(|e| {
                let mut event = Event {
                    id: id(e, "id"),
                    title: text(e, "title").unwrap(),
                    when: text(e, "when"),
                    tone: e["tone"].as_f64(),
                    participants: e["participants"]
                        .as_array()
                        .cloned()
                        .unwrap_or_default()
                        .iter()
                        .map(|p| Participant {
                            actor: id(p, "actor"),
                            role: p["role"]
                                .as_str()
                                .and_then(Role::of_word)
                                .unwrap_or_default(),
                            ..Participant::default()
                        })
                        .collect(),
                    citations: citations(e),
                    status: status(e),
                    ..Event::default()
                };
                event.more.make_mut().certainty =
                    e["certainty"].as_str().and_then(Certainty::of_word);
                event
            })
            .collect(),
        relations: list("relations")
            .iter()
            .map(|r| Relation {
                id: id(r, "id"),
                from: id(r, "from"),
                to: id(r, "to"),
                directed: r["directed"].as_bool().unwrap_or(true),
                label: text(r, "label"),
                tone: r["tone"].as_f64(),
                when: text(r, "when"),
                status: status(r),
                certainty: r["certainty"].as_str().and_then(Certainty::of_word),
                citations: citations(r),
                evidence: r["evidence"]
                    .as_array()
                    .cloned()
                    .unwrap_or_default()
                    .iter()
                    .map(|e| Id::new(e.as_str().unwrap()))
                    .collect(),
                ..Relation::default()
            })
            .collect(),
        ..Dataset::default()
    }
}

fn save(name: &str, scene: &Scene, theme: &Theme, measure: &Measure) {
    let Ok(folder) = std::env::var("DETENTE_LOOK") else {
        return;
    };
    let mut all = Scene::new(scene.size);
    all.rect(
        Key::None,
        Rect::from_min_size(Pos2::ZERO, scene.size),
        0.0,
        theme.ground,
        Stroke::NONE,
    );
    all.items.extend(scene.items.iter().cloned());
    let _ = Color32::BLACK;
    let picture = export::Picture {
        scene: &all,
        title: name,
        language: None,
        names: &|_| None,
        measure,
    };
    let png = export::png(&picture, 1.5, &|_| std::ops::ControlFlow::Continue(())).unwrap();
    let mut file = std::fs::File::create(format!("{folder}/{name}.png")).unwrap();
    file.write_all(&png).unwrap();
}

#[test]
fn the_bundled_dataset_reads_at_a_glance() {
    let dataset = bundled();
    let measure = Measure::new();
    let index = Index::new(&dataset, &Margins::default(), TO_THE_END).unwrap();
    let all = Ties::new(&index, &Bits::all(index.len()), None, TO_THE_END).unwrap();
    let bounds = date::read("2025-08-08/2025-08-18", &index.zone, &Margins::default())
        .unwrap()
        .0;
    let window = Some((bounds.earliest_start, bounds.latest_end));
    let some = Ties::new(&index, &Bits::all(index.len()), window, TO_THE_END).unwrap();
    let graph = Graph::new(&dataset, &index, &all, &measure);
    let hues = Hues::new(&dataset, &HUES);
    for (theme, name) in [(&Theme::LIGHT, "light"), (&Theme::DARK, "dark")] {
        save(
            &format!("legend-{name}"),
            &map::legend(theme, &measure, 1050.0),
            theme,
            &measure,
        );
    }
    for (size, name) in [
        (vec2(1050.0, 350.0), "wide"),
        (vec2(1400.0, 900.0), "large"),
    ] {
        let start = Instant::now();
        let places = map::place(&graph, &[], size.x / size.y, 1, TO_THE_END).unwrap();
        println!("{name}: placed in {:?}", start.elapsed());
        for (ties, when) in [(&all, "all"), (&some, "window")] {
            for (theme, shade) in [(&Theme::LIGHT, "light"), (&Theme::DARK, "dark")] {
                if shade == "dark" && name == "large" {
                    continue;
                }
                let mut emphasis = Emphasis::default();
                if shade == "dark" {
                    let putin = dataset.actors.find("putin").unwrap().0.0;
                    let trump = dataset.actors.find("trump").unwrap().0.0;
                    emphasis.selected = Some(Key::Mutual(trump.min(putin), trump.max(putin)));
                    emphasis.related = [Key::Actor(trump), Key::Actor(putin)].into();
                }
                let start = Instant::now();
                let picture = map::picture(&View {
                    dataset: &dataset,
                    index: &index,
                    graph: &graph,
                    ties,
                    hues: &hues,
                    colour_by: ColourBy::Group,
                    places: &places,
                    camera: map::fit(&places, &graph, size),
                    size,
                    theme,
                    measure: &measure,
                    emphasis: &emphasis,
                    shows_ghosts: false,
                });
                println!(
                    "{name} {when} {shade}: {:?}, zoom {:.2}, actors {} ties {} without name {} label {} sign {}",
                    start.elapsed(),
                    map::fit(&places, &graph, size).zoom,
                    picture.actors,
                    picture.ties,
                    picture.names_left_out,
                    picture.labels_left_out,
                    picture.signs_left_out
                );
                save(
                    &format!("{name}-{when}-{shade}"),
                    &picture.scene,
                    theme,
                    &measure,
                );
            }
        }
    }
}

#[test]
fn many_actors_are_drawn() {
    let measure = Measure::new();
    for groups in [0u32, 6] {
        let count = 10_000u32;
        let name = |n: u32| Id::new(&format!("a{n}"));
        let dataset = Dataset {
            groups: (0..groups)
                .map(|g| Group {
                    id: Id::new(&format!("g{g}")),
                    name: format!("Bloc {g}").into(),
                    ..Group::default()
                })
                .collect(),
            actors: (0..count)
                .map(|n| Actor {
                    id: name(n),
                    name: format!("Actor {n}").into(),
                    group: (groups > 0).then(|| Id::new(&format!("g{}", (n / 7) % groups))),
                    ..Actor::default()
                })
                .collect(),
            relations: (1..count)
                .filter(|n| n % 10 != 0)
                .flat_map(|n| [n / 3, n.wrapping_mul(2_654_435_761) % n.min(400)].map(|m| (n, m)))
                .enumerate()
                .map(|(k, (n, m))| Relation {
                    id: Id::new(&format!("r{k}")),
                    from: name(n),
                    to: name(m),
                    tone: Some(f64::from(n % 19) - 9.0),
                    ..Relation::default()
                })
                .collect(),
            ..Dataset::default()
        };
        let index = Index::new(&dataset, &Margins::default(), TO_THE_END).unwrap();
        let all = Ties::new(&index, &Bits::all(index.len()), None, TO_THE_END).unwrap();
        let graph = Graph::new(&dataset, &index, &all, &measure);
        let start = Instant::now();
        let places = map::place(&graph, &[], 1.55, 1, TO_THE_END).unwrap();
        println!("large {groups} groups: placed in {:?}", start.elapsed());
        let size = vec2(1400.0, 900.0);
        for zoom in [1.0, 6.0] {
            let mut camera = map::fit(&places, &graph, size);
            camera.zoom *= zoom;
            let start = Instant::now();
            let picture = map::picture(&View {
                dataset: &dataset,
                index: &index,
                graph: &graph,
                ties: &all,
                hues: &Hues::new(&dataset, &HUES),
                colour_by: ColourBy::Group,
                places: &places,
                camera,
                size,
                theme: &Theme::LIGHT,
                measure: &measure,
                emphasis: &Emphasis::default(),
                shows_ghosts: false,
            });
            println!(
                "large {groups} groups x{zoom}: {:?}, {} items, zoom {}",
                start.elapsed(),
                picture.scene.items.len(),
                camera.zoom
            );
            save(
                &format!("far-{groups}-{zoom}"),
                &picture.scene,
                &Theme::LIGHT,
                &measure,
            );
        }
    }
}
