//! Motion: what is wanted holds at once, and only what is drawn eases towards it (look.md,
//! "Motion").
//!
//! State, status sentence and stored settings never see what is between: a value is eased where it
//! is drawn, from what was drawn when the wish changed. Nothing is painted anew once it stands.

use super::UiContext;
use super::memo::Memo;
use crate::map::Camera;
use crate::timeline::Span;
use egui::{Context, Id, Plugin};

/// How long a zoom or a jump takes, in seconds.
pub(super) const ZOOM: f64 = 0.14;
/// How long a panel or a lane takes to open.
pub(super) const OPEN: f64 = 0.12;
/// How long actors take to new places.
pub(super) const PLACES: f64 = 0.24;

/// What was so in which frame.
#[derive(Debug, Default)]
struct Flags {
    /// Something was still on its way.
    moves: Option<u64>,
    /// What was wanted followed a finger.
    by_hand: Option<u64>,
}

impl Plugin for Flags {
    fn debug_name(&self) -> &'static str {
        "motion"
    }
}

/// The flags, and the number of this frame.
fn flags<R>(ctx: &Context, f: impl FnOnce(&mut Flags, u64) -> R) -> R {
    let frame = ctx.cumulative_frame_nr();
    let flags = ctx.plugin_or_default::<Flags>();
    let mut flags = flags.lock();
    f(&mut flags, frame)
}

/// A value on its way.
#[derive(Clone)]
struct Moving<T> {
    from: T,
    to: T,
    since: f64,
}

/// What is to be drawn of a value now. `between` gives what is drawn at a share of the way.
pub(super) fn eased<T: Clone + PartialEq + Send + Sync + 'static>(
    cx: &UiContext<'_>,
    ctx: &Context,
    id: Id,
    wanted: T,
    seconds: f64,
    between: impl Fn(&T, &T, f64) -> T,
) -> T {
    if cx.state.is_fresh {
        return wanted;
    }
    let (now, step) = ctx.input(|i| (i.time, f64::from(i.predicted_dt)));
    let at = |moving: &Moving<T>| match (now - moving.since) / seconds {
        done if done >= 1.0 => None,
        done => Some(between(&moving.from, &moving.to, ease_out(done.max(0.0)))),
    };
    let memo = Memo::<Moving<T>>::new(id);
    let is_still = cx.state.settings.reduces_motion || is_by_hand(ctx);
    let moving = match memo.get(ctx) {
        Some(kept) if kept.to == wanted => kept,
        Some(kept) if !is_still => Moving {
            from: at(&kept).unwrap_or(kept.to),
            to: wanted,
            // Some of the way is drawn in this frame already.
            since: now - step,
        },
        Some(_) | None => Moving {
            from: wanted.clone(),
            to: wanted,
            since: f64::NEG_INFINITY,
        },
    };
    let drawn = at(&moving);
    if drawn.is_some() {
        go_on(ctx);
    }
    let to = moving.to.clone();
    memo.keep(ctx, moving);
    drawn.unwrap_or(to)
}

/// How far what was drawn before has become what is wanted, where that is more than a number.
pub(super) fn share<K: Clone + PartialEq + Send + Sync + 'static>(
    cx: &UiContext<'_>,
    ctx: &Context,
    id: Id,
    wanted: K,
    seconds: f64,
) -> f32 {
    let between = |_: &(K, f32), to: &(K, f32), share| (to.0.clone(), narrow(share));
    eased(cx, ctx, id, (wanted, 1.0), seconds, between).1
}

/// How far what came up at a time is there, also while something follows a finger.
pub(super) fn come_up(cx: &UiContext<'_>, ctx: &Context, since: f64) -> f32 {
    let (now, step) = ctx.input(|i| (i.time, f64::from(i.predicted_dt)));
    let done = (now + step - since) / PLACES;
    if done >= 1.0 || cx.state.settings.reduces_motion {
        return 1.0;
    }
    go_on(ctx);
    narrow(ease_out(done.max(0.0)))
}

/// Something is on its way: the next frame shows more of it.
fn go_on(ctx: &Context) {
    flags(ctx, |flags, frame| flags.moves = Some(frame));
    ctx.request_repaint();
}

/// What is wanted by the next frame is at hand: it follows a finger, and is not eased.
pub(super) fn by_hand(ctx: &Context) {
    flags(ctx, |flags, frame| flags.by_hand = Some(frame));
}

/// Whether something is dragged, or follows a finger.
fn is_by_hand(ctx: &Context) -> bool {
    let is_last = |last: Option<u64>, now| last.is_some_and(|last| last + 1 >= now);
    let is_touched = flags(ctx, |flags, frame| is_last(flags.by_hand, frame));
    is_touched || ctx.input(|i| i.pointer.any_down())
}

/// Whether something drawn in this frame is still on its way.
pub(super) fn is_moving(ctx: &Context) -> bool {
    flags(ctx, |flags, frame| flags.moves == Some(frame))
}

/// Fast at first.
fn ease_out(done: f64) -> f64 {
    1.0 - (1.0 - done).powi(3)
}

/// A length or a height.
pub(super) fn lengths(from: &f32, to: &f32, share: f64) -> f32 {
    from + (to - from) * narrow(share)
}

/// Each doubling takes as long as the next, and what both spans show at the same place stays there.
pub(super) fn spans(from: &Span, to: &Span, share: f64) -> Span {
    let factor = to.length() / from.length();
    let later = from.after(to.from()) / from.length();
    let still = later / (1.0 - factor);
    if still.abs() < FAR {
        from.zoomed(still, factor.powf(share))
    } else {
        from.panned(later * share)
    }
}

/// The same for the map.
pub(super) fn cameras(from: &Camera, to: &Camera, share: f64) -> Camera {
    let factor = f64::from(to.zoom) / f64::from(from.zoom);
    let zoom = from.zoom * narrow(factor.powf(share));
    // How much of the map is seen goes with one over the zoom.
    let (near, far) = (1.0 - 1.0 / factor, 1.0 - factor.powf(-share));
    let share = if near.abs() * FAR > 1.0 {
        far / near
    } else {
        share
    };
    Camera {
        centre: from.centre.lerp(to.centre, narrow(share)),
        zoom,
        stretch: from.stretch + (to.stretch - from.stretch) * narrow(share),
    }
}

/// Past this many widths what stays in its place is so far off that all moves alike.
const FAR: f64 = 1e4;

#[expect(clippy::cast_possible_truncation, reason = "a share of the way")]
fn narrow(share: f64) -> f32 {
    share as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::instant::Instant;
    use crate::scene::pos2;
    use crate::timeline::Axis;

    #[test]
    fn what_a_zoom_is_about_stays_in_its_place() {
        let from = Span::new(Instant(0), Instant(1_000_000));
        let axis = Axis::new(from, 0.0, 1000.0);
        let to = axis.zoom(310.0, 0.01);
        let under = axis.time_from_x(310.0);
        for share in [0.0, 0.2, 0.7, 1.0] {
            let drawn = Axis::new(spans(&from, &to, share), 0.0, 1000.0);
            let x = drawn.x_from_time(under);
            assert!((x - 310.0).abs() < 0.1, "{x} at {share}");
        }
        let end = spans(&from, &to, 1.0);
        assert!((end.length() - to.length()).abs() < 1.0);
    }

    #[test]
    fn a_span_of_the_same_length_moves_evenly() {
        let from = Span::new(Instant(0), Instant(1000));
        let to = Span::new(Instant(500), Instant(1500));
        assert_eq!(spans(&from, &to, 0.5).from(), Instant(250));
    }

    #[test]
    fn cameras_meet_both_ends() {
        let from = Camera::default();
        let to = Camera {
            centre: pos2(3.0, -1.0),
            zoom: 4.0,
            ..from
        };
        assert_eq!(cameras(&from, &to, 0.0), from);
        let end = cameras(&from, &to, 1.0);
        assert!((end.zoom - 4.0).abs() < 1e-4 && end.centre.distance(to.centre) < 1e-4);
        let moved = Camera { zoom: 1.0, ..to };
        let half = cameras(&from, &moved, 0.5);
        assert_eq!(half.centre, pos2(1.5, -0.5));
    }
}
