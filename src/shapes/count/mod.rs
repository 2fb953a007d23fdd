//! A stated count against the things that are listed: `04 sản phẩm gồm A, B, C, D`.
//!
//! An enumeration can often be read in more than one way (names hold commas and `và`); all its readings go into one group, so that a count
//! that fits one of them is right. Accused is only a count whose list is closed and made of short names of the counted kind.

mod rivals;
mod unrelated;

use super::View;
use crate::claims::listed::{counted, Finder, Listed, Place};
use crate::claims::lists::Listing;
use crate::claims::ClaimId;
use crate::document::BlockId;
use crate::lexicon::split_words;
use crate::quantity::Measure;
use crate::relations::{Certainty, Form, Relation, Term, TermRole};
use crate::rulebook::Severity;
use crate::source::Span;
use unrelated::{counts_none, has_counted_items, is_compared, lists_places, same_kind, shares_list};

/// Counts before a note mark that its list may belong to.
const NEAREST: usize = 6;
/// Most words between a count and the list with numbers of its own that it leads to.
const CLOSE: usize = 8;
/// Bytes behind a list in which it may go on.
const BEHIND: usize = 600;

/// Proposes the relations of the rule.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let finder = Finder { document: view.document, claims: view.claims, lexicon: view.lexicon };
    for id in 0..view.claims.list.len() {
        let mut option = 0;
        for listed in finder.of(id) {
            offer(view, id, &listed, Severity::Error, &mut option, out);
        }
    }
    rivals::propose(view, out);
    for note in &view.document.notes {
        let Some(anchor) = note.anchor.and_then(|a| view.document.anchors.get(a)) else { continue };
        called(view, &finder, anchor.block, anchor.at, note.block, out);
    }
}

/// Offers all readings of one list for a count.
fn offer(view: View, id: ClaimId, listed: &Listed, ceiling: Severity, option: &mut usize, out: &mut Vec<Relation>) {
    let claim = &view.claims.list[id];
    for listing in &listed.readings {
        *option += 1;
        let stated = Term::of(id, claim, TermRole::Stated);
        let terms = listing.items.iter().map(|&span| Term::place(span, TermRole::Item)).collect();
        let certainty = if is_certain(view, id, listed, listing) { Certainty::Certain } else { Certainty::Possible };
        let ceiling = if listing.plain { ceiling.min(Severity::Warning) } else { ceiling };
        // `three of the five agencies`: the noun stands behind the other number.
        let named = claim.base().map_or(claim, |base| &view.claims.list[base]);
        let noun = view.document.words(Span::new(named.span.end, named.full.end)).trim();
        let relation = Relation::new(&view.rule.name, Form::Count, stated, terms).sure(certainty).reading(claim.span.start, *option, 0);
        let relation = relation.detail("noun", noun).detail("found", listing.items.len().to_string());
        let variant = if listed.place == Place::Note { "note" } else { "" };
        out.push(Relation { ceiling, ..relation.variant(variant) });
    }
}

/// True if the list is closed, read in the only way that it can be, and made of things of the counted kind.
fn is_certain(view: View, id: ClaimId, listed: &Listed, listing: &Listing) -> bool {
    let Some(noun) = counted(&view.claims.list[id]) else { return false };
    let has = |kind: &str| view.rule.cues(kind).iter().any(|n| n == noun);
    let shared =
        listed.place == Place::Lead && lists_places(view, id, listing) || matches!(listed.place, Place::Lead | Place::Beneath) && shares_list(view, id);
    if !listed.bound
        || !listing.clear
        || breaks_down(view, listing)
        || shared
        || has_counted_items(view, listing)
        || counts_none(view, id)
        || is_compared(view, id)
    {
        return false;
    }
    match listed.place {
        Place::Numbers => true,
        Place::Behind => has("places"),
        Place::Bracket if has("each") => true,
        _ if listing.items.len() < 2 => false,
        // `03 giải pháp: (1) …; (2) …; (3) …`: nothing but the count stands before the first number of the list.
        Place::Lead if listing.numbered => leads_closely(view, id, listing) && !goes_on(view, listing),
        // A lead that counts its own list: `three recommendations:`, then (a), (b), (c).
        Place::Beneath => listing.headed || listing.numbered && (has("beneath") || is_last(view, id)),
        // Kinds of things may lie under one count in any number; what is named once each may not.
        _ if listing.plain => has("once"),
        _ if listing.headed => true,
        _ => has("named") && (has("generic") || same_kind(view, noun, listing)),
    }
}

/// No word stands between the count and the end of its paragraph: `Đã hoàn thành (04 nhiệm vụ):`.
fn is_last(view: View, id: ClaimId) -> bool {
    let claim = &view.claims.list[id];
    let rest = Span::new(claim.full.end, view.document.blocks[claim.block].span.end);
    claim.base().is_none() && split_words(view.document.folded(rest)).next().is_none()
}

/// Only a few words, and no other number, stand between a count and its list.
fn leads_closely(view: View, id: ClaimId, listing: &Listing) -> bool {
    let Some(first) = listing.items.first() else { return false };
    let from = view.claims.list[id].full.end;
    let between = Span::new(from, first.start.max(from));
    let text = view.document.folded(between).trim_end();
    let before_mark = text.strip_suffix("(1)").or_else(|| text.strip_suffix('(')).unwrap_or(text);
    split_words(before_mark).count() <= CLOSE && !before_mark.contains(|c: char| c.is_ascii_digit())
}

/// The next number of the list stands behind it, where a page ends or an item has paragraphs of its own.
fn goes_on(view: View, listing: &Listing) -> bool {
    let Some(last) = listing.items.last() else { return false };
    let next = format!("({})", listing.items.len() + 1);
    let behind = &view.document.text().as_bytes()[last.end..];
    behind[..behind.len().min(BEHIND)].windows(next.len()).any(|bytes| bytes == next.as_bytes())
}

/// True if every item brings a number of its own: `hộ nghèo 41, hộ cận nghèo 32` breaks a total down.
fn breaks_down(view: View, listing: &Listing) -> bool {
    let counts = |id: ClaimId| matches!(view.claims.list[id].quantity.measure, Measure::Count(_) | Measure::Bare);
    listing.items.iter().all(|&item| view.claims.inside(item).any(counts))
}

/// The count that a note mark belongs to: the nearest one before it in its sentence that the note speaks of.
fn called(view: View, finder: &Finder, block: BlockId, at: usize, note: BlockId, out: &mut Vec<Relation>) {
    let start = view.claims.sentence_start(view.document, block, at);
    let before: Vec<ClaimId> = view.claims.inside(Span::new(start, at)).filter(|&id| counted(&view.claims.list[id]).is_some()).collect();
    let mut bound = false;
    for (nth, &id) in before.iter().rev().take(NEAREST).enumerate() {
        let Some(noun) = counted(&view.claims.list[id]) else { continue };
        // A note that states the count itself is held against the text by another rule.
        let restated = view.claims.of_block(note).any(|other| counted(&view.claims.list[other]) == Some(noun) && view.claims.list[other].paren.is_none());
        let Some(mut listed) = finder.note(note, noun).filter(|_| !restated) else { continue };
        let adjacent = view.claims.list[id].full.end == at || view.claims.list[id].span.end == at;
        listed.bound = !bound && (listed.bound || (nth == 0 && adjacent));
        // Two counts of one noun before the mark: the note may list what both count.
        let segment = view.claims.list[id].segment;
        let alike = before.iter().map(|&other| &view.claims.list[other]).filter(|c| c.segment == segment && counted(c) == Some(noun));
        let ceiling = match (alike.clone().filter(|c| c.pair.is_none()).count() > 1, alike.count() > 1) {
            (true, _) => Severity::Note,
            (_, true) => Severity::Warning,
            _ => Severity::Error,
        };
        let mut option = 100;
        offer(view, id, &listed, ceiling, &mut option, out);
        bound |= listed.bound;
    }
}
