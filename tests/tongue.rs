//! What the program says of itself in Vietnamese, in which order it says what it found, and what it says of accepted findings.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic)]

mod ground;
mod office;

use ground::{Ground, PROGRAM, WRONG};
use office::Docx;
use report_lint::render::problems::in_language;
use report_lint::rulebook::Language;

/// Exit status, standard output and standard error, in a locale.
fn run(ground: &Ground, locale: &str, args: &[&str]) -> (i32, String, String) {
    let mut command = ground.command(PROGRAM, args);
    let done = command.env_remove("LC_MESSAGES").env("LC_ALL", locale).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (done.status.code().unwrap(), text(done.stdout), text(done.stderr))
}

const VI: &str = "vi_VN.UTF-8";

#[test]
fn help_is_in_the_language_that_is_asked_for_or_that_of_the_locale() {
    let ground = Ground::new();
    for (locale, args) in [(VI, &["--help"][..]), ("C", &["--lang", "vi", "--help"]), ("C", &["--lang=vi", "--help"])] {
        let (code, help, _) = run(&ground, locale, args);
        assert_eq!(code, 0);
        for words in ["Cách dùng: report-lint [TÙY-CHỌN]", "Lệnh:", "Tham số:", "Tùy chọn:", "Dạng kết quả", "[mặc định: full]", "--lang <NGÔN-NGỮ>"]
        {
            assert!(help.contains(words), "`{words}` in {help}");
        }
        for words in ["Usage", "Options", "Possible values", "default:", "Print", "The form"] {
            assert!(!help.contains(words), "`{words}` in {help}");
        }
    }
    // No text of the English help is left in the other one.
    for command in ["", "audit", "facts", "text", "rule", "init", "config-schema", "json-schema", "lsp", "completions"] {
        let args: Vec<&str> = [command, "--help"].into_iter().filter(|a| !a.is_empty()).collect();
        let (english, vietnamese) = (run(&ground, "C", &args).1, run(&ground, VI, &args).1);
        let is_sentence = |line: &&str| line.split_whitespace().count() > 2 && !line.contains("Tiếng Việt");
        let left: Vec<&str> = english.lines().filter(is_sentence).filter(|line| vietnamese.lines().any(|l| l.trim() == line.trim())).collect();
        assert!(!english.is_empty() && left.is_empty(), "src/cli/usage.toml lacks {left:#?}");
    }
    let (_, help, _) = run(&ground, VI, &["init", "--help"]);
    assert!(help.contains("Thư mục chứa báo cáo") && !help.contains("Language"), "{help}");
    assert!(run(&ground, VI, &["--lang", "en", "--help"]).1.contains("Usage: report-lint"), "who asks for English gets it");
    assert!(run(&ground, "C", &["--help"]).1.contains("Usage: report-lint"));
    assert!(run(&ground, VI, &["--version"]).1.starts_with("report-lint "));
}

#[test]
fn the_full_help_sends_nobody_to_itself() {
    let ground = Ground::new();
    for (locale, full, short) in [("C", "see more with '--help'", "see a summary with '-h'"), (VI, "xem đầy đủ: --help", "xem tóm tắt: -h")] {
        for command in ["", "audit"] {
            let help = |option: &str| run(&ground, locale, &[command, option].into_iter().filter(|a| !a.is_empty()).collect::<Vec<_>>()).1;
            assert!(help("-h").contains(full) && !help("-h").contains(short), "{}", help("-h"));
            assert!(help("--help").contains(short) && !help("--help").contains(full), "{}", help("--help"));
        }
        assert!(!run(&ground, locale, &["completions", "--help"]).1.contains(short), "one help is no summary of itself");
    }
}

/// What a library says of a broken file is no sentence for an office: its common kinds have one of their own.
#[test]
fn what_libraries_say_is_said_in_vietnamese() {
    let ground = Ground::new().with("a.md", WRONG);
    let said = |args: &[&str]| run(&ground, VI, args).2;
    for (config, words) in [
        ("lang = \"fr\"", "dòng 1, cột 8: không có giá trị `fr`, chỉ có `vi` hoặc `en`"),
        ("# đầu\nselect = \"rounding\"", "dòng 2, cột 10: đây là chữ \"rounding\", phải là danh sách [ … ]"),
        ("ignore = [1]", "đây là số nguyên `1`, phải là chữ trong dấu nháy"),
        ("severity = 5", "đây là số nguyên `5`, phải là bảng { khóa = giá trị }"),
        (
            "facts = { xã = 5 }",
            "dòng 1, cột 12: khóa có dấu hoặc có khoảng trắng phải đặt trong dấu nháy (không có dấu nháy chỉ được dùng a–z, chữ số, `-`, `_`)",
        ),
        ("facts = { \"xã\" = -1 }", "số nguyên `-1` không dùng được, phải là số nguyên không âm"),
        ("lang = vi", "dòng 1, cột 8: chữ phải đặt trong dấu nháy"),
        ("lang \"vi\"", "khóa chưa có giá trị, cần `=`"),
        ("select = [\"rounding\"", "danh sách chưa đóng, cần `]`"),
        ("lang = \"vi\"\nlang = \"en\"", "dòng 2, cột 1: khóa này đã ghi ở trên"),
        ("lang = \"vi\" thừa", "thừa chữ ở cuối dòng"),
    ] {
        std::fs::write(ground.path("c.toml"), config).unwrap();
        let problem = said(&["a.md", "--config", "c.toml"]);
        assert!(problem.trim_end().ends_with(words), "{problem}");
    }
    for (baseline, words) in [
        ("", "tệp rỗng hoặc đứt giữa chừng (dòng 1, cột 0)"),
        ("{", "tệp đứt giữa chừng, trong đối tượng (dòng 1, cột 1)"),
        ("x", "không phải JSON (dòng 1, cột 1)"),
    ] {
        std::fs::write(ground.path("k.json"), baseline).unwrap();
        assert!(said(&["a.md", "--baseline", "k.json"]).contains(words), "{}", said(&["a.md", "--baseline", "k.json"]));
    }
    let word = Docx::of_paragraphs(&["Có 5 hộ."]).bytes();
    std::fs::write(ground.path("cụt.docx"), &word[..word.len() / 2]).unwrap();
    std::fs::write(ground.path("thẻ.docx"), Docx::new("<w:p><w:r><w:t>Có 5 hộ.</w:t></w:q></w:p>").bytes()).unwrap();
    let mut locked = word.clone();
    // The bit that says that an entry is encrypted, in both places where it stands.
    for (magic, at) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let places: Vec<usize> = (0..word.len() - 4).filter(|&i| &word[i..i + 4] == magic).collect();
        places.into_iter().for_each(|place| locked[place + at] |= 1);
    }
    std::fs::write(ground.path("khóa.docx"), locked).unwrap();
    assert!(said(&["cụt.docx"]).contains("không phải gói ZIP trọn vẹn"), "{}", said(&["cụt.docx"]));
    assert!(said(&["thẻ.docx"]).contains("XML viết sai: thẻ đóng phải là `</w:r>`, ở đây là `</w:q>`"), "{}", said(&["thẻ.docx"]));
    assert!(said(&["khóa.docx"]).contains("có mật khẩu"), "{}", said(&["khóa.docx"]));
}

#[test]
fn what_went_wrong_is_one_vietnamese_sentence() {
    let ground = Ground::new().with("a.md", WRONG).with("hong.docx", "x").with("cu.doc", b"\xd0\xcf\x11\xe0\xa1\xb1");
    let said = |args: &[&str]| {
        let (code, out, problem) = run(&ground, VI, args);
        assert_eq!((code, out.as_str(), problem.lines().count()), (2, "", 1), "{args:?}: {problem}");
        problem
    };
    assert!(said(&["khong.md"]).contains("khong.md: không có tệp hoặc thư mục này"));
    assert!(said(&["audti"]).contains("có phải là lệnh `audit`?"));
    assert!(said(&["--isolated", "rule"]).contains("lệnh `rule` đứng trước mọi tùy chọn"));
    assert!(said(&["--khong-co"]).contains("không có tùy chọn --khong-co"));
    assert!(said(&["--output-formt", "json"]).contains("có phải là --output-format?"));
    assert!(said(&["--output-format", "doc"]).contains("“doc” không dùng được cho --output-format <DẠNG>; dùng được: full"));
    assert!(said(&["--baseline"]).contains("--baseline <TỆP> cần một giá trị"));
    assert!(said(&["a.md", "--annotate", "b.docx", "--annotate-dir", "c"]).contains("không dùng cùng"));
    assert!(said(&["a.md", "--select", "sum-mismach"]).contains("không có quy tắc `sum-mismach`: có phải là `sum-mismatch`?"));
    assert!(said(&["hong.docx", "--annotate", "b.txt"]).contains("--annotate ghi tệp Word (.docx)"));
    assert!(said(&["hong.docx"]).contains("tệp bị hỏng, hoặc bên trong không phải loại tệp như tên gọi: tên là .docx"));
    assert!(said(&["cu.doc"]).contains("đây là tệp Word, Excel đời cũ"));
    assert!(said(&["rule", "sum-mismach"]).contains("không có quy tắc"));
    let (_, table, _) = run(&ground, VI, &["hong.docx", "--output-format", "csv"]);
    assert!(table.contains("tệp bị hỏng"), "{table}");
}

#[test]
fn levels_of_rules_have_names_in_the_language() {
    let ground = Ground::new();
    assert!(run(&ground, "C", &["rule", "sum-mismatch"]).1.starts_with("sum-mismatch (lỗi)\n"));
    assert!(run(&ground, "C", &["rule", "sum-mismatch", "--lang", "en"]).1.starts_with("sum-mismatch (error)\n"));
    assert!(!run(&ground, "C", &["rule"]).1.contains("warning"));
}

#[test]
fn errors_come_first_and_slips_of_typing_last() {
    let text =
        "Cán bộ thú y đã tuyên truyền tuyên truyền đến từng hộ.\n\nTrong 16 chỉ tiêu chủ yếu có: 08 chỉ tiêu vượt, 06 chỉ tiêu đạt.\n\n".to_owned() + WRONG;
    let ground = Ground::new().with("a.md", &text);
    for format in ["full", "narrated"] {
        let (_, out, _) = run(&ground, "C", &["a.md", "--output-format", format, "--lang", "vi"]);
        let at = |words: &str| out.find(words).unwrap_or_else(|| panic!("{words} in {out}"));
        assert!(at("sum-mismatch") < at("incomplete-breakdown") && at("incomplete-breakdown") < at("repeated-words"), "{out}");
    }
    let (_, out, _) = run(&ground, "C", &["a.md", "--lang", "vi"]);
    let slips = out.find("Có thể chỉ là lỗi gõ:").unwrap();
    assert!(out[slips..].contains("repeated-words") && !out[slips..].contains("sum-mismatch"), "{out}");
    // The one place of a finding needs no name.
    assert!(!out.contains("tại đây"), "{out}");
}

#[test]
fn accepted_findings_are_counted() {
    let ground = Ground::new().with("a.md", WRONG);
    let (code, out, said) = run(&ground, "C", &["a.md", "--write-baseline", "biet.json", "--lang", "vi"]);
    assert_eq!((code, said.as_str()), (0, "report-lint: biet.json: đã ghi 1 phát hiện được chấp nhận của 1 tệp.\n"));
    assert!(out.ends_with("1 phát hiện đã chấp nhận, không hiển thị.\n") && !out.contains("Không thấy mâu thuẫn"), "{out}");
    let (_, out, said) = run(&ground, "C", &["a.md", "--baseline", "biet.json", "--lang", "vi"]);
    assert!(out.ends_with("1 phát hiện đã chấp nhận, không hiển thị.\n") && said.is_empty(), "{out}{said}");
    let (_, out, said) = run(&ground, "C", &["a.md", "--write-baseline", "biet.json", "--quiet"]);
    assert_eq!((out.as_str(), said.as_str()), ("", ""));
}

#[test]
fn a_problem_is_told_with_its_path_and_its_figures() {
    let vi = |problem| in_language(problem, Language::Vi).into_owned();
    assert_eq!(vi("a.md: no such file or folder"), "a.md: không có tệp hoặc thư mục này");
    assert_eq!(vi("--rules x: there is no rule `sum`: did you mean `a` or `b`?"), "--rules x: không có quy tắc `sum`: có phải là `a` hoặc `b`?");
    let damaged = vi("a.docx: damaged, or not what it seems to be: word/document.xml is missing");
    assert_eq!(damaged, "a.docx: tệp bị hỏng, hoặc bên trong không phải loại tệp như tên gọi: thiếu word/document.xml");
    assert_eq!(vi("something else"), "something else");
    assert_eq!(in_language("is read-only", Language::En), "is read-only");
}

#[test]
fn both_wordings_of_a_problem_have_the_same_holes() {
    let table: toml::Table = include_str!("../src/render/problems.toml").parse().unwrap();
    let forms: Vec<[String; 2]> = table["forms"].clone().try_into().unwrap();
    assert!(forms.len() > 50);
    for [en, vi] in &forms {
        assert_eq!(en.matches("{}").count(), vi.matches("{}").count(), "{en}");
    }
}

/// Each sentence in which a reader of a format says why it could not read, wherever it is written.
#[test]
fn every_reason_not_to_read_a_file_is_told_in_vietnamese() {
    let sources = walkdir::WalkDir::new("src/formats").into_iter().flatten().filter(|f| f.path().extension().is_some_and(|e| e == "rs"));
    let mut seen = 0;
    for source in sources {
        let text = std::fs::read_to_string(source.path()).unwrap();
        for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
            for sentence in line.split('"').skip(1).step_by(2).filter(|words| is_sentence(words)) {
                seen += 1;
                let filled = filled(sentence);
                assert_ne!(in_language(&filled, Language::Vi), filled, "{}", source.path().display());
            }
        }
    }
    assert!(seen > 40, "{seen}");
}

/// Three plain English words behind each other.
fn is_sentence(words: &str) -> bool {
    let plain = |word: &str| word.len() > 1 && word.bytes().all(|b| b.is_ascii_lowercase());
    words.split(' ').collect::<Vec<_>>().windows(3).any(|three| three.iter().filter(|word| plain(word)).count() == 3)
}

/// A sentence as a program fills it in.
fn filled(sentence: &str) -> String {
    let mut parts = sentence.split('{');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |out, part| out + "7" + part.split_once('}').map_or("", |(_, behind)| behind))
}

/// The words of an officer in the margin: short, concrete, with what is counted.
#[test]
fn messages_are_as_an_officer_would_write_them() {
    let cases = [
        ("Số cuộc giám sát năm nay là 12 cuộc, tăng 03 cuộc so với năm trước (08 cuộc).", "Nêu tăng 03 cuộc, nhưng từ 08 lên 12 là tăng 04 cuộc"),
        (
            "Tổng thu 14.000 triệu đồng, đạt 104% kế hoạch, trong đó: thu nội địa 4.200 triệu đồng, đạt 104% kế hoạch; thu khác 9.800 triệu đồng, đạt 102% kế hoạch.",
            "Hai phần đạt 104% và 102% thì gộp lại chỉ khoảng 102,6%, không thể là 104%",
        ),
        (
            "Hỗ trợ dịp Tết 320 hộ/1.300 nhân khẩu với 19.500 kg gạo; hỗ trợ giáp hạt 250 hộ/1.100 nhân khẩu với 18.500 kg gạo.",
            "19.500 kg cho 1.300 nhân khẩu là 15 kg/nhân khẩu; theo mức đó 1.100 nhân khẩu được 16.500 kg, báo cáo ghi 18.500 kg",
        ),
        ("Cấp 18.860 kg gạo cho 1.124 nhân khẩu (15 kg/nhân khẩu).", "1.124 nhân khẩu × 15 kg là 16.860 kg, báo cáo ghi 18.860 kg"),
        ("Xã đã làm công tác truyền truyền ở các thôn.", "Lặp từ “truyền truyền”"),
        ("Xã được giao 05 chỉ tiêu: giao thông, thủy lợi, nhà ở.", "Nêu 05 chỉ tiêu nhưng mới kể được 3; còn thiếu 2"),
        ("Trong kỳ công nhận 02 sản phẩm OCOP gồm: mật ong rừng, chè shan tuyết, miến dong.", "Nêu 02 sản phẩm nhưng kể đến 3; thừa 1"),
        (
            "| TT | Nội dung | Dự toán |\n|---|---|---|\n| 1 | Thu nội địa | 4.110 |\n| 2 | Thu khác | 3.000 |\n| 3 | Thu bổ sung | 3.000 |\n| | Tổng thu | 10.100 |\n",
            "Dòng “Tổng thu”, cột “Dự toán” ghi 10.100, nhưng các dòng 1–3 cộng lại được 10.110 (chênh 10)",
        ),
        (
            "| Nội dung | Dự toán |\n|---|---|\n| Thu nội địa | 4.110 |\n| Thu khác | 6.000 |\n| Tổng thu | 10.100 |\n",
            "Dòng “Tổng thu”, cột “Dự toán” ghi 10.100, nhưng 2 dòng cộng lại được 10.110 (chênh 10)",
        ),
    ];
    for (text, message) in cases {
        let ground = Ground::new().with("a.md", text);
        let (_, out, _) = run(&ground, "C", &["a.md", "--lang", "vi", "--output-format", "concise"]);
        assert!(out.contains(message), "{message}\n{out}");
    }
}

/// A place is not pointed at a second time as another one of its own.
#[test]
fn a_place_that_stands_alone_is_named_once() {
    let ground = Ground::new().with("a.md", "Tổng số hộ trên địa bàn là 4.40.049 hộ.\n");
    let (_, out, _) = run(&ground, "C", &["a.md", "--lang", "vi"]);
    assert!(out.contains("4.40.049") && !out.contains("chỗ thứ"), "{out}");
}
