//! What is said of the links between documents: findings in words, relations for the ledger. Each names the other document and the place there.

use super::laws::{Link, Spot};
use super::Member;
use crate::findings::{role_name, Elsewhere, Figures, Finding, Related};
use crate::ledger::{LedgerRelation, Reason};
use crate::relations::TermRole;
use crate::rulebook::Text;
use crate::source::Span;
use std::collections::BTreeMap;

/// Words of the other document that a message quotes, before the figure and after it, in bytes at most.
const QUOTED: (usize, usize) = (60, 40);

/// One relation between documents.
#[derive(Clone, Debug)]
pub struct Said {
    /// The document that it belongs to, by its place in the packet.
    pub file: usize,
    /// The relation.
    pub relation: LedgerRelation,
    /// The finding, where it accuses.
    pub finding: Option<Finding>,
    /// The documents of its places elsewhere, in their order.
    pub abroad: Vec<usize>,
}

/// All that is said of a packet.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// One for each relation between documents, in the order of the documents.
    pub said: Vec<Said>,
    /// The comments that hide findings between documents, by document: they are of use, though they hide nothing else.
    pub comments: Vec<(usize, Span)>,
}

/// Words the links.
pub(super) fn word(members: &[Member], links: &[Link]) -> Outcome {
    let abroad = |link: &Link| spots(link).map(|s| s.file).filter(|file| *file != link.home).collect();
    let one = |link: &Link| Said { file: link.home, relation: relation(members, link), finding: finding(members, link), abroad: abroad(link) };
    let mut said: Vec<Said> = links.iter().map(one).collect();
    let comments = super::hidden::hide(members, &mut said);
    Outcome { said, comments }
}

fn spots(link: &Link) -> impl Iterator<Item = &Spot> {
    std::iter::once(&link.stated).chain(&link.terms)
}

fn relation(members: &[Member], link: &Link) -> LedgerRelation {
    let member = &members[link.home];
    let abroad = spots(link).enumerate().filter(|(_, spot)| spot.file != link.home);
    LedgerRelation {
        shape: member.rulebook.rule(link.rule).map_or(String::new(), |r| r.shape.clone()),
        rule: link.rule.to_owned(),
        status: link.status,
        level: link.level,
        stated: link.stated.span,
        terms: link.terms.iter().map(|t| (t.span, t.role)).collect(),
        working: link.working.clone(),
        confidence: None,
        evidence: None,
        reason: Reason::Judged,
        elsewhere: abroad.map(|(n, spot)| (n, elsewhere(members, spot, member))).collect(),
    }
}

fn elsewhere(members: &[Member], spot: &Spot, home: &Member) -> Elsewhere {
    let source = members[spot.file].source;
    let wide = spot.span.with_words(&source.text, QUOTED);
    Elsewhere {
        file: source.name.clone(),
        span: spot.span,
        start: source.position(spot.span.start),
        end: source.position(spot.span.end),
        text: spot.span.of(&source.text).to_owned(),
        before: one_line(Span::new(wide.start, spot.span.start).of(&source.text)),
        after: one_line(Span::new(spot.span.end, wide.end).of(&source.text)),
        place: source.place(spot.span.start).cloned(),
        label: role_name(spot.role, home.language).to_owned(),
    }
}

fn finding(members: &[Member], link: &Link) -> Option<Finding> {
    let (severity, home) = (link.level?, &members[link.home]);
    let rule = home.rulebook.rule(link.rule)?;
    let (here, there): (Vec<&Spot>, Vec<&Spot>) = spots(link).partition(|spot| spot.file == link.home);
    let primary = here.first()?;
    let words = |texts: &BTreeMap<String, Text>| {
        let found = texts.get(link.variant).or_else(|| texts.get("default"));
        found.map_or(String::new(), |t| fill_in(t.in_language(home.language), members, link, primary, &there))
    };
    let is_stated = link.stated.file == link.home;
    Some(Finding {
        rule: rule.name.clone(),
        title: rule.said().summary.in_language(home.language).to_owned(),
        variant: link.variant,
        typing: rule.typing,
        severity,
        confidence: None,
        message: words(&rule.said().message),
        help: rule
            .said()
            .help
            .get(link.variant)
            .or_else(|| rule.said().help.get("packet"))
            .or_else(|| rule.said().help.get("default"))
            .map_or(String::new(), |t| t.in_language(home.language).trim().to_owned()),
        working: link.working.clone(),
        figures: link.computed.clone().filter(|_| is_stated).map(|(computed, difference)| Figures { stated: link.stated.span, computed, difference }),
        primary: primary.span,
        primary_label: role_name(primary.role, home.language).to_owned(),
        related: here.iter().skip(1).map(|s| Related { span: s.span, label: role_name(s.role, home.language).to_owned() }).collect(),
        suggestions: Vec::new(),
        elsewhere: there.iter().map(|s| elsewhere(members, s, home)).collect(),
    })
}

/// A message with the words of both documents. What stands in the documents is never read as a name.
fn fill_in(template: &str, members: &[Member], link: &Link, primary: &Spot, there: &[&Spot]) -> String {
    let text = |spot: &Spot| one_line(spot.span.of(&members[spot.file].source.text));
    let other = there.first();
    let value = |name: &str| match name {
        "stated" => Some(text(primary)),
        "other" => other.map(|spot| text(spot)),
        "file" => other.map(|spot| members[spot.file].source.name.clone()),
        "here" => Some(members[link.home].source.name.clone()),
        "line" => other.map(|spot| members[spot.file].source.position(spot.span.start).line.to_string()),
        "quote" => other.map(|spot| (&members[spot.file].source.text, spot.span)).map(|(text, span)| one_line(span.with_words(text, QUOTED).of(text))),
        "flow" => link.terms.iter().find(|t| t.role == TermRole::Part).map(text),
        "now" => link.terms.iter().find(|t| t.role == TermRole::Now).map(text),
        "computed" => link.computed.as_ref().map(|c| c.0.clone()),
        _ => None,
    };
    let mut out = String::with_capacity(template.len() * 2);
    let mut rest = template.trim();
    while let Some((before, name, after)) = rest.split_once('{').and_then(|(b, r)| r.split_once('}').map(|(n, a)| (b, n, a))) {
        out += before;
        out += &value(name).unwrap_or_default();
        rest = after;
    }
    out + rest
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
