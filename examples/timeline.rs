//! The timeline of a file as a picture:
//! `cargo run --example timeline -- my.detente > timeline.svg`
#![expect(clippy::print_stdout, reason = "what it is for")]

use detente::analysis::hues::Hues;
use detente::analysis::{Bits, Gaps, Index, LaneBy, Lanes, Rows, TO_THE_END};
use detente::dataset::date::Margins;
use detente::export::{self, Picture};
use detente::scene::{Measure, theme::HUES, vec2};
use detente::timeline::{self, View};
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let sample = "assets/alaska-summit.detente".to_owned();
    let path = std::env::args().nth(1).unwrap_or(sample);
    let dataset = detente::files::open_path(path.as_ref(), TO_THE_END)?.dataset;
    let index = Index::new(&dataset, &Margins::default(), TO_THE_END).ok_or("stopped")?;
    let hues = Hues::new(&dataset, &index, &HUES);
    let all = Bits::all(index.len());
    let by = LaneBy::GROUP.fitting(&dataset);
    let lanes = Lanes::new(&dataset, &index, &hues, &all, by, TO_THE_END).ok_or("stopped")?;
    let span = timeline::fit(&Gaps::of(&index, &Rows::of(&index, &all).rows));
    let (size, measure) = (vec2(1280.0, 720.0), Measure::new());
    let view = View::new(&dataset, &index, &lanes, &hues, span, size, &measure);
    let svg = export::svg(&Picture {
        scene: &timeline::page(&view).scene,
        title: &dataset.metadata.title,
        language: None,
        names: &export::names(&dataset, &index.zone),
        measure: &measure,
    });
    println!("{svg}");
    Ok(())
}
