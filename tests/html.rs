//! The page to look at: everything of the report is in it, every number once with its state, every link leads somewhere, nothing of a report is markup.

#![allow(clippy::unwrap_used, clippy::panic)]

mod page;

use page::{squeezed, Page};
use report_lint::findings::Related;
use report_lint::formats;
use report_lint::ledger::NumberStatus;
use report_lint::render::{html, Linted};
use report_lint::rulebook::{Language, Rulebook, Severity};
use report_lint::source::{Layout, Place, Source, Span};
use std::io::Write;
use std::process::{Command, Stdio};

const EXAMPLES: &[&str] = &["nua-nam.md", "ngan-sach.md", "sach-loi.md"];

/// A report of our own as readers of Word files write it: cells between tabs, notes at the end.
const WORD: &str = "BÁO CÁO\nI. THU CHI\nTổng thu 1.250 triệu đồng, trong đó: thuế 820 triệu đồng, phí 340 triệu đồng[^1].\n\
    - Chi 980 triệu đồng;\nKhoản\tKế hoạch\tThực hiện\nĐường\t120\t115\nTrường\t80\t85\nCộng\t200\t201\n\n\
    Biểu\tSố\nA\t1\n[^1]: Phí gồm 200 triệu đồng phí chợ và 140 triệu đồng phí khác.\n";

/// What somebody might write into a report to make the page do something.
const HOSTILE: &str = "# </style><script>alert(1)</script>\n\nTổng \"><img src=x onerror=alert(2)> có 25 hộ, trong đó: hộ nghèo 9 hộ, hộ cận nghèo 17 hộ.\n\n\
    \u{1b}[31mĐỏ\u{1b}[0m \u{7}\u{8}\u{0}\u{7f}\u{85} và \u{202e}ngược\u{202c} &lt;b&gt; &amp; <b>đậm</b> <!-- ẩn --> ]]> {{x}} javascript:alert(3)\n\n\
    | <td onclick=\"x\"> | ' \" ` |\n|---|---|\n| </table><iframe src=\"//a.b\"> | 5 |\n\n[^\"x]: không phải. [^a]: thôi <a href=\"https://a.b\">đây</a>\n";

fn audited(source: Source) -> Linted {
    let book = Rulebook::built_in().expect("the built-in rules load");
    let report = report_lint::audit(&source, &book, Language::Vi);
    Linted { source, report }
}

fn read(name: &str, text: &str) -> Linted {
    audited(formats::read(name, text.as_bytes().to_vec(), Default::default()).unwrap())
}

fn example(name: &str) -> Linted {
    let text = std::fs::read_to_string(format!("{}/examples/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    read(name, &text)
}

fn examples() -> Vec<Linted> {
    let word = audited(Source::new("bao-cao.docx", WORD.to_owned(), Layout::LineIsBlock));
    EXAMPLES.iter().map(|name| example(name)).chain([word]).collect()
}

fn page(files: &[Linted]) -> Page {
    Page::read(&html::page(files, Language::Vi))
}

fn class_of(status: NumberStatus) -> &'static str {
    match status {
        NumberStatus::Checked => "checked",
        NumberStatus::Compared => "compared",
        NumberStatus::Conflicting => "conflicting",
        NumberStatus::Unchecked => "unchecked",
    }
}

#[test]
fn every_number_is_marked_once_with_its_state() {
    for file in examples() {
        let page = page(std::slice::from_ref(&file));
        let mut numbers = file.report.ledger.numbers.clone();
        numbers.sort_by_key(|n| n.span);
        let expected: Vec<(String, &str)> = numbers.iter().map(|n| (n.span.of(&file.source.text).to_owned(), class_of(n.status))).collect();
        let states = ["checked", "compared", "conflicting", "unchecked"];
        let shown = page.of_class("n").map(|e| (e.text.clone(), states.into_iter().find(|s| e.has_class(s)).expect("a state")));
        assert_eq!(shown.collect::<Vec<_>>(), expected, "{}", file.source.name);
        assert!(page.of_class("n").all(|e| e.attribute("id").is_some()), "a number was torn in two");
        assert!(page.of_class("n").all(|e| !e.attribute("data-r").unwrap().is_empty() || e.has_class("conflicting")), "a number tells nothing");
    }
}

#[test]
fn nothing_of_the_report_gets_lost() {
    for file in examples() {
        let page = page(std::slice::from_ref(&file));
        assert_eq!(page.sheets.len(), 1);
        assert_eq!(squeezed(&page.sheets[0]), squeezed(&file.source.text), "{}", file.source.name);
    }
}

#[test]
fn every_finding_has_its_card_with_everything_in_it() {
    for file in examples() {
        let page = page(std::slice::from_ref(&file));
        assert_eq!(page.of_class("card").count(), file.report.findings.len(), "{}", file.source.name);
        for (i, finding) in file.report.findings.iter().enumerate() {
            let card = page.with_id(&format!("f0-{i}"));
            let level = ["Ghi chú", "Cảnh báo", "Lỗi"][finding.severity as usize];
            let edits = finding.suggestions.iter().flat_map(|s| s.edits.iter().map(|e| &e.replacement).chain([&s.because]));
            let labels = finding.related.iter().map(|r| &r.label);
            let parts = [&finding.rule, &finding.message, &finding.help, &finding.working, &finding.primary_label];
            for part in parts.into_iter().chain(edits).chain(labels) {
                assert!(card.text.contains(part.as_str()), "`{part}` expected in {}", card.text);
            }
            assert!(card.text.contains(level) && card.has_class(finding.severity.name()));
            assert!(page.of_class("ref").any(|e| e.attribute("href") == Some(&format!("#f0-{i}"))), "no badge leads to finding {i}");
            for span in finding.related.iter().map(|r| r.span).chain([finding.primary]) {
                let words = squeezed(span.of(&file.source.text));
                let leads = |e: &&page::Element| e.parents.contains(&card.index) && e.attribute("href").is_some();
                let there = page.elements.iter().filter(leads).any(|e| squeezed(&page.with_id(&e.attribute("href").unwrap()[1..]).text) == words);
                assert!(there, "no link from finding {i} to `{words}`");
            }
        }
    }
}

#[test]
fn every_link_leads_somewhere_and_nothing_leads_out() {
    let files = examples();
    let page = page(&files);
    let ids: Vec<&str> = page.elements.iter().filter_map(|e| e.attribute("id")).collect();
    let mut unique = ids.clone();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(unique.len(), ids.len(), "an id stands twice");
    for element in &page.elements {
        assert!(element.attribute("src").is_none() && element.attribute("style").is_none(), "{element:?}");
        if let Some(href) = element.attribute("href") {
            assert!(href.starts_with('#') && unique.binary_search(&&href[1..]).is_ok(), "{href} leads nowhere");
        }
        for name in ["data-f", "data-r", "data-at", "aria-labelledby"] {
            for id in element.attribute(name).unwrap_or_default().split_whitespace() {
                assert!(unique.binary_search(&id).is_ok(), "{name} {id} leads nowhere");
            }
        }
    }
    let assets = page.style.clone() + &page.script;
    for word in ["http:", "https:", "url(", "@import", "fetch(", "innerHTML", "eval("] {
        assert!(!assets.contains(word), "{word} in style or script");
    }
    assert!(assets.len() < 25_000, "{} bytes of style and script", assets.len());
    assert_eq!(page.sheets.len(), files.len());
    assert_eq!(page.elements.iter().filter(|e| e.name == "article").count(), files.len());
}

#[test]
fn the_policy_allows_the_own_style_and_script_only() {
    let page = page(&[example("nua-nam.md")]);
    let policy = page.elements.iter().find(|e| e.attribute("http-equiv") == Some("Content-Security-Policy")).expect("a policy");
    let policy = policy.attribute("content").unwrap();
    assert!(policy.starts_with("default-src 'none';") && !policy.contains("unsafe"), "{policy}");
    for (kind, content) in [("style", &page.style), ("script", &page.script)] {
        let wanted = format!("{kind}-src 'sha256-{}'", page::hash(content));
        assert!(policy.contains(&wanted), "the {kind} was changed: its hash in src/render/html/mod.rs must be {}", page::hash(content));
    }
}

/// Nothing that a report or a file name says is an element, an attribute or a sign that nobody sees.
fn is_harmless(out: &str) {
    let page = Page::read(out);
    let known = "html head meta title style body a header h1 p ul li span b kbd nav div table tr th td label input output button main article h2 details \
        summary ol h3 h4 h5 h6 br strong em code del ins i footer script";
    for element in &page.elements {
        assert!(known.split_whitespace().any(|k| k == element.name), "<{}>", element.name);
        assert!(!element.attributes.iter().any(|(name, _)| name.starts_with("on")), "{element:?}");
    }
    assert_eq!(page.elements.iter().filter(|e| e.name == "script" || e.name == "style").count(), 2);
    let hidden = |c: char| c.is_control() && c != '\n' && c != '\t' || ('\u{202a}'..='\u{202e}').contains(&c);
    assert!(!out.contains(hidden), "a sign that nobody sees");
}

#[test]
fn a_hostile_report_is_harmless_and_complete() {
    let name = "\"><img src=x onerror=alert(1)></title>\u{1b}[31m\u{202e}fdp.md";
    for layout in [Layout::Wrapped, Layout::LineIsBlock] {
        let file = audited(Source::new(name, HOSTILE.to_owned(), layout));
        assert!(!file.report.findings.is_empty());
        for language in [Language::Vi, Language::En] {
            let out = html::page(&[file.clone(), file.clone()], language);
            is_harmless(&out);
            let sheet = &Page::read(&out).sheets[0];
            for words in ["</style><script>alert(1)</script>", "\"><img src=x onerror=alert(2)>", "␛[31mĐỏ", "⟨U+202E⟩ngược", "&lt;b&gt;", "<!-- ẩn -->"]
            {
                assert!(sheet.contains(words), "`{words}` expected in {sheet}");
            }
        }
    }
}

#[test]
fn places_that_cross_each_other_stay_in_order() {
    let mut file = example("nua-nam.md");
    let text = file.source.text.clone();
    let inside = |at: usize| (at..text.len()).find(|&a| text.is_char_boundary(a)).unwrap_or(text.len());
    let template = file.report.findings[0].clone();
    for step in 1..60 {
        let (start, len) = (inside(step * 37), [0, 3, 40, 900][step % 4]);
        let primary = Span::new(start, inside(start + len));
        let related = vec![Related { span: Span::new(inside(start + len / 2), inside(start + len + 50)), label: "tại <đây>".to_owned() }];
        file.report.findings.push(report_lint::findings::Finding { primary, related, severity: Severity::Note, ..template.clone() });
    }
    file.report.findings.sort_by_key(|f| (f.primary.start, f.primary.end));
    let page = page(std::slice::from_ref(&file));
    assert_eq!(squeezed(&page.sheets[0]), squeezed(&text));
    assert_eq!(page.of_class("card").count(), file.report.findings.len());
    assert_eq!(page.of_class("ref").count(), file.report.findings.len());
    assert_eq!(page.of_class("n").count(), file.report.ledger.numbers.len());
    for link in page.elements.iter().filter_map(|e| e.attribute("href")) {
        page.with_id(&link[1..]);
    }
}

#[test]
fn tables_notes_and_lists_look_like_what_they_are() {
    let page = page(&[audited(Source::new("bao-cao.docx", WORD.to_owned(), Layout::LineIsBlock))]);
    let count = |name: &str| page.elements.iter().filter(|e| e.name == name).count();
    assert_eq!((count("table"), count("tr"), count("th")), (2, 6, 5));
    let (mark, body) = (page.of_class("nm").next().unwrap(), page.of_class("nb").next().unwrap());
    assert_eq!(mark.attribute("href").map(|h| &h[1..]), body.attribute("id"));
    assert_eq!(body.attribute("href").map(|h| &h[1..]), mark.attribute("id"));
    assert!(page.elements.iter().any(|e| e.name == "li" && e.text.starts_with("- Chi 980")));
    assert!(page.elements.iter().any(|e| e.name == "h4" && e.text == "I. THU CHI"));
    assert_eq!(page.of_class("caps").next().unwrap().text, "BÁO CÁO");
}

#[test]
fn findings_say_where_they_stand_in_the_original() {
    let said = |place: Place, language: Language| {
        let source = Source::new("a", WORD.to_owned(), Layout::LineIsBlock).with_places(vec![(0, place)]);
        let page = Page::read(&html::page(&[audited(source)], language));
        let text = page.of_class("where").next().expect("a finding").text.clone();
        text
    };
    let note = || Place::Paragraph { part: "footnotes", paragraph: 12, run: 1 };
    let body = || Place::Paragraph { part: "body", paragraph: 3, run: 1 };
    let cell = || Place::Cell { sheet: "Thu <1>".to_owned(), cell: "B12".to_owned() };
    // A paragraph by its first words, and the section that it stands in: nobody counts paragraphs.
    let opening = "“Tổng thu 1.250 triệu đồng, trong đó:…”";
    assert_eq!(said(note(), Language::Vi), format!("chú thích, đoạn {opening}"));
    assert_eq!(said(note(), Language::En), format!("footnotes, paragraph {opening}"));
    assert_eq!(said(body(), Language::Vi), format!("mục “I. THU CHI”, đoạn {opening}"));
    assert_eq!(said(Place::Page { page: 3, line: 8 }, Language::Vi), "mục “I. THU CHI”, trang 3, dòng 8");
    assert_eq!(said(cell(), Language::Vi), "trang tính Thu <1>, ô B12");
    assert_eq!(said(cell(), Language::En), "sheet Thu <1>, cell B12");
    assert_eq!(said(Place::Element { element: "table[2]".to_owned() }, Language::Vi), "mục “I. THU CHI”, phần tử table[2]");
    assert_eq!(page(&[example("nua-nam.md")]).of_class("where").next().unwrap().text, "dòng 13");
}

#[test]
fn colours_can_be_told_apart_from_their_ground() {
    let style = page(&[example("sach-loi.md")]).style;
    for theme in style.split(":root {").skip(1).take(2) {
        let colour = |name: &str| page::colour(theme, name);
        let on_paper = ["ink", "soft", "link", "error", "warning", "note", "ok"].map(|c| (c, "paper"));
        let on_desk = ["ink", "soft", "link", "error", "warning", "note", "ok"].map(|c| (c, "desk"));
        let own = [("error", "error-bg"), ("warning", "warning-bg"), ("note", "note-bg"), ("ink", "lit"), ("ink", "warning-bg"), ("ok", "warning-bg")];
        for (text, ground) in on_paper.into_iter().chain(on_desk).chain(own) {
            let contrast = page::contrast(colour(text), colour(ground));
            assert!(contrast >= 4.5, "{text} on {ground}: {contrast:.2}");
        }
    }
}

#[test]
fn a_long_report_costs_what_its_length_says() {
    let line = "Tổng thu 26 triệu đồng, trong đó: thuế 9 triệu đồng, phí 17 triệu đồng; đạt 52,4% dự toán.\n\n";
    let time = |times: usize| {
        let file = read("a.md", &line.repeat(times));
        let runs = (0..3).map(|_| {
            let start = std::time::Instant::now();
            let length = html::page(std::slice::from_ref(&file), Language::Vi).len();
            assert!(length > line.len() * times);
            start.elapsed()
        });
        runs.min().unwrap()
    };
    let (short, long) = (time(190), time(760));
    assert!(long < short * 10, "760 paragraphs took {long:?}, 190 took {short:?}");
}

/// Runs the program on standard input.
fn run(input: &str, args: &[&str]) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_report-lint"));
    let mut child = command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
}

#[test]
fn the_options_of_the_command_line_hold_for_the_page() {
    let report = std::fs::read_to_string(format!("{}/examples/nua-nam.md", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let cards = |args: &[&str]| {
        let (code, out) = run(&report, &[&["-", "--output-format", "html"], args].concat());
        is_harmless(&out);
        let page = Page::read(&out);
        assert!(page.of_class("n").any(|e| e.has_class("checked") && e.attribute("data-r").is_some_and(|r| !r.is_empty())), "no relations");
        (code, page.of_class("card").count(), page)
    };
    let (code, all, vi) = cards(&["--stdin-filename", "<b>nua-nam</b>.md"]);
    assert_eq!((code, all), (1, 11));
    assert!(vi.elements.iter().any(|e| e.name == "h2" && e.text == "<b>nua-nam</b>.md"));
    assert_eq!((vi.language(), cards(&["--lang", "en"]).2.language()), ("vi", "en"));
    assert_eq!(cards(&["--severity", "error"]).1, 7);
    assert_eq!(cards(&["--select", "sum-mismatch"]).1, 2);
    assert_eq!(cards(&["--select", "rounding"]).0, 0);
    let file = std::env::temp_dir().join(format!("report-lint-{}.html", std::process::id()));
    let (code, out) = run(&report, &["-", "--output-format", "html", "--output-file", file.to_str().unwrap()]);
    assert_eq!((code, out.as_str()), (1, ""));
    assert_eq!(Page::read(&std::fs::read_to_string(&file).unwrap()).of_class("card").count(), 11);
    std::fs::remove_file(file).unwrap();
}
