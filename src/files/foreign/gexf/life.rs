//! When nodes, edges and values of GEXF are there.
//!
//! An edge says its life as `start` and `end` (both meant with it), as `startopen` and `endopen` (not meant
//! with it, version 1.2), as a `timestamp`, as lists of these (`timestamps`, `intervals`, version 1.3) or as
//! `spells` (`slices` in version 1.1), and where it has spells these alone hold. Days and times are read as
//! they are written, numbers from 1000 to 2999 as years: many files leave out or mistake `timeformat`,
//! which says the same. Of several spells the span from the first to the last is read. What the span does
//! not say is kept as text, in the way of Gephi: `[2001, 2003]; (2005, ..]`.

use crate::files::foreign::moment::Moment;
use crate::files::foreign::telling::{Matter, Telling};
use crate::files::foreign::xml::elements;
use roxmltree::Node;

/// Attributes of the life of an edge or a value.
const LIFE: [&str; 7] = [
    "start",
    "startopen",
    "end",
    "endopen",
    "timestamp",
    "timestamps",
    "intervals",
];

/// How an end without end is written in lists.
const ENDLESS: [&str; 5] = ["inf", "infinity", "+inf", "+infinity", ".."];

static SEVERAL: Matter = Matter {
    one: "the file says several spells of an edge; it is read as one span, its spells are kept",
    many: "the file says several spells of {} edges; each is read as one span, its spells are kept",
};

static UNREAD: Matter = Matter {
    one: "the time of an edge is neither a date nor a year; it is kept as text",
    many: "the times of {} edges are neither dates nor years; they are kept as text",
};

static BACKWARDS: Matter = Matter {
    one: "an edge ends before it starts; its time is kept as text",
    many: "{} edges end before they start; their times are kept as text",
};

static LOCAL: Matter = Matter {
    one: "the time of an edge has no offset; it is of the time zone that the file says",
    many: "the times of {} edges have no offset; they are of the time zone that the file says",
};

/// One end of a spell.
struct End {
    text: String,
    /// Whether it is not meant with the rest.
    is_open: bool,
}

impl End {
    /// An end, or none where there is no end.
    fn new(text: &str, is_open: bool) -> Option<Self> {
        let text = text.trim();
        let plain = text.strip_prefix('-').unwrap_or(text).to_ascii_lowercase();
        let is_end = !text.is_empty() && !ENDLESS.contains(&&*plain);
        is_end.then(|| Self {
            text: text.to_owned(),
            is_open,
        })
    }
}

/// A time without a gap.
struct Spell {
    start: Option<End>,
    end: Option<End>,
    is_moment: bool,
}

impl Spell {
    fn text(&self) -> String {
        let of = |end: &Option<End>| match end {
            Some(End { text, .. }) => text.clone(),
            None => "..".into(),
        };
        let is_open = |end: &Option<End>| end.as_ref().is_some_and(|end| end.is_open);
        if self.is_moment {
            return format!("[{}]", of(&self.start));
        }
        let before = if is_open(&self.start) { '(' } else { '[' };
        let after = if is_open(&self.end) { ')' } else { ']' };
        format!("{before}{}, {}{after}", of(&self.start), of(&self.end))
    }
}

/// The life of an edge.
#[derive(Default)]
pub(super) struct Life {
    /// As EDTF, or "".
    pub(super) when: String,
    /// As text where EDTF does not say all of it.
    pub(super) kept: String,
}

/// Whether an attribute says the life of an edge or a value.
pub(super) fn of_edge(name: &str) -> bool {
    LIFE.contains(&name)
}

/// Whether an attribute says the life of a node and has no column of its own.
pub(super) fn of_node(name: &str) -> bool {
    LIFE.contains(&name) && name != "start" && name != "end"
}

/// A value with the time for which it holds.
pub(super) fn timed(text: &str, element: Node<'_, '_>) -> String {
    let spells = of_element(element).into_iter().chain(of_parts(element));
    let texts: Vec<String> = spells.map(|spell| spell.text()).collect();
    if texts.is_empty() {
        text.to_owned()
    } else {
        format!("{text} {}", texts.join(" "))
    }
}

/// The spells of a node as text; a start and an end have columns of their own.
pub(super) fn kept(node: Node<'_, '_>) -> String {
    let is_closed = |spell: &Spell| {
        let is_open = |end: &Option<End>| end.as_ref().is_some_and(|end| end.is_open);
        !is_open(&spell.start) && !is_open(&spell.end) && !spell.is_moment
    };
    let own = of_element(node);
    // The span of `start` and `end` comes first, if there is one.
    let has_span = ["start", "end"]
        .iter()
        .any(|name| node.has_attribute(*name));
    let is_said = has_span && own.first().is_some_and(is_closed);
    let own = own.iter().skip(usize::from(is_said));
    texts(of_parts(node).iter().chain(own))
}

fn texts<'s>(spells: impl Iterator<Item = &'s Spell>) -> String {
    spells.map(Spell::text).collect::<Vec<_>>().join("; ")
}

/// What the attributes of an element say.
fn of_element(element: Node<'_, '_>) -> Vec<Spell> {
    let of = |name: &str| element.attribute(name);
    let end = |closed: &str, open: &str| match (of(closed), of(open)) {
        (Some(text), _) => End::new(text, false),
        (None, Some(text)) => End::new(text, true),
        (None, None) => None,
    };
    let (start, stop) = (end("start", "startopen"), end("end", "endopen"));
    let mut all = Vec::new();
    if start.is_some() || stop.is_some() {
        all.push(Spell {
            start,
            end: stop,
            is_moment: false,
        });
    }
    let moments = of("timestamps").unwrap_or_default();
    let moments = bare(moments).split([',', ';']);
    all.extend(
        of("timestamp")
            .into_iter()
            .chain(moments)
            .filter_map(moment),
    );
    let spans = of("intervals").unwrap_or_default();
    all.extend(bare(spans).split(';').filter_map(span));
    all
}

/// What `spells` or `slices` in an element say.
fn of_parts(element: Node<'_, '_>) -> Vec<Spell> {
    let groups = elements(element).filter(|part| {
        let name = part.tag_name().name();
        name == "spells" || name == "slices"
    });
    let parts = groups.flat_map(elements);
    parts.flat_map(of_element).collect()
}

/// A list without the marks around it.
fn bare(list: &str) -> &str {
    let list = list.trim();
    let list = list.strip_prefix('<').unwrap_or(list);
    list.strip_suffix('>').unwrap_or(list).trim()
}

fn moment(text: &str) -> Option<Spell> {
    let text = text.trim().trim_matches(['[', ']']);
    let start = End::new(text, false)?;
    Some(Spell {
        start: Some(start),
        end: End::new(text, false),
        is_moment: true,
    })
}

/// `[2001, 2003]`, `(2001, 2003)`; a text of another form is an end that cannot be read.
fn span(text: &str) -> Option<Spell> {
    let text = text.trim();
    let opens = |c: char| c == '[' || c == '(';
    let closes = |c: char| c == ']' || c == ')';
    let inner = text.strip_prefix(opens);
    let inner = inner.and_then(|inner| inner.strip_suffix(closes));
    let parts = inner.and_then(|inner| inner.split_once(','));
    match parts {
        Some((start, end)) => Some(Spell {
            start: End::new(start, text.starts_with('(')),
            end: End::new(end, text.ends_with(')')),
            is_moment: false,
        }),
        None => moment(text),
    }
}

/// Reads the life of an edge.
pub(super) fn read(edge: Node<'_, '_>, line: usize, zone: &str, telling: &mut Telling) -> Life {
    let own = of_element(edge);
    let parts = of_parts(edge);
    let all = if parts.is_empty() { &own } else { &parts };
    if all.is_empty() {
        return Life::default();
    }
    let ignored: &[Spell] = if parts.is_empty() { &[] } else { &own };
    let kept = texts(all.iter().chain(ignored));
    let Some((first, last)) = ends(all) else {
        telling.count(line, &UNREAD);
        return Life {
            kept,
            ..Life::default()
        };
    };
    if let (Some(first), Some(last)) = (&first, &last)
        && is_before(last, first)
    {
        telling.count(line, &BACKWARDS);
        return Life {
            kept,
            ..Life::default()
        };
    }
    let moments = [&first, &last].into_iter().flatten();
    if !zone.is_empty() && moments.into_iter().any(|moment| moment.is_local) {
        telling.count(line, &LOCAL);
    }
    if all.len() > 1 {
        telling.count(line, &SEVERAL);
    }
    let when = edtf(first.as_ref(), last.as_ref());
    let is_said = all.len() == 1 && ignored.is_empty() && !when.is_empty();
    let is_said = is_said && all.iter().all(|spell| says(&when, spell));
    Life {
        when,
        kept: if is_said { String::new() } else { kept },
    }
}

/// Whether a moment is before another; of a time with an offset and one without it only the days tell.
fn is_before(moment: &Moment, other: &Moment) -> bool {
    let ((day, second), (other_day, other_second)) = (moment.begins, other.begins);
    if moment.is_local == other.is_local {
        (day, second) < (other_day, other_second)
    } else {
        day.after() < other_day
    }
}

/// Whether EDTF says all that a spell does: a day of XML Schema may have an offset, an end may be open.
fn says(when: &str, spell: &Spell) -> bool {
    let mut ends = [&spell.start, &spell.end].into_iter().flatten();
    ends.all(|End { text, is_open }| {
        let is_number = text.parse::<f64>().is_ok();
        !is_open && (is_number || text.contains(':') && text.contains('T') || when.contains(text))
    })
}

/// The first start and the last end of all spells, each none where there is none; or none where one
/// cannot be read.
fn ends(all: &[Spell]) -> Option<(Option<Moment>, Option<Moment>)> {
    let mut starts: Vec<Option<Moment>> = Vec::new();
    let mut stops: Vec<Option<Moment>> = Vec::new();
    for Spell { start, end, .. } in all {
        for (end, moments, is_start) in [(start, &mut starts, true), (end, &mut stops, false)] {
            moments.push(match end {
                None => None,
                Some(End { text, is_open }) => {
                    let moment = Moment::read(text)?;
                    Some(if *is_open {
                        moment.beside(is_start)
                    } else {
                        moment
                    })
                }
            });
        }
    }
    let is_all = |moments: &[Option<Moment>]| moments.iter().all(Option::is_some);
    let first = is_all(&starts).then(|| {
        let starts = starts.iter().flatten();
        starts.min_by_key(|moment| moment.begins).cloned()
    });
    let last = is_all(&stops).then(|| {
        let stops = stops.iter().flatten();
        stops.max_by_key(|moment| moment.begins).cloned()
    });
    Some((first.flatten(), last.flatten()))
}

/// A span as EDTF, or one date where it starts and ends with it; what has no end at all is none.
fn edtf(first: Option<&Moment>, last: Option<&Moment>) -> String {
    if first.is_none() && last.is_none() {
        return String::new();
    }
    let text = |end: Option<&Moment>| end.map_or("..", |end| &end.edtf).to_owned();
    let (first, last) = (text(first), text(last));
    if first == last {
        first
    } else {
        format!("{first}/{last}")
    }
}
