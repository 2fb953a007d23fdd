//! One figure with two scales: `12.547,3 tỷ đồng` here and `12.547,3 triệu đồng` there, told of the same thing.

use crate::claims::Claim;
use crate::lexicon::split_words;
use crate::quantity::Measure;
use crate::relations::{Relation, Term, TermRole};
use crate::rulebook::Severity;
use crate::view::View;
use std::collections::BTreeMap;

/// Fewest digits of a figure that does not come again by chance, its last zeros left out.
const DIGITS: usize = 4;
/// A figure that stands so often is a price or a norm.
const MOST: usize = 50;
/// Fewest words that both are told of.
const WORDS: usize = 2;

/// Flags the rarer scale of a figure that stands with two of them.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let mut alike: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (id, claim) in view.claims.list.iter().enumerate() {
        let written = view.document.words(claim.span);
        let digits = written.bytes().rev().filter(u8::is_ascii_digit).skip_while(|digit| *digit == b'0');
        let said = matches!(claim.quantity.measure, Measure::Unit(_)) && !claim.unit_inherited && claim.per.is_none();
        if said && digits.count() >= DIGITS {
            alike.entry(written).or_default().push(id);
        }
    }
    let claim = |id: usize| &view.claims.list[id];
    for ids in alike.values().filter(|ids| (2..=MOST).contains(&ids.len())) {
        let times = |id: usize| ids.iter().filter(|&&o| claim(o).quantity.unit_name() == claim(id).quantity.unit_name()).count();
        let Some(&main) = ids.iter().max_by_key(|&&id| (times(id), std::cmp::Reverse(id))) else { continue };
        let same = |id: usize| claim(id).quantity.measure == claim(main).quantity.measure && claim(id).quantity.scale != claim(main).quantity.scale;
        let Some(&odd) = ids.iter().find(|&&id| same(id) && shared(view, claim(id), claim(main)) >= WORDS) else { continue };
        let stated = Term::of(odd, claim(odd), TermRole::Stated);
        let slip = Relation { stated, ..Relation::flag(&view.rule.name, claim(odd).full, vec![claim(main).full], Severity::Warning) };
        out.push(slip.variant("scale").detail("other", view.document.words(claim(main).full)));
    }
}

/// How many words both are told of.
fn shared(view: View, a: &Claim, b: &Claim) -> usize {
    let words = |c: &Claim| split_words(view.document.folded(c.label)).chain(split_words(view.document.folded(c.tail))).collect::<Vec<&str>>();
    let (x, y) = (words(a), words(b));
    let own = |w: &&&str| !view.lexicon.stop.contains(**w) && w.chars().nth(1).is_some();
    x.iter().filter(own).filter(|w| y.contains(w)).count()
}
