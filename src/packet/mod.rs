//! A packet: reports that are read together. What one document says of a fact is compared with what another one says of it.
//!
//! Each document gives an [`Extract`]: its figures with the words around them, its codes, its start dates. Figures of two documents are paired
//! by an index of these words (`pairing`), and a few laws say what must hold between the two of a pair (`laws`, `running`, `codes`).

mod codes;
mod columns;
mod extract;
mod frame;
mod laws;
mod older;
mod pairing;
mod running;
mod said;

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

/// Compares documents that lie side by side. Each figure is compared with its likes in the next few documents that have one, so that the time
/// grows with the text and not with the number of pairs.
pub fn beside(members: &[Member]) -> Outcome {
    compare(members, Bond::Beside)
}

/// Compares reports with the report of the period before.
pub fn follows(members: &[Member], previous: Member) -> Outcome {
    let mut all = Outcome::default();
    for (at, member) in members.iter().enumerate() {
        let mut outcome = compare(&[*member, previous], Bond::Follows);
        // All that is said stands under the later report.
        outcome.said.iter_mut().for_each(|said| said.file = at);
        all.said.append(&mut outcome.said);
    }
    all
}

fn compare(members: &[Member], bond: Bond) -> Outcome {
    let extracts: Vec<&Extract> = members.iter().map(|m| m.extract).collect();
    let pairs = pairing::pairs(&extracts);
    let mut links = laws::links(&extracts, &pairs, bond);
    if bond == Bond::Beside {
        links.extend(columns::links(&extracts));
    }
    if bond == Bond::Follows {
        links.extend(running::links(&extracts, &pairs));
        links.extend(older::links(&extracts, &pairs));
    }
    links.extend(codes::links(&extracts));
    let mut seen = FxHashSet::default();
    links.retain(|link| seen.insert(link.identity()));
    said::word(members, &links)
}
