//! What stands on the plate of a bloc: its title, its weightiest actors, and how many more there are.

use super::blocs::{Bloc, Blocs};
use super::graph::{distinct_initials, shape};
use super::labels::Fitted;
use super::metrics::{LARGEST, SMALLEST, TITLE};
use super::view::View;
use crate::analysis::Place;
use crate::dataset::Actor;
use crate::dataset::count::{plural, with_thousands};
use crate::scene::actors::{Node, radius_for};
use crate::scene::plates::State;
use crate::scene::{Color32, Hue, Key, Medium, Pos2, Rect, Style, Vec2, Weight, pos2, vec2};
use std::collections::BTreeMap;
use std::sync::Arc;

/// From the rim of a plate to what is in it.
pub(super) const PAD: f32 = 12.0;
/// Where the lines of a plate have their middles, from its top.
pub(super) const TITLE_Y: f32 = 16.0;
const DISC_Y: f32 = 48.0;
const NAME_Y: f32 = 79.0;
/// Between two actors, and before how many more there are.
pub(super) const GAP: f32 = 14.0;
/// The radius of the smallest and the largest actor.
const RADII: (f32, f32) = (11.0, 17.0);
/// Longer titles and names are cut.
pub(super) const WIDEST_TITLE: f32 = 190.0;
const WIDEST_NAME: f32 = 92.0;
/// Where there is room for it.
const LONGEST_NAME: f32 = 150.0;
/// No plate is narrower.
const NARROWEST: f32 = 96.0;
/// The height of the chip that says how many more there are.
const CHIP: f32 = 20.0;

/// How the names of actors, what is quiet, and how many more there are is written.
pub(super) const NAME: Style = Style::new(11.5, Weight::Medium, Color32::BLACK);
pub(super) const QUIET: Style = Style::new(10.5, Weight::Regular, Color32::BLACK);
pub(super) const MORE: Style = Style::new(10.5, Weight::SemiBold, Color32::BLACK);
pub(super) const HEADING: Style = Style::new(TITLE, Weight::SemiBold, Color32::BLACK);

/// How much of a bloc is on its plate.
#[derive(Clone, Copy)]
pub(super) struct Look {
    /// How many actors have a disc.
    discs: usize,
    /// How wide their names are at most; nothing: they have none.
    widest_name: f32,
    /// Where its title is cut.
    widest_title: f32,
    /// The ground between two plates, at least.
    pub(super) gap: Vec2,
}

const fn look(discs: usize, widest_name: f32, gap: (f32, f32)) -> Look {
    Look {
        discs,
        widest_name,
        widest_title: WIDEST_TITLE,
        gap: vec2(gap.0, gap.1),
    }
}

/// A title alone.
const fn title(widest_title: f32) -> Look {
    Look {
        widest_title,
        ..look(0, 0.0, (14.0, 14.0))
    }
}

impl Look {
    fn is_named(self) -> bool {
        self.widest_name > 0.0
    }

    /// Whether a plate says beside its title how many there are in it.
    fn counts(self) -> bool {
        self.widest_title >= WIDEST_TITLE
    }
}

/// From what reads best to what needs the least room: the first that fits is taken.
pub(super) const LOOKS: [Look; 16] = [
    look(3, LONGEST_NAME, (110.0, 60.0)),
    look(2, LONGEST_NAME, (110.0, 60.0)),
    look(3, WIDEST_NAME, (110.0, 60.0)),
    look(2, WIDEST_NAME, (110.0, 60.0)),
    look(3, LONGEST_NAME, (72.0, 44.0)),
    look(2, LONGEST_NAME, (72.0, 44.0)),
    look(3, WIDEST_NAME, (72.0, 44.0)),
    look(2, WIDEST_NAME, (72.0, 44.0)),
    look(2, LONGEST_NAME, (44.0, 28.0)),
    look(2, WIDEST_NAME, (44.0, 28.0)),
    look(2, 0.0, (44.0, 28.0)),
    look(2, 0.0, (26.0, 18.0)),
    look(0, 0.0, (26.0, 18.0)),
    look(0, 0.0, (14.0, 14.0)),
    title(150.0),
    title(100.0),
];
/// Most discs of a plate.
const MOST_DISCS: usize = 3;

/// The side of the corner that unfolds a bloc.
pub(super) const CORNER: f32 = 18.0;

/// A text, and what it covers.
pub(super) type Text = (Arc<str>, Rect);

/// A plate with what is in it.
#[derive(Clone, Debug)]
pub(super) struct Plate {
    pub rect: Rect,
    pub title: Text,
    /// How many ties or actors there are in it: its right end, on its middle line.
    pub quiet: Option<(String, Pos2)>,
    pub discs: Vec<Disc>,
    /// How many more actors there are, and its rim.
    pub more: Option<(String, Rect)>,
    /// The corner that unfolds it; none on a page.
    pub corner: Option<Rect>,
}

/// An actor on a plate.
#[derive(Clone, Debug)]
pub(super) struct Disc {
    pub actor: Place,
    pub centre: Pos2,
    pub radius: f32,
    pub initials: String,
    /// Its name, and the middle of its line.
    pub name: Option<(Arc<str>, Pos2)>,
    /// How wide a name may be.
    pub room: f32,
}

impl Plate {
    pub(super) fn moved(mut self, by: Vec2) -> Self {
        self.rect = self.rect.translate(by);
        self.title.1 = self.title.1.translate(by);
        if let Some((_, at)) = &mut self.quiet {
            *at += by;
        }
        for disc in &mut self.discs {
            disc.centre += by;
            if let Some((_, at)) = &mut disc.name {
                *at += by;
            }
        }
        let more = self.more.as_mut().map(|(_, rect)| rect);
        for rect in more.into_iter().chain(&mut self.corner) {
            *rect = rect.translate(by);
        }
        self
    }
}

/// The corner that unfolds a bloc, at the end of its title's line; none on a page.
pub(super) fn corner(view: &View<'_>, plate: Rect) -> Option<Rect> {
    let at = pos2(plate.right() - 8.0 - CORNER / 2.0, plate.top() + TITLE_Y);
    let rect = Rect::from_center_size(at, Vec2::splat(CORNER));
    (view.medium == Medium::Screen).then_some(rect)
}

/// Letters for whoever may have a disc.
pub(super) fn initials(view: &View<'_>, blocs: &Blocs) -> BTreeMap<Place, String> {
    let each = blocs.blocs.iter();
    let discs = each.flat_map(|bloc| bloc.actors.iter().take(MOST_DISCS));
    let actor = |place: &Place| {
        let (_, actor) = view.dataset.actors.at(*place as usize)?;
        Some((*place, actor))
    };
    let (places, actors): (Vec<Place>, Vec<&Actor>) = discs.filter_map(actor).unzip();
    places.into_iter().zip(distinct_initials(&actors)).collect()
}

/// An actor's mark, not yet in its place.
fn disc(view: &View<'_>, actor: Place, initials: &BTreeMap<Place, String>) -> Disc {
    let initials = initials.get(&actor).cloned().unwrap_or_default();
    let radius = radius(view, actor);
    let known = view.dataset.actors.at(actor as usize);
    let radius = known.map_or(radius, |(_, known)| {
        radius_for(&initials, shape(known.kind), radius, view.measure)
    });
    Disc {
        actor,
        centre: pos2(0.0, DISC_Y),
        radius,
        initials,
        name: None,
        room: 0.0,
    }
}

/// How large an actor is on its plate.
pub(super) fn radius(view: &View<'_>, actor: Place) -> f32 {
    let radius = view.graph.node(actor as usize).radius;
    let share = (radius - SMALLEST) / (LARGEST - SMALLEST);
    RADII.0 + (RADII.1 - RADII.0) * share.clamp(0.0, 1.0)
}

/// An actor's mark at rest.
pub(super) fn node<'a>(view: &View<'_>, disc: &'a Disc) -> Option<Node<'a>> {
    let (handle, actor) = view.dataset.actors.at(disc.actor as usize)?;
    Some(Node {
        key: Key::Actor(handle.0),
        centre: disc.centre,
        radius: disc.radius,
        shape: shape(actor.kind),
        hue: Hue::Neutral,
        is_unnamed: actor.unnamed,
        initials: &disc.initials,
        state: State::Rest,
        is_pinned: false,
        strength: 1.0,
    })
}

/// A text, cut where it is wider than its room, and its width.
pub(super) fn fitted(view: &View<'_>, text: &str, style: Style, room: f32) -> Fitted {
    view.measure.fit(text, style, room).unwrap_or_default()
}

/// The weightiest actors of a bloc in a row, and where the next would stand.
fn discs(
    view: &View<'_>,
    bloc: &Bloc,
    look: Look,
    initials: &BTreeMap<Place, String>,
) -> (Vec<Disc>, f32) {
    let mut discs: Vec<Disc> = Vec::new();
    let mut x = PAD;
    for actor in bloc.actors.iter().take(look.discs) {
        let mut disc = disc(view, *actor, initials);
        let reach = node(view, &disc).map_or(disc.radius, |node| node.reach());
        let known = view.dataset.actors.at(*actor as usize);
        let name = known.filter(|_| look.is_named());
        let name = name.map(|(_, actor)| fitted(view, actor.short_name(), NAME, look.widest_name));
        let width = name.as_ref().map_or(0.0, |(_, width)| *width);
        let width = width.max(2.0 * reach);
        disc.centre.x = x + width / 2.0;
        disc.room = width;
        disc.name = name.map(|(name, _)| (name, pos2(disc.centre.x, NAME_Y)));
        discs.push(disc);
        x += width + GAP;
    }
    (discs, x)
}

/// What a bloc's plate holds, its corner in the origin.
pub(super) fn plate(
    view: &View<'_>,
    bloc: &Bloc,
    look: Look,
    initials: &BTreeMap<Place, String>,
) -> Plate {
    let measure = view.measure;
    if let (Some(_), Some(actor)) = (bloc.alone, bloc.actors.first()) {
        return alone(view, *actor, look, initials);
    }
    let (discs, mut x) = discs(view, bloc, look, initials);
    let rest = bloc.actors.len() - discs.len();
    let mut more = None;
    if rest > 0 && !discs.is_empty() {
        let text = format!("+{}", with_thousands(rest));
        let width = measure.width(&text, MORE.size, MORE.weight) + 16.0;
        let rim = Rect::from_min_size(pos2(x, DISC_Y - CHIP / 2.0), vec2(width, CHIP));
        more = Some((text, rim));
        x += width + GAP;
    }
    let row = (x - GAP - PAD).max(0.0);
    let (title, title_width) = fitted(view, &bloc.name, HEADING, look.widest_title);
    let quiet = match (discs.is_empty(), bloc.within) {
        (true, _) => Some(plural(bloc.actors.len(), "actor", "actors")),
        (false, 0) => None,
        (false, ties) => Some(plural(ties, "tie", "ties")),
    };
    let quiet = quiet.filter(|_| look.counts());
    // Whoever is one of few has nothing to unfold.
    let has_corner = view.medium == Medium::Screen && bloc.actors.len() > 1;
    let corner_width = if has_corner { CORNER - 4.0 } else { 0.0 };
    let quiet_width = quiet.as_ref().map_or(0.0, |quiet| {
        GAP + measure.width(quiet, QUIET.size, QUIET.weight)
    });
    let quiet_width = quiet_width + corner_width;
    let width = (2.0 * PAD + row.max(title_width + quiet_width)).max(NARROWEST);
    let height = match (discs.is_empty(), look.is_named()) {
        (true, _) => 2.0 * TITLE_Y,
        (false, true) => NAME_Y + 13.0,
        (false, false) => DISC_Y + RADII.1 + 9.0,
    };
    let rect = Rect::from_min_size(Pos2::ZERO, vec2(width, height).ceil());
    let line = pos2(PAD, TITLE_Y - 7.0);
    Plate {
        title: (title, Rect::from_min_size(line, vec2(title_width, 14.0))),
        quiet: quiet.map(|quiet| (quiet, pos2(rect.right() - PAD - corner_width, TITLE_Y))),
        corner: corner(view, rect).filter(|_| has_corner),
        rect,
        discs,
        more,
    }
}

/// An actor of an unfolded bloc with its name, its corner in the origin.
fn alone(view: &View<'_>, actor: Place, look: Look, initials: &BTreeMap<Place, String>) -> Plate {
    let mut disc = disc(view, actor, initials);
    disc.room = WIDEST_NAME;
    let reach = node(view, &disc).map_or(disc.radius, |node| node.reach());
    let known = view.dataset.actors.at(actor as usize);
    let name = known.map_or("", |(_, actor)| actor.short_name());
    let (name, width) = fitted(view, name, NAME, WIDEST_NAME);
    let is_named = look.is_named() || look.discs > 0;
    let (width, below) = if is_named { (width, 20.0) } else { (0.0, 4.0) };
    let size = vec2(width.max(2.0 * reach) + 6.0, 2.0 * reach + below).ceil();
    disc.centre = pos2(size.x / 2.0, reach + 2.0);
    disc.name = is_named.then(|| (name, pos2(size.x / 2.0, size.y - 9.0)));
    Plate {
        rect: Rect::from_min_size(Pos2::ZERO, size),
        title: (Arc::default(), Rect::ZERO),
        quiet: None,
        discs: vec![disc],
        more: None,
        corner: None,
    }
}
