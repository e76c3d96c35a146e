//! The house of `src/lib.rs`: who may import whom, and how files begin and end.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::path::{Path, PathBuf};

/// Each room, and the rooms that it may import.
const MAY: &[(&str, &[&str])] = &[
    ("dataset", &[]),
    ("scene", &[]),
    ("files", &["dataset"]),
    ("analysis", &["dataset"]),
    ("timeline", &["analysis", "dataset", "scene"]),
    ("map", &["analysis", "dataset", "scene"]),
    ("export", &["scene"]),
    ("chart", &["analysis", "dataset", "scene", "timeline"]),
    (
        "editor",
        &[
            "analysis", "chart", "dataset", "export", "files", "map", "scene", "timeline",
        ],
    ),
    (
        "app",
        &[
            "analysis", "chart", "dataset", "editor", "export", "files", "map", "scene", "timeline",
        ],
    ),
    // The command line: the window's answers, without a window.
    (
        "cli",
        &[
            "analysis", "app", "chart", "dataset", "editor", "export", "files", "map", "scene",
            "timeline",
        ],
    ),
];

/// The files of `export/` that compose the figure from the views.
const FIGURE: &str = "figure";
const FIGURE_MAY: &[&str] = &["analysis", "dataset", "map", "scene", "timeline"];

/// The crates of the window, and the rooms that may use them.
const WINDOW: &[(&str, &[&str])] = &[
    ("eframe", &["app"]),
    ("egui", &["app", "chart"]),
    ("egui_plot", &["chart"]),
    ("rfd", &["app"]),
];

/// Longest file in lines: at 500 a second subject should be looked for.
const LONGEST: usize = 700;

struct File {
    path: PathBuf,
    room: String,
    text: String,
}

fn files() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let inside = path.strip_prefix(&root).unwrap();
                let room = inside.components().next().unwrap().as_os_str();
                found.push(File {
                    room: room.to_string_lossy().into_owned(),
                    text: std::fs::read_to_string(&path).unwrap(),
                    path: inside.to_owned(),
                });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(found.len() > 20);
    found
}

/// The rooms that a text names as `crate::room`, `detente::room` or in a list of either, each with
/// the line on which it stands.
fn rooms_in(text: &str) -> Vec<(usize, String)> {
    let (mut code, mut at) = (String::new(), 1);
    for (n, line) in code_lines(text) {
        // Lines keep their numbers, so that a list may stand on several.
        while at < n {
            code.push('\n');
            at += 1;
        }
        code.push_str(line.split("//").next().unwrap_or_default());
    }
    let mut found = Vec::new();
    for root in ["crate::", "detente::"] {
        for (at, _) in code.match_indices(root) {
            let before = code[..at].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || c == '_') {
                continue;
            }
            let line = code[..at].matches('\n').count() + 1;
            found.extend(
                firsts(&code[at + root.len()..])
                    .into_iter()
                    .map(|n| (line, n)),
            );
        }
    }
    found.retain(|(_, name)| MAY.iter().any(|(room, _)| room == name));
    found
}

/// The first name of a path, or of each path in a list: `{a::b, c}` gives `a` and `c`.
fn firsts(rest: &str) -> Vec<String> {
    let name = |text: &str| -> String {
        let text = text.trim_start();
        text.chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect()
    };
    let Some(list) = rest.strip_prefix('{') else {
        return vec![name(rest)];
    };
    let (mut depth, mut start, mut all) = (0, 0, Vec::new());
    for (n, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                all.push(name(&list[start..n]));
                start = n + 1;
                if c == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    all
}

#[test]
fn imports_are_found_in_lists_too() {
    let rooms = |text: &str| {
        let all = rooms_in(text).into_iter();
        all.map(|(line, room)| format!("{line} {room}"))
            .collect::<Vec<_>>()
    };
    assert_eq!(rooms("use crate::map::{self, plan};"), ["1 map"]);
    assert_eq!(
        rooms("use crate::{app, scene::{Key, Rect},\n    map};"),
        ["1 app", "1 scene", "1 map"]
    );
    assert_eq!(rooms("\nuse detente::{\n    files::save,\n};"), ["2 files"]);
    assert_eq!(rooms("// crate::app\nlet my_crate::app = 1;"), [""; 0]);
}

fn code_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .enumerate()
        .map(|(n, line)| (n + 1, line.trim_start()))
        .filter(|(_, line)| !line.starts_with("//"))
}

#[test]
fn rooms_import_only_what_they_may() {
    let mut wrong = Vec::new();
    for file in files() {
        let Some((_, may)) = MAY.iter().find(|(room, _)| *room == file.room) else {
            continue;
        };
        let is_figure = file.room == "export"
            && file
                .path
                .components()
                .any(|c| c.as_os_str().to_string_lossy().starts_with(FIGURE));
        for (line, room) in rooms_in(&file.text) {
            let may = if is_figure { FIGURE_MAY } else { *may };
            if room != file.room && !may.contains(&room.as_str()) {
                wrong.push(format!(
                    "{}:{line}: {} may not import {room}",
                    file.path.display(),
                    file.room
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_window_stays_in_its_room() {
    let mut wrong = Vec::new();
    for file in files() {
        for (line, code) in code_lines(&file.text) {
            let words = |c: char| !c.is_alphanumeric() && c != '_';
            let is_named = |name: &str| code.split(words).any(|word| word == name);
            for (name, rooms) in WINDOW {
                if !rooms.contains(&&*file.room) && is_named(name) {
                    let path = file.path.display();
                    wrong.push(format!("{path}:{line}: {name} belongs in {rooms:?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_say_what_they_are_and_stay_short() {
    for file in files() {
        assert!(
            file.text.starts_with("//!"),
            "{} has no opening comment",
            file.path.display()
        );
        let lines = file.text.lines().count();
        assert!(
            lines <= LONGEST,
            "{} has {lines} lines",
            file.path.display()
        );
    }
}
