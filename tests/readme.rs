//! The README's table of keys is the table of commands.

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
