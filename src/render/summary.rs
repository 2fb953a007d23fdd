//! One sentence on everything that was linted.

use super::words::{count, pick, severity};
use super::{blanks, Linted};
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
    let accepted: usize = files.iter().map(|f| f.report.accepted).sum();
    let found = match counted.is_empty() {
        true if accepted > 0 => pick(language, "Không có phát hiện mới", "No new finding").to_owned(),
        true => pick(language, "Không thấy mâu thuẫn nào", "No contradiction found").to_owned(),
        false => counted.join(", "),
    };
    let files_in = format!("{} {}", pick(language, "trong", "in"), count(files.len(), pick(language, "tệp", "file"), language));
    let numbers: usize = files.iter().map(|f| f.report.ledger.numbers.len()).sum();
    let checked: usize = files.iter().map(|f| f.report.ledger.checked()).sum();
    let hidden = match language {
        _ if accepted == 0 => String::new(),
        Language::Vi => format!("{accepted} phát hiện đã chấp nhận, không hiển thị.\n"),
        Language::En => format!("{} not shown, since accepted.\n", count(accepted, "finding", language)),
    };
    let said = match language {
        Language::Vi if numbers == 0 => format!("{found} {files_in}; không có số liệu nào để đối chiếu.\n"),
        Language::En if numbers == 0 => format!("{found} {files_in}; there is no number to check.\n"),
        Language::Vi => format!("{found} {files_in}; đã đối chiếu {checked}/{numbers} số liệu.\n"),
        Language::En => format!("{found} {files_in}; {checked} of {numbers} numbers checked.\n"),
    };
    said + &blanks::line(files, language) + &hidden
}
