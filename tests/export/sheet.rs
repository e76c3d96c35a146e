//! A sheet of every mark and state, to be looked at beside the look's own.

use detente::scene::actors::{Node, Shape, node, tone_sign};
use detente::scene::marks::{
    End, POINT, Pen, Standing, arrowhead, bar, bracket, faded_bar, point, set_of_points,
    titled_bar, unknown_end,
};
use detente::scene::plates::{State, badge, bar_ring, chip, plate};
use detente::scene::theme::{HUES, faded};
use detente::scene::{
    Color32, Columns, Dash, Hue, Key, Mark, Measure, Pos2, Rect, Scene, Segment, Stroke, Style,
    Theme, Weight, pos2, vec2,
};
use detente::timeline::draw_sign;
use std::sync::Arc;

/// The width of one half.
const WIDE: f32 = 800.0;
const HIGH: f32 = 1108.0;

/// Keyboard focus, 4 points outside what has it.
fn focus_ring(scene: &mut Scene, rect: Rect, theme: &Theme) {
    let ring = Stroke::new(2.0, theme.focus);
    scene.rect(Key::None, rect.expand(4.0), 6.0, Color32::TRANSPARENT, ring);
}

/// The sheet in light and dark.
pub(crate) fn sheet(measure: &Measure) -> Scene {
    let mut whole = Scene::new(vec2(2.0 * WIDE, HIGH));
    let ground = Rect::from_min_size(Pos2::ZERO, whole.size);
    whole.rect(Key::None, ground, 0.0, Theme::LIGHT.ground, Stroke::NONE);
    whole.inset(&half(&Theme::LIGHT, measure), Pos2::ZERO);
    whole.inset(&half(&Theme::DARK, measure), pos2(WIDE, 0.0));
    whole
}

/// The sheet in one theme.
pub(crate) fn half(theme: &Theme, measure: &Measure) -> Scene {
    let mut sheet = Sheet {
        scene: Scene::new(vec2(WIDE, HIGH)),
        theme,
        measure,
    };
    let ground = Rect::from_min_size(Pos2::ZERO, sheet.scene.size);
    sheet
        .scene
        .rect(Key::None, ground, 0.0, theme.ground, Stroke::NONE);
    sheet.write(
        36.0,
        44.0,
        &format!("{:?}", theme.name),
        20.0,
        Weight::SemiBold,
        theme.t1,
    );
    sheet.standings();
    sheet.doubts();
    sheet.tones();
    sheet.actors();
    sheet.labels();
    sheet.categories();
    sheet.others();
    sheet.chips();
    sheet.scene
}

struct Sheet<'a> {
    scene: Scene,
    theme: &'a Theme,
    measure: &'a Measure,
}

impl Sheet<'_> {
    fn write(&mut self, x: f32, y: f32, text: &str, size: f32, weight: Weight, colour: Color32) {
        let style = Style::new(size, weight, colour);
        self.scene
            .text(Key::None, pos2(x, y), text, style, self.measure);
    }

    fn quiet(&mut self, x: f32, y: f32, text: &str) {
        self.write(x, y, text, 11.5, Weight::Regular, self.theme.t2);
    }

    fn head(&mut self, y: f32, text: &str) {
        self.write(36.0, y, text, 13.0, Weight::SemiBold, self.theme.t1);
        let rule = Stroke::new(1.0, self.theme.rule);
        let y = y + 8.5;
        self.scene
            .line(Key::None, pos2(36.0, y), pos2(764.0, y), rule);
    }

    fn standings(&mut self) {
        self.head(80.0, "Event status");
        let pen = Pen::new(self.theme.hue(Hue::Slot(0)), self.theme.ground);
        let all = [
            (Standing::Happened, 42.0, "happened"),
            (Standing::Planned, 188.0, "planned"),
            (Standing::Possible, 334.0, "possible"),
            (Standing::Denied, 480.0, "denied"),
            (Standing::Absent, 626.0, "left out (role)"),
        ];
        for (n, (standing, x, name)) in (0..).zip(all) {
            let key = Key::Event(n);
            let pen = pen.standing(standing);
            point(&mut self.scene, key, pos2(x, 114.0), POINT, pen);
            let rect = Rect::from_min_size(pos2(x + 14.0, 108.0), vec2(34.0, 12.0));
            bar(&mut self.scene, key, rect, pen);
            self.quiet(x + 56.0, 118.0, name);
        }
    }

    #[expect(clippy::too_many_lines, reason = "a row for each doubt")]
    fn doubts(&mut self) {
        self.head(158.0, "Doubtful time");
        let x = |day: f32| 214.0 + (day - 1.0) * 10.6;
        for day in [1.0, 8.0, 15.0, 22.0, 29.0] {
            let hair = Stroke::new(1.0, self.theme.hair);
            let (top, bottom) = (pos2(x(day) + 0.5, 182.0), pos2(x(day) + 0.5, 424.0));
            self.scene.line(Key::None, top, bottom, hair);
        }
        let colour = self.theme.hue(Hue::Slot(1));
        let words = self.theme.hue_text(Hue::Slot(1));
        let (theme, measure) = (self.theme, self.measure);
        let pen = Pen::new(colour, theme.ground);
        let rows = [
            ("2025-08-12/2025-08-18", "exact"),
            (
                "2025-08-12~/2025-08-18~",
                "approximate: fades over its margin",
            ),
            ("2025-08-15?", "uncertain: pale, dashed rim, query"),
            ("2025-08-XX", "somewhere in it: bracket"),
            ("2025-22", "season: bracket with arrows"),
            ("[2025-08-08, 2025-08-15]", "one of these: hollow, dotted"),
            ("{2025-08-08, 2025-08-15}", "all of these: filled, solid"),
            ("2025-08-12/..", "open: arrow"),
            ("2025-08-12/", "end unknown: fades, query"),
            ("../2025-08-15", "any time before"),
        ];
        for (n, (date, meaning)) in (0u16..).zip(rows) {
            let y = 192.0 + f32::from(n) * 24.0;
            let key = Key::Event(10 + u32::from(n));
            let row = |from: f32, to: f32, high: f32| {
                Rect::from_min_max(pos2(from, y - high / 2.0), pos2(to, y + high / 2.0))
            };
            let scene = &mut self.scene;
            match n {
                0 => bar(scene, key, row(x(12.0), x(18.0), 12.0), pen),
                1 => {
                    let rect = row(x(10.0), x(20.0), 12.0);
                    faded_bar(scene, key, rect, (x(13.0), x(17.0)), pen);
                }
                2 => {
                    point(scene, key, pos2(x(15.0), y), POINT, pen.uncertain());
                    draw_sign(scene, key, pos2(x(15.0) + 7.0, y), "?", words, measure);
                }
                3 => bracket(
                    scene,
                    key,
                    row(x(1.0), x(31.0), 12.0),
                    [End::Closed; 2],
                    None,
                    pen,
                ),
                4 => bracket(
                    scene,
                    key,
                    row(205.0, 541.0, 12.0),
                    [End::Open; 2],
                    None,
                    pen,
                ),
                5 => set_of_points(scene, key, &[x(8.0), x(15.0)], y, true, pen),
                6 => set_of_points(scene, key, &[x(8.0), x(15.0)], y, false, pen),
                7 => {
                    let ends = [End::Closed, End::Open];
                    titled_bar(scene, key, row(x(12.0), 538.0, 13.0), ends, theme, pen);
                }
                8 => {
                    unknown_end(scene, key, row(x(12.0), x(24.0), 12.0), x(16.0), pen);
                    draw_sign(scene, key, pos2(x(24.0) + 2.0, y), "?", words, measure);
                }
                _ => {
                    let ends = [End::Open, End::Closed];
                    titled_bar(scene, key, row(207.0, x(15.0), 13.0), ends, theme, pen);
                }
            }
            self.quiet(36.0, y + 4.0, date);
            self.quiet(556.0, y + 4.0, meaning);
        }
    }

    fn tones(&mut self) {
        self.head(460.0, "Ties");
        for (step, colour) in self.theme.tone.into_iter().enumerate() {
            let left = 36.0 + 104.0 * step as f32;
            let key = Key::Tie(0, step as u32);
            let (from, to) = (pos2(left, 494.0), pos2(left + 76.0, 494.0));
            let line = Stroke::new(4.0, colour);
            self.scene.line(key, from, to, line);
            if step != 3 {
                let tip = to + vec2(8.0, 0.0);
                arrowhead(
                    &mut self.scene,
                    key,
                    tip,
                    vec2(1.0, 0.0),
                    (10.2, 5.2),
                    colour,
                );
            }
            let middle = pos2(left + 38.0, 494.0);
            tone_sign(&mut self.scene, key, middle, 6.5, step, self.theme, 1.0);
        }
        let curve = [
            Segment::Move(pos2(36.0, 560.0)),
            Segment::Quad(pos2(120.0, 520.0), pos2(200.0, 560.0)),
            Segment::Cubic(pos2(240.0, 580.0), pos2(300.0, 520.0), pos2(360.0, 560.0)),
        ];
        let mutual = Key::Mutual(0, 1);
        let tone = self.theme.tone[5];
        self.scene.path(
            mutual,
            curve,
            Color32::TRANSPARENT,
            Stroke::new(2.5, tone).dashed(Dash::SINGLE),
        );
        let style = Style::new(11.0, Weight::Medium, self.theme.tone_text[5]);
        let text = "talks in Anchorage";
        let width = self.measure.width(text, style.size, style.weight);
        let label = Mark::Text {
            at: pos2(390.0, 580.0),
            angle: -0.35,
            text: text.into(),
            style,
            width,
        };
        self.scene.add(mutual, label);
    }

    fn actors(&mut self) {
        self.head(672.0, "Actors");
        let rest = Node {
            key: Key::Actor(0),
            centre: Pos2::ZERO,
            radius: 12.0,
            shape: Shape::Circle,
            hue: Hue::Slot(0),
            is_unnamed: false,
            initials: "AB",
            state: State::Rest,
            is_pinned: false,
            strength: 1.0,
        };
        let kinds = [
            (Shape::Circle, 0, "person"),
            (Shape::Square, 2, "state"),
            (Shape::Hexagon, 1, "organisation"),
            (Shape::Double, 3, "collective"),
            (Shape::Diamond, 4, "place"),
            (Shape::Circle, 2, "unnamed"),
        ];
        for (n, (shape, hue, name)) in (0u16..).zip(kinds) {
            let left = 36.0 + f32::from(n) * 104.0;
            let one = Node {
                key: Key::Actor(u32::from(n)),
                centre: pos2(left + 14.0, 712.0),
                shape,
                hue: Hue::Slot(hue),
                is_unnamed: name == "unnamed",
                ..rest
            };
            node(&mut self.scene, &one, self.theme, self.measure);
            self.quiet(left, 742.0, name);
        }
        let states = [
            (State::Rest, "rest"),
            (State::Hover, "hover"),
            (State::Selected, "selected"),
            (State::Related, "neighbour"),
            (State::Rest, "dim"),
            (State::Rest, "keyboard focus"),
            (State::Rest, "pinned"),
        ];
        for (n, (state, name)) in (0u16..).zip(states) {
            let left = 36.0 + f32::from(n) * 104.0;
            let one = Node {
                key: Key::Actor(10 + u32::from(n)),
                centre: pos2(left + 18.0, 786.0),
                state,
                initials: "DT",
                strength: if name == "dim" { 0.35 } else { 1.0 },
                is_pinned: name == "pinned",
                ..rest
            };
            node(&mut self.scene, &one, self.theme, self.measure);
            if name == "keyboard focus" {
                let around = Rect::from_center_size(one.centre, vec2(31.0, 31.0));
                focus_ring(&mut self.scene, around, self.theme);
            }
            self.quiet(left, 824.0, name);
        }
    }

    fn labels(&mut self) {
        self.head(864.0, "Event label states");
        let states = [
            (State::Rest, 36.0, 898.0, "rest"),
            (State::Hover, 276.0, 898.0, "hover"),
            (State::Related, 516.0, 898.0, "related"),
            (State::Selected, 36.0, 928.0, "selected"),
            (State::Rest, 276.0, 928.0, "outside the window"),
            (State::Rest, 516.0, 928.0, "keyboard focus"),
        ];
        let (theme, measure) = (self.theme, self.measure);
        for (n, (state, x, y, name)) in (40..).zip(states) {
            let key = Key::Event(n);
            let is_outside = name == "outside the window";
            let hue = faded(theme.hue(Hue::Slot(0)), if is_outside { 0.5 } else { 1.0 });
            let mark = Rect::from_min_size(pos2(x, y - 6.0), vec2(8.0, 12.0));
            bar(&mut self.scene, key, mark, Pen::new(hue, theme.ground));
            let colour = if is_outside { theme.t3 } else { theme.t1 };
            let style = Style::new(11.5, state.weight(), colour);
            let width = measure.width("Talks at the base", style.size, style.weight);
            let rect = Rect::from_min_size(pos2(x + 11.0, y - 8.5), vec2(width + 8.0, 17.0));
            plate(&mut self.scene, key, rect, state, theme);
            let at = pos2(x + 15.0, y + 4.2);
            self.scene
                .text(key, at, "Talks at the base", style, measure);
            if state == State::Selected {
                bar_ring(&mut self.scene, key, mark, theme);
            }
            if name == "keyboard focus" {
                focus_ring(&mut self.scene, mark.union(rect).shrink(2.0), theme);
            }
            self.quiet(x + width + 27.0, y + 4.2, name);
        }
    }

    fn categories(&mut self) {
        self.head(972.0, "Categories");
        for (n, name) in (0u8..).zip(HUES) {
            let x = 36.0 + f32::from(n % 4) * 184.0;
            let y = if n < 4 { 1006.0 } else { 1052.0 };
            let square = Rect::from_min_size(pos2(x, y - 9.0), vec2(18.0, 18.0));
            let hue = Hue::Slot(n);
            self.scene.rect(
                Key::Legend(u32::from(n)),
                square,
                2.0,
                self.theme.hue(hue),
                Stroke::NONE,
            );
            let text = self.theme.hue_text(hue);
            self.write(
                x + 26.0,
                y + 4.0,
                &format!("{} {name}", n + 1),
                12.0,
                Weight::SemiBold,
                text,
            );
        }
    }

    /// What the look's own sheet does not show.
    fn others(&mut self) {
        let theme = self.theme;
        let pen = Pen::new(theme.hue(Hue::Slot(2)), theme.ground);
        let scene = &mut self.scene;
        let mut x = 36.0;
        for (n, standing) in (60..).zip([
            Standing::Planned,
            Standing::Possible,
            Standing::Denied,
            Standing::Absent,
        ]) {
            let rect = Rect::from_min_size(pos2(x, 590.0), vec2(80.0, 14.0));
            titled_bar(
                scene,
                Key::Event(n),
                rect,
                [End::Closed, End::Open],
                theme,
                pen.standing(standing),
            );
            let below = rect.translate(vec2(0.0, 20.0));
            faded_bar(
                scene,
                Key::Event(n + 10),
                below,
                (x + 30.0, x + 40.0),
                pen.standing(standing),
            );
            x += 100.0;
        }
        let titled = Rect::from_min_size(pos2(x, 590.0), vec2(80.0, 14.0));
        titled_bar(scene, Key::Event(80), titled, [End::Closed; 2], theme, pen);
        faded_bar(
            scene,
            Key::Event(81),
            titled.translate(vec2(0.0, 20.0)),
            (x + 30.0, x + 40.0),
            pen.uncertain(),
        );
        bar(
            scene,
            Key::Event(82),
            titled.translate(vec2(100.0, 0.0)),
            pen.uncertain(),
        );
        unknown_end(
            scene,
            Key::Event(83),
            titled.translate(vec2(100.0, 20.0)),
            x + 130.0,
            pen.standing(Standing::Planned),
        );
    }

    fn chips(&mut self) {
        let (theme, measure) = (self.theme, self.measure);
        let pen = Pen::new(theme.hue(Hue::Slot(2)), theme.ground);
        let scene = &mut self.scene;
        let first = chip(
            scene,
            Key::Event(90),
            pos2(36.0, 1088.0),
            "Fears of concessions",
            (Some(pen), State::Rest),
            theme,
            measure,
        );
        let at = pos2(first.right() + 8.0, 1088.0);
        let next = chip(
            scene,
            Key::None,
            at,
            "19 earlier, from 2014",
            (None, State::Rest),
            theme,
            measure,
        );
        let at = pos2(next.right() + 8.0, 1088.0);
        let next = badge(scene, Key::None, at, "B2", theme.ok, measure);
        badge(
            scene,
            Key::None,
            pos2(next.right() + 8.0, 1088.0),
            "E4",
            theme.warn,
            measure,
        );
        let mut columns = Columns::default();
        for n in 0u8..40 {
            let high = 4.0 + f32::from(n % 7) * 2.0;
            let at = pos2(520.0 + f32::from(n) * 3.3, 1098.0 - high);
            let colour = theme.classes[usize::from(n % 4)];
            columns
                .rects
                .push((Rect::from_min_size(at, vec2(3.3, high)), colour));
        }
        scene.add(Key::Column(0, 0), Mark::Columns(Arc::new(columns)));
    }
}
