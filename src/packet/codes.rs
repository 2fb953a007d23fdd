//! Document codes and the start dates of series, across documents.

use super::extract::{Code, Extract, Start};
use super::frame::hash_of;
use super::laws::{Link, Spot};
use crate::relations::TermRole;
use crate::rulebook::Severity;
use crate::source::Span;
use rustc_hash::FxHashMap;

/// Words after a start date that must agree for two series to be one.
const SERIES: usize = 6;

/// A code or a date of a document.
#[derive(Clone, Copy)]
struct Of<'a, T> {
    file: usize,
    this: &'a T,
}

/// What the codes and start dates say of each other, each compared with the next document that has it.
pub(super) fn links(extracts: &[&Extract]) -> Vec<Link> {
    let mut codes: FxHashMap<u64, Vec<Of<Code>>> = FxHashMap::default();
    let mut starts: FxHashMap<u64, Vec<Of<Start>>> = FxHashMap::default();
    for (file, extract) in extracts.iter().enumerate() {
        extract.codes.iter().for_each(|this| codes.entry(this.key).or_default().push(Of { file, this }));
        for this in extract.starts.iter().filter(|s| s.series.len() >= SERIES) {
            starts.entry(hash_of(&this.series[..SERIES])).or_default().push(Of { file, this });
        }
    }
    let mut out: Vec<Link> = codes.values().flat_map(|same| next(same).filter_map(|(a, b)| cited(a, b)).collect::<Vec<_>>()).collect();
    out.extend(starts.values().flat_map(|same| next(same).map(|(a, b)| started(a, b)).collect::<Vec<_>>()));
    out.sort_by_key(|l| (l.home, l.stated.span.start, l.terms.first().map(|t| (t.file, t.span.start))));
    out
}

/// Each place with those of the next document that has one.
fn next<'a, T>(same: &'a [Of<'a, T>]) -> impl Iterator<Item = (&'a Of<'a, T>, &'a Of<'a, T>)> + 'a {
    same.iter().flat_map(move |one| {
        let behind = &same[same.partition_point(|other| other.file <= one.file)..];
        let file = behind.first().map(|other| other.file);
        behind.iter().take_while(move |other| Some(other.file) == file).map(move |other| (one, other))
    })
}

/// One code is one document: one date, one issuer. Codes without a year begin anew each year, so that another date may be another document.
fn cited(one: &Of<Code>, two: &Of<Code>) -> Option<Link> {
    let (a, b) = (one.this, two.this);
    let spots = |x: Span, y: Span| (spot(one.file, x), Spot { role: TermRole::Same, ..spot(two.file, y) });
    let dates = a.date.zip(b.date);
    if let Some((x, y)) = dates.filter(|(x, y)| x.0 != y.0) {
        // The year alone, or day or month alone, is a slip of the pen; all of it another document.
        let differs = [x.0 .0 != y.0 .0, x.0 .1 != y.0 .1, x.0 .2 != y.0 .2].iter().filter(|d| **d).count();
        let slip = a.distinct && differs == 1;
        return slip.then(|| Link::plain("citation-date", "packet", spots(x.1, y.1), Some(Severity::Warning)));
    }
    if let Some((x, y)) = a.issuer.as_ref().zip(b.issuer.as_ref()).filter(|_| a.distinct) {
        if !x.0.iter().any(|word| y.0.contains(word)) {
            let mut link = Link::plain("citation-issuer", "packet", spots(a.span, b.span), Some(Severity::Warning));
            link.terms.push(Spot { role: TermRole::Place, ..spot(one.file, x.1) });
            link.terms.push(Spot { role: TermRole::Place, ..spot(two.file, y.1) });
            return Some(link);
        }
    }
    let one_issuer = a.issuer.as_ref().zip(b.issuer.as_ref()).is_some_and(|(x, y)| x.0 == y.0);
    (dates.is_some() || a.distinct || one_issuer).then(|| Link::plain("citation-date", "packet", spots(a.span, b.span), None))
}

/// A series does not change the day that it starts from.
fn started(one: &Of<Start>, two: &Of<Start>) -> Link {
    let spots = (spot(one.file, one.this.span), Spot { role: TermRole::Same, ..spot(two.file, two.this.span) });
    let level = (one.this.day != two.this.day).then_some(Severity::Warning);
    Link::plain("restated-value", "packet_start", spots, level)
}

fn spot(file: usize, span: Span) -> Spot {
    Spot { file, span, role: TermRole::Stated }
}
