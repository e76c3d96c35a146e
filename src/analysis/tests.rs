//! What the answers say of small datasets built by hand.

use super::hues::Hues;
use super::*;
use crate::dataset::date::Margins;
use crate::dataset::instant::Instant;
use crate::dataset::zone::Zone;
use crate::dataset::{
    Actor, Category, Citation, Dataset, Event, Filter, Group, Handle, Id, Matching, Participant,
    Relation, Role, Stand, Status,
};

fn event(id: &str, when: Option<&str>, roles: &[(&str, Role)]) -> Event {
    let mut event = Event::titled(id.into(), id);
    event.when = when.map(Into::into);
    event.participants = roles
        .iter()
        .map(|(actor, role)| Participant {
            actor: (*actor).into(),
            role: *role,
            ..Participant::default()
        })
        .collect();
    event
}

fn dataset(events: Vec<Event>, relations: Vec<Relation>) -> Dataset {
    let actor = |(id, group): (&str, Option<&str>)| Actor {
        id: id.into(),
        name: id.into(),
        group: group.map(Id::new),
        ..Actor::default()
    };
    let actors = [
        ("a", Some("x")),
        ("b", Some("x")),
        ("c", Some("y")),
        ("d", None),
    ];
    Dataset {
        groups: ["x", "y"]
            .map(|id| Group {
                id: id.into(),
                name: id.into(),
                ..Group::default()
            })
            .into_iter()
            .collect(),
        actors: actors.map(actor).into_iter().collect(),
        events: events.into_iter().collect(),
        relations: relations.into_iter().collect(),
        ..Dataset::default()
    }
}

fn facts(dataset: &Dataset) -> Facts {
    Facts::new(dataset, &index(dataset), &Hues::default())
}

fn index(dataset: &Dataset) -> Index {
    Index::new(dataset, &Margins::default(), TO_THE_END).unwrap()
}

fn ties(dataset: &Dataset, window: Option<(&str, &str)>) -> Ties {
    let index = index(dataset);
    let day = |text: &str| {
        let (bounds, _) =
            crate::dataset::date::read(text, &Zone::utc(), &Margins::default()).unwrap();
        bounds.earliest_start
    };
    let window = window.map(|(from, to)| (day(from), day(to)));
    let events = Bits::all(index.len());
    let relations = Bits::all(index.relations.len());
    Ties::new(&index, &events, &relations, window, TO_THE_END).unwrap()
}

/// `a>b 2` for each tie: its key by letters and its weight.
fn words(ties: &Ties) -> Vec<String> {
    let name = |place: Place| ["a", "b", "c", "d"][place as usize];
    ties.ties
        .iter()
        .map(|t| {
            let sign = if t.key.is_mutual { "~" } else { ">" };
            format!("{}{sign}{} {}", name(t.key.from), name(t.key.to), t.weight)
        })
        .collect()
}

fn relation(from: &str, to: &str, evidence: &[&str]) -> Relation {
    Relation {
        id: format!("{from}-{to}").as_str().into(),
        from: from.into(),
        to: to.into(),
        evidence: evidence.iter().map(|e| Id::new(e)).collect(),
        ..Relation::default()
    }
}

#[test]
fn roles_give_ties() {
    use Role::{Absent, From, Mentioned, Participant, To};
    let meeting = event(
        "m",
        None,
        &[("c", Participant), ("a", Participant), ("b", Participant)],
    );
    let threat = event(
        "t",
        None,
        &[("b", From), ("a", To), ("c", To), ("d", Mentioned)],
    );
    let snub = event("s", None, &[("a", Absent), ("b", Participant)]);
    let d = dataset(vec![meeting, threat, snub], vec![]);
    let expected = ["a~b 1", "a~c 1", "b>a 1", "b>c 1", "b~c 1"];
    assert_eq!(words(&ties(&d, None)), expected);
}

#[test]
fn who_acts_upon_nobody_meets_whoever_takes_part() {
    use Role::{From, Participant, To};
    let council = event(
        "c",
        None,
        &[("d", From), ("a", Participant), ("b", Participant)],
    );
    assert_eq!(
        words(&ties(&dataset(vec![council.clone()], vec![]), None)),
        ["a~b 1", "a~d 1", "b~d 1"]
    );
    assert_eq!(council.pairs().len(), 3);
    // Whoever acts beside another is on the same side: what is hostile does not stand between them.
    let both = event("b", None, &[("a", From), ("b", From)]);
    assert!(words(&ties(&dataset(vec![both], vec![]), None)).is_empty());
    // Who is named twice is met once.
    let twice = event(
        "t",
        None,
        &[("a", From), ("a", Participant), ("b", Participant)],
    );
    assert_eq!(twice.pairs().len(), 1);
    // Where somebody is acted upon, others take part in that together.
    let (from, to) = (
        [("a", From), ("b", To)],
        [("c", Participant), ("d", Participant)],
    );
    let visit = event("v", None, &[from, to].concat());
    assert_eq!(
        words(&ties(&dataset(vec![visit], vec![]), None)),
        ["a>b 1", "c~d 1"]
    );
}

#[test]
fn a_crowd_gives_no_mutual_ties_and_is_named() {
    let mut d = dataset(vec![], vec![]);
    let ids: Vec<String> = (0..31).map(|n| format!("p{n}")).collect();
    let actor = |id: &String| Actor {
        id: id.as_str().into(),
        ..Actor::default()
    };
    d.actors = ids.iter().map(actor).collect();
    let all: Vec<(&str, Role)> = ids
        .iter()
        .map(|id| (id.as_str(), Role::Participant))
        .collect();
    d.events = [event("31", None, &all), event("30", None, &all[1..])]
        .into_iter()
        .collect();
    let ties = ties(&d, None);
    assert_eq!(ties.left_out, [0]);
    assert_eq!(ties.ties.len(), 30 * 29 / 2);
    // But whoever called them together meets each.
    let mut called = all;
    called.push(("host", Role::From));
    assert_eq!(event("called", None, &called).pairs().len(), 31);
}

#[test]
fn evidence_counts_once_and_what_is_denied_not_at_all() {
    use Role::{From, To};
    let threat = |id| event(id, None, &[("a", From), ("b", To)]);
    let mut denied = threat("denied");
    denied.status = Status::Denied;
    denied.tone = Some(-10.0).into();
    let mut toned = threat("toned");
    toned.tone = Some(-4.0).into();
    let mut seeks = relation("a", "b", &["toned"]);
    seeks.tone = Some(2.0);
    seeks.status = Status::Possible;
    let mut only = relation("c", "d", &[]);
    only.status = Status::Denied;
    let d = dataset(vec![denied, toned], vec![seeks, only]);
    let ties = ties(&d, None);
    assert_eq!(words(&ties), ["a>b 2", "c>d 0"]);
    assert_eq!(ties.ties[0].tone, Some(-1.0));
    assert_eq!(ties.ties[0].status, Status::Happened);
    assert_eq!(
        ties.ties[0].events,
        [0, 1].into(),
        "what is denied is still listed"
    );
    assert_eq!(ties.ties[1].status, Status::Denied);
}

#[test]
fn a_window_keeps_what_may_be_alive_in_it() {
    use Role::{From, To};
    let on = |id, when| event(id, when, &[("a", From), ("b", To)]);
    let undated = on("undated", None);
    let inside = on("inside", Some("2025-08-15"));
    let month = on("some day of the month", Some("2025-08"));
    let before = on("before", Some("2025-07-01"));
    let mut old = relation("c", "d", &[]);
    old.when = Some("2014/2015".into());
    let open = relation("d", "c", &[]);
    let d = dataset(vec![undated, inside, month, before], vec![old, open]);
    assert_eq!(
        words(&ties(&d, Some(("2025-08-10", "2025-08-20")))),
        ["a>b 3", "d>c 1"]
    );
    assert_eq!(words(&ties(&d, None)), ["a>b 4", "c>d 1", "d>c 1"]);
}

#[test]
fn an_event_stands_once_in_each_of_its_lanes() {
    use Role::{Absent, From, Mentioned, To};
    let all = [("a", From), ("b", To), ("c", Absent), ("d", Mentioned)];
    let d = dataset(
        vec![
            event("e", Some("2025-08-15"), &all),
            event("n", Some("2025"), &[]),
            event("u", None, &[]),
        ],
        vec![],
    );
    let index = index(&d);
    let hues = Hues::new(&d, &index, &["blue", "orange"]);
    let lanes = |by| Lanes::new(&d, &index, &hues, &Bits::all(3), by, TO_THE_END).unwrap();
    let groups = lanes(LaneBy::GROUP);
    let seen: Vec<(&str, &[Row], &[Role])> = groups
        .lanes
        .iter()
        .map(|l| (l.name.as_str(), &*l.rows.rows, &*l.rows.roles))
        .collect();
    assert_eq!(
        seen,
        [
            ("x", &[0][..], &[From][..]),
            ("y", &[0][..], &[Absent][..]),
            ("No group", &[1][..], &[Role::Participant][..]),
        ]
    );
    assert_eq!(groups.undated, [2]);
    let of_it: Vec<(usize, Role)> = groups.of_event(&index, 0);
    assert_eq!(of_it, [(0, From), (0, To), (1, Absent)]);
    assert_eq!(
        lanes(LaneBy::ACTOR).lanes.len(),
        4,
        "a, b, c, and what has no actor"
    );
    assert_eq!(lanes(LaneBy::NONE).lanes[0].rows.len(), 2);
}

#[test]
fn a_span_finds_what_touches_it() {
    let days = (0..1000).map(|n| {
        let civil = crate::dataset::instant::civil_from_days(n);
        event(
            "d",
            Some(&format!("{:04}-{:02}-{:02}", civil.0, civil.1, civil.2)),
            &[],
        )
    });
    let long = event("long", Some("1970-01-01/1980"), &[]);
    let d = dataset(days.chain([long]).collect(), vec![]);
    let index = index(&d);
    let hues = Hues::new(&d, &index, &["blue"]);
    let lanes = Lanes::new(
        &d,
        &index,
        &hues,
        &Bits::all(index.len()),
        LaneBy::NONE,
        TO_THE_END,
    )
    .unwrap();
    let rows = &lanes.lanes[0].rows;
    let day = |n: i64| Instant(n * 86_400);
    let found: Vec<Row> = rows
        .in_span(&index, day(500), day(503))
        .map(|at| rows.rows[at])
        .collect();
    assert_eq!(
        found.len(),
        4,
        "three days and the long one, not the one that ends where the span begins: {found:?}"
    );
    assert_eq!(rows.anchored_in(day(500), day(503)).len(), 3);
}

#[test]
fn counts_follow_the_other_filters() {
    use Role::{From, To};
    let mut planned = event("p", Some("2025"), &[("a", From), ("c", To)]);
    planned.status = Status::Planned;
    planned.more.make_mut().notes.make_mut().tags = ["air".into()].into();
    let mut cited = event("c", Some("2025"), &[("a", From), ("b", To)]);
    cited.citations = [Citation::default()].into();
    let d = dataset(
        vec![planned, cited, event("z", None, &[("d", From)])],
        vec![],
    );
    let index = index(&d);
    let facts = facts(&d);
    let filter = Filter {
        groups: vec!["y".into()],
        statuses: vec!["planned".into(), "denied".into()],
        ..Filter::default()
    };
    let criteria = Criteria::new(&filter, &facts);
    let text = criteria.text_passing(&d, TO_THE_END).unwrap();
    assert_eq!(
        criteria
            .passing(&text, &index, &facts)
            .iter()
            .collect::<Vec<_>>(),
        [0]
    );
    let facets = Facets::new(&criteria, &text, &d, &index, &facts);
    let count = |facet: Facet, value: &str| {
        let (_, choices) = facets.facets.iter().find(|(f, _)| *f == facet).unwrap();
        choices.iter().find(|c| c.value == value).unwrap().count
    };
    assert_eq!(count(Facet::Status, "planned"), 1);
    assert_eq!(
        count(Facet::Status, "happened"),
        0,
        "none of them in group y"
    );
    assert_eq!(count(Facet::Group, "x"), 1, "of what is planned or denied");
    assert_eq!(count(Facet::Tag, "air"), 1);
    let unknown = Filter {
        actors: vec!["nobody".into()],
        ..Filter::default()
    };
    let criteria = Criteria::new(&unknown, &facts);
    assert_eq!(criteria.passing(&text, &index, &facts).count(), 0);
    assert_eq!(criteria.unknown, [(Facet::Actor, "nobody".to_owned())]);
}

#[test]
fn a_filter_lets_relations_pass_too() {
    use Role::{From, To};
    let mut events = vec![
        event("p", Some("2025"), &[("a", From), ("c", To)]),
        event("q", Some("2025"), &[("b", From), ("d", To)]),
    ];
    events[0].category = Some("talks".into());
    events[0].more.make_mut().notes.make_mut().tags = ["air".into()].into();
    let mut relations = vec![
        relation("a", "b", &["p"]),
        relation("c", "d", &[]),
        relation("b", "d", &[]),
    ];
    relations[1].status = Status::Planned;
    relations[2].label = Some("trades with".into());
    let mut d = dataset(events, relations);
    d.categories = std::iter::once(Category {
        id: "talks".into(),
        ..Category::default()
    })
    .collect();
    let (index, facts) = (index(&d), facts(&d));
    let passing = |filter: Filter| -> Vec<usize> {
        let criteria = Criteria::new(&filter, &facts);
        criteria
            .passing_relations(&d, &index, &facts)
            .iter()
            .collect()
    };
    let all = Filter::default;
    assert_eq!(passing(all()), [0, 1, 2]);
    let actors = vec!["d".into()];
    assert_eq!(passing(Filter { actors, ..all() }), [1, 2]);
    let statuses = vec!["planned".into()];
    assert_eq!(passing(Filter { statuses, ..all() }), [1]);
    let categories = vec!["talks".into()];
    assert_eq!(
        passing(Filter {
            categories,
            ..all()
        }),
        [0],
        "by its evidence"
    );
    let tags = ["air".into()].into();
    assert_eq!(passing(Filter { tags, ..all() }), [0]);
    let text = Some("trades".into());
    assert_eq!(passing(Filter { text, ..all() }), [2]);
    let text = Some("nothing says this".into());
    assert_eq!(passing(Filter { text, ..all() }), [0; 0]);
}

#[test]
fn handles_find_their_rows_after_an_edit() {
    use crate::dataset::edit::Edit;
    let d = dataset(
        ["p", "q", "r"].map(|id| event(id, None, &[])).into(),
        vec![],
    );
    let edit = Edit::remove::<Event>("", &d, Handle(0)).unwrap();
    let index = index(&d.after(&edit).unwrap());
    assert_eq!(index.row(Handle(0)), None);
    assert_eq!(index.row(Handle(2)), Some(1));
}

#[test]
fn handles_find_their_rows_where_they_do_not_rise() {
    use crate::dataset::edit::{Edit, ListChange, Listed};
    let d = dataset(
        ["p", "q", "r"].map(|id| event(id, None, &[])).into(),
        vec![],
    );
    let first = ListChange::Insert {
        handle: Handle(3),
        at: 0,
        item: Box::new(event("first", None, &[])),
    };
    let edit = Edit {
        name: String::new(),
        changes: vec![Event::change(first)],
    };
    let index = index(&d.after(&edit).unwrap());
    assert_eq!(index.handle(0), Some(Handle(3)));
    let rows = [3, 0, 1, 2, 4].map(|h| index.row(Handle(h)));
    assert_eq!(rows, [Some(0), Some(1), Some(2), Some(3), None]);
}

#[test]
fn the_span_is_of_what_is_known() {
    let d = dataset(
        vec![
            event("open", Some("2014-02-20/.."), &[]),
            event("late", Some("2025"), &[]),
            event("undated", None, &[]),
        ],
        vec![],
    );
    let day = |y, m, d| Instant(crate::dataset::instant::days_from_civil(y, m, d) * 86_400);
    let expected = (day(2014, 2, 20), day(2026, 1, 1));
    assert_eq!(index(&d).span(), Some(expected));
    assert_eq!(index(&dataset(vec![], vec![])).span(), None);
}

#[test]
fn a_text_narrows_what_passes_and_what_is_counted() {
    use Role::{From, To};
    let d = dataset(
        vec![
            event("talks", Some("2025"), &[("a", From), ("c", To)]),
            event("call", Some("2025"), &[("a", From), ("b", To)]),
        ],
        vec![],
    );
    let index = index(&d);
    let facts = facts(&d);
    let filter = Filter {
        text: Some("talks".into()),
        ..Filter::default()
    };
    let criteria = Criteria::new(&filter, &facts);
    let text = criteria.text_passing(&d, TO_THE_END).unwrap();
    let passing = criteria.passing(&text, &index, &facts);
    assert_eq!(passing.iter().collect::<Vec<_>>(), [0]);
    let facets = Facets::new(&criteria, &text, &d, &index, &facts);
    let actors = facets.facets.iter().find(|(f, _)| *f == Facet::Actor);
    let counts: Vec<usize> = actors.unwrap().1.iter().map(|c| c.count).collect();
    assert_eq!(counts, [1, 0, 1, 0]);
}

/// Events of the actors: a and b are in group x, c in y, d in none.
fn meetings() -> Dataset {
    use Role::{Absent, From, Mentioned, Participant, To};
    let events = vec![
        event("ab", None, &[("a", From), ("b", To)]),
        event("ac", None, &[("a", Participant), ("c", Participant)]),
        event("ac-b", None, &[("a", From), ("c", To), ("b", Absent)]),
        event("d-a", None, &[("d", From), ("a", Mentioned)]),
        event("c-b", None, &[("c", From), ("b", Absent), ("c", To)]),
    ];
    let relations = vec![
        relation("a", "b", &[]),
        relation("a", "c", &[]),
        relation("c", "d", &[]),
    ];
    dataset(events, relations)
}

fn matching(matching: Matching, actors: &[&str], groups: &[&str]) -> Filter {
    let ids = |ids: &[&str]| ids.iter().map(|id| Id::new(id)).collect();
    Filter {
        matching,
        actors: ids(actors),
        groups: ids(groups),
        ..Filter::default()
    }
}

/// How many of which actors and groups, and which events and relations pass.
type Case<'a> = (
    Matching,
    &'a [&'a str],
    &'a [&'a str],
    &'a [usize],
    &'a [usize],
);

#[test]
fn a_filter_says_how_many_of_the_chosen_act() {
    use Matching::{All, Any, Between};
    let d = meetings();
    let (index, facts) = (index(&d), facts(&d));
    let passing = |filter: &Filter| -> (Vec<usize>, Vec<usize>) {
        let criteria = Criteria::new(filter, &facts);
        let events = criteria.passing(&Bits::all(index.len()), &index, &facts);
        let relations = criteria.passing_relations(&d, &index, &facts);
        (events.iter().collect(), relations.iter().collect())
    };
    let cases: &[Case<'_>] = &[
        (Any, &["a", "b"], &[], &[0, 1, 2, 4], &[0, 1]),
        (All, &["a", "b"], &[], &[0, 2], &[0]),
        (Between, &["a", "b"], &[], &[0], &[0]),
        (All, &["a", "c"], &[], &[1, 2], &[1]),
        (Between, &["c"], &[], &[], &[]),
        // Of a group nobody acts who is only mentioned or left out.
        (Any, &[], &["x"], &[0, 1, 2], &[0, 1]),
        (Between, &[], &["x"], &[0], &[0]),
        (All, &[], &["x", "y"], &[1, 2], &[1]),
        // Actors and groups together.
        (Any, &["c"], &["x"], &[0, 1, 2, 4], &[0, 1, 2]),
        (All, &["c"], &["x"], &[1, 2], &[1]),
        (Between, &["c"], &["x"], &[0, 1, 2], &[0, 1]),
        (Any, &["a", "nobody"], &[], &[0, 1, 2], &[0, 1]),
        (All, &["a", "nobody"], &[], &[], &[]),
        // Where nobody is chosen there is nothing to match.
        (Between, &[], &[], &[0, 1, 2, 3, 4], &[0, 1, 2]),
    ];
    for &(how, actors, groups, events, relations) in cases {
        let found = passing(&matching(how, actors, groups));
        let expected = (events.to_vec(), relations.to_vec());
        assert_eq!(found, expected, "{how:?} {actors:?} {groups:?}");
    }
}

#[test]
fn who_is_inside_is_told_where_only_what_is_between_passes() {
    let d = meetings();
    let (index, facts) = (index(&d), facts(&d));
    let inside = |filter: &Filter| {
        let inside = Criteria::new(filter, &facts).inside(&index);
        inside.map(|inside| inside.iter().collect::<Vec<_>>())
    };
    let between = matching(Matching::Between, &["c"], &["x"]);
    assert_eq!(inside(&between), Some(vec![0, 1, 2]));
    let all = matching(Matching::All, &["c"], &["x"]);
    assert_eq!(inside(&all), None);
    assert_eq!(inside(&matching(Matching::Between, &[], &[])), None);
}

#[test]
fn counts_follow_how_many_act() {
    let d = meetings();
    let (index, facts) = (index(&d), facts(&d));
    let counts = |filter: &Filter| -> Vec<Vec<usize>> {
        let criteria = Criteria::new(filter, &facts);
        let facets = Facets::new(&criteria, &Bits::all(index.len()), &d, &index, &facts);
        let is_asked = |facet: &Facet| matches!(facet, Facet::Actor | Facet::Group);
        let of = facets.facets.iter().filter(|(facet, _)| is_asked(facet));
        of.map(|(_, choices)| choices.iter().map(|c| c.count).collect())
            .collect()
    };
    // Groups x and y, then actors a to d.
    let any = matching(Matching::Any, &["a"], &["y"]);
    assert_eq!(counts(&any), [vec![3, 3], vec![3, 3, 3, 1]]);
    let all = matching(Matching::All, &["a"], &[]);
    assert_eq!(counts(&all), [vec![3, 2], vec![3, 2, 2, 0]]);
    let between = matching(Matching::Between, &["a", "c"], &[]);
    assert_eq!(counts(&between), [vec![3, 2], vec![2, 1, 2, 0]]);
}

#[test]
fn what_is_no_actor_stands_nowhere() {
    let mut d = meetings();
    let stand = |id: &str| Stand::new(id.into(), [1.0, 2.0]);
    d.places = ["c", "nobody", "a"].map(stand).into_iter().collect();
    let stands = index(&d).stands(&d);
    assert_eq!(stands, [(2, [1.0, 2.0]), (0, [1.0, 2.0])]);
}
