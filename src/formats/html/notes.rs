//! Footnotes of a page: links with a number, and the blocks that they lead to.

use super::dom::{Dom, NodeId, Step};
use super::walk::{is_block, Block, Line};
use std::collections::{HashMap, HashSet};

/// The notes of a page.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// Links that call a note, with its label.
    marks: HashMap<NodeId, String>,
    /// The block of each note, in the order in which they are called.
    order: Vec<(String, NodeId)>,
    bodies: HashSet<NodeId>,
    /// Links that lead back from a note to its mark.
    backs: HashSet<NodeId>,
}

impl Notes {
    /// The label of the note that a link calls.
    pub fn mark(&self, link: NodeId) -> Option<&str> {
        self.marks.get(&link).map(String::as_str)
    }

    /// Labels and blocks of all notes.
    pub fn bodies(&self) -> impl Iterator<Item = (&str, NodeId)> {
        self.order.iter().map(|(label, node)| (label.as_str(), *node))
    }

    /// True for the block of a note, which is read apart.
    pub fn is_body(&self, id: NodeId) -> bool {
        self.bodies.contains(&id)
    }

    /// True for a link back from a note.
    pub fn is_back(&self, id: NodeId) -> bool {
        self.backs.contains(&id)
    }
}

/// What a look through the page gathers: anchors by name and links within the page, in their order.
#[derive(Default)]
struct Links {
    anchors: HashMap<String, NodeId>,
    links: Vec<(NodeId, String)>,
}

/// Finds the notes of a page.
pub(super) fn find(dom: &Dom) -> Notes {
    let links = gather(dom);
    let mut notes = Notes::default();
    let mut targets: HashSet<NodeId> = HashSet::new();
    let mut labels: HashMap<NodeId, String> = HashMap::new();
    let mut uses: HashMap<String, usize> = HashMap::new();
    for (link, fragment) in &links.links {
        let Some(&target) = links.anchors.get(fragment) else { continue };
        let Some(number) = label(dom, *link, fragment) else { continue };
        // The link that something led to before is the way back.
        if dom.ancestors(*link).take(3).any(|node| targets.contains(&node)) {
            continue;
        }
        let Some(body) = body(dom, target).filter(|&body| dom.ancestors(*link).all(|node| node != body)) else { continue };
        targets.insert(target);
        let label = labels.entry(body).or_insert_with(|| {
            let count = uses.entry(number.clone()).or_default();
            *count += 1;
            let unique = if *count == 1 { number } else { format!("{number}-{count}") };
            notes.order.push((unique.clone(), body));
            notes.bodies.insert(body);
            unique
        });
        notes.marks.insert(*link, label.clone());
    }
    for (link, _) in &links.links {
        let inside = !notes.marks.contains_key(link) && dom.ancestors(*link).any(|node| notes.bodies.contains(&node));
        if inside && symbol(&dom.text(*link)).chars().count() <= 4 {
            notes.backs.insert(*link);
        }
    }
    notes
}

fn gather(dom: &Dom) -> Links {
    let mut found = Links::default();
    dom.walk(0, |step| {
        let Step::Enter(id) = step else { return true };
        for key in ["id", "name"] {
            if let Some(name) = dom.attribute(id, key).filter(|n| !n.is_empty()) {
                found.anchors.entry(name.to_owned()).or_insert(id);
            }
        }
        if dom.name(id) == "a" {
            // A saved page may carry its own address before the `#`.
            if let Some((_, fragment)) = dom.attribute(id, "href").and_then(|h| h.rsplit_once('#')) {
                found.links.push((id, fragment.to_owned()));
            }
        }
        true
    });
    found
}

/// What is left of a link's text without brackets, arrows and blanks.
fn symbol(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !"[](){}^↩↑←\u{fe0e}\u{200e}".contains(*c)).collect()
}

/// The label of a link that looks like the mark of a note: a number, raised or in brackets, or a name that says so.
fn label(dom: &Dom, link: NodeId, fragment: &str) -> Option<String> {
    let text = dom.text(link);
    let symbol = symbol(&text);
    let counts = (1..=4).contains(&symbol.len()) && symbol.bytes().all(|b| b.is_ascii_alphanumeric());
    let star = !symbol.is_empty() && symbol.chars().all(|c| "*†‡§".contains(c));
    if !counts && !star {
        return None;
    }
    let names = ["ftn", "edn", "fn", "footnote", "endnote", "note", "cite_note", "sdfootnote", "sdendnote"];
    let start = fragment.trim_start_matches(['_', '#']).to_lowercase();
    let named = names.iter().any(|n| start.starts_with(n));
    let role = dom.attribute(link, "role").or_else(|| dom.attribute(link, "class")).or_else(|| dom.attribute(link, "epub:type"));
    let says = role.is_some_and(|r| r.contains("noteref") || r.contains("footnote"));
    let up = dom.ancestors(link).take(4).any(|node| is_raised(dom, node));
    let down = dom.nodes[link].children.iter().any(|&node| is_raised(dom, node));
    let bracketed = text.trim().starts_with(['[', '(']);
    let is_mark = named || says || up || down || bracketed && symbol.bytes().all(|b| b.is_ascii_digit());
    is_mark.then(|| if star { format!("n{}", symbol.chars().count()) } else { symbol })
}

/// True for an element that draws its text above the line.
pub(super) fn is_raised(dom: &Dom, id: NodeId) -> bool {
    dom.name(id) == "sup" || dom.style(id, "vertical-align").is_some_and(|v| v == "super")
}

/// The block that holds a note: the element that Word and LibreOffice put around it, else the nearest block.
fn body(dom: &Dom, target: NodeId) -> Option<NodeId> {
    let wraps = |id: NodeId| {
        let own = dom.attribute(id, "id").unwrap_or_default().to_lowercase();
        let word = dom.style(id, "mso-element").is_some_and(|e| e == "footnote" || e == "endnote");
        word || ["ftn", "edn", "sdfootnote", "sdendnote"]
            .iter()
            .any(|n| own.strip_prefix(n).is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit()) && !rest.is_empty()))
    };
    let around = dom.ancestors(target).take(6).find(|&id| dom.name(id) == "div" && wraps(id));
    let block = around.or_else(|| dom.ancestors(target).find(|&id| is_block(dom.name(id))))?;
    // A note is a paragraph or a list item; what holds the whole page is none.
    let is_note = matches!(dom.name(block), "p" | "li" | "div" | "aside" | "dd" | "dt" | "section") && around.is_none_or(|a| a == block);
    (is_note && !matches!(dom.name(dom.nodes[block].parent.unwrap_or(0)), "html")).then_some(block)
}

/// The blocks of a note with its label before the first; the number that the page itself prints there goes.
pub(super) fn as_note(label: &str, blocks: Vec<Block>) -> Vec<Block> {
    let mut blocks: Vec<Block> = blocks.into_iter().skip_while(|block| matches!(block.line, Line::Gap)).collect();
    if let Some(Block { line: Line::Text(text), .. }) = blocks.first_mut() {
        *text = format!("[^{label}]: {}", without_number(text, label));
    } else if let Some(first) = blocks.first() {
        let node = first.node;
        blocks.insert(0, Block { node, line: Line::Text(format!("[^{label}]: ")) });
    }
    blocks
}

fn without_number<'a>(text: &'a str, label: &str) -> &'a str {
    let number = label.split('-').next().unwrap_or(label);
    let raised: String = number.bytes().filter_map(|b| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().nth(usize::from(b.wrapping_sub(b'0')))).collect();
    let body = text.trim_start_matches(['[', '(', '⁽']);
    let cut = body.strip_prefix(number).or_else(|| body.strip_prefix(raised.as_str()).filter(|_| !raised.is_empty()));
    match cut {
        Some(rest) if !rest.starts_with(|c: char| c.is_alphanumeric() || c == '/' || c == ',' || c == '.' && number.is_empty()) => {
            rest.trim_start_matches([']', ')', '⁾', '.', ':']).trim_start()
        }
        _ => text,
    }
}
