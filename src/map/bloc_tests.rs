//! What must hold of blocs, and of what stands between them.

use super::arrange::{bounds, crosses};
use super::blocs::Blocs;
use super::camera::fit;
use super::level::Level;
use super::plan::Plan;
use super::planning::plan;
use super::scene::picture;
use super::tests::with_view;
use super::view::View;
use crate::analysis::Sign;
use crate::dataset::{
    Action, Actor, Dataset, Detail, Event, Group, Id, Participant, Relation, Role, Status,
};
use crate::map::Arrow;
use crate::scene::path::Polyline;
use crate::scene::{Emphasis, End, Fill, Item, Key, Mark, Pos2, Rect, Vec2, vec2};
use std::collections::BTreeSet;

/// An event from some to others, or of some together.
pub(super) fn event(from: &[&str], to: &[&str], tone: f64, kind: &str) -> Event {
    let mut event = Event::titled("e".into(), "a0 warns b0");
    event.tone = Some(tone).into();
    let acts = if to.is_empty() {
        Role::Participant
    } else {
        Role::From
    };
    let part = |(actor, role): (&&str, Role)| Participant {
        actor: Id::new(actor),
        role,
        ..Participant::default()
    };
    let from = from.iter().map(|actor| (actor, acts));
    let to = to.iter().map(|actor| (actor, Role::To));
    event.participants = from.chain(to).map(part).collect();
    if !kind.is_empty() {
        event.more.change(|more| {
            more.action = Some(Action {
                kind: kind.into(),
                ..Action::default()
            });
        });
    }
    event
}

/// Actors whose first letter is their group; that of `-` is none.
pub(super) fn dataset(actors: &[&str], events: Vec<Event>) -> Dataset {
    let letter = |id: &str| id.get(..1).filter(|group| *group != "-").map(Id::new);
    let groups: BTreeSet<Id> = actors.iter().filter_map(|id| letter(id)).collect();
    let groups = groups.into_iter().map(|id| Group {
        name: id.as_str().into(),
        id,
        ..Group::default()
    });
    let actors = actors.iter().map(|id| Actor {
        id: Id::new(id),
        name: (*id).into(),
        group: letter(id),
        ..Actor::default()
    });
    let events = (0..).zip(events).map(|(n, event)| Event {
        id: Id::new(&format!("e{n}")),
        ..event
    });
    Dataset {
        groups: groups.collect(),
        actors: actors.collect(),
        events: events.collect(),
        ..Dataset::default()
    }
}

fn blocs(dataset: &Dataset) -> Option<Blocs> {
    let (size, emphasis) = (vec2(900.0, 400.0), Emphasis::default());
    with_view(dataset, size, 1.0, &emphasis, |view| Blocs::new(view, &[]))
}

pub(super) fn arrows(dataset: &Dataset) -> Vec<Arrow> {
    blocs(dataset).unwrap().arrows
}

/// From which bloc to which, whether both ways, of which sign, of how many parts.
fn told(arrows: &[Arrow]) -> Vec<(u32, u32, bool, Sign, u32)> {
    let each = arrows.iter().map(|arrow| {
        let Key::Bloc(End::Bloc(from), End::Bloc(to)) = arrow.key else {
            panic!("{arrow:?}");
        };
        let sign = arrow.strand.side.unwrap();
        (from, to, arrow.is_mutual, sign, arrow.strand.weight)
    });
    each.collect()
}

pub(super) fn several(count: usize, event: &Event) -> Vec<Event> {
    vec![event.clone(); count]
}

#[test]
fn each_part_counts_once_for_a_direction_and_a_sign() {
    let actors = ["a0", "a1", "b0", "b1"];
    let of_all = event(&["a0", "a1"], &["b0", "b1"], -3.0, "THREATEN");
    let of_two = event(&["a0"], &["b1"], -5.0, "SANCTION");
    let within = event(&["a0"], &["a1"], 3.0, "CONSULT");
    let mut dataset = dataset(&actors, vec![of_all, of_two, within]);
    let all = arrows(&dataset);
    assert_eq!(told(&all), [(0, 1, false, Sign::Hostile, 2)]);
    assert_eq!(all[0].words, "threats, sanctions");
    assert!((all[0].strand.tone.unwrap() + 4.0).abs() < 1e-5);
    assert_eq!(all[0].ties.len(), 4, "the ties behind it");
    assert_eq!(blocs(&dataset).unwrap().blocs[0].within, 1);
    // A relation is a part too, and one of another sign another arrow.
    let relation = |id: &str, tone: f64| Relation {
        id: id.into(),
        from: "a0".into(),
        to: "b0".into(),
        tone: Some(tone),
        label: Some("backs".into()),
        ..Relation::default()
    };
    dataset.relations = [relation("r", -4.0), relation("s", 5.0)]
        .into_iter()
        .collect();
    let all = arrows(&dataset);
    let expected = [
        (0, 1, false, Sign::Hostile, 3),
        (0, 1, false, Sign::Friendly, 1),
    ];
    assert_eq!(told(&all), expected);
    assert_eq!(all[1].words, "backs", "its own words");
}

#[test]
fn an_arrow_has_two_heads_where_both_ways_hold_a_share() {
    let actors = ["a0", "b0"];
    let forth = event(&["a0"], &["b0"], -2.0, "REQUEST");
    let back = event(&["b0"], &["a0"], -2.0, "REJECT");
    let of = |forth_count: usize| {
        let mut events = several(forth_count, &forth);
        events.extend(several(2, &back));
        told(&arrows(&dataset(&actors, events)))
    };
    assert_eq!(of(10), [(0, 1, true, Sign::Hostile, 12)], "a sixth");
    let apart = [
        (0, 1, false, Sign::Hostile, 14),
        (1, 0, false, Sign::Hostile, 2),
    ];
    assert_eq!(of(14), apart, "an eighth");
}

#[test]
fn what_two_do_together_counts_both_ways() {
    let actors = ["a0", "b0"];
    let together = event(&["a0", "b0"], &[], 3.0, "CONSULT");
    let mut events = several(2, &together);
    let all = arrows(&dataset(&actors, events.clone()));
    assert_eq!(told(&all), [(0, 1, true, Sign::Friendly, 2)]);
    // Each is a part once, though it goes forth and back.
    events.extend(several(8, &event(&["b0"], &["a0"], 2.0, "AID")));
    let all = arrows(&dataset(&actors, events));
    assert_eq!(told(&all), [(0, 1, true, Sign::Friendly, 10)]);
    assert_eq!(all[0].words, "aid, talks");
}

#[test]
fn one_part_alone_has_to_be_strong_and_says_its_own_words() {
    let actors = ["a0", "b0"];
    let of = |tone: f64| {
        let only = event(&["a0"], &["b0"], tone, "ACCUSE");
        arrows(&dataset(&actors, vec![only]))
    };
    assert!(of(-3.9).is_empty());
    let all = of(-4.0);
    assert_eq!(told(&all), [(0, 1, false, Sign::Hostile, 1)]);
    assert_eq!(all[0].words, "warns");
    assert_eq!(told(&of(4.5)), [(0, 1, false, Sign::Friendly, 1)]);
}

#[test]
fn what_is_denied_is_left_out() {
    let actors = ["a0", "b0"];
    let mut denied = event(&["a0"], &["b0"], -8.0, "ASSAULT");
    denied.status = Status::Denied;
    assert!(arrows(&dataset(&actors, several(3, &denied))).is_empty());
    let mut events = several(2, &event(&["a0"], &["b0"], -3.0, "THREATEN"));
    events.push(denied);
    let all = arrows(&dataset(&actors, events));
    assert_eq!(told(&all), [(0, 1, false, Sign::Hostile, 2)]);
    assert_eq!(all[0].words, "threats");
}

#[test]
fn under_two_groups_there_are_no_blocs() {
    for actors in [&[][..], &["a0", "a1"], &["a0", "-0"], &["-0", "-1"]] {
        assert!(blocs(&dataset(actors, Vec::new())).is_none(), "{actors:?}");
    }
    let some = blocs(&dataset(&["a0", "b0", "-0"], Vec::new())).unwrap();
    let numbers: Vec<u32> = some.blocs.iter().map(|bloc| bloc.number).collect();
    assert_eq!(numbers, [0, 1, Key::NO_GROUP]);
    assert_eq!(some.blocs[2].name, "No group");
}

#[test]
fn past_twelve_plates_the_smallest_groups_share_one() {
    let mut actors: Vec<String> = Vec::new();
    for letter in 'a'..='m' {
        actors.push(format!("{letter}0"));
        if letter < 'l' {
            actors.push(format!("{letter}1"));
        }
    }
    let made = |actors: &[String]| {
        let actors: Vec<&str> = actors.iter().map(String::as_str).collect();
        blocs(&dataset(&actors, Vec::new())).unwrap().blocs
    };
    let thirteen = made(&actors);
    assert_eq!(thirteen.len(), 12);
    let last = thirteen.last().unwrap();
    assert_eq!((last.number, last.actors.len()), (Key::OTHERS, 2));
    assert_eq!(last.name, "Others");
    // Who is in no group needs a plate too.
    actors.push("-0".to_owned());
    let with_free = made(&actors);
    assert_eq!(with_free.len(), 12);
    let ends: Vec<(u32, usize)> = with_free
        .iter()
        .skip(10)
        .map(|bloc| (bloc.number, bloc.actors.len()))
        .collect();
    assert_eq!(ends, [(Key::NO_GROUP, 1), (Key::OTHERS, 4)]);
}

/// Groups of some actors each; every group acts on every other, the first ones more often.
fn many(groups: usize, of_each: usize) -> Dataset {
    let letters: Vec<char> = ('a'..='z').take(groups).collect();
    let each = letters
        .iter()
        .flat_map(|letter| (0..of_each).map(move |n| format!("{letter}{n}")));
    let actors: Vec<String> = each.collect();
    let mut events = Vec::new();
    for (n, from) in letters.iter().enumerate() {
        for to in letters.iter().filter(|to| *to != from) {
            let (from, to) = (format!("{from}0"), format!("{to}1"));
            let tone = if n % 2 == 0 { -3.0 } else { 5.0 };
            let act = event(&[&from], &[&to], tone, "CONSULT");
            events.extend(several(2 + (groups - n) * 3, &act));
        }
    }
    let actors: Vec<&str> = actors.iter().map(String::as_str).collect();
    dataset(&actors, events)
}

#[test]
fn at_most_sixteen_arrows_are_drawn_and_the_rest_is_counted() {
    let all = blocs(&many(7, 2)).unwrap();
    assert_eq!(all.arrows.len(), 16);
    assert!(all.left_out > 0);
    let weights = all.arrows.iter().map(|arrow| arrow.strand.weight);
    let weights: Vec<u32> = weights.collect();
    assert!(weights.is_sorted_by(|a, b| a >= b), "{weights:?}");
}

pub(super) const BLOCS: Level = Level {
    detail: Some(Detail::Blocs),
    main_ties: None,
};

/// All of a map on a panel.
fn whole<'a>(view: &View<'a>, size: Vec2, level: Level) -> View<'a> {
    View {
        camera: fit(view.places, view.graph, size),
        size,
        level,
        ..*view
    }
}

/// Plans of panels of some sizes, of one map.
pub(super) fn plans(dataset: &Dataset, sizes: &[Vec2], level: Level) -> Vec<Plan> {
    let emphasis = Emphasis::default();
    with_view(dataset, vec2(1050.0, 350.0), 1.0, &emphasis, |view| {
        let each = sizes.iter().map(|size| plan(&whole(view, *size, level)));
        each.collect()
    })
}

const SIZES: [Vec2; 5] = [
    vec2(1050.0, 310.0),
    vec2(900.0, 400.0),
    vec2(700.0, 500.0),
    vec2(1400.0, 845.0),
    vec2(640.0, 700.0),
];

#[test]
fn words_stand_on_no_plate_and_on_no_other_words() {
    let mut led = 0;
    for (groups, of_each) in [(2, 3), (3, 9), (6, 6), (12, 3)] {
        for (plan, size) in plans(&many(groups, of_each), &SIZES, BLOCS)
            .iter()
            .zip(SIZES)
        {
            let panel = Rect::from_min_size(Pos2::ZERO, size);
            let level = plan.blocs.as_ref().unwrap();
            assert_eq!(plan.counts.blocs, groups, "{size:?}");
            let plates: Vec<Rect> = level.plates.iter().map(|plate| plate.rect).collect();
            let words = level.words.iter().flatten();
            let words = words.filter(|words| words.count.is_some());
            let words: Vec<Rect> = words.map(|words| words.rect).collect();
            let all: Vec<Rect> = plates.iter().chain(&words).copied().collect();
            for (n, own) in all.iter().enumerate() {
                assert!(panel.contains_rect(*own), "{own:?} in {size:?}");
                for other in all.iter().skip(n + 1) {
                    assert!(!own.intersects(*other), "{own:?} on {other:?} in {size:?}");
                }
            }
            // Words stand nearer to their own arrow than to one of other blocs.
            let each = level.blocs.arrows.iter().zip(&level.runs).zip(&level.words);
            for ((arrow, run), words) in each {
                let (Some(run), Some(words)) = (run, words) else {
                    continue;
                };
                let far = |run: &super::bloc_ways::Run| {
                    let each = run.curve.points().map(|at| words.rect.distance_to_pos(at));
                    each.fold(f32::INFINITY, f32::min)
                };
                let ends = |of: &Arrow| (of.ends.0.min(of.ends.1), of.ends.0.max(of.ends.1));
                let others = level.blocs.arrows.iter().zip(&level.runs);
                for (other, its) in others.filter(|(other, _)| ends(other) != ends(arrow)) {
                    let nearest = its.as_ref().map_or(f32::INFINITY, far);
                    // Or a leader line says which it is.
                    let is_led = words
                        .leader
                        .is_some_and(|[_, on]| run.curve.points().any(|at| at.distance(on) < 8.0));
                    let is_lone = words.count.is_none() || is_led;
                    // Which crosses no plate on its way.
                    if let Some([from, to]) = words.leader {
                        led += 1;
                        let steps = (1..20).map(|n| from.lerp(to, n as f32 / 20.0));
                        let on_plate = |at: Pos2| plates.iter().any(|plate| plate.contains(at));
                        assert!(!steps.into_iter().any(on_plate), "{words:?} in {size:?}");
                    }
                    assert!(
                        is_lone || nearest >= far(run),
                        "{words:?} in {size:?}: {other:?}"
                    );
                }
            }
            let drawn = plan.counts.arrows + plan.counts.arrows_left_out;
            assert_eq!(drawn, level.blocs.arrows.len() + level.blocs.left_out);
            let ink = bounds(&plates);
            let share = ink.size() / size;
            assert!(share.max_elem() >= 0.8, "{share:?} of {size:?}");
        }
    }
    assert!(led > 0, "none has a leader line");
}

#[test]
fn an_arrow_of_relations_alone_says_their_kinds() {
    let relation = |from: &str, to: &str, kind: &str, label: &str| Relation {
        from: Id::new(from),
        to: Id::new(to),
        kind: Some(kind.into()),
        label: Some(label.into()),
        ..Relation::default()
    };
    let all = [
        relation("a0", "b0", "", "knows"),
        relation("a0", "b1", "pays", "pays 5"),
        relation("a1", "b0", "pays", ""),
    ];
    let dataset = Dataset {
        relations: all.into_iter().collect(),
        ..dataset(&["a0", "a1", "b0", "b1"], Vec::new())
    };
    let arrows = arrows(&dataset);
    assert_eq!(arrows.len(), 1);
    assert_eq!(arrows[0].words, "pays, knows");
}

#[test]
fn the_heaviest_arrow_has_words_and_words_hide_no_other_arrow() {
    let mut sizes = SIZES.to_vec();
    sizes.extend([vec2(730.0, 290.0), vec2(340.0, 300.0), vec2(340.0, 450.0)]);
    let (mut over, mut all) = (0, 0);
    for (groups, of_each) in [(3, 9), (5, 4), (6, 6)] {
        for (plan, size) in plans(&many(groups, of_each), &sizes, BLOCS)
            .iter()
            .zip(&sizes)
        {
            let Some(level) = &plan.blocs else { continue };
            let is_said = level.words.first().unwrap().as_ref();
            let is_said = is_said.is_some_and(|words| words.count.is_some());
            // Between six blocs on a strip there is no ground.
            let has_room = size.x > 600.0 || groups < 6;
            assert!(is_said || !has_room, "{groups} in {size:?}");
            for (n, words) in level.words.iter().enumerate() {
                let Some(words) = words.as_ref().filter(|words| words.count.is_some()) else {
                    continue;
                };
                all += 1;
                let ends = |of: &Arrow| (of.ends.0.min(of.ends.1), of.ends.0.max(of.ends.1));
                let own = ends(&level.blocs.arrows[n]);
                let runs = level.blocs.arrows.iter().zip(&level.runs);
                let mut others = runs.filter(|(other, _)| ends(other) != own);
                over += usize::from(others.any(|(_, run)| {
                    let mut steps = run.iter().flat_map(|run| run.curve.steps());
                    steps.any(|(from, to)| crosses(words.rect, from, to))
                }));
            }
        }
    }
    assert!(
        over * 50 <= all,
        "{over} of {all} words stand on another arrow"
    );
}

#[test]
fn blocs_keep_their_order_at_every_size() {
    let plans = plans(&many(6, 5), &SIZES, BLOCS);
    let middles = plans.iter().map(|plan| {
        let level = plan.blocs.as_ref().unwrap();
        level
            .plates
            .iter()
            .map(|plate| plate.rect.center())
            .collect()
    });
    let middles: Vec<Vec<Pos2>> = middles.collect();
    for a in 0..6 {
        for b in a + 1..6 {
            let ways: Vec<Vec2> = middles.iter().map(|at| at[b] - at[a]).collect();
            let is_one_way = |along: fn(&Vec2) -> f32| {
                let clear = ways.iter().map(along).filter(|off| off.abs() > 2.0);
                clear.map(|off| off > 0.0).collect::<BTreeSet<bool>>().len() <= 1
            };
            assert!(is_one_way(|way| way.x), "{a} and {b}: {ways:?}");
            assert!(is_one_way(|way| way.y), "{a} and {b}: {ways:?}");
        }
    }
}

#[test]
fn blocs_are_shown_by_themselves_where_ties_could_not_be_read() {
    let low = vec2(1050.0, 350.0);
    let is_shown = |dataset: &Dataset, size: Vec2, level: Level| {
        let plans = plans(dataset, &[size], level);
        plans[0].counts.blocs > 0
    };
    let crowd = many(5, 5);
    let by_itself = Level::default();
    assert!(is_shown(&crowd, low, by_itself));
    assert!(is_shown(&crowd, vec2(690.0, 800.0), by_itself));
    assert!(!is_shown(&crowd, vec2(1050.0, 410.0), by_itself));
    assert!(!is_shown(&many(4, 4), low, by_itself), "there are few");
    let wanted = |detail| Level {
        detail: Some(detail),
        ..by_itself
    };
    assert!(!is_shown(&crowd, low, wanted(Detail::Main)));
    assert!(!is_shown(&crowd, low, wanted(Detail::All)));
    assert!(is_shown(&many(4, 4), vec2(1400.0, 900.0), BLOCS));
    let ties = Level {
        main_ties: Some(12),
        ..by_itself
    };
    assert!(!is_shown(&crowd, low, ties), "main ties are wanted");
    assert!(!is_shown(&many(1, 30), low, BLOCS), "there is one group");
    let emphasis = Emphasis::default();
    let closer = with_view(&crowd, low, 2.0, &emphasis, |view| {
        plan(&View {
            level: by_itself,
            ..*view
        })
    });
    assert_eq!(closer.counts.blocs, 0, "not everything is in view");
    assert_eq!(closer.counts.groups, 5);
}

#[test]
fn an_arrow_without_a_way_round_a_bloc_runs_behind_it() {
    let dataset = many(12, 5);
    let size = vec2(900.0, 340.0);
    let scene = with_view(&dataset, size, 1.0, &Emphasis::default(), |view| {
        picture(&whole(view, size, BLOCS)).scene
    });
    let items = || scene.items.iter();
    // The sign of its tone is much smaller, and a leader line thinner.
    let is_line = |item: &Item| match &item.mark {
        Mark::Path {
            segments, stroke, ..
        } if matches!(item.key, Key::Bloc(..)) => {
            stroke.width > 1.0 && Polyline::along(segments, 0.5).length() > 30.0
        }
        _ => false,
    };
    let last_line = items().rposition(is_line).unwrap();
    // How many more there are stands on a plate of its own.
    let whole = |item: &Item| match &item.mark {
        Mark::Rect { rect, fill, .. } => {
            rect.height() > 24.0 && matches!(fill, Fill::Solid(colour) if colour.is_opaque())
        }
        _ => false,
    };
    let plates = items().enumerate();
    let plates = plates.filter(|(_, item)| matches!(item.key, Key::Group(_)) && whole(item));
    let plates: Vec<usize> = plates.map(|(n, _)| n).collect();
    assert_eq!(plates.len(), 12);
    assert!(plates.iter().all(|n| *n > last_line));
}

#[test]
fn an_unfolded_bloc_shows_its_actors_and_the_others_stay() {
    let dataset = many(5, 6);
    let number = |n: usize| dataset.groups.at(n).unwrap().0.0;
    let emphasis = Emphasis::default();
    let size = vec2(1200.0, 620.0);
    let planned = |size: Vec2, unfolded: &[u32]| {
        with_view(&dataset, size, 1.0, &emphasis, |view| {
            plan(&View {
                unfolded,
                ..whole(view, size, BLOCS)
            })
        })
    };
    let (folded, open) = (planned(size, &[]), planned(size, &[number(2)]));
    let of = |plan: &Plan| plan.blocs.as_ref().unwrap().blocs.blocs.clone();
    assert_eq!(of(&folded).len(), 5);
    let alone = of(&open).iter().filter(|bloc| bloc.alone.is_some()).count();
    assert_eq!((alone, of(&open).len()), (6, 10));
    assert_eq!(open.counts.blocs, 5, "they are still so many blocs");
    let level = open.blocs.as_ref().unwrap();
    let frame = level.frames[0].rect;
    assert!(Rect::from_min_size(Pos2::ZERO, size).contains_rect(frame));
    for (bloc, plate) in level.blocs.blocs.iter().zip(&level.plates) {
        let is_within = frame.contains_rect(plate.rect);
        assert_eq!(is_within, bloc.alone.is_some(), "{bloc:?}");
        assert!(is_within || !frame.intersects(plate.rect));
    }
    let rects: Vec<Rect> = level.plates.iter().map(|plate| plate.rect).collect();
    for (n, own) in rects.iter().enumerate() {
        assert!(!rects.iter().skip(n + 1).any(|other| own.intersects(*other)));
    }
    // Its arrows begin and end at its actors.
    let is_of_actor = |arrow: &&Arrow| match arrow.key {
        Key::Bloc(from, to) => [from, to].iter().any(|end| matches!(end, End::Actor(_))),
        _ => false,
    };
    assert!(open.arrows().iter().any(|arrow| is_of_actor(&arrow)));
    let of_bloc = |arrow: &&Arrow| match arrow.key {
        Key::Bloc(from, to) => [from, to].contains(&End::Bloc(number(2))),
        _ => false,
    };
    assert!(folded.arrows().iter().any(|arrow| of_bloc(&arrow)));
    assert!(!open.arrows().iter().any(|arrow| of_bloc(&arrow)));
    // Where there is no room for them they stay folded.
    let low = planned(vec2(420.0, 150.0), &[number(2)]);
    assert_eq!(of(&low).len(), 5);
}

#[test]
fn of_very_many_actors_the_last_still_share_a_plate() {
    let dataset = many(2, 40);
    let (size, emphasis) = (vec2(900.0, 400.0), Emphasis::default());
    let blocs = with_view(&dataset, size, 1.0, &emphasis, |view| {
        Blocs::new(view, &[0])
    });
    let blocs = blocs.unwrap();
    let alone = blocs.blocs.iter().filter(|bloc| bloc.alone.is_some());
    assert_eq!(alone.count(), 16);
    let rest = blocs.blocs.iter().find(|bloc| bloc.name == "24 more");
    assert_eq!(rest.unwrap().actors.len(), 24);
    let places: BTreeSet<_> = (0..40).map(|actor| blocs.place_of(actor)).collect();
    assert!(!places.contains(&None), "everybody is somewhere");
}
