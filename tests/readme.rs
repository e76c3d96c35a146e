//! What the README and the package say of themselves: the table of keys, and the Rust that is needed.

use detente::app::command::Command;
use detente::files::FORMATS;
use egui::{KeyboardShortcut, ModifierNames};

fn table() -> String {
    let rows = Command::ALL.iter().filter_map(|command| {
        let entry = command.entry();
        let keys: Vec<String> = entry
            .keys
            .iter()
            .map(|(modifiers, key)| {
                KeyboardShortcut::new(*modifiers, *key).format(&ModifierNames::NAMES, false)
            })
            .collect();
        let name = entry.name.trim_end_matches('…');
        (!keys.is_empty()).then(|| format!("| {name} | {} |\n", keys.join(", ")))
    });
    rows.collect()
}

/// What the README says under the head of a table.
fn shown(head: &str) -> String {
    let readme = include_str!("../README.md");
    let after = readme.split_once(head).map_or("", |(_, after)| after);
    let rows = after.lines().take_while(|line| line.starts_with('|'));
    rows.map(|line| format!("{line}\n")).collect()
}

#[test]
fn the_keys_are_those_of_the_program() {
    let head = "| Command | Keys |\n| --- | --- |\n";
    let table = table();
    assert_eq!(shown(head), table, "the README should say:\n{head}{table}");
}

#[test]
fn the_formats_are_those_of_the_program() {
    let head = "| Format | Files | Opened | Written |\n| --- | --- | --- | --- |\n";
    let rows = FORMATS.iter().map(|format| {
        let endings = format.extensions.iter().chain(format.also_read);
        let endings: Vec<String> = endings.map(|ending| format!("`.{ending}`")).collect();
        let written = match format.holds_all() {
            _ if format.write.is_none() => "no",
            true => "whole",
            false => "File > Export data, or `convert`; says what it leaves out",
        };
        let opened = if format.is_read() { "yes" } else { "no" };
        format!(
            "| {} | {} | {opened} | {written} |\n",
            format.name,
            endings.join(", ")
        )
    });
    let table: String = rows.collect();
    assert_eq!(shown(head), table, "the README should say:\n{head}{table}");
}

/// `1.95.0` as numbers.
fn version(text: &str) -> Vec<u32> {
    text.split('.')
        .filter_map(|part| part.parse().ok())
        .collect()
}

/// What a program says on its standard output. None if it cannot, which is then seen on the
/// console.
fn said(program: &str, arguments: &[&str]) -> Option<String> {
    let output = std::process::Command::new(program)
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stderr(std::process::Stdio::inherit())
        .output()
        .ok()?;
    let said = String::from_utf8(output.stdout).ok()?;
    output.status.success().then_some(said)
}

#[test]
fn the_rust_that_is_asked_for_is_what_the_dependencies_need() {
    let host = said("rustc", &["-vV"]).expect("the compiler is there");
    let host = host.lines().find_map(|line| line.strip_prefix("host: "));
    let host = host.expect("the compiler knows its host");
    // What was fetched to build this; packages for other systems were not.
    let offline = ["metadata", "--format-version", "1", "--locked", "--offline"];
    let arguments = [&offline[..], &["--filter-platform", host]].concat();
    let metadata = said(env!("CARGO"), &arguments).expect("cargo knows the packages");
    let metadata: serde_json::Value = serde_json::from_str(&metadata).expect("it is JSON");
    let packages = metadata["packages"].as_array().expect("a list");
    let needed = packages
        .iter()
        .filter(|package| package["name"] != env!("CARGO_PKG_NAME"))
        .filter_map(|package| package["rust_version"].as_str())
        .max_by_key(|needed| version(needed))
        .expect("some say what they need");
    let asked = env!("CARGO_PKG_RUST_VERSION");
    assert_eq!(version(asked)[..2], version(needed)[..2], "in Cargo.toml");
    let readme = include_str!("../README.md");
    assert!(
        readme.contains(&format!("{asked} or newer")),
        "in the README"
    );
}
