//! Where something stands in the original file, in words.

use super::signs::on_one_line;
use super::words::pick;
use crate::rulebook::Language;
use crate::source::{Place, Source};

/// A place of a Word, PDF, Excel or web file: `chú thích, đoạn 12`, `trang 3, dòng 8`, `trang tính Thu, ô B12`.
pub(super) fn place(place: &Place, language: Language) -> String {
    let say = |vi, en| pick(language, vi, en);
    // Names of sheets and elements are words of the file.
    on_one_line(&match place {
        Place::Paragraph { part, paragraph, .. } => format!("{}{} {paragraph}", part_name(part, language), say("đoạn", "paragraph")),
        Place::Page { page, line } => format!("{} {page}, {} {line}", say("trang", "page"), say("dòng", "line")),
        Place::Cell { sheet, cell } => format!("{} {sheet}, {} {cell}", say("trang tính", "sheet"), say("ô", "cell")),
        Place::Element { element } => format!("{} {element}", say("phần tử", "element")),
    })
}

/// The same for any source: where the text is the file itself, the line says it.
pub(super) fn of(source: &Source, offset: usize, language: Language) -> String {
    match source.place(offset) {
        Some(original) => place(original, language),
        None => format!("{} {}", pick(language, "dòng", "line"), source.position(offset).line),
    }
}

/// The part of a document in front of a paragraph; the body needs no name.
fn part_name(part: &str, language: Language) -> &'static str {
    match part {
        "footnotes" => pick(language, "chú thích, ", "footnotes, "),
        "endnotes" => pick(language, "chú thích cuối bài, ", "endnotes, "),
        "textboxes" => pick(language, "hộp văn bản, ", "text boxes, "),
        _ => "",
    }
}
