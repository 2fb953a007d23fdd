//! The numbers of lists and headings, as LibreOffice computes and shows them.

use super::super::numerals::{bullet, letter, letters, roman, short};
use super::super::xml::{attribute, number, Xml};
use super::super::FormatError;
use quick_xml::events::BytesStart;
use std::collections::HashMap;

/// Levels of a list.
const LEVELS: usize = 10;

/// One level of a list style.
#[derive(Clone, Debug)]
struct Level {
    /// `1`, `a`, `A`, `i`, `I`; empty for a level without number.
    format: String,
    prefix: String,
    suffix: String,
    /// Behind `z` comes `bb` after `aa`, not `ab`.
    doubled: bool,
    /// How many levels the label shows.
    shown: usize,
    start: u32,
    /// The whole label, where the program that wrote the file says it (`%1%.%2%)`).
    pattern: Option<String>,
    bullet: Option<char>,
}

/// The levels of a list style.
#[derive(Clone, Debug, Default)]
pub struct Levels(HashMap<usize, Level>);

impl Levels {
    fn start(&self, level: usize) -> u32 {
        self.0.get(&level).map_or(1, |l| l.start)
    }

    /// The label of a level, when all levels have counted so far.
    fn label(&self, level: usize, counted: &[Option<u32>]) -> String {
        let Some(own) = self.0.get(&level) else { return String::new() };
        if let Some(sign) = own.bullet {
            return bullet(sign).to_string();
        }
        let written = |at: usize| self.0.get(&at).map_or_else(String::new, |l| l.written(counted.get(at).copied().flatten().unwrap_or(l.start)));
        if let Some(pattern) = &own.pattern {
            // Numbers stand at the odd places: `%1%.%2%.`
            let place = |words: &str| words.parse::<usize>().ok().and_then(|n| n.checked_sub(1)).filter(|n| *n <= level);
            let put = |(at, words)| if at % 2 == 1 { place(words).map_or_else(String::new, written) } else { str::to_owned(words) };
            return pattern.split('%').enumerate().map(put).collect();
        }
        let numbers: Vec<String> = ((level + 1).saturating_sub(own.shown)..=level).map(written).filter(|n| !n.is_empty()).collect();
        format!("{}{}{}", own.prefix, numbers.join("."), own.suffix)
    }
}

impl Level {
    fn of(start: &BytesStart, is_bullet: bool) -> Level {
        let text = |name: &str| attribute(start, name).map(short).unwrap_or_default();
        let sign = if is_bullet { text("bullet-char").chars().next().or(Some('•')) } else { None };
        Level {
            format: text("num-format"),
            prefix: text("num-prefix"),
            suffix: text("num-suffix"),
            doubled: text("num-letter-sync") == "true",
            shown: number(start, "display-levels").unwrap_or(1).clamp(1, LEVELS),
            start: number(start, "start-value").unwrap_or(1),
            pattern: attribute(start, "num-list-format").map(short),
            bullet: sign,
        }
    }

    fn written(&self, n: u32) -> String {
        let letter = if self.doubled { letter } else { letters };
        match self.format.as_str() {
            "" => String::new(),
            "a" => letter(n),
            "A" => letter(n).to_uppercase(),
            "i" => roman(n).to_lowercase(),
            "I" => roman(n),
            "01" => format!("{n:02}"),
            _ => n.to_string(),
        }
    }
}

/// Reads a list style or the outline style, which has just begun.
pub fn levels(xml: &mut Xml) -> Result<Levels, FormatError> {
    let mut found = Levels::default();
    xml.inside(|name, start| {
        let is_bullet = match name {
            "list-level-style-number" | "outline-level-style" => false,
            "list-level-style-bullet" | "list-level-style-image" => true,
            _ => return,
        };
        let level = number::<usize>(start, "level").unwrap_or(0);
        if (1..=LEVELS).contains(&level) {
            found.0.insert(level - 1, Level::of(start, is_bullet));
        }
    })?;
    Ok(found)
}

/// A list among all that count.
pub type List = usize;

/// The list that headings count in.
pub const OUTLINE: List = 0;

/// How far each list has counted.
#[derive(Debug)]
pub struct Counters {
    lists: Vec<Vec<Option<u32>>>,
    by_id: HashMap<String, List>,
    last_of_style: HashMap<String, List>,
}

impl Counters {
    /// Nothing counted yet.
    pub fn new() -> Counters {
        Counters { lists: vec![Vec::new()], by_id: HashMap::new(), last_of_style: HashMap::new() }
    }

    /// A list that begins, or goes on where it says so.
    pub fn open(&mut self, start: &BytesStart, style: Option<&str>) -> List {
        let style = style.unwrap_or_default();
        let named = attribute(start, "continue-list").and_then(|id| self.by_id.get(&id).copied());
        let last = || self.last_of_style.get(style).copied().filter(|_| continues(start));
        let list = named.or_else(last).unwrap_or(self.lists.len());
        if list == self.lists.len() {
            self.lists.push(Vec::new());
        }
        self.last_of_style.insert(style.to_owned(), list);
        self.by_id.extend(attribute(start, "id").map(|id| (id, list)));
        list
    }

    /// A level, and those below it, begin again.
    pub fn restart(&mut self, list: List, level: usize) {
        if let Some(counted) = self.lists.get_mut(list) {
            counted.truncate(level);
        }
    }

    /// The label of the next paragraph of a list.
    pub fn next(&mut self, list: List, level: usize, levels: &Levels, start: Option<u32>) -> String {
        let level = level.min(LEVELS - 1);
        let Some(counted) = self.lists.get_mut(list) else { return String::new() };
        // What lies deeper begins again; a level above that was passed over counts as begun.
        counted.resize(level + 1, None);
        for (at, above) in counted.iter_mut().enumerate().take(level) {
            above.get_or_insert(levels.start(at));
        }
        counted[level] = Some(match (start, counted[level]) {
            (Some(start), _) => start,
            (None, Some(last)) => last.saturating_add(1),
            (None, None) => levels.start(level),
        });
        levels.label(level, counted)
    }
}

/// True if a list says that it goes on counting.
pub fn continues(start: &BytesStart) -> bool {
    attribute(start, "continue-numbering").as_deref() == Some("true")
}
