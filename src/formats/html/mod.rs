//! Web pages: saved pages of government sites, and what Word and LibreOffice save as HTML.

mod changes;
mod dom;
mod empty;
mod lists;
mod notes;
mod raised;
mod table;
mod walk;

use super::canonical::Canonical;
use super::probe::Probe;
use super::{Format, FormatError, Options};
use crate::source::{Place, Source};
use dom::{Dom, Kind, NodeId, Step};
use encoding_rs::{Encoding, UTF_8};
use walk::{Block, Line};

/// Web pages.
pub(super) const FORMAT: Format = Format { extensions: &["html", "htm", "xhtml"], recognises, read };

/// Bytes at the start of a page in which its head must show itself.
const HEAD: usize = 4096;
/// Share of a page's text, in percent, that its main part must have for the rest to be chrome.
const MAIN_SHARE: usize = 50;

/// Elements that are looked at for the main part.
const MOST_CANDIDATES: usize = 20;

/// A page says early that it is one. Markdown that begins with a tag or a comment does not.
fn recognises(probe: &Probe) -> bool {
    let bytes = &probe.bytes[..probe.bytes.len().min(HEAD)];
    let head = Encoding::for_bom(bytes).unwrap_or((UTF_8, 0)).0.decode(bytes).0.to_ascii_lowercase();
    let mut rest = head.trim_start_matches('\u{feff}').trim_start();
    while let Some(end) = ["<!--", "<?xml"].iter().find(|o| rest.starts_with(**o)).and_then(|open| rest.find(if *open == "<!--" { "-->" } else { "?>" })) {
        rest = rest[end..].trim_start_matches(['-', '?', '>']).trim_start();
    }
    let opens = |tag: &str| rest.strip_prefix(tag).is_some_and(|r| r.starts_with(|c: char| c == '>' || c.is_whitespace()));
    let head_part = ["<meta", "<title", "<link", "<style", "<base"].iter().any(|tag| opens(tag));
    let page = |text: &str| ["<html", "<body", "<head>", "<head "].iter().any(|tag| text.contains(tag));
    // A page without its head, as programs export tables: its name says what it is, and it begins with a tag.
    let named =
        matches!(probe.extension.as_str(), "html" | "htm" | "xhtml") && rest.starts_with('<') && rest[1..].starts_with(|c: char| c.is_ascii_alphabetic());
    named || rest.starts_with("<!doctype html") || ["<html", "<head", "<body"].iter().any(|tag| opens(tag)) || head_part && page(rest)
}

fn read(name: &str, bytes: Vec<u8>, options: Options) -> Result<Source, FormatError> {
    let text = decode(&bytes)?;
    drop(bytes);
    let is_xml = text.trim_start_matches('\u{feff}').trim_start().starts_with("<?xml") || name.to_lowercase().ends_with(".xhtml");
    let dom = Dom::parse(&if is_xml { empty::written_out(&text) } else { text })?;
    let dom = changes::without(dom, options.tracked);
    if let Some(error) = frames(&dom) {
        return Err(error);
    }
    let notes = notes::find(&dom);
    let mut body = walk::blocks(&dom, &notes, main_part(&dom))?;
    let mut foot: Vec<Block> = Vec::new();
    for (label, node) in notes.bodies() {
        foot.extend(notes::as_note(label, walk::blocks(&dom, &notes, node)?));
    }
    foot.extend(raised::settle(&mut body));
    body.extend(foot);
    if body.iter().all(|block| matches!(block.line, Line::Gap)) {
        return Err(FormatError::NoText(
            "the page has no text of its own (a program in it fetches the text): open it in a browser, copy the report and save it as .docx or .txt",
        ));
    }
    Ok(write(name, &dom, body))
}

/// A page of frames holds nothing itself: what it shows are other pages.
fn frames(dom: &Dom) -> Option<FormatError> {
    let is_one = (0..dom.nodes.len()).any(|id| dom.name(id) == "frameset");
    is_one.then_some(FormatError::NoText(
        "a page of frames, whose text stands in other files: nothing was read; lint those files, or save the report as .docx or .xlsx",
    ))
}

fn write(name: &str, dom: &Dom, blocks: Vec<Block>) -> Source {
    let mut out = Canonical::default();
    for block in blocks {
        if matches!(block.line, Line::Gap) && (out.text().is_empty() || out.text().ends_with("\n\n")) {
            continue;
        }
        out.at(Place::Element { element: dom.path(block.node) });
        match block.line {
            Line::Text(text) => out.push(&text),
            Line::Row(cells) => {
                for (index, cell) in cells.iter().enumerate() {
                    if index > 0 {
                        out.end_cell();
                    }
                    out.push(cell);
                }
            }
            Line::Gap => {}
        }
        out.end_block();
    }
    out.finish(name)
}

/// The text of the bytes: by its mark of byte order, else by what the page declares, else UTF-8.
fn decode(bytes: &[u8]) -> Result<String, FormatError> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_ascii_lowercase();
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None => declared(&head).unwrap_or(UTF_8),
    };
    let (text, used, damaged) = encoding.decode(bytes);
    if !damaged {
        return Ok(text.into_owned());
    }
    let offset = Encoding::utf8_valid_up_to(bytes);
    match used == UTF_8 {
        true => Err(FormatError::NotUtf8 { offset, line: bytes[..offset].iter().filter(|&&b| b == b'\n').count() + 1 }),
        false => Err(FormatError::Damaged(format!("the page declares {} and is not written in it", used.name()))),
    }
}

/// The encoding that `charset=` or an XML declaration names; UTF-16 cannot be, since its name was read byte for byte.
fn declared(head: &str) -> Option<&'static Encoding> {
    let named = ["charset=", "encoding="].iter().find_map(|key| head.split_once(key))?.1;
    let label = named.trim_start_matches([' ', '"', '\'']);
    let end = label.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:".contains(c))).unwrap_or(label.len());
    Encoding::for_label(&label.as_bytes()[..end]).filter(|e| e.is_ascii_compatible())
}

/// The element to read: the main part where the page says which one it is and most of the text stands there; else all of it.
fn main_part(dom: &Dom) -> NodeId {
    let mut mains = Vec::new();
    let mut articles = Vec::new();
    dom.walk(0, |step| {
        if let Step::Enter(id) = step {
            match dom.name(id) {
                "main" => mains.push(id),
                "article" => articles.push(id),
                _ if dom.attribute(id, "role") == Some("main") => mains.push(id),
                _ => {}
            }
        }
        true
    });
    let all = shown(dom, 0);
    let most = |of: Vec<NodeId>| of.into_iter().filter(|&id| shown(dom, id) * 100 >= all * MAIN_SHARE).max_by_key(|&id| shown(dom, id));
    most(articles.into_iter().take(MOST_CANDIDATES).collect()).or_else(|| most(mains.into_iter().take(MOST_CANDIDATES).collect())).unwrap_or(0)
}

/// Length of the text beneath an element that is the page's own: without menus, headers, footers and margins.
fn shown(dom: &Dom, root: NodeId) -> usize {
    let mut length = 0;
    dom.walk(root, |step| {
        let Step::Enter(id) = step else { return true };
        if let Kind::Text(text) = &dom.nodes[id].kind {
            length += text.trim().len();
        }
        id == root || !(walk::is_skipped(dom, id) || matches!(dom.name(id), "header" | "footer" | "aside"))
    });
    length
}
