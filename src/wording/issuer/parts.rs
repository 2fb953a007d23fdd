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
        let behind_year = || {
            let (year, rest) = rest.split_once('/').filter(|(year, _)| is_year(year))?;
            let (len, form) = joined(view, &format!("{serial}/{year}"), rest, &known)?;
            Some((year.len() + 1 + len, form))
        };
        let found = joined(view, serial, &rest, &known).or_else(behind_year).or_else(|| doubled(serial, &rest, &known));
        let Some((len, form)) = found else { continue };
        let span = Span::new(at.start, at.end + 1 + len);
        let slip = Relation::flag(&view.rule.name, span, Vec::new(), Severity::Warning).variant("parts").detail("form", form.clone());
        out.push(slip.replace(form));
    }
}

fn is_year(y: &str) -> bool {
    y.len() == 4 && y.starts_with("20") && y.bytes().all(|b| b.is_ascii_digit())
}

/// `12//2015/QĐ-UBND`, `12/QĐ--UBND`: a sign of the code stands twice.
fn doubled(serial: &str, rest: &str, known: &dyn Fn(&str, &str) -> bool) -> Option<(usize, String)> {
    let code = rest.split(' ').next()?.trim_end_matches(['/', '-', '_']);
    let mut once = String::new();
    for sign in format!("/{code}").chars().filter(|c| *c != '_') {
        if !(matches!(sign, '/' | '-') && once.ends_with(sign)) {
            once.push(sign);
        }
    }
    let letters = once.trim_start_matches('/');
    let (year, letters) = letters.split_once('/').filter(|(year, _)| is_year(year)).map_or(("", letters), |(y, l)| (y, l));
    let (kind, issuer) = letters.split_once('-')?;
    let whole = once.len() < code.len() + 1 && known("type ", kind) && known("issuer ", issuer);
    let year = if year.is_empty() { String::new() } else { format!("/{year}") };
    whole.then(|| (code.len(), format!("{serial}{year}/{kind}-{issuer}")))
}

/// How many bytes of the rest belong to the code, and the code as it should be.
fn joined(view: View, serial: &str, rest: &str, known: &dyn Fn(&str, &str) -> bool) -> Option<(usize, String)> {
    let part = |from: usize| {
        let tail = rest.get(from..)?;
        let len = tail.find(|c: char| !is_of_word(c)).unwrap_or(tail.len());
        Some(&tail[..len])
    };
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
