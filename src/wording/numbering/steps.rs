//! Paragraphs that open with the same words and a number: `Bước 1: …`, `Bước 2: …`, `Bước 4: …`.

use super::{flag, judge_list};
use crate::document::{Block, Kind};
use crate::phrases::is_letter;
use crate::relations::Relation;
use crate::source::Span;
use crate::view::View;
use std::collections::HashMap;

/// Largest number of such a list, and most bytes of its words.
const MOST: u32 = 40;
const WORDS: usize = 30;
/// Longest stretch from one step to the next one, in bytes: keeps the work linear.
const FAR: usize = 20_000;
/// Most words before the number.
const FEW: usize = 3;

/// The number of a paragraph, where its words and number stand, and the words before it.
type Step<'a> = (u32, Span, &'a str);

pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let steps: Vec<Step> = view.document.blocks.iter().filter_map(|b| step(view, b)).collect();
    let mut by_words: HashMap<&str, Vec<Step>> = HashMap::new();
    steps.iter().for_each(|s| by_words.entry(s.2).or_default().push(*s));
    let mut lists: Vec<Vec<Step>> = by_words.into_values().filter(|l| l.len() > 2).collect();
    lists.sort_unstable_by_key(|l| l[0].1.start);
    for list in lists {
        check(view, &list, out);
    }
}

fn check(view: View, list: &[Step], out: &mut Vec<Relation>) {
    let mut last: Option<Step> = None;
    for (at, &step) in list.iter().enumerate() {
        let (number, place, words) = step;
        let next = list.get(at + 1).map(|s| s.0);
        let Some((before, seen, _)) = last.filter(|l| number != 1 && place.start - l.1.end <= FAR) else {
            last = (number == 1).then_some(step);
            continue;
        };
        let between = view.document.folded(Span::new(seen.end, place.start));
        let is_told = between.contains(&format!("{words} {}", before + 1)) || between.contains("[...]") || between.contains("[…]");
        if !(before..=before + 2).contains(&number) || number == before + 2 && is_told {
            last = None;
            continue;
        }
        if let Some(found) = judge_list(before, number, next, 1) {
            let own = view.document.words(Span::new(place.start, place.start + words.len()));
            flag(view, place, seen, found, &format!("{own} {}", before + 1), out);
        }
        last = Some(step);
    }
}

/// `Bước 3:`, `Nhóm giải pháp 2.` at the beginning of a paragraph.
fn step<'a>(view: View<'a>, block: &Block) -> Option<Step<'a>> {
    let is_text = matches!(block.kind, Kind::Paragraph | Kind::Bullet(_));
    let text = view.document.words(block.span);
    if !is_text || !text.starts_with(char::is_uppercase) {
        return None;
    }
    let lower = view.document.folded(block.span);
    let at = lower.bytes().take(WORDS).position(|b| b.is_ascii_digit())?;
    let words = lower.get(..at)?.strip_suffix(' ')?;
    let plain = words.chars().all(|c| is_letter(c) || c == ' ') && words.split(' ').count() <= FEW;
    let digits = lower[at..].bytes().take_while(u8::is_ascii_digit).count();
    let behind = &lower[at + digits..];
    let ends = behind.starts_with(':') || behind.strip_prefix('.').is_some_and(|r| !r.starts_with(|c: char| c.is_ascii_digit()));
    let number = lower[at..at + digits].parse().ok().filter(|n| (1..=MOST).contains(n))?;
    let timed = view.rule.cues("not_step").iter().chain(view.rule.cues("article")).any(|w| words.split(' ').any(|own| own == w.trim()));
    (plain && ends && !timed).then(|| (number, Span::new(block.span.start, block.span.start + at + digits), words))
}
