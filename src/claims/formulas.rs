//! Formulas that tables carry in their heads and row names: `3=4+5`, `Tỷ lệ (4/3)`, `Tổng cộng (I+II)`.

/// What something is calculated from, by the names of rows or columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Formula {
    /// A sum; true for what is taken off.
    Sum(Vec<(String, bool)>),
    /// The first divided by the second.
    Ratio(String, String),
}

/// Longest range that `4+…+9` stands for.
const MOST_TERMS: usize = 40;

/// The name that a cell gives itself (`3` in `3=4+5`), and the formula in it.
pub fn read(text: &str) -> (Option<String>, Option<Formula>) {
    if let Some((name, rest)) = text.split_once('=') {
        let own = name.rsplit(char::is_whitespace).find(|w| !w.is_empty()).map(bare).filter(|n| is_name(n));
        return (own, expression(rest));
    }
    let whole = bare(text);
    if is_name(&whole) {
        return (Some(whole), None);
    }
    let inside = |open: usize| text[open + 1..].split(')').next().and_then(expression);
    let brackets = text.match_indices('(').filter_map(|(open, _)| inside(open)).next();
    // `% 4/3`: the ratio stands as a word of its own.
    let words = || text.split_whitespace().filter(|w| w.contains('/')).find_map(expression);
    (None, brackets.or_else(words))
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !"()[].".contains(*c)).collect()
}

/// `4`, `12`, `A`, `IV`, `a`.
fn is_name(text: &str) -> bool {
    let all = |test: fn(char) -> bool| text.chars().all(test);
    match text.chars().count() {
        0 => false,
        1 => all(char::is_alphanumeric),
        2..=4 => all(|c| c.is_ascii_digit()) && text.len() == 2 || all(|c| "IVX".contains(c)),
        _ => false,
    }
}

fn expression(text: &str) -> Option<Formula> {
    let mut text: String = text.chars().filter(|c| !c.is_whitespace()).map(|c| if "–−".contains(c) { '-' } else { c }).collect();
    let mixed = text.contains('/') && text.contains(['+', '-']);
    for (from, to) in [("...", "…"), ("×", "*"), ("x100", ""), ("*100", ""), ("X100", ""), ("100*", ""), (":", "/"), ("%", "")] {
        text = text.replace(from, to);
    }
    let text = text.trim_end_matches([',', '.', ';']);
    if mixed || text.len() > 200 {
        return None;
    }
    if let Some((part, whole)) = text.split_once('/') {
        let (part, whole) = (bare(part), bare(whole));
        return (is_name(&part) && is_name(&whole)).then_some(Formula::Ratio(part, whole));
    }
    sum(text)
}

fn sum(text: &str) -> Option<Formula> {
    let mut terms: Vec<(String, bool)> = Vec::new();
    let mut minus = false;
    let mut start = 0;
    let mut range = false;
    for (at, c) in text.char_indices().chain([(text.len(), '+')]) {
        if !"+-".contains(c) {
            continue;
        }
        match text.get(start..at)? {
            "…" => range = true,
            name => {
                let name = bare(name);
                if !is_name(&name) {
                    return None;
                }
                if std::mem::take(&mut range) {
                    fill(&mut terms, &name)?;
                }
                terms.push((name, minus));
            }
        }
        (minus, start) = (c == '-', at + 1);
    }
    (terms.len() >= 2 && !terms[0].1 && terms.len() <= MOST_TERMS).then_some(Formula::Sum(terms))
}

/// `4+…+9`: the names between.
fn fill(terms: &mut Vec<(String, bool)>, end: &str) -> Option<()> {
    let first: usize = terms.last()?.0.parse().ok()?;
    let last: usize = end.parse().ok()?;
    (last > first && last - first < MOST_TERMS).then(|| terms.extend((first + 1..last).map(|n| (n.to_string(), false))))
}
