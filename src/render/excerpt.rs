//! The lines of a finding, cut around its places: paragraphs of a report are lines of thousands of characters.

use crate::source::{Source, Span};
use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};
use unicode_normalization::char::is_combining_mark;

/// How many characters are shown around a place, most first; what fits into the width is taken.
const AROUND: &[usize] = &[160, 120, 100, 80, 64, 56, 48, 40, 36, 32, 28, 24];
/// Two stretches that are nearer than this are shown as one.
const GAP: usize = 12;
/// What stands for words that were left out.
const CUT: &str = "…";

/// Lines of a report, cut to the width of the screen, that know where they came from.
pub(super) struct Excerpt<'a> {
    source: &'a Source,
    text: String,
    rows: Vec<Row>,
    pieces: Vec<Piece>,
    /// Places of the report (cut to their first line) with where they are shown.
    placed: Vec<(Span, Span)>,
}

/// Stretches of one line that are shown in one row, and the places in them.
struct Cut {
    windows: Vec<Span>,
    points: Vec<Span>,
}

/// One shown line.
struct Row {
    span: Span,
    /// The line of the report, from 1.
    line: usize,
}

/// A stretch that is shown as it stands.
struct Piece {
    at: usize,
    from: Span,
}

impl<'a> Excerpt<'a> {
    /// The lines on which the places stand, at most `width` characters each.
    pub(super) fn new(source: &'a Source, places: &[Span], width: usize) -> Self {
        let mut excerpt = Excerpt { source, text: String::new(), rows: Vec::new(), pieces: Vec::new(), placed: Vec::new() };
        let mut clipped: Vec<(usize, Span)> = places.iter().map(|&p| clip(source, p)).collect();
        clipped.sort_by_key(|c| (c.0, c.1));
        for group in clipped.chunk_by(|a, b| a.0 == b.0) {
            let Some(&(line, _)) = group.first() else { continue };
            excerpt.bridge(line, width);
            let points: Vec<Span> = group.iter().map(|g| g.1).collect();
            let mut cuts = Vec::new();
            fit(&source.text, line_span(source, line), &points, width, &mut cuts);
            for cut in cuts {
                excerpt.push(line, &cut);
            }
        }
        excerpt
    }

    /// Where a place of the report is shown.
    pub(super) fn place(&self, place: Span) -> Span {
        let (_, place) = clip(self.source, place);
        let end = self.text.len();
        self.placed.iter().find(|p| p.0 == place).map_or(Span::new(end, end), |p| p.1)
    }

    /// Index of the row of a place in the excerpt.
    pub(super) fn row(&self, offset: usize) -> usize {
        self.rows.partition_point(|r| r.span.start <= offset).saturating_sub(1)
    }

    /// Shows a single line between two shown ones, so that they stand in one picture.
    fn bridge(&mut self, next: usize, width: usize) {
        let Some(last) = self.rows.last().map(|r| r.line) else { return };
        if next == last + 2 {
            let line = line_span(self.source, last + 1);
            let end = right(&self.source.text, line.start, line.end, width.saturating_sub(2));
            self.push(last + 1, &Cut { windows: vec![Span::new(line.start, end)], points: Vec::new() });
        }
    }

    fn push(&mut self, line: usize, cut: &Cut) {
        if !self.rows.is_empty() {
            self.text.push('\n');
        }
        let start = self.text.len();
        let whole = line_span(self.source, line);
        let mut shown = whole.start;
        let first = self.pieces.len();
        for &window in &cut.windows {
            if window.start > shown {
                self.text.push_str(if shown == whole.start { "… " } else { " … " });
            }
            self.pieces.push(Piece { at: self.text.len(), from: window });
            self.text.push_str(window.of(&self.source.text));
            shown = window.end;
        }
        if shown < whole.end {
            self.text.push(' ');
            self.text.push_str(CUT);
        }
        self.rows.push(Row { span: Span::new(start, self.text.len()), line });
        let pieces = self.pieces.get(first..).unwrap_or_default();
        let shown = |at: usize| pieces.iter().find(|p| p.from.start <= at && at <= p.from.end).map_or(start, |p| p.at + at - p.from.start);
        self.placed.extend(cut.points.iter().map(|&p| (p, Span::new(shown(p.start), shown(p.end)))));
    }

    /// Where the words at an offset of the excerpt stand in the report.
    fn back(&self, offset: usize) -> usize {
        let piece = self.pieces.partition_point(|p| p.at <= offset).checked_sub(1).and_then(|i| self.pieces.get(i));
        piece.map_or(0, |p| (p.from.start + offset.saturating_sub(p.at)).min(p.from.end))
    }
}

impl SourceCode for Excerpt<'_> {
    fn read_span<'s>(&'s self, span: &SourceSpan, _: usize, _: usize) -> Result<Box<dyn SpanContents<'s> + 's>, MietteError> {
        let rows = self.rows.get(self.row(span.offset())..=self.row(span.offset() + span.len())).unwrap_or_default();
        // Lines that do not follow each other in the report never stand in one picture: their numbers would lie.
        let follow = rows.windows(2).all(|w| matches!(w, [a, b] if a.line + 1 == b.line));
        let (Some(first), Some(last), true) = (rows.first(), rows.last(), follow) else { return Err(MietteError::OutOfBounds) };
        let shown = Span::new(first.span.start, last.span.end);
        let column = self.source.position(self.back(span.offset())).column - 1;
        let data = shown.of(&self.text).as_bytes();
        // One line more than there is: miette then tries to join the next row, which may stand one (bridged) line further.
        let reach = rows.len() + 1;
        Ok(Box::new(MietteSpanContents::new_named(self.source.name.clone(), data, (shown.start, shown.len()).into(), first.line - 1, column, reach)))
    }
}

/// The line of a place, and the part of the place that stands on it.
fn clip(source: &Source, place: Span) -> (usize, Span) {
    let line = source.position(place.start).line;
    (line, Span::new(place.start, place.end.min(line_span(source, line).end)))
}

fn line_span(source: &Source, line: usize) -> Span {
    let span = source.line(line);
    Span::new(span.start, span.start + span.of(&source.text).trim_end_matches(['\n', '\r']).len())
}

/// Cuts a line into rows of stretches, so that each row fits into the width.
fn fit(text: &str, line: Span, points: &[Span], width: usize, out: &mut Vec<Cut>) {
    let cut = |windows| Cut { windows, points: points.to_vec() };
    if chars(text, line, width) <= width {
        return out.push(cut(vec![line]));
    }
    // What is shown grows with what is asked for, so that half of the sizes need not be tried.
    // A place has no more columns than bytes, and around it are no more than what is asked for: most sizes that fit need not be tried either.
    let most = |around: usize| points.iter().map(|p| p.len() + around + 1 + around * 2 / 3 + 3).sum::<usize>() + GAP * points.len().saturating_sub(1);
    let fits =
        |around: usize| most(around) <= width || stretches(text, line, points, around).iter().map(|&w| chars(text, w, width) + 3).sum::<usize>() <= width;
    if let Some(&around) = AROUND.get(AROUND.partition_point(|&around| !fits(around))) {
        return out.push(cut(stretches(text, line, points, around)));
    }
    match (widest_gap(points), points.first()) {
        (Some(at), _) => {
            let (before, after) = points.split_at(at);
            fit(text, line, before, width, out);
            fit(text, line, after, width, out);
        }
        (None, first) => out.push(cut(first.map_or(Vec::new(), |&p| ends(text, line, p, width)))),
    }
}

/// The stretches around the places, those that nearly touch made one.
fn stretches(text: &str, line: Span, points: &[Span], around: usize) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    for point in points {
        let window = Span::new(left(text, line.start, point.start, around), right(text, point.end, line.end, around * 2 / 3));
        match out.last_mut() {
            Some(last) if window.start <= last.end + GAP => *last = last.join(window),
            _ => out.push(window),
        }
    }
    out
}

/// Beginning and end of a place that is longer than the screen is wide.
fn ends(text: &str, line: Span, place: Span, width: usize) -> Vec<Span> {
    let half = (width / 2).saturating_sub(20);
    let head = Span::new(left(text, line.start, place.start, 16), right(text, place.start, place.end, half));
    let tail = Span::new(left(text, head.end, place.end, half), right(text, place.end, line.end, 16));
    vec![head, tail]
}

/// The index of the place behind the widest stretch between neighbouring places.
fn widest_gap(points: &[Span]) -> Option<usize> {
    let gaps = points.windows(2).enumerate().filter_map(|(i, w)| match w {
        [a, b] if b.start > a.end => Some((i + 1, b.start - a.end)),
        _ => None,
    });
    gaps.max_by_key(|g| g.1).map(|g| g.0)
}

/// The start of the words that lie up to `most` characters before `at`.
fn left(text: &str, least: usize, at: usize, most: usize) -> usize {
    let before = Span::new(least, at).of(text);
    match before.char_indices().rev().nth(most) {
        Some((cut, _)) => least + before[cut..].find(' ').map_or(cut, |space| cut + space + 1),
        None => least,
    }
}

/// The end of the words that lie up to `most` characters behind `at`.
fn right(text: &str, at: usize, most_end: usize, most: usize) -> usize {
    let after = Span::new(at, most_end).of(text);
    match after.char_indices().nth(most) {
        Some((cut, _)) => at + after[..cut].rfind(' ').unwrap_or(cut),
        None => most_end,
    }
}

/// Columns on the screen, counted up to one more than `most`: marks that sit on a letter take none.
fn chars(text: &str, span: Span, most: usize) -> usize {
    // No mark stands before U+0300.
    span.of(text).chars().filter(|&c| c < '\u{300}' || !is_combining_mark(c)).take(most + 1).count()
}
