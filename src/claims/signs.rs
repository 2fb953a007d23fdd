//! Signs beside a number that say what it is: percentage points, plus and minus, the dots of an outline.

use super::scan::Scan;
use crate::document::Kind;
use crate::lexicon::Role;
use crate::source::Span;

impl Scan<'_> {
    /// `1,3 điểm %`: where the percentage points behind a number end.
    pub fn points(&self, end: usize) -> Option<usize> {
        let after = &self.document.lower[end..self.document.blocks[self.block].span.end];
        let space = after.len() - after.trim_start_matches(' ').len();
        let mut names = self.lexicon.list("percentage_points").iter();
        names.find(|n| after[space..].starts_with(n.as_str())).map(|n| end + space + n.len())
    }

    /// `(-4,2%)` and `(+5,04%)` carry their direction as a sign.
    pub fn signed(&self, start: usize) -> Option<Role> {
        let before = &self.document.text()[self.document.blocks[self.block].span.start..start];
        let sign = before.chars().next_back()?;
        let ahead = before[..before.len() - sign.len_utf8()].chars().next_back();
        let free = ahead.is_none_or(|c| c == '(' || c.is_whitespace());
        match sign {
            '-' | '–' | '−' if free && ahead.is_some() => Some(Role::Down),
            '+' if free => Some(Role::Up),
            _ => None,
        }
    }

    /// `1.1.2` alone in a cell numbers its row.
    pub fn is_outline(&self, start: usize, end: usize) -> bool {
        let block = &self.document.blocks[self.block];
        let alone = block.span.start == start && Span::new(end, block.span.end).of(self.document.text()).trim_matches(['.', ' ']).is_empty();
        block.kind == Kind::Cell && alone && Span::new(start, end).of(self.document.text()).split('.').all(|part| part.len() <= 2)
    }
}
