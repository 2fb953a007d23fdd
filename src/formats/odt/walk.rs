//! From the XML of the content to what LibreOffice shows of it: blocks, lists, and what stands apart from them.
//!
//! The stream goes one way; what lies inside what is followed by calls, whose depth the stream itself limits. Elements that only wrap others
//! (sections, indexes, groups) are passed through; what is not shown (remarks, sources of indexes, descriptions of pictures) is skipped.

use super::super::flow::Block;
use super::super::xml::{attribute, name, number, Step, Xml};
use super::super::{FormatError, Options};
use super::changes::Changes;
use super::lists::{continues, Counters, Levels, List};
use super::notes::{Note, Notes};
use super::paragraph::Open;
use super::styles::Styles;
use quick_xml::events::BytesStart;
use std::collections::HashMap;

/// A walk through the content.
pub struct Walk<'x> {
    pub(super) xml: Xml<'x>,
    pub(super) content: &'x str,
    pub(super) styles: &'x Styles,
    pub(super) changes: Changes,
    pub(super) counters: Counters,
    pub(super) notes: Notes,
    pub(super) part: &'static str,
    /// Paragraphs of each part so far.
    paragraphs: HashMap<&'static str, usize>,
    /// The list item that is being read.
    pub(super) item: Option<Item<'x>>,
    /// A paragraph whose end is not there in the version that is read.
    pub(super) carried: Option<Open>,
    /// What repeated and merged cells have cost so far.
    pub(super) filled: usize,
}

/// An item of a list.
#[derive(Clone, Debug)]
pub struct Item<'x> {
    pub list: List,
    /// From 0.
    pub level: usize,
    /// The levels of its list style, where the list names one.
    pub levels: Option<&'x Levels>,
    /// The number that it gets instead of the next one.
    pub start: Option<u32>,
    /// No paragraph of it was read yet: the first one carries the number.
    pub is_new: bool,
}

impl<'x> Walk<'x> {
    /// A walk from the start of the content.
    pub fn new(content: &'x str, styles: &'x Styles, options: Options) -> Walk<'x> {
        Walk {
            xml: Xml::new(content),
            content,
            styles,
            changes: Changes::new(options.tracked),
            counters: Counters::new(),
            notes: Notes::default(),
            part: "body",
            paragraphs: HashMap::new(),
            item: None,
            carried: None,
            filled: 0,
        }
    }

    /// The body, and the notes: footnotes first.
    pub fn document(mut self) -> Result<(Vec<Block>, Vec<Note>), FormatError> {
        loop {
            match self.xml.step()? {
                Step::Open(start) if name(&start) == "text" => {
                    let body = self.apart("body")?;
                    return Ok((body, self.notes.in_order()));
                }
                Step::Open(start) if name(&start) == "automatic-styles" => self.xml.skip()?,
                Step::End => return Err(FormatError::Damaged("the document has no body".to_owned())),
                _ => {}
            }
        }
    }

    /// The blocks inside the element that has just begun, which have nothing to do with the lists and paragraphs around it.
    pub(super) fn apart(&mut self, part: &'static str) -> Result<Vec<Block>, FormatError> {
        let outer = (std::mem::replace(&mut self.part, part), self.item.take(), self.carried.take());
        let mut blocks = Vec::new();
        self.blocks(&mut blocks)?;
        if let Some(open) = self.carried.take() {
            self.push(open, &mut blocks);
        }
        (self.part, self.item, self.carried) = outer;
        Ok(blocks)
    }

    fn blocks(&mut self, out: &mut Vec<Block>) -> Result<(), FormatError> {
        let outside = self.xml.depth();
        while self.xml.depth() >= outside {
            match self.xml.step()? {
                Step::Open(start) => self.block(&start, out)?,
                Step::End => break,
                _ => {}
            }
        }
        Ok(())
    }

    fn block(&mut self, start: &BytesStart, out: &mut Vec<Block>) -> Result<(), FormatError> {
        match name(start) {
            "p" | "h" => self.paragraph(start, out),
            "list" => self.list(start, out),
            "table" => {
                let table = self.table()?;
                if !table.rows.is_empty() {
                    out.push(Block::Table(table));
                }
                Ok(())
            }
            "tracked-changes" => self.tracked_changes(),
            "change-start" | "change-end" => {
                self.changes.turn(start);
                Ok(())
            }
            "change" => {
                out.extend(self.restored(start)?);
                Ok(())
            }
            shape if is_shape(shape) => {
                out.extend(self.text_box()?);
                Ok(())
            }
            _ if is_unseen(start) => self.xml.skip(),
            _ => Ok(()),
        }
    }

    /// What a text box or a shape holds, which has just begun.
    pub(super) fn text_box(&mut self) -> Result<Vec<Block>, FormatError> {
        match self.changes.is_gone() {
            true => self.xml.skip().map(|()| Vec::new()),
            false => self.apart("textboxes"),
        }
    }

    fn list(&mut self, start: &BytesStart, out: &mut Vec<Block>) -> Result<(), FormatError> {
        let outer = self.item.clone();
        let style = attribute(start, "style-name");
        let known: &'x Styles = self.styles;
        let levels = style.as_ref().map_or_else(|| outer.as_ref()?.levels, |name| known.levels(name));
        let (list, level) = match &outer {
            None => (self.counters.open(start, style.as_deref()), 0),
            Some(item) => {
                // Under an item without words of its own the count goes on.
                if !item.is_new && !continues(start) {
                    self.counters.restart(item.list, item.level + 1);
                }
                (item.list, item.level + 1)
            }
        };
        let outside = self.xml.depth();
        while self.xml.depth() >= outside {
            let start = match self.xml.step()? {
                Step::Open(start) => start,
                Step::End => break,
                _ => continue,
            };
            let is_new = match name(&start) {
                "list-item" => true,
                "list-header" => false,
                _ => {
                    self.block(&start, out)?;
                    continue;
                }
            };
            let levels = attribute(&start, "style-override").map_or(levels, |name| known.levels(&name));
            self.item = Some(Item { list, level, levels, start: number(&start, "start-value"), is_new });
            self.blocks(out)?;
        }
        self.item = outer;
        Ok(())
    }

    /// The number of the paragraph that has just begun, among those of its part.
    pub(super) fn count(&mut self) -> usize {
        let count = self.paragraphs.entry(self.part).or_default();
        *count += 1;
        *count
    }
}

/// True for what has text set apart from the text around it.
pub(super) fn is_shape(name: &str) -> bool {
    matches!(
        name,
        "text-box"
            | "custom-shape"
            | "rect"
            | "ellipse"
            | "circle"
            | "line"
            | "polyline"
            | "polygon"
            | "regular-polygon"
            | "path"
            | "connector"
            | "caption"
            | "measure"
    )
}

/// True for an element that shows nothing, whatever is in it.
pub(super) fn is_unseen(start: &BytesStart) -> bool {
    let is_text = || start.name().prefix().is_some_and(|p| p.into_inner() == "text");
    let says = |name: &str, value: &str| attribute(start, name).as_deref() == Some(value);
    match name(start) {
        "annotation" | "annotation-end" | "tracked-changes" | "change-info" | "number" | "ruby-text" => true,
        "forms" | "script" | "scripts" | "event-listeners" | "object" | "object-ole" | "image" | "binary-data" => true,
        "sequence-decls" | "variable-decls" | "user-field-decls" | "table-columns" | "desc" => true,
        // `<text:title>` is a field, `<svg:title>` describes a picture.
        "title" => !is_text(),
        "hidden-text" => says("is-hidden", "true"),
        "section" | "variable-set" | "variable-input" | "user-field-get" | "expression" => says("display", "none"),
        // What indexes are made of.
        other => is_text() && other.ends_with("-source"),
    }
}
