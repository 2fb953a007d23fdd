//! The styles that decide what is shown: hidden text, raised text, and the lists that paragraphs are in.

use super::super::xml::{attribute, name, Step, Xml};
use super::super::FormatError;
use super::lists::{self, Levels};
use quick_xml::events::BytesStart;
use std::collections::HashMap;

/// Longest chain of styles that are based on each other.
const CHAIN: usize = 32;
/// Longest name of a style that others are based on, in bytes.
const LONGEST_NAME: usize = 1024;

/// How characters look, as far as it changes what is read.
#[derive(Clone, Copy, Debug, Default)]
pub struct Look {
    /// Set small and high.
    pub raised: bool,
    /// Not shown.
    pub hidden: bool,
    /// Struck through: deleted by another name.
    pub struck: bool,
}

/// What a style is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Family {
    Paragraph,
    Text,
}

/// A style and what it says itself.
#[derive(Clone, Debug, Default)]
struct Style {
    parent: Option<String>,
    raised: Option<bool>,
    hidden: Option<bool>,
    struck: Option<bool>,
    /// The list of its paragraphs; an empty name takes them out of any list.
    list: Option<String>,
}

/// The styles of a file.
#[derive(Clone, Debug, Default)]
pub struct Styles {
    paragraph: HashMap<String, Style>,
    text: HashMap<String, Style>,
    lists: HashMap<String, Levels>,
    /// The numbers of headings.
    pub outline: Levels,
}

impl Styles {
    /// How text looks in a style, on top of how it looks around it.
    pub fn look(&self, family: Family, style: Option<&str>, around: Look) -> Look {
        let raised = self.chain(family, style).find_map(|s| s.raised);
        let hidden = self.chain(family, style).find_map(|s| s.hidden);
        let struck = self.chain(family, style).find_map(|s| s.struck);
        Look { raised: raised.unwrap_or(around.raised), hidden: hidden.unwrap_or(around.hidden), struck: struck.unwrap_or(around.struck) }
    }

    /// The list that a paragraph style names; empty where it takes its paragraphs out of any.
    pub fn list_of(&self, style: Option<&str>) -> Option<&str> {
        self.chain(Family::Paragraph, style).find_map(|s| s.list.as_deref())
    }

    /// The levels of a list style.
    pub fn levels(&self, list: &str) -> Option<&Levels> {
        self.lists.get(list)
    }

    /// A style, the one that it is based on, and so on.
    fn chain<'s>(&'s self, family: Family, style: Option<&str>) -> impl Iterator<Item = &'s Style> {
        let of = match family {
            Family::Paragraph => &self.paragraph,
            Family::Text => &self.text,
        };
        let first = style.and_then(|name| of.get(name));
        std::iter::successors(first, |s| of.get(s.parent.as_deref()?)).take(CHAIN)
    }

    /// Reads the common styles; the automatic ones of that part are for headers and footers.
    pub fn read_common(&mut self, part: &str) -> Result<(), FormatError> {
        self.read(part, &["automatic-styles", "master-styles"])
    }

    /// Reads the automatic styles before the body of the content.
    pub fn read_automatic(&mut self, content: &str) -> Result<(), FormatError> {
        self.read(content, &[])
    }

    fn read(&mut self, part: &str, others: &[&str]) -> Result<(), FormatError> {
        let mut xml = Xml::new(part);
        loop {
            let start = match xml.step()? {
                Step::Open(start) => start,
                Step::End => return Ok(()),
                _ => continue,
            };
            match name(&start) {
                "body" => return Ok(()),
                "style" => self.style(&mut xml, &start)?,
                "list-style" => {
                    let levels = lists::levels(&mut xml)?;
                    self.lists.insert(attribute(&start, "name").unwrap_or_default(), levels);
                }
                "outline-style" => {
                    self.outline = lists::levels(&mut xml)?;
                    // Lists can name it as well.
                    self.lists.insert(attribute(&start, "name").unwrap_or_default(), self.outline.clone());
                }
                other if others.contains(&other) => xml.skip()?,
                _ => {}
            }
        }
    }

    fn style(&mut self, xml: &mut Xml, start: &BytesStart) -> Result<(), FormatError> {
        // Each paragraph looks these names up again.
        let named = |what: &str| attribute(start, what).filter(|name| name.len() <= LONGEST_NAME);
        let mut style = Style { parent: named("parent-style-name"), list: named("list-style-name"), ..Style::default() };
        xml.inside(|name, start| {
            if name == "text-properties" {
                style.raised = attribute(start, "text-position").map(|position| is_raised(&position));
                style.hidden = attribute(start, "display").map(|display| display == "none");
                let line = attribute(start, "text-line-through-style").or_else(|| attribute(start, "text-line-through-type"));
                style.struck = line.map(|line| line != "none");
            }
        })?;
        let name = attribute(start, "name").unwrap_or_default();
        match attribute(start, "family").as_deref() {
            Some("paragraph") => self.paragraph.insert(name, style),
            Some("text") => self.text.insert(name, style),
            _ => None,
        };
        Ok(())
    }
}

/// `super 58%`, or by how much of its height text is raised: `33% 58%`.
fn is_raised(position: &str) -> bool {
    let place = position.split_whitespace().next().unwrap_or_default();
    let by = place.trim_end_matches('%').split('.').next().and_then(|n| n.parse::<i32>().ok());
    place == "super" || by.is_some_and(|by| by > 0)
}
