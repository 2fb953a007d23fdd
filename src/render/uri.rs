//! Paths as URIs.

use std::fmt::Write;

/// A path as a URI: relative where the path is, `file:` where it is absolute; every byte outside of the unreserved ones is percent-encoded.
pub(super) fn of(path: &str) -> String {
    let path = if std::path::MAIN_SEPARATOR == '\\' { path.replace('\\', "/") } else { path.to_owned() };
    let (start, rest) = match path.strip_prefix("./") {
        Some(rest) => ("", rest.trim_start_matches('/')),
        None if path.starts_with('/') => ("file://", path.as_str()),
        None if is_drive(&path) => ("file:///", path.as_str()),
        None => ("", path.as_str()),
    };
    let mut out = start.to_owned();
    for byte in rest.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(char::from(byte)),
            // A colon in a first segment would make a scheme of it.
            b':' if start == "file:///" => out.push(':'),
            // Writing to a string cannot fail.
            _ => drop(write!(out, "%{byte:02X}")),
        }
    }
    out
}

/// `C:/…`, on systems that have drives.
fn is_drive(path: &str) -> bool {
    let bytes = path.as_bytes();
    std::path::MAIN_SEPARATOR == '\\' && bytes.first().is_some_and(u8::is_ascii_alphabetic) && bytes.get(1) == Some(&b':')
}
