//! What strips count, and how one steps through time.

use super::datasets::{Shown, many};
use detente::analysis::largest::CLASSES;
use detente::analysis::largest::{PARTS, REST};
use detente::analysis::{ColourBy, LaneBy};
use detente::scene::{Key, Mark, Rect, vec2};
use detente::timeline::{Direction, View, picture, step};

#[test]
fn columns_hold_every_event_once() {
    let shown = Shown::new(many(60_000), LaneBy::GROUP);
    for (span, colour_by) in [
        ("2014/2025", ColourBy::Class),
        ("2016/2018", ColourBy::Category),
        ("2021-12-10/2021-12-12", ColourBy::Group),
    ] {
        let view = View {
            colour_by,
            ..shown.view(span, vec2(1000.0, 2000.0))
        };
        let drawn = picture(&view);
        assert!(!drawn.strips.is_empty(), "{span}");
        for strip in &drawn.strips {
            let rows = &shown.lanes.lanes[strip.lane as usize].rows;
            let mut held: Vec<usize> = strip.lines().collect();
            for column in &strip.columns {
                held.extend(column.positions());
                let mut counts = [0; PARTS];
                for position in column.positions() {
                    let anchor = rows.anchors[position];
                    assert!(anchor >= column.from && anchor < column.to);
                    let row = rows.rows[position] as usize;
                    if colour_by == ColourBy::Class {
                        let place = |class| CLASSES.iter().position(|one| *one == class);
                        counts[shown.index.class[row].and_then(place).unwrap_or(REST)] += 1;
                    }
                }
                if colour_by == ColourBy::Class {
                    assert_eq!(column.counts, counts);
                }
                let middle = f32::midpoint(column.x.0, column.x.1);
                let (key, found) = strip.column_at(middle).unwrap();
                assert_eq!(found, column);
                assert!(matches!(key, Key::Column(lane, _) if lane == strip.lane));
            }
            held.sort_unstable();
            assert!(
                held.windows(2).all(|pair| pair[0] < pair[1]),
                "{span}: each once"
            );
            let mut seen = rows.anchored_in(view.span.from(), view.span.to());
            assert!(
                seen.all(|at| held.binary_search(&at).is_ok()),
                "{span}: every one"
            );
        }
    }
}

#[test]
fn steps_pass_every_dated_event_in_time() {
    let shown = Shown::new(many(500), LaneBy::GROUP);
    let (mut from, mut walked) = (Key::None, Vec::new());
    while let Some(row) = step(&shown.index, &shown.lanes, from, Direction::Next) {
        walked.push(row);
        from = Key::Event(shown.index.handle(row).unwrap().0);
    }
    let mut all: Vec<u32> = (0..500).collect();
    all.sort_by_key(|row| (shown.index.anchor(*row), *row));
    assert_eq!(walked, all);
    let mut back = vec![*walked.last().unwrap()];
    while let Some(row) = step(&shown.index, &shown.lanes, from, Direction::Previous) {
        back.push(row);
        from = Key::Event(shown.index.handle(row).unwrap().0);
    }
    back.reverse();
    assert_eq!(back, all);
}

/// Folded lanes of few events, though these overlap, and open ones of a quiet month between busy
/// ones: no event is told as a column at a time at which it was not.
#[test]
fn few_events_are_marks_at_their_own_times() {
    let shown = Shown::summit(LaneBy::CATEGORY);
    let folded = vec![true; shown.lanes.lanes.len()];
    let view = View {
        folded: &folded,
        ..shown.view("2025-08-15T08/2025-08-15T17", vec2(1100.0, 600.0))
    };
    let drawn = picture(&view);
    assert!(drawn.strips.is_empty());
    let talks = shown.dataset.events.find("three-on-three").unwrap().0;
    let key = Key::Event(talks.0);
    let bounds = shown.index.bounds(shown.index.row(talks).unwrap()).unwrap();
    let (from, to) = (bounds.earliest_start, bounds.latest_end);
    let [from, to] = [from, to].map(|at| drawn.axis.x_from_time(at));
    let mut marks = drawn.scene.anchors().into_iter();
    let (_, mark) = marks.find(|(other, _)| *other == key).unwrap();
    assert!((mark.left() - from).abs() < 12.0 && (mark.right() - to).abs() < 12.0);

    let shown = Shown::summit(LaneBy::NONE);
    let view = shown.view("2025-04-10/2025-05-10", vec2(1100.0, 500.0));
    let drawn = picture(&view);
    assert!(drawn.strips.is_empty(), "six events are seen");
}

#[test]
fn what_lasts_longer_than_columns_is_a_line_below_them() {
    let shown = Shown::summit(LaneBy::GROUP);
    let view = shown.view("2010/2026", vec2(1100.0, 900.0));
    let drawn = picture(&view);
    let war = shown.dataset.events.find("full-scale-invasion").unwrap().0;
    let row = shown.index.row(war).unwrap();
    let in_columns = drawn.strips.iter().any(|strip| {
        let rows = &shown.lanes.lanes[strip.lane as usize].rows;
        strip.columns.iter().any(|column| {
            assert_eq!(column.count() as usize, column.positions().count());
            column.positions().any(|at| rows.rows[at] == row)
        })
    });
    assert!(!drawn.strips.is_empty() && !in_columns);
    let from = drawn.axis.x_from_time(shown.when("2022-02-24").0);
    let lines = drawn
        .scene
        .items
        .iter()
        .filter_map(|item| match &item.mark {
            Mark::Rect { rect, .. } if item.key == Key::Event(war.0) => Some(*rect),
            _ => None,
        });
    let lines: Vec<Rect> = lines.collect();
    assert!(!lines.is_empty());
    for line in lines {
        assert!(
            (line.left() - from).abs() < 1.0,
            "{line:?} begins with the war"
        );
        assert!(
            line.right() >= drawn.body.right() - 1.0,
            "{line:?} has no end"
        );
        let strip = drawn
            .strips
            .iter()
            .find(|s| s.rect.bottom() < line.top() && line.top() - s.rect.bottom() < 12.0);
        assert!(
            strip.is_some_and(|strip| strip.lines().next().is_some()),
            "{line:?} is below a strip"
        );
    }
}

#[test]
fn outside_the_window_columns_are_pale() {
    let shown = Shown::summit(LaneBy::GROUP);
    let all = shown.view("2010/2026", vec2(1100.0, 900.0));
    let window = shown.when("2025-08");
    let [rest, brushed] = [None, Some(window)].map(|window| {
        let drawn = picture(&View { window, ..all });
        let columns = drawn
            .scene
            .items
            .iter()
            .filter_map(|item| match &item.mark {
                Mark::Columns(columns) => Some(columns.rects.clone()),
                _ => None,
            });
        columns.flatten().collect::<Vec<_>>()
    });
    let axis = picture(&all).axis;
    let (from, to) = (axis.x_from_time(window.0), axis.x_from_time(window.1));
    let is_outside = |rect: &Rect| rect.right() <= from || rect.left() >= to;
    assert_eq!(rest.len(), brushed.len());
    assert!(brushed.iter().any(|(rect, _)| !is_outside(rect)));
    for ((_, was), (rect, is)) in rest.iter().zip(&brushed) {
        assert_eq!(was != is, is_outside(rect), "{rect:?}");
    }
}

/// As many events of each of some days as their number says.
fn days(counts: &[usize]) -> detente::dataset::Dataset {
    use detente::dataset::{Dataset, Event, Id};
    let day = |(day, count): (usize, &usize)| {
        let when = format!("2025-08-{:02}", day + 1);
        (0..*count).map(move |n| {
            let mut event = Event::titled(Id::new(&format!("e{day}-{n}")), "Something happens");
            event.when = Some(when.as_str().into());
            event
        })
    };
    Dataset {
        events: counts.iter().enumerate().flat_map(day).collect(),
        ..Dataset::default()
    }
}

#[test]
fn columns_of_days_are_days_at_every_zoom() {
    let counts = [40, 60, 3, 0, 70, 45, 50, 12, 90, 41];
    let mut dataset = days(&counts);
    dataset.metadata.zone = Some("America/New_York".into());
    let shown = Shown::new(dataset, LaneBy::NONE);
    let size = vec2(1100.0, 300.0);
    for span in ["2025-07-25/2025-08-20", "2025-08", "2025-08-03/2025-08-07"] {
        let drawn = picture(&shown.view(span, size));
        assert_eq!(drawn.strips.len(), 1, "{span}");
        for column in &drawn.strips[0].columns {
            let civil = shown.zone.civil(column.from);
            assert_eq!(
                (civil.hour, civil.minute),
                (0, 0),
                "a column begins with its day"
            );
            let count = counts[usize::from(civil.day) - 1];
            assert_eq!(column.count() as usize, count, "{span}, {}", civil.day);
            let [from, to] = [column.from, column.to].map(|at| drawn.axis.x_from_time(at));
            let (left, right) = (drawn.axis.left, drawn.axis.right);
            assert_eq!(
                column.x,
                (from.max(left), to.min(right)),
                "as wide as its day"
            );
        }
    }
    // An hour of a day: all of the picture is its column, which says how many it holds.
    let drawn = picture(&shown.view("2025-08-05T20:00/2025-08-05T21:00", size));
    let column = &drawn.strips[0].columns[0];
    assert_eq!(column.x, (drawn.axis.left, drawn.axis.right));
    let says = drawn
        .scene
        .items
        .iter()
        .any(|item| matches!(&item.mark, Mark::Text { text, .. } if **text == *"70 events"));
    assert!(says && drawn.strips[0].columns.len() == 1);
    // Years away they are weeks or months, and never empty.
    let drawn = picture(&shown.view("2020/2030", size));
    let all = drawn.strips[0].columns.iter().map(|c| c.count() as usize);
    assert_eq!(all.sum::<usize>(), counts.iter().sum::<usize>());
    let columns = drawn
        .scene
        .items
        .iter()
        .filter_map(|item| match &item.mark {
            Mark::Columns(columns) => Some(columns.rects.len()),
            _ => None,
        });
    assert!(columns.sum::<usize>() > 0);
}

#[test]
fn what_matters_most_is_named_above_a_strip() {
    let shown = Shown::summit(LaneBy::CATEGORY);
    let drawn = picture(&shown.view("2023/2027", vec2(1000.0, 2000.0)));
    let strip = drawn.strips.iter().find(|strip| strip.lane == 0).unwrap();
    let rows = &shown.lanes.lanes[0].rows.rows;
    let most = rows
        .iter()
        .filter(|row| shown.index.importance[**row as usize] == 5);
    let titles: Vec<&str> = most
        .map(|row| &*shown.dataset.events.at(*row as usize).unwrap().1.title)
        .collect();
    assert!(titles.len() > 2, "{titles:?}");
    let mut stands: Vec<Rect> = Vec::new();
    for title in titles {
        let found = drawn.scene.items.iter().find_map(|item| match &item.mark {
            Mark::Text {
                text, at, width, ..
            } if **text == *title => {
                Some(Rect::from_min_size(*at - vec2(0.0, 9.0), vec2(*width, 9.0)))
            }
            _ => None,
        });
        let rect = found.unwrap_or_else(|| panic!("{title} is not named"));
        assert!(rect.bottom() < strip.rect.bottom(), "{title}");
        let mut others = stands.iter();
        assert!(others.all(|other| !other.intersects(rect)), "{title}");
        stands.push(rect);
    }
}

#[test]
fn the_strips_of_a_picture_have_the_same_columns_and_one_scale_that_is_said_once() {
    let shown = Shown::new(many(12_000), LaneBy::GROUP);
    let counts = shown.lanes.lanes.iter().map(|lane| lane.rows.len());
    let (least, most) = (counts.clone().min().unwrap(), counts.max().unwrap());
    assert!(most > 4 * least, "{least} to {most}");
    let drawn = picture(&shown.view("2014/2025", vec2(1000.0, 900.0)));
    assert!(drawn.strips.len() > 3);
    let mut columns = std::collections::BTreeMap::new();
    for strip in &drawn.strips {
        for column in &strip.columns {
            let to = *columns.entry(column.from).or_insert(column.to);
            assert_eq!(to, column.to, "from {:?}", column.from);
        }
    }
    let heights = drawn.strips.iter().map(|strip| strip.rect.height());
    let heights: Vec<f32> = heights.collect();
    let is_same = |two: &[f32]| (two[0] - two[1]).abs() < 0.1;
    assert!(heights.windows(2).all(is_same), "{heights:?}");
    let said = |word: &str| {
        let items = drawn.scene.items.iter();
        let texts = items.filter_map(|item| match &item.mark {
            Mark::Text { text, .. } => Some(text),
            _ => None,
        });
        texts.filter(|text| text.contains(word)).count()
    };
    assert_eq!((said("1 column ="), said("full height =")), (1, 1));
}
