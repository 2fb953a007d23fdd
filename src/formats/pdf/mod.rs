//! PDF files with a text layer: characters by their places become words, lines, paragraphs, tables and notes.

mod aligned;
mod annotations;
mod bounds;
#[cfg_attr(target_family = "wasm", path = "uncontained.rs")]
mod contained;
mod flow;
mod glyphs;
mod lines;
mod loose;
mod notes;
mod page;
mod pen;
mod table;

use super::canonical::Canonical;
use super::probe::Probe;
use super::{Format, FormatError, Options};
use crate::source::{Place, Source};
use flow::{Measure, Piece};
use glyphs::{Reader, FARTHEST};
use hayro_font::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use lines::{plain, Line};
use notes::{write_words, Notes};
use page::Page;
use table::Grid;

/// PDF files.
pub(super) const FORMAT: Format = Format { extensions: &["pdf"], recognises, read };

/// Most pages.
const MOST_PAGES: usize = 5_000;
/// Of the characters that a file sets, at least one in this many must be told for it to be read.
const LEAST_TOLD: usize = 2;

const SCAN: &str = "the PDF is a scan: its pages are pictures without text. Save the report that it was printed from as .docx, or let a program for text recognition (OCR) add a text layer";
const UNTOLD: &str =
    "the fonts of the PDF do not tell which letters they draw: save the report that it was printed from as .docx, or print it to PDF again from Word";
const LOCKED: &str = "the PDF is protected by a password: open it with the password and save it without (or save the report as .docx)";

fn recognises(probe: &Probe) -> bool {
    // Some writers put a few bytes before the mark.
    let head = &probe.bytes[..probe.bytes.len().min(1024)];
    head.starts_with(b"%PDF-") || head.contains(&0) && head.windows(5).any(|w| w == b"%PDF-")
}

fn read(name: &str, bytes: Vec<u8>, _: Options) -> Result<Source, FormatError> {
    bounds::check_streams(&bytes)?;
    let owned = name.to_owned();
    contained::contained(move || extract(&owned, bytes))
}

fn extract(name: &str, bytes: Vec<u8>) -> Result<Source, FormatError> {
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => FormatError::NoText(LOCKED),
        LoadPdfError::Decryption(_) => FormatError::Damaged("its encryption cannot be read: open it and save it without protection".into()),
        LoadPdfError::Invalid => FormatError::Damaged("it has no pages that can be found".into()),
    })?;
    if pdf.pages().is_empty() {
        return Err(FormatError::Damaged("it has no pages".into()));
    }
    if pdf.pages().len() > MOST_PAGES {
        return Err(FormatError::Limit { what: format!("{} pages", pdf.pages().len()), limit: MOST_PAGES.to_string() });
    }
    let mut reader = Reader::new();
    let (mut told, mut untold) = (0, 0);
    let (mut pages, mut mute) = (Vec::new(), Vec::new());
    for (index, page) in pdf.pages().iter().enumerate() {
        let drawing = reader.page(page);
        if let Some((what, limit)) = reader.over() {
            return Err(FormatError::Limit { what: format!("{what} of the file"), limit: limit.to_string() });
        }
        told += drawing.told();
        untold += drawing.unknown;
        mute.extend(drawing.is_mute().then(|| (index + 1).to_string()));
        let (width, height) = page.render_dimensions();
        pages.push(Page::new(drawing, index + 1, [width, height].map(|side| ((side * 1000.0) as i64).clamp(0, FARTHEST))));
    }
    if told + untold == 0 {
        return Err(FormatError::NoText(SCAN));
    }
    if told < untold * (LEAST_TOLD - 1) {
        return Err(FormatError::NoText(UNTOLD));
    }
    let unread = format!("pages that were not read, since they are pictures or have letters that the PDF does not tell: {}", mute.join(", "));
    Ok(write(name, pages).lacking(if mute.is_empty() { Vec::new() } else { vec![unread] }))
}

fn write(name: &str, mut pages: Vec<Page>) -> Source {
    page::strip(&mut pages);
    let body = Measure::of(&pages).body;
    let mut notes = notes::take(&mut pages, body);
    let measure = Measure::of(&pages);
    let mut pieces = measure.pieces(pages);
    loose::take(&mut pieces, &mut notes);
    let mut out = Canonical::default();
    let mut before: Option<(Grid, usize)> = None;
    for piece in pieces {
        match piece {
            Piece::Paragraph(lines) => {
                before = None;
                paragraph(&mut out, &lines, &notes);
            }
            Piece::Grid(grid, page) => {
                grid_rows(&mut out, &grid, page, before.as_ref(), &notes);
                before = Some((grid, page));
            }
        }
    }
    for note in &notes.list {
        let mut blocks = measure.paragraphs(note.lines.clone()).into_iter();
        let first = blocks.next().unwrap_or_default();
        place(&mut out, first.first(), note.page);
        out.open_note(&note.label);
        paragraph(&mut out, &first, &notes);
        blocks.for_each(|block| paragraph(&mut out, &block, &notes));
    }
    out.finish(name)
}

fn place(out: &mut Canonical, line: Option<&Line>, page: usize) {
    out.at(Place::Page { page, line: line.map_or(1, |line| line.number) });
}

/// Writes the lines of a paragraph; a hyphen or slash at the end of one holds the code or the years together.
fn paragraph(out: &mut Canonical, lines: &[Line], notes: &Notes) {
    let mut held = true;
    for (index, line) in lines.iter().enumerate() {
        let text = line.text();
        if !held || index > 0 && text.starts_with(['-', '–']) {
            out.push(" ");
        }
        place(out, Some(line), line.page);
        write_words(out, &line.words, line.page, notes);
        let mut back = text.chars().rev();
        held = matches!(back.next(), Some('-' | '/')) && back.next().is_some_and(char::is_alphanumeric);
    }
    out.end_block();
}

/// Writes a table; one that only goes on after a page break follows without an empty line and without its head.
fn grid_rows(out: &mut Canonical, grid: &Grid, page: usize, before: Option<&(Grid, usize)>, notes: &Notes) {
    let near = |a: &[i64], b: &[i64]| a.len() == b.len() && a.iter().zip(b).all(|(a, b)| (a - b).abs() < 4_000);
    let torn = before.filter(|(last, on)| page == on + 1 && near(&last.columns, &grid.columns));
    if torn.is_none() && !out.text().is_empty() {
        out.end_block();
    }
    let text = |row: &[Vec<lines::Word>]| row.iter().map(|cell| plain(cell)).collect::<Vec<_>>();
    let head = torn.map_or(0, |(last, _)| grid.rows.iter().zip(&last.rows).take_while(|(a, b)| text(a) == text(b)).count());
    for row in &grid.rows[head..] {
        out.at(Place::Page { page, line: 1 });
        for (index, cell) in row.iter().enumerate() {
            if index > 0 {
                out.end_cell();
            }
            write_words(out, cell, page, notes);
        }
        out.end_block();
    }
}
