//! Web pages: what of a page becomes which line of canonical text, and what a hostile page costs.

#![allow(clippy::unwrap_used, clippy::panic)]

use report_lint::formats::{self, FormatError};
use report_lint::rulebook::{Language, Rulebook};
use report_lint::source::{Layout, Place, Source};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::Command;

fn source(bytes: &[u8]) -> Result<Source, FormatError> {
    formats::read("page.html", bytes.to_vec(), Default::default())
}

/// The canonical text of a page with this body.
fn text(body: &str) -> String {
    let page = format!("<!DOCTYPE html><html><head><title>Không đọc</title></head><body>{body}</body></html>");
    source(page.as_bytes()).unwrap_or_else(|e| panic!("{e}: {body}")).text
}

#[track_caller]
fn check(body: &str, lines: &[&str]) {
    assert_eq!(text(body).lines().collect::<Vec<_>>(), lines, "of {body}");
}

#[test]
fn pages_are_known_by_their_start() {
    let is_page = |bytes: &[u8]| formats::read("a.md", bytes.to_vec(), Default::default()).is_ok_and(|s| s.layout == Layout::LineIsBlock);
    for page in [
        "<!doctype html><p>a",
        "\u{feff} \n<!-- saved --><!DOCTYPE HTML PUBLIC ''><p>a",
        "<?xml version='1.0'?>\n<html xmlns='x'><body>a",
        "<HTML><p>a",
        "<head><title>x</title></head>a",
        "<meta charset=utf-8><title>x</title><body>a",
    ] {
        assert!(is_page(page.as_bytes()), "{page}");
    }
    for markdown in
        ["<b>Báo cáo</b>\n\nvăn bản", "<!-- ghi chú -->\n# Báo cáo", "<div>a</div>", "<htmlx>", "# Về thẻ <html>", "<p align=center>a</p>\n\n# b", "", "<!-- "]
    {
        assert!(!is_page(markdown.as_bytes()), "{markdown}");
    }
}

#[test]
fn encodings() {
    let page = "<!doctype html><p>Tổng số 4.120 con</p>";
    let utf_16: Vec<u8> = std::iter::once(0xfeff).chain(page.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let utf_16_be: Vec<u8> = std::iter::once(0xfeff).chain(page.encode_utf16()).flat_map(u16::to_be_bytes).collect();
    let bom = format!("\u{feff}{page}");
    for bytes in [page.as_bytes(), bom.as_bytes(), &utf_16, &utf_16_be] {
        assert_eq!(source(bytes).unwrap().text, "Tổng số 4.120 con\n");
    }
    // Windows-1258 writes tone marks apart; they are composed.
    let old = b"<html><head><meta http-equiv=Content-Type content=\"text/html; charset=windows-1258\"></head><body><p>12 h\xf4\xf2, \xfd\xf0</p>";
    assert_eq!(source(old).unwrap().text, "12 hộ, ưđ\n");
    let broken = source(b"<!doctype html><p>\nT\xeanh h\xecnh</p>").unwrap_err().to_string();
    assert!(broken.contains("not valid UTF-8") && broken.contains("line 2"), "{broken}");
}

#[test]
fn blocks_and_breaks() {
    check("<h1>BÁO CÁO</h1><p>Một&nbsp;hai\n  ba</p><div>bốn<div>năm</div>sáu</div>", &["# BÁO CÁO", "Một hai ba", "bốn", "năm", "sáu"]);
    check("<p>Mục một:<br>Mục hai<br/>- Mục ba<br>a) mục bốn</p>", &["Mục một:", "Mục hai", "- Mục ba", "a) mục bốn"]);
    check("<p>Toàn xã có 12<br>tiêu chí đạt</p>", &["Toàn xã có 12 tiêu chí đạt"]);
    check("<pre>một\nhai  ba</pre><blockquote><p>bốn</p></blockquote><dl><dt>năm<dd>sáu</dl>", &["một", "hai ba", "bốn", "năm", "sáu"]);
    check("<p>giá tr\u{ad}ị <b>1.<i>22</i></b>1,1</p>", &["giá trị 1.221,1"]);
    check("<p>78 m<sup>3</sup>, 12 km<sup>2</sup>, CO<sub>2</sub></p>", &["78 m³, 12 km², CO2"]);
    check("<p>Ti\u{65}\u{302}\u{301}n</p>", &["Tiến"]);
}

#[test]
fn what_is_not_shown_is_not_read() {
    let body = "<script>var a='x'</script><style>p{}</style><template><p>x</p></template><noscript>x</noscript><nav>Trang chủ</nav>\
        <p hidden>x</p><p style='color:red; display: none'>x</p><p aria-hidden=true>x</p><form><input value=x><select><option>x</select><button>x</button>đọc</form><p>một</p>";
    check(body, &["đọc", "một"]);
}

#[test]
fn the_main_part_is_read_where_it_is_most() {
    let long = "Toàn xã có 25 hộ được hỗ trợ. ".repeat(5);
    let long = long.trim();
    check(&format!("<header>Cổng thông tin</header><main><h1>Tin</h1><p>{long}</p></main><aside>Liên kết</aside><footer>Bản quyền</footer>"), &["# Tin", long]);
    // An article that holds little of the text is not all of the report.
    check(&format!("<article>Tin vắn</article><div><p>{long}</p></div>"), &["Tin vắn", long]);
    check(&format!("<header>Số: 12/BC-UBND</header><p>{long}</p>"), &["Số: 12/BC-UBND", long]);
}

#[test]
fn list_marks_are_written_out() {
    check("<ol><li>một<li value=5>năm<li>sáu</ol>", &["1. một", "5. năm", "6. sáu"]);
    check("<ol start=3 type=a><li>x<ol type=I><li>y</ol></ol>", &["c) x", "I. y"]);
    check("<ol reversed><li>x<li>y</ol><ol style='list-style-type: upper-roman' start=9><li>z</ol>", &["2. x", "1. y", "IX. z"]);
    check("<ul><li>x<ul><li>y<ul><li>z</ul></ul><li>w</ul>", &["- x", "+ y", "• z", "- w"]);
    check("<ul><li><p>x</p><p>thêm</p><li>- y<li>a) z<li>2. w<li>1.250 hộ</ul>", &["- x", "thêm", "- y", "a) z", "2. w", "- 1.250 hộ"]);
    check("<ul style='list-style: none'><li>x</ul>", &["x"]);
}

#[test]
fn tables_keep_their_columns() {
    let body = "<p>Bảng</p><table><caption>Đơn vị: ha</caption><tr><th rowspan=2>TT<th colspan=2>Diện tích<tr><th>Kế hoạch<th>Thực hiện\
        <tr><td>1<td>820,3<td>812,5<tr><td>2<td><td>5</table><table><tr><td>a<td>b<tr><td>c<td>d</table><p>sau</p>";
    check(body, &["Bảng", "Đơn vị: ha", "", "TT\tDiện tích\t", "\tKế hoạch\tThực hiện", "1\t820,3\t812,5", "2\t\t5", "", "a\tb", "c\td", "", "sau"]);
    check("<table><tfoot><tr><td>Tổng<td>3</tfoot><tbody><tr><td>x<td>1<br>2</tbody><tr><td>y<td>2</table>", &["x\t1 2", "y\t2", "Tổng\t3", ""]);
}

#[test]
fn tables_that_lay_out_a_page_are_no_tables() {
    check("<table><tr><td><p>một</p><p>hai</p></table>", &["một", "hai"]);
    let head = "<table><tr><td><p>UBND XÃ TÂN LẬP</p><p>Số: 214/BC-UBND</p><td><p>CỘNG HÒA</p><p>Độc lập</p></table>";
    check(head, &["UBND XÃ TÂN LẬP", "Số: 214/BC-UBND", "CỘNG HÒA", "Độc lập"]);
    check("<table><tr><td>menu<td><p>x</p><table><tr><td>1<td>2<tr><td>3<td>4</table></table>", &["menu", "x", "", "1\t2", "3\t4", ""]);
}

#[test]
fn notes_stand_at_the_end() {
    let pandoc = "<p>đạt<a href='#fn1' id='fnref1' role='doc-noteref'><sup>1</sup></a>.</p><section class=footnotes><ol>\
        <li id=fn1><p>Gồm: a.<a href='#fnref1' role='doc-backlink'>↩︎</a></p><p>Thêm.</p></li></ol></section><p>sau</p>";
    check(pandoc, &["đạt[^1].", "sau", "[^1]: Gồm: a.", "Thêm."]);
    let word = "<p>đạt<a style='mso-footnote-id:ftn1' href='#_ftn1' name='_ftnref1'><span>[1]</span></a> và<a href='#_ftn2' name='_ftnref2'>[2]</a></p>\
        <div id=ftn1><p><a href='#_ftnref1' name='_ftn1'>[1]</a> Gồm a.</p></div><div id=ftn2><p><a href='#_ftnref2' name='_ftn2'>[2]</a> Gồm b.</p></div>";
    check(word, &["đạt[^1] và[^2]", "[^1]: Gồm a.", "[^2]: Gồm b."]);
    let plain = "<p>đạt<sup><a href='trang.html#fn1'>1</a></sup></p><p id=fn1><sup>1</sup> Gồm a.</p>";
    check(plain, &["đạt[^1]", "[^1]: Gồm a."]);
    // Copied together without links: by the raised numbers, which may start again.
    let copied =
        "<p>một<sup>1</sup>, 5 m<sup>2</sup></p><p><sup>1</sup> Chú a</p><p>hai<sup>(1)</sup></p><p><sup>(1)</sup> Chú b</p><p><sup>3</sup> Không ai gọi</p>";
    check(copied, &["một[^1], 5 m²", "hai[^1-2]", "3 Không ai gọi", "[^1]: Chú a", "[^1-2]: Chú b"]);
}

#[test]
fn places_lead_back_to_the_element() {
    let page = "<!doctype html><body><div id=noi-dung><p>a</p><p>b</p><table><tr><td>1<td>2<tr><td>3<td>4</table></div>";
    let source = source(page.as_bytes()).unwrap();
    let place = |words: &str| source.place(source.text.find(words).unwrap()).cloned().unwrap();
    assert_eq!(place("b"), Place::Element { element: "#noi-dung/p[2]".into() });
    assert_eq!(place("3"), Place::Element { element: "#noi-dung/table[1]/tbody[1]/tr[2]".into() });
}

#[test]
fn a_page_without_text_says_what_to_do() {
    let error = source(b"<!doctype html><body><div id=app></div><script>load()</script>").unwrap_err().to_string();
    assert!(error.contains("no text of its own"), "{error}");
}

#[test]
fn deep_and_large_pages() {
    let deep = |tag: &str, n: usize| source(format!("<!doctype html>{}x", format!("<{tag}>").repeat(n)).as_bytes());
    for tag in ["div", "b", "ul><li", "table><tr><td", "blockquote", "font size=1", "sup", "svg", "template"] {
        match deep(tag, 100_000) {
            Err(FormatError::Limit { .. } | FormatError::NoText(_)) => {}
            other => panic!("{tag}: {:?}", other.map(|s| s.text.len())),
        }
        deep(tag, 300).map(|_| ()).or_else(|e| matches!(e, FormatError::NoText(_)).then_some(()).ok_or(e)).unwrap();
    }
    let cells = format!("<!doctype html><table>{}</table>", format!("<tr>{}", "<td>1".repeat(10)).repeat(10_000));
    assert_eq!(source(cells.as_bytes()).unwrap().text.lines().count(), 10_001);
    let wide = format!("<!doctype html><table>{}</table>", "<tr><td colspan=1000 rowspan=9>x<td>y".repeat(2_000));
    assert!(matches!(source(wide.as_bytes()), Err(FormatError::Limit { .. })));
    let many = format!("<!doctype html>{}", "<font color=a><p>".repeat(20_000));
    let _ = source(many.as_bytes());
    // Many notes with one number, many attributes of one element.
    let notes: String = (0..20_000).map(|n| format!("<p>a<a href='#fn{n}'><sup>1</sup></a><p id=fn{n}>b")).collect();
    assert!(source(format!("<!doctype html>{notes}").as_bytes()).unwrap().text.ends_with("[^1-20000]: b\n"));
    let attributes: String = (0..4_000).map(|n| format!(" a{n}")).collect();
    let _ = source(format!("<!doctype html><p{attributes}>b").as_bytes());
}

#[test]
fn torn_and_damaged_pages_are_read_as_far_as_they_go() {
    let body = "<h1>A</h1><p>x<a href='#fn1'><sup>1</sup></a><br>y</p><ol type=a><li>z<table><tr><td rowspan=2>1<td>2<tr><td>3</table></ol><p id=fn1>1 b</p>";
    let page = format!("<!DOCTYPE html><html><head><meta charset=utf-8></head><body>{body}</body></html>").into_bytes();
    for end in 15..page.len() {
        let _ = source(&page[..end]);
    }
    let mut random = 7u32;
    for _ in 0..400 {
        let mut flipped = page.clone();
        for _ in 0..8 {
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let at = (random >> 8) as usize % flipped.len();
            flipped[at] = (random & 0x7f) as u8;
        }
        let _ = source(&flipped);
    }
}

fn words(text: &str) -> HashMap<String, i64> {
    let mut counts = HashMap::new();
    let text = text.replace("[^1]", " ").replace("[^2]", " ").replace(['¹', '²'], " ");
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        *counts.entry(word.to_owned()).or_default() += 1;
    }
    counts
}

/// What pandoc makes of a file, or nothing where it is not installed.
fn pandoc(from: &Path, args: &[&str]) -> Option<String> {
    match Command::new("pandoc").arg(from).args(args).output() {
        Ok(output) if output.status.success() => Some(String::from_utf8(output.stdout).unwrap()),
        _ => {
            println!("skipped: pandoc is not here");
            None
        }
    }
}

fn findings(source: &Source) -> Vec<(String, String)> {
    let book = Rulebook::built_in().unwrap();
    let found = report_lint::lint(source, &book, Language::Vi).findings;
    let mut found: Vec<_> = found.iter().map(|f| (f.rule.to_string(), f.primary.of(&source.text).to_owned())).collect();
    found.sort();
    found
}

#[test]
fn a_report_has_the_same_findings_as_a_page() {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/nua-nam.md");
    let Some(page) = pandoc(&example, &["-s", "-t", "html", "--metadata", "title=x"]) else { return };
    let markdown = formats::read("a.md", std::fs::read(&example).unwrap(), Default::default()).unwrap();
    let page_source = source(page.as_bytes()).unwrap();
    assert_eq!(findings(&page_source), findings(&markdown));
    let path: PathBuf = std::env::temp_dir().join(format!("report-lint-html-{}.html", std::process::id()));
    std::fs::write(&path, &page).unwrap();
    let plain = pandoc(&path, &["-t", "plain", "--wrap=none"]);
    let _ = std::fs::remove_file(&path);
    let Some(plain) = plain else { return };
    // pandoc numbers the two notes at the end as a list.
    let (ours, theirs) = (words(&page_source.text), words(&plain));
    let differ: Vec<&String> = ours.keys().chain(theirs.keys()).filter(|w| ours.get(*w) != theirs.get(*w)).collect();
    assert!(differ.iter().all(|w| ["1", "2"].contains(&w.as_str())), "{differ:?}");
}

#[test]
fn fragments_are_pages_by_their_name() {
    let table = "<table><tr><td>Chợ</td><td>12</td></tr></table>";
    assert_eq!(formats::read("bang.htm", table.into(), Default::default()).unwrap().text, "Chợ\t12\n\n");
    assert_eq!(formats::read("bang.md", table.into(), Default::default()).unwrap().text, table);
    let xml =
        "<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title/></head><body><a id=\"x\"/><p>Có 12 chợ<br/>mới</p></body></html>";
    assert_eq!(source(xml.as_bytes()).unwrap().text, "Có 12 chợ mới\n");
}

#[test]
fn deleted_and_struck_text_is_not_counted() {
    assert_eq!(text("<p>Có <del>11</del><ins>12</ins> chợ, <s>3</s><strike>4</strike> quán</p>"), "Có 12 chợ, quán\n");
}

#[test]
fn a_page_of_frames_is_no_report() {
    let page = b"<html><frameset cols='*'><frame src='a.htm'><noframes><body><p>Xem trang sau</p></body></noframes></frameset></html>";
    assert!(source(page).unwrap_err().to_string().contains("frames"));
}
