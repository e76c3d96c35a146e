//! Files of other programs: opened as they are, known by their content, and written for them.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

use detente::dataset::{ActorKind, Dataset, Kind};
use detente::files::{self, Format, Opened};
use proptest::prelude::*;
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

fn bytes(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    fs::read(folder.join(name)).unwrap()
}

fn opened(bytes: Vec<u8>, name: &str) -> Opened {
    files::open(bytes, Path::new(name), &|_| ControlFlow::Continue(())).unwrap()
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
    let read = files::open(text.into(), Path::new("n.json"), &|_| {
        ControlFlow::Continue(())
    });
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
            (ActorKind::Person, false)
        ]
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
    let opened = files::open_path(&path, &|_| ControlFlow::Continue(()));
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
