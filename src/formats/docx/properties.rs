//! The properties of paragraphs, runs, rows and cells that decide what Word shows.

use super::super::xml::{attribute, is_on, number, Xml};
use super::super::{FormatError, Tracked};

/// Of a paragraph.
#[derive(Clone, Debug, Default)]
pub struct OfParagraph {
    /// Id of its style.
    pub style: Option<String>,
    /// Id of its list; 0 takes it out of the list of its style.
    pub list: Option<u32>,
    /// Level in the list, from 0.
    pub level: Option<usize>,
    /// Its end is gone in the version that is read: the next paragraph goes on in it.
    pub joined: bool,
}

/// Reads `<w:pPr>`, which has just begun.
pub fn of_paragraph(xml: &mut Xml, tracked: Tracked) -> Result<OfParagraph, FormatError> {
    let mut found = OfParagraph::default();
    // What `<w:pPrChange>` holds is how the paragraph looked before.
    let mut before = false;
    xml.inside(|name, start| match name {
        "pPrChange" => before = true,
        _ if before => {}
        "pStyle" => found.style = attribute(start, "val"),
        "numId" => found.list = number(start, "val"),
        "ilvl" => found.level = number(start, "val"),
        "del" | "moveFrom" => found.joined |= tracked == Tracked::Accepted,
        "ins" | "moveTo" => found.joined |= tracked == Tracked::Original,
        _ => {}
    })?;
    Ok(found)
}

/// Of a run.
#[derive(Clone, Copy, Debug, Default)]
pub struct OfRun {
    /// Set small and high.
    pub raised: bool,
    /// Not shown.
    pub hidden: bool,
    /// Struck through: deleted by another name.
    pub struck: bool,
}

/// Reads `<w:rPr>`, which has just begun.
pub fn of_run(xml: &mut Xml) -> Result<OfRun, FormatError> {
    let mut found = OfRun::default();
    let mut before = false;
    xml.inside(|name, start| match name {
        "rPrChange" => before = true,
        _ if before => {}
        "vertAlign" => found.raised = attribute(start, "val").as_deref() == Some("superscript"),
        "vanish" => found.hidden = is_on(start),
        "strike" | "dstrike" => found.struck |= is_on(start),
        _ => {}
    })?;
    Ok(found)
}

/// Of a cell.
#[derive(Clone, Copy, Debug)]
pub struct OfCell {
    /// How many columns it takes.
    pub columns: usize,
    /// It goes on in a cell above or before it and shows nothing of its own.
    pub merged: bool,
}

/// Most columns that one cell may take; Word allows 63.
const MOST_COLUMNS: usize = 256;

/// Reads `<w:tcPr>`, which has just begun.
pub fn of_cell(xml: &mut Xml) -> Result<OfCell, FormatError> {
    let mut found = OfCell { columns: 1, merged: false };
    xml.inside(|name, start| match name {
        "gridSpan" => found.columns = number(start, "val").unwrap_or(1).clamp(1, MOST_COLUMNS),
        "vMerge" | "hMerge" => found.merged |= attribute(start, "val").as_deref() != Some("restart"),
        _ => {}
    })?;
    Ok(found)
}

/// Of a row.
#[derive(Clone, Copy, Debug, Default)]
pub struct OfRow {
    /// Empty columns before its first cell.
    pub before: usize,
    /// Not there in the version that is read.
    pub gone: bool,
}

/// Reads `<w:trPr>`, which has just begun.
pub fn of_row(xml: &mut Xml, tracked: Tracked) -> Result<OfRow, FormatError> {
    let mut found = OfRow::default();
    xml.inside(|name, start| match name {
        "gridBefore" => found.before = number(start, "val").unwrap_or(0).min(MOST_COLUMNS),
        "del" => found.gone |= tracked == Tracked::Accepted,
        "ins" => found.gone |= tracked == Tracked::Original,
        _ => {}
    })?;
    Ok(found)
}
