//! What must hold of any map.

use super::curve::Curve;
use super::edges::{Spot, Wish, route};
use super::graph::{Edge, Graph, Node};
use super::labels;
use super::level::Level;
use super::occupancy::OccupancyGrid;
use super::placement::place;
use super::places::{Places, UNIT};
use super::stress::{Term, all_pairs};
use super::ties::Head;
use crate::analysis::place::NOWHERE;
use crate::analysis::{ColourBy, Index, Place, TO_THE_END, Ties, hues::Hues};
use crate::dataset::date::Margins;
use crate::dataset::{Actor, Dataset, Event, Group, Id, Participant, Role};
use crate::map::{Camera, View, fit, picture};
use crate::scene::{Emphasis, Key, Mark, Measure, Medium, Pos2, Rect, Theme, Vec2, pos2, vec2};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicUsize, Ordering};

fn edge(a: u32, b: u32, weight: f32) -> Edge {
    Edge { a, b, weight }
}

fn node(group: Place) -> Node {
    Node {
        radius: 11.0,
        name: vec2(60.0, 15.0),
        group,
    }
}

/// Up to `most` actors in up to eight groups or none, with any ties.
fn graphs(most: usize) -> impl Strategy<Value = Graph> {
    let nodes = prop::collection::vec((11.0f32..25.0, 0.0f32..180.0, 0u32..9), 0..=most);
    let edges = prop::collection::vec((any::<u32>(), any::<u32>(), 0.5f32..40.0), 0..120);
    // Parts of groups, also in circles.
    let parents = prop::collection::vec(prop_oneof![4 => Just(NOWHERE), 1 => 0u32..8], 8);
    (nodes, edges, parents).prop_map(|(nodes, edges, parents)| {
        let count = u32::try_from(nodes.len()).unwrap().max(1);
        let nodes = nodes.into_iter().map(|(radius, width, group)| Node {
            radius,
            name: vec2(width, 15.0),
            group: if group == 8 { NOWHERE } else { group },
        });
        let edges = edges
            .into_iter()
            .map(|(a, b, w)| edge(a % count, b % count, w));
        let mut graph = Graph::of(nodes.collect(), edges.collect(), vec![80.0; 8]);
        graph.parents = parents;
        graph
    })
}

/// As many actors as asked for, each tied to some before it; every tenth to nobody.
fn many(count: u32, groups: u32) -> Graph {
    let nodes = (0..count).map(|n| node(if groups == 0 { NOWHERE } else { n % groups }));
    let edges = (1..count).filter(|n| n % 10 != 0).flat_map(|n| {
        let near = edge(n, n / 2, 1.0);
        let far = edge(n, n.wrapping_mul(2_654_435_761) % n, 2.0);
        [near, far]
    });
    let titles = vec![80.0; groups as usize];
    Graph::of(nodes.collect(), edges.collect(), titles)
}

fn boxes(graph: &Graph, places: &Places) -> Vec<Rect> {
    let at = places.at.iter().enumerate();
    at.map(|(n, at)| graph.box_of(n).translate(at.to_vec2() * UNIT))
        .collect()
}

fn in_pool(threads: usize, work: impl FnOnce() -> Places + Send) -> Places {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    pool.unwrap().install(work)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn whom_nothing_joins_moves_nobody(graph in graphs(40), seed: u64) {
        let lonely = |n: usize| graph.nodes[n].group == NOWHERE && graph.neighbours(n).is_empty();
        prop_assume!(!(0..graph.nodes.len()).any(lonely));
        // As in a dataset's graph: the earlier first, in order, each pair once.
        let ordered = graph.edges.iter().map(|e| Edge { a: e.a.min(e.b), b: e.a.max(e.b), ..*e });
        let mut edges: Vec<Edge> = ordered.collect();
        edges.sort_by_key(|e| (e.a, e.b));
        edges.dedup_by_key(|e| (e.a, e.b));
        let of = |nodes: Vec<Node>| {
            let mut whole = Graph::of(nodes, edges.clone(), graph.titles.clone());
            whole.parents.clone_from(&graph.parents);
            whole
        };
        let before = place(&of(graph.nodes.clone()), &[], 1.6, seed, TO_THE_END).unwrap();
        let mut nodes = graph.nodes.clone();
        nodes.push(node(NOWHERE));
        let with = of(nodes);
        let after = place(&with, &[], 1.6, seed, TO_THE_END).unwrap();
        prop_assert_eq!(&after.at[..graph.nodes.len()], &before.at[..]);
    }

    #[test]
    fn regions_hold_their_actors_and_nothing_overlaps(graph in graphs(60), aspect in 0.4f32..4.0, seed: u64) {
        let places = place(&graph, &[], aspect, seed, TO_THE_END).unwrap();
        prop_assert_eq!(places.at.len(), graph.nodes.len());
        let is_part = |part: Place, of: Place| part != of && graph.outermost(part) == of;
        for (n, (group, rect)) in places.regions.iter().enumerate() {
            prop_assert!(rect.is_finite());
            for (other, theirs) in &places.regions[n + 1..] {
                if is_part(*other, *group) {
                    prop_assert!(rect.expand(1e-3).contains_rect(*theirs), "{other} in {group}");
                } else {
                    prop_assert!(!rect.shrink(1e-3).intersects(*theirs), "{group} and {other}");
                }
            }
        }
        let boxes = boxes(&graph, &places);
        for (n, own) in boxes.iter().enumerate() {
            let node = &graph.nodes[n];
            let region = places.regions.iter().find(|(g, _)| *g == node.group);
            for (group, rect) in places.regions.iter() {
                let rect = *rect * UNIT;
                if *group == node.group || is_part(node.group, *group) {
                    prop_assert!(rect.expand(0.1).contains_rect(*own), "{n} outside its region");
                } else {
                    prop_assert!(!rect.shrink(0.1).intersects(*own), "{n} in a strange region");
                }
            }
            prop_assert_eq!(region.is_some(), node.group != NOWHERE);
            for (m, other) in boxes.iter().enumerate().skip(n + 1) {
                prop_assert!(!own.shrink(0.1).intersects(other.shrink(0.1)), "{} over {}", n, m);
            }
        }
    }

    #[test]
    fn pins_are_kept_exactly(graph in graphs(20), pins in prop::collection::vec((0u32..25, -9.0f64..9.0, -9.0f64..9.0), 0..4)) {
        let pins: std::collections::BTreeMap<u32, [f64; 2]> = pins.into_iter().map(|(n, x, y)| (n, [x, y])).collect();
        let pins: Vec<(Place, [f64; 2])> = pins.into_iter().collect();
        let places = place(&graph, &pins, 1.5, 7, TO_THE_END).unwrap();
        for (n, at) in &pins {
            if let Some(place) = places.at.get(*n as usize) {
                #[expect(clippy::cast_possible_truncation, reason = "as places are")]
                let pin = pos2(at[0] as f32, at[1] as f32);
                prop_assert_eq!(*place, pin);
            }
        }
    }

}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    #[test]
    fn one_seed_gives_one_map_on_any_number_of_cores(graph in graphs(40), seed: u64) {
        let one = in_pool(1, || place(&graph, &[], 1.5, seed, TO_THE_END).unwrap());
        let two = in_pool(2, || place(&graph, &[], 1.5, seed, TO_THE_END).unwrap());
        prop_assert_eq!(one, two);
    }
}

#[test]
fn a_pin_moves_only_who_is_in_its_way() {
    let graph = many(40, 4);
    let before = place(&graph, &[], 1.5, 7, TO_THE_END).unwrap();
    let target = before.at[9];
    let to = [f64::from(target.x) + 0.01, f64::from(target.y)];
    let after = place(&graph, &[(3, to)], 1.5, 7, TO_THE_END).unwrap();
    let moved: Vec<usize> = (0..40).filter(|n| before.at[*n] != after.at[*n]).collect();
    assert!(moved.contains(&3) && moved.contains(&9), "{moved:?}");
    assert!(moved.len() <= 4, "{moved:?}");
    let apart = after.at[3].distance(after.at[9]) * UNIT;
    let least = graph.nodes[3].radius + graph.nodes[9].radius;
    assert!(apart > least, "{apart}");
}

#[test]
fn many_actors_are_placed_the_same_on_any_number_of_cores() {
    for graph in [many(3000, 0), many(3000, 7)] {
        let one = in_pool(1, || place(&graph, &[], 2.0, 3, TO_THE_END).unwrap());
        let two = in_pool(2, || place(&graph, &[], 2.0, 3, TO_THE_END).unwrap());
        assert_eq!(one, two);
        for (group, rect) in one.regions.iter() {
            for (node, at) in graph.nodes.iter().zip(one.at.iter()) {
                assert_eq!(rect.contains(*at), node.group == *group);
            }
        }
    }
}

#[test]
fn ten_thousand_actors_are_placed() {
    for groups in [0, 12, 300] {
        let graph = many(10_000, groups);
        let places = place(&graph, &[(5, [1.0, 2.0])], 1.6, 1, TO_THE_END).unwrap();
        assert!(places.at.iter().all(|p| p.is_finite()));
        assert_eq!(places.at[5], pos2(1.0, 2.0));
        assert_eq!(places.regions.len(), groups as usize);
    }
}

#[test]
fn a_few_actors_hubs_and_ties_to_oneself_are_placed() {
    for count in 0..3 {
        let nodes = vec![node(NOWHERE); count];
        let graph = Graph::of(nodes, vec![edge(0, 1, 3.0), edge(0, 0, 1.0)], vec![]);
        let places = place(&graph, &[], 1.0, 1, TO_THE_END).unwrap();
        assert_eq!(places.at.len(), count);
    }
    let hub = Graph::of(
        vec![node(0); 400],
        (1..400).map(|n| edge(0, n, 1.0)).collect(),
        vec![50.0],
    );
    let places = place(&hub, &[], f32::NAN, 1, TO_THE_END).unwrap();
    assert!(places.at.iter().all(|p| p.is_finite()));
    // Everyone pinned to one place.
    let pins: Vec<(Place, [f64; 2])> = (0..30).map(|n| (n, [0.0, 0.0])).collect();
    let places = place(&many(30, 3), &pins, 1.0, 1, TO_THE_END).unwrap();
    assert!(places.at.iter().all(|p| *p == Pos2::ZERO));
    let wild = [(0, [f64::NAN, f64::INFINITY]), (9999, [0.0, 0.0])];
    assert!(place(&many(3, 0), &wild, 1.0, 1, TO_THE_END).is_some());
}

#[test]
fn placing_can_be_stopped_at_any_time() {
    for graph in [many(30, 3), many(900, 0), many(900, 5)] {
        for calls in [0, 1, 5, 40] {
            let told = AtomicUsize::new(0);
            let stop = |_: f32| {
                if told.fetch_add(1, Ordering::Relaxed) >= calls {
                    ControlFlow::Break(())
                } else {
                    ControlFlow::Continue(())
                }
            };
            assert_eq!(place(&graph, &[], 1.0, 1, &stop), None, "after {calls}");
        }
    }
}

#[test]
fn progress_never_goes_back() {
    let told = std::sync::Mutex::new(vec![0.0f32]);
    let tell = |share: f32| {
        told.lock().unwrap().push(share);
        ControlFlow::Continue(())
    };
    in_pool(1, || place(&many(40, 4), &[], 1.5, 1, &tell).unwrap());
    let told = told.into_inner().unwrap();
    assert!(told.is_sorted() && told.len() > 10);
    assert!(told.iter().all(|share| *share <= 1.0));
}

/// Stress of the terms after the best scaling (Ahmed et al. 2024), so that the size of a drawing
/// does not count: 0 is perfect.
fn stress(at: &[Pos2], terms: &[Term]) -> f64 {
    let sum = |of: &dyn Fn(f64, f64) -> f64| {
        let each = terms.iter().map(|term| {
            let length = at[term.a as usize].distance(at[term.b as usize]);
            f64::from(term.weight) * of(length.into(), term.distance.into())
        });
        each.sum::<f64>()
    };
    let scale = sum(&|length, distance| length * distance) / sum(&|length, _| length * length);
    let off = sum(&|length, distance| (length * scale - distance).powi(2));
    off / sum(&|_, distance| distance * distance)
}

#[test]
fn stress_is_not_worse_than_at_the_start() {
    let graph = many(700, 0);
    let places = place(&graph, &[], 1.0, 1, TO_THE_END).unwrap();
    let terms = all_pairs(&graph, UNIT);
    let mut random = super::random::SplitMix64::new(1);
    let start: Vec<Pos2> = (0..700)
        .map(|_| pos2(random.signed(), random.signed()))
        .collect();
    let (before, after) = (stress(&start, &terms), stress(&places.at, &terms));
    assert!(after < before, "{after} after {before}");
}

/// A dataset of actors with names of these lengths, in groups, with events from one to another.
fn dataset(actors: &[(u8, u8)], events: &[(u8, u8, i8)]) -> Dataset {
    let count = actors.len().max(1);
    let id = |n: usize| Id::new(&format!("a{n}"));
    let groups = (0..4).map(|n| Group {
        id: Id::new(&format!("g{n}")),
        name: format!("Group {n}").into(),
        ..Group::default()
    });
    let letters = || "Name of some one ".chars().cycle();
    let actors = actors.iter().enumerate().map(|(n, (length, group))| Actor {
        id: id(n),
        name: letters().take(usize::from(*length)).collect(),
        short: (n % 3 == 0).then(|| "Short".into()),
        group: (*group < 4).then(|| Id::new(&format!("g{group}"))),
        ..Actor::default()
    });
    let events = events.iter().enumerate().map(|(n, (from, to, tone))| {
        let roles = match n % 4 {
            0 => [Role::Participant; 2],
            _ => [Role::From, Role::To],
        };
        let part = |(actor, role): (&u8, Role)| Participant {
            actor: id(usize::from(*actor) % count),
            role,
            ..Participant::default()
        };
        Event {
            id: Id::new(&format!("e{n}")),
            tone: Some(f64::from(*tone)).into(),
            participants: [from, to].into_iter().zip(roles).map(part).collect(),
            ..Event::default()
        }
    });
    Dataset {
        groups: groups.collect(),
        actors: actors.collect(),
        events: events.collect(),
        ..Dataset::default()
    }
}

/// What is made of a view of a dataset, with its graph and places.
pub(super) fn with_view<R>(
    dataset: &Dataset,
    size: Vec2,
    zoom: f32,
    emphasis: &Emphasis,
    make: impl FnOnce(&View<'_>) -> R,
) -> R {
    let measure = Measure::new();
    let index = Index::new(dataset, &Margins::default(), TO_THE_END).unwrap();
    let ties = Ties::of_all(&index, TO_THE_END).unwrap();
    let graph = Graph::new(dataset, &index, &ties, &measure);
    let places = place(&graph, &[], size.x / size.y, 1, TO_THE_END).unwrap();
    let mut camera = fit(&places, &graph, size);
    camera.zoom *= zoom;
    make(&View {
        dataset,
        index: &index,
        graph: &graph,
        ties: &ties,
        hues: &Hues::new(dataset, &index, &crate::scene::theme::HUES),
        colour_by: ColourBy::Group,
        places: &places,
        camera,
        size,
        covered: None,
        theme: &Theme::LIGHT,
        measure: &measure,
        emphasis,
        ghost: None,
        // Not in blocs, however small the panel is.
        level: Level::default().without_blocs(),
        unfolded: &[],
        medium: Medium::Screen,
    })
}

/// Points along the middle of a text, its capitals' tops and its feet.
fn along(mark: &Mark) -> Option<Vec<Pos2>> {
    let Mark::Text {
        at,
        angle,
        width,
        style,
        ..
    } = mark
    else {
        return None;
    };
    let (way, up) = (
        Vec2::angled(*angle),
        Vec2::angled(angle - std::f32::consts::FRAC_PI_2),
    );
    let rows = [0.36, 0.7, 0.0].map(|share| *at + up * style.size * share);
    let row = |from: Pos2| (0..=20u8).map(move |n| from + way * (width * f32::from(n) / 20.0));
    Some(rows.into_iter().flat_map(row).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(30))]

    #[test]
    fn no_text_stands_on_an_actor_or_on_another_text(
        actors in prop::collection::vec((0u8..40, 0u8..6), 0..40),
        events in prop::collection::vec((any::<u8>(), any::<u8>(), -10i8..=10), 0..80),
        width in 200.0f32..1500.0, height in 150.0f32..900.0, zoom in 0.3f32..3.0,
    ) {
        let dataset = dataset(&actors, &events);
        let size = vec2(width, height);
        let (discs, scene) = with_view(&dataset, size, zoom, &Emphasis::default(), |view| {
            let radii = super::size::radii(view.places, view.graph, &view.camera);
            let discs = (0u32..).zip(view.places.at.iter().zip(radii)).map(|(n, (at, radius))| {
                (Key::Actor(n), view.camera.to_panel(size, *at), radius)
            });
            (discs.collect::<Vec<(Key, Pos2, f32)>>(), picture(view).scene)
        });
        let seen: BTreeSet<Key> = scene.items.iter().map(|i| i.key).collect();
        let is_initials = |key: Key, middle: Pos2| {
            discs.iter().any(|(k, at, _)| *k == key && at.distance(middle) < 4.0)
        };
        let texts: Vec<(Key, Vec<Pos2>)> = scene.items.iter()
            .filter_map(|item| Some((item.key, along(&item.mark)?)))
            .filter(|(key, points)| !is_initials(*key, points[10]))
            .collect();
        for (n, (key, points)) in texts.iter().enumerate() {
            for point in points {
                for (actor, at, radius) in discs.iter().filter(|d| seen.contains(&d.0)) {
                    prop_assert!(at.distance(*point) > radius - 1.0, "{key:?} on {actor:?}");
                }
            }
            for (other, theirs) in texts.iter().skip(n + 1) {
                let nearest = points.iter().flat_map(|p| theirs.iter().map(|q| p.distance(*q)));
                prop_assert!(nearest.fold(f32::MAX, f32::min) > 1.5, "{key:?} on {other:?}");
            }
        }
    }
}

#[test]
fn a_tie_bends_until_it_clears_a_foreign_actor() {
    let spot = |x: f32| Spot {
        centre: pos2(x, 150.0),
        reach: 20.0,
    };
    let spots = [spot(60.0), spot(250.0), spot(440.0)];
    let tie = |tie, from, to| Wish {
        tie,
        from,
        to,
        is_mutual: false,
        width: 4.0,
    };
    let mut grid = OccupancyGrid::new(Rect::from_min_size(Pos2::ZERO, vec2(500.0, 300.0)));
    let ways = route(&spots, &[tie(0, 0, 2), tie(1, 2, 0)], &mut grid);
    assert_eq!(ways.len(), 2);
    for way in ways {
        for point in way.curve.points() {
            let off = point.distance(spots[1].centre) - spots[1].reach - way.wish.width / 2.0;
            assert!(off > 5.5, "{off} off at {point:?}");
            assert!(grid.is_on_panel(point), "{point:?}");
        }
    }
}

#[test]
fn wide_ties_run_round_names_and_words() {
    // Eight who deal with each other, some of them often.
    let actors: Vec<(u8, u8)> = (0..8).map(|n| (14 + n, n % 4)).collect();
    let mut events = Vec::new();
    for (a, b) in (0..8u8).flat_map(|a| (0..8).map(move |b| (a, b))) {
        let times = if (a + 2 * b) % 5 == 0 && a != b { 9 } else { 0 };
        events.extend((0..times).map(|n| (a, b, if n % 3 == 0 { -6 } else { 5 })));
    }
    let dataset = dataset(&actors, &events);
    for size in [vec2(1100.0, 460.0), vec2(800.0, 800.0), vec2(1600.0, 900.0)] {
        let crossed = with_view(&dataset, size, 1.0, &Emphasis::default(), |view| {
            super::plan(view).crossed()
        });
        assert!(crossed.len() <= 2, "{crossed:?} in {size:?}");
    }
}

#[test]
fn a_line_ends_inside_its_arrowhead() {
    for by in [pos2(20.0, -150.0), pos2(280.0, -150.0), pos2(150.0, 40.0)] {
        let curve = Curve {
            from: Pos2::ZERO,
            by,
            to: pos2(300.0, 0.0),
        };
        for width in [1.25, 4.0, 9.0] {
            let head = Head::of(&curve, width);
            let end = curve.at(head.starts).distance(curve.to);
            let length = head.shape().half.x * 2.0;
            assert!(end < length && end > length * 0.5, "{end} of {length}");
        }
    }
}

#[test]
fn a_dense_map_has_room_between_its_actors() {
    let mut graph = many(184, 0);
    for node in &mut graph.nodes {
        node.radius = 22.0;
    }
    let size = vec2(950.0, 650.0);
    let places = place(&graph, &[], size.x / size.y, 1, TO_THE_END).unwrap();
    let camera = fit(&places, &graph, size);
    let radii = super::size::radii(&places, &graph, &camera);
    let at = places.at.iter().map(|at| camera.to_panel(size, *at));
    let at: Vec<Pos2> = at.collect();
    for n in 0..at.len() {
        for m in n + 1..at.len() {
            let gap = at[n].distance(at[m]) - radii[n] - radii[m];
            assert!(gap > 1.5, "{gap} between {n} and {m}");
        }
    }
    let covered: f32 = radii.iter().map(|r| std::f32::consts::PI * r * r).sum();
    assert!(covered < 0.255 * size.x * size.y, "{covered}");
    assert!(radii.iter().all(|r| *r >= 5.0));
}

#[test]
fn few_actors_are_not_drawn_larger_than_the_largest() {
    let large = Node {
        radius: 25.0,
        ..node(NOWHERE)
    };
    let graph = Graph::of(vec![large; 3], vec![], vec![]);
    let places = place(&graph, &[], 1.5, 1, TO_THE_END).unwrap();
    let camera = Camera {
        zoom: 2.0,
        ..Camera::default()
    };
    let radii = super::size::radii(&places, &graph, &camera);
    assert!(radii.iter().all(|r| *r <= 25.0), "{radii:?}");
}

#[test]
fn a_region_is_as_large_as_what_it_holds() {
    let mut groups = vec![0; 20];
    groups.push(1);
    let nodes = groups.into_iter().map(node).collect();
    let graph = Graph::of(nodes, vec![edge(0, 20, 1.0)], vec![80.0, 40.0]);
    let places = place(&graph, &[], 1.5, 1, TO_THE_END).unwrap();
    let (_, alone) = places.regions.iter().find(|(g, _)| *g == 1).unwrap();
    let size = alone.size() * UNIT;
    assert!(size.x < 100.0 && size.y < 90.0, "{size:?}");
    assert!(size.x > 80.0 && size.y > 60.0, "{size:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(30))]

    #[test]
    fn a_name_stands_nearest_to_its_own_actor_and_off_rings_and_arrowheads(
        actors in prop::collection::vec((1u8..30, 0u8..6), 1..40),
        events in prop::collection::vec((any::<u8>(), any::<u8>(), -10i8..=10), 0..80),
        width in 300.0f32..1500.0, height in 200.0f32..900.0,
    ) {
        let dataset = dataset(&actors, &events);
        let (plan, graph) = with_view(&dataset, vec2(width, height), 1.0, &Emphasis::default(), |view| {
            (super::plan(view), view.graph.clone())
        });
        for figure in &plan.figures {
            let Some(name) = &figure.name else { continue };
            // The largest are named at any price.
            if graph.nodes[figure.place as usize].radius >= super::words::ESSENTIAL {
                continue;
            }
            let letters = name.rect.shrink2(vec2(0.0, 2.5));
            let off = |spot: Spot| letters.distance_to_pos(spot.centre) - spot.reach;
            for other in plan.figures.iter().filter(|f| f.place != figure.place) {
                prop_assert!(off(other.spot) > off(figure.spot), "{} nearer to another", name.text);
                prop_assert!(off(other.spot) > 4.5, "{} on a ring", name.text);
            }
            for way in plan.ways.iter().filter(|w| !w.wish.is_mutual) {
                let head = Head::of(&way.curve, way.wish.width).shape();
                prop_assert!(!letters.contains(head.centre), "{} on an arrowhead", name.text);
            }
        }
    }
}

#[test]
fn a_title_wider_than_its_region_stands_beside_it_and_whole() {
    let panel = Rect::from_min_size(Pos2::ZERO, vec2(400.0, 300.0));
    let region = Rect::from_min_size(pos2(150.0, 100.0), vec2(80.0, 90.0));
    let whole = ("Allies".into(), 120.0);
    let mut grid = OccupancyGrid::new(panel);
    let texts = [whole.clone(), ("All…".into(), 60.0), ("A…".into(), 40.0)];
    let title = labels::title(region, &texts, &mut grid).unwrap();
    assert_eq!((&*title.text, title.rect.width()), ("Allies", 120.0));
    assert!(!title.rect.intersects(region) && panel.contains_rect(title.rect));
    let mut grid = OccupancyGrid::new(panel);
    let wide = Rect::from_min_size(pos2(150.0, 100.0), vec2(160.0, 90.0));
    let title = labels::title(wide, &[whole, ("All…".into(), 90.0)], &mut grid).unwrap();
    assert!(&*title.text == "Allies" && wide.contains_rect(title.rect));
}
