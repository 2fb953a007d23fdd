//! XML parts as a stream of tags and words.

use crate::formats::FormatError;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::borrow::Cow;

/// What comes next in a part.
pub(super) enum Piece<'x> {
    /// A tag opens; an empty one closes right behind.
    Open(Tag<'x>),
    /// A tag closes: its name without prefix.
    Close(String),
    /// Words between tags.
    Words(Cow<'x, str>),
}

/// An opening tag.
pub(super) struct Tag<'x>(BytesStart<'x>);

impl Tag<'_> {
    /// Its name without prefix.
    pub fn name(&self) -> String {
        self.0.local_name().as_ref().to_owned()
    }

    /// The value of an attribute, by its name without prefix.
    pub fn get(&self, name: &str) -> Option<String> {
        let found = self.0.attributes().flatten().find(|a| a.key.local_name().as_ref() == name)?;
        found.normalized_value(XmlVersion::Explicit1_0).ok().map(Cow::into_owned)
    }

    /// True if an attribute says yes.
    pub fn is(&self, name: &str) -> bool {
        self.get(name).is_some_and(|v| matches!(v.as_str(), "1" | "true"))
    }

    /// An attribute as a number.
    pub fn number(&self, name: &str) -> Option<u32> {
        self.get(name)?.trim().parse().ok()
    }
}

/// A part that is being read.
pub(super) struct Xml<'x> {
    reader: Reader<&'x [u8]>,
    part: &'x str,
}

impl<'x> Xml<'x> {
    /// Starts at the top of a part; its name is for messages.
    pub fn new(part: &'x str, text: &'x str) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Xml { reader, part }
    }

    /// The next piece; nothing at the end.
    pub fn next(&mut self) -> Result<Option<Piece<'x>>, FormatError> {
        loop {
            let event = self.reader.read_event().map_err(|error| FormatError::Damaged(format!("{}: the XML is not well formed: {error}", self.part)))?;
            return Ok(Some(match event {
                Event::Start(tag) => Piece::Open(Tag(tag)),
                Event::End(tag) => Piece::Close(tag.local_name().as_ref().to_owned()),
                Event::Text(words) => Piece::Words(words.xml10_content()),
                Event::CData(words) => Piece::Words(words.xml10_content()),
                Event::GeneralRef(name) => match name.resolve_char_ref() {
                    Ok(Some(c)) => Piece::Words(Cow::Owned(c.to_string())),
                    _ => Piece::Words(Cow::Borrowed(resolve_predefined_entity(&name).unwrap_or(""))),
                },
                Event::Eof => return Ok(None),
                _ => continue,
            }));
        }
    }
}
