//! Words of a report inside HTML: nothing in them is ever markup, and nothing in them is invisible.

use crate::render::signs::steers;
use std::fmt::{Display, Formatter, Result, Write};

/// Text that is written so that it is safe between tags and inside quoted attributes.
pub(super) struct Escaped<'a>(pub &'a str);

impl Display for Escaped<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let mut rest = self.0;
        while let Some(at) = rest.find(is_special) {
            let (plain, from) = rest.split_at(at);
            f.write_str(plain)?;
            let Some(c) = from.chars().next() else { return Ok(()) };
            special(c, f)?;
            rest = &from[c.len_utf8()..];
        }
        f.write_str(rest)
    }
}

fn is_special(c: char) -> bool {
    matches!(c, '&' | '<' | '>' | '"' | '\'') || steers(c)
}

fn special(c: char, f: &mut Formatter<'_>) -> Result {
    match c {
        '&' => f.write_str("&amp;"),
        '<' => f.write_str("&lt;"),
        '>' => f.write_str("&gt;"),
        '"' => f.write_str("&quot;"),
        '\'' => f.write_str("&#39;"),
        '\u{7f}' => f.write_char('␡'),
        // The pictures of control characters stand in their order.
        '\0'..='\u{1f}' => f.write_char(char::from_u32(0x2400 + u32::from(c)).unwrap_or('␦')),
        _ => write!(f, "⟨U+{:04X}⟩", u32::from(c)),
    }
}
