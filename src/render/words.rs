//! The few words that outputs for people add to what rules say, in both languages.

use crate::rulebook::{Language, Severity};

/// One of two wordings.
pub fn pick(language: Language, vi: &'static str, en: &'static str) -> &'static str {
    match language {
        Language::Vi => vi,
        Language::En => en,
    }
}

/// What people call a severity.
pub fn severity(severity: Severity, language: Language) -> &'static str {
    match severity {
        Severity::Error => pick(language, "lỗi", "error"),
        Severity::Warning => pick(language, "cảnh báo", "warning"),
        Severity::Note => pick(language, "ghi chú", "note"),
    }
}

/// The same at the head of something.
pub(crate) fn level(severity: Severity, language: Language) -> &'static str {
    match severity {
        Severity::Error => pick(language, "Lỗi", "Error"),
        Severity::Warning => pick(language, "Cảnh báo", "Warning"),
        Severity::Note => pick(language, "Ghi chú", "Note"),
    }
}

/// A sign of its own for each severity, for those who see no colours.
pub(super) fn sign(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "✕",
        Severity::Warning => "▲",
        Severity::Note => "●",
    }
}

/// A number of things: `3 lỗi`, `3 errors`. Vietnamese has no plural.
pub(super) fn count(n: usize, thing: &str, language: Language) -> String {
    let ending = if language == Language::En && n != 1 { "s" } else { "" };
    format!("{n} {thing}{ending}")
}
