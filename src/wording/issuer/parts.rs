//! Codes whose parts are all there but not joined as codes join them: `89/QĐ UBND`, `89/QĐ_UBND`, `12/2025NĐ-CP`, `12/NĐ-CP/2025`, `89/QĐ-UBNND`.

use crate::claims::citing::has_entry;
use crate::claims::names::one_edit;
use crate::phrases::is_of_word;
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;

/// Most bytes of a code.
const LONGEST: usize = 48;

pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let known = |group: &str, letters: &str| has_entry(view.lexicon, group, letters);
    let text = view.document.text();
    for word in view.claims.words.with_digit().filter(|w| w.span().len() <= 5) {
        let at = word.span();
        let serial = at.of(text);
        if !text[at.end..].starts_with('/') || !serial.bytes().all(|b| b.is_ascii_digit()) || text[..at.start].ends_with(|c: char| "/.-,_:".contains(c)) {
            continue;
        }
        let rest: String = text[at.end + 1..].chars().take_while(|&c| is_of_word(c) || "/-_ ".contains(c)).take(LONGEST).collect();
        let Some((len, form)) = joined(view, serial, &rest, &known) else { continue };
        let span = Span::new(at.start, at.end + 1 + len);
        let slip = Relation::flag(&view.rule.name, span, Vec::new(), Severity::Warning).variant("parts").detail("form", form.clone());
        out.push(slip.replace(form));
    }
}

/// How many bytes of the rest belong to the code, and the code as it should be.
fn joined(view: View, serial: &str, rest: &str, known: &dyn Fn(&str, &str) -> bool) -> Option<(usize, String)> {
    let part = |from: usize| {
        let tail = rest.get(from..)?;
        let len = tail.find(|c: char| !is_of_word(c)).unwrap_or(tail.len());
        Some(&tail[..len])
    };
    let is_year = |y: &str| y.len() == 4 && y.starts_with("20") && y.bytes().all(|b| b.is_ascii_digit());
    let first = part(0)?;
    // `12/2025NĐ-CP`.
    if let Some(kind) = first.get(4..).filter(|kind| is_year(&first[..4]) && known("type ", kind)) {
        let issuer = rest.get(first.len()..)?.strip_prefix('-').and_then(|_| part(first.len() + 1)).filter(|i| known("issuer ", i))?;
        return Some((first.len() + 1 + issuer.len(), format!("{serial}/{}/{kind}-{issuer}", &first[..4])));
    }
    if !known("type ", first) {
        return None;
    }
    let sign = rest.get(first.len()..)?.chars().next()?;
    let issuer = part(first.len() + 1)?;
    let end = first.len() + 1 + issuer.len();
    match sign {
        // `89/QĐ UBND`: the letters of a body that is no word of its own behind its own type.
        ' ' | '_' if known("issuer ", issuer) && issuer.chars().all(char::is_uppercase) && issuer.len() > 2 => {
            Some((end, format!("{serial}/{first}-{issuer}")))
        }
        '-' => {
            if known("issuer ", issuer) {
                let year = rest.get(end..)?.strip_prefix('/').and_then(|_| part(end + 1)).filter(|y| is_year(y))?;
                return Some((end + 1 + year.len(), format!("{serial}/{year}/{first}-{issuer}")));
            }
            // A letter more at the end may tell the level of the body.
            let near = |right: &&String| one_edit(right, issuer) && !issuer.starts_with(right.as_str());
            let right = view.rule.cues("common").iter().find(near)?;
            Some((end, format!("{serial}/{first}-{right}")))
        }
        _ => None,
    }
}
