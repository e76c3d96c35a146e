//! The rooms of `ARCHITECTURE.md`: who may import whom, and how files begin and end.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::{BTreeMap, BTreeSet};
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
const LONGEST: usize = 600;

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

/// The paths that a `use` names, each with its parts: `a::{b, c::d}` gives `a b` and `a c d`.
fn paths_of(before: &[String], text: &str) -> Vec<Vec<String>> {
    let text = text.trim();
    let Some((head, list)) = text.split_once('{') else {
        let own = text.split(" as ").next().unwrap_or_default();
        let parts = own
            .split("::")
            .map(str::trim)
            .filter(|part| !part.is_empty());
        let path = before.iter().cloned().chain(parts.map(str::to_owned));
        return vec![path.collect()];
    };
    let heads = head
        .split("::")
        .map(str::trim)
        .filter(|part| !part.is_empty());
    let before: Vec<String> = before
        .iter()
        .cloned()
        .chain(heads.map(str::to_owned))
        .collect();
    let list = list.trim_end().strip_suffix('}').unwrap_or(list);
    let (mut depth, mut start, mut found) = (0, 0, Vec::new());
    for (n, c) in list.char_indices().chain([(list.len(), ',')]) {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                found.extend(paths_of(&before, &list[start..n]));
                start = n + 1;
            }
            _ => {}
        }
    }
    found.retain(|path| path.len() > before.len());
    found
}

/// Which files each file of a room imports, but for its tests: by the names of their modules.
fn imports(room: &str) -> BTreeMap<Vec<String>, BTreeSet<Vec<String>>> {
    let module = |path: &Path| {
        let parts = path.with_extension("");
        let parts = parts
            .components()
            .map(|part| part.as_os_str().to_string_lossy().into_owned());
        let mut parts: Vec<String> = parts.collect();
        parts.pop_if(|last| last == "mod");
        parts
    };
    let all: Vec<(Vec<String>, String)> = files()
        .into_iter()
        .filter(|file| file.room == room)
        .map(|file| (module(&file.path), file.text))
        .collect();
    let names: BTreeSet<&Vec<String>> = all.iter().map(|(name, _)| name).collect();
    let imported = |own: &Vec<String>, path: Vec<String>| -> Option<Vec<String>> {
        let mut path = std::collections::VecDeque::from(path);
        let mut full = Vec::new();
        match path.front().map(String::as_str) {
            Some("crate") => drop(path.pop_front()),
            Some("super" | "self") => {
                full = own.clone();
                while path.front().is_some_and(|part| part == "super") {
                    path.pop_front();
                    full.pop();
                }
                path.pop_front_if(|part| part == "self");
            }
            _ => return None,
        }
        full.extend(path);
        while !full.is_empty() && !names.contains(&full) {
            full.pop();
        }
        (!full.is_empty() && full != *own).then_some(full)
    };
    let of = |(own, text): &(Vec<String>, String)| {
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        let code: String = code_lines(code)
            .map(|(_, line)| line.split("//").next().unwrap_or_default().to_owned() + "\n")
            .collect();
        let uses = code.split(';').filter_map(|statement| {
            let at = statement.rfind("use ")?;
            let is_first = statement[..at].trim_end().chars().next_back();
            is_first
                .is_none_or(|c| !c.is_alphanumeric())
                .then(|| statement[at + 4..].to_owned())
        });
        let found = uses.flat_map(|path| paths_of(&[], &path));
        (
            own.clone(),
            found.filter_map(|path| imported(own, path)).collect(),
        )
    };
    all.iter().map(of).collect()
}

/// The circles among files: each set of files that all lead to each other.
fn circles(imports: &BTreeMap<Vec<String>, BTreeSet<Vec<String>>>) -> BTreeSet<BTreeSet<String>> {
    let reached = |from: &Vec<String>| {
        let mut reached: BTreeSet<&Vec<String>> = BTreeSet::new();
        let mut left: Vec<&Vec<String>> = imports.get(from).into_iter().flatten().collect();
        while let Some(next) = left.pop() {
            if reached.insert(next) {
                left.extend(imports.get(next).into_iter().flatten());
            }
        }
        reached
    };
    let all: BTreeMap<&Vec<String>, BTreeSet<&Vec<String>>> =
        imports.keys().map(|own| (own, reached(own))).collect();
    let circle = |(own, reached): (&&Vec<String>, &BTreeSet<&Vec<String>>)| {
        let back = reached.iter().filter(|other| all[*other].contains(*own));
        let circle: BTreeSet<String> = back.map(|name| name.join("/")).collect();
        (circle.len() > 1).then_some(circle)
    };
    all.iter().filter_map(circle).collect()
}

#[test]
fn files_import_each_other_one_way() {
    let found: BTreeSet<BTreeSet<String>> = MAY
        .iter()
        .flat_map(|(room, _)| circles(&imports(room)))
        .collect();
    assert!(found.is_empty(), "{found:#?}");
}
