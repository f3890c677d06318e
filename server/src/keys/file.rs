//! Files that only the service's own user may read.

use super::KeysError;
use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write},
    path::Path,
};
use zeroize::Zeroizing;

/// Reads a secret, unless others may read it too.
pub(super) fn read_secret(path: &Path) -> Result<Zeroizing<String>, KeysError> {
    refuse_open(path)?;
    read(path).map(Zeroizing::new)
}

/// Reads a certificate.
pub(super) fn read_public(path: &Path) -> Result<String, KeysError> {
    read(path)
}

fn read(path: &Path) -> Result<String, KeysError> {
    fs::read_to_string(path).map_err(|error| missing_or(path, error))
}

fn missing_or(path: &Path, error: io::Error) -> KeysError {
    match error.kind() {
        io::ErrorKind::NotFound => KeysError::Missing(path.to_owned()),
        _ => KeysError::Read(path.to_owned(), error),
    }
}

#[cfg(unix)]
fn refuse_open(path: &Path) -> Result<(), KeysError> {
    use std::os::unix::fs::PermissionsExt;
    let metadata = fs::metadata(path).map_err(|error| missing_or(path, error))?;
    if metadata.permissions().mode() & 0o077 == 0 { Ok(()) } else { Err(KeysError::Open(path.to_owned())) }
}

/// Other systems have other rights; there they are the operator's business.
#[cfg(not(unix))]
fn refuse_open(_: &Path) -> Result<(), KeysError> {
    Ok(())
}

/// Makes the directory, for the service's own user only.
pub(super) fn make_dir(dir: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(dir)
}

/// Writes a file that was not there before. It is complete on the disk when this returns.
pub(super) fn create(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut file = open_new(path)?;
    file.write_all(content)?;
    file.sync_all()
}

/// Puts new content in the place of old, at once and as a whole.
pub(super) fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".new");
    let beside = Path::new(&beside);
    match fs::remove_file(beside) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    create(beside, content)?;
    fs::rename(beside, path)
}

fn open_new(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
