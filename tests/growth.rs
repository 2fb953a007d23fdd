//! Text made to be slow: four times as much of it must not cost much more than four times the time.
//!
//! In a debug build small sizes and a wide tolerance; exact figures: `cargo test --release --test growth -- --nocapture`.

#![allow(clippy::unwrap_used, clippy::panic)]

use report_lint::document::Document;
use report_lint::limits;
use report_lint::packet::{beside, Extract, Member};
use report_lint::rulebook::{Language, Rulebook};
use report_lint::source::{Layout, Source};
use report_lint::Report;
use std::process::Command;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

/// Writes a text of about so many units.
type Writer = fn(usize) -> String;

fn cases() -> Vec<(&'static str, Writer)> {
    vec![
        ("open brackets", |n| "(".repeat(n)),
        ("nested brackets", |n| format!("Tổng 12 ha {}5 ha{}", "(gồm ".repeat(n), ")".repeat(n))),
        ("nested brackets with figures", |n| "(1 ".repeat(n)),
        ("slashes", |n| "1/".repeat(n)),
        ("bullets", |n| "- thôn có 12 hộ\n".repeat(n)),
        ("different bullets", |n| (0..n).map(|i| format!("- thôn {i} có {} hộ;\n", i * 7 % 1000)).collect()),
        ("a total and bullets", |n| {
            format!("Toàn xã có 1.200 hộ, trong đó:\n\n{}", (0..n).map(|i| format!("- Thôn {i}: {} hộ;\n", i * 7 % 100)).collect::<String>())
        }),
        ("one long line of words", |n| "xã đã làm tốt ".repeat(n)),
        ("one long line of numbers", |n| "thu được 12,5 tỷ đồng, ".repeat(n)),
        ("one long line of different numbers", |n| (0..n).map(|i| format!("thu {},{} tỷ đồng và ", i % 977, i % 10)).collect()),
        ("one long line of sentences", |n| (0..n).map(|i| format!("Năm nay thu {},{} tỷ đồng. ", i % 977, i % 10)).collect()),
        ("one long word", |n| "a".repeat(n)),
        ("one long number", |n| "9".repeat(n)),
        ("digits with dots", |n| "1.234.".repeat(n)),
        ("digits with dots apart", |n| "1.234.56 ".repeat(n)),
        ("dots apart", |n| ". ".repeat(n)),
        ("commas", |n| "1, 2; ".repeat(n)),
        ("footnotes", |n| (0..n).map(|i| format!("Ý thứ {i} có 12 hộ[^{i}].\n\n[^{i}]: Gồm 5 hộ và {} hộ.\n\n", i % 9)).collect()),
        ("footnotes at the end", |n| {
            let marks: String = (0..n).map(|i| format!("Ý {i} có 12 hộ[^{i}].\n\n")).collect();
            marks + &(0..n).map(|i| format!("[^{i}]: Gồm 5 hộ và {} hộ.\n", i % 9)).collect::<String>()
        }),
        ("marks in one line", |n| (0..n).map(|i| format!("xã[^{i}] ")).collect()),
        ("one mark many times", |n| "[^1] ".repeat(n) + "\n\n[^1]: 12 hộ\n"),
        ("open marks", |n| "[^".repeat(n)),
        ("bold", |n| "**".repeat(n)),
        ("bold numbers", |n| "**12** ha *5* ".repeat(n)),
        ("pipes", |n| "|".repeat(n)),
        ("pipes in lines", |n| "| 1 | 2 |\n".repeat(n)),
        ("bars in lines", |n| "|\n".repeat(n)),
        ("cells between bars", |n| (0..n).map(|i| format!("|\n{i}\n|\nXã\n|\n{}\n|\n", i % 97)).collect()),
        ("cells and nothing between bars", |n| (0..n).map(|i| format!("|\n{}", if i * 7 % 5 > 2 { "" } else { "12\n" })).collect()),
        ("total rows", |n| format!("| Xã | Số hộ |\n|---|---|\n{}", (0..n).map(|i| format!("| Tổng số | {} |\n", i % 100)).collect::<String>())),
        ("rows", |n| {
            format!(
                "| Xã | Nghèo | Cận nghèo | Cộng |\n|---|---|---|---|\n{}| Tổng số | 1 | 2 | 3 |\n",
                (0..n).map(|i| format!("| Xã {i} | {} | {} | {} |\n", i % 100, i % 7, i % 100 + i % 7)).collect::<String>()
            )
        }),
        ("rows with subtotals", |n| {
            format!(
                "| Xã | Nghèo |\n|---|---|\n{}",
                (0..n).map(|i| if i % 3 == 0 { format!("| Cộng {i} | {} |\n", i % 90) } else { format!("| Xã {i} | {} |\n", i % 45) }).collect::<String>()
            )
        }),
        ("columns", |n| {
            let row = |cell: &dyn Fn(usize) -> String| (0..n).map(|i| format!("| {} ", cell(i))).collect::<String>() + "|\n";
            row(&|i| format!("Xã {i}")) + &row(&|_| "---".to_owned()) + &row(&|i| (i % 97).to_string()) + &row(&|i| (i % 89).to_string())
        }),
        ("rows over several lines", |n| {
            let rule = format!("{}\n", "-".repeat(34));
            let rows: String = (0..n / 4).map(|i| format!("Xã {i:<7}         {:>6}  {:>6}\nAn Bình\n\n", i % 97, i % 89)).collect();
            format!("{rule}Xã                  Nghèo   Khác\n------------------ ------ -------\n{rows}{rule}")
        }),
        ("rows without rules", |n| (0..n).map(|i| format!("Xã số {i} {},5 {}\n", i % 97, i % 89)).collect()),
        ("rows torn at their blanks", |n| (0..n).map(|i| format!("Thu của xã {} {}\n", i % 97 + 1, i % 800 + 100)).collect()),
        ("remarks with labels of their own", |n| {
            format!(
                "| Xã | Ghi chú |\n|---|---|\n{}",
                (0..n).map(|i| format!("| Xã {i} | thửa {i}: {} ha, vụ {i}: {} tấn |\n", i % 97, i % 89)).collect::<String>()
            )
        }),
        ("small tables of the same names", |n| {
            let row = |name: &str, i: usize| format!("| {name} | {} | {} | {} | {} |\n", i % 97, i % 89, i % 83, i % 79);
            let names = ["Bản Mế", "Nàn Sán", "Sín Chéng", "Lùng Thẩn", "Phố Cáo"];
            (0..n / 8)
                .map(|i| {
                    format!(
                        "Bảng\n\n| Xã | A | B | C | D |\n|---|---|---|---|---|\n{}\n",
                        names.iter().enumerate().map(|(k, name)| row(name, i * 7 + k * 13)).collect::<String>()
                    )
                })
                .collect()
        }),
        ("rules", |n| "-----\n".repeat(n)),
        ("rules of columns", |n| "---- ----\nmột   hai\n\n".repeat(n)),
        ("rules of columns that nothing closes", |n| format!("---- ----\n{}", "một   hai\n\n".repeat(n))),
        ("rules and heads", |n| "---------\nmột hai\n".repeat(n)),
        ("quotes", |n| "“".repeat(n)),
        ("nested quotes", |n| "“".repeat(n) + "12 ha" + &"”".repeat(n)),
        ("quote marks of Markdown", |n| "> ".repeat(n) + "12 ha"),
        ("headings", |n| (0..n).map(|i| format!("## {}. Kết quả\n\n", i + 1)).collect()),
        ("headings with figures", |n| (0..n).map(|i| format!("## {}. Kết quả\n\nThu 12 tỷ đồng.\n\n", i + 1)).collect()),
        ("number marks", |n| "#".repeat(n)),
        ("of which", |n| (0..n).map(|i| format!("{} hộ, trong đó ", 2 * (n - i))).collect()),
        ("of which in sentences", |n| (0..n).map(|i| format!("Có {} hộ, trong đó {} hộ nghèo. ", i + 100, i + 50)).collect()),
        ("consisting of", |n| format!("Có 12.000 ha, gồm: {}.", (0..n).map(|i| format!("{} ha lúa", i % 97 + 1)).collect::<Vec<_>>().join(", "))),
        ("N of M", |n| (0..n).map(|i| format!("{}/{} xã; ", i % 17, 17)).collect()),
        ("N of M with percent", |n| (0..n).map(|i| format!("{}/17 xã (đạt {}%), ", i % 17, i % 100)).collect()),
        ("percents", |n| (0..n).map(|i| format!("{},{}%, ", i % 100, i % 10)).collect()),
        ("percents apart", |n| (0..n).map(|i| format!("Đạt {},{}% kế hoạch. ", i % 100, i % 10)).collect()),
        ("increases", |n| (0..n).map(|i| format!("tăng {} hộ so với năm 2024, ", i % 90)).collect()),
        ("one fact again and again", |n| (0..n).map(|i| format!("Tổng thu ngân sách năm 2025 đạt {} tỷ đồng.\n\n", 120 + i % 2)).collect()),
        ("one sentence again and again", |n| {
            "Ủy ban nhân dân xã đã chỉ đạo các thôn thực hiện tốt công tác phòng chống dịch bệnh trên đàn gia súc trong năm.\n\n".repeat(n)
        }),
        ("citations", |n| (0..n).map(|i| format!("Nghị quyết số {}/2024/NQ-HĐND ngày {}/3/2024; ", i + 1, i % 28 + 1)).collect()),
        ("one citation", |n| (0..n).map(|i| format!("Nghị quyết số 15/2024/NQ-HĐND ngày {}/3/2024; ", i % 2 + 1)).collect()),
        ("names", |n| (0..n).map(|i| format!("xã {} {}, ", NAMES[i % 7], NAMES[i / 7 % 7])).collect()),
        ("many names", |n| (0..n).map(|i| format!("xã {}{} {}{}, ", NAMES[i % 7], letters(i), NAMES[i / 7 % 7], letters(i / 3))).collect()),
        ("dates", |n| (0..n).map(|i| format!("ngày {}/{}/2025, ", i % 31 + 1, i % 13 + 1)).collect()),
        ("doubled words", |n| "các các ".repeat(n)),
        ("doubled words in sentences", |n| "Xã đã đã làm tốt.\n\n".repeat(n)),
        ("doubled words that nobody knows", |n| (0..n).map(|i| format!("Xã {0} {0} ở đây.\n\n", letters(i + 700))).collect()),
        ("doubled words between others", |n| (0..n).map(|i| format!("Xã {} đã đã {} tốt.\n\n", letters(i), letters(i / 3))).collect()),
        ("spellings between the same neighbours", |n| {
            (0..n).map(|i| format!("Xã {} {} {} nhiều.\n\n", letters(i / 2), ["hồng", "hông"][i % 2], letters(i / 2 + 3))).collect()
        }),
        ("copied clauses", |n| "Đoàn kiểm tra công tác phòng cháy tại chợ; đoàn kiểm tra công tác phòng cháy tại chợ; rồi về.\n\n".repeat(n)),
        ("comments", |n| "<!-- report-lint: ignore[rounding] -->\n\n12 ha\n\n".repeat(n)),
        ("open comments", |n| "<!-- ".repeat(n)),
        ("blanks", |n| " ".repeat(n)),
        ("empty lines", |n| "\n".repeat(n)),
        ("tabs", |n| "1\t".repeat(n)),
        ("marks above letters", |n| format!("a{}", "\u{301}".repeat(n))),
        ("nested bullets", |n| (0..n).map(|i| format!("{}- mục {i} có {i} hộ\n", "  ".repeat(i % 50))).collect()),
        ("list items", |n| (0..n).map(|i| format!("{}. Mục {i} có {} hộ.\n", i + 1, i % 50)).collect()),
        ("listed things", |n| format!("Có {n} tiêu chí, gồm: {}.", (0..n).map(|i| format!("tiêu chí {}", letters(i))).collect::<Vec<_>>().join(", "))),
        ("references", |n| (0..n).map(|i| format!("(tại Phụ lục {i}) và Bảng {i} kèm theo. ")).collect()),
        ("superlatives", |n| (0..n).map(|i| format!("xã {} cao nhất với {} hộ, ", letters(i), i % 90)).collect()),
        ("English sums", |n| (0..n).map(|i| format!("The commune has {} households, of which {} are poor. ", 100 + i, i)).collect()),
        ("carriage returns", |n| "12 ha\r".repeat(n)),
        ("ellipsis", |n| "…".repeat(n)),
        ("blanks of the form", |n| "Số: …/BC-UBND ".repeat(n)),
        ("plus signs", |n| "1 + ".repeat(n)),
        ("formulas", |n| (0..n).map(|i| format!("{i} + ")).collect::<String>() + "1 = 7"),
        ("dashes", |n| "1-".repeat(n)),
        ("colons", |n| "gồm: ".repeat(n)),
        ("semicolons", |n| "; ".repeat(n)),
    ]
}

const NAMES: [&str; 7] = ["Lèng", "Phiêng", "Cành", "Nà", "Lốc", "Bản", "Mế"];

/// A word of letters for a number.
fn letters(mut of: usize) -> String {
    let mut out = String::new();
    loop {
        out.push(char::from(b'a' + (of % 26) as u8));
        of /= 26;
        if of == 0 {
            return out;
        }
    }
}

fn source(text: String) -> Source {
    Source::new("test.md", text, Layout::Wrapped)
}

fn lint(text: &str) -> Report {
    static BOOK: OnceLock<Rulebook> = OnceLock::new();
    report_lint::lint(&source(text.to_owned()), BOOK.get_or_init(|| Rulebook::for_linting().unwrap()), None)
}

/// What this thread has worked so far, where the system says so, and else the time: others use the machine too. Where each test has a process of
/// its own, it is what the process has worked: long texts are given to several threads.
fn clock() -> Duration {
    static BEGUN: OnceLock<Instant> = OnceLock::new();
    let stat = std::env::var_os("NEXTEST").and_then(|_| std::fs::read_to_string("/proc/self/stat").ok());
    // Behind the name, which may hold anything, the hundredths of a second in the program and in the system are the twelfth and the next.
    let fields = stat.as_deref().and_then(|s| Some(s.rsplit_once(')')?.1.split_whitespace().skip(11).take(2).filter_map(|n| n.parse::<u64>().ok()).sum()));
    if let Some(hundredths) = fields.map(|n: u64| n * 10) {
        return Duration::from_millis(hundredths);
    }
    let worked = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = worked.as_deref().and_then(|w| w.split(' ').next()).and_then(|n| n.parse().ok());
    nanos.map_or_else(|| BEGUN.get_or_init(Instant::now).elapsed(), Duration::from_nanos)
}

fn is_unlimited(report: &Report) -> bool {
    matches!(report.limit, None | Some(limits::Limit::Unsettled { .. }))
}

/// The least time of a few runs.
fn time(text: &str) -> Duration {
    let run = || {
        let begun = clock();
        let report = lint(text);
        assert!(is_unlimited(&report), "{:?}: {} …", report.limit, text.chars().take(60).collect::<String>());
        clock().saturating_sub(begun)
    };
    let first = run();
    if first > Duration::from_secs(1) {
        first
    } else {
        [first, run(), run()].into_iter().min().unwrap()
    }
}

fn is_read(text: String) -> bool {
    let source = source(text);
    limits::of_document(&source, &Document::read(&source)).is_none()
}

/// Units of the longer texts, how much more time than in proportion they may take, and what is too short to be measured.
const UNITS: usize = if cfg!(debug_assertions) { 400 } else { 16_000 };
const PARAGRAPH_UNITS: usize = if cfg!(debug_assertions) { 32 } else { 512 };
const TOLERANCE: u32 = 2;
const NOISE: Duration = Duration::from_millis(if cfg!(debug_assertions) { 150 } else { 40 });
/// What the clock leaves out of the shorter time at most.
const TICK: Duration = Duration::from_millis(10);
/// Longest that four such paragraphs may take.
const PARAGRAPHS: Duration = Duration::from_secs(if cfg!(debug_assertions) { 10 } else { 4 });

/// The shorter and the longer text of a case. Paragraphs are not read from some length on; up to it the time may grow faster than they do, but
/// many of them take the time of so many.
fn pair_of(write: Writer) -> (String, String, bool) {
    if is_read(write(20_000)) {
        return (write(UNITS / 4), write(UNITS), false);
    }
    let sizes = std::iter::successors(Some(PARAGRAPH_UNITS), |n| Some(n / 2));
    let copies = |one: &str, n: usize| vec![one; n].join(".\n\nNăm nay ");
    let fits = |one: &String| is_read(one.clone()) && is_unlimited(&lint(&copies(one, 16)));
    let one = sizes.map(write).find(fits).unwrap();
    (copies(&one, 4), copies(&one, 16), true)
}

#[test]
fn four_times_the_text_takes_about_four_times_the_time() {
    let only = std::env::var("GROWTH_ONLY").unwrap_or_default();
    let mut wrong = Vec::new();
    for (name, write) in cases().into_iter().filter(|c| c.0.contains(&only)) {
        let (short, long, one) = pair_of(write);
        let grows = |(first, second): (Duration, Duration)| second > NOISE && second > (first + TICK) * 4 * TOLERANCE || one && first > PARAGRAPHS;
        let measured = (time(&short), time(&long));
        // Once more before it is believed.
        let measured = if grows(measured) { (time(&short), time(&long)) } else { measured };
        let (first, second) = measured;
        let what = if one { "paragraphs" } else { "text" };
        let line = format!("{name:36} {what:10} {:>8} bytes {first:>12.1?}, four times that {second:>12.1?}", short.len());
        println!("{line}");
        if grows(measured) {
            wrong.push(line);
        }
    }
    assert!(wrong.is_empty(), "the time grows faster than the text:\n{}", wrong.join("\n"));
}

/// Documents of one packet: each tells half of its facts in the words of the one before it, and all fill in one form.
#[test]
fn four_times_the_documents_of_a_packet_take_about_four_times_the_time() {
    let book = Rulebook::built_in().unwrap();
    let text = |first: usize| -> String {
        let one = |n: usize| {
            let (trees, money) = (n * 7_919 % 8_000 + 1_000, n * 6_271 % 900 + 100);
            format!("Thôn Bản {n} trồng {trees} cây sao đen với {money},5 triệu đồng. Có {} hộ tham gia, họp {} buổi.\n\n", n % 90 + 10, n % 7 + 2)
        };
        "# BÁO CÁO năm 2025\n\n".to_owned() + &(first..first + 60).map(one).collect::<String>()
    };
    let read = |n: usize| {
        let source = Source::new(format!("{n}.md"), text(n * 30), Layout::Wrapped);
        let extract = report_lint::extract(&source, &book);
        (source, extract)
    };
    let count = if cfg!(debug_assertions) { 6 } else { 40 };
    let documents: Vec<(Source, Extract)> = (0..count * 4).map(read).collect();
    let compare = |count: usize| {
        let members: Vec<Member> =
            documents[..count].iter().map(|(source, extract)| Member { source, extract, rulebook: &book, language: Language::Vi }).collect();
        let begun = clock();
        beside(&members);
        clock().saturating_sub(begun)
    };
    let (first, second) = (compare(count), compare(count * 4));
    println!("a packet of {count} documents {first:?}, four times that {second:?}");
    assert!(second <= NOISE || second < (first + TICK) * 4 * TOLERANCE, "{first:?}, four times that {second:?}");
}

fn over(text: &str) -> String {
    let begun = Instant::now();
    let report = lint(text);
    assert!(begun.elapsed() < Duration::from_secs(60), "{:?}", begun.elapsed());
    report.limit.expect("over a limit").to_string()
}

const WRONG: &str = "Toàn xã có 26 hộ (gồm: 16 hộ nghèo, 9 hộ cận nghèo).\n\n";

#[test]
fn what_is_over_a_limit_is_said() {
    let text = format!("{WRONG}{}", "1, 2; ".repeat(600));
    assert_eq!(over(&text), "over the limit of 1000 numbers in one paragraph: 1200 in the one that begins in line 3; nothing in 1 such paragraphs was checked");
    assert_eq!(lint(&text).findings.len(), 1, "the other paragraphs are checked");
    assert!(over(&"(".repeat(1_001)).contains("1000 brackets in one paragraph"));
    let line = "xã đã làm tốt ".repeat(if cfg!(debug_assertions) { 20_000 } else { 500_000 });
    assert!(over(&line).contains("262144 bytes in one paragraph"));
    if !cfg!(debug_assertions) {
        assert!(over(&"- thôn có 12 hộ\n".repeat(1_000_000)).contains("200000 numbers in one report"));
    }
}

/// A paragraph that page breaks tore into many, each too short to be one.
#[test]
fn what_is_over_a_limit_takes_time_in_proportion_too() {
    let torn = |n: usize| "xã đã làm tốt công tác phòng chống dịch bệnh trong năm\n\n".repeat(n);
    let read = |text: &str| {
        let begun = clock();
        over(text);
        clock().saturating_sub(begun)
    };
    let n = if cfg!(debug_assertions) { 8_000 } else { 40_000 };
    let (first, second) = (read(&torn(n)), read(&torn(n * 4)));
    assert!(second <= NOISE || second < first * 4 * TOLERANCE, "{first:?}, four times that {second:?}");
}

#[test]
fn a_file_over_a_limit_ends_with_status_2_and_the_rest_is_linted() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("long.md"), format!("{WRONG}{}", "(".repeat(2_000))).unwrap();
    std::fs::write(folder.path().join("short.md"), WRONG).unwrap();
    let run = |more: &[&str]| {
        let done = Command::new(env!("CARGO_BIN_EXE_report-lint")).args(more).args(["long.md", "short.md"]).current_dir(folder.path()).output().unwrap();
        (done.status.code(), String::from_utf8(done.stdout).unwrap(), String::from_utf8(done.stderr).unwrap())
    };
    for more in [&["--output-format", "concise"][..], &["audit"]] {
        let (status, out, err) = run(more);
        assert_eq!(status, Some(2), "{out}{err}");
        assert!(err.contains("long.md: over the limit of 1000 brackets in one paragraph: 2000 in the one that begins in line 3;"), "{err}");
        assert!(out.contains("long.md") && out.contains("short.md"), "{out}");
    }
}
