//! `issuer`: the letters of a document code against the words around it and against each other.

mod forms;
mod issuing;
mod majority;
mod own;
mod parts;
mod register;
mod same;
mod two;

use crate::claims::citing::{bodies, entries, has_entry, read, same_letters, words, Cited};
use crate::claims::names::one_edit;
use crate::document::Document;
use crate::relations::{Relation, Term, TermRole};
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;
use std::collections::BTreeMap;

/// How far back the body and the law of a code are looked for, in bytes.
const BACK: usize = 240;
/// Since when the codes of the administration name their type.
const TYPED: u32 = 2005;
/// Since when decrees and circulars carry their year.
const YEARED: u32 = 2000;

/// Flags at most one slip for each code.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let cited = read(view.document, view.claims, view.lexicon);
    let bodies = bodies(&cited);
    for this in &cited {
        let issuer = Issuer { view, bodies: &bodies, this };
        let found = issuer
            .never()
            .or_else(|| issuer.named())
            .or_else(|| issuer.nearly_named())
            .or_else(|| issuing::by(&issuer))
            .or_else(|| issuer.law_of_year())
            .or_else(|| issuer.of_assembly())
            .or_else(|| issuer.swapped())
            .or_else(|| issuer.letter_case())
            .or_else(|| issuer.type_word())
            .or_else(|| issuer.type_letters())
            .or_else(|| issuer.untyped())
            .or_else(|| issuer.of_room())
            .or_else(|| issuer.yearless())
            .or_else(|| issuer.letter())
            .or_else(|| issuer.party());
        out.extend(found);
    }
    let mut two = Vec::new();
    two::propose(view, &cited, &mut two);
    add_unflagged(two, out);
    let mut odd = Vec::new();
    forms::propose(view, &bodies, &mut odd);
    parts::propose(view, &mut odd);
    add_unflagged(odd, out);
    same::propose(view, &cited, out);
    majority::propose(view, &cited, out);
    once(view, out);
    own::propose(view, &cited, out);
    register::propose(view, &cited, out);
    register::same_day(view, &cited, out);
}

/// Adds the slips in codes that have none yet.
fn add_unflagged(slips: Vec<Relation>, out: &mut Vec<Relation>) {
    let flagged: Vec<Span> = out.iter().map(|r| r.stated.span).collect();
    out.extend(slips.into_iter().filter(|slip| !flagged.iter().any(|f| f.overlaps(slip.stated.span))));
}

/// A code that is written wrong all over the report is one slip; its other places are named with the first.
fn once(view: View, out: &mut Vec<Relation>) {
    let mut kept: Vec<Relation> = Vec::new();
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    for slip in out.drain(..) {
        let key = format!("{} {}", slip.variant, view.document.folded(slip.stated.span));
        match first.get(&key).and_then(|&at| kept.get_mut(at)) {
            Some(known) => known.terms.push(Term::place(slip.stated.span, TermRole::Place)),
            None => {
                first.insert(key, kept.len());
                kept.push(slip);
            }
        }
    }
    *out = kept;
}

struct Issuer<'a> {
    view: View<'a>,
    bodies: &'a [(&'a Cited<'a>, usize)],
    this: &'a Cited<'a>,
}

impl Issuer<'_> {
    fn flag(&self, variant: &'static str, others: Vec<Span>, level: Severity) -> Relation {
        let code = self.view.document.words(self.this.citation.code).to_owned();
        Relation::flag(&self.view.rule.name, self.this.citation.span, others, level).variant(variant).detail("code", code)
    }

    /// The letters of the body that issues it; those of the assembly end in the number of its term.
    fn body(&self) -> &str {
        self.this.issuer.trim_end_matches(|c: char| c.is_ascii_digit())
    }

    /// What the words of a report call that body.
    fn names(&self) -> &[String] {
        words(self.view.lexicon, "issuer ", self.body())
    }

    /// The code as it should be written, with one of its letter groups replaced.
    fn with(&self, old: &str, new: &str) -> String {
        let written = self.view.document.words(self.this.citation.span);
        let head = written.len() - self.this.citation.code.len();
        let (serial, code) = written.split_at_checked(head).unwrap_or((written, ""));
        format!("{serial}{}", code.replacen(old, new, 1))
    }

    /// A committee issues no resolution.
    fn never(&self) -> Option<Relation> {
        let forbidden = words(self.view.lexicon, "never ", self.this.kind).iter().any(|i| i == self.this.issuer);
        let named = self.this.named.filter(|(code, _)| *code != self.this.issuer);
        if !forbidden || named.is_some() {
            return None;
        }
        let kind = words(self.view.lexicon, "type ", self.this.kind).first().cloned().unwrap_or_default();
        Some(self.flag("never", Vec::new(), Severity::Error).detail("kind", kind).detail("issuer", self.this.issuer))
    }

    /// `NQ-UBND … của HĐND tỉnh`.
    fn named(&self) -> Option<Relation> {
        let (named, place) = self.this.named?;
        let mine = self.names();
        let word = self.view.document.folded(place);
        // Either may stand for the other, unless it issues no document of this type: `Nghị định … của Thủ tướng`.
        let never = words(self.view.lexicon, "never ", self.this.kind).iter().any(|n| n == named);
        let near = !never && words(self.view.lexicon, "near ", self.body()).iter().any(|n| n == named);
        if mine.is_empty() || near || mine.iter().any(|w| w == word) {
            return None;
        }
        let slip = self.flag("issuer", vec![place], Severity::Error).detail("issuer", self.this.issuer);
        let slip = slip.detail("named", self.view.document.words(place));
        // Where the body that is named issues no such document, the code is right.
        Some(if never { slip } else { slip.replace(self.with(self.this.issuer, named)) })
    }

    /// `QĐ-TT … của Thủ tướng Chính phủ`: letters of no body, one away from those of the body that is named.
    fn nearly_named(&self) -> Option<Relation> {
        let (named, place) = self.this.named?;
        let written = self.this.issuer;
        let unknown = !self.this.kind.is_empty() && words(self.view.lexicon, "issuer ", written).is_empty();
        // `TTG`, `TƯ` are ways of writing.
        let same = crate::claims::names::bare(written) == crate::claims::names::bare(named) || written.to_uppercase() == named.to_uppercase();
        if !unknown || written.chars().count() < 2 || same || !(one_edit(written, named) || nearly(written, named)) {
            return None;
        }
        let form = self.with(written, named);
        Some(self.flag("issuer_letters", vec![place], Severity::Warning).detail("form", form.clone()).replace(form))
    }

    /// `Luật Đất đai năm 2023 số 31/2024/QH15`.
    fn law_of_year(&self) -> Option<Relation> {
        let year = self.this.citation.year?;
        let document = self.view.document;
        let block = document.blocks.get(self.this.citation.block)?.span.start;
        let block = near(document, block, self.this.citation.span.start);
        let before = document.folded(Span::new(block, self.this.citation.span.start)).trim_end().trim_end_matches(['(', ' ', ',']);
        let before =
            self.view.rule.cues("numbered").iter().find_map(|w| before.strip_suffix(w.as_str())).unwrap_or(before).trim_end().trim_end_matches(['(', ' ', ',']);
        let at = before.len().checked_sub(4).filter(|&at| before.is_char_boundary(at))?;
        let said: u32 = before.get(at..)?.parse().ok().filter(|y| (1945..=2100).contains(y))?;
        let head = before.get(..at).filter(|head| head.ends_with(' '))?;
        let head = self.view.rule.cues("of_year").iter().find_map(|w| head.strip_suffix(w.as_str())).unwrap_or(head);
        // The name of the law runs from its word to the year without any sign.
        let law = self.view.rule.cues("law").iter().filter_map(|w| head.rfind(w.as_str())).max()?;
        let name = head.get(law..)?;
        let amended = self.view.rule.cues("amending").iter().any(|w| head.contains(w.as_str()));
        if said == year || amended || name.len() > 120 || name.contains([';', '.', '(', ')']) || name.contains(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let place = Span::new(block + at, block + at + 4);
        Some(self.flag("law", vec![place], Severity::Warning).detail("year", year.to_string()).detail("law", said.to_string()))
    }

    /// `Nghị định số 31/2024/QH15`: the assembly passes laws and resolutions.
    fn of_assembly(&self) -> Option<Relation> {
        let place = self.this.type_word?;
        let code = self.view.document.words(self.this.citation.code);
        let assembly = self.view.rule.cues("assembly").iter().any(|a| code.strip_prefix(a.as_str()).is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit())));
        let word = self.view.document.folded(place);
        let generic = words(self.view.lexicon, "generic", "").iter().any(|w| w == word);
        if !assembly || generic || self.view.rule.cues("of_assembly").iter().any(|w| w == word) {
            return None;
        }
        Some(self.flag("assembly", vec![place], Severity::Error).detail("word", self.view.document.words(place)))
    }

    /// Letters of another body, where the sentence names the body that has nearly these letters elsewhere in the report.
    fn swapped(&self) -> Option<Relation> {
        let like = |body: &&(&Cited, usize)| body.0.issuer != self.this.issuer && nearly(self.this.issuer, body.0.issuer);
        let &(other, shown) = self.bodies.iter().find(like)?;
        let at = self.this.citation.span;
        let start = self.view.claims.sentence_start(self.view.document, self.this.citation.block, at.start);
        let sentence = Span::new(start, at.start);
        let names = |letters: &str| {
            let known = words(self.view.lexicon, "issuer ", letters);
            known.iter().any(|w| self.view.document.folded(sentence).contains(w.as_str())) || initials(self.view, sentence, letters)
        };
        if shown < 2 || !names(other.issuer) || names(self.this.issuer) {
            return None;
        }
        let slip = self.flag("swapped", vec![other.citation.span], Severity::Error).detail("issuer", self.this.issuer);
        Some(slip.detail("other", other.issuer).replace(self.with(self.this.issuer, other.issuer)))
    }

    /// `QĐ-Thu` for `QĐ-ThU`.
    fn letter_case(&self) -> Option<Relation> {
        let written = self.this.issuer;
        let known = entries(self.view.lexicon, "issuer ").find(|(k, _)| same_letters(k, written))?.0;
        if known == written || known.to_uppercase() == written {
            return None;
        }
        Some(self.flag("case", Vec::new(), Severity::Error).detail("issuer", written).detail("known", known).replace(self.with(written, known)))
    }

    /// `Kế hoạch số 12/QĐ-UBND`.
    fn type_word(&self) -> Option<Relation> {
        let place = self.this.type_word?;
        let word = self.view.document.folded(place);
        let mine = words(self.view.lexicon, "type ", self.this.kind);
        let generic = words(self.view.lexicon, "generic", "").iter().any(|w| w == word);
        // Rules and programmes are often put into force by a decision, and cited by its code.
        let enacted = self.view.rule.cues("enacted").iter().any(|w| w == word) && self.view.rule.cues("enacting").iter().any(|k| k == self.this.kind);
        if mine.is_empty() || generic || enacted || mine.iter().any(|w| w == word) {
            return None;
        }
        let slip = self.flag("type", vec![place], Severity::Error).detail("word", self.view.document.words(place));
        Some(slip.detail("kind", mine.first().cloned().unwrap_or_default()))
    }

    /// `Thông báo số 565/TN-VPCP`: letters that are no type, one away from those of the type that is named.
    fn type_letters(&self) -> Option<Relation> {
        let place = self.this.type_word.filter(|_| self.this.kind.is_empty())?;
        let word = self.view.document.folded(place);
        let generic = words(self.view.lexicon, "generic", "").iter().any(|w| w == word);
        let code = self.view.document.words(self.this.citation.code);
        let (first, issuer) = code.split_once('-').filter(|(first, _)| !generic && (2..=4).contains(&first.chars().count()))?;
        let known = |group: &str, letters: &str| has_entry(self.view.lexicon, group, letters);
        if known("issuer ", first) || known("type ", first) || issuer.is_empty() {
            return None;
        }
        let mut meant = entries(self.view.lexicon, "type ").filter(|(k, names)| names.first().is_some_and(|n| n == word) && one_edit(k, first));
        let (kind, _) = meant.next()?;
        let slip = self.flag("letters", vec![place], Severity::Error).detail("word", self.view.document.words(place)).detail("kind", kind);
        Some(slip.replace(self.with(first, kind)))
    }

    /// `Báo cáo số 88/SNV`: a document of a named type whose code has the issuer alone.
    fn untyped(&self) -> Option<Relation> {
        let place = self.this.type_word.filter(|_| self.this.kind.is_empty())?;
        let word = self.view.document.folded(place);
        let code = self.view.document.words(self.this.citation.code);
        let cue = |kind: &str, word: &str| self.view.rule.cues(kind).iter().any(|w| w == word);
        let assembly = self.view.rule.cues("assembly").iter().any(|a| code.starts_with(a.as_str()));
        let glued = |kind: &str| code.strip_prefix(kind).is_some_and(|rest| !rest.is_empty());
        let year = self.this.date.and_then(|d| self.view.claims.dates.get(d)).map(|d| d.year);
        // The assembly writes `31/2024/QH15`; before codes had their type, the government wrote `143/HĐBT`.
        let local = cue("common", code) && self.this.citation.year.is_some_and(|y| y >= TYPED);
        let old = assembly || self.this.citation.year.is_some() && !local || cue("of_old", code) || year.is_some_and(|y| y < TYPED);
        if old || code.contains('-') || code.chars().count() < 3 || self.this.citation.party || !cue("typed", word) {
            return None;
        }
        let types = || entries(self.view.lexicon, "type ");
        let (kind, _) = types().find(|(_, names)| names.first().is_some_and(|n| n == word)).filter(|_| !types().any(|(k, _)| glued(k)))?;
        let written = self.view.document.words(self.this.citation.span);
        let form = format!("{}{kind}-{code}", written.strip_suffix(code)?);
        let slip = self.flag("untyped", vec![place], Severity::Warning).detail("word", self.view.document.words(place));
        Some(slip.detail("form", form.clone()).replace(form))
    }

    /// `Kế hoạch số 1234/UBND-NC`: a document of a named type whose code is that of a letter, body and room.
    fn of_room(&self) -> Option<Relation> {
        let place = self.this.type_word.filter(|_| self.this.kind.is_empty() && !self.this.citation.party)?;
        let word = self.view.document.folded(place);
        let typed = self.view.rule.cues("never_letter").iter().any(|w| w == word);
        let body = has_entry(self.view.lexicon, "issuer ", self.this.issuer);
        let room = self.view.document.words(self.this.citation.code).split_once('-').map(|(_, room)| room)?;
        // With a year only where the letters of its type stand in the wrong place: `12/2015/UBND-QĐ`.
        let turned = words(self.view.lexicon, "type ", room).iter().any(|w| w == word);
        if !typed || !body || self.this.citation.year.is_some() && !turned {
            return None;
        }
        let slip = self.flag("room", vec![place], Severity::Warning).detail("word", self.view.document.words(place));
        Some(slip)
    }

    /// `Nghị định số 30/NĐ-CP ngày 05/3/2020`: normative documents carry their year.
    fn yearless(&self) -> Option<Relation> {
        let place = self.this.type_word.filter(|_| self.this.citation.year.is_none() && !self.this.citation.party)?;
        let (kind, word) = (self.this.kind, self.view.document.folded(place));
        let normative = self.view.rule.cues("yeared").iter().any(|k| k == kind) && words(self.view.lexicon, "type ", kind).iter().any(|w| w == word);
        let date = self.view.claims.dates.get(self.this.date?).filter(|d| normative && d.year_digits == 4 && (YEARED..=2100).contains(&d.year))?;
        let written = self.view.document.words(self.this.citation.span);
        let (serial, code) = written.split_once('/')?;
        let form = format!("{serial}/{}/{code}", date.year);
        let slip = self.flag("yearless", vec![date.span], Severity::Warning).detail("form", form.clone());
        Some(slip.detail("word", self.view.document.words(place)).replace(form))
    }

    /// `Công văn số 12/BC-UBND`: letters have no type.
    fn letter(&self) -> Option<Relation> {
        let place = self.this.type_word?;
        let (word, kind) = (self.view.document.folded(place), self.this.kind);
        let mine = words(self.view.lexicon, "type ", kind);
        // `4948/CT-NVT` is of a tax office (Cục Thuế).
        let body = self.view.rule.cues("bodies").iter().any(|b| b == kind);
        if body || mine.is_empty() || mine.iter().any(|w| w == word) || !self.view.rule.cues("letter").iter().any(|w| w == word) {
            return None;
        }
        let slip = self.flag("letter", vec![place], Severity::Warning).detail("word", self.view.document.words(place));
        Some(slip.detail("kind", mine.first().cloned().unwrap_or_default()))
    }

    /// `43/NQ-TU` for `43-NQ/TU`, and the other way round.
    fn party(&self) -> Option<Relation> {
        let of_party = words(self.view.lexicon, "party", "").iter().any(|i| i == self.this.issuer);
        let known = !words(self.view.lexicon, "issuer ", self.this.issuer).is_empty();
        if self.this.kind.is_empty() || !known || of_party == self.this.citation.party {
            return None;
        }
        let (variant, signs) = if of_party { ("party", ['-', '/']) } else { ("state", ['/', '-']) };
        let year = self.this.citation.year.map_or(String::new(), |y| format!("/{y}"));
        let serial = self.view.document.words(self.this.citation.span);
        let serial: String = serial.chars().take_while(char::is_ascii_digit).collect();
        let form = format!("{serial}{year}{}{}{}{}", signs[0], self.this.kind, signs[1], self.this.issuer);
        // Offices of the Party often write as the administration does; nobody else writes as the Party.
        let level = if of_party { Severity::Note } else { Severity::Warning };
        Some(self.flag(variant, Vec::new(), level).detail("form", form.clone()).replace(form))
    }
}

/// Where a look back from `end` begins: a long paragraph must not cost the square of its codes.
fn near(document: &Document, start: usize, end: usize) -> usize {
    let from = start.max(end.saturating_sub(BACK));
    (from..=end).find(|&at| document.lower.is_char_boundary(at)).unwrap_or(end)
}

/// Two neighbouring letters swapped, or one letter another.
fn nearly(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let differing: Vec<usize> = a.iter().zip(&b).enumerate().filter(|(_, (x, y))| x != y).map(|(i, _)| i).collect();
    let swapped = matches!(differing[..], [i, j] if i + 1 == j && a[i] == b[j] && a[j] == b[i]);
    // The first letter tells the kind of body: `BGDĐT` is the ministry, `SGDĐT` an office.
    a.len() == b.len() && a.len() > 2 && (swapped || matches!(differing[..], [at] if at > 0))
}

/// True if a run of capitalised words has these initials.
fn initials(view: View, sentence: Span, letters: &str) -> bool {
    let wanted: Vec<char> = letters.chars().collect();
    let list = &view.claims.words.list;
    let firsts: Vec<char> =
        view.claims.words.inside(sentence).filter_map(|i| list.get(i)).filter_map(|w| view.document.words(w.span()).chars().next()).collect();
    wanted.len() > 2 && firsts.windows(wanted.len()).any(|run| run == wanted)
}
