//! Cues at the end of a label, and those that are all that stands behind a number.

use crate::claims::ClaimId;
use crate::lexicon::{split_words, PartsCue, Role};
use crate::phrases::is_of_word;
use crate::shapes::View;
use crate::source::Span;

/// The last words of a text are a cue.
pub(super) fn ends_with_cue(view: View, text: &str, kind: &str) -> bool {
    let ending = text.trim_end_matches(|c: char| !is_of_word(c) && c != '=');
    let last = |cue: &str| cue.rsplit(' ').next().is_some_and(|word| ending.ends_with(word));
    let whole = |cue: &str| split_words(ending).collect::<Vec<_>>().ends_with(&cue.split(' ').collect::<Vec<_>>());
    // Most cues end otherwise, which their last byte shows.
    let may_end = |cue: &str| cue.as_bytes().last() == ending.as_bytes().last();
    view.rule.cues(kind).iter().any(|cue| may_end(cue) && last(cue) && whole(cue))
}

/// The number is called a rest by the words before it, or by all that stands behind it (`75 remain`).
pub(super) fn is_left(view: View, rest: ClaimId) -> bool {
    let claim = &view.claims.list[rest];
    claim.role == Role::Remaining || says_all(view, Span::new(claim.full.end, claim.tail.end))
}

/// The words behind a number say that it is left, and nothing else.
pub(super) fn says_all(view: View, tail: Span) -> bool {
    view.rule.phrases("behind_all").are_all(view.document.folded(tail))
}

/// `of the 320 projects`: the number is announced as the whole of what follows.
pub(super) fn announces(view: View, all: ClaimId) -> bool {
    let claim = &view.claims.list[all];
    let opens = view.document.folded(Span::new(claim.label.start, claim.span.start));
    view.rule.phrases("announces").are_all(opens)
}

/// `$10 million, of which $3 million …`: the words between make a number a part of the one right before it.
pub(super) fn is_of_all(view: View, done: ClaimId, all: ClaimId) -> bool {
    let (part, whole) = (&view.claims.list[done], &view.claims.list[all]);
    let between = Span::new(whole.full.end.min(part.span.start), part.span.start);
    all + 1 == done && view.claims.cues_in(between).any(|cue| cue.kind == PartsCue::Opens)
}
