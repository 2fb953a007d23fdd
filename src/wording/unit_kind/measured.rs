//! Nouns that name what is measured, against the unit: `diện tích 120 tấn`, `Sản lượng (ha)`, `1.250.000.000 tỷ đồng`.

use super::MOST;
use crate::claims::Claim;
use crate::document::{BlockId, Kind};
use crate::phrases::{is_of_word, split_words};
use crate::quantity::Measure;
use crate::relations::{Relation, Term, TermRole};
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;
use rust_decimal::Decimal;

/// Most words between the noun and its number.
const BETWEEN: usize = 6;
/// How many further places are named.
const NAMED: usize = 20;

/// Flags numbers whose unit the noun before them denies, and amounts that no state has.
pub(super) fn propose(view: View, out: &mut Vec<Relation>) {
    let nouns = nouns(view);
    for (id, claim) in view.claims.list.iter().enumerate() {
        let said = !claim.unit_inherited && claim.per.is_none() && claim.pair.is_none() && view.document.blocks.get(claim.block).is_some();
        let Measure::Unit(measure) = &claim.quantity.measure else { continue };
        let found = if said { denied(view, &nouns, claim.label, measure) } else { None };
        if let Some((noun, _)) = found.filter(|_| !is_tail(view, claim)) {
            out.push(flag(view, id, claim, noun));
        }
    }
    for block in view.document.blocks.iter().filter(|b| b.kind == Kind::Cell) {
        head(view, &nouns, block.span, out);
    }
    rows(view, &nouns, out);
    absurd(view, out);
}

fn flag(view: View, id: usize, claim: &Claim, noun: Span) -> Relation {
    let stated = Term::of(id, claim, TermRole::Stated);
    let slip = Relation { stated, ..Relation::flag(&view.rule.name, claim.full, vec![noun], Severity::Warning) }.variant("noun");
    slip.detail("noun", view.document.words(noun)).detail("unit", view.document.words(Span::new(claim.span.end, claim.full.end)).trim())
}

/// The number stands beside another one (`1.200 ha/450 tấn`), and the noun belongs to that one.
fn is_tail(view: View, claim: &Claim) -> bool {
    view.document.text()[..claim.label.start].trim_end().ends_with(['/', '+', '-', '–'])
}

/// A noun and what it is never measured in.
struct Noun<'a> {
    /// Its first word, by number.
    first: u32,
    noun: &'a str,
    never: Vec<&'a str>,
}

/// The nouns of the rule whose first word stands in the report: most of them stand in none.
fn nouns(view: View<'_>) -> Vec<Noun<'_>> {
    let known = view.rule.cues("measured").iter().filter_map(|cue| cue.split_once(" ≠ "));
    let first = |noun: &str| view.claims.words.find(split_words(noun).next()?);
    known.filter_map(|(noun, never)| Some(Noun { first: first(noun)?, noun, never: never.split(' ').collect() })).collect()
}

/// The last noun in these words, if it is not measured so; and how many words follow it.
fn denied(view: View, nouns: &[Noun], label: Span, measure: &str) -> Option<(Span, usize)> {
    // Most figures are measured in what no noun denies: money, people, percents.
    if !nouns.iter().any(|n| n.never.contains(&measure)) {
        return None;
    }
    let text = view.document.folded(label);
    let words = &view.claims.words.list[view.claims.words.touching(label)];
    let may_stand = |n: &&Noun| words.iter().any(|w| w.id() == n.first);
    let found = nouns.iter().filter(may_stand).filter_map(|n| Some((n.noun, &n.never, last(text, n.noun)?)));
    let (noun, never, at) = found.max_by_key(|(noun, _, at)| (*at, noun.len()))?;
    let behind = text.get(at + noun.len()..)?;
    let far = behind.split_whitespace().count();
    let turns = behind.split_whitespace().any(|w| view.rule.cues("turns").iter().any(|t| t == w));
    let other = never.contains(&measure);
    (other && far <= BETWEEN && !turns).then_some((Span::new(label.start + at, label.start + at + noun.len()), far))
}

fn last(text: &str, noun: &str) -> Option<usize> {
    let word = |c: Option<char>| c.is_some_and(is_of_word);
    text.rmatch_indices(noun).map(|(at, _)| at).find(|&at| !word(text[..at].chars().next_back()) && !word(text[at + noun.len()..].chars().next()))
}

/// The measure of a text that is nothing but a unit.
fn measure_of<'a>(view: View<'a>, text: &str) -> Option<&'a str> {
    let (unit, len) = view.lexicon.unit(text)?;
    (len == text.len()).then_some(unit.measure.as_str())
}

/// `Sản lượng (ha)`: the head of a column.
fn head(view: View, nouns: &[Noun], span: Span, out: &mut Vec<Relation>) {
    let text = view.document.folded(span);
    let Some((noun, unit)) = text.trim_end().strip_suffix(')').and_then(|t| t.rsplit_once('(')) else { return };
    let Some(measure) = measure_of(view, unit.trim()) else { return };
    if let Some((place, _)) = denied(view, nouns, Span::new(span.start, span.start + noun.len()), measure) {
        let slip = Relation::flag(&view.rule.name, span, vec![place], Severity::Warning).variant("noun");
        out.push(slip.detail("noun", view.document.words(place)).detail("unit", unit.trim()));
    }
}

/// Rows with a cell that is nothing but a unit, right behind their name.
fn rows(view: View, nouns: &[Noun], out: &mut Vec<Relation>) {
    let span = |id: &BlockId| view.document.blocks.get(*id).map_or(Span::default(), |b| b.span);
    for row in view.document.tables.iter().flat_map(|t| t.rows.iter()) {
        for pair in row.windows(2) {
            let (label, unit) = (span(&pair[0]), span(&pair[1]));
            let text = view.document.folded(unit).trim();
            let Some(measure) = measure_of(view, text) else { continue };
            let Some((noun, _)) = denied(view, nouns, label, measure) else { continue };
            let slip = Relation::flag(&view.rule.name, unit, vec![noun], Severity::Warning).variant("noun");
            out.push(slip.detail("noun", view.document.words(noun)).detail("unit", text));
        }
    }
}

/// `(tỷ đồng)` over values in đồng: more money than the country has.
fn absurd(view: View, out: &mut Vec<Relation>) {
    for (scale, most) in MOST {
        let digits = |c: &Claim| view.document.words(c.span).split(',').next().unwrap_or("").bytes().filter(u8::is_ascii_digit).count();
        let is_absurd = |c: &&Claim| matches!(&c.quantity.measure, Measure::Unit(_)) && digits(c) > most && c.quantity.scale == Decimal::from(scale);
        let found: Vec<Span> = view.claims.list.iter().filter(is_absurd).map(|c| c.span).collect();
        if let Some((&first, others)) = found.split_first() {
            let others = others.iter().copied().take(NAMED).collect();
            out.push(Relation::flag(&view.rule.name, first, others, Severity::Warning).variant("absurd"));
        }
    }
}
