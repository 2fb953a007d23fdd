//! Cues at the end of a label.

use crate::lexicon::split_words;
use crate::phrases::is_of_word;
use crate::shapes::View;

/// The last words of a text are a cue.
pub(super) fn ends_with_cue(view: View, text: &str, kind: &str) -> bool {
    let ending = text.trim_end_matches(|c: char| !is_of_word(c) && c != '=');
    let last = |cue: &str| cue.rsplit(' ').next().is_some_and(|word| ending.ends_with(word));
    let whole = |cue: &str| split_words(ending).collect::<Vec<_>>().ends_with(&cue.split(' ').collect::<Vec<_>>());
    view.rule.cues(kind).iter().any(|cue| last(cue) && whole(cue))
}
