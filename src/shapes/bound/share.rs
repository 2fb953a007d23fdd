//! A share is at most the whole.

use crate::claims::{Claim, ClaimId};
use crate::quantity::{Hedge, Measure, Number, Quantity, Style};
use crate::relations::{Form, Relation, Term, TermRole};
use crate::shapes::View;
use rust_decimal::Decimal;

/// `chiếm 45%`: a share is at most the whole.
pub(super) fn propose(view: View, id: ClaimId, claim: &Claim, out: &mut Vec<Relation>) {
    if !claim.is_percent() || !view.rule.phrases("shares").end(view.document.folded(claim.label)) {
        return;
    }
    let number = Number { value: Decimal::ONE_HUNDRED, places: 0, style: Style::Comma, report: view.lexicon.numbers.decimal, candidates: Vec::new() };
    let all = Quantity { number, scale: Decimal::ONE, measure: Measure::Percent, exact: true, hedge: Hedge::None };
    let whole = Term { span: claim.full, quantity: Some(all), role: TermRole::Whole, claim: None };
    out.push(Relation::new(&view.rule.name, Form::AtMost, Term::of(id, claim, TermRole::Stated), vec![whole]).variant("share"));
}
