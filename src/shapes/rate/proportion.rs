//! One proportion told twice: `05 bác sĩ trên 12.500 dân, tương đương 4,0 bác sĩ/10.000 dân`; and totals out of several rates.

use crate::claims::averages::{self, Per};
use crate::claims::{Claim, ClaimId};
use crate::document::BlockId;
use crate::lexicon::split_words;
use crate::quantity::{Measure, Quantity};
use crate::relations::{Certainty, Form, Relation, Term, TermRole};
use crate::shapes::View;
use crate::source::Span;

/// Proposes the proportions of a block and totals of rates with a count each.
pub(super) fn propose(view: View, block: BlockId, out: &mut Vec<Relation>) {
    let range = view.claims.of_block(block);
    for id in range.start..range.end.saturating_sub(3) {
        twice(view, id, out);
    }
    several(view, block, out);
}

fn twice(view: View, id: ClaimId, out: &mut Vec<Relation>) {
    let list = &view.claims.list;
    let [a, b, c, d] = [&list[id], &list[id + 1], &list[id + 2], &list[id + 3]];
    let counted = matches!(a.quantity.measure, Measure::Count(_)) && a.quantity.measure != b.quantity.measure;
    let alike = a.quantity.measure == c.quantity.measure && b.quantity.measure == d.quantity.measure && a.sentence == d.sentence;
    if !counted || !alike {
        return;
    }
    let gap = |x: &Claim, y: &Claim| view.document.folded(Span::new(x.full.end.min(y.span.start), y.span.start)).trim().to_owned();
    let out_of = gap(a, b) == "/" || view.lexicon.list("out_of").iter().any(|w| *w == gap(a, b));
    // `trên 10.000 dân`: a proportion is told of a round number.
    let base = view.document.words(d.span).replace('.', "");
    let round = base.len() > 2 && base.strip_prefix('1').is_some_and(|zeros| zeros.bytes().all(|b| b == b'0'));
    if !(out_of && round && gap(c, d) == "/") {
        return;
    }
    // A proportion is rounded, whatever it counts.
    let stated = Term { quantity: Some(Quantity { exact: false, ..c.quantity.clone() }), ..Term::of(id + 2, c, TermRole::Stated) };
    let terms = vec![Term::of(id, a, TermRole::Part), Term::of(id + 1, b, TermRole::Sibling), Term::of(id + 3, d, TermRole::Rate)];
    let relation = Relation::new(&view.rule.name, Form::SameBase, stated, terms).variant("proportion");
    out.push(Relation { ceiling: view.rule.severity, ..relation.reading(c.span.start, 90, 0) });
}

/// `60 triệu đồng/hộ xây mới (148 hộ) và 30 triệu đồng/hộ sửa chữa (88 hộ). Tổng kinh phí 11.520 triệu đồng`.
fn several(view: View, block: BlockId, out: &mut Vec<Relation>) {
    let range = view.claims.of_block(block);
    let list = &view.claims.list;
    let held = |id: &ClaimId| {
        let count = list.get(id + 1).filter(|c| c.block == block && c.paren.is_some() && c.paren != list[*id].paren);
        let each = count.and_then(|_| averages::per(view.document, view.claims, view.lexicon, *id, &[]));
        matches!((each, count), (Some(Per::Noun(noun)), Some(c)) if c.quantity.measure == Measure::Count(noun.as_str().into()))
    };
    let rates: Vec<ClaimId> = range.clone().filter(held).collect();
    let Some(last) = rates.last().filter(|_| rates.len() >= 2) else { return };
    let next = last + 2;
    let said = |c: &Claim| view.rule.cues("total").iter().any(|t| split_words(view.document.folded(c.label)).any(|w| w == t));
    let same = rates.iter().all(|r| list[*r].quantity.measure == list[rates[0]].quantity.measure);
    let Some(total) = list.get(next).filter(|c| range.contains(&next) && said(c) && same && c.quantity.measure == list[*last].quantity.measure) else { return };
    let factors = rates.iter().flat_map(|&r| [Term::of(r, &list[r], TermRole::Rate), Term::of(r + 1, &list[r + 1], TermRole::Factor)]).collect();
    let relation = Relation::new(&view.rule.name, Form::SumOfProducts, Term::of(next, total, TermRole::Stated), factors);
    let plain = |w: &str| ["total", "total_words", "small"].iter().any(|kind| view.rule.cues(kind).iter().any(|t| t == w));
    let sure = if split_words(view.document.folded(total.label)).all(plain) { Certainty::Certain } else { Certainty::Possible };
    out.push(Relation { ceiling: view.rule.severity, ..relation.sure(sure).reading(total.span.start, 91, 0) });
}
