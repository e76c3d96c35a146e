//! Lines of a paragraph: words set one after another until the line is full.

use crate::scene::{Measure, Style, breaks};
use unicode_segmentation::UnicodeSegmentation;

/// A text in lines no wider than `room`, at most `most` of them; what does not fit ends in an
/// ellipsis. A word wider than a line is broken between letters.
pub fn lines(text: &str, style: Style, room: f32, most: usize, measure: &Measure) -> Vec<String> {
    let width = |line: &str| measure.width(line, style.size, style.weight);
    let mut lines = breaks::lines(text, room, most, width);
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            // A line that says that there is more, cut if there is no room to say so.
            let wanted = format!("{last} …");
            *last = if width(&wanted) <= room {
                wanted
            } else {
                let cut = measure.fit(&format!("{last}    …"), style, room);
                cut.map_or_else(String::new, |(text, _)| text.to_string())
            };
        }
    }
    lines
}

/// The same text in as few lines, but about equally long: no word stands alone in the last.
pub fn balanced(
    text: &str,
    style: Style,
    room: f32,
    most: usize,
    measure: &Measure,
) -> Vec<String> {
    let widest = lines(text, style, room, most, measure);
    let is_cut = || lines(text, style, room, usize::MAX - 1, measure).len() > most;
    if widest.len() < 2 || is_cut() {
        return widest;
    }
    // The narrowest room that needs no more lines.
    let (mut fits, mut fails) = (room, 0.0);
    while fits - fails > 2.0 {
        let middle = f32::midpoint(fits, fails);
        if lines(text, style, middle, widest.len() + 1, measure).len() > widest.len() {
            fails = middle;
        } else {
            fits = middle;
        }
    }
    let even = lines(text, style, fits, most, measure);
    // A word that was whole stays so.
    let words = |lines: &[String]| lines.join(" ");
    if words(&even) == words(&widest) {
        even
    } else {
        widest
    }
}

/// The first sentences of a text that fit whole into lines no wider than `room`, at most `most` of
/// them; nothing where not even one does.
pub fn whole_sentences(
    text: &str,
    style: Style,
    room: f32,
    most: usize,
    measure: &Measure,
) -> Vec<String> {
    let mut whole = Vec::new();
    for end in sentence_ends(text) {
        let until = text.get(..end).unwrap_or_default();
        let next = lines(until, style, room, most.saturating_add(1), measure);
        if next.len() > most {
            break;
        }
        whole = next;
    }
    whole
}

/// The first sentence of a text, and the rest.
pub fn first_sentence(text: &str) -> (&str, &str) {
    let end = sentence_ends(text).next().unwrap_or(0);
    let (first, rest) = text.split_at_checked(end).unwrap_or((text, ""));
    (first.trim(), rest.trim())
}

/// Where the sentences of a text end (UAX 29), but not after `Mr.` and its like.
fn sentence_ends(text: &str) -> impl Iterator<Item = usize> {
    let pieces = text.split_sentence_bound_indices();
    let ends = pieces.map(|(at, piece)| at + piece.len());
    ends.filter(move |end| {
        let before = text.get(..*end).unwrap_or_default();
        *end == text.len() || !ends_in_abbreviation(before)
    })
}

fn ends_in_abbreviation(text: &str) -> bool {
    let word = text.split_whitespace().next_back().unwrap_or_default();
    word.strip_suffix('.').is_some_and(|letters| {
        let is_short = letters.chars().count() <= 3;
        let is_title =
            letters.starts_with(char::is_uppercase) && letters.chars().any(char::is_lowercase);
        (is_short && is_title) || letters.contains('.')
    })
}

/// The first paragraph of a Markdown text, as plain text: without headings, emphasis, code and
/// addresses of links.
pub fn first_paragraph(markdown: &str) -> String {
    use pulldown_cmark::{Event, Parser, Tag, TagEnd};
    let mut text = String::new();
    let mut is_in = false;
    for event in Parser::new(markdown) {
        #[expect(
            clippy::wildcard_enum_match_arm,
            reason = "a parser of another has many more"
        )]
        match event {
            Event::Start(Tag::Paragraph) => is_in = true,
            Event::End(TagEnd::Paragraph) if is_in && !text.trim().is_empty() => break,
            Event::Text(part) | Event::Code(part) if is_in => text.push_str(&part),
            Event::SoftBreak | Event::HardBreak if is_in => text.push(' '),
            _ => {}
        }
    }
    text.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Color32, Weight};
    use proptest::prelude::*;

    const STYLE: Style = Style::new(13.0, Weight::Regular, Color32::BLACK);

    #[test]
    fn words_fill_lines() {
        let measure = Measure::new();
        let text = "Who did what to whom around the talks, and according to whom.";
        let all = lines(text, STYLE, 160.0, 9, &measure);
        assert!(all.len() > 2, "{all:?}");
        assert_eq!(all.join(" "), text);
        let two = lines(text, STYLE, 160.0, 2, &measure);
        assert_eq!(two.len(), 2);
        assert!(two[1].ends_with('…'), "{two:?}");
        assert!(measure.width(&two[1], 13.0, Weight::Regular) <= 160.0);
        assert_eq!(lines("  ", STYLE, 160.0, 2, &measure), Vec::<String>::new());
    }

    #[test]
    fn no_word_stands_alone_in_a_balanced_last_line() {
        let measure = Measure::new();
        let width = |line: &String| measure.width(line, 13.0, Weight::Regular);
        let text = "50 of 132 events (12 undated), 34 of 49 actors, 73 of 155 ties in August";
        let room = width(&text.to_owned()) - 10.0;
        let greedy = lines(text, STYLE, room, 4, &measure);
        assert_eq!(greedy.last().map(String::as_str), Some("August"));
        let even = balanced(text, STYLE, room, 4, &measure);
        assert_eq!((even.len(), even.join(" ")), (2, text.to_owned()));
        assert!(width(&even[1]) > 0.6 * width(&even[0]), "{even:?}");
    }

    #[test]
    fn sentences_are_kept_whole_or_left_out() {
        let measure = Measure::new();
        let width = |line: &str| measure.width(line, 13.0, Weight::Regular);
        let text = "Friday in Anchorage. Mr. Putin came, and each account is kept with its event.";
        let whole = |room: f32, most: usize| {
            let lines = whole_sentences(text, STYLE, room, most, &measure);
            lines.join(" ")
        };
        assert_eq!(whole(width(text) + 1.0, 1), text);
        assert_eq!(whole(width(text) * 0.7, 2), text);
        assert_eq!(whole(width(text) * 0.5, 1), "Friday in Anchorage.");
        assert_eq!(whole(40.0, 1), "");
        let no_stop = "What led to the talks";
        let all = whole_sentences(no_stop, STYLE, 500.0, 2, &measure);
        assert_eq!(all, [no_stop]);
        assert!(whole_sentences(" ", STYLE, 500.0, 2, &measure).is_empty());
    }

    #[test]
    fn a_first_sentence_ends_where_the_next_begins() {
        let note = "The threat. “Very severe consequences” would follow.";
        let rest = "“Very severe consequences” would follow.";
        assert_eq!(first_sentence(note), ("The threat.", rest));
        assert_eq!(
            first_sentence("No deal with Mr. Putin"),
            ("No deal with Mr. Putin", "")
        );
        assert_eq!(first_sentence("会談。終わった。"), ("会談。", "終わった。"));
        assert_eq!(first_sentence(""), ("", ""));
    }

    #[test]
    fn the_first_paragraph_is_plain() {
        let text =
            "# Title\n\nThe *first* [talks](https://x.example) of `a & b`\nin **Alaska**.\n\nMore.";
        assert_eq!(first_paragraph(text), "The first talks of a & b in Alaska.");
        assert_eq!(first_paragraph("- a\n- b"), "");
        assert_eq!(first_paragraph(""), "");
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_nothing_sticks_out(text in "[a-zé会談。 -]{0,80}", room in 30f32..200.0) {
            static MEASURE: std::sync::LazyLock<Measure> = std::sync::LazyLock::new(Measure::new);
            let measure = &*MEASURE;
            let all = lines(&text, STYLE, room, 1000, measure);
            let bare = |t: &str| t.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(bare(&all.concat()), bare(&text));
            for line in &all {
                prop_assert!(measure.width(line, 13.0, Weight::Regular) <= room + 0.01, "{line}");
            }
        }
    }
}
