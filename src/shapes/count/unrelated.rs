//! What shows that a list is not one of the counted things, or that the number counts nothing.

use crate::claims::listed::counted;
use crate::claims::lists::Listing;
use crate::claims::ClaimId;
use crate::lexicon::split_words;
use crate::shapes::View;
use crate::source::Span;

/// True if an item stands for several things: `2 KCN Cốc Mỳ và Trịnh Tường`.
pub(super) fn has_counted_items(view: View, listing: &Listing) -> bool {
    let opens =
        |item: Span| view.claims.inside(item).next().is_some_and(|c| view.claims.list[c].span.start == item.start && counted(&view.claims.list[c]).is_some());
    !listing.numbered && listing.items.iter().any(|&item| opens(item))
}

/// True if the list names where the counted things are: `14 nhà máy tại các xã: A, B, C`.
pub(super) fn lists_places(view: View, id: ClaimId, listing: &Listing) -> bool {
    let claim = &view.claims.list[id];
    let (Some(noun), Some(first)) = (counted(claim), listing.items.first()) else { return false };
    let between = view.document.folded(Span::new(claim.full.end.min(first.start), first.start));
    let words: Vec<&str> = split_words(between).collect();
    if !words.iter().any(|word| view.lexicon.lists("list_at", word)) {
        return false;
    }
    let last = (0..words.len()).find_map(|at| view.lexicon.nouns.at(words[at..].iter().copied()).filter(|(_, len)| at + len == words.len()));
    last.is_some_and(|(found, _)| {
        let found = view.lexicon.noun_name(found);
        !found.starts_with(noun) && !noun.starts_with(found) && !view.lexicon.counted_together(found, noun)
    })
}

/// True for the number of something (`lớp 12 Trường …`) and for all that some are taken out of (`trong số 19 sở`).
pub(super) fn counts_none(view: View, id: ClaimId) -> bool {
    let claim = &view.claims.list[id];
    let start = view.claims.sentence_start(view.document, claim.block, claim.span.start);
    let before = view.document.folded(Span::new(start, claim.span.start)).trim_end();
    let capital = view.document.words(Span::new(claim.span.end, claim.full.end)).trim_start().starts_with(char::is_uppercase);
    let words: Vec<&str> = split_words(before).collect();
    let last = words.len().saturating_sub(1);
    let is_total = view.lexicon.parts.at(words[last.saturating_sub(1)..].iter().copied()).is_some();
    let ordinal = words
        .get(last)
        .is_some_and(|word| capital && view.lexicon.ordinals.at(std::iter::once(*word)).is_some() || !is_total && view.lexicon.lists("numbered", word));
    ordinal || view.lexicon.list("out_of").iter().any(|phrase| before.ends_with(phrase.as_str()))
}

/// True if another count is joined to this one, so that the list may be of both: `14 ban và 03 phòng, gồm: …`.
pub(super) fn shares_list(view: View, id: ClaimId) -> bool {
    let claim = &view.claims.list[id];
    let before = id.checked_sub(1).map(|b| &view.claims.list[b]).filter(|b| b.segment == claim.segment && b.paren == claim.paren && counted(b).is_some());
    before.is_some_and(|b| {
        let between = view.document.folded(Span::new(b.full.end.min(claim.span.start), claim.span.start));
        between.trim() == "," || split_words(between).last().is_some_and(|word| view.lexicon.lists("list_and", word))
    })
}

/// `giảm 2 vụ so với mùa khô trước (5 vụ)`: the bracket holds how many there were before.
pub(super) fn is_compared(view: View, id: ClaimId) -> bool {
    let claim = &view.claims.list[id];
    let Some(bracket) = claim.paren.map(|paren| view.claims.parens[paren].span) else { return false };
    let before = id.checked_sub(1).map(|before| view.claims.list[before].full.end).filter(|end| *end > claim.sentence).unwrap_or(claim.sentence);
    split_words(view.document.folded(Span::new(before.min(bracket.start), bracket.start))).any(|w| view.lexicon.lists("compares", w))
}

/// True if no item begins with a noun that counts other things than `noun` does.
pub(super) fn same_kind(view: View, noun: &str, listing: &Listing) -> bool {
    listing.items.iter().all(|&item| {
        let text = view.document.folded(item);
        match view.lexicon.nouns.at(split_words(text).take(4)) {
            Some((head, _)) => {
                let head = view.lexicon.noun_name(head);
                head.starts_with(noun)
                    || noun.starts_with(head)
                    || view.lexicon.counted_together(head, noun)
                    || view.document.words(item).starts_with(char::is_uppercase)
            }
            None => true,
        }
    })
}
