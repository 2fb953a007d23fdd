//! Codes that are not well formed: `415/QĐUBND`, `12/CT/TW`, `18.2024/NQ-HĐND`, `45/25010/NĐ-CP`, `31/2024/QH`.

use crate::claims::citing::{entries, has_entry, words, Cited};
use crate::claims::names::one_edit;
use crate::phrases::is_of_word;
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;

/// The assembly of a later number sits after every report that is read today.
const TERMS: u32 = 25;
/// Most bytes of a code.
const LONGEST: usize = 48;
/// How often the report must cite a body for letters one away from its own to be mistyped.
const OFTEN: usize = 3;

/// Flags each code whose parts are known and whose signs, year or term are not as codes have them.
pub(super) fn propose(view: View, bodies: &[(&Cited, usize)], out: &mut Vec<Relation>) {
    let party = words(view.lexicon, "party", "");
    let issuers: Vec<&str> = entries(view.lexicon, "issuer ").map(|(k, _)| k).collect();
    let often: Vec<&str> = bodies.iter().filter(|b| b.1 >= OFTEN).map(|b| b.0.issuer).collect();
    let known = |group: &str, letters: &str| {
        if group == "party " {
            party.iter().any(|p| p == letters)
        } else {
            has_entry(view.lexicon, group, letters)
        }
    };
    let text = view.document.text();
    for word in view.claims.words.with_digit().filter(|w| w.span().len() <= LONGEST / 4) {
        let serial = word.span().of(text);
        let free = !text[..word.span().start].ends_with(|c: char| is_of_word(c) || "/.-,_:".contains(c));
        let signed = text[word.span().end..].starts_with(['/', '-', '.']);
        if free && !serial.bytes().all(|b| b.is_ascii_digit()) {
            out.extend(stuck(view, word.span(), &known));
        }
        if free && text[word.span().end..].starts_with(" /") && serial.bytes().all(|b| b.is_ascii_digit()) {
            out.extend(blanks(view, word.span().start, &known));
        }
        if !free || !signed || !serial.bytes().all(|b| b.is_ascii_digit()) {
            continue;
        }
        let len: usize = text[word.span().start..].chars().take_while(|&c| is_of_word(c) || "/.-".contains(c)).map(char::len_utf8).sum();
        let code = text[word.span().start..word.span().start + len].trim_end_matches(['.', '-', '/']);
        if code.len() > LONGEST {
            continue;
        }
        out.extend(blanks(view, word.span().start, &known));
        if let Some((variant, form)) =
            (Code { code, known: &known, issuers: &issuers, often: &often, terms: view.rule.cues("terms"), marked: view.rule.cues("marked") }).slip()
        {
            let span = Span::new(word.span().start, word.span().start + code.len());
            let slip = Relation::flag(&view.rule.name, span, Vec::new(), Severity::Warning).variant(variant).detail("form", form.clone());
            out.push(if form.is_empty() { slip } else { slip.replace(form) });
        }
    }
}

/// `12/QĐ- UBND`, `12 /QĐ-UBND`: a blank inside a code.
fn blanks(view: View, start: usize, known: &dyn Fn(&str, &str) -> bool) -> Option<Relation> {
    let rest = view.document.text().get(start..)?;
    let mut len = 0;
    for (at, sign) in rest.char_indices().take(LONGEST) {
        let (before, behind) = (rest[..at].chars().next_back(), rest[at + sign.len_utf8()..].chars().next());
        let inner = |c: Option<char>| matches!(c, Some('/' | '-' | '.'));
        if !(sign.is_alphanumeric() || matches!(sign, '/' | '-' | '.') || sign == ' ' && (inner(before) || inner(behind))) {
            break;
        }
        len = at + sign.len_utf8();
    }
    let written = rest.get(..len)?.trim_end_matches([' ', '/', '-', '.']);
    // `30/TTr. SXD`: the point stands for the hyphen.
    let dotted = written.contains(". ") && !written.contains('-');
    let signed = if dotted { written.replacen(". ", "-", 1) } else { written.to_owned() };
    let form: String = signed.chars().filter(|c| *c != ' ').collect();
    let (numbers, issuer) = form.split_once('-')?;
    let kind = numbers.rsplit('/').next()?;
    // Where blanks stand on both sides of a sign, the text was set so, or taken apart by a machine.
    if written.contains(" / ") || written.contains(" - ") {
        return None;
    }
    // `12 - QĐ` between words is a range or a dash, a code has its slash.
    if form == written || form.contains('.') || !numbers.contains('/') || !known("type ", kind) || !known("issuer ", issuer) {
        return None;
    }
    let span = Span::new(start, start + written.len());
    let (level, variant) = if dotted { (Severity::Warning, "dot") } else { (Severity::Note, "blank") };
    Some(Relation::flag(&view.rule.name, span, Vec::new(), level).variant(variant).detail("form", form.clone()).replace(form))
}

/// `221QĐ-UBND`: the slash between number and type is missing.
fn stuck(view: View, word: Span, known: &dyn Fn(&str, &str) -> bool) -> Option<Relation> {
    let text = view.document.text();
    let written = word.of(text);
    let kind = written.trim_start_matches(|c: char| c.is_ascii_digit());
    let issuer: String = text[word.end..].strip_prefix(['-', '/'])?.chars().take_while(|&c| is_of_word(c)).collect();
    if kind.len() == written.len() || !known("type ", kind) || !known("issuer ", &issuer) {
        return None;
    }
    let form = format!("{}/{kind}-{issuer}", &written[..written.len() - kind.len()]);
    let span = Span::new(word.start, word.end + 1 + issuer.len());
    Some(Relation::flag(&view.rule.name, span, Vec::new(), Severity::Warning).variant("signs").detail("form", form.clone()).replace(form))
}

struct Code<'a> {
    code: &'a str,
    known: &'a dyn Fn(&str, &str) -> bool,
    issuers: &'a [&'a str],
    /// Those that the report cites again and again.
    often: &'a [&'a str],
    /// The terms of the assembly: number, first and last year.
    terms: &'a [String],
    /// Letters that were typed without their marks, and what they are.
    marked: &'a [String],
}

impl<'a> Code<'a> {
    /// The issuer that letters stand for which no body has: two of them have changed places (`QĐ-UBDN`).
    fn mistyped(&self, issuer: &str) -> Option<&'a str> {
        if (self.known)("issuer ", issuer) {
            return None;
        }
        let letters: Vec<char> = issuer.chars().collect();
        let swapped = |at: usize| {
            let mut other = letters.clone();
            other.swap(at - 1, at);
            other.into_iter().collect::<String>()
        };
        let unknown = letters.len() > 3;
        let mut forms: Vec<String> = if unknown { (1..letters.len()).map(swapped).collect() } else { Vec::new() };
        // `NQ-HDND`, typed without the marks of its letters.
        let marked = self.marked.iter().filter_map(|pair| pair.split_once(' ')).map(|(plain, marked)| issuer.replacen(plain, marked, 1));
        forms.extend(marked.filter(|form| unknown && form != issuer));
        // `QĐ-UBN` among many `QĐ-UBND`; a letter more at the end may tell the level of the body.
        let near = |known: &&&str| one_edit(known, issuer) && !issuer.starts_with(**known) && (self.known)("issuer ", known);
        let lost = || self.often.iter().find(|known| issuer.len() > 2 && near(known)).copied();
        self.issuers.iter().copied().find(|known| forms.iter().any(|f| f == known)).or_else(lost)
    }

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
        if let Some(form) = year.and_then(|y| self.term(y.parse().ok()?, letters)) {
            return Some(("term_year", form));
        }
        let of_law = letters == ["QH"] && year.is_some_and(is_year) && signs == ['/', '/'];
        if of_law {
            return Some(("term", String::new()));
        }
        let (kind, issuer) = match letters {
            // `57-NQTW`: documents of the Party have a hyphen there.
            [one] if year.is_none() && signs == ['-'] => {
                let (kind, issuer) = self.glued(one).filter(|(_, issuer)| (self.known)("party ", issuer))?;
                return Some(("glued", format!("{head}-{kind}/{issuer}")));
            }
            [one] if year.is_none_or(is_year) && signs.iter().all(|s| *s == '/') => {
                let (kind, issuer) = self.glued(one)?;
                return Some(("glued", format!("{head}/{kind}-{issuer}")));
            }
            [kind, issuer] => (*kind, *issuer),
            // `76/NQ-CP-CP`, `76/NQ-NQ-CP`: one part twice; `29/NQ-2024-HĐND`: the year stands behind the type.
            [kind, between, issuer] if year.is_none() && (self.known)("type ", kind) && (self.known)("issuer ", issuer) => {
                let form = format!("{serial}/{kind}-{issuer}");
                let dated = digits(between) && is_year(between);
                let form = if dated { format!("{serial}/{between}/{kind}-{issuer}") } else { form };
                return (dated || between == kind || between == issuer).then_some(("parts", form));
            }
            _ => return None,
        };
        // `3456/UBDN-NC`: letters of a body first, as letters without a type have them.
        if !(self.known)("type ", kind) && kind.chars().count() > 3 && signs == ['/', '-'] {
            if let Some(right) = self.mistyped(kind).filter(|right| right.chars().count() == kind.chars().count()) {
                return Some(("issuer_letters", self.code.replacen(kind, right, 1)));
            }
        }
        let issuer_known = (self.known)("issuer ", issuer) || issuer.strip_prefix("QH").is_some_and(digits);
        if let Some(right) = (self.known)("type ", kind).then(|| self.mistyped(issuer)).flatten() {
            return Some(("issuer_letters", self.code.replacen(issuer, right, 1)));
        }
        if !(self.known)("type ", kind) || !issuer_known {
            return None;
        }
        if year.is_some_and(|y| !is_year(y)) {
            return year.filter(|y| matches!(y.len(), 3 | 5 | 6)).map(|_| ("year", String::new()));
        }
        let last = signs.get(signs.len().checked_sub(2)?..)?;
        let dotted = signs.contains(&'.');
        // The Party writes `12-CT/TW`, the state `12/CT-UBND` and, with a year, never `12/2015-NQ/HĐND`.
        let party = (self.known)("party ", issuer);
        if (last == ['/', '-'] || last == ['-', '/'] && (party || year.is_none())) && !dotted {
            return None;
        }
        let form = if party { format!("{head}-{kind}/{issuer}") } else { format!("{head}/{kind}-{issuer}") };
        Some((if dotted { "dot" } else { "signs" }, form))
    }

    /// `58/2024/QH14`: that assembly had ended by then. What the code does not say stays open.
    fn term(&self, year: u32, letters: &[&str]) -> Option<String> {
        let [letters] = letters else { return None };
        let number = letters.strip_prefix("UBTVQH").or_else(|| letters.strip_prefix("QH")).filter(|n| n.len() == 2)?;
        // There has been no such assembly yet.
        if number.parse().is_ok_and(|n: u32| n > TERMS) && (1990..=2100).contains(&year) {
            return Some(String::new());
        }
        let sat = self.terms.iter().find_map(|t| t.strip_prefix(number)?.strip_prefix(' ')?.split_once(' '))?;
        let (from, to): (u32, u32) = (sat.0.parse().ok()?, sat.1.parse().ok()?);
        ((1990..=2100).contains(&year) && !(from..=to).contains(&year)).then(String::new)
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
