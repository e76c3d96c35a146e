//! The colours, by meaning, in three themes (look.md's tables).

use ecolor::Color32;

/// Colours by meaning.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Theme {
    /// Light, dark or print.
    pub name: ThemeName,
    /// Under data.
    pub ground: Color32,
    /// Side panel, tray, overview, toolbar.
    pub panel: Color32,
    /// Menu bar, status bar, table head.
    pub chrome: Color32,
    /// Segmented control, track.
    pub sunken: Color32,
    /// Buttons, popovers.
    pub raised: Color32,
    /// Under the pointer.
    pub hover: Color32,
    /// Main text.
    pub t1: Color32,
    /// Secondary text.
    pub t2: Color32,
    /// Quiet text.
    pub t3: Color32,
    /// Disabled controls only.
    pub disabled: Color32,
    /// Grid.
    pub hair: Color32,
    /// Dividers.
    pub rule: Color32,
    /// Ticks.
    pub axis: Color32,
    /// Primary button, window brush, selection ring.
    pub ink: Color32,
    /// On ink.
    pub on_ink: Color32,
    /// Selected.
    pub mark: Color32,
    /// Related to the selection.
    pub mark2: Color32,
    /// Ring of a neighbour.
    pub mark_line: Color32,
    /// Keyboard focus ring.
    pub focus: Color32,
    /// Good grades.
    pub ok: Color32,
    /// Middling grades, problems.
    pub warn: Color32,
    /// Bad grades, errors.
    pub error: Color32,
    /// Overview bars of everything.
    pub bars_all: Color32,
    /// Overview bars of what passes.
    pub bars: Color32,
    /// Columns behind lanes at day zoom.
    pub weekend: Color32,
    /// Laid over what is outside the window.
    pub outside: Color32,
    /// Seven steps of tone from −3 to +3, for marks.
    pub tone: [Color32; 7],
    /// The same for words.
    pub tone_text: [Color32; 7],
    /// The palette, for shapes.
    pub hues: [Color32; 8],
    /// The palette, for words and for nodes that hold initials.
    pub hue_texts: [Color32; 8],
    /// Material conflict, verbal conflict, verbal cooperation, material cooperation.
    pub classes: [Color32; 4],
}

/// Which of the three themes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ThemeName {
    /// Dark text on white.
    #[default]
    Light,
    /// Light text on near black.
    Dark,
    /// For paper.
    Print,
}

/// A colour by meaning: a place in the palette, one of a person's own, a class, or none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Hue {
    /// Belongs to nothing that has a colour.
    #[default]
    Neutral,
    /// Of the four classes, in the order of [`Theme::classes`].
    Class(u8),
    /// Of the eight palette hues, in the order of look.md.
    Slot(u8),
    /// `#rrggbb`.
    Own(u8, u8, u8),
}

const fn rgb(hex: u32) -> Color32 {
    let [_, r, g, b] = hex.to_be_bytes();
    Color32::from_rgb(r, g, b)
}

const fn rgbs<const N: usize>(hexes: [u32; N]) -> [Color32; N] {
    let mut colours = [Color32::BLACK; N];
    let mut n = 0;
    while n < N {
        colours[n] = rgb(hexes[n]);
        n += 1;
    }
    colours
}

/// The palette's names, in order.
pub const HUES: [&str; 8] = [
    "blue",
    "orange",
    "purple",
    "sky",
    "slate",
    "olive",
    "green",
    "vermillion",
];

impl Theme {
    /// Dark text on white.
    pub const LIGHT: Self = Self {
        name: ThemeName::Light,
        ground: rgb(0xFFFFFF),
        panel: rgb(0xF7F7F5),
        chrome: rgb(0xEFEFEC),
        sunken: rgb(0xE6E6E2),
        raised: rgb(0xFFFFFF),
        hover: rgb(0xECECE8),
        t1: rgb(0x17191C),
        t2: rgb(0x454A50),
        t3: rgb(0x62686F),
        disabled: rgb(0xA3A7AB),
        hair: rgb(0xE4E4E0),
        rule: rgb(0xCFCFCA),
        axis: rgb(0x8C9096),
        ink: rgb(0x17191C),
        on_ink: rgb(0xFFFFFF),
        mark: rgb(0xFFE27A),
        mark2: rgb(0xFFF3C9),
        mark_line: rgb(0x8A6A00),
        focus: rgb(0x2457E6),
        ok: rgb(0x00724F),
        warn: rgb(0x8F5B00),
        error: rgb(0xB3261E),
        bars_all: rgb(0xD8DADC),
        bars: rgb(0x454A50),
        weekend: rgb(0xF7F7F5),
        outside: Color32::from_rgba_premultiplied(7, 8, 8, 19),
        tone: rgbs([
            0x9A2D00, 0xBF5420, 0xAE7C62, 0x7B8188, 0x5F918B, 0x1B8076, 0x00605A,
        ]),
        tone_text: rgbs([
            0x9A2D00, 0xB04A1A, 0x85583F, 0x5F656C, 0x3A6B65, 0x17766D, 0x00605A,
        ]),
        hues: rgbs([
            0x0063A6, 0xC77F00, 0xB9578F, 0x2C97D1, 0x5E666F, 0x978500, 0x009068, 0xD55E00,
        ]),
        hue_texts: rgbs([
            0x005C9A, 0x8F5B00, 0x9C3C74, 0x14719F, 0x4F565E, 0x6F6200, 0x00724F, 0xAD4A00,
        ]),
        classes: rgbs([0x9A2D00, 0xDFA27F, 0x94C6BF, 0x00605A]),
    };

    /// Light text on near black.
    pub const DARK: Self = Self {
        name: ThemeName::Dark,
        ground: rgb(0x16181B),
        panel: rgb(0x1C1F23),
        chrome: rgb(0x23272B),
        sunken: rgb(0x0F1113),
        raised: rgb(0x2A2E33),
        hover: rgb(0x2A2E33),
        t1: rgb(0xF1F2F3),
        t2: rgb(0xC3C7CC),
        t3: rgb(0x979DA5),
        disabled: rgb(0x60666D),
        hair: rgb(0x2A2E33),
        rule: rgb(0x3A3F45),
        axis: rgb(0x6E757D),
        ink: rgb(0xF1F2F3),
        on_ink: rgb(0x16181B),
        mark: rgb(0x57490F),
        mark2: rgb(0x38331B),
        mark_line: rgb(0xFFD84A),
        focus: rgb(0x7DA2FF),
        ok: rgb(0x45C9A3),
        warn: rgb(0xF0B33A),
        error: rgb(0xFF8A80),
        bars_all: rgb(0x33383E),
        bars: rgb(0xC3C7CC),
        weekend: rgb(0x1A1D20),
        outside: Color32::from_rgba_premultiplied(0, 0, 0, 56),
        tone: rgbs([
            0xFF8A4C, 0xE8824F, 0xC29079, 0x8E949B, 0x7FB0AA, 0x3FBFB0, 0x35DCC8,
        ]),
        tone_text: rgbs([
            0xFF8A4C, 0xE8824F, 0xC29079, 0x8E949B, 0x7FB0AA, 0x3FBFB0, 0x35DCC8,
        ]),
        hues: rgbs([
            0x3A87D0, 0xE69F00, 0xD680B4, 0x63BFEF, 0x848D97, 0xCDBF2F, 0x1FAE85, 0xE8702A,
        ]),
        hue_texts: rgbs([
            0x73B2EA, 0xF0B33A, 0xE6A0CA, 0x8BD0F5, 0xA9B0B8, 0xE3D75C, 0x45C9A3, 0xF59158,
        ]),
        classes: rgbs([0xFF8A4C, 0x8A4F33, 0x2F7D75, 0x35DCC8]),
    };

    /// For paper.
    pub const PRINT: Self = Self {
        name: ThemeName::Print,
        panel: rgb(0xFFFFFF),
        hair: rgb(0xCFCFCA),
        rule: rgb(0xA9A9A2),
        axis: rgb(0x6E7277),
        mark: rgb(0xFFF0B8),
        mark2: rgb(0xFFF6DA),
        weekend: rgb(0xF6F6F4),
        ..Self::LIGHT
    };

    /// A theme by name.
    pub const fn named(name: ThemeName) -> &'static Self {
        match name {
            ThemeName::Light => &Self::LIGHT,
            ThemeName::Dark => &Self::DARK,
            ThemeName::Print => &Self::PRINT,
        }
    }

    /// Whether the ground is dark.
    pub const fn is_dark(&self) -> bool {
        matches!(self.name, ThemeName::Dark)
    }

    /// A hue for shapes.
    pub fn hue(&self, hue: Hue) -> Color32 {
        match hue {
            Hue::Neutral => self.t3,
            Hue::Class(class) => self.classes[usize::from(class) % self.classes.len()],
            Hue::Slot(slot) => self.hues[usize::from(slot) % self.hues.len()],
            Hue::Own(r, g, b) => Color32::from_rgb(r, g, b),
        }
    }

    /// A hue for words. One of a person's own is drawn towards the text colour until it is read
    /// easily on the ground.
    pub fn hue_text(&self, hue: Hue) -> Color32 {
        match hue {
            Hue::Slot(slot) => self.hue_texts[usize::from(slot) % self.hue_texts.len()],
            Hue::Neutral => self.t2,
            Hue::Class(_) | Hue::Own(..) => {
                let own = self.hue(hue);
                (0..=10u8)
                    .map(|tenths| mix(own, self.t1, f32::from(tenths) / 10.0))
                    .find(|c| contrast(*c, self.ground) >= 4.5)
                    .unwrap_or(self.t1)
            }
        }
    }

    /// An actor's mark that holds its initials, and the colour of the initials.
    pub fn node(&self, hue: Hue) -> (Color32, Color32) {
        let on_node = rgb(if self.is_dark() { 0x101214 } else { 0xFFFFFF });
        match hue {
            Hue::Slot(_) if self.is_dark() => (self.hue(hue), on_node),
            Hue::Neutral | Hue::Class(_) | Hue::Slot(_) | Hue::Own(..) => {
                (self.hue_text(hue), on_node)
            }
        }
    }

    /// The step of a tone from −10 to +10, from 0 (−3) to 6 (+3): the mean rounds to the nearest
    /// whole first (look.md).
    pub fn tone_step(tone: f64) -> usize {
        match tone.round() {
            t if t <= -7.0 => 0,
            t if t <= -4.0 => 1,
            t if t <= -1.0 => 2,
            t if t >= 7.0 => 6,
            t if t >= 4.0 => 5,
            t if t >= 1.0 => 4,
            _ => 3,
        }
    }
}

/// A colour at a share of its strength over nothing.
pub fn faded(colour: Color32, share: f32) -> Color32 {
    colour.gamma_multiply(share.clamp(0.0, 1.0))
}

/// A colour some of the way to another, in sRGB.
pub fn mix(from: Color32, to: Color32, share: f32) -> Color32 {
    from.lerp_to_gamma(to, share)
}

/// The contrast of two opaque colours, 1 to 21 (WCAG 2.2).
pub fn contrast(a: Color32, b: Color32) -> f32 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance(colour: Color32) -> f32 {
    let linear = |channel: u8| {
        let c = f32::from(channel) / 255.0;
        if c <= 0.040_45 {
            c / 12.92
        } else {
            ((c + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * linear(colour.r()) + 0.7152 * linear(colour.g()) + 0.0722 * linear(colour.b())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Contrast as look.md measured it: text 4.5 on every ground it stands on, marks 3.
    #[test]
    fn text_and_marks_have_contrast() {
        for theme in [&Theme::LIGHT, &Theme::DARK, &Theme::PRINT] {
            let name = theme.name;
            for ground in [theme.ground, theme.panel, theme.chrome] {
                for text in [theme.t1, theme.t2, theme.t3] {
                    let contrast = contrast(text, ground);
                    assert!(contrast >= 4.5, "{name:?} {text:?} on {ground:?}");
                }
            }
            for text in theme.hue_texts.iter().chain(&theme.tone_text) {
                assert!(contrast(*text, theme.ground) >= 4.5, "{name:?} {text:?}");
            }
            for mark in theme.hues.iter().chain(&theme.tone) {
                assert!(contrast(*mark, theme.ground) >= 3.0, "{name:?} {mark:?}");
            }
            for text in [theme.t1, theme.t2] {
                assert!(contrast(text, theme.mark) >= 4.5);
            }
        }
    }

    #[test]
    fn a_colour_of_ones_own_is_readable() {
        for theme in [&Theme::LIGHT, &Theme::DARK] {
            for (r, g, b) in [(255, 255, 0), (0, 0, 90), (255, 255, 255)] {
                let text = theme.hue_text(Hue::Own(r, g, b));
                assert!(contrast(text, theme.ground) >= 4.5);
            }
        }
    }

    #[test]
    fn initials_are_read_on_their_node() {
        let own = [Hue::Own(255, 255, 0), Hue::Own(0, 0, 90), Hue::Own(9, 9, 9)];
        for theme in [&Theme::LIGHT, &Theme::DARK, &Theme::PRINT] {
            for hue in (0..8).map(Hue::Slot).chain(own) {
                let (fill, text) = theme.node(hue);
                assert!(contrast(fill, text) >= 4.5, "{:?} {hue:?}", theme.name);
            }
        }
    }

    #[test]
    fn tones_fall_into_seven_steps() {
        let steps = [
            -10.0, -6.6, -3.6, -3.4, -0.4, 0.4, 0.6, 3.4, 3.6, 6.4, 6.6, 10.0,
        ];
        assert_eq!(
            steps.map(Theme::tone_step),
            [0, 0, 1, 2, 3, 3, 4, 4, 5, 5, 6, 6]
        );
    }
}
