//! Which forms of marks a picture shows, so that a legend explains those and no others.

use super::View;
use super::lane::Lane;
use super::placing::{Placing, standing};
use super::shape::Kind;
use crate::dataset::date::Form;
use crate::scene::marks::Standing;
use std::collections::BTreeSet;

/// How a date looks that is no plain point or bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DateForm {
    /// It was about then.
    Faded,
    /// It was some time in it.
    Bracket,
    /// Nobody knows an end of it.
    Unknown,
    /// It is one of several dates.
    OneOf,
    /// It is all of several dates.
    AllOf,
    /// A thin line that goes on past the picture.
    Lasting,
    /// The same, dotted: it was some time in it.
    LastingBracket,
}

/// What the marks of a picture look like.
#[derive(Clone, Debug, Default)]
pub struct Shown {
    /// The forms of dates.
    pub forms: BTreeSet<DateForm>,
    /// Whether what they stand for took place.
    pub standings: BTreeSet<Standing>,
    /// Whether a `~` stands beside a mark.
    pub is_approximate: bool,
    /// Whether a `?` does.
    pub is_uncertain: bool,
}

impl Shown {
    /// Of the lanes of a picture.
    pub(super) fn new<'a>(view: &View<'_>, lanes: impl Iterator<Item = &'a Lane>) -> Self {
        let mut shown = Self::default();
        for mark in lanes.flat_map(|lane| &lane.marks) {
            shown.add(view, mark);
        }
        shown
    }

    fn add(&mut self, view: &View<'_>, mark: &Placing) {
        if mark.is_thin {
            return;
        }
        let status = view.index.status.get(mark.row as usize);
        let status = status.copied().unwrap_or_default();
        self.standings.insert(standing(status, mark.role));
        let before = mark.background.as_ref().and_then(|b| b.sign.as_ref());
        let signs = mark.sign.into_iter().chain(before.map(|sign| &*sign.text));
        for sign in signs {
            self.is_approximate |= sign.contains('~');
            self.is_uncertain |= sign.contains('?');
        }
        let form = view.index.traits(mark.row).map(|traits| traits.form);
        self.forms
            .extend(match (&mark.background, mark.shape.kind) {
                (Some(_), Kind::Bracket) => Some(DateForm::LastingBracket),
                (Some(line), _) if line.goes_on.contains(&true) => Some(DateForm::Lasting),
                (Some(_), _) | (_, Kind::Point | Kind::Bar | Kind::Dot) => None,
                // What is open at an end is a line, but where its lane is folded.
                (_, Kind::OpenBar) => None,
                (_, Kind::Faded) => Some(DateForm::Faded),
                (_, Kind::UnknownEnd | Kind::UnknownStart) => Some(DateForm::Unknown),
                (_, Kind::Bracket) => Some(DateForm::Bracket),
                (_, Kind::Set) if form == Some(Form::OneOf) => Some(DateForm::OneOf),
                (_, Kind::Set) => Some(DateForm::AllOf),
            });
    }
}
