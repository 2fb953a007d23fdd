//! The page that leads to the pages of many reports: those with errors first.

use super::escape::Escaped;
use super::summary::{count, LEVELS};
use crate::render::words::{level, pick};
use crate::render::{problems, summary, uri, Linted, Unread};
use crate::rulebook::Language;
use std::cmp::Reverse;
use std::fmt::Write;

pub(super) fn page(files: &[(&Linted, String)], unread: &[Unread], language: Language) -> String {
    let mut rows: Vec<&(&Linted, String)> = files.iter().collect();
    rows.sort_by_key(|(file, _)| LEVELS.map(|severity| Reverse(count([*file], severity))));
    let title = format!("{} {}", files.len(), pick(language, "báo cáo", "reports"));
    let mut out = super::head(&title, language);
    let said = summary::of(&files.iter().map(|(file, _)| *file).collect::<Vec<_>>(), language);
    let heading = pick(language, "Đối chiếu số liệu báo cáo", "Figures of the reports, compared");
    let _ = write!(
        out,
        "<body>\n<header>\n<h1>{heading}</h1>\n<p class=\"sum\">{}</p>\n</header>\n<main class=\"files\"><div class=\"scroll\"><table>\n<tr>\
         <th scope=\"col\">{}</th>",
        Escaped(said.trim()),
        pick(language, "Tệp", "File")
    );
    for severity in LEVELS {
        let _ = write!(out, "<th scope=\"col\">{}</th>", level(severity, language));
    }
    let _ = writeln!(out, "<th scope=\"col\">{}</th></tr>", pick(language, "Số đã đối chiếu", "Numbers checked"));
    for (file, link) in rows {
        let _ = write!(out, "<tr><td><a href=\"{}\">{}</a></td>", Escaped(&uri::of(link)), Escaped(&file.source.name));
        for severity in LEVELS {
            let _ = write!(out, "<td class=\"num\">{}</td>", count([*file], severity));
        }
        let ledger = &file.report.ledger;
        let _ = writeln!(out, "<td class=\"num\">{}/{}</td></tr>", ledger.checked(), ledger.numbers.len());
    }
    for file in unread {
        let _ = writeln!(out, "<tr><td>{}</td><td colspan=\"4\">{}</td></tr>", Escaped(&file.path), Escaped(&problems::in_language(&file.why, language)));
    }
    let _ = write!(out, "</table></div></main>\n<footer>report-lint {}</footer>\n</body>\n</html>\n", env!("CARGO_PKG_VERSION"));
    out
}
