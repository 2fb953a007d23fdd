//! The language in which the program speaks of itself: help, and what went wrong. That of what is said of reports is `settings.rs`'s.

use report_lint::rulebook::Language;
use std::ffi::OsString;
use std::sync::OnceLock;

static TONGUE: OnceLock<Language> = OnceLock::new();

/// Decides once, before anything is said: files that are dragged onto the program are dragged in an office, else `--lang` says it, else the locale or the system.
pub fn choose(arguments: &[OsString], dropped: bool) {
    let asked = arguments.iter().take_while(|a| *a != "--").map(|a| a.to_string_lossy()).collect::<Vec<_>>();
    let after = asked.windows(2).find(|pair| pair[0] == "--lang").map(|pair| pair[1].to_string());
    let asked = after.or_else(|| asked.iter().find_map(|a| Some(a.strip_prefix("--lang=")?.to_owned())));
    let language = match asked.as_deref() {
        _ if dropped => Language::Vi,
        Some("vi") => Language::Vi,
        Some("en") => Language::En,
        _ if locale().to_lowercase().starts_with("vi") => Language::Vi,
        _ => Language::En,
    };
    let _ = TONGUE.set(language);
}

/// What was decided; English before that.
pub fn language() -> Language {
    TONGUE.get().copied().unwrap_or(Language::En)
}

/// The first of these that is set and not empty, as POSIX has it; else the language in which the system itself speaks.
fn locale() -> String {
    let set = |name: &&str| std::env::var(name).ok().filter(|value| !value.is_empty());
    ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(set).or_else(sys_locale::get_locale).unwrap_or_default()
}
