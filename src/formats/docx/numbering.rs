//! The numbers that Word computes for lists and headings, as it shows them.

use super::super::numerals::{bullet, letter, roman, short};
use super::super::xml::{attribute, is_on, name, number, Step, Xml};
use super::super::FormatError;
use std::collections::HashMap;

/// Levels of a list.
const LEVELS: usize = 9;

/// One level of a list.
#[derive(Clone, Debug)]
struct Level {
    start: u32,
    /// `decimal`, `upperRoman`, `bullet` …
    format: String,
    /// `%1.%2.`
    text: String,
    /// The level whose next number restarts this one, from 1; 0 is never.
    restart: Option<usize>,
    /// All numbers of the label in Arabic digits.
    legal: bool,
}

impl Default for Level {
    fn default() -> Level {
        Level { start: 1, format: "decimal".to_owned(), text: String::new(), restart: None, legal: false }
    }
}

/// A list as paragraphs name it: where its levels are described, and what it changes of them.
#[derive(Clone, Debug, Default)]
struct List {
    describes: String,
    levels: HashMap<usize, Level>,
    starts: HashMap<usize, u32>,
}

/// How a description of levels is called, and where it refers to.
#[derive(Clone, Debug, Default)]
struct Description {
    levels: HashMap<usize, Level>,
    /// The style that stands for another description.
    link: Option<String>,
    /// The style that this description is.
    style: Option<String>,
}

/// All lists of a file, and how far each has counted.
#[derive(Clone, Debug, Default)]
pub struct Numbering {
    descriptions: HashMap<String, Description>,
    lists: HashMap<u32, List>,
    counted: HashMap<String, [Option<u32>; LEVELS]>,
    /// Lists whose own start of a level was used.
    started: HashMap<(u32, usize), bool>,
}

impl Numbering {
    /// The label of the next paragraph of a list; empty where the list shows none.
    pub fn next(&mut self, list: u32, level: usize) -> String {
        let level = level.min(LEVELS - 1);
        let Some(known) = self.lists.get(&list).cloned() else { return String::new() };
        let description = self.described(&known.describes);
        let of = |at: usize| known.levels.get(&at).or_else(|| self.descriptions.get(&description)?.levels.get(&at)).cloned().unwrap_or_default();
        let this = of(level);
        let levels: Vec<Level> = (0..=level).map(of).collect();
        let restarts: Vec<bool> = (0..LEVELS).map(|at| at > level && of(at).restart.is_none_or(|r| r != 0 && level < r)).collect();
        let counted = self.counted.entry(description).or_default();
        let own = known.starts.get(&level).filter(|_| self.started.insert((list, level), true).is_none());
        counted[level] = Some(match (own, counted[level]) {
            (Some(&own), _) => own,
            (None, Some(last)) => last.saturating_add(1),
            (None, None) => this.start,
        });
        for (at, above) in levels.iter().enumerate().take(level) {
            counted[at].get_or_insert(above.start);
        }
        for at in (0..LEVELS).filter(|&at| restarts[at]) {
            counted[at] = None;
        }
        let counted = *counted;
        label(&this, &levels, &counted)
    }

    /// The description that has the levels: a link leads to the description that is that style.
    fn described(&self, id: &str) -> String {
        let link = self.descriptions.get(id).and_then(|d| d.link.as_ref());
        let found = link.and_then(|link| self.descriptions.iter().find(|(_, d)| d.style.as_ref() == Some(link)));
        found.map_or_else(|| id.to_owned(), |(id, _)| id.clone())
    }
}

fn label(this: &Level, levels: &[Level], counted: &[Option<u32>; LEVELS]) -> String {
    if this.format == "bullet" {
        return this.text.chars().next().map(bullet).map(String::from).unwrap_or_default();
    }
    let mut out = String::new();
    let mut chars = this.text.chars().peekable();
    while let Some(c) = chars.next() {
        let place = chars.peek().and_then(|d| d.to_digit(10)).filter(|_| c == '%').and_then(|d| (d as usize).checked_sub(1));
        match place.and_then(|at| Some((levels.get(at)?, counted.get(at).copied().flatten()?))) {
            Some((level, n)) => {
                chars.next();
                out += &written(n, if this.legal { "decimal" } else { &level.format });
            }
            None => out.push(c),
        }
    }
    out
}

/// A number in one of Word's formats; one that is not known here is written in Arabic digits.
fn written(n: u32, format: &str) -> String {
    match format {
        "none" => String::new(),
        "upperRoman" => roman(n),
        "lowerRoman" => roman(n).to_lowercase(),
        "upperLetter" => letter(n).to_uppercase(),
        "lowerLetter" => letter(n),
        "decimalZero" => format!("{n:02}"),
        _ => n.to_string(),
    }
}

/// Reads `numbering.xml`.
pub fn read(text: &str) -> Result<Numbering, FormatError> {
    let mut xml = Xml::new(text);
    let mut numbering = Numbering::default();
    loop {
        match xml.step()? {
            Step::Open(start) => match name(&start) {
                "abstractNum" => {
                    let description = describe(&mut xml)?;
                    numbering.descriptions.insert(attribute(&start, "abstractNumId").unwrap_or_default(), description);
                }
                "num" => {
                    let list = list(&mut xml)?;
                    numbering.lists.insert(number(&start, "numId").unwrap_or(0), list);
                }
                _ => {}
            },
            Step::End => return Ok(numbering),
            Step::Close(_) | Step::Text(_) => {}
        }
    }
}

fn describe(xml: &mut Xml) -> Result<Description, FormatError> {
    let mut found = Description::default();
    let mut open = None;
    xml.inside(|name, start| match name {
        "lvl" => open = number(start, "ilvl"),
        "numStyleLink" => found.link = attribute(start, "val"),
        "styleLink" => found.style = attribute(start, "val"),
        _ => {
            if let Some(at) = open {
                set(found.levels.entry(at).or_default(), name, start);
            }
        }
    })?;
    Ok(found)
}

fn list(xml: &mut Xml) -> Result<List, FormatError> {
    let mut found = List::default();
    let (mut overridden, mut open) = (0, None);
    xml.inside(|name, start| match name {
        "abstractNumId" => found.describes = attribute(start, "val").unwrap_or_default(),
        "lvlOverride" => (overridden, open) = (number(start, "ilvl").unwrap_or(0), None),
        "startOverride" => {
            found.starts.insert(overridden, number(start, "val").unwrap_or(1));
        }
        "lvl" => open = number(start, "ilvl"),
        _ => {
            if let Some(at) = open {
                set(found.levels.entry(at).or_default(), name, start);
            }
        }
    })?;
    Ok(found)
}

fn set(level: &mut Level, name: &str, start: &quick_xml::events::BytesStart) {
    match name {
        "start" => level.start = number(start, "val").unwrap_or(1),
        "numFmt" => level.format = attribute(start, "val").unwrap_or_default(),
        "lvlText" => level.text = attribute(start, "val").map(short).unwrap_or_default(),
        "lvlRestart" => level.restart = number(start, "val"),
        "isLgl" => level.legal = is_on(start),
        _ => {}
    }
}
