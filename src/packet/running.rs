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
        if !is_total(total) || before.time == Time::Flow {
            continue;
        }
        let Some(at) = of_the_period(later, pair.one, total) else { continue };
        let terms = [cast(pair.two, before, TermRole::Before), cast((pair.one.0, at), &later.figures[at], TermRole::Part)];
        let link = judged("sum-mismatch", "packet_running", Form::Sum, cast(pair.one, total, TermRole::Stated), &terms);
        by_block.entry(total.block).or_default().extend(link);
    }
    weighed(by_block, extracts)
}

/// The totals of the first report out of those of the last one and the numbers of all periods since, where no report between them states the total.
/// `with` are the pairs of figures of the first report with each other one.
pub(super) fn over(extracts: &[&Extract], with: &[Vec<Paired>]) -> Vec<Link> {
    let mut by_block: FxHashMap<BlockId, Vec<Link>> = FxHashMap::default();
    let (Some(later), Some(last)) = (extracts.first(), extracts.len().checked_sub(1)) else { return Vec::new() };
    let partner = |file: usize, of: usize| with[file - 1].iter().find(|p| p.one.1 == of && !p.again).map(|p| (p.two.1, &extracts[file].figures[p.two.1]));
    for pair in &with[last - 1] {
        let (total, before) = (&later.figures[pair.one.1], &extracts[last].figures[pair.two.1]);
        let told_between = || (1..last).any(|file| partner(file, pair.one.1).is_some_and(|(_, f)| f.time != Time::Flow));
        if !is_total(total) || before.time == Time::Flow || told_between() {
            continue;
        }
        let Some(at) = of_the_period(later, pair.one, total) else { continue };
        let flows = (1..last).map(|file| partner(file, at).filter(|(_, f)| f.time == Time::Flow).map(|(at, f)| cast((file, at), f, TermRole::Part)));
        let Some(flows) = flows.collect::<Option<Vec<_>>>() else { continue };
        let own = cast((0, at), &later.figures[at], TermRole::Part);
        let terms: Vec<_> = [cast((last, pair.two.1), before, TermRole::Before), own].into_iter().chain(flows).collect();
        let link = judged("sum-mismatch", "packet_running_over", Form::Sum, cast(pair.one, total, TermRole::Stated), &terms);
        by_block.entry(total.block).or_default().extend(link);
    }
    weighed(by_block, extracts)
}

fn is_total(figure: &Figure) -> bool {
    figure.time == Time::Running && !figure.is_percent() && !figure.is_change() && !figure.is_base()
}

/// How severe it is that a total does not follow: others of its paragraph that do show what is meant.
fn weighed(by_block: FxHashMap<BlockId, Vec<Link>>, extracts: &[&Extract]) -> Vec<Link> {
    let adjoining = extracts.windows(2).all(|two| adjoin(two[1].period, two[0].period) == Some(true));
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
