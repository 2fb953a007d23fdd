//! Joins what page breaks tore apart.
//!
//! A printed page is `body* · continuation of the open note* · new notes`: unmarked blocks between body text and the next new note
//! belong to the note that was open; after the last note of a page the body goes on where it broke off.

use super::lines::{Raw, RawKind};
use crate::source::{Derived, Layout};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Decides which blocks belong to notes and joins torn blocks.
pub(super) fn mend(clean: &Derived, raw: &mut Vec<Raw>, layout: Layout) {
    match layout {
        Layout::Wrapped => {
            assign_notes(raw, &clean.text);
            join_torn(raw, &clean.text);
        }
        Layout::LineIsBlock => take_notes(raw, &clean.text),
    }
}

/// Nothing is torn where a reader knows paragraphs and notes: the notes stand at the end, each with all its blocks.
/// What was typed as a note among the paragraphs before them is one as in plain text: it does not take the rest of the report with it.
fn take_notes(raw: &mut [Raw], text: &str) {
    let is_own = |b: &Raw| matches!(b.kind, RawKind::Note(_)) && b.marker.of(text).trim_start().starts_with("[^");
    let (body, notes) = raw.split_at_mut(raw.iter().position(is_own).unwrap_or(raw.len()));
    assign_notes(body, text);
    let typed = body.iter().filter(|b| matches!(b.kind, RawKind::Note(_))).count();
    let mut open = typed.checked_sub(1);
    for block in notes {
        if matches!(block.kind, RawKind::Note(_)) {
            open = Some(open.map_or(0, |note| note + 1));
        }
        block.note = open;
    }
}

/// Sets `note` on note bodies and on the blocks that go on in them.
fn assign_notes(raw: &mut [Raw], text: &str) {
    let starts: Vec<usize> = (0..raw.len()).filter(|&i| matches!(raw[i].kind, RawKind::Note(_))).collect();
    let mut last_body = starts.first().and_then(|first| first.checked_sub(1));
    for (index, &start) in starts.iter().enumerate() {
        raw[start].note = Some(index);
        let next = starts.get(index + 1).copied();
        let end = next.unwrap_or(raw.len());
        let first = first_continuation(raw, text, start..end, last_body.map(|at| &raw[at]), next.is_some());
        if first > start + 1 {
            last_body = Some(first - 1);
        }
        for block in &mut raw[first..end] {
            block.note = Some(index);
        }
    }
}

/// Index of the first block between a note and the next note (a `stretch` of blocks) that goes on in the note; its end where none does.
/// `body` is the last block of body text before the note.
fn first_continuation(raw: &[Raw], text: &str, stretch: Range<usize>, body: Option<&Raw>, followed: bool) -> usize {
    let Range { start, end } = stretch;
    // The body text before the notes of this page ends in a list item, which may go on after the notes.
    let body_list_open = body.is_some_and(|b| matches!(b.kind, RawKind::Bullet(_)));
    let run = &raw[start + 1..end];
    // Only list items between two notes of one page: the items are the note's.
    if followed && !run.is_empty() && run.iter().all(|b| matches!(b.kind, RawKind::Bullet(_))) && !body_list_open {
        return start + 1;
    }
    if raw[start].is_finished(text) || !followed {
        return end;
    }
    let body_torn = body.is_some_and(|b| !b.is_finished(text));
    let from = usize::from(body_torn);
    let found = (from..run.len()).rev().find(|&i| run[i].begins_inside(text) && run[i].heading == 0);
    found.map_or(end, |i| start + 1 + i)
}

/// Appends a block to the block of the same flow (body, or one note) that broke off before it.
fn join_torn(raw: &mut Vec<Raw>, text: &str) {
    let mut out: Vec<Raw> = Vec::with_capacity(raw.len());
    // The last block of each flow.
    let mut last: FxHashMap<Option<usize>, usize> = FxHashMap::default();
    for block in raw.drain(..) {
        let after_note = out.last().is_some_and(|b| b.note != block.note);
        let open = last.get(&block.note).copied();
        let torn = open.is_some_and(|i| {
            let unmarked = block.kind == RawKind::Paragraph && block.heading == 0;
            let running = matches!(out[i].kind, RawKind::Paragraph | RawKind::Bullet(_) | RawKind::Note(_)) && out[i].heading == 0;
            // Not summed up to the end: a block may grow part by part.
            let mut length = 0;
            let long = out[i].parts.iter().any(|part| {
                length += part.len();
                length > 40
            });
            unmarked && running && long && !out[i].is_finished(text) && (after_note || block.begins_inside(text))
        });
        match open {
            Some(i) if torn => out[i].parts.extend(block.parts),
            _ => {
                last.insert(block.note, out.len());
                out.push(block);
            }
        }
    }
    *raw = out;
}
