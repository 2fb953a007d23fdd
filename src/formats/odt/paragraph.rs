//! A paragraph: its words, note marks and line ends, and the text boxes that hang on it.

use super::super::flow::{raised, Block, Paragraph, Piece, Shows};
use super::super::xml::{attribute, name, number, Step};
use super::super::FormatError;
use super::lists::{Levels, OUTLINE};
use super::styles::{Family, Look};
use super::walk::{is_shape, is_unseen, Walk};
use quick_xml::events::BytesStart;

/// Most blanks that one element stands for.
const MOST_BLANKS: usize = 256;

/// A paragraph that is being read.
#[derive(Default)]
pub(super) struct Open {
    /// Paragraph of its part, from 1.
    number: usize,
    part: &'static str,
    style: Option<String>,
    heading: Option<Heading>,
    /// The number or bullet, once it is known; it is counted only for a paragraph that is there.
    label: Option<String>,
    pieces: Vec<Piece>,
    /// Where its own pieces begin, behind those that were carried into it.
    first: usize,
    /// What its text boxes hold.
    boxes: Vec<Block>,
    runs: usize,
    /// The next words are a run of their own.
    is_new_run: bool,
    /// The words so far end in a blank: XML may have more of them, which mean nothing.
    is_blank: bool,
    is_hidden: bool,
}

/// A heading by its level.
struct Heading {
    /// From 0.
    level: usize,
    restarts: bool,
    start: Option<u32>,
}

impl Heading {
    fn of(start: &BytesStart) -> Option<Heading> {
        let says = |name: &str| attribute(start, name).as_deref() == Some("true");
        if name(start) != "h" || says("is-list-header") {
            return None;
        }
        let level = number::<usize>(start, "outline-level").unwrap_or(1).max(1) - 1;
        Some(Heading { level, restarts: says("restart-numbering"), start: number(start, "start-value").filter(|_| says("restart-numbering")) })
    }
}

impl Walk<'_> {
    /// The paragraph or heading that has just begun.
    pub(super) fn paragraph(&mut self, start: &BytesStart, out: &mut Vec<Block>) -> Result<(), FormatError> {
        let number = self.count();
        let style = attribute(start, "style-name");
        let look = self.styles.look(Family::Paragraph, style.as_deref(), Look::default());
        let new = || Open { number, part: self.part, style, heading: Heading::of(start), is_blank: true, ..Open::default() };
        let mut open = self.carried.take().unwrap_or_else(new);
        open.is_new_run = true;
        open.is_hidden = look.hidden;
        open.first = open.pieces.len();
        self.inline(&mut open, out, look)?;
        self.end(open, out);
        Ok(())
    }

    fn end(&mut self, mut open: Open, out: &mut Vec<Block>) {
        if open.is_hidden {
            open.pieces.truncate(open.first);
        }
        let is_empty = open.pieces.is_empty() && open.boxes.is_empty();
        match self.changes.is_gone() {
            true if is_empty => {}
            true => {
                self.label(&mut open);
                self.carried = Some(open);
            }
            // A hidden paragraph is not counted either.
            false if is_empty && open.is_hidden => {}
            false => self.push(open, out),
        }
    }

    pub(super) fn push(&mut self, mut open: Open, out: &mut Vec<Block>) {
        self.label(&mut open);
        out.push(Block::Paragraph(Paragraph { number: open.number, part: open.part, label: open.label.unwrap_or_default(), pieces: open.pieces }));
        out.extend(open.boxes);
    }

    /// Sets the number or bullet of a paragraph: that of its list item, if it is the first one there, or of its heading.
    fn label(&mut self, open: &mut Open) {
        if open.label.is_some() {
            return;
        }
        let own = self.styles.list_of(open.style.as_deref());
        let label = match (&mut self.item, &open.heading) {
            (Some(item), _) if item.is_new => {
                item.is_new = false;
                let levels = item.levels.or_else(|| self.styles.levels(own?));
                let none = Levels::default();
                self.counters.next(item.list, item.level, levels.unwrap_or(&none), item.start)
            }
            (None, Some(heading)) if own != Some("") => {
                if heading.restarts {
                    self.counters.restart(OUTLINE, heading.level);
                }
                self.counters.next(OUTLINE, heading.level, &self.styles.outline, heading.start)
            }
            _ => String::new(),
        };
        open.label = Some(label);
    }

    /// What stands inside the element that has just begun.
    pub(super) fn inline(&mut self, open: &mut Open, out: &mut Vec<Block>, look: Look) -> Result<(), FormatError> {
        let outside = self.xml.depth();
        while self.xml.depth() >= outside {
            match self.xml.step()? {
                Step::Text(words) => self.words(open, &words, look),
                Step::Open(start) => {
                    open.is_new_run = true;
                    self.element(&start, open, out, look)?;
                }
                Step::Close(_) => open.is_new_run = true,
                Step::End => break,
            }
        }
        Ok(())
    }

    fn element(&mut self, start: &BytesStart, open: &mut Open, out: &mut Vec<Block>, look: Look) -> Result<(), FormatError> {
        match name(start) {
            "s" => self.show(open, Shows::Text(" ".repeat(number(start, "c").unwrap_or(1).min(MOST_BLANKS))), look),
            "tab" => self.show(open, Shows::Text(" ".to_owned()), look),
            "line-break" => self.show(open, Shows::Break, look),
            "span" => {
                let look = self.styles.look(Family::Text, attribute(start, "style-name").as_deref(), look);
                return self.inline(open, out, look);
            }
            "note" if self.is_gone(look) => return self.xml.skip(),
            "note" => {
                let label = self.note(start)?;
                self.show(open, Shows::Note(label), look);
            }
            "change-start" | "change-end" => self.changes.turn(start),
            "change" => self.put_back(start, open, out)?,
            "hidden-paragraph" => open.is_hidden |= attribute(start, "is-hidden").as_deref() == Some("true"),
            shape if is_shape(shape) => open.boxes.extend(self.text_box()?),
            // A paragraph in a paragraph: some drawing that is not known here.
            "p" | "h" => self.paragraph_of_box(start, open)?,
            _ if is_unseen(start) => return self.xml.skip(),
            _ => return self.inline(open, out, look),
        }
        Ok(())
    }

    fn paragraph_of_box(&mut self, start: &BytesStart, open: &mut Open) -> Result<(), FormatError> {
        let outer = (std::mem::replace(&mut self.part, "textboxes"), self.item.take(), self.carried.take());
        let done = self.paragraph(start, &mut open.boxes);
        (self.part, self.item, self.carried) = outer;
        done
    }

    /// Words between tags; line ends and blanks in a row are one blank, as in any XML of OpenDocument.
    fn words(&mut self, open: &mut Open, words: &str, look: Look) {
        if self.is_gone(look) {
            return;
        }
        let mut shown = String::with_capacity(words.len());
        for c in words.chars() {
            let is_blank = matches!(c, ' ' | '\t' | '\n' | '\r');
            if !(is_blank && open.is_blank) {
                shown.push(if is_blank { ' ' } else { c });
            }
            open.is_blank = is_blank;
        }
        if shown.is_empty() {
            return;
        }
        let shown = if look.raised { raised(shown) } else { shown };
        match open.pieces.last_mut() {
            Some(Piece { shows: Shows::Text(before), .. }) if !open.is_new_run => *before += &shown,
            _ => open.add(Shows::Text(shown)),
        }
    }

    /// True for what is not there in the version that is read.
    fn is_gone(&self, look: Look) -> bool {
        look.hidden || self.changes.is_gone() || look.struck && self.changes.drop_struck()
    }

    /// What an element shows.
    fn show(&mut self, open: &mut Open, shows: Shows, look: Look) {
        if !self.is_gone(look) {
            open.is_blank = false;
            open.add(shows);
        }
    }

    /// Deleted content at its mark: its first paragraph goes on in this one, what follows goes on in its last.
    fn put_back(&mut self, start: &BytesStart, open: &mut Open, out: &mut Vec<Block>) -> Result<(), FormatError> {
        self.label(open);
        for (at, block) in self.restored(start)?.into_iter().enumerate() {
            let paragraph = match block {
                Block::Paragraph(paragraph) if at == 0 => {
                    open.pieces.extend(paragraph.pieces);
                    continue;
                }
                Block::Paragraph(paragraph) => paragraph,
                table => {
                    out.push(table);
                    continue;
                }
            };
            let next = Open { number: paragraph.number, part: paragraph.part, label: Some(paragraph.label), pieces: paragraph.pieces, ..Open::default() };
            let done = std::mem::replace(open, next);
            self.push(done, out);
        }
        open.is_blank = false;
        Ok(())
    }
}

impl Open {
    fn add(&mut self, shows: Shows) {
        self.runs += 1;
        self.is_new_run = false;
        self.pieces.push(Piece { shows, run: self.runs, xml: None });
    }
}
