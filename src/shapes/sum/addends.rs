//! What looks like a total or its parts and is none: some of a part before, more than what was counted, values of another time, a part before its cue.

use crate::claims::ClaimId;
use crate::lexicon::split_words;
use crate::phrases::is_year;
use crate::shapes::View;
use crate::source::Span;

/// The addends of a stretch without those that the words behind them set apart: `18 closed, 3 of them late`, `95 MW; 60 MW more is planned`.
pub(super) fn addends(view: View, span: Span) -> Vec<ClaimId> {
    let all = view.claims.addends(span);
    let adds = |(at, id): (usize, &ClaimId)| (at == 0 || !is_set_apart(view, *id, span.end)) && !is_for_each(view, *id);
    all.iter().enumerate().filter(|one| adds(*one)).map(|(_, id)| *id).collect()
}

/// `kho Đông và kho Tây mỗi kho 300 tấn`: an amount for each of several is no part as it stands.
fn is_for_each(view: View, id: ClaimId) -> bool {
    let each = view.rule.cues("each");
    split_words(view.document.folded(view.claims.list[id].label)).any(|word| each.iter().any(|cue| cue == word))
}

/// True if the words behind a number, up to `stop`, say that it counts something else than the parts around it.
pub(super) fn is_set_apart(view: View, id: ClaimId, stop: usize) -> bool {
    let cues = view.rule.cues("set_apart");
    if cues.is_empty() {
        return false;
    }
    let claim = &view.claims.list[id];
    let end = view.claims.sentence_end(view.document, claim.block, claim.full.end).min(stop).max(claim.full.end);
    let behind: Vec<&str> = split_words(view.document.folded(Span::new(claim.full.end, end))).take(3).collect();
    cues.iter().any(|cue| split_words(cue).eq(behind.iter().copied().take(split_words(cue).count())))
}

/// `£41.2m (2022: £39.8m; 2021: £36.5m)`, `(March: 305; June: 308)`: the bracket tells the same of other times.
pub(super) fn is_of_other_times(view: View, bracket: Span) -> bool {
    let Some((label, _)) = view.document.folded(bracket).split_once(':') else { return false };
    let day = |word: &str| word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit());
    let mut words = split_words(label).peekable();
    let named = words.peek().is_some_and(|w| is_year(w) || view.lexicon.months.contains_key(*w) || day(w));
    named && words.all(|w| is_year(w) || day(w) || view.lexicon.months.contains_key(w))
}

/// `of which £88.6m came from abroad; grants £44.7m`: the only part stands before its words, what follows the semicolon behind them.
pub(super) fn turns(view: View, cue: Span, parts: &[ClaimId]) -> bool {
    let claims = &view.claims.list;
    let [first, next, ..] = parts else { return false };
    let words = |span: Span| split_words(view.document.folded(span)).next().is_some();
    let leads = !words(Span::new(cue.end, claims[*first].span.start.max(cue.end)));
    let new = claims[*next].segment != claims[*first].segment;
    leads && new && words(Span::new(claims[*next].segment.min(claims[*next].span.start), claims[*next].span.start))
}

/// `£68m is funded by borrowing, £93m by grants`: what stands behind the cue has no number of its own, so that the next one is another total.
pub(super) fn names_without_number(view: View, cue: Span, first: ClaimId) -> bool {
    let first = view.claims.list[first].span.start;
    let between = Span::new(cue.end, first.max(cue.end)).of(view.document.text()).trim_start_matches([' ', ',', ':']);
    !view.lexicon.numbers.before.is_empty() && between.contains(", ")
}

/// `9,100 of them on food, 7,400 on water`: the number right before the words is the first part, not a total of what follows.
pub(super) fn is_part_itself(view: View, id: ClaimId, cue: Span) -> bool {
    let claim = &view.claims.list[id];
    let alone = claim.full.end == claim.span.end && claim.full.end <= cue.start;
    let words = view.document.folded(cue);
    alone && view.rule.cues("set_apart").iter().any(|c| c == words) && Span::new(claim.full.end, cue.start).of(view.document.text()).trim().is_empty()
}
