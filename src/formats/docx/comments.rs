//! The comments of a Word file: those that it has, and those that are added; the part that holds them is made where there is none.

use super::super::package::Package;
use super::super::xml::{attribute, name, number, text, Step, Xml};
use super::super::{Comment, FormatError};
use super::splice::prefix_of_root;

/// Who comments.
const AUTHOR: &str = "report-lint";
const INITIALS: &str = "RL";
const RELATIONS: &str = "word/_rels/document.xml.rels";
const TYPES: &str = "[Content_Types].xml";
const NAMESPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const COMMENTS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments";
const CONTENT: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
const EMPTY_RELATIONS: &str =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>";

/// The comments part, as it is and with what is added.
pub struct Known {
    /// Its name in the package, and its text; nothing where there is none yet.
    part: Option<(String, String)>,
    next: u64,
    /// Texts of comments of ours that are there already.
    own: Vec<String>,
    added: String,
}

impl Known {
    /// Reads the comments of a package.
    pub fn read(package: &mut Package) -> Result<Known, FormatError> {
        let mut known = Known { part: None, next: 0, own: Vec::new(), added: String::new() };
        let Some(target) = target(package)? else { return Ok(known) };
        let Some(xml) = package.xml(&target)?.map(|bytes| text(&target, bytes)).transpose()? else { return Ok(known) };
        known.look(&xml)?;
        known.part = Some((target, xml));
        Ok(known)
    }

    fn look(&mut self, part: &str) -> Result<(), FormatError> {
        let mut xml = Xml::new(part);
        let mut open: Option<Vec<String>> = None;
        let mut in_text = false;
        loop {
            match xml.step()? {
                Step::Open(start) if name(&start) == "comment" => {
                    self.next = self.next.max(number::<u64>(&start, "id").unwrap_or(0) + 1);
                    open = (attribute(&start, "author").as_deref() == Some(AUTHOR)).then(Vec::new);
                }
                Step::Open(start) => {
                    in_text = name(&start) == "t";
                    if let (true, Some(lines)) = (name(&start) == "p", open.as_mut()) {
                        lines.push(String::new());
                    }
                }
                Step::Text(more) => {
                    if let Some(line) = open.as_mut().and_then(|lines| lines.last_mut()).filter(|_| in_text) {
                        *line += &more;
                    }
                }
                Step::Close(end) => {
                    in_text = false;
                    if end.local_name().into_inner() == "comment" {
                        self.own.extend(open.take().map(|lines| lines.join("\n")));
                    }
                }
                Step::End => return Ok(()),
            }
        }
    }

    /// True if the very same comment is there already; each is met once.
    pub fn has(&mut self, comment: &Comment) -> bool {
        let found = self.own.iter().position(|text| *text == clean(&comment.text));
        found.map(|at| self.own.swap_remove(at)).is_some()
    }

    /// Adds a comment and returns its id.
    pub fn add(&mut self, comment: &Comment) -> String {
        let w = self.part.as_ref().map_or_else(|| "w:".to_owned(), |(_, xml)| prefix_of_root(xml));
        let id = self.next.to_string();
        self.next += 1;
        self.added += &format!("<{w}comment {w}id=\"{id}\" {w}author=\"{AUTHOR}\" {w}initials=\"{INITIALS}\">");
        for line in clean(&comment.text).lines() {
            self.added += &format!("<{w}p><{w}r><{w}t xml:space=\"preserve\">{}</{w}t></{w}r></{w}p>", quick_xml::escape::escape(line));
        }
        self.added += &format!("</{w}comment>");
        id
    }

    /// The parts of the package that change for what was added.
    pub fn parts(&self, package: &mut Package) -> Result<Vec<(String, String)>, FormatError> {
        if self.added.is_empty() {
            return Ok(Vec::new());
        }
        if let Some((target, xml)) = &self.part {
            return Ok(vec![(target.clone(), inside_root(xml, &self.added)?)]);
        }
        let target = (0..).map(|n| if n == 0 { "comments.xml".to_owned() } else { format!("comments{n}.xml") }).find(|t| !package.has(&format!("word/{t}")));
        let target = target.unwrap_or_default();
        let comments =
            format!("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:comments xmlns:w=\"{NAMESPACE}\">{}</w:comments>", self.added);
        let relations = package.xml(RELATIONS)?.map_or(Ok(EMPTY_RELATIONS.to_owned()), |bytes| text(RELATIONS, bytes))?;
        let types = package.xml(TYPES)?.ok_or_else(|| FormatError::Damaged(format!("{TYPES} is missing")))?;
        let types = text(TYPES, types)?;
        let free = (1..).map(|n| format!("rIdReportLint{n}")).find(|id| !relations.contains(&format!("\"{id}\""))).unwrap_or_default();
        let relation = format!("<{}Relationship Id=\"{free}\" Type=\"{COMMENTS}\" Target=\"{target}\"/>", prefix_of_root(&relations));
        let kind = format!("<{}Override PartName=\"/word/{target}\" ContentType=\"{CONTENT}\"/>", prefix_of_root(&types));
        Ok(vec![
            (TYPES.to_owned(), inside_root(&types, &kind)?),
            (RELATIONS.to_owned(), inside_root(&relations, &relation)?),
            (format!("word/{target}"), comments),
        ])
    }
}

/// The name of the comments part in the package, as the document refers to it.
fn target(package: &mut Package) -> Result<Option<String>, FormatError> {
    let Some(relations) = package.xml(RELATIONS)?.map(|bytes| text(RELATIONS, bytes)).transpose()? else { return Ok(None) };
    let mut xml = Xml::new(&relations);
    loop {
        match xml.step()? {
            Step::Open(start) if attribute(&start, "Type").is_some_and(|t| t.ends_with("/relationships/comments")) => {
                let target = attribute(&start, "Target").unwrap_or_default();
                return Ok(Some(target.strip_prefix('/').map_or_else(|| format!("word/{target}"), str::to_owned)));
            }
            Step::End => return Ok(None),
            _ => {}
        }
    }
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
