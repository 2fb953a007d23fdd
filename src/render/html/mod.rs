//! One page to look at: the report with its numbers marked, findings beside their places. It needs no network and lets nothing run but its own script.

mod blocks;
mod cards;
mod escape;
mod index;
mod marks;
mod notes;
mod pair;
mod pen;
mod sheet;
mod shelf;
mod spots;
mod summary;
mod told;

use super::words::pick;
use super::{Linted, Unread};
use crate::rulebook::Language;
use escape::Escaped;
use shelf::Shelf;
use std::fmt::Write;

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");
/// SHA-256 of style and script: the page may use these and no others. `tests/html.rs` says what they must be.
const STYLE_HASH: &str = "Id1NYmYfvcIZZ1qIEjkzIHUAxgtn0kwtofXA09Zvx9k=";
const SCRIPT_HASH: &str = "x8TpT5N7HTOla4IPS97pY4YPvIhjIr1owGp4Q1gwrO4=";

/// All files as one page. The ledgers should hold relations ([`crate::audit`]): numbers tell them.
pub fn page(files: &[Linted], language: Language) -> String {
    let shelves: Vec<Shelf> = (0..files.len()).map(|at| Shelf { files, pages: None, at }).collect();
    of_shelves(&shelves, files, language)
}

/// The page of one report of several that have a page each; `pages` are their addresses from the folder of all, where they have one.
pub fn page_of(files: &[Linted], at: usize, pages: &[Option<String>], language: Language) -> String {
    let one = files.get(at).map(std::slice::from_ref).unwrap_or_default();
    let shelves: Vec<Shelf> = one.iter().map(|_| Shelf { files, pages: Some(pages), at }).collect();
    of_shelves(&shelves, one, language)
}

/// The page of some reports; the others are known to it.
fn of_shelves(shelves: &[Shelf], files: &[Linted], language: Language) -> String {
    let mut out = head(&title(files, language), language);
    let skip = pick(language, "Đến nội dung báo cáo", "Skip to the report");
    let _ = writeln!(out, "<body>\n<a class=\"skip\" href=\"#content\">{skip}</a>");
    out += &summary::header(files, language);
    out += &summary::contents(files, language);
    out += &summary::bar(files, language);
    out.push_str("<main id=\"content\">\n");
    let mut told = String::new();
    for (index, (shelf, file)) in shelves.iter().zip(files).enumerate() {
        let (sheet, spots) = sheet::sheet(*shelf, language);
        let name = Escaped(&file.source.name);
        let _ = writeln!(out, "<article class=\"file\" aria-labelledby=\"file-{index}\">\n<h2 id=\"file-{index}\">{name}</h2>");
        out += &pair::told_elsewhere(*shelf, language);
        if !file.report.findings.is_empty() || shelf.named().is_empty() {
            out += &summary::overview(file, index, language);
        }
        let _ = writeln!(out, "<div class=\"sheet\" lang=\"vi\">\n{sheet}</div>\n</article>");
        told += &told::relations(file, index, &spots, language);
    }
    let _ = writeln!(out, "</main>\n<ul hidden>\n{}{told}</ul>", told::reasons(language));
    let _ = writeln!(out, "<footer>report-lint {}</footer>", env!("CARGO_PKG_VERSION"));
    let _ = write!(out, "<div id=\"tip\" role=\"tooltip\" hidden></div>\n<script>{SCRIPT}</script>\n</body>\n</html>\n");
    out
}

/// What a page that shows one report at a time is put together from.
#[derive(Clone, Debug, Default)]
pub struct Pieces {
    /// What was found and how much was checked, in one sentence.
    pub sum: String,
    /// What the marks of numbers mean, as HTML.
    pub legend: String,
    /// The text with its marks and cards, as HTML.
    pub sheet: String,
    /// What the numbers tell, as list items of HTML.
    pub told: String,
}

/// The pieces of one of some reports that are read together, or of one alone; its ledger should hold relations ([`crate::audit`]).
/// Names on the page begin with the place of their report, so that a link tells which report it leads to.
pub fn pieces(files: &[Linted], at: usize, language: Language) -> Pieces {
    let Some(file) = files.get(at) else { return Pieces::default() };
    let one = std::slice::from_ref(file);
    let (sheet, spots) = sheet::sheet(Shelf { files, pages: None, at }, language);
    Pieces {
        sum: super::summary::sentence(one, language).trim().to_owned(),
        legend: summary::legend(one, language),
        sheet,
        told: told::reasons(language) + &told::relations(file, at, &spots, language),
    }
}

/// A page that leads to the pages of many reports, each given with its address from there; files that could not be read stand behind them.
pub fn index(files: &[(&Linted, String)], unread: &[Unread], language: Language) -> String {
    index::page(files, unread, language)
}

fn title(files: &[Linted], language: Language) -> String {
    match files {
        [file] => file.source.name.clone(),
        _ => format!("{} {}", files.len(), pick(language, "báo cáo", "reports")),
    }
}

fn head(name: &str, language: Language) -> String {
    let lang = pick(language, "vi", "en");
    let policy = format!("default-src 'none'; style-src 'sha256-{STYLE_HASH}'; script-src 'sha256-{SCRIPT_HASH}'; base-uri 'none'; form-action 'none'");
    format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{} – report-lint</title>\n<style>{STYLE}</style>\n</head>\n",
        Escaped(name)
    )
}
