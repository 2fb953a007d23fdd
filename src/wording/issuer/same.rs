//! One document under two codes: `57/NQ-TW` where the report else writes `57-NQ/TW`, and one title that two numbers of one day carry.

use crate::claims::citing::Cited;
use crate::phrases::is_of_word;
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;
use std::collections::BTreeMap;

/// Fewest words of a title that two documents do not share.
const TITLE: usize = 8;

/// How many places of one title are compared: keeps the work linear.
const MOST: usize = 50;

/// Flags codes that the report writes otherwise elsewhere.
pub(super) fn propose(view: View, cited: &[Cited], out: &mut Vec<Relation>) {
    signs(view, cited, out);
    titles(view, cited, out);
    types(view, cited, out);
}

/// `45/KH-UBND ngày 12/01/2026` here, `45/QĐ-UBND ngày 12/01/2026` there: one number and day, one body, two types.
fn types(view: View, cited: &[Cited], out: &mut Vec<Relation>) {
    let mut by_day: BTreeMap<_, Vec<&Cited>> = BTreeMap::new();
    for this in cited.iter().filter(|c| !c.kind.is_empty() && !c.citation.party) {
        let day = this.date.and_then(|d| view.claims.dates.get(d)).filter(|d| d.span.start >= this.citation.span.end).and_then(|d| d.day_of_calendar());
        let serial: String = view.document.words(this.citation.span).chars().take_while(char::is_ascii_digit).collect();
        // Small numbers meet by chance: the first plan and the first decision of a year.
        if let Some(day) = day.filter(|_| serial.len() > 1) {
            by_day.entry((format!("{serial} {}", this.issuer), day)).or_default().push(this);
        }
    }
    for same in by_day.values() {
        let times = |kind: &str| same.iter().filter(|c| c.kind == kind).count();
        let Some(main) = same.iter().max_by_key(|c| (times(c.kind), std::cmp::Reverse(c.citation.span.start))) else { continue };
        let Some(odd) = same.iter().find(|c| c.kind != main.kind) else { continue };
        if !out.iter().any(|r| r.stated.span.overlaps(odd.citation.span)) {
            let slip = Relation::flag(&view.rule.name, odd.citation.span, vec![main.citation.span], Severity::Warning);
            out.push(slip.variant("types").detail("other", view.document.words(main.citation.span)));
        }
    }
}

/// The same digits and letters with other signs between them: the majority is right.
fn signs(view: View, cited: &[Cited], out: &mut Vec<Relation>) {
    let mut by_letters: BTreeMap<String, BTreeMap<&str, Vec<Span>>> = BTreeMap::new();
    for this in cited {
        let folded = view.document.folded(this.citation.span);
        // The digits stay apart: `1/2024/…` is not `12/024/…`.
        let letters: String = folded.chars().map(|c| if is_of_word(c) { c } else { ' ' }).collect();
        by_letters.entry(letters).or_default().entry(folded).or_default().push(this.citation.span);
    }
    for forms in by_letters.values().filter(|f| f.len() > 1) {
        let Some((right, many)) = forms.iter().max_by_key(|(_, places)| places.len()) else { continue };
        for (_, few) in forms.iter().filter(|(form, few)| *form != right && few.len() < many.len()) {
            let (Some(&at), Some(&other)) = (few.first(), many.first()) else { continue };
            // Whoever says less of it gives way: the majority is the stronger reason.
            out.retain(|r| !(r.stated.span.overlaps(at) && r.ceiling == Severity::Note));
            if !out.iter().any(|r| r.stated.span.overlaps(at)) {
                let form = view.document.words(other).to_owned();
                let slip = Relation::flag(&view.rule.name, at, few.iter().skip(1).chain(many).copied().collect(), Severity::Warning);
                out.push(slip.variant("otherwise").detail("form", form.clone()).detail("many", many.len().to_string()).replace(form));
            }
        }
    }
}

/// The day of a document and the first words of its title.
type Title<'a> = ((u32, u32, u32), Vec<&'a str>);

/// One title, one day, two codes: one of them is mistyped.
fn titles(view: View, cited: &[Cited], out: &mut Vec<Relation>) {
    let mut by_title: BTreeMap<Title, Vec<(&Cited, &str)>> = BTreeMap::new();
    for this in cited {
        let date = this.date.and_then(|d| view.claims.dates.get(d)).filter(|d| d.span.start >= this.citation.span.end);
        let Some((day, title)) = date.and_then(|d| d.day_of_calendar().zip(title(view, this, d.span.end))) else { continue };
        by_title.entry((day, title.split_whitespace().take(TITLE).collect())).or_default().push((this, title));
    }
    for same in by_title.values().map(|s| &s[..s.len().min(MOST)]) {
        let code = |c: &Cited| view.document.folded(c.citation.span);
        let times = |c: &Cited| same.iter().filter(|(o, _)| code(o) == code(c)).count();
        // Of two that are as many the later one is accused.
        let Some(most) = same.iter().map(|(c, _)| times(c)).max() else { continue };
        let Some(main) = same.iter().find(|(c, _)| times(c) == most) else { continue };
        // One of them may go on in its sentence: `…, xã được giao 3 tỷ đồng`.
        let begins = |long: &str, short: &str| long.strip_prefix(short).is_some_and(|rest| rest.is_empty() || rest.starts_with(','));
        let Some((odd, _)) = same.iter().find(|(c, title)| code(c) != code(main.0) && (begins(title, main.1) || begins(main.1, title))) else { continue };
        let main = main.0;
        if !out.iter().any(|r| r.stated.span.overlaps(odd.citation.span)) {
            let slip = Relation::flag(&view.rule.name, odd.citation.span, vec![main.citation.span], Severity::Warning);
            out.push(slip.variant("title").detail("other", view.document.words(main.citation.span)));
        }
    }
}

/// What a document is about, up to the next sign that ends it.
fn title<'a>(view: View<'a>, this: &Cited, from: usize) -> Option<&'a str> {
    let end = view.document.blocks.get(this.citation.block)?.span.end;
    let text = view.document.folded(Span::new(from, end));
    let ends = text.find([';', '.', '(', '"', '“', '\n']).unwrap_or(text.len());
    let title = text.get(..ends)?.trim_matches([' ', ',', ')']);
    (title.split_whitespace().count() >= TITLE).then_some(title)
}
