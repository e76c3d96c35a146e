//! Events, and what is said in them.

use super::Kind;
use super::kept::Kept;
use super::list::Item;
use super::value::{
    Certainty, Id, LinkKind, Number, Rare, Role, Stance, Status, Text, shared_default,
};
use super::zone::Zone;
use std::collections::HashSet;
use thin_vec::ThinVec;

/// Something that happened, is planned, is possible or is denied.
///
/// A dataset may hold ten million of these, so what many leave out stands in `more` and what is
/// only ever written by a person in `by_hand`.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Unique among events.
    pub id: Id,
    /// A short label.
    pub title: Text,
    /// EDTF text with the additions of the format, as written; none: undated.
    pub when: Option<Text>,
    /// Markdown. It stands here, and not behind a pointer: what has nothing else of `more` has this.
    pub description: Option<Text>,
    /// A category's id.
    pub category: Option<Id>,
    /// −10 (hostile) to +10 (friendly), Goldstein's scale.
    pub tone: Number,
    /// Who took part, and how.
    pub participants: Participants,
    /// Who says so.
    pub citations: Citations,
    /// Whether it is a fact.
    pub status: Status,
    /// 1 to 5.
    pub importance: u8,
    /// What many events leave out.
    pub more: Rare<EventMore>,
    /// What a person adds to some.
    pub by_hand: Rare<ByHand>,
}

/// The importance of an event that gives none.
pub const IMPORTANCE: u8 = 3;
/// The credibility of a citation that gives none: it cannot be judged.
pub const CREDIBILITY: u8 = 6;

/// The fields that many events leave out: what downloads code, and a pointer to the rest.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EventMore {
    /// What kind of act it is.
    pub action: Option<Action>,
    /// Where.
    pub place: Option<Spot>,
    /// Free words, and what is not known.
    pub notes: Rare<Notes>,
}

/// Free words for an event, and what we do not know.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Notes {
    /// Free words.
    pub tags: Box<[Text]>,
    /// Unknown keys.
    pub kept: Kept,
}

/// The fields that a person adds to some events, and that no download has.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ByHand {
    /// The zone of its times, if it is not the dataset's.
    pub zone: Option<Text>,
    /// What others say happened.
    pub accounts: Vec<Account>,
    /// A person's judgement, over what the citations give.
    pub certainty: Option<Certainty>,
    /// Why a person judged so.
    pub certainty_reason: Option<Text>,
    /// The event that it is a part of.
    pub parent: Option<Id>,
    /// Later events that follow from it.
    pub leads_to: Vec<Link>,
    /// Pictures and recordings.
    pub media: Vec<Media>,
    /// Left out of publishable exports.
    pub private_note: Option<Text>,
}

/// One pointer: many events have none.
pub type Participants = ThinVec<Participant>;
/// One pointer: many events have none.
pub type Citations = ThinVec<Citation>;

/// Who took part in an event, and how.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Participant {
    /// An actor's id.
    pub actor: Id,
    /// What they did.
    pub role: Role,
    /// Unknown keys.
    pub kept: Kept,
}

/// Where a source says something.
#[derive(Clone, Debug, PartialEq)]
pub struct Citation {
    /// A source's id.
    pub source: Id,
    /// Page, paragraph, minute.
    pub locator: Option<Text>,
    /// For or against.
    pub stance: Stance,
    /// Admiralty credibility, 1 (confirmed) to 6 (cannot be judged).
    pub credibility: u8,
    /// What most citations leave out.
    pub more: Rare<CitationMore>,
}

impl Default for Citation {
    fn default() -> Self {
        Self {
            source: Id::default(),
            locator: None,
            stance: Stance::default(),
            credibility: CREDIBILITY,
            more: Rare::default(),
        }
    }
}

/// The fields that most citations leave out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CitationMore {
    /// The source's own words.
    pub quote: Option<Text>,
    /// A remark.
    pub note: Option<Text>,
    /// Unknown keys.
    pub kept: Kept,
}

/// What kind of act an event is, in PLOVER's words.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Action {
    /// One of the sixteen types, such as `CONSULT`.
    pub kind: Text,
    /// How, such as `visit`.
    pub mode: Option<Text>,
    /// Unknown keys.
    pub kept: Kept,
}

/// Somewhere on earth (WGS 84).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Spot {
    /// What it is called.
    pub name: Option<Text>,
    /// Degrees north.
    pub lat: Number,
    /// Degrees east.
    pub lon: Number,
    /// Unknown keys.
    pub kept: Kept,
}

/// Another event that follows from one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Link {
    /// An event's id.
    pub event: Id,
    /// How it follows.
    pub kind: LinkKind,
    /// Unknown keys.
    pub kept: Kept,
}

/// A picture or recording.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Media {
    /// On the web.
    pub url: Option<Text>,
    /// Beside the dataset.
    pub path: Option<Text>,
    /// Under the picture.
    pub caption: Option<Text>,
    /// Who made it.
    pub credit: Option<Text>,
    /// For those who cannot see it.
    pub alt: Option<Text>,
    /// Unknown keys.
    pub kept: Kept,
}

/// What one party or source says happened: what it leaves out is as in the event.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Account {
    /// The actor who says so.
    pub by_actor: Option<Id>,
    /// Or the source.
    pub by_source: Option<Id>,
    /// Another title.
    pub title: Option<Text>,
    /// Another date.
    pub when: Option<Text>,
    /// Another zone.
    pub zone: Option<Text>,
    /// Another status.
    pub status: Option<Status>,
    /// Another category.
    pub category: Option<Id>,
    /// Another kind of act.
    pub action: Option<Action>,
    /// Another tone.
    pub tone: Option<f64>,
    /// Another importance.
    pub importance: Option<u8>,
    /// Other participants.
    pub participants: Option<Participants>,
    /// Another place.
    pub place: Option<Spot>,
    /// Other words.
    pub description: Option<Text>,
    /// Other tags.
    pub tags: Option<Box<[Text]>>,
    /// Where it says so.
    pub citations: Citations,
    /// A person's judgement.
    pub certainty: Option<Certainty>,
    /// Why.
    pub certainty_reason: Option<Text>,
    /// Another whole that it is a part of.
    pub parent: Option<Id>,
    /// Other consequences.
    pub leads_to: Option<Vec<Link>>,
    /// Other pictures.
    pub media: Option<Vec<Media>>,
    /// Left out of publishable exports.
    pub private_note: Option<Text>,
    /// Unknown keys.
    pub kept: Kept,
}

shared_default!(EventMore, Notes, ByHand, CitationMore);

impl Default for Event {
    fn default() -> Self {
        Self {
            id: Id::default(),
            title: Text::default(),
            when: None,
            description: None,
            category: None,
            tone: Number::default(),
            participants: Participants::new(),
            citations: Citations::new(),
            status: Status::default(),
            importance: IMPORTANCE,
            more: Rare::default(),
            by_hand: Rare::default(),
        }
    }
}

/// Most participants of an event that give each other a tie.
pub const MOST_MUTUAL: usize = 30;

impl Event {
    /// An event with a title and nothing else.
    pub fn titled(id: Id, title: &str) -> Self {
        Self {
            id,
            title: title.into(),
            ..Self::default()
        }
    }

    /// Whether it, or an account of it, cites a source.
    pub fn cites(&self, source: &Id) -> bool {
        let cites = |all: &[Citation]| all.iter().any(|c| c.source == *source);
        cites(&self.citations) || self.by_hand.accounts.iter().any(|a| cites(&a.citations))
    }

    /// Whom it joins, each pair with whether that is both ways.
    pub fn pairs(&self) -> Vec<(&Id, &Id, bool)> {
        let of = |role: Role| {
            let mut met = HashSet::new();
            let own = self.participants.iter().filter(|p| p.role == role);
            let all = own.map(|participant| &participant.actor);
            all.filter(|actor| met.insert(*actor)).collect::<Vec<&Id>>()
        };
        let (from, to, together) = (of(Role::From), of(Role::To), of(Role::Participant));
        let mut all = Vec::new();
        each_pair(&from, &to, &together, |one, other, is_mutual| {
            all.push((one, other, is_mutual));
        });
        all
    }

    /// The zone of its times, if it names one that there is; else they are in the dataset's.
    pub fn own_zone(&self) -> Option<Zone> {
        self.by_hand.zone.as_deref().and_then(Zone::named)
    }
}

/// Tells whom those join who act, who are acted upon and who take part together, each of whom stands once:
/// who acts with whom that acts upon, one way; whoever takes part together, both ways; and where nobody is
/// acted upon, who acts with everybody who takes part, both ways. Of more than [`MOST_MUTUAL`] not each is
/// joined to each.
pub fn each_pair<A: Copy + PartialEq>(
    from: &[A],
    to: &[A],
    together: &[A],
    mut tell: impl FnMut(A, A, bool),
) {
    for from in from {
        for to in to.iter().filter(|to| *to != from) {
            tell(*from, *to, false);
        }
    }
    let are_few = |all: &[A]| all.len() <= MOST_MUTUAL;
    if to.is_empty() && (are_few(from) || are_few(together)) {
        for host in from.iter().filter(|from| !together.contains(from)) {
            for guest in together {
                tell(*host, *guest, true);
            }
        }
    }
    if are_few(together) {
        for (n, a) in together.iter().enumerate() {
            for b in together.iter().skip(n + 1) {
                tell(*a, *b, true);
            }
        }
    }
}

impl Account {
    /// Without the actor or source that gave it, it is its first source's, if it cites one; else it
    /// goes.
    pub(super) fn mended(&mut self) -> bool {
        if self.by_actor.is_none() && self.by_source.is_none() {
            self.by_source = self.citations.first().map(|c| c.source.clone());
        }
        self.by_actor.is_some() || self.by_source.is_some()
    }
}

impl Item for Event {
    const KIND: Kind = Kind::Event;
    fn id(&self) -> &Id {
        &self.id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_million_events_fit_in_memory() {
        assert!(size_of::<Event>() <= 128, "{}", size_of::<Event>());
        assert!(size_of::<EventMore>() <= 88, "{}", size_of::<EventMore>());
    }
}
