//! “How to read it”: the marks of the timeline and of the map, drawn as the views draw them.

use crate::scene::actors::{self, Node, Shape};
use crate::scene::marks::{self, End, Pen, Standing};
use crate::scene::plates::{self, State};
use crate::scene::text::baseline_drop;
use crate::scene::{
    Color32, Dash, Hue, Key, Measure, Pos2, Rect, Scene, Segment, Stroke, Style, Theme, Weight,
    pos2, vec2,
};

/// What it says, for those who do not see it.
pub(super) const WORDS: &str = "How to read it. On the timeline: filled marks happened, hollow ones are planned, \
    dashed ones possible, struck ones denied; dates in doubt fade, what goes on ends in an arrow, what has no date \
    waits in a tray. On the map: thickness says how much is known, colour and sign whether it is against or for, \
    the arrow who acts on whom, a dash that there is one source or a claim.";

/// How large it is.
pub(super) struct Sizes {
    /// Of both pictures.
    pub width: f32,
    /// From one row of the timeline to the next.
    pub pitch: f32,
    /// Height of the map.
    pub map: f32,
    /// Between timeline and map.
    pub between: f32,
}

struct Draw<'a> {
    scene: Scene,
    theme: &'a Theme,
    measure: &'a Measure,
}

/// Both pictures, one over the other.
pub(super) fn scene(sizes: &Sizes, theme: &Theme, measure: &Measure) -> Scene {
    let timeline = 34.0 + 6.0 * sizes.pitch + 8.0;
    let mut draw = Draw {
        scene: Scene::new(vec2(sizes.width, timeline + sizes.between + sizes.map)),
        theme,
        measure,
    };
    draw.timeline(sizes, timeline);
    let card = Rect::from_min_size(
        pos2(0.0, timeline + sizes.between),
        vec2(sizes.width, sizes.map),
    );
    draw.map(card);
    draw.scene
}

impl Draw<'_> {
    fn text(&mut self, at: Pos2, text: &str, size: f32, weight: Weight, colour: Color32) -> f32 {
        let at = at + vec2(0.0, baseline_drop(size));
        self.scene.text(
            Key::None,
            at,
            text,
            Style::new(size, weight, colour),
            self.measure,
        )
    }

    fn centred(&mut self, at: Pos2, text: &str) {
        let style = Style::new(12.0, Weight::Regular, self.theme.t1);
        let at = at + vec2(0.0, baseline_drop(style.size));
        self.scene.text_aligned(
            Key::None,
            at,
            emath::Align::Center,
            text,
            style,
            self.measure,
        );
    }

    fn hue(&self, slot: u8) -> Color32 {
        self.theme.hue(Hue::Slot(slot))
    }

    fn timeline(&mut self, sizes: &Sizes, height: f32) {
        let theme = self.theme;
        self.text(
            pos2(0.0, 7.0),
            "How to read it",
            11.5,
            Weight::SemiBold,
            theme.t2,
        );
        let axis = 33.5;
        let first = 20.0_f32;
        let day = (sizes.width - first - 34.0) / 4.7;
        let line = Stroke::new(1.0, theme.axis);
        for (n, name) in ["11", "13", "15", "17", "19"].into_iter().enumerate() {
            let x = (first + day * [0.0, 1.0, 2.0, 3.0, 4.0].get(n).copied().unwrap_or(0.0))
                .round()
                + 0.5;
            let hair = Stroke::new(1.0, theme.hair);
            self.scene
                .line(Key::None, pos2(x, axis), pos2(x, height), hair);
            self.scene
                .line(Key::None, pos2(x, axis - 5.0), pos2(x, axis), line);
            self.text(
                pos2(x + 5.0, axis - 8.0),
                name,
                11.0,
                Weight::SemiBold,
                theme.t1,
            );
        }
        let width = self.measure.width("August", 10.5, Weight::Regular);
        self.text(
            pos2(sizes.width - width, axis - 8.0),
            "August",
            10.5,
            Weight::Regular,
            theme.t2,
        );
        self.scene
            .line(Key::None, pos2(0.0, axis), pos2(sizes.width, axis), line);
        self.scene.line(
            Key::None,
            pos2(0.0, height - 0.5),
            pos2(sizes.width, height - 0.5),
            line,
        );
        let row = |n: f32| axis + sizes.pitch * (n + 0.8);
        self.facts(first, day, row(0.0));
        self.standings(first, day, row(1.0));
        self.doubts(sizes, first, day, [row(2.0), row(3.0), row(4.0)]);
    }

    fn point(&mut self, x: f32, y: f32, pen: Pen, text: &str) {
        marks::point(&mut self.scene, Key::None, pos2(x, y), marks::POINT, pen);
        self.text(
            pos2(x + 12.0, y),
            text,
            12.0,
            Weight::Regular,
            self.theme.t1,
        );
    }

    fn facts(&mut self, first: f32, day: f32, y: f32) {
        let pen = Pen::new(self.hue(0), self.theme.ground);
        self.point(first + 20.0, y, pen, "it happened");
        let bar = Rect::from_center_size(pos2(first + day * 1.96, y), vec2(day * 0.58, marks::BAR));
        marks::bar(&mut self.scene, Key::None, bar, pen);
        self.text(
            pos2(bar.right() + 7.0, y),
            "and took this long",
            12.0,
            Weight::Regular,
            self.theme.t1,
        );
    }

    fn standings(&mut self, first: f32, day: f32, y: f32) {
        let pen = Pen::new(self.hue(2), self.theme.ground);
        let all = [
            (Standing::Planned, "planned"),
            (Standing::Possible, "possible"),
            (Standing::Denied, "denied"),
            (Standing::Absent, "left out of it"),
        ];
        for ((standing, name), at) in all.into_iter().zip([0.0_f32, 1.0, 2.0, 2.95]) {
            self.point(first + 20.0 + day * at, y, pen.standing(standing), name);
        }
    }

    fn doubts(&mut self, sizes: &Sizes, first: f32, day: f32, rows: [f32; 3]) {
        let theme = self.theme;
        let left = first + 20.0;
        let [fade, open, none] = rows;
        let bar = Rect::from_min_max(pos2(left, fade - 6.0), pos2(left + day * 1.38, fade + 6.0));
        let core = (
            bar.left() + bar.width() * 0.34,
            bar.left() + bar.width() * 0.66,
        );
        let pen = Pen::new(self.hue(1), theme.ground);
        marks::faded_bar(&mut self.scene, Key::None, bar, core, pen);
        let words = "dates in doubt fade where they may not reach";
        let style = Style::new(12.0, Weight::Regular, theme.t1);
        let room = sizes.width - bar.right() - 9.0;
        if let Some((text, _)) = self.measure.fit(words, style, room) {
            let at = if &*text == words {
                text
            } else {
                "dates in doubt fade".into()
            };
            self.text(
                pos2(bar.right() + 9.0, fade),
                &at,
                12.0,
                Weight::Regular,
                theme.t1,
            );
        }
        let span = Rect::from_min_max(pos2(left, open - 8.0), pos2(first + day * 4.6, open + 8.0));
        let pen = Pen::new(self.hue(3), theme.ground);
        marks::titled_bar(
            &mut self.scene,
            Key::None,
            span,
            [End::Closed, End::Open],
            theme,
            pen,
        );
        let words = "still going on: it runs off the edge with an arrow";
        self.text(
            pos2(span.left() + 9.0, open),
            words,
            12.0,
            Weight::Regular,
            theme.t1,
        );
        let pen = Pen::new(self.hue(4), theme.ground);
        plates::chip(
            &mut self.scene,
            Key::None,
            pos2(left, none),
            "no date? it waits here",
            (Some(pen), State::Rest),
            theme,
            self.measure,
        );
    }

    fn map(&mut self, card: Rect) {
        let theme = self.theme;
        self.scene
            .rect(Key::None, card, 6.0, theme.panel, Stroke::NONE);
        let words_left = card.right() - (card.width() * 0.3).max(134.0);
        let scale = (card.height() / 255.0).min((words_left - card.left()) / 388.0);
        let map = card.left() + (words_left - card.left()) * 0.06;
        let at = |x: f32, y: f32| pos2(map + x * scale, card.center().y + (y - 127.0) * scale);
        let (a, b, c) = (at(62.0, 107.0), at(298.0, 75.0), at(192.0, 195.0));
        self.tie(
            [at(90.0, 94.0), at(176.0, 58.0), at(270.0, 69.0)],
            6.0,
            1,
            Dash::SOLID,
            0.46,
        );
        self.tie(
            [at(272.0, 87.0), at(200.0, 118.0), at(93.0, 111.0)],
            4.0,
            5,
            Dash::SOLID,
            0.45,
        );
        self.tie(
            [at(163.0, 183.0), at(128.0, 168.0), at(84.0, 128.0)],
            2.5,
            4,
            Dash::SINGLE,
            0.5,
        );
        self.actor(a, 23.0, Shape::Circle, 0, "A");
        self.actor(b, 23.0, Shape::Square, 2, "B");
        self.actor(c, 20.0, Shape::Hexagon, 1, "C");
        self.centred(a + vec2(0.0, 39.0), "person");
        self.centred(b + vec2(0.0, 37.0), "state");
        self.text(
            c + vec2(30.0, 0.0),
            "organisation",
            12.0,
            Weight::Regular,
            theme.t1,
        );
        let words = [
            ("Thickness", "how much is known"),
            ("Colour and sign", "against − or for +"),
            ("Arrow", "who acts on whom"),
            ("Dash", "one source, or a claim"),
        ];
        let step = (card.height() - 44.0) / 4.0;
        let mut y = card.top() + 22.0 + step / 2.0 - 8.0;
        for (title, text) in words {
            self.text(pos2(words_left, y), title, 12.0, Weight::SemiBold, theme.t1);
            self.text(
                pos2(words_left, y + 17.0),
                text,
                12.0,
                Weight::Regular,
                theme.t2,
            );
            y += step;
        }
    }

    fn actor(&mut self, centre: Pos2, radius: f32, shape: Shape, slot: u8, initials: &str) {
        let node = Node {
            key: Key::None,
            centre,
            radius,
            shape,
            hue: Hue::Slot(slot),
            is_unnamed: false,
            initials,
            state: State::Rest,
            is_pinned: false,
            strength: 1.0,
        };
        actors::node(&mut self.scene, &node, self.theme, self.measure);
    }

    /// A quadratic curve with its head, and its sign at a share of the way.
    fn tie(&mut self, [from, bend, to]: [Pos2; 3], width: f32, step: usize, dash: Dash, sign: f32) {
        let colour = self.theme.tone.get(step).copied().unwrap_or(self.theme.t3);
        let way = (to - bend).normalized();
        let (length, half) = ((5.0 + 1.3 * width).max(7.0), (0.95 * width + 1.4).max(3.4));
        let stop = to - way * (length - 2.0);
        let line = [Segment::Move(from), Segment::Quad(bend, stop)];
        let stroke = Stroke::new(width, colour).dashed(dash);
        self.scene
            .path(Key::None, line, Color32::TRANSPARENT, stroke);
        marks::arrowhead(&mut self.scene, Key::None, to, way, (length, half), colour);
        let along = |t: f32| {
            let (one, two) = (from.lerp(bend, t), bend.lerp(stop, t));
            one.lerp(two, t)
        };
        let theme = Theme {
            ground: self.theme.panel,
            ..*self.theme
        };
        actors::tone_sign(
            &mut self.scene,
            Key::None,
            along(sign),
            6.5,
            step,
            &theme,
            1.0,
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::Mark;

    /// No text runs over the edge, at the sizes of the smallest and of a usual window.
    #[test]
    fn texts_stay_inside() {
        let measure = Measure::new();
        for (width, pitch, map) in [
            (400.0, 28.0, 204.0),
            (430.0, 28.0, 204.0),
            (554.0, 34.0, 255.0),
        ] {
            let sizes = Sizes {
                width,
                pitch,
                map,
                between: 20.0,
            };
            let scene = scene(&sizes, &Theme::LIGHT, &measure);
            for item in &scene.items {
                if let Mark::Text {
                    at, text, width, ..
                } = &item.mark
                {
                    assert!(
                        at.x >= 0.0 && at.x + width <= scene.size.x + 0.5,
                        "{text} at {}",
                        scene.size.x
                    );
                }
            }
        }
    }
}
