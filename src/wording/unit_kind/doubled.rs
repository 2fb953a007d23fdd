//! Two units behind one number (`120 kg lít`), and an income of billions a head.

use crate::claims::Claim;
use crate::quantity::Measure;
use crate::relations::{Relation, Term, TermRole};
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;

/// Measures whose units never follow each other.
const MEASURES: [&str; 5] = ["VND", "area", "volume", "mass", "length"];
/// Scales of an amount of money that nobody earns, and from how many whole digits on.
const EARNED: [(&str, usize); 2] = [("*1e9", 1), ("*1e6", 5)];

pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    for (id, claim) in view.claims.list.iter().enumerate().filter(|(_, c)| !c.unit_inherited) {
        let Measure::Unit(measure) = &claim.quantity.measure else { continue };
        if !MEASURES.contains(&measure.as_str()) {
            continue;
        }
        let stated =
            || Relation { stated: Term::of(id, claim, TermRole::Stated), ..Relation::flag(&view.rule.name, claim.full, Vec::new(), Severity::Warning) };
        if let Some(second) = second_unit(view, claim) {
            out.push(stated().variant("two").detail("unit", view.document.words(second)));
        } else if measure == "VND" && earned(view, claim) {
            out.push(stated().variant("earned"));
        }
    }
}

/// The unit of another measure right behind the one of the number.
fn second_unit(view: View, claim: &Claim) -> Option<Span> {
    let lower = view.document.lower.as_str();
    let end = view.document.blocks.get(claim.block)?.span.end;
    let written = view.document.folded(Span::new(claim.span.end, claim.full.end)).trim();
    let rest = lower.get(claim.full.end..end)?.strip_prefix(' ')?;
    let (unit, len) = view.lexicon.unit(rest)?;
    let first = view.lexicon.unit(written).filter(|(_, all)| *all == written.len())?.0;
    let ends = rest.get(len..)?.is_empty() || rest[len..].starts_with([',', ';', '.', ' ', ')']);
    let second = rest.get(..len)?;
    // Money is left alone: `5 triệu tỷ đồng` is a way of counting, `23 tấn đồng` is copper.
    let measured = |measure: &str| measure != "VND" && MEASURES.contains(&measure);
    let other = measured(&first.measure) && measured(&unit.measure) && first.measure != unit.measure && len > 1;
    let start = claim.full.end + 1;
    (ends && second != written && other).then_some(Span::new(start, start + len))
}

/// `thu nhập bình quân đầu người đạt 45,5 tỷ đồng`.
fn earned(view: View, claim: &Claim) -> bool {
    let label = view.document.folded(claim.label);
    let each = view.rule.cues("each_earns").iter().any(|w| label.contains(w.as_str()));
    let whole = view.document.words(claim.span).split(',').next().unwrap_or("").bytes().filter(u8::is_ascii_digit).count();
    each && EARNED.iter().any(|(scale, least)| claim.quantity.unit_name().ends_with(scale) && whole >= *least)
}
