//! Enumerations inside a paragraph: `(1) …; (2) …`, `một là …; hai là …`.

use super::{flag, judge};
use crate::document::Kind;
use crate::phrases::is_letter;
use crate::relations::Relation;
use crate::source::Span;
use crate::view::View;

/// Largest number of an enumeration; what is greater is a year or a figure.
const MOST: u32 = 40;

pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    for (id, block) in view.document.blocks.iter().enumerate() {
        if block.kind == Kind::Cell {
            continue;
        }
        check(view, &bracketed(view, block.span), out);
        check(view, &in_words(view, id), out);
    }
}

/// Walks the numbers of one paragraph; a sequence begins at 1.
fn check(view: View, marks: &[(u32, Span)], out: &mut Vec<Relation>) {
    let mut open: Option<(u32, Span)> = None;
    for (at, &(number, span)) in marks.iter().enumerate() {
        let next = marks.get(at + 1).map(|m| m.0);
        if let Some((last, place)) = open.filter(|_| number != 1) {
            let certain = last > 1 || next == Some(number + 1);
            let found = judge(last, number, next).filter(|_| number != last + 1 && certain);
            if let Some(found) = found {
                flag(view, span, place, found, &(last + 1).to_string(), out);
            } else if number != last + 1 {
                continue;
            }
            open = Some((number, span));
        } else if number == 1 {
            open = Some((1, span));
        }
    }
}

/// True if an item may begin at `at`: after a sign, not inside a clause (where `(1)` is a reference).
fn begins_item(view: View, block: Span, at: usize) -> bool {
    let before = Span::new(block.start, at).of(view.document.text()).trim_end();
    before.is_empty() || before.ends_with([':', ';', ',', '.', '–', '-'])
}

fn bracketed(view: View, block: Span) -> Vec<(u32, Span)> {
    let text = view.document.words(block);
    let mut out = Vec::new();
    for (offset, _) in text.match_indices('(') {
        let digits = text[offset + 1..].bytes().take_while(u8::is_ascii_digit).count();
        let end = offset + 1 + digits;
        let closed = text[end..].starts_with(") ") && text[end + 2..].starts_with(|c: char| is_letter(c));
        let number = text[offset + 1..end].parse().ok().filter(|&n: &u32| n > 0 && n <= MOST);
        if let (true, Some(number)) = (closed && begins_item(view, block, block.start + offset), number) {
            out.push((number, Span::new(block.start + offset, block.start + end + 1)));
        }
    }
    out
}

/// `một là`, `hai là`: the number word and the copula that the rule names.
fn in_words(view: View, id: usize) -> Vec<(u32, Span)> {
    let Some(block) = view.document.blocks.get(id) else { return Vec::new() };
    let copula: Vec<u32> = view.claims.words.find_all(view.rule.cues("is")).collect();
    let words = view.claims.words.of_block(id);
    let pairs = words.windows(2).filter(|p| copula.contains(&p[1].id()));
    pairs
        .filter_map(|p| {
            let number = view.lexicon.number_words.get(view.document.folded(p[0].span()))?;
            begins_item(view, block.span, p[0].span().start).then_some((*number, p[0].span().join(p[1].span())))
        })
        .collect()
}
