//! Names of measures and of what is counted.

use std::fmt::{Display, Formatter};
use std::ops::Deref;
use std::sync::Arc;

/// The name of a measure or of what is counted. Every number of a relation has one, so that a copy must cost nothing.
#[derive(Clone, Debug)]
pub enum Name {
    /// One that the lexicon has.
    Known(&'static str),
    /// Words of the report.
    Told(Arc<str>),
}

impl Name {
    /// Its words.
    #[inline]
    pub fn as_str(&self) -> &str {
        match self {
            Name::Known(words) => words,
            Name::Told(words) => words,
        }
    }
}

impl PartialEq for Name {
    fn eq(&self, other: &Name) -> bool {
        let (one, other) = (self.as_str(), other.as_str());
        std::ptr::eq(one, other) || one == other
    }
}

impl Eq for Name {}

impl PartialOrd for Name {
    fn partial_cmp(&self, other: &Name) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Name {
    fn cmp(&self, other: &Name) -> std::cmp::Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl std::hash::Hash for Name {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl Display for Name {
    fn fmt(&self, out: &mut Formatter) -> std::fmt::Result {
        out.write_str(self.as_str())
    }
}

impl Deref for Name {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl<T: Into<Arc<str>>> From<T> for Name {
    fn from(words: T) -> Name {
        Name::Told(words.into())
    }
}

impl PartialEq<&str> for Name {
    fn eq(&self, words: &&str) -> bool {
        self.as_str() == *words
    }
}

impl PartialEq<str> for Name {
    fn eq(&self, words: &str) -> bool {
        self.as_str() == words
    }
}
