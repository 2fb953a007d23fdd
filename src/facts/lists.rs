//! Records in prose: sections with like lines, items with like numbers, clauses with like numbers are rows of a table that nobody drew.

use super::Records;
use crate::claims::{ClaimId, Claims};
use crate::document::{BlockId, Document, Kind};
use crate::phrases::{behind_last, is_of_word};
use crate::quantity::Measure;
use crate::source::Span;
use rustc_hash::{FxHashMap, FxHashSet};
use std::hash::{Hash, Hasher};

/// Fewest rows that make records.
const ROWS: usize = 3;
/// Fewest columns that sections share: one line that comes again is no form.
const COLUMNS: usize = 2;
/// Longest label of a line, in words; longer ones are sentences.
const LABEL: usize = 8;
/// Fewest words that are left of a label without its first ones.
const SHORT: usize = 2;
/// Most rows of one set of records, and most columns.
const LONGEST: usize = 200;
const MOST: usize = 60;

/// Letters of an item or a paragraph that are its name.
const NAME: usize = 60;

/// A row: its name and its numbers by the key of their column.
struct Line {
    /// The heading above it, or the block that it is.
    at: usize,
    /// How many letters of that make its name, which is cut only where the line is a row of a table.
    named: usize,
    numbers: Vec<(u64, ClaimId)>,
}

/// All records outside tables.
pub fn of(document: &Document, claims: &Claims) -> Vec<Records> {
    let mut out = Vec::new();
    sections(document, claims, &mut out);
    items(document, claims, &mut out);
    clauses(document, claims, &mut out);
    out
}

/// Sections whose lines bear the same labels, with the lines outside of them that bear these labels too: their totals.
fn sections(document: &Document, claims: &Claims, out: &mut Vec<Records>) {
    let mut lines: Vec<Line> = Vec::new();
    let mut all: FxHashMap<u64, Vec<(ClaimId, BlockId)>> = FxHashMap::default();
    // `Tổng diện tích cây chè` over `Cây chè`: a total has more words before the label of its parts.
    let mut longer: FxHashMap<u64, Vec<(ClaimId, BlockId)>> = FxHashMap::default();
    for (block, own) in document.blocks.iter().enumerate().filter(|(_, b)| b.kind != Kind::Cell && b.note().is_none()) {
        let Some(parent) = own.parent() else { continue };
        for (label, id) in labels(document, claims, block) {
            let key = label.key(claims, id);
            all.entry(key).or_default().push((id, parent));
            for shorter in label.shorter() {
                longer.entry(shorter).or_default().push((id, parent));
            }
            // A label that comes again begins the next section, whose heading the writer did not number.
            let goes_on = |l: &&mut Line| l.at == parent && l.numbers.len() < MOST && l.numbers.iter().all(|n| n.0 != key);
            match lines.last_mut().filter(goes_on) {
                Some(line) => line.numbers.push((key, id)),
                None => lines.push(Line { at: parent, named: usize::MAX, numbers: vec![(key, id)] }),
            }
        }
    }
    lines.retain(|l| l.numbers.len() >= COLUMNS);
    let alike = |a: &Line, b: &Line| {
        let shared = a.numbers.iter().filter(|n| b.numbers.iter().any(|m| m.0 == n.0)).count();
        shared >= COLUMNS && shared * 2 >= a.numbers.len().min(b.numbers.len())
    };
    for run in runs(&lines, alike) {
        let inside: FxHashSet<BlockId> = run.iter().map(|l| l.at).collect();
        let measure = |key: u64| run.iter().flat_map(|l| &l.numbers).find(|n| n.0 == key).map(|n| &claims.list[n.1].quantity.measure);
        let near = |own: &Vec<(ClaimId, BlockId)>, key: u64| {
            // `Trâu: 5.798 con` over `Trâu: 1.240`: the unit need not be said again.
            let part = measure(key)?;
            let alike = |whole: &Measure| whole == part || [whole, part].contains(&&Measure::Bare);
            let is_out = |found: &&(ClaimId, BlockId)| !inside.contains(&found.1) && alike(&claims.list[found.0].quantity.measure);
            let before = own.iter().filter(is_out).rfind(|(_, p)| *p < run[0].at);
            before.or_else(|| own.iter().filter(is_out).find(|(_, p)| *p > run[0].at)).map(|found| (key, found.0))
        };
        let outside = |key: u64| all.get(&key).and_then(|own| near(own, key)).or_else(|| near(longer.get(&key)?, key));
        let keys: FxHashSet<u64> = run.iter().flat_map(|l| &l.numbers).map(|n| n.0).collect();
        let mut totals: Vec<(u64, ClaimId)> = keys.into_iter().filter_map(outside).collect();
        totals.sort_by_key(|t| t.1);
        let total = Line { at: 0, named: 0, numbers: totals };
        let rows: Vec<&Line> = std::iter::once(&total).filter(|t| !t.numbers.is_empty()).chain(run).collect();
        out.extend(records(document, claims, &rows));
    }
}

/// Sibling items whose numbers have the same units in the same order.
fn items(document: &Document, claims: &Claims, out: &mut Vec<Records>) {
    for parent in 0..document.blocks.len() {
        let lines: Vec<Line> = document.items(parent).into_iter().map(|item| counted(claims, item, claims.of_block(item))).collect();
        for run in runs(&lines, |a, b| a.numbers.len() > 1 && same_keys(a, b)) {
            out.extend(records(document, claims, &run.iter().collect::<Vec<_>>()));
        }
    }
}

/// Parts of one paragraph between semicolons whose numbers have the same units in the same order.
fn clauses(document: &Document, claims: &Claims, out: &mut Vec<Records>) {
    for (block, _) in document.blocks.iter().enumerate().filter(|(_, b)| b.kind != Kind::Cell) {
        let own = claims.of_block(block);
        let segments = claims.list[own.clone()].chunk_by(|a, b| a.segment == b.segment);
        if segments.clone().count() < ROWS {
            continue;
        }
        let mut next = own.start;
        let own = segments.map(|segment| {
            next += segment.len();
            next - segment.len()..next
        });
        let lines: Vec<Line> = own.map(|own| counted(claims, block, own)).collect();
        for run in runs(&lines, |a, b| a.numbers.len() > 1 && same_keys(a, b)) {
            out.extend(records(document, claims, &run.iter().collect::<Vec<_>>()));
        }
    }
}

fn same_keys(a: &Line, b: &Line) -> bool {
    a.numbers.len() == b.numbers.len() && a.numbers.iter().zip(&b.numbers).all(|(a, b)| a.0 == b.0)
}

/// Runs of three lines and more of which each is like the one before.
fn runs(lines: &[Line], alike: impl Fn(&Line, &Line) -> bool) -> Vec<&[Line]> {
    lines.chunk_by(|a, b| alike(a, b)).filter(|run| (ROWS..=LONGEST).contains(&run.len())).collect()
}

/// A line by the units of its numbers and how often each came before.
fn counted(claims: &Claims, block: BlockId, own: std::ops::Range<ClaimId>) -> Line {
    let mut seen: FxHashMap<u64, u32> = FxHashMap::default();
    let key = |id: ClaimId| {
        let unit = hash(&claims.list[id].quantity.measure.name());
        let nth = seen.entry(unit).or_default();
        *nth += 1;
        (hash(&(unit, *nth)), id)
    };
    Line { at: block, named: NAME, numbers: own.map(key).collect() }
}

/// The words before a number of a line. A number without words of its own takes those of the number before it; its unit tells the two from each other.
pub(super) struct Label<'a> {
    words: Vec<&'a str>,
    own: bool,
}

impl Label<'_> {
    /// The same number for all lines with this label.
    pub(super) fn key(&self, claims: &Claims, id: ClaimId) -> u64 {
        if self.own {
            hash(&self.words)
        } else {
            hash(&(&self.words, claims.list[id].quantity.measure.name()))
        }
    }

    /// The keys of the label without its first words.
    fn shorter(&self) -> impl Iterator<Item = u64> + '_ {
        let most = if self.own { self.words.len().saturating_sub(SHORT) } else { 0 };
        (1..=most).map(|from| hash(&self.words[from..].to_vec()))
    }
}

/// The numbers of a line by their labels (`Trâu: 1.200`).
pub(super) fn labels<'a>(document: &'a Document, claims: &Claims, block: BlockId) -> Vec<(Label<'a>, ClaimId)> {
    let mut last: Vec<&str> = Vec::new();
    let mut out = Vec::new();
    let mut from = document.blocks[block].span.start;
    for id in claims.of_block(block) {
        let claim = &claims.list[id];
        let before = document.folded(Span::new(from.min(claim.span.start), claim.span.start)).trim_end_matches([' ', ':', '–', '-']);
        from = claim.full.end;
        // `Chăn nuôi: Trâu: 1.200`: the nearest label.
        let nearest = behind_last(before, |sign| matches!(sign, b':' | b';' | b',' | b'(' | b'.'));
        let words: Vec<&str> = nearest.split(|c: char| !is_of_word(c)).filter(|w| !w.is_empty()).collect();
        if words.len() > LABEL {
            break;
        }
        let own = !words.is_empty();
        if own {
            last = words;
        } else if last.is_empty() {
            break;
        }
        out.push((Label { words: last.clone(), own }, id));
    }
    out
}

pub(super) fn hash(value: &impl Hash) -> u64 {
    let mut hasher = rustc_hash::FxHasher::default();
    value.hash(&mut hasher);
    hasher.finish()
}

/// The rows as records: a column for each key that at least three rows have.
fn records(document: &Document, claims: &Claims, rows: &[&Line]) -> Option<Records> {
    let mut columns: Vec<u64> = Vec::new();
    for (key, _) in rows.iter().flat_map(|r| &r.numbers) {
        if !columns.contains(key) && rows.iter().filter(|r| r.numbers.iter().any(|n| n.0 == *key)).count() >= ROWS {
            columns.push(*key);
        }
    }
    if columns.len() < COLUMNS || columns.len() > MOST {
        return None;
    }
    let number = |row: &Line, key: &u64| row.numbers.iter().find(|n| n.0 == *key).map(|n| (n.1, false));
    let name = |row: &Line| document.block_text(row.at).chars().take(row.named).collect::<String>().to_lowercase();
    let numbers = rows.iter().map(|r| (name(r), columns.iter().map(|c| number(r, c)).collect()));
    Some(Records::of_rows(claims, columns.len(), numbers.collect()))
}
