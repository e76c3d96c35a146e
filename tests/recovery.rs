//! What is left of a window that did not end in order, and how a person has it again.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod support;

use detente::editor::Start;
use detente::files::journal::{self, Base, Journal, Line, Saving};
use detente::files::save::{self, Disk};
use detente::files::stamp::Content;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use support::{Window, click, menu, open, press, retype, says, settle};

const SMALL: &str = r#"{
  "format": "detente",
  "version": 1,
  "title": "Talks",
  "events": [{ "id": "talks", "title": "Talks in the hall", "when": "2025-08-15" }]
}
"#;

/// A folder with a file, and one of what the program remembers.
struct Place(tempfile::TempDir);

impl Place {
    fn new() -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        place.write("talks.detente", SMALL);
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let mut file = fs::File::create(self.path(name)).unwrap();
        file.write_all(text.as_bytes()).unwrap();
    }

    fn window(&self, file: Option<PathBuf>) -> Window {
        open(Start {
            file,
            folder: Some(self.path("state")),
            ..Start::default()
        })
    }

    fn with_file(&self) -> Window {
        self.window(Some(self.path("talks.detente")))
    }

    fn journals(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.path("state/recovery"));
        let paths = entries.into_iter().flatten().flatten().map(|e| e.path());
        paths
            .filter(|path| path.extension().is_some_and(|e| e == "journal"))
            .collect()
    }
}

fn add_event(window: &mut Window) {
    menu(window, "Insert", "Event");
    press(window, Modifiers::NONE, Key::Escape);
}

fn titles(window: &Window) -> Vec<String> {
    let dataset = window.state().state().dataset().unwrap();
    dataset.events.iter().map(|e| e.title.to_string()).collect()
}

/// Whether something is soon so: the journal is written on a thread of its own.
fn comes_true(window: &mut Window, is_so: impl Fn(&Window) -> bool) -> bool {
    (0..200).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(10));
        settle(window);
        is_so(window)
    })
}

fn count(window: &Window) -> usize {
    titles(window).len()
}

fn name(window: &Window) -> String {
    window.state().state().window_title()
}

const OPEN_ELSEWHERE: &str = "is open in another window";

#[test]
fn edits_survive_a_window_that_is_not_closed() {
    let place = Place::new();
    let mut window = place.with_file();
    add_event(&mut window);
    // The display goes away, or the program fails: nobody was asked.
    drop(window);
    assert_eq!(place.journals().len(), 1);
    let mut window = place.window(None);
    assert!(says(&window, "1 edit of talks.detente"));
    assert!(says(&window, "New event"));
    assert!(says(&window, &place.0.path().display().to_string()));
    click(&mut window, "Recover");
    assert_eq!(name(&window), "talks.detente • Edited — Detente");
    assert_eq!(count(&window), 2);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(count(&window), 1);
}

#[test]
fn a_window_that_is_closed_leaves_nothing() {
    let place = Place::new();
    let mut window = place.with_file();
    add_event(&mut window);
    press(&mut window, Modifiers::COMMAND, Key::Q);
    assert_eq!(place.journals().len(), 1, "until the person has answered");
    click(&mut window, "Discard");
    drop(window);
    assert_eq!(place.journals(), Vec::<PathBuf>::new());
    let mut window = place.with_file();
    add_event(&mut window);
    press(&mut window, Modifiers::COMMAND, Key::S);
    let has_all = |_: &Window| place.journals().is_empty();
    assert!(comes_true(&mut window, has_all), "the file has all");
    drop(window);
}

#[test]
fn what_is_being_typed_survives() {
    let place = Place::new();
    let mut window = place.with_file();
    press(&mut window, Modifiers::NONE, Key::ArrowRight);
    retype(&mut window, "Title", "Talks in the garden");
    assert_eq!(titles(&window), ["Talks in the hall"], "not handed in yet");
    drop(window);
    let mut window = place.window(None);
    assert!(says(&window, "Talks in the garden"));
    click(&mut window, "Recover");
    assert_eq!(titles(&window), ["Talks in the garden"]);
}

#[test]
fn what_was_being_typed_replaces_nothing_that_somebody_else_has_written() {
    let place = Place::new();
    let mut window = place.with_file();
    press(&mut window, Modifiers::NONE, Key::ArrowRight);
    retype(&mut window, "Title", "Talks in the garden");
    drop(window);
    place.write("talks.detente", &SMALL.replace("the hall", "the old hotel"));
    let mut window = place.window(None);
    assert!(says(&window, "The file has changed since."));
    click(&mut window, "Recover");
    assert_eq!(titles(&window), ["Talks in the old hotel"]);
    assert!(says(&window, "What it was typed for has changed since."));
    assert!(says(&window, "Nothing was recovered."));
    click(&mut window, "Open a copy with all");
    assert_eq!(titles(&window), ["Talks in the garden"]);
    assert_eq!(name(&window), "talks (recovered) • Edited — Detente");
}

#[test]
fn what_was_undone_is_not_offered() {
    let place = Place::new();
    let mut window = place.with_file();
    add_event(&mut window);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(name(&window), "talks.detente — Detente");
    let is_gone = |_: &Window| place.journals().is_empty();
    assert!(comes_true(&mut window, is_gone));
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    drop(window);
    let mut window = place.window(None);
    click(&mut window, "Recover");
    assert_eq!(count(&window), 2);
}

#[test]
fn what_the_file_has_is_not_offered() {
    let place = Place::new();
    let mut window = place.with_file();
    add_event(&mut window);
    drop(window);
    let journals = place.journals();
    let path = journals.first().unwrap();
    let left = fs::read(path).unwrap();
    let edits = journal::read(path).unwrap().names().len();
    let mut window = place.with_file();
    click(&mut window, "Recover");
    press(&mut window, Modifiers::COMMAND, Key::S);
    assert_eq!(name(&window), "talks.detente — Detente");
    drop(window);
    // Killed after the file was replaced, before the journal was ended.
    let file = place.path("talks.detente");
    let content = Content::of(&fs::read(&file).unwrap());
    let leave = |edits: usize| {
        let file = file.clone();
        let saving = Saving {
            file,
            content,
            edits,
        };
        let other = place.path("other");
        let mut marked = Journal::start(&other, &Base::default(), &[], &Disk).unwrap();
        marked.append(&[Line::saving(&saving)], &Disk).unwrap();
        let marked = fs::read_to_string(&other).unwrap();
        let mark = marked.lines().last().unwrap().as_bytes();
        save::save(&[&left, mark, b"\n"].concat(), path, &Disk).unwrap();
    };
    leave(edits);
    assert!(!says(&place.with_file(), "Recover edits"));
    assert!(place.journals().is_empty());
    // What was done after that is.
    leave(edits - 1);
    assert!(says(&place.with_file(), "1 edit of talks.detente"));
}

#[test]
fn a_copy_of_edits_whose_file_is_away_leaves_them_for_when_it_is_back() {
    let place = Place::new();
    let mut window = place.with_file();
    press(&mut window, Modifiers::NONE, Key::ArrowRight);
    retype(&mut window, "Title", "Talks in the garden");
    press(&mut window, Modifiers::NONE, Key::Enter);
    drop(window);
    fs::rename(place.path("talks.detente"), place.path("away")).unwrap();
    let mut window = place.window(None);
    click(&mut window, "Open a copy");
    assert_eq!(name(&window), "talks (recovered) • Edited — Detente");
    assert!(says(&window, "They stay until their file is back."));
    press(&mut window, Modifiers::COMMAND, Key::Q);
    click(&mut window, "Discard");
    drop(window);
    fs::rename(place.path("away"), place.path("talks.detente")).unwrap();
    let mut window = place.window(None);
    click(&mut window, "Recover");
    assert_eq!(titles(&window), ["Talks in the garden"]);
    assert_eq!(name(&window), "talks.detente • Edited — Detente");
}

#[test]
fn a_file_is_found_again_from_another_folder() {
    let place = Place::new();
    let here = std::env::current_dir().unwrap();
    let up: PathBuf = here.components().skip(1).map(|_| "..").collect();
    let there = place.path("talks.detente");
    let relative = up.join(there.strip_prefix("/").unwrap_or(&there));
    let mut window = place.window(Some(relative));
    add_event(&mut window);
    drop(window);
    let journal = fs::read_to_string(place.journals().first().unwrap()).unwrap();
    let first = journal.lines().next().unwrap();
    let is_absolute = first.contains(&format!("\"file\": \"{}", Path::new("/").display()));
    assert!(is_absolute || cfg!(not(unix)), "{first}");
}

#[test]
fn all_that_is_left_is_listed_and_damage_hides_nothing() {
    let place = Place::new();
    place.write("other.detente", &SMALL.replace("hall", "hotel"));
    for file in ["talks.detente", "other.detente"] {
        let mut window = place.window(Some(place.path(file)));
        if says(&window, "Recover edits that were not saved?") {
            click(&mut window, "Ask later");
        }
        add_event(&mut window);
        add_event(&mut window);
        drop(window);
    }
    fs::create_dir_all(place.path("state/recovery")).unwrap();
    place.write("state/recovery/0-0-0.journal", "\u{1}no journal\n");
    let mut bytes = fs::read(place.journals().iter().max().unwrap()).unwrap();
    assert!(place.journals().len() == 3, "{:?}", place.journals());
    let mut window = place.window(None);
    for name in [
        "talks.detente, ",
        "other.detente, ",
        "A dataset that is not known any more, ",
    ] {
        assert!(says(&window, name), "{name}");
    }
    click(&mut window, "Ask later");
    drop(window);
    // The first of two edits is damaged: the other is there.
    let line = bytes.iter().position(|byte| *byte == b'\n').unwrap();
    bytes[line + 40] ^= 1;
    for journal in place.journals() {
        fs::remove_file(journal).unwrap();
    }
    let damaged = place.path("state/recovery/1-1-1.journal");
    fs::File::create(&damaged)
        .unwrap()
        .write_all(&bytes)
        .unwrap();
    let mut window = place.window(None);
    assert!(says(&window, "1 edit of "));
    assert!(says(&window, "1 record cannot be read"));
    click(&mut window, "Recover");
    assert_eq!(count(&window), 2);
    assert!(says(&window, "Not everything was recovered"));
    // Whoever thinks better of throwing it away keeps the rest of it, as with “Keep for later”.
    click(&mut window, "Throw away…");
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(damaged.exists(), "until the person lets it go");
    let is_rest = |_: &Window| {
        let left = journal::read(&damaged).unwrap();
        left.names().is_empty() && left.damaged == 1
    };
    assert!(
        comes_true(&mut window, is_rest),
        "what was recovered is not offered again"
    );
    menu(&mut window, "File", "Recover edits…");
    click(&mut window, "Throw away…");
    click(&mut window, "Throw away");
    assert!(comes_true(&mut window, |_| !damaged.exists()));
}

#[test]
fn what_does_not_fit_is_told_and_can_be_had_as_a_copy() {
    let place = Place::new();
    let mut window = place.with_file();
    press(&mut window, Modifiers::NONE, Key::ArrowRight);
    press(&mut window, Modifiers::NONE, Key::Delete);
    add_event(&mut window);
    drop(window);
    // Somebody else has changed what was deleted.
    place.write("talks.detente", &SMALL.replace("the hall", "the garden"));
    let mut window = place.window(None);
    click(&mut window, "Recover");
    assert_eq!(titles(&window), ["New event", "Talks in the garden"]);
    assert!(says(&window, "the event “talks” has changed since"));
    assert!(says(
        &window,
        "recovered into a file that has changed since"
    ));
    click(&mut window, "Open a copy with all");
    click(&mut window, "Discard");
    assert_eq!(titles(&window), ["New event"]);
    assert_eq!(name(&window), "talks (recovered) • Edited — Detente");
    let file = fs::read_to_string(place.path("talks.detente")).unwrap();
    assert!(file.contains("the garden"), "nothing was written");
}

#[test]
fn a_file_that_was_moved_is_asked_for() {
    let place = Place::new();
    let mut window = place.with_file();
    add_event(&mut window);
    drop(window);
    fs::rename(place.path("talks.detente"), place.path("moved.detente")).unwrap();
    let mut window = place.window(None);
    assert!(says(&window, "The file is not there any more."));
    click(&mut window, "Find the file…");
    assert!(says(&window, "Where is the file now?"));
    let path = place.path("moved.detente").display().to_string();
    retype(&mut window, "Path", &path);
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(name(&window), "moved.detente • Edited — Detente");
    assert_eq!(count(&window), 2);
}

#[test]
fn a_folder_that_cannot_be_written_is_told_at_once() {
    let place = Place::new();
    fs::create_dir(place.path("state")).unwrap();
    // A file stands where the folder of journals is to be.
    place.write("state/recovery", "");
    let mut window = place.with_file();
    add_event(&mut window);
    let told = "Edits are not kept against a crash";
    assert!(comes_true(&mut window, |window| says(window, told)));
    // There is room again: what was not kept is.
    fs::remove_file(place.path("state/recovery")).unwrap();
    add_event(&mut window);
    assert!(comes_true(&mut window, |window| !says(window, told)));
    drop(window);
    let window = place.window(None);
    assert!(says(&window, "2 edits of talks.detente"));
}

#[test]
fn a_file_that_is_open_elsewhere_is_read_only_and_what_is_changed_there_is_a_copy() {
    let place = Place::new();
    let mut first = place.with_file();
    assert!(!says(&first, OPEN_ELSEWHERE));
    let mut second = place.with_file();
    assert!(says(&second, OPEN_ELSEWHERE));
    press(&mut second, Modifiers::NONE, Key::Escape);
    assert_eq!(name(&second), "talks.detente (read only) — Detente");
    for window in [&mut first, &mut second] {
        add_event(window);
        press(window, Modifiers::COMMAND, Key::S);
    }
    assert_eq!(name(&first), "talks.detente — Detente");
    // Whoever insists is asked.
    assert!(says(&second, "Save the dataset"));
    retype(
        &mut second,
        "Path",
        &place.path("talks.detente").display().to_string(),
    );
    press(&mut second, Modifiers::NONE, Key::Enter);
    assert!(says(&second, OPEN_ELSEWHERE));
    click(&mut second, "Save as");
    press(&mut second, Modifiers::NONE, Key::Enter);
    assert_eq!(name(&second), "talks (copy).detente — Detente");
    for file in ["talks.detente", "talks (copy).detente"] {
        let text = fs::read_to_string(place.path(file)).unwrap();
        assert_eq!(text.matches("\"id\"").count(), 2, "{file}");
    }
    drop((first, second));
    assert!(!says(&place.with_file(), OPEN_ELSEWHERE));
}

#[test]
fn a_window_whose_file_is_taken_over_is_told_and_saves_a_copy() {
    let place = Place::new();
    let mut first = place.with_file();
    add_event(&mut first);
    let mut second = place.with_file();
    click(&mut second, "Take over");
    assert_eq!(name(&second), "talks.detente — Detente");
    let told = "Another window has taken this file over";
    assert!(comes_true(&mut first, |window| says(window, told)));
    assert_eq!(name(&first), "talks.detente (read only) • Edited — Detente");
    assert_eq!(place.journals().len(), 1, "its edits are kept");
    add_event(&mut second);
    press(&mut second, Modifiers::COMMAND, Key::S);
    assert_eq!(name(&second), "talks.detente — Detente");
    press(&mut first, Modifiers::COMMAND, Key::S);
    press(&mut first, Modifiers::NONE, Key::Enter);
    assert_eq!(name(&first), "talks (copy).detente — Detente");
    // What was taken over is nobody else's: the next window asks the one that has it.
    assert!(says(&place.with_file(), OPEN_ELSEWHERE));
    drop(second);
    assert!(!says(&place.with_file(), OPEN_ELSEWHERE));
}

/// Whether a person was told, who may be asked something else first.
fn is_told(window: &mut Window) -> bool {
    let is_told = says(window, "talks.detente was broken off while it was saved");
    if is_told {
        click(window, "Close");
    }
    is_told
}

#[test]
fn who_saves_over_a_file_that_is_open_elsewhere_is_asked_first() {
    let place = Place::new();
    let mut first = place.with_file();
    add_event(&mut first);
    let mut second = place.window(None);
    menu(&mut second, "File", "New");
    add_event(&mut second);
    press(&mut second, Modifiers::COMMAND, Key::S);
    let path = place.path("talks.detente").display().to_string();
    retype(&mut second, "Path", &path);
    press(&mut second, Modifiers::NONE, Key::Enter);
    click(&mut second, "Replace");
    assert!(says(&second, "talks.detente is open in another window"));
    let now = fs::read_to_string(place.path("talks.detente")).unwrap();
    assert_eq!(now, SMALL);
    click(&mut second, "Save over it");
    assert_eq!(name(&second), "talks.detente — Detente");
    assert!(!says(&second, OPEN_ELSEWHERE));
    let is_told =
        |window: &Window| says(window, "(read only)") || name(window).contains("(read only)");
    assert!(comes_true(&mut first, is_told));
}

#[test]
fn a_file_that_was_broken_off_opens_as_it_was_before_whatever_becomes_of_the_edits() {
    let place = Place::new();
    let mut window = place.with_file();
    add_event(&mut window);
    drop(window);
    let path = place.path("talks.detente");
    let copy = save::copy_of(&path, &place.path("state/recovery"));
    fs::rename(&path, &copy).unwrap();
    place.write("talks.detente", &SMALL[..40]);
    let mut window = place.with_file();
    let was_told = is_told(&mut window);
    click(&mut window, "Throw away…");
    click(&mut window, "Throw away");
    assert!(was_told || is_told(&mut window));
    assert_eq!(name(&window), "talks.detente — Detente");
    assert_eq!(count(&window), 1);
    drop(window);
    assert!(place.journals().is_empty());
    // It is as broken as before, until it is saved.
    let mut window = place.with_file();
    assert!(is_told(&mut window));
    assert_eq!(count(&window), 1);
    press(&mut window, Modifiers::COMMAND, Key::S);
    assert_eq!(name(&window), "talks.detente — Detente");
    drop(window);
    assert_eq!(count(&place.with_file()), 1);
    assert!(!copy.exists(), "a whole file needs no copy");
}

#[test]
fn a_file_whose_writing_over_was_broken_off_is_recovered_from_its_copy() {
    let place = Place::new();
    let mut window = place.with_file();
    add_event(&mut window);
    drop(window);
    let path = place.path("talks.detente");
    let copy = save::copy_of(&path, &place.path("state/recovery"));
    fs::rename(&path, &copy).unwrap();
    place.write("talks.detente", &SMALL[..40]);
    // The copy is found by where the file is, however that is called.
    assert_eq!(copy, save::copy_of(&path, &place.path("state/recovery")));
    // Whoever opens it is told that it was broken off, and asked.
    let mut window = place.with_file();
    let was_told = is_told(&mut window);
    assert!(says(&window, "What was in it before is there still"));
    click(&mut window, "Recover");
    assert_eq!(name(&window), "talks.detente • Edited — Detente");
    assert_eq!(count(&window), 2);
    assert!(is_told(&mut window) || was_told);
    press(&mut window, Modifiers::COMMAND, Key::S);
    assert_eq!(
        name(&window),
        "talks.detente — Detente",
        "nobody else has changed it"
    );
}

/// A table is read again as it was read when the edits were made, whatever is remembered beside it since.
#[test]
fn edits_of_a_table_are_made_to_it_as_it_was_read() {
    let place = Place::new();
    let table = "Seen,Reported,Event\n03/04/2014,01/05/2014,Fire\n";
    place.write("reports.csv", table);
    let mut window = place.window(Some(place.path("reports.csv")));
    let pick = |window: &mut Window, menu: &str, value: &str| {
        window
            .get_by_role_and_label(egui::Role::ComboBox, menu)
            .click();
        settle(window);
        click(window, value);
    };
    pick(&mut window, "Meaning of Seen", "When");
    pick(&mut window, "Meaning of Reported", "Keep as it is");
    click(&mut window, "In 3/4/2014: as found");
    click(&mut window, "day first");
    click(&mut window, "Open");
    add_event(&mut window);
    assert_eq!(count(&window), 2);
    drop(window);
    place.write("reports.csv.mapping", "{\"day_first\": false}\n");
    let mut window = place.window(None);
    click(&mut window, "Recover");
    assert_eq!(count(&window), 2);
    let dataset = window.state().state().dataset().unwrap();
    let first = dataset.events.iter().next().unwrap();
    assert_eq!(first.when.as_deref(), Some("2014-04-03"));
}
