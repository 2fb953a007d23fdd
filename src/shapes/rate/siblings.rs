//! Siblings that share one rate: 1.124 nhân khẩu with 16.860 kg and 1.578 nhân khẩu with 23.670 kg both get 15 kg a head.

use crate::claims::{Claim, ClaimId};
use crate::document::BlockId;
use crate::quantity::{Hedge, Measure};
use crate::relations::{Certainty, Form, Relation, Term, TermRole};
use crate::shapes::View;

/// How many neighbours on are compared.
const FAR: usize = 2;

/// A count with the amount that it was given.
#[derive(Clone, Copy)]
struct Given {
    count: ClaimId,
    amount: ClaimId,
}

/// Proposes neighbours in one block, and the first ones of neighbouring list items.
pub(super) fn propose(view: View, block: BlockId, out: &mut Vec<Relation>) {
    compare(view, &given(view, block), out);
    let first = |&item: &BlockId| given(view, item).into_iter().next();
    compare(view, &view.document.items(block).iter().filter_map(first).collect::<Vec<_>>(), out);
}

/// Amounts of money or mass with the nearest count before them in their segment.
fn given(view: View, block: BlockId) -> Vec<Given> {
    let range = view.claims.of_block(block);
    let plain = |c: &Claim| c.quantity.hedge == Hedge::None && !c.is_change() && c.pair.is_none_or(|_| matches!(c.quantity.measure, Measure::Count(_)));
    let mut out: Vec<Given> = Vec::new();
    for amount in range.clone() {
        let claim = &view.claims.list[amount];
        let handed = matches!(&claim.quantity.measure, Measure::Unit(m) if m == "VND" || m == "mass");
        // `nộp 2 lần 4,5 triệu, rút 6 lần 9,1 triệu`: times have no common rate.
        let is_count = |id: &ClaimId| matches!(&view.claims.list[*id].quantity.measure, Measure::Count(noun) if !view.lexicon.lists("divisible", noun));
        let count = (range.start..amount).next_back().filter(is_count);
        if let Some(count) = count.filter(|&c| handed && plain(claim) && plain(&view.claims.list[c]) && view.claims.list[c].segment == claim.segment) {
            out.push(Given { count, amount });
        }
    }
    out
}

fn compare(view: View, list: &[Given], out: &mut Vec<Relation>) {
    for (at, one) in list.iter().enumerate() {
        for other in list.iter().skip(at + 1).take(FAR).filter(|o| alike(view, one, o)) {
            out.push(relation(view, one, other));
            out.push(relation(view, other, one));
        }
    }
}

fn alike(view: View, a: &Given, b: &Given) -> bool {
    let measure = |id: ClaimId| &view.claims.list[id].quantity.measure;
    measure(a.count) == measure(b.count) && measure(a.amount) == measure(b.amount)
}

/// The amount of `one`, as the rate of `other` makes it.
fn relation(view: View, one: &Given, other: &Given) -> Relation {
    let term = |id: ClaimId, role: TermRole| Term::of(id, &view.claims.list[id], role);
    let terms = vec![term(one.count, TermRole::Factor), term(other.amount, TermRole::Sibling), term(other.count, TermRole::Factor)];
    let relation = Relation::new(&view.rule.name, Form::SameRate, term(one.amount, TermRole::Stated), terms).variant("sibling").sure(Certainty::Likely);
    Relation { ceiling: view.rule.severity, ..relation.reading(view.claims.list[one.amount].span.start, 80 + other.amount, 0) }
}

/// `… 325 khẩu với 4.875 kg; … 280 khẩu với 4.200 kg; cùng định mức 15 kg/khẩu`: one stated rate of all that the sentence lists.
pub(super) fn shared(view: View, block: BlockId, rate: ClaimId, noun: &str, out: &mut Vec<Relation>) {
    let claim = &view.claims.list[rate];
    let label = view.document.folded(claim.label);
    if !view.rule.cues("shared").iter().any(|cue| label.contains(cue.as_str())) {
        return;
    }
    let counts = |g: &&Given| matches!(&view.claims.list[g.count].quantity.measure, Measure::Count(n) if n.split(' ').next() == noun.split(' ').next());
    let own = |g: &&Given| {
        let amount = &view.claims.list[g.amount];
        amount.sentence == claim.sentence && g.amount < rate && amount.quantity.measure == claim.quantity.measure
    };
    for given in given(view, block).iter().filter(own).filter(counts) {
        let factors = vec![Term::of(given.count, &view.claims.list[given.count], TermRole::Factor), Term::of(rate, claim, TermRole::Rate)];
        let stated = Term::of(given.amount, &view.claims.list[given.amount], TermRole::Stated);
        let relation = Relation::new(&view.rule.name, Form::Product, stated, factors).kin(claim.span.start);
        let relation = relation.reading(view.claims.list[given.amount].span.start, 1, 0);
        out.push(Relation { ceiling: view.rule.severity, ..relation });
    }
}
