//! `issuer`: the body that is said to issue a document, or to speak in it, against the letters of its code.

use super::{near, Issuer};
use crate::claims::citing::{entries, words};
use crate::phrases::is_of_word;
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;

/// `HĐND tỉnh đã ban hành Quyết định số 12/QĐ-UBND`, `Sở Xây dựng tại Tờ trình số 15/TTr-STC`: the body is not that of the code.
pub(super) fn by(issuer: &Issuer) -> Option<Relation> {
    let (view, this) = (issuer.view, issuer.this);
    let document = view.document;
    let start = view.claims.sentence_start(document, this.citation.block, this.citation.span.start);
    let end = this.type_word?.start;
    let start = near(document, start, end);
    let before = document.folded(Span::new(start.min(end), end)).trim_end();
    let issues: Vec<&String> = words(view.lexicon, "issued", "").iter().chain(view.rule.cues("speaks")).collect();
    let head = issues.iter().filter_map(|w| before.strip_suffix(w.as_str())).min_by_key(|rest| rest.len())?.trim_end();
    let bodies = entries(view.lexicon, "issuer ").flat_map(|(code, names)| names.iter().map(move |n| (code, n.as_str())));
    let free = |at: usize, len: usize| {
        let letter = |c: Option<char>| c.is_some_and(is_of_word);
        !letter(head[..at].chars().next_back()) && !letter(head[at + len..].chars().next())
    };
    let last = bodies
        .filter(|(_, name)| head.contains(name))
        .filter_map(|(code, name)| Some((head.rmatch_indices(name).map(|(at, _)| at).find(|&at| free(at, name.len()))?, name, code)));
    let (at, name, code) = last.max_by_key(|(at, name, code)| (at + name.len(), name.len(), *code))?;
    // `trình Quốc hội tại Tờ trình số 12/TTr-CP`: the document is sent to it.
    let ahead = head.get(..at)?.trim_end();
    if view.rule.cues("addressed").iter().any(|w| ahead.strip_suffix(w.as_str()).is_some_and(|rest| !rest.ends_with(is_of_word))) {
        return None;
    }
    // Between body and verb stand its level and its name only.
    let written = document.words(Span::new(start + at + name.len(), start + head.len()));
    let level = |w: &str| words(view.lexicon, "levels", "").iter().any(|l| l == w) || w.starts_with(char::is_uppercase);
    let plain = written.split_whitespace().all(|w| level(w) || issues.iter().any(|i| i.split(' ').any(|x| x == w)));
    let mine = issuer.names();
    // Either may stand for the other, unless it issues no document of this type: a decree `của Thủ tướng`.
    let never = words(view.lexicon, "never ", this.kind).iter().any(|n| n == code);
    let near =
        !never && [("near ", issuer.body(), code), ("near ", code, issuer.body())].iter().any(|(g, a, b)| words(view.lexicon, g, a).iter().any(|n| n == b));
    if !plain || mine.is_empty() || near || code == issuer.body() || mine.iter().any(|w| w == name) {
        return None;
    }
    let place = Span::new(start + at, start + at + name.len());
    let slip = issuer.flag("issued", vec![place], Severity::Warning).detail("issuer", this.issuer);
    Some(slip.detail("named", document.words(place)))
}
