//! What a person should know of a file: each thing by itself, or counted where it is of many places.

use crate::dataset::count::with_thousands;
use crate::files::foreign::sheets::Told;

/// How often something that may be of every line is told by itself; the rest is counted.
const MOST: usize = 50;

/// What is counted: the words for one place, and those for more, with `{}` for their number.
pub(in crate::files) struct Matter {
    /// The words for one place.
    pub(in crate::files) one: &'static str,
    /// The words for several.
    pub(in crate::files) many: &'static str,
}

/// How often a matter was met, and where first.
struct Count {
    matter: &'static Matter,
    line: usize,
    times: usize,
}

/// What was met so far.
#[derive(Default)]
pub(in crate::files) struct Telling {
    told: Vec<Told>,
    counts: Vec<Count>,
    /// How often what has a `Matter` for the rest was told by itself.
    singly: Vec<(&'static Matter, usize)>,
}

impl Telling {
    /// Tells one thing.
    pub(in crate::files) fn tell(&mut self, line: usize, words: impl Into<String>) {
        self.told.push(Told::on(line, words));
    }

    /// Counts one place of something that is told once.
    pub(in crate::files) fn count(&mut self, line: usize, matter: &'static Matter) {
        let known = self.counts.iter_mut();
        let mut known = known.filter(|count| std::ptr::eq(count.matter, matter));
        match known.next() {
            Some(count) => count.times = count.times.saturating_add(1),
            None => self.counts.push(Count {
                matter,
                line,
                times: 1,
            }),
        }
    }

    /// Tells one of many things; those past the first fifty are counted as `rest`.
    pub(in crate::files) fn each(
        &mut self,
        line: usize,
        words: impl Into<String>,
        rest: &'static Matter,
    ) {
        let known = self.singly.iter_mut();
        let known = known.filter(|(matter, _)| std::ptr::eq(*matter, rest));
        let times = match known.last() {
            Some((_, times)) => {
                *times = times.saturating_add(1);
                *times
            }
            None => {
                self.singly.push((rest, 1));
                1
            }
        };
        if times <= MOST {
            self.tell(line, words);
        } else {
            self.count(line, rest);
        }
    }

    /// All that is to be told, in the order of the lines.
    pub(in crate::files) fn all(self) -> Vec<Told> {
        let mut told = self.told;
        for count in self.counts {
            let words = match count.times {
                1 => count.matter.one.to_owned(),
                times => count.matter.many.replace("{}", &with_thousands(times)),
            };
            told.push(Told::on(count.line, words));
        }
        told.sort_by_key(|told| told.line);
        told
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static REST: Matter = Matter {
        one: "one more stands alone",
        many: "{} more stand alone",
    };

    #[test]
    fn what_is_of_many_places_is_told_once() {
        let mut telling = Telling::default();
        for line in (1..=MOST + 3).rev() {
            telling.each(line, format!("line {line} stands alone"), &REST);
        }
        let told = telling.all();
        assert_eq!(told.len(), MOST + 1);
        assert!(
            told.contains(&Told::on(3, "3 more stand alone")),
            "{told:?}"
        );
        let mut telling = Telling::default();
        telling.count(7, &REST);
        assert_eq!(telling.all(), [Told::on(7, "one more stands alone")]);
    }
}
