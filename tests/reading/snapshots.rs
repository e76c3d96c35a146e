//! The summit in eight views as text: whatever is drawn elsewhere or otherwise is seen in a diff.
//! `INSTA_UPDATE=always cargo test --test reading snapshots` takes what is drawn now.

use crate::scene_words::scene_words;
use crate::sets::{SETS, SUMMIT, TWO_WEEKS, What};
use detente::export::Size;

macro_rules! snapshots {
    ($($name:ident: $set:expr, $what:ident, $size:expr;)+) => {
        $(
            #[test]
            fn $name() {
                let set = SETS.iter().find(|set| set.name == $set).unwrap();
                insta::assert_snapshot!(scene_words(&set.drawn(What::$what, $size)));
            }
        )+
    };
}

const HD: Size = Size {
    width: 1280.0,
    height: Some(720.0),
};

snapshots! {
    lanes_of_two_weeks: TWO_WEEKS, LanesPanel, HD;
    map_of_two_weeks: TWO_WEEKS, MapPanel, HD;
    figure_of_two_weeks: TWO_WEEKS, Figure, HD;
    lanes_of_all: SUMMIT, LanesPanel, HD;
    map_of_all: SUMMIT, MapPanel, HD;
    lanes_of_the_day: "summit, the-day", LanesPanel, HD;
    lanes_of_the_treaty: "summit, arms-control", LanesPanel, HD;
    map_page_after: "summit, after", Map, HD;
}
