//! Running totals: this report's total is the last one's and what the period brought, where the periods adjoin.

use super::extract::{Extract, Figure, Time};
use super::laws::{adjoin, cast, judged, Link};
use super::pairing::{At, Paired};
use crate::document::BlockId;
use crate::relations::{Form, Status, TermRole};
use crate::rulebook::Severity;
use rustc_hash::FxHashMap;

/// Likeness of the words around a total and the number of the period, in percent.
const LIKE: u32 = 40;
/// Blocks around a total in which the number of the period is looked for.
const NEAR: usize = 2;
/// Totals of one paragraph that must follow from the earlier report before another one that does not is accused: they show that the periods
/// adjoin, whatever the titles say.
const SHOWN: usize = 2;

/// The totals of the later report (the first document) out of the earlier one (the second) and the numbers of its own period.
pub(super) fn links(extracts: &[&Extract], pairs: &[Paired]) -> Vec<Link> {
    let mut by_block: FxHashMap<BlockId, Vec<Link>> = FxHashMap::default();
    let Some(later) = extracts.first() else { return Vec::new() };
    for pair in pairs {
        let (total, before) = (&later.figures[pair.one.1], &extracts[pair.two.0].figures[pair.two.1]);
        let flows = |f: &Figure| f.time == Time::Flow;
        if total.time != Time::Running || flows(before) || total.is_percent() || total.is_change() || total.is_base() {
            continue;
        }
        let Some(at) = of_the_period(later, pair.one, total) else { continue };
        let terms = [cast(pair.two, before, TermRole::Before), cast((pair.one.0, at), &later.figures[at], TermRole::Part)];
        let link = judged("sum-mismatch", "packet_running", Form::Sum, cast(pair.one, total, TermRole::Stated), &terms);
        by_block.entry(total.block).or_default().extend(link);
    }
    let adjoining = extracts.get(1).is_some_and(|earlier| adjoin(earlier.period, later.period) == Some(true));
    let mut out = Vec::new();
    for mut links in by_block.into_values() {
        let shown = links.iter().filter(|l| l.status == Status::Holds).count();
        let level = match () {
            () if shown >= SHOWN => Severity::Error,
            () if shown > 0 && adjoining => Severity::Warning,
            () => Severity::Note,
        };
        links.retain(|l| l.status == Status::Holds || level > Severity::Note);
        out.extend(links.into_iter().map(|l| Link { level: (l.status == Status::Conflicts).then_some(level), ..l }));
    }
    out.sort_by_key(|l| l.stated.span.start);
    out
}

/// The number of the period that a total takes up: the nearest in words, not far from it.
fn of_the_period(extract: &Extract, at: At, total: &Figure) -> Option<usize> {
    let near = |f: &Figure| f.block.abs_diff(total.block) <= NEAR && f.time == Time::Flow && f.class() == total.class() && !f.is_change() && !f.is_base();
    let first = extract.figures.partition_point(|f| f.block + NEAR < total.block);
    let around = extract.figures.iter().enumerate().skip(first).take_while(|(_, f)| f.block <= total.block + NEAR);
    let like = around.filter(|(n, f)| *n != at.1 && near(f)).map(|(n, f)| (f.frame.likeness(&total.frame), n));
    like.filter(|(like, _)| *like >= LIKE).max().map(|(_, n)| n)
}
