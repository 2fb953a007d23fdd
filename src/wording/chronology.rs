//! `chronology`: documents dated after the report that cites them, or after what was issued on their basis.

use crate::claims::citing::{read, Cited};
use crate::claims::DateClaim;
use crate::document::Kind;
use crate::lexicon::split_words;
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;

type Day = (u32, u32, u32);

/// Flags dates that come too late for what they stand in.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let cited = read(view.document, view.claims, view.lexicon);
    let report = report_date(view);
    for this in &cited {
        let Some((day, place)) = dated(view, this) else { continue };
        // What is told of the day before the code is a story; the day behind it belongs to the document.
        let behind = place.start >= this.citation.span.end;
        if let Some((_, stated)) = report.filter(|(limit, at)| behind && day > *limit && at.end <= place.start) {
            let slip = Relation::flag(&view.rule.name, place, vec![stated], Severity::Warning).variant("report");
            out.push(slip);
        }
    }
    for this in &cited {
        attached(view, this, report, out);
    }
    for pair in cited.windows(2) {
        amended(view, &pair[0], &pair[1], out);
        carries_out(view, &pair[0], &pair[1], out);
    }
    for at in 0..cited.len() {
        based(view, &cited, at, out);
    }
}

/// `(Kèm theo Báo cáo số 12/BC-UBND ngày 13/3/2025)` in a report of another day, whose number it is.
fn attached(view: View, this: &Cited, report: Option<(Day, Span)>, out: &mut Vec<Relation>) {
    let (Some((own, stated)), Some((day, place))) = (report, dated(view, this)) else { return };
    let block = view.document.blocks.get(this.citation.block).map_or(0, |b| b.span.start);
    let before = view.document.folded(Span::new(block, this.citation.span.start)).trim_start_matches(['(', '*', '_', ' ']);
    let belongs = view.rule.cues("attached").iter().any(|w| before.starts_with(w.as_str())) && before.len() < 80;
    // A later day is told already; a day that was left blank tells nothing.
    if belongs && own.2 <= 31 && day < own && stated.end <= place.start && is_own(view, this) {
        out.push(Relation::flag(&view.rule.name, place, vec![stated], Severity::Warning).variant("own"));
    }
}

/// The head of the report has the same number and letters.
fn is_own(view: View, this: &Cited) -> bool {
    let code = view.document.folded(this.citation.span);
    let head = view.document.blocks.iter().take(25).map(|b| view.document.folded(b.span));
    { head }.any(|line| view.rule.cues("own").iter().any(|w| line.trim().strip_prefix(w.as_str()).is_some_and(|rest| rest.trim() == code)))
}

fn dated(view: View, this: &Cited) -> Option<(Day, Span)> {
    let date: &DateClaim = view.claims.dates.get(this.date?)?;
    Some((date.day_of_calendar()?, date.span))
}

/// The date in the head of the report; the day may be left blank, then the whole month is open (day 99).
fn report_date(view: View) -> Option<(Day, Span)> {
    let blocks = &view.document.blocks;
    let is = |kind: &str, word: &str| view.rule.cues(kind).iter().any(|w| w == word);
    let front = blocks.iter().position(|b| matches!(b.kind, Kind::Numbered(_))).unwrap_or(blocks.len()).min(25);
    for block in blocks.get(..front)? {
        let text = view.document.folded(block.span);
        for cue in view.rule.cues("dateline") {
            let Some(offset) = text.find(cue.as_str()).filter(|_| text.len() < 160 && !is_basis(text)) else { continue };
            let after = text.get(offset + cue.len()..)?;
            let words: Vec<&str> = after.split_whitespace().take(5).collect();
            let found = match words[..] {
                [day, m, month, y, year] if is("month", m) && is("year", y) => day.parse().ok().zip(month.parse().ok()).zip(year_of(year)),
                [m, month, y, year, ..] if is("month", m) && is("year", y) => month.parse().ok().map(|month| (99, month)).zip(year_of(year)),
                _ => None,
            };
            if let Some(((day, month), year)) = found {
                let start = block.span.start + offset + cue.trim_start_matches([',', ' ']).len().abs_diff(cue.len());
                return Some(((year, month, day), Span::new(start, block.span.end)));
            }
        }
    }
    None
}

/// `Căn cứ Luật …, ngày 18 tháng 02 năm 2025;`: one of the documents that a report rests on, which end with a semicolon.
fn is_basis(text: &str) -> bool {
    text.trim_end_matches([' ', '*', '_']).ends_with(';')
}

fn year_of(word: &str) -> Option<u32> {
    word.trim_end_matches(|c: char| !c.is_ascii_digit()).parse().ok().filter(|y| (1900..=2200).contains(y))
}

/// `Quyết định A sửa đổi Quyết định B`, where B is the newer one.
fn amended(view: View, newer: &Cited, older: &Cited, out: &mut Vec<Relation>) {
    let (Some((day, place)), Some((other, at))) = (dated(view, newer), dated(view, older)) else { return };
    let between = view.document.folded(Span::new(place.end, older.citation.span.start));
    let amends = |word: &String| {
        let found = between.find(word.as_str()).filter(|o| *o < 80);
        found.is_some_and(|o| !split_words(between.get(..o).unwrap_or("")).any(|w| view.rule.cues("passive").iter().any(|p| p == w)))
    };
    if newer.citation.block == older.citation.block
        && between.len() < 160
        && !between.contains([';', '.'])
        && day < other
        && view.rule.cues("amends").iter().any(amends)
    {
        out.push(Relation::flag(&view.rule.name, at, vec![place], Severity::Warning).variant("amends"));
    }
}

/// `Kế hoạch A ngày 10/3 triển khai Kế hoạch B ngày 21/3`: nobody carries out what does not exist yet.
fn carries_out(view: View, this: &Cited, other: &Cited, out: &mut Vec<Relation>) {
    let (Some((day, place)), Some((basis, at))) = (dated(view, this), dated(view, other)) else { return };
    let end = other.type_word.map_or(other.citation.span.start, |w| w.start);
    if this.citation.block != other.citation.block || place.end > end || day >= basis {
        return;
    }
    let between = view.document.folded(Span::new(place.end, end)).trim_end();
    // `theo đề nghị của Sở A tại Tờ trình …`: what is asked for comes before what is decided.
    let asked = view.rule.cues("asked").iter().any(|w| between.trim_start().starts_with(w.as_str()));
    let carries = asked || view.rule.cues("carries_out").iter().any(|w| between.ends_with(w.as_str()));
    if carries && between.len() < 160 && !between.contains([';', '.']) {
        let slip = Relation::flag(&view.rule.name, place, vec![at], Severity::Warning).variant("basis");
        out.push(slip.detail("code", view.document.words(this.citation.span)).detail("basis", view.document.words(other.citation.span)));
    }
}

/// `Căn cứ Kế hoạch A …, Sở đã ban hành Kế hoạch B`, where B is older than A.
fn based(view: View, cited: &[Cited], at: usize, out: &mut Vec<Relation>) {
    let Some((issued, place)) = cited.get(at).and_then(|c| dated(view, c)).filter(|_| is_issued(view, &cited[at])) else { return };
    let this = &cited[at];
    let start = view.document.blocks.get(this.citation.block).map_or(0, |b| b.span.start);
    let sentence = view.claims.sentence_start(view.document, this.citation.block, this.citation.span.start);
    let before = if sentence > start { view.claims.sentence_start(view.document, this.citation.block, sentence.saturating_sub(2)) } else { sentence };
    for (from, to) in [(sentence, this.citation.span.start), (before, sentence)] {
        let text = view.document.folded(Span::new(from, to));
        let rests = view.rule.cues("basis").iter().any(|w| text.trim_start().starts_with(w.as_str()));
        if !rests {
            continue;
        }
        let earlier = cited[..at].iter().filter(|c| c.citation.span.start >= from && c.citation.span.end <= to && !is_issued(view, c));
        let latest = earlier.filter_map(|c| dated(view, c).map(|d| (d, c))).max_by_key(|(d, _)| d.0);
        if let Some(((_, base), basis)) = latest.filter(|((day, _), _)| *day > issued) {
            let slip = Relation::flag(&view.rule.name, place, vec![base], Severity::Warning).variant("basis");
            out.push(slip.detail("code", view.document.words(this.citation.span)).detail("basis", view.document.words(basis.citation.span)));
        }
        return;
    }
}

/// True if the sentence says that this document was issued, not only cited.
fn is_issued(view: View, this: &Cited) -> bool {
    let start = view.document.blocks.get(this.citation.block).map_or(0, |b| b.span.start);
    let end = this.type_word.map_or(this.citation.span.start, |w| w.start);
    let before = view.document.folded(Span::new(start, end)).trim_end();
    view.rule.cues("issues").iter().any(|w| before.ends_with(w.as_str()))
}
