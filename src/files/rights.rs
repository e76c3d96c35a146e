//! Who may read a file: what is saved keeps that, and what we make for ourselves is for the owner only.

use std::fs::{DirBuilder, File, Metadata};
use std::io;
use std::path::Path;

/// Makes a folder that only the owner may look into, also where there was one for others too.
///
/// # Errors
/// If it cannot be made.
pub fn private_folder(path: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    builder.create(path)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let permissions = std::fs::metadata(path)?.permissions();
        if permissions.mode() & 0o077 != 0 {
            std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o700))?;
        }
    }
    Ok(())
}

/// What a file that stands in folders under other names too is known by, whichever of them is used.
pub(super) fn of_all_names(path: &Path) -> Option<(u64, u64)> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        let file = std::fs::metadata(path).ok().filter(has_other_names)?;
        Some((file.dev(), file.ino()))
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        None
    }
}

/// Whether a file stands in folders under other names too.
pub(super) fn has_other_names(file: &Metadata) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        file.nlink() > 1
    }
    #[cfg(not(unix))]
    {
        let _ = file;
        false
    }
}

/// Gives a file owner, permissions and attributes of an old one. Where the group may not be given, it
/// loses what only that group was allowed.
#[cfg(unix)]
pub(super) fn keep(file: &File, path: &Path, old: &Metadata) -> io::Result<()> {
    use std::fs::Permissions;
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, fchown};
    let now = file.metadata()?;
    // Whoever saves it may save it again.
    let mut mode = (old.mode() & 0o7777) | 0o200;
    let is_ours = (now.uid(), now.gid()) == (old.uid(), old.gid());
    let mut keeps_group = true;
    if !is_ours && fchown(file, Some(old.uid()), Some(old.gid())).is_err() {
        // Another's file: the set-user bits were his.
        mode &= 0o777;
        if now.gid() != old.gid() && fchown(file, None, Some(old.gid())).is_err() {
            mode &= 0o707 | ((mode & 0o007) << 3);
            keeps_group = false;
        }
    }
    file.set_permissions(Permissions::from_mode(mode))?;
    attributes(file, path, keeps_group);
    Ok(())
}

/// Extended attributes, among them the list of who else may read it, which says what the group may.
#[cfg(target_os = "linux")]
fn attributes(file: &File, path: &Path, keeps_group: bool) {
    use rustix::fs::{XattrFlags, fsetxattr, getxattr, listxattr};
    // As long as the kernel lets them be.
    let mut names = vec![0; 65_536];
    let mut value = vec![0; 65_536];
    let Ok(length) = listxattr(path, &mut names[..]) else {
        return;
    };
    let names = names.get(..length).unwrap_or_default();
    let names = names.split(|byte| *byte == 0);
    let is_kept =
        |name: &&[u8]| !name.is_empty() && (keeps_group || !name.starts_with(b"system.posix_acl"));
    for name in names.filter(is_kept) {
        let Ok(length) = getxattr(path, name, &mut value[..]) else {
            continue;
        };
        let value = value.get(..length).unwrap_or_default();
        // Some are the system's own business.
        fsetxattr(file, name, value, XattrFlags::empty()).ok();
    }
}

#[cfg(all(unix, not(target_os = "linux")))]
fn attributes(_file: &File, _path: &Path, _keeps_group: bool) {}

#[cfg(not(unix))]
pub(super) fn keep(file: &File, _path: &Path, old: &Metadata) -> io::Result<()> {
    file.set_permissions(old.permissions())
}
