//! One sentence on everything that was linted.

use super::words::{count, pick, severity};
use super::Linted;
use crate::rulebook::{Language, Severity};

/// How many findings of which severity in how many files, and how much was checked.
pub fn sentence(files: &[Linted], language: Language) -> String {
    of(&files.iter().collect::<Vec<_>>(), language)
}

/// The same for files that stand apart.
pub(super) fn of(files: &[&Linted], language: Language) -> String {
    let of = |level: Severity| files.iter().flat_map(|f| &f.report.findings).filter(|f| f.severity == level).count();
    let counted: Vec<String> = [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .map(|level| (of(level), level))
        .filter(|(n, _)| *n > 0)
        .map(|(n, level)| count(n, severity(level, language), language))
        .collect();
    let found = if counted.is_empty() { pick(language, "Không thấy mâu thuẫn nào", "No contradiction found").to_owned() } else { counted.join(", ") };
    let files_in = format!("{} {}", pick(language, "trong", "in"), count(files.len(), pick(language, "tệp", "file"), language));
    let numbers: usize = files.iter().map(|f| f.report.ledger.numbers.len()).sum();
    let checked: usize = files.iter().map(|f| f.report.ledger.checked()).sum();
    match language {
        Language::Vi if numbers == 0 => format!("{found} {files_in}; không có số liệu nào để đối chiếu.\n"),
        Language::En if numbers == 0 => format!("{found} {files_in}; there is no number to check.\n"),
        Language::Vi => format!("{found} {files_in}; đã đối chiếu {checked}/{numbers} số liệu.\n"),
        Language::En => format!("{found} {files_in}; {checked} of {numbers} numbers checked.\n"),
    }
}
