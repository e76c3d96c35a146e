//! What a person points at and has selected, for the views to show.

use super::key::Key;
use super::plates::State;
use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

/// What stands out in a picture. Events and actors are named by their keys, so that one value
/// serves every view.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Emphasis {
    /// What is selected.
    pub selected: Option<Key>,
    /// What the pointer is on.
    pub hovered: Option<Key>,
    /// What belongs to what is selected.
    pub related: Arc<BTreeSet<Key>>,
    /// What belongs to what the pointer is on: it looks related too, but nothing is laid out
    /// for it.
    pub near: Arc<BTreeSet<Key>>,
    /// What the notes of a page are about: it is drawn if anything is, and its title is bold.
    pub noted: Arc<BTreeSet<Key>>,
}

/// What does not belong to what is selected keeps its place, and so much of its strength.
pub const BEHIND: f32 = 0.2;

impl Emphasis {
    /// Nothing is selected and nothing hovered.
    pub fn none() -> &'static Self {
        static NONE: LazyLock<Emphasis> = LazyLock::new(Emphasis::default);
        &NONE
    }

    /// Whether something steps back: it does not belong to what is selected.
    pub fn is_behind(&self, key: Key) -> bool {
        self.selected.is_some() && self.state(key) == State::Rest
    }

    /// How an item looks. What is selected stays so under the pointer; what stands for nothing is
    /// always at rest.
    pub fn state(&self, key: Key) -> State {
        if key == Key::None {
            State::Rest
        } else if self.selected == Some(key) {
            State::Selected
        } else if self.hovered == Some(key) {
            State::Hover
        } else if self.related.contains(&key) || self.near.contains(&key) {
            State::Related
        } else {
            State::Rest
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_strongest_state_shows() {
        let emphasis = Emphasis {
            selected: Some(Key::Event(1)),
            hovered: Some(Key::Event(2)),
            related: Arc::new([Key::Event(1), Key::Event(2), Key::Event(3)].into()),
            near: Arc::new([Key::Event(4)].into()),
            ..Emphasis::default()
        };
        let states = [1, 2, 3, 4, 5].map(|n| emphasis.state(Key::Event(n)));
        let expected = [
            State::Selected,
            State::Hover,
            State::Related,
            State::Related,
            State::Rest,
        ];
        assert_eq!(states, expected);
        let on_nothing = Emphasis {
            hovered: Some(Key::None),
            ..emphasis
        };
        assert_eq!(on_nothing.state(Key::None), State::Rest);
    }
}
