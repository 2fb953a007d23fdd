//! Comments that ignore a finding, in whichever of its documents they stand.

use super::said::Said;
use super::Member;
use crate::source::Span;
use crate::suppression;

/// Takes out the findings that a comment in one of their documents hides, and gives these comments: they are of use.
pub(super) fn hide(members: &[Member], said: &mut [Said]) -> Vec<(usize, Span)> {
    let mut used = Vec::new();
    for one in said {
        let Some(finding) = &one.finding else { continue };
        let abroad = one.abroad.iter().copied().zip(finding.elsewhere.iter().map(|e| e.span));
        let places = std::iter::once((one.file, finding.primary)).chain(abroad);
        let hiding = |(file, span): (usize, Span)| Some((file, suppression::hiding(members.get(file)?.source, &finding.rule, span.start)?));
        let hidden: Vec<(usize, Span)> = places.filter_map(hiding).collect();
        if !hidden.is_empty() {
            used.extend(hidden);
            one.finding = None;
        }
    }
    used
}
