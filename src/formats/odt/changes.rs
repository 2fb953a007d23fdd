//! Tracked changes: what was deleted stands before the body, what was inserted lies between two marks.

use super::super::flow::Block;
use super::super::xml::{attribute, name, Step, Xml};
use super::super::{FormatError, Tracked};
use super::walk::Walk;
use quick_xml::events::BytesStart;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// The changes of a file.
pub struct Changes {
    tracked: Tracked,
    /// The file has a list of changes.
    listed: bool,
    /// What is not there in the version that is read, by its id.
    inserted: HashSet<String>,
    /// Where deleted content stands in the XML; each is put back once.
    deleted: HashMap<String, Range<usize>>,
    /// Insertions that the walk is inside of.
    open: HashSet<String>,
}

impl Changes {
    /// No changes known yet.
    pub fn new(tracked: Tracked) -> Changes {
        Changes { tracked, listed: false, inserted: HashSet::new(), deleted: HashMap::new(), open: HashSet::new() }
    }

    /// True inside of what is not there in the version that is read.
    pub fn is_gone(&self) -> bool {
        !self.open.is_empty()
    }

    /// True if struck text is not there in the version that is read.
    pub fn drop_struck(&self) -> bool {
        self.tracked == Tracked::Accepted
    }

    /// True if the file has changes, whichever version is read.
    pub fn are_tracked(&self) -> bool {
        self.listed
    }

    /// A mark where a change begins or ends.
    pub fn turn(&mut self, start: &BytesStart) {
        let id = attribute(start, "change-id").unwrap_or_default();
        if name(start) == "change-end" {
            self.open.remove(&id);
        } else if self.inserted.contains(&id) {
            self.open.insert(id);
        }
    }
}

impl<'x> Walk<'x> {
    /// The list of changes, which has just begun. As if all were accepted, none of it is shown.
    pub(super) fn tracked_changes(&mut self) -> Result<(), FormatError> {
        self.changes.listed = true;
        if self.changes.tracked == Tracked::Accepted {
            return self.xml.skip();
        }
        let outside = self.xml.depth();
        let mut id = String::new();
        while self.xml.depth() >= outside {
            let start = match self.xml.step()? {
                Step::Open(start) => start,
                Step::End => break,
                _ => continue,
            };
            match name(&start) {
                "changed-region" => id = attribute(&start, "id").unwrap_or_default(),
                "insertion" => {
                    self.changes.inserted.insert(std::mem::take(&mut id));
                    self.xml.skip()?;
                }
                "deletion" => {
                    let begin = self.xml.position();
                    self.xml.skip()?;
                    self.changes.deleted.insert(std::mem::take(&mut id), begin..self.xml.at);
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// The deleted content that belongs to a mark; none where it is not to be shown.
    pub(super) fn restored(&mut self, mark: &BytesStart) -> Result<Vec<Block>, FormatError> {
        let id = attribute(mark, "change-id").unwrap_or_default();
        let found = self.changes.deleted.remove(&id).filter(|_| !self.changes.is_gone());
        let Some(xml) = found.and_then(|range| self.content.get(range)) else { return Ok(Vec::new()) };
        let outer = std::mem::replace(&mut self.xml, Xml::new(xml));
        let blocks = self.apart(self.part);
        self.xml = outer;
        blocks
    }
}
