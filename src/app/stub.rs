//! Stand-in until the room has it.
use std::path::Path;
pub(super) struct Disk;
pub(super) fn save(_d: &Disk, path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    use std::io::Write;
    std::fs::File::create(path)?.write_all(bytes)
}
