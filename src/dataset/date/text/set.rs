//! One or all of several dates: `1850 or 1851`, `5 or 6 March 2014`, `one of 1667, 1668 or 1670`.

use super::cause::Unread;
use super::expression::Member;
use super::lexicon::Meaning;
use super::reader::Reader;

impl Reader<'_> {
    /// All of (`is_all`) or one of several dates, in EDTF.
    pub(super) fn set(&mut self, is_all: bool) -> Result<String, Unread> {
        let place = self.place;
        let members = match self.sharing_members(is_all) {
            Ok(Some(members)) => members,
            Ok(None) | Err(_) => {
                self.place = place;
                self.members(is_all)?
            }
        };
        let members = members.join(",");
        Ok(if is_all {
            format!("{{{members}}}")
        } else {
            format!("[{members}]")
        })
    }

    /// Takes what joins two members.
    fn joint_of_members(&mut self, is_all: bool) -> bool {
        let is_comma = self.peek(0).is_some_and(|token| token.is_sign(','));
        let is_word = |reader: &Self| {
            let (or, and) = (reader.means(0, Meaning::Or), reader.means(0, Meaning::And));
            if reader.is_listing {
                or || and
            } else if is_all {
                and
            } else {
                or
            }
        };
        let is_joint = (self.is_listing && is_comma) || is_word(self);
        if is_joint {
            self.skip(1);
            // `1667, 1668, or 1670`
            if self.is_listing && is_comma && is_word(self) {
                self.skip(1);
            }
        }
        is_joint
    }

    fn members(&mut self, is_all: bool) -> Result<Vec<String>, Unread> {
        let mut members = Vec::new();
        loop {
            let at = self.offset();
            members.push(self.member()?.listed(at)?);
            if !self.joint_of_members(is_all) {
                return Ok(members);
            }
        }
    }

    /// The members of a set of plain dates up to the end, each with what the next says: the month and
    /// the year of `5 or 6 March 2014`. None if it is another set.
    fn sharing_members(&mut self, is_all: bool) -> Result<Option<Vec<String>>, Unread> {
        let mut dates = Vec::new();
        loop {
            dates.push(self.moment()?);
            if !self.joint_of_members(is_all) {
                break;
            }
        }
        if !self.is_at_end() || dates.iter().any(|date| date.other.is_some()) {
            return Ok(None);
        }
        let mut members = Vec::new();
        let mut next = dates.pop().unwrap_or_default();
        while let Some(date) = dates.pop() {
            let (date, after) = date.shared_with(next, self)?;
            members.push(after);
            next = date;
        }
        members.push(next);
        let mut texts = Vec::new();
        for date in members.into_iter().rev() {
            let at = date.at;
            texts.push(Member::One(date.extent(self, false)?).listed(at)?);
        }
        Ok(Some(texts))
    }
}
