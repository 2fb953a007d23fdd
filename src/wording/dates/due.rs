//! Days that are due without their year: `gửi báo cáo trước ngày 12/6 để tổng hợp, báo cáo cấp trên trước ngày 10/6`.
//!
//! What is made of other papers is due behind them.

use crate::document::Kind;
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;

/// Longest stretch between the two days, in bytes.
const BETWEEN: usize = 260;
/// Most blocks from one deadline to the other.
const NEAR: usize = 2;
/// How far before a day the word stands that makes it a deadline, in bytes.
const AHEAD: usize = 40;
/// How far behind a day its purpose stands, in bytes.
const BEHIND: usize = 60;
/// So many months earlier it is the next year.
const WINTER: u32 = 6;

/// A deadline: year where it is written, month, day and place.
struct Due {
    year: Option<u32>,
    day: (u32, u32),
    block: usize,
    span: Span,
}

pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let dues: Vec<Due> = view.claims.words.with_digit().filter_map(|w| read(view, w.span())).collect();
    for pair in dues.windows(2) {
        let [first, second] = pair else { continue };
        let between = Span::new(first.span.end, second.span.start.max(first.span.end));
        let near = second.block - first.block <= NEAR;
        let tabled = [first, second].iter().any(|d| view.document.blocks.get(d.block).is_none_or(|b| b.kind == Kind::Cell));
        if !near || tabled && first.block != second.block || between.len() > BETWEEN || out.iter().any(|r| r.stated.span.overlaps(second.span)) {
            continue;
        }
        let cue = |kind: &str, text: &str| view.rule.cues(kind).iter().any(|w| text.contains(w.as_str()));
        let text = view.document.folded(between);
        let end = view.claims.sentence_end(view.document, second.block, second.span.end);
        let behind = view.document.folded(Span::new(second.span.end, end.max(second.span.end)));
        let behind = (0..=BEHIND.min(behind.len())).rev().find_map(|at| behind.get(..at)).unwrap_or("");
        let start = view.claims.sentence_start(view.document, first.block, first.span.start);
        let head = view.document.folded(Span::new(start.min(first.span.start), first.span.start));
        // `… để tổng hợp, trình … trước ngày`: the second is made of the first; `tổng hợp … trước ngày …; gửi trước ngày … để tổng hợp`: the other way round.
        let made = cue("collects", text) && !cue("to_collect", behind);
        let made_before = first.block == second.block && cue("collects", head) && cue("to_collect", behind) && !cue("collects", text);
        // In another paragraph the first one must say that it is sent for that.
        let made = made && (first.block == second.block || cue("to_collect", text));
        let (early, late) = if made { (second, first) } else { (first, second) };
        if (made || made_before) && is_before(early, late) {
            let slip = Relation::flag(&view.rule.name, early.span, vec![late.span], Severity::Warning).variant("due");
            out.push(slip.detail("first", view.document.words(late.span)));
        }
    }
}

/// Some days earlier, in the same year or within the months that lie between two deadlines of one task.
fn is_before(early: &Due, late: &Due) -> bool {
    let year = early.year.zip(late.year).is_none_or(|(a, b)| a == b);
    year && early.day < late.day && late.day.0 - early.day.0 < WINTER
}

/// `trước ngày 12/6`, `chậm nhất 12/6/2025`, `trước 16 giờ ngày 12 tháng 6`.
fn read(view: View, at: Span) -> Option<Due> {
    let lower = view.document.lower.as_str();
    let day: u32 = at.of(lower).parse().ok().filter(|d| (1..=31).contains(d) && at.len() <= 2)?;
    let behind = lower.get(at.end..)?;
    let in_words = || view.rule.cues("month").iter().find_map(|w| behind.strip_prefix(' ')?.strip_prefix(w.as_str()));
    let rest = behind.strip_prefix('/').or_else(in_words)?;
    let len = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let month: u32 = rest.get(..len(rest))?.parse().ok().filter(|m| (1..=12).contains(m) && len(rest) <= 2)?;
    let mut end = lower.len() - rest.len() + len(rest);
    let tail = lower.get(end..)?;
    let written = tail.strip_prefix('/').or_else(|| view.rule.cues("year_behind").iter().find_map(|w| tail.strip_prefix(w.as_str()))).filter(|y| len(y) == 4);
    let year = written.and_then(|y| y.get(..4)).and_then(|y| y.parse().ok());
    end = if let (Some(_), Some(written)) = (year, written) { lower.len() - written.len() + 4 } else { end };
    let start = (at.start.saturating_sub(AHEAD)..=at.start).find(|&start| lower.is_char_boundary(start))?;
    let mut ahead = lower.get(start..at.start)?.trim_end();
    while let Some(head) = view.rule.cues("date_words").iter().find_map(|w| ahead.strip_suffix(w.as_str())).filter(|r| r.ends_with(' ')) {
        ahead = head.trim_end();
    }
    // `trước 16 giờ 30 ngày 12/6`, `trước 16h00 ngày 12/6`: the time of day stands between.
    let timed = view.rule.cues("hour_sign").iter().chain(view.rule.cues("hour_word")).find_map(|w| {
        let head = ahead.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ').strip_suffix(w.trim())?;
        let bare = head.trim_end().trim_end_matches(|c: char| c.is_ascii_digit());
        (bare.len() < head.trim_end().len()).then(|| bare.trim_end())
    });
    let ahead = timed.unwrap_or(ahead);
    let due = view.rule.cues("due").iter().any(|w| ahead.strip_suffix(w.as_str()).is_some_and(|r| r.is_empty() || r.ends_with([' ', ',', '('])));
    let block = view.document.blocks.partition_point(|b| b.span.start <= at.start).checked_sub(1)?;
    due.then(|| Due { year, day: (month, day), block, span: Span::new(at.start, end) })
}
