//! OpenDocument texts: every feature that changes what is shown, each in a file that the test makes itself; then broken and hostile ones.

#![allow(clippy::unwrap_used, clippy::panic)]

mod office;

use office::{read, zip_of};
use proptest::prelude::*;
use report_lint::formats::{self, Options, Tracked};
use report_lint::source::Place;
use std::time::{Duration, Instant};

const MIMETYPE: &str = "application/vnd.oasis.opendocument.text";
const SPACES: &str =
    "xmlns:office=\"o\" xmlns:style=\"s\" xmlns:text=\"t\" xmlns:table=\"tb\" xmlns:draw=\"d\" xmlns:fo=\"f\" xmlns:svg=\"v\" xmlns:loext=\"l\"";

/// A text that is being made.
#[derive(Clone, Default)]
struct Odt {
    automatic: String,
    common: String,
    header: String,
    body: String,
}

impl Odt {
    fn new(body: &str) -> Odt {
        Odt { body: body.to_owned(), ..Odt::default() }
    }

    /// With automatic styles.
    fn automatic(self, styles: &str) -> Odt {
        Odt { automatic: styles.to_owned(), ..self }
    }

    /// With common styles.
    fn common(self, styles: &str) -> Odt {
        Odt { common: styles.to_owned(), ..self }
    }

    fn content(&self) -> String {
        format!(
            "<?xml version=\"1.0\"?><office:document-content {SPACES}><office:automatic-styles>{}</office:automatic-styles><office:body><office:text>{}</office:text></office:body></office:document-content>",
            self.automatic, self.body
        )
    }

    fn styles(&self) -> String {
        format!(
            "<office:document-styles {SPACES}><office:styles>{}</office:styles><office:automatic-styles>{}</office:automatic-styles><office:master-styles>{}</office:master-styles></office:document-styles>",
            self.common,
            // The same name means another style in headers and footers.
            "<style:style style:name=\"T1\" style:family=\"text\"><style:text-properties text:display=\"none\"/></style:style>",
            self.header
        )
    }

    fn bytes(&self) -> Vec<u8> {
        with_content(self.content().as_bytes(), self.styles().as_bytes())
    }

    fn text(&self) -> String {
        read(self.bytes()).expect("the file is read").text
    }

    fn tracked(&self, tracked: Tracked) -> String {
        formats::read("file", self.bytes(), Options { tracked }).expect("the file is read").text
    }
}

fn with_content(content: &[u8], styles: &[u8]) -> Vec<u8> {
    zip_of(&[("mimetype", MIMETYPE.as_bytes()), ("content.xml", content), ("styles.xml", styles), ("META-INF/manifest.xml", b"<manifest/>")])
}

fn shows(odt: Odt, expected: &str) {
    assert_eq!(odt.text(), expected);
}

fn p(text: &str) -> String {
    format!("<text:p>{text}</text:p>")
}

fn h(level: usize, more: &str, text: &str) -> String {
    format!("<text:h text:outline-level=\"{level}\"{more}>{text}</text:h>")
}

fn item(inner: &str) -> String {
    format!("<text:list-item>{inner}</text:list-item>")
}

fn list(more: &str, items: &str) -> String {
    format!("<text:list{more}>{items}</text:list>")
}

const L: &str = " text:style-name=\"L\"";

/// A level of a list style: number from 1, format, and the rest.
fn level(at: usize, format: &str, more: &str) -> String {
    format!(
        "<text:list-level-style-number text:level=\"{at}\" style:num-format=\"{format}\" {more}><style:list-level-properties/></text:list-level-style-number>"
    )
}

fn list_style(name: &str, levels: &str) -> String {
    format!("<text:list-style style:name=\"{name}\">{levels}</text:list-style>")
}

fn style(name: &str, family: &str, more: &str, properties: &str) -> String {
    format!("<style:style style:name=\"{name}\" style:family=\"{family}\"{more}><style:text-properties {properties}/></style:style>")
}

#[test]
fn words_are_joined_wherever_they_are_split_and_blanks_are_one() {
    let body = "<text:p>\n   Tổng <text:span>1.4</text:span><text:a>48,2</text:a>9\n   ha <text:s text:c=\"2\"/>&lt; 2 &amp;<text:tab/>3<text:soft-page-break/><text:bookmark text:name=\"x\"/> xong</text:p>";
    shows(Odt::new(body), "Tổng 1.448,29 ha   < 2 & 3 xong\n");
}

#[test]
fn letters_are_composed_and_line_breaks_end_lines_where_sentences_end() {
    shows(Odt::new(&p("Tie\u{302}\u{301}ng một<text:line-break/>còn tiếp.<text:line-break/>Dòng hai")), "Tiếng một còn tiếp.\nDòng hai\n");
}

fn note(class: &str, citation: &str, body: &str) -> String {
    format!("<text:note text:id=\"n\" text:note-class=\"{class}\"><text:note-citation>{citation}</text:note-citation><text:note-body>{body}</text:note-body></text:note>")
}

#[test]
fn notes_stand_behind_the_text_with_marks_at_their_place() {
    let body = format!(
        "<text:p>Nguồn{} có 07 xã{} và 02 bản{}.</text:p>",
        note("endnote", "1", &format!("{}{}", p("Sách."), p("Thêm."))),
        note("footnote", "1", &p("Xã C.")),
        note("footnote", "2", &p("Bản A."))
    );
    shows(Odt::new(&body), "Nguồn[^i] có 07 xã[^1] và 02 bản[^2].\n[^1]: Xã C.\n[^2]: Bản A.\n[^i]: Sách.\nThêm.\n");
}

#[test]
fn labels_of_notes_never_clash() {
    let marks = ["1", "(2)", "*", "1", "*"].map(|m| note("footnote", m, &p(m)));
    shows(Odt::new(&p(&marks.concat())), "[^1][^2][^n3][^1-2][^n5]\n[^1]: 1\n[^2]: (2)\n[^n3]: *\n[^1-2]: 1\n[^n5]: *\n");
}

#[test]
fn words_are_placed_by_part_paragraph_and_run() {
    let boxed = format!("<draw:frame><draw:text-box>{}</draw:text-box></draw:frame>", p("khung"));
    let body = format!("{}<text:p>Có <text:span>03</text:span> xã{}{boxed}</text:p>", p("Một"), note("footnote", "1", &p("Hai, ba.")));
    let source = read(Odt::new(&body).bytes()).unwrap();
    let place = |words: &str| source.place(source.text.find(words).unwrap()).unwrap().clone();
    assert_eq!(place("03"), Place::Paragraph { part: "body", paragraph: 2, run: 2 });
    assert_eq!(place(" xã"), Place::Paragraph { part: "body", paragraph: 2, run: 3 });
    assert_eq!(place("Hai"), Place::Paragraph { part: "footnotes", paragraph: 1, run: 1 });
    assert_eq!(place("khung"), Place::Paragraph { part: "textboxes", paragraph: 1, run: 1 });
}

fn cell(more: &str, inner: &str) -> String {
    format!("<table:table-cell{more}>{inner}</table:table-cell>")
}

fn row(cells: &str) -> String {
    format!("<table:table-row>{cells}</table:table-row>")
}

fn table(rows: &str) -> String {
    format!("<table:table><table:table-column table:number-columns-repeated=\"3\"/>{rows}</table:table>")
}

#[test]
fn tables_keep_their_columns_over_merged_cells() {
    let covered = "<table:covered-table-cell><text:p>ẩn</text:p></table:covered-table-cell>";
    let rows = [
        format!(
            "<table:table-header-rows>{}</table:table-header-rows>",
            row(&format!("{}{}{covered}", cell(" table:number-rows-spanned=\"2\"", &p("Xã")), cell(" table:number-columns-spanned=\"2\"", &p("Số hộ"))))
        ),
        row(&format!("<table:covered-table-cell/>{}{}", cell("", &p("nghèo")), cell("", &p("cận nghèo")))),
        row(&format!("{}{}", cell(" table:number-columns-repeated=\"2\"", &p("9")), cell("", &format!("{}{}", p("17"), p("hộ"))))),
        "<table:table-row table:number-rows-repeated=\"2\"><table:table-cell table:number-columns-repeated=\"3\"/></table:table-row>".to_owned(),
    ];
    let body = format!("{}{}{}", p("Biểu"), table(&rows.concat()), p("Hết"));
    shows(Odt::new(&body), "Biểu\n\nXã\tSố hộ\t\n\tnghèo\tcận nghèo\n9\t9\t17 hộ\n\t\t\n\nHết\n");
}

#[test]
fn nested_tables_follow_and_tables_of_one_column_are_none() {
    let inner = table(&row(&format!("{}{}", cell("", &p("trong 1")), cell("", &p("trong 2")))));
    let outer = table(&row(&format!("{}{}", cell("", &p("ngoài")), cell("", &format!("{}{inner}{}", p("hai"), p("đoạn"))))));
    let frame = table(&row(&cell("", &format!("{}{}", p("Khung:"), p("chữ")))));
    shows(Odt::new(&format!("{outer}{frame}")), "\nngoài\thai đoạn\n\n\ntrong 1\ttrong 2\n\nKhung:\nchữ\n");
}

#[test]
fn numbers_of_lists_are_written_out_as_they_are_shown() {
    let levels = [
        level(1, "I", "style:num-suffix=\".\""),
        level(2, "1", "style:num-suffix=\".\""),
        level(3, "1", "style:num-suffix=\".\" text:display-levels=\"2\""),
        level(4, "a", "style:num-prefix=\"(\" style:num-suffix=\")\""),
        "<text:list-level-style-bullet text:level=\"5\" text:bullet-char=\"\u{f0b7}\"/>".to_owned(),
    ];
    let deep = list("", &item(&format!("{}{}", p("d"), list("", &item(&p("e"))))));
    let third = list("", &format!("{}{}", item(&format!("{}{deep}", p("c"))), item(&p("f"))));
    let second = list("", &format!("{}{}", item(&p("a")), item(&format!("{}{third}", p("b")))));
    let body = list(
        L,
        &format!(
            "{}{}{}",
            item(&format!("{}{second}{}", p("Một"), p("không số"))),
            item(&p("Hai")),
            format_args!("<text:list-header>{}</text:list-header>", p("đầu"))
        ),
    );
    let expected = "I. Một\n1. a\n2. b\n2.1. c\n(a) d\n• e\n2.2. f\nkhông số\nII. Hai\nđầu\n";
    shows(Odt::new(&body).automatic(&list_style("L", &levels.concat())), expected);
    shows(Odt::new(&body).common(&list_style("L", &levels.concat())), expected);
}

#[test]
fn lists_begin_again_or_go_on_where_they_say_so() {
    let one = |more: &str, words: &str| list(&format!("{L}{more}"), &item(&p(words)));
    let body = [
        one(" xml:id=\"first\"", "a"),
        one(" text:continue-numbering=\"true\"", "b"),
        one("", "c"),
        one(" text:continue-list=\"first\"", "d"),
        list(L, &format!("<text:list-item text:start-value=\"7\">{}</text:list-item>{}", p("e"), item(&p("f")))),
        // An item without words of its own counts as begun, once.
        list(L, &format!("{}{}{}", item(&list("", &item(&p("g")))), item(&list("", &item(&p("h")))), item(&p("i")))),
        // A list in an item begins again, unless it says that it goes on.
        list(L, &item(&[p("j"), list("", &item(&p("k"))), list("", &item(&p("l"))), list(" text:continue-numbering=\"true\"", &item(&p("m")))].concat())),
    ];
    let styles = list_style("L", &format!("{}{}", level(1, "1", "style:num-suffix=\".\" text:start-value=\"1\""), level(2, "1", "text:display-levels=\"2\"")));
    shows(Odt::new(&body.concat()).automatic(&styles), "1. a\n2. b\n1. c\n3. d\n7. e\n8. f\n1.1 g\n1.2 h\n2. i\n1. j\n1.1 k\n1.1 l\n1.2 m\n");
}

#[test]
fn labels_may_be_given_as_a_whole_and_lists_by_the_paragraph() {
    let styles = [
        list_style(
            "W",
            &format!("{}{}", level(1, "A", "loext:num-list-format=\"Phần %1%:\""), level(2, "i", "loext:num-list-format=\"%1%-%2%/\" style:num-suffix=\"x\"")),
        ),
        style("P", "paragraph", " style:list-style-name=\"W\"", ""),
        style("P2", "paragraph", " style:parent-style-name=\"P\"", ""),
    ];
    let styled = |text: &str| format!("<text:p text:style-name=\"P2\">{text}</text:p>");
    let body = list("", &format!("{}{}", item(&styled("a")), item(&format!("{}{}", styled("b"), list("", &item(&styled("c")))))));
    shows(Odt::new(&body).automatic(&styles.concat()), "Phần A: a\nPhần B: b\nB-i/ c\n");
}

#[test]
fn headings_carry_the_numbers_of_the_outline() {
    let outline = format!(
        "<text:outline-style style:name=\"Outline\">{}{}</text:outline-style>",
        level(1, "I", "style:num-suffix=\".\""),
        level(2, "1", "style:num-suffix=\".\"")
    )
    .replace("list-level-style-number", "outline-level-style");
    let none = style("N", "paragraph", " style:list-style-name=\"\"", "");
    let body = [
        h(1, "", "Một"),
        h(2, "", "nhỏ"),
        p("chữ"),
        h(2, "", "<text:number>9.</text:number>nữa"),
        h(1, " text:is-list-header=\"true\"", "không"),
        h(1, " text:style-name=\"N\"", "không số"),
        h(1, "", "Hai"),
        h(2, "", "lại"),
        h(1, " text:restart-numbering=\"true\" text:start-value=\"5\"", "Năm"),
        h(3, "", "sâu"),
    ];
    let expected = "I. Một\n1. nhỏ\nchữ\n2. nữa\nkhông\nkhông số\nII. Hai\n1. lại\nV. Năm\nsâu\n";
    shows(Odt::new(&body.concat()).common(&outline).automatic(&none), expected);
}

#[test]
fn text_boxes_and_shapes_are_read_once_behind_their_paragraph() {
    let boxed = format!(
        "<draw:frame><draw:text-box>{}{}</draw:text-box><svg:title>tên</svg:title><svg:desc>tả</svg:desc></draw:frame>",
        p("Trong khung 12"),
        p("dòng")
    );
    let shape = format!("<draw:g><draw:custom-shape>{}<draw:enhanced-geometry/></draw:custom-shape></draw:g>", p("Hình 3"));
    let body = format!("{boxed}<text:p>Trước {boxed}{shape}sau</text:p>");
    shows(Odt::new(&body), "Trong khung 12\ndòng\nTrước sau\nTrong khung 12\ndòng\nHình 3\n");
}

#[test]
fn fields_show_what_they_show_and_remarks_do_not() {
    let body = format!(
        "<text:sequence-decls><text:sequence-decl text:name=\"x\"/></text:sequence-decls>\
         <text:p>Có <text:page-count>15</text:page-count> trang<office:annotation><dc:creator>A</dc:creator>{}</office:annotation>, <text:title>Tên</text:title>\
         <text:hidden-text text:is-hidden=\"true\">ẩn</text:hidden-text><text:variable-set text:display=\"none\">7</text:variable-set>\
         <text:ruby><text:ruby-base>chữ</text:ruby-base><text:ruby-text>đọc</text:ruby-text></text:ruby></text:p>\
         <text:table-of-content><text:table-of-content-source><text:index-title-template>Mẫu</text:index-title-template></text:table-of-content-source>\
         <text:index-body>{}</text:index-body></text:table-of-content>",
        p("nhận xét"),
        p("I. Một<text:tab/>3")
    );
    shows(Odt::new(&body), "Có 15 trang, Tênchữ\nI. Một 3\n");
}

#[test]
fn hidden_text_is_left_out_and_raised_digits_are_raised() {
    let styles = [
        style("T1", "text", "", "style:text-position=\"super 58%\""),
        style("T2", "text", "", "style:text-position=\"33% 100%\""),
        style("T3", "text", "", "style:text-position=\"sub 58%\""),
        style("T4", "text", "", "text:display=\"none\""),
        style("T5", "text", " style:parent-style-name=\"T1\"", "fo:color=\"#000000\""),
        style("P1", "paragraph", "", "text:display=\"none\""),
    ];
    let span = |style: &str, text: &str| format!("<text:span text:style-name=\"{style}\">{text}</text:span>");
    let body = format!(
        "<text:p>78 m{} gỗ {} H{}O{} m{}<text:span text:style-name=\"T4\">a{}</text:span></text:p><text:p text:style-name=\"P1\">cả đoạn</text:p>\
         <text:section text:display=\"none\">{}</text:section><text:section>{}</text:section><text:p>đoạn<text:hidden-paragraph text:is-hidden=\"true\"/> ẩn</text:p>",
        span("T1", "3"),
        span("T1", "th"),
        span("T3", "2"),
        span("T4", "ẩn"),
        span("T5", "2"),
        note("footnote", "1", &p("mất")),
        p("mục ẩn"),
        p(&format!("mục{}", span("T2", "(2)")))
    );
    shows(Odt::new(&body).automatic(&styles.concat()), "78 m³ gỗ th H2O m²\nmục⁽²⁾\n");
}

#[test]
fn struck_text_is_deleted_text() {
    let styles = [
        style("T1", "text", "", "style:text-line-through-style=\"solid\" style:text-line-through-type=\"single\""),
        style("T2", "text", " style:parent-style-name=\"T1\"", "style:text-line-through-style=\"none\""),
        style("T3", "text", "", "style:text-line-through-type=\"double\""),
    ];
    let span = |style: &str, text: &str| format!("<text:span text:style-name=\"{style}\">{text}</text:span>");
    let odt = Odt::new(&p(&format!("còn {}{}{} tiêu chí", span("T1", "09 "), span("T3", "08 "), span("T2", "07")))).automatic(&styles.concat());
    assert_eq!(odt.tracked(Tracked::Accepted), "còn 07 tiêu chí\n");
    assert_eq!(odt.tracked(Tracked::Original), "còn 09 08 07 tiêu chí\n");
}

#[test]
fn headers_and_footers_are_left_out() {
    let odt = Odt { header: format!("<style:master-page><style:header>{}</style:header></style:master-page>", p("đầu trang")), ..Odt::new(&p("Chữ")) };
    shows(odt, "Chữ\n");
}

/// A text with the changes of these regions.
fn changed(regions: &[(&str, &str, &str)], body: &str) -> Odt {
    let region = |(id, kind, inner): &(&str, &str, &str)| {
        format!("<text:changed-region xml:id=\"{id}\" text:id=\"{id}\"><text:{kind}><office:change-info><dc:creator>A</dc:creator></office:change-info>{inner}</text:{kind}></text:changed-region>")
    };
    Odt::new(&format!("<text:tracked-changes>{}</text:tracked-changes>{body}", regions.iter().map(region).collect::<String>()))
}

fn start(id: &str) -> String {
    format!("<text:change-start text:change-id=\"{id}\"/>")
}

fn end(id: &str) -> String {
    format!("<text:change-end text:change-id=\"{id}\"/>")
}

fn mark(id: &str) -> String {
    format!("<text:change text:change-id=\"{id}\"/>")
}

#[test]
fn tracked_changes_are_read_either_way() {
    let gone = format!("{}{}", p("hết."), p("Đoạn bỏ "));
    let body = [
        p(&format!("còn {}{}07{} tiêu chí", mark("d"), start("i"), end("i"))),
        // An inserted paragraph, then a deleted end of paragraph.
        p(&format!("Đầu.{}", start("i2"))),
        p(&format!("Thêm.{}", end("i2"))),
        p(&format!("Câu {}liền sau", mark("d2"))),
        // Between paragraphs.
        format!("{}{}{}", start("i3"), p("Chèn cả đoạn"), end("i3")),
        mark("d3"),
        p(&format!("{}định dạng{}", start("f"), end("f"))),
    ];
    let old = p("cũ");
    let nine = p("09");
    let odt = changed(
        &[
            ("d", "deletion", &nine),
            ("i", "insertion", ""),
            ("i2", "insertion", ""),
            ("d2", "deletion", &gone),
            ("i3", "insertion", ""),
            ("d3", "deletion", &old),
            ("f", "format-change", ""),
        ],
        &body.concat(),
    );
    assert_eq!(odt.tracked(Tracked::Accepted), "còn 07 tiêu chí\nĐầu.\nThêm.\nCâu liền sau\nChèn cả đoạn\nđịnh dạng\n");
    assert_eq!(odt.tracked(Tracked::Original), "còn 09 tiêu chí\nĐầu.\nCâu hết.\nĐoạn bỏ liền sau\ncũ\nđịnh dạng\n");
}

#[test]
fn inserted_items_and_rows_and_notes_are_neither_counted_nor_shown() {
    let items = [item(&p(&format!("a{}", start("i")))), item(&p(&format!("b{}", end("i")))), item(&p("c"))];
    let rows = [row(&format!("{}{}", cell("", &p("x")), cell("", &p("1")))), start("r"), row(&format!("{}{}", cell("", &p("y")), cell("", &p("2")))), end("r")];
    let notes = p(&format!("n{}{}{}{}", start("n"), note("footnote", "1", &p("mới")), end("n"), note("footnote", "2", &p("cũ"))));
    let odt = changed(
        &[("i", "insertion", ""), ("r", "insertion", ""), ("n", "insertion", "")],
        &format!("{}{}{notes}", list(L, &items.concat()), table(&rows.concat())),
    )
    .automatic(&list_style("L", &level(1, "1", "style:num-suffix=\".\"")));
    assert_eq!(odt.tracked(Tracked::Accepted), "1. a\n2. b\n3. c\n\nx\t1\ny\t2\n\nn[^1][^2]\n[^1]: mới\n[^2]: cũ\n");
    assert_eq!(odt.tracked(Tracked::Original), "1. a\n2. c\n\nx\t1\n\nn[^1]\n[^1]: cũ\n");
}

#[test]
fn the_name_does_not_matter_and_only_texts_are_texts() {
    assert!(formats::is_report("bao cao.ODT".as_ref()));
    let other = zip_of(&[("mimetype", b"application/vnd.oasis.opendocument.presentation"), ("content.xml", b"<x/>")]);
    assert!(read(other).unwrap_err().to_string().contains("no Word, OpenDocument or Excel"));
}

fn refused(bytes: Vec<u8>, words: &str) {
    let error = read(bytes).expect_err("the file is refused").to_string();
    assert!(error.contains(words), "`{words}` expected in: {error}");
    assert_eq!(error.lines().count(), 1);
}

#[test]
fn a_password_is_told() {
    let manifest =
        b"<manifest:manifest><manifest:file-entry manifest:full-path=\"content.xml\"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    let parts: [(&str, &[u8]); 3] = [("mimetype", MIMETYPE.as_bytes()), ("content.xml", b"\x9f\x01noise"), ("META-INF/manifest.xml", manifest)];
    refused(zip_of(&parts), "take off the password");
}

#[test]
fn what_is_missing_or_broken_is_said() {
    refused(zip_of(&[("mimetype", MIMETYPE.as_bytes())]), "content.xml is missing");
    refused(with_content(b"<a><b>", b"<a/>"), "ends inside");
    refused(with_content(b"<a></a>", b"<a/>"), "no body");
    refused(with_content(b"<a></b>", b"<a/>"), "not well formed");
    refused(with_content(b"<a/>", b"<a>\xff</a>"), "neither UTF-8 nor UTF-16");
    refused(with_content(b"<!DOCTYPE a [<!ENTITY x \"ha\">]><a/>", b"<a/>"), "DOCTYPE");
    refused(Odt::new(&p("&x;")).bytes(), "entity");
}

#[test]
fn repeated_cells_and_rows_cost_nothing() {
    let many = |n: u64, inner: &str| cell(&format!(" table:number-columns-repeated=\"{n}\""), inner);
    let rows = |n: u64, cells: &str| format!("<table:table-row table:number-rows-repeated=\"{n}\">{cells}</table:table-row>");
    let begun = Instant::now();
    let empty =
        table(&rows(1_000_000_000, &format!("{}{}", many(1_000_000_000, ""), "<table:covered-table-cell table:number-columns-repeated=\"4000000000\"/>")));
    assert!(Odt::new(&format!("{}{empty}", p("x"))).text().len() < 1000);
    let wide = table(&row(&cell(" table:number-columns-spanned=\"1000000000\"", &p("x")).repeat(2)));
    assert!(Odt::new(&wide).text().len() < 1000);
    refused(Odt::new(&table(&rows(1_000_000_000, &many(1, &p("x"))))).bytes(), "over the limit");
    refused(Odt::new(&table(&row(&many(1_000_000_000, &p("x"))))).bytes(), "over the limit");
    refused(Odt::new(&table(&row(&cell(" table:number-columns-spanned=\"256\"", "")).repeat(20_000))).bytes(), "over the limit");
    // Tables in repeated cells do not multiply each other.
    let nested = |inner: &str| table(&row(&cell(" table:number-columns-repeated=\"200\"", &format!("{}{inner}", p("x")))));
    let deep = (0..12).fold(String::new(), |inner, _| nested(&inner));
    assert!(Odt::new(&deep).text().len() < 20_000);
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
}

#[test]
fn what_is_written_more_often_than_it_stands_stays_small() {
    let begun = Instant::now();
    let long = "x".repeat(100_000);
    let styles = list_style(&long, &level(1, "1", &format!("style:num-prefix=\"{long}\" style:num-suffix=\"{long}\"")));
    let items = item(&p("a")).repeat(5_000);
    let text = Odt::new(&list(&format!(" text:style-name=\"{long}\""), &items)).automatic(&styles).text();
    assert!(text.len() < 5_000 * 200, "{}", text.len());
    let notes = Odt::new(&p(&note("footnote", "1", "").repeat(20_000))).text();
    assert!(notes.ends_with("[^1-20000]: "), "{}", &notes[notes.len() - 30..]);
    assert!(Odt::new(&p(&format!("a{}b", "<text:line-break/>".repeat(50_000)))).text().len() < 60_000);
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
}

#[test]
fn depth_is_limited() {
    let wrapped = |open: &str, close: &str, n: usize| Odt::new(&format!("{}{}{}", open.repeat(n), p("sâu"), close.repeat(n)));
    for (open, close, per) in [
        ("<table:table><table:table-row><table:table-cell>", "</table:table-cell></table:table-row></table:table>", 3),
        ("<text:list><text:list-item>", "</text:list-item></text:list>", 2),
        ("<text:p><text:note><text:note-body>", "</text:note-body></text:note></text:p>", 3),
        ("<text:p><draw:frame><draw:text-box>", "</draw:text-box></draw:frame></text:p>", 3),
        ("<text:section>", "</text:section>", 1),
        ("<text:p><text:span>", "</text:span></text:p>", 2),
    ] {
        assert!(wrapped(open, close, 240 / per).text().contains("sâu"), "{open}");
        refused(wrapped(open, close, 20_000).bytes(), "over the limit");
    }
}

#[test]
fn a_deletion_in_itself_ends() {
    let odt = changed(
        &[("d", "deletion", &p(&format!("x{}{}", mark("d"), mark("e")))), ("e", "deletion", &p(&format!("y{}", mark("d"))))],
        &p(&mark("d").repeat(1000)),
    );
    assert_eq!(odt.tracked(Tracked::Original), "xy\n");
}

#[test]
fn styles_and_lists_that_name_each_other_end() {
    let styles = format!("{}{}", style("A", "paragraph", " style:parent-style-name=\"B\"", ""), style("B", "paragraph", " style:parent-style-name=\"A\"", ""));
    shows(Odt::new("<text:p text:style-name=\"A\">x</text:p>").automatic(&styles), "x\n");
    let body = list(" xml:id=\"a\" text:continue-list=\"a\" text:style-name=\"nowhere\"", &item(&p("x")));
    shows(Odt::new(&body), "x\n");
}

#[test]
fn the_findings_are_those_of_the_same_text() {
    let lines = ["1. Về nông thôn mới", "Đến nay xã đạt 12/19 tiêu chí, còn 08 tiêu chí chưa đạt."];
    let book = report_lint::rulebook::Rulebook::for_linting().unwrap();
    let findings = |source: report_lint::source::Source| {
        let report = report_lint::lint(&source, &book, report_lint::rulebook::Language::Vi);
        report.findings.iter().map(|f| (f.rule.clone(), f.primary.of(&source.text).to_owned(), f.message.clone())).collect::<Vec<_>>()
    };
    let odt = findings(read(Odt::new(&lines.map(p).concat()).bytes()).unwrap());
    assert_eq!(odt.len(), 1, "{odt:?}");
    assert_eq!(odt, findings(read(lines.join("\n\n").into_bytes()).unwrap()));
}

/// A text with a bit of everything.
fn rich() -> Odt {
    let rows = row(&format!("{}{}", cell(" table:number-columns-spanned=\"2\"", &p("Xã 12")), "<table:covered-table-cell/>"));
    let boxed = format!("<draw:frame><draw:text-box>{}</draw:text-box></draw:frame>", p("khung"));
    let body = [
        h(1, "", "Một"),
        p(&format!("Có 25 &amp; 9{}{}thêm{}{boxed}{}", note("footnote", "1", &p("chú 3")), start("i"), end("i"), mark("d"))),
        list(L, &item(&format!("{}{}", p("a"), list("", &item(&p("b")))))),
        table(&rows),
    ];
    changed(&[("i", "insertion", ""), ("d", "deletion", &p("bỏ"))], &body.concat()).automatic(&list_style("L", &level(1, "1", "")))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn any_damage_to_the_package_is_survived(at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<bool>()) {
        let mut bytes = rich().bytes();
        let at = at.index(bytes.len());
        if cut {
            bytes.truncate(at);
        } else {
            bytes[at] = byte;
        }
        let _ = read(bytes);
    }

    #[test]
    fn any_damage_to_a_part_is_survived(in_styles in any::<bool>(), at in any::<prop::sample::Index>(), len in 0usize..40, with in "[<>/&;\"= a-z0-9:%]{0,8}") {
        let mut parts = [rich().content().into_bytes(), rich().styles().into_bytes()];
        let part = &mut parts[usize::from(in_styles)];
        let at = at.index(part.len());
        let end = (at + len).min(part.len());
        part.splice(at..end, with.bytes());
        for tracked in [Tracked::Accepted, Tracked::Original] {
            if let Ok(source) = formats::read("file", with_content(&parts[0], &parts[1]), Options { tracked }) {
                let book = report_lint::rulebook::Rulebook::for_linting().unwrap();
                for finding in report_lint::lint(&source, &book, report_lint::rulebook::Language::Vi).findings {
                    prop_assert!(source.text.get(finding.primary.start..finding.primary.end).is_some());
                }
            }
        }
    }
}
