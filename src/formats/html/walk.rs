//! From the tree of a page to blocks: paragraphs, list items and rows, without recursion.

use super::dom::{Dom, Kind, NodeId, Step};
use super::lists::{is_marked, List};
use super::notes::{is_raised, Notes};
use super::raised::raise;
use super::table::{Cell, Table};
use crate::formats::FormatError;

/// A line of the canonical text and the element that it stands in.
#[derive(Debug)]
pub(super) struct Block {
    pub node: NodeId,
    pub line: Line,
}

/// What a line is.
#[derive(Debug)]
pub(super) enum Line {
    Text(String),
    /// A row of a table.
    Row(Vec<String>),
    /// An empty line, which parts tables.
    Gap,
}

/// Elements that end the text before and after them.
pub(super) fn is_block(name: &str) -> bool {
    let text = matches!(name, "address" | "blockquote" | "center" | "div" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "hgroup" | "hr" | "p" | "pre");
    let part = matches!(name, "article" | "aside" | "body" | "details" | "dialog" | "footer" | "header" | "html" | "main" | "section" | "summary" | "title");
    let list = matches!(name, "dd" | "dir" | "dl" | "dt" | "li" | "menu" | "ol" | "ul");
    let table = matches!(name, "caption" | "table" | "tbody" | "td" | "tfoot" | "th" | "thead" | "tr");
    text || part || list || table || matches!(name, "fieldset" | "figcaption" | "figure" | "form" | "legend")
}

/// True for what a reader of the page does not see, and for menus and form controls.
pub(super) fn is_skipped(dom: &Dom, id: NodeId) -> bool {
    const SKIPPED: &[&str] = &[
        "audio", "button", "canvas", "datalist", "head", "iframe", "input", "math", "meter", "nav", "noscript", "object", "progress", "script", "select",
        "style", "svg", "template", "textarea", "video",
    ];
    let name = dom.name(id);
    if name.is_empty() {
        return false;
    }
    let hidden = dom.attribute(id, "hidden").is_some() || dom.attribute(id, "aria-hidden") == Some("true");
    let style = |property: &str, value: &str| dom.style(id, property).is_some_and(|v| v.starts_with(value));
    SKIPPED.contains(&name) || hidden || style("display", "none") || style("mso-hide", "all") || style("visibility", "hidden")
}

/// The blocks beneath `root`; notes that stand there are left out.
pub(super) fn blocks(dom: &Dom, notes: &Notes, root: NodeId) -> Result<Vec<Block>, FormatError> {
    let mut walker = Walker { root, ..Walker::new(dom, notes) };
    dom.walk(root, |step| match step {
        Step::Enter(id) => walker.enter(id),
        Step::Leave(id) => {
            walker.leave(id);
            true
        }
    });
    walker.end_block();
    match walker.over {
        Some(error) => Err(error),
        None => Ok(walker.sinks.into_iter().flatten().collect()),
    }
}

struct Walker<'a> {
    dom: &'a Dom,
    notes: &'a Notes,
    root: NodeId,
    /// Blocks that are done: those of the page, then those of each open cell.
    sinks: Vec<Vec<Block>>,
    tables: Vec<Table>,
    lists: Vec<List>,
    /// The text of the open block, and the element that it began in.
    text: String,
    node: NodeId,
    /// Blanks were read that no text has followed yet.
    blank: bool,
    /// A line break was read that no text has followed yet.
    broken: bool,
    /// What comes before the next text: the mark of a heading or a list item.
    marker: String,
    /// Where raised texts began.
    raised: Vec<usize>,
    verbatim: usize,
    over: Option<FormatError>,
}

impl<'a> Walker<'a> {
    fn new(dom: &'a Dom, notes: &'a Notes) -> Self {
        Walker {
            dom,
            notes,
            root: 0,
            sinks: vec![Vec::new()],
            tables: Vec::new(),
            lists: Vec::new(),
            text: String::new(),
            node: 0,
            blank: false,
            broken: false,
            marker: String::new(),
            raised: Vec::new(),
            verbatim: 0,
            over: None,
        }
    }

    fn enter(&mut self, id: NodeId) -> bool {
        if let Kind::Text(text) = &self.dom.nodes[id].kind {
            self.read(text, id);
            return false;
        }
        let apart = id != self.root && (self.notes.is_body(id) || is_skipped(self.dom, id)) || self.notes.is_back(id);
        if apart || self.over.is_some() {
            return false;
        }
        if let Some(label) = self.notes.mark(id) {
            if self.text.is_empty() {
                self.node = id;
            }
            self.text += &format!("[^{label}]");
            return false;
        }
        let name = self.dom.name(id);
        if is_block(name) {
            self.end_block();
        }
        match name {
            "br" if !self.text.is_empty() => self.broken_line(),
            "ol" | "ul" | "menu" => self.lists.push(List::open(self.dom, id)),
            "li" if id != self.root => self.open_item(id),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.marker = format!("{} ", "#".repeat(usize::from(name.as_bytes()[1] - b'0'))),
            "table" => self.tables.push(Table::new(self.dom, id)),
            "tr" => self.tables.last_mut().into_iter().for_each(|table| table.open_row(self.dom, id)),
            "td" | "th" => self.sinks.push(Vec::new()),
            "pre" => self.verbatim += 1,
            _ => {}
        }
        if is_raised(self.dom, id) {
            self.raised.push(self.text.len());
        }
        true
    }

    fn leave(&mut self, id: NodeId) {
        if is_raised(self.dom, id) {
            self.raise();
        }
        let name = self.dom.name(id);
        if is_block(name) {
            self.end_block();
        }
        match name {
            "ol" | "ul" | "menu" => drop(self.lists.pop()),
            "li" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.marker.clear(),
            "td" | "th" => self.close_cell(id),
            "table" => self.close_table(),
            "pre" => self.verbatim -= 1,
            _ => {}
        }
    }

    /// A second break in a row always ends the block.
    fn broken_line(&mut self) {
        if self.broken {
            self.end_block();
        }
        self.broken = !self.text.is_empty();
    }

    fn open_item(&mut self, id: NodeId) {
        let depth = self.lists.len();
        let mark = match self.lists.last_mut() {
            Some(list) => list.mark(self.dom, id, depth),
            None => "- ".to_owned(),
        };
        self.marker += &mark;
    }

    /// Reads text with its blanks drawn together; they are kept back until something follows.
    fn read(&mut self, text: &str, id: NodeId) {
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '\n' if self.verbatim > 0 => self.end_block(),
                '\u{ad}' | '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{feff}' => {}
                c if c.is_whitespace() || c.is_control() => self.blank = true,
                c => {
                    if self.broken {
                        self.after_break(c, chars.peek().copied());
                    }
                    if self.text.is_empty() {
                        let block = self.dom.ancestors(id).find(|&node| is_block(self.dom.name(node)));
                        self.node = block.unwrap_or(id);
                    } else if self.blank {
                        self.text.push(' ');
                    }
                    self.blank = false;
                    self.text.push(c);
                }
            }
        }
    }

    /// A line break ends the block, except in the middle of a sentence, where a page was broken as it was printed.
    fn after_break(&mut self, next: char, second: Option<char>) {
        self.broken = false;
        let inside = next.is_lowercase() && !second.is_some_and(|c| ").:/".contains(c)) && !self.text.ends_with(['.', ':', ';', '!', '?']);
        match inside {
            true => self.blank = true,
            false => self.end_block(),
        }
    }

    fn raise(&mut self) {
        let Some(from) = self.raised.pop() else { return };
        let Some(raised) = self.text.get(from..).and_then(raise) else { return };
        self.text.truncate(from);
        self.text = self.text.trim_end().to_owned() + &raised;
    }

    fn end_block(&mut self) {
        (self.blank, self.broken) = (false, false);
        self.raised.iter_mut().for_each(|start| *start = 0);
        if self.text.is_empty() {
            return;
        }
        let text = std::mem::take(&mut self.text);
        let marker = std::mem::take(&mut self.marker);
        let text = if is_marked(&text) && !marker.starts_with('#') { text } else { marker + &text };
        self.extend(vec![Block { node: self.node, line: Line::Text(text) }]);
    }

    fn extend(&mut self, blocks: Vec<Block>) {
        match self.sinks.last_mut() {
            Some(sink) => sink.extend(blocks),
            None => self.sinks.push(blocks),
        }
    }

    fn close_cell(&mut self, id: NodeId) {
        let blocks = self.sinks.pop().unwrap_or_default();
        match self.tables.last_mut() {
            Some(table) => table.cell(Cell::new(self.dom, id, blocks)),
            None => self.extend(blocks),
        }
    }

    fn close_table(&mut self) {
        let Some(table) = self.tables.pop() else { return };
        match table.blocks() {
            Ok(blocks) => self.extend(blocks),
            Err(error) => self.over = Some(error),
        }
    }
}
