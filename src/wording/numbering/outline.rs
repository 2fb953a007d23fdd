//! Numbered headings and list items, in order, with the restarts that a new heading above them allows.

use super::articles::Article;
use super::{flag, judge, written, Break};
use crate::document::{BlockId, Kind, Scheme};
use crate::language::Language;
use crate::phrases::is_of_word;
use crate::relations::Relation;
use crate::source::Span;
use crate::view::View;
use std::collections::{BTreeSet, HashMap};

/// What tells one way of numbering from another: `1.` from `1)`, `1.1` from `2.1`.
type Key<'a> = (Scheme, char, &'a [u32], Option<usize>);

/// A numbered block.
struct Item<'a> {
    block: BlockId,
    key: Key<'a>,
    number: u32,
}

/// A sequence that is still open.
struct Open {
    item: usize,
    last: u32,
}

pub(super) fn propose(view: View, articles: &[Article], out: &mut Vec<Relation>) {
    let items = read(view);
    misplaced(view, &items, out);
    let mut run = Run { view, items: &items, open: Vec::new(), ended: HashMap::new() };
    // Points begin anew under each article of the report's own: the first one, and those that follow another one.
    let own = articles.iter().enumerate().filter(|(at, a)| a.number == 1 || at.checked_sub(1).is_some_and(|b| articles[b].number + 1 == a.number));
    let mut own = own.map(|(_, a)| a.block).peekable();
    for (at, item) in items.iter().enumerate() {
        while own.next_if(|article| *article < item.block).is_some() {
            run.begin_anew();
        }
        run.step(at, out);
    }
}

fn read(view: View) -> Vec<Item> {
    let numbered = |(block, found): (BlockId, &'_ crate::document::Block)| match view.document.blocks.get(block).map(|b| &b.kind) {
        // Capitals follow the Latin alphabet in some reports and the Vietnamese one in others; `ordinals` follows words.
        Some(Kind::Numbered(label))
            if !matches!(label.scheme, Scheme::Annex | Scheme::Capital | Scheme::BelowSection | Scheme::BelowLetter | Scheme::OrdinalWord) =>
        {
            let (&number, prefix) = label.path.split_last()?;
            let mark = view.document.folded(found.marker).trim();
            let sign = match label.scheme {
                Scheme::Part | Scheme::Roman => '.',
                _ => mark.chars().next_back().unwrap_or('.'),
            };
            (number > 0 && !is_power(view, found.marker.join(found.span))).then_some(Item { block, key: (label.scheme, sign, prefix, found.note()), number })
        }
        _ => None,
    };
    view.document.blocks.iter().enumerate().filter_map(numbered).collect()
}

/// `… tỷ m` and `3. Sông …` in the next line: the power of a unit that the file set on a line of its own.
fn is_power(view: View, block: Span) -> bool {
    let ahead = view.document.text()[..block.start].trim_end();
    let unit = ahead.strip_suffix('m').is_some_and(|rest| !rest.ends_with(|c: char| is_of_word(c) && !matches!(c, 'k' | 'd' | 'c')));
    unit && view.document.text()[block.start..].trim_start().starts_with(['2', '3'])
}

/// `3.1` right under `1.3`, where section 3 comes later or never: its number lost its head.
fn misplaced(view: View, items: &[Item], out: &mut Vec<Relation>) {
    let mut sections: BTreeSet<u32> = BTreeSet::new();
    let mut above: Option<&Item> = None;
    for item in items {
        if let (Scheme::Arabic(2), 1, &[prefix], Some(last)) = (item.key.0, item.number, item.key.2, above) {
            // Without a section of its own a head is the number of a letter or a bullet above.
            let head = last.key.2.first().copied().filter(|head| *head != prefix && sections.contains(head));
            if let Some(head) = head.filter(|_| last.key.0 == Scheme::Arabic(2) && last.number == prefix && !sections.contains(&prefix)) {
                let right = [head, prefix, 1].map(|n| n.to_string()).join(".");
                let mark = |i: &Item| view.document.blocks.get(i.block).map_or(Span::default(), |b| b.marker);
                let trimmed = |s: Span| Span::new(s.start, s.start + view.document.words(s).trim_end().len());
                flag(view, trimmed(mark(item)), trimmed(mark(last)), Break::Headless, &right, out);
            }
        }
        if item.key.0 == Scheme::Arabic(1) {
            sections.insert(item.number);
        }
        if matches!(item.key.0, Scheme::Arabic(_) | Scheme::Roman) {
            above = Some(item);
        }
    }
}

struct Run<'a> {
    view: View<'a>,
    items: &'a [Item<'a>],
    open: Vec<Open>,
    /// The last number of each way of numbering, whatever stands above it.
    ended: HashMap<Key<'a>, u32>,
}

impl<'a> Run<'a> {
    fn key(&self, open: &Open) -> Key<'a> {
        self.items[open.item].key
    }

    /// A new article: only what stands above articles goes on.
    fn begin_anew(&mut self) {
        let items = self.items;
        let is_above = |key: &Key| matches!(key.0, Scheme::Part | Scheme::Roman);
        self.open.retain(|open| is_above(&items[open.item].key));
        self.ended.retain(|key, _| is_above(key));
    }

    fn step(&mut self, at: usize, out: &mut Vec<Relation>) {
        let item = &self.items[at];
        let continued = self.open.iter().rposition(|o| o.last + 1 == item.number && self.key(o) == item.key);
        let known = self.open.iter().rposition(|o| self.key(o) == item.key);
        match (continued, known) {
            (Some(depth), _) => self.go_on(depth, at),
            (None, Some(depth)) if item.number > 1 => self.check(depth, at, out),
            _ => self.open.push(Open { item: at, last: item.number }),
        }
        self.ended.insert(item.key, item.number);
    }

    fn go_on(&mut self, depth: usize, at: usize) {
        self.open.truncate(depth + 1);
        if let Some(open) = self.open.last_mut() {
            *open = Open { item: at, last: self.items[at].number };
        }
    }

    fn check(&mut self, depth: usize, at: usize, out: &mut Vec<Relation>) {
        let item = &self.items[at];
        let Open { item: before, last } = self.open[depth];
        let next = self.items[at + 1..].iter().find(|i| i.key == item.key).map(|i| i.number);
        // Stray text that looks like a number: the sequence goes on after it as if it were not there.
        if next == Some(last + 1) && item.number != last {
            return;
        }
        let without_d = self.view.document.language == Language::Vi && item.key.0 == Scheme::Letter && (last, item.number) == (4, 6) && !self.uses_d();
        let found = judge(last, item.number, next).filter(|_| !without_d && !self.stands_between(before, at, last + 1));
        // `5. (tiếp theo)`: the table of the page before goes on.
        let folded = self.view.document.blocks.get(item.block).map_or("", |b| self.view.document.folded(b.span));
        let goes_on = item.number == last && self.view.rule.cues("continued").iter().any(|c| folded.contains(c.as_str()));
        let found = found.filter(|_| !goes_on && !self.begins_inside(before, at) && !self.is_announced(at));
        let continues = self.ended.get(&item.key).is_some_and(|&n| n + 1 == item.number);
        if let Some(found) = found.filter(|_| !continues) {
            let missing = written(self.view.document.language, item.key.0, item.key.2, last + 1);
            flag(self.view, self.mark(at), self.mark(before), found, &missing, out);
        }
        self.go_on(depth, at);
        if let (Some(Break::Wrong), Some(open)) = (found, self.open.last_mut()) {
            open.last = last + 1;
        }
    }

    /// `B. PHƯƠNG ÁN I. Sơ đồ`: the first one of a new list stands in the line of the heading above it.
    fn begins_inside(&self, before: usize, at: usize) -> bool {
        let (Some(a), Some(b)) = (self.items.get(before), self.items.get(at)) else { return false };
        let first = format!(" {}. ", written(self.view.document.language, b.key.0, b.key.2, 1));
        let inside = |id: BlockId| self.view.document.blocks.get(id).is_some_and(|x| x.span.of(self.view.document.text()).contains(first.as_str()));
        b.key.0 == Scheme::Roman && b.number == 2 && (a.block + 1..b.block).any(inside)
    }

    /// `bổ sung điểm c vào sau điểm b`: the line before says that this one is put into another paper.
    fn is_announced(&self, at: usize) -> bool {
        let item = &self.items[at];
        let above = item.block.checked_sub(1).and_then(|id| self.view.document.blocks.get(id)).map_or("", |b| self.view.document.folded(b.span));
        let label = written(self.view.document.language, item.key.0, item.key.2, item.number);
        item.key.0 == Scheme::Letter && self.view.rule.cues("inserted").iter().any(|w| above.contains(format!("{w}{label} ").as_str()))
    }

    /// The report counts with đ: d, đ, e.
    fn uses_d(&self) -> bool {
        self.items.iter().any(|i| i.key.0 == Scheme::Letter && i.number == 5)
    }

    /// `[...]`: somebody quotes and leaves out.
    fn is_elision(&self, id: BlockId) -> bool {
        let text = self.view.document.blocks.get(id).map_or("", |b| b.marker.join(b.span).of(self.view.document.text())).trim();
        text.contains(['.', '…']) && text.chars().all(|c| matches!(c, '.' | '…' | '[' | ']' | '(' | ')' | ' '))
    }

    /// True if the missing number opens a block between that was read as something else (`III ĐÁNH GIÁ`).
    fn stands_between(&self, before: usize, at: usize, missing: u32) -> bool {
        let (Some(a), Some(b)) = (self.items.get(before), self.items.get(at)) else { return false };
        let label = written(self.view.document.language, b.key.0, b.key.2, missing);
        let opens = |id: BlockId| {
            let text = self.view.document.blocks.get(id).map_or("", |x| x.marker.join(x.span).of(self.view.document.text()));
            text.trim_start().strip_prefix(label.as_str()).is_some_and(|rest| !rest.starts_with(is_of_word))
        };
        // `1. Họ và tên: …… 2. Giới tính: ……`: two items of a form on one line.
        let behind_blank = |id: BlockId| {
            let text = self.view.document.blocks.get(id).map_or("", |x| x.span.of(self.view.document.text()));
            let sign = format!(" {label}.");
            text.match_indices(&sign).any(|(at, _)| text[..at].trim_end().ends_with(['…', '.', '_']) && text[at + sign.len()..].starts_with(' '))
        };
        (a.block + 1..b.block).any(|id| opens(id) || self.is_elision(id)) || (a.block..b.block).any(behind_blank)
    }

    /// The mark without its blanks; the first two words of `Phần II`, which carries no mark of its own.
    fn mark(&self, at: usize) -> Span {
        let Some(block) = self.items.get(at).and_then(|i| self.view.document.blocks.get(i.block)) else { return Span::default() };
        let mark = self.view.document.words(block.marker);
        if !mark.trim().is_empty() {
            let lead = mark.len() - mark.trim_start().len();
            return Span::new(block.marker.start + lead, block.marker.start + lead + mark.trim().len());
        }
        super::annex::opening(self.view, block.span)
    }
}
