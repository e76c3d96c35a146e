//! The grammar of a whole text: intervals, sets, and the words that rule a date.
//!
//! ```text
//! entry  = range | "since" date | "until" date | "between" date "and" date | set
//! set    = member { ("or" | "and" | ",") member }
//! member = "before" date | "after" date | range
//! range  = date [ joint (date | "present" | nothing) ]
//! ```

use super::calendar::neighbour;
use super::cause::{Cause, Unread};
use super::fields::{Extent, Fields};
use super::lexicon::Meaning;
use super::note::Note;
use super::reader::Reader;
use super::tokens::Token;

/// A member of a set, or a whole text.
pub(super) enum Member {
    One(Extent),
    Range(Extent, Extent),
    /// It stands only where nothing else does, in EDTF.
    Alone(String),
    /// `..1849`, `1851..`
    Beyond(String),
    /// Several for which one text stands.
    Several(String),
}

impl Reader<'_> {
    /// The whole text in EDTF.
    pub(super) fn entry(&mut self) -> Result<String, Unread> {
        let text = self.ruled()?;
        if self.is_at_end() {
            Ok(text)
        } else {
            Err(self.unclear())
        }
    }

    fn ruled(&mut self) -> Result<String, Unread> {
        let rules = [
            Meaning::Since,
            Meaning::From,
            Meaning::Until,
            Meaning::Between,
            Meaning::OneOf,
            Meaning::AllOf,
        ];
        let rule = rules.into_iter().find(|rule| self.means(0, *rule));
        match rule {
            Some(Meaning::Since | Meaning::From) => self.since(),
            Some(Meaning::Until) => {
                self.skip(1);
                let end = self.moment()?;
                Ok(format!("../{}", end.extent(self, false)?.last()))
            }
            Some(Meaning::Between) => {
                self.skip(1);
                let start = self.moment()?;
                if !self.means(0, Meaning::And) {
                    return Err(self.unclear());
                }
                self.skip(1);
                let end = self.moment()?;
                self.tell(Note::Between);
                Ok(self.interval(start, end)?.alone())
            }
            Some(rule @ (Meaning::OneOf | Meaning::AllOf)) => {
                self.skip(1);
                self.is_listing = true;
                self.set(rule == Meaning::AllOf)
            }
            _ => self.joined(),
        }
    }

    /// From a date on, or up to another.
    fn since(&mut self) -> Result<String, Unread> {
        let place = self.place;
        let is_filler = self.means(0, Meaning::Filler);
        self.skip(1);
        match self.range()? {
            Member::One(_) if is_filler => {
                self.place = place;
                self.joined()
            }
            Member::One(start) => Ok(format!("{}/..", start.first)),
            member @ (Member::Range(..) | Member::Alone(_)) => Ok(member.alone()),
            Member::Beyond(_) | Member::Several(_) => Err(self.unclear()),
        }
    }

    /// What has no word before it that rules the whole.
    fn joined(&mut self) -> Result<String, Unread> {
        for (meaning, is_all) in [(Meaning::Or, false), (Meaning::And, true)] {
            // The first is a Roman numeral, one that is glued an ending: `І квартал`, `1-й`.
            let rest = self.tokens.get(self.place.saturating_add(1)..);
            let joins = |token: &Token| token.means(meaning) && !token.is_glued;
            if rest.unwrap_or_default().iter().any(joins) {
                return self.set(is_all);
            }
        }
        let is_floruit = self.means(0, Meaning::Floruit);
        if is_floruit {
            self.tell(Note::Floruit);
            self.skip(1);
        } else if self.means(0, Meaning::Life) && !self.is_at_last() {
            self.tell(Note::Life);
            self.skip(1);
        }
        let member = self.member()?;
        Ok(if is_floruit { member.about() } else { member }.alone())
    }

    fn is_at_last(&self) -> bool {
        self.place.saturating_add(1) >= self.tokens.len()
    }

    pub(super) fn member(&mut self) -> Result<Member, Unread> {
        let beyond = [
            Meaning::Before,
            Meaning::NotAfter,
            Meaning::After,
            Meaning::NotBefore,
        ];
        let rule = beyond.into_iter().find(|rule| self.means(0, *rule));
        let Some(rule) = rule.filter(|_| !self.is_ago_after_word()) else {
            return self.range();
        };
        self.skip(1);
        let extent = self.moment()?.extent(self, false)?;
        if extent.has_time {
            return Err(Unread::at(extent.at, Cause::TimeInSet));
        }
        let first = |step| neighbour(&extent.first, step).unwrap_or_else(|| extent.first.clone());
        let last =
            |step| neighbour(extent.last(), step).unwrap_or_else(|| extent.last().to_owned());
        Ok(Member::Beyond(match rule {
            Meaning::Before => format!("..{}", first(-1)),
            Meaning::NotAfter => format!("..{}", extent.last()),
            Meaning::After => format!("{}..", last(1)),
            _ => format!("{}..", extent.first),
        }))
    }

    /// One date, or from one to another.
    fn range(&mut self) -> Result<Member, Unread> {
        let is_query = self.peek(0).is_some_and(|token| token.is_sign('?'));
        if is_query && self.peek(1).is_some_and(|token| token.is_sign('-')) {
            self.skip(2);
            let end = self.moment()?;
            return Ok(Member::Alone(format!(
                "/{}",
                end.extent(self, false)?.last()
            )));
        }
        let starts_about = self
            .peek(0)
            .is_some_and(|token| token.means(Meaning::About) || token.is_sign('~'));
        let start = self.moment()?;
        let Some(joint) = self.peek(0) else {
            return self.single(&start);
        };
        if self.means(0, Meaning::Onwards) || self.means(0, Meaning::Present) {
            self.skip(1);
            return Ok(Member::Alone(format!(
                "{}/..",
                start.extent(self, false)?.first
            )));
        }
        if self.means(0, Meaning::Earlier) || self.means(0, Meaning::Later) {
            let is_earlier = self.means(0, Meaning::Earlier);
            self.skip(1);
            let extent = start.extent(self, false)?;
            return Ok(Member::Beyond(if is_earlier {
                format!("..{}", extent.last())
            } else {
                format!("{}..", extent.first)
            }));
        }
        let dots = usize::from(joint.is_sign('.') && self.is_glued_sign(1, '.'));
        let is_joint = ['-', '/', '…'].iter().any(|sign| joint.is_sign(*sign))
            || joint.means(Meaning::To)
            || dots > 0;
        if !is_joint {
            let lists = joint.is_sign(',') && self.is_listing;
            let goes_on = lists || joint.means(Meaning::Or) || joint.means(Meaning::And);
            return if goes_on {
                self.single(&start)
            } else {
                Err(self.unclear())
            };
        }
        let is_tight = joint.is_sign('-')
            && joint.is_glued
            && self.peek(1).is_some_and(|token| token.is_glued);
        self.skip(1 + dots);
        self.ended(
            start,
            joint.is_sign('-'),
            joint.is_sign('/'),
            is_tight && starts_about,
        )
    }

    /// The end of an interval, after its joint.
    fn ended(
        &mut self,
        mut start: Fields,
        is_dash: bool,
        is_slash: bool,
        shares_doubt: bool,
    ) -> Result<Member, Unread> {
        if self.is_at_end() {
            // `2014–`
            return match is_dash {
                true => Ok(Member::Alone(format!(
                    "{}/..",
                    start.extent(self, false)?.first
                ))),
                false => Err(self.unclear()),
            };
        }
        // `mid-to-late`
        if !is_dash && self.is_glued_sign(0, '-') {
            self.skip(1);
        }
        // `2014 — по настоящее время`
        if is_dash && self.means(0, Meaning::To) && self.means(1, Meaning::Present) {
            self.skip(1);
        }
        if self.is_at_last() {
            let edge = if self.means(0, Meaning::Present) {
                Some("..")
            } else if self.peek(0).is_some_and(|token| token.is_sign('?')) {
                Some("")
            } else {
                None
            };
            if let Some(edge) = edge {
                self.skip(1);
                let start = start.extent(self, false)?.first;
                return Ok(Member::Alone(format!("{start}/{edge}")));
            }
            let is_new_year = |(value, _): (i64, usize)| start.lasts_until(value);
            if self.number(0).is_some_and(is_new_year) {
                self.skip(1);
                return self.single(&start);
            }
        }
        let (start_doubt, end_doubt) = self.doubt_at_end();
        start.uncertain |= start_doubt;
        let mut end = self.moment()?;
        end.uncertain |= end_doubt;
        end.approximate |= shares_doubt;
        if is_slash && let Some(both) = self.dual(&start, &end)? {
            return Ok(both);
        }
        self.interval(start, end)
    }

    /// Takes `uncertain`, `start uncertain` or `end uncertain` from the end of the text; whether
    /// that doubts the start and the end.
    fn doubt_at_end(&mut self) -> (bool, bool) {
        let [rest @ .., which, last] = self.tokens else {
            return (false, false);
        };
        if !last.means(Meaning::Perhaps) || rest.len() < self.place {
            return (false, false);
        }
        let is_start = which.means(Meaning::Start);
        let is_end = which.means(Meaning::End);
        let cut = if is_start || is_end { 2 } else { 1 };
        let kept = self.tokens.len().saturating_sub(cut);
        self.tokens = self.tokens.get(..kept).unwrap_or(self.tokens);
        (is_start || !is_end, is_end || !is_start)
    }

    fn single(&mut self, fields: &Fields) -> Result<Member, Unread> {
        if let Some(other) = &fields.other {
            let mut outer = fields.clone();
            outer.other = None;
            let mut inner = (**other).clone();
            inner.month = inner.month.or(outer.month);
            inner.year = inner.year.or(outer.year);
            outer.month = outer.month.or(inner.month);
            outer.year = outer.year.or(inner.year);
            let both = self.both_days(&outer, &inner)?;
            return both.ok_or_else(|| Unread::at(inner.at, Cause::Unclear));
        }
        Ok(Member::One(fields.extent(self, false)?))
    }

    /// From the one to the other, each with what only the other says.
    fn interval(&mut self, start: Fields, end: Fields) -> Result<Member, Unread> {
        // The nights of two days are one.
        let is_night = |fields: &Fields| fields.daypart == Some(Meaning::Night);
        let (start, end) = start.shared_with(end, self)?;
        let nights = is_night(&start) && end.daypart.is_none() && end.time.is_none();
        let keeps_midnight = [&start, &end]
            .into_iter()
            .any(|fields| fields.time.is_some() && !fields.is_midnight(self));
        let mut last = end.extent(self, keeps_midnight)?;
        let first = start.extent(self, keeps_midnight)?;
        if nights {
            let night = first.last.as_deref().unwrap_or_default();
            if night.starts_with(&last.first) {
                return Ok(Member::One(first));
            }
            last = Fields {
                daypart: Some(Meaning::Night),
                ..end
            }
            .extent(self, keeps_midnight)?;
        }
        Ok(Member::Range(first, last))
    }

    /// Two days of which one is the other in the new calendar, or two years of one dual year.
    fn dual(&mut self, start: &Fields, end: &Fields) -> Result<Option<Member>, Unread> {
        let is_only_day = |fields: &Fields| fields.day.is_some() && fields.month.is_none();
        // 11 February 1731/32
        if let (Some(year), Some(1..=3), Some(_)) = (start.year, start.month, start.day) {
            let next = year.saturating_add(1);
            let short = end
                .day
                .filter(|_| is_only_day(end) && end.year.is_none())
                .map(i64::from);
            // `1731/2`, while the year began in spring.
            let is_short = year < 1753 && short == Some(next % 10);
            let is_next = short == Some(next % 100)
                || is_short
                || (end.year == Some(next) && end.day.is_none() && end.month.is_none());
            if is_next {
                let dated = Fields {
                    year: Some(next),
                    ..start.clone()
                };
                self.tell(Note::DualYear);
                return Ok(Some(Member::One(dated.extent(self, false)?)));
            }
        }
        let (mut old, mut new) = (start.clone(), end.clone());
        let (Some(_), Some(_)) = (old.day, new.day) else {
            return Ok(None);
        };
        old.month = old.month.or(new.month);
        new.month = new.month.or(old.month);
        old.year = old.year.or(new.year);
        new.year = new.year.or(old.year);
        self.both_days(&old, &new)
    }

    /// Both days, if one is the other in the new calendar.
    fn both_days(&mut self, one: &Fields, other: &Fields) -> Result<Option<Member>, Unread> {
        for (old, new) in [(one, other), (other, one)] {
            let mut old = old.clone();
            let mut new = new.clone();
            let is_doubted = old.time.is_some() || new.time.is_some();
            (old.old_style, old.new_style) = (false, false);
            (new.old_style, new.new_style) = (false, false);
            let (Some(year), Some(month @ 1..=12), Some(day)) = (old.year, old.month, old.day)
            else {
                return Ok(None);
            };
            if is_doubted || old.before_era.is_some() || year < 1582 {
                return Ok(None);
            }
            // 25 December 1799 (6 January 1800)
            let new_day = new
                .extent(self, false)
                .ok()
                .and_then(|new| super::calendar::only_day(&new.first));
            if new_day == Some(super::calendar::days_from_julian(year, month, day)) {
                self.tell(Note::DualDate);
                old.weekday = None;
                let (old, new) = (old.extent(self, false)?, new.extent(self, false)?);
                return Ok(Some(Member::Several(format!(
                    "{},{}",
                    old.first, new.first
                ))));
            }
        }
        Ok(None)
    }
}

impl Member {
    /// As the whole text.
    fn alone(self) -> String {
        match self {
            Self::One(extent) => extent.joined("/"),
            Self::Range(start, end) => format!("{}/{}", start.first, end.last()),
            Self::Alone(text) => text,
            Self::Beyond(text) | Self::Several(text) => format!("[{text}]"),
        }
    }

    /// As one of several.
    pub(super) fn listed(self, at: usize) -> Result<String, Unread> {
        let no_time = |extent: &Extent| match extent.has_time {
            true => Err(Unread::at(extent.at, Cause::TimeInSet)),
            false => Ok(()),
        };
        match self {
            Self::One(extent) => {
                no_time(&extent)?;
                Ok(extent.joined(".."))
            }
            Self::Range(start, end) => {
                no_time(&start)?;
                no_time(&end)?;
                Ok(format!("{}..{}", start.first, end.last()))
            }
            Self::Beyond(text) | Self::Several(text) => Ok(text),
            Self::Alone(_) => Err(Unread::at(at, Cause::Unclear)),
        }
    }

    /// With both ends approximate.
    fn about(self) -> Self {
        let about = |extent: Extent| {
            let mark = |text: String| match text.strip_suffix('?') {
                Some(plain) => format!("{plain}%"),
                None if text.ends_with(['~', '%']) => text,
                None => format!("{text}~"),
            };
            Extent {
                first: mark(extent.first),
                last: extent.last.map(mark),
                ..extent
            }
        };
        match self {
            Self::One(extent) => Self::One(about(extent)),
            Self::Range(start, end) => Self::Range(about(start), about(end)),
            other => other,
        }
    }
}
