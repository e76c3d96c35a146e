//! Actors and what joins them as a network: GEXF 1.3 (gexf.net), dynamic, and GraphML.
//!
//! An edge stands for all events and relations between two actors, as a tie of the map does: one for each way,
//! and one for what has none. Its weight is what they count for: each event 1, each relation its weight.

use super::super::several::joined;
use super::names::Names;
use super::reach::Reach;
use crate::dataset::date::of_civil_day;
use crate::dataset::instant::{Civil, Instant};
use crate::dataset::zone::Zone;
use crate::dataset::{Actor, Dataset, Event, Id, Relation, Status};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write as _;
use std::io;

/// All between two actors one way, or both ways.
#[derive(Default)]
struct Edge<'a> {
    events: Vec<&'a Event>,
    relations: Vec<&'a Relation>,
    /// The events that the relations rest on.
    evidence: HashSet<&'a Id>,
    spells: Vec<(Instant, Instant)>,
    tones: Vec<f64>,
}

/// The edges of a dataset: by the places of their actors, and whether they are mutual.
struct Edges<'a> {
    all: BTreeMap<(usize, usize, bool), Edge<'a>>,
    /// Whether each of what is dated is a day at most.
    are_days: bool,
}

/// A value of a node or an edge: its name, the type of GraphML and GEXF, and how it reads.
type Value = (&'static str, &'static str, String);

const OF_NODES: [(&str, &str); 5] = [
    ("kind", "string"),
    ("group", "string"),
    ("role", "string"),
    ("aliases", "string"),
    ("description", "string"),
];

const OF_EDGES: [(&str, &str); 6] = [
    ("kind", "string"),
    ("events", "integer"),
    ("relations", "integer"),
    ("tone", "double"),
    ("start", "string"),
    ("end", "string"),
];

impl<'a> Edges<'a> {
    fn of(dataset: &'a Dataset) -> Self {
        let mut edges = Self {
            all: BTreeMap::new(),
            are_days: true,
        };
        let mut places: HashMap<&Id, usize> = HashMap::new();
        for (place, actor) in dataset.actors.iter().enumerate() {
            places.entry(&actor.id).or_insert(place);
        }
        let place = |id: &Id| places.get(id).copied();
        for relation in dataset.relations.iter() {
            let ends = place(&relation.from).zip(place(&relation.to));
            let Some((from, to)) = ends.filter(|_| relation.status != Status::Denied) else {
                continue;
            };
            let reach = relation.when.as_deref();
            let reach = reach.and_then(|when| Reach::of_date(when, Zone::utc()));
            let edge = edges.at(from, to, !relation.directed);
            edge.relations.push(relation);
            edge.evidence.extend(&relation.evidence);
            edge.tones.extend(relation.tone);
            edges.live(from, to, !relation.directed, reach.as_ref());
        }
        for event in dataset.events.iter() {
            if event.status == Status::Denied {
                continue;
            }
            let reach = Reach::of(dataset, event);
            for (from, to, is_mutual) in event.pairs() {
                let Some((from, to)) = place(from).zip(place(to)) else {
                    continue;
                };
                let edge = edges.at(from, to, is_mutual);
                // What a relation rests on counts once.
                if !edge.evidence.contains(&event.id) {
                    edge.events.push(event);
                }
                edge.tones.extend(event.tone.get());
                edges.live(from, to, is_mutual, reach.as_ref());
            }
        }
        edges
    }

    fn at(&mut self, from: usize, to: usize, is_mutual: bool) -> &mut Edge<'a> {
        self.all.entry(key(from, to, is_mutual)).or_default()
    }

    /// Adds when something between two actors was.
    fn live(&mut self, from: usize, to: usize, is_mutual: bool, reach: Option<&Reach>) {
        const DAY: i64 = 86_400;
        let Some(reach) = reach else {
            return;
        };
        let end = reach.end.unwrap_or(Instant::MAX);
        self.are_days &= end.0.saturating_sub(reach.start.0) <= DAY;
        let spells = &mut self.at(from, to, is_mutual).spells;
        spells.push((reach.start, end));
    }
}

fn key(from: usize, to: usize, is_mutual: bool) -> (usize, usize, bool) {
    if is_mutual {
        (from.min(to), from.max(to), true)
    } else {
        (from, to, false)
    }
}

impl Edge<'_> {
    /// What its events and relations count for.
    fn weight(&self) -> f64 {
        let events = f64::from(u32::try_from(self.events.len()).unwrap_or(u32::MAX));
        let relations = self.relations.iter();
        events + relations.map(|r| r.weight.unwrap_or(1.0)).sum::<f64>()
    }

    /// Its spells as days, those that touch as one: the first day and the last.
    fn days(&self) -> Vec<(i64, Option<i64>)> {
        const DAY: i64 = 86_400;
        let day = |instant: Instant| instant.0.div_euclid(DAY);
        let last = |end: Instant| (!end.is_open()).then(|| day(end.plus(-1)));
        let mut all: Vec<(i64, Option<i64>)> = self
            .spells
            .iter()
            .map(|(start, end)| (day(*start), last(*end).map(|last| last.max(day(*start)))))
            .collect();
        all.sort_by_key(|(start, end)| (*start, end.unwrap_or(i64::MAX)));
        let mut joined: Vec<(i64, Option<i64>)> = Vec::new();
        for (start, end) in all {
            match joined.last_mut() {
                Some((_, known)) if known.is_none_or(|known| start <= known + 1) => {
                    *known = (*known).zip(end).map(|(known, end)| known.max(end));
                }
                _ => joined.push((start, end)),
            }
        }
        joined
    }

    fn values(&self) -> Vec<Value> {
        let mut kinds: Vec<&str> = Vec::new();
        for relation in &self.relations {
            let words = relation.kind.as_deref().or(relation.label.as_deref());
            kinds.extend(words.filter(|word| !kinds.contains(word)));
        }
        let days = self.days();
        let start = days.first().map(|(first, _)| written(*first));
        let end = days.iter().map(|(_, last)| last.unwrap_or(i64::MAX)).max();
        // `..` is an end that is open, in EDTF.
        let end = end.map(|last| match last {
            i64::MAX => "..".to_owned(),
            last => written(last),
        });
        let number = f64::from(u32::try_from(self.tones.len()).unwrap_or(u32::MAX));
        let tone = (number > 0.0).then(|| self.tones.iter().sum::<f64>() / number);
        let tone = tone.map(|tone| ((tone * 100.0).round() / 100.0).to_string());
        let all = [
            Some(kinds.join("; ")).filter(|kinds| !kinds.is_empty()),
            Some(self.events.len().to_string()),
            Some(self.relations.len().to_string()),
            tone,
            start,
            end,
        ];
        of_columns(&OF_EDGES, all)
    }

    fn label(&self) -> Option<&str> {
        self.relations.iter().find_map(|relation| relation.words())
    }
}

fn of_columns<const N: usize>(
    columns: &[(&'static str, &'static str); N],
    values: [Option<String>; N],
) -> Vec<Value> {
    let all = columns.iter().zip(values);
    let all = all.filter_map(|((name, kind), value)| Some((*name, *kind, value?)));
    all.collect()
}

fn values_of(names: &Names<'_>, actor: &Actor) -> Vec<Value> {
    let group = names.group(actor).map(str::to_owned);
    let aliases = joined(actor.aliases.iter().map(|alias| &**alias));
    let all = [
        Some(actor.kind.word().to_owned()),
        group,
        actor.role.as_deref().map(str::to_owned),
        Some(aliases).filter(|all| !all.is_empty()),
        actor.description.as_deref().map(str::to_owned),
    ];
    of_columns(&OF_NODES, all)
}

/// A day, as its number from 1970.
fn written(day: i64) -> String {
    let (year, month, day) = crate::dataset::instant::civil_from_days(day);
    of_civil_day(&Civil::midnight(year, month, day))
}

/// Writes a dataset as a dynamic network in GEXF, which Gephi opens. Edges of days have timestamps, others
/// spells that end with their last day.
///
/// # Errors
/// If what it is written to does not take it.
pub(in crate::files) fn gexf(dataset: &Dataset, to: &mut dyn io::Write) -> io::Result<()> {
    let edges = Edges::of(dataset);
    let is_mutual = !edges.all.is_empty() && edges.all.keys().all(|(.., is_mutual)| *is_mutual);
    let (way, times) = (
        if is_mutual { "undirected" } else { "directed" },
        if edges.are_days {
            "timestamp"
        } else {
            "interval"
        },
    );
    writeln!(to, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(to, "<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">")?;
    let title = escaped(&dataset.metadata.title);
    writeln!(
        to,
        "  <meta>\n    <creator>Detente</creator>\n    <description>{title}</description>\n  </meta>"
    )?;
    writeln!(
        to,
        "  <graph mode=\"dynamic\" defaultedgetype=\"{way}\" timeformat=\"date\" timerepresentation=\"{times}\">"
    )?;
    declare(to)?;
    writeln!(to, "    <nodes>")?;
    let names = Names::of(dataset);
    for actor in dataset.actors.iter() {
        let (id, name) = (escaped(&actor.id), escaped(&actor.name));
        writeln!(to, "      <node id=\"{id}\" label=\"{name}\">")?;
        write!(to, "{}", attvalues(&values_of(&names, actor)))?;
        writeln!(to, "      </node>")?;
    }
    writeln!(to, "    </nodes>\n    <edges>")?;
    for (number, (key, edge)) in (1..).zip(&edges.all) {
        let Some((from, end)) = ends(dataset, *key) else {
            continue;
        };
        let (weight, label) = (edge.weight(), edge.label().map(escaped));
        let label = label.map_or_else(String::new, |label| format!(" label=\"{label}\""));
        let kind = if key.2 && !is_mutual {
            " type=\"mutual\""
        } else {
            ""
        };
        let life = if edges.are_days {
            timestamps(edge)
        } else {
            String::new()
        };
        writeln!(
            to,
            "      <edge id=\"{number}\" source=\"{from}\" target=\"{end}\"{kind}{label} weight=\"{weight}\"{life}>"
        )?;
        write!(to, "{}", attvalues(&edge.values()))?;
        if !edges.are_days {
            write!(to, "{}", spells(edge))?;
        }
        writeln!(to, "      </edge>")?;
    }
    writeln!(to, "    </edges>\n  </graph>\n</gexf>")
}

/// Declares the attributes of nodes and edges.
fn declare(to: &mut dyn io::Write) -> io::Result<()> {
    for (class, columns) in [("node", &OF_NODES[..]), ("edge", &OF_EDGES[..])] {
        writeln!(to, "    <attributes class=\"{class}\">")?;
        for (name, kind) in columns {
            // These are reserved for its life.
            let title = if ["start", "end"].contains(name) {
                format!("{name} date")
            } else {
                (*name).to_owned()
            };
            writeln!(
                to,
                "      <attribute id=\"{name}\" title=\"{title}\" type=\"{kind}\"/>"
            )?;
        }
        writeln!(to, "    </attributes>")?;
    }
    Ok(())
}

fn ends(dataset: &Dataset, (from, to, _): (usize, usize, bool)) -> Option<(String, String)> {
    let id = |place: usize| Some(escaped(&dataset.actors.at(place)?.1.id));
    id(from).zip(id(to))
}

fn attvalues(values: &[Value]) -> String {
    let mut text = String::new();
    if values.is_empty() {
        return text;
    }
    text.push_str("        <attvalues>\n");
    for (name, _, value) in values {
        let value = escaped(value);
        // Nothing can go wrong in a text.
        writeln!(
            text,
            "          <attvalue for=\"{name}\" value=\"{value}\"/>"
        )
        .unwrap_or_default();
    }
    text.push_str("        </attvalues>\n");
    text
}

fn timestamps(edge: &Edge<'_>) -> String {
    let mut days: Vec<i64> = Vec::new();
    for (first, last) in edge.days() {
        days.extend(first..=last.unwrap_or(first));
    }
    let all: Vec<String> = days.into_iter().map(written).collect();
    match all.as_slice() {
        [] => String::new(),
        [one] => format!(" timestamp=\"{one}\""),
        several => format!(" timestamps=\"&lt;[{}]&gt;\"", several.join(", ")),
    }
}

fn spells(edge: &Edge<'_>) -> String {
    let days = edge.days();
    if days.is_empty() {
        return String::new();
    }
    let mut text = "        <spells>\n".to_owned();
    for (first, last) in days {
        let start = written(first);
        // A spell of no length is none to Gephi: the day after is its end. Others end with their last day.
        let end = last.map(|last| if last == first { last + 1 } else { last });
        let end = end.map(|last| format!(" end=\"{}\"", written(last)));
        let end = end.unwrap_or_default();
        writeln!(text, "          <spell start=\"{start}\"{end}/>").unwrap_or_default();
    }
    text.push_str("        </spells>\n");
    text
}

/// Writes a dataset as a network in GraphML. It has both directions of what is mutual, as a graph of one kind
/// of edges needs them, unless all is mutual.
///
/// # Errors
/// If what it is written to does not take it.
pub(in crate::files) fn graphml(dataset: &Dataset, to: &mut dyn io::Write) -> io::Result<()> {
    let edges = Edges::of(dataset);
    let is_mutual = !edges.all.is_empty() && edges.all.keys().all(|(.., is_mutual)| *is_mutual);
    writeln!(to, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(
        to,
        "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">"
    )?;
    let mut keys = vec![("node", "label", "string")];
    keys.extend(OF_NODES.map(|(name, kind)| ("node", name, kind)));
    keys.extend([
        ("edge", "label", "string"),
        ("edge", "weight", "double"),
        ("edge", "mutual", "boolean"),
    ]);
    keys.extend(OF_EDGES.map(|(name, kind)| ("edge", name, kind)));
    for (of, name, kind) in keys {
        let kind = if kind == "integer" { "int" } else { kind };
        writeln!(
            to,
            "  <key id=\"{of}-{name}\" for=\"{of}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>"
        )?;
    }
    let way = if is_mutual { "undirected" } else { "directed" };
    writeln!(to, "  <graph id=\"network\" edgedefault=\"{way}\">")?;
    let names = Names::of(dataset);
    for actor in dataset.actors.iter() {
        writeln!(to, "    <node id=\"{}\">", escaped(&actor.id))?;
        let mut values = vec![("label", "string", actor.name.to_string())];
        values.extend(values_of(&names, actor));
        write!(to, "{}", data("node", &values))?;
        writeln!(to, "    </node>")?;
    }
    for (key, edge) in &edges.all {
        let Some((from, end)) = ends(dataset, *key) else {
            continue;
        };
        let is_both = key.2 && !is_mutual && from != end;
        let mut values: Vec<Value> = Vec::new();
        values.extend(
            edge.label()
                .map(|label| ("label", "string", label.to_owned())),
        );
        values.push(("weight", "double", edge.weight().to_string()));
        if is_both {
            values.push(("mutual", "boolean", "true".to_owned()));
        }
        values.extend(edge.values());
        let data = data("edge", &values);
        let turned = is_both.then_some((&end, &from));
        for (source, target) in std::iter::once((&from, &end)).chain(turned) {
            writeln!(
                to,
                "    <edge source=\"{source}\" target=\"{target}\">\n{data}    </edge>"
            )?;
        }
    }
    writeln!(to, "  </graph>\n</graphml>")
}

fn data(of: &str, values: &[Value]) -> String {
    let mut text = String::new();
    for (name, _, value) in values {
        let value = escaped(value);
        writeln!(text, "      <data key=\"{of}-{name}\">{value}</data>").unwrap_or_default();
    }
    text
}

/// A text in XML (1.0, section 2.2: some signs cannot stand in it at all).
fn escaped(text: &str) -> String {
    let mut all = String::new();
    for letter in text.chars() {
        match letter {
            '&' => all.push_str("&amp;"),
            '<' => all.push_str("&lt;"),
            '>' => all.push_str("&gt;"),
            '"' => all.push_str("&quot;"),
            '\n' | '\t' => {
                let code = u32::from(letter);
                write!(all, "&#{code};").unwrap_or_default();
            }
            letter if letter.is_control() => {}
            '\u{fffe}' | '\u{ffff}' => {}
            letter => all.push(letter),
        }
    }
    all
}

/// Kept apart from the writers, so that a test can ask it.
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_that_touch_are_one_spell() {
        let day = |n: i64| Instant(n * 86_400);
        let edge = Edge {
            spells: vec![
                (day(3), day(5)),
                (day(0), day(1)),
                (day(1), day(2)),
                (day(9), Instant::MAX),
            ],
            ..Edge::default()
        };
        assert_eq!(edge.days(), [(0, Some(1)), (3, Some(4)), (9, None)]);
    }
}
