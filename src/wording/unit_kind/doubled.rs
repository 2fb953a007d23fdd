//! Two units behind one number (`120 kg lít`, `350 tỷ triệu đồng`, `350 đồng tỷ`), a rate that counts (`tỷ lệ hộ nghèo 3,5 hộ`), and an income of billions a head.

use crate::claims::Claim;
use crate::phrases::{is_of_word, split_words};
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
        if let Some((first, second)) = second_scale(view, claim) {
            let slip = Relation::flag(&view.rule.name, Span::new(claim.span.start, first), Vec::new(), Severity::Warning).variant("two");
            out.push(slip.detail("unit", view.document.words(second)));
            continue;
        }
        if counted_rate(view, claim) {
            let stated = Term::of(id, claim, TermRole::Stated);
            let slip = Relation { stated, ..Relation::flag(&view.rule.name, claim.full, Vec::new(), Severity::Warning) }.variant("noun");
            let unit = view.document.words(Span::new(claim.span.end, claim.full.end)).trim();
            out.push(slip.detail("noun", view.document.words(claim.label).trim()).detail("unit", unit));
        }
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

/// `350 tỷ triệu đồng`, `350 đồng tỷ`: a scale behind a smaller one or behind the unit itself; where the first one ends, and the second.
fn second_scale(view: View, claim: &Claim) -> Option<(usize, Span)> {
    let lower = view.document.lower.as_str();
    let end = view.document.blocks.get(claim.block)?.span.end;
    let rest = lower.get(claim.span.end..end)?.strip_prefix(' ')?;
    let word = |text: &str| split_words(text).next().filter(|w| text.starts_with(w)).map(str::len);
    let first = word(rest)?;
    let behind = rest[first..].strip_prefix(' ')?;
    let len = word(behind)?;
    let second = view.lexicon.scales.get(&behind[..len])?;
    let fits = match view.lexicon.scales.get(&rest[..first]) {
        Some(scale) => scale >= second && view.lexicon.unit(behind).is_some(),
        // `12 đồng triệu tập`: the word behind the unit may be one of its own.
        None => {
            let money = view.lexicon.unit(rest).is_some_and(|(unit, all)| all == first && *unit.measure == *view.lexicon.numbers.money);
            money && first > 2 && !behind[len..].trim_start_matches(' ').starts_with(is_of_word)
        }
    };
    let at = claim.span.end + 1 + first;
    fits.then(|| (at, Span::new(at + 1, at + 1 + len)))
}

/// `tỷ lệ hộ nghèo 3,5 hộ`: a rate, and a fraction of what is counted in whole numbers.
fn counted_rate(view: View, claim: &Claim) -> bool {
    let counted = matches!(claim.quantity.measure, Measure::Count(_)) && (1..3).contains(&claim.quantity.number.places);
    let alone = !claim.averaged && claim.per.is_none() && claim.pair.is_none();
    let label = || view.document.folded(claim.label).trim_start();
    let rate = || view.rule.cues("rate").iter().any(|cue| label().strip_prefix(cue.as_str()).is_some_and(|rest| rest.starts_with(' ')));
    let turns = || split_words(label()).any(|w| view.rule.cues("turns").iter().any(|t| t == w));
    // `19,58 ca/1.000 dân` is a rate of its own.
    let ends = || view.document.lower.get(claim.full.end..).is_some_and(|rest| rest.is_empty() || rest.starts_with([',', ';', '.', ')', '\n']));
    counted && alone && rate() && ends() && !turns()
}

/// `thu nhập bình quân đầu người đạt 45,5 tỷ đồng`.
fn earned(view: View, claim: &Claim) -> bool {
    let label = view.document.folded(claim.label);
    let each = view.rule.cues("each_earns").iter().any(|w| label.contains(w.as_str()));
    let whole = view.document.words(claim.span).split(',').next().unwrap_or("").bytes().filter(u8::is_ascii_digit).count();
    each && EARNED.iter().any(|(scale, least)| claim.quantity.unit_name().ends_with(scale) && whole >= *least)
}
