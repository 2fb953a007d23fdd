//! Slips of words and dates as they happen in Word: each text accuses its slip, and the same text without it accuses nobody. All sentences are invented.

#![allow(clippy::unwrap_used, clippy::panic)]

use report_lint::rulebook::{Language, Rulebook, Severity};
use report_lint::source::{Layout, Source};

/// Rule, text with `{}` at the place of the slip, the slip, and what is right.
const SLIPS: &[(&str, &str, &str, &str)] = &[
    ("name-variant", "{} là cơ quan thường trực của Tổ giúp việc.", "Sở Khoa hoc và Công nghệ", "Sở Khoa học và Công nghệ"),
    ("name-variant", "{} xã tuần tra 12 buổi trong quý.", "Ban Chỉ Quân sự", "Ban Chỉ huy Quân sự"),
    ("name-variant", "{} cấp đủ vắc xin theo đăng ký.", "Chi cục Chăn nuôi và Thú và y", "Chi cục Chăn nuôi và Thú y"),
    ("name-variant", "Công tác {} được quan tâm hơn trước.", "bảo vệ môi trưởng", "bảo vệ môi trường"),
    ("name-variant", "Các thôn {} xã hỗ trợ giống.", "đề nghi", "đề nghị"),
    ("name-variant", "Trạm bơm Cốc Rầy đã bảo dưỡng. Khi nước vượt báo động I thì vận hành trạm bơm {}. Trạm bơm Cốc Rầy dự trữ đủ dầu.", "Cốc Rẩy", "Cốc Rầy"),
    ("name-variant", "Số lượt tại TTPVHCC tăng. Cán bộ TTPVHCC trực thứ Bảy. Máy của {} đã thay mới.", "TTPVHHC", "TTPVHCC"),
    ("repeated-words", "Đề nghị các đơn vị {} thực hiện nghiêm.", "trên địa bàn tỉnh trên địa bàn", "trên địa bàn tỉnh"),
    ("repeated-words", "Công tác trồng cây {} chỉ đạo sát sao.", "được quan tâm được quan", "được quan tâm"),
    ("repeated-words", "Việc xếp loại {} khách quan.", "bảo đảm đảm bảo", "bảo đảm"),
    ("repeated-words", "Người đứng đầu {} kiểm tra định kỳ.", "cơ quan, đơn vị cơ quan, đơn vị", "cơ quan, đơn vị"),
    ("repeated-words", "Dự lớp học có Sở Tài chính, Sở Y tế, Sở Tư pháp, {}, Sở Nội vụ.", "Sở Y tế", "Sở Xây dựng"),
    (
        "repeated-words",
        "Nhiệm vụ gồm: rà soát thủ tục hành chính; nâng cao chất lượng phục vụ; {}; bồi dưỡng công chức.",
        "rà soát thủ tục hành chính",
        "kiểm tra công vụ đột xuất",
    ),
    ("impossible-date", "Tính đến {}, xã gieo trồng 450 ha lúa.", "ngày 15 năm 2026", "ngày 15 tháng 6 năm 2026"),
    ("impossible-date", "Họp {} tại hội trường.", "ngày 14 tháng năm 2026", "ngày 14 tháng 3 năm 2026"),
    ("impossible-date", "Trực ban từ ngày 10/8 đến ngày {}.", "14/7/2026", "14/8/2026"),
    ("impossible-date", "Năm 2026 thu đạt khá. Đầu năm 2026 xã giao chỉ tiêu. Lũy kế đến ngày {} giải ngân 5 tỷ đồng.", "20/6/2062", "20/6/2026"),
    ("citation-issuer", "Theo Nghị quyết số {} ngày 15/7/2021 của Chính phủ, xã lập kế hoạch.", "76/NQ-CP-CP", "76/NQ-CP"),
    ("citation-issuer", "Theo Nghị quyết số {} ngày 22/12/2024 của Bộ Chính trị, xã lập tổ công nghệ.", "57-NQTW", "57-NQ/TW"),
    ("citation-issuer", "Theo Quyết định số {} ngày 14/10/2021 của Thủ tướng Chính phủ, xã được giao vốn.", "1719/QĐ-TT", "1719/QĐ-TTg"),
    ("citation-issuer", "Theo Công văn số {} ngày 15/8/2025 của UBND tỉnh, xã rà soát lại.", "3456/UBDN-NC", "3456/UBND-NC"),
    (
        "citation-issuer",
        "Theo Kế hoạch số 45/KH-UBND ngày 12/01/2026 của UBND tỉnh, xã giao chỉ tiêu. Kết quả thực hiện {} ngày 12/01/2026 của UBND tỉnh đạt khá.",
        "Quyết định số 45/QĐ-UBND",
        "Kế hoạch số 45/KH-UBND",
    ),
    (
        "period-mismatch",
        "{}, Hội kết nạp 25 hội viên.\n\n2. Trong tháng 5, Hội mở 05 buổi tuyên truyền.\n\n3. Trong tháng 5, quỹ hội có thêm 12 triệu đồng.",
        "Trong tháng 4",
        "Trong tháng 5",
    ),
    ("unit-mismatch", "Sản lượng lúa vụ Xuân đạt {}.", "2.450 tạ/ha", "2.450 tấn"),
    ("name-variant", "Các thôn họp {} xã theo lịch.", "trên đia bàn", "trên địa bàn"),
    ("name-variant", "{} nước sạch đã cấp cho 25 hộ.", "Hế thống", "Hệ thống"),
    ("impossible-date", "Các thôn gửi danh sách trước ngày 12/6 để tổng hợp, báo cáo huyện trước ngày {}.", "10/6", "15/6"),
    ("impossible-date", "Các thôn gửi danh sách trước 16 giờ 30 ngày 12/6 để tổng hợp.\n\n2. Văn phòng tổng hợp, báo cáo huyện trước ngày {}.", "10/6", "15/6"),
    ("impossible-date", "Xã gặp mặt kỷ niệm 35 năm Ngày thành lập Hội ({}).", "14/8/1991 - 14/8/2025", "14/8/1991 - 14/8/2026"),
    ("impossible-date", "Đường thôn khởi công năm 2024, hoàn thành năm {}.", "2022", "2025"),
    ("impossible-date", "Họp ngày {} tại hội trường.", "1205/2026", "12/5/2026"),
    ("citation-issuer", "Theo Quyết định số {} ngày 12/5/2025 của UBND tỉnh, xã giao chỉ tiêu.", "48//2025/QĐ-UBND", "48/2025/QĐ-UBND"),
    ("citation-issuer", "Theo đề nghị của Sở Xây dựng tại Tờ trình số {} ngày 12/5/2025, xã được giao đất.", "15/TTr-STC", "15/TTr-SXD"),
    (
        "citation-issuer",
        "Luật Phòng thủ dân sự số 18/2023/QH15 giao việc cho các cấp. Căn cứ Luật Phòng thủ dân sự số {}, xã lập tổ xung kích.",
        "81/2023/QH15",
        "18/2023/QH15",
    ),
    (
        "chronology",
        "UBND huyện ban hành Quyết định số 215/QĐ-UBND ngày {} theo đề nghị của Phòng Nội vụ tại Tờ trình số 45/TTr-PNV ngày 20/3/2026.",
        "12/3/2026",
        "25/3/2026",
    ),
];

fn accused(book: &Rulebook, text: &str) -> Vec<(String, String)> {
    let text = format!("BÁO CÁO\n\nKết quả công tác tháng 5 năm 2026\n\nI. KẾT QUẢ\n\n1. {text}\n\nII. KIẾN NGHỊ\n\nKhông.\n");
    let source = Source::new("wording", text.clone(), Layout::Wrapped);
    let findings = report_lint::lint(&source, book, Language::Vi).findings;
    let loud = findings.iter().filter(|f| f.severity > Severity::Note);
    loud.map(|f| (f.rule.to_string(), text[f.primary.start..f.primary.end].to_owned())).collect()
}

#[test]
fn slips_are_told_and_right_texts_are_not() {
    let book = Rulebook::built_in().expect("the built-in rules load");
    let mut wrong = Vec::new();
    for (rule, text, slip, right) in SLIPS {
        let found = accused(&book, &text.replace("{}", slip));
        if !found.iter().any(|(r, _)| r == rule) {
            wrong.push(format!("{rule}: `{slip}` is not told; only {found:?}"));
        }
        let found = accused(&book, &text.replace("{}", right));
        if !found.is_empty() {
            wrong.push(format!("`{right}` is right, but {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What looks like a slip and is none.
#[test]
fn right_forms_stay_silent() {
    let book = Rulebook::built_in().expect("the built-in rules load");
    let texts = [
        "Người làm nghề nặng nhọc, độc hại, nguy hiểm hoặc đặc biệt nặng nhọc, độc hại, nguy hiểm được hưởng phụ cấp.",
        "Cán bộ, công chức, viên chức, nhà giáo, viên chức y tế tham gia lớp học.",
        "Hộ kinh doanh của hộ kinh doanh khác không được tính hai lần.",
        "Quy định của Luật này áp dụng cho sản xuất công nghiệp và thủ công nghiệp.",
        "Nguyễn Văn Tiến, Nguyễn Văn Tiền và Nguyễn Văn Tiến cùng trú tại thôn Đông.",
        "Họp vào ngày 26 tháng 5 năm 2026; từ ngày 15/12 đến ngày 14/3/2026 là kỳ báo cáo.",
        "Mục tiêu đến năm 2050 và tầm nhìn năm 2060 được giữ nguyên; năm 2005 và năm 2006 đã tổng kết.",
        "Tháng 4, 5 có mưa; trong tháng 4, xã trồng 200 cây, tăng so với tháng 3.",
    ];
    let loud: Vec<_> = texts.iter().map(|t| (t, accused(&book, t))).filter(|(_, found)| !found.is_empty()).collect();
    assert!(loud.is_empty(), "{loud:?}");
}

/// A body that the letters of a code deny, and that other places do not name, is one slip.
#[test]
fn a_wrong_body_is_told_once() {
    let book = Rulebook::built_in().expect("the built-in rules load");
    let code = "Nghị quyết số 45/NQ-CP ngày 09/02/2026 của";
    let text = format!("Xã lập kế hoạch theo {code} Chính phủ. {code} Chính phủ được dịch ra tiếng Thái. Ba bản đã họp bàn {code} Thủ tướng Chính phủ.");
    let found = accused(&book, &text);
    assert_eq!(found, [("citation-issuer".to_owned(), "45/NQ-CP".to_owned())]);
}
