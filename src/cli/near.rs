//! What somebody may have meant.

/// The nearest of some words to a word, if it is near enough to be meant: by the number of letters
/// to be changed, added, left out or swapped (Damerau and Levenshtein's distance, adjacent
/// letters swapped at most once). Of two as near, the first.
pub(super) fn nearest<'a>(word: &str, all: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let word: Vec<char> = word.to_lowercase().chars().collect();
    let most = (word.len() / 3).clamp(1, 4);
    all.filter(|other| !other.is_empty())
        .map(|other| {
            let letters: Vec<char> = other.to_lowercase().chars().collect();
            (distance(&word, &letters), other)
        })
        .filter(|(distance, _)| *distance <= most)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, other)| other)
}

fn distance(a: &[char], b: &[char]) -> usize {
    // Beyond this no word is near, and the table would be large.
    if a.len().abs_diff(b.len()) > 4 || a.len() > 200 {
        return usize::MAX;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let at = |row: &[usize], j: usize| row.get(j).copied().unwrap_or(usize::MAX - 1);
            let change = at(&last, j) + usize::from(x != y);
            let mut best = change.min(at(&last, j + 1) + 1).min(at(&row, j) + 1);
            let is_swapped = i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x);
            if is_swapped {
                best = best.min(at(&before, j - 1) + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(usize::MAX)
}

/// `Did you mean “putin”?`, with a space before it, or nothing.
pub(super) fn hint<'a>(word: &str, all: impl Iterator<Item = &'a str>) -> String {
    nearest(word, all).map_or_else(String::new, |near| format!(" Did you mean “{near}”?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_are_found_and_far_ones_are_not() {
        let all = ["putin", "trump", "zelenskiy", "eu"];
        let near = |word| nearest(word, all.into_iter());
        assert_eq!(near("putn"), Some("putin"));
        assert_eq!(near("Putin"), Some("putin"));
        assert_eq!(near("ptuin"), Some("putin"));
        assert_eq!(near("zelensky"), Some("zelenskiy"));
        assert_eq!(near("ue"), Some("eu"));
        assert_eq!(near("merz"), None);
        assert_eq!(near(""), None);
        assert_eq!(near(&"x".repeat(100_000)), None);
    }
}
