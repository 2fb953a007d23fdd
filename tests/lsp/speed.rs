//! How long an edit in a long report takes until its diagnostics are there: `cargo test --release --test lsp speed -- --nocapture`.

use crate::client::{range, Client, URI};
use crate::Dice;
use report_lint::rulebook::{Language, Rulebook};
use report_lint::source::{Layout, Source};
use serde_json::json;
use std::time::{Duration, Instant};

const COMMUNES: [&str; 10] = ["Tân An", "Hòa Bình", "Phú Lộc", "Vĩnh Thạnh", "Sơn Hà", "Cẩm Xuyên", "Yên Định", "Đông Hải", "Mỹ Thuận", "Bình Minh"];
const FIELDS: [&str; 6] = ["giao thông", "thủy lợi", "trường học", "y tế", "văn hóa", "nước sạch"];

const WORK: [&str; 8] = [
    "chỉ đạo các ban, ngành, đoàn thể rà soát, tháo gỡ vướng mắc",
    "duy trì công tác tuyên truyền với nội dung phù hợp từng nhóm đối tượng",
    "vận động nhân dân chuyển đổi cơ cấu cây trồng trên đất kém hiệu quả",
    "tăng cường kiểm tra an toàn thực phẩm tại các chợ dân sinh",
    "phối hợp giải quyết kịp thời đơn thư của công dân",
    "bố trí cán bộ trực tại bộ phận một cửa trong giờ hành chính",
    "phát quang hành lang, khơi thông cống rãnh trước mùa mưa bão",
    "mở các lớp dạy nghề ngắn hạn cho lao động nông thôn",
];

/// Tenths as they are written: `1.234,5`.
fn amount(tenths: usize) -> String {
    let whole = (tenths / 10).to_string();
    let head = whole.len() % 3;
    let mut groups = if head > 0 { vec![whole[..head].to_owned()] } else { Vec::new() };
    groups.extend((head..whole.len()).step_by(3).map(|at| whole[at..at + 3].to_owned()));
    format!("{},{}", groups.join("."), tenths % 10)
}

fn percent(part: usize, whole: usize) -> String {
    let tenths = (part * 1000 + whole / 2) / whole;
    format!("{},{}%", tenths / 10, tenths % 10)
}

/// A consistent report of at least so many bytes with little but figures: 17 to 18 of them a kilobyte.
pub fn report(bytes: usize) -> String {
    with_words(bytes, 0)
}

/// The same with so many sentences without a figure in each section: a section a commune, with a breakdown, a percent and a remainder.
fn with_words(bytes: usize, sentences: usize) -> String {
    let mut dice = Dice(17);
    let mut out = "# BÁO CÁO\n\nTình hình phát triển kinh tế - xã hội 6 tháng đầu năm 2024\n\n".to_owned();
    for section in 1.. {
        if out.len() >= bytes {
            break;
        }
        let commune = format!("{} {section}", COMMUNES[section % COMMUNES.len()]);
        let parts: Vec<usize> = FIELDS.iter().map(|_| dice.roll(3_000, 90_000)).collect();
        let plan: usize = parts.iter().sum();
        let spent = plan * dice.roll(200, 950) / 1000;
        let (all, met) = (dice.roll(14, 19), dice.roll(5, 13));
        out += &format!("{section}. Xã {commune}\n\nTổng kế hoạch vốn giao cho xã {commune} là {} triệu đồng, trong đó: ", amount(plan));
        let list: Vec<String> = FIELDS.iter().zip(&parts).map(|(field, part)| format!("{field} {} triệu đồng", amount(*part))).collect();
        out += &format!("{}.\n\n", list.join(", "));
        out += &format!("Đến nay xã {commune} đã giải ngân {}/{} triệu đồng, đạt {}.\n\n", amount(spent), amount(plan), percent(spent, plan));
        out += &format!("Về nông thôn mới, xã {commune} đạt {met}/{all} tiêu chí, còn {} tiêu chí chưa đạt. ", all - met);
        let (poor, near) = (dice.roll(20, 90), dice.roll(20, 90));
        out += &format!("Toàn xã có {} hộ được hỗ trợ, trong đó: hộ nghèo {poor} hộ, hộ cận nghèo {near} hộ. ", poor + near);
        let [first, second, third] = [0, 1, 2].map(|_| WORK[dice.roll(0, WORK.len() - 1)]);
        out += &format!("Đảng ủy, chính quyền xã {commune} {first}, {second}.\n\n- Xã {commune} {third};\n");
        for _ in 0..sentences {
            let [first, second, third] = [0, 1, 2].map(|_| WORK[dice.roll(0, WORK.len() - 1)]);
            out += &format!("- Cán bộ xã {commune} {first}; nhân dân {second}; các đoàn thể {third}.\n\n");
        }
        out += &format!("- Đã tổ chức {} buổi tập huấn với {} lượt người tham gia.\n\n", dice.roll(3, 30), dice.roll(100, 900));
    }
    out
}

/// Digits of the text that may be typed over.
fn digits(text: &str) -> Vec<usize> {
    text.bytes().enumerate().filter(|(_, b)| b.is_ascii_digit()).map(|(at, _)| at).collect()
}

/// Reports of the offices have five to six figures a kilobyte; what three times as many cost is printed too, one after the other.
#[test]
fn the_speed_of_an_edit_in_a_long_report() {
    let limit = Duration::from_millis(if cfg!(debug_assertions) { 4000 } else { 30 });
    let p95 = measured(with_words(100_000, 9));
    measured(report(100_000));
    assert!(p95 < limit, "an edit took {p95:?} (p95), more than {limit:?}");
}

/// Types over single digits of the text and waits for the diagnostics each time: prints the figures, returns p95.
fn measured(mut text: String) -> Duration {
    let rounds = if cfg!(debug_assertions) { 12 } else { 300 };
    let mut client = Client::usual();
    let found = client.opened(&text).len();
    let mut dice = Dice(29);
    let (mut times, mut lints) = (Vec::new(), Vec::new());
    let book = Rulebook::for_linting().expect("the built-in rules load");
    let places = digits(&text);
    let mut last: Option<(usize, String)> = None;
    for version in 2..rounds + 2 {
        // A slip, then the old digit again: no report is full of slips.
        let (at, new) = match last.take() {
            Some(old) => old,
            None => {
                let at = places[dice.roll(0, places.len() - 1)];
                last = Some((at, text[at..=at].to_owned()));
                (at, dice.roll(1, 9).to_string())
            }
        };
        let change = json!([{"range": range(&text, at, at + 1), "text": new}]);
        text.replace_range(at..=at, &new);
        let start = Instant::now();
        client.change(version, &change);
        client.diagnostics(version);
        times.push(start.elapsed());
        if version % 5 == 0 {
            let source = Source::new(URI, text.clone(), Layout::Wrapped);
            let start = Instant::now();
            std::hint::black_box(report_lint::lint(&source, &book, Language::Vi));
            lints.push(start.elapsed());
        }
    }
    times.sort();
    lints.sort();
    let (p50, p95) = (times[times.len() / 2], times[times.len() * 95 / 100]);
    let figures = report_lint::lint(&Source::new(URI, text.clone(), Layout::Wrapped), &book, Language::Vi).ledger.numbers.len();
    println!(
        "{} bytes, {figures} figures, {found} findings at first, {} edits: p50 {p50:?}, p95 {p95:?}, longest {:?}",
        text.len(),
        times.len(),
        times[times.len() - 1]
    );
    println!("of which linting, measured in the library: p50 {:?}, p95 {:?}", lints[lints.len() / 2], lints[lints.len() * 95 / 100]);
    p95
}
