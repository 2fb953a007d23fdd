//! Files that are written: whole or not at all.
//!
//! All bytes are ready before the first one is written, into a file beside the target that then takes its name. Whoever ends the program in between (Ctrl-C,
//! a power cut) finds the target as it was; only within the few milliseconds of writing does a file `.report-lint-….tmp` stay behind.

use std::io::{Error, ErrorKind, Result, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// Most links from one to the next, as systems have it.
const MOST_LINKS: usize = 40;

/// Writes a file in the place of the one that was there. What is no plain file (a pipe, a device) is written as it is.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<()> {
    let (target, permissions) = match std::fs::metadata(path) {
        Ok(old) if !old.is_file() => return std::fs::OpenOptions::new().write(true).open(path)?.write_all(bytes),
        // A file that its owner closed was closed on purpose; a new one in its place would not ask.
        Ok(old) if old.permissions().readonly() => return Err(Error::new(ErrorKind::PermissionDenied, "is read-only")),
        Ok(old) => (path.canonicalize()?, Some(old.permissions())),
        Err(_) => (behind(path)?, None),
    };
    put(beside(&target, permissions)?, bytes)?.persist(&target).map(drop).map_err(|error| error.error)
}

/// Writes a file that was not there; one that is there stays as it is.
pub fn create(path: &Path, bytes: &[u8]) -> Result<()> {
    // Under its own name from the start: not every file system can rename without replacing.
    let mut file = std::fs::OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(bytes).inspect_err(|_| {
        let _ = std::fs::remove_file(path);
    })
}

/// The name that links lead to where no file has it yet.
fn behind(path: &Path) -> Result<PathBuf> {
    let mut path = path.to_path_buf();
    for _ in 0..MOST_LINKS {
        match std::fs::read_link(&path) {
            Ok(to) => path = path.parent().unwrap_or(Path::new("")).join(to),
            Err(_) => return Ok(path),
        }
    }
    Err(Error::other("links that lead to each other"))
}

/// An empty file in the folder of the target.
fn beside(target: &Path, permissions: Option<std::fs::Permissions>) -> Result<NamedTempFile> {
    let folder = target.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".report-lint-").suffix(".tmp");
    // Private until it has the permissions of the old one: a new file is open to whom the umask lets.
    if let (None, Some(new)) = (&permissions, like_any_other()) {
        builder.permissions(new);
    }
    // The error of the builder names the file that nobody asked for.
    let file = builder.tempfile_in(folder).map_err(|error| Error::new(error.kind(), format!("its folder: {}", error.kind())))?;
    if let Some(old) = permissions {
        file.as_file().set_permissions(old)?;
    }
    Ok(file)
}

/// A file made for a moment is private; one that stays is like any other new file of this user.
#[cfg(unix)]
fn like_any_other() -> Option<std::fs::Permissions> {
    use std::os::unix::fs::PermissionsExt;
    Some(std::fs::Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn like_any_other() -> Option<std::fs::Permissions> {
    None
}

/// Fills the file; where that fails it is gone.
fn put(mut file: NamedTempFile, bytes: &[u8]) -> Result<NamedTempFile> {
    // The file itself: an error of the wrapper would name what nobody asked for.
    file.as_file_mut().write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}
