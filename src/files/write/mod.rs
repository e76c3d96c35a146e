//! Datasets written for other programs, each as much of one as its format holds. What it does not hold is told
//! before: [`Loss`].
//!
//! `columns` has the rows of a list for the formats that are tables (`table`, `workbook`); `slides` is
//! TimelineJS, `calendar` iCalendar, `mermaid` a timeline in Markdown, `network` GEXF and GraphML.

mod calendar;
mod columns;
mod loss;
mod mermaid;
mod names;
mod network;
mod reach;
mod slides;
mod table;
mod workbook;

pub(super) use calendar::calendar;
pub(super) use loss::{
    Loss, OF_CALENDAR, OF_MERMAID, OF_NETWORK, OF_SLIDES, OF_TABLE, OF_WORKBOOK,
};
pub(super) use mermaid::mermaid;
pub(super) use network::{gexf, graphml};
pub(super) use slides::{csv as slides_csv, json as slides_json};
pub(super) use table::{csv, json_lines, markdown};
pub(super) use workbook::workbook;
