//! Where something stands in the original file, in words.

use super::signs::on_one_line;
use super::words::pick;
use super::Linted;
use crate::findings::Elsewhere;
use crate::rulebook::Language;
use crate::source::{Place, Source};

/// Most characters that the first words of a paragraph have.
const OPENING: usize = 40;

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
        // Nobody counts paragraphs: its first words tell which one it is.
        Some(Place::Paragraph { part, .. }) if !opening(source, offset).is_empty() => {
            format!("{}{} “{}”", part_name(part, language), pick(language, "đoạn", "paragraph"), opening(source, offset))
        }
        Some(original) => place(original, language),
        None => format!("{} {}", pick(language, "dòng", "line"), source.position(offset).line),
    }
}

/// The same for a place in another document.
pub(super) fn abroad(elsewhere: &Elsewhere, language: Language) -> String {
    match &elsewhere.place {
        Some(Place::Paragraph { part, .. }) => {
            let words = shortened(&format!("{} {}", elsewhere.before, elsewhere.text));
            format!("{}{} “…{words}…”", part_name(part, language), pick(language, "đoạn", "paragraph"))
        }
        Some(original) => place(original, language),
        None => format!("{} {}", pick(language, "dòng", "line"), elsewhere.start.line),
    }
}

/// The same with the section that it stands in, where the text is not the file itself.
pub(super) fn in_section(file: &Linted, offset: usize, language: Language) -> String {
    let (source, place) = (&file.source, of(&file.source, offset, language));
    let heading = file.report.ledger.sections.iter().rev().find(|s| s.start <= offset);
    // Notes and text boxes are read behind the body: the heading before them is not theirs.
    let is_below = matches!(source.place(offset), Some(Place::Paragraph { part: "body", .. } | Place::Page { .. } | Place::Element { .. }));
    match heading.filter(|s| is_below && offset >= s.end).map(|s| shortened(s.of(&source.text))) {
        Some(heading) if !heading.is_empty() => format!("{} “{heading}”, {place}", pick(language, "mục", "section")),
        _ => place,
    }
}

/// The first words of the line of an offset.
fn opening(source: &Source, offset: usize) -> String {
    let line = source.line(source.position(offset).line).of(&source.text);
    // The mark of a note is none of its words.
    let words = line.strip_prefix("[^").and_then(|note| note.split_once("]:")).map_or(line, |note| note.1);
    shortened(words)
}

/// Words on one line, cut behind a word; the bars of a table are no words.
fn shortened(words: &str) -> String {
    let words = on_one_line(&words.split(|c: char| c == '|' || c.is_whitespace()).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" "));
    match words.char_indices().nth(OPENING) {
        Some((end, _)) => format!("{}…", words[..end].rsplit_once(' ').map_or(&words[..end], |(kept, _)| kept)),
        None => words,
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
