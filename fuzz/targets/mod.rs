//! What is fuzzed: each target takes any bytes and panics where a promise is broken. The same code runs under `cargo fuzz` (`fuzz/fuzz_targets/`)
//! and, with seeds and structural mutations of its own, on a stable compiler (`tests/fuzz/`).

#![allow(dead_code, clippy::unwrap_used, clippy::panic)]

mod promises;
mod readers;
mod session;
mod settings;

/// Something that takes any bytes.
pub type Run = fn(&[u8]);

/// All targets by name.
pub const ALL: &[(&str, Run)] = &[
    ("text", readers::text),
    ("claims", readers::claims),
    ("outputs", readers::outputs),
    ("docx", readers::package),
    ("odt", readers::package),
    ("xlsx", readers::package),
    ("ods", readers::package),
    ("html", readers::file),
    ("pdf", readers::file),
    ("rule", settings::rule),
    ("config", settings::config),
    ("baseline", settings::baseline),
    ("lsp", session::talk),
];

/// The target of a name.
pub fn named(name: &str) -> Run {
    ALL.iter().find(|t| t.0 == name).unwrap_or_else(|| panic!("there is no target {name}")).1
}
