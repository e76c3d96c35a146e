//! One date: numbers, words and signs in any order that has one reading.

use super::cause::{Cause, Unread};
use super::fields::{Block, Fields};
use super::lexicon::Meaning;
use super::note::Note;
use super::reader::Reader;
use super::tokens::Kind;
use super::words::roman;

/// Puts a value where none was, and says whether none was.
fn set<T>(place: &mut Option<T>, value: T) -> bool {
    if place.is_some() {
        return false;
    }
    *place = Some(value);
    true
}

impl Reader<'_> {
    /// What is read up to a token that belongs to no date.
    ///
    /// # Errors
    ///
    /// If that is nothing, or has two readings.
    pub(super) fn moment(&mut self) -> Result<Fields, Unread> {
        let start = self.place;
        let mut fields = Fields {
            at: self.offset(),
            ..Fields::default()
        };
        while !self.is_at_end() && self.item(&mut fields)? {}
        if self.place == start {
            return Err(self.unclear());
        }
        Ok(fields)
    }

    /// Takes what stands at the place, if it belongs to the date.
    fn item(&mut self, fields: &mut Fields) -> Result<bool, Unread> {
        match self.peek(0).map(|token| &token.kind) {
            Some(Kind::Number { .. }) => self.figure(fields),
            Some(Kind::Word { .. }) => self.word(fields),
            Some(Kind::Sign(sign)) => self.sign(*sign, fields),
            None => Ok(false),
        }
    }

    fn sign(&mut self, sign: char, fields: &mut Fields) -> Result<bool, Unread> {
        let after_number = self
            .previous()
            .is_some_and(|token| token.number().is_some());
        let taken = match sign {
            ',' => !self.is_listing,
            '~' => {
                fields.approximate = true;
                true
            }
            '?' => {
                fields.uncertain = true;
                true
            }
            '%' => {
                fields.approximate = true;
                fields.uncertain = true;
                true
            }
            // The dot of an ordinal.
            '.' => after_number && self.is_glued_sign(0, '.') && !self.is_glued_sign(1, '.'),
            '(' | '[' => return self.brackets(fields),
            '+' | '-' if fields.time.is_some() => return self.offset_in_digits(fields),
            '-' if fields.is_blank() => return Ok(self.negative_year(fields)),
            '-' | '/' => return self.joint_of_name(sign, fields),
            _ => false,
        };
        if taken {
            self.skip(1);
        }
        Ok(taken)
    }

    /// `-44`, `-0043-03-15`, `-12000`
    fn negative_year(&mut self, fields: &mut Fields) -> bool {
        let Some((value, digits)) = self.glued_number(1) else {
            return false;
        };
        if self.is_month(2) || self.is_glued_sign(2, ':') {
            return false;
        }
        let is_edtf = digits == 4 && (!self.hints.negative_years_are_bce || value < 1000);
        self.skip(2);
        if is_edtf {
            fields.year = Some(value.saturating_neg());
            let mut two = || {
                let value = self.glued_number(1).filter(|(_, digits)| *digits == 2)?.0;
                let is_next = self.is_glued_sign(0, '-');
                if is_next {
                    self.skip(2);
                }
                u8::try_from(value).ok().filter(|_| is_next)
            };
            fields.month = two();
            fields.day = fields.month.and_then(|_| two());
        } else {
            fields.year = Some(value);
            fields.before_era = Some(true);
            self.tell(Note::NegativeYear);
        }
        true
    }

    /// A sign between a number and a name: `11-Mar-15`, `Mar-15`, `2014-W10`, `Q3/2014`.
    fn joint_of_name(&mut self, sign: char, fields: &mut Fields) -> Result<bool, Unread> {
        let (Some(joint), Some(next), Some(previous)) =
            (self.peek(0), self.peek(1), self.previous())
        else {
            return Ok(false);
        };
        if !joint.is_glued || !next.is_glued {
            return Ok(false);
        }
        let after_name = fields.month.is_some()
            && previous
                .senses()
                .iter()
                .any(|(meaning, _)| matches!(meaning, Meaning::Month(_)));
        let is_part = fields.week.is_some() || fields.month.is_some_and(|month| month > 12);
        let taken = match next.number() {
            None => {
                let is_piece = next.means(Meaning::Week) || next.means(Meaning::QuarterLetter);
                let joins_month = self.is_month(1)
                    && previous.number().is_some()
                    && fields.month.is_none()
                    // `1850-May 1851`
                    && (fields.year.is_none() || self.is_glued_sign(2, sign));
                joins_month || (is_piece && fields.year.is_some())
            }
            Some((_, 4)) => (after_name || is_part) && fields.year.is_none(),
            Some((day, 1)) if fields.week.is_some() && fields.year.is_some() => {
                self.skip(2);
                return Ok(set(&mut fields.day_of_week, day));
            }
            Some((value, 2)) if after_name && fields.year.is_none() && !self.is_month(2) => {
                // `March 12-14` has no joint of names; `Mar-15` is how spreadsheets show a month.
                let at = next.at;
                let year = self.century(at, value)?;
                fields.year = Some(year);
                self.skip(2);
                return Ok(true);
            }
            Some((_, 1 | 2)) => after_name && fields.year.is_some() && fields.day.is_none(),
            Some(_) => false,
        };
        if taken {
            self.skip(1);
        }
        Ok(taken)
    }

    /// What stands in brackets: a weekday, a zone, or the day in the other calendar.
    fn brackets(&mut self, fields: &mut Fields) -> Result<bool, Unread> {
        let place = self.place;
        self.skip(1);
        let outside = std::mem::replace(&mut self.is_in_brackets, true);
        let inner = self.moment();
        self.is_in_brackets = outside;
        let inner = inner?;
        let is_closed = self
            .peek(0)
            .is_some_and(|token| token.is_sign(')') || token.is_sign(']'));
        if !is_closed || outside {
            self.place = place;
            return Ok(false);
        }
        self.skip(1);
        if inner.day.is_some() && fields.day.is_some() {
            return Ok(set(&mut fields.other, Box::new(inner)));
        }
        if inner.is_dated() || (inner.time.is_some() && fields.time.is_some()) {
            return Err(Unread::at(inner.at, Cause::Unclear));
        }
        fields.approximate |= inner.approximate;
        fields.uncertain |= inner.uncertain;
        fields.old_style |= inner.old_style;
        fields.new_style |= inner.new_style;
        fields.weekday = fields.weekday.or(inner.weekday);
        fields.before_era = fields.before_era.or(inner.before_era);
        fields.shift = fields.shift.take().or(inner.shift);
        fields.time = fields.time.take().or(inner.time);
        Ok(true)
    }

    fn word(&mut self, fields: &mut Fields) -> Result<bool, Unread> {
        let Some(token) = self.peek(0) else {
            return Ok(false);
        };
        if (fields.time.is_some() || self.is_in_brackets || fields.daypart.is_some())
            && self.zone(fields)?
        {
            return Ok(true);
        }
        if self.lettered(fields) {
            return Ok(true);
        }
        for (meaning, _) in token.senses() {
            if self.take(*meaning, fields)? {
                return Ok(true);
            }
        }
        Ok(self.roman(fields))
    }

    /// What a word means, if it can mean that here.
    fn take(&mut self, meaning: Meaning, fields: &mut Fields) -> Result<bool, Unread> {
        let taken = match meaning {
            Meaning::Month(month) => set(&mut fields.month, month),
            Meaning::Weekday(day) => !self.is_glued_sign(1, '-') && set(&mut fields.weekday, day),
            Meaning::Season(code) => set(&mut fields.month, code),
            Meaning::Northern | Meaning::Southern => return Ok(self.hemisphere(meaning, fields)),
            Meaning::Filler => self.adds_nothing(fields),
            Meaning::About => {
                let is_before_time = self.is_time(1) && self.means(0, Meaning::Filler);
                fields.approximate |= !is_before_time;
                true
            }
            Meaning::Perhaps => {
                fields.uncertain = true;
                true
            }
            Meaning::Third(index) => {
                let is_first = fields.slice.is_none() && !fields.is_dated();
                if is_first {
                    fields.slice = Some((index, 3));
                    // mid-1850s
                    self.skip(usize::from(self.is_glued_sign(1, '-')));
                }
                is_first
            }
            Meaning::Nth(number) => return Ok(self.nth(i64::from(number), 1, fields)),
            Meaning::QuarterLetter | Meaning::HalfLetter => {
                return Ok(self.quarter(meaning, fields));
            }
            Meaning::Century => return Ok(self.century_before_number(fields)),
            Meaning::Decade => return self.decade_after_word(fields),
            Meaning::Week => return Ok(self.week(fields)),
            Meaning::Morning
            | Meaning::Afternoon
            | Meaning::Evening
            | Meaning::Night
            | Meaning::NightBefore => {
                // The early morning is a morning.
                if !fields.is_dated() {
                    fields.slice = None;
                }
                set(&mut fields.daypart, meaning)
            }
            Meaning::Noon => set(&mut fields.time, "12:00".to_owned()),
            Meaning::Midnight => set(&mut fields.time, "00:00".to_owned()),
            Meaning::TimeFollows => {
                let is_between = fields.day.is_some() && self.glued_number(1).is_some();
                if is_between && !self.is_time(1) {
                    self.skip(1);
                    return Ok(self.compact_time(fields));
                }
                is_between
            }
            Meaning::OldStyle => {
                fields.old_style = true;
                true
            }
            Meaning::NewStyle => {
                fields.new_style = true;
                true
            }
            Meaning::BeforeEra => set(&mut fields.before_era, true),
            Meaning::CommonEra => set(&mut fields.before_era, false),
            Meaning::AgoBefore => return self.ago_after_word(fields),
            Meaning::Years => fields.block.is_some() || fields.short_decade.is_some(),
            Meaning::Hour => fields.time.is_some(),
            _ => false,
        };
        if taken {
            self.skip(1);
        }
        Ok(taken)
    }

    /// Whether a filler is one here, and joins no two dates.
    fn adds_nothing(&self, fields: &Fields) -> bool {
        let joins = [Meaning::To, Meaning::About].map(|joint| self.means(0, joint));
        !joins.contains(&true)
            || fields.is_blank() && !joins[1]
            || self.is_time(1) && fields.time.is_none()
    }

    /// `southern summer`
    fn hemisphere(&mut self, meaning: Meaning, fields: &mut Fields) -> bool {
        let season = self.peek(1).into_iter().flat_map(|token| token.senses());
        let code = season.into_iter().find_map(|(meaning, _)| match meaning {
            Meaning::Season(code) => Some(*code),
            _ => None,
        });
        let step = if meaning == Meaning::Northern { 4 } else { 8 };
        let taken = code.is_some_and(|code| set(&mut fields.month, code.saturating_add(step)));
        if taken {
            self.skip(2);
        }
        taken
    }

    /// What is the `number`th, from `ahead` on: a half, a century; 0 is the last.
    pub(super) fn nth(&mut self, number: i64, ahead: usize, fields: &mut Fields) -> bool {
        // A word may be a filler elsewhere: `XIX в.`
        self.nth_at(number, ahead, fields)
            || self.nth_at(number, ahead + self.fillers(ahead), fields)
    }

    fn nth_at(&mut self, number: i64, ahead: usize, fields: &mut Fields) -> bool {
        let parts = [
            (Meaning::Halves, 2),
            (Meaning::Quarters, 4),
            (Meaning::Thirds, 3),
        ];
        let mut parts = parts.into_iter();
        let part = parts.find(|(meaning, _)| self.means(ahead, *meaning));
        let taken = if let Some((_, count)) = part {
            let index = if number == 0 { count } else { number } - 1;
            (0..count).contains(&index) && set(&mut fields.slice, (index, count))
        } else if number > 0 && self.means(ahead, Meaning::Century) {
            number <= 99 && set(&mut fields.block, Block::Century(number))
        } else if number > 0 && self.means(ahead, Meaning::Millennium) {
            number <= 9 && set(&mut fields.block, Block::Millennium(number))
        } else {
            false
        };
        if taken {
            self.skip(ahead + 1);
        }
        taken
    }

    /// `Q3`, `H2`
    fn quarter(&mut self, meaning: Meaning, fields: &mut Fields) -> bool {
        let code = match (meaning, self.number(1)) {
            (Meaning::QuarterLetter, Some((quarter @ 1..=4, 1))) => 32 + quarter,
            (Meaning::HalfLetter, Some((half @ 1..=2, 1))) => 39 + half,
            _ => return false,
        };
        let taken = u8::try_from(code).is_ok_and(|code| set(&mut fields.month, code));
        if taken {
            self.skip(2);
        }
        taken
    }

    /// `siglo XIX`
    fn century_before_number(&mut self, fields: &mut Fields) -> bool {
        let number = match self.peek(1).map(|token| &token.kind) {
            Some(Kind::Word { text, .. }) => roman(text).map(i64::from),
            Some(Kind::Number {
                value,
                digits: 1 | 2,
            }) => Some(*value),
            _ => None,
        };
        let Some(number) = number.filter(|number| *number >= 1) else {
            return false;
        };
        let taken = set(&mut fields.block, Block::Century(number));
        if taken {
            self.skip(2);
        }
        taken
    }

    /// `années 1850`, `los años 50`
    fn decade_after_word(&mut self, fields: &mut Fields) -> Result<bool, Unread> {
        let ahead = 1 + self.fillers(1);
        let Some((value, digits)) = self.number(ahead).filter(|(value, _)| value % 10 == 0) else {
            return Ok(false);
        };
        if self.means(ahead + 1, Meaning::DecadeEnding) {
            self.skip(ahead);
            return Ok(true);
        }
        let taken = match digits {
            4 => set(&mut fields.block, Block::Decade(value)),
            2 => set(&mut fields.short_decade, value),
            _ => false,
        };
        if taken {
            self.skip(ahead + 1);
        }
        Ok(taken)
    }

    /// `Week 10`, `W10`, `week of 3 March`
    fn week(&mut self, fields: &mut Fields) -> bool {
        let is_phrase = self.peek(0).is_some_and(|token| match &token.kind {
            Kind::Word { text, .. } => text.contains(' '),
            Kind::Number { .. } | Kind::Sign(_) => false,
        });
        let after = 2 + usize::from(self.is_glued_sign(2, '.'));
        let names_day = is_phrase || self.is_month(after) || self.is_glued_sign(2, '.');
        match self.number(1) {
            Some((number, 1 | 2)) if !names_day => {
                let taken = set(&mut fields.week, number);
                self.skip(if taken { 2 } else { 0 });
                taken
            }
            _ => {
                let is_new = !fields.is_week && !fields.is_dated();
                fields.is_week |= is_new;
                self.skip(usize::from(is_new));
                is_new
            }
        }
    }

    /// A century or a month in Roman numerals: `XIX век`, `XIXe siècle`, `5 III 2014`.
    fn roman(&mut self, fields: &mut Fields) -> bool {
        let Some(Kind::Word { text, .. }) = self.peek(0).map(|token| &token.kind) else {
            return false;
        };
        let endings = ["eme", "e", "th", "-го", ""];
        let stems = endings
            .into_iter()
            .filter_map(|ending| text.strip_suffix(ending));
        let Some(number) = stems.into_iter().find_map(roman) else {
            return false;
        };
        // `XIX-го века`
        let ending = self.is_glued_sign(1, '-') && self.means(2, Meaning::OrdinalEnding);
        let ahead = if ending { 3 } else { 1 };
        if self.nth(i64::from(number), ahead, fields) {
            return true;
        }
        let joins = self.peek(1).is_some_and(|token| {
            token.is_sign('-') || token.means(Meaning::To) || token.means(Meaning::And)
        });
        if fields.is_blank() && joins {
            // `XVIII–XIX век`: what it counts stands at the other end.
            fields.day = Some(number);
        } else if fields.day.is_none() || number > 12 || !set(&mut fields.month, number) {
            return false;
        }
        self.skip(1);
        true
    }
}
