//! What a person says of a table, in place of what would be guessed.

use super::meaning::{Meaning, Rows};
use crate::dataset::date::text::Order;
use crate::dataset::zone::Zone;
use encoding_rs::Encoding;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How a table is to be read. What is left out is guessed.
///
/// Its JSON stands in a file beside the table, so that the same table is read the same way again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Mapping {
    /// What the rows are: `events`, `relations` or `actors`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rows: Option<String>,
    /// The sheet of a workbook: its name, or its number from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// The line of the header, from 1; 0: there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header: Option<usize>,
    /// The sign between two cells.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub separator: Option<char>,
    /// A label of the Encoding Standard, such as `windows-1251`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// Whether the day comes before the month.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day_first: Option<bool>,
    /// The first of the hundred years in which years of two digits lie.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub century: Option<i64>,
    /// The zone of times without an offset: a name of the IANA database.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// Whether a row without a date has that of the row above, as where cells were merged.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub fill_down: bool,
    /// Whether commas and “and” part the names in the cells of a column, by its name. Else its cells show it.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub parted: BTreeMap<String, bool>,
    /// Whether it was found beside the table. The table may have changed since: what does not fit any more is
    /// asked about, and what fits needs nobody's look.
    #[serde(skip)]
    pub is_remembered: bool,
    /// What columns mean, by their names: the name of a meaning, `keep` or `leave out`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub columns: BTreeMap<String, String>,
}

impl Mapping {
    /// Its JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        let text = serde_json::to_string_pretty(self).unwrap_or_default();
        text + "\n"
    }

    /// From its JSON.
    ///
    /// # Errors
    ///
    /// In words, if the text is none of a mapping.
    pub fn from_json(text: &str) -> Result<Self, String> {
        let mapping: Self = serde_json::from_str(text).map_err(|error| error.to_string())?;
        mapping.checked()?;
        Ok(mapping)
    }

    /// Whether each of its words is known; what a word must be stands in the error.
    ///
    /// # Errors
    ///
    /// In words, if one is not.
    pub fn checked(&self) -> Result<(), String> {
        if let Some(rows) = &self.rows
            && Rows::named(rows).is_none()
        {
            let all = Rows::ALL.map(|rows| rows.kind().key()).join(", ");
            return Err(format!("“{rows}” are no rows: they are {all}."));
        }
        if let Some(separator) = self.separator
            && (!separator.is_ascii() || matches!(separator, '"' | '\n' | '\r'))
        {
            return Err(format!("“{separator}” cannot stand between cells."));
        }
        if let Some(label) = &self.encoding
            && Encoding::for_label(label.as_bytes()).is_none()
        {
            return Err(format!(
                "“{label}” is no encoding. Try utf-8, windows-1252, windows-1251 or utf-16le."
            ));
        }
        if let Some(name) = &self.zone
            && Zone::named(name).is_none()
        {
            return Err(format!("“{name}” is no time zone. Try Europe/Kyiv or UTC."));
        }
        let kinds = match self.rows.as_deref().and_then(Rows::named) {
            Some(rows) => vec![rows],
            None => Rows::ALL.to_vec(),
        };
        for (column, meaning) in &self.columns {
            if !kinds
                .iter()
                .any(|rows| Meaning::named(meaning, *rows).is_some())
            {
                let known = kinds.iter().flat_map(|rows| rows.meanings().iter());
                let mut names: Vec<&str> = Vec::new();
                for (name, _) in known {
                    if !names.contains(name) {
                        names.push(name);
                    }
                }
                return Err(format!(
                    "column “{column}” cannot be “{meaning}”. It can be keep, leave out, {}.",
                    names.join(", ")
                ));
            }
        }
        Ok(())
    }

    pub(super) fn order(&self) -> Option<Order> {
        self.day_first.map(|day_first| match day_first {
            true => Order::DayFirst,
            false => Order::MonthFirst,
        })
    }

    pub(super) fn known_encoding(&self) -> Option<&'static Encoding> {
        Encoding::for_label(self.encoding.as_ref()?.as_bytes())
    }
}
