//! The marks that rows of tables carry (`A`, `I`, `1`, `1.1`, `a`, dashes) and how deep each kind stands.

/// The depth that a cell of nothing but a mark stands for.
pub fn depth(text: &str) -> Option<u8> {
    let mark = text.trim_end_matches(['.', ')']);
    let all = |test: fn(char) -> bool| !mark.is_empty() && mark.chars().all(test);
    let single = mark.chars().count() == 1;
    let parts = || mark.split('.');
    Some(match () {
        () if all(|c| "IVX".contains(c)) => 2,
        () if single && all(char::is_uppercase) => 1,
        () if single && all(char::is_lowercase) => 9,
        () if parts().all(|p| (1..=2).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_digit())) || mark.len() == 3 && all(|c| c.is_ascii_digit()) => {
            4 + parts().count().min(5) as u8 - 1
        }
        () if is_below_roman(mark) => 3,
        () if matches!(text, "-" | "–" | "*" | "•") => 10,
        () if text == "+" => 11,
        () => return None,
    })
}

/// `III.1`.
fn is_below_roman(mark: &str) -> bool {
    let is_number = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    mark.split_once('.').is_some_and(|(roman, rest)| !roman.is_empty() && roman.bytes().all(|b| b"IVX".contains(&b)) && is_number(rest))
}

/// The mark that a name begins with: `I. Thu`, `- Thu`.
pub fn leading(name: &str) -> Option<(u8, String)> {
    if let Some(sign) = name.chars().next().filter(|c| "-–+*•".contains(*c)) {
        return Some((depth(&sign.to_string())?, String::new()));
    }
    let word = name.split_whitespace().next()?;
    let marked = word.ends_with(['.', ')']) || word.contains('.');
    Some((depth(word).filter(|_| marked && word.len() < name.len())?, word.trim_end_matches(['.', ')']).to_owned()))
}
