//! Word files: every feature that changes what Word shows, each in a file that the test makes itself.

#![allow(clippy::unwrap_used, clippy::panic)]

mod office;

use office::{cell, paragraph, read, run, Docx};
use report_lint::formats::{self, Options, Tracked};
use report_lint::source::Place;

fn shows(docx: Docx, expected: &str) {
    assert_eq!(docx.text(), expected);
}

#[test]
fn runs_are_joined_wherever_they_are_split() {
    shows(
        Docx::new(&format!("<w:p>{}<w:proofErr/>{}<w:bookmarkStart w:id=\"0\"/>{}</w:p>", run("Tổng 1.4"), run("48,2"), run("9 ha &lt; 2 &amp; 3"))),
        "Tổng 1.448,29 ha < 2 & 3\n",
    );
}

#[test]
fn parts_of_letters_are_composed() {
    shows(Docx::of_paragraphs(&["Tie\u{302}\u{301}ng Vie\u{323}\u{302}t"]), "Tiếng Việt\n");
}

#[test]
fn notes_stand_behind_the_text_with_marks_at_their_place() {
    let foot = |id: &str| format!("<w:r><w:footnoteReference w:id=\"{id}\"/></w:r>");
    let body = format!("<w:p>{}{}{}{}{}</w:p>", run("Có 07 xã"), foot("5"), run(" và 02 bản"), foot("2"), "<w:r><w:endnoteReference w:id=\"1\"/></w:r>");
    let note = |id: &str, text: &str| format!("<w:footnote w:id=\"{id}\"><w:p><w:r><w:footnoteRef/></w:r>{}</w:p></w:footnote>", run(text));
    let docx = Docx::new(&body).footnotes(&format!("{}{}", note("2", "Bản A, bản B."), note("5", "Xã C."))).endnotes(&format!(
        "<w:endnote w:id=\"1\">{}{}</w:endnote>",
        paragraph("Nguồn."),
        paragraph("Thêm.")
    ));
    shows(docx, "Có 07 xã[^1] và 02 bản[^2][^i]\n[^1]: Xã C.\n[^2]: Bản A, bản B.\n[^i]: Nguồn.\nThêm.\n");
}

#[test]
fn a_note_typed_among_the_paragraphs_takes_only_itself() {
    let after = "Đến nay xã đạt 12/19 tiêu chí, còn 08 tiêu chí chưa đạt.";
    let lines = ["I. MỘT", "Có 07 xã⁴.", "⁴ Các xã theo Quyết định của huyện.", "II. HAI", after, "IV. BỐN", "Hết."];
    let book = report_lint::rulebook::Rulebook::for_linting().unwrap();
    let rules = |source| report_lint::lint(&source, &book, report_lint::rulebook::Language::Vi).findings.iter().map(|f| f.rule.clone()).collect::<Vec<_>>();
    let word = rules(read(Docx::of_paragraphs(&lines).bytes()).unwrap());
    assert_eq!(word, ["remainder-mismatch", "numbering-gap"]);
    assert_eq!(word, rules(read(lines.join("\n\n").into_bytes()).unwrap()));
}

#[test]
fn a_finding_of_a_note_is_placed_in_it() {
    let body = format!("<w:p>{}<w:r><w:footnoteReference w:id=\"1\"/></w:r></w:p>", run("Có 03 xã"));
    let note = format!("<w:footnote w:id=\"1\">{}</w:footnote>", paragraph("Một, hai."));
    let source = read(Docx::new(&body).footnotes(&note).bytes()).unwrap();
    let place = |words: &str| source.place(source.text.find(words).unwrap()).unwrap().clone();
    assert_eq!(place("03"), Place::Paragraph { part: "body", paragraph: 1, run: 1 });
    assert_eq!(place("hai"), Place::Paragraph { part: "footnotes", paragraph: 1, run: 1 });
}

#[test]
fn tables_keep_their_columns_over_merged_cells() {
    let rows = [
        format!("<w:tr>{}{}</w:tr>", cell("<w:vMerge w:val=\"restart\"/>", "Xã"), cell("<w:gridSpan w:val=\"2\"/>", "Số hộ")),
        format!("<w:tr>{}{}{}</w:tr>", cell("<w:vMerge/>", ""), cell("", "nghèo"), cell("", "cận nghèo")),
        format!("<w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>{}{}</w:tr>", cell("", "9"), cell("", "17")),
    ];
    let docx = Docx::new(&format!("{}<w:tbl>{}</w:tbl>{}", paragraph("Biểu"), rows.concat(), paragraph("Hết")));
    shows(docx, "Biểu\n\nXã\tSố hộ\t\n\tnghèo\tcận nghèo\n\t9\t17\n\nHết\n");
}

#[test]
fn nested_tables_follow_the_outer_one() {
    let inner = format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", cell("", "trong 1"), cell("", "trong 2"));
    let outer = format!("<w:tbl><w:tr>{}<w:tc>{}{inner}{}</w:tc></w:tr></w:tbl>", cell("", "ngoài"), paragraph("hai"), paragraph("đoạn"));
    shows(Docx::new(&outer), "\nngoài\thai đoạn\n\n\ntrong 1\ttrong 2\n\n");
}

#[test]
fn a_table_of_one_column_is_no_table() {
    shows(Docx::new(&format!("<w:tbl><w:tr><w:tc>{}{}</w:tc></w:tr></w:tbl>", paragraph("Khung:"), paragraph("chữ"))), "Khung:\nchữ\n");
}

fn level(at: usize, format: &str, text: &str) -> String {
    format!("<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/></w:lvl>")
}

fn item(list: u32, level: usize, text: &str) -> String {
    format!("<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr>{}</w:p>", run(text))
}

#[test]
fn numbers_of_lists_are_written_out_as_word_shows_them() {
    let levels = [
        level(0, "upperRoman", "%1."),
        level(1, "decimal", "%2."),
        level(2, "decimal", "%2.%3."),
        level(3, "lowerLetter", "%4)"),
        level(4, "bullet", "\u{f0b7}"),
    ];
    let numbering =
        format!("<w:abstractNum w:abstractNumId=\"7\">{}</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num>", levels.concat());
    let order = [(0, "Một"), (1, "a"), (1, "b"), (2, "c"), (3, "d"), (3, "e"), (4, "f"), (2, "g"), (0, "Hai"), (1, "h")];
    let body: String = order.iter().map(|(level, text)| item(1, *level, text)).collect();
    shows(Docx::new(&body).numbering(&numbering), "I. Một\n1. a\n2. b\n2.1. c\na) d\nb) e\n• f\n2.2. g\nII. Hai\n1. h\n");
}

#[test]
fn a_list_may_start_again_and_share_its_count() {
    let numbering = format!(
        "<w:abstractNum w:abstractNumId=\"0\">{}</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>\
         <w:num w:numId=\"2\"><w:abstractNumId w:val=\"0\"/></w:num>\
         <w:num w:numId=\"3\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"5\"/></w:lvlOverride></w:num>",
        level(0, "decimal", "%1.")
    );
    let body: String = [(1, "a"), (1, "b"), (2, "c"), (3, "d"), (3, "e")].iter().map(|(list, text)| item(*list, 0, text)).collect();
    shows(Docx::new(&body).numbering(&numbering), "1. a\n2. b\n3. c\n5. d\n6. e\n");
}

#[test]
fn numbers_come_from_styles_and_may_be_taken_off() {
    let styles = "<w:style w:type=\"paragraph\" w:styleId=\"H\"><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>\
                  <w:style w:type=\"paragraph\" w:styleId=\"H2\"><w:basedOn w:val=\"H\"/><w:pPr><w:numPr><w:ilvl w:val=\"1\"/></w:numPr></w:pPr></w:style>";
    let numbering = format!(
        "<w:abstractNum w:abstractNumId=\"0\">{}{}</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>",
        level(0, "upperRoman", "%1."),
        level(1, "decimal", "%2.")
    );
    let styled = |style: &str, more: &str, text: &str| format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{more}</w:pPr>{}</w:p>", run(text));
    let body = [styled("H", "", "Một"), styled("H2", "", "nhỏ"), styled("H", "<w:numPr><w:numId w:val=\"0\"/></w:numPr>", "không số"), styled("H", "", "Hai")];
    shows(Docx::new(&body.concat()).styles(styles).numbering(&numbering), "I. Một\n1. nhỏ\nkhông số\nII. Hai\n");
}

#[test]
fn text_boxes_are_read_once() {
    let held = format!("<w:txbxContent>{}</w:txbxContent>", paragraph("Trong khung 12"));
    let drawn = format!(
        "<mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx>{held}</wps:txbx></w:drawing></mc:Choice>\
         <mc:Fallback><w:pict><v:textbox>{held}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    );
    let old = format!("<w:pict><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></w:pict>", paragraph("Khung cũ"));
    shows(Docx::new(&format!("<w:p>{}<w:r>{drawn}</w:r><w:r>{old}</w:r>{}</w:p>", run("Trước "), run("sau"))), "Trước sau\nTrong khung 12\nKhung cũ\n");
}

#[test]
fn fields_show_their_result() {
    let field = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let nested = format!(
        "{}<w:r><w:instrText>IF </w:instrText></w:r>{}<w:r><w:instrText>PAGE</w:instrText></w:r>{}{}{}",
        field("begin"),
        field("begin"),
        field("separate"),
        run("9"),
        field("end")
    );
    let body = format!(
        "<w:p>{}{nested}{}{}{}<w:fldSimple w:instr=\"DATE\">{}</w:fldSimple></w:p>",
        run("Có "),
        field("separate"),
        run("15"),
        field("end"),
        run(" xã")
    );
    shows(Docx::new(&format!("{body}<w:p>{}{}</w:p>{}", field("begin"), run("lệnh dở"), paragraph("Tiếp"))), "Có 15 xã\nTiếp\n");
}

#[test]
fn wrappers_are_passed_through_and_breaks_end_lines_where_sentences_end() {
    let body = format!(
        "<w:sdt><w:sdtPr><w:alias w:val=\"x\"/></w:sdtPr><w:sdtContent><w:p><w:hyperlink r:id=\"r\">{}</w:hyperlink><w:smartTag>{}</w:smartTag></w:p></w:sdtContent></w:sdt>\
         <w:p>{}<w:r><w:br/></w:r>{}<w:r><w:br/></w:r>{}<w:r><w:tab/><w:noBreakHyphen/></w:r>{}</w:p>",
        run("Số "),
        run("12"),
        run("dòng một"),
        run("còn tiếp."),
        run("Dòng hai"),
        run("hết")
    );
    shows(Docx::new(&body), "Số 12\ndòng một còn tiếp.\nDòng hai -hết\n");
}

#[test]
fn tracked_changes_are_read_either_way() {
    let body = format!(
        "<w:p>{}<w:del><w:r><w:delText>09</w:delText></w:r></w:del><w:ins>{}</w:ins>{}</w:p>\
         <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{}</w:p><w:p>{}</w:p>\
         <w:p><w:pPr><w:rPr><w:ins/></w:rPr></w:pPr><w:ins>{}</w:ins></w:p>\
         <w:p><w:moveFrom><w:r><w:t>chuyển</w:t></w:r></w:moveFrom>{}<w:moveTo><w:r><w:t>đến</w:t></w:r></w:moveTo></w:p>\
         <w:tbl><w:tr>{}{}</w:tr><w:tr><w:trPr><w:del/></w:trPr>{}{}</w:tr><w:tr><w:trPr><w:ins/></w:trPr>{}{}</w:tr></w:tbl>",
        run("còn "),
        run("07"),
        run(" tiêu chí"),
        run("Nối "),
        run("liền"),
        run("Thêm. "),
        run("giữa"),
        cell("", "a"),
        cell("", "1"),
        cell("", "bỏ"),
        cell("", "2"),
        cell("", "mới"),
        cell("", "3"),
    );
    let bytes = Docx::new(&body).bytes();
    let text = |tracked| formats::read("f", bytes.clone(), Options { tracked }).unwrap().text;
    assert_eq!(text(Tracked::Accepted), "còn 07 tiêu chí\nNối liền\nThêm. \ngiữađến\n\na\t1\nmới\t3\n\n");
    assert_eq!(text(Tracked::Original), "còn 09 tiêu chí\nNối \nliền\nchuyểngiữa\n\na\t1\nbỏ\t2\n\n");
}

#[test]
fn raised_digits_hidden_text_symbols_and_formulas() {
    let raised = |text: &str| format!("<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>{text}</w:t></w:r>");
    let hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>";
    let formula = "<m:oMath><m:f><m:num><m:r><m:t>3</m:t></m:r></m:num><m:den><m:r><m:t>4</m:t></m:r></m:den></m:f></m:oMath>";
    let body = format!(
        "<w:p>{}{}{}{hidden}<w:r><w:sym w:font=\"Symbol\" w:char=\"00B1\"/></w:r>{formula}{}</w:p>",
        run("78 m"),
        raised("3"),
        run(" gỗ "),
        raised("th")
    );
    shows(Docx::new(&body), "78 m³ gỗ ±3/4th\n");
}

#[test]
fn struck_text_is_deleted_text() {
    let struck = |how: &str, text: &str| format!("<w:r><w:rPr>{how}</w:rPr><w:t>{text}</w:t></w:r>");
    let body = format!(
        "<w:p>{}{}{}{}{}</w:p>",
        run("còn "),
        struck("<w:strike/>", "09 "),
        struck("<w:dstrike w:val=\"1\"/>", "08 "),
        struck("<w:strike w:val=\"0\"/>", "07"),
        run(" tiêu chí")
    );
    let bytes = Docx::new(&body).bytes();
    let text = |tracked| formats::read("f", bytes.clone(), Options { tracked }).unwrap().text;
    assert_eq!(text(Tracked::Accepted), "còn 07 tiêu chí\n");
    assert_eq!(text(Tracked::Original), "còn 09 08 07 tiêu chí\n");
}

#[test]
fn a_document_of_another_program_inside_is_named() {
    let read = |body: &str| read(Docx::new(body).bytes()).unwrap();
    let mixed = read(&(paragraph("trước") + "<w:altChunk r:id=\"rId7\"/>" + &paragraph("sau")));
    assert_eq!(mixed.text, "trước\nsau\n");
    assert!(mixed.unread.len() == 1 && mixed.unread[0].contains("another program"), "{:?}", mixed.unread);
    assert!(read(&paragraph("một mình")).unread.is_empty());
}

#[test]
fn comments_and_headers_are_left_out() {
    let body = format!("<w:p><w:commentRangeStart w:id=\"0\"/>{}<w:commentRangeEnd w:id=\"0\"/><w:r><w:commentReference w:id=\"0\"/></w:r></w:p>", run("Chữ"));
    let comment = format!("<w:comment w:id=\"0\" w:author=\"A\">{}</w:comment>", paragraph("nhận xét"));
    shows(Docx::new(&body).comments(&comment).header("đầu trang"), "Chữ\n");
}

#[test]
fn the_findings_are_those_of_the_same_text() {
    let lines = [
        "1. Về nông thôn mới",
        "Đến nay xã đạt 12/19 tiêu chí, còn 08 tiêu chí chưa đạt.",
        "Toàn huyện có 25 hộ được hỗ trợ, trong đó: hộ nghèo 9 hộ, hộ cận nghèo 17 hộ.",
    ];
    let book = report_lint::rulebook::Rulebook::for_linting().unwrap();
    let findings = |source: report_lint::source::Source| {
        let report = report_lint::lint(&source, &book, report_lint::rulebook::Language::Vi);
        report.findings.iter().map(|f| (f.rule.clone(), f.primary.of(&source.text).to_owned(), f.message.clone())).collect::<Vec<_>>()
    };
    let word = findings(read(Docx::of_paragraphs(&lines).bytes()).unwrap());
    let plain = findings(read(lines.join("\n\n").into_bytes()).unwrap());
    assert_eq!(word.len(), 2, "{word:?}");
    assert_eq!(word, plain);
}

const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const KIND: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A package whose parts have names of their own; `document` is the part that the package is about.
fn named(document: (&str, &str), others: &[(&str, &str, &str)]) -> Vec<u8> {
    let relation = |kind: &str, target: &str| format!("<Relationship Id=\"r-{kind}\" Type=\"{KIND}/{kind}\" Target=\"{target}\"/>");
    let list = |inner: String| format!("<Relationships xmlns=\"{RELATIONS}\">{inner}</Relationships>");
    let (folder, file) = document.0.rsplit_once('/').unwrap_or(("", document.0));
    let own = format!("{folder}/_rels/{file}.rels").trim_start_matches('/').to_owned();
    let top = list(relation("officeDocument", &format!("/{}", document.0)));
    let inner = list(others.iter().map(|(kind, target, _)| relation(kind, target)).collect());
    let mut parts: Vec<(String, String)> = vec![("_rels/.rels".to_owned(), top), (own, inner), (document.0.to_owned(), document.1.to_owned())];
    parts.extend(
        others
            .iter()
            .map(|(_, target, xml)| (format!("{folder}/{target}").replace("/../", "\0").split('\0').next_back().unwrap().to_owned(), (*xml).to_owned())),
    );
    office::zip_of(&parts.iter().map(|(n, t)| (n.as_str(), t.as_bytes())).collect::<Vec<_>>())
}

const NAMESPACE: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

#[test]
fn parts_are_found_by_relationship_not_by_name() {
    let body = format!("<w:document {NAMESPACE}><w:body><w:p>{}<w:r><w:footnoteReference w:id=\"3\"/></w:r></w:p></w:body></w:document>", run("Còn hai chợ"));
    let notes = format!("<w:footnotes {NAMESPACE}><w:footnote w:id=\"3\">{}</w:footnote></w:footnotes>", paragraph("Chợ Gió, chợ Mây."));
    let source = read(named(("word/document7.xml", &body), &[("footnotes", "notes-b.xml", &notes)])).unwrap();
    assert_eq!(source.text, "Còn hai chợ[^1]\n[^1]: Chợ Gió, chợ Mây.\n");
    let lists = "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"upperRoman\"/><w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum>\
        <w:num w:numId=\"4\"><w:abstractNumId w:val=\"0\"/></w:num>";
    let numbering = format!("<w:numbering {NAMESPACE}>{lists}</w:numbering>");
    let body = format!("<w:document {NAMESPACE}><w:body>{}</w:body></w:document>", item(4, 0, "Chợ"));
    let source = read(named(("noi dung/than.xml", &body), &[("numbering", "../khac/so.xml", &numbering)])).unwrap();
    assert_eq!(source.text, "I. Chợ\n");
}

#[test]
fn parts_in_utf_16_and_with_marks_of_byte_order_are_read() {
    let body = format!("<?xml version=\"1.0\" encoding=\"UTF-16\"?><w:document {NAMESPACE}><w:body>{}</w:body></w:document>", paragraph("Có 7 chợ"));
    let wide: Vec<u8> = std::iter::once(0xfeff).chain(body.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let marked = format!("\u{feff}{}", body.replace("UTF-16", "UTF-8"));
    for part in [wide.as_slice(), marked.as_bytes()] {
        let source = read(office::zip_of(&[("word/document.xml", part)])).unwrap();
        assert_eq!(source.text, "Có 7 chợ\n");
    }
}

#[test]
fn the_choice_that_word_would_take_is_read() {
    let either = |requires: &str| {
        let choice = format!("<mc:Choice Requires=\"{requires}\"><w:r><w:t>mới</w:t></w:r></mc:Choice>");
        format!("<w:p><mc:AlternateContent>{choice}<mc:Fallback><w:r><w:t>cũ</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>")
    };
    shows(Docx::new(&either("wps")), "mới\n");
    shows(Docx::new(&either("wps w14")), "mới\n");
    shows(Docx::new(&either("lạ")), "cũ\n");
}
