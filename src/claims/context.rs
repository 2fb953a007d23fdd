//! What stands around a number: unit and noun behind it, hedge and role before it.

use super::{moved, PercentOf};
use crate::lexicon::{split_words, Lexicon, Role};
use crate::phrases::{is_letter, words_from_end};
use crate::quantity::{Hedge, Measure, Name, Quantity};
use rust_decimal::Decimal;

/// What the words behind a number say that is measured.
#[derive(Clone, Debug)]
pub(super) struct Behind {
    pub measure: Measure,
    pub scale: Decimal,
    pub exact: bool,
    /// Bytes of unit or noun, with the space before it.
    pub len: usize,
    /// True if the lexicon knows the unit or noun.
    pub known: bool,
}

impl Behind {
    pub fn bare() -> Self {
        Behind { measure: Measure::Bare, scale: Decimal::ONE, exact: false, len: 0, known: false }
    }
}

/// Reads unit, scale and noun at the start of `after` (lower case, directly behind the number).
pub(super) fn behind(after: &str, lexicon: &Lexicon) -> Behind {
    let space = after.len() - after.trim_start_matches(' ').len();
    let rest = &after[space..];
    if let Some(found) = in_brackets(rest, space, lexicon) {
        return found;
    }
    let longer_noun = |len: usize| {
        lexicon.nouns.at(split_words(rest).take(4)).is_some_and(|(n, _)| rest.starts_with(lexicon.noun_name(n)) && lexicon.noun_name(n).len() > len)
    };
    if let Some((unit, len)) = lexicon.unit(rest).filter(|(_, len)| !longer_noun(*len)) {
        let measure = Measure::Unit(unit.measure.clone());
        return Behind { measure, scale: unit.scale, exact: false, len: space + len, known: true };
    }
    if space == 0 {
        return Behind::bare();
    }
    let first = first_word(rest);
    match lexicon.scales.get(first) {
        Some(&scale) => {
            // `1.2 lakh crore`
            let more = rest[first.len()..].strip_prefix(' ').map(first_word).and_then(|word| Some((1 + word.len(), lexicon.scales.get(word)?)));
            let (len, scale) = more.map_or((first.len(), scale), |(len, factor)| (first.len() + len, scale * factor));
            scaled(&rest[len..], space + len, scale, lexicon)
        }
        None => noun(rest, space, Decimal::ONE, lexicon).unwrap_or_else(Behind::bare),
    }
}

/// `876.880 (triệu đồng)`: a bracket that holds a unit and nothing else. `05 (năm) ngày` says its number again in words.
fn in_brackets(rest: &str, space: usize, lexicon: &Lexicon) -> Option<Behind> {
    let (inner, _) = rest.strip_prefix('(')?.split_once(')')?;
    let (unit, _) = lexicon.unit(inner).filter(|(_, len)| *len == inner.len() && !lexicon.number_words.contains_key(inner))?;
    Some(Behind { measure: Measure::Unit(unit.measure.clone()), scale: unit.scale, exact: false, len: space + inner.len() + "()".len(), known: true })
}

/// `1,2 triệu lượt khách` counts, `1,4 tỷ` alone is money.
fn scaled(after: &str, len: usize, scale: Decimal, lexicon: &Lexicon) -> Behind {
    let space = after.len() - after.trim_start_matches(' ').len();
    let million = Decimal::new(1_000_000, 0);
    let counted = (space > 0).then(|| noun(&after[space..], len + space, scale, lexicon)).flatten();
    match counted {
        Some(found) if found.known || scale < million => found,
        _ => {
            let money = lexicon.numbers.money;
            let measure = if scale < million || money.is_empty() { Measure::Bare } else { Measure::Unit(Name::Known(money)) };
            Behind { measure, scale, exact: false, len, known: scale >= million }
        }
    }
}

fn first_word(text: &str) -> &str {
    let end = text.find(|c: char| !is_letter(c)).unwrap_or(text.len());
    &text[..end]
}

/// A counted noun: the longest that the lexicon knows, else the two words that stand there.
fn noun(rest: &str, len: usize, scale: Decimal, lexicon: &Lexicon) -> Option<Behind> {
    let run_end = rest.find(|c: char| !(is_letter(c) || c == ' ')).unwrap_or(rest.len());
    let run = &rest[..run_end];
    // `512 part-time`: half of a word is no noun, in languages that write such words.
    let cut = lexicon.numbers.adjectives > 0 && rest[run_end..].starts_with('-') && !run.ends_with(' ');
    let run = if cut { run.rsplit_once(' ').map_or("", |(whole, _)| whole) } else { run };
    let words = run.split(' ').filter(|w| !w.is_empty());
    let exact = scale == Decimal::ONE;
    let compound = || {
        lexicon.numbers.adjectives > 0 && words.clone().nth(1).is_some_and(|w| !lexicon.verbs.contains(w)) && lexicon.nouns.at(words.clone().skip(1)).is_some()
    };
    if let Some((known, count)) = lexicon.nouns.at(words.clone()).filter(|n| n.1 > 1 || !compound()) {
        return Some(Behind { measure: lexicon.counted(known), scale, exact, len: len + words_len(run, count), known: true });
    }
    if let Some(found) = qualified(&words, run, len, scale, lexicon) {
        return Some(found);
    }
    let first = words.clone().next()?;
    if lexicon.verbs.contains(first)
        || lexicon.lists("qualities", first)
        || lexicon.lists("elliptic", first)
        || lexicon.is_participle(first)
        || lexicon.roles.at(words.clone()).is_some()
        || lexicon.parts.at(words.clone()).is_some()
    {
        return None;
    }
    let count = 1 + usize::from(words.clone().nth(1).is_some_and(|w| !lexicon.verbs.contains(w)));
    let name = words.take(count).collect::<Vec<_>>().join(" ");
    Some(Behind { measure: Measure::Count(name.into()), scale, exact, len: len + words_len(run, count), known: false })
}

/// `12 remote communes`: a known noun behind words that qualify it, in languages that put these first.
fn qualified<'w>(words: &(impl Iterator<Item = &'w str> + Clone), run: &str, len: usize, scale: Decimal, lexicon: &Lexicon) -> Option<Behind> {
    let is_small = |w: &str| lexicon.verbs.contains(w) || lexicon.stop.contains(w);
    for skip in 1..=lexicon.numbers.adjectives {
        let last = words.clone().nth(skip - 1)?;
        if is_small(last) || lexicon.roles.at(words.clone().skip(skip - 1)).is_some() || lexicon.parts.at(words.clone().skip(skip - 1)).is_some() {
            return None;
        }
        if let Some((known, count)) = lexicon.nouns.at(words.clone().skip(skip)) {
            let exact = scale == Decimal::ONE;
            return Some(Behind { measure: lexicon.counted(known), scale, exact, len: len + words_len(run, skip + count), known: true });
        }
    }
    None
}

/// Bytes of the first `count` words of a run with single spaces or more between them.
fn words_len(run: &str, count: usize) -> usize {
    let mut at = 0;
    for _ in 0..count {
        at += run[at..].len() - run[at..].trim_start_matches(' ').len();
        at += run[at..].find(' ').unwrap_or(run.len() - at);
    }
    at
}

/// The last words of a text, as [`split_words`] cuts them, at most so many.
pub(super) fn last_words(text: &str, most: usize) -> Vec<&str> {
    let mut out: Vec<&str> = words_from_end(text).take(most).collect();
    out.reverse();
    out
}

/// The hedge right before the number, or with one small word between (`ước đạt`); right behind it or its unit, which takes `unit` bytes (`8 ha trở xuống`).
pub(super) fn hedge(label: &str, after: &str, unit: usize, lexicon: &Lexicon) -> Hedge {
    let words = last_words(label, 4);
    for skip in 0..=1usize {
        let Some(end) = words.len().checked_sub(skip) else { break };
        if skip == 1 && !lexicon.lists("hedge_gap", words[end]) {
            break;
        }
        for len in (1..=2usize.min(end)).rev() {
            match lexicon.hedges.at(words[end - len..end].iter().copied()) {
                Some((found, n)) if n == len && !compares(&words[..end], lexicon) => return found,
                _ => {}
            }
        }
    }
    let at = |text: &str| lexicon.hedges_after.at(split_words(text).take(3)).map(|(found, _)| found);
    let behind_unit =
        after.get(unit..).filter(|rest| unit > 0 && rest.starts_with(' ') && !split_words(rest).next().is_some_and(|w| lexicon.lists("list_and", w)));
    at(after).or_else(|| behind_unit.and_then(at)).unwrap_or(Hedge::None)
}

/// `cao hơn`, `thấp hơn`: the last word belongs to a comparison and softens nothing.
fn compares(words: &[&str], lexicon: &Lexicon) -> bool {
    let Some(start) = words.len().checked_sub(2) else { return false };
    matches!(lexicon.roles.at(words[start..].iter().copied()), Some((Role::Up | Role::Down, 2)))
}

/// The role that the nearest cue before the number gives it. A change counts only near the number: `tăng 5`, `tăng được 5`.
fn role(label: &str, lexicon: &Lexicon) -> Role {
    let mut words = split_words(label);
    let (mut found, mut last) = (Role::None, None);
    loop {
        let from_here = words.clone();
        let Some(word) = words.next() else { break };
        last = Some(word);
        match lexicon.roles.at(from_here) {
            Some((role, len)) => {
                last = words.by_ref().take(len - 1).last().or(last);
                let near = words.clone().nth(3).is_none();
                found = match role {
                    Role::Nothing => found,
                    Role::Up | Role::Down if !near => found,
                    Role::Share if matches!(found, Role::Plan | Role::Done) => found,
                    _ => role,
                };
            }
            // `tăng dần lên mức 59%`: what it rose to, not by how much.
            None if matches!(found, Role::Up | Role::Down) && lexicon.lists("moves", word) => found = Role::Value,
            None => {}
        }
    }
    // `từ 57 vụ`: the value that something rose or fell from.
    let from = last.is_some_and(|last| lexicon.lists("from", last));
    match found {
        _ if from => Role::Value,
        Role::Up | Role::Down => found,
        _ => moved::before(label, lexicon).map_or(found, |(role, ..)| role),
    }
}

/// The role of a number; percentage points are always a difference, whatever stands between (`cao hơn KH 1,1 điểm %`). The word of direction may follow
/// a percent (`a 9 percent decrease`): `behind` is what follows it.
pub(super) fn role_of(label: &str, behind: Option<&str>, percent_of: PercentOf, lexicon: &Lexicon) -> Role {
    if percent_of != PercentOf::Points {
        return match role(label, lexicon) {
            said @ (Role::None | Role::Value) => behind.and_then(|words| lexicon.roles_after.at(split_words(words).take(2))).map_or(said, |(role, _)| role),
            said => said,
        };
    }
    let words: Vec<&str> = split_words(label).collect();
    let near = (0..words.len()).rev().take(6).filter_map(|n| lexicon.roles.at(words[n..].iter().copied()));
    let direction = near.map(|f| f.0).find(|r| matches!(r, Role::Up | Role::Down));
    direction.unwrap_or_else(|| role(label, lexicon))
}

/// What a percent is of, by the words behind its sign.
pub(super) fn percent_of(after: &str, lexicon: &Lexicon) -> PercentOf {
    let run = after.trim_start_matches([' ', '(']);
    match lexicon.bases.at(split_words(&run[..run.find([',', ';', ':', '.']).unwrap_or(run.len())]).take(6)) {
        Some((Role::Plan, _)) => PercentOf::Plan,
        Some((Role::Last, _)) => PercentOf::Last,
        _ => PercentOf::Unsaid,
    }
}

/// `chiếm`: the number behind it is a part of a whole, never a change.
pub(super) fn is_share_of_all(label: &str, lexicon: &Lexicon) -> bool {
    last_words(label, 1).first().is_some_and(|word| lexicon.lists("share_of_all", word))
}

/// Nobody counts thousandths of a person: in `52/3,815 đảng viên` the mark groups thousands, whatever the rest of the report does.
pub fn in_whole_things(quantity: Quantity, lexicon: &Lexicon) -> Quantity {
    let is_whole = matches!(&quantity.measure, Measure::Count(noun) if !lexicon.lists("divisible", noun)) && quantity.scale == Decimal::ONE;
    match quantity.number.in_thousands().filter(|_| is_whole) {
        Some(number) => Quantity { number, ..quantity },
        None => quantity,
    }
}
