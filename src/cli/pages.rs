//! `--output-dir`: a page for each report and one that leads to them, since one page with everything is too large for a browser.

use super::output::{self, Stop};
use super::settings::Settings;
use report_lint::render::{html, Linted, Unread};
use std::path::{Path, PathBuf};

/// The page that leads to the others.
pub const INDEX: &str = "index.html";

/// Writes the pages; `places` are those of the reports of the same number.
pub fn write(folder: &Path, reports: &[PathBuf], places: &[PathBuf], linted: &[Linted], unread: &[Unread], settings: &Settings) -> Result<(), Stop> {
    let make = |folder: &Path| std::fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()));
    make(folder)?;
    // A report that was read only for what others say of it has no page.
    let place = |file: &Linted| reports.iter().zip(places).find(|(report, _)| report.as_path() == Path::new(&file.source.name)).map(|(_, place)| place);
    let address = |place: &PathBuf| place.strip_prefix(folder).unwrap_or(place).to_string_lossy().replace('\\', "/");
    let pages: Vec<Option<String>> = linted.iter().map(|file| place(file).map(address)).collect();
    let mut links = Vec::new();
    for (at, file) in linted.iter().enumerate() {
        let Some((place, address)) = place(file).zip(pages[at].clone()) else { continue };
        place.parent().map_or(Ok(()), make)?;
        let language = settings.language(std::slice::from_ref(file));
        output::replace(place, html::page_of(linted, at, &pages, language).as_bytes())?;
        links.push((file, address));
    }
    output::replace(&folder.join(INDEX), html::index(&links, unread, settings.language(linted)).as_bytes())
}
