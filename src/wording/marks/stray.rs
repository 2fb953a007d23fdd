//! `marks`: a hyphen that stands inside a word with a blank on one side (`giải -pháp`), and two signs where one belongs (`hội nghị,, triển khai`).

use crate::phrases::is_letter;
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::{soften_typing, View};

/// Two signs that never meet.
const DOUBLED: [&str; 9] = [",,", ";;", "::", ",;", ";,", ",.", ";.", ":;", ":,"];

/// Two signs inside a figure: `52.,4`.
const BETWEEN_DIGITS: [&str; 3] = [".,", ",.", ",,"];

pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let found = out.len();
    let text = view.document.text();
    for pair in view.claims.words.list.windows(2) {
        let gap = Span::new(pair[0].span().end, pair[1].span().start.max(pair[0].span().end));
        if !(2..=3).contains(&gap.len()) {
            continue;
        }
        let signs = gap.of(text);
        let whole = pair[0].span().join(pair[1].span());
        if matches!(signs, " -" | "- ") {
            let (a, b) = (view.document.folded(pair[0].span()), view.document.folded(pair[1].span()));
            let small = view.document.words(pair[1].span()).starts_with(char::is_lowercase);
            // `mục tiêu- chung`: behind a whole word the hyphen is a dash.
            let whole_word = view.lexicon.is_word(a, b);
            if small && whole_word && is_alone(view, whole) {
                let right = format!("{} {}", view.document.words(pair[0].span()), view.document.words(pair[1].span()));
                let slip = Relation::flag(&view.rule.name, whole, Vec::new(), Severity::Warning).variant("hyphen").detail("other", right.clone());
                out.push(slip.replace(right));
            }
        } else {
            let in_figure = BETWEEN_DIGITS.contains(&signs) && is_figure(view, pair[0].span()) && is_figure(view, pair[1].span());
            if in_figure || DOUBLED.contains(&signs.trim_end_matches(' ')) && is_plain(view, pair[0].span()) {
                out.push(Relation::flag(&view.rule.name, whole, Vec::new(), Severity::Warning).variant("doubled"));
            }
        }
    }
    soften_typing(view, &mut out[found..]);
}

/// The two syllables make no word with their other neighbours: nothing but the one word can be meant.
fn is_alone(view: View, whole: Span) -> bool {
    let list = &view.claims.words.list;
    let at = list.partition_point(|w| w.span().start < whole.start);
    let low = |i: usize| list.get(i).map_or("", |w| view.document.folded(w.span()));
    let left = at > 0 && view.lexicon.is_word(low(at - 1), low(at));
    let right = view.lexicon.is_word(low(at + 1), low(at + 2));
    !left && !right
}

fn is_figure(view: View, word: Span) -> bool {
    view.document.words(word).bytes().all(|b| b.is_ascii_digit())
}

/// Words of the language, no figures, addresses or letters of a formula.
fn is_plain(view: View, word: Span) -> bool {
    view.document.words(word).chars().all(is_letter) && view.lexicon.knows_syllable(view.document.folded(word))
}
