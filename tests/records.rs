//! Records that are no drawn table, and rows that are rates of other rows: a text that holds together accuses nobody, one wrong figure in it is accused.

#![allow(clippy::unwrap_used, clippy::panic)]

use report_lint::rulebook::{Language, Rulebook, Severity};
use report_lint::source::{Layout, Source};

/// The words of all accusations.
fn accused(text: &str) -> Vec<String> {
    let source = Source::new("report.md", text.to_owned(), Layout::Wrapped);
    let report = report_lint::lint(&source, &Rulebook::built_in().unwrap(), Language::Vi);
    let loud = report.findings.iter().filter(|f| f.severity > Severity::Note);
    loud.flat_map(|f| std::iter::once(f.primary).chain(f.related.iter().map(|r| r.span))).map(|span| span.of(&source.text).to_owned()).collect()
}

/// `right` is silent; with `wrong` in the place of `number` that number is accused.
fn check(right: &str, number: &str, wrong: &str) {
    assert_eq!(right.matches(number).count(), 1, "{number} must stand once");
    assert_eq!(accused(right), Vec::<String>::new(), "{right}");
    let broken = right.replace(number, wrong);
    assert!(accused(&broken).iter().any(|words| words == wrong), "{wrong} expected among {:?}\n{broken}", accused(&broken));
}

/// Communes under a district, each with like lines; the district's own lines above them.
fn sections() -> String {
    let rows = [
        ("Bản Mế", 1240, 2515, 318, 812),
        ("Nàn Sán", 1075, 1930, 457, 641),
        ("Sín Chéng", 1362, 2248, 529, 1078),
        ("Lùng Thẩn", 968, 1707, 276, 935),
        ("Phố Cáo", 1153, 2069, 391, 744),
    ];
    let total = |of: fn(&(&str, u32, u32, u32, u32)) -> u32| rows.iter().map(of).sum::<u32>();
    let line = |name: &str, a: u32, b: u32, c: u32, d: u32| format!("{name}\n\n- Trâu: {a} con\n- Bò: {b} con\n- Ngựa: {c} con\n- Dê: {d} con\n\n");
    let communes: String = rows.iter().zip(1..).map(|(r, n)| line(&format!("{n}. Xã {}", r.0), r.1, r.2, r.3, r.4)).collect();
    line("I. CHĂN NUÔI TOÀN HUYỆN", total(|r| r.1), total(|r| r.2), total(|r| r.3), total(|r| r.4)) + "II. CHĂN NUÔI THEO XÃ\n\n" + &communes
}

#[test]
fn like_sections_add_up_to_the_lines_above_them() {
    check(&sections(), "2515", "2615");
}

#[test]
fn cells_with_pairs_are_two_columns() {
    let rows = [("Cải cách thể chế", "8,67/ 10", "86,7%"), ("Thủ tục hành chính", "11,97/ 13", "92,1%"), ("Tổ chức bộ máy", "9,47/ 10,5", "90,2%")];
    let more = [("Công vụ", "12,71/ 15", "84,7%"), ("Tài chính công", "8,56/ 12", "71,3%"), ("Chính phủ điện tử", "11,92/ 13,5", "88,3%")];
    let row = |(name, points, share): &(&str, &str, &str)| format!("| {name} | {points} | {share} |\n");
    let body: String = rows.iter().chain(&more).map(row).collect();
    check(&format!("| Nội dung | Điểm | Tỷ lệ |\n|---|---|---|\n{body}"), "84,7", "87,4");
}

#[test]
fn rows_of_percents_are_rates_of_the_rows_beneath_them() {
    let rows = [
        ("1", "Tỷ lệ hồ sơ cấp tỉnh giải quyết đúng hạn", "%", "95,53"),
        ("1.1", "Tổng số hồ sơ cấp tỉnh đã giải quyết", "Hồ sơ", "125.712"),
        ("1.2", "Số hồ sơ cấp tỉnh giải quyết đúng hạn", "Hồ sơ", "120.088"),
        ("2", "Tỷ lệ hồ sơ cấp xã giải quyết đúng hạn", "%", "98,38"),
        ("2.1", "Tổng số hồ sơ cấp xã đã giải quyết", "Hồ sơ", "241.331"),
        ("2.2", "Số hồ sơ cấp xã giải quyết đúng hạn", "Hồ sơ", "237.412"),
        ("3", "Tỷ lệ hồ sơ trực tuyến toàn trình", "%", "86,98"),
        ("3.1", "Tổng số hồ sơ tiếp nhận", "Hồ sơ", "305.194"),
        ("3.2", "Số hồ sơ trực tuyến", "Hồ sơ", "265.456"),
        ("4", "Tỷ lệ hồ sơ trực tuyến một phần", "%", "91,13"),
        ("4.1", "Tổng số hồ sơ một phần", "Hồ sơ", "44.186"),
        ("4.2", "Số hồ sơ một phần nộp trực tuyến", "Hồ sơ", "40.266"),
    ];
    let body: String = rows.iter().map(|(mark, name, unit, value)| format!("| {mark} | {name} | {unit} | {value} |\n")).collect();
    check(&format!("| STT | Chỉ tiêu | Đơn vị | Kết quả |\n|---|---|---|---|\n{body}"), "98,38", "93,88");
}

#[test]
fn yields_are_never_added_up() {
    let crops = [("Lúa", [("1.062,4", "1.913,2", "2.975,6"), ("63,2", "69,4", "67,1"), ("6.709,6", "13.270,7", "19.980,3")])];
    let more = [("Ngô", [("575,2", "312,9", "888,1"), ("43,5", "61,1", "49,7"), ("2.500,3", "1.911,8", "4.412,1")])];
    let names = ["Diện tích (Nghìn ha)", "Năng suất (Tạ/ha)", "Sản lượng (Nghìn tấn)"];
    let row = |name: &str, (north, south, all): &(&str, &str, &str)| format!("| {name} | {all} | {north} | {south} |\n");
    let block = |(crop, rows): &(&str, [(&str, &str, &str); 3])| {
        format!("| {crop} | | | |\n") + &names.iter().zip(rows).map(|(name, values)| row(name, values)).collect::<String>()
    };
    let body: String = crops.iter().chain(&more).map(block).collect();
    assert_eq!(accused(&format!("| | Tổng số | Miền Bắc | Miền Nam |\n|---|---|---|---|\n{body}")), Vec::<String>::new());
}

#[test]
fn percents_of_votes_are_of_all_who_have_one() {
    assert_eq!(accused("Kết quả, 44/48 đại biểu có mặt tán thành (chiếm 88% tổng số đại biểu)."), Vec::<String>::new());
}

/// Projects of the first table with their areas and numbers of firms; the annex says both again in words, under longer names.
fn annexes() -> String {
    let rows = [("Bản Mế", "41,25", 12), ("Nàn Sán", "58,76", 14), ("Sín Chéng", "65,4", 17), ("Lùng Thẩn", "34,1", 13), ("Phố Cáo", "31,01", 24)];
    let row = |(name, area, firms): &(&str, &str, u32)| format!("| {name} | {area} | {firms} |\n");
    let remark = |(name, area, firms): &(&str, &str, u32)| format!("| Cụm công nghiệp {name} | Quy mô {area} ha, đã có {firms} doanh nghiệp thuê đất |\n");
    let first: String = rows.iter().map(row).collect();
    let second: String = rows.iter().map(remark).collect();
    format!("| Tên | Diện tích (ha) | Doanh nghiệp |\n|---|---|---|\n{first}\nPhụ lục 2\n\n| Tên | Hiện trạng |\n|---|---|\n{second}")
}

#[test]
fn remarks_say_what_the_table_of_the_same_names_says() {
    let text = annexes();
    assert_eq!(accused(&text), Vec::<String>::new(), "{text}");
    let broken = text.replace("65,4 ha", "56,4 ha");
    assert!(accused(&broken).iter().any(|words| words.contains("56,4")), "{:?}\n{broken}", accused(&broken));
}

#[test]
fn a_column_is_the_sum_of_columns_of_another_table() {
    let rows = [
        ("Xi măng", 1049, 1163, 1198),
        ("Phân bón", 3466, 4056, 3207),
        ("Đường kính", 883, 955, 966),
        ("Vải dệt", 2145, 2383, 2772),
        ("Gạch nung", 806, 861, 722),
    ];
    let first: String = rows.iter().map(|(name, a, b, c)| format!("| {name} | {} |\n", a + b + c)).collect();
    let second: String = rows.iter().map(|(name, a, b, c)| format!("| {name} | {a} | {b} | {c} |\n")).collect();
    let text = format!("| Sản phẩm | 9 tháng |\n|---|---|\n{first}\nTheo quý:\n\n| Sản phẩm | Quý I | Quý II | Quý III |\n|---|---|---|---|\n{second}");
    check(&text, "7300", "7200");
}

#[test]
fn an_outline_adds_up_whatever_its_marks() {
    let bare = "IV. NÔNG NGHIỆP\n\nTổng diện tích cây lâu năm: 4.391,98 ha\n\nCây chè: 2.446,98 ha\n\nCây mắc ca: 1.945,00 ha\n\nV. THỦY SẢN\n\nBình thường.\n";
    let letters = "2. Phương án phân bổ\n\nTổng số: 539.140 triệu đồng\n\na) Cấp xã quản lý: 139.028 triệu đồng\n\nb) Cấp tỉnh quản lý: 400.112 triệu đồng\n";
    let tabs = "1. Quy mô\n•\tTổng số học sinh: 9.418 học sinh\n•\tChia theo cấp học:\no\tMầm non: 2.635 học sinh\no\tTiểu học: 3.815 học sinh\no\tTrung học: 2.968 học sinh\n";
    check(bare, "4.391,98", "4.931,98");
    check(letters, "539.140", "593.140");
    check(tabs, "9.418", "9.148");
}

#[test]
fn rows_whose_rules_were_lost_are_a_table() {
    let text = "Số phương tiện\n\nBộ phận một cửa 4.524 4.378 -3,23\n\nTrung tâm hành chính 841 253 -69,92\n\nTổng cộng 5.365 4.631 -13,68\n\nĐã trả\n\nBộ phận một cửa 3.030 3.096 2,18\n\nTrung tâm hành chính 764 241 -68,46\n\nTổng cộng 3.794 3.337 -12,05\n";
    check(text, "5.365", "5.635");
    check(text, "68,46", "64,86");
}

/// A province has more communes than a district: lists of them beneath a total, and lines that each have a line of their own beneath.
#[test]
fn long_lists_are_judged_as_short_ones_are() {
    let households = |commune: usize| 311 + commune * 53 % 89;
    let total: usize = (0..124).map(households).sum();
    let items: String = (0..124).map(|commune| format!("- Xã số {commune}: {} hộ\n", households(commune))).collect();
    check(&format!("Toàn tỉnh có {total} hộ nghèo:\n\n{items}"), &total.to_string(), &(total + 2000).to_string());
    let line = |commune: usize| format!("{}. Xã thứ {commune}: {} hộ\n\n- Trưởng thôn: {} người\n\n", commune + 1, households(commune), commune % 7 + 3);
    let lines: String = (0..124).map(line).collect();
    check(&format!("Tổng số hộ nghèo: {total} hộ\n\n{lines}"), &total.to_string(), &(total + 2000).to_string());
}
