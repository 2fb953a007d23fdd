//! The top of the page: what was found, how much was checked, filters, contents.

use super::escape::Escaped;
use crate::ledger::NumberStatus;
use crate::render::words::{level, pick, sign};
use crate::render::{summary, Linted};
use crate::rulebook::{Language, Severity};
use std::fmt::Write;

pub(super) const LEVELS: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Note];

/// Title, one sentence, what the colours mean.
pub(super) fn header(files: &[Linted], language: Language) -> String {
    let mut out = String::from("<header>\n");
    let title = pick(language, "Đối chiếu số liệu báo cáo", "Figures of the report, compared");
    let _ = writeln!(out, "<h1>{title}</h1>\n<p class=\"sum\">{}</p>", Escaped(summary::sentence(files, language).trim()));
    out += &legend(files, language);
    let keys = pick(
        language,
        "Phím <kbd>n</kbd> <kbd>p</kbd>: phát hiện sau, trước. Rê chuột vào một số để xem phép đối chiếu; \
         <kbd>←</kbd> <kbd>→</kbd> chuyển sang số bên cạnh, <kbd>Enter</kbd> mở phát hiện.",
        "Keys <kbd>n</kbd> <kbd>p</kbd>: next, previous finding. Point at a number to see what it was compared with; \
         <kbd>←</kbd> <kbd>→</kbd> move to the number beside it, <kbd>Enter</kbd> opens its finding.",
    );
    let touch = pick(language, "Chạm vào một số để xem phép đối chiếu.", "Touch a number to see what it was compared with.");
    let _ = writeln!(out, "<p class=\"hint script\"><span class=\"keys\">{keys}</span><span class=\"touch\">{touch}</span></p>\n</header>");
    out
}

/// How numbers are marked, and how many of each kind there are.
pub(super) fn legend(files: &[Linted], language: Language) -> String {
    let states = [
        (NumberStatus::Checked, pick(language, "đã đối chiếu, khớp", "checked, agrees")),
        (NumberStatus::Compared, pick(language, "chỉ so lớn nhỏ", "compared in size only")),
        (NumberStatus::Conflicting, pick(language, "mâu thuẫn", "conflicting")),
        (NumberStatus::Unchecked, pick(language, "chưa đối chiếu được", "not checked")),
    ];
    let mut out = format!("<ul class=\"legend\" aria-label=\"{}\">", pick(language, "Cách đánh dấu số liệu", "How numbers are marked"));
    for (state, name) in states {
        let count = files.iter().flat_map(|f| &f.report.ledger.numbers).filter(|n| n.status == state).count();
        let _ = write!(out, "<li><span class=\"key {}\">123</span> {name} ({count})</li>", super::marks::state_class(state));
    }
    out.push_str("</ul>\n");
    out
}

/// Filters and the way from finding to finding; only where the script runs.
pub(super) fn bar(files: &[Linted], language: Language) -> String {
    let mut out = format!("<div class=\"bar script\" role=\"toolbar\" aria-label=\"{}\">\n", pick(language, "Lọc và chuyển phát hiện", "Filter and move"));
    for severity in LEVELS {
        let (name, word) = (severity.name(), level(severity, language));
        let _ = writeln!(
            out,
            "<label class=\"{name}\"><input type=\"checkbox\" data-level=\"{name}\" checked> \
             <span class=\"sign\" aria-hidden=\"true\">{}</span> {word} <b>{}</b></label>",
            sign(severity),
            count(files, severity)
        );
    }
    let (previous, next) = (pick(language, "Trước", "Previous"), pick(language, "Sau", "Next"));
    let _ = writeln!(
        out,
        "<span class=\"move\"><button type=\"button\" id=\"previous\">↑ {previous}</button> <output id=\"which\"></output> \
         <button type=\"button\" id=\"next\">↓ {next}</button></span>\n</div>"
    );
    let nothing = pick(language, "Không có phát hiện nào ở mức đã chọn.", "No findings of the chosen severities.");
    let _ = writeln!(out, "<p id=\"nothing\" role=\"status\" data-say=\"{nothing}\" hidden></p>");
    out
}

/// How many findings of a severity there are.
pub(super) fn count<'a>(files: impl IntoIterator<Item = &'a Linted>, severity: Severity) -> usize {
    files.into_iter().flat_map(|f| &f.report.findings).filter(|f| f.severity == severity).count()
}

/// A table of the files, where there are several.
pub(super) fn contents(files: &[Linted], language: Language) -> String {
    let mut out = String::new();
    if files.len() < 2 {
        return out;
    }
    let heads = [pick(language, "Tệp", "File"), level(Severity::Error, language), level(Severity::Warning, language), level(Severity::Note, language)];
    let _ = write!(out, "<nav class=\"files\" aria-label=\"{}\"><div class=\"scroll\"><table>\n<tr>", pick(language, "Các tệp", "Files"));
    for head in heads {
        let _ = write!(out, "<th scope=\"col\">{head}</th>");
    }
    let _ = writeln!(out, "<th scope=\"col\">{}</th></tr>", pick(language, "Số đã đối chiếu", "Numbers checked"));
    for (i, file) in files.iter().enumerate() {
        let _ = write!(out, "<tr><td><a href=\"#file-{i}\">{}</a></td>", Escaped(&file.source.name));
        for severity in LEVELS {
            let _ = write!(out, "<td class=\"num\">{}</td>", count([file], severity));
        }
        let ledger = &file.report.ledger;
        let _ = writeln!(out, "<td class=\"num\">{}/{}</td></tr>", ledger.checked(), ledger.numbers.len());
    }
    out.push_str("</table></div></nav>\n");
    out
}

/// All findings of a report in one line each.
pub(super) fn overview(file: &Linted, index: usize, language: Language) -> String {
    let findings = &file.report.findings;
    if findings.is_empty() {
        return format!("<p class=\"none\">{}</p>\n", pick(language, "Không thấy mâu thuẫn nào.", "No contradiction found."));
    }
    let title = pick(language, "Danh sách phát hiện", "List of findings");
    let mut out = format!("<details class=\"list\"><summary>{title} ({})</summary><ol>\n", findings.len());
    for (i, finding) in findings.iter().enumerate() {
        let (name, word) = (finding.severity.name(), level(finding.severity, language));
        let (sign, message) = (sign(finding.severity), Escaped(&finding.message));
        let _ = writeln!(
            out,
            "<li class=\"{name}\"><span class=\"sign\" aria-hidden=\"true\">{sign}</span> <b>{word}</b> <a href=\"#f{index}-{i}\">{message}</a></li>"
        );
    }
    out.push_str("</ol></details>\n");
    out
}
