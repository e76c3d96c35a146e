//! What a file says that nobody here knows: kept with the item that it stands in, and written back.

use super::value::Text;
use std::fmt;
use std::sync::Arc;

/// What a file says that we do not know or cannot take: keys and their JSON, token by token, in
/// the file's order. A known key stands here when its value could not be taken (a status that is
/// none of ours); the field then has its default, and a save writes this value back.
///
/// Rows of a table keep dozens of cells each, under the same keys: their keys are shared, and the JSON of
/// all is one text. One pointer; a clone costs nothing.
#[derive(Clone, Default)]
pub struct Kept(Option<Arc<Packed>>);

/// The values in the order of the keys, with [`BETWEEN`] between them. A key without a value, or beyond the
/// last one, is not there.
struct Packed {
    keys: Arc<[Text]>,
    json: Box<str>,
}

/// No JSON has it.
pub const BETWEEN: char = '\0';

impl Kept {
    /// Values with [`BETWEEN`] between them, each under the key at its place.
    pub fn packed(keys: &Arc<[Text]>, json: impl Into<Box<str>>) -> Self {
        let json = json.into();
        let is_empty = json.bytes().all(|byte| byte == BETWEEN as u8);
        let keys = keys.clone();
        Self((!is_empty).then(|| Arc::new(Packed { keys, json })))
    }

    /// Each key with its JSON.
    pub fn iter(&self) -> impl Iterator<Item = (&Text, &str)> {
        let all = self.0.iter();
        let all = all.flat_map(|all| all.keys.iter().zip(all.json.split(BETWEEN)));
        all.filter(|(_, json)| !json.is_empty())
    }

    /// Keys of which some may have nothing: what items share is not looked through to their values.
    pub(super) fn keys(&self) -> impl Iterator<Item = &Text> {
        self.0.iter().flat_map(|all| all.keys.iter())
    }

    /// The JSON kept for a key.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.iter().find(|(k, _)| ***k == *key).map(|(_, v)| v)
    }

    /// Keeps one more, after all others.
    pub fn push(&mut self, key: impl Into<Text>, json: &str) {
        let added = (key.into(), json);
        let all = self.iter().map(|(key, json)| (key.clone(), json));
        *self = all.chain([added]).collect();
    }

    /// Forgets a key: its field was given a new value.
    pub fn forget(&mut self, key: &str) {
        if self.get(key).is_some() {
            let left = self.iter().filter(|(k, _)| ***k != *key);
            *self = left.map(|(key, json)| (key.clone(), json)).collect();
        }
    }

    /// Itself: it is changed like one that is [`Rare`](super::Rare).
    pub(crate) fn make_mut(&mut self) -> &mut Self {
        self
    }

    /// Whether nothing is kept.
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }
}

impl<T: AsRef<str>> FromIterator<(Text, T)> for Kept {
    fn from_iter<I: IntoIterator<Item = (Text, T)>>(all: I) -> Self {
        let (mut keys, mut joined) = (Vec::new(), String::new());
        for (key, json) in all {
            let json = json.as_ref();
            if json.is_empty() {
                continue;
            }
            if !keys.is_empty() {
                joined.push(BETWEEN);
            }
            keys.push(key);
            if json.contains(BETWEEN) {
                joined.push_str(&json.replace(BETWEEN, ""));
            } else {
                joined.push_str(json);
            }
        }
        Self::packed(&keys.into(), joined)
    }
}

impl PartialEq for Kept {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (None, None) => true,
            (Some(a), Some(b)) => Arc::ptr_eq(a, b) || self.iter().eq(other.iter()),
            _ => false,
        }
    }
}

impl Eq for Kept {}

impl fmt::Debug for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_comes_back_in_its_order() {
        let keys: Arc<[Text]> = ["a", "b", "c", "d"].map(Text::from).into();
        let mut kept = Kept::packed(&keys, "1\0\0\"x\"");
        let all = |kept: &Kept| -> Vec<(String, String)> {
            let all = kept.iter();
            all.map(|(key, json)| (key.to_string(), json.to_owned()))
                .collect()
        };
        let pair = |key: &str, json: &str| (key.to_owned(), json.to_owned());
        assert_eq!(all(&kept), [pair("a", "1"), pair("c", "\"x\"")]);
        assert_eq!((kept.get("c"), kept.get("b")), (Some("\"x\""), None));
        kept.push("b", "null");
        kept.forget("a");
        kept.forget("z");
        assert_eq!(all(&kept), [pair("c", "\"x\""), pair("b", "null")]);
        let others: Kept = all(&kept)
            .iter()
            .map(|(k, v)| (k.as_str().into(), v))
            .collect();
        assert_eq!(kept, others);
        kept.forget("b");
        assert_ne!(kept, others);
        kept.forget("c");
        assert!(kept.is_empty() && kept == Kept::default());
        assert!(Kept::packed(&keys, "\0\0").is_empty());
    }
}
