//! What the mutations begin with: the examples of the project, and one small file of each format with a bit of everything.

use report_lint::rulebook::Rulebook;
use std::path::Path;

/// The seeds of a target.
pub fn of(target: &str) -> Vec<Vec<u8>> {
    match target {
        "text" | "claims" | "outputs" => texts(),
        "docx" => vec![file("examples/du-thao.docx"), package(DOCX), package(RELATED)],
        "odt" => vec![package(ODT)],
        "xlsx" => vec![package(XLSX), package(ELSEWHERE)],
        "ods" => vec![package(ODS)],
        "html" => vec![HTML.into(), SAVED.into()],
        "pdf" => vec![pdf(PAGE), pdf(GRID), pdf_of(PAGE, FORM)],
        "rule" => folder("rules").into_iter().map(|text| head(&text).into_bytes()).collect(),
        "config" => vec![CONFIG.into()],
        "baseline" => vec![BASELINE.into()],
        "lsp" => vec![SESSION.into()],
        other => panic!("no seeds for {other}"),
    }
}

fn file(path: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// The TOML files of a folder.
fn folder(path: &str) -> Vec<String> {
    let entries = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap();
    let mut paths: Vec<_> = entries.map(|e| e.unwrap().path()).filter(|p| p.extension().is_some_and(|e| e == "toml")).collect();
    paths.sort();
    paths.iter().map(|p| std::fs::read_to_string(p).unwrap()).collect()
}

/// A rule without its examples.
fn head(rule: &str) -> String {
    rule.split_once("\n[[").map_or(rule, |r| r.0).to_owned() + "\n"
}

/// The example reports, and the examples of all rules in both languages.
fn texts() -> Vec<Vec<u8>> {
    let mut out: Vec<Vec<u8>> = ["nua-nam", "ngan-sach", "sach-loi"].iter().map(|name| file(&format!("examples/{name}.md"))).collect();
    let book = Rulebook::built_in().unwrap();
    out.extend([BARS, LINES, TABLES, FIGURES].map(Into::into));
    for book in [&book, book.in_language(report_lint::rulebook::Language::En)] {
        for rule in &book.rules {
            out.extend(rule.flagged.iter().map(|e| e.text.clone().into_bytes()));
            out.extend(rule.silent.iter().map(|e| e.text.clone().into_bytes()));
        }
    }
    out
}

/// Tables whose rows take several lines, with a head and without one.
const LINES: &str = "-------------------\nThôn        Số\n            hộ\n---------- --------\nĐông và     12\nTây\n\n**Nam**     14\n\nTổng số     26\n-------------------\n\n---- ----\nĐông   9\n\nTây    8\n---- ----\n\nHết.\n";

/// A table whose cells stand between lines that hold only a bar, with merged heads and empty cells.
const BARS: &str = "Biểu 1\n\n|\n**STT**\n|\n**Tên\nthôn**\n|\n**Số hộ**\n|\n|\n**Năm nay\n**\n|\nNăm sau\n|\n|\n1\n|\nĐông\n|\n12\n|\n14\n|\n|\n2\n|\nTây\n|\n|\n8\n|\n|\n|\nTổng số\n|\n12\n|\n22\n|\n\nHết.\n";

/// Tables without outer bars, with a bar in a cell, between rules, as HTML and with columns that only blanks part; entities and struck text.
const TABLES: &str = "Thôn | Số hộ\n--- | ---:\nĐông \\| Tây | 14\n**Tổng số** | 26\n\n+------+-----+\n| Thôn | Hộ  |\n+======+=====+\n| Đông | 12  |\n+------+-----+\n| Tây  | 14  |\n+------+-----+\n\n\
    <table><tr><th>Thôn</th><th>Hộ</th></tr><tr><td rowspan=2>Đông&nbsp;1</td><td>12</td></tr><tr><td>14</td></tr></table>\n\n\
    Thôn      Hộ\n------- ----\nĐông      12\nTây       14\n\n~~Thu 5&#37;~~ Thu 12&nbsp;500 hộ.\n";

/// Numbers in many hands: blanks between thousands, several units, powers, digits of other widths.
const FIGURES: &str = "Thu 1 tỷ 500 triệu đồng (12 500 ha, 4\u{202f}120 con, 12'500 m2), đạt 115% kế hoạch; 1,2.10^6 hộ; １２.５００ triệu VNĐ; 5 km 200 m; -20%; 2,5 đến 3 tấn/ha; \
    quý II/2025; một phần ba; hai mươi mốt (21) xã; TCVN 5574:2018; 10°12'30\"; 0912.345.678.\n";

/// Names and contents, parted by zero bytes.
fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    parts.iter().map(|(name, content)| format!("{name}\0{content}")).collect::<Vec<_>>().join("\0").into_bytes()
}

const DOCX: &[(&str, &str)] = &[
    ("[Content_Types].xml", "<Types/>"),
    (
        "word/document.xml",
        r#"<w:document xmlns:w="w" xmlns:mc="mc" xmlns:wps="wps"><w:body><w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t xml:space="preserve">Toàn xã có 25 hộ, </w:t></w:r><w:ins><w:r><w:t>trong đó 9 hộ nghèo</w:t></w:r></w:ins><w:del><w:r><w:delText>8</w:delText></w:r></w:del><w:r><w:footnoteReference w:id="1"/></w:r></w:p>
<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>7</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>
<w:tbl><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>Số hộ</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>Thôn Đông</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>16</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p><w:r><w:t>9</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
<w:p><w:r><mc:AlternateContent><mc:Choice><wps:txbx><w:txbxContent><w:p><w:r><w:t>Hộp 12 ha</w:t></w:r></w:p></w:txbxContent></wps:txbx></mc:Choice><mc:Fallback/></mc:AlternateContent></w:r></w:p><w:sectPr/></w:body></w:document>"#,
    ),
    (
        "word/footnotes.xml",
        r#"<w:footnotes xmlns:w="w"><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote><w:footnote w:id="1"><w:p><w:r><w:t>Gồm 5 hộ và 4 hộ.</w:t></w:r></w:p></w:footnote></w:footnotes>"#,
    ),
    (
        "word/numbering.xml",
        r#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#,
    ),
    (
        "word/styles.xml",
        r#"<w:styles xmlns:w="w"><w:style w:type="paragraph" w:styleId="H1"><w:basedOn w:val="H1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style></w:styles>"#,
    ),
];

/// Parts that only relationships find, Strict namespaces, comments of an earlier copy, one of them resolved, one answered.
const RELATED: &[(&str, &str)] = &[
    ("_rels/.rels", r#"<Relationships><Relationship Id="r1" Type="x/officeDocument" Target="/word/document2.xml"/></Relationships>"#),
    (
        "word/_rels/document2.xml.rels",
        r#"<Relationships><Relationship Id="r1" Type="x/footnotes" Target="notes-b.xml"/><Relationship Id="r2" Type="x/comments" Target="../c.xml"/><Relationship Id="r3" Type="x/commentsExtended" Target="ex.xml"/></Relationships>"#,
    ),
    (
        "word/document2.xml",
        r#"<document xmlns="http://purl.oclc.org/ooxml/wordprocessingml/main" xmlns:mc="mc"><body><p><commentRangeStart id="0"/><r><t>Toàn xã có 26 hộ (gồm: 16 hộ nghèo, 9 hộ cận nghèo).</t></r><commentRangeEnd id="0"/><r><commentReference id="0"/></r><r><footnoteReference id="1"/></r></p>
<p><mc:AlternateContent><mc:Choice Requires="unknown"><r><t>12 ha</t></r></mc:Choice><mc:Fallback><r><t>13 ha</t></r></mc:Fallback></mc:AlternateContent><r><rPr><strike/></rPr><t>14</t></r></p></body></document>"#,
    ),
    (
        "word/notes-b.xml",
        r#"<footnotes xmlns="http://purl.oclc.org/ooxml/wordprocessingml/main"><footnote id="1"><p><r><t>Gồm 5 hộ và 4 hộ.</t></r></p></footnote></footnotes>"#,
    ),
    (
        "c.xml",
        r#"<w:comments xmlns:w="w" xmlns:w14="w14"><w:comment w:id="0" w:author="report-lint"><w:p w14:paraId="1"><w:r><w:t>25</w:t></w:r></w:p></w:comment><w:comment w:id="1" w:author="An"><w:p w14:paraId="2"/></w:comment></w:comments>"#,
    ),
    (
        "word/ex.xml",
        r#"<w15:commentsEx xmlns:w15="w15"><w15:commentEx w15:paraId="1" w15:done="1"/><w15:commentEx w15:paraId="2" w15:paraIdParent="1"/></w15:commentsEx>"#,
    ),
];

/// A workbook that only relationships find, with `\` between its folders.
const ELSEWHERE: &[(&str, &str)] = &[
    ("_rels\\.rels", r#"<Relationships><Relationship Id="r1" Type="x/officeDocument" Target="so/b.xml"/></Relationships>"#),
    ("so\\b.xml", r#"<workbook xmlns:r="r"><sheets><sheet name="Thu" sheetId="1" r:id="r1"/></sheets></workbook>"#),
    ("so\\_rels\\b.xml.rels", r#"<Relationships><Relationship Id="r1" Type="x/worksheet" Target="one.xml"/></Relationships>"#),
    (
        "so\\one.xml",
        r#"<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>Thôn_x000D_</v></c><c r="B1"><v>2024</v></c></row><row r="2"><c r="A2" t="str"><v>Đông</v></c><c r="B2" t="str"><v>12 500</v></c></row></sheetData></worksheet>"#,
    ),
];

const ODT: &[(&str, &str)] = &[
    ("mimetype", "application/vnd.oasis.opendocument.text"),
    (
        "content.xml",
        r#"<office:document-content xmlns:office="o" xmlns:style="s" xmlns:text="t" xmlns:table="tb" xmlns:draw="d"><office:automatic-styles><style:style style:name="T1" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style><text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/></text:list-style></office:automatic-styles><office:body><office:text>
<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><text:p>8 hộ</text:p></text:deletion></text:changed-region></text:tracked-changes>
<text:h text:outline-level="1">Kết quả</text:h><text:list text:style-name="L1"><text:list-item><text:p>Toàn xã có 25 hộ<text:s text:c="2"/><text:change text:change-id="c1"/><text:note text:note-class="footnote" text:id="n1"><text:note-citation>1</text:note-citation><text:note-body><text:p>Gồm 5 hộ và 4 hộ.</text:p></text:note-body></text:note></text:p></text:list-item></text:list>
<table:table><table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>Số hộ</text:p></table:table-cell><table:covered-table-cell/></table:table-row><table:table-row table:number-rows-repeated="2"><table:table-cell><text:p>Thôn</text:p></table:table-cell><table:table-cell table:number-columns-repeated="2"><text:p>16</text:p></table:table-cell></table:table-row></table:table>
<text:p><draw:frame><draw:text-box><text:p>Hộp 12 ha</text:p></draw:text-box></draw:frame><text:span text:style-name="T1">2</text:span></text:p></office:text></office:body></office:document-content>"#,
    ),
    (
        "styles.xml",
        r#"<office:document-styles xmlns:office="o" xmlns:text="t" xmlns:style="s"><office:styles><text:outline-style><text:outline-level-style text:level="1" style:num-format="I"/></text:outline-style></office:styles></office:document-styles>"#,
    ),
    ("META-INF/manifest.xml", "<manifest/>"),
];

const XLSX: &[(&str, &str)] = &[
    ("[Content_Types].xml", "<Types/>"),
    ("xl/workbook.xml", r#"<workbook xmlns:r="r"><sheets><sheet name="Thu" sheetId="1" r:id="rId1"/></sheets></workbook>"#),
    ("xl/_rels/workbook.xml.rels", r#"<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#),
    (
        "xl/worksheets/sheet1.xml",
        r#"<worksheet><cols><col min="1" max="2" hidden="0"/></cols><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>Số hộ</t></is></c></row>
<row r="2"><c r="A2" t="str"><v>Thôn Đông</v></c><c r="B2" s="1"><v>16.5</v></c></row><row r="3" hidden="1"><c r="A3" t="s"><v>1</v></c><c r="B3" s="2"><v>45000</v></c></row>
<row r="4"><c r="A4" t="str"><v>Tổng số</v></c><c r="B4"><f>SUM(B2:B3)</f><v>26</v></c></row></sheetData><mergeCells><mergeCell ref="A5:B6"/></mergeCells></worksheet>"#,
    ),
    ("xl/sharedStrings.xml", "<sst><si><t>Thôn</t></si><si><r><t>Thôn </t></r><r><t>Tây</t></r></si></sst>"),
    (
        "xl/styles.xml",
        r##"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="#,##0.0_);[Red]\-0%"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/></cellXfs></styleSheet>"##,
    ),
];

const ODS: &[(&str, &str)] = &[
    ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
    (
        "content.xml",
        r#"<office:document-content xmlns:office="o" xmlns:style="s" xmlns:text="t" xmlns:table="tb" xmlns:number="n"><office:automatic-styles><number:number-style style:name="N1"><number:number number:decimal-places="1"/></number:number-style><style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"/></office:automatic-styles><office:body><office:spreadsheet><table:table table:name="Thu"><table:table-column table:number-columns-repeated="3"/>
<table:table-row><table:table-cell office:value-type="string"><text:p>Thôn</text:p></table:table-cell><table:table-cell table:number-columns-spanned="2"><text:p>Số hộ</text:p></table:table-cell><table:covered-table-cell/></table:table-row>
<table:table-row table:number-rows-repeated="2"><table:table-cell><text:p>Đông</text:p></table:table-cell><table:table-cell table:style-name="ce1" office:value-type="float" office:value="16"><text:p>16,0</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell><text:p>Tổng số</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="33" table:formula="of:=SUM([.B2:.B3])"><text:p>33</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"#,
    ),
    ("styles.xml", r#"<office:document-styles xmlns:office="o"/>"#),
];

const HTML: &str = "<!DOCTYPE html><html lang=vi><head><title>Báo cáo</title><style>p{color:red}</style></head><body><nav>Trang chủ</nav><main><h1>I. Kết quả</h1>\n<p>Toàn xã có 25 hộ, <b>trong đó</b> 9 hộ nghèo<sup><a href=#n1>1</a></sup>.<br>Đạt 52,4%.</p>\n<ol start=3 type=a><li>Thôn Đông: 16 hộ<ul><li>Nghèo: 5</ul><li>Thôn Tây: 10 hộ</ol>\n<table><thead><tr><th>Thôn<th colspan=2>Số hộ</thead><tr><td rowspan=2>Đông<td>16<td>5<tr><td>10<td>4<tr><td>Tổng số<td>26<td>9</table><p id=n1><sup>1</sup> Gồm 5 hộ và 4 hộ.</p><pre>a\tb</pre></main><script>x</script></body></html>";
const SAVED: &str = "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\"><body><div class=WordSection1><p class=MsoNormal style='mso-list:l0 level1'><![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp;</span></span><![endif]>Có 12&#8239;ha<a style='mso-footnote-id:ftn1' href=\"#_ftn1\" name=\"_ftnref1\"><sup>[1]</sup></a></p></div><div style='mso-element:footnote-list'><div style='mso-element:footnote' id=ftn1><p>[1] Gồm 5 ha và 6 ha</p></div></div></body></html>";

const PAGE: &str = "BT /F1 14 Tf 1 0 0 1 80 700 Tm (Toan xa co 25 ho, trong do 9 ho ngheo.) Tj ET\nBT /F1 14 Tf 1 0 0 1 80 680 Tm [(Dat ) -200 (52,4%)] TJ 0 -20 Td (1. Thu 12 ty dong) Tj T* (gom) ' ET\nBT /F1 8 Tf 80 100 Td (1 Gom 5 ho va 4 ho) Tj ET\n";
const GRID: &str = "80 700 m 400 700 l S 80 670 m 400 670 l S 80 640 m 400 640 l S 80 640 m 80 700 l S 240 640 m 240 700 l S 400 640 m 400 700 l S\nBT /F1 12 Tf 1 0 0 1 90 680 Tm (Thon Dong) Tj 160 0 Td (16) Tj -160 -30 Td (Tong so) Tj 160 0 Td (26) Tj ET\n0 0 10 10 re f q 1 0 0 1 5 5 cm Q\n";

/// What a page has more that has a field to fill in.
const FORM: &str = "/Annots [<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /V (45) /Rect [105 675 145 695] /AP << /N 5 0 R >> >>]";

/// A file of one page with this on it.
fn pdf(content: &str) -> Vec<u8> {
    pdf_of(content, "")
}

fn pdf_of(content: &str, more: &str) -> Vec<u8> {
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R {more} >>"),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /FirstChar 32 /LastChar 34 /Widths [278 278 355] >>".to_owned(),
        format!("<< /Subtype /Form /BBox [0 0 40 20] /Length {} >>\nstream\n{content}\nendstream", content.len()),
    ];
    let mut out = String::from("%PDF-1.4\n");
    let mut starts = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        starts.push(out.len());
        out += &format!("{} 0 obj\n{object}\nendobj\n", at + 1);
    }
    let end = out.len();
    let table: String = starts.iter().map(|at| format!("{at:010} 00000 n \n")).collect();
    out += &format!("xref\n0 6\n0000000000 65535 f \n{table}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n{end}\n%%EOF\n");
    out.into_bytes()
}

const CONFIG: &str = r#"lang = "vi"
select = ["sum-mismatch"]
extend-select = ["rounding"]
ignore = ["placeholder"]
exclude = ["phu-luc/"]
rules = ["my-rules"]

[severity]
name-variant = "note"

[per-file-ignores]
"phu-luc/*.md" = ["copied-passage"]

[facts]
"xã, thị trấn" = 17
"tiêu chí" = 19

[names]
communes = ["Phiêng Cành", "Nà Lốc"]
"#;

const BASELINE: &str = r#"{"version":1,"findings":[
{"path":"fuzz.md","fingerprint":"0011223344556677","rule":"sum-mismatch","words":"26 hộ"},
{"path":"b.md","fingerprint":"8899aabbccddeeff","rule":"rounding","words":""}
]}
"#;

const SESSION: &str = r#"{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"file:///a.md","languageId":"markdown","version":1,"text":"Toàn xã có 26 hộ (gồm: 16 hộ nghèo, 9 hộ cận nghèo).\n"}}}
{"jsonrpc":"2.0","id":1,"method":"textDocument/hover","params":{"textDocument":{"uri":"file:///a.md"},"position":{"line":0,"character":12}}}
{"jsonrpc":"2.0","id":2,"method":"textDocument/codeAction","params":{"textDocument":{"uri":"file:///a.md"},"range":{"start":{"line":0,"character":0},"end":{"line":0,"character":40}},"context":{"diagnostics":[]}}}
{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"file:///a.md","version":2},"contentChanges":[{"range":{"start":{"line":0,"character":11},"end":{"line":0,"character":13}},"text":"25\n**"},{"text":"Đạt 12/19 tiêu chí, còn 08 tiêu chí."}]}}
{"jsonrpc":"2.0","id":3,"method":"textDocument/diagnostic","params":{"textDocument":{"uri":"file:///a.md"}}}
{"jsonrpc":"2.0","method":"workspace/didChangeConfiguration","params":{"settings":{"lang":"en","severity":"note","ignore":["rounding"]}}}
{"jsonrpc":"2.0","method":"textDocument/didClose","params":{"textDocument":{"uri":"file:///a.md"}}}
{"jsonrpc":"2.0","id":"x","method":"shutdown"}
{"jsonrpc":"2.0","method":"exit"}"#;
