//! Files as programs write them, and what is read of them.

use super::*;
use crate::files::foreign::testing::told;
use crate::files::foreign::trial::{is_hostile, is_shown, missing};

const INTERVALS: &str = include_str!("../../../../tests/foreign/gexf-gephi-intervals.gexf");
const TIMESTAMPS: &str = include_str!("../../../../tests/foreign/gexf-gephi-timestamps.gexf");
const NETWORKX: &str = include_str!("../../../../tests/foreign/gexf-networkx.gexf");
const HAND: &str = include_str!("../../../../tests/foreign/gexf-hand.gexf");

/// Ids of attributes, and the type of an edge, which becomes "yes" or "no".
const PASSED: &[(&str, &str)] = &[("attribute", "id"), ("attvalue", "for"), ("edge", "type")];

#[test]
fn gephi_with_intervals() {
    is_shown(
        &read(INTERVALS).unwrap(),
        "
Nodes (Actors)
  id = id, label = name, start = keep, end = keep, spells = keep, colour = keep, position x = keep, position y = keep, position z = keep, size = keep, Modularity Class = group, type = kind, Label (attribute) = keep, Aliases = aliases, url = url, seats = keep
  28 | id: n1 | label: Ministry of Water | start: 2001-04-02 | end: 2019-12-31 | colour: rgb(239, 173, 66) | position x: -102.81979 | position y: 4.0E-4 | size: 28.5 | Modularity Class: 2 | type: organisation | Aliases: MoW; Water House | seats: 12 [2001-04-02, 2009-12-31]; 15 [2010-01-01, ..]
  40 | id: n2 | label: Ana Lind & brothers | spells: [2003-01-01, 2004-06-30]; [2008-02-10, ..] | colour: rgba(91, 91, 245, 0.6) | position x: 12.5 | position y: -7.25 | position z: 1.5 | size: 4.0 | Modularity Class: 0 | type: collective | Label (attribute): the Linds | url: https://linds.example/
  54 | id: n3 | label: n3 | end: 2011-03-04 | Modularity Class: 2 | seats: -INF
Edges (Relations)
  id = id, source = from, target = to, directed = directed, kind = kind, label = label, when = when, spells = keep, weight = weight, colour = keep, Description = description, Weight (attribute) = keep
  62 | id: 0 | source: n1 | target: n2 | directed: yes | kind: grants | label: licence | when: 2003-01-01/2004-06-30 | colour: rgb(0, 128, 0) | Description: signed on a boat | Weight (attribute): 1.0 [2003-01-01, 2003-12-31]; 2.5 [2004-01-01, 2004-06-30]
  70 | id: 1 | source: n2 | target: n1 | directed: yes | kind: sues | when: 2008-02-10/2010-05-05 | spells: [2008-02-10, 2008-09-01]; [2010-05-05, 2010-05-05] | weight: 3.0
  76 | id: 2 | source: n3 | target: n2 | directed: yes | when: 2009-11-30
  77 | id: 3 | source: n3 | target: n1 | directed: yes | when: ../2011-03-04
  78 | id: 4 | source: n1 | target: n3 | directed: yes | when: 2011-03-05/..
  79 | id: 5 | source: n2 | target: n3 | directed: yes
said attribute Modularity Class: integer, default 0, class node, mode static
said attribute type: string, class node, mode static
said attribute Label: string, class node, mode static
said attribute Aliases: liststring, class node, mode static
said attribute url: string, class node, mode static
said attribute seats: integer, class node, mode dynamic
said attribute Description: string, class edge, mode static
said attribute Weight: double, class edge, mode dynamic
said version: 1.3
said schemaLocation: http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd
said lastmodifieddate: 2024-05-17
said creator: Gephi 0.10.1
said title: Water of the Orla
said defaultedgetype: directed
said timeformat: date
said timerepresentation: interval
said timezone: Europe/Vienna
said mode: dynamic
told 70: the file says several spells of an edge; it is read as one span, its spells are kept
",
    );
}

#[test]
fn gephi_with_timestamps() {
    is_shown(
        &read(TIMESTAMPS).unwrap(),
        "
Nodes (Actors)
  id = id, label = name, spells = keep, colour = keep, shape = keep, image = image
  13 | id: 1 | label: Bridge watch | spells: [2016-03-01T06:00:00.000-05:00]
  14 | id: 2 | label: Mill | spells: [2016-03-01T06:00:00.000-05:00]; [2016-03-02T07:30:00.000-05:00] | colour: #FF7700, opacity 0.5 | shape: image | image: https://pictures.example/mill.png
  22 | id: 3 | label: Ferry | spells: [2016-03-01T08:00:00Z]; [2016-03-05T08:00:00Z]
Edges (Relations)
  id = id, source = from, target = to, directed = directed, when = when, spells = keep, thickness = keep, shape = keep, Relation = kind
  25 | id: 1 | source: 1 | target: 2 | directed: yes | when: 2016-03-01T06:15:30.25-05:00 | Relation: warns
  30 | id: 2 | source: 2 | target: 3 | directed: no | when: 2016-03-01T08:00:00Z/2016-03-05T08:00:00Z | spells: [2016-03-01T08:00:00Z]; [2016-03-05T08:00:00Z]
  31 | id: 3 | source: 3 | target: 1 | directed: yes | when: 2016-03-04T09:00:00 | thickness: 2.0 | shape: dotted
said attribute Relation: string, class edge, mode static
said version: 1.3
said schemaLocation: http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd
said lastmodifieddate: 2025-01-08
said creator: Gephi 0.10.1
said description: Calls between two towns
said timeformat: datetime
said timerepresentation: timestamp
said timezone: America/Bogota
said mode: dynamic
said idtype: integer
told 30: the file says several spells of an edge; it is read as one span, its spells are kept
told 31: the time of an edge has no offset; it is of the time zone that the file says
",
    );
}

#[test]
fn networkx() {
    is_shown(
        &read(NETWORKX).unwrap(),
        "
Nodes (Actors)
  id = id, label = name, parent = keep, start = keep, colour = keep, position x = keep, position y = keep, position z = keep, size = keep, kind = kind, born = keep
  20 | id: Ida Moor | label: Ida Moor | start: 1871 | kind: person | born: 1843
  26 | id: 7 | label: 7 | colour: rgba(10, 20, 30, 1.0) | position x: 0.5 | position y: 0.25 | position z: None | size: 5 | kind: Person
  34 | id: Tanners | label: Tanners | parent: Guilds | kind: collective | born: nan
Edges (Relations)
  id = id, source = from, target = to, directed = directed, when = when, spells = keep, weight = weight, tone = keep, type = kind, networkx_key = keep
  42 | id: 0 | source: Ida Moor | target: 7 | directed: no | when: 1871/1874 | weight: 4 | tone: 0.5 [1871, 1872]; -0.25 [1873, 1874] | type: writes to | networkx_key: 0
  50 | id: 1 | source: Ida Moor | target: 7 | directed: no | when: 1880/.. | type: owes money | networkx_key: 1
  56 | id: 2 | source: 7 | target: Tanners | directed: no | spells: [12, 15] | networkx_key: 0
  61 | id: 3 | source: Tanners | target: Ida Moor | directed: yes
said attribute tone: double, mode dynamic, class edge
said attribute type: string, mode static, class edge
said attribute networkx_key: int, mode static, class edge
said attribute kind: string, mode static, class node
said attribute born: int, mode static, class node
said schemaLocation: http://www.gexf.net/1.2draft http://www.gexf.net/1.2draft/gexf.xsd
said version: 1.2
said lastmodifieddate: 2023-11-20
said creator: NetworkX 3.2.1
said keywords: guild, letters
said defaultedgetype: undirected
said mode: dynamic
said title: Letters of the guild
said timeformat: long
told 56: the time of an edge is neither a date nor a year; it is kept as text
",
    );
}

#[test]
fn by_hand() {
    is_shown(
        &read(HAND).unwrap(),
        "
Nodes (Actors)
  id = id, label = name, parent = keep, end = keep, spells = keep, size = keep, weight = keep, size (attribute) = keep, type = keep, colour = keep, note = keep
  15 | id: union | label: Union of Dykes | end: 2014.0 | spells: (1998, 2014.0] | size: 3 | weight: 0.75 | type: organisation | colour: blue
  20 | id: north | label: North Dyke | parent: union | size (attribute): large | type: levee
  23 | id: south | label: south | parent: union
  28 | id: heir | label: Heir | parent: union; north; south | note: still disputed
  29 | id: north | label: North Dyke, again
Edges (Relations)
  id = id, source = from, target = to, directed = directed, edge type = keep, when = when, spells = keep, weight = weight, kind = kind, directed (attribute) = keep, e9 = keep, seen = keep
  26 | id: in | source: north | target: south | directed: no | edge type: mutual | when: 1999/2004 | spells: [1999, 2005)
  32 | id: e-1 | source: union | target: heir | directed: yes | when: 1990/2001 | weight: 2 | kind: succeeded by | e9: by letter
  35 | id: e-2 | source: heir | target: ghost | directed: no | spells: [2004.5, 2006]
  36 | id: e-3 | source: heir | target: south | directed: no | when: 2001/2006 | spells: [2001, 2003]; [2005, 2007) | directed (attribute): maybe
  37 | id: e-4 | source: south | target: union | directed: no | edge type: sideways | spells: [2010-02-30, ..]
  38 | id: e-5 | source: south | target: union | directed: no | spells: [2014-03-12, 2014-03-10]
  39 | id: e-6 | source: south | target: union | directed: no | when: 2014-03-12T10:30:00/2014-03-12T10:30:00+02:00 | seen: twice
  40 | source: south | directed: no | when: 2013-05-06/.. | spells: [2013-05-06Z, ..]
  41 | id: e-8 | source: south | target: heir | directed: no | when: 2000/.. | spells: [2000, 2001]; (2002, ..]; [1995, 1996]
said comment: kept by hand since the flood
said attribute weight: float, class node
said attribute size: string, options small|large, class node
said attribute type: string, class node
said attribute kind: string, class edge, mode static
said attribute directed: string, class edge, mode static
said version: 1.2
said mode: dynamic
said timeformat: double
told 14: the file announces 4 nodes, and has 3
told 18: the prefix viz is not declared; it is read all the same
told 29: two nodes have the id north
told 33: a value is of an attribute that is not declared; its column is called by the id
told 35: an edge names a node that is not there: ghost
told 35: the times of 2 edges are neither dates nor years; they are kept as text
told 36: the file says several spells of 2 edges; each is read as one span, its spells are kept
told 37: the type of an edge is neither directed, undirected nor mutual; it is kept
told 38: an edge ends before it starts; its time is kept as text
told 40: an edge has no source or no target
",
    );
}

#[test]
fn nothing_of_a_file_is_left_out() {
    let of = |text: &str| missing(text, &read(text).unwrap(), PASSED);
    // A list of names is parted, needless zeros are left out, and lists of times are read.
    assert_eq!(of(INTERVALS), ["attvalue value [MoW, Water House]"]);
    assert_eq!(
        of(TIMESTAMPS),
        [
            "node timestamps <[2016-03-01T08:00:00Z, 2016-03-05T08:00:00Z]>",
            "edge timestamp 2016-03-01T06:15:30.250-05:00",
            "edge timestamps <[2016-03-01T08:00:00Z, 2016-03-05T08:00:00Z]>",
            "edge timestamp 2016-03-04T09:00:00.000",
        ]
    );
    assert!(of(NETWORKX).is_empty(), "{:?}", of(NETWORKX));
    assert_eq!(of(HAND), ["edge intervals <[2001, 2003]; [2005, 2007)>"]);
}

#[test]
fn no_file_makes_it_panic() {
    for text in [INTERVALS, TIMESTAMPS, NETWORKX, HAND] {
        is_hostile(text, read);
    }
}

#[test]
fn what_is_gexf_is_recognised() {
    for text in [INTERVALS, TIMESTAMPS, NETWORKX, HAND] {
        assert!(recognises(text));
    }
    for text in [
        "",
        "gexf,graph\n1,2",
        "{\"gexf\": \"<gexf>\"}",
        "<graphml><gexf/></graphml>",
        "<!-- <gexf> --><kml/>",
        "The file begins with <gexf>.",
        "<gexfs/>",
    ] {
        assert!(!recognises(text), "{text}");
    }
}

/// A graph with one edge, and the edge's row.
fn edge(attributes: &str, parts: &str) -> (Vec<String>, Vec<(usize, String)>) {
    let nodes = "<nodes><node id='a'/><node id='b'/></nodes>";
    let edge = format!("<edge source='a' target='b' {attributes}>{parts}</edge>");
    let sheets = read(&format!(
        "<gexf><graph>{nodes}<edges>{edge}</edges></graph></gexf>"
    ));
    let sheets = sheets.unwrap();
    let edges = sheets
        .all
        .iter()
        .find(|sheet| sheet.name == "Edges")
        .unwrap();
    let cells = edges.columns.iter().zip(&edges.rows[0].1).skip(3);
    let cells = cells.map(|((name, _), cell)| format!("{name}: {cell}"));
    (cells.collect(), told(&sheets))
}

#[test]
fn lives_of_edges() {
    for (attributes, parts, cells) in [
        ("start='1999.0' end='2000.0'", "", &["when: 1999/2000"][..]),
        ("start='-Infinity' end='2000'", "", &["when: ../2000"]),
        ("intervals='&lt;[-INF, INF]&gt;'", "", &["spells: [.., ..]"]),
        ("timestamp='2014-03-12'", "", &["when: 2014-03-12"]),
        (
            "startopen='2014-02-28' endopen='2014-03-12'",
            "",
            &[
                "when: 2014-03-01/2014-03-11",
                "spells: (2014-02-28, 2014-03-12)",
            ],
        ),
        (
            "startopen='2004' endopen='2005'",
            "",
            &["spells: (2004, 2005)"],
        ),
        ("start='1335090239'", "", &["spells: [1335090239, ..]"]),
        (
            "",
            "<slices><slice start='2001' end='2002'/></slices>",
            &["when: 2001/2002"],
        ),
        (
            "",
            "<spells><spell start='2001'/><spell end='1999'/></spells>",
            &["spells: [2001, ..]; [.., 1999]"],
        ),
        (
            "timestamps='&lt;[2003, 2001, 2002]&gt;'",
            "",
            &["when: 2001/2003", "spells: [2003]; [2001]; [2002]"],
        ),
        ("start=''", "", &[]),
    ] {
        assert_eq!(edge(attributes, parts).0, cells, "{attributes} {parts}");
    }
}

#[test]
fn older_versions_and_odd_graphs() {
    let text = "<GEXF:gexf xmlns:GEXF='x'><graph defaultedgetype='mutual'>\
        <attributes class='node' type='dynamic'><attribute id='0' title='' type='x'/></attributes>\
        <nodes><node id='a'><attvalues><attvalue id='0' value='1' start='2'/></attvalues></node>\
        <node label='nameless'/></nodes></graph>\n<graph mode='slice' timestamp='2007'/></GEXF:gexf>";
    is_shown(
        &read(text).unwrap(),
        "
Nodes (Actors)
  id = id, label = name, 0 = keep
  1 | id: a | label: a | 0: 1 [2, ..]
  1 | label: nameless
said attribute 0: x, class node, type dynamic
said defaultedgetype: mutual
said mode: slice
said timestamp: 2007
told 1: a node has no id
told 2: the file has two graphs; they are read as one
",
    );
    let empty = read("<gexf><meta><title>T</title></meta></gexf>").unwrap();
    is_shown(&empty, "said title: T\ntold 1: the file has no graph");
    assert_eq!(
        read("<gexf>\n<graph>"),
        Err((2, "the file ends before its first element does".into()))
    );
}
