//! Where the files of an output folder go: each under the name that its report has below the path that was given.

use std::path::{Path, PathBuf};

/// The place of each report below `folder`, with `ending` behind its name; `given` are the paths that were named. Two of one name are one clear sentence.
pub fn below(folder: &Path, reports: &[PathBuf], given: &[PathBuf], ending: &str) -> Result<Vec<PathBuf>, String> {
    let mut out: Vec<PathBuf> = Vec::new();
    for report in reports {
        let place = folder.join(format!("{}{ending}", inner(report, given).display()));
        if let Some(other) = out.iter().position(|o| *o == place) {
            let [a, b] = [&reports[other], report].map(|p| p.display().to_string());
            return Err(format!("{a} and {b} would both become {}: give the folder that both are in", place.display()));
        }
        out.push(place);
    }
    Ok(out)
}

/// The path of a report from the folder that was given; the name alone where the file itself was.
fn inner<'a>(report: &'a Path, given: &[PathBuf]) -> &'a Path {
    let root = given.iter().find(|root| report != root.as_path() && (report.starts_with(root) || root.as_os_str() == "."));
    let name = report.file_name().map_or(report, Path::new);
    root.filter(|_| !given.iter().any(|g| g == report)).map_or(name, |root| report.strip_prefix(root).unwrap_or(report))
}
