//! The words of a note in lines: its first sentence strong.

use crate::scene::{Color32, Key, Measure, Pos2, Scene, Style, Theme, Vec2, Weight, breaks, vec2};
use crate::timeline::metrics::to_float;

/// The size of the words, and from one line to the next, in points of the window.
const SIZE: f32 = 12.0;
pub(super) const LINE: f32 = 16.0;
/// Between words of two weights.
const SPACE: f32 = 0.28 * SIZE;
/// From the top of a line to its baseline.
const BASELINE: f32 = 12.0;

/// Words of one weight.
#[derive(Clone)]
struct Run {
    text: String,
    weight: Weight,
}

pub(super) struct Words {
    lines: Vec<Vec<Run>>,
    pub(super) size: Vec2,
    /// Whether some did not find room.
    pub(super) is_cut: bool,
}

impl Words {
    /// A strong sentence and the rest, in lines no wider than `room`, at most `most` of them.
    pub(super) fn new(
        (strong, rest): (&str, &str),
        room: f32,
        most: usize,
        measure: &Measure,
    ) -> Self {
        let pieces = |text, weight| {
            let pieces = breaks::pieces(text).into_iter();
            pieces.map(move |(word, is_after_space)| (word, is_after_space, weight))
        };
        let strong = pieces(strong, Weight::SemiBold);
        let rest = pieces(rest, Weight::Regular);
        let mut lines: Vec<Vec<Run>> = vec![Vec::new()];
        let mut is_cut = false;
        for (word, is_after_space, weight) in strong.chain(rest) {
            let is_last = lines.len() >= most;
            let Some(line) = lines.last_mut() else { break };
            let mut longer = line.clone();
            push(&mut longer, word, is_after_space, weight);
            if line.is_empty() || width(&longer, measure) <= room {
                *line = longer;
                continue;
            }
            if is_last {
                is_cut = true;
                break;
            }
            let mut next = Vec::new();
            push(&mut next, word, is_after_space, weight);
            lines.push(next);
        }
        let cut_line = lines.len() - 1;
        for (n, line) in lines.iter_mut().enumerate() {
            fit(line, is_cut && n == cut_line, room, measure);
        }
        let widths = lines.iter().map(|line| width(line, measure));
        Self {
            size: vec2(widths.fold(0.0, f32::max), to_float(lines.len()) * LINE),
            lines,
            is_cut,
        }
    }

    /// Draws them from a corner at the left top.
    pub(super) fn draw(&self, scene: &mut Scene, at: Pos2, theme: &Theme, measure: &Measure) {
        let mut line_at = at + vec2(0.0, BASELINE);
        for line in &self.lines {
            let mut at = line_at;
            for run in line {
                let colour = match run.weight {
                    Weight::SemiBold => theme.t1,
                    Weight::Regular | Weight::Medium => theme.t2,
                };
                let style = Style::new(SIZE, run.weight, colour);
                at.x += scene.text(Key::None, at, &run.text, style, measure) + SPACE;
            }
            line_at.y += LINE;
        }
    }
}

fn push(line: &mut Vec<Run>, word: &str, is_after_space: bool, weight: Weight) {
    match line.last_mut().filter(|run| run.weight == weight) {
        Some(run) => {
            run.text.push_str(if is_after_space { " " } else { "" });
            run.text.push_str(word);
        }
        None => line.push(Run {
            text: word.to_owned(),
            weight,
        }),
    }
}

fn width(line: &[Run], measure: &Measure) -> f32 {
    let width = |run: &Run| measure.width(&run.text, SIZE, run.weight) + SPACE;
    (line.iter().map(width).sum::<f32>() - SPACE).max(0.0)
}

/// Cuts the end of a line that is too wide, or says that it goes on.
fn fit(line: &mut [Run], goes_on: bool, room: f32, measure: &Measure) {
    let all = width(line, measure);
    let Some(last) = line.last_mut().filter(|_| goes_on || all > room) else {
        return;
    };
    let style = Style::new(SIZE, last.weight, Color32::BLACK);
    let own = measure.width(&last.text, SIZE, last.weight);
    let room = room - (all - own);
    if goes_on {
        last.text.push_str(" …");
    }
    let fitted = measure.fit(&last.text, style, room);
    last.text = fitted.map_or_else(String::new, |(text, _)| text.to_string());
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: (&str, &str) = (
        "The threat.",
        "“Very severe consequences” would follow if Putin did not agree to stop the war.",
    );

    fn said(words: &Words) -> Vec<String> {
        let line = |line: &Vec<Run>| {
            let runs = line.iter().map(|run| run.text.as_str());
            runs.collect::<Vec<_>>().join(" ")
        };
        words.lines.iter().map(line).collect()
    }

    #[test]
    fn a_note_is_set_whole_where_there_is_room() {
        let measure = Measure::new();
        let words = Words::new(TEXT, 230.0, 9, &measure);
        assert!(!words.is_cut && words.lines.len() > 1);
        assert!(words.size.x <= 230.0);
        assert_eq!(said(&words).join(" "), format!("{} {}", TEXT.0, TEXT.1));
        let weights: Vec<Weight> = words.lines[0].iter().map(|run| run.weight).collect();
        assert_eq!(weights, [Weight::SemiBold, Weight::Regular]);
    }

    #[test]
    fn a_note_that_is_cut_says_so_and_keeps_to_its_lines() {
        let measure = Measure::new();
        for room in [20.0, 90.0, 140.0] {
            let words = Words::new(TEXT, room, 2, &measure);
            assert!(words.is_cut && words.lines.len() == 2);
            assert!(words.size.x <= room, "{} in {room}", words.size.x);
            let last = said(&words).pop().unwrap();
            assert!(last.ends_with('…'), "{last}");
        }
        assert_eq!(Words::new(("", ""), 90.0, 2, &measure).size.x, 0.0);
    }
}
