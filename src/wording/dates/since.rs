//! Years of works in the wrong order: `khởi công năm 2024, hoàn thành năm 2022`.

use super::behind_cue;
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;

/// Longest stretch between beginning and end, in bytes.
const BETWEEN: usize = 80;

pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let mut begun: Option<(u32, Span)> = None;
    for word in view.claims.words.with_digit().filter(|w| w.span().len() == 4) {
        let at = word.span();
        let Some(year) = at.of(&view.document.lower).parse().ok().filter(|y| (1945..=2100).contains(y)) else { continue };
        let ahead = behind_cue(view, at, "of_year").map_or("", str::trim_end);
        let says = |kind: &str| view.rule.cues(kind).iter().any(|w| ahead.ends_with(w.as_str()));
        if let Some((first, place)) = begun.filter(|(first, _)| says("ends") && year < *first) {
            let between = Span::new(place.end, at.start.max(place.end));
            let text = view.document.folded(between);
            if between.len() < BETWEEN && !text.contains(['.', ';', '\n', '(', ')', ':']) {
                let slip = Relation::flag(&view.rule.name, at, vec![place], Severity::Warning).variant("sequence");
                out.push(slip.detail("first", first.to_string()));
            }
        }
        begun = says("begins").then_some((year, at));
    }
}
