//! The weights that the program is built with are read, and what they decide: who is accused by the habits of a table, and who is not.

#![allow(clippy::unwrap_used)]

use report_lint::relations::evidence::Weights;
use report_lint::rulebook::{Rulebook, Severity};
use report_lint::source::{Layout, Source};

/// The rules and words of all errors and warnings.
fn accused(text: &str) -> Vec<String> {
    let book = Rulebook::built_in().unwrap();
    let source = Source::new("report.md", text.to_owned(), Layout::Wrapped);
    let findings = report_lint::lint(&source, &book, None).findings;
    findings.iter().filter(|f| f.severity > Severity::Note).map(|f| format!("{} {}", f.rule, f.primary.of(text))).collect()
}

/// A table in which each row has its own share of the year before, and its last row the sums, under heads that say nothing.
fn table(share: &str, total: &str) -> String {
    let head = "| Đơn vị | Kỳ A | Kỳ B | Kỳ C | Mức |\n|---|---|---|---|---|\n";
    let rows = "| Phường Lim | 2.417 | 1.396 | 3.813 | 173,1 |\n| Phường Sến | 1.873 | 1.258 | 3.131 | 148,9 |\n| Xã Vải | 3.264 | 2.179 | 5.443 | 149,8 |\n";
    format!(
        "{head}{rows}| Xã Nhãn | 1.542 | 1.137 | 2.679 | {share} |\n| Xã Mít | 2.986 | 1.644 | 4.630 | 181,6 |\n| Chung | 12.082 | 7.614 | {total} | 158,7 |\n"
    )
}

#[test]
fn the_built_in_weights_are_read() {
    let weights = Weights::built_in();
    assert_eq!(weights.level(0.99), Some(Severity::Error));
    assert_eq!(weights.level(0.0), None);
    let bar = weights.bar();
    assert!(bar.doubtful < bar.checks, "{bar:?}");
}

#[test]
fn a_table_that_holds_together_is_silent() {
    assert_eq!(accused(&table("135,6", "19.696")), Vec::<String>::new());
}

#[test]
fn what_the_other_rows_and_columns_show_accuses_one_number() {
    assert_eq!(accused(&table("153,6", "19.696")), ["percent-mismatch 153,6"]);
    assert_eq!(accused(&table("135,6", "19.966")), ["sum-mismatch 19.966"]);
}
