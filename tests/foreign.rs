//! Files of other programs: opened as they are, known by their content, and written for them.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

use detente::dataset::TO_THE_END;
use detente::dataset::{ActorKind, Dataset, Kind};
use detente::files::{self, Format, Opened};
use proptest::prelude::*;
use std::fs;
use std::path::Path;

fn bytes(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    fs::read(folder.join(name)).unwrap()
}

fn opened(bytes: Vec<u8>, name: &str) -> Opened {
    files::open(bytes, Path::new(name), TO_THE_END).unwrap()
}

fn foreign(name: &str) -> Opened {
    opened(bytes(&format!("foreign/{name}")), name)
}

fn name<'a>(dataset: &'a Dataset, id: &'a str) -> &'a str {
    dataset.actors.find(id).map_or(id, |(_, actor)| &actor.name)
}

/// The relations of a dataset: `Weaver > Dyer: sells to`, with `~` where they are mutual.
fn relations(dataset: &Dataset) -> Vec<String> {
    let all = dataset.relations.iter().map(|relation| {
        let (from, to) = (name(dataset, &relation.from), name(dataset, &relation.to));
        let sign = if relation.directed { '>' } else { '~' };
        let words = relation.label.as_deref().or(relation.kind.as_deref());
        format!("{from} {sign} {to}: {}", words.unwrap_or_default())
    });
    all.collect()
}

fn names(dataset: &Dataset) -> Vec<&str> {
    dataset.actors.iter().map(|actor| &*actor.name).collect()
}

#[test]
fn networks_of_any_program_have_their_nodes_and_edges() {
    for (file, actors, first) in [
        ("kumu-blueprint.json", 3, ""),
        ("kumu-export.json", 4, ""),
        ("kumu-export.xlsx", 3, ""),
        ("network-cytoscape.json", 2, ""),
        ("network-d3.json", 3, ""),
        ("network-d3-index.json", 3, "Agnes > Bertil: "),
        ("network-graphology.json", 3, "Weaver > Dyer: sells to"),
        ("network-jgf-1.json", 2, "Weaver ~ Dyer: cloth"),
        ("network-jgf-2.json", 3, ""),
        (
            "network-cytoscapejs-list.json",
            2,
            "Weaver > Dyer: sells to",
        ),
        ("network-networkx.json", 3, "Agnes ~ Bertil: "),
        ("network-sigma.json", 2, ""),
        ("network-vis.json", 3, ""),
        ("oligrapher-2.json", 3, ""),
        ("oligrapher-4.json", 3, ""),
        (
            "gexf-gephi-intervals.gexf",
            3,
            "Ministry of Water > Ana Lind & brothers: licence",
        ),
        ("gexf-networkx.gexf", 3, ""),
        ("graphml-neo4j.graphml", 2, ""),
        ("graphml-yed.graphml", 4, ""),
    ] {
        let opened = foreign(file);
        let import = opened.import.as_ref().unwrap();
        assert!(import.is_sure(), "{file}: {:?}", import.lines());
        assert_eq!(
            names(&opened.dataset).len(),
            actors,
            "{file}: {:?}",
            names(&opened.dataset)
        );
        let all = relations(&opened.dataset);
        assert!(!all.is_empty(), "{file}");
        assert!(first.is_empty() || all[0] == first, "{file}: {all:?}");
        // Nobody is called by a number that stands for a name.
        let is_number = |name: &&str| name.parse::<f64>().is_ok();
        let numbers = names(&opened.dataset).into_iter().filter(is_number).count();
        assert!(numbers <= 1, "{file}: {:?}", names(&opened.dataset));
    }
}

#[test]
fn the_weight_of_an_edge_is_what_its_relation_counts_for() {
    let xml = |text: &str| format!("<?xml version=\"1.0\"?>{text}");
    let gexf = |weights: [&str; 2]| {
        let [one, other] = weights;
        xml(&format!(
            "<gexf><graph defaultedgetype=\"directed\"><nodes><node id=\"a\" label=\"Anna\"/><node id=\"b\" \
             label=\"Berta\"/></nodes><edges><edge source=\"a\" target=\"b\" weight=\"{one}\"/><edge source=\"b\" \
             target=\"a\" weight=\"{other}\"/></edges></graph></gexf>"
        ))
    };
    let graphml = xml(
        "<graphml><key id=\"w\" for=\"edge\" attr.name=\"weight\" attr.type=\"double\"/><graph edgedefault=\"directed\">\
         <node id=\"a\"/><node id=\"b\"/><edge source=\"a\" target=\"b\"><data key=\"w\">0.25</data></edge>\
         <edge source=\"b\" target=\"a\"><data key=\"w\">7</data></edge></graph></graphml>",
    );
    let d3 = r#"{"nodes": [{"id": "a"}, {"id": "b"}],
        "links": [{"source": "a", "target": "b", "value": 0.25}, {"source": "b", "target": "a", "value": 7}]}"#;
    let csv = "Source,Target,Type,Weight\na,b,Directed,0.25\nb,a,Directed,7\n";
    let weights = |text: &str, name: &str| -> Vec<Option<f64>> {
        let opened = opened(text.into(), name);
        let all = opened.dataset.relations.iter();
        all.map(|relation| relation.weight).collect()
    };
    for (text, name) in [
        (gexf(["0.25", "7"]), "n.gexf"),
        (graphml, "n.graphml"),
        (d3.into(), "n.json"),
        (csv.into(), "n.csv"),
    ] {
        assert_eq!(weights(&text, name), [Some(0.25), Some(7.0)], "{name}");
    }
    // What is no number, or under zero, is kept as it was.
    for odd in ["heavy", "-2"] {
        let opened = opened(gexf([odd, "7"]).into(), "n.gexf");
        let (_, first) = opened.dataset.relations.at(0).unwrap();
        assert_eq!(first.weight, None, "{odd}");
        let kept = first.kept.get("weight (column)");
        assert!(
            kept.is_some_and(|kept| kept.contains(odd)),
            "{:?}",
            first.kept
        );
    }
}

#[test]
fn a_graph_of_json_has_a_title_and_its_nodes_kinds() {
    let text = r#"{"graph": {"label": "Nile politics", "directed": true,
        "nodes": [{"id": "x0", "label": "Nile Basin Initiative", "metadata": {"team": "N"}},
            {"id": "x1", "label": "Egypt", "metadata": {"team": "S"}},
            {"id": "x2", "label": "World Bank", "metadata": {"team": "B"}}],
        "edges": [{"source": "x1", "target": "x0", "relation": "member of", "metadata": {"since": 1999}},
            {"source": "x2", "target": "x1", "relation": "funds", "metadata": {"since": 2011}}]}}"#;
    let opened = opened(text.into(), "nile.json");
    let dataset = &opened.dataset;
    assert_eq!(&*dataset.metadata.title, "Nile politics");
    let kinds: Vec<ActorKind> = dataset.actors.iter().map(|actor| actor.kind).collect();
    let kind = ActorKind::Organisation;
    assert_eq!(kinds, [kind, ActorKind::State, kind]);
    let lines = opened.import.as_ref().unwrap().lines();
    assert!(
        lines.iter().any(|line| line.contains("since = start")),
        "{lines:?}"
    );
}

#[test]
fn lists_of_networks_and_of_mixed_elements_are_networks() {
    // Two networks in one file; a network by itself; elements in one list; ends in one letter.
    for (text, expected) in [
        (
            r#"{"graphs": [{"label": "One", "nodes": [{"id": "a", "label": "Anna"}, {"id": "b", "label": "Berta"}],
                "edges": [{"source": "a", "target": "b", "relation": "pays"}]},
              {"label": "Two", "nodes": [{"id": "b", "label": "Berta"}, {"id": "c", "label": "Carl"}],
                "edges": [{"source": "b", "target": "c", "relation": "knows"}]}]}"#,
            vec!["Anna > Berta: pays", "Berta > Carl: knows"],
        ),
        (
            r#"{"graph": {"nodes": [{"id": "a", "label": "Anna"}, {"id": "b", "label": "Berta"}],
                "edges": [{"source": "a", "target": "b", "relation": "pays"}]}}"#,
            vec!["Anna > Berta: pays"],
        ),
        (
            r#"{"elements": [{"data": {"id": "a", "label": "Anna"}}, {"data": {"id": "b", "label": "Berta"}},
                {"data": {"id": "ab", "source": "a", "target": "b", "label": "pays"}}]}"#,
            vec!["Anna > Berta: pays"],
        ),
        (
            r#"{"nodes": [{"id": "a", "label": "Anna"}, {"id": "b", "label": "Berta"}],
                "links": [{"s": "a", "t": "b", "label": "pays"}, {"s": "b", "t": "a", "label": "owes"}]}"#,
            vec!["Anna > Berta: pays", "Berta > Anna: owes"],
        ),
    ] {
        let opened = opened(text.into(), "network.json");
        assert_eq!(relations(&opened.dataset), expected, "{text}");
        let lines = opened.import.as_ref().unwrap().lines();
        assert!(
            !lines.iter().any(|line| line.contains("not read")),
            "{lines:?}"
        );
        assert!(opened.problems.is_empty(), "{:?}", opened.problems);
    }
    // Where one letter may be anything, nothing is made of it.
    let text = r#"{"nodes": [{"id": "a"}, {"id": "b"}], "points": [{"s": "a", "t": "7"}, {"s": "b", "t": "9"}]}"#;
    let read = files::open(text.into(), Path::new("n.json"), TO_THE_END);
    assert!(read.is_err() || read.unwrap().dataset.relations.is_empty());
}

#[test]
fn arrows_of_vis_may_be_objects() {
    let opened = foreign("network-vis.json");
    let signs: Vec<String> = relations(&opened.dataset)
        .iter()
        .map(|words| words.split(':').next().unwrap().to_owned())
        .collect();
    assert_eq!(
        signs,
        [
            "Weaver > Dyer",
            "Bishop ~ Weaver",
            "Bishop > Dyer",
            "Dyer ~ Bishop",
            "Weaver ~ Bishop"
        ]
    );
    let text = r#"{"nodes": [{"id": 1, "label": "Anna"}, {"id": 2, "label": "Berta"}], "edges": [
        {"from": 1, "to": 2, "arrows": {"to": {"enabled": true, "type": "vee"}, "from": {"enabled": false}}},
        {"from": 1, "to": 2, "arrows": {"to": false, "from": true}},
        {"from": 1, "to": 2, "arrows": {"middle": {"enabled": true}}}]}"#;
    let opened = self::opened(text.into(), "vis.json");
    assert_eq!(
        relations(&opened.dataset),
        ["Anna > Berta: ", "Berta > Anna: ", "Anna ~ Berta: "]
    );
    let (_, first) = opened.dataset.relations.at(0).unwrap();
    assert_eq!(
        first.kept.get("arrows.to.type"),
        Some("\"vee\""),
        "{:?}",
        first.kept
    );
}

#[test]
fn what_timeline_says_of_parts_and_colours_is_used() {
    let opened = foreign("timeline-1x.timeline");
    let all = &opened.dataset;
    let titled = |title: &str| {
        all.events
            .iter()
            .find(|event| &*event.title == title)
            .unwrap()
    };
    let parent = titled("Carters meet").by_hand.parent.clone();
    assert_eq!(parent.as_ref(), Some(&titled("Strike of the carters").id));
    // The container of another is not there: its number is kept.
    let road = titled("Road closed");
    assert_eq!(road.by_hand.parent, None);
    assert_eq!(road.more.notes.kept.get("part of"), Some("\"9\""));
    let categories: Vec<(&str, Option<&str>, Option<&str>)> = all
        .categories
        .iter()
        .map(|category| {
            let parent = category.parent.as_ref().map(|id| id.as_str());
            (&*category.name, category.colour.as_deref(), parent)
        })
        .collect();
    assert_eq!(
        categories,
        [
            ("Trade", Some("#ff8000"), None),
            ("Salt", Some("#fafa14"), Some("trade"))
        ]
    );
    assert_eq!(all.metadata.kept.get("category Trade colour"), None);
    assert!(
        all.metadata
            .kept
            .get("category Trade font colour")
            .is_some()
    );
}

#[test]
fn what_is_a_part_of_what_is_in_a_table() {
    let text = "title,when,parent\nWar,1914/1918,\nBattle,1916,War\nSiege,1917,war\nOdd,1918,Nothing there\n";
    let opened = opened(text.into(), "events.csv");
    let parents = |all: &Dataset| -> Vec<Option<String>> {
        let all = all.events.iter();
        all.map(|event| event.by_hand.parent.as_ref().map(ToString::to_string))
            .collect()
    };
    let war = || Some("war".to_owned());
    assert_eq!(parents(&opened.dataset), [None, war(), war(), None]);
    let (_, odd) = opened.dataset.events.find("odd").unwrap();
    assert_eq!(
        odd.more.notes.kept.get("parent (column)"),
        Some("\"Nothing there\"")
    );
    assert!(opened.problems.is_empty(), "{:?}", opened.problems);
    for file in ["again.csv", "again.xlsx"] {
        let again = again(&opened.dataset, file);
        assert_eq!(parents(&again), parents(&opened.dataset), "{file}");
    }
}

#[test]
fn edges_and_nodes_in_files_of_their_own_are_one_network() {
    let edges = "Source,Target,Type,Label\n1,2,Directed,pays\n2,3,Undirected,knows\n";
    let nodes = "Id,Label,Type\n1,Anna,person\n2,Bank of the North,organization\n3,Carl,person\n";
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("net.xlsx");
    // In one workbook, too.
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, text) in [
        ("Notes", "Made by hand\n"),
        ("Links", edges),
        ("People", nodes),
    ] {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap();
        for (row, line) in (0..).zip(text.lines()) {
            for (column, cell) in (0..).zip(line.split(',')) {
                sheet.write_string(row, column, cell).unwrap();
            }
        }
    }
    book.save(&path).unwrap();
    let opened = opened(fs::read(&path).unwrap(), "net.xlsx");
    assert_eq!(
        relations(&opened.dataset),
        [
            "Anna > Bank of the North: pays",
            "Bank of the North ~ Carl: knows"
        ]
    );
    let (_, bank) = opened.dataset.actors.find("2").unwrap();
    assert_eq!(bank.kind, ActorKind::Organisation);
    let lines = opened.import.unwrap().lines();
    assert!(
        lines
            .iter()
            .any(|line| line == "“People” is read with it: 3 actors."),
        "{lines:?}"
    );
    assert!(
        lines.iter().any(|line| line.contains("not read: “Notes”")),
        "{lines:?}"
    );
}

#[test]
fn formats_are_known_by_their_content() {
    for (file, format) in [
        ("google.ics", "Calendar"),
        ("vcalendar-1.vcs", "Calendar"),
        ("gexf-networkx.gexf", "Network of Gephi"),
        ("graphml-yed.graphml", "Network"),
        ("timeline-2x.timeline", "Timeline"),
        ("project.mw", "Markwhen"),
        ("kumu-export.xlsx", "Workbook"),
        ("kumu-export.json", "JSON with rows"),
        ("preceden-harbour-export.csv", "Table"),
    ] {
        let opened = opened(bytes(&format!("foreign/{file}")), "download");
        assert_eq!(opened.format.name, format, "{file}");
    }
}

#[test]
fn calendars_and_timelines_are_events() {
    for (file, events, dated) in [
        ("apple.ics", 5, 5),
        ("google.ics", 5, 5),
        ("outlook.ics", 5, 5),
        ("parliament.ics", 5, 5),
        ("timeline-1x.timeline", 7, 7),
        ("timeline-2x.timeline", 5, 5),
        ("project.mw", 13, 13),
        ("relative.mw", 21, 21),
        // Two pages are one dataset.
        ("frontmatter.mw", 13, 10),
    ] {
        let opened = foreign(file);
        let all = || opened.dataset.events.iter();
        let problems = &opened.problems;
        assert_eq!(all().count(), events, "{file}: {problems:#?}");
        let is_dated = |when: &str| detente::dataset::date::Date::parse(when).is_ok();
        let found = all().filter(|event| event.when.as_deref().is_some_and(is_dated));
        assert_eq!(found.count(), dated, "{file}: {problems:#?}");
    }
    let eras = foreign("timeline-1x.timeline").dataset.periods.len();
    assert!(eras > 0, "eras are periods");
}

#[test]
fn what_preceden_calls_approximate_is() {
    let opened = foreign("preceden-harbour-import.csv");
    assert_eq!(opened.import.unwrap().download, Some("Preceden"));
    let all = opened.dataset.events.iter();
    let dates: Vec<&str> = all.filter_map(|event| event.when.as_deref()).collect();
    assert_eq!(
        dates,
        [
            "1861-05-08",
            "1863~/1868-06",
            "1889-03-14/1889-03-29",
            "1889-05",
            "-0299~/0040~"
        ]
    );
    let categories: Vec<&str> = opened.dataset.categories.iter().map(|c| &*c.name).collect();
    assert_eq!(
        categories,
        [
            "Building the harbour",
            "Strikes and disputes",
            "Older settlement"
        ]
    );
}

#[test]
fn mentions_of_one_event_are_its_sources() {
    let opened = opened(bytes("field/gdelt-mentions.CSV"), "20150218.mentions.CSV");
    let all = opened.dataset.events.iter();
    let cited: Vec<usize> = all.map(|event| event.citations.len()).collect();
    assert_eq!(cited, [2, 1]);
    let (_, first) = opened.dataset.events.find("410412347").unwrap();
    let kept: Vec<Option<&str>> = first
        .citations
        .iter()
        .map(|citation| citation.more.kept.get("Confidence"))
        .collect();
    assert_eq!(
        kept,
        [Some("\"40\""), Some("\"80\"")],
        "nothing of a row is lost"
    );
}

#[test]
fn what_an_actor_is_is_guessed_and_said_to_be() {
    let table =
        "title,when,from,to\nVisit,2020,Ministry of Defence,Ukraine\nCall,2021,Anna Berg,Ukraine\n";
    let opened = opened(table.into(), "visits.csv");
    let kinds: Vec<(ActorKind, bool)> = opened
        .dataset
        .actors
        .iter()
        .map(|actor| (actor.kind, actor.kind_guessed))
        .collect();
    assert_eq!(
        kinds,
        [
            (ActorKind::Organisation, true),
            (ActorKind::State, true),
            (ActorKind::Unknown, false)
        ],
        "nothing says that she is a person"
    );
    let text = files::write(&opened.dataset);
    assert_eq!(
        text.matches("\"kind_guessed\": true").count(),
        2,
        "it is kept"
    );
}

fn summit() -> Dataset {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/alaska-summit.detente");
    let opened = files::open_path(&path, TO_THE_END);
    opened.unwrap().dataset
}

/// What is read of a dataset that was written under a name.
fn again(dataset: &Dataset, file: &str) -> Dataset {
    let format = Format::of_name(Path::new(file)).unwrap();
    let mut written = Vec::new();
    format.write.unwrap()(dataset, Kind::Event, &mut written).unwrap();
    opened(written, file).dataset
}

fn titles_and_dates(dataset: &Dataset) -> Vec<(String, Option<String>)> {
    let all = dataset.events.iter();
    let all = all.map(|event| {
        (
            event.title.to_string(),
            event.when.as_deref().map(str::to_owned),
        )
    });
    all.collect()
}

#[test]
fn a_workbook_holds_the_summit() {
    let (before, after) = (summit(), again(&summit(), "summit.xlsx"));
    assert_eq!(titles_and_dates(&after), titles_and_dates(&before));
    assert_eq!(names(&after), names(&before));
    assert_eq!(relations(&after), relations(&before));
    let kinds = |dataset: &Dataset| -> Vec<_> { dataset.actors.iter().map(|a| a.kind).collect() };
    assert_eq!(kinds(&after), kinds(&before));
}

#[test]
fn a_calendar_holds_what_has_a_date() {
    let before = summit();
    let after = again(&before, "summit.ics");
    let mut expected = titles_and_dates(&before);
    expected.retain(|(_, when)| when.is_some());
    let mut found = titles_and_dates(&after);
    expected.sort();
    found.sort();
    assert_eq!(found.len(), expected.len());
    let date = |when: &Option<String>| {
        let date = detente::dataset::date::Date::parse(when.as_deref().unwrap()).unwrap();
        (date.traits().approximate, date.traits().uncertain)
    };
    for (found, expected) in found.iter().zip(&expected) {
        assert_eq!(found.0, expected.0);
        assert_eq!(date(&found.1), date(&expected.1), "{expected:?}");
    }
}

#[test]
fn slides_hold_what_has_a_date() {
    let before = summit();
    for file in ["summit.timelinejs.json", "summit.timelinejs.csv"] {
        let format = Format::of_name(Path::new(file)).unwrap();
        let mut written = Vec::new();
        format.write.unwrap()(&before, Kind::Event, &mut written).unwrap();
        // It is opened as what it is.
        let ending = file.rsplit('.').next().unwrap();
        let after = opened(written, &format!("summit.{ending}")).dataset;
        let dated = titles_and_dates(&before)
            .into_iter()
            .filter(|(_, when)| when.is_some());
        assert_eq!(after.events.len(), dated.count(), "{file}");
        assert_eq!(after.periods.len(), before.periods.len(), "{file}");
        assert_eq!(after.metadata.title, before.metadata.title, "{file}");
    }
}

/// TimelineJS shows nothing but an error where an era has no end, and drops an end that says what the start
/// says.
#[test]
fn each_era_of_slides_has_an_end_of_its_own() {
    let text = "title,when,type\nA,2025-03-01,\nB,2025-08-16,\nDay,2025-08-15,era\nYear,2024,era\n\
        Since,2022-02-24/..,era\nUntil,../2025-06-01,era\nHour,2025-08-15T10:00,era\n\
        Span,2025-01/2025-03,era\n";
    let before = opened(text.into(), "a.csv").dataset;
    assert_eq!(before.periods.len(), 6);
    let format = Format::of_name(Path::new("a.timelinejs.json")).unwrap();
    let mut written = Vec::new();
    format.write.unwrap()(&before, Kind::Event, &mut written).unwrap();
    let whole: serde_json::Value = serde_json::from_slice(&written).unwrap();
    let eras = whole["eras"].as_array().unwrap();
    assert_eq!(eras.len(), 6);
    for era in eras {
        let start = era["start_date"].as_object().unwrap();
        let is_same = start
            .iter()
            .all(|(key, part)| era["end_date"][key] == *part);
        assert!(!is_same, "{era}");
    }
    let end = |place: usize| eras[place]["end_date"].to_string();
    assert_eq!(end(2), r#"{"day":16,"month":8,"year":2025}"#);
    assert!(
        format
            .left_out(&before, Kind::Event)
            .unwrap()
            .contains("that a period has no end")
    );
}

#[test]
fn a_network_holds_every_tie() {
    let before = summit();
    for file in ["summit.gexf", "summit.graphml"] {
        let after = again(&before, file);
        assert_eq!(names(&after), names(&before), "{file}");
        assert!(
            after.relations.len() >= 155,
            "{file}: {}",
            after.relations.len()
        );
    }
}

#[test]
fn a_timeline_of_mermaid_has_a_line_for_each_event() {
    let mut written = Vec::new();
    let format = Format::of_name(Path::new("summit.mmd")).unwrap();
    format.write.unwrap()(&summit(), Kind::Event, &mut written).unwrap();
    let text = String::from_utf8(written).unwrap();
    assert!(text.starts_with("timeline\n    title The Alaska summit\n"));
    let lines = text.lines().filter(|line| line.contains(" : "));
    assert_eq!(lines.clone().count(), 120);
    // A colon or a number sign within a text would part the line.
    for line in lines {
        assert_eq!(line.matches(':').count(), 1, "{line}");
        assert!(!line.contains(['#', ';']), "{line}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever people are called, a network that was written can be read; but a semicolon or a bar parts
    /// names in a cell.
    #[test]
    fn names_of_any_letters_stand_in_networks(names in prop::collection::vec("[^\\p{C}\\s;|]{1,12}", 2..6)) {
        let rows: Vec<String> = names
            .windows(2)
            .map(|pair| {
                let quoted = |name: &str| format!("\"{}\"", name.replace('"', "\"\""));
                format!("Talks,2020-05-0{},{},{}", 1, quoted(&pair[0]), quoted(&pair[1]))
            })
            .collect();
        let table = format!("title,when,from,to\n{}\n", rows.join("\n"));
        let before = opened(table.into_bytes(), "talks.csv").dataset;
        // What looks like no name at all is kept, and nobody is called so.
        prop_assume!(!before.actors.is_empty());
        for file in ["talks.gexf", "talks.graphml", "talks.ics", "talks.xlsx"] {
            let after = again(&before, file);
            if file != "talks.ics" {
                prop_assert_eq!(after.actors.len(), before.actors.len());
            }
        }
    }
}

#[test]
fn an_edge_to_nobody_leaves_the_others_joined() {
    let text = r#"{"nodes": [{"id": "n1", "label": "Anna"}, {"id": "n2", "label": "Boris"}],
        "links": [{"source": "n1", "target": "n2"}, {"source": "n2", "target": "ghost"}]}"#;
    let dataset = opened(text.into(), "net.json").dataset;
    assert_eq!(relations(&dataset), ["Anna > Boris: ", "Boris > ghost: "]);
    assert_eq!(names(&dataset), ["Anna", "Boris", "ghost"]);
}

#[test]
fn lists_of_edges_are_relations_whatever_else_they_say() {
    for text in [
        "Source,Target\nAnna,Boris\nBoris,Carl\n",
        "Source,Target,Type,Weight\n1,2,Directed,3\n2,3,Directed,1\n",
        "Source,Target,Type,Id,Label,timeset,Weight\n1,2,Undirected,0,knows,,1.0\n2,3,Undirected,1,knows,,1.0\n",
        "from,to,directed,kind,when\nAnna,Boris,directed,pays,2020\nBoris,Carl,undirected,knows,2021\n",
    ] {
        let opened = opened(text.into(), "edges.csv");
        assert_eq!(opened.dataset.relations.len(), 2, "{text}");
        assert_eq!(opened.dataset.events.len(), 0, "{text}");
    }
}

#[test]
fn times_keep_the_zone_of_their_dataset() {
    let before = summit();
    for file in ["summit.csv", "summit.xlsx", "summit.jsonl", "summit.md"] {
        let after = again(&before, file);
        let moment = |dataset: &Dataset| {
            let (_, event) = dataset.events.find("putin-lands").unwrap();
            let own = event.own_zone();
            let whole = dataset.metadata.zone.as_deref();
            let whole = whole.and_then(detente::dataset::zone::Zone::named);
            let zone = own
                .or(whole)
                .unwrap_or_else(detente::dataset::zone::Zone::utc);
            let date = detente::dataset::date::Date::parse(event.when.as_deref().unwrap());
            date.unwrap().core(&zone)
        };
        assert_eq!(moment(&after), moment(&before), "{file}");
    }
}

#[test]
fn content_goes_before_the_ending() {
    for (file, name) in [
        ("gexf-networkx.gexf", "a.graphml"),
        ("graphml-yed.graphml", "a.gexf"),
        ("google.ics", "a.csv"),
        ("kumu-export.xlsx", "a.csv"),
    ] {
        let opened = opened(bytes(&format!("foreign/{file}")), name);
        assert!(
            !opened
                .format
                .extensions
                .iter()
                .any(|ending| name.ends_with(ending)),
            "{file}"
        );
        let dataset = &opened.dataset;
        assert!(dataset.events.len() + dataset.relations.len() > 0, "{file}");
    }
}

#[test]
fn a_sheet_for_each_year_is_one_table() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("years.xlsx");
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, cells) in [
        ("2019", [["Date", "Event"], ["2019-05-01", "Strike"]]),
        ("2020", [["Date", "Event"], ["2020-06-02", "Talks"]]),
        ("Plan 2021", [["Date", "Event"], ["2021-07-03", "Draft"]]),
    ] {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap();
        for (row, line) in (0..).zip(cells) {
            for (column, cell) in (0..).zip(line) {
                sheet.write_string(row, column, cell).unwrap();
            }
        }
    }
    book.save(&path).unwrap();
    let opened = opened(fs::read(&path).unwrap(), "years.xlsx");
    let titles: Vec<&str> = opened
        .dataset
        .events
        .iter()
        .map(|event| &*event.title)
        .collect();
    assert_eq!(titles, ["Strike", "Talks"]);
    let lines = opened.import.unwrap().lines();
    assert!(
        lines
            .iter()
            .any(|line| line.contains("“2020” is read with it: 1 event")),
        "{lines:?}"
    );
    assert!(
        lines
            .iter()
            .any(|line| line.contains("not read: “Plan 2021”")),
        "{lines:?}"
    );
}

/// A list of a dataset under a name, and what is read of it.
fn list_again(dataset: &Dataset, kind: Kind, file: &str) -> Opened {
    let format = Format::of_name(Path::new(file)).unwrap();
    let mut written = Vec::new();
    format.write.unwrap()(dataset, kind, &mut written).unwrap();
    opened(written, file)
}

#[test]
fn lists_of_sources_are_sources_again() {
    let before = summit();
    let all = |dataset: &Dataset| -> Vec<detente::dataset::Source> {
        let sources = dataset.sources.iter().cloned();
        sources
            .map(|mut source| {
                source.kept = detente::dataset::Kept::default();
                source
            })
            .collect()
    };
    for file in ["sources.csv", "sources.tsv", "sources.jsonl"] {
        let opened = list_again(&before, Kind::Source, file);
        assert_eq!(all(&opened.dataset), all(&before), "{file}");
        assert!(opened.dataset.events.is_empty(), "{file}");
        assert_eq!(opened.import.unwrap().rows.kind(), Kind::Source, "{file}");
    }
    // A workbook has them beside the events, complete.
    assert_eq!(all(&again(&before, "summit.xlsx")), all(&before));
}

#[test]
fn what_is_no_list_of_sources_is_none() {
    for (text, kind) in [
        (
            "title,url\nOne,https://a.example/1\nTwo,https://a.example/2\n",
            Kind::Source,
        ),
        (
            "id,title,publisher,published\n1,One,Post,2020-01-02\n2,Two,Times,3 May 2021\n",
            Kind::Source,
        ),
        (
            "title,date,url,publisher\nOne,2020-01-02,https://a.example/1,Post\n",
            Kind::Event,
        ),
        (
            "headline,published,url\nOne,2020-01-02,https://a.example/1\n",
            Kind::Event,
        ),
        (
            "title,when,source,author\nOne,2020-01-02,Post,Anna\n",
            Kind::Event,
        ),
        ("title,who,url\nOne,Anna,https://a.example/1\n", Kind::Event),
        (
            "name,role,url\nAnna,Mayor,https://a.example/1\n",
            Kind::Actor,
        ),
    ] {
        let read = files::open(text.into(), Path::new("a.csv"), TO_THE_END);
        assert_eq!(read.unwrap().import.unwrap().rows.kind(), kind, "{text}");
    }
    let text = "id,title,publisher,published\n1,One,Post,2020-01-02\n2,Two,Times,3 May 2021\n";
    let opened = opened(text.into(), "a.csv");
    let dates: Vec<Option<&str>> = opened
        .dataset
        .sources
        .iter()
        .map(|s| s.published.as_deref())
        .collect();
    assert_eq!(dates, [Some("2020-01-02"), Some("2021-05-03")]);
}

/// A workbook of sheets, each with lines of cells that commas part.
fn workbook(sheets: &[(&str, &str)]) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, text) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(*name).unwrap();
        for (row, line) in (0..).zip(text.lines()) {
            for (column, cell) in (0..).zip(line.split(',')) {
                sheet.write_string(row, column, cell).unwrap();
            }
        }
    }
    book.save_to_buffer().unwrap()
}

#[test]
fn a_sheet_of_sources_completes_what_is_cited() {
    // Cited by id, by title in another case, and by address.
    let book = workbook(&[
        (
            "Events",
            "title,when,who,source\nTalks,2020-01-02,anna berg,R1\nVisit,2020-02-03,ANNA BERG,the daily post\nCall,2020-03-04,Carl,https://c.example/x\n",
        ),
        (
            "Sources",
            "id,title,publisher,url\nR1,First report,Office,https://a.example/1\nR2,The Daily Post,Post,\nR3,Third,Office,https://c.example/x\n",
        ),
        ("People", "name,role\nAnna Berg,Mayor\nCarl,Clerk\n"),
    ]);
    let opened = opened(book, "a.xlsx");
    let all = &opened.dataset;
    let titles: Vec<&str> = all.sources.iter().map(|source| &*source.title).collect();
    assert_eq!(titles, ["First report", "The Daily Post", "Third"]);
    let cited: Vec<&str> = all
        .events
        .iter()
        .map(|event| {
            &*all
                .sources
                .find(&event.citations[0].source)
                .unwrap()
                .1
                .title
        })
        .collect();
    assert_eq!(cited, titles);
    // People are one, however they are written on another sheet.
    assert_eq!(names(all), ["Anna Berg", "Carl"]);
    let (_, anna) = all.actors.at(0).unwrap();
    assert_eq!(anna.role.as_deref(), Some("Mayor"));
    assert!(opened.problems.is_empty(), "{:?}", opened.problems);
}

#[test]
fn of_a_workbook_what_happened_is_read_however_well_its_lists_are_called() {
    let book = workbook(&[
        (
            "Events",
            "Date,What happened,Who did it,Whom,Type,Source\n2020-01-02,They talk,Anna Berg,Carl,talks,First report\n2020-02-03,They meet,Carl,Anna Berg,talks,First report\n",
        ),
        (
            "People",
            "Name,Role,Group\nAnna Berg,Mayor,City\nCarl,Clerk,City\n",
        ),
        (
            "Sources",
            "Title,Publisher,URL,Published,Reliability\nFirst report,Office,https://a.example/1,2020-03-01,B\n",
        ),
    ]);
    let opened = opened(book, "a.xlsx");
    let all = &opened.dataset;
    let counts = [all.events.len(), all.actors.len(), all.sources.len()];
    assert_eq!(counts, [2, 2, 1]);
    let (_, anna) = all.actors.at(0).unwrap();
    assert_eq!(anna.role.as_deref(), Some("Mayor"));
}

#[test]
fn edges_that_last_are_ties_and_what_has_a_time_is_an_event() {
    for (text, kind) in [
        (
            "Source,Target,Start,End\nAnna,Boris,1990,1995\nBoris,Carl,1992,2001\n",
            Kind::Relation,
        ),
        (
            "Source,Target,Start,End,Notes\nAnna,Boris,1990,1995,met at school\nBoris,Carl,1992,2001,\n",
            Kind::Relation,
        ),
        (
            "From,To,Type,Start date,End date\nAnna,Boris,married,1990-05-01,1995-01-01\nBoris,Carl,employs,1992-01-01,\n",
            Kind::Relation,
        ),
        (
            "Source,Target,Date\nAnna,Boris,1990\nBoris,Carl,1992\n",
            Kind::Relation,
        ),
        (
            "caller,receiver,start time,end time\nAnna,Boris,2020-01-02 10:00,2020-01-02 10:05\n",
            Kind::Event,
        ),
        (
            "from,to,when,title\nAnna,Boris,2020-01-02,Letter\n",
            Kind::Event,
        ),
        (
            "from,to,date,description\nAnna,Boris,2020-01-02,A letter about the house\n",
            Kind::Event,
        ),
        (
            "Source,Target,Start,End,Title\nAnna,Boris,1990,1995,Siege\n",
            Kind::Event,
        ),
    ] {
        let read = files::open(text.into(), Path::new("a.csv"), TO_THE_END);
        assert_eq!(read.unwrap().import.unwrap().rows.kind(), kind, "{text}");
    }
    let text = "Source,Target,Start,End\nAnna,Boris,1990,1995\nBoris,Carl,1992,2001\n";
    let opened = opened(text.into(), "a.csv");
    let dates: Vec<Option<&str>> = opened
        .dataset
        .relations
        .iter()
        .map(|r| r.when.as_deref())
        .collect();
    assert_eq!(dates, [Some("1990/1995"), Some("1992/2001")]);
}

#[test]
fn names_with_a_semicolon_come_back_whole() {
    let text = "title,when,from,to,tags\nTalks,2020,\"\"\"Sons; Daughters\"\"; Anna\",\"\"\"A | B\"\"\",\"\"\"x; y\"\"; z\"\n";
    let opened = opened(text.into(), "a.csv");
    let before = &opened.dataset;
    assert_eq!(names(before), ["Sons; Daughters", "Anna", "A | B"]);
    for file in ["a.csv", "a.tsv", "a.jsonl", "a.md", "a.xlsx"] {
        let after = again(before, file);
        assert_eq!(names(&after), names(before), "{file}");
        let (_, event) = after.events.at(0).unwrap();
        assert_eq!(*event.more.notes.tags, ["x; y", "z"], "{file}");
    }
    let ties = "from,to,kind\n\"\"\"Sons; Daughters\"\"\",Anna,pays\n";
    let opened = self::opened(ties.into(), "ties.csv");
    assert_eq!(relations(&opened.dataset), ["Sons; Daughters > Anna: pays"]);
    let after = list_again(&opened.dataset, Kind::Relation, "ties.csv").dataset;
    assert_eq!(relations(&after), relations(&opened.dataset));
    let mut aliases = opened.dataset.actors.at(1).unwrap().1.clone();
    aliases.aliases = vec!["A; B".into(), "C".into()];
    let all = Dataset {
        actors: std::iter::once(aliases).collect(),
        ..Dataset::default()
    };
    for file in ["a.gexf", "a.graphml"] {
        let (_, actor) = again(&all, file)
            .actors
            .at(0)
            .map(|(h, a)| (h, a.clone()))
            .unwrap();
        assert_eq!(actor.aliases, ["A; B", "C"], "{file}");
    }
}

#[test]
fn what_is_mutual_and_what_is_a_day_come_back_from_networks() {
    let text = "title,when,from,to,actors\nVisit,2020-01-02,Anna,Boris,\nTalks,2020-02-03,,,Anna; Carl\nStay,2021-01-01/2021-03-05,Boris,Carl,\nCall,2020-05-06,Boris,Carl,\n";
    let before = opened(text.into(), "a.csv").dataset;
    for file in ["a.gexf", "a.graphml"] {
        let after = again(&before, file);
        let mut ties: Vec<String> = after
            .relations
            .iter()
            .map(|relation| {
                let sign = if relation.directed { '>' } else { '~' };
                let when = relation.when.as_deref().unwrap_or_default();
                format!(
                    "{} {sign} {} {when}",
                    name(&after, &relation.from),
                    name(&after, &relation.to)
                )
            })
            .collect();
        ties.sort();
        assert_eq!(
            ties,
            [
                "Anna > Boris 2020-01-02",
                "Anna ~ Carl 2020-02-03",
                "Boris > Carl 2020-05-06/2021-03-05"
            ],
            "{file}"
        );
        let (_, first) = after.relations.at(0).unwrap();
        assert_eq!(
            first.kept.get("start date"),
            None,
            "{file}: {:?}",
            first.kept
        );
    }
    // An edge that is mutual of its own, and a pair of which only one is.
    let graph = |edges: &str| {
        let text = format!(
            "<graphml><key id=\"m\" for=\"edge\" attr.name=\"mutual\" attr.type=\"boolean\"/><graph edgedefault=\"directed\"><node id=\"a\"/><node id=\"b\"/>{edges}</graph></graphml>"
        );
        relations(&opened(text.into_bytes(), "a.graphml").dataset)
    };
    let edge = |from: &str, to: &str, mutual: &str| {
        format!("<edge source=\"{from}\" target=\"{to}\"><data key=\"m\">{mutual}</data></edge>")
    };
    assert_eq!(graph(&edge("a", "b", "true")), ["a ~ b: "]);
    assert_eq!(
        graph(&(edge("a", "b", "true") + &edge("b", "a", "false"))),
        ["a ~ b: ", "b > a: "]
    );
    assert_eq!(
        graph("<edge source=\"a\" target=\"b\" directed=\"false\"/>"),
        ["a ~ b: "]
    );
}

#[test]
fn lines_of_a_cell_come_back_from_markdown() {
    let text = "title,when,description\nTalks,2020,\"One | two\nthree <br> four\n\nfive\"\n";
    let before = opened(text.into(), "a.csv").dataset;
    let after = again(&before, "a.md");
    let told = |all: &Dataset| all.events.at(0).unwrap().1.description.clone();
    assert_eq!(told(&after), told(&before));
    assert!(told(&before).unwrap().contains("three <br> four\n\nfive"));
}

#[test]
fn far_years_come_back_from_slides() {
    let whens = [
        "Y-13800000000",
        "Y-65000000",
        "-9999",
        "0000",
        "1999",
        "Y12025",
        "Y2000000",
    ];
    let rows: Vec<String> = whens
        .iter()
        .enumerate()
        .map(|(n, when)| format!("E{n},{when}"))
        .collect();
    let before = opened(format!("title,when\n{}\n", rows.join("\n")).into(), "a.csv").dataset;
    for file in ["a.timelinejs.csv", "a.timelinejs.json"] {
        let after = again(&before, file);
        let mut found = titles_and_dates(&after);
        let mut wanted = titles_and_dates(&before);
        found.sort();
        wanted.sort();
        assert_eq!(found, wanted, "{file}");
    }
}
