//! Actions that change what is looked at, not the dataset.

use super::action::Action;
use super::derived::Indexed;
use super::queries::Queries;
use super::selection::Selection;
use super::state::{Find, State, Visited};
use super::view::{Active, Panel, Shown};
use crate::analysis::search::{self, Match};
use crate::analysis::{ColourBy, LaneBy};
use crate::dataset::date::Date;
use crate::dataset::instant::Instant;
use crate::dataset::{Bookmark, Dataset, Filter, Handle, Kind, item};
use crate::map::{Camera, Level, unfolded_by};
use crate::scene::{Key, Pos2, Rect, vec2};
use crate::timeline::{self, Direction, Span};

#[expect(clippy::too_many_lines, reason = "a table of what each action sets")]
pub(crate) fn apply(state: &mut State, queries: &Queries, action: Action) -> Vec<Action> {
    let view = &mut state.view;
    match action {
        Action::Select(selection) => state.select(selection),
        Action::Visit(by) => visit(state, by),
        Action::Step(by) => return step(state, queries, by),
        Action::Span(span) => {
            view.span = span;
            view.active = Active::Timeline;
        }
        Action::FitAll => {
            // What is not seen stays as it is.
            if view.shown != Shown::Map {
                view.span = None;
            }
            if view.shown != Shown::Timeline {
                view.camera = None;
            }
        }
        Action::FoldTime(folds) => {
            view.is_unfolded = !folds;
            // What was unfolded by hand is folded again, and all of it stays all of it.
            let part = view.span.filter(|span| !span.shows_all());
            view.span = part.map(|span| Span::new(span.from(), span.to()));
        }
        Action::Active(active) => view.active = active,
        Action::Reveal => show_selection(state, queries),
        Action::Zoom(factor) => match (view.active, state.shown_span, state.shown_map) {
            (Active::Timeline, Some(span), _) => {
                let share = share_of_selection(state.selection, queries, &span).unwrap_or(0.5);
                view.span = Some(span.zoomed(share, factor));
            }
            (Active::Map, _, Some((camera, _))) => view.camera = Some(zoomed(camera, factor)),
            _ => {}
        },
        Action::Pan(share) => match (view.active, state.shown_span, state.shown_map) {
            (Active::Timeline, Some(span), _) => view.span = Some(span.panned(share)),
            (Active::Map, _, Some((camera, _))) => view.camera = Some(moved(camera, share)),
            _ => {}
        },
        Action::Window(window) => view.window = window.filter(|(from, to)| from < to),
        Action::Camera(camera) => {
            view.camera = camera;
            view.active = Active::Map;
        }
        Action::Level(level) => view.level = level,
        Action::Unfold(bloc, unfolds) => {
            view.unfolded.retain(|other| *other != bloc);
            view.unfolded.extend(Some(bloc).filter(|_| unfolds));
        }
        Action::Lanes(lanes) => {
            view.lanes = lanes;
            view.folded.clear();
            view.scroll = 0.0;
            state.settings.lanes = Some(lanes.word().to_owned());
        }
        Action::Fold(lane) if view.folded.contains(&lane) => {
            view.folded.remove(&lane);
        }
        Action::Fold(lane) => {
            view.folded.insert(lane);
        }
        Action::Scroll(to) => view.scroll = to.max(0.0),
        Action::ColourBy(by) => {
            view.colour_by = by;
            state.settings.colour_by = Some(by.word().to_owned());
        }
        Action::Zone(zone) => view.zone = zone,
        Action::Shown(shown) => view.shown = shown,
        Action::Split(split) => view.split = split,
        Action::Bookmark(handle) => {
            let selection = bookmark(state, queries, handle);
            state.select(selection);
            state.view.active = Active::Timeline;
        }
        Action::FirstBookmark(handle) => {
            bookmark(state, queries, handle);
        }
        Action::Filter(filter) => view.filter = filter,
        Action::ClearFilter => view.filter = Filter::default(),
        Action::Find(query) => {
            state.find = Find {
                query,
                ..Find::default()
            };
        }
        Action::FindStep(by) => return find_step(state, queries, by),
        Action::Panel(panel) => state.panel = panel,
        Action::TitleWanted => state.wants_title = true,
        Action::TitleFocused => state.wants_title = false,
        Action::InSight => state.wants_sight = false,
        Action::ShownNow(span, map) => {
            state.shown_span = span.or(state.shown_span);
            state.shown_map = map.or(state.shown_map);
        }
        _ => {}
    }
    Vec::new()
}

fn visit(state: &mut State, by: i32) {
    if let Some(at) = visitable(state, by) {
        state.visited.at = at;
        state.selection = state.visited.all.get(at).copied();
        state.panel = Panel::Selection;
    }
}

/// The place of the nearest selection before (−1) or after (+1) that was not deleted since.
pub(crate) fn visitable(state: &State, by: i32) -> Option<usize> {
    let dataset = state.dataset()?;
    let Visited { all, at } = &state.visited;
    let is_there = |n: &usize| all.get(*n).is_some_and(|s| s.is_in(dataset));
    if by < 0 {
        (0..*at).rev().find(is_there)
    } else {
        (at + 1..all.len()).find(is_there)
    }
}

/// The next or previous event in time after the selected one, else the first or last shown.
fn step(state: &mut State, queries: &Queries, by: i32) -> Vec<Action> {
    let Some(laned) = queries.laned() else {
        return Vec::new();
    };
    let index = &laned.indexed().index;
    let direction = if by < 0 {
        Direction::Previous
    } else {
        Direction::Next
    };
    let rows = &laned.filtered.rows;
    let on_screen = state.shown_span.map(|s| rows.anchored_in(s.from(), s.to()));
    let on_screen = on_screen.and_then(|range| rows.rows.get(range));
    let next = match (state.selection.and_then(Selection::key), on_screen) {
        (Some(from @ Key::Event(_)), _) => timeline::step(index, &laned.lanes, from, direction),
        (_, Some([first, ..])) if by > 0 => Some(*first),
        (_, Some([.., last])) => Some(*last),
        _ => timeline::step(index, &laned.lanes, Key::None, direction),
    };
    let Some(handle) = next.and_then(|row| index.handle(row)) else {
        return Vec::new();
    };
    state.select(Some(Selection::Event(handle)));
    reveal(state, queries);
    Vec::new()
}

/// The first and the last anchor of what is selected. Of a source, of a group and of two blocs none: what belongs to
/// them is looked for in all events, which no frame waits for.
fn extent(selection: Option<Selection>, queries: &Queries) -> Option<(Instant, Instant)> {
    let tied = queries.tied()?;
    let index = &tied.indexed().index;
    let is_asked = |s: &Selection| {
        !matches!(
            s,
            Selection::Source(_)
                | Selection::Blocs(..)
                | Selection::Group(_)
                | Selection::Category(_)
                | Selection::Period(_)
        )
    };
    let selection = selection.filter(is_asked)?;
    let rows = tied.passing_events_of(selection);
    let known = rows.iter().filter_map(|row| index.anchor(*row));
    known.fold(None, |all, at| match all {
        None => Some((at, at)),
        Some((from, to)) => Some((at.min(from), at.max(to))),
    })
}

/// Where on a span the middle of what is selected is, from 0 to 1, if it is on it.
fn share_of_selection(selection: Option<Selection>, queries: &Queries, span: &Span) -> Option<f64> {
    let (from, to) = extent(selection, queries)?;
    let share = (span.after(from) + span.after(to)) / 2.0 / span.length();
    (0.0..=1.0).contains(&share).then_some(share)
}

/// Moves the axis, as little as needed, so that the selection is on it, and then the lanes. True if
/// it was on the axis.
fn reveal(state: &mut State, queries: &Queries) -> bool {
    state.wants_sight = true;
    let (Some(passed), Some((from, to))) = (queries.passed(), extent(state.selection, queries))
    else {
        return true;
    };
    let span = state.shown_span;
    let span = span.unwrap_or_else(|| state.view.span_of(&passed.gaps));
    let shown = match span.fold_of((from, to)) {
        Some(_) => showing(span.unfolding(from, to), from, to),
        None => showing(span, from, to),
    };
    let was_shown = shown == span;
    state.view.span = Some(shown);
    was_shown
}

/// Brings the selection onto the axis; where it is there already, closer: with the few events
/// before and after it.
fn show_selection(state: &mut State, queries: &Queries) {
    if !reveal(state, queries) {
        return;
    }
    let (Some(passed), Some((from, to))) = (queries.passed(), extent(state.selection, queries))
    else {
        return;
    };
    let anchors = &passed.rows.anchors;
    let within = passed
        .rows
        .anchored_in(from, Instant(to.0.saturating_add(1)));
    let before = anchors.get(within.start.saturating_sub(NEIGHBOURS));
    let last = (within.end + NEIGHBOURS).min(anchors.len());
    // What is selected may be the only one, or pass no filter.
    let after = last.checked_sub(1).and_then(|last| anchors.get(last));
    if let (Some(before), Some(after)) = (before, after) {
        let gaps = state.view.gaps(&passed.gaps);
        let closer = timeline::with_room_on((*before).min(from), (*after).max(to), &gaps);
        let closer = match closer.fold_of((from, to)) {
            Some(_) => closer.unfolding(from, to),
            None => closer,
        };
        let shown = state.shown_span.map_or(f64::INFINITY, |s| s.length());
        if closer.length() < shown {
            state.view.span = Some(closer);
        }
    }
}

/// So many events before and after a selection are seen beside it.
const NEIGHBOURS: usize = 4;

/// The map from nearer (factor below 1) or farther.
fn zoomed(camera: Camera, factor: f64) -> Camera {
    #[expect(clippy::cast_possible_truncation, reason = "a factor of a zoom")]
    let factor = factor as f32;
    Camera {
        zoom: (camera.zoom / factor).clamp(ZOOM.0, ZOOM.1),
        ..camera
    }
}

/// The map moved sideways by a share of a panel of usual width.
fn moved(camera: Camera, share: f64) -> Camera {
    #[expect(clippy::cast_possible_truncation, reason = "a share of a panel")]
    let by = camera.of_panel(vec2(share as f32 * 1000.0, 0.0));
    Camera {
        centre: camera.centre + by,
        ..camera
    }
}

/// How far the map can be zoomed out and in.
pub(crate) const ZOOM: (f32, f32) = (0.001, 12.0);

/// A span on which two instants are seen: the same if they are on it, moved if it is long enough,
/// else as long as it must be.
fn showing(span: Span, from: Instant, to: Instant) -> Span {
    let margin = span.length() * 0.08;
    let (start, end) = (span.after(from), span.after(to));
    if start >= 0.0 && end <= span.length() {
        span
    } else if end - start > span.length() - 2.0 * margin {
        timeline::with_room_on(from, to, span.gaps())
    } else if start < 0.0 {
        span.panned((start - margin) / span.length())
    } else {
        span.panned((end + margin - span.length()) / span.length())
    }
}

fn find_step(state: &mut State, queries: &Queries, by: i32) -> Vec<Action> {
    let Some(found) = queries.found(&state.find.query) else {
        // It is done once the answer is there.
        state.find.waiting = Some(by);
        return Vec::new();
    };
    state.find.waiting = None;
    if found.matches.is_empty() {
        return Vec::new();
    }
    let last = found.matches.len() - 1;
    let is_first = !state.find.is_stepping;
    state.find.at = match (is_first, by < 0) {
        (true, _) => nearest(state, queries, &found.matches),
        (false, true) => state.find.at.checked_sub(1).unwrap_or(last),
        (false, false) if state.find.at >= last => 0,
        (false, false) => state.find.at + 1,
    };
    state.find.is_stepping = true;
    let Some(Match { kind, handle }) = found.matches.get(state.find.at) else {
        return Vec::new();
    };
    state.select(match kind {
        Kind::Actor => Some(Selection::Actor(*handle)),
        Kind::Event => Some(Selection::Event(*handle)),
        Kind::Source => Some(Selection::Source(*handle)),
        _ => None,
    });
    // An actor has events far and wide: where some are seen, the axis stays.
    let is_event = *kind == Kind::Event;
    let seen = state.shown_span.zip(extent(state.selection, queries));
    let is_seen = seen.is_some_and(|(span, (from, to))| from <= span.to() && to >= span.from());
    if is_event || !is_seen {
        reveal(state, queries);
    }
    reveal_on_map(state, queries);
    Vec::new()
}

/// Brings a selected actor that is off the map's panel to its middle.
fn reveal_on_map(state: &mut State, queries: &Queries) {
    let (Some(Selection::Actor(actor)), Some((placed, _)), Some((camera, size))) =
        (state.selection, queries.mapped(), state.shown_map)
    else {
        return;
    };
    let place = placed.indexed.index.actor(actor);
    let at = place.and_then(|place| placed.places.at.get(place as usize));
    let panel = Rect::from_min_size(Pos2::ZERO, size).shrink(EDGE);
    if let Some(centre) = at.filter(|at| !panel.contains(camera.to_panel(size, **at))) {
        state.view.camera = Some(Camera {
            centre: *centre,
            ..camera
        });
    }
}

/// Nearer to the panel's edge an actor is as good as off it.
const EDGE: f32 = 16.0;

/// Where a search starts: an actor of that name, else the first event from the view onwards, of
/// those that are shown if there are any.
fn nearest(state: &State, queries: &Queries, matches: &[Match]) -> usize {
    let is_of_events = matches.first().is_some_and(|m| m.kind == Kind::Event);
    let Some((tied, span)) = queries
        .tied()
        .zip(state.shown_span)
        .filter(|_| is_of_events)
    else {
        return 0;
    };
    let Indexed { index, dataset, .. } = &**tied.indexed();
    // What is called just so is meant, wherever it is.
    let words = search::Words::new(&state.find.query);
    let first = matches.first().and_then(|m| dataset.events.get(m.handle));
    if first
        .zip(words)
        .is_some_and(|(event, words)| words.are_all_of(&event.title))
    {
        return 0;
    }
    let events = matches
        .iter()
        .enumerate()
        .filter(|(_, m)| m.kind == Kind::Event);
    let order = |(at, m): (usize, &Match)| {
        let row = index.row(m.handle)?;
        let is_shown = tied.filtered.passing.has(row as usize) && index.is_alive(row, tied.window);
        let anchor = index.anchor(row)?;
        let from = span.from();
        let is_before = anchor < from;
        Some((!is_shown, is_before, anchor.0.abs_diff(from.0), at))
    };
    let first = events.filter_map(order).min();
    first.map_or(0, |(.., at)| at)
}

/// Shows what a bookmark shows. Gives what it selects.
fn bookmark(state: &mut State, queries: &Queries, handle: Handle) -> Option<Selection> {
    let indexed = queries.indexed()?;
    let bookmark = indexed.dataset.bookmarks.get(handle)?;
    let view = &mut state.view;
    let of_text = |text: &Option<crate::dataset::Text>| {
        let date = text.as_deref().and_then(|text| Date::parse(text).ok())?;
        indexed.index.range(&date, indexed.index.zones())
    };
    view.span = of_text(&bookmark.span).map(|(from, to)| Span::new(from, to));
    view.is_unfolded = !bookmark.fold;
    view.window = of_text(&bookmark.window);
    view.filter = bookmark.filter.clone().unwrap_or_default();
    let lanes = bookmark.lanes.as_deref().and_then(LaneBy::of_word);
    if let Some(lanes) = lanes.filter(|lanes| *lanes != view.lanes) {
        view.lanes = lanes;
        view.folded.clear();
        view.scroll = 0.0;
    }
    if let Some(by) = bookmark.colour_by.as_deref().and_then(ColourBy::of_word) {
        view.colour_by = by;
    }
    view.level = Level::of_bookmark(bookmark);
    view.unfolded = unfolded_by(bookmark, &indexed.dataset);
    let selection = selected(&indexed.dataset, bookmark);
    let document = state.document.as_ref();
    state.opened_bookmark = document.map(|d| (d.number, handle, state.view.clone()));
    selection
}

/// What a bookmark selects.
pub(crate) fn selected(dataset: &Dataset, bookmark: &Bookmark) -> Option<Selection> {
    let actor = |id: &str| dataset.actors.find(id).map(|(h, _)| h);
    match bookmark.selection.as_ref()? {
        item::Selection::Event(id) => dataset.events.find(id).map(|(h, _)| Selection::Event(h)),
        item::Selection::Actor(id) => actor(id).map(Selection::Actor),
        item::Selection::Relation(id) => dataset
            .relations
            .find(id)
            .map(|(h, _)| Selection::Relation(h)),
        item::Selection::Tie(pair) => {
            let (a, b, is_mutual) = dataset.actors_of_tie(pair)?;
            Some(match is_mutual {
                true => Selection::pair(a, b),
                false => Selection::Tie(a, b),
            })
        }
    }
}
