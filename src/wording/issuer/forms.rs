//! Codes that are not well formed: `415/QĐUBND`, `12/CT/TW`, `18.2024/NQ-HĐND`, `45/25010/NĐ-CP`, `31/2024/QH`.

use crate::claims::citing::{entries, words};
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;

/// Most bytes of a code.
const LONGEST: usize = 48;

/// Flags each code whose parts are known and whose signs, year or term are not as codes have them.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let party = words(view.lexicon, "party", "");
    let known = |group: &str, letters: &str| {
        if group == "party " {
            party.iter().any(|p| p == letters)
        } else {
            entries(view.lexicon, group).any(|(k, _)| k == letters)
        }
    };
    for word in view.claims.words.list.iter().filter(|w| w.span.len() <= 5) {
        let text = view.document.text();
        let serial = word.span.of(text);
        let free = !text[..word.span.start].ends_with(|c: char| c.is_alphanumeric() || "/.-,_:".contains(c));
        let signed = text[word.span.end..].starts_with(['/', '-', '.']);
        if !free || !signed || !serial.bytes().all(|b| b.is_ascii_digit()) {
            continue;
        }
        let len: usize = text[word.span.start..].chars().take_while(|c| c.is_alphanumeric() || "/.-".contains(*c)).map(char::len_utf8).sum();
        let code = text[word.span.start..word.span.start + len].trim_end_matches(['.', '-', '/']);
        if code.len() > LONGEST {
            continue;
        }
        if let Some((variant, form)) = (Code { code, known: &known }).slip() {
            let span = Span::new(word.span.start, word.span.start + code.len());
            let slip = Relation::flag(&view.rule.name, span, Vec::new(), Severity::Warning).variant(variant).detail("form", form.clone());
            out.push(if form.is_empty() { slip } else { slip.replace(form) });
        }
    }
}

struct Code<'a> {
    code: &'a str,
    known: &'a dyn Fn(&str, &str) -> bool,
}

impl Code<'_> {
    /// What is wrong with it and how it should be written; `None` for a code as it should be and for everything that is no code.
    fn slip(&self) -> Option<(&'static str, String)> {
        let parts: Vec<&str> = self.code.split(['/', '-', '.']).collect();
        let signs: Vec<char> = self.code.chars().filter(|c| matches!(c, '/' | '-' | '.')).collect();
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        let (&serial, rest) = parts.split_first()?;
        let year = rest.first().copied().filter(|p| digits(p));
        let letters = if year.is_some() { rest.get(1..)? } else { rest };
        let head = year.map_or_else(|| serial.to_owned(), |y| format!("{serial}/{y}"));
        let is_year = |y: &str| y.len() == 4 && (y.starts_with("19") || y.starts_with("20"));
        let of_law = letters == ["QH"] && year.is_some_and(is_year) && signs == ['/', '/'];
        if of_law {
            return Some(("term", String::new()));
        }
        let (kind, issuer) = match letters {
            [one] if year.is_none_or(is_year) && signs.iter().all(|s| *s == '/') => {
                let (kind, issuer) = self.glued(one)?;
                return Some(("glued", format!("{head}/{kind}-{issuer}")));
            }
            [kind, issuer] => (*kind, *issuer),
            _ => return None,
        };
        let issuer_known = (self.known)("issuer ", issuer) || issuer.strip_prefix("QH").is_some_and(digits);
        if !(self.known)("type ", kind) || !issuer_known {
            return None;
        }
        if year.is_some_and(|y| !is_year(y)) {
            return year.filter(|y| matches!(y.len(), 3 | 5 | 6)).map(|_| ("year", String::new()));
        }
        let last = signs.get(signs.len().checked_sub(2)?..)?;
        let dotted = signs.contains(&'.');
        if (last == ['/', '-'] || last == ['-', '/']) && !dotted {
            return None;
        }
        // The Party writes `12-CT/TW`, the state `12/CT-UBND`.
        let form = if (self.known)("party ", issuer) { format!("{head}-{kind}/{issuer}") } else { format!("{head}/{kind}-{issuer}") };
        Some((if dotted { "dot" } else { "signs" }, form))
    }

    /// Type and issuer that run together.
    fn glued<'b>(&self, letters: &'b str) -> Option<(&'b str, &'b str)> {
        if (self.known)("type ", letters) || (self.known)("issuer ", letters) {
            return None;
        }
        let cuts = letters.char_indices().map(|(at, _)| letters.split_at(at)).filter(|(_, issuer)| issuer.chars().count() > 1);
        let mut fitting = cuts.filter(|(kind, issuer)| (self.known)("type ", kind) && (self.known)("issuer ", issuer));
        let one = fitting.next()?;
        fitting.next().is_none().then_some(one)
    }
}
