//! The small values that items are made of.

use std::borrow::Borrow;
use std::fmt;
use std::ops::Deref;

/// Text as a person wrote it. Up to 16 bytes, as most dates and locators have, stand in the value
/// itself: a dataset of millions would else spend more on finding its texts than on their letters.
pub type Text = lean_string::LeanStr;

/// The name that items refer to each other by: short, readable, unique in its list.
///
/// Equal long ids that one thread read from a file share their letters, and a clone costs no
/// allocation.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Text);

impl Id {
    /// An id of so many bytes stands in the value itself: it has no letters to share.
    pub const INLINE: usize = size_of::<Text>();

    /// An id of these letters.
    pub fn new(text: &str) -> Self {
        Self(text.into())
    }

    /// The letters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for Id {
    fn default() -> Self {
        Self::new("")
    }
}

impl Deref for Id {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Id {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A number that may be left out, in eight bytes: no file can say NaN.
#[derive(Clone, Copy)]
pub struct Number(f64);

impl Number {
    /// The number, if there is one.
    pub fn get(self) -> Option<f64> {
        (!self.0.is_nan()).then_some(self.0)
    }
}

impl From<Option<f64>> for Number {
    fn from(number: Option<f64>) -> Self {
        Self(number.unwrap_or(f64::NAN))
    }
}

impl Default for Number {
    fn default() -> Self {
        None.into()
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.get() == other.get()
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.get(), f)
    }
}

/// Fields that most items leave at their defaults: one pointer, and nothing behind it until one
/// of them is set. Reads through to a shared default.
#[derive(Clone, Default)]
pub struct Rare<T>(Option<Box<T>>);

/// A type with one shared default value, which [`Rare`] reads through to.
pub trait SharedDefault: Default + PartialEq + 'static {
    /// The default.
    fn shared() -> &'static Self;
}

/// Gives a type its shared default.
macro_rules! shared_default {
    ($($name:ty),+ $(,)?) => {$(
        impl $crate::dataset::value::SharedDefault for $name {
            fn shared() -> &'static Self {
                static DEFAULT: std::sync::LazyLock<$name> =
                    std::sync::LazyLock::new(Default::default);
                &DEFAULT
            }
        }
    )+};
}
pub(crate) use shared_default;

impl<T: SharedDefault> Rare<T> {
    /// Holds a value, or nothing if it is the default.
    pub fn new(value: T) -> Self {
        if value == *T::shared() {
            Self(None)
        } else {
            Self(Some(Box::new(value)))
        }
    }

    /// The fields, to be changed.
    pub fn make_mut(&mut self) -> &mut T {
        self.0.get_or_insert_default()
    }

    /// Changes fields; if all are at their defaults then, holds nothing.
    pub fn change(&mut self, change: impl FnOnce(&mut T)) {
        change(self.make_mut());
        if self.is_default() {
            self.0 = None;
        }
    }

    /// Whether all fields are at their defaults.
    pub fn is_default(&self) -> bool {
        self.0.as_ref().is_none_or(|v| **v == *T::shared())
    }
}

impl<T: SharedDefault> From<T> for Rare<T> {
    fn from(value: T) -> Self {
        Self::new(value)
    }
}

impl<T: SharedDefault> Deref for Rare<T> {
    type Target = T;
    fn deref(&self) -> &T {
        self.0.as_deref().unwrap_or_else(|| T::shared())
    }
}

impl<T: SharedDefault> PartialEq for Rare<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: SharedDefault + fmt::Debug> fmt::Debug for Rare<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

/// An enumeration whose variants a file writes as words.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident, $default:ident, { $($(#[$vdoc:meta])* $variant:ident = $word:literal, $label:literal);+ $(;)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// Every value, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word of each in a file, and what a person reads for it.
            pub const WORDS: &'static [(&'static str, &'static str)] = &[$(($word, $label)),+];

            /// What a person reads for it.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label),+ }
            }

            /// The word in a file.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The value of a word.
            pub fn of_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }
        }

        impl Default for $name {
            fn default() -> Self { Self::$default }
        }
    };
}

words! {
    /// What events can be told apart by.
    Dimension, Group, {
        /// The sides of who takes part.
        Group = "group", "Group";
        /// Who takes part.
        Actor = "actor", "Actor";
        /// What kind of event it is.
        Category = "category", "Category";
        /// Where it was.
        Place = "place", "Place";
        /// Free words.
        Tag = "tag", "Tag";
        /// Who says so.
        Source = "source", "Source";
        /// Whether it is a fact.
        Status = "status", "Status";
        /// How firmly it is known.
        Certainty = "certainty", "Certainty";
        /// What kind of act it is.
        Class = "class", "Class";
        /// What those are who take part.
        Kind = "kind", "Kind of actor";
        /// The month of the year.
        Month = "month", "Month";
        /// The day of the week.
        Weekday = "weekday", "Weekday";
    }
}

words! {
    /// Whether an event or relation is a fact, a plan, a possibility or denied.
    Status, Happened, {
        /// It took place.
        Happened = "happened", "Happened";
        /// Somebody intends it.
        Planned = "planned", "Planned";
        /// A source presents it as possible.
        Possible = "possible", "Possible";
        /// A party denies it.
        Denied = "denied", "Denied";
    }
}

words! {
    /// What an actor did in an event.
    Role, Participant, {
        /// Acted.
        From = "from", "acts";
        /// Was acted on.
        To = "to", "is acted on";
        /// Took part, as the others did.
        Participant = "participant", "takes part";
        /// Is only spoken of.
        Mentioned = "mentioned", "is mentioned";
        /// Was left out.
        Absent = "absent", "is left out";
    }
}

words! {
    /// What an actor is.
    ActorKind, Person, {
        /// One human being.
        Person = "person", "Person";
        /// A country.
        State = "state", "State";
        /// A body with members or staff.
        Organisation = "organisation", "Organisation";
        /// A group of people.
        Collective = "collective", "Collective";
        /// Somewhere.
        Place = "place", "Place";
        /// Nobody says, and its name does not tell.
        Unknown = "unknown", "Not said";
    }
}

words! {
    /// How firmly the citations carry a claim.
    Certainty, Claimed, {
        /// Two or more independent supporting sources.
        Confirmed = "confirmed", "Confirmed";
        /// One source.
        Single = "single", "One source";
        /// Only an unnamed actor, or sources graded D to F.
        Claimed = "claimed", "Claimed";
        /// Somebody disputes it, or accounts differ in substance.
        Disputed = "disputed", "Disputed";
        /// It cites nothing.
        Unsourced = "unsourced", "No source given";
    }
}

impl ActorKind {
    /// Whether it is a person, or may be one.
    pub const fn may_be_person(self) -> bool {
        matches!(self, Self::Person | Self::Unknown)
    }
}

impl Certainty {
    /// What a person reads in filters and legends.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Confirmed => "two sources",
            Self::Single => "one source",
            Self::Claimed => "claimed",
            Self::Disputed => "disputed",
            Self::Unsourced => "no source given",
        }
    }
}

words! {
    /// Which way a citation speaks.
    Stance, Supports, {
        /// For the claim.
        Supports = "supports", "Supports it";
        /// Against it.
        Disputes = "disputes", "Disputes it";
    }
}

words! {
    /// How one event leads to another.
    LinkKind, Then, {
        /// Brings it about.
        Causes = "causes", "Causes";
        /// Makes it possible.
        Enables = "enables", "Enables";
        /// Is what it replies to.
        Answers = "answers", "Is answered by";
        /// Comes before it.
        Then = "then", "Leads to";
    }
}

words! {
    /// The Admiralty grade of a source.
    Reliability, F, {
        /// Completely reliable.
        A = "A", "A, completely reliable";
        /// Usually reliable.
        B = "B", "B, usually reliable";
        /// Fairly reliable.
        C = "C", "C, fairly reliable";
        /// Not usually reliable.
        D = "D", "D, not usually reliable";
        /// Unreliable.
        E = "E", "E, unreliable";
        /// Cannot be judged.
        F = "F", "F, cannot be judged";
    }
}

words! {
    /// How many of the chosen actors and groups have to act in an event for it to pass.
    Matching, Any, {
        /// One of them is enough.
        Any = "any", "Any of them";
        /// Each of them, and of each group somebody.
        All = "all", "All of them";
        /// Two or more of them, and only what stands between these.
        Between = "between", "Only between them";
    }
}

words! {
    /// How much the map tells apart.
    Detail, Main, {
        /// Blocs, and what stands between them.
        Blocs = "blocs", "Blocs";
        /// Actors, and their main ties before the others.
        Main = "main", "Main ties";
        /// Actors, and every tie alike.
        All = "all", "All";
    }
}

words! {
    /// PLOVER's four quads: what kind of act an event is.
    Class, VerbalCooperation, {
        /// Words for.
        VerbalCooperation = "verbal cooperation", "Verbal cooperation";
        /// Deeds for.
        MaterialCooperation = "material cooperation", "Material cooperation";
        /// Words against.
        VerbalConflict = "verbal conflict", "Verbal conflict";
        /// Deeds against.
        MaterialConflict = "material conflict", "Material conflict";
    }
}

impl Class {
    /// The class of a PLOVER action type (PLOVER codebook, 2023); none for other words.
    pub fn of_action(kind: &str) -> Option<Self> {
        Some(match kind {
            "AGREE" | "CONSULT" | "SUPPORT" | "CONCEDE" => Self::VerbalCooperation,
            "COOPERATE" | "AID" | "RETREAT" => Self::MaterialCooperation,
            "REQUEST" | "ACCUSE" | "REJECT" | "THREATEN" => Self::VerbalConflict,
            "PROTEST" | "SANCTION" | "MOBILIZE" | "COERCE" | "ASSAULT" => Self::MaterialConflict,
            _ => return None,
        })
    }
}
