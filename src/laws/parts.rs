//! A whole and its parts inside a sentence or a list: the numbers of one kind that follow a number, as far as a clause, a bracket or a list reaches.

use crate::claims::{Claim, ClaimId, Claims, Pair};
use crate::document::{BlockId, Document, Kind};
use crate::lexicon::PartsCue;
use crate::quantity::{Hedge, Measure};
use crate::relations::evidence::Feature;
use crate::relations::{Certainty, Form, Relation, Term, TermRole};

/// Most parts of one whole in a sentence, and in a list.
const IN_SENTENCE: usize = 12;
const IN_LIST: usize = 150;
/// The least number of two digits, wherever its decimal mark stands.
const TWO_DIGITS: i128 = 10;

/// Proposes the breakdowns of all numbers in sentences and lists.
pub(super) fn propose(document: &Document, claims: &Claims, out: &mut Vec<Relation>) {
    let mut parts = Vec::new();
    for (id, claim) in claims.list.iter().enumerate() {
        let lone_cell = document.blocks[claim.block].kind == Kind::Cell && claims.of_block(claim.block).len() < 3;
        if lone_cell || claim.is_percent() || claim.is_change() || claim.quantity.number.is_malformed() || matches!(claim.quantity.hedge, Hedge::AtMost) {
            continue;
        }
        in_sentence(claims, id, &mut parts, out);
        in_list(document, claims, id, claim.block, out);
        // `… appropriated $9.4 billion.` and below it `The funds were shared out as follows:`: the line above the list names no amount itself.
        let next = claim.block + 1;
        if next < document.blocks.len() && document.items(next).len() > 1 && announces(document, claims, claim, next) {
            in_list(document, claims, id, next, out);
        }
    }
    of_one_base(claims, out);
}

/// Runs of numbers after a whole in its paragraph.
fn in_sentence(claims: &Claims, id: ClaimId, parts: &mut Vec<ClaimId>, out: &mut Vec<Relation>) {
    let whole = &claims.list[id];
    let own = claims.of_block(whole.block);
    for skip_brackets in [false, true] {
        parts.clear();
        let mut skipped = false;
        let mut level = None;
        for at in id + 1..own.end {
            let part = &claims.list[at];
            if !is_part(whole, part) {
                continue;
            }
            // Nothing outside of a bracket is a part of what stands in it.
            if whole.paren.is_some_and(|p| part.paren != Some(p) && claims.parens.get(p).is_none_or(|bracket| bracket.span.end <= part.span.start)) {
                break;
            }
            let opened = *level.get_or_insert(part.paren);
            if skip_brackets && part.paren != opened {
                skipped = true;
                continue;
            }
            parts.push(at);
            if parts.len() > IN_SENTENCE {
                break;
            }
            let next = (at + 1..own.end).find(|&n| is_part(whole, &claims.list[n]) && (!skip_brackets || claims.list[n].paren == opened));
            let end = match next.map(|n| &claims.list[n]) {
                None => "paragraph",
                Some(n) if n.sentence != part.sentence => "sentence",
                Some(n) if part.paren.is_some() && n.paren != part.paren => "bracket",
                Some(n) if n.segment != part.segment => "segment",
                Some(_) => continue,
            };
            if parts.len() > 1 && (!skip_brackets || skipped) {
                out.push(sum(claims, id, parts, (if skip_brackets { "after-but-brackets" } else { "after" }, end), &[]));
            }
        }
    }
}

/// A line that announces parts and has no amount of the kind of a whole. Wholes of one digit are met by chance (`05 days … as follows:`).
fn announces(document: &Document, claims: &Claims, whole: &Claim, line: BlockId) -> bool {
    let is_cue = |kind: PartsCue| matches!(kind, PartsCue::Opens | PartsCue::Full);
    whole.quantity.number.value.mantissa() >= TWO_DIGITS
        && claims.cues_in(document.blocks[line].span).any(|cue| is_cue(cue.kind))
        && claims.of_block(line).all(|at| !is_part(whole, &claims.list[at]))
}

/// The first number of one kind in each item beneath a whole, or beneath the line that follows it.
fn in_list(document: &Document, claims: &Claims, id: ClaimId, above: BlockId, out: &mut Vec<Relation>) {
    let whole = &claims.list[id];
    let items = document.items(above);
    if items.len() < 2 || items.len() > IN_LIST {
        return;
    }
    let first = |item: &usize| claims.of_block(*item).find(|&at| is_part(whole, &claims.list[at]));
    let parts: Vec<ClaimId> = items.iter().filter_map(first).collect();
    // `Từ 90 đến dưới 100 điểm: …` in each item: bounds, which make nothing.
    let is_range = |&part: &ClaimId| matches!(claims.list[part].quantity.hedge, Hedge::AtMost | Hedge::AtLeast);
    let are_ranges = parts.iter().filter(|part| is_range(part)).count() * 2 > parts.len();
    if parts.len() > 1 && !are_ranges {
        let end = if parts.len() == items.len() { "all-items" } else { "some-items" };
        out.push(sum(claims, id, &parts, ("items", end), &[]));
    }
}

/// `7/13 units are excellent, 5/13 good, 1/13 fair`: what is counted of one base, class by class, makes the base.
fn of_one_base(claims: &Claims, out: &mut Vec<Relation>) {
    let base = |id: ClaimId| claims.list[id].base().filter(|&m| claims.list[m].quantity.number.places == 0);
    let value = |id: ClaimId| base(id).map(|m| claims.list[m].quantity.number.value);
    let mut at = 0;
    while at < claims.list.len() {
        let (Some(whole), Some(size)) = (base(at), value(at)) else {
            at += 1;
            continue;
        };
        let block = claims.list[at].block;
        let run: Vec<ClaimId> = (at..claims.of_block(block).end).filter(|&id| base(id).is_some()).take_while(|&id| value(id) == Some(size)).collect();
        at = run.last().map_or(at, |&last| last + 1);
        if (2..=IN_SENTENCE).contains(&run.len()) {
            out.push(sum(claims, whole, &run, ("of-one-base", "bases"), &[]));
        }
    }
}

/// A number that may be a part of another: of one measure, no percent, no change, no denominator.
fn is_part(whole: &Claim, part: &Claim) -> bool {
    let (a, b) = (&whole.quantity.measure, &part.quantity.measure);
    let measure = a == b || matches!((a, b), (Measure::Count(_) | Measure::Bare, Measure::Count(_) | Measure::Bare));
    // What is counted in whole things has no part with decimals: `17.420 lượt …, điểm bình quân 11,32`.
    let cut = matches!(a, Measure::Count(_)) && a != b && part.quantity.number.places > 0 && part.quantity.scale == whole.quantity.scale;
    measure && !cut && !part.is_change() && !matches!(part.pair, Some(Pair::Base(_))) && !part.quantity.number.is_malformed()
}

/// How a run of parts is closed: all numbers of the bracket behind the whole, or all to the end of its clause, sentence or paragraph.
fn frame(claims: &Claims, id: ClaimId, parts: &[ClaimId], end: &'static str) -> Feature {
    let (Some(&first), Some(&last)) = (parts.first(), parts.last()) else { return Feature("frame", "none") };
    let skips = last - id > parts.len();
    let bracket = claims.list[first].paren.filter(|p| Some(*p) != claims.list[id].paren);
    let closes = bracket.is_some_and(|p| claims.list.get(last + 1).is_none_or(|next| next.paren != Some(p)));
    let value = match (bracket.is_some(), closes, skips) {
        (true, true, false) => "bracket",
        (true, true, true) => "bracket-but-some",
        (true, false, _) => "half-bracket",
        (false, _, true) => "some-between",
        (false, _, false) if claims.list.get(last + 1).is_none_or(|next| next.block != claims.list[id].block) => "to-paragraph-end",
        (false, ..) => match end {
            "sentence" => "to-sentence-end",
            "segment" => "to-segment-end",
            _ => "open",
        },
    };
    Feature("frame", value)
}

/// The relation of a whole and its parts, with how they were found and what ends them.
pub(super) fn sum(claims: &Claims, id: ClaimId, parts: &[ClaimId], (way, end): (&'static str, &'static str), more: &[Feature]) -> Relation {
    let whole = &claims.list[id];
    let alike = parts.iter().filter(|&&p| claims.list[p].quantity.measure == whole.quantity.measure).count();
    let nouns = match alike {
        0 => "all-differ",
        n if n == parts.len() => "all-same",
        _ => "some-same",
    };
    let terms = parts.iter().map(|&p| Term::of(p, &claims.list[p], TermRole::Part)).collect();
    let stated = Term::of(id, whole, TermRole::Stated);
    let relation = Relation::new("sum-mismatch", Form::Sum, stated, terms).sure(Certainty::Possible);
    let own = [Feature("way", way), Feature("list-end", end), Feature("nouns", nouns), frame(claims, id, parts, end)];
    let features = own.iter().chain(more).map(|&f| (f, 1.0)).collect();
    Relation { may_be_partial: true, features, ..relation }
}
