//! The text of one report as a page, with the findings behind the blocks that they are about.

use super::blocks::{self, Block, Look};
use super::cards;
use super::marks;
use super::notes;
use super::pen::Pen;
use super::shelf::Shelf;
use super::spots::Spots;
use crate::ledger::NumberStatus;
use crate::render::words::pick;
use crate::render::Linted;
use crate::rulebook::Language;
use crate::source::Span;

/// A report that is being written.
struct Sheet<'a> {
    shelf: Shelf<'a>,
    file: &'a Linted,
    index: usize,
    language: Language,
    spots: &'a Spots,
    pen: Pen<'a>,
    /// The next finding that has no card yet.
    next: usize,
    in_list: bool,
}

/// The text of a report with its findings.
pub(super) fn sheet(shelf: Shelf, language: Language) -> (String, Spots) {
    let (file, index) = (shelf.file(), shelf.index());
    let text = file.source.text.as_str();
    let blocks = blocks::blocks(&file.source, &file.report.ledger.sections);
    let notes = notes::notes(text, &blocks, index);
    let spots = Spots::of(shelf, &notes.iter().map(|n| n.span).collect::<Vec<_>>());
    let mut marked = marks::of_places(shelf, &spots.list, &notes, language);
    marked.extend(marks::of_markdown(file, &blocks));
    let mut sheet = Sheet { shelf, file, index, language, spots: &spots, pen: Pen::new(text, marked), next: 0, in_list: false };
    for block in &blocks {
        sheet.block(block);
    }
    sheet.list(false);
    sheet.cards(usize::MAX);
    let page = sheet.pen.finish();
    (page, spots)
}

impl Sheet<'_> {
    fn block(&mut self, block: &Block) {
        self.list(matches!(block.look, Look::Item(_)));
        match block.look {
            Look::Heading(level) => {
                let level = (level + 2).min(6);
                self.lines(&format!("<h{level}>"), block, &format!("</h{level}>\n"));
            }
            Look::Item(depth) => self.lines(&format!("<li class=\"d{depth}\">"), block, ""),
            Look::Note => self.lines("<p class=\"foot\">", block, "</p>\n"),
            Look::Capitals => self.lines("<p class=\"caps\">", block, "</p>\n"),
            Look::Text => self.lines("<p>", block, "</p>\n"),
            Look::Table(head, sign) => self.table(block, head, sign),
        }
        self.cards(block.lines.last().map_or(0, |l| l.end + 1));
        if matches!(block.look, Look::Item(_)) {
            self.pen.markup("</li>\n");
        }
    }

    fn list(&mut self, wanted: bool) {
        match (self.in_list, wanted) {
            (false, true) => self.pen.markup("<ul>\n"),
            (true, false) => self.pen.markup("</ul>\n"),
            _ => {}
        }
        self.in_list = wanted;
    }

    fn lines(&mut self, open: &str, block: &Block, close: &str) {
        self.pen.markup(open);
        let mut above: Option<Span> = None;
        for &line in &block.lines {
            if let Some(above) = above {
                let breaks = block.look == Look::Capitals || blocks::breaks(&self.file.source.text, above, line);
                self.pen.markup(if breaks { "<br>\n" } else { "\n" });
            }
            self.pen.words(line);
            above = Some(line);
        }
        self.pen.markup(close);
    }

    fn table(&mut self, block: &Block, head: usize, sign: char) {
        let label = pick(self.language, "Bảng, cuộn ngang được", "Table, scrolls sideways");
        self.pen.markup(&format!("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{label}\"><table>\n"));
        // Readers of other formats mark no head rows: a first row without numbers is one.
        let head = if head == 0 && block.lines.first().is_some_and(|l| !self.has_numbers(*l)) { 1 } else { head };
        for (i, &row) in block.lines.iter().enumerate() {
            self.pen.markup("<tr>");
            for cell in blocks::cells(&self.file.source.text, row, sign) {
                self.cell(cell, i < head);
            }
            self.pen.markup("</tr>\n");
        }
        self.pen.markup("</table></div>\n");
    }

    fn cell(&mut self, cell: Span, is_head: bool) {
        let words = cell.of(&self.file.source.text).trim_matches('*');
        let is_number = words.starts_with(|c: char| c.is_ascii_digit() || "-−(+".contains(c)) && !words.contains(char::is_alphabetic);
        let (open, close) = match (is_head, is_number) {
            (true, _) => ("<th scope=\"col\">", "</th>"),
            (false, true) => ("<td class=\"num\">", "</td>"),
            (false, false) => ("<td>", "</td>"),
        };
        self.pen.markup(open);
        self.pen.words(cell);
        self.pen.markup(close);
    }

    fn has_numbers(&self, line: Span) -> bool {
        let list = &self.spots.list;
        let first = list.partition_point(|s| s.shown.start < line.start);
        list.iter().skip(first).take_while(|s| s.shown.start < line.end).any(|s| s.state.is_some_and(|s| s != NumberStatus::Unchecked))
    }

    /// The findings whose place stands before `end`.
    fn cards(&mut self, end: usize) {
        while let Some(finding) = self.file.report.findings.get(self.next).filter(|f| f.primary.start < end) {
            cards::card(self.shelf, finding, (self.index, self.next), self.spots, self.language, &mut self.pen.out);
            self.next += 1;
        }
    }
}
