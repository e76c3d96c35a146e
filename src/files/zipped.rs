//! A file that was packed alone in a zip, as downloads often are: it is opened as it is.

use std::io::{Cursor, Read as _};
use std::path::{Path, PathBuf};
use zip::ZipArchive;

/// Unpacked files from this length on, in bytes, are refused: they would fill memory.
const LARGEST: u64 = 8 << 30;

/// Files that workbooks have in their zip.
const OF_WORKBOOKS: [&str; 2] = ["[Content_Types].xml", "mimetype"];

/// Whether bytes are a zip and no workbook, which is one too.
pub(super) fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
        && ZipArchive::new(Cursor::new(bytes))
            .is_ok_and(|zip| !zip.file_names().any(|name| OF_WORKBOOKS.contains(&name)))
}

/// The file of a zip, and its name: the one that is known by its name, or the only one.
///
/// # Errors
///
/// In words, if there are several, or it cannot be unpacked.
pub(super) fn unpacked(
    bytes: &[u8],
    is_known: impl Fn(&Path) -> bool,
) -> Result<(Vec<u8>, PathBuf), String> {
    let too_large = |name: &str| format!("holds {name}, which is too large to be unpacked here");
    let broken = |error: &dyn std::fmt::Display| format!("cannot be unpacked ({error})");
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    // What systems put beside the files of people.
    let is_hidden = |name: &str| {
        let mut parts = name.split('/');
        name.ends_with('/') || parts.any(|part| part.starts_with('.') || part == "__MACOSX")
    };
    let mut names: Vec<(usize, String)> = Vec::new();
    for n in 0..zip.len() {
        // By number: a name may be in an encoding of its own.
        let file = zip.by_index_raw(n).map_err(|error| broken(&error))?;
        if !is_hidden(file.name()) {
            names.push((n, file.name().to_owned()));
        }
    }
    // What tells of the others is none of them.
    let is_about = |name: &str| name.to_lowercase().contains("readme");
    let is_one = |(_, name): &&(usize, String)| is_known(Path::new(name)) && !is_about(name);
    let known: Vec<&(usize, String)> = names.iter().filter(is_one).collect();
    let holds = |count: usize, first: &str| Err(format!("holds {count} files, such as {first}"));
    let (n, name) = match (known.as_slice(), names.as_slice()) {
        ([only], _) => (*only).clone(),
        ([], [only]) => only.clone(),
        ([], []) => return Err("holds no file".to_owned()),
        ([], [(_, first), ..]) => return holds(names.len(), first),
        ([(_, first), ..], _) => return holds(known.len(), first),
    };
    let file = zip.by_index(n).map_err(|error| broken(&error))?;
    if file.size() > LARGEST {
        return Err(too_large(&name));
    }
    let mut unpacked = Vec::new();
    // A zip may say less than there is.
    let read = file.take(LARGEST + 1).read_to_end(&mut unpacked);
    if read.map_err(|error| broken(&error))? as u64 > LARGEST {
        return Err(too_large(&name));
    }
    // Nobody's table is a zip in a zip.
    if is_zip(&unpacked) {
        return Err(format!("holds another, {name}"));
    }
    let name = Path::new(&name).file_name().unwrap_or_default();
    Ok((unpacked, PathBuf::from(name)))
}
