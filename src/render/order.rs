//! In which order people read findings: errors first, what is likely only a slip of typing last.

use super::Linted;
use crate::findings::Finding;
use std::cmp::Reverse;

/// The findings of a file, the weightiest first.
pub(super) fn by_weight(file: &Linted) -> Vec<&Finding> {
    let mut findings: Vec<&Finding> = file.report.findings.iter().collect();
    findings.sort_by_key(|f| weight(f));
    findings
}

/// What is read first has the least.
pub(super) fn weight(finding: &Finding) -> (bool, Reverse<crate::rulebook::Severity>) {
    (finding.typing, Reverse(finding.severity))
}
