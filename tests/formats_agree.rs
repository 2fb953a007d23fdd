//! One report in every format: the same findings as the Markdown that it was made from, and the same words as another program reads.
//!
//! The files are made by pandoc and LibreOffice. Where these are not installed, and for formats that the build does not read, the tests say `skipped`.

#![allow(clippy::unwrap_used, clippy::panic)]

mod office;

use office::{cell, paragraph, run, Docx};
use report_lint::formats::{self, Options, Tracked};
use report_lint::rulebook::{Language, Rulebook};
use report_lint::source::Source;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Findings that a way of making a file loses, or adds: the way, then rule and primary words. Each needs its reason beside it.
const EXCEPTIONS: &[(&str, &str, &str)] = &[];

const EXAMPLES: [&str; 3] = ["nua-nam.md", "ngan-sach.md", "sach-loi.md"];

/// What the examples lack.
const RICH: &str = "# Một

1. a *nghiêng* 25 ha
2. b **đậm** 9 m^3^
   a. c
   b. d

3. e, x^th^ và H~2~O

- f
    - g \"trích\" [liên kết](http://x)

| Xã | Hộ |
|----|---:|
| A  | 12 |
| B^2^ | 9 |

Chữ[^1] và chữ[^2], `mã 7`; dòng\\
tiếp.

[^1]: Thân một.

    Thân hai.
[^2]: Thân *ba*.

(5) Năm
(6) Sáu
";

fn example(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name)
}

fn open(path: &Path) -> Source {
    formats::read("report", std::fs::read(path).unwrap(), Default::default()).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// Runs pandoc; nothing where it is not installed.
fn pandoc(args: &[&str]) -> Option<Vec<u8>> {
    let done = Command::new("pandoc").args(args).output().ok()?;
    assert!(done.status.success(), "pandoc {args:?}: {}", String::from_utf8_lossy(&done.stderr));
    Some(done.stdout)
}

/// The Markdown in another format, in the folder; nothing where pandoc is not installed.
fn by_pandoc(folder: &Path, markdown: &Path, to: &str) -> Option<PathBuf> {
    let made = folder.join(format!("pandoc.{to}"));
    // Quotation marks and dots as they stand.
    pandoc(&["-f", "markdown-smart", "-s", "-M", "pagetitle=x", &markdown.to_string_lossy(), "-t", to, "-o", &made.to_string_lossy()])?;
    Some(made)
}

/// A file in another format by LibreOffice; nothing where it is not installed.
fn by_office(folder: &Path, file: &Path, to: &str) -> Option<PathBuf> {
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let out = folder.join("office");
    let done = Command::new("soffice").args([&profile, "--headless", "--convert-to", to, "--outdir"]).arg(&out).arg(file).output().ok()?;
    let made = out.join(file.with_extension(to).file_name().unwrap());
    assert!(made.exists(), "{}", String::from_utf8_lossy(&done.stderr));
    Some(made)
}

fn is_read(extension: &str) -> bool {
    formats::is_report(Path::new("report").with_extension(extension).as_path())
}

fn skip(what: &str) {
    eprintln!("skipped: {what}");
}

/// The files made out of a Markdown report, each with the way that it was made.
fn made(folder: &Path, markdown: &Path) -> Vec<(&'static str, PathBuf)> {
    let mut out = Vec::new();
    for (way, to) in [("pandoc docx", "docx"), ("pandoc odt", "odt"), ("pandoc html", "html")] {
        match is_read(to).then(|| by_pandoc(folder, markdown, to)) {
            Some(Some(file)) => out.push((way, file)),
            Some(None) => skip("pandoc is not installed"),
            None => skip(&format!("{to} is not read by this build")),
        }
    }
    let Some(docx) = out.iter().find(|(way, _)| *way == "pandoc docx").map(|(_, file)| file.clone()) else { return out };
    for (way, to) in [("LibreOffice odt", "odt"), ("LibreOffice pdf", "pdf")] {
        match is_read(to).then(|| by_office(folder, &docx, to)) {
            Some(Some(file)) => out.push((way, file)),
            Some(None) => skip("LibreOffice is not installed"),
            None => skip(&format!("{to} is not read by this build")),
        }
    }
    out
}

/// Rule, primary words and message of each finding, in an order that does not depend on where notes stand.
fn findings(source: &Source, way: &str) -> Vec<(String, String, String)> {
    let book = Rulebook::for_linting().unwrap();
    let report = report_lint::lint(source, &book, Language::Vi);
    let words = |span: report_lint::source::Span| span.of(&source.text).split_whitespace().collect::<Vec<_>>().join(" ");
    let all = report.findings.iter().map(|f| (f.rule.clone(), words(f.primary), f.message.clone()));
    let mut out: Vec<_> = all.filter(|(rule, words, _)| !EXCEPTIONS.contains(&(way, rule.as_str(), words.as_str()))).collect();
    out.sort();
    out
}

#[test]
fn the_findings_of_a_report_are_the_same_in_each_format() {
    let folder = tempfile::tempdir().unwrap();
    let markdown = example(EXAMPLES[0]);
    for (way, file) in made(folder.path(), &markdown) {
        let expected = findings(&open(&markdown), way);
        assert!(expected.len() + EXCEPTIONS.len() > 8, "{expected:?}");
        assert_eq!(findings(&open(&file), way), expected, "{way}");
    }
}

#[test]
fn the_other_examples_agree_in_word_and_opendocument() {
    for name in &EXAMPLES[1..] {
        let folder = tempfile::tempdir().unwrap();
        for to in ["docx", "odt"] {
            let Some(file) = by_pandoc(folder.path(), &example(name), to) else { return skip("pandoc is not installed") };
            assert_eq!(findings(&open(&file), to), findings(&open(&example(name)), to), "{name} as {to}");
        }
    }
}

/// The words of a document as pandoc reads it, its notes at the end.
#[derive(Default)]
struct Words {
    text: String,
    notes: String,
}

impl Words {
    fn all(&mut self, values: &Value) {
        values.as_array().into_iter().flatten().for_each(|v| self.one(v));
    }

    fn one(&mut self, value: &Value) {
        let Some(kind) = value["t"].as_str() else { return self.all(value) };
        let inner = &value["c"];
        match kind {
            "Str" => self.text += inner.as_str().unwrap(),
            "Space" | "SoftBreak" | "LineBreak" => self.text.push(' '),
            "Code" => self.text += inner[1].as_str().unwrap(),
            "Superscript" => self.raised(inner),
            "Note" => {
                let mut note = Words::default();
                note.all(inner);
                self.notes += &format!("\n{}", note.text);
            }
            "OrderedList" => self.ordered(inner),
            "Link" | "Span" | "Div" => self.one(&inner[1]),
            "Quoted" => panic!("pandoc was told not to be smart"),
            _ => self.all(inner),
        }
        if matches!(kind, "Para" | "Plain" | "Header") {
            self.text.push('\n');
        }
    }

    fn raised(&mut self, inner: &Value) {
        let mut words = Words::default();
        words.all(inner);
        let high = |c: char| "0123456789()".chars().position(|p| p == c).and_then(|at| "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾".chars().nth(at));
        self.text += &words.text.chars().map(high).collect::<Option<String>>().unwrap_or(words.text.clone());
    }

    fn ordered(&mut self, inner: &Value) {
        let first = inner[0][0].as_u64().unwrap();
        let [style, delimiter] = [1, 2].map(|at| inner[0][at]["t"].as_str().unwrap().to_owned());
        for (n, item) in inner[1].as_array().unwrap().iter().enumerate() {
            let n = first + n as u64;
            let number = if style == "LowerAlpha" { char::from(b'a' - 1 + n as u8).to_string() } else { n.to_string() };
            self.text += &match delimiter.as_str() {
                "TwoParens" => format!("({number}) "),
                "OneParen" => format!("{number}) "),
                _ => format!("{number}. "),
            };
            self.all(item);
        }
    }
}

fn words_of_pandoc(file: &Path, from: &str) -> Vec<String> {
    let json: Value = serde_json::from_slice(&pandoc(&[&file.to_string_lossy(), "-f", from, "-t", "json"]).unwrap()).unwrap();
    let mut words = Words::default();
    words.all(&json["blocks"]);
    split(&(words.text + &words.notes))
}

/// Words without bullets and note marks, which pandoc does not write, sorted.
fn split(text: &str) -> Vec<String> {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, mark)) = rest.split_once("[^") {
        out += before;
        rest = mark.split_once(']').map_or("", |(_, after)| after.strip_prefix(':').unwrap_or(after));
    }
    out += rest;
    let mut words: Vec<String> = out.split_whitespace().filter(|w| !["•", "◦", "▪", "-", "–"].contains(w)).map(str::to_owned).collect();
    words.sort();
    words
}

/// Words that only one of both has.
fn differences(ours: Vec<String>, theirs: Vec<String>) -> Vec<String> {
    let diff = similar::capture_diff_slices(similar::Algorithm::Myers, &ours, &theirs);
    let mut out = Vec::new();
    for op in diff.iter().filter(|op| op.tag() != similar::DiffTag::Equal) {
        out.extend(ours[op.old_range()].iter().map(|w| format!("only ours: {w}")));
        out.extend(theirs[op.new_range()].iter().map(|w| format!("only pandoc's: {w}")));
    }
    out
}

#[test]
fn the_words_are_those_that_pandoc_reads() {
    let folder = tempfile::tempdir().unwrap();
    let rich = folder.path().join("rich.md");
    std::fs::write(&rich, RICH).unwrap();
    for markdown in EXAMPLES.map(example).into_iter().chain([rich]) {
        let Some(docx) = by_pandoc(folder.path(), &markdown, "docx") else { return skip("pandoc is not installed") };
        let odt = by_pandoc(folder.path(), &markdown, "odt").unwrap();
        // Pandoc leaves out the head rows of OpenDocument tables when it reads them: for these, the words are those of the Markdown alone.
        for (file, theirs, from) in [(&docx, &docx, "docx"), (&docx, &markdown, "markdown-smart"), (&odt, &markdown, "markdown-smart")] {
            let differ = differences(split(&open(file).text), words_of_pandoc(theirs, from));
            assert!(differ.is_empty(), "{} against {}: {differ:#?}", file.display(), theirs.display());
        }
    }
}

#[test]
fn word_and_opendocument_give_one_text() {
    let folder = tempfile::tempdir().unwrap();
    let rich = folder.path().join("rich.md");
    std::fs::write(&rich, RICH).unwrap();
    for markdown in EXAMPLES.map(example).into_iter().chain([rich]) {
        let Some(docx) = by_pandoc(folder.path(), &markdown, "docx") else { return skip("pandoc is not installed") };
        let Some(odt) = by_office(folder.path(), &docx, "odt") else { return skip("LibreOffice is not installed") };
        // Blanks at the ends of paragraphs, and before a note, are the only things that LibreOffice moves.
        let lines = |file: &Path| open(file).text.lines().map(|l| l.split_whitespace().collect::<Vec<_>>().join(" ")).collect::<Vec<_>>();
        assert_eq!(lines(&odt), lines(&docx), "{}", markdown.display());
    }
}

/// A Word file with numbers, notes, changes, merged cells and a text box.
fn word() -> Docx {
    let level = |at: usize, format: &str, text: &str| {
        format!("<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/></w:lvl>")
    };
    let levels = [level(0, "upperRoman", "%1."), level(1, "decimal", "%2."), level(2, "decimal", "%2.%3."), level(3, "lowerLetter", "%4)")].concat();
    let numbering = format!(
        "<w:abstractNum w:abstractNumId=\"0\">{levels}</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>\
         <w:num w:numId=\"2\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"5\"/></w:lvlOverride></w:num>"
    );
    let item = |list: u32, level: usize, text: &str| {
        format!("<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr>{}</w:p>", run(text))
    };
    let who = "w:id=\"9\" w:author=\"A\" w:date=\"2026-01-01T00:00:00Z\"";
    let raised = "<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>3</w:t></w:r>";
    let boxed = format!(
        "<w:r><w:pict><v:shape style=\"width:90pt;height:50pt\"><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>",
        paragraph("Khung 12")
    );
    let rows = [
        format!("<w:tr>{}{}</w:tr>", cell("<w:vMerge w:val=\"restart\"/>", "Xã"), cell("<w:gridSpan w:val=\"2\"/>", "Số hộ")),
        format!("<w:tr>{}{}{}</w:tr>", cell("<w:vMerge/>", ""), cell("", "nghèo"), cell("", "cận nghèo")),
    ];
    let body = [
        [
            item(1, 0, "a"),
            item(1, 1, "b"),
            item(1, 1, "c"),
            item(1, 2, "d"),
            item(1, 3, "e"),
            paragraph("chữ"),
            item(1, 2, "g"),
            item(1, 0, "h"),
            item(2, 0, "i"),
        ]
        .concat(),
        format!("<w:p>{}<w:del {who}><w:r><w:delText>09</w:delText></w:r></w:del><w:ins {who}>{}</w:ins>{}</w:p>", run("còn "), run("07"), run(" tiêu chí")),
        format!("<w:p><w:pPr><w:rPr><w:del {who}/></w:rPr></w:pPr>{}</w:p>{}", run("Nối "), paragraph("liền")),
        format!("<w:p><w:pPr><w:rPr><w:ins {who}/></w:rPr></w:pPr><w:ins {who}>{}</w:ins></w:p>{}", run("Thêm đoạn."), paragraph("sau")),
        format!("<w:p>{}{raised}<w:r><w:footnoteReference w:id=\"2\"/></w:r>{}<w:r><w:endnoteReference w:id=\"2\"/></w:r></w:p>", run("78 m"), run(" gỗ")),
        format!("<w:p>{}{boxed}{}</w:p>", run("Trước "), run("sau")),
        format!(
            "<w:tbl><w:tblGrid><w:gridCol w:w=\"900\"/><w:gridCol w:w=\"900\"/><w:gridCol w:w=\"900\"/></w:tblGrid>{}</w:tbl>{}",
            rows.concat(),
            paragraph("Hết")
        ),
    ];
    let note = |kind: &str, text: &str| format!("<w:{kind} w:id=\"2\"><w:p><w:r><w:{kind}Ref/></w:r>{}</w:p></w:{kind}>", run(text));
    Docx::new(&body.concat()).numbering(&numbering).footnotes(&note("footnote", "Xã C.")).endnotes(&note("endnote", "Nguồn."))
}

#[test]
fn what_libreoffice_makes_of_a_word_file_is_the_same_in_either_version() {
    let folder = tempfile::tempdir().unwrap();
    let docx = folder.path().join("word.docx");
    std::fs::write(&docx, word().bytes()).unwrap();
    let Some(odt) = by_office(folder.path(), &docx, "odt") else { return skip("LibreOffice is not installed") };
    for tracked in [Tracked::Accepted, Tracked::Original] {
        let text = |file: &Path| formats::read("file", std::fs::read(file).unwrap(), Options { tracked }).unwrap().text;
        assert_eq!(text(&odt), text(&docx), "{tracked:?}");
    }
}
