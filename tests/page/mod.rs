//! A small reader of HTML that takes only what is written cleanly: every tag closed in its order, every value in quotes.

use sha2::{Digest, Sha256};

const VOID: &[&str] = &["meta", "input", "br"];

/// An element with its text (that of cards and badges inside a sheet is not text of the sheet).
#[derive(Debug)]
pub struct Element {
    pub index: usize,
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub parents: Vec<usize>,
    pub text: String,
}

impl Element {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|a| a.0 == name).map(|a| a.1.as_str())
    }

    pub fn has_class(&self, class: &str) -> bool {
        self.attribute("class").is_some_and(|c| c.split(' ').any(|c| c == class))
    }
}

/// A page that was read.
#[derive(Debug, Default)]
pub struct Page {
    pub elements: Vec<Element>,
    /// The text of the reports, without their findings.
    pub sheets: Vec<String>,
    pub style: String,
    pub script: String,
}

impl Page {
    pub fn read(html: &str) -> Page {
        let mut page = Page::default();
        let mut open: Vec<usize> = Vec::new();
        let mut rest = html.strip_prefix("<!DOCTYPE html>").expect("a document type");
        while let Some(at) = rest.find('<') {
            page.add_text(&open, &unescaped(&rest[..at]));
            let (tag, after) = split_tag(&rest[at + 1..]);
            rest = after;
            if let Some(name) = tag.strip_prefix('/') {
                let last = open.pop().expect("a tag to close");
                assert_eq!(page.elements[last].name, name, "closed in the wrong order before {}", &rest.chars().take(80).collect::<String>());
                continue;
            }
            let index = page.elements.len();
            page.elements.push(element(tag, index, open.clone()));
            let name = page.elements[index].name.clone();
            if page.elements[index].has_class("sheet") {
                page.sheets.push(String::new());
            }
            if name == "script" || name == "style" {
                let (content, after) = rest.split_once(&format!("</{name}>")).expect("closed");
                *(if name == "style" { &mut page.style } else { &mut page.script }) = content.to_owned();
                rest = after;
            } else if !VOID.contains(&name.as_str()) {
                open.push(index);
            }
        }
        assert!(open.is_empty() && rest.trim().is_empty(), "something is left open");
        page
    }

    fn add_text(&mut self, open: &[usize], text: &str) {
        let card = open.iter().rposition(|&i| self.elements[i].has_class("card"));
        for &index in &open[card.unwrap_or(0)..] {
            self.elements[index].text.push_str(text);
        }
        if card.is_none() && open.iter().any(|&i| self.elements[i].has_class("sheet")) {
            self.sheets.last_mut().unwrap().push_str(text);
        }
    }

    pub fn of_class<'a>(&'a self, class: &'a str) -> impl Iterator<Item = &'a Element> {
        self.elements.iter().filter(move |e| e.has_class(class))
    }

    pub fn with_id(&self, id: &str) -> &Element {
        self.elements.iter().find(|e| e.attribute("id") == Some(id)).unwrap_or_else(|| panic!("no element has the id {id}"))
    }

    pub fn language(&self) -> &str {
        self.elements[0].attribute("lang").expect("a language")
    }
}

/// The tag without its angles, and what follows it; an angle inside quotes ends nothing.
fn split_tag(from: &str) -> (&str, &str) {
    let mut quoted = false;
    for (at, c) in from.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '<' if !quoted => panic!("a tag inside a tag: {}", &from[..at]),
            '>' if !quoted => return (&from[..at], &from[at + 1..]),
            _ => {}
        }
    }
    panic!("a tag without end: {}", from.chars().take(80).collect::<String>())
}

fn element(tag: &str, index: usize, parents: Vec<usize>) -> Element {
    let (name, mut rest) = tag.split_once(' ').unwrap_or((tag, ""));
    assert!(!name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric()), "no name: <{tag}>");
    let mut attributes: Vec<(String, String)> = Vec::new();
    while !rest.trim_start().is_empty() {
        rest = rest.trim_start();
        let end = rest.find([' ', '=']).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        assert!(!attributes.iter().any(|a| a.0 == name), "{name} twice in <{tag}>");
        let (value, after) = match after.strip_prefix("=\"") {
            Some(value) => value.split_once('"').expect("a closing quote"),
            None => ("", after),
        };
        assert!(!after.starts_with('='), "a value without quotes in <{tag}>");
        attributes.push((name.to_owned(), unescaped(value)));
        rest = after;
    }
    Element { index, name: name.to_owned(), attributes, parents, text: String::new() }
}

fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut parts = text.split('&');
    out.push_str(parts.next().unwrap());
    for part in parts {
        let (name, after) = part.split_once(';').expect("a bare &");
        out.push_str(match name {
            "amp" => "&",
            "lt" => "<",
            "gt" => ">",
            "quot" => "\"",
            "#39" => "'",
            _ => panic!("unknown: &{name};"),
        });
        out.push_str(after);
    }
    out
}

/// Text without blanks, and without the lines that only draw a table.
pub fn squeezed(text: &str) -> String {
    let is_rule = |line: &&str| line.starts_with('|') && line.chars().all(|c| "|-: ".contains(c));
    let kept = text.lines().filter(|line| !is_rule(line)).flat_map(str::chars);
    kept.filter(|c| !c.is_whitespace() && *c != '|').collect()
}

/// SHA-256 as a policy writes it.
pub fn hash(content: &str) -> String {
    let bytes = Sha256::digest(content.as_bytes());
    let letters: Vec<char> = ('A'..='Z').chain('a'..='z').chain('0'..='9').chain(['+', '/']).collect();
    let mut out = String::new();
    for three in bytes.chunks(3) {
        let bits = (0..3).fold(0_usize, |all, i| all << 8 | usize::from(*three.get(i).unwrap_or(&0)));
        out.extend((0..4).map(|i| if i <= three.len() { letters[bits >> (18 - 6 * i) & 63] } else { '=' }));
    }
    out
}

/// A colour of a theme, as red, green and blue.
pub fn colour(theme: &str, name: &str) -> [f64; 3] {
    let (_, from) = theme.split_once(&format!("--{name}: #")).unwrap_or_else(|| panic!("no colour {name}"));
    let digits = from.split(';').next().unwrap();
    let width = digits.len() / 3;
    [0, 1, 2].map(|i| {
        let part = &digits[i * width..(i + 1) * width];
        f64::from(u8::from_str_radix(&part.repeat(3 - width), 16).unwrap())
    })
}

/// The contrast of two colours after WCAG 2.
pub fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
    let light = |c: [f64; 3]| {
        let part = |v: f64| if v / 255.0 <= 0.04045 { v / 255.0 / 12.92 } else { ((v / 255.0 + 0.055) / 1.055).powf(2.4) };
        0.2126 * part(c[0]) + 0.7152 * part(c[1]) + 0.0722 * part(c[2])
    };
    let (a, b) = (light(a), light(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}
