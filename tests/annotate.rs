//! Comments in a copy of a Word file: at the exact words, everything else as it was, twice as well as once, readable for LibreOffice.

#![allow(clippy::unwrap_used, clippy::panic)]

mod office;

use office::{entries, paragraph, part, read, run, Docx};
use report_lint::formats::{annotate, Comment, Options};
use report_lint::source::Span;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use unicode_normalization::UnicodeNormalization;

const DOCUMENT: &str = "word/document.xml";

/// The file with a comment at each of the words.
fn comment(bytes: &[u8], words: &[&str]) -> Vec<u8> {
    let source = read(bytes.to_vec()).unwrap();
    let at = |words: &&str| {
        let start = source.text.find(*words).unwrap_or_else(|| panic!("no `{words}` in {:?}", source.text));
        Comment { span: Span::new(start, start + words.len()), text: format!("về “{words}”\ndòng hai <&>") }
    };
    annotate(bytes, &words.iter().map(at).collect::<Vec<_>>(), Options::default()).unwrap()
}

/// The words that each comment stands at, by the marks in the XML.
fn commented(bytes: &[u8]) -> Vec<String> {
    let xml = part(bytes, DOCUMENT);
    let ids = xml.split("commentRangeStart w:id=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
    let words = |id: &str| {
        let start = xml.find(&format!("<w:commentRangeStart w:id=\"{id}\"/>")).unwrap();
        let end = xml.find(&format!("<w:commentRangeEnd w:id=\"{id}\"/>")).unwrap();
        let inside = &xml[start..end];
        let texts = inside.split("<w:t").skip(1).map(|rest| rest.split_once('>').unwrap().1.split("</w:t>").next().unwrap());
        texts.collect::<String>()
    };
    ids.map(words).collect()
}

fn same_text(a: &[u8], b: &[u8]) {
    assert_eq!(read(a.to_vec()).unwrap().text, read(b.to_vec()).unwrap().text);
}

#[test]
fn comments_stand_at_the_exact_words() {
    let body = format!("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Có 25 &amp; 9 hộ</w:t></w:r>{}{}</w:p>", run(" nghèo, 1"), run("7 hộ khác"));
    let original = Docx::new(&body).bytes();
    let copy = comment(&original, &["25", "9 hộ nghèo", "17", "&", "khác", "Có"]);
    let mut found = commented(&copy);
    found.sort();
    assert_eq!(found, ["&amp;", "17", "25", "9 hộ nghèo", "Có", "khác"]);
    same_text(&original, &copy);
    let xml = part(&copy, DOCUMENT);
    assert!(xml.contains("<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">25</w:t></w:r>"), "the run goes on with its properties: {xml}");
    assert_eq!(xml.matches("<w:commentReference ").count(), 6);
}

#[test]
fn comments_may_overlap_and_meet() {
    let original = Docx::of_paragraphs(&["một hai ba bốn"]).bytes();
    let copy = comment(&original, &["hai ba", "ba", "hai", "một", "một hai ba bốn"]);
    let mut found = commented(&copy);
    found.sort();
    assert_eq!(found, ["ba", "hai", "hai ba", "một", "một hai ba bốn"]);
    same_text(&original, &copy);
}

#[test]
fn everything_else_stays_byte_for_byte() {
    let body = format!("{}<w:p><w:commentRangeStart w:id=\"4\"/>{}<w:commentRangeEnd w:id=\"4\"/></w:p>", paragraph("Có 25 hộ"), run("Đã xem"));
    let theirs = format!("<w:comment w:id=\"4\" w:author=\"Lan\" w:date=\"2026-01-05T08:00:00Z\">{}</w:comment>", paragraph("xem lại"));
    let original = Docx::new(&body).comments(&theirs).styles("<w:style/>").header("đầu trang").bytes();
    let copy = comment(&original, &["25"]);
    for ((name, before), (again, after)) in entries(&original).into_iter().zip(entries(&copy)) {
        assert_eq!(name, again, "entries keep their order");
        if name != DOCUMENT && name != "word/comments.xml" {
            assert_eq!(before, after, "{name}");
        }
    }
    let comments = part(&copy, "word/comments.xml");
    assert!(comments.contains(&theirs), "theirs is untouched: {comments}");
    assert!(comments.contains("w:id=\"5\" w:author=\"report-lint\""), "ours has an id of its own: {comments}");
    assert_eq!(commented(&copy), ["25", "Đã xem"]);
    // What was put in is all that changed.
    let plain = part(&copy, DOCUMENT)
        .replace("<w:commentRangeStart w:id=\"5\"/>", "")
        .replace("<w:commentRangeEnd w:id=\"5\"/><w:r><w:commentReference w:id=\"5\"/></w:r>", "");
    let mended = plain.replace("</w:t></w:r><w:r><w:t xml:space=\"preserve\">", "");
    assert_eq!(mended, part(&original, DOCUMENT));
}

#[test]
fn a_file_without_comments_gets_the_part_its_relation_and_its_type() {
    let copy = comment(&Docx::of_paragraphs(&["Có 25 hộ"]).bytes(), &["25"]);
    assert!(part(&copy, "[Content_Types].xml").contains("PartName=\"/word/comments.xml\""));
    assert!(part(&copy, "word/_rels/document.xml.rels").contains("Target=\"comments.xml\""));
    assert!(part(&copy, "word/comments.xml").contains("dòng hai &lt;&amp;&gt;"));
}

#[test]
fn twice_is_not_twice_as_much() {
    let original = Docx::of_paragraphs(&["Có 25 hộ, 9 hộ nghèo"]).bytes();
    let once = comment(&original, &["25", "9"]);
    let twice = comment(&once, &["25", "9"]);
    assert_eq!(part(&once, DOCUMENT), part(&twice, DOCUMENT), "the same comments are not set again");
    let more = comment(&once, &["25", "nghèo"]);
    let mut found = commented(&more);
    found.sort();
    assert_eq!(found, ["25", "nghèo"], "what is not said any more is gone");
    assert_eq!(part(&more, DOCUMENT).matches("<w:commentReference ").count(), 2);
    assert_eq!(part(&more, "word/comments.xml").matches("<w:comment ").count(), 2);
    same_text(&original, &more);
}

#[test]
fn what_word_sets_no_comments_in_is_commented_beside_it() {
    let held = format!("<w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r>", paragraph("khung 12"));
    let body = format!("<w:p>{}<w:r><w:footnoteReference w:id=\"1\"/></w:r></w:p><w:p>{}{held}</w:p>", run("Có 03 xã"), run("Xem"));
    let note = format!("<w:footnote w:id=\"1\">{}</w:footnote>", paragraph("Xã A, xã B."));
    let original = Docx::new(&body).footnotes(&note).bytes();
    let copy = comment(&original, &["xã B", "12"]);
    let xml = part(&copy, DOCUMENT);
    assert!(xml.contains("<w:commentRangeStart w:id=\"0\"/><w:r><w:footnoteReference w:id=\"1\"/></w:r><w:commentRangeEnd w:id=\"0\"/>"), "{xml}");
    assert_eq!(commented(&copy)[1], "Xem", "{xml}");
    same_text(&original, &copy);
}

/// A folder of its own, gone afterwards.
struct Folder(tempfile::TempDir);

impl Folder {
    fn with(name: &str, bytes: &[u8]) -> Folder {
        let folder = Folder(tempfile::tempdir().unwrap());
        std::fs::write(folder.path(name), bytes).unwrap();
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, args: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_report-lint")).args(args).current_dir(self.0.path()).output().unwrap()
    }
}

fn report() -> Vec<u8> {
    let body = format!(
        "{}{}<w:p>{}<w:r><w:footnoteReference w:id=\"1\"/></w:r></w:p>",
        paragraph("Đến nay xã đạt 12/19 tiêu chí, còn 08 tiêu chí chưa đạt."),
        paragraph("Toàn huyện có 25 hộ được hỗ trợ, trong đó: hộ nghèo 9 hộ, hộ cận nghèo 17 hộ."),
        run("Có ba xã báo cáo.")
    );
    let note = format!("<w:footnote w:id=\"1\">{}</w:footnote>", paragraph("Đã trả lời 109/147 câu hỏi, còn 48 câu hỏi chưa trả lời."));
    Docx::new(&body).footnotes(&note).bytes()
}

#[test]
fn the_command_line_writes_a_copy_and_never_the_input() {
    let folder = Folder::with("bao cao.docx", &report());
    let done = folder.run(&["bao cao.docx", "--annotate", "ra.docx", "--quiet"]);
    assert_eq!(done.status.code(), Some(1), "{}", String::from_utf8_lossy(&done.stderr));
    let copy = std::fs::read(folder.path("ra.docx")).unwrap();
    assert_eq!(commented(&copy), ["08", "25", ""], "the third stands at the mark of the note");
    let comments = part(&copy, "word/comments.xml");
    for words in ["Phép tính: 19 − 12 = 7", "“08” → “07”", "Liên quan: ", "“48”, chú thích, đoạn “"] {
        assert!(comments.contains(words), "`{words}` expected in {comments}");
    }
    assert_eq!(std::fs::read(folder.path("bao cao.docx")).unwrap(), report());
    std::fs::create_dir(folder.path("con")).unwrap();
    for out in ["bao cao.docx", "./bao cao.docx", "con/../bao cao.docx"] {
        let refused = folder.run(&["bao cao.docx", "--annotate", out, "--quiet"]);
        assert_eq!(refused.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&refused.stderr).contains("overwrite"), "{out}");
    }
    #[cfg(unix)]
    {
        std::fs::hard_link(folder.path("bao cao.docx"), folder.path("hard.docx")).unwrap();
        std::os::unix::fs::symlink("bao cao.docx", folder.path("soft.docx")).unwrap();
        for out in ["hard.docx", "soft.docx"] {
            assert_eq!(folder.run(&["bao cao.docx", "--annotate", out, "--quiet"]).status.code(), Some(2), "{out}");
        }
    }
    assert_eq!(std::fs::read(folder.path("bao cao.docx")).unwrap(), report());
}

#[test]
fn what_cannot_be_annotated_is_said_and_nothing_written() {
    let folder = Folder::with("a.docx", &report());
    std::fs::write(folder.path("b.md"), "Có 25 hộ.\n").unwrap();
    for (args, word) in [(&["b.md"][..], "Word"), (&["a.docx", "b.md"], "one Word file"), (&["."], "one Word file"), (&["-"], "one Word file")] {
        let done = folder.run(&[args, &["--annotate", "ra.docx"]].concat());
        assert_eq!(done.status.code(), Some(2), "{args:?}");
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        assert!(said.contains(word) && said.lines().count() == 1, "{said}");
        assert!(!folder.path("ra.docx").exists());
    }
    let done = folder.run(&["a.docx", "--annotate", "no/such/folder/ra.docx"]);
    assert_eq!(done.status.code(), Some(2));
}

/// LibreOffice without a window; nothing where it is not installed.
fn convert(folder: &Folder, file: &str, to: &str) -> Option<PathBuf> {
    let profile = format!("-env:UserInstallation=file://{}", folder.path("profile").display());
    let done = Command::new("soffice").args([&profile, "--headless", "--convert-to", to, file]).current_dir(folder.0.path()).output().ok()?;
    let made = folder.path(&Path::new(file).with_extension(to.split(':').next().unwrap_or(to)).to_string_lossy());
    assert!(made.exists(), "{}", String::from_utf8_lossy(&done.stderr));
    Some(made)
}

#[test]
fn libreoffice_opens_the_copy_with_its_comments_and_the_same_text() {
    let folder = Folder::with("goc.docx", &report());
    folder.run(&["goc.docx", "--annotate", "mot.docx", "--quiet"]);
    folder.run(&["mot.docx", "--annotate", "hai.docx", "--quiet"]);
    let Some(original) = convert(&folder, "goc.docx", "txt:Text (encoded):UTF8") else {
        eprintln!("skipped: LibreOffice is not installed");
        return;
    };
    let original = std::fs::read_to_string(original).unwrap();
    assert!(original.contains("Đến nay xã đạt 12/19 tiêu chí"));
    for copy in ["mot.docx", "hai.docx"] {
        let text = convert(&folder, copy, "txt:Text (encoded):UTF8").unwrap();
        assert_eq!(std::fs::read_to_string(text).unwrap(), original, "{copy}: the text is the original's");
        let pdf = std::fs::read(convert(&folder, copy, "pdf").unwrap()).unwrap();
        assert!(pdf.starts_with(b"%PDF-"), "{copy}");
        let odt = std::fs::read(convert(&folder, copy, "odt").unwrap()).unwrap();
        let content = part(&odt, "content.xml");
        assert_eq!(content.matches("<office:annotation ").count(), 3, "{copy}: {content}");
        assert!(content.contains("report-lint") && content.contains("19 − 12 = 7"));
    }
}

#[test]
fn words_in_parts_of_letters_are_met_exactly() {
    let decomposed: String = "Xã Đông có 36 chợ, 12 quán".nfd().collect();
    let original = Docx::of_paragraphs(&[&decomposed]).bytes();
    let copy = comment(&original, &["36", "chợ", "12"]);
    let found: Vec<String> = commented(&copy).iter().map(|words| words.nfc().collect()).collect();
    assert_eq!(found, ["36", "chợ", "12"]);
    same_text(&original, &copy);
}

#[test]
fn ids_are_free_whatever_stands_there() {
    let marks = "<w:commentRangeStart w:id=\"0\"/><w:commentRangeEnd w:id=\"0\"/><w:r><w:commentReference w:id=\"0\"/></w:r>";
    let orphan = Docx::new(&format!("<w:p>{marks}{}</w:p>", run("Có 25 hộ"))).bytes();
    assert!(part(&comment(&orphan, &["25"]), "word/comments.xml").contains("w:id=\"1\""));
    let last = format!("<w:comment w:id=\"{}\" w:author=\"Lan\">{}</w:comment>", i32::MAX, paragraph("xem"));
    let full = Docx::of_paragraphs(&["Có 25 hộ"]).comments(&last).bytes();
    assert!(part(&comment(&full, &["25"]), "word/comments.xml").contains("w:id=\"0\" w:author=\"report-lint\""));
}

#[test]
fn the_namespace_is_that_of_the_document() {
    let body = |root: &str, p: &str| format!("<{p}document {root}><{p}body><{p}p><{p}r><{p}t>Có 25 hộ</{p}t></{p}r></{p}p></{p}body></{p}document>");
    let types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
    let make = |xml: &str| office::zip_of(&[("[Content_Types].xml", types.as_bytes()), (DOCUMENT, xml.as_bytes())]);
    let strict = "http://purl.oclc.org/ooxml/wordprocessingml/main";
    let copy = comment(&make(&body(&format!("xmlns:w=\"{strict}\""), "w:")), &["25"]);
    assert!(part(&copy, "word/comments.xml").contains(strict));
    assert!(part(&copy, "word/_rels/document.xml.rels").contains("http://purl.oclc.org/ooxml/officeDocument/relationships/comments"));
    // Attributes need a prefix, which a default namespace does not give.
    let main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let copy = comment(&make(&body(&format!("xmlns=\"{main}\""), "")), &["25"]);
    let xml = part(&copy, DOCUMENT);
    assert!(xml.contains(&format!("<w:commentRangeStart xmlns:w=\"{main}\" w:id=\"0\"/>")), "{xml}");
}

#[test]
fn what_a_run_only_wraps_is_commented_as_a_whole() {
    let inner = "<mc:AlternateContent><mc:Choice><w:t>Có 25 hộ</w:t></mc:Choice><mc:Fallback><w:t>Có 25 hộ</w:t></mc:Fallback></mc:AlternateContent>";
    let original = Docx::new(&format!("<w:p><w:r>{inner}</w:r></w:p>")).bytes();
    let copy = comment(&original, &["25"]);
    assert!(part(&copy, DOCUMENT).contains(&format!("<w:commentRangeStart w:id=\"0\"/><w:r>{inner}</w:r><w:commentRangeEnd w:id=\"0\"/>")));
    assert_eq!(part(&copy, DOCUMENT), part(&comment(&copy, &["25"]), DOCUMENT));
}

/// Word gives the paragraphs of comments ids, and says by them which comment is resolved, and which answers which.
fn with_answers(copy: &[u8], answers: &str) -> Vec<u8> {
    let mut at = 0;
    let mut comments = String::new();
    for piece in part(copy, "word/comments.xml").split_inclusive("<w:p>") {
        at += 1;
        comments += &piece.replace("<w:p>", &format!("<w:p w14:paraId=\"{at:08}\">"));
    }
    let comments = comments.replace("<w:comments ", "<w:comments xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" ");
    let list = part(copy, "word/_rels/document.xml.rels");
    let kind = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended";
    let more = format!("<Relationship Id=\"rIdEx\" Type=\"{kind}\" Target=\"commentsExtended.xml\"/></Relationships>");
    let list = list.replace("</Relationships>", &more);
    let extended = format!("<w15:commentsEx xmlns:w15=\"http://schemas.microsoft.com/office/word/2012/wordml\">{answers}</w15:commentsEx>");
    let mut parts = entries(copy);
    for (name, bytes) in &mut parts {
        match name.as_str() {
            "word/comments.xml" => *bytes = comments.clone().into_bytes(),
            "word/_rels/document.xml.rels" => *bytes = list.clone().into_bytes(),
            _ => {}
        }
    }
    parts.push(("word/commentsExtended.xml".to_owned(), extended.into_bytes()));
    office::zip_of(&parts.iter().map(|(n, b)| (n.as_str(), b.as_slice())).collect::<Vec<_>>())
}

#[test]
fn what_somebody_resolved_or_answered_is_not_said_again() {
    let folder = Folder::with("a.docx", &report());
    let rules = |args: &[&str]| {
        let out = folder.run(&[args, &["--isolated", "--output-format", "concise"]].concat());
        String::from_utf8_lossy(&out.stdout).lines().count()
    };
    let all = rules(&["a.docx", "--annotate", "b.docx"]);
    assert!(all > 1);
    let copy = std::fs::read(folder.path("b.docx")).unwrap();
    let resolved = "<w15:commentEx w15:paraId=\"00000001\" w15:done=\"1\"/>";
    let answered = "<w15:commentEx w15:paraId=\"00000099\" w15:paraIdParent=\"00000001\" w15:done=\"0\"/>";
    let open = "<w15:commentEx w15:paraId=\"00000001\" w15:done=\"0\"/>";
    for (answers, hidden) in [(resolved, 1), (answered, 1), (open, 0)] {
        let file = with_answers(&copy, answers);
        std::fs::write(folder.path("c.docx"), &file).unwrap();
        assert_eq!(rules(&["c.docx", "--annotate", "d.docx"]), all - hidden, "{answers}");
        // The comment itself stays where it is.
        assert_eq!(part(&std::fs::read(folder.path("d.docx")).unwrap(), DOCUMENT), part(&file, DOCUMENT));
    }
}

#[test]
fn the_copy_is_named_as_what_it_is() {
    let folder = Folder::with("a.docx", &report());
    let done = folder.run(&["a.docx", "--annotate", "ra.pdf"]);
    assert_eq!(done.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&done.stderr).contains("ra.pdf") && !folder.path("ra.pdf").exists());
}
