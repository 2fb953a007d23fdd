//! What structure and claims accept and reject, as tables: a line of a report and how it is read.

#![allow(clippy::unwrap_used, clippy::panic)]

use report_lint::claims::{Claim, Claims, Pair};
use report_lint::document::{Document, Kind};
use report_lint::quantity::{Hedge, Measure};
use report_lint::rulebook::Rulebook;
use report_lint::source::{Layout, Source};

fn document(text: &str) -> Document {
    Document::read(&Source::new("table", text.to_owned(), Layout::Wrapped))
}

/// All differences of a table at once: input, expected, found.
fn check(table: &[(&str, &str)], read: impl Fn(&str) -> String) {
    let found = table.iter().map(|(input, expected)| (input, expected, read(input))).filter(|(_, expected, found)| *expected != found);
    let wrong: Vec<String> = found.map(|(input, expected, found)| format!("{input:?}\n    expected: {expected}\n    found:    {found}")).collect();
    assert!(wrong.is_empty(), "{} of {} lines are read otherwise\n\n{}\n", wrong.len(), table.len(), wrong.join("\n"));
}

/// Each block as `kind text`, nested ones indented by their depth, notes marked.
fn blocks(text: &str) -> String {
    let document = document(text);
    let one = |id: usize| {
        let block = &document.blocks[id];
        let depth = document.ancestors(id).count();
        let note = block.note().map_or(String::new(), |n| format!("^{} ", document.notes[n].label));
        format!("{}{note}{} {}", ">".repeat(depth), kind(&block.kind), document.block_text(id))
    };
    (0..document.blocks.len()).map(one).collect::<Vec<_>>().join(" | ")
}

fn kind(kind: &Kind) -> String {
    match kind {
        Kind::Paragraph => "¶".to_owned(),
        Kind::Numbered(label) => format!("{:?}{:?}", label.scheme, label.path),
        Kind::Bullet(sign) => format!("bullet{sign}"),
        Kind::Note => "note".to_owned(),
        Kind::Cell => "cell".to_owned(),
    }
}

/// Each number as `words=value unit`, with what is said of its exactness and whether it is N or M of `N/M`.
fn numbers(text: &str) -> String {
    let book = Rulebook::built_in().expect("the built-in rules load");
    let document = document(text);
    let claims = Claims::read(&document, &book.lexicon);
    claims.list.iter().map(|c| number(&document, c)).collect::<Vec<_>>().join(" | ")
}

fn number(document: &Document, claim: &Claim) -> String {
    let quantity = &claim.quantity;
    let hedge = match quantity.hedge {
        Hedge::None => "",
        Hedge::AtLeast => "≥",
        Hedge::AtMost => "≤",
        Hedge::About => "≈",
    };
    let unit = match &quantity.measure {
        Measure::Unit(name) => format!(" {name}"),
        Measure::Count(name) => format!(" ‹{name}›"),
        Measure::Percent => "%".to_owned(),
        Measure::Bare => String::new(),
    };
    let scale = if quantity.scale == rust_decimal::Decimal::ONE { String::new() } else { format!("×{}", quantity.scale.normalize()) };
    let pair = match claim.pair {
        Some(Pair::Of(_)) => " of",
        Some(Pair::Base(_)) => " base",
        None => "",
    };
    let malformed = if quantity.number.is_malformed() { "?" } else { "" };
    format!("{}={hedge}{}{malformed}{unit}{scale}{pair}", document.words(claim.span), quantity.number.value)
}

/// Dates and document codes.
fn names(text: &str) -> String {
    let book = Rulebook::built_in().expect("the built-in rules load");
    let document = document(text);
    let claims = Claims::read(&document, &book.lexicon);
    let dates = claims.dates.iter().map(|d| format!("{}={:?}.{}.{}", document.words(d.span), d.day.unwrap_or(0), d.month, d.year));
    let codes = claims.citations.iter().map(|c| {
        format!("{}={} {:?} {}{}", document.words(c.span), c.serial, c.year.unwrap_or(0), document.words(c.code), if c.party { " party" } else { "" })
    });
    dates.chain(codes).collect::<Vec<_>>().join(" | ")
}

#[test]
fn numbers_are_read_as_reports_write_them() {
    let table: &[(&str, &str)] = &[
        ("Diện tích 1.448,29 ha.", "1.448,29=1448.29 area×10000"),
        ("Diện tích 4.659,9ha.", "4.659,9=4659.9 area×10000"),
        ("Diện tích **1.448**,29 ha.", "1.448,29=1448.29 area×10000"),
        ("Có 07 xã và 656 hộ.", "07=7 ‹xã› | 656=656 ‹hộ›"),
        ("Đạt 93,3%.", "93,3=93.3%"),
        ("Đạt 27,4 % kế hoạch.", "27,4=27.4%"),
        ("Đạt 40.4% dự toán.", "40.4=40.4%"),
        ("Chi 235,7/28.757 triệu đồng.", "235,7=235.7 VND×1000000 of | 28.757=28757 VND×1000000 base"),
        ("Đạt 12/19 tiêu chí.", "12=12 ‹tiêu chí› of | 19=19 ‹tiêu chí› base"),
        ("Thu 1,2 tỷ đồng.", "1,2=1.2 VND×1000000000"),
        ("Thu 350 tr.đ, chi 12 nghìn đồng.", "350=350 VND×1000000 | 12=12 VND×1000"),
        ("Trên 500 hộ, gần 90 người, khoảng 30 ha.", "500=≥500 ‹hộ› | 90=≤90 ‹người› | 30=≈30 area×10000"),
        ("Tổng số 4.40.049 hộ.", "4.40.049=440049? ‹hộ›"),
        ("Cấp 18.860 kg gạo.", "18.860=18860 mass"),
        ("Khai thác 78m³ gỗ.", "78=78 volume"),
        ("Trồng 439.430 cây, tương đương 751,86 ha.", "439.430=439430 ‹cây› | 751,86=751.86 area×10000"),
        ("Quý III, khóa XX, Điều 61, Nghị quyết số 15.", ""),
        ("Từ năm 2021 đến năm 2025.", ""),
        ("Giai đoạn 2021-2025, lúc 7h30.", ""),
        ("Ngày 30/6/2024, tháng 6/2016.", ""),
        ("Gồm nhiệm vụ 7,9,10,12.", ""),
        ("Kế hoạch số 18/KH-UBND.", ""),
        ("Không có số nào.", ""),
        // Thousands behind blanks, apostrophes and points above; columns and names are none.
        ("Đàn lợn 14 250 con.", "14 250=14250 ‹con›"),
        ("Gieo 2\u{a0}618,4 ha.", "2 618,4=2618.4 area×10000"),
        ("Chi 3'150'000 đồng và 7·400 đồng.", "3'150'000=3150000 VND | 7·400=7400 VND"),
        ("Tháng 9 120 hộ đăng ký.", "120=120 ‹hộ›"),
        // Amounts in two units, and a half more.
        ("Cấp 3 tỷ 250 triệu đồng.", "3 tỷ 250=3250 VND×1000000"),
        ("Đường dài 7 km 400 m.", "7 km 400=7400 length"),
        ("Ủng hộ 2 tỷ rưỡi.", "2=2.5 VND×1000000000"),
        ("Thu 860 triệu VNĐ, giao 12 hécta.", "860=860 VND×1000000 | 12=12 area×10000"),
        ("Chi １．２５０ triệu đồng.", "1.250=1250 VND×1000000"),
        ("Đạt 41&#37;, gồm 15&nbsp;xã.", "41=41% | 15=15 ‹xã›"),
        ("Vi khuẩn 2,4.10^5 và 3 x 10^6.", ""),
        // Days without the word for them, coordinated, and months with a full stop.
        ("Tính đến 31/10, hôm 14/8, từ 2/5 đến 20/6.", ""),
        ("Các ngày 3/2 và 5/9; từ 14 đến 18/3.", ""),
        ("Họp thứ ba (12/5) và đến 25/11.", ""),
        ("Trong tháng 8.2019, năm học 2021/22.", ""),
        ("Tăng từ 6/14 tiêu chí lên 9/14 tiêu chí.", "6=6 ‹tiêu chí› of | 14=14 ‹tiêu chí› base | 9=9 ‹tiêu chí› of | 14=14 ‹tiêu chí› base"),
        // Fractions and rates.
        ("Hơn 2/3 số hộ và 1/4 diện tích.", ""),
        ("Tỷ suất 9,6/10.000 dân.", "9,6=9.6"),
        // A unit behind a number makes it an amount, whatever stands before it.
        ("Cây ngắn ngày 08 ha, cây lâu năm 2030 ha.", "08=8 area×10000 | 2030=2030 area×10000"),
        ("Khảo sát 17 điểm mỏ.", "17=17 ‹điểm mỏ›"),
        // Names and codes.
        ("Trụ sở ở Q. 4 và P. 9, theo § 12 và Điều 14, 15.", ""),
        ("Thủ tục 2.004117, ISBN 9786041234567, Km31+250.", ""),
        ("Tọa độ 20°59′ Bắc, 105,8°Đ.", ""),
        ("Xã Mường Tè 9/310 = 2,9%.", "9=9 of | 310=310 base | 2,9=2.9%"),
        ("Số hộ nghèo chiếm -15%.", "-15=-15%"),
        ("88 thôn/656 hộ.", "88=88 ‹thôn› | 656=656 ‹hộ›"),
    ];
    check(table, numbers);
}

#[test]
fn dates_and_codes_are_no_numbers() {
    let table: &[(&str, &str)] = &[
        ("Ngày 30/6/2024.", "30/6/2024=30.6.2024"),
        ("Ngày 30-6-2024 và 01.7.2025.", "30-6-2024=30.6.2024 | 01.7.2025=1.7.2025"),
        ("Tháng 6/2016.", "6/2016=0.6.2016"),
        ("Ngày 21/9/025.", "21/9/025=21.9.25"),
        ("Kế hoạch số 18/KH-UBND.", "18/KH-UBND=18 0 KH-UBND"),
        ("Nghị quyết số 16/2021/NQ-HĐND ngày 12/3/2021.", "12/3/2021=12.3.2021 | 16/2021/NQ-HĐND=16 2021 NQ-HĐND"),
        ("Luật số 111/2024/QH15.", "111/2024/QH15=111 2024 QH15"),
        ("Kế hoạch số 338-KH/HU.", "338-KH/HU=338 0 KH/HU party"),
        ("Công văn số 815/UBND-NV.", "815/UBND-NV=815 0 UBND-NV"),
        ("Đạt 12/19 tiêu chí.", ""),
        ("Chi 235,7/28.757 triệu đồng.", ""),
    ];
    check(table, names);
}

#[test]
fn lines_are_read_as_blocks() {
    let table: &[(&str, &str)] = &[
        (
            "Phần I\n\nI. CHỈ ĐẠO\n\n1. Nông nghiệp\n\na) Lúa\n\n- Xuân\n\n+ Sớm",
            "Part[1] Phần I | >Roman[1] CHỈ ĐẠO | >>Arabic(1)[1] Nông nghiệp | >>>Letter[1] Lúa | >>>>bullet- Xuân | >>>>>bullet+ Sớm",
        ),
        ("# Mục lớn\n\nLời.\n\n## Mục nhỏ\n\nLời.", "¶ Mục lớn | >¶ Lời. | >¶ Mục nhỏ | >>¶ Lời."),
        ("Tổng 10 ha, gồm:\n\n- Lúa 6 ha;\n\n- Ngô 4 ha.", "¶ Tổng 10 ha, gồm: | >bullet- Lúa 6 ha; | >bullet- Ngô 4 ha."),
        ("Tổng 10 ha, gồm:\n- Lúa 6 ha;\n- Ngô 4 ha.", "¶ Tổng 10 ha, gồm: | >bullet- Lúa 6 ha; | >bullet- Ngô 4 ha."),
        ("Đạt 5 xã[^1].\n\n[^1]: Gồm: A, B.", "¶ Đạt 5 xã. | ^1 note Gồm: A, B."),
        ("Đạt 5 xã¹.\n\n¹ Gồm: A, B.", "¶ Đạt 5 xã. | ^1 note Gồm: A, B."),
        ("Đạt 5 xã⁽²⁾.\n\n⁽²⁾ Gồm: A, B.", "¶ Đạt 5 xã. | ^2 note Gồm: A, B."),
        ("| Xã | Hộ |\n|---|---:|\n| A | 5 |\n| B | 7 |", "cell Xã | cell Hộ | cell A | cell 5 | cell B | cell 7"),
        ("Một dòng\nđi tiếp ở đây.", "¶ Một dòng đi tiếp ở đây."),
        ("đ) Mục đ", "Letter[5] Mục đ"),
        ("1.2. Mục con", "Arabic(2)[1, 2] Mục con"),
        ("1.448 ha lúa.", "¶ 1.448 ha lúa."),
        ("Phụ lục 1. Danh sách", "Annex[1] Phụ lục 1. Danh sách"),
        ("Thứ nhất, về đất đai.", "OrdinalWord[1] về đất đai."),
        ("**1. Đậm**", "Arabic(1)[1] Đậm"),
        ("\u{feff}Mở đầu.\r\n\r\nTiếp theo.\r\n", "¶ Mở đầu. | ¶ Tiếp theo."),
        ("-5 độ", "¶ -5 độ"),
        ("****", ""),
        ("|", "cell "),
        ("[^", "¶ [^"),
        ("", ""),
    ];
    check(table, blocks);
}

#[test]
fn marks_that_change_places_keep_spans_on_characters() {
    let source = Source::new("marks.md", "\u{c55}\u{11d97})".to_owned(), Layout::Wrapped);
    let report = report_lint::lint(&source, &Rulebook::built_in().expect("the rules load"), report_lint::rulebook::Language::Vi);
    for finding in &report.findings {
        assert!(source.text.get(finding.primary.start..finding.primary.end).is_some(), "{:?}", finding.primary);
    }
}
