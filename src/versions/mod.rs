//! Two versions of one paper, a draft and what was issued: which figures, dates and codes were changed, added and dropped.
//!
//! The two texts are aligned (`align`), so that a figure that was changed is one change with both values, and one that only moved is none.

mod align;
mod tokens;

use crate::claims::Claims;
use crate::document::Document;
use crate::facts::{Facts, Listed};
use crate::language::Language;
use crate::ledger;
use crate::source::Span;

/// What a version says.
#[derive(Clone, Debug)]
pub struct Version {
    /// Figures, dates and codes in reading order; none overlaps another one.
    pub figures: Vec<Listed>,
    /// The headings of its sections, in the canonical text.
    pub sections: Vec<Span>,
    /// The language that it is written in.
    pub language: Language,
}

/// What became of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It stands in both versions, by index, and is another one.
    Changed(usize, usize),
    /// It stands in the later version alone.
    Added(usize),
    /// It stood in the earlier version alone.
    Dropped(usize),
}

/// All that was changed between two versions.
#[derive(Clone, Debug, Default)]
pub struct Changes {
    /// In the order of the later version, what was dropped where it would stand.
    pub list: Vec<Change>,
    /// How many figures stayed as they were.
    pub kept: usize,
}

/// Reads what a version says.
pub fn read(document: &Document, claims: &Claims, facts: &Facts) -> Version {
    let mut figures = crate::facts::listed(document, claims, facts);
    let written = |span: Span, place: &'static str| Listed { place, ..Listed::bare(document.origin(span), document.words(span)) };
    figures.extend(claims.dates.iter().map(|d| written(d.span, "date")));
    figures.extend(claims.citations.iter().map(|c| written(c.span, "code")));
    // A number inside a code or a date is that code or date.
    figures.sort_by_key(|f| (f.span.start, std::cmp::Reverse(f.span.end)));
    let mut end = 0;
    figures.retain(|f| {
        let is_free = f.span.start >= end && !f.span.is_empty();
        if is_free {
            end = f.span.end;
        }
        is_free
    });
    Version { figures, sections: ledger::sections(document), language: document.language }
}

impl Version {
    /// The heading that a place stands below; that of a heading is itself.
    pub fn section(&self, at: usize) -> Option<Span> {
        self.sections.get(self.sections.partition_point(|s| s.start <= at).checked_sub(1)?).copied()
    }
}

/// What was changed from one version to the next; each is given with its text.
pub fn changes(old: (&Version, &str), new: (&Version, &str)) -> Changes {
    let partners = align::partners(&tokens::read(old.0, old.1), &tokens::read(new.0, new.1));
    let mut partner_of_new: Vec<Option<usize>> = vec![None; new.0.figures.len()];
    partners.iter().enumerate().for_each(|(before, after)| after.iter().for_each(|&after| partner_of_new[after] = Some(before)));
    let mut dropped = (0..partners.len()).filter(|&before| partners[before].is_none()).peekable();
    let mut out = Changes::default();
    for (after, before) in partner_of_new.iter().enumerate() {
        if let Some(before) = *before {
            while let Some(gone) = dropped.next_if(|&gone| gone < before) {
                out.list.push(Change::Dropped(gone));
            }
        }
        match *before {
            Some(before) if is_same((&old.0.figures[before], old.1), (&new.0.figures[after], new.1)) => out.kept += 1,
            Some(before) => out.list.push(Change::Changed(before, after)),
            None => out.list.push(Change::Added(after)),
        }
    }
    out.list.extend(dropped.map(Change::Dropped));
    out
}

/// True where a reader sees the same figure. What is counted is told by the words around it, which may well be written in another way.
fn is_same(old: (&Listed, &str), new: (&Listed, &str)) -> bool {
    let measure = |f: &Listed| if f.is_counted { String::new() } else { f.unit().to_owned() };
    words(old.0.span.of(old.1)) == words(new.0.span.of(new.1)) && (measure(old.0) == measure(new.0) || measure(old.0).is_empty() || measure(new.0).is_empty())
}

/// Words with one blank between them.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
