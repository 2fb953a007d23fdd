//! The numbers and bullets that a browser draws before list items, as text.

use super::dom::{Dom, NodeId};

/// Bullets by depth; different signs, since the sign is what tells the depth later.
const BULLETS: [&str; 5] = ["- ", "+ ", "• ", "◦ ", "▪ "];

/// A list that is open during the walk.
#[derive(Debug)]
pub(super) struct List {
    style: Style,
    next: i64,
    step: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    None,
    Bullet,
    Decimal,
    Letter { capital: bool },
    Roman { capital: bool },
}

impl List {
    /// Opens the list at `ol`, `ul` or `menu`.
    pub fn open(dom: &Dom, id: NodeId) -> List {
        let reversed = dom.attribute(id, "reversed").is_some();
        let items = || dom.nodes[id].children.iter().filter(|&&c| dom.name(c) == "li").count() as i64;
        let first = if reversed { items() } else { 1 };
        let start = dom.attribute(id, "start").and_then(|s| s.trim().parse().ok()).unwrap_or(first);
        List { style: style(dom, id), next: start, step: if reversed { -1 } else { 1 } }
    }

    /// The mark of the item `li`; `depth` is the number of open lists.
    pub fn mark(&mut self, dom: &Dom, li: NodeId, depth: usize) -> String {
        let number = dom.attribute(li, "value").and_then(|v| v.trim().parse().ok()).unwrap_or(self.next);
        self.next = number.saturating_add(self.step);
        let own = dom.style(li, "list-style-type").or_else(|| dom.style(li, "list-style"));
        match own.map_or(self.style, |name| named(&name).unwrap_or(self.style)) {
            Style::None => String::new(),
            Style::Bullet => BULLETS[depth.clamp(1, BULLETS.len()) - 1].to_owned(),
            Style::Decimal => format!("{number}. "),
            Style::Letter { capital } => numeral(letters(number), capital, if capital { ". " } else { ") " }).unwrap_or(format!("{number}. ")),
            Style::Roman { capital } => numeral(roman(number), capital, ". ").unwrap_or(format!("{number}. ")),
        }
    }
}

fn style(dom: &Dom, id: NodeId) -> Style {
    if let Some(style) = dom.style(id, "list-style-type").or_else(|| dom.style(id, "list-style")).and_then(|s| named(&s)) {
        return style;
    }
    match (dom.name(id), dom.attribute(id, "type")) {
        ("ol", Some("a")) => Style::Letter { capital: false },
        ("ol", Some("A")) => Style::Letter { capital: true },
        ("ol", Some("i")) => Style::Roman { capital: false },
        ("ol", Some("I")) => Style::Roman { capital: true },
        ("ol", _) => Style::Decimal,
        _ => Style::Bullet,
    }
}

fn named(style: &str) -> Option<Style> {
    let word = |w: &str| style.split_whitespace().any(|s| s == w);
    Some(match () {
        _ if word("none") => Style::None,
        _ if word("decimal") || word("decimal-leading-zero") => Style::Decimal,
        _ if word("lower-alpha") || word("lower-latin") => Style::Letter { capital: false },
        _ if word("upper-alpha") || word("upper-latin") => Style::Letter { capital: true },
        _ if word("lower-roman") => Style::Roman { capital: false },
        _ if word("upper-roman") => Style::Roman { capital: true },
        _ if word("disc") || word("circle") || word("square") => Style::Bullet,
        _ => return None,
    })
}

fn numeral(capitals: Option<String>, capital: bool, close: &str) -> Option<String> {
    let text = capitals?;
    Some(if capital { text } else { text.to_lowercase() } + close)
}

/// A, B … Z, AA: as browsers count, not by the Vietnamese alphabet.
fn letters(number: i64) -> Option<String> {
    let mut rest = u32::try_from(number).ok().filter(|n| (1..100_000).contains(n))?;
    let mut out = Vec::new();
    while rest > 0 {
        out.push((b'A' + ((rest - 1) % 26) as u8) as char);
        rest = (rest - 1) / 26;
    }
    Some(out.into_iter().rev().collect())
}

fn roman(number: i64) -> Option<String> {
    const DIGITS: [(i64, &str); 13] =
        [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let mut rest = Some(number).filter(|n| (1..4000).contains(n))?;
    let mut out = String::new();
    for (value, digits) in DIGITS {
        while rest >= value {
            out += digits;
            rest -= value;
        }
    }
    Some(out)
}

/// True if the text brings a mark of its own, so that the browser's is drawn by style sheets away: `- `, `1.`, `a)`.
pub(super) fn is_marked(text: &str) -> bool {
    let first = text.chars().next().unwrap_or(' ');
    let word = text.split(['.', ')', '/', ' ']).next().unwrap_or_default();
    let short = word.chars().count() <= 4 && !word.is_empty();
    let closed = text[word.len()..].starts_with(['.', ')', '/']) && !text[word.len() + 1..].starts_with(|c: char| c.is_ascii_digit());
    let counted = word.chars().all(|c| c.is_ascii_digit()) || word.chars().count() == 1 || word.chars().all(|c| "IVX".contains(c));
    "-–+*•·▪◦●".contains(first) || short && closed && counted && first.is_alphanumeric()
}
