//! What a number is in a date, by what stands beside it.

use super::cause::{Cause, Unread};
use super::fields::{Block, Fields};
use super::lexicon::Meaning;
use super::note::Note;
use super::reader::Reader;

/// The year from which `ago` counts back: near enough for what is counted in thousands.
const TODAY: i64 = 2000;
/// The year from which `BP` counts back.
const PRESENT: i64 = 1950;
/// From here on a year that is counted back has as many significant digits as are written.
const DEEP: i64 = 100_000;

impl Reader<'_> {
    /// Takes the number at the place, if it belongs to the date.
    pub(super) fn figure(&mut self, fields: &mut Fields) -> Result<bool, Unread> {
        let Some((value, digits)) = self.number(0) else {
            return Ok(false);
        };
        // `12 noon`
        if value == 12 && (self.means(1, Meaning::Noon) || self.means(1, Meaning::Midnight)) {
            self.skip(1);
            return Ok(true);
        }
        Ok(self.lettered(fields)
            || self.counted_back(fields, 0)?
            || self.numeric(fields)?
            || self.with_era(fields, value)
            || self.four_figures(fields, value, digits)
            || self.time(fields)?
            || self.named(fields, value, digits)?
            || self.compact(fields)?
            || self.plain(fields, value, digits)?)
    }

    /// A time in four figures behind a day: `1957 Oct 4 1928:34`, `1969 Jul 16 1332`.
    fn four_figures(&mut self, fields: &mut Fields, value: i64, digits: usize) -> bool {
        let is_day = fields.year.is_some() && fields.month.is_some() && fields.day.is_some();
        let (hour, minute) = (value / 100, value % 100);
        let is_time = digits == 4 && hour < 24 && minute < 60;
        // Behind the year it may be another year.
        let is_behind_day = self
            .previous()
            .and_then(|token| token.number())
            .is_some_and(|(_, digits)| digits < 3);
        if !is_day || !is_behind_day || !is_time || fields.time.is_some() {
            return false;
        }
        let second = self
            .glued_number(2)
            .filter(|(second, digits)| self.is_glued_sign(1, ':') && *digits == 2 && *second < 60);
        let part = self
            .glued_number(4)
            .filter(|_| second.is_some() && self.is_glued_sign(3, '.'));
        self.skip(1 + 2 * (usize::from(second.is_some()) + usize::from(part.is_some())));
        let second = second.map_or_else(String::new, |(second, _)| format!(":{second:02}"));
        let part = part.map_or_else(String::new, |(part, digits)| format!(".{part:0digits$}"));
        let second = second + &part;
        fields.time = Some(format!("{hour:02}:{minute:02}{second}"));
        true
    }

    /// A decade, a century, a quarter or the like, or an ordinal: `1850s`, `19th century`, `5th`.
    fn named(&mut self, fields: &mut Fields, value: i64, digits: usize) -> Result<bool, Unread> {
        let at = self.offset();
        let is_elided = self.peek(1).is_some_and(|token| token.is_elided);
        let is_glued = self.peek(1).is_some_and(|token| token.is_glued) || is_elided;
        let with_dash =
            self.is_glued_sign(1, '-') && self.peek(2).is_some_and(|token| token.is_glued);
        let ending = if with_dash { 2 } else { 1 };
        let ends = |meaning| (is_glued || with_dash) && self.means(ending, meaning);
        if ends(Meaning::DecadeEnding) && value % 10 == 0 && matches!(digits, 2 | 4) {
            return self.decade(fields, at, (value, digits), ending + 1);
        }
        if ends(Meaning::OrdinalEnding) {
            if self.nth(value, ending + 1, fields) {
                return Ok(true);
            }
            return Ok(match u8::try_from(value) {
                Ok(day) if fields.day.is_none() => {
                    fields.day = Some(day);
                    self.skip(ending + 1);
                    true
                }
                _ => false,
            });
        }
        if digits > 2 {
            return Ok(false);
        }
        // `19. Jahrhundert`, `19 век`, `3. Quartal`, `3Q 2014`
        let dot = usize::from(self.is_glued_sign(1, '.'));
        if self.means(1, Meaning::QuarterLetter) && self.number(2).is_none_or(|(_, d)| d == 4) {
            let code = (1..=4)
                .contains(&value)
                .then(|| u8::try_from(32 + value).ok())
                .flatten();
            if code.is_some() && fields.month.is_none() && is_glued {
                fields.month = code;
                self.skip(2);
                return Ok(true);
            }
        }
        Ok(value > 0 && self.nth(value, 1 + dot, fields))
    }

    /// A decade of which the ending stands before `used`.
    fn decade(
        &mut self,
        fields: &mut Fields,
        at: usize,
        (value, digits): (i64, usize),
        used: usize,
    ) -> Result<bool, Unread> {
        if fields.has_date() {
            return Ok(false);
        }
        if digits == 2 {
            fields.short_decade = Some(value);
            self.skip(used);
            return Ok(true);
        }
        if value % 100 == 0 {
            return Err(Unread::at(
                at,
                Cause::DecadeOrCentury {
                    decade: format!("{}X", value / 10),
                    century: format!("{}XX", value / 100),
                },
            ));
        }
        fields.block = Some(Block::Decade(value));
        self.skip(used);
        Ok(true)
    }

    /// A year with its era: `44 BC`, `AD 79`, `44 год до н. э.`
    fn with_era(&mut self, fields: &mut Fields, value: i64) -> bool {
        let ahead = 1 + self.fillers(1);
        let is_before =
            self.means(ahead, Meaning::BeforeEra) || self.means(ahead, Meaning::CommonEra);
        let is_after = fields.before_era == Some(false) && fields.day.is_none();
        let taken = (is_before || is_after) && fields.year.is_none() && fields.raw.is_none();
        if taken {
            fields.year = Some(value);
            self.skip(1);
        }
        taken
    }

    /// A year of three or four digits, a day, or a year of two digits.
    fn plain(&mut self, fields: &mut Fields, value: i64, digits: usize) -> Result<bool, Unread> {
        let at = self.offset();
        let is_elided = self
            .peek(0)
            .is_some_and(|token| token.is_elided && !token.is_glued);
        let is_short_year = digits == 2
            && fields.month.is_some()
            && fields.year.is_none()
            && (fields.day.is_some() || value > 31 || is_elided);
        let is_alone_year = digits == 2 && is_elided && fields.is_blank();
        match digits {
            3 | 4 if fields.year.is_none() && fields.raw.is_none() && fields.block.is_none() => {
                fields.year = Some(value);
                // `2014.0`
                if self.is_glued_sign(1, '.')
                    && self.glued_number(2).is_some_and(|(value, _)| value == 0)
                {
                    self.skip(2);
                }
            }
            _ if is_short_year || is_alone_year => {
                let year = self.century(at, value)?;
                fields.year = Some(year);
            }
            1 | 2 if fields.day.is_none() && fields.raw.is_none() && fields.block.is_none() => {
                fields.day = u8::try_from(value).ok();
            }
            _ => return Ok(false),
        }
        self.skip(1);
        Ok(true)
    }

    /// `66 million years ago`, `66 Ma`, `5000 BP`, from `ahead` on.
    fn counted_back(&mut self, fields: &mut Fields, ahead: usize) -> Result<bool, Unread> {
        let Some((years, significant, next)) = self.amount(ahead) else {
            return Ok(false);
        };
        let is_ago = |place: usize| self.means(place, Meaning::Ago);
        let after_years = next + usize::from(self.means(next, Meaning::Years));
        let power = |place: usize| {
            let senses = self
                .peek(place)
                .into_iter()
                .flat_map(|token| token.senses());
            senses.into_iter().find_map(|(meaning, _)| match meaning {
                Meaning::PowerAgo(power) => Some(*power),
                _ => None,
            })
        };
        let (size, epoch, used) = if let Some(power) = power(next) {
            let used = next + 1 + usize::from(is_ago(next + 1));
            (years.tens(power), TODAY, used)
        } else if self.means(after_years, Meaning::BeforePresent) {
            (years.tens(0), PRESENT, after_years + 1)
        } else if after_years > next && (ahead > 0 || is_ago(after_years)) {
            (
                years.tens(0),
                TODAY,
                after_years + usize::from(is_ago(after_years)),
            )
        } else {
            return Ok(false);
        };
        let at = self.offset();
        let Some(size) = size.filter(|_| !fields.is_dated()) else {
            return Err(Unread::at(at, Cause::Unclear));
        };
        let epoch = if size < DEEP { epoch } else { 0 };
        if size < 1000 && epoch == TODAY {
            return Err(Unread::at(at, Cause::Relative));
        }
        let year = epoch.saturating_sub(size);
        fields.raw = Some(if epoch == 0 {
            format!("Y{year}S{significant}")
        } else {
            fields.approximate = true;
            super::calendar::year_text(year)
        });
        if epoch == 0 {
            // Significant digits say already how near it is.
            fields.approximate = false;
        }
        self.tell(Note::CountedBack);
        self.skip(used);
        Ok(true)
    }

    /// `vor 66 Millionen Jahren`, `il y a 3000 ans`
    pub(super) fn ago_after_word(&mut self, fields: &mut Fields) -> Result<bool, Unread> {
        let fillers = [Meaning::About, Meaning::Filler];
        let ahead = (1..)
            .take_while(|ahead| fillers.iter().any(|filler| self.means(*ahead, *filler)))
            .count();
        self.counted_back(fields, 1 + ahead)
    }

    /// Whether a word at the place counts back and says nothing else.
    pub(super) fn is_ago_after_word(&self) -> bool {
        self.means(0, Meaning::AgoBefore)
            && (1..4).any(|ahead| {
                let after = self.amount(ahead).map(|(_, _, next)| next);
                after.is_some_and(|next| self.means(next, Meaning::Years))
            })
    }

    /// A number of years with its significant digits, and where what follows it stands.
    fn amount(&self, ahead: usize) -> Option<(Amount, usize, usize)> {
        let (whole, digits) = self.number(ahead)?;
        let mut amount = Amount {
            value: whole,
            decimals: 0,
            power: 0,
        };
        let mut significant = digits;
        let mut next = ahead + 1;
        let has_mark = self.is_glued_sign(next, '.') || self.is_glued_sign(next, ',');
        if has_mark && let Some((part, digits)) = self.glued_number(next + 1) {
            amount.decimals = u32::try_from(digits).ok()?;
            let scale = 10_i64.checked_pow(amount.decimals)?;
            amount.value = whole.checked_mul(scale)?.checked_add(part)?;
            significant += digits;
            next += 2;
        } else if digits > 4 {
            let zeros = (1..)
                .take(digits)
                .take_while(|power| whole % 10_i64.saturating_pow(*power) == 0)
                .count();
            significant = digits.saturating_sub(if whole == 0 { 0 } else { zeros });
        }
        let senses = self.peek(next).into_iter().flat_map(|token| token.senses());
        let power = senses.into_iter().find_map(|(meaning, _)| match meaning {
            Meaning::Power(power) => Some(*power),
            _ => None,
        });
        if let Some(power) = power {
            amount.power = power;
            next += 1;
        }
        Some((amount, significant, next + self.fillers_but_years(next)))
    }

    fn fillers_but_years(&self, ahead: usize) -> usize {
        let is_filler = |ahead: &usize| {
            self.means(*ahead, Meaning::Filler) && !self.means(*ahead, Meaning::Years)
        };
        (ahead..).take_while(is_filler).count()
    }
}

/// A decimal number times a power of ten.
struct Amount {
    value: i64,
    decimals: u32,
    power: u32,
}

impl Amount {
    /// The whole number with `more` powers of ten, if it is one.
    fn tens(&self, more: u32) -> Option<i64> {
        let power = self.power.checked_add(more)?;
        let scale = 10_i64.checked_pow(power.checked_sub(self.decimals)?)?;
        self.value
            .checked_mul(scale)
            .filter(|value| *value <= 100_000_000_000)
    }
}
