//! Events as a timeline of [Mermaid](https://mermaid.js.org/syntax/timeline.html), which pages of Markdown
//! draw.

use super::reach::{Reach, dated};
use crate::dataset::date::in_brief;
use crate::dataset::{Dataset, Status};
use std::io;

/// Writes the events of a dataset that have a date, one period a line, a section a year where there are several.
///
/// # Errors
/// If what it is written to does not take it.
pub(in crate::files) fn mermaid(dataset: &Dataset, to: &mut dyn io::Write) -> io::Result<()> {
    writeln!(to, "timeline")?;
    if !dataset.metadata.title.is_empty() {
        writeln!(to, "    title {}", plain(&dataset.metadata.title))?;
    }
    let all = dated(dataset);
    let year = |reach: &Reach| reach.first().year;
    let first = all.first().map(|(_, reach)| year(reach));
    let is_long = all.iter().any(|(_, reach)| Some(year(reach)) != first);
    let (mut section, mut period) = (None, String::new());
    for (event, reach) in &all {
        if is_long && section != Some(year(reach)) {
            section = Some(year(reach));
            period.clear();
            writeln!(to, "    section {}", in_years(year(reach)))?;
        }
        let date = plain(&in_brief(&reach.date, &reach.zone, &reach.zone));
        // What did not happen does not stand there as if it had.
        let title = match event.status {
            Status::Happened => plain(&event.title),
            status => format!("{} ({})", plain(&event.title), status.word()),
        };
        if date == period {
            writeln!(
                to,
                "        {:indent$} : {title}",
                "",
                indent = date.chars().count()
            )?;
        } else {
            writeln!(to, "        {date} : {title}")?;
            period = date;
        }
    }
    Ok(())
}

fn in_years(year: i64) -> String {
    if year > 0 {
        year.to_string()
    } else {
        format!("{} BCE", 1 - year)
    }
}

/// A text without the signs by which Mermaid parts its lines: such as look like them stand there.
fn plain(text: &str) -> String {
    let signs = text.chars().map(|letter| match letter {
        ':' => '\u{a789}',
        ';' => '\u{ff1b}',
        '#' => '\u{ff03}',
        letter if letter.is_control() => ' ',
        letter => letter,
    });
    signs.collect()
}
