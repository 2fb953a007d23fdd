//! Notes that stand between the paragraphs: what a web page had at its end, and what was typed with raised digits.

use super::flow::Piece;
use super::lines::Line;
use super::notes::Notes;
use std::collections::HashSet;

/// What browsers print behind a note of a web page.
const BACK: [char; 3] = ['↩', '\u{fe0e}', '↑'];

/// Takes notes out of the text: numbered paragraphs that end in an arrow back, and those that begin with a raised number which was called before.
/// A raised number at the start of any other paragraph is written on the line, since it would be taken for a note.
pub(super) fn take(pieces: &mut Vec<Piece>, notes: &mut Notes) {
    let mut called: HashSet<String> = HashSet::new();
    let mut kept = Vec::with_capacity(pieces.len());
    for piece in pieces.drain(..) {
        let Piece::Paragraph(mut lines) = piece else {
            kept.push(piece);
            continue;
        };
        if let Some(number) = after_arrow(&mut lines).or_else(|| raised(&mut lines, &mut called)) {
            let page = lines.first().map_or(0, |line| line.page);
            notes.add(page, &number, lines);
            continue;
        }
        called.extend(lines.iter().flat_map(|line| &line.words).filter(|word| word.raised).map(|word| bare(&word.text).to_owned()));
        kept.push(Piece::Paragraph(lines));
    }
    *pieces = kept;
}

fn bare(text: &str) -> &str {
    text.trim_matches(|c: char| "()[].".contains(c))
}

fn is_number(text: &str) -> bool {
    (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

/// The number of a note of a web page; its number and arrow go.
fn after_arrow(lines: &mut [Line]) -> Option<String> {
    let back = lines.last_mut()?.words.last_mut()?.text.ends_with(BACK);
    let number = bare(&lines.first()?.words.first()?.text).to_owned();
    if !back || !is_number(&number) {
        return None;
    }
    lines.first_mut()?.words.remove(0);
    let last = lines.last_mut()?.words.last_mut()?;
    last.text.truncate(last.text.trim_end_matches(BACK).len());
    Some(number)
}

/// The raised number that a paragraph begins with, if it was called before.
fn raised(lines: &mut [Line], called: &mut HashSet<String>) -> Option<String> {
    let line = lines.first_mut()?;
    let first = line.words.first_mut().filter(|word| word.raised)?;
    let number = bare(&first.text).to_owned();
    if line.words.len() > 1 && is_number(&number) && called.remove(&number) {
        line.words.remove(0);
        return Some(number);
    }
    line.words[0].raised = false;
    None
}
