//! Slips of the pen are ruled out in short whole numbers before the exact arithmetic is asked: no slip that there is may get lost by that.

#![allow(clippy::unwrap_used)]

use report_lint::claims::Claims;
use report_lint::diagnosis::settle;
use report_lint::document::Document;
use report_lint::relations::slips::{slipped_number, slipped_number_exactly};
use report_lint::rulebook::Rulebook;
use report_lint::source::{Layout, Source};
use report_lint::{laws, shapes};

/// How many numbers of a text's relations were mistyped, by either way.
fn mistyped(book: &Rulebook, text: &str) -> [usize; 2] {
    let source = Source::new("report.md", text.to_owned(), Layout::Wrapped);
    let document = Document::read(&source);
    let book = book.in_language(document.language);
    let claims = Claims::read(&document, &book.lexicon);
    let mut relations = shapes::propose(&document, &claims, book).unwrap();
    laws::propose(&document, &claims, book, &mut relations).unwrap();
    let mut found = [0; 2];
    for one in settle(&document, &claims, relations) {
        let both = [slipped_number(&one.relation, &one.verdict), slipped_number_exactly(&one.relation, &one.verdict)];
        assert_eq!(both[0], both[1], "{text}\n{:?}", one.relation);
        (0..2).for_each(|at| found[at] += usize::from(both[at].is_some()));
    }
    found
}

#[test]
fn what_is_ruled_out_is_no_slip() {
    let book = Rulebook::built_in().unwrap();
    let rules = &book.rules;
    let mut texts: Vec<String> = rules.iter().flat_map(|rule| rule.flagged.iter().map(|one| one.text.clone())).collect();
    // One digit more or less in each example moves all its relations.
    let digits: Vec<String> = texts.iter().flat_map(|text| ["1", "4", "7"].map(|digit| text.replacen(digit, "8", 1))).collect();
    texts.extend(digits);
    texts.extend(
        ["nua-nam.md", "ngan-sach.md", "sach-loi.md"].map(|name| std::fs::read_to_string(format!("{}/examples/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()),
    );
    let found = texts.iter().map(|text| mistyped(&book, text)).fold([0; 2], |all, one| [all[0] + one[0], all[1] + one[1]]);
    assert!(found[1] > 500, "too few slips to tell: {found:?}");
}
