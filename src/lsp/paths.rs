//! From the names of documents to paths.

use serde_json::Value;
use std::path::PathBuf;

/// The path of a file; nothing for what is no file.
pub(super) fn path(uri: &str) -> Option<PathBuf> {
    let (scheme, rest) = uri.split_once(':')?;
    if !scheme.eq_ignore_ascii_case("file") {
        return None;
    }
    let (host, path) = match rest.strip_prefix("//") {
        Some(rest) => rest.split_at(rest.find('/')?),
        None => ("", rest),
    };
    let path = decoded(path);
    Some(PathBuf::from(match host {
        "" | "localhost" if cfg!(windows) && has_drive(&path) => path[1..].to_owned(),
        "" | "localhost" => path,
        // A shared folder of another machine.
        _ => format!("//{host}{path}"),
    }))
}

/// `/c:/reports`
fn has_drive(path: &str) -> bool {
    matches!(path.as_bytes(), [b'/', drive, b':', ..] if drive.is_ascii_alphabetic())
}

/// `%20` as a blank.
fn decoded(path: &str) -> String {
    let mut out = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let code = (first == b'%').then(|| after.get(..2)).flatten().and_then(|hex| std::str::from_utf8(hex).ok());
        match code.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                rest = &after[2..];
            }
            None => {
                out.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// The folder that the editor works in, by the parameters of `initialize`; without one the folder that the program was started in.
pub(super) fn workspace(params: &Value) -> PathBuf {
    let uri = params.pointer("/workspaceFolders/0/uri").or_else(|| params.get("rootUri")).and_then(Value::as_str);
    let plain = || params.get("rootPath").and_then(Value::as_str).map(PathBuf::from);
    let named = uri.and_then(path).or_else(plain).unwrap_or_default();
    std::env::current_dir().map_or(named.clone(), |here| here.join(&named))
}
