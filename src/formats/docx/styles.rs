//! Paragraph styles: which list a style puts its paragraphs into.

use super::super::xml::{attribute, name, number, Step, Xml};
use super::super::FormatError;
use std::collections::HashMap;

/// Longest chain of styles that are based on each other.
const CHAIN: usize = 32;

/// A paragraph style.
#[derive(Clone, Debug, Default)]
struct Style {
    based_on: Option<String>,
    list: Option<u32>,
    level: Option<usize>,
}

/// The paragraph styles of a file.
#[derive(Clone, Debug, Default)]
pub struct Styles {
    by_id: HashMap<String, Style>,
    default: Option<String>,
}

impl Styles {
    /// The list and level that a style gives its paragraphs; the default style where none is named.
    pub fn list_of(&self, style: Option<&str>) -> (Option<u32>, Option<usize>) {
        let (mut list, mut level) = (None, None);
        let mut id = style.or(self.default.as_deref());
        for _ in 0..CHAIN {
            let Some(style) = id.and_then(|id| self.by_id.get(id)) else { break };
            list = list.or(style.list);
            level = level.or(style.level);
            id = style.based_on.as_deref();
        }
        (list, level)
    }
}

/// Reads `styles.xml`.
pub fn read(text: &str) -> Result<Styles, FormatError> {
    let mut xml = Xml::new(text);
    let mut styles = Styles::default();
    loop {
        match xml.step()? {
            Step::Open(start) if name(&start) == "style" => {
                let id = attribute(&start, "styleId").unwrap_or_default();
                let is_paragraph = attribute(&start, "type").as_deref() == Some("paragraph");
                if is_paragraph && matches!(attribute(&start, "default").as_deref(), Some("1" | "true" | "on")) {
                    styles.default = Some(id.clone());
                }
                let mut style = Style::default();
                xml.inside(|name, start| match name {
                    "basedOn" => style.based_on = attribute(start, "val"),
                    "numId" => style.list = number(start, "val"),
                    "ilvl" => style.level = number(start, "val"),
                    _ => {}
                })?;
                if is_paragraph {
                    styles.by_id.insert(id, style);
                }
            }
            Step::End => return Ok(styles),
            _ => {}
        }
    }
}
