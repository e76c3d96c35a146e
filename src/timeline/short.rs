//! Lanes of a page that is short of height: each has its most important events in as many rows as
//! are its share, and says how many it leaves out. Rows go, one after the other, to the lane that
//! says most with one more (the greedy of "maximum coverage": Nemhauser, Wolsey and Fisher 1978).

use super::View;
use super::background_rows::{self, Want};
use super::density;
use super::events::Events;
use super::frame::Frame;
use super::lane::Lane;
use super::metrics::{LOW_ROW, PADDING, ROW, TITLE, WORTH, level_rect, to_float};
use super::placing::{Placing, row_count};
use super::rows::{Entry, FULL, Placed, pack_few};
use crate::analysis::{Row, Rows};
use crate::dataset::count::with_thousands;
use crate::scene::item::Stroke;
use crate::scene::text::baseline_drop;
use crate::scene::{Color32, Key, Rect, Scene, Style, Weight, pos2};
use std::cmp::Reverse;

/// Before the words that say how many there are more.
const APART: f32 = 12.0;
/// Round them where they stand at an end.
const EDGE: f32 = 4.0;
/// Above the first row and below the last, while rows are wanted more than [`PADDING`]; none where there
/// is no room even for this.
const TIGHT: f32 = 1.0;
/// The share of a title's worth that is left where it is cut, and of a mark without one.
const CUT: f32 = 0.8;
const BARE: f32 = 0.15;
/// And of one that has its title in another lane.
const ELSEWHERE: f32 = 0.02;
/// What an open strip is worth, more than a low one, for each of its events.
const IN_STRIP: f32 = 0.2;
/// So many rows at once may be what says more.
const AHEAD: usize = 3;
/// No more rows of what lasts long are tried.
const MOST_LASTING: usize = 8;

/// The events of a lane that a page shows, before they have rows.
pub(super) struct Candidates<'a> {
    events: Events<'a>,
    marks: Vec<(Placing, Entry)>,
    /// What lasts longer than the picture, the most important first, and what each needs.
    lasting: Vec<(Placing, Entry)>,
    wants: Vec<Want>,
    /// What is kept free of a row to say how many are left out.
    to_say: f32,
}

impl<'a> Candidates<'a> {
    pub(super) fn new(events: Events<'a>) -> Self {
        // Each dot is as wide as its own mark: a page that is short of height has no room for heaps.
        let events = Events {
            has_dots: false,
            ..events
        };
        let [mut lasting, marks] = events.candidates();
        lasting.sort_by_key(|(mark, entry): &(Placing, Entry)| {
            (Reverse((mark.is_home, entry.rank)), mark.row)
        });
        let says = says(marks.len() + lasting.len());
        let width = events.view.measure.width(&says, TITLE, Weight::Regular);
        let want = |(mark, _): &(Placing, Entry)| Want::new(events.view, events.frame, mark);
        Self {
            wants: lasting.iter().map(want).collect(),
            to_say: width + APART,
            events,
            marks,
            lasting,
        }
    }

    /// How many rows of `rows` are given to what lasts long, the places of the others, and what all
    /// of it is worth.
    fn shared(&self, rows: usize) -> (usize, Vec<Placed>, f32) {
        let entries: Vec<Entry> = self.marks.iter().map(|(_, entry)| *entry).collect();
        let all = self.lasting_in(rows.min(MOST_LASTING));
        let most = all.iter().flatten().max().map_or(0, |row| row + 1);
        let worth = |entry: &Entry| WORTH.get(usize::from(entry.rank.0)).copied().unwrap_or(1.0);
        let shares = (0..=most).map(|lasting| {
            let placed = pack_few(&entries, rows - lasting, f64::from(self.to_say));
            let of_lasting = self.lasting.iter().zip(self.lasting_in(lasting));
            let lines: f32 = of_lasting
                .filter(|(_, row)| row.is_some())
                .map(|((_, entry), _)| worth(entry) * if entry.is_home { 1.0 } else { ELSEWHERE })
                .sum();
            let marks = entries.iter().zip(&placed).filter(|(_, at)| at.row != FULL);
            let titles: f32 = marks
                .map(|(entry, at)| worth(entry) * share(entry, at))
                .sum();
            (lasting, placed, lines + titles)
        });
        let best = shares.max_by(|a, b| a.2.total_cmp(&b.2).then(b.0.cmp(&a.0)));
        best.unwrap_or_default()
    }

    /// The row of each that lasts long, in so many rows.
    fn lasting_in(&self, rows: usize) -> Vec<Option<usize>> {
        background_rows::in_few_rows(&self.wants, rows, self.words_width())
    }

    /// So much of a line that covers all of the picture is free for titles.
    fn words_width(&self) -> f32 {
        self.events.frame.body.width() - self.to_say
    }

    /// The marks in so many rows, and the events that are left out.
    pub(super) fn in_rows(self, rows: usize) -> (Vec<Placing>, Vec<Row>) {
        let (lasting, placed, _) = self.shared(rows);
        let (found, words_width) = (self.lasting_in(lasting), self.words_width());
        let (view, frame) = (self.events.view, self.events.frame);
        let mut left_out = Vec::new();
        let mut marks: Vec<Placing> = Vec::new();
        for ((mark, entry), at) in self.marks.into_iter().zip(placed) {
            if at.row == FULL {
                left_out.push(mark.row);
            } else {
                marks.push(mark.at(&entry, at));
            }
        }
        let first = row_count(&marks);
        let mut lines = Vec::new();
        for (((mark, _), want), row) in self.lasting.into_iter().zip(self.wants).zip(found) {
            match row {
                Some(row) => lines.push((mark, want, row)),
                None => left_out.push(mark.row),
            }
        }
        let lines = background_rows::in_shared_rows(view, frame, lines, first, words_width);
        marks.extend(lines);
        (marks, left_out)
    }
}

/// How much of what it is worth a placed event says.
fn share(entry: &Entry, at: &Placed) -> f32 {
    if !entry.is_home {
        ELSEWHERE
    } else if at.room >= entry.title {
        1.0
    } else if at.room >= entry.least && at.room > 0.0 {
        CUT
    } else {
        BARE
    }
}

/// What a lane may be on a page that is short of height.
pub(super) enum Choice<'a> {
    /// Rows of marks: so many would hold all.
    Rows(Candidates<'a>, usize),
    /// A strip: how high it is when it is low and when it is open, and how many events it has.
    Strip([f32; 2], usize),
}

/// How high a lane is at least.
pub(super) fn least_height(view: &View<'_>, lane: &Lane, rows: &Rows) -> f32 {
    if lane.is_strip {
        density::height(view, rows, true)
    } else {
        LOW_ROW
    }
}

impl Choice<'_> {
    /// How high the lane is with so many rows; a strip is low with one, and open with two.
    fn height(&self, rows: usize, padding: f32) -> f32 {
        match self {
            Self::Rows(..) => to_float(rows) * LOW_ROW + 2.0 * padding,
            Self::Strip([low, _], _) if rows == 1 => *low,
            Self::Strip([_, open], _) => *open,
        }
    }

    fn most(&self) -> usize {
        match self {
            Self::Rows(_, most) => (*most).max(1),
            Self::Strip(..) => 2,
        }
    }

    /// The rows beyond these that say most for their height, if some say more and fit. The first may say
    /// no more by itself: each number of rows is packed anew.
    fn next(&self, rows: usize, worths: &mut Vec<f32>, padding: f32, left: f32) -> Option<Next> {
        let height = |rows: usize| self.height(rows, padding);
        let mut best: Option<Next> = None;
        for more in (1..=AHEAD).take_while(|more| rows + more <= self.most()) {
            let cost = height(rows + more) - height(rows);
            if cost > left {
                break;
            }
            while worths.len() < rows + more {
                worths.push(self.worth(worths.len() + 1));
            }
            let worth = |rows: usize| worths.get(rows - 1).copied().unwrap_or(0.0);
            let gain = (worth(rows + more) - worth(rows)) / cost;
            if gain > best.map_or(0.0, |best| best.gain) {
                let rows = more;
                best = Some(Next { rows, cost, gain });
            }
        }
        best
    }

    fn worth(&self, rows: usize) -> f32 {
        match self {
            Self::Rows(candidates, _) => candidates.shared(rows).2,
            Self::Strip(_, events) => to_float(rows - 1) * to_float(*events) * IN_STRIP,
        }
    }
}

/// The lanes by how many events have their titles in a row of theirs.
pub(super) fn most_crowded_first(choices: &[Choice<'_>], shares: &[(usize, f32)]) -> Vec<usize> {
    let in_a_row = |(choice, (rows, _)): (&Choice<'_>, &(usize, f32))| match choice {
        Choice::Rows(candidates, _) => {
            let marks = candidates.marks.iter().chain(&candidates.lasting);
            let titled = marks.filter(|(mark, _)| mark.is_home).count();
            to_float(titled) / to_float(*rows)
        }
        Choice::Strip(..) => 0.0,
    };
    let crowds: Vec<f32> = choices.iter().zip(shares).map(in_a_row).collect();
    let mut order: Vec<usize> = (0..crowds.len()).collect();
    let crowd = |n: &usize| crowds.get(*n).copied().unwrap_or(0.0);
    order.sort_by(|a, b| crowd(b).total_cmp(&crowd(a)));
    order
}

/// What lanes get of a height.
pub(super) struct Shares {
    /// How many rows each has, and how high it is.
    pub(super) lanes: Vec<(usize, f32)>,
    pub(super) padding: f32,
    pub(super) row_height: f32,
}

/// Shares a height among lanes: one row at least, then the next to where it says most for its height.
/// What is left then makes all rows higher.
pub(super) fn share_rows(choices: &[Choice<'_>], room: f32) -> Shares {
    let least = |padding: f32| choices.iter().map(move |choice| choice.height(1, padding));
    // What rounding makes of equal heights is no lack.
    let room = room + 0.1;
    let is_roomy = least(TIGHT).sum::<f32>() <= room;
    let padding = if is_roomy { TIGHT } else { 0.0 };
    let mut left = room - least(padding).sum::<f32>();
    let mut shares: Vec<(usize, f32)> = least(padding).map(|height| (1, height)).collect();
    let mut worths: Vec<Vec<f32>> = choices.iter().map(|c| vec![c.worth(1)]).collect();
    loop {
        let mut best: Option<(usize, Next)> = None;
        let lanes = choices.iter().zip(&mut worths).zip(&shares).enumerate();
        for (n, ((choice, worths), (rows, _))) in lanes {
            let next = choice.next(*rows, worths, padding, left);
            let is_better = |next: &Next| best.is_none_or(|(_, best)| next.gain > best.gain);
            if let Some(next) = next.filter(is_better) {
                best = Some((n, next));
            }
        }
        let Some((n, next)) = best else {
            return stretched(choices, shares, padding, left);
        };
        if let Some((rows, height)) = shares.get_mut(n) {
            *rows += next.rows;
            *height += next.cost;
            left -= next.cost;
        }
    }
}

/// The lanes when what is left of the height has widened their padding, then made their rows higher; less
/// than another row needs is left to what else the page has.
fn stretched(
    choices: &[Choice<'_>],
    mut lanes: Vec<(usize, f32)>,
    padding: f32,
    left: f32,
) -> Shares {
    let each = choices.iter().zip(&mut lanes);
    let of_marks = each.filter(|(choice, _)| matches!(choice, Choice::Rows(..)));
    let mut of_marks: Vec<&mut (usize, f32)> = of_marks.map(|(_, lane)| lane).collect();
    // On whole and half points lines stay sharp.
    let share = |left: f32, among: usize, most: f32| {
        let each = left.max(0.0) / to_float(among.max(1));
        ((2.0 * each).floor() / 2.0).min(most)
    };
    let left = if left < LOW_ROW { 0.0 } else { left };
    let wider = share(left, 2 * of_marks.len(), PADDING - padding);
    let left = left - 2.0 * wider * to_float(of_marks.len());
    let rows = of_marks.iter().map(|(rows, _)| *rows).sum();
    let higher = share(left, rows, ROW - LOW_ROW);
    for (rows, height) in &mut of_marks {
        *height += 2.0 * wider + to_float(*rows) * higher;
    }
    Shares {
        lanes,
        padding: padding + wider,
        row_height: LOW_ROW + higher,
    }
}

/// More rows for a lane: how many, how high they are, and how much more they say for each point of that.
#[derive(Clone, Copy)]
struct Next {
    rows: usize,
    cost: f32,
    gain: f32,
}

fn says(more: usize) -> String {
    format!("+{} more", with_thousands(more))
}

/// How many events a lane leaves out, in words, with the line that they stand in and their left end.
struct More {
    says: String,
    /// The left end of the words, and what they cover.
    x: f32,
    rect: Rect,
    is_over: bool,
}

const QUIET: Style = Style::new(TITLE, Weight::Regular, Color32::BLACK);

/// Where that stands: at the right end of the last row that has room there, else at the left end of one,
/// else over a mark, but over no text.
fn more(lane: &Lane, view: &View<'_>, frame: &Frame) -> Option<More> {
    if lane.left_out.is_empty() {
        return None;
    }
    let says = says(lane.left_out.len());
    let width = view.measure.width(&says, QUIET.size, QUIET.weight);
    let (left, right) = (frame.body.left() + EDGE, frame.titles_end);
    let lines = || (0..row_count(&lane.marks)).rev();
    let here = |line: usize| lane.marks.iter().filter(move |mark| mark.line == line);
    let after = |line: usize| {
        let end = here(line).map(|mark| mark.end(frame));
        let end = end.fold(left, f32::max);
        // At the end of the picture, where it does not look like something that has a date.
        let x = right - width;
        (end + APART <= x).then_some((line, x, false))
    };
    let before = |line: usize| {
        let begin = here(line).map(|mark| mark.begin(frame));
        let begin = begin.fold(right, f32::min);
        (left + width + APART <= begin).then_some((line, left, false))
    };
    let over = |line: usize| {
        let x = right - width;
        let plate = Rect::from_x_y_ranges(x - EDGE..=right, f32::MIN..=f32::MAX);
        let is_free = |mark: &Placing| mark.texts(frame).all(|text| !text.intersects(plate));
        here(line).all(is_free).then_some((line, x, true))
    };
    let found = lines().find_map(after);
    let found = found.or_else(|| lines().find_map(before));
    let (line, x, is_over) = found.or_else(|| lines().find_map(over))?;
    let ends = (x - EDGE, x + width + EDGE);
    let rect = level_rect(ends, lane.middles()(line), LOW_ROW);
    Some(More {
        says,
        x,
        rect,
        is_over,
    })
}

/// What the words about what a lane leaves out cover.
pub(super) fn more_rect(lane: &Lane, view: &View<'_>, frame: &Frame) -> Option<Rect> {
    more(lane, view, frame).map(|more| more.rect)
}

pub(super) fn draw_more(lane: &Lane, scene: &mut Scene, view: &View<'_>, frame: &Frame) {
    let Some(more) = more(lane, view, frame) else {
        return;
    };
    if more.is_over {
        scene.rect(Key::None, more.rect, 0.0, view.theme.ground, Stroke::NONE);
    }
    let at = pos2(more.x, more.rect.center().y + baseline_drop(QUIET.size));
    let style = Style::new(QUIET.size, QUIET.weight, view.theme.t3);
    scene.text(Key::None, at, &more.says, style, view.measure);
}
