//! A copy of a Word file with comments: everything else is carried over byte for byte.
//!
//! Word sets no comments in notes and text boxes, so what stands there is commented at the mark of the note, or at the paragraph of the box.

use super::super::package::Package;
use super::super::prose::Stretch;
use super::super::{Comment, FormatError, Options};
use super::comments::{self, Names};
use super::splice::{Cut, Splices};
use super::{Parts, Text};
use crate::source::Span;
use std::collections::HashSet;

/// The file with the comments set at their places.
pub fn annotate(bytes: &[u8], wanted: &[Comment], options: Options) -> Result<Vec<u8>, FormatError> {
    let parts = Parts::read(bytes)?;
    if parts.related.damaged {
        return Err(FormatError::Damaged("its list of parts cannot be read, so no comment can be added: open it in Word and save it again".to_owned()));
    }
    let text = parts.text(options)?;
    let (canonical, stretches) = text.write();
    let mut package = Package::open(bytes)?;
    let mut known = comments::Known::read(&mut package, &parts)?;
    let places = Places { text: &text, stretches: &stretches, canonical: canonical.text() };
    let mut splices = Splices::new(&parts.document);
    for comment in wanted {
        if known.has(comment) {
            continue;
        }
        let anchor = places.anchor(comment.span).ok_or(FormatError::NoText("the document has no text that a comment could be set at"))?;
        let id = known.add(comment);
        anchor.set(&mut splices, &places, &id, known.namespace());
    }
    let stale: HashSet<&str> = known.stale().collect();
    if !stale.is_empty() {
        comments::marks(&parts.document)?.into_iter().filter(|m| stale.contains(m.id.as_str())).for_each(|m| splices.remove(m.element));
    }
    let mut changed = known.parts(&mut package, &parts)?;
    changed.push((parts.name.clone(), splices.apply()));
    let copy = package.rewrite(&changed)?;
    // Whatever the file is like: what comes back says what it said.
    let again = Parts::read(&copy)?.text(options)?;
    match again.write().0.text() == canonical.text() {
        true => Ok(copy),
        false => Err(FormatError::Damaged("comments cannot be set in it without changing its text".to_owned())),
    }
}

/// Where comments can be set.
struct Places<'a> {
    text: &'a Text,
    stretches: &'a [Stretch],
    canonical: &'a str,
}

/// What a comment is set at.
enum Anchor<'a> {
    /// Words of the body, from the first stretch to the last.
    Words { first: &'a Stretch, last: &'a Stretch, span: Span },
    /// The run of a note mark.
    Mark(std::ops::Range<usize>),
}

impl<'a> Places<'a> {
    fn anchor(&self, span: Span) -> Option<Anchor<'a>> {
        let touched = |s: &&Stretch| s.span.overlaps(span);
        let here = self.stretches.iter().find(touched);
        if let Some(mark) = here.and_then(|s| s.note).and_then(|note| self.text.notes.get(note)) {
            return Some(Anchor::Mark(mark.run.clone()));
        }
        let mut own = self.stretches.iter().filter(|s| is_body(s)).filter(touched);
        if let Some(first) = own.next() {
            return Some(Anchor::Words { first, last: own.next_back().unwrap_or(first), span });
        }
        // What Word computes, or what a text box holds: the nearest words of the body.
        let body = || self.stretches.iter().filter(|s| is_body(s));
        let near = match here {
            Some(_) => body().take_while(|s| s.span.end <= span.start).last().or_else(|| body().next()),
            None => body().find(|s| s.span.start >= span.start).or_else(|| body().next_back()),
        };
        near.map(|s| Anchor::Words { first: s, last: s, span: s.span })
    }
}

fn is_body(stretch: &Stretch) -> bool {
    stretch.note.is_none() && !stretch.in_box && !stretch.span.is_empty()
}

impl Anchor<'_> {
    fn set(&self, splices: &mut Splices, places: &Places, id: &str, namespace: &str) {
        let run = match self {
            Anchor::Words { first, .. } => first.xml.run,
            Anchor::Mark(run) => run.start,
        };
        let Names { prefix: w, declared } = Names::beside(splices.prefix(run), namespace);
        let start = format!("<{w}commentRangeStart{declared} {w}id=\"{id}\"/>");
        let end = format!("<{w}commentRangeEnd{declared} {w}id=\"{id}\"/><{w}r{declared}><{w}commentReference {w}id=\"{id}\"/></{w}r>");
        match self {
            Anchor::Words { first, last, span } => {
                splices.cut(&first.xml, Cut::at(first, places.canonical, span.start.max(first.span.start)), start, false);
                splices.cut(&last.xml, Cut::at(last, places.canonical, span.end.min(last.span.end)), end, true);
            }
            Anchor::Mark(run) => {
                splices.insert(run.start, start, false);
                splices.insert(run.end, end, true);
            }
        }
    }
}
