//! What the README and the package say of themselves: the table of keys, and the Rust that is needed.

use detente::app::command::Command;
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

#[test]
fn the_keys_are_those_of_the_program() {
    let readme = include_str!("../README.md");
    let head = "| Command | Keys |\n| --- | --- |\n";
    let (_, after) = readme
        .split_once(head)
        .expect("the README has a table of keys");
    let shown: String = after
        .lines()
        .take_while(|l| l.starts_with('|'))
        .map(|l| format!("{l}\n"))
        .collect();
    assert_eq!(shown, table(), "the README should say:\n{head}{}", table());
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
