//! Many reports at a time: tables, folders of copies and of pages, files that were not read, and words that are near to what was meant.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic)]

mod ground;
mod office;

use ground::{Ground, Ran, PROGRAM, WRONG};
use office::Docx;
use serde_json::Value;

fn word() -> Vec<u8> {
    Docx::of_paragraphs(&["Số: ……/BC-UBND", WRONG.trim(), "Hà Nội, ngày … tháng … năm 2026"]).bytes()
}

/// A report, a Word file, one that is broken and one that is passed by.
fn office_folder() -> Ground {
    Ground::new().with("bc/a.md", WRONG).with("bc/con/b.docx", word()).with("bc/hong.docx", b"PK\x03\x04").with("bc/cu.doc", b"")
}

#[test]
fn a_table_has_a_row_for_each_finding_and_each_file_that_was_not_read() {
    let ground = office_folder();
    let done = ground.run(&["bc", "--isolated", "--output-format", "csv", "--lang", "vi"]);
    done.ended(2);
    let rows: Vec<&str> = done.out.split("\r\n").collect();
    assert!(rows[0].starts_with("tệp,mục,vị trí,mức,") && rows[0].split(',').count() == 17, "{}", rows[0]);
    let row = |start: &str| rows.iter().find(|row| row.starts_with(start)).unwrap_or_else(|| panic!("{start} in {}", done.out));
    assert!(row("bc/a.md,").contains(",lỗi,") && row("bc/a.md,").contains(",sum-mismatch,") && row("bc/a.md,").contains(",25,hộ,26,-1,"), "{}", row("bc/a.md"));
    assert!(row("bc/con/b.docx,").contains("đoạn"));
    assert!(row("bc/hong.docx,").contains("không đọc được"));
    assert!(row("bc/cu.doc,").contains("bỏ qua"));
    // A file for a spreadsheet begins with the mark of UTF-8.
    ground.run(&["bc/a.md", "--isolated", "--output-format", "csv", "--output-file", "ra.csv"]).ended(1);
    assert!(ground.read("ra.csv").starts_with("\u{feff}tệp,"));
}

#[test]
fn words_of_a_report_are_no_formulas_of_a_spreadsheet() {
    let report = "Toàn huyện có 25 hộ được hỗ trợ, trong đó: hộ nghèo 9 hộ, hộ cận nghèo 17 hộ.\n";
    let ground = Ground::new().with("=1+2.md", report).with("@a \"b\".md", report);
    let out = ground.run(&["=1+2.md", "@a \"b\".md", "--isolated", "--output-format", "csv"]).out;
    assert!(out.contains("\r\n'=1+2.md,") && out.contains("\r\n\"'@a \"\"b\"\".md\","), "{out}");
}

#[test]
fn json_names_the_files_that_were_not_read() {
    let ground = office_folder();
    let done = ground.run(&["bc", "khong.md", "--isolated", "--output-format", "json"]);
    let json: Value = serde_json::from_str(&done.ended(2).out).unwrap();
    let file = |path: &str| json["files"].as_array().unwrap().iter().find(|f| f["path"] == path).unwrap_or_else(|| panic!("{path} in {json}")).clone();
    assert!(file("bc/a.md").get("problem").is_none() && file("bc/a.md")["findings"].as_array().unwrap().len() == 1);
    assert!(file("bc/hong.docx")["problem"].is_string() && file("bc/hong.docx").get("skipped").is_none());
    assert_eq!((file("bc/cu.doc")["skipped"].clone(), file("bc/cu.doc")["findings"].clone()), (true.into(), Value::Array(Vec::new())));
    assert!(file("khong.md")["problem"].as_str().unwrap().contains("no such file"));
    let lines = ground.run(&["bc", "--isolated", "--output-format", "json-lines"]).out;
    assert_eq!(lines.lines().count(), 4);
}

#[test]
fn a_folder_with_nothing_but_files_that_are_passed_by_is_a_failure() {
    let ground = Ground::new().with("bc/cu.doc", b"");
    let done = ground.run(&["bc", "--isolated"]);
    assert!(done.ended(2).err.contains("save it as .docx") && done.err.contains("no report in this folder"), "{}", done.err);
    // Beside a report it is only said.
    Ground::new().with("bc/cu.doc", b"").with("bc/a.md", "Không có gì.\n").run(&["bc", "--isolated"]).ended(0);
}

#[test]
fn what_is_printed_as_json_fits_its_schema() {
    let ground = office_folder();
    let fits = |schema: &str, out: &str| {
        let (schema, json): (Value, Value) = (serde_json::from_str(schema).unwrap(), serde_json::from_str(out).unwrap());
        let (mut schemas, mut compiler) = (boon::Schemas::new(), boon::Compiler::new());
        compiler.add_resource("memory:schema", schema).unwrap();
        let index = compiler.compile("memory:schema", &mut schemas).unwrap();
        schemas.validate(&json, index).map_err(|error| error.to_string()).unwrap();
    };
    let schema = ground.run(&["json-schema"]).out;
    fits(&schema, &ground.run(&["bc", "--isolated", "--output-format", "json"]).out);
    let schema = ground.run(&["json-schema", "audit"]).out;
    fits(&schema, &ground.run(&["audit", "bc", "--isolated", "--output-format", "json"]).out);
}

#[test]
fn a_folder_of_copies_keeps_the_names() {
    let ground = office_folder();
    ground.run(&["bc", "--isolated", "--quiet", "--annotate-dir", "ra"]).ended(2);
    assert_eq!((ground.names("ra"), ground.names("ra/con")), (vec!["con".to_owned()], vec!["b.docx".to_owned()]));
    // Alone it gets the same comments.
    ground.run(&["bc/con/b.docx", "--isolated", "--quiet", "--annotate", "b.docx"]).ended(1);
    assert_eq!(std::fs::read(ground.path("b.docx")).unwrap(), std::fs::read(ground.path("ra/con/b.docx")).unwrap());
    // What stands in the folder of copies is no report of the next run.
    let ground = Ground::new().with("a.docx", word());
    for _ in 0..2 {
        ground.run(&[".", "--isolated", "--quiet", "--annotate-dir", "ra"]).ended(1);
    }
    assert_eq!(ground.names("ra"), ["a.docx"]);
}

#[test]
fn copies_overwrite_neither_reports_nor_each_other() {
    let ground = Ground::new().with("a/x.docx", word()).with("b/x.docx", word());
    ground.run(&["a/x.docx", "--isolated", "--annotate-dir", "a"]).complains(&["--annotate-dir", "overwrite"]);
    ground.run(&["a/x.docx", "b/x.docx", "--isolated", "--annotate-dir", "ra"]).complains(&["a/x.docx and b/x.docx", "ra/x.docx"]);
    assert!(!ground.path("ra").exists());
    let ground = ground.with("c.md", WRONG);
    ground.run(&["c.md", "--annotate-dir", "ra"]).complains(&["--annotate-dir", "no Word file"]);
}

#[test]
fn a_comment_has_a_title_and_blanks_are_one_comment() {
    let open = "Toàn xã có xx hộ thoát nghèo; bình quân đạt … triệu đồng/người.";
    let file = Docx::of_paragraphs(&["Số: ……/BC-UBND", WRONG.trim(), open, "Hà Nội, ngày … tháng … năm 2026"]).bytes();
    let ground = Ground::new().with("a.docx", file);
    let comments = |from: &str, to: &str| {
        ground.run(&[from, "--isolated", "--quiet", "--lang", "vi", "--annotate", to]).ended(1);
        office::part(&std::fs::read(ground.path(to)).unwrap(), "word/comments.xml")
    };
    let said = comments("a.docx", "b.docx");
    assert!(said.contains("Lỗi: Tổng số và các thành phần không khớp nhau [sum-mismatch]"), "{said}");
    let (first, blanks) = (said.find("[sum-mismatch]").unwrap(), said.find("[placeholder]").unwrap());
    assert!(first < blanks && said.matches("[placeholder]").count() == 1, "{said}");
    assert!(said[blanks..].contains("“xx”") && said[blanks..].contains("“đạt …"), "{said}");
    assert!(!said.contains("Số:") && !said.contains("ngày"), "number and date are written in when the report is signed: {said}");
    assert_eq!(comments("b.docx", "c.docx").matches("<w:comment ").count(), 2, "the copy of a copy has no more of them");
}

#[test]
fn blanks_of_number_and_date_are_a_line_of_the_summary() {
    let ground = Ground::new().with("a.docx", word()).with("b.md", "Số:  …/BC-UBND\n\nToàn xã có xx hộ nghèo.\n").with("c.md", WRONG);
    let summary = |args: &[&str]| ground.run(&[&["--isolated"], args].concat()).out;
    assert!(summary(&["a.docx", "--lang", "vi"]).contains("\nSố, ngày của văn bản còn để trống 3 chỗ, thường được điền khi ký.\n"));
    assert!(summary(&["b.md", "--lang", "en"]).contains("\n1 blank of number and date, usually filled in at signature.\n"));
    assert!(!summary(&["c.md", "--lang", "en"]).contains("blank of"));
    // A copy of a report in which nothing else is open has no comment.
    let ground = ground.with("d.docx", Docx::of_paragraphs(&["Số: ……/BC-UBND", "Toàn xã có 12 hộ nghèo."]).bytes());
    ground.run(&["d.docx", "--isolated", "--quiet", "--annotate", "e.docx"]).ended(0);
    let copy = std::fs::read(ground.path("e.docx")).unwrap();
    assert!(!office::part(&copy, "word/document.xml").contains("commentReference"));
}

#[test]
fn a_folder_of_pages_has_an_index() {
    let ground = office_folder();
    ground.run(&["bc", "--isolated", "--output-format", "html", "--output-dir", "trang"]).ended(2);
    assert_eq!(ground.names("trang"), ["a.md.html", "con", "index.html"]);
    let index = ground.read("trang/index.html");
    assert!(index.contains("href=\"a.md.html\"") && index.contains("href=\"con/b.docx.html\"") && index.contains("bc/hong.docx"), "{index}");
    assert!(ground.read("trang/con/b.docx.html").contains("class=\"card error\""));
    ground.run(&["bc", "--output-dir", "trang"]).complains(&["--output-dir", "html"]);
}

#[test]
fn words_that_are_near_to_what_was_meant_are_told() {
    let ground = Ground::new().with("a.md", format!("<!-- report-lint: ignore[sum-mismtach] -->\n{WRONG}"));
    ground.run(&["audti"]).complains(&["audti", "did you mean the command `audit`?"]);
    ground.run(&["lps"]).complains(&["`lsp`"]);
    assert!(!ground.run(&["bao-cao"]).err.contains("did you mean"));
    let said = ground.run(&["a.md", "--isolated", "--output-format", "concise", "--lang", "vi"]).out;
    assert!(said.contains("unused-suppression") && said.contains("sum-mismtach → sum-mismatch"), "{said}");
}

#[test]
fn patterns_are_expanded_where_no_shell_does_it() {
    let ground = Ground::new().with("bc/a.md", WRONG).with("bc/b.md", WRONG).with("bc/c.txt", WRONG).with("bc/con/d.md", WRONG);
    let files = |pattern: &str| ground.run(&[pattern, "--isolated", "--show-files"]).out;
    assert_eq!(files("bc/*.md"), "bc/a.md\nbc/b.md\n");
    assert_eq!(files("bc/?.txt"), "bc/c.txt\n");
    ground.run(&["bc/*.pdf"]).complains(&["no such file"]);
}

#[test]
fn files_that_are_dragged_onto_the_program_get_their_copies_beside_them() {
    let ground = Ground::new().with("bản thảo.docx", word()).with("a.md", WRONG);
    std::os::unix::fs::symlink(PROGRAM, ground.path("doi-chieu.exe")).unwrap();
    let drop = || Ran::of(ground.command(ground.path("doi-chieu.exe"), &["bản thảo.docx", "a.md"]).output().unwrap());
    let done = drop();
    assert!(done.ended(0).out.contains("1 lỗi") && done.out.contains("bản thảo (đã đối chiếu).docx"), "{}", done.out);
    assert_eq!(
        ground.names("."),
        ["a (đã đối chiếu).html", "a.md", "bản thảo (đã đối chiếu).docx", "bản thảo (đã đối chiếu).html", "bản thảo.docx", "doi-chieu.exe"]
    );
    drop().ended(0);
    let copy = Ran::of(ground.command(ground.path("doi-chieu.exe"), &["bản thảo (đã đối chiếu).docx"]).output().unwrap());
    copy.ended(0);
    assert_eq!(ground.names(".").len(), 6);
}
