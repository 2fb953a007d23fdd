//! Slips of typing inside a number: a letter for a nought (`2o25`), two marks in a row (`12..500`), a mark before the percent sign (`98,%`), a blank before a mark (`12 .500`).

use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;

/// Most digits before the mark that groups them.
const GROUP: usize = 3;

/// Flags numbers that read as none because of one key.
pub fn propose(view: View, out: &mut Vec<Relation>) {
    let text = view.document.text();
    for at in view.claims.words.with_digit().map(|word| word.span()) {
        let written = at.of(text);
        if !written.ends_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let found = nought(written).map(|form| (at, "nought", form)).or_else(|| marks(text, at));
        if let Some((span, variant, form)) = found {
            let slip = Relation::flag(&view.rule.name, span, Vec::new(), Severity::Warning).variant(variant).detail("apart", form.clone());
            out.push(slip.replace(form));
        }
    }
}

/// `2o25`: the letter between the digits of a year.
fn nought(written: &str) -> Option<String> {
    let (before, behind) = written.split_once(['o', 'O'])?;
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    let form = format!("{before}0{behind}");
    (digits(before) && digits(behind) && form.len() == 4 && form.starts_with("20")).then_some(form)
}

/// What stands behind the digits: two marks and more digits, or a mark and the percent sign.
fn marks(text: &str, at: Span) -> Option<(Span, &'static str, String)> {
    let written = at.of(text);
    let ahead = text[..at.start].chars().next_back();
    let rest = &text[at.end..];
    if !written.bytes().all(|b| b.is_ascii_digit()) || ahead == Some('/') {
        return None;
    }
    if rest.starts_with(",%") || rest.starts_with(".%") {
        return Some((Span::new(at.start, at.end + 2), "dangling", format!("{written}%")));
    }
    let free = ahead.is_none_or(|c| c.is_whitespace() || c == '(');
    let digits = |s: &str| s.bytes().take_while(u8::is_ascii_digit).count();
    let grouped = |s: &str| digits(s) == GROUP && written.len() <= GROUP;
    if let Some(behind) = rest.strip_prefix("..").filter(|b| grouped(b) && free && !b[GROUP..].starts_with('.')) {
        return Some((Span::new(at.start, at.end + 2 + GROUP), "doubled", format!("{written}.{}", &behind[..GROUP])));
    }
    if let Some(behind) = rest.strip_prefix(",,").filter(|b| digits(b) > 0) {
        let len = digits(behind);
        return Some((Span::new(at.start, at.end + 2 + len), "doubled", format!("{written},{}", &behind[..len])));
    }
    let behind = rest.strip_prefix(" .").filter(|b| grouped(b) && free)?;
    Some((Span::new(at.start, at.end + 2 + GROUP), "torn", format!("{written}.{}", &behind[..GROUP])))
}
