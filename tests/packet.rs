//! Reports that are read together: `--packet`, and `--previous` with the report of the period before.

#![allow(clippy::unwrap_used, clippy::panic)]

mod office;

use office::Docx;
use serde_json::Value;
use std::path::PathBuf;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A folder of its own for each test, gone afterwards.
struct Folder(PathBuf);

impl Folder {
    fn with(files: &[(&str, &str)]) -> Folder {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let name = format!("report-lint-packet-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path).unwrap();
        for (file, text) in files {
            std::fs::write(path.join(file), text).unwrap();
        }
        Folder(path)
    }

    fn run(&self, args: &[&str]) -> (i32, String, String) {
        let done = Command::new(env!("CARGO_BIN_EXE_report-lint")).args(args).current_dir(&self.0).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (done.status.code().unwrap(), text(done.stdout), text(done.stderr))
    }

    /// All findings, and all relations of the audit, that name another file.
    fn across(&self, args: &[&str]) -> (Vec<Value>, Vec<Value>) {
        let json = |args: Vec<&str>| -> Value { serde_json::from_str(&self.run(&args).1).unwrap() };
        let list = |answer: Value, what: &str| -> Vec<Value> {
            let files = answer["files"].as_array().unwrap().clone();
            files.iter().flat_map(|f| f[what].as_array().unwrap().clone()).filter(|x| x.to_string().contains("\"file\":")).collect()
        };
        let findings = json([args, &["--output-format", "json"]].concat());
        let audit = json([&["audit"], args, &["--output-format", "json"]].concat());
        (list(findings, "findings"), list(audit, "relations"))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The words of all places of a relation, as `file:words`, `-` for its own file.
fn places(relation: &Value) -> Vec<String> {
    let terms = relation["terms"].as_array().unwrap().iter().map(|t| &t["span"]);
    std::iter::once(&relation["stated"]).chain(terms).map(|s| format!("{}:{}", s["file"].as_str().unwrap_or("-"), s["text"].as_str().unwrap())).collect()
}

fn links(relations: &[Value], words: [&str; 2], verdict: &str) -> bool {
    let has = |r: &&Value| r["verdict"] == verdict && words.iter().all(|w| places(r).iter().any(|p| p.split_once(':').unwrap().1 == *w));
    relations.iter().any(|r| has(&r))
}

const REPORT: &str = "# BÁO CÁO kết quả trồng cây phân tán năm 2025\n\n\
    Năm 2025, toàn xã đã trồng được 41.350 cây phân tán dọc các tuyến đường liên thôn, trong đó có 12.480 cây sao đen do đoàn thanh niên đảm nhận.\n\n\
    Kinh phí mua cây giống là 318,6 triệu đồng, do nhân dân đóng góp 97,4 triệu đồng.\n";

fn summary(trees: &str) -> String {
    format!(
        "# TÓM TẮT kết quả trồng cây phân tán năm 2025\n\n\
        Năm 2025, toàn xã đã trồng được {trees} cây phân tán dọc các tuyến đường liên thôn, trong đó có 12.480 cây sao đen do đoàn thanh niên đảm nhận.\n\n\
        Kinh phí mua cây giống là 318,6 triệu đồng, do nhân dân đóng góp 97,4 triệu đồng.\n"
    )
}

#[test]
fn a_fact_that_both_documents_state_holds() {
    let folder = Folder::with(&[("a.md", REPORT), ("b.md", &summary("41.350"))]);
    let (findings, relations) = folder.across(&["--packet", "a.md", "b.md"]);
    assert_eq!(findings, Vec::<Value>::new());
    assert!(links(&relations, ["41.350", "41.350"], "holds"), "{relations:#?}");
    assert!(links(&relations, ["318,6", "318,6"], "holds"), "{relations:#?}");
}

#[test]
fn a_fact_that_differs_is_accused_with_both_places() {
    let folder = Folder::with(&[("a.md", REPORT), ("b.md", &summary("43.150"))]);
    let (findings, relations) = folder.across(&["--packet", "a.md", "b.md"]);
    let [finding] = &findings[..] else { panic!("{findings:#?}") };
    assert_eq!((finding["rule"].as_str(), finding["severity"].as_str()), (Some("restated-value"), Some("error")));
    assert_eq!(finding["primary"]["text"], "41.350");
    let other = &finding["related"][0]["span"];
    assert_eq!((other["file"].as_str(), other["text"].as_str(), other["line"].as_u64()), (Some("b.md"), Some("43.150"), Some(3)));
    let text = &summary("43.150");
    assert_eq!(other["start"].as_u64().unwrap() as usize, text.find("43.150").unwrap());
    assert!(finding["message"].as_str().unwrap().contains("b.md"), "{finding:#}");
    assert!(links(&relations, ["41.350", "43.150"], "conflicts"));
    // The text for people names the other file too, and the exit status says that there is something.
    let (code, out, _) = folder.run(&["--packet", "a.md", "b.md"]);
    assert!(code == 1 && out.contains("b.md") && out.contains("43.150"), "{out}");
    // Nothing is compared unless it is asked for.
    assert_eq!(folder.across(&["a.md", "b.md"]).0, Vec::<Value>::new());
}

#[test]
fn periods_that_nobody_states_make_a_note_at_most() {
    let text = |n: &str| format!("Toàn xã đã trồng được {n} cây phân tán dọc các tuyến đường liên thôn do đoàn thanh niên đảm nhận.\n");
    let folder = Folder::with(&[("a.md", &text("41.350")), ("b.md", &text("43.150"))]);
    let (findings, _) = folder.across(&["--packet", "a.md", "b.md"]);
    assert!(findings.iter().all(|f| f["severity"] == "note"), "{findings:#?}");
}

#[test]
fn other_periods_and_other_places_are_other_facts() {
    let (first, second) = (summary("41.350"), summary("38.900").replace("2025", "2024").replace("12.480", "9.117").replace("318,6", "290,2"));
    let folder = Folder::with(&[("a.md", &first), ("b.md", &second)]);
    assert_eq!(folder.across(&["--packet", "a.md", "b.md"]).0, Vec::<Value>::new());
    let text = |place: &str, n: &str| format!("# BÁO CÁO năm 2025\n\nNăm 2025, xã {place} có {n} hộ tham gia bảo hiểm nông nghiệp.\n");
    let folder = Folder::with(&[("a.md", &text("Đắk Tơ Lung", "1.284")), ("b.md", &text("Ea Knuếc", "1.731"))]);
    assert_eq!(folder.across(&["--packet", "a.md", "b.md"]).0, Vec::<Value>::new());
}

fn month(name: &str, flows: [&str; 3], totals: [&str; 3]) -> String {
    format!(
        "# BÁO CÁO công tác chứng thực {name}\n\n\
        - Trong tháng, toàn huyện tiếp nhận {} hồ sơ chứng thực ({} hồ sơ chứng thực bản sao và {} hồ sơ chứng thực chữ ký). \
        Tính đến nay, đã tiếp nhận {} hồ sơ chứng thực ({} hồ sơ chứng thực bản sao và {} hồ sơ chứng thực chữ ký).\n",
        flows[0], flows[1], flows[2], totals[0], totals[1], totals[2]
    )
}

#[test]
fn running_totals_follow_from_the_report_before() {
    let before = month("tháng 4/2025", ["1.873", "1.247", "626"], ["9.415", "6.208", "3.207"]);
    let right = month("tháng 5/2025", ["2.136", "1.402", "734"], ["11.551", "7.610", "3.941"]);
    let folder = Folder::with(&[("4.md", &before), ("5.md", &right)]);
    let (findings, relations) = folder.across(&["5.md", "--previous", "4.md"]);
    assert_eq!(findings, Vec::<Value>::new());
    assert!(links(&relations, ["11.551", "9.415"], "holds") && links(&relations, ["1.402", "6.208"], "holds"), "{relations:#?}");

    // 9.415 and 2.136 make 11.551 and the copies fit; the signatures do not.
    let wrong = right.replace("3.941", "4.941");
    let folder = Folder::with(&[("4.md", &before), ("5.md", &wrong)]);
    let (findings, _) = folder.across(&["5.md", "--previous", "4.md"]);
    let [finding] = &findings[..] else { panic!("{findings:#?}") };
    assert_eq!((finding["rule"].as_str(), finding["primary"]["text"].as_str()), (Some("sum-mismatch"), Some("4.941")));
    assert!(finding["message"].as_str().unwrap().contains("3.941"), "{finding:#}");

    // A total so far cannot be below what it was.
    let fell = month("tháng 5/2025", ["2.136", "1.402", "734"], ["2.136", "1.402", "734"]);
    let folder = Folder::with(&[("4.md", &before), ("5.md", &fell)]);
    let (findings, _) = folder.across(&["5.md", "--previous", "4.md"]);
    assert!(findings.iter().any(|f| f["primary"]["text"] == "2.136" && f["severity"] == "warning"), "{findings:#?}");
}

#[test]
fn a_change_is_held_against_the_report_before() {
    let text = |name: &str, n: &str, change: &str| format!("# BÁO CÁO {name}\n\nTrong tháng, đã cấp thẻ thư viện cho 100 trường và {n} bạn đọc{change}.\n");
    let before = text("tháng 4/2025", "2.317", "");
    for (change, right) in [("tăng 459 bạn đọc", true), ("tăng 495 bạn đọc", false), ("giảm 459 bạn đọc", false)] {
        let now = text("tháng 5/2025", "2.776", &format!(" ({change} so với tháng trước)"));
        let folder = Folder::with(&[("4.md", &before), ("5.md", &now)]);
        let (findings, relations) = folder.across(&["5.md", "--previous", "4.md"]);
        if right {
            assert!(findings.is_empty() && links(&relations, ["459", "2.317"], "holds"), "{change}: {findings:#?} {relations:#?}");
        } else if change.starts_with("tăng") {
            assert!(findings.iter().any(|f| f["rule"] == "change-mismatch" && f["severity"] == "error"), "{change}: {findings:#?}");
        } else {
            assert!(!links(&relations, ["459", "2.317"], "holds"), "{change}");
        }
    }
}

#[test]
fn one_code_has_one_date() {
    let text =
        |date: &str| format!("# BÁO CÁO năm 2025\n\nThực hiện Kế hoạch số 1187/KH-UBND ngày {date} của Ủy ban nhân dân tỉnh về phát triển cây dược liệu.\n");
    let folder = Folder::with(&[("a.md", &text("14/02/2025")), ("b.md", &text("14/02/2024"))]);
    let (findings, _) = folder.across(&["--packet", "a.md", "b.md"]);
    assert!(findings.iter().any(|f| f["rule"] == "citation-date" && f["primary"]["text"] == "14/02/2025"), "{findings:#?}");
    let folder = Folder::with(&[("a.md", &text("14/02/2025")), ("b.md", &text("14/02/2025"))]);
    let (findings, relations) = folder.across(&["--packet", "a.md", "b.md"]);
    assert!(findings.is_empty() && links(&relations, ["1187/KH-UBND", "1187/KH-UBND"], "holds"), "{findings:#?} {relations:#?}");
}

#[test]
fn a_file_that_cannot_be_read_is_one_sentence_and_exit_status_2() {
    let folder = Folder::with(&[("a.md", REPORT)]);
    for args in [&["--packet", "a.md", "none.docx"][..], &["a.md", "--previous", "none.docx"], &["audit", "a.md", "--previous", "none.docx"]] {
        let (code, _, problem) = folder.run(args);
        assert_eq!((code, problem.lines().count()), (2, 1), "{args:?}: {problem}");
        assert!(problem.contains("none.docx"), "{problem}");
    }
}

#[test]
fn every_output_names_the_other_document() {
    let folder = Folder::with(&[("a.md", REPORT), ("b.md", &summary("43.150"))]);
    for format in ["full", "concise", "json", "json-lines", "csv", "sarif", "github", "gitlab", "junit", "rdjson", "html", "narrated"] {
        let (code, out, problem) = folder.run(&["--packet", "a.md", "b.md", "--output-format", format]);
        assert_eq!(code, 1, "{format}: {problem}");
        assert!(out.contains("b.md (dòng 3)"), "{format}: {out}");
    }
}

#[test]
fn columns_that_say_the_same_are_held_against_each_other() {
    let table = |head: &str, fourth: &str| {
        let rows = [
            ("Thôn Nà Lếch", "1.284"),
            ("Thôn Pác Cạm", "2.317"),
            ("Thôn Khuổi Slương", "1.906"),
            ("Thôn Bản Thẩu", fourth),
            ("Thôn Lũng Cải", "1.473"),
            ("Thôn Cốc Phung", "2.058"),
        ];
        let rows: Vec<String> = rows.iter().map(|(name, n)| format!("| {name} | {n} |")).collect();
        format!("# PHỤ LỤC năm 2025\n\n| Thôn | {head} |\n|---|---|\n{}\n", rows.join("\n"))
    };
    let folder = Folder::with(&[("a.md", &table("Số cây đã trồng", "1.735")), ("b.md", &table("Cây trồng mới trên địa bàn", "1.375"))]);
    let (findings, relations) = folder.across(&["--packet", "a.md", "b.md"]);
    let [finding] = &findings[..] else { panic!("{findings:#?}") };
    assert_eq!((finding["primary"]["text"].as_str(), finding["severity"].as_str()), (Some("1.735"), Some("warning")));
    assert!(links(&relations, ["2.317", "2.317"], "holds"));
}

#[test]
fn totals_of_a_year_begin_anew() {
    let text = |name: &str, from: &str, n: &str| {
        format!("# BÁO CÁO {name}\n\n{from} đến nay, toàn huyện đã cấp {n} giấy phép xây dựng nhà ở riêng lẻ cho nhân dân.\n")
    };
    let before = text("tháng 11/2024", "Từ đầu năm 2024", "4.318");
    let folder = Folder::with(&[("11.md", &before), ("1.md", &text("tháng 1/2025", "Từ đầu năm 2025", "372"))]);
    assert_eq!(folder.across(&["1.md", "--previous", "11.md"]).0, Vec::<Value>::new());
    let folder = Folder::with(&[("11.md", &before), ("12.md", &text("tháng 12/2024", "Từ đầu năm 2024", "3.721"))]);
    assert_eq!(folder.across(&["12.md", "--previous", "11.md"]).0.len(), 1);
}

#[test]
fn one_code_has_one_issuer_and_one_date() {
    let order = |issuer: &str, day: &str| format!("# BÁO CÁO năm 2025\n\nThực hiện Quyết định số 214/QĐ-UBND ngày {day} của {issuer} về trồng cây.\n");
    let folder = Folder::with(&[
        ("a.md", &order("Ủy ban nhân dân tỉnh", "12/3/2025")),
        ("b.md", &order("Sở Nội vụ", "12/3/2025")),
        ("c.md", &order("Ủy ban nhân dân tỉnh", "12/3/2025")),
        ("d.md", &order("Ủy ban nhân dân tỉnh", "12/5/2025")),
    ]);
    let rules = |files: [&str; 2]| {
        let (findings, _) = folder.across(&["--packet", files[0], files[1]]);
        findings.iter().map(|f| f["rule"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(rules(["a.md", "b.md"]), ["citation-issuer"]);
    assert_eq!(rules(["a.md", "d.md"]), ["citation-date"]);
    assert_eq!(rules(["a.md", "c.md"]), [""; 0]);
}

#[test]
fn a_series_keeps_the_day_that_it_starts_from() {
    let series = |day: &str| format!("# BÁO CÁO tháng 5/2025\n\nTừ ngày {day} đến nay, toàn huyện đã tiếp nhận và xử lý 4.812 phản ánh của người dân.\n");
    let folder = Folder::with(&[("a.md", &series("01/3/2025")), ("b.md", &series("01/5/2025")), ("c.md", &series("01/3/2025"))]);
    let conflicts = |files: [&str; 2]| {
        let (findings, _) = folder.across(&["--packet", files[0], files[1]]);
        findings.iter().any(|f| f["rule"] == "restated-value" && f["severity"] == "warning")
    };
    assert!(conflicts(["a.md", "b.md"]));
    assert!(!conflicts(["a.md", "c.md"]));
}

#[test]
fn a_change_against_last_year_starts_from_last_years_report() {
    let last = "# BÁO CÁO năm 2024\n\nSản lượng chè búp tươi toàn huyện đạt 12.480 tấn trên diện tích đã cho thu hoạch.\n";
    let this = |rise: &str| {
        format!("# BÁO CÁO năm 2025\n\nSản lượng chè búp tươi toàn huyện đạt 13.915 tấn (tăng {rise} tấn so với năm trước) trên diện tích đã cho thu hoạch.\n")
    };
    let folder = Folder::with(&[("last.md", last), ("right.md", &this("1.435")), ("wrong.md", &this("1.345"))]);
    let (findings, relations) = folder.across(&["right.md", "--previous", "last.md"]);
    assert!(findings.is_empty(), "{findings:#?}");
    assert!(links(&relations, ["1.435", "12.480"], "holds"), "{relations:#?}");
    let (findings, _) = folder.across(&["wrong.md", "--previous", "last.md"]);
    assert!(findings.iter().any(|f| f["rule"] == "change-mismatch"), "{findings:#?}");
}

const DRAFT: &str = "# BÁO CÁO\n\nKết quả trồng cây phân tán năm 2025\n\n## I. Kết quả\n\n\
    Toàn xã đã trồng được 41.350 cây phân tán, trong đó có 12.480 cây sao đen. Có 3 máy đào hỏng, 12 lượt sửa.\n\n\
    | Thôn | Cây | Hộ |\n|---|---|---|\n| Nà Lếch | 1.284 | 96 |\n| Pác Cạm | 2.317 | 121 |\n| Bản Thẩu | 1.735 | 88 |\n\n\
    ## II. Kinh phí\n\nKinh phí mua cây giống là 318,6 triệu đồng, do nhân dân đóng góp 97,4 triệu đồng, \
    theo Quyết định số 214/QĐ-UBND ngày 12/3/2025 của Ủy ban nhân dân tỉnh.\n";

/// The changes as `changed SECTION: OLD → NEW`.
fn changes(folder: &Folder, files: [&str; 2]) -> Vec<String> {
    let (code, out, problem) = folder.run(&["facts", "--diff", files[0], files[1], "--output-format", "json"]);
    assert_eq!(code, 0, "{problem}");
    let answer: Value = serde_json::from_str(&out).unwrap();
    let text = |side: &Value| side["span"]["text"].as_str().unwrap_or("-").to_owned();
    let one = |c: &Value| format!("{} {}: {} → {}", c["change"].as_str().unwrap(), c["section"].as_str().unwrap(), text(&c["old"]), text(&c["new"]));
    answer["changes"].as_array().unwrap().iter().map(one).collect()
}

#[test]
fn a_figure_that_was_changed_between_two_versions_is_one_change() {
    let issued = DRAFT.replace("318,6", "381,6").replace("12/3/2025", "13/3/2025").replace("2.317 | 121", "2.317 | 112");
    let folder = Folder::with(&[("draft.md", DRAFT), ("issued.md", &issued), ("same.md", DRAFT)]);
    let expected = ["changed I. Kết quả: 121 → 112", "changed II. Kinh phí: 318,6 → 381,6", "changed II. Kinh phí: 12/3/2025 → 13/3/2025"];
    assert_eq!(changes(&folder, ["draft.md", "issued.md"]), expected);
    assert_eq!(changes(&folder, ["draft.md", "same.md"]), [""; 0]);
    // The other way round the same changes lead back.
    assert_eq!(changes(&folder, ["issued.md", "draft.md"])[1], "changed II. Kinh phí: 381,6 → 318,6");
}

#[test]
fn rows_and_sentences_that_were_added_or_dropped_move_no_others() {
    let issued = DRAFT
        .replace("| Pác Cạm |", "| Khuổi Slương | 1.906 | 74 |\n| Pác Cạm |")
        .replace("hỏng, 12 lượt sửa", "hỏng; mua thêm 2 máy mới")
        .replace("trồng được 41.350 cây phân tán, trong đó", "trồng 41.350 cây phân tán dọc đường\nliên thôn, trong đó");
    let folder = Folder::with(&[("draft.md", DRAFT), ("issued.md", &issued)]);
    let mut found = changes(&folder, ["draft.md", "issued.md"]);
    found.sort();
    let expected = ["added I. Kết quả: - → 1.906", "added I. Kết quả: - → 2", "added I. Kết quả: - → 74", "dropped I. Kết quả: 12 → -"];
    assert_eq!(found, expected);
}

#[test]
fn a_paragraph_that_moved_is_no_change_and_a_unit_is_one() {
    let (head, money) = DRAFT.split_once("## II.").unwrap();
    let (title, rest) = head.split_once("## I.").unwrap();
    let moved = format!("{title}## I.{}\n## II.{rest}", money.trim_end().to_owned() + "\n");
    let folder = Folder::with(&[("draft.md", DRAFT), ("moved.md", &moved), ("unit.md", &DRAFT.replace("97,4 triệu", "97,4 tỷ"))]);
    assert_eq!(changes(&folder, ["draft.md", "moved.md"]), [""; 0]);
    assert_eq!(changes(&folder, ["draft.md", "unit.md"]), ["changed II. Kinh phí: 97,4 → 97,4"]);
    let (_, out, _) = folder.run(&["facts", "--diff", "draft.md", "unit.md", "--lang", "vi"]);
    assert!(out.contains("[97,4 triệu đồng → 97,4 tỷ đồng]") && out.contains("1 sửa, 0 thêm, 0 bỏ"), "{out}");
}

#[test]
fn two_versions_are_shown_to_people_and_to_spreadsheets() {
    let folder = Folder::with(&[("draft.md", DRAFT), ("issued.md", &DRAFT.replace("318,6", "381,6").replace("1.735", "1.375"))]);
    let (_, vi, _) = folder.run(&["facts", "--diff", "draft.md", "issued.md"]);
    for part in ["draft.md → issued.md", "II. Kinh phí", "Kinh phí mua cây giống là [318,6 → 381,6] triệu đồng", "Bản Thẩu · Cây: [1.735 → 1.375]"]
    {
        assert!(vi.contains(part), "`{part}` expected in\n{vi}");
    }
    let (_, en, _) = folder.run(&["facts", "--diff", "--lang", "en", "draft.md", "issued.md"]);
    assert!(en.contains("2 changed, 0 added, 0 dropped") && en.contains("changed  line"), "{en}");
    let (_, csv, _) = folder.run(&["facts", "--diff", "draft.md", "issued.md", "--output-format", "csv"]);
    assert_eq!(csv.lines().count(), 3, "{csv}");
    assert!(csv.contains(r#"changed,"II. Kinh phí","Kinh phí mua cây giống là","318,6","381,6","triệu đồng"#), "{csv}");
    let (_, lines, _) = folder.run(&["facts", "--diff", "draft.md", "issued.md", "--output-format", "json-lines"]);
    assert_eq!(lines.lines().filter(|l| serde_json::from_str::<Value>(l).unwrap()["new"]["span"]["file"] == "issued.md").count(), 2);
}

#[test]
fn two_versions_are_two_files() {
    let folder = Folder::with(&[("draft.md", DRAFT)]);
    for files in [&["draft.md"][..], &["draft.md", "draft.md"], &["draft.md", "none.md"]] {
        let (code, out, problem) = folder.run(&[&["facts", "--diff"], files].concat());
        assert!(code == 2 && out.is_empty() && problem.lines().count() == 1, "{files:?}: {out} {problem}");
    }
}

/// A paper long enough that two of them are known to be versions: no two sentences are alike.
fn paper(costs: [&str; 3]) -> String {
    let villages = ["Nà Lếch", "Pác Cạm", "Khuổi Slương", "Bản Thẩu", "Lũng Cải", "Cốc Phung", "Thin Tốc", "Nặm Đăm", "Phiêng Lơi", "Tả Van"];
    let works =
        ["đường bê tông", "kênh mương", "nhà văn hóa", "bể nước sạch", "điểm trường", "cầu treo", "trạm bơm", "sân thể thao", "lò đốt rác", "chợ phiên"];
    let one = |n: usize| {
        let (families, days) = (217 + n * 31, 309 + n * 67);
        format!("Thôn {} đã làm xong {}, có 1.{families} hộ hưởng lợi và huy động 2.{days} ngày công của nhân dân trong thôn.\n\n", villages[n], works[n])
    };
    let body: String = (0..10).map(one).collect();
    let [all, state, people] = costs;
    format!(
        "# BÁO CÁO\n\nKết quả xây dựng nông thôn mới năm 2025\n\n{body}\
        Tổng kinh phí thực hiện các công trình trong năm 2025 là {all} triệu đồng, trong đó ngân sách huyện cấp {state} triệu đồng, \
        nhân dân đóng góp {people} triệu đồng.\n"
    )
}

#[test]
fn two_versions_of_one_paper_are_said_once_and_not_accused() {
    let (draft, issued) = (paper(["4.318,6", "3.120,4", "1.198,2"]), paper(["4.381,6", "3.120,4", "1.261,2"]));
    let folder = Folder::with(&[("draft.md", &draft), ("issued.md", &issued)]);
    let (findings, relations) = folder.across(&["--packet", "draft.md", "issued.md"]);
    let [note] = &findings[..] else { panic!("{findings:#?}") };
    assert_eq!((note["severity"].as_str(), note["related"][0]["span"]["file"].as_str()), (Some("note"), Some("issued.md")));
    assert!(note["message"].as_str().unwrap().contains("report-lint facts --diff draft.md issued.md"), "{note:#}");
    assert!(links(&relations, ["3.120,4", "3.120,4"], "holds"));
    assert_eq!(changes(&folder, ["draft.md", "issued.md"]).len(), 2);
    // A third paper is held against both.
    let folder = Folder::with(&[("draft.md", &draft), ("issued.md", &issued), ("tom-tat.md", "# TÓM TẮT\n\nKết quả xây dựng nông thôn mới năm 2025\n\nTổng kinh phí thực hiện các công trình trong năm 2025 là 4.381,6 triệu đồng, trong đó ngân sách huyện cấp 3.102,4 triệu đồng, nhân dân đóng góp 1.261,2 triệu đồng. Thôn Nà Lếch đã làm xong đường bê tông, có 1.217 hộ hưởng lợi và huy động 2.309 ngày công của nhân dân trong thôn.\n")]);
    let (findings, _) = folder.across(&["--packet", "draft.md", "issued.md", "tom-tat.md"]);
    assert!(findings.iter().any(|f| f.to_string().contains("tom-tat.md") && f.to_string().contains("3.102,4")), "{findings:#?}");
}

#[test]
fn two_months_of_one_form_are_no_versions() {
    let folder =
        Folder::with(&[("a.md", &paper(["4.318,6", "3.120,4", "1.198,2"])), ("b.md", &paper(["4.318,6", "3.120,4", "1.198,2"]).replace("2025", "2024"))]);
    assert_eq!(folder.across(&["--packet", "a.md", "b.md"]).0, Vec::<Value>::new());
}

#[test]
fn a_series_of_reports_is_compared_one_by_one() {
    let march = month("tháng 3/2025", ["1.615", "1.108", "507"], ["7.542", "4.961", "2.581"]);
    let april = month("tháng 4/2025", ["1.873", "1.247", "626"], ["9.415", "6.208", "3.207"]);
    let may = month("tháng 5/2025", ["2.136", "1.402", "734"], ["11.551", "7.610", "3.941"]);
    let folder = Folder::with(&[("3.md", &march), ("4.md", &april), ("5.md", &may), ("4x.md", &april.replace("3.207", "3.270"))]);
    let in_order = ["5.md", "--previous", "3.md", "--previous", "4.md"];
    assert_eq!(folder.across(&in_order).0, Vec::<Value>::new());
    // The titles say the order, however they are given.
    assert_eq!(folder.across(&["5.md", "--previous", "4.md", "--previous", "3.md"]).0, Vec::<Value>::new());
    // What is wrong in April is said of May against April, and of April against March.
    let (findings, _) = folder.across(&["5.md", "--previous", "3.md", "--previous", "4x.md"]);
    let said: Vec<String> =
        findings.iter().map(|f| format!("{} {}", f["primary"]["text"].as_str().unwrap(), f["related"].to_string().contains("3.md"))).collect();
    assert_eq!(said, ["3.941 false", "3.270 true"], "{findings:#?}");
}

#[test]
fn running_totals_reach_over_a_report_that_does_not_state_them() {
    let march = month("tháng 3/2025", ["1.615", "1.108", "507"], ["7.542", "4.961", "2.581"]);
    let april = month("tháng 4/2025", ["1.873", "1.247", "626"], ["0", "0", "0"]);
    let april = format!("{}.\n", april.split(" Tính đến nay").next().unwrap().trim_end_matches('.'));
    let may = month("tháng 5/2025", ["2.136", "1.402", "734"], ["11.551", "7.610", "3.941"]);
    let folder = Folder::with(&[("3.md", &march), ("4.md", &april), ("5.md", &may), ("5x.md", &may.replace("3.941", "3.914"))]);
    let (findings, relations) = folder.across(&["5.md", "--previous", "3.md", "--previous", "4.md"]);
    assert_eq!(findings, Vec::<Value>::new());
    assert!(links(&relations, ["11.551", "7.542"], "holds") && links(&relations, ["11.551", "1.873"], "holds"), "{relations:#?}");
    let (findings, _) = folder.across(&["5x.md", "--previous", "3.md", "--previous", "4.md"]);
    let [finding] = &findings[..] else { panic!("{findings:#?}") };
    assert_eq!((finding["rule"].as_str(), finding["primary"]["text"].as_str()), (Some("sum-mismatch"), Some("3.914")));
    assert!(finding["message"].as_str().unwrap().contains("3.941"), "{finding:#}");
}

#[test]
fn a_comment_in_either_document_hides_what_is_between_them() {
    let comment = |text: &str| text.replace("Năm 2025, toàn xã", "<!-- report-lint: ignore[restated-value] số tạm tính -->\nNăm 2025, toàn xã");
    let wrong = summary("43.150");
    let folder = Folder::with(&[
        ("a.md", REPORT),
        ("b.md", &wrong),
        ("a2.md", &comment(REPORT)),
        ("b2.md", &comment(&wrong)),
        ("other.md", &comment(&wrong).replace("[restated-value]", "[list-count]")),
    ]);
    let rules = |files: [&str; 2]| {
        let (_, out, _) = folder.run(&["--packet", files[0], files[1], "--output-format", "json"]);
        let answer: Value = serde_json::from_str(&out).unwrap();
        let files = answer["files"].as_array().unwrap().clone();
        files.iter().flat_map(|f| f["findings"].as_array().unwrap().clone()).map(|f| f["rule"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(rules(["a.md", "b.md"]), ["restated-value"]);
    // The comment is of use: nothing says that it hides nothing.
    assert_eq!(rules(["a2.md", "b.md"]), [""; 0]);
    assert_eq!(rules(["a.md", "b2.md"]), [""; 0]);
    assert_eq!(rules(["a.md", "other.md"]), ["restated-value", "unused-suppression"]);
}

#[test]
fn a_baseline_accepts_what_is_between_documents() {
    let folder = Folder::with(&[("a.md", REPORT), ("b.md", &summary("43.150"))]);
    let (code, _, _) = folder.run(&["--packet", "a.md", "b.md", "--write-baseline", "known.json"]);
    assert_eq!(code, 0);
    let (code, out, _) = folder.run(&["--packet", "a.md", "b.md", "--baseline", "known.json", "--output-format", "concise"]);
    assert_eq!((code, out.as_str()), (0, ""));
    std::fs::write(folder.0.join("b.md"), summary("43.510").replace("12.480", "12.840")).unwrap();
    let (_, out, _) = folder.run(&["--packet", "a.md", "b.md", "--baseline", "known.json", "--output-format", "concise"]);
    assert_eq!(out.lines().count(), 1, "{out}");
}

#[test]
fn a_packet_of_the_configuration_is_read_together() {
    let folder = Folder::with(&[("report-lint.toml", "[[packet]]\nfiles = [\"ky-hop-7/*.md\"]\nprevious = [\"ky-hop-6/*.md\"]\n"), ("khac.md", REPORT)]);
    for name in ["ky-hop-6", "ky-hop-7"] {
        std::fs::create_dir(folder.0.join(name)).unwrap();
    }
    let write = |name: &str, text: &str| std::fs::write(folder.0.join(name), text).unwrap();
    write("ky-hop-6/bao-cao.md", &month("tháng 4/2025", ["1.873", "1.247", "626"], ["9.415", "6.208", "3.207"]));
    write("ky-hop-7/bao-cao.md", REPORT);
    write("ky-hop-7/tom-tat.md", &summary("43.150"));
    write("ky-hop-7/thang.md", &month("tháng 5/2025", ["2.136", "1.402", "734"], ["11.551", "7.610", "4.941"]));
    let found = |args: &[&str]| {
        let (findings, _) = folder.across(&[args, &["--force-exclude"]].concat());
        findings.iter().map(|f| format!("{} {}", f["rule"].as_str().unwrap(), f["primary"]["text"].as_str().unwrap())).collect::<Vec<_>>()
    };
    let both = ["restated-value 41.350", "sum-mismatch 4.941"];
    assert_eq!(found(&["."]), both);
    // The hook names one file of the packet: it is compared with the others all the same, and they are not linted for themselves.
    assert_eq!(found(&["ky-hop-7/tom-tat.md"]), both[..1]);
    assert_eq!(found(&["ky-hop-7/thang.md"]), both[1..]);
    assert_eq!(found(&["khac.md"]), [""; 0]);
    assert_eq!(found(&[".", "--isolated"]), [""; 0]);
    // What the command line says goes over it.
    assert_eq!(found(&["khac.md", "ky-hop-7/tom-tat.md", "--packet"]), ["restated-value 41.350"]);
}

#[test]
fn a_packet_of_the_configuration_that_names_nothing_is_one_sentence() {
    let folder = Folder::with(&[("a.md", REPORT)]);
    for (packet, word) in [
        ("[[packet]]\nfiles = [\"ky-hop-7/*.docx\"]\n", "packet: `ky-hop-7/*.docx`"),
        ("[[packet]]\nfiles = [\"a.md\"]\nprevious = [\"cu.md\"]\n", "packet: `cu.md`"),
        ("[[packet]]\nfiles = [\"[z-a]\"]\n", "packet: `[z-a]`"),
        ("[[packet]]\nfiles = []\n", "packet: `files`"),
        ("[[packet]]\nfile = [\"a.md\"]\n", "file"),
        ("[[packet]]\n", "files"),
    ] {
        std::fs::write(folder.0.join("report-lint.toml"), packet).unwrap();
        for language in ["vi", "en"] {
            let (code, _, problem) = folder.run(&["a.md", "--lang", language]);
            assert_eq!((code, problem.lines().count()), (2, 1), "{packet}: {problem}");
            assert!(problem.contains(word) && problem.contains("report-lint.toml"), "{packet}: {problem}");
        }
    }
}

#[test]
fn no_output_replaces_the_report_before() {
    let folder = Folder::with(&[("a.md", REPORT), ("b.md", REPORT)]);
    let (code, _, problem) = folder.run(&["a.md", "--previous", "b.md", "--output-file", "b.md"]);
    assert!(code == 2 && problem.contains("b.md"), "{problem}");
    assert_eq!(std::fs::read_to_string(folder.0.join("b.md")).unwrap(), REPORT);
}

/// Two Word files that state one figure differently, each with a paragraph of its own before it.
fn word_files() -> Folder {
    let folder = Folder::with(&[]);
    let write = |name: &str, text: &str| {
        let paragraphs: Vec<&str> = text.lines().map(|l| l.trim_start_matches(['#', ' '])).filter(|l| !l.is_empty()).collect();
        std::fs::write(folder.0.join(name), Docx::of_paragraphs(&paragraphs).bytes()).unwrap();
    };
    write("a.docx", REPORT);
    write("b.docx", &summary("43.150"));
    folder
}

#[test]
fn each_document_is_commented_at_its_own_place() {
    let folder = word_files();
    let (code, _, problem) = folder.run(&["--packet", "a.docx", "b.docx", "--annotate-dir", "ra", "--quiet", "--lang", "vi"]);
    assert_eq!((code, problem.as_str()), (1, ""));
    let comments = |name: &str| office::part(&std::fs::read(folder.0.join("ra").join(name)).unwrap(), "word/comments.xml");
    let (one, two) = (comments("a.docx"), comments("b.docx"));
    assert!(one.contains("Ở đây nêu 41.350, văn bản b.docx"), "{one}");
    assert!(two.contains("Ở đây: “43.150”; văn bản a.docx, đoạn") && two.contains("41.350 cây phân tán"), "{two}");
    // The comment stands at the figure.
    let body = office::part(&std::fs::read(folder.0.join("ra/b.docx")).unwrap(), "word/document.xml");
    let marked = body.split("commentRangeStart").nth(1).and_then(|rest| rest.split("commentRangeEnd").next()).unwrap();
    assert!(marked.contains("43.150") && !marked.contains("cây"), "{marked}");
}

#[test]
fn a_page_shows_both_texts_and_leads_from_place_to_place() {
    let folder = Folder::with(&[("a.md", REPORT), ("b.md", &summary("43.150"))]);
    let (_, page, _) = folder.run(&["--packet", "a.md", "b.md", "--output-format", "html", "--lang", "vi"]);
    let pair = page.split("<div class=\"pair\">").nth(1).and_then(|rest| rest.split("</div>").next()).unwrap();
    assert!(pair.contains("đã trồng được <mark>41.350</mark> cây") && pair.contains("đã trồng được <mark>43.150</mark> cây"), "{pair}");
    let address = pair.split("<a href=\"#").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    assert!(address.starts_with("p1-") && page.contains(&format!("id=\"{address}\"")), "{address}");
    // And back: the place in the other text has a sign that leads to the card.
    let place = page.split(&format!("id=\"{address}\"")).nth(1).unwrap();
    assert!(place.split("</p>").next().unwrap().contains("href=\"#f0-0\""), "{}", &place[..400]);
    assert!(!page.contains("Không thấy mâu thuẫn nào") && page.contains("Phát hiện ở tệp khác có liên quan: <a href=\"#f0-0\">a.md (1)</a>"), "{page}");
    // On pages of their own the way leads from page to page.
    let (code, _, problem) = folder.run(&["--packet", "a.md", "b.md", "--output-format", "html", "--output-dir", "trang"]);
    assert_eq!((code, problem.as_str()), (1, ""));
    let page = |name: &str| std::fs::read_to_string(folder.0.join("trang").join(name)).unwrap();
    let address = address.replacen("p1-", "p0-", 1);
    assert!(page("a.md.html").contains(&format!("href=\"b.md.html#{address}\"")) && page("b.md.html").contains(&format!("id=\"{address}\"")));
    assert!(page("b.md.html").contains("href=\"a.md.html#f0-0\"") && page("a.md.html").contains("id=\"f0-0\""));
}

#[test]
fn a_table_of_findings_gives_both_files_and_places() {
    let folder = Folder::with(&[("a.md", REPORT), ("b.md", &summary("43.150"))]);
    let (_, csv, _) = folder.run(&["--packet", "a.md", "b.md", "--output-format", "csv", "--lang", "vi"]);
    let rows: Vec<&str> = csv.split("\r\n").collect();
    assert!(rows[0].ends_with(",tệp kia,vị trí ở tệp kia,tệp kia ghi"), "{csv}");
    assert!(rows[1].starts_with("a.md,") && rows[1].ends_with(",b.md,dòng 3,43.150"), "{csv}");
}
