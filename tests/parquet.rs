//! Parquet, as polars, pandas and pyarrow write it.
#![cfg_attr(
    feature = "parquet",
    expect(
        clippy::unwrap_used,
        reason = "a test fails where its file does not open"
    )
)]

use detente::dataset::TO_THE_END;
use detente::files::{self, OpenError, Opened};
use std::path::Path;

fn open(bytes: &[u8]) -> Result<Opened, OpenError> {
    files::open(bytes.to_vec(), Path::new("events.parquet"), TO_THE_END)
}

const POLARS: &[u8] = include_bytes!("foreign/polars.parquet");

#[cfg(not(feature = "parquet"))]
#[test]
fn a_build_without_parquet_says_what_to_do() {
    let why = open(POLARS).err().unwrap().to_string();
    assert!(
        why.contains("does not open") && why.contains("Save it as CSV"),
        "{why}"
    );
}

#[cfg(feature = "parquet")]
mod with_it {
    use super::*;

    const PANDAS: &[u8] = include_bytes!("foreign/pandas.parquet");
    const PYARROW: &[u8] = include_bytes!("foreign/pyarrow.parquet");

    fn opened(bytes: &[u8]) -> Opened {
        let opened = open(bytes);
        opened.map_err(|error| error.to_string()).unwrap()
    }

    fn kept(opened: &Opened, place: usize) -> Vec<(String, String)> {
        let event = opened.dataset.events.iter().nth(place).unwrap();
        let all = event.more.notes.kept.iter();
        all.map(|(key, json)| (key.to_string(), json.to_owned()))
            .collect()
    }

    fn dates(opened: &Opened) -> Vec<&str> {
        let all = opened.dataset.events.iter();
        all.map(|event| event.when.as_deref().unwrap_or("-"))
            .collect()
    }

    #[test]
    fn lists_structs_days_and_moments_are_read() {
        let opened = opened(POLARS);
        let people: Vec<&str> = opened
            .dataset
            .actors
            .iter()
            .map(|actor| &*actor.name)
            .collect();
        let expected = [
            "Gavrilo Princip",
            "Franz Ferdinand",
            "Austria-Hungary",
            "Serbia",
        ];
        assert_eq!(people, expected);
        assert_eq!(dates(&opened), ["1914-06-28", "1914-07-28"]);
        let first = opened.dataset.events.iter().next().unwrap();
        let place = first.more.place.as_ref().unwrap();
        assert_eq!(
            (place.name.as_deref(), place.lat.get()),
            (Some("Sarajevo"), Some(43.85))
        );
        let titles: Vec<&str> = opened
            .dataset
            .events
            .iter()
            .map(|event| &*event.title)
            .collect();
        assert_eq!(
            titles,
            ["Archduke shot in Sarajevo", "War is declared; at last"]
        );
    }

    #[test]
    fn moments_without_a_zone_at_midnight_are_days() {
        assert_eq!(dates(&opened(PANDAS)), ["2024-01-05", "2024-02-07T13:30"]);
    }

    #[test]
    fn whatever_a_column_holds_is_kept() {
        let opened = opened(PYARROW);
        assert_eq!(dates(&opened), ["2020-01-01", "2020-01-02"]);
        let pair = |key: &str, json: &str| (key.to_owned(), json.to_owned());
        assert_eq!(
            kept(&opened, 0),
            [
                pair("cost", "\"12.50\""),
                pair("at", "\"09:30\""),
                pair("m", "\"k: v\"")
            ]
        );
    }

    #[test]
    fn damaged_files_are_told_and_stop_nothing() {
        for file in [POLARS, PANDAS, PYARROW] {
            for cut in 4..file.len() {
                let _ = open(&file[..cut]);
            }
            for place in 4..file.len() {
                let mut bytes = file.to_vec();
                bytes[place] ^= 0xff;
                let _ = open(&bytes);
            }
        }
    }
}
