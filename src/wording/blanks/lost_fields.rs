//! `blanks`: fields that lost what they pointed to (`Error! Reference source not found`, `#REF!`), a percent sign without its number (`đạt tỷ lệ %.`) and a code
//! without its serial though its day is known (`Quyết định số /QĐ-UBND ngày 12/5/2025`).

use crate::claims::citing::entries;
use crate::document::Kind;
use crate::phrases::{is_letter, is_of_word, places};
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;

/// Most bytes from a code to its day.
const TO_DAY: usize = 12;

pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let lower = view.document.lower.as_str();
    let mut flag = |span: Span, variant: &'static str| out.push(Relation::flag(&view.rule.name, span, Vec::new(), Severity::Warning).variant(variant));
    for field in view.rule.cues("errors") {
        for at in places(lower, field) {
            flag(Span::new(at, at + field.len()), "field");
        }
    }
    let ids = |cue: &str| view.claims.words.any_of(view.rule.cues(cue));
    let (rate, numbered) = (ids("rate_word"), ids("numbered"));
    for (id, block) in view.document.blocks.iter().enumerate().filter(|(_, b)| b.kind != Kind::Cell) {
        for word in view.claims.words.of_block(id) {
            let at = word.span();
            if rate.holds(word.id() as usize) && lower[at.end..].starts_with(" %") && ends_clause(&lower[at.end + 2..]) {
                flag(Span::new(at.start, at.end + 2), "percent");
            }
            if numbered.holds(word.id() as usize) {
                if let Some(span) = serial(view, at, block.span.end) {
                    flag(span, "serial");
                }
            }
        }
    }
}

/// The clause ends behind the sign: no noun follows that the percent is of.
fn ends_clause(rest: &str) -> bool {
    rest.trim_end_matches(' ').is_empty() || rest.starts_with(['.', ';', ',', '\n']) && !rest[1..].starts_with(|c: char| c.is_ascii_digit())
}

/// `số /QĐ-UBND ngày 12/5/2025`.
fn serial(view: View, word: Span, end: usize) -> Option<Span> {
    let text = view.document.text();
    let rest = text.get(word.end..end)?;
    let code = rest.trim_start_matches([' ', ':']).strip_prefix('/')?;
    let start = end - code.len();
    let kind: String = code.chars().take_while(|&c| is_letter(c)).collect();
    let len: usize = code.chars().take_while(|&c| is_of_word(c) || c == '-' || c == '/').map(char::len_utf8).sum();
    let known = code[kind.len()..].starts_with(['-', '/']) && entries(view.lexicon, "type ").any(|(k, _)| k == kind);
    let dates = &view.claims.dates;
    let day = dates.get(dates.partition_point(|d| d.span.start < start + len)).filter(|d| d.day.is_some() && d.span.start - (start + len) <= TO_DAY)?;
    (known && day.day_of_calendar().is_some()).then_some(Span::new(word.start, start + len))
}
