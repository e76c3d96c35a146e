//! The items of a dataset other than its events.

use super::Kind;
use super::event::Citations;
use super::kept::Kept;
use super::list::Item;
use super::value::{ActorKind, Certainty, Id, Matching, Reliability, Status, Text};
use std::num::NonZeroU32;

/// What is said of the dataset as a whole.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Metadata {
    /// What it is about.
    pub title: Text,
    /// Markdown.
    pub description: Option<Text>,
    /// BCP 47; none: English.
    pub language: Option<Text>,
    /// The IANA zone of times without offset; none: UTC.
    pub zone: Option<Text>,
    /// Unknown keys of the dataset.
    pub kept: Kept,
    /// Unknown keys of its `map`.
    pub map_kept: Kept,
}

/// A document that says something.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Source {
    /// Unique among sources.
    pub id: Id,
    /// The document's own title.
    pub title: Text,
    /// Who published it.
    pub publisher: Option<Text>,
    /// Who wrote it.
    pub author: Option<Text>,
    /// Its address.
    pub url: Option<Text>,
    /// A copy that stays.
    pub archived_url: Option<Text>,
    /// EDTF.
    pub published: Option<Text>,
    /// EDTF.
    pub accessed: Option<Text>,
    /// BCP 47.
    pub language: Option<Text>,
    /// Admiralty grade of the source.
    pub reliability: Reliability,
    /// The source that it reprints.
    pub copies: Option<Id>,
    /// A remark.
    pub note: Option<Text>,
    /// Unknown keys.
    pub kept: Kept,
}

/// A side or bloc of actors.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Group {
    /// Unique among groups.
    pub id: Id,
    /// What it is called.
    pub name: Text,
    /// A palette name or `#rrggbb`; none: given out in order.
    pub colour: Option<Text>,
    /// The group that it is a part of.
    pub parent: Option<Id>,
    /// Unknown keys.
    pub kept: Kept,
}

/// A kind of event.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Category {
    /// Unique among categories.
    pub id: Id,
    /// What it is called.
    pub name: Text,
    /// A palette name or `#rrggbb`; none: given out in order.
    pub colour: Option<Text>,
    /// The category that it is a part of.
    pub parent: Option<Id>,
    /// Unknown keys.
    pub kept: Kept,
}

/// A person, state, organisation, collective or place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Actor {
    /// Unique among actors.
    pub id: Id,
    /// In full.
    pub name: Text,
    /// For tight places.
    pub short: Option<Text>,
    /// What it is.
    pub kind: ActorKind,
    /// Whether a program guessed that from its name, and nobody has said so yet.
    pub kind_guessed: bool,
    /// Whether the sources do not name it.
    pub unnamed: bool,
    /// Office or part, such as “President of Russia”.
    pub role: Option<Text>,
    /// A group's id.
    pub group: Option<Id>,
    /// The actor that it belongs to.
    pub part_of: Option<Id>,
    /// Other names, in any script.
    pub aliases: Vec<Text>,
    /// Ids of actors whose names look alike, and who are others.
    pub differs_from: Vec<Id>,
    /// Markdown.
    pub description: Option<Text>,
    /// A picture beside the dataset.
    pub image: Option<Text>,
    /// On the web.
    pub url: Option<Text>,
    /// Left out of publishable exports.
    pub private_note: Option<Text>,
    /// Unknown keys.
    pub kept: Kept,
}

impl Actor {
    /// The short name, or the name.
    pub fn short_name(&self) -> &str {
        self.short.as_deref().unwrap_or(&self.name)
    }

    /// All that it is called.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let names = std::iter::once(&self.name).chain(&self.short);
        names.chain(&self.aliases).map(|name| &**name)
    }
}

/// What stands between two actors beyond single events.
#[derive(Clone, Debug, PartialEq)]
pub struct Relation {
    /// Unique among relations.
    pub id: Id,
    /// An actor's id.
    pub from: Id,
    /// Another actor's id.
    pub to: Id,
    /// Whether it goes from one to the other, not both ways.
    pub directed: bool,
    /// A word of the dataset's own, such as `seeks`.
    pub kind: Option<Text>,
    /// What is written along the line.
    pub label: Option<Text>,
    /// How much it counts for beside others; none: as much as an event.
    pub weight: Option<f64>,
    /// −10 to +10, Goldstein's scale.
    pub tone: Option<f64>,
    /// EDTF; none: at all times.
    pub when: Option<Text>,
    /// Whether it is a fact.
    pub status: Status,
    /// Markdown.
    pub description: Option<Text>,
    /// Who says so.
    pub citations: Citations,
    /// Ids of the events that show it.
    pub evidence: Vec<Id>,
    /// A person's judgement, over what the citations give.
    pub certainty: Option<Certainty>,
    /// Why a person judged so.
    pub certainty_reason: Option<Text>,
    /// Left out of publishable exports.
    pub private_note: Option<Text>,
    /// Unknown keys.
    pub kept: Kept,
}

impl Relation {
    /// What is said of it in a few words: its label, else its kind.
    pub fn words(&self) -> Option<&str> {
        let said = [&self.label, &self.kind].into_iter().flatten();
        said.map(|text| text.trim()).find(|text| !text.is_empty())
    }
}

impl Default for Relation {
    fn default() -> Self {
        Self {
            id: Id::default(),
            from: Id::default(),
            to: Id::default(),
            directed: true,
            kind: None,
            label: None,
            weight: None,
            tone: None,
            when: None,
            status: Status::default(),
            description: None,
            citations: Citations::new(),
            evidence: Vec::new(),
            certainty: None,
            certainty_reason: None,
            private_note: None,
            kept: Kept::default(),
        }
    }
}

/// A background band of the timeline.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Period {
    /// Unique among periods.
    pub id: Id,
    /// What it is called.
    pub title: Text,
    /// EDTF.
    pub when: Option<Text>,
    /// A palette name or `#rrggbb`; none: grey.
    pub colour: Option<Text>,
    /// What a test has added in one row of the table.
    #[cfg(test)]
    pub mood: Option<Text>,
    /// Unknown keys.
    pub kept: Kept,
}

/// A saved span, window, filter and selection, and what is said of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Bookmark {
    /// Unique among bookmarks.
    pub id: Id,
    /// What it is called.
    pub title: Text,
    /// What it claims, at most [`HEADLINE`] characters.
    pub headline: Option<Text>,
    /// A sentence about it.
    pub caption: Option<Text>,
    /// Words beside what they are about, at most [`NOTES`] of them.
    pub notes: Vec<Note>,
    /// EDTF: what the axis shows.
    pub span: Option<Text>,
    /// EDTF: what is brushed.
    pub window: Option<Text>,
    /// What passes.
    pub filter: Option<Filter>,
    /// `none`, `category`, `actor` or `group`.
    pub lanes: Option<Text>,
    /// `group`, `category` or `class`.
    pub colour_by: Option<Text>,
    /// A word of [`Detail`](super::Detail); none: by itself.
    pub detail: Option<Text>,
    /// How many ties of the map are main ties; none: as many as its actors have room for.
    pub main_ties: Option<NonZeroU32>,
    /// Groups whose blocs are unfolded, the last one last.
    pub unfolded: Vec<Id>,
    /// Whether stretches of the axis in which next to nothing happens are folded.
    pub fold: bool,
    /// What is selected.
    pub selection: Option<Selection>,
    /// Unknown keys.
    pub kept: Kept,
}

impl Bookmark {
    /// What a picture of it says first: its headline, else its title; none if it has neither.
    pub fn says(&self) -> Option<&str> {
        let told = self.headline.as_deref().into_iter().chain([&*self.title]);
        told.map(str::trim).find(|text| !text.is_empty())
    }
}

/// Most characters of a bookmark's headline.
pub const HEADLINE: usize = 80;
/// Most notes of a bookmark.
pub const NOTES: usize = 4;
/// Most characters of a note.
pub const NOTE: usize = 120;

impl Default for Bookmark {
    fn default() -> Self {
        Self {
            id: Id::default(),
            title: Text::default(),
            headline: None,
            caption: None,
            notes: Vec::new(),
            span: None,
            window: None,
            filter: None,
            lanes: None,
            colour_by: None,
            detail: None,
            main_ties: None,
            unfolded: Vec::new(),
            fold: true,
            selection: None,
            kept: Kept::default(),
        }
    }
}

/// Words beside an event, a tie or an actor: one of the three.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Note {
    /// At most [`NOTE`] characters.
    pub text: Text,
    /// The event that it is about.
    pub event: Option<Id>,
    /// Or the tie: `a>b` for one direction, `a~b` for the pair.
    pub tie: Option<Text>,
    /// Or the actor.
    pub actor: Option<Id>,
    /// Unknown keys.
    pub kept: Kept,
}

/// Which events pass, by ids and words; an empty list lets all pass.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// Ids of categories.
    pub categories: Vec<Id>,
    /// Ids of actors.
    pub actors: Vec<Id>,
    /// Ids of groups.
    pub groups: Vec<Id>,
    /// How many of the actors and groups have to act.
    pub matching: Matching,
    /// Tags.
    pub tags: Vec<Text>,
    /// Words of [`Status`].
    pub statuses: Vec<Text>,
    /// Words of [`Certainty`].
    pub certainties: Vec<Text>,
    /// Text to be found in an event.
    pub text: Option<Text>,
    /// Unknown keys.
    pub kept: Kept,
}

impl Filter {
    /// Whether it makes a difference how many of the chosen have to act: two or more actors or
    /// groups are chosen, or one group, which is of several actors.
    pub fn chooses_several(&self) -> bool {
        !self.groups.is_empty() || self.actors.len() > 1
    }

    /// One alone has no between.
    pub(super) fn mended(&mut self) -> bool {
        if !self.chooses_several() {
            self.matching = Matching::default();
        }
        true
    }
}

impl Note {
    /// A note about what is gone goes too.
    pub(super) fn mended(&mut self) -> bool {
        self.event.is_some() || self.tie.is_some() || self.actor.is_some()
    }
}

/// What a bookmark selects, by id.
#[derive(Clone, Debug, PartialEq)]
pub enum Selection {
    /// An event.
    Event(Id),
    /// An actor.
    Actor(Id),
    /// A relation.
    Relation(Id),
    /// `a>b` or `a~b`.
    Tie(Text),
}

/// Where a person has put an actor on the map.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pin {
    /// An actor's id.
    pub actor: Id,
    /// Right and down, in units of the ideal length of a tie.
    pub at: [f64; 2],
}

/// Where an actor stood on the map when the dataset was saved. A pin of the same actor wins.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stand {
    /// An actor's id.
    pub actor: Id,
    /// In the units of pins.
    pub at: [f64; 2],
}

macro_rules! items {
    ($($name:ident . $id:ident),+ $(,)?) => {$(
        impl Item for $name {
            const KIND: Kind = Kind::$name;
            fn id(&self) -> &Id {
                &self.$id
            }
        }
    )+};
}
items!(
    Source.id,
    Group.id,
    Category.id,
    Actor.id,
    Relation.id,
    Period.id,
    Bookmark.id,
    Pin.actor,
    Stand.actor,
);
