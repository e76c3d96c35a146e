//! What must be read of any map: who matters most, beside buttons, in a crowd, and with something selected.

use super::planning::plan;
use super::scene::picture;
use super::tests::with_view;
use super::view::View;
use super::words::ESSENTIAL;
use crate::dataset::{Actor, Dataset, Group, Id, Relation};
use crate::scene::{Emphasis, Fill, Item, Key, Mark, Rect, Vec2, vec2};

/// Many actors in groups, of whom a few have most of the relations, each of a weight.
fn network(actors: u32, groups: u32, relations: u32) -> Dataset {
    let mut state = 7_u32;
    let mut roll = |most: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) % most
    };
    let id = |n: u32| Id::new(&format!("a{n}"));
    let group = |n: u32| Id::new(&format!("g{n}"));
    let all = (0..actors).map(|n| Actor {
        id: id(n),
        name: format!("Name Number{n}").into(),
        group: Some(group(n % groups)),
        ..Actor::default()
    });
    let all: Vec<Actor> = all.collect();
    let relations = (0..relations).map(|n| {
        let from = if roll(3) == 0 { roll(8) } else { roll(actors) };
        Relation {
            id: Id::new(&format!("r{n}")),
            from: id(from),
            to: id(roll(actors)),
            label: Some("cites".into()),
            weight: Some(f64::from(1 + roll(9))),
            ..Relation::default()
        }
    });
    let relations: Vec<Relation> = relations.collect();
    Dataset {
        groups: (0..groups)
            .map(|n| Group {
                id: group(n),
                name: format!("Field of study {n}").into(),
                ..Group::default()
            })
            .collect(),
        actors: all.into_iter().collect(),
        relations: relations.into_iter().collect(),
        ..Dataset::default()
    }
}

#[test]
fn in_a_crowd_the_heaviest_are_named_and_their_groups() {
    let dataset = network(300, 7, 1500);
    for size in [vec2(960.0, 610.0), vec2(1500.0, 800.0), vec2(700.0, 700.0)] {
        with_view(&dataset, size, 1.0, &Emphasis::default(), |view| {
            let plan = plan(view);
            let mut figures: Vec<_> = plan.figures.iter().collect();
            figures.sort_by(|a, b| b.radius.total_cmp(&a.radius));
            let heavy = figures
                .iter()
                .filter(|figure| view.graph.node(figure.place as usize).radius >= ESSENTIAL);
            let heavy: Vec<_> = heavy.collect();
            assert!(heavy.len() >= 6, "{}", heavy.len());
            for figure in heavy {
                assert!(figure.name.is_some(), "{:?} in {size:?}", figure.initials);
            }
            let titled = plan.regions.iter().filter(|region| {
                let title = region.title.as_ref();
                title.is_some_and(|title| !title.text.contains('…'))
            });
            assert_eq!(titled.count(), 7, "{size:?}");
        });
    }
}

#[test]
fn a_relation_of_more_weight_has_a_wider_line() {
    let dataset = network(12, 3, 30);
    with_view(
        &dataset,
        vec2(900.0, 600.0),
        1.0,
        &Emphasis::default(),
        |view| {
            let mut weighed: Vec<(f32, f32)> = view
                .ties
                .ties
                .iter()
                .map(|tie| (tie.strength, view.graph.widths.of_tie(tie)))
                .collect();
            weighed.sort_by(|a, b| a.0.total_cmp(&b.0));
            assert!(weighed.is_sorted_by(|a, b| a.1 <= b.1), "{weighed:?}");
            let (least, most) = (weighed.first().unwrap(), weighed.last().unwrap());
            assert_eq!([least.1, most.1], [1.25, 9.0], "{weighed:?}");
        },
    );
}

/// The texts of a scene with the ground that they cover.
fn texts(view: &View<'_>) -> Vec<(Key, Rect)> {
    let scene = picture(view).scene;
    let of = |mark: &Mark| match mark {
        Mark::Text {
            at,
            style,
            width,
            angle,
            ..
        } if *angle == 0.0 => {
            let top = vec2(0.0, style.size * 0.7);
            Some(Rect::from_min_max(*at - top, *at + vec2(*width, 0.0)))
        }
        _ => None,
    };
    let items = scene.items.iter();
    items
        .filter_map(|item| Some((item.key, of(&item.mark)?)))
        .collect()
}

#[test]
fn nothing_is_written_under_buttons() {
    let mut met = 0;
    for n in 0..12 {
        let dataset = network(20 + n, 4, 30);
        with_view(
            &dataset,
            vec2(700.0, 420.0),
            1.0,
            &Emphasis::default(),
            |view| {
                let places = view.places.at.iter();
                let seen = places.map(|at| view.camera.to_panel(view.size, *at));
                // Beside whoever stands most to the right, where a name would be.
                let right = seen.max_by(|a, b| a.x.total_cmp(&b.x)).unwrap();
                let covered = Rect::from_min_size(right + vec2(16.0, -40.0), vec2(28.0, 96.0));
                let under = |view: &View<'_>| {
                    let all = texts(view).into_iter();
                    all.filter(|(_, rect)| rect.intersects(covered)).count()
                };
                met += under(view);
                let view = View {
                    covered: Some(covered),
                    ..*view
                };
                assert_eq!(under(&view), 0, "{n}");
            },
        );
    }
    assert!(met > 0, "no name would have been there");
}

#[test]
fn what_steps_back_hides_nothing_of_what_is_selected() {
    let dataset = network(12, 3, 30);
    let all = Emphasis::default();
    let size: Vec2 = vec2(900.0, 500.0);
    let key = with_view(&dataset, size, 1.0, &all, |view| {
        view.key_of(&view.ties.ties[4])
    });
    let emphasis = Emphasis {
        selected: Some(key),
        ..Emphasis::default()
    };
    // Those that are drawn over what is selected.
    let plates = |emphasis: &Emphasis| {
        with_view(&dataset, size, 1.0, emphasis, |view| {
            let items = picture(view).scene.items;
            let own = |item: &Item| Some(item.key) == emphasis.selected;
            let over = items.iter().position(own).unwrap_or(0);
            let plates = items.into_iter().skip(over).filter(|item| {
                let is_tie = matches!(item.key, Key::Tie(..) | Key::Mutual(..));
                is_tie
                    && item.key != key
                    && matches!(
                        item.mark,
                        Mark::Rect {
                            fill: Fill::Solid(_),
                            ..
                        }
                    )
            });
            plates.count()
        })
    };
    assert!(plates(&all) > 0);
    assert_eq!(plates(&emphasis), 0);
}
