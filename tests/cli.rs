//! The command line, as a person or a script meets it.
#![expect(clippy::unwrap_used, reason = "a test fails by it")]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// Small, so that a run is short. `a note to myself` never leaves the file.
const SMALL: &str = r#"{
  "format": "detente",
  "version": 1,
  "title": "Talks <&> слово שלום 会談 🕊",
  "description": "Who met *whom*.",
  "zone": "America/Anchorage",
  "sources": [
    { "id": "report", "title": "The report", "publisher": "A", "published": "2025-08-15", "reliability": "B" }
  ],
  "groups": [{ "id": "east", "name": "East" }, { "id": "west", "name": "West" }],
  "actors": [
    { "id": "putin", "name": "Vladimir Putin", "group": "east" },
    { "id": "trump", "name": "Donald Trump", "group": "west", "private_note": "a note to myself" }
  ],
  "categories": [{ "id": "talks", "name": "Talks" }, { "id": "calls", "name": "Calls" }],
  "events": [
    {
      "id": "call",
      "title": "They speak on the phone",
      "when": "2025-08-12T10:00",
      "category": "calls",
      "tone": 1,
      "participants": [{ "actor": "trump", "role": "from" }, { "actor": "putin", "role": "to" }],
      "tags": ["phone"],
      "citations": [{ "source": "report", "locator": "para. 2", "credibility": 2 }]
    },
    {
      "id": "meeting",
      "title": "They meet",
      "when": "2025-08-15",
      "category": "talks",
      "tone": 4,
      "participants": [{ "actor": "trump" }, { "actor": "putin" }]
    },
    { "id": "next", "title": "They may meet again", "when": "2025-09", "status": "possible", "category": "talks" }
  ],
  "bookmarks": [
    {
      "id": "the-day",
      "title": "The day",
      "headline": "They meet, and say little",
      "caption": "Only the day itself.",
      "notes": [{ "text": "A handshake. It lasts long.", "event": "meeting" }],
      "span": "2025-08-15",
      "window": "2025-08-15",
      "filter": { "categories": ["talks"] },
      "lanes": "category",
      "selection": { "event": "meeting" }
    }
  ]
}
"#;

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        folder.write("small.detente", SMALL);
        folder
    }

    fn at(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::File::create(self.at(name))
            .unwrap()
            .write_all(text.as_bytes())
            .unwrap();
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.at(name)).unwrap()
    }

    fn bytes(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.at(name)).unwrap()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_detente"));
        command.args(arguments).current_dir(self.0.path());
        // No display: nothing here needs one.
        for name in ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"] {
            command.env_remove(name);
        }
        command
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        Ran(self.command(arguments).output().unwrap())
    }

    /// `export small.detente … -o out.svg`: the SVG.
    fn svg(&self, options: &[&str]) -> String {
        let all = [&["export", "small.detente", "-o", "out.svg"], options].concat();
        self.run(&all).ends_with(0).says_nothing();
        self.read("out.svg")
    }
}

struct Ran(Output);

impl Ran {
    fn out(&self) -> String {
        String::from_utf8(self.0.stdout.clone()).unwrap()
    }

    fn err(&self) -> String {
        String::from_utf8(self.0.stderr.clone()).unwrap()
    }

    #[track_caller]
    fn ends_with(&self, code: i32) -> &Self {
        assert_eq!(
            self.0.status.code(),
            Some(code),
            "{}{}",
            self.out(),
            self.err()
        );
        self
    }

    #[track_caller]
    fn says_nothing(&self) -> &Self {
        assert_eq!(self.err(), "");
        self
    }

    /// On stderr, with nothing on stdout.
    #[track_caller]
    fn complains(&self, parts: &[&str]) -> &Self {
        let err = self.err();
        for part in parts {
            assert!(err.contains(part), "“{part}” is not in:\n{err}");
        }
        assert_eq!(self.out(), "");
        self
    }
}

#[test]
fn help_and_version() {
    let folder = Folder::new();
    let help = folder.run(&["--help"]);
    help.ends_with(0).says_nothing();
    for part in [
        "export",
        "check",
        "convert",
        "Examples:",
        "detente export summit.detente",
    ] {
        assert!(help.out().contains(part), "{part}");
    }
    let help = folder.run(&["export", "--help"]);
    for part in [
        "--view",
        "--lanes",
        "--colour",
        "--from",
        "--to",
        "--window",
        "--bookmark",
        "--filter",
        "--match",
        "--zone",
        "--size",
        "--scale",
        "--theme",
        "--title",
        "--without",
        "--bare",
        "--selection",
        "--output",
        "--timings",
        "full-hd",
        "category=ID",
    ] {
        assert!(help.out().contains(part), "{part}");
    }
    for command in ["check", "convert"] {
        folder.run(&[command, "--help"]).ends_with(0).says_nothing();
    }
    assert!(
        folder
            .run(&["--version"])
            .ends_with(0)
            .out()
            .starts_with("detente ")
    );
}

#[test]
fn what_is_mistyped_is_guessed() {
    let folder = Folder::new();
    let export = |options: &[&str]| {
        folder.run(&[&["export", "small.detente", "-o", "x.svg"], options].concat())
    };
    export(&["--lans", "actor"])
        .ends_with(2)
        .complains(&["--lanes"]);
    export(&["--lanes", "actr"])
        .ends_with(2)
        .complains(&["actor"]);
    export(&["--colour", "clas"])
        .ends_with(2)
        .complains(&["class"]);
    export(&["--view", "figur"])
        .ends_with(2)
        .complains(&["figure"]);
    export(&["--theme", "drak"])
        .ends_with(2)
        .complains(&["dark"]);
    export(&["--bookmark", "the-dya"])
        .ends_with(2)
        .complains(&["“the-dya” is not a bookmark", "“the-day”"]);
    export(&["--bookmark", "winter"])
        .ends_with(2)
        .complains(&["There are: the-day."]);
    export(&["--filter", "actor=putn"])
        .ends_with(2)
        .complains(&["“putn” is not an actor", "“putin”"]);
    export(&["--filter", "category=talk"])
        .ends_with(2)
        .complains(&["“talks”"]);
    export(&["--filter", "group=wset"])
        .ends_with(2)
        .complains(&["“west”"]);
    export(&["--filter", "tag=fone"])
        .ends_with(2)
        .complains(&["“fone” is not a tag", "phone"]);
    export(&["--filter", "status=posible"])
        .ends_with(2)
        .complains(&["“possible”"]);
    export(&["--filter", "certainty=singel"])
        .ends_with(2)
        .complains(&["“single”"]);
    export(&["--filter", "actors=putin"])
        .ends_with(2)
        .complains(&["“actors” is not a key", "“actor”"]);
    export(&["--filter", "talks"])
        .ends_with(2)
        .complains(&["expected KEY=VALUE"]);
    export(&["--zone", "Anchorage"])
        .ends_with(2)
        .complains(&["“America/Anchorage”"]);
    export(&["--zone", "Europe/Kyv"])
        .ends_with(2)
        .complains(&["“Europe/Kyiv”"]);
    assert!(!folder.at("x.svg").exists());
    let ran = folder.run(&["exprt", "small.detente", "-o", "x.svg"]);
    ran.ends_with(2)
        .complains(&["“exprt” is not a command. Did you mean “detente export”?"]);
    assert!(!ran.err().contains("cannot be used"));
    folder
        .run(&["chek", "small.detente"])
        .ends_with(2)
        .complains(&["detente check"]);
}

#[test]
fn what_was_expected_is_said() {
    let folder = Folder::new();
    let export = |options: &[&str]| {
        folder.run(&[&["export", "small.detente", "-o", "x.svg"], options].concat())
    };
    export(&["--from", "15 Agust"])
        .ends_with(2)
        .complains(&["“15 Agust” is not a date"]);
    export(&["--to", "03/04/2025"])
        .ends_with(2)
        .complains(&["03/04/2025"]);
    export(&["--window", "2025-08-08/soon"])
        .ends_with(2)
        .complains(&["soon"]);
    export(&["--from", "2025-09", "--to", "2025-08"])
        .ends_with(2)
        .complains(&["--to has to be after --from"]);
    for (filter, said) in [
        ("actor=", "such as actor=putin"),
        ("status= , ", "such as status=happened,planned"),
        ("text=", "words to look for"),
    ] {
        export(&["--filter", filter])
            .ends_with(2)
            .complains(&["names nothing: expected", said]);
    }
    export(&["--size", "wide"])
        .ends_with(2)
        .complains(&["1280x720", "a4-landscape"]);
    export(&["--size", "10x10"])
        .ends_with(2)
        .complains(&["320"]);
    export(&["--scale", "0"])
        .ends_with(2)
        .complains(&["from 0.1 to 16"]);
    let export = |output: &str| folder.run(&["export", "small.detente", "-o", output]);
    export("x.jpg")
        .ends_with(2)
        .complains(&[".png, .svg or .pdf"]);
    export("nowhere/x.svg")
        .ends_with(1)
        .complains(&["nowhere/x.svg: there is no such folder."]);
    folder
        .run(&["export", "small.detente"])
        .ends_with(2)
        .complains(&["--output"]);
    folder
        .run(&["export", "gone.detente", "-o", "x.svg"])
        .ends_with(1)
        .complains(&["gone.detente", "no such file"]);
    folder.write(
        "broken.detente",
        "{\n  \"format\": \"detente\",\n  \"events\": [}\n",
    );
    let broken = folder.run(&["export", "broken.detente", "-o", "x.svg"]);
    broken
        .ends_with(1)
        .complains(&["broken.detente, line 3, column"]);
    let large = folder.run(&[
        "export",
        "small.detente",
        "-o",
        "x.png",
        "--size",
        "7680x4000",
        "--scale",
        "16",
    ]);
    large.ends_with(1).complains(&["x.png: ", "at most"]);
    assert!(!folder.at("x.svg").exists() && !folder.at("x.png").exists());
}

#[test]
fn every_view_names_what_it_draws() {
    let folder = Folder::new();
    let figure = folder.svg(&[]);
    for part in [
        "data-event=\"call\"",
        "data-event=\"meeting\"",
        "data-actor=\"putin\"",
        "data-tie=\"trump>putin\"",
        "data-tie=\"putin~trump\"",
        "<title>They meet, 15 Aug 2025</title>",
        "The report",
        "B2",
        "No filter.",
        "Sources",
        "Who met whom.",
    ] {
        let part = part.replace("trump>putin", "trump&gt;putin");
        assert!(figure.contains(&part), "{part}");
    }
    assert!(!figure.contains("a note to myself"));
    assert!(figure.contains("Talks &lt;&amp;&gt; слово") && !figure.contains("<&>"));
    // A view alone has title and key, and no sources.
    let timeline = folder.svg(&["--view", "timeline"]);
    assert!(timeline.contains("data-event") && !timeline.contains("data-actor"));
    let map = folder.svg(&["--view", "map"]);
    assert!(map.contains("data-actor") && !map.contains("data-event"));
    for view in [&timeline, &map] {
        assert!(view.contains("Who met whom.") && view.contains("No filter."));
        assert!(!view.contains(">Sources<"));
    }
    assert!(map.contains(">Tone<") && timeline.contains(">possible<"));
    let titled = folder.svg(&["--view", "map", "--title", "My map"]);
    assert!(titled.contains("My map") && titled.contains("data-actor"));
    for view in ["timeline", "map", "chart"] {
        let bare = folder.svg(&["--view", view, "--bare"]);
        assert!(
            !bare.contains("No filter.") && !bare.contains(">Tone<"),
            "{view}"
        );
    }
    let chart = folder.svg(&["--view", "chart", "--title", "My chart"]);
    for part in [
        "My chart",
        "Number of events, by group",
        "12 Aug – 30 Sep 2025",
        "3 events",
        "No filter.",
        "Drawn with",
    ] {
        assert!(chart.contains(part), "{part}");
    }
}

#[test]
fn parts_of_a_figure_are_left_out_by_their_words() {
    let folder = Folder::new();
    let bookmark = ["--bookmark", "the-day"];
    let all = folder.svg(&bookmark);
    let some = folder.svg(&[&bookmark[..], &["--without", "notes,sources"]].concat());
    for (part, stays) in [
        ("They meet, and say little", true),
        ("A handshake.", false),
        (">Sources<", false),
    ] {
        assert!(all.contains(part), "{part}");
        assert_eq!(some.contains(part), stays, "{part}");
    }
    let wrong = ["export", "small.detente", "-o", "x.svg", "--without"];
    folder
        .run(&[&wrong[..], &["notes,sauces"]].concat())
        .ends_with(2)
        .complains(&["sauces", "headline, notes, key, sources, undated"]);
    assert!(!folder.at("x.svg").exists());
}

#[test]
fn a_headline_is_the_bookmarks_unless_another_is_asked_for() {
    let folder = Folder::new();
    let bookmark = folder.svg(&["--bookmark", "the-day"]);
    assert!(bookmark.contains(">They meet, and say little<"));
    // Neither the dataset's title nor the bookmark's is repeated.
    assert!(!bookmark.contains("Talks &lt;&amp;&gt;") && !bookmark.contains(">The day<"));
    let other = folder.svg(&["--bookmark", "the-day", "--title", "My words"]);
    assert!(other.contains(">My words<") && !other.contains("They meet, and say little"));
    folder.write(
        "plain.detente",
        &SMALL.replace("\"headline\": \"They meet, and say little\",", ""),
    );
    let plain = [
        "export",
        "plain.detente",
        "--bookmark",
        "the-day",
        "-o",
        "plain.svg",
    ];
    folder.run(&plain).ends_with(0).says_nothing();
    assert!(folder.read("plain.svg").contains(">The day<"));
}

#[test]
fn what_a_bookmark_selects_stands_out_if_that_is_asked_for() {
    let folder = Folder::new();
    let yellow = |svg: &str| svg.to_lowercase().contains("#ffe27a");
    let bookmark = ["--bookmark", "the-day"];
    assert!(!yellow(&folder.svg(&bookmark)));
    let selected = folder.svg(&[&bookmark[..], &["--selection"]].concat());
    assert!(yellow(&selected));
    folder
        .run(&["export", "small.detente", "-o", "x.svg", "--selection"])
        .ends_with(2)
        .complains(&["--bookmark"]);
}

#[test]
fn a_span_is_told_as_it_was_asked_for_and_may_be_empty() {
    let folder = Folder::new();
    let noon = folder.svg(&["--from", "2025-08-12T09:00", "--to", "2025-08-12T12:00"]);
    assert!(noon.contains("12 Aug 2025, 09:00–12:00"));
    for (from, to, said) in [
        ("-0500", "-0044", "501–45 BCE"),
        ("Y12000", "Y17000", "12,000"),
        ("12000", "17000", "17,000"),
    ] {
        let ages = folder.svg(&["--from", from, "--to", to]);
        assert!(
            ages.contains(said) && ages.contains("No event is in this span."),
            "{from}"
        );
    }
    let nothing = [
        "export",
        "small.detente",
        "-o",
        "out.svg",
        "--filter",
        "text=zebra",
    ];
    folder
        .run(&nothing)
        .ends_with(0)
        .complains(&["No event matches the filter."]);
    assert!(
        folder
            .read("out.svg")
            .contains("No event matches the filter.")
    );
}

#[test]
fn options_choose_what_is_shown() {
    let folder = Folder::new();
    let talks = folder.svg(&["--filter", "category=talks"]);
    assert!(talks.contains("data-event=\"meeting\"") && !talks.contains("data-event=\"call\""));
    assert!(talks.contains("Category: Talks"));
    let both = folder.svg(&[
        "--filter",
        "category=Talks,calls",
        "--filter",
        "status=happened",
    ]);
    assert!(both.contains("data-event=\"call\"") && !both.contains("data-event=\"next\""));
    let found = folder.svg(&["--filter", "text=phone"]);
    assert!(found.contains("data-event=\"call\"") && !found.contains("data-event=\"meeting\""));
    let span = folder.svg(&["--from", "10 Aug 2025", "--to", "August 20, 2025"]);
    assert!(span.contains("10–20 Aug 2025") && span.contains("2 of 3 events"));
    let window = folder.svg(&["--window", "2025-08-11/13 Aug 2025"]);
    assert!(window.contains("in 11–13 Aug 2025") && !window.contains("data-tie=\"putin~trump\""));
    let day = folder.svg(&["--window", "15 Aug 2025"]);
    assert!(day.contains("possibly on 15 Aug 2025"));
    let bookmark = folder.svg(&["--bookmark", "the-day"]);
    for part in ["Only the day itself.", "15 Aug 2025", "Category: Talks"] {
        assert!(bookmark.contains(part), "{part}");
    }
    let over = folder.svg(&[
        "--bookmark",
        "the-day",
        "--filter",
        "actor=trump",
        "--lanes",
        "actor",
    ]);
    assert!(over.contains("Actor: Donald Trump") && !over.contains("Category: Talks"));
    let kyiv = folder.svg(&["--zone", "europe/kyiv"]);
    assert!(kyiv.contains("all times Kyiv") && kyiv.contains("21:00"));
    let (group, class) = (
        folder.svg(&["--colour", "group"]),
        folder.svg(&["--colour", "class"]),
    );
    // Nothing says what was done: the tone alone tells.
    let friendly = |svg: &str| svg.matches("friendly").count();
    assert!(friendly(&class) > friendly(&group) && !class.contains("verbal cooperation"));
    let [light, dark, print] =
        ["light", "dark", "print"].map(|theme| folder.svg(&["--theme", theme]));
    assert!(light != dark && dark.to_lowercase().contains("#16181b"));
    assert!(print.to_lowercase().contains("#ffffff"));
    for lanes in ["none", "category", "actor", "group"] {
        folder.svg(&["--lanes", lanes]);
    }
}

#[test]
fn a_map_of_blocs_names_what_stands_between_them() {
    let folder = Folder::new();
    let blocs = folder.svg(&["--view", "map", "--detail", "blocs"]);
    assert!(blocs.contains("data-blocs=\"east&gt;west\""));
    assert!(blocs.contains("<title>East to West</title>") && !blocs.contains("data-tie"));
    let ties = folder.svg(&["--view", "map", "--detail", "main"]);
    assert!(!ties.contains("data-blocs"));
    // Count, mean and strongest of each side that has parts.
    for (tie, side) in [
        ("trump&gt;putin", "1 1.0 1.0"),
        ("putin~trump", "1 4.0 4.0"),
    ] {
        let tie = format!("data-tie=\"{tie}\" data-friendly=\"{side}\"><title>");
        assert!(ties.contains(&tie), "{tie}");
    }
    folder
        .run(&["export", "small.detente", "-o", "x.svg", "--detail", "bloc"])
        .ends_with(2)
        .complains(&["blocs, main, all"]);
}

#[test]
fn a_bloc_is_unfolded_by_a_bookmark_or_an_option() {
    let folder = Folder::new();
    let blocs = ["--view", "map", "--detail", "blocs"];
    let names_putin = |svg: &str| svg.contains(">Vladimir Putin</text>");
    let unfolded = folder.svg(&[&blocs[..], &["--unfold", "East"]].concat());
    assert!(unfolded.contains("data-blocs") && names_putin(&unfolded));
    let kept = SMALL.replacen(
        "\"lanes\": \"category\",",
        "\"lanes\": \"category\", \"unfolded\": [\"east\"],",
        1,
    );
    folder.write("small.detente", &kept);
    let all = folder.svg(&[&blocs[..], &["--bookmark", "the-day"]].concat());
    assert!(names_putin(&all));
    folder
        .run(&["export", "small.detente", "-o", "x.svg", "--unfold", "eats"])
        .ends_with(2)
        .complains(&["“eats” is not a group. Did you mean “east”?"]);
}

#[test]
fn a_match_says_how_many_of_the_filters_actors_have_to_act() {
    let folder = Folder::new();
    let people = ["--filter", "actor=putin", "--filter", "group=west"];
    let matched = |how| folder.svg(&[&people[..], &["--match", how]].concat());
    let between = matched("between");
    assert!(between.contains("only between") && !between.contains("data-event=\"next\""));
    assert!(between.contains("data-event=\"call\"") && between.contains("data-event=\"meeting\""));
    assert!(matched("all").contains("all of"));
    let any = matched("any");
    assert!(any.contains("Group or actor: West, Vladimir Putin"));
    assert_eq!(any, folder.svg(&people));
    let export = |options: &[&str]| {
        folder.run(&[&["export", "small.detente", "-o", "x.svg"], options].concat())
    };
    export(&["--filter", "actor=putin,trump", "--match", "btween"])
        .ends_with(2)
        .complains(&["btween", "any, all, between"]);
    export(&["--match", "all"])
        .ends_with(2)
        .complains(&["--match all is about nobody", "--filter actor=putin"]);
    assert!(!folder.at("x.svg").exists());
}

fn png_size(bytes: &[u8]) -> (u32, u32) {
    assert_eq!(bytes.get(..8), Some(b"\x89PNG\r\n\x1a\n".as_slice()));
    let number = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
    (number(16), number(20))
}

#[test]
fn several_files_of_the_size_that_is_asked_for() {
    let folder = Folder::new();
    let all = [
        "export",
        "small.detente",
        "-o",
        "a.svg",
        "-o",
        "a.PNG",
        "--output",
        "a.pdf",
        "--size",
        "1000x800",
        "--scale",
        "1.5",
    ];
    folder.run(&all).ends_with(0).says_nothing();
    assert_eq!(png_size(&folder.bytes("a.PNG")), (1500, 1200));
    assert!(
        folder
            .read("a.svg")
            .contains("width=\"1000\" height=\"800\"")
    );
    let pdf = folder.bytes("a.pdf");
    assert!(pdf.starts_with(b"%PDF-"));
    // 1000 × 800 pixels of CSS are 750 × 600 points.
    let text = String::from_utf8_lossy(&pdf);
    assert!(
        text.contains("750 600") || text.contains("750.0 600.0"),
        "no page of that size"
    );
    if let Some(text) = pdf_text(&folder.at("a.pdf")) {
        for part in ["They meet", "Vladimir Putin", "слово", "会談", "Sources"] {
            assert!(text.contains(part), "{part} is not in:\n{text}");
        }
        assert!(!text.contains("a note to myself"));
    }
}

/// What can be selected in a PDF, if poppler is here.
fn pdf_text(path: &Path) -> Option<String> {
    let output = Command::new("pdftotext").arg(path).arg("-").output().ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
fn two_runs_give_the_same_bytes() {
    let folder = Folder::new();
    for name in ["a", "b"] {
        let [svg, png, pdf] = ["svg", "png", "pdf"].map(|ending| format!("{name}.{ending}"));
        let all = [
            "export",
            "small.detente",
            "-o",
            &svg,
            "-o",
            &png,
            "-o",
            &pdf,
        ];
        folder.run(&all).ends_with(0);
    }
    for ending in ["svg", "png", "pdf"] {
        assert_eq!(
            folder.bytes(&format!("a.{ending}")),
            folder.bytes(&format!("b.{ending}")),
            "{ending}"
        );
    }
}

fn piped(mut command: Command, input: &str) -> Ran {
    let piped = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = piped.spawn().unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(input.as_bytes())
        .unwrap();
    Ran(child.wait_with_output().unwrap())
}

#[test]
fn a_dash_reads_stdin() {
    let folder = Folder::new();
    piped(folder.command(&["export", "-", "-o", "out.svg"]), SMALL)
        .ends_with(0)
        .says_nothing();
    let svg = folder.read("out.svg");
    assert!(svg.contains("data-event=\"call\"") && svg.contains(">Drawn with Detente<"));
    let checked = piped(folder.command(&["check", "-"]), SMALL);
    assert_eq!(checked.ends_with(0).out(), "No problems.\n");
    piped(folder.command(&["check", "-"]), "{")
        .ends_with(1)
        .complains(&["stdin, line 1"]);
}

#[test]
fn timings_tell_each_stage() {
    let folder = Folder::new();
    let ran = folder.run(&["export", "small.detente", "-o", "out.svg", "--timings"]);
    let err = ran.ends_with(0).err();
    let stages: Vec<&str> = err
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert_eq!(stages, ["open", "index", "place", "draw", "write"]);
    assert!(err.lines().all(|line| line.ends_with(" ms")));
}

#[test]
fn check_lists_each_problem_with_its_place() {
    let folder = Folder::new();
    folder.write(
        "faulty.detente",
        &SMALL.replace(
            "\"actor\": \"putin\", \"role\": \"to\"",
            "\"actor\": \"putn\", \"role\": \"to\"",
        ),
    );
    let ran = folder.run(&["check", "faulty.detente"]);
    ran.ends_with(1).says_nothing();
    let out = ran.out();
    assert!(out.starts_with("faulty.detente, line 23, column"), "{out}");
    assert!(
        out.contains("“putn”") && out.contains("“putin”") && out.ends_with("1 problem.\n"),
        "{out}"
    );
    // A picture is drawn all the same, and says so.
    let ran = folder.run(&["export", "faulty.detente", "-o", "out.svg"]);
    ran.ends_with(0).complains(&["1 problem", "detente check"]);
    assert!(folder.at("out.svg").exists());
    folder
        .run(&["check", "gone.detente"])
        .ends_with(1)
        .complains(&["gone.detente"]);
    folder.run(&["check"]).ends_with(2);
    let bundled = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/alaska-summit.detente");
    assert_eq!(
        folder.run(&["check", bundled]).ends_with(0).out(),
        "No problems.\n"
    );
}

#[test]
fn a_table_is_read_as_a_person_says() {
    let folder = Folder::new();
    folder.write(
        "reports.csv",
        "Seen,Reported,What\n03/04/2014,01/05/2014,Fire\n",
    );
    let said = [
        "check",
        "reports.csv",
        "--map",
        "Reported=when",
        "--map",
        "Seen=keep",
        "--day-first",
    ];
    let told = folder.run(&said).ends_with(0).out();
    assert!(
        told.contains("Seen = keep\n") && told.contains("Reported = when\n"),
        "{told}"
    );
    // A mapping is one file for every command.
    let mapping = r#"{"columns": {"Seen": "keep", "Reported": "when"}, "day_first": true}"#;
    folder.write("how.mapping", mapping);
    folder
        .run(&[
            "convert",
            "reports.csv",
            "out.detente",
            "--mapping",
            "how.mapping",
        ])
        .ends_with(0);
    assert!(folder.read("out.detente").contains("\"2014-05-01\""));
    folder
        .run(&[
            "export",
            "reports.csv",
            "-o",
            "out.svg",
            "--mapping",
            "how.mapping",
        ])
        .ends_with(0);
    assert!(folder.read("out.svg").contains("1 May 2014"));
    let none = folder.run(&[
        "export",
        "reports.csv",
        "-o",
        "b.svg",
        "--mapping",
        "none.mapping",
    ]);
    assert!(none.ends_with(1).err().contains("none.mapping"));
}

#[test]
fn convert_normalises_and_refuses_what_it_cannot_write() {
    let folder = Folder::new();
    let bundled = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/alaska-summit.detente");
    folder
        .run(&["convert", bundled, "out.detente"])
        .ends_with(0)
        .says_nothing();
    assert_eq!(
        folder.read("out.detente"),
        std::fs::read_to_string(bundled).unwrap()
    );
    folder.write(
        "spaced.json",
        &SMALL.replace('\n', "\r\n").replace("  ", "\t"),
    );
    folder
        .run(&["convert", "spaced.json", "a.detente"])
        .ends_with(0);
    folder.run(&["convert", "a.detente", "b.json"]).ends_with(0);
    let first = folder.read("a.detente");
    assert!(!first.contains('\t') && !first.contains('\r') && first.ends_with("}\n"));
    assert!(
        first.contains("a note to myself"),
        "a dataset keeps its notes"
    );
    assert_eq!(first, folder.read("b.json"));
    folder.write(
        "table.csv",
        "when,title,actors\n15 Aug 2025,They meet,Donald Trump;Vladimir Putin\n",
    );
    folder
        .run(&["convert", "table.csv", "table.detente"])
        .ends_with(0)
        .says_nothing();
    let table = folder.read("table.detente");
    assert!(
        table.contains("\"2025-08-15\"") && table.contains("\"Vladimir Putin\""),
        "{table}"
    );
    folder
        .run(&["export", "table.csv", "-o", "table.svg"])
        .ends_with(0);
    assert!(
        folder.read("table.svg").contains(">table<"),
        "a title without its ending"
    );
    // What has problems is written, and the end says so.
    folder.write("faulty.csv", "title,when\nA,soon\n");
    folder
        .run(&["convert", "faulty.csv", "faulty.detente"])
        .ends_with(1)
        .complains(&["faulty.csv, line 2, column 3", "“soon” is not a date"]);
    assert!(folder.read("faulty.detente").contains("soon"));
    let place = folder.0.path().to_string_lossy().into_owned();
    folder
        .run(&["check", &place])
        .ends_with(1)
        .complains(&[&format!("{place}: this is a folder")]);
    folder
        .run(&["convert", "small.detente", "out.docx"])
        .ends_with(2)
        .complains(&[".detente, .json, .jsonl", ".xlsx", "and .mmd"]);
    folder
        .run(&["convert", "small.detente", "out.png"])
        .ends_with(2)
        .complains(&["detente export"]);
    folder
        .run(&["convert", "gone.detente", "out2.detente"])
        .ends_with(1)
        .complains(&["gone.detente"]);
    folder.run(&["convert", "small.detente"]).ends_with(2);
    assert!(!folder.at("out.docx").exists() && !folder.at("out2.detente").exists());
}

#[test]
fn events_are_written_as_a_table_that_tells_what_it_leaves_out() {
    let folder = Folder::new();
    folder
        .run(&["convert", "small.detente", "events.tsv"])
        .ends_with(0)
        .complains(&["events.tsv: this leaves out groups, bookmarks, quotes, stances and grades of sources, "]);
    let events = folder.read("events.tsv");
    assert!(events.starts_with("id\ttitle\t"), "{events}");
    folder
        .run(&["convert", "events.tsv", "again.detente"])
        .ends_with(0);
}

#[test]
fn the_bundled_dataset_is_drawn_in_every_way() {
    let folder = Folder::new();
    let bundled = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/alaska-summit.detente");
    for bookmark in ["the-day", "in-the-report"] {
        folder
            .run(&["export", bundled, "--bookmark", bookmark, "-o", "out.svg"])
            .ends_with(0)
            .says_nothing();
        let svg = folder.read("out.svg");
        for part in [
            "data-event=\"three-on-three\"",
            "data-actor=\"putin\"",
            "data-tie=\"",
            "Sources",
        ] {
            assert!(svg.contains(part), "{part} in {bookmark}");
        }
    }
}

#[test]
fn a_page_draws_two_hundred_lanes_and_says_how_many_more_there_are() {
    let folder = Folder::new();
    let mut table = "title,when,category\n".to_owned();
    for n in 0..260 {
        table += &format!("Event {n},2024-01-{:02},Kind {n}\n", n % 28 + 1);
    }
    folder.write("many.csv", &table);
    let export = |more: &[&str]| {
        let own = ["export", "many.csv", "--view", "timeline", "-o", "many.svg"];
        folder.run(&[&own, more].concat()).ends_with(0);
        folder.read("many.svg")
    };
    let some = export(&[]);
    assert!(some.contains("and 60 more lanes"));
    assert!(some.contains(">Kind 199<") && !some.contains(">Kind 200<"));
    let all = export(&["--all-lanes"]);
    assert!(!all.contains("more lanes") && all.contains(">Kind 259<"));
}

#[test]
fn what_is_folded_is_told_at_the_foot_and_can_be_left_unfolded() {
    let folder = Folder::new();
    let mut table = "title,when\nTown charter,1215\n".to_owned();
    for day in 10..28 {
        table += &format!("Day {day},2019-03-{day}\n");
    }
    folder.write("outlier.csv", &table);
    for view in ["timeline", "chart", "figure"] {
        let export = |fold: &[&str]| {
            let own = ["export", "outlier.csv", "--view", view, "-o", "o.svg"];
            folder.run(&[&own, fold].concat()).ends_with(0);
            folder.read("o.svg")
        };
        let told = "Folded: 1216–2018 · no events.";
        assert!(export(&[]).contains(told), "{view}");
        assert!(export(&["--fold"]).contains(told), "{view}");
        assert!(!export(&["--fold", "no"]).contains("Folded"), "{view}");
    }
    let own = ["export", "outlier.csv", "-o", "o.svg", "--fold", "perhaps"];
    folder.run(&own).ends_with(2);
    folder.write("undated.csv", "title,when\nA thing,\n");
    let own = ["export", "undated.csv", "-o", "o.svg", "--from", "2020"];
    folder.run(&own).ends_with(2).complains(&["needs both"]);
    let own = [&own[..], &["--to", "2021"]].concat();
    folder.run(&own).ends_with(0);
}

#[cfg(unix)]
#[test]
fn an_argument_that_is_not_text_is_no_reason_to_fail() {
    use std::os::unix::ffi::OsStrExt as _;
    let strange = std::ffi::OsStr::from_bytes(b"\xff\xfe");
    let folder = Folder::new();
    let mut command = folder.command(&[]);
    let output = command.arg(strange).arg("more").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn what_a_file_says_does_not_command_the_terminal() {
    let folder = Folder::new();
    let strange = SMALL.replace("2025-08-12T10:00", "\\u202eyadirF");
    folder.write("strange.detente", &strange);
    let told = folder.run(&["check", "strange.detente"]).out();
    assert!(told.contains("\\u{202e}yadirF"), "{told}");
    assert!(!told.contains('\u{202e}'));
    let name = "\u{1b}]0;title\u{7}.detente";
    let told = folder.run(&["check", name]).err();
    assert!(told.contains("\\u{1b}]0;title\\u{7}.detente"), "{told}");
}

#[cfg(unix)]
#[test]
fn a_picture_goes_through_a_pipe() {
    use std::os::unix::fs::FileTypeExt as _;
    let folder = Folder::new();
    let pipe = folder.at("pipe.svg");
    let made = Command::new("mkfifo").arg(&pipe).status().unwrap();
    assert!(made.success());
    let export = ["export", "small.detente", "-o", "pipe.svg"];
    let mut export = folder.command(&export).spawn().unwrap();
    let svg = std::fs::read_to_string(&pipe).unwrap();
    assert!(export.wait().unwrap().success());
    assert!(svg.contains("</svg>"));
    let kind = std::fs::metadata(&pipe).unwrap().file_type();
    assert!(kind.is_fifo());
}

#[test]
fn whoever_asks_for_blocs_is_told_where_there_are_none() {
    let folder = Folder::new();
    let alone = SMALL
        .replace(", \"group\": \"east\"", "")
        .replace(", \"group\": \"west\"", "");
    folder.write("alone.detente", &alone);
    let blocs = |file| {
        folder
            .run(&["export", file, "-o", "x.svg", "--detail", "blocs"])
            .err()
    };
    assert!(blocs("alone.detente").contains("Blocs need two groups"));
    assert_eq!(blocs("small.detente"), "");
}
