//! Notes at the feet of pages.

use super::lines::{Line, Word};
use super::page::{Item, Page};
use crate::formats::canonical::Canonical;
use std::collections::HashMap;

/// Letters of notes are at most this many hundredths of the text's.
const SMALL: i64 = 95;

/// A note with the lines that it stands on.
#[derive(Debug)]
pub(super) struct Note {
    pub page: usize,
    pub number: String,
    /// What marks call it; numbers that start again on each page get the page before them.
    pub label: String,
    pub lines: Vec<Line>,
}

/// All notes of a file.
#[derive(Debug, Default)]
pub(super) struct Notes {
    pub list: Vec<Note>,
    by_number: HashMap<String, Vec<usize>>,
}

impl Notes {
    /// Adds a note.
    pub fn add(&mut self, page: usize, number: &str, lines: Vec<Line>) {
        let same = self.by_number.entry(number.to_owned()).or_default();
        let label = if same.is_empty() { number.to_owned() } else { format!("{page}-{number}") };
        same.push(self.list.len());
        self.list.push(Note { page, number: number.to_owned(), label, lines });
    }

    /// The label of the note that a mark on a page calls: the note at the foot of this page, else of the next that has one.
    pub fn label(&self, page: usize, number: &str) -> Option<&str> {
        let same = self.by_number.get(number)?;
        let found = same.iter().find(|&&n| self.list[n].page >= page).or(same.last())?;
        Some(&self.list[*found].label)
    }
}

/// Takes the notes off the feet of the pages; `body` is the size of the text.
pub(super) fn take(pages: &mut [Page], body: i64) -> Notes {
    let mut notes = Notes::default();
    for page in pages {
        let Some(start) = foot(page, body, notes.list.last()) else { continue };
        let number = page.number;
        let mut open: Option<(String, Vec<Line>)> = None;
        for item in page.items.split_off(start) {
            let Item::Line(mut line) = item else { continue };
            let last = open.as_ref().map(|o| o.0.clone());
            if let Some(label) = opening(&line).filter(|n| is_next(n, last.as_deref(), &notes, &line)) {
                line.words.remove(0);
                if let Some((label, lines)) = open.replace((label, vec![line])) {
                    notes.add(number, &label, lines);
                }
                continue;
            }
            match (&mut open, notes.list.last_mut()) {
                (Some((_, lines)), _) => lines.push(line),
                (None, Some(note)) => note.lines.push(line),
                (None, None) => {}
            }
        }
        if let Some((label, lines)) = open {
            notes.add(number, &label, lines);
        }
    }
    notes
}

/// Index of the first item of the foot: small letters to the end of the page, beneath a short rule or beginning with the mark of a note.
fn foot(page: &Page, body: i64, last: Option<&Note>) -> Option<usize> {
    let torn = last.is_some();
    let small = |item: &Item| matches!(item, Item::Line(line) if line.size * 100 <= SMALL * body);
    let first = page.items.iter().rposition(|item| !small(item)).map_or(0, |at| at + 1);
    let line = |at: usize| match page.items.get(at) {
        Some(Item::Line(line)) => Some(line),
        _ => None,
    };
    let marked = |at: usize| line(at).is_some_and(|l| opening(l).is_some() && l.words.len() > 1);
    let start = (first..page.items.len()).find(|&at| marked(at));
    // Beneath a rule that does not go over the whole page a note of the page before may go on first.
    let ruled =
        |y: i64| page.rules.iter().any(|r| r.y1 - r.y0 < 1_500 && (20_000..page.width * 6 / 10).contains(&(r.x1 - r.x0)) && r.y1 <= y && y - r.y1 < 3 * body);
    let beneath = (first..page.items.len()).find(|&at| line(at).is_some_and(|l| ruled(l.y)));
    // Notes in letters as large as the text's: a short rule, and right beneath it a raised number or the rest of a note.
    let unfinished = last.and_then(|note| note.lines.last()).is_some_and(|line| !line.text().ends_with(['.', ';', '!', '?', '”']));
    let large = (0..first).find(|&at| line(at).is_some_and(|l| ruled(l.y) && (unfinished || l.words[0].raised && opening(l).is_some())));
    if let Some(at) = large.filter(|&at| page.items[at..].iter().all(|item| matches!(item, Item::Line(_)))) {
        return Some(at);
    }
    match (beneath, start) {
        (Some(rule), Some(start)) if torn || rule == start => Some(rule.min(start)),
        (Some(rule), None) if torn => Some(rule),
        (_, start) => start,
    }
}

/// The number that a line begins with: raised, or small and apart.
fn opening(line: &Line) -> Option<String> {
    let first = line.words.first()?;
    let bare = first.text.trim_start_matches(['(', '[']).trim_end_matches([')', ']', '.']);
    let number = !bare.is_empty() && bare.len() <= 3 && bare.bytes().all(|b| b.is_ascii_digit());
    (number && (first.raised || line.words.len() > 1)).then(|| bare.to_owned())
}

/// A number that is not raised opens a note only where it is the next one.
fn is_next(number: &str, last: Option<&str>, notes: &Notes, line: &Line) -> bool {
    let before = last.or(notes.list.last().map(|note| note.number.as_str())).and_then(|n| n.parse::<u32>().ok());
    let next = number.parse::<u32>().ok();
    let raised = line.words.first().is_some_and(|word| word.raised);
    raised || next == Some(1) && last.is_none() || next.is_some() && next == before.map(|n| n + 1)
}

/// Writes words with the marks of notes; raised numbers without a note stay raised.
pub(super) fn write_words(out: &mut Canonical, words: &[Word], page: usize, notes: &Notes) {
    let mut before = "";
    for (index, word) in words.iter().enumerate() {
        if index > 0 && !word.glued {
            out.push(" ");
        }
        let bare = word.text.trim_matches(|c: char| "()[]".contains(c));
        let numbers: Vec<&str> = bare.split(',').map(str::trim).collect();
        let counts = word.raised && numbers.iter().all(|n| (1..=3).contains(&n.len()) && n.bytes().all(|b| b.is_ascii_digit()));
        if !counts {
            out.push(&word.text);
        }
        for number in numbers.into_iter().filter(|_| counts) {
            match notes.label(page, number).filter(|_| !word.glued || !is_measure(before)) {
                Some(label) => out.note_mark(label),
                None => out.push(&number.bytes().filter_map(|b| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().nth(usize::from(b.wrapping_sub(b'0')))).collect::<String>()),
            }
        }
        before = &word.text;
    }
}

/// True behind `m`, `km` and their like, where a raised digit is a power.
fn is_measure(before: &str) -> bool {
    let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    matches!(word, "m" | "km" | "dm" | "cm" | "mm" | "hm")
}
