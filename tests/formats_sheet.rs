//! Spreadsheets: what is read of them, and what they may not cost. The files are made here.

#![allow(clippy::unwrap_used, clippy::panic)]

use report_lint::formats::{self, FormatError};
use report_lint::rulebook::{Language, Rulebook};
use report_lint::source::{Place, Source};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};
use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};
use zip::write::SimpleFileOptions;
use zip::CompressionMethod;

/// A workbook of one unnamed sheet.
fn workbook(fill: impl Fn(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(book.add_worksheet());
    book.save_to_buffer().unwrap()
}

/// A workbook whose cells are these rows; what reads as a number is one.
fn rows(rows: &[&[&str]]) -> Vec<u8> {
    workbook(|sheet| {
        for (r, row) in rows.iter().enumerate() {
            for (c, words) in row.iter().enumerate().filter(|(_, w)| !w.is_empty()) {
                match words.parse::<f64>() {
                    Ok(number) => sheet.write_number(r as u32, c as u16, number).unwrap(),
                    Err(_) => sheet.write_string(r as u32, c as u16, *words).unwrap(),
                };
            }
        }
    })
}

/// A package of parts.
fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default().compression_method(CompressionMethod::Deflated)).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook whose sheet is this XML.
fn raw_sheet(sheet: &str) -> Vec<u8> {
    let workbook = r#"<workbook xmlns:r="r"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
    let rels = r#"<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
    let parts = [("xl/workbook.xml", workbook), ("xl/_rels/workbook.xml.rels", rels), ("xl/worksheets/sheet1.xml", sheet)];
    package(&parts.map(|(name, text)| (name, text.as_bytes())))
}

fn read(bytes: Vec<u8>) -> Source {
    formats::read("report", bytes, Default::default()).unwrap_or_else(|e| panic!("{e}"))
}

fn lines(bytes: Vec<u8>) -> Vec<String> {
    read(bytes).text.lines().filter(|l| !l.is_empty()).map(str::to_owned).collect()
}

/// What a report is accused of: rule and words.
fn findings(source: &Source) -> Vec<String> {
    let book = Rulebook::built_in().unwrap();
    let report = report_lint::lint(source, &book, Language::Vi);
    report.findings.iter().map(|f| format!("{} {}", f.rule, f.primary.of(&source.text))).collect()
}

fn silent(bytes: Vec<u8>) {
    let source = read(bytes);
    assert_eq!(findings(&source), Vec::<String>::new(), "{}", source.text);
}

fn flags(bytes: Vec<u8>, expected: &str) {
    let source = read(bytes);
    assert_eq!(findings(&source), [expected], "{}", source.text);
}

#[test]
fn numbers_are_printed_by_their_format() {
    let cases: &[(&str, f64, &str)] = &[
        ("General", 0.1 + 0.2, "0,3"),
        ("General", 1_234_567.5, "1.234.567,5"),
        ("General", 2015.0, "2015"),
        ("General", 1.0 / 3.0, "0,333333333"),
        ("0.0", 93.333_333_333_333_3, "93,3"),
        ("0.00", 2.675, "2,68"),
        ("#,##0", 1_234_567.0, "1.234.567"),
        ("#,##0.00", 1234.5, "1.234,50"),
        ("#,##0.##", 1234.5, "1.234,5"),
        ("0%", 0.125, "13%"),
        ("0.0%", 0.125, "12,5%"),
        ("0.00\"%\"", 12.5, "12,50%"),
        ("#,##0 \"đồng\"", 5000.0, "5.000 đồng"),
        ("#,##0\\ [$₫-42A]", 5000.0, "5.000 ₫"),
        ("_(* #,##0_);_(* \\(#,##0\\);_(* \"-\"??_);_(@_)", 1234.0, "1.234"),
        ("_(* #,##0_);_(* \\(#,##0\\);_(* \"-\"??_);_(@_)", -1234.0, "-1.234"),
        ("_(* #,##0_);_(* \\(#,##0\\);_(* \"-\"??_);_(@_)", 0.0, "-"),
        ("#,##0;[Red]#,##0", -12.0, "-12"),
        ("#,##0,,", 1_234_567_890.0, "1.235"),
        ("00", 7.0, "07"),
        ("0.00E+00", 12345.0, "12.345"),
        ("# ?/?", 0.5, "0,5"),
        ("[>=1000]#,##0;0", 1234.0, "1234"),
        ("dd/mm/yyyy", 45473.0, "30/06/2024"),
        ("d-mmm-yy", 45473.0, "30/06/2024"),
        ("m/d/yyyy h:mm", 45473.5, "30/06/2024 12:00"),
        ("mm/yyyy", 45473.0, "06/2024"),
        ("h:mm", 0.75, "18:00"),
        ("[h]:mm", 1.5, "36:00"),
        ("\"Ngày\" dd \"tháng\" mm \"năm\" yyyy", 45473.0, "Ngày 30 tháng 06 năm 2024"),
    ];
    for (format, value, expected) in cases {
        let bytes = workbook(|sheet| {
            sheet.write_number_with_format(0, 0, *value, &Format::new().set_num_format(*format)).unwrap();
        });
        let found = formats::read("n", bytes, Default::default()).map(|s| s.text.trim().to_owned()).unwrap_or_default();
        assert_eq!(found, *expected, "{value} as {format}");
    }
}

#[test]
fn values_of_other_kinds() {
    let bytes = workbook(|sheet| {
        sheet.write_string(0, 0, "Chỉ tiêu\nchính").unwrap();
        sheet.write_string(0, 1, "1.234").unwrap();
        sheet.write_boolean(0, 2, true).unwrap();
        sheet.write_formula(0, 3, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
        sheet.write_formula(0, 4, Formula::new("=A1*2").set_result("12.5")).unwrap();
        let date = ExcelDateTime::from_ymd(2024, 6, 30).unwrap();
        sheet.write_datetime_with_format(0, 5, &date, &Format::new().set_num_format("yyyy\\-mm\\-dd")).unwrap();
    });
    assert_eq!(lines(bytes), ["Chỉ tiêu chính\t1.234\tTRUE\t#DIV/0!\t12,5\t30/06/2024"]);
}

#[test]
fn titles_units_and_signatures_are_lines() {
    let bytes = workbook(|sheet| {
        let f = Format::new();
        sheet.write_string(0, 0, "UBND XÃ TÂN LẬP").unwrap();
        sheet.write_string(0, 3, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM").unwrap();
        sheet.merge_range(2, 0, 2, 4, "TỔNG HỢP SỐ HỘ", &f).unwrap();
        sheet.write_string(3, 4, "Đơn vị tính: hộ").unwrap();
        sheet.merge_range(4, 0, 5, 0, "STT", &f).unwrap();
        sheet.merge_range(4, 1, 5, 1, "Thôn", &f).unwrap();
        sheet.merge_range(4, 2, 5, 2, "Tổng số", &f).unwrap();
        sheet.merge_range(4, 3, 4, 4, "Trong đó", &f).unwrap();
        sheet.write_string(5, 3, "Nghèo").unwrap();
        sheet.write_string(5, 4, "Không nghèo").unwrap();
        for (r, name, poor, other) in [(6, "Đông", 12.0, 110.0), (7, "Đoài", 15.0, 97.0)] {
            sheet.write_number(r, 0, f64::from(r - 5)).unwrap();
            sheet.write_string(r, 1, name).unwrap();
            sheet.write_number(r, 2, poor + other).unwrap();
            sheet.write_number(r, 3, poor).unwrap();
            sheet.write_number(r, 4, other).unwrap();
        }
        sheet.write_string(10, 4, "Tân Lập, ngày 30 tháng 6 năm 2024").unwrap();
        sheet.write_string(11, 1, "Người lập biểu").unwrap();
        sheet.write_string(11, 4, "CHỦ TỊCH").unwrap();
    });
    let expected = [
        "UBND XÃ TÂN LẬP",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "TỔNG HỢP SỐ HỘ",
        "Đơn vị tính: hộ",
        "STT\tThôn\tTổng số\tTrong đó\t",
        "\t\t\tNghèo\tKhông nghèo",
        "1\tĐông\t122\t12\t110",
        "2\tĐoài\t112\t15\t97",
        "Tân Lập, ngày 30 tháng 6 năm 2024",
        "Người lập biểu",
        "CHỦ TỊCH",
    ];
    assert_eq!(lines(bytes), expected);
}

#[test]
fn cells_know_their_place() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Thu NS").unwrap();
    sheet.write_string(1, 1, "Thu").unwrap();
    sheet.write_number(11, 27, 5.0).unwrap();
    let source = read(book.save_to_buffer().unwrap());
    assert_eq!(source.text.trim(), "Trang tính Thu NS\nThu\n5");
    let place = source.place(source.text.find('5').unwrap());
    assert_eq!(place, Some(&Place::Cell { sheet: "Thu NS".into(), cell: "AB12".into() }));
}

/// Three parts, their total after what stands between.
fn with_total(between: &[&[&str]], total: &str) -> Vec<u8> {
    let mut all: Vec<&[&str]> = vec![&["STT", "Xã", "Số hộ"], &["1", "An Bình", "1221"], &["2", "Tân Lập", "2305"], &["3", "Hòa Sơn", "1544"]];
    all.extend(between);
    let row = ["", "Tổng cộng", total];
    all.push(&row);
    rows(&all)
}

#[test]
fn a_spacer_does_not_cut_the_total_off() {
    let empty: &[&str] = &[];
    flags(with_total(&[], "5170"), "sum-mismatch 5170");
    flags(with_total(&[empty], "5170"), "sum-mismatch 5170");
    silent(with_total(&[empty], "5070"));
    // Two empty rows end a table.
    assert!(read(with_total(&[empty, empty], "5170")).text.contains("\n\nTổng cộng\t5170"));
}

/// Products of two quarters and their half-year with the growth of each, of no more sense than that it lies between them; what parts head and rows.
fn with_growth(between: &[&[&str]], growth: &str) -> Vec<u8> {
    let mut all: Vec<&[&str]> = vec![
        &["", "Thực hiện", "Ước tính", "Cộng dồn", "So với cùng kỳ năm trước (%)", "", ""],
        &["", "quý I", "quý II", "6 tháng", "quý I", "quý II", "6 tháng"],
    ];
    all.extend(between);
    let odd = ["Chiếu cói", "64.9", "70.3", "135.2", "88.8", "92.1", growth];
    let rest: [&[&str]; 6] = [
        &["Nón lá", "120.4", "131.7", "252.1", "103.1", "108.4", "104.2"],
        &["Thúng mủng", "88.3", "90.2", "178.5", "95.3", "99.5", "98.9"],
        &odd,
        &["Chổi đót", "45.6", "51.9", "97.5", "110.2", "120.8", "112.3"],
        &["Rổ tre", "230.1", "214.7", "444.8", "101.5", "97.2", "100.9"],
        &["Mành trúc", "77.4", "81.5", "158.9", "105.7", "111.6", "110.4"],
    ];
    all.extend(rest);
    rows(&all)
}

#[test]
fn a_head_above_a_spacer_says_what_its_columns_hold() {
    let empty: &[&str] = &[];
    for between in [&[][..], &[empty]] {
        flags(with_growth(between, "97.9"), "weighted-mismatch 97,9");
        silent(with_growth(between, "90.9"));
    }
    // Two empty rows part it from the table.
    silent(with_growth(&[empty, empty], "97.9"));
}

#[test]
fn tables_below_each_other_are_two() {
    let empty: &[&str] = &[];
    let first: [&[&str]; 4] = [&["STT", "Xã", "Số hộ"], &["1", "A", "1221"], &["2", "B", "2305"], &["", "Cộng", "3526"]];
    let second: [&[&str]; 4] = [&["STT", "Trường", "Học sinh"], &["1", "C", "511"], &["2", "D", "622"], &["", "Cộng", "1133"]];
    let spacers: [&[&[&str]]; 3] = [&[empty], &[&["Bảng 2. Học sinh"]], &[empty, &["Trường học"]]];
    for between in spacers {
        let all: Vec<&[&str]> = first.iter().chain(between).chain(&second).copied().collect();
        let text = read(rows(&all)).text;
        let ended = text.contains("3526\n\nSTT") || text.contains("3526\nBảng 2. Học sinh\n\nSTT") || text.contains("3526\nTrường học\n\nSTT");
        assert!(ended, "{text}");
        silent(rows(&all));
    }
}

#[test]
fn hidden_sheets_are_left_out_and_hidden_rows_are_read() {
    let make = |formula: &str| {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for (r, (name, value)) in [("Xã A", 1221.0), ("Xã B", 2305.0), ("Xã C", 1544.0)].into_iter().enumerate() {
            sheet.write_string(r as u32, 0, name).unwrap();
            sheet.write_number(r as u32, 1, value).unwrap();
        }
        sheet.set_row_hidden(1).unwrap();
        sheet.write_string(3, 0, "Tổng cộng").unwrap();
        let total = if formula.contains("SUBTOTAL") { "2765" } else { "5070" };
        sheet.write_formula(3, 1, Formula::new(formula).set_result(total)).unwrap();
        book.add_worksheet().set_hidden(true).write_string(0, 0, "nháp").unwrap();
        book.save_to_buffer().unwrap()
    };
    let text = read(make("=SUM(B1:B3)")).text;
    assert!(text.contains("Xã B") && !text.contains("nháp"), "{text}");
    silent(make("=SUM(B1:B3)"));
    // A total over what is shown: the hidden row is not part of it.
    let text = read(make("=SUBTOTAL(109,B1:B3)")).text;
    assert!(!text.contains("Xã B"), "{text}");
    silent(make("=SUBTOTAL(109,B1:B3)"));
}

#[test]
fn a_formula_that_was_never_calculated_accuses_nobody() {
    let row = |r: u32, name: &str, cell: &str| format!(r#"<row r="{r}"><c r="A{r}" t="inlineStr"><is><t>{name}</t></is></c>{cell}</row>"#);
    let number = |r: u32, v: &str| format!(r#"<c r="B{r}"><v>{v}</v></c>"#);
    let rows = [
        row(1, "Xã A", &number(1, "1221")),
        row(2, "Xã B", r#"<c r="B2"><f>C9*2</f></c>"#),
        row(3, "Xã C", &number(3, "1544")),
        row(4, "Xã D", &number(4, "1111")),
        row(5, "Tổng cộng", &number(5, "6181")),
    ];
    let bytes = raw_sheet(&format!("<worksheet><sheetData>{}</sheetData></worksheet>", rows.concat()));
    assert!(read(bytes.clone()).text.contains("Xã B\t?"), "{}", read(bytes).text);
    silent(bytes);
}

#[test]
fn declared_dimensions_cost_nothing() {
    let sheet = r#"<worksheet><dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row>
        <row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData></worksheet>"#;
    let start = Instant::now();
    assert_eq!(lines(raw_sheet(sheet)), ["1", "2"]);
    assert!(start.elapsed() < Duration::from_secs(1));
}

#[test]
fn bombs_are_refused() {
    let zeros = vec![b'0'; 200 << 20];
    for (name, size) in [("xl/worksheets/sheet1.xml", 200 << 20), ("xl/sharedStrings.xml", 40 << 20), ("xl/styles.xml", 30 << 20)] {
        let rels: &[u8] = br#"<Relationships><Relationship Id="r" Type="/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
        let workbook: &[u8] = br#"<workbook><sheets><sheet name="a" id="r"/></sheets></workbook>"#;
        let bytes = package(&[("xl/workbook.xml", workbook), ("xl/_rels/workbook.xml.rels", rels), (name, &zeros[..size])]);
        assert!(bytes.len() < 300 << 10);
        let start = Instant::now();
        let error = formats::read("bomb", bytes, Default::default()).unwrap_err();
        assert!(matches!(error, FormatError::Limit { .. }), "{name}: {error}");
        assert!(start.elapsed() < Duration::from_millis(500), "{name}: {:?}", start.elapsed());
    }
}

#[test]
fn tables_that_are_mostly_air_are_refused() {
    // A cell in the diagonal for each of 16000 rows and columns.
    let cells: String =
        (0..16_000).map(|i| format!(r#"<row r="{0}"><c r="A{0}"><v>1</v></c><c r="{1}{0}"><v>1</v></c></row>"#, i + 1, column(i + 1))).collect();
    let error = formats::read("air", raw_sheet(&format!("<worksheet><sheetData>{cells}</sheetData></worksheet>")), Default::default()).unwrap_err();
    assert!(matches!(error, FormatError::Limit { .. }), "{error}");
    // One long string that every cell refers to.
    let parts = |sheet: &str| {
        let rels = r#"<Relationships><Relationship Id="r" Type="/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
        let strings = format!("<sst><si><t>{}</t></si></sst>", "a".repeat(1 << 20));
        let workbook = r#"<workbook><sheets><sheet name="a" id="r"/></sheets></workbook>"#;
        let all =
            [("xl/workbook.xml", workbook), ("xl/_rels/workbook.xml.rels", rels), ("xl/sharedStrings.xml", &strings), ("xl/worksheets/sheet1.xml", sheet)];
        package(&all.map(|(name, text)| (name, text.as_bytes())))
    };
    let cells = r#"<c t="s"><v>0</v></c>"#.repeat(1000);
    let error = formats::read("text", parts(&format!("<worksheet><sheetData><row>{cells}</row></sheetData></worksheet>")), Default::default()).unwrap_err();
    assert!(matches!(error, FormatError::Limit { .. }), "{error}");
}

/// The letters of a column, from 0.
fn column(index: u32) -> String {
    let (mut letters, mut rest) = (String::new(), index + 1);
    while rest > 0 {
        letters.insert(0, char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters
}

#[test]
fn doctypes_are_refused() {
    let error = formats::read("x", raw_sheet("<!DOCTYPE a [<!ENTITY b 'c'>]><worksheet/>"), Default::default()).unwrap_err();
    assert!(matches!(error, FormatError::Damaged(_)), "{error}");
}

#[test]
fn damaged_files_never_panic() {
    let whole = with_total(&[], "5170");
    let book = Rulebook::built_in().unwrap();
    let mut seed: u32 = 7;
    let mut next = |most: usize| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        seed as usize % most
    };
    for round in 0..300 {
        let mut bytes = whole.clone();
        if round % 3 == 0 {
            bytes.truncate(next(whole.len()));
        }
        for _ in 0..1 + round % 4 {
            if !bytes.is_empty() {
                let at = next(bytes.len());
                bytes[at] ^= 1 << next(8);
            }
        }
        if let Ok(source) = formats::read("damaged", bytes, Default::default()) {
            let _ = report_lint::lint(&source, &book, Language::Vi);
        }
    }
}

/// Changes inside the XML, where compression would hide them.
#[test]
fn damaged_sheets_never_panic() {
    let sheet = r#"<worksheet><sheetData><row r="1" hidden="1"><c r="A1" t="s" s="3"><f>SUM(B1)</f><v>0</v></c><c r="B1" t="inlineStr"><is><t>Tổng</t></is></c><c r="C1"><v>1.5E+3</v></c></row></sheetData></worksheet>"#;
    let chars: Vec<char> = sheet.chars().collect();
    for at in 0..chars.len() {
        let cut: String = chars[..at].iter().chain(&chars[(at + 3).min(chars.len())..]).collect();
        let _ = formats::read("damaged", raw_sheet(&cut), Default::default());
        let doubled: String = chars[..at].iter().chain(&chars[at.saturating_sub(2)..]).collect();
        let _ = formats::read("damaged", raw_sheet(&doubled), Default::default());
    }
    for number in ["1E+400", "-1E-400", "99999999999999999999999999999999999", "NaN", "", "-", "1e", "0x1"] {
        let _ = formats::read(
            "n",
            raw_sheet(&format!("<worksheet><sheetData><row><c s=\"9\"><v>{number}</v></c></row></sheetData></worksheet>")),
            Default::default(),
        );
    }
}

/// The tables of the example as a workbook accuse what they accuse as Markdown.
#[test]
fn the_budget_example_gives_the_same_findings() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let text = std::fs::read_to_string(folder.join("ngan-sach.md")).unwrap();
    let markdown = Source::new("md", text.clone(), report_lint::source::Layout::Wrapped);
    let bytes = workbook(|sheet| {
        let grouped = Format::new().set_num_format("#,##0");
        let one = Format::new().set_num_format("0.0");
        let mut r = 0;
        for line in text.lines() {
            let line = line.replace("**", "").trim_start_matches('#').trim().to_owned();
            let is_rule = line.starts_with("|-") || line.starts_with("| -");
            if is_rule || line.is_empty() {
                continue;
            }
            let cells: Vec<&str> = if line.starts_with('|') { line.trim_matches('|').split('|').map(str::trim).collect() } else { vec![line.as_str()] };
            for (c, words) in cells.into_iter().enumerate().filter(|(_, w)| !w.is_empty()) {
                match words.replace('.', "").replace(',', ".").parse::<f64>() {
                    Ok(number) if words.contains(',') => sheet.write_number_with_format(r, c as u16, number + 0.004, &one).unwrap(),
                    Ok(number) if words.len() > 1 => sheet.write_number_with_format(r, c as u16, number, &grouped).unwrap(),
                    Ok(number) => sheet.write_number(r, c as u16, number).unwrap(),
                    Err(_) => sheet.write_string(r, c as u16, words).unwrap(),
                };
            }
            r += 1;
        }
    });
    assert_eq!(findings(&read(bytes)), findings(&markdown));
}

/// Converts with LibreOffice; nothing where it is not there.
fn to_ods(xlsx: &[u8], name: &str) -> Option<Vec<u8>> {
    let folder = std::env::temp_dir().join(format!("report-lint-ods-{}-{name}", std::process::id()));
    std::fs::create_dir_all(&folder).ok()?;
    std::fs::write(folder.join("a.xlsx"), xlsx).ok()?;
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let run = std::process::Command::new("soffice")
        .arg(profile)
        .args(["--headless", "--convert-to", "ods", "--outdir"])
        .arg(&folder)
        .arg(folder.join("a.xlsx"))
        .output();
    let bytes = run.ok().and_then(|_| std::fs::read(folder.join("a.ods")).ok());
    let _ = std::fs::remove_dir_all(&folder);
    if bytes.is_none() {
        eprintln!("skipped: there is no LibreOffice");
    }
    bytes
}

#[test]
fn ods_reads_as_xlsx_does() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Biểu 1").unwrap();
    let one = Format::new().set_num_format("#,##0.0");
    let percent = Format::new().set_num_format("0.0%");
    let date = Format::new().set_num_format("dd/mm/yyyy");
    sheet.write_string(0, 0, "Kết quả").unwrap();
    for (c, words) in ["STT", "Xã", "Diện tích (ha)", "Tỷ lệ", "Ngày"].into_iter().enumerate() {
        sheet.write_string(1, c as u16, words).unwrap();
    }
    for (r, name, area) in [(2, "An Bình", 1234.56), (3, "Tân Lập", 2345.61)] {
        sheet.write_number(r, 0, f64::from(r - 1)).unwrap();
        sheet.write_string(r, 1, name).unwrap();
        sheet.write_number_with_format(r, 2, area, &one).unwrap();
        sheet.write_number_with_format(r, 3, 0.125, &percent).unwrap();
        sheet.write_number_with_format(r, 4, 45473.0, &date).unwrap();
    }
    sheet.write_string(4, 1, "Tổng cộng").unwrap();
    sheet.write_formula_with_format(4, 2, Formula::new("=SUM(C3:C4)").set_result("3580.17"), &one).unwrap();
    book.add_worksheet().set_hidden(true).write_string(0, 0, "nháp").unwrap();
    let xlsx = book.save_to_buffer().unwrap();
    let expected = [
        "Trang tính Biểu 1",
        "Kết quả",
        "STT\tXã\tDiện tích (ha)\tTỷ lệ\tNgày",
        "1\tAn Bình\t1.234,6\t12,5%\t30/06/2024",
        "2\tTân Lập\t2.345,6\t12,5%\t30/06/2024",
        "\tTổng cộng\t3.580,2\t\t",
    ];
    assert_eq!(lines(xlsx.clone()), expected);
    silent(xlsx.clone());
    if let Some(ods) = to_ods(&xlsx, "same") {
        assert_eq!(lines(ods.clone()), expected);
        silent(ods);
    }
}

#[test]
fn counts_that_look_like_years_are_counts() {
    let make = |total: &'static str| {
        rows(&[
            &["STT", "Xã", "Năm đạt chuẩn", "Số hộ", "Số khẩu"],
            &["1", "An Bình", "2015", "2015", "8120"],
            &["2", "Tân Lập", "2018", "1987", "7955"],
            &["3", "Hòa Sơn", "2021", "1544", "6203"],
            &["", "Tổng cộng", "", total, "22278"],
        ])
    };
    assert!(read(make("5546")).text.contains("1\tAn Bình\t2015\t2.015\t8120"), "{}", read(make("5546")).text);
    silent(make("5546"));
    flags(make("5446"), "sum-mismatch 5446");
    // A head of years keeps its years.
    let text = read(rows(&[&["Chỉ tiêu", "2023", "2024"], &["Số hộ", "3120", "2015"], &["Số thôn", "12", "12"]])).text;
    assert!(text.contains("Chỉ tiêu\t2023\t2024\nSố hộ\t3120\t2.015"), "{text}");
    // Other times beside them make them no counts, and neither does the number of a column.
    for time in ["2021-2025", "6/2025", "2021–2025", "12"] {
        let text = read(rows(&[&["Chỉ tiêu", "2023", "2024", time], &["Số hộ", "3120", "2015", "9120"], &["Số thôn", "12", "14", "15"]])).text;
        assert!(text.contains(&format!("Chỉ tiêu\t2023\t2024\t{time}\nSố hộ\t3120\t2.015\t9120")), "{text}");
    }
}

#[test]
fn walks_take_spreadsheets_and_old_ones_are_refused() {
    for name in ["a.xlsx", "B.XLSM", "c.ods"] {
        assert!(formats::is_report(Path::new(name)), "{name}");
    }
    let error = formats::read("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), Default::default()).unwrap_err();
    assert!(error.to_string().contains(".xls"), "{error}");
    // A text document is none, whatever entries it shares with a spreadsheet.
    let odt = package(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<a/>")]);
    let error = formats::read("a.ods", odt, Default::default());
    assert!(!matches!(error, Err(FormatError::NoText(_))), "{error:?}");
}

/// Number format, page break and comment make no difference to what a formula in the head promises.
#[test]
fn formulas_in_heads_are_checked() {
    let make = |done: &'static str| {
        rows(&[
            &["Đơn vị tính: triệu đồng"],
            &["STT", "Nguồn vốn", "Kế hoạch", "Quý I", "Quý II", "Cộng", "Tỷ lệ (%)"],
            &["A", "B", "(1)", "(2)", "(3)", "(4)=(2)+(3)", "(5)=(4)/(1)*100"],
            &["1", "Trung ương", "41200", "12604", "15000", "27604", "67.0"],
            &["2", "Tỉnh", "36460", "10128", "14000", done, "66.2"],
            &["3", "Xã", "20200", "4920", "5000", "9920", "49.1"],
            &["", "Tổng cộng", "97860", "27652", "34000", "61652", "63.0"],
        ])
    };
    silent(make("24128"));
    flags(make("24728"), "sum-mismatch 24.728");
}

/// A workbook whose parts lie elsewhere, with `separator` between folders.
fn elsewhere(folder: &str, separator: &str) -> Vec<u8> {
    let list = |inner: &str| format!("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{inner}</Relationships>");
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relation = |kind_of: &str, target: &str| format!("<Relationship Id=\"rId1\" Type=\"{kind}/{kind_of}\" Target=\"{target}\"/>");
    let book = format!("<workbook xmlns:r=\"{kind}\"><sheets><sheet name=\"Chợ\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
    let cells = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><v>Số chợ_x000D_ loại _x0041_, x_x0_</v></c><c r=\"B1\"><v>20245</v></c></row></sheetData></worksheet>";
    let at = |name: &str| format!("{folder}{name}").replace('/', separator);
    let parts = [
        ("_rels/.rels".replace('/', separator), list(&relation("officeDocument", &format!("{folder}so.xml")))),
        (at("_rels/so.xml.rels"), list(&relation("worksheet", "trang/mot.xml"))),
        (at("so.xml"), book),
        (at("trang/mot.xml"), cells.to_owned()),
    ];
    package(&parts.iter().map(|(n, t)| (n.as_str(), t.as_bytes())).collect::<Vec<_>>())
}

#[test]
fn workbooks_are_found_wherever_they_lie() {
    for bytes in [elsewhere("", "/"), elsewhere("bang tinh/", "/"), elsewhere("bang/", "\\")] {
        assert_eq!(read(bytes).text, "Trang tính Chợ\n\nSố chợ  loại A, x_x0_\t20.245\n\n");
    }
}

#[test]
fn an_encrypted_spreadsheet_says_so() {
    let manifest = b"<manifest:manifest><manifest:encryption-data/></manifest:manifest>";
    let parts: [(&str, &[u8]); 3] =
        [("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", b"\x9f\x01noise"), ("META-INF/manifest.xml", manifest)];
    let error = formats::read("a.ods", package(&parts), Default::default()).unwrap_err().to_string();
    assert!(error.contains("take off the password"), "{error}");
}
