//! The side panel and the dialogs: what is said, edited, undone and asked.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod support;

use detente::dataset::{Actor, ActorKind, Event, Matching, Role, Status};
use detente::editor::{Selection, Start};
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use std::io::Write as _;
use support::{Window, click, menu, open_in, press, retype, sample, says, settle};

fn event<'a>(window: &'a Window, id: &str) -> &'a Event {
    window
        .state()
        .state()
        .dataset()
        .unwrap()
        .events
        .find(id)
        .unwrap()
        .1
}

fn actor<'a>(window: &'a Window, id: &str) -> &'a Actor {
    window
        .state()
        .state()
        .dataset()
        .unwrap()
        .actors
        .find(id)
        .unwrap()
        .1
}

fn talks() -> Window {
    let mut window = sample();
    // With everybody on the map.
    press(&mut window, Modifiers::ALT, Key::Num5);
    click(&mut window, "Three-on-three talks");
    assert!(matches!(
        window.state().state().selection,
        Some(Selection::Event(_))
    ));
    window
}

fn value(window: &Window, field: &str) -> String {
    window
        .get_by_label(field)
        .accesskit_node()
        .value()
        .unwrap_or_default()
}

/// Opens a menu of the panel and picks from it.
fn pick(window: &mut Window, field: &str, choice: &str) {
    window.get_by_label(field).click();
    settle(window);
    window.get_all_by_label(choice).last().unwrap().click();
    settle(window);
}

#[test]
fn a_title_is_one_edit_and_can_be_undone() {
    let mut window = talks();
    retype(&mut window, "Title", "Talks behind closed doors");
    assert_eq!(
        &*event(&window, "three-on-three").title,
        "Three-on-three talks",
        "not a letter before Enter"
    );
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(
        &*event(&window, "three-on-three").title,
        "Talks behind closed doors"
    );
    let undo = window
        .state()
        .state()
        .document
        .as_ref()
        .unwrap()
        .history
        .to_undo()
        .unwrap()
        .name
        .clone();
    assert_eq!(undo, "change of title of “Three-on-three talks”");
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(
        &*event(&window, "three-on-three").title,
        "Three-on-three talks"
    );
    assert_eq!(value(&window, "Title"), "Three-on-three talks");
    assert!(!window.state().state().is_changed());
}

#[test]
fn escape_gives_up_what_was_typed_and_keeps_the_selection() {
    let mut window = talks();
    retype(&mut window, "Title", "Nonsense");
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert_eq!(value(&window, "Title"), "Three-on-three talks");
    assert!(window.state().state().selection.is_some());
    assert!(!window.state().state().is_changed());
}

#[test]
fn what_is_typed_is_handed_in_when_something_else_is_selected() {
    let mut window = talks();
    retype(&mut window, "Title", "Talks at the base");
    click(&mut window, "Viktor Orbán");
    assert_eq!(
        &*event(&window, "three-on-three").title,
        "Talks at the base"
    );
    assert_eq!(value(&window, "Name"), "Viktor Orbán");
}

#[test]
fn what_is_typed_is_saved_too() {
    let mut window = talks();
    retype(&mut window, "Title", "Talks at the base");
    press(&mut window, Modifiers::COMMAND, Key::S);
    assert_eq!(
        &*event(&window, "three-on-three").title,
        "Talks at the base"
    );
    assert!(says(&window, "a path is typed"), "where to");
}

#[test]
fn a_date_says_how_it_is_understood_while_it_is_typed() {
    let mut window = talks();
    retype(&mut window, "When", "15 Aug 2025 11:30 to 14:15");
    assert!(says(
        &window,
        "Understood as Friday 15 August 2025, 11:30 to 14:15 in Anchorage"
    ));
    press(&mut window, Modifiers::NONE, Key::Enter);
    let when = event(&window, "three-on-three").when.clone();
    assert_eq!(when.as_deref(), Some("2025-08-15T11:30/2025-08-15T14:15"));
    assert_eq!(value(&window, "When"), "2025-08-15T11:30/2025-08-15T14:15");
}

#[test]
fn a_date_that_is_none_is_refused_in_words_and_stays_to_be_mended() {
    let mut window = talks();
    let before = event(&window, "three-on-three").when.clone();
    retype(&mut window, "When", "15 Agust");
    assert!(says(&window, "“15 Agust” is not a date"));
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(event(&window, "three-on-three").when, before);
    assert_eq!(value(&window, "When"), "15 Agust");
    assert!(says(&window, "“15 Agust” is not a date"));
    retype(&mut window, "When", "2025-08-16/2025-08-15");
    assert!(says(&window, "ends before it starts"));
    retype(&mut window, "When", "15 August 2025");
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(
        event(&window, "three-on-three").when.as_deref(),
        Some("2025-08-15")
    );
}

#[test]
fn a_very_long_title_leaves_the_fields_at_hand() {
    let mut window = talks();
    let long = "Many words of one title ".repeat(800);
    retype(&mut window, "Title", &long);
    press(&mut window, Modifiers::NONE, Key::Enter);
    let status = window.get_by_label("Status").rect();
    assert!(status.bottom() < 500.0, "{status}");
}

#[test]
fn a_new_event_has_no_date_and_an_id_of_its_title() {
    let mut window = sample();
    menu(&mut window, "Insert", "Event");
    assert_eq!(event(&window, "new-event").when, None);
    retype(&mut window, "Title", "Aid convoy");
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(event(&window, "aid-convoy").title, "Aid convoy");
    retype(&mut window, "Title", "Aid convoys");
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(event(&window, "aid-convoy").title, "Aid convoys");
}

#[test]
fn a_tone_takes_any_minus_and_no_nonsense() {
    let mut window = talks();
    retype(&mut window, "Tone", "−2,5");
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(event(&window, "three-on-three").tone.get(), Some(-2.5));
    for nonsense in ["11", "NaN", "warm"] {
        retype(&mut window, "Tone", nonsense);
        press(&mut window, Modifiers::NONE, Key::Enter);
        assert!(says(&window, "is not a tone"), "{nonsense}");
        assert_eq!(event(&window, "three-on-three").tone.get(), Some(-2.5));
    }
    press(&mut window, Modifiers::NONE, Key::Escape);
}

#[test]
fn status_category_and_importance_are_picked() {
    let mut window = talks();
    pick(&mut window, "Status", "Denied");
    assert_eq!(event(&window, "three-on-three").status, Status::Denied);
    pick(&mut window, "Category", "Statements");
    assert_eq!(
        event(&window, "three-on-three").category.as_deref(),
        Some("positions")
    );
    pick(&mut window, "Importance", "1, least");
    assert_eq!(event(&window, "three-on-three").importance, 1);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(event(&window, "three-on-three").importance, 5);
}

#[test]
fn participants_are_added_removed_and_given_a_role() {
    let mut window = talks();
    let count = |w: &Window| event(w, "three-on-three").participants.len();
    let before = count(&window);
    pick(&mut window, "Role of Putin", "acts");
    let roles: Vec<Role> = event(&window, "three-on-three")
        .participants
        .iter()
        .map(|p| p.role)
        .collect();
    assert_eq!(roles.iter().filter(|r| **r == Role::From).count(), 1);
    click(&mut window, "Remove Putin");
    assert_eq!(count(&window), before - 1);
    window.get_by_label("Add participant").focus();
    settle(&mut window);
    window.get_by_label("Add participant").type_text("путин");
    settle(&mut window);
    press(&mut window, Modifiers::NONE, Key::Enter);
    let participants = &event(&window, "three-on-three").participants;
    assert_eq!(participants.len(), before);
    assert_eq!(&*participants.last().unwrap().actor, "putin");
    // The field waits for the next one: with nothing typed, undo means what was added.
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(
        event(&window, "three-on-three").participants.len(),
        before - 1
    );
}

#[test]
fn an_event_is_deleted_from_the_panel_and_comes_back() {
    let mut window = talks();
    click(&mut window, "Delete event");
    let dataset = window.state().state().dataset().unwrap();
    assert!(dataset.events.find("three-on-three").is_none());
    assert!(dataset.events.iter().all(|e| {
        e.by_hand
            .leads_to
            .iter()
            .all(|l| &*l.event != "three-on-three")
    }));
    assert!(says(&window, "Deleted “Three-on-three talks”"));
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(event(&window, "three-on-three").participants.len(), 8);
    assert_eq!(value(&window, "Title"), "Three-on-three talks", "selected");
}

#[test]
fn an_event_says_who_says_so_and_how_accounts_differ() {
    let mut window = sample();
    click(&mut window, "Three-on-three talks");
    assert!(says(&window, "Who says so"));
    assert!(says(&window, "Accounts of it differ in substance."));
    assert!(says(&window, "According to TASS"));
    assert!(says(&window, "Talks are to begin at 11:00"));
}

#[test]
fn an_actor_lists_its_ties_and_a_tie_says_why_it_is_there() {
    let mut window = sample();
    click(&mut window, "Donald Trump");
    assert!(matches!(
        window.state().state().selection,
        Some(Selection::Actor(_))
    ));
    assert_eq!(value(&window, "Name"), "Donald Trump");
    assert!(says(&window, "Takes part in"));
    window.get_by_label_contains("Tie to Putin, ").click();
    settle(&mut window);
    let Some(Selection::Tie(a, b)) = window.state().state().selection else {
        panic!("no tie is selected");
    };
    assert!(a < b);
    assert!(says(&window, "Trump and Putin"));
    assert!(says(&window, "Why is this line here?"));
    assert!(
        says(&window, "go from Trump to Putin in"),
        "events and relations, in the window"
    );
    click(&mut window, "Add relation");
    assert!(matches!(
        window.state().state().selection,
        Some(Selection::Relation(_))
    ));
    retype(&mut window, "Label", "writes to");
    press(&mut window, Modifiers::NONE, Key::Enter);
    press(&mut window, Modifiers::ALT, Key::ArrowLeft);
    assert!(matches!(
        window.state().state().selection,
        Some(Selection::Tie(..))
    ));
    let relations = &window.state().state().dataset().unwrap().relations;
    let added = relations.iter().last().unwrap();
    assert_eq!(added.label.as_deref(), Some("writes to"));
}

#[test]
fn an_actor_is_edited() {
    let mut window = sample();
    click(&mut window, "Donald Trump");
    retype(&mut window, "Also called", "The Donald; 特朗普; טראמפ");
    press(&mut window, Modifiers::NONE, Key::Enter);
    let aliases: Vec<&str> = actor(&window, "trump")
        .aliases
        .iter()
        .map(|a| &**a)
        .collect();
    assert_eq!(aliases, ["The Donald", "特朗普", "טראמפ"]);
    pick(&mut window, "Kind", "State");
    click(&mut window, "Unnamed");
    assert!(actor(&window, "trump").unnamed);
}

#[test]
fn the_filter_counts_what_each_choice_would_leave() {
    let mut window = sample();
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
    assert!(says(&window, "All 132 events pass."));
    let all = value(&window, "Talks and visits");
    click(&mut window, "Talks and visits");
    assert!(says(&window, &format!("{all} of 132 events pass.")));
    let other = value(&window, "Statements");
    click(&mut window, "Statements");
    let sum = all.parse::<usize>().unwrap() + other.parse::<usize>().unwrap();
    assert!(
        says(&window, &format!("{sum} of 132 events pass.")),
        "either of the two"
    );
    assert_eq!(
        value(&window, "Talks and visits"),
        all,
        "its own facet does not count"
    );
    click(&mut window, "Clear");
    assert!(says(&window, "All 132 events pass."));
    retype(&mut window, "Words in events", "elmendorf");
    assert!(!says(&window, "All 132 events pass."));
}

#[test]
fn of_several_actors_a_filter_asks_for_any_all_or_what_is_between_them() {
    let start = Start {
        sample: true,
        ..Start::default()
    };
    let mut window = open_in(start, [1440.0, 1300.0]);
    let dataset = window.state().state().dataset().unwrap().clone();
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
    let tick = |window: &mut Window, name: &str| {
        let row = window.get_by_role_and_label(egui::Role::CheckBox, name);
        row.click();
        settle(window);
    };
    let matching = |window: &Window| window.state().state().view.filter.matching;
    tick(&mut window, "Vladimir Putin");
    assert!(!says(&window, "Any of them"), "of one there is no choice");
    tick(&mut window, "Donald Trump");
    let is_in = |event: &Event, id: &str, out: &[Role]| {
        let mut parts = event.participants.iter();
        parts.any(|p| &*p.actor == id && !out.contains(&p.role))
    };
    for (choice, how) in [
        ("Any of them", Matching::Any),
        ("All of them", Matching::All),
        ("Only between them", Matching::Between),
    ] {
        let row = window.get_by_role_and_label(egui::Role::RadioButton, choice);
        row.click();
        settle(&mut window);
        assert_eq!(matching(&window), how);
        let out: &[Role] = match how {
            Matching::Any | Matching::All => &[Role::Mentioned],
            Matching::Between => &[Role::Mentioned, Role::Absent],
        };
        let passing = dataset.events.iter().filter(|event| {
            let (one, other) = (is_in(event, "putin", out), is_in(event, "trump", out));
            match how {
                Matching::Any => one || other,
                Matching::All | Matching::Between => one && other,
            }
        });
        let told = format!("{} of 132 events pass.", passing.count());
        assert!(says(&window, &told), "{choice}: {told}");
    }
    tick(&mut window, "Donald Trump");
    assert_eq!(matching(&window), Matching::Any);
    assert!(!says(&window, "Any of them"));
    click(&mut window, "Clear");
    assert!(says(&window, "All 132 events pass."));
}

/// Texts of any script and length, also in the smallest panel, do not make it wider.
#[test]
fn the_panel_keeps_its_width() {
    let mut window = talks();
    let right = |w: &Window| w.get_by_label("Close the panel").rect().right();
    let left = |w: &Window| w.get_by_label("Title").rect().left();
    let before = (left(&window), right(&window));
    for text in [
        "שלום עולם ".repeat(40),
        "会談".repeat(120),
        "🇺🇦🤝🏽 talks ".repeat(30),
        "W".repeat(300),
    ] {
        retype(&mut window, "Title", &text);
        press(&mut window, Modifiers::NONE, Key::Enter);
        for _ in 0..8 {
            window.step();
        }
        assert_eq!((left(&window), right(&window)), before, "{text}");
    }
}

#[test]
fn changes_are_not_lost_without_a_question() {
    let mut window = talks();
    pick(&mut window, "Status", "Denied");
    press(&mut window, Modifiers::COMMAND, Key::N);
    assert!(says(&window, "Save changes to alaska-summit.detente?"));
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(!says(&window, "Save changes to"));
    assert_eq!(event(&window, "three-on-three").status, Status::Denied);
    press(&mut window, Modifiers::COMMAND, Key::N);
    click(&mut window, "Discard");
    assert!(window.state().state().dataset().unwrap().events.is_empty());
}

#[test]
fn a_path_is_typed_where_there_is_no_native_dialog() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("other.detente");
    let mut window = talks();
    pick(&mut window, "Status", "Planned");
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::S);
    assert!(says(
        &window,
        "Without a file dialog of the system, a path is typed."
    ));
    retype(&mut window, "Path", &file.display().to_string());
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert!(file.exists());
    assert!(!window.state().state().is_changed());
    assert!(says(&window, "Saved."));
}

#[test]
fn shortcuts_about_and_export_are_dialogs_that_escape_leaves() {
    let mut window = sample();
    press(&mut window, Modifiers::NONE, Key::F1);
    assert!(says(&window, "Keyboard shortcuts"));
    assert!(says(&window, "Find next: F3 or"));
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert!(window.state().state().dialog.is_none(), "Enter closes it");
    menu(&mut window, "Help", "About Detente");
    assert!(says(&window, "MIT or Apache-2.0") && says(&window, "Open Font License"));
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(window.state().state().dialog.is_none());
    press(&mut window, Modifiers::COMMAND, Key::E);
    click(&mut window, "SVG");
    pick(&mut window, "Size", "HD, 1280 × 720");
    assert!(says(&window, "1,280 × 720 points"));
    pick(&mut window, "Size", "Another");
    retype(&mut window, "Width and height", "100");
    assert!(says(&window, "“100” is not a size"));
    retype(&mut window, "Width and height", "1000 × 500");
    assert!(says(&window, "1,000 × 500 points"));
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(window.state().state().dialog.is_none());
}

#[test]
fn the_welcome_page_offers_three_ways_in() {
    let mut window = support::open(Start::default());
    assert!(says(&window, "How to read it."));
    assert!(window.query_by_label("New dataset").is_some());
    click(&mut window, "Open a file");
    assert!(says(&window, "a path is typed"));
    press(&mut window, Modifiers::NONE, Key::Escape);
    click(&mut window, "Open the Alaska summit");
    assert_eq!(window.state().state().dataset().unwrap().events.len(), 132);
}

#[test]
fn a_problem_is_told_in_words_and_goes_to_its_item() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("faulty.detente");
    let text = r#"{"format": "detente", "version": 1, "title": "Faulty",
        "actors": [{"id": "putin", "name": "Vladimir Putin"}],
        "events": [{"id": "call", "title": "A call", "when": "2025-08-12", "participants": [{"actor": "putn"}]}]}"#;
    detente::files::save::save(text.as_bytes(), &file, &detente::files::save::Disk).unwrap();
    let mut window = support::with_file(&file);
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::M);
    let row = "A call: participant “putn” is not an actor.";
    assert!(says(&window, row));
    window
        .query_all_by_label_contains(row)
        .next()
        .unwrap()
        .click();
    settle(&mut window);
    assert_eq!(value(&window, "Title"), "A call");
    assert!(says(&window, "Role of putn"));
}

#[test]
fn a_claim_counts_sources_and_not_how_often_they_are_cited() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("cited.detente");
    let text = r#"{"format": "detente", "version": 1, "title": "Cited",
        "sources": [
            {"id": "good", "title": "Good", "publisher": "Reuters", "reliability": "A"},
            {"id": "poor", "title": "Poor", "publisher": "Nowhere", "reliability": "D"}],
        "events": [{"id": "call", "title": "A call", "when": "2025-08-12", "citations": [
            {"source": "good"}, {"source": "good", "locator": "p. 2"}, {"source": "poor"}]}]}"#;
    detente::files::save::save(text.as_bytes(), &file, &detente::files::save::Disk).unwrap();
    let mut window = support::with_file(&file);
    click(&mut window, "A call");
    let words = "Only one reliable source says this; one weaker source says it too.";
    assert!(says(&window, words));
    click(&mut window, "Remove source 3");
    assert!(says(&window, "Only one source says this."), "cited twice");
}

/// What is listed is gathered anew for each selection and edit, and what is gathered for one item
/// is not shown of another.
#[test]
fn lists_follow_the_selection_and_the_edits() {
    let mut window = talks();
    assert!(says(&window, "Joined to"));
    let count = |w: &Window, title: &str| w.query_all_by_label(title).count();
    let on_timeline = count(&window, "Three-on-three talks");
    let source = window.get_by_label("[The talks go on three-on-three]");
    source.click_accesskit();
    settle(&mut window);
    assert!(!says(&window, "Joined to"));
    let listed = count(&window, "Three-on-three talks");
    assert!(listed > on_timeline, "the source lists what cites it");
    press(&mut window, Modifiers::ALT, Key::ArrowLeft);
    retype(&mut window, "Title", "Talks at the base");
    press(&mut window, Modifiers::NONE, Key::Enter);
    press(&mut window, Modifiers::ALT, Key::ArrowRight);
    assert_eq!(count(&window, "Three-on-three talks"), 0);
    assert_eq!(count(&window, "Talks at the base"), listed);
}

#[test]
fn the_export_dialog_says_how_large_the_file_will_be() {
    let mut window = sample();
    press(&mut window, Modifiers::COMMAND, Key::E);
    assert!(says(&window, " pixels wide, as high as it needs to be"));
}

#[test]
fn the_export_dialog_has_the_headline_of_what_is_shown_and_a_box_for_each_part() {
    let mut window = sample();
    press(&mut window, Modifiers::COMMAND, Key::E);
    let headline = |window: &Window| value(window, "Headline of the image");
    let of_bookmark =
        "Trump flew to Alaska for a ceasefire and came home having dropped the demand";
    assert_eq!(headline(&window), of_bookmark);
    let is_on = |window: &Window, name: &str| {
        let found = window.get_by_role_and_label(egui::Role::CheckBox, name);
        found.accesskit_node().toggled() == Some(egui::accesskit::Toggled::True)
    };
    for part in ["Headline", "Notes", "Key", "Sources", "Undated"] {
        assert!(is_on(&window, part), "{part}");
    }
    assert!(!is_on(&window, "Selection"));
    let sources = window.get_by_role_and_label(egui::Role::CheckBox, "Sources");
    sources.click();
    settle(&mut window);
    assert!(!is_on(&window, "Sources") && is_on(&window, "Notes"));
    pick(&mut window, "Range", "The whole dataset, without filter");
    assert_eq!(headline(&window), "The Alaska summit");
}

#[test]
fn lost_rows_of_a_table_are_told_apart_from_what_was_found_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("table.csv");
    let text = "title,when,tone\nA call,2025-08-12,warm\n,,3\n";
    detente::files::save::save(text.as_bytes(), &file, &detente::files::save::Disk).unwrap();
    let mut window = support::with_file(&file);
    assert!(says(&window, "1 event with a date; 1 row left out."));
    click(&mut window, "Show problems");
    assert!(says(&window, "the row “3” has no title and no date"));
    assert!(says(&window, "is not a number"), "of the row that was read");
}

/// A word that nobody knows is kept until another is chosen.
#[test]
fn a_choice_replaces_an_unknown_word_of_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("words.detente");
    let text = r#"{"format": "detente", "version": 1, "title": "Words",
        "sources": [{"id": "good", "title": "Good"}],
        "actors": [{"id": "putin", "name": "Vladimir Putin", "short": "Putin"}],
        "events": [{"id": "call", "title": "A call", "when": "2025-08-12",
            "participants": [{"actor": "putin", "role": "spectator"}],
            "citations": [{"source": "good", "credibility": 9, "stance": "wonders"}]}]}"#;
    detente::files::save::save(text.as_bytes(), &file, &detente::files::save::Disk).unwrap();
    let mut window = support::with_file(&file);
    let saved = |window: &mut Window| {
        press(window, Modifiers::COMMAND, Key::S);
        std::fs::read_to_string(&file).unwrap()
    };
    click(&mut window, "A call");
    retype(&mut window, "Title", "The call");
    press(&mut window, Modifiers::NONE, Key::Enter);
    let kept = saved(&mut window);
    assert!(kept.contains("spectator") && kept.contains("wonders"));
    pick(&mut window, "Role of Putin", "acts");
    let grade = "Credibility of source 1";
    pick(&mut window, grade, "2, probably true");
    pick(&mut window, grade, "Disputes it");
    let saved = saved(&mut window);
    for word in ["spectator", "wonders", "9"] {
        assert!(!saved.contains(&format!("\"{word}\"")), "{word}: {saved}");
    }
    assert!(!saved.contains("\"credibility\": 9"), "{saved}");
    assert!(saved.contains("disputes"), "{saved}");
}

#[test]
fn a_problem_is_told_once_and_with_its_place_until_the_file_is_another() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("faulty.detente");
    let text = r#"{"format": "detente", "version": 1, "title": "Faulty",
        "actors": [{"id": "putin", "name": "Vladimir Putin"}],
        "events": [{"id": "call", "title": "A call that took long", "when": "2025-08-12",
            "participants": [{"actor": "putn"}]}]}"#;
    detente::files::save::save(text.as_bytes(), &file, &detente::files::save::Disk).unwrap();
    let mut window = support::with_file(&file);
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::M);
    let row = "A call that took long: participant “putn” is not an actor. Did you mean “putin”?";
    let rows = |w: &Window| w.query_all_by_label_contains(row).count();
    assert_eq!(rows(&window), 1);
    assert!(says(&window, &format!("{row} Line 4, column")));
    click(&mut window, "Close the panel");
    retype(&mut window, "Title", "Mended soon");
    press(&mut window, Modifiers::NONE, Key::Enter);
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::M);
    assert_eq!(rows(&window), 1);
    assert!(
        says(&window, &format!("{row} Line 4, column")),
        "the file is as it was"
    );
    press(&mut window, Modifiers::COMMAND, Key::S);
    assert_eq!(rows(&window), 1);
    assert!(!says(&window, "Line 4"), "the file's lines are others");
}

/// What was to follow a save is given up with the question whether to replace a file.
#[test]
fn escape_at_replace_gives_up_what_was_to_follow() {
    let folder = tempfile::tempdir().unwrap();
    let (old, other) = (
        folder.path().join("old.detente"),
        folder.path().join("other.detente"),
    );
    detente::files::save::save(b"{}", &old, &detente::files::save::Disk).unwrap();
    let mut window = talks();
    pick(&mut window, "Status", "Denied");
    press(&mut window, Modifiers::COMMAND, Key::N);
    click(&mut window, "Save");
    retype(&mut window, "Path", &old.display().to_string());
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert!(says(&window, "Replace old.detente?"));
    press(&mut window, Modifiers::NONE, Key::Escape);
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::S);
    retype(&mut window, "Path", &other.display().to_string());
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert!(other.exists());
    let dataset = window.state().state().dataset().unwrap();
    assert_eq!(dataset.events.len(), 132, "no new dataset follows");
}

#[test]
fn back_and_forward_leave_out_what_was_deleted() {
    let mut window = talks();
    let first = window.state().state().selection;
    let other = window.get_all_by_label("Statements to the press").next();
    other.unwrap().click_accesskit();
    settle(&mut window);
    assert_eq!(value(&window, "Title"), "Statements to the press");
    click(&mut window, "Delete event");
    let third = window.get_all_by_label("Viktor Orbán").next();
    third.unwrap().click_accesskit();
    settle(&mut window);
    press(&mut window, Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(window.state().state().selection, first);
    press(&mut window, Modifiers::ALT, Key::ArrowRight);
    assert_eq!(value(&window, "Name"), "Viktor Orbán");
}

#[test]
fn a_long_list_of_events_is_folded() {
    let mut window = sample();
    assert!(says(&window, "22"), "events of the tie");
    click(&mut window, "15 more");
    assert!(!says(&window, "15 more"));
    assert!(says(&window, "Trump calls Putin"));
}

#[test]
fn a_relation_is_turned_round() {
    let mut window = sample();
    let ends = |window: &Window| {
        let relation = window
            .state()
            .state()
            .dataset()
            .unwrap()
            .relations
            .find("trump-seeks-truce");
        relation.map(|(_, r)| (r.from.to_string(), r.to.to_string()))
    };
    click(&mut window, "pushes for a truce");
    let before = ends(&window).unwrap();
    click(&mut window, "Turn round");
    assert_eq!(ends(&window).unwrap(), (before.1.clone(), before.0.clone()));
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(ends(&window).unwrap(), before);
}

#[test]
fn a_name_that_is_new_becomes_an_actor_or_a_source() {
    let mut window = sample();
    menu(&mut window, "File", "New");
    menu(&mut window, "Insert", "Event");
    press(&mut window, Modifiers::NONE, Key::Escape);
    click(&mut window, "New event");
    for (field, name) in [
        ("Add participant", "Anna Berg"),
        ("Add source", "https://example.org/report"),
    ] {
        window.get_by_label(field).focus();
        settle(&mut window);
        window.get_by_label(field).type_text(name);
        settle(&mut window);
        assert!(says(&window, &format!("“{name}”")));
        press(&mut window, Modifiers::NONE, Key::Enter);
    }
    let dataset = window.state().state().dataset().unwrap();
    let event = dataset.events.iter().next().unwrap();
    assert_eq!(event.participants[0].actor.as_str(), "anna-berg");
    assert_eq!(
        &*dataset.actors.find("anna-berg").unwrap().1.name,
        "Anna Berg"
    );
    let source = dataset.sources.iter().next().unwrap();
    assert_eq!(event.citations[0].source, source.id);
    assert_eq!(source.url.as_deref(), Some("https://example.org/report"));
    press(&mut window, Modifiers::NONE, Key::Escape);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    let dataset = window.state().state().dataset().unwrap();
    assert!(dataset.actors.is_empty() && dataset.sources.is_empty());
}

#[test]
fn the_export_dialog_shows_the_picture_and_keeps_up_with_the_choices() {
    let mut window = sample();
    press(&mut window, Modifiers::COMMAND, Key::E);
    settle(&mut window);
    let shown = |window: &Window| {
        let found = window.query_by_label_contains("Preview of the image");
        found.map(|node| node.accesskit_node().label().unwrap_or_default())
    };
    let figure = shown(&window);
    assert!(figure.is_some(), "the picture is drawn");
    click(&mut window, "Chart");
    settle(&mut window);
    let map = shown(&window);
    assert!(map.is_some() && map != figure, "{map:?} after {figure:?}");
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert_eq!(shown(&window), None);
}

#[test]
fn a_tie_says_what_goes_its_way_and_what_of_it_is_denied() {
    let text = r#"{"format":"detente","version":1,
        "actors":[{"id":"egypt","name":"Egypt"},{"id":"sudan","name":"Sudan"}],
        "relations":[{"id":"asks","from":"egypt","to":"sudan","label":"asks"},
                     {"id":"helps","from":"sudan","to":"egypt","label":"helps"}]}"#;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("nile.detente");
    let mut file = std::fs::File::create(&path).unwrap();
    file.write_all(text.as_bytes()).unwrap();
    let mut window = support::with_file(path);
    click(&mut window, "Egypt");
    click(&mut window, "Tie to Sudan");
    assert!(says(&window, "1 relation goes from Egypt to Sudan."));
    click(&mut window, "asks");
    click(&mut window, "Status");
    click(&mut window, "Denied");
    press(&mut window, Modifiers::ALT, Key::ArrowLeft);
    assert!(says(
        &window,
        "All that goes from Egypt to Sudan is denied: 1 relation."
    ));
    click(&mut window, "asks");
    press(&mut window, Modifiers::NONE, Key::Delete);
    press(&mut window, Modifiers::ALT, Key::ArrowLeft);
    // What goes back still joins them.
    assert!(says(&window, "Nothing goes from Egypt to Sudan."));
    assert!(says(&window, "Sudan → Egypt"));
    click(&mut window, "both");
    assert!(says(&window, "1 relation joins them."));
}

#[test]
fn a_guessed_kind_says_so_and_is_confirmed_with_one_press() {
    let text = r#"{"format":"detente","version":1,
        "actors":[{"id":"river","name":"River Guardians","kind":"place","kind_guessed":true}]}"#;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("river.detente");
    let mut file = std::fs::File::create(&path).unwrap();
    file.write_all(text.as_bytes()).unwrap();
    let mut window = support::with_file(path);
    press(&mut window, Modifiers::ALT, Key::Num3);
    click(&mut window, "River Guardians");
    assert!(says(&window, "Guessed from the name."));
    let kind = |window: &Window| {
        let actor = actor(window, "river");
        (actor.kind, actor.kind_guessed)
    };
    click(&mut window, "Confirm");
    assert_eq!(kind(&window), (ActorKind::Place, false));
    assert!(!says(&window, "Guessed from the name."));
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(kind(&window), (ActorKind::Place, true), "it was one step");
    // To choose a kind says it too, also the one that was guessed.
    click(&mut window, "Kind");
    window.get_all_by_label("Place").last().unwrap().click();
    settle(&mut window);
    assert_eq!(kind(&window), (ActorKind::Place, false));
}

/// Letters of two people, one of whom has a long name.
fn letters() -> (Window, tempfile::TempDir) {
    let text = r#"{"format":"detente","version":1,
        "actors":[{"id":"e","name":"Erich"},{"id":"a","name":"Onkel Albert in Chicago on the lake"}],
        "events":[
          {"id":"1","title":"Erich writes to Onkel Albert in Chicago on the lake about a quarrel","tone":-3,
           "participants":[{"actor":"e","role":"from"},{"actor":"a","role":"to"}]},
          {"id":"2","title":"Erich thanks","tone":3,
           "participants":[{"actor":"e","role":"from"},{"actor":"a","role":"to"}]},
          {"id":"3","title":"Albert answers","tone":1,
           "participants":[{"actor":"a","role":"from"},{"actor":"e","role":"to"}]}]}"#;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("letters.detente");
    detente::files::save::save(text.as_bytes(), &path, &detente::files::save::Disk).unwrap();
    (support::with_file(path), folder)
}

#[test]
fn a_list_of_ties_shows_both_sides_of_one() {
    let (mut window, _folder) = letters();
    click(&mut window, "Erich");
    let long = "Onkel Albert in Chicago on the lake";
    assert!(
        says(&window, &format!("Tie from {long}")),
        "one side: its mean"
    );
    click(
        &mut window,
        &format!("Tie to {long}, 1 hostile, 1 friendly"),
    );
    // Its name has lines of its own, so that the way and the sides are read.
    let way = format!("Erich → {long}: 2, writes about a quarrel; thanks");
    let rows = window.get_by_label(&way).rect().height();
    assert!(rows > 50.0, "{rows}");
}

#[test]
fn what_nobody_says_of_an_actor_is_not_said_to_be_a_person() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("station.csv");
    let table = "title,date,from,to\nThe station is begun,1998,NASA,Shareholders\n";
    detente::files::save::save(table.as_bytes(), &path, &detente::files::save::Disk).unwrap();
    let mut window = support::with_file(path);
    click(&mut window, "Shareholders");
    assert_eq!(actor(&window, "shareholders").kind, ActorKind::Unknown);
    assert_eq!(value(&window, "Kind"), "Not said");
}
