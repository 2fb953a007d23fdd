//! A percent and the two numbers near it that it may come from: a share, or the growth from one to the other.
//!
//! Every pair of the neighbourhood is proposed; places, brackets and the habits of the report tell which is meant.

use crate::claims::{votes, Claim, ClaimId, Claims, Pair};
use crate::document::{Document, Kind};
use crate::lexicon::{split_words, Hinge, Lexicon, Role};
use crate::quantity::{Hedge, Measure};
use crate::relations::evidence::Feature;
use crate::relations::{Certainty, Form, Reading, Relation, Term, TermRole};
use crate::source::Span;
use rustc_hash::FxHashMap;

/// Numbers before and after a percent that may be its operands.
const BEFORE: usize = 6;
const AFTER: usize = 3;
/// Words behind a percent that may name its base.
const NAMED: usize = 6;
/// Pairs that are proposed for one percent, nearest first.
const PAIRS: usize = 12;

/// Features that the readings of one pair share.
const MOST_FEATURES: usize = 8;

/// The frame of a percent whose pair stands in a bracket behind it.
const BRACKET_PAIR: &str = "P (N/M)";

/// Where an operand stands.
#[derive(Clone, Copy)]
struct Operand {
    id: ClaimId,
    /// `-1` right before the percent, `+1` right after it, or its place in the paragraph.
    place: &'static str,
    distance: usize,
}

/// Proposes the sources of all percents in sentences.
pub(super) fn propose(document: &Document, claims: &Claims, lexicon: &Lexicon, out: &mut Vec<Relation>) {
    let mut joints = Joints::default();
    for (id, claim) in claims.list.iter().enumerate().filter(|(_, c)| c.is_percent() && c.quantity.hedge == Hedge::None) {
        let own = claims.of_block(claim.block);
        if document.blocks[claim.block].kind == Kind::Cell && own.len() < 2 {
            continue;
        }
        let operands = operands(document, claims, id);
        let mut pairs: Vec<(usize, Operand, Operand)> = Vec::new();
        for part in operands.iter().filter(|o| claims.list[o.id].block == claim.block) {
            for whole in operands.iter().filter(|o| o.id != part.id) {
                if comparable(&claims.list[part.id], &claims.list[whole.id]) && is_no_half(claims, part.id, whole.id) {
                    let printed = usize::from(claims.list[part.id].base() != Some(whole.id)) * 4;
                    pairs.push((part.distance + whole.distance + printed, *part, *whole));
                }
            }
        }
        pairs.sort_by_key(|p| (p.0, p.1.id, p.2.id));
        let named: Vec<&str> = words(document.folded(claim.tail)).take(NAMED).collect();
        let role = role(document, lexicon, claim);
        for (_, part, whole) in pairs.into_iter().take(PAIRS) {
            let is_vote = votes::are_near(document, claims, lexicon, &[id, part.id, whole.id]);
            let frame = if is_vote { Feature("frame", "votes") } else { frame(claims, id, part.id, whole.id) };
            let hinge = Feature("hinge", hinge(document, claims, lexicon, (part.id, whole.id), &mut joints));
            let more = [Feature("base-named", base_named(document, &named, &claims.list[whole.id])), frame, hinge];
            let from = out.len();
            offer(claims, (id, role), part, whole, more, out);
            let says_so = more[1].1 == BRACKET_PAIR && is_alone_in_bracket(document, claims, id, part.id);
            name_kin(claims, &mut out[from..], (part, whole.id), more[1], says_so);
        }
    }
}

/// Shares of one whole that are written alike (`Cấp tỉnh (45,2%): 31 hồ sơ`, line by line) are meant alike. Where a bracket behind the percent holds a
/// pair and nothing else, the text says what the percent is.
fn name_kin(claims: &Claims, proposed: &mut [Relation], (part, whole): (Operand, ClaimId), frame: Feature, says_so: bool) {
    for relation in proposed.iter_mut().filter(|r| r.form == Form::Share) {
        relation.kin = Some(super::kin(&(claims.list[whole].span.start, part.place, frame)));
        if says_so {
            relation.certainty = Certainty::Certain;
            relation.reading = Some(Reading { group: relation.stated.span.start, option: usize::MAX, column: 0 });
        }
    }
}

/// `đạt 95,9% (17.076/17.807 trẻ)`: the bracket opens behind the percent, without a sign between, and holds one pair and no other number.
fn is_alone_in_bracket(document: &Document, claims: &Claims, id: ClaimId, part: ClaimId) -> bool {
    let percent = &claims.list[id];
    let Some(bracket) = claims.list[part].paren.map(|p| claims.parens[p].span) else { return false };
    if percent.is_change() || percent.role == Role::Plan || percent.span.end > bracket.start || claims.inside(bracket).len() != 2 {
        return false;
    }
    let between = document.folded(Span::new(percent.full.end.min(bracket.start), bracket.start));
    split_words(between).count() <= NAMED && !between.contains([',', ';', ':', '.'])
}

/// Numbers near a percent, those that open its paragraph, and those of the line above it.
fn operands(document: &Document, claims: &Claims, id: ClaimId) -> Vec<Operand> {
    let block = claims.list[id].block;
    let own = claims.of_block(block);
    let usable = |at: ClaimId| at != id && !claims.list[at].is_percent() && !claims.list[at].quantity.number.is_malformed();
    let mut out: Vec<Operand> = Vec::new();
    let first = id.saturating_sub(BEFORE).max(own.start);
    for at in (first..(id + AFTER + 1).min(own.end)).filter(|&at| usable(at)) {
        let place = match (at > id, at.abs_diff(id)) {
            (false, 1) => "-1",
            (false, 2) => "-2",
            (false, 3) => "-3",
            (false, _) => "-4",
            (true, 1) => "+1",
            (true, 2) => "+2",
            (true, _) => "+3",
        };
        out.push(Operand { id: at, place, distance: at.abs_diff(id) });
    }
    out.extend((own.start..first).filter(|&at| usable(at)).take(2).map(|at| Operand { id: at, place: "opens", distance: 4 }));
    let above = document.blocks[block].parent().into_iter().chain(block.checked_sub(1));
    let mut seen = Vec::new();
    for other in above.filter(|&b| document.blocks[b].kind != Kind::Cell) {
        if seen.contains(&other) {
            continue;
        }
        seen.push(other);
        out.extend(claims.of_block(other).filter(|&at| usable(at)).take(2).map(|at| Operand { id: at, place: "above", distance: 5 }));
    }
    out
}

/// Of one measure; what says none may be any.
fn comparable(a: &Claim, b: &Claim) -> bool {
    let (a, b) = (&a.quantity.measure, &b.quantity.measure);
    a == b || *a == Measure::Bare || *b == Measure::Bare || matches!((a, b), (Measure::Count(_), Measure::Count(_)))
}

/// The numerator of a printed pair goes with its own denominator.
fn is_no_half(claims: &Claims, part: ClaimId, whole: ClaimId) -> bool {
    claims.list[part].base().is_none_or(|base| base == whole) || claims.list[part].pair.is_none()
}

/// The order in which a percent and its operands stand, and in which brackets: places alone do not tell `N (P) of M` from `M, of which N (P)`.
fn frame(claims: &Claims, id: ClaimId, part: ClaimId, whole: ClaimId) -> Feature {
    const ORDERS: [[&str; 3]; 6] = [
        ["part whole percent", "part whole (percent)", "(part whole) percent"],
        ["whole part percent", "whole part (percent)", "(whole part) percent"],
        ["percent part whole", "(percent) part whole", "percent (part whole)"],
        ["percent whole part", "(percent) whole part", "percent (whole part)"],
        ["part percent whole", "part (percent) whole", "(part) percent whole"],
        ["whole percent part", "whole (percent) part", "(whole) percent part"],
    ];
    const PRINTED: [[&str; 3]; 2] = [["N/M P", "N/M (P)", "(N/M) P"], ["P N/M", "(P) N/M", BRACKET_PAIR]];
    let [p, n, m] = [id, part, whole].map(|c| &claims.list[c]);
    // Together, the percent in a bracket, its operands in one.
    let bracket = match (p.paren == n.paren && p.paren == m.paren, n.paren == m.paren && p.paren.is_none()) {
        (true, _) => 0,
        (_, false) => 1,
        (_, true) => 2,
    };
    let adjacent = part + 1 == whole && (id == whole + 1 || id + 1 == part);
    if n.base() == Some(whole) {
        let plain = !p.is_change() && p.quantity.hedge == Hedge::None && n.quantity.hedge == Hedge::None;
        return match (adjacent && plain, p.sentence == n.sentence) {
            (true, true) => Feature("frame", PRINTED[usize::from(id < part)][bracket]),
            _ => Feature("frame", "far N/M"),
        };
    }
    if p.sentence != n.sentence || p.sentence != m.sentence {
        return Feature("frame", "sentences");
    }
    let order = match (part < whole, id > part.max(whole), id < part.min(whole)) {
        (true, true, _) => 0,
        (false, true, _) => 1,
        (true, _, true) => 2,
        (false, _, true) => 3,
        (true, ..) => 4,
        (false, ..) => 5,
    };
    Feature("frame", ORDERS[order][bracket])
}

/// What the words before a percent say that it is, or those behind it (`a 9 percent decrease`).
fn role(document: &Document, lexicon: &Lexicon, percent: &Claim) -> Role {
    let behind = || lexicon.roles_after.at(split_words(document.folded(percent.tail)));
    match percent.role {
        Role::Up | Role::Down => percent.role,
        said => behind().map_or(said, |(role, _)| role),
    }
}

/// How a change is told: the words that join its values, and those that say which way it went.
fn told(hinge: &'static str, moved: &'static str) -> Feature {
    let joined = matches!(hinge, "from whole to part" | "part from whole" | "part compared with whole" | "part than whole");
    let value = match (joined, moved) {
        (true, "as-said") => "joined, as said",
        (true, "unsaid") => "joined, unsaid",
        (false, "as-said") => "apart, as said",
        (false, "unsaid") => "apart, unsaid",
        _ => "against",
    };
    Feature("told", value)
}

/// How many numbers the sentence has beside the three, where it is one sentence.
fn numbers(claims: &Claims, percent: &Claim, a: &Claim, b: &Claim) -> &'static str {
    if percent.sentence != a.sentence || percent.sentence != b.sentence {
        return "apart";
    }
    let own = claims.of_block(percent.block);
    match own.filter(|&id| claims.list[id].sentence == percent.sentence).count() {
        0..=3 => "none",
        4 => "one",
        5 => "two",
        _ => "more",
    }
}

/// Words before a number that may join it to another one.
const HINGE: usize = 8;

/// What joins two numbers, the earlier one first: the percents of a paragraph ask for the same ones.
type Joints = FxHashMap<(ClaimId, ClaimId), Option<Hinge>>;

/// The words that join two operands: those right before the later one, and whether the earlier one was where a change began.
fn hinge(document: &Document, claims: &Claims, lexicon: &Lexicon, (part, whole): (ClaimId, ClaimId), joints: &mut Joints) -> &'static str {
    let (first, second) = (&claims.list[part.min(whole)], &claims.list[part.max(whole)]);
    if first.block != second.block {
        return "apart";
    }
    let last = |span: Span| {
        let words: Vec<&str> = claims.words.pieces(span).rev().take(HINGE).map(|w| document.folded(w)).collect();
        let at = |len: usize| lexicon.hinges.at(words[..len].iter().rev().copied());
        (1..=words.len()).find_map(|len| {
            let nearest = at(len)?;
            // `compared to`: the longer phrase that has these words too.
            let longer = (len + 1..=words.len()).find_map(|more| at(more).filter(|(_, count)| *count > more - len));
            Some(longer.unwrap_or(nearest).0)
        })
    };
    let joint = || last(Span::new(first.full.end.min(second.span.start), second.span.start));
    let between = *joints.entry((part.min(whole), part.max(whole))).or_insert_with(joint);
    let began = || last(first.label) == Some(Hinge::From);
    let is_first = whole < part;
    match (between, is_first) {
        (Some(Hinge::To), true) if began() => "from whole to part",
        (Some(Hinge::To), false) if began() => "from part to whole",
        (Some(Hinge::To), true) => "whole to part",
        (Some(Hinge::To), false) => "part to whole",
        (Some(Hinge::From), true) => "whole from part",
        (Some(Hinge::From), false) => "part from whole",
        (Some(Hinge::Compared), true) => "whole compared with part",
        (Some(Hinge::Compared), false) => "part compared with whole",
        (Some(Hinge::Than), true) => "whole than part",
        (Some(Hinge::Than), false) => "part than whole",
        (Some(Hinge::Of), true) => "whole of part",
        (Some(Hinge::Of), false) => "part of whole",
        (None, true) => "whole, part",
        (None, false) => "part, whole",
    }
}

/// Whether the words behind a percent name what it is of, and the words beside its whole are among them.
fn base_named(document: &Document, named: &[&str], whole: &Claim) -> &'static str {
    if named.len() < 2 {
        return "no";
    }
    let own: Vec<&str> = words(document.folded(Span::new(whole.label.start, whole.tail.end.max(whole.full.end)))).collect();
    match named.iter().filter(|w| own.contains(w)).count() {
        0 => "otherwise",
        1 => "in part",
        _ => "alike",
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    split_words(text).filter(|w| w.chars().count() > 1 && !w.starts_with(|c: char| c.is_ascii_digit()))
}

fn offer(claims: &Claims, (id, role): (ClaimId, Role), part: Operand, whole: Operand, more: [Feature; 3], out: &mut Vec<Relation>) {
    let percent = &claims.list[id];
    let (a, b) = (&claims.list[part.id], &claims.list[whole.id]);
    let mut features = Vec::with_capacity(MOST_FEATURES);
    features.extend([(Feature("part-at", part.place), 1.0), (Feature("whole-at", whole.place), 1.0)]);
    if a.base() == Some(whole.id) {
        features.push((Feature("printed-pair", ""), 1.0));
    } else if matches!(a.pair, Some(Pair::Base(_))) {
        features.push((Feature("part-is-base", ""), 1.0));
    }
    features.extend(more.map(|f| (f, 1.0)));
    if percent.paren.is_some() && a.paren != percent.paren && part.place == "-1" {
        features.push((Feature("percent-in-bracket-after-part", ""), 1.0));
    }
    let (x, y) = (a.quantity.base(), b.quantity.base());
    let alone = Feature("numbers", numbers(claims, percent, a, b));
    if a.quantity.measure == b.quantity.measure && a.quantity.measure != Measure::Bare {
        features.push((Feature("same-measure", ""), 1.0));
    }
    let term = |at: ClaimId, role| Term::of(at, &claims.list[at], role);
    let mut push = |form, roles: (TermRole, TermRole), more: &[Feature]| {
        let terms = vec![term(part.id, roles.0), term(whole.id, roles.1)];
        let features = features.iter().copied().chain(more.iter().map(|f| (*f, 1.0))).collect();
        let rule = if form == Form::Share { "percent-mismatch" } else { "change-mismatch" };
        let relation = Relation::new(rule, form, term(id, TermRole::Stated), terms).sure(Certainty::Possible);
        let relation = match form {
            Form::GrowthOf => relation.variant("growth"),
            Form::Growth if a.role == Role::Down => relation.variant("down"),
            _ => relation,
        };
        out.push(Relation { features, ..relation });
    };
    // What rises or falls by so many percent is no share, and what is a share is no growth: of 8,400 and 11,400 such readings 4 % held, 12 and 11 % by chance.
    if !matches!(role, Role::Up | Role::Down) || a.base() == Some(whole.id) {
        push(Form::Share, (TermRole::Part, TermRole::Whole), &[Feature("size", if x > y { "part-larger" } else { "part-smaller" })]);
    }
    let moved = match (role, x > y) {
        (Role::Up, true) | (Role::Down, false) => "as-said",
        (Role::Up | Role::Down, _) => "against",
        _ => "unsaid",
    };
    if role != Role::Share {
        push(Form::GrowthOf, (TermRole::Now, TermRole::Before), &[Feature("direction", moved), told(more[2].1, moved), alone]);
    }
    // `rose by 12.4 or 8 % to reach 167.4`: the older value is not printed.
    if a.is_change() && x < y && whole.id > part.id {
        push(Form::Growth, (TermRole::Change, TermRole::Now), &[Feature("direction", "by-change")]);
    }
}
