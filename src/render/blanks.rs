//! Blanks of the form among the findings: those of number and date are no work for an editor, so that they are said in one line.

use super::words::count;
use super::Linted;
use crate::findings::Finding;
use crate::rulebook::Language;

/// The rule of blanks.
const BLANKS: &str = "placeholder";
/// What its shape calls the blanks of number and date.
const SIGNING: &str = "signing";

/// True for a blank.
pub(super) fn is(finding: &Finding) -> bool {
    finding.rule == BLANKS
}

/// True for a blank that is filled in when the report is signed.
pub(super) fn is_of_signing(finding: &Finding) -> bool {
    is(finding) && finding.variant == SIGNING
}

/// The line on all of them; nothing where there is none.
pub(super) fn line(files: &[&Linted], language: Language) -> String {
    let blanks = files.iter().flat_map(|f| &f.report.findings).filter(|f| is_of_signing(f)).count();
    match (blanks, language) {
        (0, _) => String::new(),
        (_, Language::Vi) => format!("Số, ngày của văn bản còn để trống {blanks} chỗ, thường được điền khi ký.\n"),
        (_, Language::En) => format!("{} of number and date, usually filled in at signature.\n", count(blanks, "blank", language)),
    }
}
