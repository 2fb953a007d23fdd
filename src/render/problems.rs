//! What went wrong, in Vietnamese. Errors are made in English where they happen, often far below; here each form of sentence has its other wording
//! (`problems.toml`). What a library or the system says in it stays as it is.

use crate::rulebook::Language;
use std::borrow::Cow;
use std::sync::LazyLock;

/// Pairs of sentences; `{}` is anything.
static FORMS: LazyLock<Vec<[String; 2]>> = LazyLock::new(|| {
    let table: toml::Table = include_str!("problems.toml").parse().unwrap_or_default();
    let forms = table.get("forms").cloned().and_then(|forms| forms.try_into().ok());
    let mut forms: Vec<[String; 2]> = forms.unwrap_or_default();
    // The most particular first.
    forms.sort_by_key(|[en, _]| std::cmp::Reverse(en.replace("{}", "").len()));
    forms
});

/// The sentence in the language, as far as it is known there.
pub fn in_language(problem: &str, language: Language) -> Cow<'_, str> {
    match language {
        Language::En => Cow::Borrowed(problem),
        Language::Vi => vietnamese(problem).map_or(Cow::Borrowed(problem), Cow::Owned),
    }
}

/// A whole form, or one behind the path or option that it is about. What begins with anything is asked last: it would take the path for its own.
fn vietnamese(problem: &str) -> Option<String> {
    let behind = || problem.split_once(": ").and_then(|(head, tail)| Some(format!("{head}: {}", vietnamese(tail)?)));
    formed(problem, false).or_else(behind).or_else(|| formed(problem, true))
}

fn formed(problem: &str, open: bool) -> Option<String> {
    let mut forms = FORMS.iter().filter(|[en, _]| en.starts_with("{}") == open);
    let (holes, vi) = forms.find_map(|[en, vi]| Some((holes(problem, en)?, vi)))?;
    let mut holes = holes.into_iter().map(|hole| in_language(hole, Language::Vi));
    let mut parts = vi.split("{}");
    let first = parts.next().unwrap_or_default().to_owned();
    Some(parts.fold(first, |out, part| out + &holes.next().unwrap_or_default() + part))
}

/// What stands in the holes of a form, if the words are of that form.
fn holes<'t>(words: &'t str, form: &str) -> Option<Vec<&'t str>> {
    let mut fixed = form.split("{}");
    let mut rest = words.strip_prefix(fixed.next()?)?;
    let mut out = Vec::new();
    let mut fixed = fixed.peekable();
    while let Some(next) = fixed.next() {
        let at = match fixed.peek() {
            Some(_) => rest.find(next)?,
            None => rest.len().checked_sub(next.len()).filter(|&at| rest.get(at..) == Some(next))?,
        };
        out.push(&rest[..at]);
        rest = &rest[at + next.len()..];
    }
    rest.is_empty().then_some(out)
}
