//! Who is joined to whom most, and how hostile or friendly that is:
//! `cargo run --example strongest -- my.detente`
#![expect(clippy::print_stdout, reason = "what it is for")]

use detente::analysis::{Index, TO_THE_END, Ties};
use detente::dataset::date::Margins;
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let sample = "assets/alaska-summit.detente".to_owned();
    let path = std::env::args().nth(1).unwrap_or(sample);
    let dataset = detente::files::open_path(path.as_ref(), TO_THE_END)?.dataset;
    let index = Index::new(&dataset, &Margins::default(), TO_THE_END).ok_or("stopped")?;
    let ties = Ties::of_all(&index, TO_THE_END).ok_or("stopped")?;
    let name = |place: u32| {
        let actor = dataset.actors.at(place as usize);
        actor.map_or("nobody", |(_, actor)| actor.short_name())
    };
    let mut strongest: Vec<_> = ties.ties.iter().collect();
    strongest.sort_by_key(|tie| std::cmp::Reverse(tie.weight));
    for tie in strongest.iter().take(10) {
        let arrow = if tie.key.is_mutual { "and" } else { "to" };
        let (from, to) = (name(tie.key.from), name(tie.key.to));
        print!("{:>4}  {from} {arrow} {to}", tie.weight);
        for (sign, side) in tie.sides() {
            print!(", {} {sign:?}", side.count);
        }
        println!();
    }
    Ok(())
}
