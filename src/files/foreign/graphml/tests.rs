//! Files as programs write them, and what is read of them.

use super::*;
use crate::files::foreign::trial::{is_hostile, is_shown, missing};

const YED: &str = include_str!("../../../../tests/foreign/graphml-yed.graphml");
const NETWORKX: &str = include_str!("../../../../tests/foreign/graphml-networkx.graphml");
const HAND: &str = include_str!("../../../../tests/foreign/graphml-hand.graphml");
const NEO4J: &str = include_str!("../../../../tests/foreign/graphml-neo4j.graphml");

/// Ids of keys, and of graphs in nodes, which consist of the ids of these; what an edge says of its
/// direction becomes "yes" or "no".
const PASSED: &[(&str, &str)] = &[
    ("key", "id"),
    ("data", "key"),
    ("graph", "id"),
    ("edge", "directed"),
];

#[test]
fn yed() {
    is_shown(
        &read(YED).unwrap(),
        "
Nodes (Actors)
  id = id, NodeLabel = name, parent = keep, url = url, description = description, nodegraphics = keep, yfiles.foldertype = keep
  17 | id: n0 | NodeLabel: Harbour
council | url: https://port.example/?a=1&b=2 | nodegraphics: ShapeNode Geometry height 30.0, width 96.0, x 120.5, y -14.0; Fill color #FFCC00, transparent false; BorderStyle color #000000, raised false, type line, width 1.0; NodeLabel alignment center, fontFamily Dialog, fontSize 12, visible true, Harbour
council; SmartNodeLabelModel distance 4.0; SmartNodeLabelModelParameter labelRatioX 0.25; Shape type rectangle
  31 | id: n1 | NodeLabel: Crews | description: Three crews that shared a quay | nodegraphics: ProxyAutoBoundsNode Realizers active 1; NodeLabel modelName internal, Crews, open; NodeLabel modelName internal, Crews | yfiles.foldertype: group
  47 | id: n1::n0 | NodeLabel: Red crew | parent: n1 | nodegraphics: ImageNode NodeLabel hasText false; NodeLabel Red crew; Image refid 1
  56 | id: n1::n1 | NodeLabel: n1::n1 | parent: n1 | nodegraphics: ShapeNode
Edges (Relations)
  id = id, source = from, target = to, directed = directed, EdgeLabel = label, url = url, edgegraphics = keep
  59 | id: n1::e0 | source: n1::n0 | target: n1::n1 | directed: no | edgegraphics: PolyLineEdge Arrows source none, target none
  68 | id: e0 | source: n0 | target: n1 | directed: yes | EdgeLabel: leases to; until the fire | edgegraphics: PolyLineEdge LineStyle color #000000, type dashed, width 2.0; Arrows source none, target standard; EdgeLabel alignment center, preferredPlacement anywhere, ratio 0.5, leases to; PreferredPlacementDescriptor angle 0.0, placement anywhere; EdgeLabel until the fire; BendStyle smoothed false
  80 | id: e1 | source: n0 | target: n1::n1 | directed: yes | url: https://port.example/deed | edgegraphics: SplineEdge Arrows source delta, target none
  88 | id: e2 | source: n1::n0 | target: n0 | directed: no | edgegraphics: ArcEdge Arrows source standard, target standard
said comment: Created by yEd 3.23.2
said key Description: string, for graph
said key portgraphics: for port
said key portgeometry: for port
said key portuserdata: for port
said key url: string, for node
said key description: string, for node
said key nodegraphics: for node
said key resources: for graphml
said key url: string, for edge
said key description: string, for edge
said key edgegraphics: for edge
said schemaLocation: http://graphml.graphdrawing.org/xmlns http://www.yworks.com/xml/schema/graphml/1.1/ygraphml.xsd
said edgedefault: directed
said graph: G
said Description: Who held the harbour
said resources: Resources Resource id 1, type java.awt.image.BufferedImage, iVBORw0KGgo=
told 59: an edge is drawn without an arrow; it is read as undirected
told 80: the arrow of an edge is drawn at its source; it is read as the file has source and target
",
    );
}

#[test]
fn networkx() {
    is_shown(
        &read(NETWORKX).unwrap(),
        "
Nodes (Actors)
  id = id, community = group, label = name, type = keep
  13 | id: 0 | community: 0 | label: Vera Holm | type: person
  18 | id: 1 | community: 1 | label: 1 | type: tenor
  22 | id: 2 | label: 2
Edges (Relations)
  id = keep, source = from, target = to, directed = directed, weight = weight, relation = kind, year = when
  23 | id: 0 | source: 0 | target: 1 | directed: no | weight: 3 | relation: sang with | year: 1987
  28 | id: 1 | source: 0 | target: 1 | directed: no | weight: 0.5 | relation: succeeded | year: 1991
  33 | id: 0 | source: 1 | target: 2 | directed: no | weight: 2.0
said key weight: for edge, double
said key weight: for edge, long
said key relation: for edge, string
said key year: for edge, double
said key community: for node, long
said key label: for node, string
said key type: for node, string
said key name: for graph, string
said schemaLocation: http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd
said edgedefault: undirected
said title: Choir and council
told 33: the id of an edge is also that of another; the ids of edges are kept as a column
",
    );
}

#[test]
fn by_hand() {
    is_shown(
        &read(HAND).unwrap(),
        "
Nodes (Actors)
  id = id, parent = keep, desc = description, port = keep, group = group, note = keep, name = name, k9 = keep, shape = keep
  16 | id: mayor | desc: Head of Oster | port: name door; port name bell | group: hall | name: Mayor of Oster
  19 | id: press | group: none | name: Press <daily> & weekly | k9: unasked
  20 | id: court | group: law | name: court | shape: round
  23 | id: judge | parent: court | group: none | name: judge
  24 | id: clerk | parent: court | group: none | note: time 7; deaf | name: Clerk
Edges (Relations)
  id = id, source = from, target = to, directed = directed, hyperedge = keep, endpoints = keep, Start = start, end = end, kind = kind, title = label, sourceport = keep
  25 | source: judge | target: clerk | directed: yes | kind: talk
  26 | source: clerk | target: judge | directed: no | kind: talk
  29 | id: m1 | source: mayor | target: press | directed: yes | Start: 1962-04 | end: summer 1963 | kind: talk | title: first talk | sourceport: door
  32 | id: m2 | source: press | target: nobody | directed: no | kind: letter
  33 | source: mayor | target: press | directed: no | hyperedge: h1 | endpoints: node mayor, type out; node press, port bell; node clerk, type in | kind: dinner
  33 | source: mayor | target: clerk | directed: no | hyperedge: h1 | endpoints: node mayor, type out; node press, port bell; node clerk, type in | kind: dinner
  39 | source: court | directed: no | hyperedge: h2 | endpoints: node court | kind: talk
said key group: for node, string, default none
said key note: for all, string
said key Start: for edge
said key end: for edge, string
said key kind: for edge, string, desc how they met, default talk
said key name: for node, string
said key title: for edge, string
said description: Who met whom before the vote
said graph: talks
said edgedefault: undirected
said parse.nodes: 5
said note: drafted in May
said locator: href https://talks.example/more.xml
told 17: 2 ports say at which side of a node an edge ends; they are kept as text
told 32: whether an edge is directed is neither true nor false: perhaps
told 32: an edge names a node that is not there: nobody
told 33: an edge joins several nodes; it is read as relations of the first with each other
told 39: an edge has no source or no target
",
    );
}

#[test]
fn neo4j() {
    is_shown(
        &read(NEO4J).unwrap(),
        "
Nodes (Actors)
  id = id, name = name, founded = keep, labels = keep
  7 | id: n0 | name: Jon Brask | labels: :Person:Envoy
  8 | id: n17 | name: Varn | founded: 1809 | labels: :State
Edges (Relations)
  id = id, source = from, target = to, directed = directed, since = start, label = label
  9 | id: e4 | source: n0 | target: n17 | directed: yes | since: 1950-10-01 | label: SERVES
  10 | id: e5 | source: n17 | target: n0 | directed: yes | label: PAYS
said key name: for node, string
said key founded: for node, long
said key since: for edge, string
said schemaLocation: http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd
said graph: G
said edgedefault: directed
",
    );
}

#[test]
fn nothing_of_a_file_is_left_out() {
    let of = |text: &str| missing(text, &read(text).unwrap(), PASSED);
    for text in [YED, HAND, NEO4J] {
        assert!(of(text).is_empty(), "{:?}", of(text));
    }
    // Years that were typed as numbers.
    assert_eq!(of(NETWORKX), ["data: 1987.0", "data: 1991.0"]);
}

#[test]
fn no_file_makes_it_panic() {
    for text in [YED, NETWORKX, HAND, NEO4J] {
        is_hostile(text, read);
    }
}

#[test]
fn what_is_graphml_is_recognised() {
    for text in [YED, NETWORKX, HAND, NEO4J] {
        assert!(recognises(text));
    }
    for text in [
        "",
        "graphml,b\n1,2",
        "{\"a\": \"<graphml>\"}",
        "<gexf><graphml/></gexf>",
        "See <graphml>.",
    ] {
        assert!(!recognises(text), "{text}");
    }
}

#[test]
fn keys_after_their_use_and_names_of_other_programs() {
    let text = "<graphml><graph id='g'>\n\
        <node id='0'><data key='labelV'>person</data><data key='v_name'>Ada</data></node>\n\
        <edge source='0' target='0'><data key='labelE'>knows</data><data key='e_weight'>1</data></edge>\n\
        <hyperedge id='h'><endpoint node='0'/><endpoint node='0'/></hyperedge></graph>\n\
        <key id='v_name' for='node' attr.name='name'/><key id='e_weight' for='edge' attr.name='weight'/>\
        <graph/></graphml>";
    is_shown(
        &read(text).unwrap(),
        "
Nodes (Actors)
  id = id, name = name, labelV = kind
  2 | id: 0 | name: Ada | labelV: person
Edges (Relations)
  source = from, target = to, directed = directed, hyperedge = keep, endpoints = keep, weight = weight, labelE = kind
  3 | source: 0 | target: 0 | directed: no | weight: 1 | labelE: knows
  4 | source: 0 | target: 0 | directed: no | hyperedge: h | endpoints: node 0; node 0
said key name: for node
said key weight: for edge
said graph: g
told 5: the file has two graphs; they are read as one
",
    );
    let empty = read("<graphml/>").unwrap();
    is_shown(&empty, "told 1: the file has no graph");
}

#[test]
fn one_name_may_be_of_several_columns() {
    let text = "<graphml><graph edgedefault='directed'>\
        <node id='a' desc='x'><desc>y</desc><data key='id'>7</data>z</node></graph></graphml>";
    is_shown(
        &read(text).unwrap(),
        "
Nodes (Actors)
  id = id, name = name, desc = description, desc (attribute) = keep, id (attribute) = keep
  1 | id: a | name: a | desc: y | desc (attribute): x | id (attribute): 7
said edgedefault: directed
told 1: a text stands between the elements: z
",
    );
}
