//! The comments of a Word file: those that it has, and those that are added; the part that holds them is made where there is none.

use super::super::package::Package;
use super::super::relationships::list_of;
use super::super::xml::{attribute, name, number, Step, Xml};
use super::super::{Comment, FormatError};
use super::splice::{namespace_of_root, prefix_of_root};
use super::Parts;
use std::collections::HashSet;
use std::ops::Range;

/// Who comments.
const AUTHOR: &str = "report-lint";
const INITIALS: &str = "RL";
const TYPES: &str = "[Content_Types].xml";
const CONTENT: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
const EMPTY_RELATIONS: &str =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>";
/// Word knows no larger id.
const LARGEST_ID: u64 = i32::MAX as u64;
/// Parts that say more about comments, by the ids of their paragraphs: whether they are resolved, and which one answers which.
const EXTENDED: &[&str] = &["commentsExtended", "commentsIds"];

/// A comment of ours that is there already.
struct Own {
    id: String,
    text: String,
    /// The element in the comments part.
    element: Range<usize>,
    /// Ids of its paragraphs.
    paragraphs: Vec<String>,
    /// Somebody resolved or answered it: it is theirs now.
    settled: bool,
}

/// The comments part, as it is and with what is added.
pub struct Known {
    /// Its name in the package, and its text; nothing where there is none yet.
    part: Option<(String, String)>,
    /// Parts that say more about the comments.
    extended: Vec<(String, String)>,
    /// Ids that are taken, by comments or by marks that have lost theirs.
    taken: HashSet<u64>,
    own: Vec<Own>,
    added: String,
    /// The namespace of the document and the prefix that the part calls it by.
    namespace: String,
    names: Names,
}

/// How the elements of a comment are called where they stand.
pub struct Names {
    /// The prefix, with its colon: attributes need one.
    pub prefix: String,
    /// What declares it; empty where it is known.
    pub declared: String,
}

impl Names {
    /// Those beside an element with that prefix; where it has none, a prefix is declared.
    pub fn beside(prefix: String, namespace: &str) -> Names {
        match prefix.is_empty() {
            true => Names { prefix: "w:".to_owned(), declared: format!(" xmlns:w=\"{namespace}\"") },
            false => Names { prefix, declared: String::new() },
        }
    }
}

/// What people have resolved or answered of our comments.
pub fn settled(bytes: &[u8], parts: &Parts) -> Result<Vec<String>, FormatError> {
    if parts.related.first("commentsExtended").is_none() {
        return Ok(Vec::new());
    }
    let known = Known::read(&mut Package::open(bytes)?, parts)?;
    Ok(known.own.into_iter().filter(|own| own.settled).map(|own| own.text).collect())
}

impl Known {
    /// Reads the comments of a package.
    pub fn read(package: &mut Package, parts: &Parts) -> Result<Known, FormatError> {
        let namespace = namespace_of_root(&parts.document);
        let names = Names::beside("w:".to_owned(), &namespace);
        let taken = marks(&parts.document)?.into_iter().filter_map(|mark| mark.id.parse().ok()).collect();
        let mut known = Known { part: None, extended: Vec::new(), taken, own: Vec::new(), added: String::new(), namespace, names };
        let Some(target) = parts.related.first("comments").map(str::to_owned) else { return Ok(known) };
        let Some(xml) = package.xml(&target)? else { return Ok(known) };
        known.look(&xml)?;
        known.names = Names::beside(prefix_of_root(&xml), &namespace_of_root(&xml));
        known.part = Some((target, xml));
        for part in EXTENDED.iter().filter_map(|kind| parts.related.first(kind)) {
            let Some(xml) = package.xml(part)? else { continue };
            known.look_at_answers(&xml)?;
            known.extended.push((part.to_owned(), xml));
        }
        Ok(known)
    }

    fn look(&mut self, part: &str) -> Result<(), FormatError> {
        let mut xml = Xml::new(part);
        let mut open: Option<(Own, Vec<String>)> = None;
        let mut in_text = false;
        loop {
            match xml.step()? {
                Step::Open(start) if name(&start) == "comment" => {
                    self.taken.extend(number::<u64>(&start, "id"));
                    let id = attribute(&start, "id").unwrap_or_default();
                    let own = Own { id, text: String::new(), element: xml.at..xml.at, paragraphs: Vec::new(), settled: false };
                    open = (attribute(&start, "author").as_deref() == Some(AUTHOR)).then_some((own, Vec::new()));
                }
                Step::Open(start) => {
                    in_text = name(&start) == "t";
                    if let (true, Some((own, lines))) = (name(&start) == "p", open.as_mut()) {
                        lines.push(String::new());
                        own.paragraphs.extend(attribute(&start, "paraId"));
                    }
                }
                Step::Text(more) => {
                    if let Some(line) = open.as_mut().and_then(|(_, lines)| lines.last_mut()).filter(|_| in_text) {
                        *line += &more;
                    }
                }
                Step::Close(end) => {
                    in_text = false;
                    if end.local_name().into_inner() == "comment" {
                        let end = xml.position();
                        self.own.extend(open.take().map(|(own, lines)| Own { text: lines.join("\n"), element: own.element.start..end, ..own }));
                    }
                }
                Step::End => return Ok(()),
            }
        }
    }

    /// Which comments of ours are resolved or answered.
    fn look_at_answers(&mut self, part: &str) -> Result<(), FormatError> {
        let mut xml = Xml::new(part);
        let mut settled: HashSet<String> = HashSet::new();
        loop {
            match xml.step()? {
                Step::Open(start) if name(&start) == "commentEx" => {
                    let done = matches!(attribute(&start, "done").as_deref(), Some("1" | "true" | "on"));
                    settled.extend(attribute(&start, "paraId").filter(|_| done));
                    settled.extend(attribute(&start, "paraIdParent"));
                }
                Step::End => break,
                _ => {}
            }
        }
        for own in &mut self.own {
            own.settled |= own.paragraphs.iter().any(|id| settled.contains(id));
        }
        Ok(())
    }

    /// True if the very same comment is there already; each is met once.
    pub fn has(&mut self, comment: &Comment) -> bool {
        let found = self.own.iter().position(|own| own.text == clean(&comment.text));
        found.map(|at| self.own.swap_remove(at)).is_some()
    }

    /// The ids of our comments that nothing was said for this time and that nobody has answered: they go.
    pub fn stale(&self) -> impl Iterator<Item = &str> {
        self.own.iter().filter(|own| !own.settled).map(|own| own.id.as_str())
    }

    /// The namespace of the document.
    pub fn namespace(&self) -> &str {
        &self.namespace
    }

    /// Adds a comment and returns its id.
    pub fn add(&mut self, comment: &Comment) -> String {
        let Names { prefix: w, declared } = &self.names;
        let next = self.taken.iter().max().map_or(0, |last| last.saturating_add(1));
        let id = if next <= LARGEST_ID { next } else { (0..).find(|id| !self.taken.contains(id)).unwrap_or(0) };
        self.taken.insert(id);
        self.added += &format!("<{w}comment{declared} {w}id=\"{id}\" {w}author=\"{AUTHOR}\" {w}initials=\"{INITIALS}\">");
        for line in clean(&comment.text).lines() {
            self.added += &format!("<{w}p><{w}r><{w}t xml:space=\"preserve\">{}</{w}t></{w}r></{w}p>", quick_xml::escape::escape(line));
        }
        self.added += &format!("</{w}comment>");
        id.to_string()
    }

    /// The parts of the package that change for what was added and what has gone.
    pub fn parts(&self, package: &mut Package, of: &Parts) -> Result<Vec<(String, String)>, FormatError> {
        let stale: Vec<&Own> = self.own.iter().filter(|own| !own.settled).collect();
        if self.added.is_empty() && stale.is_empty() {
            return Ok(Vec::new());
        }
        if let Some((target, xml)) = &self.part {
            let kept = without(xml, stale.iter().map(|own| own.element.clone()).collect());
            let mut changed = vec![(target.clone(), inside_root(&kept, &self.added)?)];
            let gone: HashSet<&String> = stale.iter().flat_map(|own| &own.paragraphs).collect();
            for (part, xml) in self.extended.iter().filter(|_| !gone.is_empty()) {
                changed.push((part.clone(), without(xml, elements_of(xml, &gone)?)));
            }
            return Ok(changed);
        }
        self.new_part(package, of)
    }

    /// A comments part where there was none, its relation and its type.
    fn new_part(&self, package: &mut Package, of: &Parts) -> Result<Vec<(String, String)>, FormatError> {
        let folder = of.name.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        let target = (0..).map(|n| if n == 0 { "comments.xml".to_owned() } else { format!("comments{n}.xml") });
        let target = target.map(|t| (format!("{folder}{t}"), t)).find(|(whole, _)| !package.has(whole)).unwrap_or_default();
        let namespace = &self.namespace;
        let comments =
            format!("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:comments xmlns:w=\"{namespace}\">{}</w:comments>", self.added);
        let list = list_of(&of.name);
        let relations = package.xml(&list)?.unwrap_or_else(|| EMPTY_RELATIONS.to_owned());
        let types = package.xml(TYPES)?.ok_or_else(|| FormatError::Damaged(format!("{TYPES} is missing")))?;
        let free = (1..).map(|n| format!("rIdReportLint{n}")).find(|id| !of.related.has_id(id)).unwrap_or_default();
        // A strict document has relationships of the strict kind.
        let kind = match namespace.contains("purl.oclc.org") {
            true => "http://purl.oclc.org/ooxml/officeDocument/relationships/comments",
            false => "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
        };
        let relation = format!("<{}Relationship Id=\"{free}\" Type=\"{kind}\" Target=\"{}\"/>", prefix_of_root(&relations), target.1);
        let kind = format!("<{}Override PartName=\"/{}\" ContentType=\"{CONTENT}\"/>", prefix_of_root(&types), target.0);
        Ok(vec![(TYPES.to_owned(), inside_root(&types, &kind)?), (list, inside_root(&relations, &relation)?), (target.0, comments)])
    }
}

/// A mark of a comment in the document: the element, and the whole run where it holds nothing else.
pub struct Mark {
    pub id: String,
    pub element: Range<usize>,
}

/// All marks of comments in a document, in order.
pub fn marks(document: &str) -> Result<Vec<Mark>, FormatError> {
    let mut xml = Xml::new(document);
    let mut found: Vec<Mark> = Vec::new();
    // The open run: where it begins, and how many elements it holds besides its properties.
    let mut run: Option<(usize, usize)> = None;
    let mut last_reference = None;
    loop {
        match xml.step()? {
            Step::Open(start) => {
                let at = xml.at;
                match name(&start) {
                    "r" => (run, last_reference) = (Some((at, 0)), None),
                    "rPr" => xml.skip()?,
                    kind => {
                        run = run.map(|(at, held)| (at, held + 1));
                        if matches!(kind, "commentRangeStart" | "commentRangeEnd" | "commentReference") {
                            let id = attribute(&start, "id").unwrap_or_default();
                            last_reference = (kind == "commentReference").then_some(found.len());
                            xml.skip()?;
                            found.push(Mark { id, element: at..xml.position() });
                        }
                    }
                }
            }
            Step::Close(end) if end.local_name().into_inner() == "r" => {
                if let (Some((at, 1)), Some(mark)) = (run.take(), last_reference.take().and_then(|at| found.get_mut(at))) {
                    mark.element = at..xml.position();
                }
            }
            Step::End => return Ok(found),
            _ => {}
        }
    }
}

/// The elements that name one of these paragraphs.
fn elements_of(part: &str, paragraphs: &HashSet<&String>) -> Result<Vec<Range<usize>>, FormatError> {
    let mut xml = Xml::new(part);
    let mut found = Vec::new();
    loop {
        match xml.step()? {
            Step::Open(start) if attribute(&start, "paraId").is_some_and(|id| paragraphs.contains(&id)) => {
                let at = xml.at;
                xml.skip()?;
                found.push(at..xml.position());
            }
            Step::End => return Ok(found),
            _ => {}
        }
    }
}

/// A text without these ranges.
fn without(text: &str, mut ranges: Vec<Range<usize>>) -> String {
    ranges.sort_by_key(|r| r.start);
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for range in ranges {
        out += text.get(done..range.start).unwrap_or("");
        done = done.max(range.end);
    }
    out + text.get(done..).unwrap_or("")
}

/// The XML with more at the end of its root element.
fn inside_root(xml: &str, more: &str) -> Result<String, FormatError> {
    if let Some(end) = xml.rfind("</") {
        return Ok(format!("{}{more}{}", &xml[..end], &xml[end..]));
    }
    let end = xml.rfind("/>").ok_or_else(|| FormatError::Damaged("a part has no root element".to_owned()))?;
    let tag = xml[..end].rfind('<').map_or("", |at| xml[at + 1..end].split(char::is_whitespace).next().unwrap_or(""));
    Ok(format!("{}>{more}</{tag}>{}", &xml[..end], &xml[end + 2..]))
}

/// The characters that XML can hold.
fn clean(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() || *c == '\n').collect()
}
