//! Writes stretches of a report with its places marked; marks that cross each other are closed and opened again.

use super::escape::Escaped;
use crate::source::Span;

/// A stretch that is shown as something: what opens it, what closes it, what follows it.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    /// Where, in the canonical text.
    pub span: Span,
    /// Which of two marks of one stretch is the outer one: the lower rank.
    pub rank: u8,
    /// The opening tag up to its attributes (`<span class="n"`).
    pub tag: String,
    /// Attributes of the first piece only: names and everything that must stand once.
    pub once: String,
    /// The closing tag.
    pub close: &'static str,
    /// What stands behind the last piece.
    pub after: String,
}

/// Writes a report from its beginning to its end.
pub(super) struct Pen<'a> {
    text: &'a str,
    marks: Vec<Mark>,
    /// The next mark that was not opened yet.
    next: usize,
    /// Marks that are open, outermost first.
    open: Vec<usize>,
    /// The page.
    pub out: String,
}

impl<'a> Pen<'a> {
    /// A pen for a text with its marks.
    pub fn new(text: &'a str, mut marks: Vec<Mark>) -> Self {
        marks.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end), m.rank));
        Pen { text, marks, next: 0, open: Vec::new(), out: String::with_capacity(text.len() * 4) }
    }

    /// Writes markup.
    pub fn markup(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    /// Writes a stretch of the report; stretches must follow each other.
    pub fn words(&mut self, span: Span) {
        let mut at = span.start;
        // What was closed at the end of the last stretch goes on here, unless it ended between the two.
        let open = std::mem::take(&mut self.open);
        for mark in open {
            if self.marks[mark].span.end > at {
                self.begin(mark, false);
            } else {
                self.out.push_str(&self.marks[mark].after);
            }
        }
        loop {
            self.end_at(at);
            self.begin_at(at, span.end);
            if at >= span.end {
                break;
            }
            let stop = self.stop(at, span.end);
            self.out += &Escaped(Span::new(at, stop).of(self.text)).to_string();
            at = stop;
        }
        for &mark in self.open.iter().rev() {
            self.out.push_str(self.marks[mark].close);
        }
    }

    /// The page, once the marks that are left over are written too.
    pub fn finish(mut self) -> String {
        self.words(Span::new(self.text.len(), self.text.len()));
        self.out
    }

    /// Where the next mark begins or ends.
    fn stop(&self, at: usize, end: usize) -> usize {
        let begins = self.marks.get(self.next).map_or(end, |m| m.span.start);
        let ends = self.open.iter().map(|&m| self.marks[m].span.end).min().unwrap_or(end);
        let stop = begins.min(ends).clamp(at, end);
        // A mark inside a letter would stop the pen for ever.
        (stop.max(at + 1)..=end).find(|&s| self.text.is_char_boundary(s)).unwrap_or(end)
    }

    fn begin_at(&mut self, at: usize, end: usize) {
        while let Some(mark) = self.marks.get(self.next) {
            let span = mark.span;
            // What begins where this stretch ends belongs to the next one.
            if span.start > at || span.start >= end && end < self.text.len() && !span.is_empty() {
                break;
            }
            self.begin(self.next, true);
            self.next += 1;
            self.end_at(at);
        }
    }

    fn begin(&mut self, mark: usize, is_first: bool) {
        let Mark { tag, once, .. } = &self.marks[mark];
        self.out.push_str(tag);
        if is_first {
            self.out.push_str(once);
        }
        self.out.push('>');
        self.open.push(mark);
    }

    /// Closes what ends here; what was opened inside it is opened again.
    fn end_at(&mut self, at: usize) {
        let Some(lowest) = self.open.iter().position(|&m| self.marks[m].span.end <= at) else { return };
        let inner = self.open.split_off(lowest);
        for &mark in inner.iter().rev() {
            self.out.push_str(self.marks[mark].close);
        }
        for &mark in inner.iter().filter(|&&m| self.marks[m].span.end <= at) {
            self.out.push_str(&self.marks[mark].after);
        }
        for mark in inner {
            if self.marks[mark].span.end > at {
                self.begin(mark, false);
            }
        }
    }
}
