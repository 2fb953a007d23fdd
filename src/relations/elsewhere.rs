//! Numbers that close in another way than the one that fails: the first parts alone, parts of parts among them, another figure that all of them make, or a
//! multiple that is told.

use super::evidence::Law;
use super::{Form, Relation, TermRole};
use crate::claims::{Claim, ClaimId, Claims};
use rust_decimal::Decimal;

/// So many numbers behind a part may be the rest of another whole.
const REST: usize = 3;
/// Most numbers that are looked through for parts of parts.
const FEW: usize = 24;

/// True if the numbers of a failing relation make another one, so that nothing is left over.
pub fn closes(claims: &Claims, relation: &Relation) -> bool {
    let Some(stated) = relation.stated.claim.filter(|_| !matches!(relation.law, Some(Law::Column | Law::Row))) else { return false };
    match relation.form {
        Form::Sum if relation.stated.role == TermRole::Stated => {
            let parts: Option<Vec<ClaimId>> = relation.terms.iter().map(|t| t.claim.filter(|_| t.role == TermRole::Part)).collect();
            let Some(mut parts) = parts.filter(|p| p.len() > 1) else { return false };
            parts.sort_unstable();
            close_early(claims, stated, &parts) || close_nested(claims, stated, &parts) || close_in_own(claims, stated, &parts)
        }
        Form::Equal => relation.terms.first().and_then(|t| t.claim).is_some_and(|other| is_multiple(claims, stated, other)),
        Form::AtMost => relation.terms.first().and_then(|t| t.claim).is_some_and(|whole| closes_between(claims, whole, stated)),
        _ => false,
    }
}

fn value(claim: &Claim) -> Option<Decimal> {
    claim.quantity.base()
}

fn sum(claims: &Claims, ids: &[ClaimId]) -> Option<Decimal> {
    ids.iter().try_fold(Decimal::ZERO, |sum, id| sum.checked_add(value(&claims.list[*id])?))
}

/// `90 lô: giao 60 lô, giữ lại 30 lô; đợt hai bán đấu giá 30 lô`: what follows tells of the same things again.
fn close_early(claims: &Claims, stated: ClaimId, parts: &[ClaimId]) -> bool {
    let total = value(&claims.list[stated]);
    total.is_some_and(|total| total >= Decimal::TEN) && (2..parts.len()).any(|len| sum(claims, &parts[..len]) == total)
}

/// `50 tổ, gồm 20 tổ thu gom (12 tổ cũ, 8 tổ mới), 30 tổ trồng cây`: a part is broken down before the next one.
fn close_nested(claims: &Claims, stated: ClaimId, parts: &[ClaimId]) -> bool {
    let (first, last) = (parts[0], parts[parts.len() - 1]);
    let is_plain = |id: &ClaimId| *id != stated && !claims.list[*id].is_percent() && !claims.list[*id].is_change() && claims.list[*id].pair.is_none();
    let run: Vec<ClaimId> = (first..=last).filter(is_plain).take(FEW).collect();
    let (mut at, mut taken, mut nested) = (0, Vec::new(), false);
    while at < run.len() {
        taken.push(run[at]);
        let own = value(&claims.list[run[at]]);
        let inner = (at + 3..=run.len()).find(|&end| own.is_some() && sum(claims, &run[at + 1..end]) == own);
        nested |= inner.is_some();
        at = inner.unwrap_or(at + 1);
    }
    nested && taken.len() > 1 && value(&claims.list[stated]) >= Some(Decimal::TEN) && sum(claims, &taken) == value(&claims.list[stated])
}

/// `3 khu: Đông 4 ấp, Tây 5 ấp, Nam 6 ấp; cả thảy 15 ấp`: the parts count other things than the total, and these have a figure of their own.
fn close_in_own(claims: &Claims, stated: ClaimId, parts: &[ClaimId]) -> bool {
    let own = &claims.list[parts[0]].quantity.measure;
    let alike = parts.iter().all(|&p| claims.list[p].quantity.measure == *own) && *own != claims.list[stated].quantity.measure;
    let twice = value(&claims.list[stated]).and_then(|own| own.checked_mul(Decimal::TWO));
    let Some(made) = sum(claims, parts).filter(|made| alike && twice.is_some_and(|twice| *made >= twice)) else { return false };
    let range = claims.of_block(claims.list[stated].block).start..claims.of_block(claims.list[parts[parts.len() - 1]].block).end;
    let near = range.start.saturating_sub(REST)..(range.end + REST).min(claims.list.len());
    let mut others = near.filter(|id| *id != stated && parts.binary_search(id).is_err());
    others.any(|id| claims.list[id].quantity.measure == *own && value(&claims.list[id]) == Some(made))
}

/// `5 cuộc kiểm tra; nhắc nhở 12 quán (trong đó 8 quán cũ, 4 quán mới)`: the number and those behind it make another one that stands before it.
fn closes_between(claims: &Claims, whole: ClaimId, part: ClaimId) -> bool {
    let behind = (part + 2..claims.list.len() + 1).take(REST).filter(|&end| claims.list[end - 1].sentence == claims.list[part].sentence);
    let ids: Vec<ClaimId> = (part..(part + 1 + REST).min(claims.list.len())).collect();
    let sums: Vec<Decimal> = behind.filter_map(|end| sum(claims, &ids[..end - part])).collect();
    (whole + 1..part).any(|id| value(&claims.list[id]).is_some_and(|own| sums.contains(&own)))
}

/// `giá 20.000 đồng; mức phạt 100.000 đồng (bằng 5 lần giá)`: the text says how many times the other one it is.
fn is_multiple(claims: &Claims, stated: ClaimId, other: ClaimId) -> bool {
    let (a, b) = (&claims.list[stated], &claims.list[other]);
    let Some((less, more)) = value(a).zip(value(b)).map(|(a, b)| (a.min(b), a.max(b))).filter(|(less, _)| *less > Decimal::ZERO) else { return false };
    let Some(times) = more.checked_div(less).filter(|times| times.fract().is_zero() && *times > Decimal::ONE) else { return false };
    let is_told = |id: ClaimId, own: &Claim| claims.list[id].sentence == own.sentence && claims.list[id].quantity.measure != own.quantity.measure;
    let near = |at: ClaimId| (at + 1..claims.list.len()).take(REST);
    let says = |at: ClaimId| near(at).any(|id| is_told(id, &claims.list[at]) && value(&claims.list[id]) == Some(times));
    says(stated) || says(other)
}
