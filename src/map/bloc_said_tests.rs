//! What the words of the arrows between blocs say.

use super::bloc_tests::{BLOCS, arrows, dataset, event, plans, several};
use crate::dataset::{Category, Event, Status};
use crate::scene::vec2;

#[test]
fn words_are_acts_of_their_own_side_and_happened_if_the_arrow_did() {
    let actors = ["a0", "b0"];
    let said = |events: Vec<Event>| arrows(&dataset(&actors, events)).swap_remove(0).words;
    let of = |tone: f64, kinds: &[&str]| {
        let each = kinds.iter().map(|kind| event(&["a0"], &["b0"], tone, kind));
        each.collect::<Vec<Event>>()
    };
    // Who mediates demands nothing, and talks are not what is hostile in a quarrel.
    assert_eq!(
        said(of(3.0, &["REQUEST", "REQUEST", "SUPPORT"])),
        "appeals, support"
    );
    assert_eq!(said(of(-3.0, &["REQUEST", "CONSULT"])), "demands");
    assert_eq!(said(of(3.0, &["ACCUSE", "THREATEN"])), "");
    assert_eq!(said(of(0.0, &["REQUEST", "CONSULT"])), "demands, talks");
    // One act of many says nothing of the others.
    assert_eq!(said(of(-3.0, &["THREATEN", "", "", ""])), "");
    // What is planned is no deed, unless all of it is.
    let mut events = of(-5.0, &["MOBILIZE", "MOBILIZE", "ASSAULT"]);
    events[2].status = Status::Planned;
    assert_eq!(said(events.clone()), "mobilisation");
    for event in &mut events {
        event.status = Status::Planned;
    }
    assert_eq!(said(events), "mobilisation, attacks");
}

#[test]
fn without_acts_an_arrow_says_of_which_side_its_parts_are_and_no_category() {
    let mut two = several(2, &event(&["a0"], &["b0"], 3.0, ""));
    for event in &mut two {
        event.category = Some("press".into());
    }
    let mut dataset = dataset(&["a0", "b0"], two);
    let category = Category {
        id: "press".into(),
        name: "Press".into(),
        ..Category::default()
    };
    dataset.categories = std::iter::once(category).collect();
    assert_eq!(arrows(&dataset)[0].words, "");
    let plans = plans(&dataset, &[vec2(900.0, 400.0)], BLOCS);
    let words = plans[0].blocs.as_ref().unwrap().words[0].as_ref().unwrap();
    assert_eq!(words.count.as_ref().unwrap().0, "2 friendly");
}
