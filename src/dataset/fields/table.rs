//! The rows: which fields every kind of item has, in the order of a file.

use super::{Field, Inner, Need, Record, Shape, Value, Word};
use crate::dataset::item::{HEADLINE, NOTE, NOTES};
use crate::dataset::value::{
    ActorKind, Certainty, Detail, Dimension, LinkKind, Matching, Reliability, Role, Stance, Status,
};
use crate::dataset::{
    Account, Action, Actor, Bookmark, Category, Citation, Event, Filter, Group, Kept, Kind, Link,
    Media, Metadata, Note, Participant, Period, Relation, Source, Spot,
};

/// Hands every row to a macro: what an item is called, where its unknown keys go, what mends it; and
/// of each field its key, where it stands, and what is true of it.
macro_rules! records {
    ($with:ident) => {
        $with!(
            Source, "a source", kept;
            "id" => id: Field::id(),
            "title" => title: Field::title().columns(&["source"]),
            "publisher" => publisher: Field::new("Publisher", Shape::Line).hint("Who published it").searched().about("Who published it. Two sources are independent when their publishers differ and neither copies the other."),
            "author" => author: Field::new("Author", Shape::Line).hint("Who wrote it").searched(),
            "url" => url: Field::url().searched().columns(&["url"]),
            "archived_url" => archived_url: Field::new("Archived", Shape::Address).hint("A copy that stays").word("archived address"),
            "published" => published: Field::new("Published", Shape::Date).hint("When").about("When it was published.").word("date of publication"),
            "accessed" => accessed: Field::new("Accessed", Shape::Date).hint("When it was read").word("date of access"),
            "language" => language: Field::language(),
            "reliability" => reliability: Field::new("Reliability", Shape::Choice(Reliability::WORDS)),
            "copies" => copies: Field::new("Copies", Shape::One(Kind::Source)).hint("What it reprints").word("source that it copies").about("The source that this one reprints or retells."),
            "note" => note: Field::new("Note", Shape::Remark).hint("A remark"),
        );
        $with!(
            Group, "a group", kept;
            "id" => id: Field::id(),
            "name" => name: Field::name(),
            "colour" => colour: Field::colour(),
            "parent" => parent: Field::new("Part of", Shape::One(Kind::Group)).word("parent"),
        );
        $with!(
            Category, "a category", kept;
            "id" => id: Field::id(),
            "name" => name: Field::name().columns(&["category"]),
            "colour" => colour: Field::colour(),
            "parent" => parent: Field::new("Part of", Shape::One(Kind::Category)).word("parent"),
        );
        $with!(
            Actor, "an actor", kept;
            "id" => id: Field::id().searched(),
            "name" => name: Field::name(),
            "short" => short: Field::new("Short name", Shape::Line).hint("For tight places").searched(),
            "kind" => kind: Field::new("Kind", Shape::Choice(ActorKind::WORDS)).about("What the actor is. A collective is a group of people without an organisation."),
            "kind_guessed" => kind_guessed: Field::new("Kind is guessed", Shape::Flag).word("guessed kind").about("Whether the kind was guessed from the name, and nobody has said so yet."),
            "unnamed" => unnamed: Field::new("Unnamed", Shape::Flag).word("name").about("Whether the sources keep the name back."),
            "role" => role: Field::new("Role", Shape::Line).hint("Office or part").searched(),
            "group" => group: Field::new("Group", Shape::One(Kind::Group)),
            "part_of" => part_of: Field::new("Part of", Shape::One(Kind::Actor)).word("whole").noun("whole").about("The actor that this one belongs to."),
            "aliases" => aliases: Field::new("Also called", Shape::Names).hint("Names, with semicolons between").about("Other names and spellings.").word("other names").searched(),
            "differs_from" => differs_from: Field::new("Not the same as", Shape::Many(Kind::Actor)).word("others of like names").noun("actor").about("Actors whose names look alike, and who are others."),
            "description" => description: Field::description(),
            "image" => image: Field::new("Picture", Shape::Path).hint("A file beside the dataset"),
            "url" => url: Field::url(),
            "private_note" => private_note: Field::private_note(),
        );
        $with!(
            Event, "an event", more.notes.kept;
            "id" => id: Field::id().searched().columns(&["id"]),
            "title" => title: Field::title().columns(&["title"]),
            "when" => when: Field::new("When", Shape::Date).hint("Undated").word("date").searched().columns(&["when"]),
            "zone" => by_hand.zone: Field::zone().columns(&["zone"]),
            "status" => status: Field::status().columns(&["status"]),
            "category" => category: Field::new("Category", Shape::One(Kind::Category)),
            "action" => more.action: Field::new("Act", Shape::Record(inner::<Action>())).about("The kind of act, in PLOVER’s words."),
            "tone" => tone: Field::tone().columns(&["tone"]),
            "importance" => importance: Field::new("Importance", Shape::Grade(IMPORTANCES)).columns(&["importance"]).about("What is shown first where room is short."),
            "participants" => participants: Field::new("Who", Shape::Records(inner::<Participant>())).word("participants").about("Who took part, and how."),
            "place" => more.place: Field::new("Place", Shape::Record(inner::<Spot>())),
            "description" => description: Field::description().columns(&["description"]),
            "tags" => more.notes.tags: Field::new("Tags", Shape::Words).hint("Words, with commas between").about("Free key words.").searched().columns(&["tags"]),
            "citations" => citations: Field::citations(),
            "accounts" => by_hand.accounts: Field::new("Other accounts", Shape::Records(inner::<Account>())).word("accounts").about("Versions that differ from the event, kept side by side with it."),
            "certainty" => by_hand.certainty: Field::certainty(),
            "certainty_reason" => by_hand.certainty_reason: Field::certainty_reason(),
            "parent" => by_hand.parent: Field::new("Part of", Shape::One(Kind::Event)).word("parent").columns(&["parent"]).about("The event that this one is part of."),
            "leads_to" => by_hand.leads_to: Field::new("Leads to", Shape::Records(inner::<Link>())).word("links").about("The events that followed from this one."),
            "media" => by_hand.media: Field::new("Pictures and recordings", Shape::Records(inner::<Media>())).word("media").about("Pictures and recordings, each with an address or a path."),
            "private_note" => by_hand.private_note: Field::private_note(),
        );
        $with!(
            Account, "an account", kept => mended;
            "by_actor" => by_actor: Field::new("By actor", Shape::One(Kind::Actor)).word("speaker").noun("by_actor"),
            "by_source" => by_source: Field::new("By source", Shape::One(Kind::Source)).word("speaker").noun("by_source"),
            "title" => title: of_event("title"),
            "when" => when: of_event("when"),
            "zone" => zone: of_event("zone"),
            "status" => status: of_event("status"),
            "category" => category: of_event("category"),
            "action" => action: of_event("action"),
            "tone" => tone: of_event("tone"),
            "importance" => importance: of_event("importance"),
            "participants" => participants: of_event("participants"),
            "place" => place: of_event("place"),
            "description" => description: of_event("description"),
            "tags" => tags: of_event("tags"),
            "citations" => citations: of_event("citations"),
            "certainty" => certainty: of_event("certainty"),
            "certainty_reason" => certainty_reason: of_event("certainty_reason"),
            "parent" => parent: of_event("parent"),
            "leads_to" => leads_to: of_event("leads_to"),
            "media" => media: of_event("media"),
            "private_note" => private_note: of_event("private_note"),
        );
        $with!(
            Participant, "a participant", kept;
            "actor" => actor: Field::new("Actor", Shape::One(Kind::Actor)).noun("participant").need(Need::Yes),
            "role" => role: Field::new("Role", Shape::Choice(Role::WORDS)),
        );
        $with!(
            Citation, "a citation", more.kept;
            "source" => source: Field::new("Source", Shape::One(Kind::Source)).need(Need::Yes),
            "locator" => locator: Field::new("Locator", Shape::Line).hint("Where in it").columns(&["locator"]),
            "quote" => more.quote: Field::new("Quote", Shape::Remark).hint("In the source’s own words").searched(),
            "stance" => stance: Field::new("Stance", Shape::Choice(Stance::WORDS)).about("Whether the source speaks for the claim or against it."),
            "credibility" => credibility: Field::new("Credibility", Shape::Grade(CREDIBILITIES)),
            "note" => more.note: Field::new("Note", Shape::Remark).hint("A remark"),
        );
        $with!(
            Action, "an action", kept;
            "type" => kind: Field::new("Act", Shape::Choice(ACTIONS)).hint("None").word("act").otherwise("not a type of PLOVER").need(Need::Yes).columns(&["action"]),
            "mode" => mode: Field::new("How", Shape::Line).hint("A mode of PLOVER, such as visit").word("mode").need(Need::IfGiven),
        );
        $with!(
            Spot, "a place", kept;
            "name" => name: Field::new("Place", Shape::Line).hint("Where").searched().columns(&["place"]),
            "lat" => lat: Field::new("Latitude", Shape::Number(-90.0, 90.0)).hint("Degrees north").columns(&["lat"]),
            "lon" => lon: Field::new("Longitude", Shape::Number(-180.0, 180.0)).hint("Degrees east").columns(&["lon"]),
        );
        $with!(
            Link, "a link", kept;
            "event" => event: Field::new("Event", Shape::One(Kind::Event)).noun("leads_to event").need(Need::Yes),
            "kind" => kind: Field::new("How", Shape::Choice(LinkKind::WORDS)).word("kind"),
        );
        $with!(
            Media, "a picture or recording", kept;
            "url" => url: Field::url(),
            "path" => path: Field::new("File", Shape::Path).hint("A file beside the dataset"),
            "caption" => caption: Field::new("Caption", Shape::Line).hint("Under the picture"),
            "credit" => credit: Field::new("Credit", Shape::Line).hint("Who made it"),
            "alt" => alt: Field::new("In words", Shape::Line).hint("For those who cannot see it").word("words for the picture"),
        );
        $with!(
            Relation, "a relation", kept;
            "id" => id: Field::id(),
            "from" => from: Field::new("From", Shape::One(Kind::Actor)).need(Need::Yes),
            "to" => to: Field::new("To", Shape::One(Kind::Actor)).need(Need::Yes),
            "directed" => directed: Field::new("One way", Shape::Flag).word("direction").about("Whether it goes one way. Others are mutual."),
            "kind" => kind: Field::new("Kind", Shape::Line).hint("One word").searched(),
            "label" => label: Field::new("Label", Shape::Line).hint("Without a label").searched().about("The words along its line. Without a label its kind stands there."),
            "weight" => weight: Field::new("Weight", Shape::Number(0.0, MOST_WEIGHT)).hint("As an event").about("How much it counts for beside other relations and events, of which each counts for 1: the wider its line, the earlier its words. Left out: 1."),
            "tone" => tone: Field::tone(),
            "when" => when: Field::new("When", Shape::Date).hint("At all times").word("date"),
            "status" => status: Field::status(),
            "description" => description: Field::description(),
            "citations" => citations: Field::citations(),
            "evidence" => evidence: Field::new("Events that show it", Shape::Many(Kind::Event)).word("evidence"),
            "certainty" => certainty: Field::certainty(),
            "certainty_reason" => certainty_reason: Field::certainty_reason(),
            "private_note" => private_note: Field::private_note(),
        );
        $with!(
            Period, "a period", kept;
            "id" => id: Field::id(),
            "title" => title: Field::title(),
            "when" => when: Field::new("When", Shape::Date).hint("From and to").word("date").need(Need::Yes),
            "colour" => colour: Field::colour(),
            #[cfg(test)]
            "mood" => mood: Field::new("Mood", Shape::Line),
        );
        $with!(
            Bookmark, "a bookmark", kept;
            "id" => id: Field::id(),
            "title" => title: Field::title(),
            "headline" => headline: Field::new("Headline", Shape::Line).hint("What it claims").most(HEADLINE),
            "caption" => caption: Field::new("Caption", Shape::Remark).hint("A sentence about it"),
            "notes" => notes: Field::new("Notes", Shape::Records(inner::<Note>())).most(NOTES),
            "span" => span: Field::new("Span", Shape::Date).hint("What the axis shows").about("The range that the axis shows. Left out: everything."),
            "window" => window: Field::new("Window", Shape::Date).hint("What is brushed").about("The range that is brushed. Left out: everything."),
            "filter" => filter: Field::new("Filter", Shape::Record(inner::<Filter>())).about("What passes: within a list one match is enough, and every list that is given has to match. Actors and groups are one list, of which match says how many have to act."),
            "lanes" => lanes: Field::new("Lanes", Shape::Choice(LANES)).hint("As they are").about("What the lanes of the timeline stand for."),
            "colour_by" => colour_by: Field::new("Colour by", Shape::Choice(COLOURS)).hint("As they are").word("colours").about("What the colours stand for."),
            "detail" => detail: Field::new("Detail", Shape::Choice(Detail::WORDS)).hint("By itself").about("How much the map tells apart. Left out: what it has room for."),
            "main_ties" => main_ties: Field::new("Main ties", Shape::Count).hint("As many as there is room for").about("How many ties of the map are main ties. Left out: as many as its actors have room for."),
            "unfolded" => unfolded: Field::new("Unfolded", Shape::Many(Kind::Group)).noun("group").about("The groups whose blocs are unfolded on the map, so that their actors are seen; the last one last."),
            "fold" => fold: Field::new("Fold gaps", Shape::Flag).about("Whether stretches of the axis in which next to nothing happens are folded."),
            "selection" => selection: Field::new("Selection", Shape::Selection).about("What is selected."),
        );
        $with!(
            Note, "a note", kept => mended;
            "text" => text: Field::new("Text", Shape::Line).hint("Words beside what they are about").most(NOTE).need(Need::Yes),
            "event" => event: Field::new("Event", Shape::One(Kind::Event)),
            "tie" => tie: Field::new("Tie", Shape::Tie),
            "actor" => actor: Field::new("Actor", Shape::One(Kind::Actor)),
        );
        $with!(
            Filter, "a filter", kept => mended;
            "categories" => categories: Field::new("Categories", Shape::Many(Kind::Category)).noun("category"),
            "actors" => actors: Field::new("Actors", Shape::Many(Kind::Actor)).noun("actor"),
            "groups" => groups: Field::new("Groups", Shape::Many(Kind::Group)).noun("group"),
            "match" => matching: Field::new("Match", Shape::Choice(Matching::WORDS)).about("Of the chosen actors and groups together, any: one of them acts; all: each of them does, and of each group somebody; between: two or more of them do, and only what stands between these passes. An event that only mentions members of a group, or left them out, is none of the group’s."),
            "tags" => tags: Field::new("Tags", Shape::Words).hint("Words, with commas between").about("Free key words."),
            "statuses" => statuses: Field::new("Statuses", Shape::Choices(Status::WORDS)),
            "certainties" => certainties: Field::new("Certainties", Shape::Choices(Certainty::WORDS)),
            "text" => text: Field::new("Text", Shape::Line).hint("To be found in an event"),
        );
    };
}
pub(crate) use records;

/// What is said of the dataset as a whole; a file has its lists beside this.
macro_rules! heading {
    ($with:ident) => {
        $with!(
            Metadata, "a dataset", kept;
            "title" => title: Field::new("Title", Shape::Line).hint("Without a title").about("What it is called."),
            "description" => description: Field::description(),
            "language" => language: Field::language().need(Need::IfGiven),
            "zone" => zone: Field::zone(),
        );
    };
}

/// Rows that several kinds have alike.
impl Field {
    const fn id() -> Self {
        Self::new("Id", Shape::Id).need(Need::Yes)
    }

    const fn title() -> Self {
        Self::new("Title", Shape::Line)
            .hint("Without a title")
            .about("What it is called.")
            .need(Need::Yes)
            .searched()
    }

    const fn name() -> Self {
        Self::new("Name", Shape::Line)
            .hint("Without a name")
            .about("What it is called.")
            .need(Need::Yes)
            .searched()
    }

    const fn description() -> Self {
        Self::new("Description", Shape::Prose)
            .hint("In Markdown")
            .about("What is known of it.")
            .searched()
    }

    const fn private_note() -> Self {
        Self::new("Private note", Shape::Remark)
            .hint("Left out of what is published")
            .about("A remark for yourselves.")
            .searched()
            .private()
    }

    const fn url() -> Self {
        Self::new("Address", Shape::Address)
            .hint("https://")
            .about("Where it is on the web.")
    }

    const fn language() -> Self {
        Self::new("Language", Shape::Language)
            .hint("As in en or pt-BR")
            .about("The language of the texts. Of the dataset it rules how numbers are grouped.")
    }

    const fn zone() -> Self {
        Self::new("Zone", Shape::Zone)
            .hint("As in Europe/Berlin")
            .about("The zone of times without an offset. Left out: the dataset’s; of the dataset, UTC.")
    }

    const fn colour() -> Self {
        Self::new("Colour", Shape::Colour).hint("Given out in order")
    }

    const fn status() -> Self {
        Self::new("Status", Shape::Choice(Status::WORDS))
    }

    const fn tone() -> Self {
        Self::new("Tone", Shape::Number(-10.0, 10.0))
            .hint("−10 to +10")
            .about("How friendly the act is, on Goldstein’s scale.")
    }

    const fn citations() -> Self {
        Self::new("Who says so", Shape::Records(inner::<Citation>())).word("sources")
    }

    const fn certainty() -> Self {
        Self::new("Certainty", Shape::Choice(Certainty::WORDS))
            .hint("As its sources give")
            .about("Written only where a person overrides what follows from the citations.")
    }

    const fn certainty_reason() -> Self {
        Self::new("Because", Shape::Remark)
            .hint("Why it is judged so")
            .word("reason of the certainty")
    }
}

/// What an account says of a field of its event. What it leaves out is as in the event.
#[expect(clippy::indexing_slicing, reason = "runs when compiling")]
const fn of_event(key: &str) -> Field {
    let fields = <Event as Fields>::FIELDS;
    let mut place = 0;
    while !same(fields[place].key, key) {
        place += 1;
    }
    let field = fields[place];
    let field = match (field.shape, field.hint.len()) {
        (Shape::Choice(_) | Shape::Grade(_), 0) => field.hint("As in the event"),
        _ => field,
    };
    match field.need {
        Need::Yes => field.need(Need::IfGiven),
        Need::No | Need::IfGiven => field,
    }
}

/// Whether two keys are one, while compiling.
#[expect(clippy::indexing_slicing, reason = "runs when compiling")]
pub(crate) const fn same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut at = 0;
    while at < a.len() && at < b.len() && a[at] == b[at] {
        at += 1;
    }
    at == a.len() && at == b.len()
}

/// Which lanes a bookmark may have: those of every dimension, or one for all.
#[expect(clippy::indexing_slicing, reason = "runs when compiling")]
const LANES: &[Word] = &{
    let mut all = [("none", "None"); Dimension::WORDS.len() + 1];
    let mut place = 0;
    while place < Dimension::WORDS.len() {
        all[place] = Dimension::WORDS[place];
        place += 1;
    }
    all
};

/// What a bookmark may colour by.
const COLOURS: &[Word] = &[
    ("group", "Group"),
    ("category", "Category"),
    ("class", "Class"),
];

/// How much an event matters.
const IMPORTANCES: &[Word] = &[
    ("5", "5, most"),
    ("4", "4"),
    ("3", "3, as most"),
    ("2", "2"),
    ("1", "1, least"),
];

/// The Admiralty's grades of what is said.
pub const CREDIBILITIES: &[Word] = &[
    ("1", "1, confirmed"),
    ("2", "2, probably true"),
    ("3", "3, possibly true"),
    ("4", "4, doubtful"),
    ("5", "5, improbable"),
    ("6", "6, cannot be judged"),
];

/// The sixteen types of PLOVER (codebook, 2023).
const ACTIONS: &[Word] = &[
    ("AGREE", "Agree"),
    ("CONSULT", "Consult"),
    ("SUPPORT", "Support"),
    ("CONCEDE", "Concede"),
    ("COOPERATE", "Cooperate"),
    ("AID", "Aid"),
    ("RETREAT", "Retreat"),
    ("REQUEST", "Request"),
    ("ACCUSE", "Accuse"),
    ("REJECT", "Reject"),
    ("THREATEN", "Threaten"),
    ("PROTEST", "Protest"),
    ("SANCTION", "Sanction"),
    ("MOBILIZE", "Mobilize"),
    ("COERCE", "Coerce"),
    ("ASSAULT", "Assault"),
];

/// The heaviest that a relation may be.
pub(crate) const MOST_WEIGHT: f64 = 1e15;

/// A type whose fields are rows of the table.
pub trait Fields: Record {
    /// Its fields, in the order of a file.
    const FIELDS: &'static [Field];
    /// What it is called, with its article.
    const WHAT: &'static str;
}

/// A record of a type within another.
const fn inner<T: Fields + Default + 'static>() -> Inner {
    Inner {
        fields: || T::FIELDS,
        blank: || Box::new(T::default()),
        what: T::WHAT,
    }
}

macro_rules! record {
    (
        $type:ident, $what:literal, $kept:ident $(. $kept_in:ident)*
        $(=> $mended:ident)?;
        $($(#[$if:meta])* $key:literal => $field:ident $(. $within:ident)*: $row:expr),+ $(,)?
    ) => {
        impl Fields for $type {
            const FIELDS: &'static [Field] = &[$($(#[$if])* Field { key: $key, ..$row }),+];
            const WHAT: &'static str = $what;
        }

        impl Record for $type {
            fn fields(&self) -> &'static [Field] {
                Self::FIELDS
            }

            fn value(&self, place: usize) -> Option<&dyn Value> {
                const VALUES: &[fn(&$type) -> &dyn Value] =
                    &[$($(#[$if])* |item| &item.$field $(.$within)*),+];
                VALUES.get(place).map(|value| value(self))
            }

            fn value_mut(&mut self, place: usize) -> Option<&mut dyn Value> {
                const VALUES: &[fn(&mut $type) -> &mut dyn Value] =
                    &[$($(#[$if])* |item| &mut item.$field $(.make_mut().$within)*),+];
                VALUES.get(place).map(|value| value(self))
            }

            fn kept(&self) -> &Kept {
                &self.$kept $(.$kept_in)*
            }

            fn kept_mut(&mut self) -> &mut Kept {
                self.$kept.make_mut() $(.$kept_in.make_mut())*
            }

            fn is_blank(&self) -> bool {
                *self == Self::default()
            }

            $(
                fn mend(&mut self) -> bool {
                    self.$mended()
                }
            )?
        }
    };
}
records!(record);
heading!(record);
