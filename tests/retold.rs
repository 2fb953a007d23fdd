//! A fact that two sections of a report tell in other words: another figure is told, other years, plans and places are other facts.

#![allow(clippy::unwrap_used)]

use report_lint::rulebook::{Language, Rulebook, Severity};
use report_lint::source::{Layout, Source};

/// Two sentences that tell one fact, its figure, and the figure with two digits swapped.
const FACTS: [[&str; 4]; 20] = [
    ["Tổng sản lượng lương thực có hạt đạt {} tấn, vụ chiêm chiếm phần lớn.", "Về trồng trọt: tổng sản lượng lương thực có hạt đạt {} tấn.", "3.482", "3.842"],
    ["Toàn xã trồng mới {} ha rừng sản xuất.", "Diện tích rừng sản xuất trồng mới toàn xã là {} ha.", "126,4", "124,6"],
    ["Đã cấp {} giấy chứng nhận quyền sử dụng đất cho các hộ.", "Số giấy chứng nhận quyền sử dụng đất đã cấp cho các hộ là {} giấy.", "317", "371"],
    ["Tỷ lệ hộ dùng nước hợp vệ sinh đạt {}%.", "Tỷ lệ hộ dùng nước hợp vệ sinh trên địa bàn xã đạt {}%.", "91,46", "94,16"],
    ["Thu ngân sách trên địa bàn đạt {} triệu đồng.", "Về tài chính, thu ngân sách trên địa bàn đạt {} triệu đồng.", "2.716", "2.176"],
    ["Tổng đàn gia súc hiện có {} con.", "Chăn nuôi: tổng đàn gia súc hiện có {} con, không có dịch bệnh.", "4.258", "4.528"],
    ["Toàn xã có {} lượt người được khám, chữa bệnh tại trạm y tế.", "Trạm y tế khám, chữa bệnh cho {} lượt người.", "5.143", "5.413"],
    ["Tỷ lệ trẻ em dưới 5 tuổi được tiêm chủng đầy đủ đạt {}%.", "Tiêm chủng đầy đủ cho trẻ em dưới 5 tuổi đạt tỷ lệ {}%.", "97,35", "93,75"],
    ["Đã bê tông hóa {} km đường nội đồng.", "Chiều dài đường nội đồng đã được bê tông hóa là {} km.", "18,62", "16,82"],
    ["Giải ngân vốn chương trình giảm nghèo được {} triệu đồng.", "Vốn chương trình giảm nghèo đã giải ngân được {} triệu đồng.", "1.934", "1.394"],
    [
        "Có {} hộ nông dân đăng ký danh hiệu sản xuất kinh doanh giỏi.",
        "Phong trào nông dân: {} hộ nông dân đăng ký danh hiệu sản xuất kinh doanh giỏi.",
        "427",
        "472",
    ],
    ["Huy động {} ngày công làm thủy lợi.", "Công tác thủy lợi huy động được {} ngày công.", "2.385", "2.835"],
    ["Sửa chữa 3 phòng học với kinh phí {} triệu đồng.", "Kinh phí sửa chữa 3 phòng học là {} triệu đồng.", "684", "648"],
    [
        "Tổng dư nợ của Ngân hàng Chính sách xã hội đạt {} triệu đồng.",
        "Đến nay tổng dư nợ của Ngân hàng Chính sách xã hội đạt {} triệu đồng.",
        "48.215",
        "42.815",
    ],
    ["Thu nhập bình quân đầu người đạt {} triệu đồng.", "Đời sống nhân dân được nâng lên, thu nhập bình quân đầu người đạt {} triệu đồng.", "43,7", "47,3"],
    ["Trong năm tiếp nhận {} hồ sơ thủ tục hành chính.", "Bộ phận một cửa tiếp nhận {} hồ sơ thủ tục hành chính trong năm.", "1.572", "1.752"],
    ["Tỷ lệ che phủ rừng đạt {}%.", "Độ che phủ rừng, tỷ lệ che phủ rừng đạt {}%.", "58,24", "52,84"],
    ["Đào tạo nghề cho {} lao động nông thôn.", "Số lao động nông thôn được đào tạo nghề: {} lao động.", "236", "263"],
    ["Vụ xuân gieo cấy {} ha lúa.", "Diện tích lúa vụ xuân gieo cấy được {} ha.", "318,5", "381,5"],
    ["Xuất hiện {} hộ có nhà bị tốc mái do mưa dông.", "Mưa dông làm {} hộ có nhà bị tốc mái.", "174", "147"],
];

/// Facts whose two sentences are not yet known to be one.
const NOT_YET: [&str; 4] = [
    "Toàn xã có {} lượt người được khám, chữa bệnh tại trạm y tế.",
    "Tỷ lệ trẻ em dưới 5 tuổi được tiêm chủng đầy đủ đạt {}%.",
    "Sửa chữa 3 phòng học với kinh phí {} triệu đồng.",
    "Xuất hiện {} hộ có nhà bị tốc mái do mưa dông.",
];

/// A report with other figures around both sentences.
fn report(first: &str, second: &str) -> String {
    [
        "# BÁO CÁO",
        "I. TÌNH HÌNH CHUNG",
        "Xã có 9 thôn, dân số 6.215 người, diện tích tự nhiên 4.180 ha. Bộ máy chính quyền hoạt động ổn định.",
        first,
        "Các đoàn thể vận động nhân dân thi đua sản xuất; 214 hội viên được vay vốn với dư nợ 7,4 tỷ đồng.",
        "II. KẾT QUẢ CỤ THỂ",
        "Công tác thông tin được duy trì với 36 buổi phát thanh và 12 buổi chiếu phim lưu động.",
        second,
    ]
    .join("\n\n")
}

/// The places that are accused.
fn accused(book: &Rulebook, text: &str) -> Vec<String> {
    let source = Source::new("retold", text.to_owned(), Layout::Wrapped);
    let findings = report_lint::lint(&source, book, Language::Vi).findings;
    findings.iter().filter(|f| f.severity > Severity::Note).map(|f| format!("{}: {}", f.rule, f.message)).collect()
}

#[test]
fn another_figure_of_one_fact_is_told_wherever_it_stands() {
    let book = Rulebook::built_in().unwrap();
    for [first, second, figure, other] in FACTS {
        for [a, b] in [[figure, other], [other, figure]] {
            let told = accused(&book, &report(&first.replace("{}", a), &second.replace("{}", b)));
            let is_told = told.iter().any(|t| t.starts_with("restated-value"));
            assert_eq!(is_told, !NOT_YET.contains(&first), "{first} {a}, {b}: {told:?}");
        }
    }
}

#[test]
fn one_figure_told_twice_and_figures_of_other_facts_are_no_contradiction() {
    let book = Rulebook::built_in().unwrap();
    let low = |sentence: &str| sentence.chars().next().into_iter().flat_map(char::to_lowercase).chain(sentence.chars().skip(1)).collect::<String>();
    for [first, second, figure, other] in FACTS {
        let (first, second, differs) = (first.replace("{}", figure), second.replace("{}", figure), second.replace("{}", other));
        let pairs = [
            ("the same", first.clone(), second),
            ("other years", format!("Năm 2023: {}", low(&first)), format!("Năm 2024: {}", low(&differs))),
            ("the plan", format!("Mục tiêu đề ra: {}", low(&first)), differs.clone()),
            ("other places", format!("Tại thôn Bản Cuôn: {}", low(&first)), format!("Tại thôn Nà Đấu: {}", low(&differs))),
        ];
        for (what, first, second) in pairs {
            assert_eq!(accused(&book, &report(&first, &second)), [""; 0], "{what}: {first} {second}");
        }
    }
}
