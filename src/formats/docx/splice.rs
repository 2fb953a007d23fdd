//! Puts markup into the XML of a part between the characters of its runs, and leaves everything else as it is.

use super::super::flow::InXml;
use super::super::prose::Stretch;
use crate::source::Span;
use std::collections::BTreeMap;
use std::ops::Range;
use unicode_normalization::{char::is_combining_mark, UnicodeNormalization};

/// Where a run is cut, counted in the characters of its `<w:t>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    Before,
    Behind,
    /// So many characters in.
    Inside(usize),
}

impl Cut {
    /// The cut of a stretch at an offset of the canonical text.
    pub fn at(stretch: &Stretch, canonical: &str, offset: usize) -> Cut {
        let text = stretch.span.of(canonical);
        let all = text.chars().count();
        let before = Span::new(stretch.span.start, offset).of(canonical).chars().count();
        match before {
            0 => Cut::Before,
            n if n >= all => Cut::Behind,
            n => match &stretch.decomposed {
                Some(original) => Cut::Inside(letters(original, n)),
                None => Cut::Inside(n),
            },
        }
    }
}

/// How many characters of the original the first `composed` characters of its composed form are made of.
fn letters(original: &str, composed: usize) -> usize {
    let (mut written, mut shown) = (0, 0);
    let mut chars = original.chars().peekable();
    while let Some(first) = chars.next().filter(|_| shown < composed) {
        let mut cluster = String::from(first);
        while let Some(mark) = chars.next_if(|c| is_combining_mark(*c)) {
            cluster.push(mark);
        }
        written += cluster.chars().count();
        shown += cluster.nfc().count();
    }
    written
}

/// What is put in at one place: ends of comments before starts of others.
#[derive(Default)]
struct Markup {
    ends: String,
    starts: String,
}

impl Markup {
    fn add(&mut self, markup: String, ends: bool) {
        if ends {
            self.ends += &markup;
        } else {
            self.starts += &markup;
        }
    }

    fn joined(&self) -> String {
        format!("{}{}", self.ends, self.starts)
    }
}

/// A part, and what is to be put into it.
pub struct Splices<'x> {
    xml: &'x str,
    /// Between elements.
    plain: BTreeMap<usize, Markup>,
    /// Inside the text of runs, by place in the XML.
    inner: BTreeMap<usize, (InXml, Markup)>,
    /// Between a `<w:t>` and its neighbours in the run.
    outer: BTreeMap<usize, (InXml, Markup)>,
    /// What goes.
    gone: Vec<Range<usize>>,
}

impl<'x> Splices<'x> {
    /// Nothing put in yet.
    pub fn new(xml: &'x str) -> Splices<'x> {
        Splices { xml, plain: BTreeMap::new(), inner: BTreeMap::new(), outer: BTreeMap::new(), gone: Vec::new() }
    }

    /// The prefix of the element that begins at `at`, with its colon.
    pub fn prefix(&self, at: usize) -> String {
        prefix_of(self.xml.get(at + 1..).unwrap_or(""))
    }

    /// Puts markup between two elements.
    pub fn insert(&mut self, at: usize, markup: String, ends: bool) {
        self.plain.entry(at).or_default().add(markup, ends);
    }

    /// Takes an element out.
    pub fn remove(&mut self, element: Range<usize>) {
        self.gone.push(element);
    }

    /// Puts markup where a run is cut; the run goes on behind it with the same properties.
    pub fn cut(&mut self, place: &InXml, cut: Cut, markup: String, ends: bool) {
        let opening = if place.properties.is_empty() { self.after_tag(place.run) } else { place.properties.end };
        let closes = self
            .xml
            .get(place.element.end..)
            .is_some_and(|rest| rest.starts_with("</") && place.element.end + rest.find('>').map_or(0, |n| n + 1) == place.run_end);
        let at = match cut {
            Cut::Inside(characters) => self.offset(place, characters),
            _ => None,
        };
        match (cut, at) {
            // Inside of what the run only wraps, nothing can be cut: the comment stands at the whole run.
            _ if !place.direct => self.insert(if ends { place.run_end } else { place.run }, markup, ends),
            (Cut::Inside(_), Some(at)) => self.inner.entry(at).or_insert_with(|| (place.clone(), Markup::default())).1.add(markup, ends),
            (Cut::Behind, _) if closes => self.insert(place.run_end, markup, ends),
            (Cut::Behind, _) => self.outer.entry(place.element.end).or_insert_with(|| (place.clone(), Markup::default())).1.add(markup, ends),
            _ if place.element.start == opening => self.insert(place.run, markup, ends),
            _ => self.outer.entry(place.element.start).or_insert_with(|| (place.clone(), Markup::default())).1.add(markup, ends),
        }
    }

    /// The end of the tag that begins at `at`.
    fn after_tag(&self, at: usize) -> usize {
        self.xml.get(at..).and_then(|rest| rest.find('>')).map_or(at, |n| at + n + 1)
    }

    /// Where the given character of a `<w:t>` begins; nothing where its text is more than characters and references.
    fn offset(&self, place: &InXml, characters: usize) -> Option<usize> {
        let raw = self.xml.get(place.content.clone())?;
        if raw.contains(['<', '\r']) {
            return None;
        }
        let mut at = 0;
        for _ in 0..characters {
            let rest = raw.get(at..)?;
            at += match rest.starts_with('&') {
                true => rest.find(';')? + 1,
                false => rest.chars().next()?.len_utf8(),
            };
        }
        Some(place.content.start + at)
    }

    /// The part with all that was put in.
    pub fn apply(self) -> String {
        let mut edits: BTreeMap<usize, (usize, String)> = BTreeMap::new();
        for (at, markup) in &self.plain {
            edits.insert(*at, (*at, markup.joined()));
        }
        for (at, (place, markup)) in &self.outer {
            let r = format!("{}r", self.prefix(place.run));
            let again = self.xml.get(place.properties.clone()).unwrap_or("");
            edits.insert(*at, (*at, format!("</{r}>{}<{r}>{again}", markup.joined())));
        }
        for (at, (place, markup)) in &self.inner {
            let (r, t) = (format!("{}r", self.prefix(place.run)), self.tag(place));
            let again = self.xml.get(place.properties.clone()).unwrap_or("");
            edits.insert(*at, (*at, format!("</{t}></{r}>{}<{r}>{again}<{t} xml:space=\"preserve\">", markup.joined())));
            self.keep_spaces(place, &t, &mut edits);
        }
        for range in &self.gone {
            edits.entry(range.start).or_insert_with(|| (range.start, String::new())).0 = range.end;
        }
        self.write(&edits)
    }

    /// The name of the element that holds the text, with its prefix.
    fn tag(&self, place: &InXml) -> String {
        let tag = self.xml.get(place.element.start + 1..place.content.start).unwrap_or("");
        tag.split(|c: char| c.is_whitespace() || c == '>' || c == '/').next().unwrap_or("").to_owned()
    }

    /// A text that is cut may begin or end with a space, which Word drops unless it is told not to.
    fn keep_spaces(&self, place: &InXml, t: &str, edits: &mut BTreeMap<usize, (usize, String)>) {
        let open = self.xml.get(place.element.start..place.content.start).unwrap_or("");
        if !open.contains("xml:space") {
            let at = place.element.start + 1 + t.len();
            edits.insert(at, (at, " xml:space=\"preserve\"".to_owned()));
        }
    }

    fn write(&self, edits: &BTreeMap<usize, (usize, String)>) -> String {
        let mut out = String::with_capacity(self.xml.len() + edits.values().map(|e| e.1.len()).sum::<usize>());
        let mut done = 0;
        for (at, (until, text)) in edits {
            out += self.xml.get(done..*at).unwrap_or("");
            out += text;
            done = done.max(*until);
        }
        out += self.xml.get(done..).unwrap_or("");
        out
    }
}

/// The prefix of the root element, with its colon; empty where it has none.
pub fn prefix_of_root(xml: &str) -> String {
    let root = xml.match_indices('<').map(|(at, _)| &xml[at + 1..]).find(|rest| !rest.starts_with(['?', '!']));
    prefix_of(root.unwrap_or(""))
}

/// The namespace that the root element is of.
pub fn namespace_of_root(xml: &str) -> String {
    let prefix = prefix_of_root(xml);
    let key = match prefix.strip_suffix(':') {
        Some(prefix) => format!("xmlns:{prefix}"),
        None => "xmlns".to_owned(),
    };
    let root = xml.match_indices('<').map(|(at, _)| &xml[at + 1..]).find(|rest| !rest.starts_with(['?', '!'])).unwrap_or("");
    let tag = &root[..root.find('>').unwrap_or(root.len())];
    let value = tag.match_indices(&key).find_map(|(at, _)| {
        let rest = tag[at + key.len()..].trim_start().strip_prefix('=')?.trim_start();
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        rest[1..].split(quote).next()
    });
    value.unwrap_or("http://schemas.openxmlformats.org/wordprocessingml/2006/main").to_owned()
}

/// The prefix of a tag, given from its name on.
fn prefix_of(tag: &str) -> String {
    let name = tag.split(|c: char| c.is_whitespace() || c == '>' || c == '/').next().unwrap_or("");
    name.rsplit_once(':').map_or(String::new(), |(prefix, _)| format!("{prefix}:"))
}
