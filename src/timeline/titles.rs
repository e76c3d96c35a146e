//! The titles of a lane's events: beside their marks or in them.

use super::View;
use super::frame::Frame;
use super::labels::{Beside, Label};
use super::placing::Placing;
use super::rows::Side;

/// Gives marks their titles, cut to the room that they have in their rows. One that the picture's
/// edge would cut goes to another side of its mark, if nothing stands there: so no mark moves. Where
/// there is no room at all it has none.
pub(super) fn title(view: &View<'_>, frame: &Frame, marks: &mut [Placing]) {
    for mark in marks.iter_mut().filter(|mark| mark.background.is_none()) {
        let inside = mark.holds_title;
        mark.label = label_of(view, frame, mark, (!inside).then_some(mark.side));
    }
    for at in 0..marks.len() {
        let Some(mark) = marks.get(at) else {
            return;
        };
        let is_cut = mark.label.as_ref().is_none_or(|label| label.is_cut);
        if !is_cut || mark.background.is_some() {
            continue;
        }
        let sides = match mark.side {
            _ if mark.holds_title => vec![Side::Left, Side::Right],
            side => vec![side.other()],
        };
        let others = sides.into_iter();
        let mut others = others.filter_map(|side| label_of(view, frame, mark, Some(side)));
        let other = others.find(|other| {
            let rect = other.rect();
            let mut beside = marks.iter().enumerate();
            !other.is_cut
                && beside.all(|(n, there)| {
                    n == at || there.line != mark.line || there.is_clear(frame, rect)
                })
        });
        if let (Some(other), Some(mark)) = (other, marks.get_mut(at)) {
            mark.label = Some(other);
        }
    }
}

/// In a folded lane what is selected has a title, where there is room beside all marks.
pub(super) fn title_folded(view: &View<'_>, frame: &Frame, marks: &mut [Placing]) {
    let is_selected = |mark: &Placing| !mark.is_thin && Some(mark.row) == frame.selected;
    let Some(at) = marks.iter().position(is_selected) else {
        return;
    };
    let label = marks.get(at).and_then(|mark| {
        let inside = mark.holds_title.then(|| label_of(view, frame, mark, None));
        let sides = [Side::Right, Side::Left].map(|side| label_of(view, frame, mark, Some(side)));
        let all = inside.into_iter().chain(sides).flatten();
        all.filter(|label| !label.is_cut).find(|label| {
            let others = marks.iter().enumerate();
            let mut others = others.filter(|(n, there)| *n != at && !there.is_thin);
            others.all(|(_, there)| there.is_clear(frame, label.rect()))
        })
    });
    if let Some(mark) = marks.get_mut(at) {
        mark.label = label;
    }
}

/// A mark's title at one of its sides; none: in it.
fn label_of(view: &View<'_>, frame: &Frame, mark: &Placing, side: Option<Side>) -> Option<Label> {
    let (_, event) = view.dataset.events.at(mark.row as usize)?;
    if event.title.is_empty() || !mark.is_home {
        return None;
    }
    let (left, right) = mark.shape.seen(&frame.axis);
    let weight = view.weight(mark.row, mark.key);
    let ends = (left, right + mark.sign_width);
    let body = (frame.body.left(), frame.titles_end);
    let beside = Beside {
        note: view.note(mark.row),
        room: mark.room,
        ..Beside::new(&event.title, weight, ends, body, mark.y)
    };
    match side {
        None => beside.within(view.measure),
        Some(Side::Right) => beside.right(view.measure),
        Some(Side::Left) => beside.left(view.measure),
        Some(Side::Nowhere) => None,
    }
}
