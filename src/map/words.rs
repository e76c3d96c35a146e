//! Which texts and signs the plan tries to place, in which order: names of large actors and signs
//! of heavy ties first. What a person points at gets a place in the end, if it has none.

use super::block::{self, Need, Said};
use super::edges::{Spot, Way};
use super::graph::{MOST_IN_FULL, name_face};
use super::labels::{self, Along, Fitted, Name, Overlap};
use super::main_ties;
use super::metrics::{NAME_LINE, SIGN_RADIUS, TITLE, TITLE_INSET};
use super::occupancy::OccupancyGrid;
use super::plan::{CROWD, Figure, Plan, Region, Word};
use super::ties::lines;
use super::view::View;
use crate::analysis::{Row, Tie};
use crate::scene::plates::State;
use crate::scene::{Pos2, Rect, Style, Weight, vec2};
use smallvec::SmallVec;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Most names looked at.
const MOST_NAMES: usize = 400;
/// The name of an actor of this radius may break wide ties too, and stand anywhere if it must.
pub(super) const ESSENTIAL: f32 = 14.0;
/// Whoever stands this much farther off a name than it reaches is not confused with its actor.
const ROUND: f32 = 60.0;
/// A longer name is cut where the ground round it does not hold all of it.
const MOST_NAME_WIDTH: f32 = 190.0;
/// And one longer than this always.
const LONGEST_NAME: f32 = 280.0;
/// How wide the beginning of a name is that finds no other place.
const BEGINNINGS: [f32; 2] = [120.0, 76.0];

/// Names in the order of how large their actors are. Gives how many found no room.
pub(super) fn names(
    view: &View<'_>,
    regions: &[Region],
    figures: &mut [Figure],
    grid: &mut OccupancyGrid,
) -> usize {
    let panel = view.panel();
    let mut order: Vec<&mut Figure> = figures
        .iter_mut()
        .filter(|f| !f.is_ghost && panel.contains(f.spot.centre))
        .collect();
    order.sort_by(|a, b| b.radius.total_cmp(&a.radius));
    let spots: Vec<Spot> = order.iter().map(|f| f.spot).collect();
    let left_out = order.len().saturating_sub(MOST_NAMES);
    order.truncate(MOST_NAMES);
    for figure in &mut order {
        let node = view.graph.node(figure.place as usize);
        // The beginning of a name rather than none, of whoever weighs most.
        let overlaps: &[Overlap] = if node.radius >= ESSENTIAL {
            &[
                Overlap::Free,
                Overlap::OverTies,
                Overlap::Anywhere,
                Overlap::Beginning,
            ]
        } else {
            &[Overlap::Free]
        };
        let mut overlaps = overlaps.iter();
        figure.name =
            overlaps.find_map(|overlap| name(view, regions, figure, &spots, *overlap, grid));
    }
    // Who found no free ground breaks a wide tie rather than stay without a name.
    for figure in order.iter_mut().filter(|figure| figure.name.is_none()) {
        figure.name = name(view, regions, figure, &spots, Overlap::OverTies, grid);
    }
    let is_left_out = |f: &&&mut Figure| f.name.is_none() && !choices(view, f).is_empty();
    left_out + order.iter().filter(is_left_out).count()
}

/// What a figure may be called here.
fn choices<'a>(view: &View<'a>, figure: &Figure) -> Vec<&'a str> {
    let Some((_, actor)) = view.dataset.actors.at(figure.place as usize) else {
        return Vec::new();
    };
    let mut choices = vec![actor.name.as_ref(), actor.short_name()];
    choices.retain(|c| !c.trim().is_empty());
    choices.dedup();
    // Where it is tight a long name costs others theirs: placement kept no room for it.
    let is_tight = view.graph.nodes.len() > MOST_IN_FULL && view.camera.zoom < 1.2;
    if is_tight && choices.len() > 1 {
        choices.remove(0);
    }
    choices
}

pub(super) fn name(
    view: &View<'_>,
    regions: &[Region],
    figure: &Figure,
    spots: &[Spot],
    overlap: Overlap,
    grid: &mut OccupancyGrid,
) -> Option<Name> {
    let node = view.graph.node(figure.place as usize);
    let (size, weight) = name_face(node.radius);
    let style = Style::new(size, weight, view.theme.t1);
    let choices = choices(view, figure);
    let (whole, cut): (&[&str], &[f32]) = match overlap {
        Overlap::Beginning => (&[], &BEGINNINGS),
        Overlap::Free | Overlap::OverTies | Overlap::Anywhere => (&choices, &[MOST_NAME_WIDTH]),
    };
    let whole = whole.iter().map(|choice| (*choice, LONGEST_NAME));
    let cut = cut
        .iter()
        .filter_map(|most| Some((*choices.last()?, *most)));
    let tried = whole.chain(cut);
    let fitted = tried.filter_map(|(text, most)| view.measure.fit(text, style, most));
    let mut texts: Vec<Fitted> = fitted.collect();
    texts.dedup();
    let home = regions.iter().find(|region| region.group == node.group);
    let home = home
        .filter(|region| region.is_of_group())
        .map(|region| region.rect);
    let home = home.filter(|home| home.contains(figure.spot.centre));
    let own = figure.spot;
    let widest = texts.iter().map(|(_, width)| *width).fold(0.0, f32::max);
    let reach = own.reach + ROUND;
    let around = vec2(widest + reach, NAME_LINE + reach) * 2.0;
    let around = Rect::from_center_size(own.centre, around);
    let others = || {
        let others = spots.iter().copied();
        let near = others.filter(|spot| *spot != own && around.contains(spot.centre));
        near.collect()
    };
    labels::name(own, &texts, home, others, overlap, grid)
}

/// The names of the regions, at an edge of what is seen of them. Where one would stand on an
/// actor, it is cut.
pub(super) fn titles(view: &View<'_>, regions: &mut [Region], grid: &mut OccupancyGrid) {
    let panel = view.panel();
    let style = Style::new(TITLE, Weight::SemiBold, view.theme.t1);
    for region in regions {
        let Some((_, group)) = view.dataset.groups.at(region.group as usize) else {
            continue;
        };
        let seen = region.rect.intersect(panel);
        let room = seen.width() - 2.0 * TITLE_INSET.x;
        let measure = view.measure;
        let whole = measure.width(&group.name, style.size, style.weight);
        let most = MOST_NAME_WIDTH.max(room);
        let parts = SHARES.iter().map(|share| whole.min(room) * share);
        let widths = std::iter::once(whole.min(most)).chain(parts);
        let fitted = widths.filter_map(|width| measure.fit(&group.name, style, width));
        let mut texts: Vec<Fitted> = fitted.collect();
        texts.dedup();
        region.title = labels::title(seen, &texts, grid);
    }
}

/// How much of a title is written: all of it, if there is room.
const SHARES: [f32; 4] = [1.0, 0.75, 0.55, 0.4];

/// A sign is smaller on a thin tie.
pub(super) fn sign_radius(width: f32) -> f32 {
    if width < 2.0 { SIGN_RADIUS } else { 6.5 }
}

/// The signs of a tie's strands, where there is room for all of them.
fn signs(
    view: &View<'_>,
    way: &Way,
    tie: &Tie,
    grid: &mut OccupancyGrid,
) -> SmallVec<[(usize, Pos2); 2]> {
    let lines = lines(tie, &view.graph.widths, way.wish.width);
    let has_label = view.relation_label(tie).is_some();
    let mut signs = SmallVec::new();
    let toned = lines.iter().enumerate();
    for (n, line) in toned.filter(|(_, line)| line.strand.tone.is_some()) {
        let curve = way.curve.beside(line.aside);
        let radius = sign_radius(line.width);
        let place = labels::sign(&curve, line.width, radius, has_label, grid);
        signs.extend(place.map(|place| (n, place)));
    }
    signs
}

fn along(
    view: &View<'_>,
    way: &Way,
    text: &str,
    grid: &mut OccupancyGrid,
) -> Option<(Arc<str>, Along)> {
    let along = labels::along(&way.curve, way.wish.width, text, grid, view.measure)?;
    Some((text.into(), along))
}

/// What stands out and had no place: each by its number among the figures or ways.
pub(super) struct Late {
    pub names: Vec<(usize, Name)>,
    pub words: Vec<(usize, Word)>,
}

/// How many ties have words before anything else is written.
const STRONGEST: usize = 8;
/// With more ties than this on the panel the rest have words along their lines only.
const FEW: usize = 60;

/// What is said of a tie's strands, where those say something.
fn said(view: &View<'_>, tie: &Tie) -> Vec<Said> {
    let said = tie
        .strands()
        .filter_map(|strand| Some((view.label(tie, strand.side)?, strand.tone)));
    said.collect()
}

/// Whether nothing is said but what stands on other ties already: many an event joins several pairs, and
/// its title is read once.
fn is_told(said: &[Said], told: &BTreeSet<Row>) -> bool {
    let mut events = said.iter().map(|(label, _)| label.event);
    !said.is_empty() && events.all(|event| event.is_some_and(|row| told.contains(&row)))
}

impl Plan {
    /// The ties on the panel, the strongest first, with their numbers among the ways.
    fn by_strength<'a>(&self, view: &View<'a>) -> Vec<(usize, &'a Tie)> {
        let ties = self.ways.iter().enumerate();
        let ties = ties.filter_map(|(n, way)| Some((n, view.tie(way)?)));
        let mut order: Vec<(usize, &Tie)> = ties.collect();
        order.sort_by(|(_, a), (_, b)| main_ties::by_strength(a, b));
        order
    }

    /// Whether the words of a tie, by its number among the ways, stand on a plate.
    pub(super) fn has_block(&self, n: usize) -> bool {
        self.words.get(n).is_some_and(|word| word.block.is_some())
    }

    /// Words on the strongest ties, before anything else is written.
    pub(super) fn write_strongest(&mut self, view: &View<'_>) {
        let mut told = BTreeSet::new();
        let mut left = STRONGEST;
        for (n, tie) in self.by_strength(view) {
            let said = said(view, tie);
            if left == 0 || is_told(&said, &told) {
                continue;
            }
            left -= 1;
            self.write_block(view, n, Need::Must);
            if self.has_block(n) {
                told.extend(said.iter().filter_map(|(label, _)| label.event));
            }
        }
    }

    pub(super) fn write_block(&mut self, view: &View<'_>, n: usize, need: Need) {
        let Some(way) = self.ways.get(n) else { return };
        let Some(tie) = view.tie(way) else {
            return;
        };
        let said = said(view, tie);
        if said.is_empty() {
            return;
        }
        let others = self.ways.iter().filter(|other| *other != way);
        let block = block::place(way, others, &said, need, &mut self.grid, view.measure);
        if let Some(word) = self.words.get_mut(n)
            && block.is_some()
        {
            word.block = block;
            // The words are led by the signs.
            word.signs.clear();
        }
    }

    /// Signs, then words of the other ties, the strongest first.
    pub(super) fn write_words(&mut self, view: &View<'_>) {
        if self.words.is_empty() {
            for tie in self.ways.iter().filter_map(|way| view.tie(way)) {
                let has_label = view.relation_label(tie).is_some();
                self.counts.signs_left_out += usize::from(tie.tone.is_some());
                self.counts.labels_left_out += usize::from(has_label);
            }
            return;
        }
        let is_crowd = self.ways.len() > CROWD;
        let order = self.by_strength(view);
        for (n, tie) in &order {
            if tie.tone.is_none() || self.has_block(*n) {
                continue;
            }
            // In a crowd a tie of one event has its sign when it stands out.
            let signs = match self.ways.get(*n) {
                Some(way) if !is_crowd || tie.weight > 1 => signs(view, way, tie, &mut self.grid),
                _ => SmallVec::new(),
            };
            self.counts.signs_left_out += usize::from(signs.is_empty());
            if let Some(word) = self.words.get_mut(*n) {
                word.signs = signs;
            }
        }
        let mut told = self.told(view);
        for (n, tie) in order {
            if self.has_block(n) {
                continue;
            }
            let said = said(view, tie);
            if self.ways.len() <= FEW && !is_told(&said, &told) {
                self.write_block(view, n, Need::IfFree);
            }
            if self.has_block(n) {
                told.extend(said.iter().filter_map(|(label, _)| label.event));
            } else if let (Some(way), Some(text)) = (self.ways.get(n), view.relation_label(tie)) {
                let along = along(view, way, &text, &mut self.grid);
                self.counts.labels_left_out += usize::from(along.is_none());
                if let Some(word) = self.words.get_mut(n) {
                    word.label = along;
                }
            }
        }
    }

    /// The events whose titles stand on ties already.
    fn told(&self, view: &View<'_>) -> BTreeSet<Row> {
        let written = self.ways.iter().zip(&self.words);
        let written = written.filter(|(_, word)| word.block.is_some());
        let ties = written.filter_map(|(way, _)| view.tie(way));
        let said = ties.flat_map(|tie| said(view, tie));
        said.filter_map(|(label, _)| label.event).collect()
    }

    /// Names, signs and labels for what stands out and has none, names over ties if it must be;
    /// nothing else moves.
    pub(super) fn standing_out(&self, view: &View<'_>) -> Late {
        let stands_out = |key| view.emphasis.state(key) != State::Rest;
        let mut grid = None;
        let mut names = Vec::new();
        let spots: Vec<Spot> = self.figures.iter().map(|f| f.spot).collect();
        for (n, figure) in self.figures.iter().enumerate() {
            if figure.name.is_none() && stands_out(figure.key) {
                let grid = grid.get_or_insert_with(|| self.grid.clone());
                let overlap = Overlap::Anywhere;
                let name = name(view, &self.regions, figure, &spots, overlap, grid);
                names.extend(name.map(|mut name| {
                    // It is read, whatever runs under it.
                    name.breaks_ties = true;
                    (n, name)
                }));
            }
        }
        let mut words = Vec::new();
        for (n, way) in self.ways.iter().enumerate() {
            let Some(tie) = view.tie(way) else {
                continue;
            };
            let mut word = self.words.get(n).cloned().unwrap_or_default();
            if !stands_out(view.key_of(tie)) || word.block.is_some() {
                continue;
            }
            let text = view.relation_label(tie);
            let text = text.filter(|_| word.label.is_none());
            let has_all = text.is_none() && (!word.signs.is_empty() || tie.tone.is_none());
            if has_all {
                continue;
            }
            let grid = grid.get_or_insert_with(|| self.grid.clone());
            if word.signs.is_empty() && tie.tone.is_some() {
                word.signs = signs(view, way, tie, grid);
            }
            if let Some(text) = text {
                word.label = along(view, way, &text, grid);
            }
            words.push((n, word));
        }
        Late { names, words }
    }
}
