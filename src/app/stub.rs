//! Stand-ins until the rooms have them.
use crate::analysis::*;
use crate::scene::*;
use std::path::Path;
pub struct Disk;
pub fn save(_d: &Disk, path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    use std::io::Write;
    std::fs::File::create(path)?.write_all(bytes)
}
#[derive(Clone, Debug, PartialEq)]
pub struct Fault;
pub fn check(_d: &crate::dataset::Dataset, _p: Progress<'_>) -> Option<Vec<Fault>> {
    Some(vec![])
}
pub fn step(index: &Index, passing: &Bits, from: Option<Row>, by: i32) -> Option<Row> {
    let mut rows: Vec<Row> = passing.iter().map(|r| r as u32).filter(|r| index.bounds(*r).is_some()).collect();
    rows.sort_by_key(|r| index.anchor(*r));
    let at = from.and_then(|f| rows.iter().position(|r| *r == f));
    match at {
        Some(n) if by > 0 => rows.get(n + 1).copied(),
        Some(n) => n.checked_sub(1).and_then(|n| rows.get(n).copied()),
        None => rows.first().copied(),
    }
}
