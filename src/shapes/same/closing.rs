//! The year of the title against the year of the closing sentence (`Trên đây là báo cáo … năm 2026`): a draft that was made out of last
//! year's report keeps the old year in one of them.

use super::View;
use crate::claims::labels;
use crate::document::{BlockId, Kind};
use crate::phrases::is_year;
use crate::quantity::{Hedge, Measure, Number, Quantity, Style};
use crate::relations::{Form, Relation, Term, TermRole};
use crate::rulebook::Severity;
use crate::source::Span;
use rust_decimal::Decimal;

/// Blocks at the start among which the title stands.
const OPENING: usize = 24;
/// How much of the words of the title the closing sentence must have, in percent, and how many at least.
const SHARED: usize = 70;
const TELLING: usize = 4;

pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let closes = |&b: &BlockId| view.rule.cues("closing").iter().any(|cue| view.document.folded(view.document.blocks[b].span).starts_with(cue.as_str()));
    let Some((closing, told)) = (0..view.document.blocks.len()).rev().filter(closes).find_map(|b| Some((b, year(view, sentence(view, b))?))) else { return };
    let words = labels::words(view.document.folded(sentence(view, closing)), view.lexicon);
    let titles = (0..view.document.blocks.len().min(OPENING)).filter(|&b| is_title(view, b));
    let title = titles.filter_map(|b| Some((year(view, view.document.blocks[b].span)?, title_words(view, b)))).find(|(_, title)| {
        let shared = title.iter().filter(|w| words.contains(w)).count();
        shared >= TELLING && shared * 100 >= title.len() * SHARED
    });
    if let Some((year, _)) = title {
        let (stated, term) = (number(view, told, TermRole::Stated), number(view, year, TermRole::Same));
        let relation = Relation::new(&view.rule.name, Form::Equal, stated, vec![term]).variant("closing");
        out.push(Relation { ceiling: Severity::Warning, ..relation });
    }
}

fn sentence(view: View, block: BlockId) -> Span {
    let span = view.document.blocks[block].span;
    Span::new(span.start, view.claims.sentence_end(view.document, block, span.start))
}

fn is_title(view: View, block: BlockId) -> bool {
    let this = &view.document.blocks[block];
    (this.kind == Kind::Paragraph || this.heading > 0) && !view.document.block_text(block).trim_end().ends_with(['.', ':', ';', ','])
}

fn title_words(view: View, block: BlockId) -> Vec<String> {
    labels::words(view.document.folded(view.document.blocks[block].span), view.lexicon)
}

/// The year of a stretch of text that names one year and no other.
fn year(view: View, span: Span) -> Option<Span> {
    let mut years = view.claims.words.pieces(span).filter(|w| is_year(view.document.words(*w)));
    let first = years.next()?;
    years.all(|y| view.document.words(y) == view.document.words(first)).then_some(first)
}

fn number(view: View, span: Span, role: TermRole) -> Term {
    let value = view.document.words(span).parse::<u32>().map_or(Decimal::ZERO, Decimal::from);
    let number = Number { value, places: 0, style: Style::Comma, report: view.lexicon.numbers.decimal, candidates: Vec::new() };
    let quantity = Quantity { number, scale: Decimal::ONE, measure: Measure::Bare, exact: true, hedge: Hedge::None };
    Term { span, quantity: Some(quantity), role, claim: None }
}
