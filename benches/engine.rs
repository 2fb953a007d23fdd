//! What linting costs inside the process: `cargo bench --bench engine`.

#![allow(clippy::unwrap_used)]

#[path = "../tests/office/mod.rs"]
mod office;
mod reports;

use divan::counter::BytesCount;
use divan::{black_box, Bencher};
use report_lint::formats::{self, Options};
use report_lint::rulebook::{Language, Rulebook};
use report_lint::source::{Layout, Source};
use reports::Plan;

fn main() {
    divan::main();
}

fn source(bytes: usize) -> Source {
    Source::new("report.md", Plan::usual(bytes).text(), Layout::LineIsBlock)
}

/// The built-in rules, read for each run of the program.
#[divan::bench]
fn rules() -> Rulebook {
    Rulebook::for_linting().unwrap()
}

#[divan::bench(args = [94_000, 940_000, 9_400_000], sample_count = 10, sample_size = 1)]
fn lint(bencher: Bencher, bytes: usize) {
    let (source, book) = (source(bytes), Rulebook::for_linting().unwrap());
    bencher.counter(BytesCount::new(bytes)).bench_local(|| report_lint::lint(black_box(&source), &book, Language::Vi));
}

/// Structure without numbers.
#[divan::bench(sample_count = 20)]
fn document(bencher: Bencher) {
    let source = source(94_000);
    bencher.bench_local(|| report_lint::document::Document::read(black_box(&source)));
}

/// Numbers without relations.
#[divan::bench(sample_count = 20)]
fn claims(bencher: Bencher) {
    let book = Rulebook::for_linting().unwrap();
    let document = report_lint::document::Document::read(&source(94_000));
    bencher.bench_local(|| report_lint::claims::Claims::read(black_box(&document), &book.lexicon));
}

/// A Word file of a hundred pages, as text.
#[divan::bench(sample_count = 20)]
fn word_file(bencher: Bencher) {
    let text = Plan::usual(320_000).text();
    let paragraphs: Vec<&str> = text.split('\n').filter(|line| !line.is_empty()).collect();
    let bytes = office::Docx::of_paragraphs(&paragraphs).bytes();
    bencher.with_inputs(|| bytes.clone()).bench_local_values(|bytes| formats::read("report.docx", bytes, Options::default()).unwrap());
}
