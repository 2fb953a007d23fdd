//! Two dates of one clause in the wrong order: `khởi công tháng 8/2025, hoàn thành tháng 6/2025`, and what is due after the paper that is made of it.

use crate::claims::DateClaim;
use crate::phrases::is_of_word;
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;

/// Longest stretch between the two dates, in bytes.
const BETWEEN: usize = 160;
/// How far before a date the word stands that says what begins or ends, in bytes.
const AHEAD: usize = 60;

pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    for pair in view.claims.dates.windows(2) {
        let [first, second] = pair else { continue };
        let between = Span::new(first.span.end, second.span.start.max(first.span.end));
        if first.block != second.block || between.len() > BETWEEN || !is_earlier(second, first) {
            continue;
        }
        let clause = view.document.folded(between);
        let parted = clause.contains([';', '\n', '(', ')', ':']) || clause.contains(". ");
        let reversed = says(view, first, "begins") && says(view, second, "ends");
        let purpose = view.rule.cues("purpose").iter().any(|w| clause.contains(w.as_str()));
        let due = purpose && says(view, first, "due") && says(view, second, "due");
        if !parted && (reversed || due) {
            let variant = if reversed { "sequence" } else { "due" };
            let slip = Relation::flag(&view.rule.name, second.span, vec![first.span], Severity::Warning).variant(variant);
            out.push(slip.detail("first", view.document.words(first.span)));
        }
    }
}

/// By day where both have one, else by month.
fn is_earlier(a: &DateClaim, b: &DateClaim) -> bool {
    let possible = |d: &DateClaim| d.year_digits == 4 && (1..=12).contains(&d.month);
    let days = a.day.zip(b.day).map_or((0, 0), |days| days);
    possible(a) && possible(b) && (a.year, a.month, days.0) < (b.year, b.month, days.1)
}

/// Right before the date, or before its `ngày`, `tháng`, `vào`, stands one of these words.
fn says(view: View, date: &DateClaim, kind: &str) -> bool {
    let mut start = date.span.start.saturating_sub(AHEAD);
    while !view.document.lower.is_char_boundary(start) {
        start += 1;
    }
    let mut ahead = view.document.folded(Span::new(start, date.span.start)).trim_end();
    while let Some(rest) = view.rule.cues("date_words").iter().find_map(|w| ahead.strip_suffix(w.as_str())).filter(|r| r.ends_with(' ')) {
        if view.rule.cues(kind).iter().any(|w| ends_with_word(ahead, w)) {
            return true;
        }
        ahead = rest.trim_end();
    }
    // `khởi công xây dựng nhà văn hóa vào tháng 8/2026`: what is begun stands between, in the same clause.
    let clause = ahead.rsplit([',', ';', '.', ':', '(', '\n']).next().unwrap_or("");
    let opens = kind == "begins"
        && view
            .rule
            .cues("begins")
            .iter()
            .any(|w| clause.trim_start().strip_prefix(w.as_str()).is_some_and(|r| r.starts_with(' ') && !r.contains(|c: char| c.is_ascii_digit())));
    opens || view.rule.cues(kind).iter().any(|w| ends_with_word(ahead, w))
}

fn ends_with_word(text: &str, word: &str) -> bool {
    text.strip_suffix(word).is_some_and(|rest| !rest.ends_with(is_of_word))
}
