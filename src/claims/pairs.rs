//! N of M in other writings than `N/M`: the noun on both sides (`129 xã/193 xã`), or a word between (`1.823 người trên tổng số 1.860 người`).

use super::{Claim, Claims, Pair};
use crate::document::Document;
use crate::lexicon::{split_words, Lexicon, PartsCue};
use crate::quantity::{Hedge, Measure};
use crate::source::Span;
use rust_decimal::Decimal;

/// Most words of a noun that is not known.
const NOUN: usize = 3;

/// Joins the pairs among the claims of one block; `first` is the number of the first of them.
pub(super) fn join(document: &Document, lexicon: &Lexicon, first: usize, claims: &mut [Claim]) {
    let len = claims.len();
    // A number of another kind may stand between: `21.460 trẻ dưới 1 tuổi trên tổng số 22.890 trẻ`.
    for (n, m) in (0..len).flat_map(|n| [(n, n + 1), (n, n + 2)]).filter(|&(_, m)| m < len) {
        if m == n + 1 {
            share_noun(document, lexicon, claims, n);
        }
        let (a, b) = (&claims[n], &claims[m]);
        if a.pair.is_some() || b.pair.is_some() || a.quantity.measure != b.quantity.measure || a.is_percent() {
            continue;
        }
        let between = Span::new(a.full.end, b.span.start);
        let slash = between.of(document.text()).trim() == "/";
        let gap = document.folded(between).trim().trim_end_matches(['$', '€', '£']).trim();
        let word = !slash && a.clause == b.clause && (lexicon.lists("of_same", gap) || out_of(gap, lexicon));
        let whole = m == n + 1 && a.quantity.number.places == 0 && b.quantity.number.places == 0;
        let counts = a.quantity.measure != Measure::Bare || whole && (gap.contains(' ') || b.paren == a.paren && fills_bracket(document, a, b));
        if slash || word && counts {
            claims[n].pair = Some(Pair::Of(first + m));
            claims[m].pair = Some(Pair::Base(first + n));
            // `trên` says here that N is taken out of M, not that M is more than it says.
            if word && claims[m].quantity.hedge == Hedge::AtLeast {
                claims[m].quantity.hedge = Hedge::None;
            }
        }
    }
}

/// `(1,236 of 2,145 planned posts)`: what fills a bracket is a pair, whatever its noun is.
fn fills_bracket(document: &Document, a: &Claim, b: &Claim) -> bool {
    if a.paren.is_none() || !document.text()[..a.span.start].ends_with('(') {
        return false;
    }
    let rest = Span::new(b.full.end, document.blocks[b.block].span.end.max(b.full.end)).of(document.text());
    let noun = rest.split(')').next().unwrap_or("");
    split_words(noun).take(NOUN + 1).count() <= NOUN && !noun.contains([',', ';', ':', '.'])
}

/// `36 of 48 communes`: the noun behind the second number is that of both, in languages that say so (`of_same`).
fn share_noun(document: &Document, lexicon: &Lexicon, claims: &mut [Claim], n: usize) {
    if lexicon.list("of_same").is_empty() {
        return;
    }
    let (a, b) = (&claims[n], &claims[n + 1]);
    let between = document.folded(Span::new(a.full.end, b.span.start.max(a.full.end))).trim_end_matches(['$', '€', '£']);
    let same = a.quantity.measure == Measure::Bare && b.quantity.measure != Measure::Bare && !b.is_percent();
    if same && lexicon.lists("of_same", between.trim()) {
        let (measure, exact) = (b.quantity.measure.clone(), b.quantity.exact);
        // `3 of the 5 million people`, but `47,000 of the 2.21 million people`: a number with thousands is written out.
        let short = a.quantity.scale == Decimal::ONE && a.quantity.number.value < Decimal::ONE_THOUSAND;
        let scale = if short { b.quantity.scale } else { a.quantity.scale };
        let quantity = &mut claims[n].quantity;
        (quantity.measure, quantity.exact, quantity.scale) = (measure, exact, scale);
    }
}

/// `seven of these 15 drugs`: the words between N and M open no list of parts, though they do elsewhere (`15 drugs; of these, 7 …`).
pub(super) fn take_cues(document: &Document, lexicon: &Lexicon, claims: &mut Claims, first: usize, first_cue: usize) {
    let Claims { list, cues, .. } = claims;
    let mut at = first_cue;
    for n in first..list.len() {
        let Some(Pair::Of(m)) = list[n].pair else { continue };
        let between = Span::new(list[n].full.end, list[m].span.start.max(list[n].full.end));
        at += cues[at..].iter().take_while(|c| c.span.start < between.start).count();
        if cues.get(at).is_some_and(|c| c.kind == PartsCue::Opens && between.covers(c.span)) && lexicon.lists("of_same", document.folded(between).trim()) {
            cues.remove(at);
        }
    }
}

/// The words between two numbers end in `trên`, `trên tổng số`, `trên dân số` …
fn out_of(between: &str, lexicon: &Lexicon) -> bool {
    let words: Vec<&str> = split_words(between).collect();
    let cues = lexicon.list("out_of");
    (0..words.len()).any(|from| {
        let found = cues.iter().filter(|cue| starts_with(&words[from..], cue)).map(|cue| cue.split(' ').count()).max();
        found.is_some_and(|len| words.len() - from - len <= 3)
    })
}

fn starts_with(words: &[&str], phrase: &str) -> bool {
    let mut rest = words.iter();
    phrase.split(' ').all(|p| rest.next() == Some(&p))
}
