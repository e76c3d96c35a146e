//! Forms: what a person makes, names, colours, orders and deletes in the window, and what follows.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod support;

use detente::dataset::TO_THE_END;
use detente::dataset::{Dataset, Detail};
use detente::editor::Selection;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use support::{Window, click, menu, press, retype, sample, settle};

fn dataset(window: &Window) -> &Dataset {
    window.state().state().dataset().unwrap()
}

/// Opens a menu of the panel and picks from it.
fn pick(window: &mut Window, field: &str, choice: &str) {
    window.get_by_label(field).click();
    settle(window);
    window.get_all_by_label(choice).last().unwrap().click();
    settle(window);
}

fn undo(window: &mut Window) {
    press(window, Modifiers::COMMAND, Key::Z);
}

#[test]
fn a_group_is_made_named_coloured_moved_and_deleted() {
    let mut window = sample();
    let before = dataset(&window).clone();
    menu(&mut window, "Insert", "Group");
    retype(&mut window, "Name", "Neutral states");
    press(&mut window, Modifiers::NONE, Key::Enter);
    let made = |window: &Window| {
        let (_, group) = dataset(window).groups.find("neutral-states").unwrap();
        (
            group.name.to_string(),
            group.colour.as_deref().map(str::to_owned),
        )
    };
    assert_eq!(made(&window), ("Neutral states".to_owned(), None));
    pick(&mut window, "Colour", "Olive");
    assert_eq!(made(&window).1.as_deref(), Some("olive"));
    click(&mut window, "Up");
    let last = |window: &Window| dataset(window).groups.iter().last().unwrap().id.clone();
    assert_ne!(&*last(&window), "neutral-states");
    click(&mut window, "Down");
    assert_eq!(&*last(&window), "neutral-states");
    click(&mut window, "Delete group");
    assert!(*dataset(&window) == before);
    undo(&mut window);
    assert_eq!(made(&window).0, "Neutral states");
}

#[test]
fn a_group_that_is_deleted_is_let_go_by_its_actors() {
    let mut window = sample();
    click(&mut window, "Europe and NATO, a group");
    let Some(Selection::Group(handle)) = window.state().state().selection else {
        panic!("{:?}", window.state().state().selection);
    };
    let id = dataset(&window).groups.get(handle).unwrap().id.clone();
    let of_it = |window: &Window| {
        let actors = dataset(window).actors.iter();
        actors
            .filter(|actor| actor.group.as_ref() == Some(&id))
            .count()
    };
    let before = of_it(&window);
    assert!(before > 5);
    press(&mut window, Modifiers::NONE, Key::Delete);
    assert_eq!(of_it(&window), 0);
    let told = window.state().state().notice.as_ref().unwrap().text.clone();
    assert_eq!(
        told,
        format!("Deleted “Europe and NATO” and its part in {before} actors.")
    );
    undo(&mut window);
    assert_eq!(of_it(&window), before);
}

#[test]
fn a_category_is_made_where_it_is_needed() {
    let mut window = sample();
    click(&mut window, "Three-on-three talks");
    pick(&mut window, "Category", "New category…");
    let event = window.state().state().selection;
    window
        .get_by_label("Name of a category")
        .type_text("Closed doors");
    settle(&mut window);
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(window.state().state().selection, event, "the event stays");
    let (_, made) = dataset(&window).categories.find("closed-doors").unwrap();
    assert_eq!(&*made.name, "Closed doors");
    let (_, talks) = dataset(&window).events.find("three-on-three").unwrap();
    assert_eq!(talks.category.as_deref(), Some("closed-doors"));
    undo(&mut window);
    assert!(
        dataset(&window).categories.find("closed-doors").is_none(),
        "one edit"
    );
}

#[test]
fn a_bookmark_keeps_what_is_shown() {
    let mut window = sample();
    press(&mut window, Modifiers::ALT, Key::Num5);
    click(&mut window, "Three-on-three talks");
    press(&mut window, Modifiers::COMMAND, Key::D);
    retype(&mut window, "Title", "Behind doors");
    press(&mut window, Modifiers::NONE, Key::Enter);
    retype(&mut window, "Headline", "Nobody else was in the room");
    press(&mut window, Modifiers::NONE, Key::Enter);
    let (handle, made) = dataset(&window).bookmarks.find("behind-doors").unwrap();
    assert_eq!(made.says(), Some("Nobody else was in the room"));
    assert_eq!(made.detail.as_deref(), Some(Detail::Main.word()));
    assert_eq!(made.lanes.as_deref(), Some("category"));
    let view = window.state().state().view.clone();
    // What is shown again is what was kept.
    press(&mut window, Modifiers::NONE, Key::Escape);
    press(&mut window, Modifiers::ALT, Key::Num6);
    press(&mut window, Modifiers::NONE, Key::Num0);
    window.get_by_label("Behind doors").click();
    settle(&mut window);
    let state = window.state().state();
    assert_eq!(state.view.window, view.window);
    assert_eq!(state.view.level, view.level);
    let (event, _) = dataset(&window).events.find("three-on-three").unwrap();
    assert_eq!(state.selection, Some(Selection::Event(event)));
    assert!(dataset(&window).bookmarks.get(handle).is_some());
}

#[test]
fn with_another_id_goes_whatever_refers_to_it() {
    let mut window = sample();
    let before = dataset(&window).clone();
    press(&mut window, Modifiers::COMMAND, Key::F);
    window.get_by_label("Find").type_text("Vladimir Putin");
    settle(&mut window);
    press(&mut window, Modifiers::NONE, Key::Enter);
    settle(&mut window);
    click(&mut window, "More fields");
    retype(&mut window, "Id", "trump");
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert!(*dataset(&window) == before, "it is the id of another");
    retype(&mut window, "Id", "vladimir");
    press(&mut window, Modifiers::NONE, Key::Enter);
    let after = dataset(&window);
    assert!(after.actors.find("putin").is_none() && after.actors.find("vladimir").is_some());
    let written = detente::files::write(after);
    let names_him = |text: &str| text.matches("\"putin\"").count() + text.matches("putin>").count();
    assert_eq!(names_him(&written), 0);
    let faults = detente::dataset::check::check(after, TO_THE_END);
    assert!(faults.unwrap().is_empty());
    undo(&mut window);
    assert!(*dataset(&window) == before);
}
