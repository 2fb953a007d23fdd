//! What a report says of the period before: changes against it.

use super::extract::{Against, Extract, Figure};
use super::laws::{adjoin, cast, judged, Link, SAME_SERIES};
use super::pairing::Paired;
use crate::facts::period::Period;
use crate::lexicon::Role;
use crate::relations::{Form, Status, TermRole};
use crate::rulebook::Severity;

/// What a later report says of the time of the earlier one, beside its own figures.
pub(super) fn links(extracts: &[&Extract], pairs: &[Paired]) -> Vec<Link> {
    pairs.iter().filter_map(|p| change(extracts, p)).collect()
}

/// The same against a report that is not the last one: what is said of the last year, where that is the one.
pub(super) fn far(extracts: &[&Extract], at: usize, pairs: &[Paired]) -> Vec<Link> {
    let two = [extracts[0], extracts[at]];
    if year_apart(two[1].period, two[0].period) != Some(true) {
        return Vec::new();
    }
    links(&two, pairs).into_iter().map(|link| link.with_second(at)).collect()
}

/// `tăng 12.685 người so với tháng trước`: the change is from what the earlier report said itself.
fn change(extracts: &[&Extract], pair: &Paired) -> Option<Link> {
    let (later, earlier) = (extracts[pair.one.0], extracts[pair.two.0]);
    let (now, before) = values(extracts, pair)?;
    // The change stands behind its value, with no other value that it could be of between them.
    let next = later.figures.get(pair.one.1 + 1..)?.iter().take_while(|f| f.sentence == now.sentence);
    let (n, change) = next.enumerate().find(|(_, f)| f.is_change() && f.against.is_some() || f.class() == now.class() && !f.is_change())?;
    if !change.is_change() || !(change.is_percent() || change.class() == now.class()) {
        return None;
    }
    let terms = [cast(pair.one, now, TermRole::Now), cast(pair.two, before, TermRole::Before)];
    let form = if change.is_percent() { Form::GrowthOf } else { Form::Difference };
    let link = judged("change-mismatch", "packet_previous", form, cast((pair.one.0, pair.one.1 + 1 + n), change, TermRole::Stated), &terms)?;
    let rises = change.role == Role::Up;
    let right_way = (now.quantity.base() > before.quantity.base()) == rises || now.quantity.base() == before.quantity.base();
    let fits = match change.against? {
        Against::Last => adjoin(earlier.period, later.period),
        Against::Year => year_apart(earlier.period, later.period),
    };
    match link.status {
        // A percent of two digits is met by accident too often to say anything of periods that do not fit.
        Status::Holds if right_way && (!change.is_percent() || fits != Some(false) && pair.like >= SAME_SERIES) => Some(link),
        Status::Conflicts if fits != Some(false) && pair.like >= SAME_SERIES => {
            let level = if change.is_percent() || fits.is_none() { Severity::Warning } else { Severity::Error };
            Some(Link { level: Some(level), ..link })
        }
        _ => None,
    }
}

/// The two figures of a pair, where they are amounts.
fn values<'a>(extracts: &[&'a Extract], pair: &Paired) -> Option<(&'a Figure, &'a Figure)> {
    let (now, before) = (&extracts[pair.one.0].figures[pair.one.1], &extracts[pair.two.0].figures[pair.two.1]);
    (!now.is_change() && !now.is_base() && !now.is_percent()).then_some((now, before))
}

/// Whether the second period is the first one a year later; `None` where their titles do not tell.
fn year_apart(earlier: Period, later: Period) -> Option<bool> {
    let (before, now) = earlier.year.zip(later.year)?;
    Some(before + 1 == now && earlier.part == later.part)
}
