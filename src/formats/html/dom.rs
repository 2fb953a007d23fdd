//! The tree of a web page in one vector: html5ever builds it, and neither building, walking nor dropping it recurses.

use crate::formats::clock::Clock;
use crate::formats::FormatError;
use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{parse_document, Attribute, ExpandedName, QualName};
use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::time::Duration;

/// Most nodes of a page.
const MOST_NODES: usize = 2_000_000;
/// Deepest nesting: the parser looks through all open elements at many tags, which costs the square of the depth.
const DEEPEST: usize = 2_000;
/// Longest time to parse: an element with a million attributes costs the square of their number.
const LONGEST: Duration = Duration::from_secs(30);
/// Bytes that the parser gets between two looks at the limits.
const CHUNK: usize = 2 << 10;

/// Index of a node.
pub(super) type NodeId = usize;

/// What a node is.
#[derive(Debug)]
pub(super) enum Kind {
    /// An element: local name and attributes.
    Element(Rc<QualName>, Vec<(String, String)>),
    /// Text.
    Text(String),
    /// The document, comments and whatever else has no text of its own.
    Other,
}

/// A node with its kin.
#[derive(Debug)]
pub(super) struct Node {
    pub kind: Kind,
    pub parent: Option<NodeId>,
    pub children: Vec<NodeId>,
}

/// A parsed page; node 0 is the document.
#[derive(Debug, Default)]
pub(super) struct Dom {
    pub nodes: Vec<Node>,
    /// Which element of its name a node is among its siblings, from 1.
    nth: Vec<u32>,
}

/// A step of a walk in the order of the document.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    Enter(NodeId),
    Leave(NodeId),
}

impl Dom {
    /// Parses a page within the limits.
    pub fn parse(text: &str) -> Result<Dom, FormatError> {
        let mut parser = parse_document(Sink::new(), Default::default());
        let mut rest = text;
        let clock = Clock::start();
        while !rest.is_empty() {
            let mut cut = rest.len().min(CHUNK);
            while !rest.is_char_boundary(cut) {
                cut += 1;
            }
            parser.process(StrTendril::from_slice(&rest[..cut]));
            rest = &rest[cut..];
            parser.tokenizer.sink.sink.within_limits()?;
            if clock.is_over(LONGEST) {
                return Err(FormatError::Limit { what: "reading the page takes longer".into(), limit: format!("{} s", LONGEST.as_secs()) });
            }
        }
        let sink = parser.finish();
        sink.within_limits()?;
        let mut dom = Dom { nodes: sink.nodes.into_inner(), nth: Vec::new() };
        dom.count_siblings();
        Ok(dom)
    }

    fn count_siblings(&mut self) {
        self.nth = vec![1; self.nodes.len()];
        for node in &self.nodes {
            let mut seen: HashMap<&str, u32> = HashMap::new();
            for &child in &node.children {
                let Kind::Element(name, _) = &self.nodes[child].kind else { continue };
                let count = seen.entry(&name.local).or_default();
                *count += 1;
                self.nth[child] = *count;
            }
        }
    }

    /// The local name of an element; empty for other nodes.
    pub fn name(&self, id: NodeId) -> &str {
        match &self.nodes[id].kind {
            Kind::Element(name, _) => &name.local,
            _ => "",
        }
    }

    /// An attribute of an element.
    pub fn attribute(&self, id: NodeId, name: &str) -> Option<&str> {
        let Kind::Element(_, attributes) = &self.nodes[id].kind else { return None };
        attributes.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// The value of a property in the `style` attribute, lower case.
    pub fn style(&self, id: NodeId, property: &str) -> Option<String> {
        let style = self.attribute(id, "style")?.to_lowercase();
        style.split(';').filter_map(|rule| rule.split_once(':')).find(|(name, _)| name.trim() == property).map(|(_, value)| value.trim().to_owned())
    }

    /// The node and its ancestors, inmost first.
    pub fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(Some(id), |&node| self.nodes[node].parent)
    }

    /// A walk through a node and all beneath it; `enters` says whether to look into a node at all.
    pub fn walk(&self, root: NodeId, mut visit: impl FnMut(Step) -> bool) {
        let mut stack = vec![Step::Enter(root)];
        while let Some(step) = stack.pop() {
            let goes_on = visit(step);
            if let Step::Enter(id) = step {
                if goes_on {
                    stack.push(Step::Leave(id));
                    stack.extend(self.nodes[id].children.iter().rev().map(|&child| Step::Enter(child)));
                }
            }
        }
    }

    /// The text beneath a node, as it stands there.
    pub fn text(&self, root: NodeId) -> String {
        let mut out = String::new();
        self.walk(root, |step| {
            if let Step::Enter(id) = step {
                if let Kind::Text(text) = &self.nodes[id].kind {
                    out.push_str(text);
                }
            }
            true
        });
        out
    }

    /// The path of an element from the nearest one with an `id`, the last steps of it.
    pub fn path(&self, id: NodeId) -> String {
        const MOST_STEPS: usize = 8;
        let mut steps = Vec::new();
        for node in self.ancestors(id).filter(|&n| !self.name(n).is_empty()) {
            if let Some(named) = self.attribute(node, "id").filter(|i| !i.is_empty() && i.len() < 100) {
                steps.push(format!("#{named}"));
                break;
            }
            if steps.len() == MOST_STEPS || matches!(self.name(node), "html" | "body") {
                break;
            }
            steps.push(format!("{}[{}]", self.name(node), self.nth[node]));
        }
        steps.reverse();
        steps.join("/")
    }
}

/// A node as the parser holds it; the name is shared so that asking for it borrows nothing.
#[derive(Clone)]
struct Handle {
    id: NodeId,
    name: Rc<QualName>,
}

/// What html5ever builds the tree into.
struct Sink {
    nodes: RefCell<Vec<Node>>,
    nameless: Rc<QualName>,
}

impl Sink {
    fn new() -> Self {
        let document = Node { kind: Kind::Other, parent: None, children: Vec::new() };
        let nameless = QualName::new(None, Default::default(), Default::default());
        Sink { nodes: RefCell::new(vec![document]), nameless: Rc::new(nameless) }
    }

    fn within_limits(&self) -> Result<(), FormatError> {
        let nodes = self.nodes.borrow();
        let limit = |what: String, limit: usize| Err(FormatError::Limit { what, limit: limit.to_string() });
        if nodes.len() > MOST_NODES {
            return limit("elements and texts of the page".into(), MOST_NODES);
        }
        let last = nodes.len().checked_sub(1);
        let depth = std::iter::successors(last, |&id| nodes[id].parent).take(DEEPEST + 1).count();
        match depth > DEEPEST {
            true => limit("elements of the page inside each other".into(), DEEPEST),
            false => Ok(()),
        }
    }

    fn add(&self, kind: Kind) -> NodeId {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node { kind, parent: None, children: Vec::new() });
        nodes.len() - 1
    }

    fn other(&self) -> Handle {
        Handle { id: self.add(Kind::Other), name: self.nameless.clone() }
    }

    /// Puts a node, or text, among the children of `parent` at `index`; text joins the text before it.
    fn insert(&self, parent: NodeId, index: usize, child: NodeOrText<Handle>) {
        let id = match child {
            NodeOrText::AppendNode(node) => {
                self.detach(node.id);
                node.id
            }
            NodeOrText::AppendText(text) => {
                let mut nodes = self.nodes.borrow_mut();
                let before = index.checked_sub(1).and_then(|i| nodes[parent].children.get(i).copied());
                if let Some(Kind::Text(open)) = before.map(|id| &mut nodes[id].kind) {
                    open.push_str(&text);
                    return;
                }
                drop(nodes);
                self.add(Kind::Text(text.to_string()))
            }
        };
        let mut nodes = self.nodes.borrow_mut();
        let index = index.min(nodes[parent].children.len());
        nodes[parent].children.insert(index, id);
        nodes[id].parent = Some(parent);
    }

    fn detach(&self, id: NodeId) {
        let mut nodes = self.nodes.borrow_mut();
        let Some(parent) = nodes[id].parent.take() else { return };
        // From the end: what is moved was mostly put there last.
        if let Some(at) = nodes[parent].children.iter().rposition(|&child| child == id) {
            nodes[parent].children.remove(at);
        }
    }
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = Self;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> Self {
        self
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        Handle { id: 0, name: self.nameless.clone() }
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> ExpandedName<'a> {
        target.name.expanded()
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> Handle {
        let name = Rc::new(name);
        let attributes = attributes.into_iter().map(|a| (a.name.local.to_string(), a.value.to_string())).collect();
        Handle { id: self.add(Kind::Element(name.clone(), attributes)), name }
    }

    fn create_comment(&self, _: StrTendril) -> Handle {
        self.other()
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        self.other()
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        let end = self.nodes.borrow()[parent.id].children.len();
        self.insert(parent.id, end, child);
    }

    fn append_based_on_parent_node(&self, element: &Handle, previous: &Handle, child: NodeOrText<Handle>) {
        let has_parent = self.nodes.borrow()[element.id].parent.is_some();
        match has_parent {
            true => self.append_before_sibling(element, child),
            false => self.append(previous, child),
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    /// Templates are not shown, so what is in them may stand beneath them.
    fn get_template_contents(&self, target: &Handle) -> Handle {
        target.clone()
    }

    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        x.id == y.id
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        if let NodeOrText::AppendNode(node) = &child {
            self.detach(node.id);
        }
        let nodes = self.nodes.borrow();
        let Some(parent) = nodes[sibling.id].parent else { return };
        let at = nodes[parent].children.iter().rposition(|&c| c == sibling.id).unwrap_or(0);
        drop(nodes);
        self.insert(parent, at, child);
    }

    fn add_attrs_if_missing(&self, target: &Handle, attributes: Vec<Attribute>) {
        let Kind::Element(_, known) = &mut self.nodes.borrow_mut()[target.id].kind else { return };
        for attribute in attributes {
            if known.iter().all(|(name, _)| *name != *attribute.name.local) {
                known.push((attribute.name.local.to_string(), attribute.value.to_string()));
            }
        }
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.detach(target.id);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        let mut nodes = self.nodes.borrow_mut();
        let moved = std::mem::take(&mut nodes[node.id].children);
        for &child in &moved {
            nodes[child].parent = Some(new_parent.id);
        }
        nodes[new_parent.id].children.extend(moved);
    }
}
