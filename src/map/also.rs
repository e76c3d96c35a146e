//! Whom a page only names: those who have no main tie. A line at the foot of their region says who
//! they are, and the region is as large as who is drawn in it, its title and that line; those of no
//! group stand in a free place of the page (look.md, “Few things, the important ones”).

use super::metrics::{NAME_LINE, QUIET_LINE, TITLE_INSET};
use super::occupancy::{BROAD, NODE, OccupancyGrid, TEXT, TIE, Turned};
use super::plan::{Figure, Name, Region, snapped};
use super::view::View;
use crate::analysis::Place;
use crate::analysis::place::NOWHERE;
use crate::scene::{Color32, Measure, Medium, Pos2, Rect, Style, Vec2, Weight, pos2, vec2};
use std::collections::{BTreeMap, BTreeSet};

/// From one line to the next.
const LINE: f32 = 13.0;
/// There are no more lines than this: the last says how many there are more.
const MOST_LINES: usize = 3;
/// The ground between an actor or its name and the rim of its region.
const MARGIN: f32 = 10.0;
/// The height of a title with the ground over it.
const HEAD: f32 = TITLE_INSET.y + NAME_LINE;
/// The ground under the last line.
const FOOT: f32 = 5.0;
/// A region is no narrower, if it has the ground.
const NARROWEST: f32 = 96.0;
/// In so many steps up and across a free place is looked for.
const PLACES: u8 = 16;

const STYLE: Style = Style::new(QUIET_LINE, Weight::Regular, Color32::BLACK);

/// Who is only named.
#[derive(Default)]
pub(super) struct Named {
    /// Whether each actor is, by its place.
    is_named: Vec<bool>,
    /// Those of each group, the weightiest first.
    of_group: BTreeMap<Place, Vec<Place>>,
}

impl Named {
    /// On a page those who have no main tie, unless nobody has one; on a screen nobody.
    pub(super) fn new(view: &View<'_>, is_main: &[bool]) -> Self {
        let count = view.graph.nodes.len();
        let mut has_tie = vec![false; count];
        let ties = view.ties.ties.iter().zip(is_main);
        for (tie, _) in ties.filter(|(_, is_main)| **is_main) {
            for end in [tie.key.from, tie.key.to] {
                if let Some(has_tie) = has_tie.get_mut(end as usize) {
                    *has_tie = true;
                }
            }
        }
        if view.medium == Medium::Screen || !has_tie.contains(&true) {
            return Self::default();
        }
        let regions = view.places.regions.iter();
        let mut regions: BTreeSet<Place> = regions.map(|(group, _)| *group).collect();
        regions.insert(NOWHERE);
        let mut named = Self {
            is_named: vec![false; count],
            of_group: BTreeMap::new(),
        };
        let node = |actor: &Place| view.graph.nodes.get(*actor as usize);
        for actor in view.ties.alive_actors() {
            let has_tie = has_tie.get(actor as usize).copied().unwrap_or(false);
            let group = node(&actor).map(|node| node.group);
            let group = group.filter(|group| !has_tie && regions.contains(group));
            if let (Some(group), Some(is_named)) = (group, named.is_named.get_mut(actor as usize)) {
                *is_named = true;
                named.of_group.entry(group).or_default().push(actor);
            }
        }
        let radius = |actor: &Place| node(actor).map_or(0.0, |node| node.radius);
        for actors in named.of_group.values_mut() {
            actors.sort_by(|a, b| radius(b).total_cmp(&radius(a)));
        }
        named
    }

    /// Whether an actor is.
    pub(super) fn has(&self, actor: Place) -> bool {
        self.is_named.get(actor as usize).copied().unwrap_or(false)
    }

    /// The groups that have some.
    pub(super) fn groups(&self) -> impl Iterator<Item = Place> + '_ {
        self.of_group.keys().copied()
    }
}

/// A page that shows this share of the actors shows all that it is to.
const NEARLY_ALL: f32 = 0.75;

/// Which share of the actors stands on a page; none on a screen, where panning changes nothing.
pub(super) fn share_seen(view: &View<'_>) -> Option<f32> {
    if view.medium == Medium::Screen {
        return None;
    }
    let panel = Rect::from_min_size(Pos2::ZERO, view.size);
    let (mut seen, mut all) = (0usize, 0usize);
    for actor in view.ties.alive_actors() {
        if let Some(at) = view.places.at.get(actor as usize) {
            all += 1;
            seen += usize::from(panel.contains(view.camera.to_panel(view.size, *at)));
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "a share")]
    let share = seen as f32 / all.max(1) as f32;
    // A page of everything is fitted to those that are drawn: who is only named may stand outside.
    Some(if share >= NEARLY_ALL {
        1.0
    } else {
        share.max(0.01)
    })
}

/// Makes the regions of a page as large as who is drawn in them, their title and the line of those
/// who are only named. Takes the ground of the lines.
pub(super) fn fit(
    view: &View<'_>,
    figures: &[Figure],
    named: &Named,
    regions: &mut [Region],
    ground: &mut OccupancyGrid,
) {
    if view.medium == Medium::Screen {
        return;
    }
    let before = rects_of_groups(regions);
    let own = |n: &usize| before.get(*n).copied().unwrap_or(Rect::ZERO);
    // Parts before the groups that hold them.
    let mut order: Vec<usize> = (0..before.len()).collect();
    order.sort_by(|a, b| own(a).area().total_cmp(&own(b).area()));
    for n in order {
        let Some(group) = regions.get(n).map(|region| region.group) else {
            continue;
        };
        let of_group = Of {
            view,
            own: own(&n),
            below: room_below(own(&n), &before),
            title: view.graph.titles.get(group as usize).copied(),
            names: names(view, named.of_group.get(&group)),
        };
        let held = held(view, figures, regions, group, own(&n));
        let (rect, also) = of_group.fitted(held, ground);
        for line in &also {
            ground.take(&Turned::upright(line.rect), TEXT);
        }
        if let Some(region) = regions.get_mut(n) {
            region.rect = snapped(rect);
            region.also = also;
        }
    }
    let groups = rects_of_groups(regions);
    for region in regions.iter_mut().filter(|region| !region.is_of_group()) {
        let free = elsewhere(view, region, &groups, named, ground);
        region.also = free.unwrap_or_else(|| in_the_corner(view, region, named));
        for line in &region.also {
            ground.take(&Turned::upright(line.rect), TEXT);
        }
    }
}

/// Where the groups stand.
pub(super) fn rects_of_groups(regions: &[Region]) -> Vec<Rect> {
    let of_groups = regions.iter().filter(|region| region.is_of_group());
    of_groups.map(|region| region.rect).collect()
}

/// The lines of those of no group in one short line at the lower left, where there is no free place.
fn in_the_corner(view: &View<'_>, region: &Region, named: &Named) -> Vec<Name> {
    let room = region.rect.shrink2(TITLE_INSET);
    let names = names(view, named.of_group.get(&region.group));
    let lines = wrapped(&names, true, room.width() / 2.0, 1, view.measure);
    placed(&lines, room.left_bottom() - vec2(0.0, LINE), view.measure)
}

/// Once the ties have their ways: keeps the ground of the lines, and tells whether ties run under
/// them.
pub(super) fn take(regions: &mut [Region], ground: &mut OccupancyGrid) {
    for line in regions.iter_mut().flat_map(|region| &mut region.also) {
        let shape = Turned::upright(line.rect);
        line.breaks_ties = ground.share_taken(&shape, TIE) > 0.0;
        ground.take(&shape, TEXT);
    }
}

/// The lines of a region elsewhere in it, in more and shorter ones if need be, where no wide tie runs
/// under them, and those of no group where no group is. None if there is no such place.
pub(super) fn elsewhere(
    view: &View<'_>,
    region: &Region,
    groups: &[Rect],
    named: &Named,
    ground: &OccupancyGrid,
) -> Option<Vec<Name>> {
    let room = region.rect.shrink2(TITLE_INSET);
    let names = names(view, named.of_group.get(&region.group));
    SHARES.iter().find_map(|share| {
        let lines = wrapped(&names, true, room.width() * share, MOST_LINES, view.measure);
        let lines = placed(&lines, Pos2::ZERO, view.measure);
        let size = lines
            .iter()
            .fold(Rect::NOTHING, |all, line| all.union(line.rect))
            .size();
        let left = room.width() - size.x;
        let up = room.height() - size.y;
        let steps =
            |most: f32| (0u8..=PLACES).map(move |n| most * f32::from(n) / f32::from(PLACES));
        // The lowest first, as far as there is room.
        let places =
            steps(up.max(0.0)).flat_map(|up| steps(left.max(0.0)).map(move |x| vec2(x, up)));
        let mut moved = places.map(|off| {
            let by = pos2(
                room.left() + off.x,
                room.bottom() + FOOT / 2.0 - size.y - off.y,
            )
            .to_vec2();
            let lines = lines.iter().cloned().map(|line| Name {
                rect: line.rect.translate(by),
                ..line
            });
            lines.collect::<Vec<Name>>()
        });
        let is_outside = |line: &Name| {
            let mut others = groups.iter().filter(|_| !region.is_of_group());
            !others.any(|group| group.intersects(line.rect))
        };
        let is_free = |line: &Name| {
            is_outside(line) && ground.is_free(&Turned::upright(line.rect), NODE | TEXT | BROAD)
        };
        moved.find(|lines| !lines.is_empty() && lines.iter().all(is_free))
    })
}

/// How much of the width of a region its lines may take, where a place for them is looked for.
const SHARES: [f32; 4] = [1.0, 0.7, 0.5, 0.35];

/// The short names of some actors.
fn names<'a>(view: &View<'a>, actors: Option<&Vec<Place>>) -> Vec<&'a str> {
    let dataset = view.dataset;
    let actors = actors.into_iter().flatten();
    let actors = actors.filter_map(|actor| dataset.actors.at(*actor as usize));
    let names = actors.map(|(_, actor)| actor.short_name());
    names.filter(|name| !name.trim().is_empty()).collect()
}

/// How far down a region may reach: half way to the next below it.
fn room_below(own: Rect, all: &[Rect]) -> f32 {
    let is_below = |other: &&Rect| {
        other.top() >= own.bottom() && other.left() < own.right() && other.right() > own.left()
    };
    let gaps = all.iter().filter(is_below);
    gaps.map(|other| (other.top() - own.bottom()) / 2.0)
        .fold(f32::INFINITY, f32::min)
}

/// What a region has to hold: its actors that are drawn within it with their names, and the regions
/// of its parts.
fn held(
    view: &View<'_>,
    figures: &[Figure],
    regions: &[Region],
    group: Place,
    own: Rect,
) -> Option<Rect> {
    let node = |figure: &Figure| view.graph.nodes.get(figure.place as usize);
    let is_here = |figure: &&Figure| {
        node(figure).is_some_and(|node| node.group == group) && own.contains(figure.spot.centre)
    };
    let actors = figures.iter().filter(is_here).map(|figure| {
        let name = node(figure).map_or(Vec2::ZERO, |node| node.name);
        let (centre, reach) = (figure.spot.centre, figure.spot.reach);
        let half = reach.max(name.x / 2.0) + MARGIN;
        Rect::from_min_max(
            centre - vec2(half, reach + MARGIN),
            centre + vec2(half, reach + name.y + MARGIN),
        )
    });
    let is_part = |region: &&Region| view.graph.parents.get(region.group as usize) == Some(&group);
    let parts = regions.iter().filter(is_part);
    let parts = parts.map(|region| region.rect.expand(MARGIN));
    let all = actors
        .chain(parts)
        .fold(Rect::NOTHING, |all, rect| all.union(rect))
        .intersect(own);
    all.is_positive().then_some(all)
}

/// What a region is fitted by.
struct Of<'a> {
    view: &'a View<'a>,
    /// The region as it was placed.
    own: Rect,
    /// How far below that it may reach.
    below: f32,
    /// The width of its title.
    title: Option<f32>,
    /// Who is only named.
    names: Vec<&'a str>,
}

impl Of<'_> {
    /// The region round what it holds, and its lines: under what it holds, or where there is no ground
    /// for that one line in a free place among it.
    fn fitted(&self, held: Option<Rect>, ground: &OccupancyGrid) -> (Rect, Vec<Name>) {
        let Some(held) = held else {
            return self.empty();
        };
        let most = held.width().max(NARROWEST).min(self.own.width());
        let room = most - 2.0 * TITLE_INSET.x;
        let deepest = self.own.bottom() + self.below;
        let fits = |lines: &Vec<String>| held.bottom() + height(lines.len()) <= deepest;
        let shorter = (1..=MOST_LINES).rev();
        let mut tries = shorter.map(|most| self.lines(true, room, most));
        let under = tries.find(fits);
        let is_under = under.is_some();
        let lines = under.unwrap_or_else(|| self.lines(true, room, 1));
        let foot = if is_under { height(lines.len()) } else { 0.0 };
        let width = self.width(&lines).max(held.width());
        let top = (held.top() - HEAD).max(self.own.top()).min(held.top());
        let rect = self.across(held.center().x, width).with_min_y(top);
        let rect = rect.with_max_y(held.bottom() + foot).union(held);
        let at = if is_under {
            pos2(rect.left() + TITLE_INSET.x, held.bottom())
        } else {
            self.among(&lines, rect, ground)
        };
        (rect, placed(&lines, at, self.view.measure))
    }

    /// A region in which nobody is drawn: its title, and under it who is only named.
    fn empty(&self) -> (Rect, Vec<Name>) {
        let own = self.own;
        let room = own.width().min(2.0 * NARROWEST) - 2.0 * TITLE_INSET.x;
        let most = own.height() + self.below;
        let fits = |lines: &Vec<String>| HEAD + height(lines.len()) <= most;
        let shorter = (1..=MOST_LINES).rev();
        let mut tries = shorter.map(|most| self.lines(false, room, most));
        let lines = tries
            .find(fits)
            .unwrap_or_else(|| self.lines(false, room, 1));
        if lines.is_empty() {
            return (own, Vec::new());
        }
        let high = (HEAD + height(lines.len())).min(most);
        let top = (own.center().y - high / 2.0).max(own.top());
        let rect = self.across(own.center().x, self.width(&lines));
        let rect = rect.with_min_y(top).with_max_y(top + high);
        let at = pos2(
            rect.left() + TITLE_INSET.x,
            rect.bottom() - height(lines.len()),
        );
        (rect, placed(&lines, at, self.view.measure))
    }

    /// The lowest free place in a region, or else its lowest.
    fn among(&self, lines: &[String], rect: Rect, ground: &OccupancyGrid) -> Pos2 {
        let size = vec2(self.widest(lines), LINE);
        let (left, bottom) = (rect.left() + TITLE_INSET.x, rect.bottom() - LINE - 2.0);
        let steps = |from: f32, to: f32| {
            (0u8..=PLACES).map(move |n| from + (to - from) * f32::from(n) / f32::from(PLACES))
        };
        let right = (rect.right() - TITLE_INSET.x - size.x).max(left);
        let places =
            steps(bottom, rect.top()).flat_map(|y| steps(left, right).map(move |x| pos2(x, y)));
        let mut places = places.filter(|at| {
            let shape = Turned::upright(Rect::from_min_size(*at, size));
            ground.is_free(&shape, NODE | TEXT)
        });
        places.next().unwrap_or(pos2(left, bottom))
    }

    /// How wide a region has to be for its title and its lines.
    fn width(&self, lines: &[String]) -> f32 {
        let widest = self.widest(lines).max(self.title.unwrap_or(0.0));
        (widest + 2.0 * TITLE_INSET.x).max(NARROWEST)
    }

    fn widest(&self, lines: &[String]) -> f32 {
        let measure = self.view.measure;
        let widths = lines
            .iter()
            .map(|line| measure.width(line, QUIET_LINE, STYLE.weight));
        widths.fold(0.0, f32::max)
    }

    /// A rectangle of a width round a place, within the region as far as that is wide enough.
    fn across(&self, middle: f32, width: f32) -> Rect {
        let own = self.own;
        let width = width.min(own.width());
        let left = (middle - width / 2.0)
            .max(own.left())
            .min(own.right() - width);
        Rect::from_x_y_ranges(left..=left + width, own.y_range())
    }

    /// `also White House, JBER, Bessent`, in lines no wider than the room; where nobody else is drawn
    /// the names alone.
    fn lines(&self, has_others: bool, room: f32, most: usize) -> Vec<String> {
        wrapped(&self.names, has_others, room, most, self.view.measure)
    }
}

/// The lines one under the other, from a place on.
fn placed(lines: &[String], mut at: Pos2, measure: &Measure) -> Vec<Name> {
    let lines = lines.iter().map(|text| {
        let width = measure.width(text, QUIET_LINE, STYLE.weight);
        let rect = Rect::from_min_size(at, vec2(width, LINE));
        at.y += LINE;
        Name {
            text: text.clone(),
            rect,
            breaks_ties: false,
        }
    });
    lines.collect()
}

/// How high so many lines are with the ground under them.
fn height(lines: usize) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "at most three")]
    let lines = lines as f32;
    if lines > 0.0 {
        lines * LINE + FOOT
    } else {
        0.0
    }
}

/// Names in lines, at most so many; the last ends with how many there are more.
fn wrapped(
    names: &[&str],
    has_others: bool,
    room: f32,
    most: usize,
    measure: &Measure,
) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    if has_others && !names.is_empty() {
        line.push_str(ALSO);
    }
    for (n, name) in names.iter().enumerate() {
        let left = names.len() - n - 1;
        // The last line keeps room for how many there are more.
        let fits = |line: &str, place: usize| {
            let mut whole = line.to_owned();
            if place == most && left > 0 {
                whole.push_str(&and_more(left));
            }
            measure.width(&whole, QUIET_LINE, STYLE.weight) <= room
        };
        let comma = if left > 0 { "," } else { "" };
        let alone = format!("{name}{comma}");
        let longer = format!("{line} {alone}").trim_start().to_owned();
        let place = lines.len() + 1;
        if fits(&longer, place) {
            line = longer;
        } else if place < most {
            lines.push(std::mem::take(&mut line));
            if place + 1 == most && !fits(&alone, most) {
                line = and_more(left + 1);
                break;
            }
            line = alone;
        } else {
            let told = line.trim_end_matches(',');
            let told = if told == ALSO { "" } else { told };
            line = format!("{told}{}", and_more(left + 1));
            break;
        }
    }
    lines.push(line);
    lines.retain(|line| !line.is_empty() && line != ALSO);
    let fitted = lines
        .iter()
        .filter_map(|line| measure.fit(line.trim_start(), STYLE, room));
    fitted.map(|(line, _)| line.to_string()).collect()
}

/// What parts those who are only named from those who are drawn.
const ALSO: &str = "also";

fn and_more(count: usize) -> String {
    format!(" and {count} more")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_only_named_stands_in_few_lines_that_say_how_many_more_there_are() {
        let measure = Measure::new();
        let width = |text: &str| measure.width(text, QUIET_LINE, STYLE.weight);
        let names = ["White House", "JBER", "Bessent", "Hegseth", "Protesters"];
        let one = wrapped(&names, true, 1000.0, 3, &measure);
        let all = "also White House, JBER, Bessent, Hegseth, Protesters";
        assert_eq!(one, [all]);
        let narrow = width("also White House,") + 2.0;
        let three = wrapped(&names, true, narrow, 3, &measure);
        assert_eq!(three.len(), 3, "{three:?}");
        assert_eq!(three[0], "also White House,");
        assert!(three.iter().all(|line| width(line) <= narrow), "{three:?}");
        assert!(three.iter().all(|line| !line.ends_with('…')), "{three:?}");
        let room = width("also White House and 4 more") + 8.0;
        let short = wrapped(&names, true, room, 1, &measure);
        assert_eq!(short, ["also White House and 4 more"]);
        let none = width("and 5 more") + 1.0;
        assert_eq!(wrapped(&names, true, none, 1, &measure), ["and 5 more"]);
        assert_eq!(wrapped(&["ICC"], false, 100.0, 3, &measure), ["ICC"]);
        assert!(wrapped(&[], true, 100.0, 3, &measure).is_empty());
    }
}
