//! A packet: reports that are read together. What one document says of a fact is compared with what another one says of it.
//!
//! Each document gives an [`Extract`]: its figures with the words around them, its codes, its start dates. Figures of two documents are paired
//! by an index of these words (`pairing`), and a few laws say what must hold between the two of a pair (`laws`, `running`, `codes`).

mod codes;
mod columns;
mod extract;
mod frame;
mod hidden;
mod laws;
mod older;
mod pairing;
mod running;
mod said;
mod versions;

use laws::{Habits, Link};
use pairing::Paired;

pub use extract::{read, Extract};
pub use said::{Outcome, Said};

use crate::rulebook::{Language, Rulebook};
use crate::source::Source;
use rustc_hash::FxHashSet;

/// A document of a packet.
#[derive(Clone, Copy, Debug)]
pub struct Member<'a> {
    /// The document.
    pub source: &'a Source,
    /// What was read out of it.
    pub extract: &'a Extract,
    /// The rules that word what is said of it, in its language.
    pub rulebook: &'a Rulebook,
    /// The language of the messages.
    pub language: Language,
}

/// How two documents belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bond {
    /// They lie side by side: a report, its annex, its summary.
    Beside,
    /// The first one is the next report of the series of the second one.
    Follows,
}

/// Compares reports with the reports of earlier periods, and each of these with the one before it. The documents of the outcome are the reports, then
/// those of the series as they are given; all that is said stands under the later report.
pub fn follows(members: &[Member], series: &[Member]) -> Outcome {
    let order = in_order(series);
    let mut all = Outcome::default();
    let mut add = |later: usize, earlier: &[usize]| {
        let documents: Vec<usize> = std::iter::once(later).chain(earlier.iter().map(|at| members.len() + at)).collect();
        let chain: Vec<Member> = documents.iter().filter_map(|&at| members.iter().chain(series).nth(at).copied()).collect();
        let outcome = said::word(&chain, &following(&chain));
        all.comments.extend(outcome.comments.into_iter().map(|(file, at)| (documents[file], at)));
        let moved = |said: Said| Said { file: documents[said.file], abroad: said.abroad.iter().map(|&file| documents[file]).collect(), ..said };
        all.said.extend(outcome.said.into_iter().map(moved));
    };
    (0..members.len()).for_each(|member| add(member, &order));
    for (n, &at) in order.iter().enumerate().filter(|(n, _)| n + 1 < order.len()) {
        add(members.len() + at, &order[n + 1..]);
    }
    all
}

/// The reports of a series, the newest first: by the periods in their titles, else as they are given, the oldest first.
fn in_order(series: &[Member]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..series.len()).rev().collect();
    let ends: Option<Vec<(u16, u8)>> = series.iter().map(|m| laws::end(m.extract.period)).collect();
    if let Some(ends) = ends {
        order.sort_by_key(|&at| std::cmp::Reverse(ends[at]));
    }
    order
}

/// What a report says of those before it, the newest of them first.
fn following(chain: &[Member]) -> Vec<Link> {
    let extracts: Vec<&Extract> = chain.iter().map(|m| m.extract).collect();
    let with: Vec<Vec<Paired>> = extracts.iter().skip(1).map(|&earlier| pairing::pairs(&[extracts[0], earlier])).collect();
    let Some(pairs) = with.first() else { return Vec::new() };
    let near = &extracts[..2];
    let habits = Habits::of(near, pairs);
    let mut links = laws::links(near, pairs, Bond::Follows, &habits);
    links.extend(running::links(near, pairs));
    links.extend(older::links(near, pairs));
    links.extend(codes::links(near));
    for far in 2..extracts.len() {
        links.extend(running::over(&extracts[..=far], &with));
        links.extend(older::far(&extracts, far, &with[far - 1]));
    }
    once(links)
}

/// Each link once.
fn once(mut links: Vec<Link>) -> Vec<Link> {
    let mut seen = FxHashSet::default();
    links.retain(|link| seen.insert(link.identity()));
    links
}

/// Compares documents that lie side by side. Each figure is compared with its likes in the next few documents that have one, so that the time
/// grows with the text and not with the number of pairs.
pub fn beside(members: &[Member]) -> Outcome {
    let extracts: Vec<&Extract> = members.iter().map(|m| m.extract).collect();
    let pairs = pairing::pairs(&extracts);
    let habits = Habits::of(&extracts, &pairs);
    let mut links = laws::links(&extracts, &pairs, Bond::Beside, &habits);
    links.extend(columns::links(&extracts));
    links.extend(codes::links(&extracts));
    let versions = versions::of(&extracts, &habits);
    links.retain(|link| link.level.is_none() || !link.joins(&versions));
    let mut same: Vec<(usize, usize)> = versions.into_iter().collect();
    same.sort_unstable();
    links.extend(same.into_iter().map(|pair| versions::link(&extracts, pair)));
    said::word(members, &once(links))
}
