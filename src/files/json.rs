//! How the small values stand in JSON.

use super::out::Out;
use super::scan;
use crate::dataset::kept::BETWEEN;
use crate::dataset::list::Item;
use crate::dataset::{
    ActorKind, Certainty, Citation, Citations, Id, Kept, LinkKind, List, Matching, Number,
    Participant, Participants, Reliability, Role, Stance, Status, Text,
};
use serde::Deserialize as _;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Unexpected, Visitor};
use serde_json::value::RawValue;
use smallvec::SmallVec;
use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;
use std::marker::PhantomData;
use std::num::NonZeroU32;
use std::sync::Arc;

/// What comes of reading a value, unless its JSON is of another shape.
pub(super) type Read<'de, T, D> = Result<Taken<'de, T>, <D as Deserializer<'de>>::Error>;

/// A value that a dataset is made of, and its JSON.
pub(super) trait Json: Sized + PartialEq {
    fn read<'de, D: Deserializer<'de>>(ids: &mut Ids<'_>, from: D) -> Read<'de, Self, D>;

    fn write(&self, out: &mut Out);
}

impl Out<'_> {
    /// An element of the list that is open.
    pub(super) fn element(&mut self, value: &impl Json) {
        if self.separate() {
            value.write(self);
        }
    }

    /// A member of the object that is open.
    pub(super) fn member(&mut self, key: &str, value: &impl Json) {
        if self.key(key) {
            value.write(self);
        }
    }

    /// A member that is left out at its default; then what the file said for it and could not be
    /// taken stays.
    pub(super) fn field<T: Json>(&mut self, key: &str, value: &T, default: &T, kept: &Kept) {
        if value != default {
            self.member(key, value);
        } else if let Some(json) = kept.get(key) {
            self.raw_member(key, json);
        }
    }
}

/// What came of reading a value.
pub(super) enum Taken<'de, T> {
    Value(T),
    /// `null`, or a word or number that is none of ours: its JSON, to be kept.
    Not(&'de str),
}

impl<'de, T> Taken<'de, T> {
    fn map<U>(self, change: impl FnOnce(T) -> U) -> Taken<'de, U> {
        match self {
            Self::Value(value) => Taken::Value(change(value)),
            Self::Not(json) => Taken::Not(json),
        }
    }
}

/// A set of ids that is asked only whether it holds one.
pub(super) type IdSet = HashSet<Id, foldhash::fast::RandomState>;

/// Gives equal ids one set of letters, and items that keep the same keys one list of them.
#[derive(Default)]
pub(super) struct Ids<'k> {
    shared: IdSet,
    /// If given, only these are shared: each event has an id of its own, which would fill memory.
    known: Option<&'k IdSet>,
    /// The keys of what the item before keeps: those of the next are mostly the same.
    keys: Arc<[Text]>,
}

impl<'k> Ids<'k> {
    /// Shares the ids of a set.
    pub(super) fn of(known: &'k IdSet) -> Self {
        Self {
            shared: IdSet::default(),
            known: Some(known),
            ..Self::default()
        }
    }

    pub(super) fn id(&mut self, text: &str) -> Id {
        if text.len() <= Id::INLINE {
            return Id::new(text);
        }
        if let Some(id) = self.shared.get(text) {
            return id.clone();
        }
        let id = Id::new(text);
        if self.known.is_none_or(|known| known.contains(text)) {
            self.shared.insert(id.clone());
        }
        id
    }
}

/// Reads a [`Json`] value where serde asks for a seed.
pub(super) struct Seed<'a, 'k, T>(&'a mut Ids<'k>, PhantomData<T>);

impl<'a, 'k, T> Seed<'a, 'k, T> {
    pub(super) fn new(ids: &'a mut Ids<'k>) -> Self {
        Self(ids, PhantomData)
    }
}

impl<'de, T: Json> DeserializeSeed<'de> for Seed<'_, '_, T> {
    type Value = Taken<'de, T>;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
        T::read(self.0, from)
    }
}

/// The key of a member.
#[derive(serde::Deserialize)]
#[serde(transparent)]
pub(super) struct Key<'a>(#[serde(borrow)] pub(super) Cow<'a, str>);

/// What a file may nest inside a key that we do not know.
const DEEPEST: usize = 100;

/// What an item keeps, while it is read: keys with their JSON.
#[derive(Default)]
pub(super) struct KeptMembers<'de> {
    all: Vec<(Cow<'de, str>, Cow<'de, str>)>,
    /// Whether one of the keys is known, and its value could not be taken.
    has_known: bool,
}

impl<'de> KeptMembers<'de> {
    pub(super) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Reads the value of an unknown key.
    pub(super) fn read<A: MapAccess<'de>>(
        &mut self,
        map: &mut A,
        key: Cow<'de, str>,
    ) -> Result<(), A::Error> {
        let json = map.next_value::<&'de RawValue>()?.get();
        self.put(key, json)
    }

    fn put<E: Error>(&mut self, key: Cow<'de, str>, json: &'de str) -> Result<(), E> {
        let json = match json.starts_with(['{', '[']) {
            true if scan::depth(json) > DEEPEST => {
                return Err(E::custom(format_args!(
                    "a value nested more than {DEEPEST} deep, expected a flatter one"
                )));
            }
            true => Out::one_line(|out| out.raw(json)).into(),
            false => json.into(),
        };
        self.all.push((key, json));
        Ok(())
    }

    /// All of it as it is written: known keys in their places, then the others.
    pub(super) fn settled(mut self, known: &[&str], ids: &mut Ids<'_>) -> Kept {
        if self.has_known {
            self.all.sort_by_key(|(key, _)| {
                let place = known.iter().position(|known| known == key);
                place.unwrap_or(known.len())
            });
        }
        let same = ids.keys.iter().map(|key| &**key);
        if !same.eq(self.all.iter().map(|(key, _)| &**key)) {
            ids.keys = self.all.iter().map(|(key, _)| Text::from(&**key)).collect();
        }
        let mut joined = String::new();
        for (n, (_, json)) in self.all.iter().enumerate() {
            if n > 0 {
                joined.push(BETWEEN);
            }
            joined.push_str(json);
        }
        Kept::packed(&ids.keys, joined)
    }
}

/// Reads the value of a known key; nothing if it is the default or could not be taken.
pub(super) fn take_member<'de, T: Json, A: MapAccess<'de>>(
    map: &mut A,
    ids: &mut Ids<'_>,
    key: &'static str,
    default: &T,
    kept: &mut KeptMembers<'de>,
) -> Result<Option<T>, A::Error> {
    match map.next_value_seed(Seed::<T>::new(ids))? {
        Taken::Value(value) => Ok((value != *default).then_some(value)),
        Taken::Not(json) => {
            kept.has_known = true;
            kept.put(key.into(), json).map(|()| None)
        }
    }
}

/// A string becomes what `make` makes of it.
struct Str<F>(F);

impl<'de, T, F: FnOnce(&str) -> T> Visitor<'de> for Str<F> {
    type Value = Taken<'de, T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Taken::Value((self.0)(text)))
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(Taken::Not("null"))
    }
}

impl Json for Text {
    fn read<'de, D: Deserializer<'de>>(_: &mut Ids<'_>, from: D) -> Read<'de, Self, D> {
        from.deserialize_any(Str(|text: &str| text.into()))
    }

    fn write(&self, out: &mut Out) {
        out.string(self);
    }
}

impl Json for Id {
    fn read<'de, D: Deserializer<'de>>(ids: &mut Ids<'_>, from: D) -> Read<'de, Self, D> {
        from.deserialize_any(Str(|text: &str| ids.id(text)))
    }

    fn write(&self, out: &mut Out) {
        out.string(self);
    }
}

impl Json for bool {
    fn read<'de, D: Deserializer<'de>>(_: &mut Ids<'_>, from: D) -> Read<'de, Self, D> {
        struct Bool;
        impl<'de> Visitor<'de> for Bool {
            type Value = Taken<'de, bool>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("true or false")
            }

            fn visit_bool<E: Error>(self, value: bool) -> Result<Self::Value, E> {
                Ok(Taken::Value(value))
            }

            fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
                Ok(Taken::Not("null"))
            }
        }
        from.deserialize_any(Bool)
    }

    fn write(&self, out: &mut Out) {
        out.word(if *self { "true" } else { "false" });
    }
}

impl Json for Number {
    fn read<'de, D: Deserializer<'de>>(ids: &mut Ids<'_>, from: D) -> Read<'de, Self, D> {
        Ok(f64::read(ids, from)?.map(|number| Some(number).into()))
    }

    fn write(&self, out: &mut Out) {
        self.get().write(out);
    }
}

impl<T: Json> Json for Option<T> {
    fn read<'de, D: Deserializer<'de>>(ids: &mut Ids<'_>, from: D) -> Read<'de, Self, D> {
        Ok(T::read(ids, from)?.map(Some))
    }

    fn write(&self, out: &mut Out) {
        match self {
            Some(value) => value.write(out),
            None => out.word("null"),
        }
    }
}

/// What a file writes as a list, and what it is gathered in as it is read: a list of few then takes
/// the room of as many as there are.
macro_rules! lists {
    ($([$($of:ident $(: $bound:path)?)?] $list:ty, $element:ty, $gathered:ty;)+) => {$(
        impl $(<$of: Json $(+ $bound)?>)? Json for $list {
            fn read<'de, D: Deserializer<'de>>(ids: &mut Ids<'_>, from: D) -> Read<'de, Self, D> {
                let elements = Elements::<$gathered, $element>(ids, PhantomData);
                let all = from.deserialize_any(elements)?;
                Ok(all.map(|all| all.into_iter().collect()))
            }

            fn write(&self, out: &mut Out) {
                out.list(|out| self.iter().for_each(|value| out.element(value)));
            }
        }
    )+};
}
lists!(
    [T] Vec<T>, T, Vec<T>;
    [T] Box<[T]>, T, Vec<T>;
    [T: Item] List<T>, T, Vec<T>;
    [] Participants, Participant, SmallVec<[Participant; 4]>;
    [] Citations, Citation, SmallVec<[Citation; 4]>;
);

struct Elements<'a, 'k, L, T>(&'a mut Ids<'k>, PhantomData<(L, T)>);

impl<'de, L: FromIterator<T>, T: Json> Visitor<'de> for Elements<'_, '_, L, T> {
    type Value = Taken<'de, L>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let elements = std::iter::from_fn(|| {
            let taken = seq.next_element_seed(Seed::new(self.0)).transpose()?;
            Some(taken.and_then(|taken| match taken {
                Taken::Value(value) => Ok(value),
                Taken::Not(_) => Err(A::Error::invalid_type(
                    Unexpected::Unit,
                    &"a value in a list",
                )),
            }))
        });
        Ok(Taken::Value(elements.collect::<Result<L, _>>()?))
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(Taken::Not("null"))
    }
}

/// The tokens of a word or number; an error if it is something else than what is expected.
fn token<'de, D: Deserializer<'de>>(from: D, number: bool) -> Result<&'de str, D::Error> {
    let json = <&'de RawValue>::deserialize(from)?.get();
    let first = json.as_bytes().first().copied().unwrap_or_default();
    let found = match first {
        b'n' => return Ok(json),
        b'-' | b'0'..=b'9' if number => return Ok(json),
        b'"' if !number => return Ok(json),
        b'"' => match serde_json::from_str::<String>(json) {
            Ok(text) => {
                let expected: &str = "a number";
                return Err(D::Error::invalid_type(Unexpected::Str(&text), &expected));
            }
            Err(_) => Unexpected::Other("string"),
        },
        b'{' => Unexpected::Map,
        b'[' => Unexpected::Seq,
        b't' => Unexpected::Bool(true),
        b'f' => Unexpected::Bool(false),
        _ => Unexpected::Other("number"),
    };
    let expected: &str = if number { "a number" } else { "a string" };
    Err(D::Error::invalid_type(found, &expected))
}

/// The number of a token, if an `f64` holds it. The nearest is taken for digits past its
/// precision.
pub(super) fn number(json: &str) -> Option<f64> {
    json.parse().ok().filter(|n: &f64| n.is_finite())
}

/// What a number is taken for; one that is taken for nothing is kept.
fn read_number<'de, T, D: Deserializer<'de>>(
    from: D,
    take: impl FnOnce(f64) -> Option<T>,
) -> Read<'de, T, D> {
    let json = token(from, true)?;
    let taken = number(json).and_then(take);
    Ok(taken.map_or(Taken::Not(json), Taken::Value))
}

impl Json for f64 {
    fn read<'de, D: Deserializer<'de>>(_: &mut Ids<'_>, from: D) -> Read<'de, Self, D> {
        read_number(from, Some)
    }

    fn write(&self, out: &mut Out) {
        out.number(*self);
    }
}

/// An Admiralty grade or an importance: 1 to 6. Others are kept, so that nothing that counts by
/// grades ever meets one.
impl Json for u8 {
    fn read<'de, D: Deserializer<'de>>(_: &mut Ids<'_>, from: D) -> Read<'de, Self, D> {
        read_number(from, |n| (1..=6).find(|grade| f64::from(*grade) == n))
    }

    fn write(&self, out: &mut Out) {
        out.number(f64::from(*self));
    }
}

/// A whole number of 1 or more; others are kept.
impl Json for NonZeroU32 {
    fn read<'de, D: Deserializer<'de>>(_: &mut Ids<'_>, from: D) -> Read<'de, Self, D> {
        // Of a whole number only the digits are shown, also of `3.0`.
        read_number(from, |n| n.to_string().parse().ok())
    }

    fn write(&self, out: &mut Out) {
        out.number(f64::from(self.get()));
    }
}

macro_rules! words {
    ($($name:ident),+ $(,)?) => {$(
        impl Json for $name {
            fn read<'de, D: Deserializer<'de>>(_: &mut Ids<'_>, from: D) -> Read<'de, Self, D> {
                let json = token(from, false)?;
                let word: Cow<'_, str> = match json.strip_prefix('"').and_then(|j| j.strip_suffix('"')) {
                    Some(word) if !word.contains('\\') => word.into(),
                    _ => serde_json::from_str::<String>(json).unwrap_or_default().into(),
                };
                Ok($name::of_word(&word).map_or(Taken::Not(json), Taken::Value))
            }

            fn write(&self, out: &mut Out) {
                out.string(self.word());
            }
        }
    )+};
}
words!(
    ActorKind,
    Certainty,
    LinkKind,
    Matching,
    Reliability,
    Role,
    Stance,
    Status
);
