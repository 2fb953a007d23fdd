//! The XML of office files, read as a stream: names without prefix, attributes, character references.

use super::FormatError;
use encoding_rs::{UTF_16BE, UTF_16LE};
use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::{BytesEnd, BytesRef, BytesStart, Event};
use quick_xml::Reader;
use std::borrow::Cow;

/// Deepest nesting of elements.
const DEEPEST: usize = 256;

/// The text of an XML part without its mark of byte order: UTF-8, or UTF-16, which then declares itself as what it has become.
pub fn text(name: &str, bytes: Vec<u8>) -> Result<String, FormatError> {
    let damaged = || FormatError::Damaged(format!("{name} is neither UTF-8 nor UTF-16"));
    // Without a mark of byte order, the first sign tells: it is `<`.
    let wide = match bytes.get(..2) {
        Some(b"\xff\xfe" | b"<\0") => UTF_16LE,
        Some(b"\xfe\xff" | b"\0<") => UTF_16BE,
        _ => {
            let mut text = String::from_utf8(bytes).map_err(|_| damaged())?;
            if text.starts_with('\u{feff}') {
                text.drain(..'\u{feff}'.len_utf8());
            }
            return Ok(text);
        }
    };
    let text = wide.decode_with_bom_removal(&bytes).0.into_owned();
    let end = text.find("?>").filter(|_| text.starts_with("<?xml")).unwrap_or(0);
    let (declaration, rest) = text.split_at(end);
    Ok(declaration.replace("UTF-16", "UTF-8").replace("utf-16", "UTF-8") + rest)
}

/// One step of the stream.
pub enum Step<'x> {
    /// An element begins; an empty one begins and ends.
    Open(BytesStart<'x>),
    /// An element ends.
    Close(BytesEnd<'x>),
    /// Characters.
    Text(Cow<'x, str>),
    /// The part ends.
    End,
}

/// A stream of steps with the byte offsets between them.
pub struct Xml<'x> {
    reader: Reader<&'x [u8]>,
    depth: usize,
    /// Where the last step began.
    pub at: usize,
}

impl<'x> Xml<'x> {
    /// A stream from the start of a part.
    pub fn new(text: &'x str) -> Xml<'x> {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Xml { reader, depth: 0, at: 0 }
    }

    /// Where the next step begins.
    pub fn position(&self) -> usize {
        self.reader.buffer_position() as usize
    }

    /// How many elements are open.
    pub fn depth(&self) -> usize {
        self.depth
    }

    /// The next step.
    pub fn step(&mut self) -> Result<Step<'x>, FormatError> {
        loop {
            self.at = self.position();
            match self.reader.read_event().map_err(damaged)? {
                Event::Start(start) => {
                    self.depth += 1;
                    if self.depth > DEEPEST {
                        return Err(FormatError::Limit { what: "elements nested in each other".to_owned(), limit: format!("{DEEPEST} levels") });
                    }
                    return Ok(Step::Open(start));
                }
                Event::End(end) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Step::Close(end));
                }
                Event::Text(text) => return Ok(Step::Text(text.xml10_content())),
                Event::CData(text) => return Ok(Step::Text(text.xml10_content())),
                Event::GeneralRef(reference) => return Ok(Step::Text(Cow::Owned(character(&reference)?))),
                Event::Eof if self.depth > 0 => return Err(FormatError::Damaged("the XML ends inside an element".to_owned())),
                Event::Eof => return Ok(Step::End),
                _ => {}
            }
        }
    }

    /// Skips the element that has just begun, with all that is in it.
    pub fn skip(&mut self) -> Result<(), FormatError> {
        let outside = self.depth;
        while self.depth >= outside {
            if let Step::End = self.step()? {
                break;
            }
        }
        Ok(())
    }

    /// Calls `take` with each element inside the one that has just begun, to its end.
    pub fn inside(&mut self, mut take: impl FnMut(&str, &BytesStart)) -> Result<(), FormatError> {
        let outside = self.depth;
        while self.depth >= outside {
            match self.step()? {
                Step::Open(start) => take(name(&start), &start),
                Step::End => break,
                _ => {}
            }
        }
        Ok(())
    }
}

/// The name of an element without its prefix.
pub fn name<'s>(start: &'s BytesStart) -> &'s str {
    start.local_name().into_inner()
}

/// The name of the root element without its prefix, as far as the beginning of a part tells.
pub fn root(beginning: &str) -> Option<String> {
    let mut xml = Xml::new(beginning);
    loop {
        match xml.step().ok()? {
            Step::Open(start) => return Some(name(&start).to_owned()),
            Step::End => return None,
            _ => {}
        }
    }
}

/// The value of an attribute, by its name without prefix.
pub fn attribute(start: &BytesStart, name: &str) -> Option<String> {
    let found = start.attributes().with_checks(false).flatten().find(|a| a.key.local_name().into_inner() == name)?;
    Some(unescape(&found.value).map_or_else(|_| String::new(), Cow::into_owned))
}

/// The `val` of a property as a number.
pub fn number<N: std::str::FromStr>(start: &BytesStart, name: &str) -> Option<N> {
    attribute(start, name)?.trim().parse().ok()
}

/// A property that is on unless it says `0`, `false`, `off` or `none`.
pub fn is_on(start: &BytesStart) -> bool {
    !matches!(attribute(start, "val").as_deref(), Some("0" | "false" | "off" | "none"))
}

fn character(reference: &BytesRef) -> Result<String, FormatError> {
    if let Some(found) = reference.resolve_char_ref().map_err(damaged)? {
        return Ok(found.to_string());
    }
    let known: &str = reference;
    let found = resolve_predefined_entity(known);
    found.map(str::to_owned).ok_or_else(|| FormatError::Damaged(format!("the XML uses the unknown entity &{known};")))
}

fn damaged(error: impl std::fmt::Display) -> FormatError {
    FormatError::Damaged(format!("the XML is not well formed: {error}"))
}
