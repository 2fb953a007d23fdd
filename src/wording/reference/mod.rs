//! `reference`: references to annexes, tables and sections that the report does not have, and figures or lists that were announced and do not come.

mod choices;
mod empty;

use crate::document::{BlockId, Kind, Label, Scheme};
use crate::phrases::{is_of_word, places};
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;
use std::collections::{BTreeMap, BTreeSet};

/// How many further places of the same reference are named.
const NAMED: usize = 20;

/// Flags what points into the empty.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let labels: Vec<&Label> =
        view.document.blocks.iter().filter_map(|b| if let Kind::Numbered(label) = &b.kind { Some(label.as_ref()) } else { None }).collect();
    annexes(view, &labels, out);
    sections(view, &labels, out);
    for id in 0..view.document.blocks.len() {
        lead_in(view, id, out);
    }
    figures(view, out);
    slots(view, out);
    dangling(view, out);
    choices::propose(view, out);
    empty::propose(view, out);
}

/// The number behind a cue, Arabic or Roman, with its place.
fn number(view: View, at: usize) -> Option<(u32, Span)> {
    let document = view.document;
    let rest = document.text().get(at..)?;
    let skipped = rest.trim_start_matches(' ');
    let skipped = view.rule.cues("number").iter().find_map(|w| skipped.strip_prefix(w.as_str())).unwrap_or(skipped).trim_start();
    let start = at + rest.len() - skipped.len();
    let len = skipped.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let span = Span::new(start, start + len);
    let word = span.of(document.text());
    let free = !document.text().get(span.end..)?.starts_with(is_of_word);
    let roman = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV".split(' ').position(|r| r == word).map(|n| n as u32 + 1);
    word.parse().ok().or(roman).filter(|&n: &u32| free && n > 0 && n < 100).map(|n| (n, span))
}

/// `Bảng 4` in a report that has Bảng 1 to 3; annexes that are not in the file at all are attached elsewhere.
fn annexes(view: View, labels: &[&Label], out: &mut Vec<Relation>) {
    for word in view.rule.cues("annex") {
        let known: BTreeSet<u32> = labels.iter().filter(|l| l.scheme == Scheme::Annex && l.word == *word).filter_map(|l| l.path.last().copied()).collect();
        if known.len() < 2 {
            continue;
        }
        // One annex that is missing is one slip, however often it is cited.
        let mut missing: BTreeMap<u32, Vec<Span>> = BTreeMap::new();
        for at in places(&view.document.lower, word) {
            let Some((number, span)) = number(view, at + word.len()) else { continue };
            let of_other = behind(view, span.end, "other");
            if !known.contains(&number) && !of_other {
                missing.entry(number).or_default().push(Span::new(at, span.end));
            }
        }
        for places in missing.into_values() {
            if let Some((&first, others)) = places.split_first() {
                out.push(Relation::flag(&view.rule.name, first, others.iter().copied().take(NAMED).collect(), Severity::Warning).variant("annex"));
            }
        }
    }
}

/// `mục IV nêu trên`, where no section has that number.
fn sections(view: View, labels: &[&Label], out: &mut Vec<Relation>) {
    let known: BTreeSet<u32> = labels.iter().filter(|l| l.scheme == Scheme::Roman).filter_map(|l| l.path.last().copied()).collect();
    if known.len() < 2 {
        return;
    }
    let cues = view.claims.words.any_of(view.rule.cues("section"));
    for word in view.claims.words.list.iter().filter(|w| cues.holds(w.id() as usize)) {
        let Some((number, span)) = number(view, word.span().end) else { continue };
        let roman = span.of(view.document.text()).starts_with(['I', 'V', 'X']);
        if roman && !known.contains(&number) && behind(view, span.end, "here") {
            push(view, word.span().join(span), "section", Severity::Warning, out);
        }
    }
}

/// True if the words behind a reference begin with a cue of this kind.
fn behind(view: View, at: usize, kind: &str) -> bool {
    let rest = view.document.lower.get(at..).unwrap_or("").trim_start_matches([' ', ',', ')']);
    view.rule.cues(kind).iter().any(|w| rest.starts_with(w.as_str()))
}

/// `như sau:` with nothing beneath it but the next heading of the same or a higher level.
fn lead_in(view: View, id: BlockId, out: &mut Vec<Relation>) {
    let Some(block) = view.document.blocks.get(id) else { return };
    let text = view.document.folded(block.span).trim_end();
    let announced = block.kind == Kind::Paragraph && block.note().is_none() && view.rule.cues("announces").iter().any(|w| text.ends_with(w.as_str()));
    if !announced || !block.children.is_empty() || view.document.tables.iter().any(|t| t.lead == Some(id)) {
        return;
    }
    let rank = |b: BlockId| match view.document.blocks.get(b).map(|x| &x.kind) {
        Some(Kind::Numbered(l)) if matches!(l.scheme, Scheme::Part | Scheme::Roman) => Some(l.scheme),
        _ => None,
    };
    let above = view.document.ancestors(id).find_map(rank);
    let next = (id + 1..view.document.blocks.len()).find(|&b| view.document.blocks.get(b).is_some_and(|x| x.note().is_none()));
    let below = next.and_then(rank);
    if above.is_some() && below.is_some() && below <= above && above == Some(Scheme::Roman) {
        let start = text.char_indices().rev().nth(24).map_or(0, |(at, _)| text[at..].find(' ').map_or(at, |s| at + s + 1));
        push(view, Span::new(block.span.start + start, block.span.start + text.len()), "list", Severity::Warning, out);
    }
}

/// `đạt % kế hoạch`: the figure is missing.
fn figures(view: View, out: &mut Vec<Relation>) {
    for (at, _) in view.document.lower.match_indices('%') {
        let before = view.document.lower.get(..at).unwrap_or("").trim_end();
        let cue = view.rule.cues("verb").iter().find(|w| before.strip_suffix(w.as_str()).is_some_and(|r| r.ends_with([' ', ',', ';', '('])));
        // `tăng giảm %`: the name of a column.
        let named = |cue: &str| {
            let ahead = before.strip_suffix(cue).unwrap_or("").trim_end();
            view.rule.cues("verb").iter().any(|w| ahead.ends_with(w.as_str()))
        };
        // `không chiếm % đáng kể`: the sign stands for the word.
        let behind = view.document.lower[at + 1..].trim_start();
        let word = view.rule.cues("no_figure").iter().any(|w| behind.starts_with(w.as_str()));
        if let Some(cue) = cue.filter(|cue| !named(cue) && !word) {
            push(view, Span::new(before.len() - cue.len(), at + 1), "figure", Severity::Warning, out);
        }
    }
}

/// `đạt tỷ lệ.`, `xếp thứ ;`: the sentence ends where its figure should come.
fn slots(view: View, out: &mut Vec<Relation>) {
    let lower = view.document.lower.as_str();
    for cue in view.rule.cues("slot") {
        for at in places(lower, cue) {
            let rest = lower.get(at + cue.len()..).unwrap_or("");
            let sign = rest.trim_start_matches(' ').strip_prefix(['.', ';']);
            let ends = sign.is_some_and(|r| r.is_empty() || r.starts_with(char::is_whitespace));
            let free = !lower.get(..at).unwrap_or("").ends_with(is_of_word);
            if ends && free {
                let span = Span::new(at, at + cue.len());
                let slip = Relation::flag(&view.rule.name, span, pair_before(view, at), Severity::Warning);
                out.push(slip.variant("slot"));
            }
        }
    }
}

/// `ma túy tại; thu giữ …`: a preposition with nothing behind it. Within a word (`tồn tại`) the syllable is none.
fn dangling(view: View, out: &mut Vec<Relation>) {
    let words = &view.claims.words;
    let text = view.document.text();
    for at in words.find_all(view.rule.cues("preposition")).flat_map(|id| words.places(id)) {
        let Some(before) = at.checked_sub(1).filter(|&before| words.is_joined(before) && !words.is_in_word(at)) else { continue };
        let [ahead, span] = [before, at].map(|at| words.list[at].span());
        let sign = text[span.end..].trim_start_matches(' ').strip_prefix(['.', ';']);
        let ends = sign.is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace));
        if ends && [at, before].iter().all(|&at| view.word(at).chars().all(char::is_lowercase)) {
            out.push(Relation::flag(&view.rule.name, ahead.join(span), Vec::new(), Severity::Warning).variant("dangling"));
        }
    }
}

/// The `N/M` of the same sentence, whose rate is missing.
fn pair_before(view: View, at: usize) -> Vec<Span> {
    let claims = &view.claims.list;
    let before = claims.get(..claims.partition_point(|c| c.span.start < at)).and_then(<[_]>::last);
    let same = |c: &&crate::claims::Claim| c.pair.is_some() && view.claims.sentence_start(view.document, c.block, at) <= c.span.start;
    before.filter(same).map(|c| c.span).into_iter().collect()
}

fn push(view: View, at: Span, variant: &'static str, level: Severity, out: &mut Vec<Relation>) {
    out.push(Relation::flag(&view.rule.name, at, Vec::new(), level).variant(variant));
}
