//! Mends what was placed greedily: where a wide tie runs under a name or words, these move, or else
//! the tie takes another way, as long as that leaves fewer such places (greedy placement, then local
//! repair: Kittivorawong et al. 2020).

use super::also::{self, Named};
use super::block::Need;
use super::edges::{self, Spot, Wish};
use super::labels::Overlap;
use super::lists::set;
use super::occupancy::{BROAD, HEAD, RIM, TEXT, TIE, Turned};
use super::plan::{Plan, Word};
use super::view::View;
use super::words;
use crate::scene::{Rect, vec2};
use std::collections::BTreeSet;

/// How often all such places are looked at.
const ROUNDS: usize = 3;
/// Most of them that are tried in a round.
const MOST_TRIED: usize = 24;
/// The letters of a line leave this free above and below.
const ABOVE: f32 = 3.0;

/// A text on the map, by its number among the figures or the ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Text {
    Name(usize),
    Words(usize),
    /// The title of a region by its number, and the lines of those who are only named in it.
    Title(usize),
    Also(usize),
}

/// Texts, and ties by their numbers among the ways, that found no better place.
#[derive(Default)]
struct Stuck {
    texts: BTreeSet<Text>,
    ways: BTreeSet<usize>,
}

impl Plan {
    /// Moves texts and ties until no wide tie runs under a text that is not its own, or nothing
    /// helps.
    pub(super) fn mend(&mut self, view: &View<'_>, spots: &[Spot], named: &Named) {
        // What could not be moved is not tried again until something else has moved.
        let mut stuck = Stuck::default();
        for _ in 0..ROUNDS {
            let mut crossed = self.crossed();
            let before = crossed.len();
            for (text, way) in crossed.clone().into_iter().take(MOST_TRIED) {
                // What was mended before may have helped here too.
                let is_still = crossed.contains(&(text, way));
                let moves = is_still
                    && ((stuck.texts.insert(text) && self.moves_text(view, spots, named, text))
                        || (stuck.ways.insert(way) && self.moves_tie(view, spots, way)));
                if moves {
                    stuck = Stuck::default();
                    crossed = self.crossed();
                }
            }
            if crossed.len() >= before {
                break;
            }
        }
        self.note_what_runs_under();
    }

    /// Tells of each name whether ties or rims run under it, as they now stand.
    fn note_what_runs_under(&mut self) {
        let names = self.figures.iter_mut().flat_map(|figure| &mut figure.name);
        let titles = self.regions.iter_mut().flat_map(|region| &mut region.title);
        for name in names.chain(titles) {
            let shape = Turned::upright(name.rect);
            name.breaks_ties = !self.grid.is_free(&shape, TIE | RIM);
        }
    }

    /// Each text with a wide tie, not its own, that runs under it.
    pub(super) fn crossed(&self) -> Vec<(Text, usize)> {
        let texts = self.texts();
        let ways = self.ways.iter().enumerate();
        let wide = ways.filter(|(_, way)| edges::is_broad(way));
        let crossed = wide.flat_map(|(n, way)| {
            let pieces = way.curve.pieces();
            let half = way.wish.width / 2.0;
            let under = texts
                .iter()
                .filter(move |(text, rect)| *text != Text::Words(n) && pieces.cross(*rect, half));
            under.map(move |(text, _)| (*text, n))
        });
        crossed.collect()
    }

    /// Where the letters of each text stand.
    fn texts(&self) -> Vec<(Text, Rect)> {
        let letters = |rect: Rect| rect.shrink2(vec2(0.0, ABOVE));
        let mut texts = Vec::new();
        for (n, figure) in self.figures.iter().enumerate() {
            let name = figure.name.iter();
            texts.extend(name.map(|name| (Text::Name(n), letters(name.rect))));
        }
        for (n, word) in self.words.iter().enumerate() {
            let block = word.block.iter();
            texts.extend(block.map(|block| (Text::Words(n), block.rect)));
        }
        for (n, region) in self.regions.iter().enumerate() {
            let title = region.title.iter();
            texts.extend(title.map(|name| (Text::Title(n), letters(name.rect))));
            let also = region.also.iter();
            texts.extend(also.map(|line| (Text::Also(n), letters(line.rect))));
        }
        texts
    }

    /// Writes a text elsewhere, where no wide tie runs under it.
    fn moves_text(&mut self, view: &View<'_>, spots: &[Spot], named: &Named, text: Text) -> bool {
        let (figures, words, regions) = (&self.figures, &self.words, &self.regions);
        let before = (figures.clone(), words.clone(), regions.clone());
        self.erase(text);
        self.take_texts();
        let is_written = self.writes(view, spots, named, text).is_some();
        if is_written && self.crossed().iter().all(|(other, _)| *other != text) {
            return true;
        }
        (self.figures, self.words, self.regions) = before;
        self.take_texts();
        false
    }

    fn erase(&mut self, text: Text) -> Option<()> {
        match text {
            Text::Name(n) => self.figures.get_mut(n)?.name = None,
            Text::Words(n) => *self.words.get_mut(n)? = Word::default(),
            Text::Title(n) => self.regions.get_mut(n)?.title = None,
            Text::Also(n) => self.regions.get_mut(n)?.also.clear(),
        }
        Some(())
    }

    /// None if it finds no place.
    fn writes(&mut self, view: &View<'_>, spots: &[Spot], named: &Named, text: Text) -> Option<()> {
        let grid = &mut self.grid;
        match text {
            Text::Name(n) => {
                let figure = self.figures.get_mut(n)?;
                let name = words::name(view, &self.regions, figure, spots, Overlap::Free, grid)?;
                figure.name = Some(name);
            }
            Text::Words(n) => {
                self.write_block(view, n, Need::Must);
                self.words.get(n)?.block.as_ref()?;
            }
            Text::Title(n) => {
                let region = self.regions.get_mut(n)?;
                words::titles(view, std::slice::from_mut(region), grid);
                region.title.as_ref()?;
            }
            Text::Also(n) => {
                let groups = also::rects_of_groups(&self.regions);
                let region = self.regions.get_mut(n)?;
                region.also = also::elsewhere(view, region, &groups, named, grid)?;
                also::take(&mut self.regions, grid);
            }
        }
        Some(())
    }

    /// The ties of a pair anew, with their words, where they cross fewer texts.
    fn moves_tie(&mut self, view: &View<'_>, spots: &[Spot], way: usize) -> bool {
        let Some(pair) = self.ways.get(way).map(|way| edges::pair_of(&way.wish)) else {
            return false;
        };
        let before = self.crossed().len();
        let (ways, words) = (self.ways.clone(), self.words.clone());
        let grid = self.grid.clone();
        let of_pair = ways.iter().enumerate();
        let of_pair = of_pair.filter(|(_, way)| edges::pair_of(&way.wish) == pair);
        let (numbers, wishes): (Vec<usize>, Vec<Wish>) =
            of_pair.map(|(n, way)| (n, way.wish)).unzip();
        let said = numbers.iter().copied().filter(|n| self.has_block(*n));
        let said: Vec<usize> = said.collect();
        for n in numbers {
            set(&mut self.words, n, Word::default());
        }
        self.take_texts();
        for way in edges::route(spots, &wishes, &mut self.grid) {
            let mut all = self.ways.iter_mut();
            if let Some(own) = all.find(|own| own.wish.tie == way.wish.tie) {
                *own = way;
            }
        }
        edges::spread_ends(spots, &mut self.ways);
        // Words that are written again add to what is crossed, and never take from it.
        if self.crossed().len() < before {
            self.grid.clear(TIE | BROAD | HEAD);
            self.take_ways();
            for n in &said {
                self.write_block(view, *n, Need::Must);
            }
            if said.iter().all(|n| self.has_block(*n)) && self.crossed().len() < before {
                return true;
            }
        }
        (self.ways, self.words, self.grid) = (ways, words, grid);
        self.take_texts();
        false
    }

    /// Takes the ground under all texts anew.
    fn take_texts(&mut self) {
        self.grid.clear(TEXT);
        self.take_titles();
        for name in self.figures.iter().flat_map(|figure| &figure.name) {
            self.grid.take(&Turned::upright(name.rect), TEXT);
        }
        for block in self.words.iter().flat_map(|word| &word.block) {
            block.take(&mut self.grid);
        }
    }
}
