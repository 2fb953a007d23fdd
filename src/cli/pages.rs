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
    let mut links = Vec::new();
    for file in linted {
        let Some(place) = reports.iter().zip(places).find(|(report, _)| report.as_path() == Path::new(&file.source.name)).map(|(_, place)| place) else {
            continue;
        };
        place.parent().map_or(Ok(()), make)?;
        let one = std::slice::from_ref(file);
        output::replace(place, html::page(one, settings.language(one)).as_bytes())?;
        links.push((file, place.strip_prefix(folder).unwrap_or(place).to_string_lossy().replace('\\', "/")));
    }
    output::replace(&folder.join(INDEX), html::index(&links, unread, settings.language(linted)).as_bytes())
}
