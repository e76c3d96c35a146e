//! The text of a table: its encoding is guessed where nothing says it, and one bad byte spoils one
//! letter.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// How many bytes are looked at where all would take long.
const SAMPLE: usize = 1 << 16;

/// A text, and what is to be told of how it was read.
pub(super) struct Decoded<'b> {
    pub(super) text: Cow<'b, str>,
    pub(super) encoding: &'static Encoding,
    /// Whether the encoding is a guess.
    pub(super) is_guessed: bool,
    /// Whether there are bytes that are none of it: “�” stands for them.
    pub(super) is_damaged: bool,
}

/// Reads bytes as text, in a chosen encoding or in that which they look like.
pub(super) fn decoded<'b>(bytes: &'b [u8], chosen: Option<&'static Encoding>) -> Decoded<'b> {
    let (encoding, is_guessed) = match (chosen, Encoding::for_bom(bytes)) {
        (Some(encoding), _) | (None, Some((encoding, _))) => (encoding, false),
        (None, None) => guessed(bytes),
    };
    // A mark at the start is of the encoding only if it says the same.
    let (text, encoding, is_damaged) = encoding.decode(bytes);
    Decoded {
        text: one_kind_of_break(text),
        encoding,
        is_guessed,
        is_damaged,
    }
}

/// The encoding that bytes without a mark look like, and whether that is to be told.
fn guessed(bytes: &[u8]) -> (&'static Encoding, bool) {
    if let Some(encoding) = in_pairs(bytes) {
        return (encoding, true);
    }
    if std::str::from_utf8(bytes).is_ok() || is_utf8_with_faults(bytes) {
        return (UTF_8, false);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    (detector.guess(None, Utf8Detection::Deny), true)
}

/// UTF-16 without a mark: every other byte of Latin letters, digits and signs is 0.
fn in_pairs(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..SAMPLE.min(bytes.len()) & !1)?;
    let mut zeros = [0_usize; 2];
    for pair in sample.chunks_exact(2) {
        for (count, byte) in zeros.iter_mut().zip(pair) {
            *count += usize::from(*byte == 0);
        }
    }
    let [first, second] = zeros;
    let enough = sample.len() / 40 + 1;
    match (first * 20 < second, second * 20 < first) {
        (true, _) if second >= enough => Some(UTF_16LE),
        (_, true) if first >= enough => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether most of what is not ASCII is UTF-8 all the same.
fn is_utf8_with_faults(bytes: &[u8]) -> bool {
    let (mut letters, mut faults) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        letters += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        faults += usize::from(!chunk.invalid().is_empty());
    }
    // By chance hardly two bytes of another encoding are a letter of UTF-8.
    letters * 2 > faults
}

/// Old Macs end lines with a carriage return alone.
fn one_kind_of_break(text: Cow<'_, str>) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    if memchr::memchr(b'\n', bytes).is_none() && memchr::memchr(b'\r', bytes).is_some() {
        return Cow::Owned(text.replace('\r', "\n"));
    }
    text
}

/// The name of an encoding as people know it.
pub(super) fn name_of(encoding: &'static Encoding) -> String {
    let name = encoding.name();
    match name.strip_prefix("windows-") {
        Some(number) => format!("Windows-{number}"),
        None => name.to_owned(),
    }
}
