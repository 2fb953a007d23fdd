//! How long an edit in a long report takes until its diagnostics are there: `cargo test --release --test lsp speed -- --nocapture`.

use crate::client::{range, Client, URI};
use crate::reports::{Dice, Plan};
use report_lint::rulebook::{Language, Rulebook};
use report_lint::source::{Layout, Source};
use serde_json::json;
use std::time::{Duration, Instant};

/// A consistent report of at least so many bytes with little but figures: 17 to 18 of them a kilobyte.
pub fn report(bytes: usize) -> String {
    Plan { bytes, sentences: 0, slip_every: 0 }.text()
}

/// Digits of the text that may be typed over.
fn digits(text: &str) -> Vec<usize> {
    text.bytes().enumerate().filter(|(_, b)| b.is_ascii_digit()).map(|(at, _)| at).collect()
}

/// Reports of the offices have five to six figures a kilobyte; what three times as many cost is printed too, one after the other.
#[test]
fn the_speed_of_an_edit_in_a_long_report() {
    let limit = Duration::from_millis(if cfg!(debug_assertions) { 4000 } else { 30 });
    let p95 = measured(Plan { slip_every: 0, ..Plan::usual(100_000) }.text());
    measured(report(100_000));
    assert!(p95 < limit, "an edit took {p95:?} (p95), more than {limit:?}");
}

/// Types over single digits of the text and waits for the diagnostics each time: prints the figures, returns p95.
fn measured(mut text: String) -> Duration {
    let rounds = if cfg!(debug_assertions) { 12 } else { 300 };
    let mut client = Client::usual();
    let found = client.opened(&text).len();
    let mut dice = Dice(29);
    let (mut times, mut lints) = (Vec::new(), Vec::new());
    let book = Rulebook::for_linting().expect("the built-in rules load");
    let places = digits(&text);
    let mut last: Option<(usize, String)> = None;
    for version in 2..rounds + 2 {
        // A slip, then the old digit again: no report is full of slips.
        let (at, new) = match last.take() {
            Some(old) => old,
            None => {
                let at = places[dice.roll(0, places.len() - 1)];
                last = Some((at, text[at..=at].to_owned()));
                (at, dice.roll(1, 9).to_string())
            }
        };
        let change = json!([{"range": range(&text, at, at + 1), "text": new}]);
        text.replace_range(at..=at, &new);
        let start = Instant::now();
        client.change(version, &change);
        client.diagnostics(version);
        times.push(start.elapsed());
        if version % 5 == 0 {
            let source = Source::new(URI, text.clone(), Layout::Wrapped);
            let start = Instant::now();
            std::hint::black_box(report_lint::lint(&source, &book, Language::Vi));
            lints.push(start.elapsed());
        }
    }
    times.sort();
    lints.sort();
    let (p50, p95) = (times[times.len() / 2], times[times.len() * 95 / 100]);
    let figures = report_lint::lint(&Source::new(URI, text.clone(), Layout::Wrapped), &book, Language::Vi).ledger.numbers.len();
    println!(
        "{} bytes, {figures} figures, {found} findings at first, {} edits: p50 {p50:?}, p95 {p95:?}, longest {:?}",
        text.len(),
        times.len(),
        times[times.len() - 1]
    );
    println!("of which linting, measured in the library: p50 {:?}, p95 {:?}", lints[lints.len() / 2], lints[lints.len() * 95 / 100]);
    p95
}
