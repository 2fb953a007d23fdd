//! Two documents of a packet that are two versions of one paper: a draft and what was issued. What differs between them was changed, so that
//! nothing of it is a contradiction.

use super::extract::Extract;
use super::frame::{hash_of, Token, DATE, NUMBER};
use super::laws::{Link, Spot, Times};
use super::Habits;
use crate::document::Document;
use crate::relations::{Status, TermRole};
use crate::rulebook::Severity;
use rustc_hash::{FxHashMap, FxHashSet};

/// Words in a row whose order is compared, figures as they are written.
const RUN: usize = 4;
/// Runs that are kept of a document, those of the lowest hashes: by them two documents are compared in the same time however long they are.
const KEPT: usize = 1024;
/// Of these two versions have at least one in common.
const LOWEST: usize = 16;
/// Shorter papers of one session are told alike, without being one paper.
const LEAST: usize = 150;
/// How many runs of two versions are the same, in percent of those of both.
const SAME: usize = 60;

/// The runs of words of a document that are kept, sorted.
pub(super) fn runs(document: &Document, tokens: &[Token]) -> Vec<u64> {
    let written = |t: &Token| if [NUMBER, DATE].contains(&t.hash) { crate::claims::words::hash(document.folded(t.span)) } else { t.hash };
    let words: Vec<u64> = tokens.iter().map(written).collect();
    let mut runs: Vec<u64> = words.windows(RUN).map(hash_of).collect();
    runs.sort_unstable();
    runs.dedup();
    runs.truncate(KEPT);
    runs
}

/// The pairs of documents that are two versions of one paper.
pub(super) fn of(extracts: &[&Extract], habits: &Habits) -> FxHashSet<(usize, usize)> {
    let are_versions = |&(one, two): &(usize, usize)| {
        let (a, b) = (extracts[one], extracts[two]);
        // Reports of two months or of two places that follow one form agree on few figures.
        mostly_same(&a.runs, &b.runs) && Times::of_titles(a.period, b.period) != Times::Differ && !habits.differ((one, two))
    };
    sharing(extracts).into_iter().filter(are_versions).collect()
}

/// The pairs of documents that share one of their lowest runs, as two versions do: not all pairs are tried.
fn sharing(extracts: &[&Extract]) -> FxHashSet<(usize, usize)> {
    let mut files: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    for (file, extract) in extracts.iter().enumerate() {
        extract.runs.iter().take(LOWEST).for_each(|run| files.entry(*run).or_default().push(file));
    }
    let pairs = |files: &Vec<usize>| files.iter().enumerate().flat_map(|(n, &one)| files[n + 1..].iter().map(move |&two| (one, two))).collect::<Vec<_>>();
    files.values().flat_map(pairs).collect()
}

/// Whether most runs of both are the same, told by the lowest hashes of both together.
fn mostly_same(a: &[u64], b: &[u64]) -> bool {
    if a.len().min(b.len()) < LEAST {
        return false;
    }
    let (mut x, mut y, mut all, mut same) = (a.iter().peekable(), b.iter().peekable(), 0, 0);
    while all < KEPT {
        match (x.peek(), y.peek()) {
            (Some(one), Some(two)) => {
                let order = one.cmp(two);
                same += usize::from(order.is_eq());
                order.is_le().then(|| x.next());
                order.is_ge().then(|| y.next());
            }
            (None, None) => break,
            _ => {
                x.next();
                y.next();
            }
        }
        all += 1;
    }
    same * 100 >= all * SAME
}

/// What is said of two versions, once, where they begin.
pub(super) fn link(extracts: &[&Extract], (one, two): (usize, usize)) -> Link {
    let spot = |file: usize, role: TermRole| Spot { file, span: extracts[file].head, role };
    let link = Link::plain("restated-value", "packet_versions", (spot(one, TermRole::Place), spot(two, TermRole::Place)), None);
    Link { level: Some(Severity::Note), status: Status::Holds, ..link }
}
