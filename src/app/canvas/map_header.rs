//! The header of the map: what it shows in words, and the choice of how much.

use crate::app::UiContext;
use crate::app::command::has_blocs;
use crate::app::widgets::{self, Icon, Kind};
use crate::dataset::Detail;
use crate::dataset::count::{plural, with_thousands};
use crate::editor::Action;
use crate::map::{self, Level};
use crate::scene::{Rect, Style, Weight, pos2, vec2};
use crate::timeline::range_in_words;
use egui::{Align2, Ui};

/// What the map shows, and how much of it.
pub(super) fn show(cx: &mut UiContext<'_>, ui: &mut Ui, rect: Rect) {
    let theme = cx.theme;
    let at = pos2(rect.left() + 12.0, rect.center().y);
    let left = Align2::LEFT_CENTER;
    let name = "Relationship map";
    let title = widgets::text_at(ui, at, left, name, 11.5, Weight::SemiBold, theme.t1);
    let right = levels(cx, ui, rect);
    let Some(text) = in_words(cx) else {
        return;
    };
    let at = pos2(title.right() + 10.0, rect.center().y);
    let quiet = Style::new(11.5, Weight::Regular, theme.t3);
    if let Some((text, _)) = cx.measure.fit(&text, quiet, right - 12.0 - at.x) {
        widgets::text_at(ui, at, left, &text, quiet.size, quiet.weight, quiet.colour);
    }
}

/// `24 of 89 ties, the strongest · 38 actors in 8–18 Aug 2025`, or `6 blocs, 38 actors, 89 ties in
/// 8–18 Aug 2025; 16 of 17 arrows`.
fn in_words(cx: &UiContext<'_>) -> Option<String> {
    let tied = cx.queries.tied()?;
    let counts = cx.queries.planned_now().map(|planned| planned.counts());
    let all = tied.ties.ties.len();
    let blocs = counts.filter(|counts| counts.blocs > 0 && counts.ties == all);
    let ties = match counts {
        Some(counts) if counts.main < counts.ties && counts.ties == all => {
            let main = with_thousands(counts.main);
            format!("{main} of {}, the strongest", plural(all, "tie", "ties"))
        }
        _ => plural(all, "tie", "ties"),
    };
    let actors = plural(tied.actors, "actor", "actors");
    let mut text = match blocs {
        Some(counts) => {
            let blocs = plural(counts.blocs, "bloc", "blocs");
            format!("{blocs}, {actors}, {}", plural(all, "tie", "ties"))
        }
        None => format!("{ties} · {actors}"),
    };
    if let Some((from, to)) = tied.window {
        let zone = cx.state.view.zone_of(&tied.indexed().index);
        text = format!("{text} in {}", range_in_words(from, to, zone));
    }
    if let Some(counts) = blocs.filter(|counts| counts.arrows_left_out > 0) {
        let all = plural(counts.arrows + counts.arrows_left_out, "arrow", "arrows");
        text = format!("{text}; {} of {all}", with_thousands(counts.arrows));
    }
    if !tied.ties.left_out.is_empty() {
        let events = plural(tied.ties.left_out.len(), "event has", "events have");
        text = format!("{text}. {events} too many participants for ties between all of them");
    }
    let most = map::most_drawn(tied.actors);
    if cx.state.view.level.detail == Some(Detail::All) && all > most {
        let most = with_thousands(most);
        text = format!("{text}. The {most} heaviest are drawn, and what is selected");
    }
    Some(text)
}

/// The choice of how much is shown. Gives where it begins.
fn levels(cx: &mut UiContext<'_>, ui: &mut Ui, rect: Rect) -> f32 {
    let level = cx.state.view.level;
    let counts = cx.queries.planned_now().map(|planned| planned.counts());
    let by_itself = match counts {
        Some(counts) if counts.blocs > 0 => Detail::Blocs,
        Some(counts) if counts.main == counts.ties => Detail::All,
        _ => Detail::Main,
    };
    // Blocs may be wanted where there are none, or no room for them.
    let is_there =
        |detail: &Detail| *detail != Detail::Blocs || counts.is_none_or(|counts| counts.blocs > 0);
    let now = level.detail.filter(is_there).unwrap_or(by_itself);
    let place = Rect::from_min_max(rect.center_top(), rect.right_bottom() - vec2(8.0, 0.0));
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(place).layout(layout));
    child.spacing_mut().item_spacing.x = 6.0;
    let all = [
        (Detail::Blocs, "Blocs"),
        (Detail::Main, "Main ties"),
        (Detail::All, "All ties"),
    ];
    let has_blocs = counts.is_some_and(has_blocs);
    let all = all.get(usize::from(!has_blocs)..).unwrap_or_default();
    if let Some(detail) = widgets::segments(&mut child, cx.theme, now, all) {
        cx.act(Action::Level(level.choosing(detail)));
    }
    if now == Detail::Main {
        let main = counts.map_or(0, |counts| counts.main);
        let ties = counts.map_or(0, |counts| counts.ties);
        for (icon, name, by) in [
            (Icon::Plus, "More ties", 1),
            (Icon::Minus, "Fewer ties", -1),
        ] {
            let next = Level::next(main, ties, by);
            let is_there = next.is_some();
            let (theme, kind) = (cx.theme, Kind::Quiet);
            let button = widgets::button(&mut child, theme, kind, Some(icon), "", name, is_there);
            if let Some(main_ties) = next.filter(|_| button.clicked()) {
                cx.act(Action::Level(Level {
                    detail: Some(Detail::Main),
                    main_ties: Some(main_ties),
                }));
            }
        }
    }
    child.min_rect().left()
}
