//! The articles of a decision or rule of its own: `Điều 1.`, `Điều 2.`, `Điều 4.`; what is quoted of other laws has its numbers from there.

use super::{flag, judge_list};
use crate::document::{Block, BlockId, Kind};
use crate::relations::Relation;
use crate::source::Span;
use crate::view::View;

/// Longest stretch that is searched for an open mark of quotation, in bytes: keeps the work linear.
const FAR: usize = 20_000;
/// So many articles may be left out by mistake; more are left out on purpose.
const LEFT_OUT: u32 = 2;

/// The heading of an article: its block, its number, and the words that name it.
pub(super) struct Article {
    pub(super) block: BlockId,
    pub(super) number: u32,
    place: Span,
}

pub(super) fn propose(view: View, articles: &[Article], out: &mut Vec<Relation>) {
    let mut last: Option<&Article> = None;
    for (at, article) in articles.iter().enumerate() {
        let next = articles.get(at + 1).map(|a| a.number);
        let found = last.filter(|_| article.number > 1).and_then(|before| {
            let found = judge_list(before.number, article.number, next, LEFT_OUT)?;
            (!is_explained(view, before, article)).then_some((before, found))
        });
        if let Some((before, found)) = found {
            let word = view.document.words(article.place).split(' ').next().unwrap_or("");
            flag(view, article.place, before.place, found, &format!("{word} {}", before.number + 1), out);
        }
        // Only what begins with the first one, and goes on, is a sequence.
        let follows = last.is_some_and(|before| article.number == before.number + 1);
        last = (article.number == 1 || follows || found.is_some()).then_some(article);
    }
}

/// The headings that are no quotation, in order.
pub(super) fn read(view: View) -> Vec<Article> {
    let blocks = &view.document.blocks;
    let mut out: Vec<Article> = Vec::new();
    for (id, block) in blocks.iter().enumerate().filter(|(_, b)| b.kind == Kind::Paragraph) {
        let Some((number, place)) = heading(view, block) else { continue };
        let from = out.last().map_or(block.span.start, |a| a.place.start).max(view.document.text().floor_char_boundary(place.start.saturating_sub(FAR)));
        let introduced = id.checked_sub(1).is_some_and(|b| view.document.words(blocks[b].span).trim_end().ends_with(':'));
        if !is_quoted(view.document.words(Span::new(from, place.start))) && (number == 1 || !introduced) {
            out.push(Article { block: id, number, place });
        }
    }
    out
}

/// `Điều 3.`, `Điều 3:` at the beginning of a paragraph.
fn heading(view: View, block: &Block) -> Option<(u32, Span)> {
    let (text, lower) = (view.document.words(block.span), view.document.folded(block.span));
    let rest = view.rule.cues("article").iter().find_map(|w| lower.strip_prefix(w.as_str()))?;
    let len = rest.bytes().take_while(u8::is_ascii_digit).count();
    let number = rest.get(..len)?.parse().ok().filter(|n| (1..=999).contains(n))?;
    let ends = rest.get(len..)?.trim_start_matches(['*', '_', ' ']).starts_with(['.', ':']);
    let end = block.span.start + lower.len() - rest.len() + len;
    (ends && text.starts_with(char::is_uppercase)).then_some((number, Span::new(block.span.start, end)))
}

/// A mark of quotation is still open behind this text.
fn is_quoted(text: &str) -> bool {
    let count = |signs: &[char]| text.matches(signs).count();
    count(&['“', '«']) > count(&['”', '»']) || count(&['"']) % 2 == 1
}

/// The missing number stands between, where lines were joined, or somebody leaves it out: `[…]`.
fn is_explained(view: View, before: &Article, article: &Article) -> bool {
    let between = view.document.folded(Span::new(before.place.end, article.place.start));
    let missing = |sign: char, word: &String| between.contains(&format!("{word}{}{sign}", before.number + 1));
    let stands = article.number != before.number && view.rule.cues("article").iter().any(|w| missing('.', w) || missing(':', w));
    let left_out = |line: &str| line.contains(['.', '…']) && line.chars().all(|c| matches!(c, '.' | '…' | '[' | ']' | '(' | ')' | ' '));
    stands || between.lines().any(|line| left_out(line.trim()))
}
