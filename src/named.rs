//! Things by names that stand in the code: the cues of a rule, the lists of a language.

use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::{Debug, Formatter};
use std::sync::OnceLock;

/// Things by name.
#[derive(Clone, Deserialize)]
#[serde(transparent)]
pub struct Named<T>(FxHashMap<Cow<'static, str>, T>);

/// In the order of their names, whatever the order in which they came.
impl<T: Debug> Debug for Named<T> {
    fn fmt(&self, out: &mut Formatter) -> std::fmt::Result {
        out.debug_map().entries(self.0.iter().collect::<BTreeMap<_, _>>()).finish()
    }
}

impl<T> Default for Named<T> {
    fn default() -> Self {
        Named(FxHashMap::default())
    }
}

impl<T> Named<T> {
    /// The thing of a name.
    #[inline]
    pub fn get(&self, name: &str) -> Option<&T> {
        self.0.get(name)
    }

    /// Forgets all of them.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Things made of the lists of a table.
    pub fn of_lists(lists: Lists, make: impl Fn(List) -> T) -> Self {
        Named(lists.iter().map(|&(name, lines)| (Cow::Borrowed(name), make(List::of_lines(lines)))).collect())
    }
}

/// Lists of words by name, each written as lines.
pub type Lists = &'static [(&'static str, &'static str)];

/// A text of the program itself. `serde` would take a field of `&'static str` for one that borrows from the file that is read; it does not look through
/// this name.
pub type Static = &'static str;

/// A list of words, cut when it is first asked for.
#[derive(Clone, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub struct List {
    lines: Static,
    words: OnceLock<Vec<String>>,
}

impl From<Vec<String>> for List {
    fn from(words: Vec<String>) -> List {
        List { lines: "", words: OnceLock::from(words) }
    }
}

/// Cut or not, it is the same list.
impl Debug for List {
    fn fmt(&self, out: &mut Formatter) -> std::fmt::Result {
        self.words().fmt(out)
    }
}

impl List {
    fn of_lines(lines: &'static str) -> List {
        List { lines, words: OnceLock::new() }
    }

    /// Its words.
    #[inline]
    pub fn words(&self) -> &[String] {
        self.words.get_or_init(|| cut(self.lines).map(str::to_owned).collect())
    }
}

/// The words of a list that is written as lines.
pub fn cut(lines: &'static str) -> impl Iterator<Item = &'static str> {
    lines.lines()
}
