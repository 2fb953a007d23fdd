//! The reports that a page knows of: what other reports say of a place of this one, and the way from the one place to the other.

use crate::findings::{Elsewhere, Finding};
use crate::render::{uri, Linted};
use crate::source::Span;

/// One report among those of the run.
#[derive(Clone, Copy)]
pub(super) struct Shelf<'a> {
    /// All reports.
    pub files: &'a [Linted],
    /// Where each has a page of its own, from the folder of all pages; nothing where all are on this page.
    pub pages: Option<&'a [Option<String>]>,
    /// The report, by its place among all.
    pub at: usize,
}

/// A finding of another report that names a place of this one.
pub(super) struct Named<'a> {
    /// The place.
    pub span: Span,
    /// The other report and its finding.
    pub file: usize,
    pub index: usize,
    pub finding: &'a Finding,
}

impl<'a> Shelf<'a> {
    /// The report itself.
    pub fn file(&self) -> &'a Linted {
        &self.files[self.at]
    }

    /// Its place among the reports of its page, by which its names on the page begin.
    pub fn index(&self) -> usize {
        if self.pages.is_some() {
            0
        } else {
            self.at
        }
    }

    /// What the findings of other reports name of this one.
    pub fn named(&self) -> Vec<Named<'a>> {
        let own = &self.file().source.name;
        let others = self.files.iter().enumerate().filter(|(file, _)| *file != self.at);
        let all = others.flat_map(|(file, other)| other.report.findings.iter().enumerate().map(move |(index, finding)| (file, index, finding)));
        let places = |(file, index, finding): (usize, usize, &'a Finding)| {
            finding.elsewhere.iter().filter(|e| e.file == *own).map(move |e| Named { span: e.span, file, index, finding })
        };
        all.flat_map(places).collect()
    }

    /// The report of a place elsewhere.
    pub fn of(&self, place: &Elsewhere) -> Option<usize> {
        self.files.iter().position(|file| file.source.name == place.file)
    }

    /// The address of something on the page of another report; `name` is its name there, by the index of that report.
    pub fn address(&self, file: usize, name: impl Fn(usize) -> String) -> Option<String> {
        let Some(pages) = self.pages else { return Some(format!("#{}", name(file))) };
        let up = pages.get(self.at)?.as_ref()?.matches('/').count();
        let page = pages.get(file)?.as_ref()?;
        Some(format!("{}#{}", uri::of(&("../".repeat(up) + page)), name(0)))
    }
}
