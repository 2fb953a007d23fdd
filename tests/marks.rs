//! Lists of two levels in every pair of marks that reports use: a wrong total is told at both levels, a right report accuses nobody.

#![allow(clippy::unwrap_used, clippy::panic)]

use report_lint::claims::Claims;
use report_lint::document::{Document, Kind};
use report_lint::rulebook::{Language, Rulebook, Severity};
use report_lint::source::{Layout, Source};

/// The marks of the outer items.
const OUTER: [[&str; 2]; 10] = [
    ["I. ", "II. "],
    ["A. ", "B. "],
    ["1. ", "2. "],
    ["1) ", "2) "],
    ["(1) ", "(2) "],
    ["a) ", "b) "],
    ["a. ", "b. "],
    ["- ", "- "],
    ["* ", "* "],
    ["Một là, ", "Hai là, "],
];
/// The marks of the items beneath the first outer one and the second.
const INNER: [[&str; 4]; 11] = [
    ["I.1. ", "I.2. ", "II.1. ", "II.2. "],
    ["A.1. ", "A.2. ", "B.1. ", "B.2. "],
    ["1.1. ", "1.2. ", "2.1. ", "2.2. "],
    ["a.1. ", "a.2. ", "b.1. ", "b.2. "],
    ["a. 1. ", "a. 2. ", "b. 1. ", "b. 2. "],
    ["a1) ", "a2) ", "b1) ", "b2) "],
    ["i) ", "ii) ", "i) ", "ii) "],
    ["+ ", "+ ", "+ ", "+ "],
    ["• ", "• ", "• ", "• "],
    ["– ", "– ", "– ", "– "],
    ["o ", "o ", "o ", "o "],
];

/// Totals of rooms, of two schools and of their floors.
fn report(outer: [&str; 2], inner: [&str; 4], figures: [&str; 3]) -> String {
    let [total, first, second] = figures;
    let [a, b] = outer;
    let [c, d, e, f] = inner;
    [
        "# BÁO CÁO".to_owned(),
        format!("Tổng kinh phí sửa chữa: {total} triệu đồng, trong đó:"),
        format!("{a}Trường Hoa Sen: {first} triệu đồng"),
        format!("{c}Nhà học: 41.300 triệu đồng"),
        format!("{d}Nhà ăn: 18.250 triệu đồng"),
        format!("{b}Trường Hoa Mai: {second} triệu đồng"),
        format!("{e}Nhà học: 27.640 triệu đồng"),
        format!("{f}Nhà ăn: 9.480 triệu đồng"),
    ]
    .join("\n\n")
}

/// The accusations, notes left out.
fn accused(book: &Rulebook, text: &str) -> Vec<String> {
    let source = Source::new("marks", text.to_owned(), Layout::Wrapped);
    let findings = report_lint::lint(&source, book, Language::Vi).findings;
    let accused = findings.iter().filter(|f| f.severity > Severity::Note);
    accused.map(|f| format!("{} {}", f.rule, f.primary.of(&source.text))).collect()
}

#[test]
fn totals_of_lists_in_lists_are_checked_whatever_marks_them() {
    let book = Rulebook::built_in().unwrap();
    let mut wrong = Vec::new();
    for outer in OUTER {
        for inner in INNER {
            for (figures, right) in [(["96.670", "59.550", "37.120"], 0), (["96.670", "59.550", "87.120"], 1), (["36.670", "59.550", "37.120"], 1)] {
                let text = report(outer, inner, figures);
                let found = accused(&book, &text);
                if found.len() != right || found.iter().any(|f| !f.starts_with("sum-mismatch")) {
                    wrong.push(format!("{figures:?} {found:?}\n{text}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} are wrong:\n{}", wrong.len(), wrong.join("\n\n"));
}

/// The unit of a list stands once, above it; or in a bracket behind its number.
#[test]
fn a_unit_that_stands_once_holds_for_the_list() {
    let book = Rulebook::built_in().unwrap();
    for (unit, behind) in [("triệu đồng, trong đó:", ""), ("triệu đồng, gồm:", ""), ("(triệu đồng), trong đó:", " triệu đồng")] {
        for (total, right) in [("96.670", 0), ("95.670", 1)] {
            let text = format!("Kinh phí sửa chữa: {total} {unit}\n\n- Trường Hoa Sen: 59.550{behind};\n\n- Trường Hoa Mai: 37.120{behind}.\n");
            let found = accused(&book, &text);
            assert_eq!(found.iter().filter(|f| f.starts_with("sum-mismatch")).count(), right, "{text}\n{found:?}");
        }
    }
}

/// A count under a line with a unit is none of that unit, and a bracket may say a number again in words.
#[test]
fn a_unit_is_not_taken_from_where_it_does_not_belong() {
    let book = Rulebook::built_in().unwrap();
    let counts = "Kinh phí hỗ trợ: 5.645 triệu đồng, trong đó:\n\n- Số hộ được hỗ trợ: 1.245;\n\n- Số lao động: 4.405.\n";
    assert_eq!(accused(&book, counts), Vec::<String>::new());
    let document = Document::read(&Source::new("t.md", "Thời hạn là 05 (năm) ngày, chi 250 (triệu đồng).\n".to_owned(), Layout::Wrapped));
    let claims = Claims::read(&document, &book.lexicon);
    let measures: Vec<&str> = claims.list.iter().map(|c| c.quantity.measure.name()).collect();
    assert_eq!(measures, ["", "VND"]);
}

/// Lines that begin with the unit, the end of a sentence or the short form of a word have no mark.
#[test]
fn what_only_looks_like_a_mark_is_text() {
    for line in ["m2. Ngoài ra còn nhà kho.", "m3/ngày đêm nước thải.", "vi. Sau đó họp lại.", "H. Văn Quan có 5 xã.", "Đ. Lê Lợi dài 3 km.", "H.Văn Quan"]
    {
        let document = Document::read(&Source::new("t.md", format!("{line}\n"), Layout::Wrapped));
        assert_eq!(document.blocks[0].kind, Kind::Paragraph, "{line}");
    }
}
