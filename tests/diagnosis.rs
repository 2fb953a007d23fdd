//! One planted slip in a consistent report of interlocked relations: is the planted number the suspect, its old value the repair?
//!
//! Always through rendered Vietnamese text. The figures are printed: `cargo test --test diagnosis -- --nocapture`.

use report_lint::findings::Finding;
use report_lint::relations::working::decimal;
use report_lint::rulebook::{Language, Rulebook, Severity};
use report_lint::source::{Layout, Source, Span};
use report_lint::{lint, Report};
use rust_decimal::Decimal;
use std::sync::OnceLock;

fn run(text: &str) -> Report {
    static BOOK: OnceLock<Rulebook> = OnceLock::new();
    let book = BOOK.get_or_init(|| Rulebook::built_in().expect("the built-in rules load"));
    lint(&Source::new("test.md", text.to_owned(), Layout::Wrapped), book, Language::Vi)
}

/// A small generator of repeatable numbers.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, least: u64, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        least + (self.0 >> 33) % (most - least + 1)
    }
}

/// A report under construction: its text, and the numbers that may be broken with the relations that each stands in.
#[derive(Default)]
struct Page {
    text: String,
    numbers: Vec<(Span, usize)>,
}

impl Page {
    fn say(&mut self, words: &str) {
        self.text.push_str(words);
    }

    /// A number that stands in so many relations.
    fn number(&mut self, written: &str, relations: usize) {
        let start = self.text.len();
        self.text.push_str(written);
        self.numbers.push((Span::new(start, self.text.len()), relations));
    }

    fn amount(&mut self, tenths: u64, relations: usize) {
        self.number(&decimal(Decimal::new(tenths as i64, 1), 1), relations);
        self.say(" triệu đồng");
    }

    fn percent(&mut self, part: u64, whole: u64) {
        let value = Decimal::from(part) * Decimal::ONE_HUNDRED / Decimal::from(whole);
        self.number(&decimal(value, 1), 1);
        self.say("%");
    }
}

const PROGRAMMES: [&str; 12] = [
    "Chương trình giảm nghèo",
    "Chương trình nông thôn mới",
    "Đề án giao thông",
    "Đề án thủy lợi",
    "Đề án trường học",
    "Đề án y tế",
    "Đề án văn hóa",
    "Đề án chuyển đổi số",
    "Đề án môi trường",
    "Đề án nước sạch",
    "Đề án điện",
    "Đề án chợ",
];

/// A report on `programmes` programmes: plan and result cross-footed by programme and by source of money, with percents, the totals told again at the end:
/// 5 + 2 · programmes sums and shares before the closing sentence adds its own.
fn report(dice: &mut Dice, programmes: usize) -> Page {
    let sources: Vec<[u64; 2]> = (0..programmes).map(|_| [dice.roll(20_000, 900_000), dice.roll(3_000, 90_000)]).collect();
    let plans: Vec<u64> = sources.iter().map(|s| s[0] + s[1]).collect();
    let done: Vec<u64> = plans.iter().map(|p| p * dice.roll(150, 950) / 1000).collect();
    let sum = |n: usize| sources.iter().map(|s| s[n]).sum::<u64>();
    let (plan, spent) = (plans.iter().sum::<u64>(), done.iter().sum::<u64>());
    let mut page = Page::default();
    page.say("I. KẾT QUẢ GIẢI NGÂN\n\nTổng kế hoạch vốn giao ");
    page.amount(plan, 4);
    page.say(" (ngân sách trung ương ");
    page.amount(sum(0), 2);
    page.say(", ngân sách tỉnh ");
    page.amount(sum(1), 2);
    page.say("). Đã giải ngân được ");
    page.amount(spent, 3);
    page.say(", đạt ");
    page.percent(spent, plan);
    page.say(" kế hoạch. Trong đó:\n\n");
    for at in 0..programmes {
        page.say(&format!("- {} {}: kế hoạch ", PROGRAMMES[at % 12], ["phía Đông", "phía Tây"][at / 12 % 2]));
        page.amount(plans[at], 3);
        page.say(" (ngân sách trung ương ");
        page.amount(sources[at][0], 2);
        page.say(", ngân sách tỉnh ");
        page.amount(sources[at][1], 2);
        page.say("), đã giải ngân được ");
        page.amount(done[at], 2);
        page.say(", đạt ");
        page.percent(done[at], plans[at]);
        page.say(" kế hoạch.\n\n");
    }
    page.say("II. ĐÁNH GIÁ CHUNG\n\nTổng kế hoạch vốn giao ");
    page.amount(plan, 2);
    page.say(", đã giải ngân được ");
    page.amount(spent, 2);
    page.say(", đạt ");
    page.percent(spent, plan);
    page.say(" kế hoạch.\n\n");
    page
}

/// The text with one digit of the number changed; the same size class, never the same value.
fn plant(dice: &mut Dice, text: &str, at: Span) -> String {
    let written = at.of(text);
    loop {
        let digits: Vec<usize> = written.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(i, _)| i).collect();
        let place = digits[dice.roll(0, digits.len() as u64 - 1) as usize];
        let digit = char::from(b'0' + dice.roll(0, 9) as u8);
        let mut broken = written.to_owned();
        broken.replace_range(place..=place, &digit.to_string());
        if broken != written && !(place == 0 && digit == '0') {
            return format!("{}{broken}{}", &text[..at.start], &text[at.end..]);
        }
    }
}

/// Findings that accuse numbers, those that mend most first.
fn accusations(report: &Report) -> Vec<&Finding> {
    let mut found: Vec<&Finding> = report.findings.iter().filter(|f| f.severity > Severity::Note).collect();
    found.sort_by_key(|f| std::cmp::Reverse(f.suggestions.first().map_or(0, |s| s.repairs)));
    found
}

#[derive(Default)]
struct Tally {
    planted: usize,
    noticed: usize,
    suspected: usize,
    repaired: usize,
    causes: usize,
}

impl Tally {
    fn share(&self, part: usize) -> usize {
        part * 100 / self.noticed.max(1)
    }

    fn print(&self, what: &str) {
        println!(
            "{what}: planted {}, noticed {}, first suspect {}%, first repair is the old value {}%, findings a slip {}.{:02}",
            self.planted,
            self.noticed,
            self.share(self.suspected),
            self.share(self.repaired),
            self.causes / self.noticed.max(1),
            self.causes * 100 / self.noticed.max(1) % 100,
        );
    }
}

#[test]
fn a_planted_slip_is_the_suspect_and_its_old_value_the_repair() {
    let mut dice = Dice(7);
    let (mut many, mut one) = (Tally::default(), Tally::default());
    for round in 0..230 {
        let page = report(&mut dice, 2 + round % 23);
        let clean = run(&page.text);
        assert!(accusations(&clean).is_empty(), "accused in a consistent report: {:?}\n{}", accusations(&clean)[0], page.text);
        let (span, relations) = page.numbers[dice.roll(0, page.numbers.len() as u64 - 1) as usize];
        let broken = plant(&mut dice, &page.text, span);
        let tally = if relations > 1 { &mut many } else { &mut one };
        tally.planted += 1;
        let report = run(&broken);
        let found = accusations(&report);
        let Some(first) = found.first() else { continue };
        tally.noticed += 1;
        tally.causes += found.len();
        let suspected = first.primary.start == span.start;
        let old = span.of(&page.text);
        let repaired = first.suggestions.first().and_then(|s| s.edits.first()).is_some_and(|e| e.span.start == span.start && e.replacement == old);
        tally.suspected += usize::from(suspected);
        tally.repaired += usize::from(repaired);
        if std::env::var_os("SHOW").is_some() && relations > 1 && !(suspected && repaired) {
            println!("--- {old} at {span:?}: {:?} {:?}", first.primary.of(&broken), first.suggestions.first());
            found.iter().for_each(|f| println!("   {} {}", f.rule, f.message));
        }
    }
    many.print("numbers in two or more relations");
    one.print("numbers in one relation");
    assert!(many.share(many.suspected) >= 90, "the planted number is the first suspect in {}% only", many.share(many.suspected));
    assert!(many.share(many.repaired) >= 80, "the old value is the first repair in {}% only", many.share(many.repaired));
}

/// Every text that the project has with findings in it: flagged examples of the rules, example reports, planted reports.
fn texts() -> Vec<String> {
    let book = Rulebook::built_in().expect("the built-in rules load");
    let mut out: Vec<String> = book.rules.iter().flat_map(|r| r.flagged.iter().map(|f| f.text.clone())).collect();
    let examples = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let entries = std::fs::read_dir(examples).expect("the examples are there");
    let reports = entries.filter_map(Result::ok).map(|e| e.path()).filter(|p| p.extension().is_some_and(|e| e == "md"));
    out.extend(reports.filter_map(|p| std::fs::read_to_string(p).ok()));
    let mut dice = Dice(11);
    for programmes in 2..8 {
        let page = report(&mut dice, programmes);
        let (span, _) = page.numbers[dice.roll(0, page.numbers.len() as u64 - 1) as usize];
        out.push(plant(&mut dice, &page.text, span));
    }
    out
}

/// Rule and words of each finding that is more than a note.
fn accused(report: &Report, text: &str) -> Vec<(String, String)> {
    report.findings.iter().filter(|f| f.severity > Severity::Note).map(|f| (f.rule.clone(), f.primary.of(text).to_owned())).collect()
}

#[test]
fn an_applied_suggestion_removes_its_finding_and_adds_none() {
    let (mut tried, mut wrong) = (0, Vec::new());
    for text in texts() {
        let before = run(&text);
        let known = accused(&before, &text);
        for finding in before.findings.iter().filter(|f| f.severity > Severity::Note) {
            let Some(suggestion) = finding.suggestions.first() else { continue };
            let mut edits = suggestion.edits.clone();
            edits.sort_by_key(|e| std::cmp::Reverse(e.span.start));
            let mut mended = text.clone();
            edits.iter().for_each(|e| mended.replace_range(e.span.start..e.span.end, &e.replacement));
            let after = accused(&run(&mended), &mended);
            tried += 1;
            let gone = after.iter().filter(|a| a.0 == finding.rule).count() < known.iter().filter(|k| k.0 == finding.rule).count();
            let added = after.iter().any(|a| !known.iter().any(|k| k.0 == a.0));
            if !gone || added {
                let edit = &edits[0];
                wrong.push(format!("{} {:?} -> {:?}: {after:?}\n{text}", finding.rule, edit.span.of(&text), edit.replacement));
            }
        }
    }
    println!("suggestions applied: {tried}, of which not clean: {}", wrong.len());
    assert!(tried > 60, "only {tried} suggestions were tried");
    assert!(wrong.is_empty(), "{} of {tried} suggestions do not mend:\n\n{}", wrong.len(), wrong.join("\n---\n"));
}

/// Four times the report must not cost ten times the work; prints the figures: `cargo test --release --test diagnosis growth -- --nocapture`.
#[test]
fn growth_is_close_to_linear() {
    let mut first: Option<std::time::Duration> = None;
    // The longest one only where it takes seconds, not minutes.
    let sizes: &[usize] = if cfg!(debug_assertions) { &[20, 80] } else { &[55, 220, 880] };
    for &sections in sizes {
        let mut dice = Dice(5);
        let text: String = (0..sections).map(|_| report(&mut dice, 10).text).collect();
        let mut times: Vec<std::time::Duration> = Vec::new();
        let mut numbers = 0;
        for _ in 0..3 {
            let start = std::time::Instant::now();
            numbers = run(&text).ledger.numbers.len();
            times.push(start.elapsed());
        }
        times.sort();
        let base = *first.get_or_insert(times[0]);
        let percent = times[0].as_micros() * 100 / base.as_micros();
        println!("{numbers} numbers: {:?}, {percent} % of the first", times[0]);
        let size = sections / sizes[0];
        assert!(percent <= size as u128 * 250, "{size} times the report cost {percent} % of the time");
    }
}
