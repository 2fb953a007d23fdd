//! Findings as plain sentences, in the order in which they are best heard: for screen readers and for reading aloud.

use super::words::{count, level, pick};
use super::{order, places, said, summary, Linted};
use crate::findings::{Finding, Suggestion};
use crate::rulebook::Language;
use crate::source::Source;

/// All findings, each in a few sentences.
pub fn told(files: &[Linted], language: Language) -> String {
    let total = said::all(files).count();
    let all = files.iter().flat_map(|file| order::by_weight(file).into_iter().map(move |finding| (file, finding)));
    all.enumerate().map(|(i, (file, finding))| finding_told(file, finding, (i + 1, total), language)).collect()
}

/// The last sentence. It says that nothing was found too: silence could mean anything.
pub fn summary(files: &[Linted], language: Language) -> String {
    let counts = summary::sentence(files, language);
    format!("{} {}", pick(language, "Tổng kết:", "Summary:"), counts.replace('/', pick(language, " trên ", " of ")))
}

fn finding_told(file: &Linted, finding: &Finding, (n, total): (usize, usize), language: Language) -> String {
    let (source, say) = (&file.source, |vi, en| pick(language, vi, en));
    let of = match language {
        Language::Vi => format!("Phát hiện {n} trên {total}"),
        Language::En => format!("Finding {n} of {total}"),
    };
    let mut lines = vec![
        format!("{of}. {}, {} {}.", level(finding.severity, language), say("quy tắc", "rule"), finding.rule),
        format!("{} {}, {}.", say("Trong tệp", "In file"), source.name, place(file, finding, language)),
        sentence(&finding.message),
    ];
    if !finding.working.is_empty() && !finding.message.contains(&finding.working) {
        lines.push(sentence(&format!("{} {}", say("Phép tính:", "Working:"), aloud(&finding.working, language))));
    }
    if !finding.help.is_empty() {
        lines.push(sentence(&format!("{} {}", say("Cách xử lý:", "What to do:"), finding.help)));
    }
    lines.extend(finding.suggestions.first().map(|s| suggestion(source, s, language)));
    lines.extend(related(source, finding, language));
    let lines: Vec<String> = lines.iter().map(|line| said::plain(line)).collect();
    lines.join("\n") + "\n\n"
}

/// Where it stands, with the words themselves.
fn place(file: &Linted, finding: &Finding, language: Language) -> String {
    let source = &file.source;
    let at = places::in_section(file, finding.primary.start, language);
    let words = finding.primary.of(&source.text);
    let what = if finding.primary_label.is_empty() { pick(language, "chỗ", "the words") } else { &finding.primary_label };
    match source.is_the_file() {
        true => format!("{at}, {} {}: {what} “{words}”", pick(language, "cột", "column"), source.position(finding.primary.start).column),
        false => format!("{at}: {what} “{words}”"),
    }
}

/// `Gợi ý: sửa “08” thành “07”, nếu …`
fn suggestion(source: &Source, suggestion: &Suggestion, language: Language) -> String {
    let one = |e: &crate::findings::Edit| {
        let (from, to) = (e.span.of(&source.text), &e.replacement);
        match language {
            Language::Vi => format!("sửa “{from}” thành “{to}”"),
            Language::En => format!("change “{from}” to “{to}”"),
        }
    };
    let edits: Vec<String> = suggestion.edits.iter().map(one).collect();
    let because = aloud(&suggestion.because, language);
    let because = if because.is_empty() { because } else { format!(", {because}") };
    sentence(&format!("{} {}{because}", pick(language, "Gợi ý:", "Suggestion:"), edits.join(pick(language, " và ", " and "))))
}

/// The other places, a line each.
fn related(source: &Source, finding: &Finding, language: Language) -> Vec<String> {
    if finding.related.is_empty() {
        return Vec::new();
    }
    let number = count(finding.related.len(), pick(language, "chỗ", "place"), language);
    let head = match language {
        Language::Vi => format!("{number} liên quan:"),
        Language::En => format!("Related, {number}:"),
    };
    let line = |r: &crate::findings::Related| sentence(&format!("{} “{}”, {}", r.label, r.span.of(&source.text), places::of(source, r.span.start, language)));
    std::iter::once(head).chain(finding.related.iter().map(line)).collect()
}

/// Signs that screen readers pass over in silence, in words.
fn aloud(text: &str, language: Language) -> String {
    let words = [
        (" + ", " cộng ", " plus "),
        (" − ", " trừ ", " minus "),
        (" × ", " nhân ", " times "),
        (" / ", " chia ", " divided by "),
        (" : ", " chia ", " divided by "),
        (" = ", " bằng ", " is "),
        (" ≠ ", " khác ", " is not "),
        (" ≈ ", " xấp xỉ ", " is about "),
        (" … ", " đến ", " to "),
        ("|", "", ""),
    ];
    words.iter().fold(text.to_owned(), |text, (sign, vi, en)| text.replace(sign, pick(language, vi, en)))
}

/// With a full stop, unless it ends in one.
fn sentence(text: &str) -> String {
    let text = text.trim();
    let end = if text.ends_with(['.', '!', '?', '…', ':']) { "" } else { "." };
    format!("{text}{end}")
}
