//! Files that are broken, foreign, huge or malicious: an error with its place, or the data; never
//! a crash.

#[path = "support/dice.rs"]
mod dice;

use detente::dataset::TO_THE_END;
use detente::files::{self, OpenError, Opened};
use dice::Dice;
use proptest::prelude::*;
use std::path::Path;

const EXAMPLE: &str = include_str!("support/example.detente");

fn open(bytes: impl Into<Vec<u8>>) -> Result<Opened, OpenError> {
    files::open(bytes.into(), Path::new("test.detente"), TO_THE_END)
}

fn refusal(bytes: impl Into<Vec<u8>>) -> String {
    match open(bytes) {
        Ok(_) => "it opens".into(),
        Err(error) => error.to_string(),
    }
}

/// A dataset with this in its only event.
fn with(members: &str) -> String {
    format!(
        r#"{{"format": "detente", "version": 1, "events": [{{"id": "a", "title": "A", {members}}}]}}"#
    )
}

#[test]
fn foreign_and_empty_files_say_what_was_expected() {
    for (bytes, told) in [
        (&b""[..], "test.detente: the file is empty."),
        (b" \n", "test.detente: the file is empty."),
        (
            b"hello",
            "test.detente, line 1, column 1: “h” breaks the JSON: expected value.",
        ),
        (
            b"\x89PNG\r\n",
            "test.detente, line 1, column 1: byte 0x89 is not text in UTF-8. Save the file as UTF-8 in the program that wrote it.",
        ),
        (
            b"[1, 2]",
            "test.detente, line 1, column 1: a list stands where a dataset belongs.",
        ),
        (b"null", "test.detente: this is not a Detente dataset."),
        (
            b"{}",
            "test.detente, line 1, column 1: this is not a Detente dataset. A dataset starts with \"format\": \"detente\".",
        ),
        (
            b"{\"format\": \"detente\"}",
            "test.detente, line 1, column 1: version is missing.",
        ),
        (
            b"{\"format\": \"detente\", \"version\": \"1\"}",
            "test.detente, line 1, column 34: version \"1\" is not a version of the format, such as 1.",
        ),
        (
            b"{\"format\": \"detente\", \"version\": 1} x",
            "test.detente, line 1, column 37: “x” breaks the JSON: trailing characters.",
        ),
    ] {
        assert_eq!(refusal(bytes), told);
    }
}

#[test]
fn a_file_cut_off_at_any_byte_is_refused_with_a_line() {
    let whole = EXAMPLE.trim_end();
    for cut in 1..whole.len() {
        let told = refusal(&whole.as_bytes()[..cut]);
        assert!(told.starts_with("test.detente, line "), "{cut}: {told}");
    }
}

#[test]
fn deep_nesting_is_refused_wherever_it_stands() {
    let deep =
        |open: &str, close: &str| format!("{}1{}", open.repeat(10_000), close.repeat(10_000));
    for nest in [deep("[", "]"), deep("{\"a\":", "}"), "[".repeat(10_000)] {
        for text in [
            nest.clone(),
            with(&format!("\"x\": {nest}")),
            with(&format!("\"tags\": {nest}")),
            with(&format!("\"tone\": {nest}")),
            with(&format!("\"place\": {{\"x\": {nest}}}")),
            format!(r#"{{"format": "detente", "version": 1, "map": {{"pins": {nest}}}}}"#),
            format!(r#"{{"format": "detente", "version": 1, "map": {{"places": {nest}}}}}"#),
            format!(
                r#"{{"format": "detente", "version": 1, "bookmarks": [{{"selection": {nest}}}]}}"#
            ),
        ] {
            let told = refusal(text);
            assert!(told.starts_with("test.detente, line 1"), "{told}");
        }
    }
    let fair = format!("{}1{}", "[".repeat(90), "]".repeat(90));
    let opened = open(with(&format!("\"x\": {fair}"))).unwrap();
    assert!(
        files::write(&opened.dataset)
            .replace([' ', '\n'], "")
            .contains(&fair)
    );
}

#[test]
fn numbers_past_every_measure_are_kept_or_refused() {
    for number in ["NaN", "Infinity", "-", "01", "1.", ".5", "0x10", "+1", "1e"] {
        let told = refusal(with(&format!("\"tone\": {number}")));
        assert!(told.contains("line 1"), "{number}: {told}");
    }
    let long = "9".repeat(10_000);
    for number in [
        "1e400",
        "-1e400",
        "1e-400",
        "123456789012345678901234567890",
        &long,
    ] {
        for key in ["tone", "importance", "unknown"] {
            let member = format!("\"{key}\": {number}");
            let text = files::write(&open(with(&member)).unwrap().dataset);
            let again = files::write(&open(text.clone()).unwrap().dataset);
            assert_eq!(text, again);
            assert!(key == "tone" || text.contains(&member), "{member}");
        }
    }
    let pins = r#"{"format": "detente", "version": 1, "map": {"pins": {"a": [1e400, 0]}}}"#;
    let opened = open(pins).unwrap();
    assert_eq!(opened.problems.len(), 1);
    assert!(files::write(&opened.dataset).contains("\"a\": [1e400, 0]"));
}

#[test]
fn every_script_and_sign_comes_back() {
    let long = "long ".repeat(20_000);
    for title in [
        "Владимир Путин",
        "習近平、三者会談",
        "שלום עולם, مرحبا",
        "🤝🏽 👩‍👩‍👧‍👦",
        "\u{202e}abc\u{200f}\u{feff}",
        "a\u{301}\u{0}\u{1f}\u{7f}\u{85}\u{2028}",
        "\\u0041 \" \\ / \u{8}\u{c}\n\r\t",
        &long,
    ] {
        let escaped = serde_json::to_string(title).unwrap();
        let text = with(&format!("\"description\": {escaped}"));
        let opened = open(text).unwrap();
        let text = files::write(&opened.dataset);
        let again = open(text).unwrap().dataset;
        let event = again.events.iter().next().unwrap();
        assert_eq!(event.description.as_deref(), Some(title));
    }
    let told = refusal(with("\"description\": \"\\ud800\""));
    assert!(told.contains("line 1"), "{told}");
    let told = refusal(with("\"description\": \"raw \n break\""));
    assert!(told.contains("control character"), "{told}");
}

#[test]
fn faults_without_number_are_found_in_one_pass() {
    let event = r#"{"id": "e", "when": "never", "participants": [{"actor": "nobody"}]}"#;
    let events = vec![event; 50_000].join(",\n");
    let text = format!("{{\"format\": \"detente\", \"version\": 1, \"events\": [\n{events}\n]}}");
    let problems = open(text).unwrap().problems;
    assert_eq!(problems.len(), 4 * 50_000 - 1);
    let last = problems.last().unwrap();
    assert_eq!(last.at.unwrap().line, 50_001);
}

#[test]
fn many_events_open_as_few_do() {
    let mut dice = Dice::new(7);
    let dataset = detente::dataset::Dataset {
        events: (0..5000).map(|_| dice.event()).collect(),
        ..Default::default()
    };
    let text = files::write(&dataset);
    assert_eq!(open(text.clone()).unwrap().dataset, dataset);
    // A comma too many, far inside, is found where it is.
    let at = text.rfind("\n    },").unwrap();
    let broken = format!("{},{}", &text[..at], &text[at..]);
    let line = text[..at].lines().count();
    let told = refusal(broken);
    assert!(
        told.contains(&format!("line {}", line + 1)) && told.contains("trailing comma"),
        "{told}"
    );
}

#[test]
fn one_string_of_a_gigabyte_opens() {
    let text = with(&format!("\"x\": \"{}\"", "x".repeat(1 << 30)));
    let opened = open(text).unwrap();
    let event = opened.dataset.events.iter().next().unwrap();
    assert_eq!(event.more.notes.kept.get("x").unwrap().len(), (1 << 30) + 2);
}

proptest! {
    #[test]
    fn no_bytes_break_it(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _told = open(bytes).map_err(|error| error.to_string());
    }

    #[test]
    fn no_text_breaks_it(text in "[\\[\\]{}:,\"\\\\a-z0-9 \n.eE+-]{0,200}") {
        let _told = open(text).map_err(|error| error.to_string());
    }

    /// A valid file with bytes changed, put in or left out opens or is refused; if it opens it
    /// is written, opens again, and is then written the same.
    #[test]
    fn no_damage_breaks_it(
        seed: u64,
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0u8..3), 1..4),
    ) {
        let mut bytes = files::write(&Dice::new(seed).dataset()).into_bytes();
        for (at, byte, kind) in damage {
            let at = at.index(bytes.len());
            // Bytes that mean something do more harm.
            let byte = *b"{}[]\":,\\0e-\n x".get(usize::from(byte)).unwrap_or(&byte);
            match kind {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                _ => drop(bytes.remove(at)),
            }
        }
        match open(bytes) {
            Ok(opened) => {
                let text = files::write(&opened.dataset);
                let again = open(text.clone()).map_err(|e| TestCaseError::fail(format!("{e}\n{text}")))?;
                prop_assert_eq!(&again.dataset, &opened.dataset);
                prop_assert_eq!(files::write(&again.dataset), text);
            }
            Err(error) => prop_assert!(error.to_string().starts_with("test.detente")),
        }
    }
}
