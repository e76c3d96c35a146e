//! The JSON Schema (draft 2020-12) of the native format, and its page for people: both follow from
//! the table of fields.

use super::out::Out;
use super::record::{FORMAT, VERSION};
use crate::dataset::check::{COLOURS, with_article};
use crate::dataset::edit::of_kind;
use crate::dataset::fields::{Field, Fields as _, Held, Need, Record, Shape, Word};
use crate::dataset::{Kind, Metadata};
use std::fmt::Write as _;

/// Each kind of item that has fields: what one is called, and one in which nothing stands.
fn lists() -> impl Iterator<Item = (Kind, &'static str, Box<dyn Record>)> {
    let list = |kind| -> Option<(Kind, &'static str, Box<dyn Record>)> {
        of_kind!(kind, T => Some((kind, T::WHAT, Box::new(T::default()))), else None)
    };
    Kind::ALL.into_iter().filter_map(list)
}

/// Of these fields a record has exactly one.
const ONE_OF: [&[&str]; 3] = [
    &["by_actor", "by_source"],
    &["url", "path"],
    &["event", "tie", "actor"],
];

const WHOLE: &str = "The native format of Detente (.detente, application/vnd.detente+json). Keys that this schema does not know are allowed at every level and are kept.";
const PINS: &str = "Pinned actors: the id of each and its place, right and down, in units of the ideal length of a tie.";
const PLACES: &str = "Where actors stood when the dataset was saved, in the units of pins, for a map that is 1.6 times as wide as high. A pin wins over a place.";

pub(super) fn schema() -> String {
    let mut members = vec![
        ("format", object(&[("const", text(FORMAT))])),
        ("version", object(&[("const", VERSION.to_string())])),
    ];
    members.extend(properties(&Metadata::default()));
    for (kind, what, blank) in lists() {
        let list = [("type", text("array")), ("items", record(&*blank, what))];
        members.push((kind.key(), object(&list)));
    }
    let place = object(&[
        ("type", text("array")),
        ("items", object(&[("type", text("number"))])),
        ("minItems", "2".into()),
        ("maxItems", "2".into()),
    ]);
    let on_map = |about| {
        object(&[
            ("description", text(about)),
            ("type", text("object")),
            ("propertyNames", object(&[("minLength", "1".into())])),
            ("additionalProperties", place.clone()),
        ])
    };
    let on_map = [("pins", on_map(PINS)), ("places", on_map(PLACES))];
    let map = object(&[("type", text("object")), ("properties", object(&on_map))]);
    members.push(("map", map));
    let draft = "https://json-schema.org/draft/2020-12/schema";
    let whole = object(&[
        ("$schema", text(draft)),
        ("$id", text("urn:detente:schema:1")),
        ("title", text("Detente dataset")),
        ("description", text(WHOLE)),
        ("type", text("object")),
        ("required", texts(["format", "version"])),
        ("properties", object(&members)),
    ]);
    let mut bytes = Vec::new();
    // Memory takes all, and all of it is text.
    Out::laid_out(&mut bytes, |out| out.raw(&whole)).unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

fn text(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}

/// Members of an object: their keys and their JSON.
type Members = Vec<(&'static str, String)>;

fn object(members: &[(&str, String)]) -> String {
    let members = members.iter();
    let members = members.map(|(key, json)| format!("{}: {json}", text(key)));
    format!("{{{}}}", members.collect::<Vec<_>>().join(", "))
}

fn texts<'a>(all: impl IntoIterator<Item = &'a str>) -> String {
    let all: Vec<String> = all.into_iter().map(text).collect();
    format!("[{}]", all.join(", "))
}

/// A record of the fields of a blank one.
fn record(blank: &dyn Record, about: &str) -> String {
    let fields = blank.fields();
    let needed = fields.iter().filter(|field| field.need == Need::Yes);
    let needed: Vec<&str> = needed.map(|field| field.key).collect();
    let has = |key: &str| fields.iter().any(|field| field.key == key);
    let mut members = vec![
        ("description", text(&format!("{}.", capital(about)))),
        ("type", text("object")),
    ];
    if !needed.is_empty() {
        members.push(("required", texts(needed)));
    }
    if let Some(choice) = ONE_OF.iter().find(|all| all.iter().all(|key| has(key))) {
        members.push(("oneOf", one_of(choice)));
    }
    if has("lat") {
        members.push(("minProperties", "1".into()));
        let both = [("lat", texts(["lon"])), ("lon", texts(["lat"]))];
        members.push(("dependentRequired", object(&both)));
    }
    members.push(("properties", object(&properties(blank))));
    object(&members)
}

/// Of these keys an object has exactly one.
fn one_of(keys: &[&str]) -> String {
    let each = keys
        .iter()
        .map(|key| object(&[("required", texts([*key]))]));
    format!("[{}]", each.collect::<Vec<_>>().join(", "))
}

fn properties(blank: &dyn Record) -> Members {
    let property = |(field, held): (&'static Field, Held<'_>)| {
        let mut members = Vec::new();
        let about = about(field);
        if !about.is_empty() {
            members.push(("description", text(&about)));
        }
        members.extend(shape(field));
        if let Some(default) = default(held) {
            members.push(("default", default));
        }
        (field.key, object(&members))
    };
    blank.each().map(property).collect()
}

/// What it means that a field is left out, as JSON; none if nothing stands there then.
fn default(held: Held<'_>) -> Option<String> {
    match held {
        Held::Text(word) if !word.is_empty() => Some(text(word)),
        Held::Number(number) => Some(number.to_string()),
        Held::Flag(is_so) => Some(is_so.to_string()),
        _ => None,
    }
}

/// What a value of a field must be.
fn shape(field: &Field) -> Members {
    let of_type = |name: &str| ("type", text(name));
    let words = |all: &[Word]| ("enum", texts(all.iter().map(|(word, _)| *word)));
    let list_of = |members: &[(&str, String)]| vec![of_type("array"), ("items", object(members))];
    let id = || vec![of_type("string"), ("minLength", "1".to_owned())];
    let pattern = |pattern: &str| vec![of_type("string"), ("pattern", text(pattern))];
    let mut members = match field.shape {
        Shape::Id | Shape::One(_) | Shape::Date | Shape::Zone => id(),
        Shape::Many(_) => list_of(&id()),
        Shape::Line | Shape::Prose | Shape::Remark | Shape::Language => vec![of_type("string")],
        Shape::Address => pattern("^[Hh][Tt][Tt][Pp][Ss]?://."),
        Shape::Path => {
            let outside = r"^[/\\]|^[A-Za-z]:|(^|[/\\])\.\.([/\\]|$)";
            let mut members = id();
            members.push(("not", object(&[("pattern", text(outside))])));
            members
        }
        Shape::Colour => pattern(&format!("^({}|#[0-9A-Fa-f]{{6}})$", COLOURS.join("|"))),
        Shape::Number(from, to) => vec![
            of_type("number"),
            ("minimum", from.to_string()),
            ("maximum", to.to_string()),
        ],
        Shape::Grade(grades) => vec![
            of_type("integer"),
            ("minimum", "1".to_owned()),
            ("maximum", grades.len().to_string()),
        ],
        Shape::Count => vec![of_type("integer"), ("minimum", "1".to_owned())],
        Shape::Flag => vec![of_type("boolean")],
        Shape::Choice(all) => vec![words(all)],
        Shape::Choices(all) => list_of(&[words(all)]),
        Shape::Words | Shape::Names => list_of(&[of_type("string")]),
        Shape::Tie => pattern("^.+[>~].+$"),
        Shape::Selection => selection(&object(&id())),
        Shape::Record(inner) => {
            let json = record(&*inner.blank(), inner.what);
            return vec![("allOf", format!("[{json}]"))];
        }
        Shape::Records(inner) => {
            let items = record(&*inner.blank(), inner.what);
            let mut members = vec![of_type("array"), ("items", items)];
            if field.most < usize::MAX {
                members.push(("maxItems", field.most.to_string()));
            }
            return members;
        }
    };
    if field.need != Need::No && matches!(field.shape, Shape::Line | Shape::Language) {
        members.push(("minLength", "1".to_owned()));
    }
    if field.most < usize::MAX {
        members.push(("maxLength", field.most.to_string()));
    }
    members
}

fn selection(id: &str) -> Members {
    let keys = ["event", "actor", "relation", "tie"];
    let properties = keys.map(|key| (key, id.to_owned()));
    vec![
        ("type", text("object")),
        ("oneOf", one_of(&keys)),
        ("properties", object(&properties)),
    ]
}

/// What a field is about, in a sentence or two.
fn about(field: &Field) -> String {
    let of_shape = match field.shape {
        Shape::One(kind) => format!("The id of {}.", with_article(kind.noun())),
        Shape::Many(kind) => format!("Ids of {}.", kind.key()),
        Shape::Date => "EDTF.".to_owned(),
        Shape::Prose => "Markdown.".to_owned(),
        Shape::Choice(all) | Shape::Choices(all) | Shape::Grade(all) => meanings(all),
        _ => String::new(),
    };
    let said = if field.about.is_empty() {
        field.hint
    } else {
        field.about
    };
    let end = if said.is_empty() || said.ends_with('.') {
        ""
    } else {
        "."
    };
    let private = match field.is_private {
        true => " Left out of what is published.",
        false => "",
    };
    format!("{said}{end}{private} {of_shape}").trim().to_owned()
}

/// `A: completely reliable, B: usually reliable`, where the words do not say it themselves.
fn meanings(all: &[Word]) -> String {
    let says_more = |(word, label): &&Word| !label.eq_ignore_ascii_case(word);
    let meaning = |(word, label): &Word| {
        let label = label.strip_prefix(word).unwrap_or(label);
        format!("{word}: {}", label.trim_start_matches(", ").to_lowercase())
    };
    let all: Vec<String> = all.iter().filter(says_more).map(meaning).collect();
    match all.as_slice() {
        [] => String::new(),
        all => format!("{}.", capital(&all.join("; "))),
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first.chain(chars).collect()
}

/// The page on the format, for people.
pub(super) fn page() -> String {
    let mut page = PAGE.to_owned();
    rows(&mut page, "The dataset", &Metadata::default());
    for (kind, _, blank) in lists() {
        rows(&mut page, &format!("`{}`", kind.key()), &*blank);
    }
    page
}

/// A table of the fields of a blank record, then those of the records within it.
fn rows(page: &mut String, title: &str, blank: &dyn Record) {
    let fields = blank.fields();
    // What an account may have besides is said of an event.
    let is_account = fields.iter().any(|field| field.key == "by_actor");
    let own = if is_account { 2 } else { fields.len() };
    // Writing to a String cannot fail.
    write!(
        page,
        "\n## {title}\n\n| Key | In the window | Value |\n| --- | --- | --- |\n"
    )
    .unwrap_or_default();
    for (field, held) in blank.each().take(own) {
        let needed = match field.need {
            Need::Yes => " It may not be left out.",
            Need::No | Need::IfGiven => "",
        };
        let default = default(held).map_or_else(String::new, |json| format!(" Left out: {json}."));
        let value = format!("{} {}{default}{needed}", kind_of_value(field), about(field));
        let words: Vec<&str> = value.split_whitespace().collect();
        let value = words.join(" ").replace('|', "\\|");
        writeln!(page, "| `{}` | {} | {value} |", field.key, field.name).unwrap_or_default();
    }
    if is_account {
        page.push_str("\nAnd what an event has, but `id` and `accounts`: what is left out is as in the event.\n");
    }
    for field in fields.iter().take(own) {
        if let Shape::Record(inner) | Shape::Records(inner) = field.shape {
            let title = format!("{title}, in `{}`", field.key);
            rows(page, &title, &*inner.blank());
        }
    }
}

fn kind_of_value(field: &Field) -> String {
    match field.shape {
        Shape::Id => "A short, readable name, unique in its list.".to_owned(),
        Shape::Number(from, to) => format!("A number from {from} to {to}."),
        Shape::Grade(all) => format!("A whole number from 1 to {}.", all.len()),
        Shape::Count => "A whole number of 1 or more.".to_owned(),
        Shape::Flag => "`true` or `false`.".to_owned(),
        Shape::Choice(all) => format!("One of {}.", words(all)),
        Shape::Choices(all) => format!("Some of {}.", words(all)),
        Shape::Zone => "A time zone of the IANA database.".to_owned(),
        Shape::Language => "A language by BCP 47.".to_owned(),
        Shape::Address => "An http or https address.".to_owned(),
        Shape::Path => "A relative path that does not leave the dataset’s folder.".to_owned(),
        Shape::Colour => format!("{}, or `#rrggbb`.", capital(&COLOURS.join(", "))),
        Shape::Words | Shape::Names => "A list of texts.".to_owned(),
        Shape::Tie => "`a>b` for one direction, `a~b` for the pair.".to_owned(),
        Shape::Selection => "One of `event`, `actor`, `relation`, `tie`.".to_owned(),
        Shape::Record(_) => "An object; see below.".to_owned(),
        Shape::Records(_) => "A list; see below.".to_owned(),
        _ if field.most < usize::MAX => format!("At most {} characters.", field.most),
        _ => String::new(),
    }
}

fn words(all: &[Word]) -> String {
    let all: Vec<String> = all.iter().map(|(word, _)| format!("`{word}`")).collect();
    all.join(", ")
}

const PAGE: &str = "<!-- Generated from the table of fields, src/dataset/fields/table.rs. -->
# The format

A dataset is one JSON file in UTF-8 (`.detente`, or `.json`): `{\"format\": \"detente\", \"version\": 1, …}`, with what is said of the dataset as a whole, and the lists below. Everything may be left out but what says otherwise. Keys that are not known are kept, at every level, and so are values that cannot be taken: a file with faults opens, lists them and is written back as it was.

Dates are [EDTF](https://www.loc.gov/standards/datetime/) (ISO 8601-2, levels 0 to 2) with three additions: the ends of an interval may be date-times; a time may stop at the minute or the hour; a date-time may carry `?`, `~` or `%`. A time without an offset is in the event’s zone, then the dataset’s. `tone` is Goldstein’s scale, reliability and credibility are the Admiralty’s grades, the types of acts are PLOVER’s.

`map.pins` and `map.places` say where actors stand: `{\"id\": [x, y]}`, right and down, in units of the ideal length of a tie.
";
