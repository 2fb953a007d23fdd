//! What messages call the places of numbers in tables: the report's own number of the table, else its order, then row and column.

#![allow(clippy::unwrap_used, clippy::panic)]

use report_lint::rulebook::{Language, Rulebook};
use report_lint::source::{Layout, Source};

/// The messages on a report, in reading order.
fn messages(text: &str, language: Language) -> Vec<String> {
    let source = Source::new("report.md", text.to_owned(), Layout::Wrapped);
    let report = report_lint::lint(&source, &Rulebook::built_in().unwrap(), language);
    report.findings.into_iter().filter(|f| f.rule == "sum-mismatch").map(|f| f.message).collect()
}

/// A table whose total is wrong by a hundred.
fn table(first: u32) -> String {
    format!("| Khoản thu | Dự toán |\n|---|---|\n| Thuế nhà đất | {first} |\n| Phí chợ | 3260 |\n| Cộng | {} |\n\n", first + 3160)
}

fn starts(text: &str, expected: &[&str]) {
    let found = messages(text, Language::Vi);
    assert_eq!(found.len(), expected.len(), "{found:?}");
    for (message, start) in found.iter().zip(expected) {
        assert!(message.starts_with(start), "`{start}` expected: {message}");
    }
}

#[test]
fn a_table_is_called_by_the_number_that_the_report_gives_it() {
    let own = format!("Bảng 3. Thu ngân sách\n\n{}Thu đạt khá.\n\nBảng 4: Thu của xã\n\nĐơn vị: triệu đồng\n\n{}", table(5140), table(6170));
    starts(&own, &["Bảng 3, dòng “Cộng”, cột “Dự toán” ghi 8300", "Bảng 4, dòng “Cộng”, cột “Dự toán” ghi 9330"]);
    let annex = format!("Biểu số 2\n\n{}", table(5140));
    starts(&annex, &["Biểu số 2, dòng “Cộng”"]);
    for (caption, name) in
        [("Bảng 2.1. Thu", "Bảng 2.1"), ("PHỤ LỤC SỐ: 02", "PHỤ LỤC SỐ: 02"), ("Bảng 2a: Thu", "Bảng 2a"), ("Phụ lục IV - Thu", "Phụ lục IV")]
    {
        starts(&format!("{caption}\n\n{}", table(5140)), &[&format!("{name}, dòng “Cộng”")]);
    }
    for other in ["Biểu đồ 3 cho thấy", "Bảng dưới đây nêu", "Bảng Vàng", "Bảng Có số liệu"] {
        starts(&format!("{other}\n\n{}", table(5140)), &["Dòng “Cộng”"]);
    }
}

#[test]
fn no_table_is_counted_where_the_report_numbers_some() {
    let some = format!("Bảng 1. Thu\n\n{}Thu của các chợ lớn như sau.\n\n{}", table(5140), table(6170));
    starts(&some, &["Bảng 1, dòng “Cộng”", "Dòng “Cộng”"]);
    // The number of one table is not that of the next.
    let far = format!("Bảng 1. Thu\n\n{}{}", table(5140), "Kết quả khá.\n\n".repeat(4)) + &table(6170);
    starts(&far, &["Bảng 1, dòng “Cộng”", "Dòng “Cộng”"]);
}

#[test]
fn tables_without_numbers_are_called_by_their_order() {
    let seal = "| ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI |\n|---|---|\n| XÃ TÂN LẬP | Độc lập |\n\n";
    let two = format!("{seal}Thu như sau.\n\n{}Chi như sau.\n\n{}", table(5140), table(6170));
    starts(&two, &["Bảng thứ 1, dòng “Cộng”", "Bảng thứ 2, dòng “Cộng”"]);
    let english = messages(&two, Language::En);
    assert!(english[1].starts_with("Table 2 of the report, row “Cộng”"), "{english:?}");
    let unread = "<table><caption>Bảng 7</caption><tr><td>Chợ</td><td>12</td></tr><tr><td>Trạm</td><td>3</td></tr></table>\n\n";
    starts(&format!("{unread}{}", table(5140)), &["Dòng “Cộng”"]);
    // One table needs no name.
    starts(&format!("{seal}Thu như sau.\n\n{}", table(5140)), &["Dòng “Cộng”"]);
}
