//! PDF files: what of the pages becomes which line of canonical text, and what a hostile file costs. The fixtures are written here.

#![cfg(feature = "pdf")]
#![allow(clippy::unwrap_used, clippy::panic)]

use report_lint::formats::{self, FormatError};
use report_lint::rulebook::{Language, Rulebook};
use report_lint::source::{Place, Source};
use std::collections::HashMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

/// A page in points from the top left; every letter is half as wide as it is high.
#[derive(Default, Clone)]
struct Page(String);

impl Page {
    fn text(mut self, x: i32, y: i32, size: i32, text: &str) -> Page {
        let codes: String = text.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
        writeln!(self.0, "BT /F1 {size} Tf 1 0 0 1 {x} {} Tm <{codes}> Tj ET", 842 - y).unwrap();
        self
    }

    /// Lines 20 points apart in letters of 14 points.
    fn lines(self, y: i32, lines: &[(i32, &str)]) -> Page {
        lines.iter().enumerate().fold(self, |page, (i, (x, text))| page.text(*x, y + 20 * i as i32, 14, text))
    }

    fn rule(mut self, from: (i32, i32), to: (i32, i32)) -> Page {
        writeln!(self.0, "{} {} m {} {} l S", from.0, 842 - from.1, to.0, 842 - to.1).unwrap();
        self
    }

    /// The borders of a table.
    fn grid(self, columns: &[i32], rows: &[i32]) -> Page {
        let (left, right, top, bottom) = (columns[0], columns[columns.len() - 1], rows[0], rows[rows.len() - 1]);
        let page = rows.iter().fold(self, |page, &y| page.rule((left, y), (right, y)));
        columns.iter().fold(page, |page, &x| page.rule((x, top), (x, bottom)))
    }
}

/// A file of numbered objects.
fn file(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut starts = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        starts.push(out.len());
        out.extend(format!("{} 0 obj\n", index + 1).bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    let start = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    starts.iter().for_each(|at| out.extend(format!("{at:010} 00000 n \n").bytes()));
    out.extend(format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1).bytes());
    out
}

fn stream(dictionary: &str, data: &[u8]) -> Vec<u8> {
    [format!("<< {dictionary} /Length {} >>\nstream\n", data.len()).as_bytes(), data, b"\nendstream"].concat()
}

/// A file with these pages; its font has the codes of Unicode.
fn pdf(pages: &[Page]) -> Vec<u8> {
    let mut map = String::from("begincmap\n1 begincodespacerange <0000> <FFFF> endcodespacerange\n");
    for block in 0..4 {
        map += "64 beginbfrange\n";
        (64 * block..64 * block + 64).for_each(|high| writeln!(map, "<{high:02X}00> <{high:02X}FF> <{high:02X}00>").unwrap());
        map += "endbfrange\n";
    }
    let kids: String = (0..pages.len()).map(|n| format!("{} 0 R ", 6 + 2 * n)).collect();
    let mut objects: Vec<Vec<u8>> = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", pages.len()).into_bytes(),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Some /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>".to_vec(),
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Some /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 500 >>".to_vec(),
        stream("", format!("{map}endcmap\n").as_bytes()),
    ];
    for (index, page) in pages.iter().enumerate() {
        let content = 7 + 2 * index;
        objects.push(
            format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents {content} 0 R >>").into_bytes(),
        );
        objects.push(stream("", page.0.as_bytes()));
    }
    file(&objects)
}

fn read(bytes: Vec<u8>) -> Result<Source, FormatError> {
    formats::read("report.pdf", bytes, Default::default())
}

#[track_caller]
fn check(pages: &[Page], lines: &[&str]) {
    let source = read(pdf(pages)).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(source.text.lines().collect::<Vec<_>>(), lines);
}

/// Two full lines, so that the margins are known.
const FULL: &str = "Toàn xã có 25 hộ được hỗ trợ trong kỳ báo cáo, trong đó có 9 hộ";

fn page() -> Page {
    Page::default().lines(80, &[(100, FULL), (80, FULL), (80, "nghèo.")])
}

fn opening() -> String {
    format!("{FULL} {FULL} nghèo.")
}

#[test]
fn letters_are_composed_and_ligatures_written_out() {
    check(&[Page::default().text(80, 80, 14, "Ti\u{65}\u{302}\u{301}n đô\u{323} oﬃce ﬁ")], &["Tiến độ office fi"]);
}

#[test]
fn lines_are_joined_to_paragraphs() {
    let body = Page::default().lines(
        80,
        &[
            (100, FULL),
            (80, FULL),
            (80, "nghèo."),
            (100, FULL),
            (80, "18.930 kg gạo; kinh tế phát triển, đời sống được nâng lên, văn hóa"),
            (80, "- xã hội ổn định;"),
            (100, "- Một;"),
            (100, "a) Hai."),
            (100, "1. Ba"),
        ],
    );
    let second = format!("{FULL} 18.930 kg gạo; kinh tế phát triển, đời sống được nâng lên, văn hóa - xã hội ổn định;");
    check(&[body], &[&opening(), &second, "- Một;", "a) Hai.", "1. Ba"]);
}

#[test]
fn codes_and_years_stay_whole_over_line_ends() {
    let first = "Toàn xã có 25 hộ được hỗ trợ trong kỳ báo cáo theo Kế hoạch số 18/KH-";
    check(&[Page::default().lines(80, &[(100, FULL), (80, first), (80, "UBND của huyện")])], &[&format!("{FULL} {first}UBND của huyện")]);
}

#[test]
fn paragraphs_go_on_over_pages_without_headers_and_numbers() {
    let header = |n: i32| Page::default().text(250, 40, 10, "Báo cáo tháng").text(300, 800, 14, &format!("- {n} -"));
    let first = header(1).lines(80, &[(100, FULL), (80, FULL)]);
    let second = header(2).lines(80, &[(80, "nghèo."), (100, "Hết.")]);
    check(&[first, second, header(3)], &[&opening(), "Hết."]);
}

#[test]
fn notes_of_each_page_get_labels_of_their_own() {
    let noted = |words: &str| {
        let page = page().lines(140, &[(100, "Có 12 tiêu chí")]).text(198, 135, 8, "1").text(202, 140, 14, ", 5 m").text(237, 135, 8, "2");
        page.rule((80, 760), (220, 760)).text(80, 772, 6, "1").text(86, 775, 10, words)
    };
    let torn = page().text(80, 775, 10, "hết chú thích.").rule((80, 760), (220, 760));
    let lines = [&opening(), "Có 12 tiêu chí[^1], 5 m²", &opening(), "Có 12 tiêu chí[^2-1], 5 m²", &opening(), "[^1]: Một.", "[^2-1]: Hai", "hết chú thích."];
    check(&[noted("Một."), noted("Hai"), torn], &lines);
}

#[test]
fn tables_with_rules_are_rows() {
    let columns = [80, 180, 280, 380];
    let head = |page: Page| page.text(90, 215, 12, "Chỉ tiêu").text(190, 215, 12, "Kế hoạch").text(290, 215, 12, "Thực").text(290, 229, 12, "hiện");
    let first = head(page().grid(&columns, &[200, 240, 260])).text(90, 255, 12, "Lúa").text(190, 255, 12, "820,3").text(290, 255, 12, "812,5");
    let second = head(Page::default().grid(&columns, &[200, 240, 260])).text(90, 255, 12, "Ngô").text(290, 255, 12, "366,3");
    let other = Page::default().grid(&[80, 200, 300], &[100, 120]).text(90, 115, 12, "x").text(210, 115, 12, "1");
    let other = other.rule((80, 120), (80, 140)).rule((300, 120), (300, 140)).rule((80, 140), (300, 140)).text(90, 135, 12, "Cả hai cột");
    let rows = ["", "Chỉ tiêu\tKế hoạch\tThực hiện", "Lúa\t820,3\t812,5", "Ngô\t\t366,3", "", "x\t1", "Cả hai cột\t"];
    check(&[first, second, other], &[&[opening().as_str()], &rows[..]].concat());
}

#[test]
fn tables_without_rules_are_rows_where_they_are_clear() {
    let row = |page: Page, y: i32, cells: [&str; 3]| [90, 250, 400].iter().zip(cells).fold(page, |page, (x, text)| page.text(*x, y, 12, text));
    let body = |page: Page| {
        let page = row(row(page, 200, ["Nguồn thu", "Dự toán", "Thực hiện"]), 220, ["Thu phân chia", "2.650", "2.970"]).text(90, 234, 12, "theo tỷ lệ");
        row(row(page, 254, ["Thu bổ sung", "7.500", "7.500"]), 274, ["Cộng", "10.150", "10.470"])
    };
    let rows = ["", "Nguồn thu\tDự toán\tThực hiện", "Thu phân chia theo tỷ lệ\t2.650\t2.970", "Thu bổ sung\t7.500\t7.500", "Cộng\t10.150\t10.470", "Hết."];
    check(&[body(page()).text(100, 300, 14, "Hết.")], &[&[opening().as_str()], &rows[..]].concat());
    // At an edge of the page it may be half of a table, whose sums would not hold.
    assert!(!read(pdf(&[body(page())])).unwrap().text.contains('\t'));
    assert!(!read(pdf(&[body(Page::default()).text(100, 300, 14, "Hết.")])).unwrap().text.contains('\t'));
}

#[test]
fn letterheads_are_read_column_by_column() {
    let head =
        Page::default().text(80, 40, 13, "UBND XÃ").text(300, 40, 13, "CỘNG HÒA").text(80, 60, 13, "Số: 214/BC-UBND").text(290, 60, 13, "Độc lập - Tự do");
    check(&[head.lines(100, &[(250, "BÁO CÁO")])], &["UBND XÃ", "Số: 214/BC-UBND", "CỘNG HÒA", "Độc lập - Tự do", "BÁO CÁO"]);
}

#[test]
fn turned_pages_are_read() {
    let turned = "BT /F1 14 Tf 0 1 -1 0 100 100 Tm <0041> Tj ET BT /F1 14 Tf 0 1 -1 0 100 107 Tm <0042> Tj ET BT /F1 14 Tf 0 1 -1 0 120 100 Tm <0043> Tj ET\n";
    check(&[Page(turned.into())], &["AB C"]);
}

#[test]
fn places_are_pages_and_lines() {
    let source = read(pdf(&[page(), page()])).unwrap();
    let at = source.text.rfind("nghèo").unwrap();
    assert_eq!(source.place(at), Some(&Place::Page { page: 2, line: 3 }));
    assert_eq!(source.place(0), Some(&Place::Page { page: 1, line: 1 }));
}

#[test]
fn files_that_cannot_be_read_say_what_to_do() {
    let says = |bytes: Vec<u8>, words: &str| {
        let error = read(bytes).unwrap_err().to_string();
        assert!(error.contains(words), "{words}: {error}");
    };
    says(pdf(&[Page::default(), Page::default()]), "is a scan");
    says(pdf(&[Page("0 0 100 100 re f".into())]), "is a scan");
    says(pdf(&[]), "damaged");
    says(b"%PDF-1.7\nnothing".to_vec(), "damaged");
    let untold = String::from_utf8(pdf(&[page()])).unwrap().replace("/ToUnicode 5 0 R", "");
    says(untold.into_bytes(), "do not tell which letters");
}

#[test]
fn pages_that_are_pictures_between_pages_with_text_are_named() {
    let mixed = pdf(&[page(), Page("/Im Do".into()), page(), Page("BI /W 1 /H 1 /BPC 8 /CS /G ID x EI".into()), Page::default()]);
    let mixed = String::from_utf8(mixed).unwrap().replace("/Font << /F1 3 0 R >>", "/Font << /F1 3 0 R >> /XObject << /Im 5 0 R >>");
    let unread = read(mixed.into_bytes()).unwrap().unread;
    assert_eq!(unread.len(), 1);
    assert!(unread[0].ends_with(": 2, 4"), "{unread:?}");
    assert!(read(pdf(&[page(), Page::default()])).unwrap().unread.is_empty());
}

#[test]
fn packed_bombs_cost_an_error() {
    let pack = |bytes: &[u8]| {
        let mut out = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        std::io::Write::write_all(&mut out, bytes).unwrap();
        out.finish().unwrap()
    };
    let once = pack(&vec![b' '; 129 << 20]);
    let bomb = |dictionary: &str, data: &[u8]| read(file(&[b"<< /Type /Catalog >>".to_vec(), stream(dictionary, data)]));
    assert!(matches!(bomb("/Filter /FlateDecode", &once), Err(FormatError::Limit { .. })));
    assert!(matches!(bomb("/Filter /LZWDecode", &vec![7; 300 << 10]), Err(FormatError::Limit { .. })));
    assert!(matches!(bomb("/Filter [/FlateDecode /FlateDecode]", &pack(&once)), Err(FormatError::Limit { .. })));
}

#[test]
fn one_stream_named_again_and_again_is_counted_each_time() {
    let again = "7 0 R ".repeat(3_000);
    let bytes = String::from_utf8(pdf(&[Page("q Q ".repeat(50_000))])).unwrap().replace("/Contents 7 0 R", &format!("/Contents [{again}]"));
    assert!(matches!(read(bytes.into_bytes()), Err(FormatError::Limit { .. })));
}

#[test]
fn loops_and_depth_end() {
    let start = Instant::now();
    let catalog = b"<< /Type /Catalog /Pages 2 0 R >>".to_vec();
    let _ = read(file(&[catalog.clone(), b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9 >>".to_vec()]));
    let form = stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 4 0 R >> >>", "/X Do ".repeat(50).as_bytes());
    let leaf = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Resources << /XObject << /X 4 0 R >> >> /Contents 5 0 R >>".to_vec();
    let pages = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec();
    assert!(read(file(&[catalog.clone(), pages.clone(), leaf.clone(), form, stream("", b"/X Do")])).is_err());
    for open in ["[", "<<", "<</A", "(", "q ", "BT "] {
        let _ = read(file(&[catalog.clone(), pages.clone(), leaf.clone(), open.repeat(100_000).into_bytes(), stream("", open.repeat(100_000).as_bytes())]));
    }
    assert!(start.elapsed() < Duration::from_secs(100), "{:?}", start.elapsed());
}

#[test]
fn widths_of_four_thousand_million_characters_are_not_written_out() {
    let bytes = String::from_utf8(pdf(&[page()])).unwrap().replace("/DW 500", "/W [0 4294967295 500]");
    let start = Instant::now();
    assert!(read(bytes.into_bytes()).is_err());
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
}

#[test]
fn torn_and_damaged_files_end_as_errors_or_text() {
    let columns = [80, 180, 280];
    let bytes = pdf(&[page().grid(&columns, &[200, 220, 240]).text(90, 215, 12, "a").text(190, 235, 12, "1").text(80, 775, 10, "1 x"), page()]);
    let mut random = 11u32;
    let mut next = |most: usize| {
        random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (random >> 8) as usize % most
    };
    for at in 0..150 {
        let _ = read(bytes[..at * bytes.len() / 150].to_vec());
    }
    for _ in 0..300 {
        let mut flipped = bytes.clone();
        for _ in 0..6 {
            let at = next(flipped.len());
            flipped[at] = next(256) as u8;
        }
        let _ = read(flipped);
    }
}

#[test]
fn large_tables_and_many_pages() {
    let cells = |page: Page, row: i32| (0..10).fold(page, |page, column| page.text(42 + 50 * column, 50 + 7 * row, 6, "1"));
    let rows: Vec<i32> = (0..=100).map(|row| 45 + 7 * row).collect();
    let columns: Vec<i32> = (0..=10).map(|column| 40 + 50 * column).collect();
    let full = (0..100).fold(Page::default().grid(&columns, &rows), cells);
    let source = read(pdf(&vec![full; 20])).unwrap();
    assert!(source.text.matches('\t').count() >= 9 * 100, "{}", source.text.len());
    assert!(read(pdf(&vec![Page::default(); 5_001])).is_err());
}

/// Runs a program that may not be installed.
fn run(program: &str, args: &[&str]) -> Option<Vec<u8>> {
    match Command::new(program).args(args).output() {
        Ok(output) if output.status.success() => Some(output.stdout),
        _ => {
            println!("skipped: {program} is not here");
            None
        }
    }
}

fn findings(source: &Source) -> Vec<(String, String)> {
    let found = report_lint::lint(source, &Rulebook::built_in().unwrap(), Language::Vi).findings;
    let mut found: Vec<_> = found.iter().map(|f| (f.rule.to_string(), f.primary.of(&source.text).to_owned())).collect();
    found.sort();
    found
}

fn words(text: &str) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    let text = text.replace("[^", " ").replace(['¹', '²'], " ");
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).for_each(|w| *counts.entry(w.to_owned()).or_default() += 1);
    counts
}

/// The printed example has the findings of the Markdown, and the words that pdftotext reads.
fn printed(folder: &Path, pdf: &str) {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/nua-nam.md");
    let markdown = formats::read("a.md", std::fs::read(example).unwrap(), Default::default()).unwrap();
    let path = folder.join(pdf);
    let Ok(bytes) = std::fs::read(&path) else {
        println!("skipped: {pdf} was not printed");
        return;
    };
    let source = read(bytes).unwrap();
    assert_eq!(findings(&source), findings(&markdown), "{}", source.text);
    let Some(other) = run("pdftotext", &[path.to_str().unwrap(), "-"]) else { return };
    let (ours, theirs) = (words(&source.text), words(&String::from_utf8(other).unwrap()));
    // Marks of notes stick to words there, and the numbers of pages stay.
    let digits = |w: &str| w.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
    let differ: Vec<_> = ours.keys().chain(theirs.keys()).filter(|w| ours.get(*w) != theirs.get(*w)).collect();
    assert!(differ.iter().all(|w| ["", "đạt", "khô"].contains(&digits(w).as_str())), "{differ:?}");
}

#[test]
fn a_printed_report_has_the_same_findings() {
    let folder: PathBuf = std::env::temp_dir().join(format!("report-lint-pdf-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/nua-nam.md").to_str().unwrap().to_owned();
    let profile = format!("-env:UserInstallation=file://{}", path("profile"));
    if run("pandoc", &[&example, "-o", &path("word.docx")]).is_some() {
        run("soffice", &[&profile, "--headless", "--convert-to", "pdf", "--outdir", folder.to_str().unwrap(), &path("word.docx")]);
        printed(&folder, "word.pdf");
    }
    if run("pandoc", &["-s", "--metadata", "title=x", &example, "-o", &path("page.html")]).is_some() {
        let out = format!("--print-to-pdf={}", path("page.pdf"));
        run("chromium", &["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", &out, &path("page.html")]);
        printed(&folder, "page.pdf");
    }
    let _ = std::fs::remove_dir_all(&folder);
}

#[test]
fn blanks_over_other_text_are_padding() {
    // Letters are seven points wide: the blanks behind the first word reach over all of the second.
    let padded = page().lines(160, &[(80, &format!("Tổng{}", " ".repeat(30)))]).text(115, 160, 14, "12.500 đồng");
    check(&[padded], &[&opening(), "Tổng 12.500 đồng"]);
}

#[test]
fn narrow_gaps_part_words_where_no_blank_is_written() {
    // Two points between words of letters that are seven wide.
    let mut set = Page::default();
    let mut x = 80;
    for word in ["Tổng", "chi", "trong", "năm", "2.500", "đồng"] {
        set = set.text(x, 100, 14, word);
        x += 7 * word.chars().count() as i32 + 2;
    }
    check(&[set], &["Tổng chi trong năm 2.500 đồng"]);
}

/// A form with a field of that width in the middle of a sentence.
fn form(width: i32, behind: i32) -> Vec<u8> {
    let content = format!("BT /F1 12 Tf 1 0 0 1 50 700 Tm (We spent ) Tj 1 0 0 1 {behind} 700 Tm (euros, of which 12 on staff.) Tj ET");
    let field = format!("<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /V (45) /Rect [105 695 {} 715] /AP << /N 7 0 R >> >>", 105 + width);
    file(&[
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R /Annots [6 0 R] >>".to_vec(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_vec(),
        stream("", content.as_bytes()),
        field.into_bytes(),
        stream(&format!("/Subtype /Form /BBox [0 0 {width} 20] /Resources << /Font << /F1 4 0 R >> >>"), b"BT /F1 12 Tf 2 5 Td (45) Tj ET"),
    ])
}

#[test]
fn words_behind_a_field_go_on_in_its_sentence() {
    for (width, behind) in [(20, 128), (70, 178), (140, 250), (140, 200)] {
        assert_eq!(read(form(width, behind)).unwrap().text, "We spent 45 euros, of which 12 on staff.\n", "{width} {behind}");
    }
    // Far behind the field stands another column.
    assert!(!read(form(20, 300)).unwrap().text.contains("45 euros"));
}

#[test]
fn fields_and_stamps_are_read_and_hidden_ones_are_not() {
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R /Annots [6 0 R 7 0 R] >>".to_vec(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_vec(),
        stream("", b"BT /F1 12 Tf 1 0 0 1 50 700 Tm (The number of this letter is) Tj ET"),
    ];
    for (flags, number) in [("/F 4", "45"), ("/F 2", "99")] {
        let look = format!("/AP << /N {} 0 R >>", objects.len() + 3 - usize::from(number == "99"));
        objects.push(format!("<< /Type /Annot /Subtype /Stamp {flags} /Rect [205 695 240 715] {look} >>").into_bytes());
    }
    for number in ["45", "99"] {
        objects.push(stream(
            "/Subtype /Form /BBox [0 0 35 20] /Resources << /Font << /F1 4 0 R >> >>",
            format!("BT /F1 12 Tf 2 5 Td ({number}) Tj ET").as_bytes(),
        ));
    }
    let text = read(file(&objects)).unwrap().text;
    assert_eq!(text, "The number of this letter is 45\n");
}
