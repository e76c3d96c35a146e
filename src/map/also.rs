//! Whom a page only names: those who have no main tie. A line at the foot of their region says who
//! they are, and the region is as large as who is drawn in it, its title and that line; those of no
//! group stand in a free place of the page (look.md, “Few things, the important ones”).

use super::labels::{Fitted, Name};
use super::metrics::{NAME_LINE, QUIET_LINE, TITLE_INSET};
use super::occupancy::{BROAD, NODE, OccupancyGrid, TEXT, TIE, Turned};
use super::plan::{Figure, Region, snapped};
use super::view::View;
use crate::analysis::Place;
use crate::analysis::place::NOWHERE;
use crate::dataset::count::with_thousands;
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
    all: BTreeSet<Place>,
    /// Those of each group, the weightiest first.
    of_group: BTreeMap<Place, Vec<Place>>,
}

impl Named {
    /// On a page those who have no main tie, unless nobody has one; on a screen nobody.
    pub(super) fn new(view: &View<'_>, is_main: &[bool]) -> Self {
        let mut named = Self::default();
        if view.medium == Medium::Screen {
            return named;
        }
        let main = view.ties.ties.iter().zip(is_main);
        let main = main.filter(|(_, is_main)| **is_main);
        let joined = main.flat_map(|(tie, _)| [tie.key.from, tie.key.to]);
        let joined: BTreeSet<Place> = joined.collect();
        if joined.is_empty() {
            return named;
        }
        let regions = view.places.regions.iter().map(|(group, _)| *group);
        let regions: BTreeSet<Place> = regions.chain([NOWHERE]).collect();
        for actor in view.ties.alive_actors() {
            let group = view.graph.node(actor as usize).group;
            if regions.contains(&group) && !joined.contains(&actor) {
                named.all.insert(actor);
                named.of_group.entry(group).or_default().push(actor);
            }
        }
        let radius = |actor: &Place| view.graph.node(*actor as usize).radius;
        for actors in named.of_group.values_mut() {
            actors.sort_by(|a, b| radius(b).total_cmp(&radius(a)));
        }
        named
    }

    /// Whether an actor is.
    pub(super) fn has(&self, actor: Place) -> bool {
        self.all.contains(&actor)
    }

    /// The short names of those of a group.
    fn names<'a>(&self, view: &View<'a>, group: Place) -> Vec<&'a str> {
        let actors = self.of_group.get(&group).into_iter().flatten();
        let actors = actors.filter_map(|actor| view.dataset.actors.at(*actor as usize));
        let names = actors.map(|(_, actor)| actor.short_name());
        names.filter(|name| !name.trim().is_empty()).collect()
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
    let all = view.ties.alive_actors();
    let all = all.filter_map(|actor| view.places.at.get(actor as usize));
    let all: Vec<Pos2> = all.map(|at| view.camera.to_panel(view.size, *at)).collect();
    let seen = all.iter().filter(|at| view.panel().contains(**at)).count();
    let share = seen as f32 / all.len().max(1) as f32;
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
    grid: &mut OccupancyGrid,
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
            names: named.names(view, group),
        };
        let held = held(view, figures, regions, group, own(&n));
        let (rect, also) = of_group.fitted(held, grid);
        for line in &also {
            grid.take(&Turned::upright(line.rect), TEXT);
        }
        if let Some(region) = regions.get_mut(n) {
            region.rect = snapped(rect);
            region.also = also;
        }
    }
    let groups = rects_of_groups(regions);
    for region in regions.iter_mut().filter(|region| !region.is_of_group()) {
        let free = elsewhere(view, region, &groups, named, grid);
        region.also = free.unwrap_or_else(|| in_the_corner(view, region, named));
        for line in &region.also {
            grid.take(&Turned::upright(line.rect), TEXT);
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
    let names = named.names(view, region.group);
    let lines = wrapped(&names, true, room.width() / 2.0, 1, view.measure);
    placed(&lines, room.left_bottom() - vec2(0.0, LINE))
}

/// Once the ties have their ways: keeps the ground of the lines, and tells whether ties run under
/// them.
pub(super) fn take(regions: &mut [Region], grid: &mut OccupancyGrid) {
    for line in regions.iter_mut().flat_map(|region| &mut region.also) {
        let shape = Turned::upright(line.rect);
        line.breaks_ties = grid.share_taken(&shape, TIE) > 0.0;
        grid.take(&shape, TEXT);
    }
}

/// The lines of a region elsewhere in it, in more and shorter ones if need be, where no wide tie runs
/// under them, and those of no group where no group is. None if there is no such place.
pub(super) fn elsewhere(
    view: &View<'_>,
    region: &Region,
    groups: &[Rect],
    named: &Named,
    grid: &OccupancyGrid,
) -> Option<Vec<Name>> {
    let room = region.rect.shrink2(TITLE_INSET);
    let names = named.names(view, region.group);
    SHARES.iter().find_map(|share| {
        let lines = wrapped(&names, true, room.width() * share, MOST_LINES, view.measure);
        let lines = placed(&lines, Pos2::ZERO);
        let rects = lines.iter().map(|line| line.rect);
        let size = rects.fold(Rect::NOTHING, Rect::union).size();
        let most = (room.size() - size).max(Vec2::ZERO);
        // The lowest first, as far as there is room.
        let places = steps(0.0, most.y).flat_map(|up| steps(0.0, most.x).map(move |x| (x, up)));
        let mut moved = places.map(|(x, up)| {
            let top = room.bottom() + FOOT / 2.0 - size.y - up;
            let by = vec2(room.left() + x, top);
            let lines = lines.iter().cloned().map(|line| Name {
                rect: line.rect.translate(by),
                ..line
            });
            lines.collect::<Vec<Name>>()
        });
        let is_free = |line: &Name| {
            let is_on_group = || groups.iter().any(|group| group.intersects(line.rect));
            (region.is_of_group() || !is_on_group())
                && grid.is_free(&Turned::upright(line.rect), NODE | TEXT | BROAD)
        };
        moved.find(|lines| !lines.is_empty() && lines.iter().all(is_free))
    })
}

/// How much of the width of a region its lines may take, where a place for them is looked for.
const SHARES: [f32; 4] = [1.0, 0.7, 0.5, 0.35];

/// The steps in which a place is looked for, from one end to another.
fn steps(from: f32, to: f32) -> impl Iterator<Item = f32> {
    (0u8..=PLACES).map(move |n| from + (to - from) * f32::from(n) / f32::from(PLACES))
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
    let node = |figure: &Figure| view.graph.node(figure.place as usize);
    let is_here =
        |figure: &&Figure| node(figure).group == group && own.contains(figure.spot.centre);
    let actors = figures.iter().filter(is_here).map(|figure| {
        let name = node(figure).name;
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
    let all = actors.chain(parts).fold(Rect::NOTHING, Rect::union);
    let all = all.intersect(own);
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
    fn fitted(&self, held: Option<Rect>, grid: &OccupancyGrid) -> (Rect, Vec<Name>) {
        let Some(held) = held else {
            return self.empty();
        };
        let most = held.width().max(NARROWEST).min(self.own.width());
        let room = most - 2.0 * TITLE_INSET.x;
        let deepest = self.own.bottom() + self.below;
        let (lines, is_under) = self.lines(true, room, |high| held.bottom() + high <= deepest);
        let foot = if is_under { height(lines.len()) } else { 0.0 };
        let width = self.width(&lines).max(held.width());
        let top = (held.top() - HEAD).max(self.own.top()).min(held.top());
        let rect = self.across(held.center().x, width).with_min_y(top);
        let rect = rect.with_max_y(held.bottom() + foot).union(held);
        let at = if is_under {
            pos2(rect.left() + TITLE_INSET.x, held.bottom())
        } else {
            self.among(&lines, rect, grid)
        };
        (rect, placed(&lines, at))
    }

    /// A region in which nobody is drawn: its title, and under it who is only named.
    fn empty(&self) -> (Rect, Vec<Name>) {
        let own = self.own;
        let room = own.width().min(2.0 * NARROWEST) - 2.0 * TITLE_INSET.x;
        let most = own.height() + self.below;
        let (lines, _) = self.lines(false, room, |high| HEAD + high <= most);
        if lines.is_empty() {
            return (own, Vec::new());
        }
        let high = (HEAD + height(lines.len())).min(most);
        let top = (own.center().y - high / 2.0).max(own.top());
        let rect = self.across(own.center().x, self.width(&lines));
        let rect = rect.with_min_y(top).with_max_y(top + high);
        let top = rect.bottom() - height(lines.len());
        (rect, placed(&lines, pos2(rect.left() + TITLE_INSET.x, top)))
    }

    /// The lowest free place in a region, or else its lowest.
    fn among(&self, lines: &[Fitted], rect: Rect, grid: &OccupancyGrid) -> Pos2 {
        let size = vec2(widest(lines), LINE);
        let (left, bottom) = (rect.left() + TITLE_INSET.x, rect.bottom() - LINE - 2.0);
        let right = (rect.right() - TITLE_INSET.x - size.x).max(left);
        let places =
            steps(bottom, rect.top()).flat_map(|y| steps(left, right).map(move |x| pos2(x, y)));
        let mut places = places.filter(|at| {
            let shape = Turned::upright(Rect::from_min_size(*at, size));
            grid.is_free(&shape, NODE | TEXT)
        });
        places.next().unwrap_or(pos2(left, bottom))
    }

    /// How wide a region has to be for its title and its lines.
    fn width(&self, lines: &[Fitted]) -> f32 {
        let widest = widest(lines).max(self.title.unwrap_or(0.0));
        (widest + 2.0 * TITLE_INSET.x).max(NARROWEST)
    }

    /// A rectangle of a width round a place, within the region as far as that is wide enough.
    fn across(&self, middle: f32, width: f32) -> Rect {
        let own = self.own;
        let width = width.min(own.width());
        let left = (middle - width / 2.0).max(own.left());
        let left = left.min(own.right() - width);
        Rect::from_x_y_ranges(left..=left + width, own.y_range())
    }

    /// `also White House, JBER, Bessent`, in lines no wider than the room; where nobody else is drawn
    /// the names alone. As many lines as `fits` allows for their height, or else one; and whether it
    /// allows them.
    fn lines(
        &self,
        has_others: bool,
        room: f32,
        fits: impl Fn(f32) -> bool,
    ) -> (Vec<Fitted>, bool) {
        let lines = |most| wrapped(&self.names, has_others, room, most, self.view.measure);
        let mut tries = (1..=MOST_LINES).rev().map(lines);
        let fitting = tries.find(|lines| fits(height(lines.len())));
        fitting.map_or_else(|| (lines(1), false), |lines| (lines, true))
    }
}

fn widest(lines: &[Fitted]) -> f32 {
    lines.iter().map(|(_, width)| *width).fold(0.0, f32::max)
}

/// The lines one under the other, from a place on.
fn placed(lines: &[Fitted], mut at: Pos2) -> Vec<Name> {
    let lines = lines.iter().map(|(text, width)| {
        let rect = Rect::from_min_size(at, vec2(*width, LINE));
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
    if lines > 0 {
        lines as f32 * LINE + FOOT
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
) -> Vec<Fitted> {
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
    let lines = lines.iter().map(|line| line.trim_start());
    let fitted = lines.filter_map(|line| measure.fit(line, STYLE, room));
    fitted.collect()
}

/// What parts those who are only named from those who are drawn.
const ALSO: &str = "also";

fn and_more(count: usize) -> String {
    format!(" and {} more", with_thousands(count))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_only_named_stands_in_few_lines_that_say_how_many_more_there_are() {
        let measure = Measure::new();
        let width = |text: &str| measure.width(text, QUIET_LINE, STYLE.weight);
        let said = |names: &[&str], has_others: bool, room: f32, most: usize| {
            let lines = wrapped(names, has_others, room, most, &measure).into_iter();
            lines.map(|(line, _)| line.to_string()).collect::<Vec<_>>()
        };
        let names = ["White House", "JBER", "Bessent", "Hegseth", "Protesters"];
        let one = said(&names, true, 1000.0, 3);
        let all = "also White House, JBER, Bessent, Hegseth, Protesters";
        assert_eq!(one, [all]);
        let narrow = width("also White House,") + 2.0;
        let three = said(&names, true, narrow, 3);
        assert_eq!(three.len(), 3, "{three:?}");
        assert_eq!(three[0], "also White House,");
        assert!(three.iter().all(|line| width(line) <= narrow), "{three:?}");
        assert!(three.iter().all(|line| !line.ends_with('…')), "{three:?}");
        let room = width("also White House and 4 more") + 8.0;
        let short = said(&names, true, room, 1);
        assert_eq!(short, ["also White House and 4 more"]);
        let none = width("and 5 more") + 1.0;
        assert_eq!(said(&names, true, none, 1), ["and 5 more"]);
        assert_eq!(said(&["ICC"], false, 100.0, 3), ["ICC"]);
        assert!(said(&[], true, 100.0, 3).is_empty());
    }
}
