//! Files of other programs, which are read into tables: networks in GEXF and GraphML, the files of the desktop
//! program Timeline, calendars, markwhen, and chronicles in plain text. The tables are then read as any other.

mod calendar;
mod chronicle;
mod edtf;
mod gather;
mod gexf;
mod graph;
mod graphml;
mod growing;
mod markwhen;
mod moment;
mod sheets;
mod telling;
#[cfg(test)]
mod testing;
mod timeline_project;
#[cfg(test)]
mod trial;
mod xml;
mod zone;

pub(super) use calendar::{mended, read as calendar, recognises as is_calendar};
pub(super) use chronicle::{read as chronicle, recognises as is_chronicle};
pub(super) use gexf::{read as gexf, recognises as is_gexf};
pub(super) use graphml::{read as graphml, recognises as is_graphml};
pub(super) use markwhen::{read as markwhen, recognises as is_markwhen};
pub(super) use sheets::{COLOUR, PARENT, Sheet, Sheets, Told, Unreadable, of_category};
pub(super) use timeline_project::{read as timeline_project, recognises as is_timeline_project};

/// So much of a file is looked at to know it.
const HEAD: usize = 0x1_0000;

/// Whether bytes without a telling name are of a format.
pub(super) fn is_of(bytes: &[u8], recognises: fn(&str) -> bool) -> bool {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    recognises(&String::from_utf8_lossy(head))
}
