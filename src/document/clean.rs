//! From canonical text to clean text: NFC, plain spaces and digits, no emphasis marks, each byte with its way back.

use super::entities;
use crate::phrases::is_of_word;
use crate::source::{Derived, Layout, Span};
use unicode_normalization::{char::is_combining_mark, UnicodeNormalization};

/// The clean text of a canonical text; the marks of Markdown are taken out where lines are wrapped, elsewhere they are text.
pub(super) fn clean(text: &str, layout: Layout) -> Derived {
    let mut out = Derived::default();
    let mut at = 0;
    // Where no comment ends any more, none begins: so that each search for an end finds one.
    let comments = memchr::memmem::rfind(text.as_bytes(), COMMENT_END.as_bytes()).unwrap_or(0);
    while at < text.len() {
        at = match text[at..].strip_prefix(COMMENT).filter(|_| layout == Layout::Wrapped && at < comments).and_then(|rest| rest.find(COMMENT_END)) {
            // A comment is not part of the report.
            Some(len) => at + COMMENT.len() + len + COMMENT_END.len(),
            None => step(text, at, layout == Layout::Wrapped, &mut out),
        };
    }
    out
}

/// Longest struck text, in bytes.
const LONGEST_STRUCK: usize = 2_000;
const COMMENT: &str = "<!--";
const COMMENT_END: &str = "-->";

/// Handles what stands at `at` and returns where to go on.
fn step(text: &str, at: usize, markdown: bool, out: &mut Derived) -> usize {
    let plain = plain_run(&text[at..]);
    if plain > 0 {
        let span = Span::new(at, at + plain);
        out.push(span.of(text), span);
        return span.end;
    }
    let Some(c) = text[at..].chars().next() else { return text.len() };
    match c {
        '*' | '_' if markdown => marks(text, at, c, out),
        '\\' if markdown => escape(text, at, out),
        // A lone carriage return ends a line, as old word processors wrote it.
        '\r' if !text[at + 1..].starts_with('\n') => {
            out.push("\n", Span::new(at, at + 1));
            at + 1
        }
        '~' if markdown => struck(text, at, out),
        '\r' | '\u{feff}' | '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{ad}' | '\u{2060}' => at + c.len_utf8(),
        '\u{a0}' | '\u{2002}'..='\u{200a}' | '\u{202f}' | '\u{3000}' => {
            out.push(" ", Span::new(at, at + c.len_utf8()));
            at + c.len_utf8()
        }
        '<' if markdown => tag(text, at, out),
        '&' if markdown => entity(text, at, out),
        '\u{ff10}'..='\u{ff19}' => full_width(text, at, c, out),
        _ => cluster(text, at, out),
    }
}

/// By the first byte of a character: its length where it needs no look, 0 where it does, and [`LONG`] where the next byte tells.
static PLAIN: [u8; 256] = plain();
const LONG: u8 = 9;

const fn plain() -> [u8; 256] {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'*' | b'_' | b'\\' | b'\r' | b'<' | b'~' | b'&' => 0,
            0..=0x7f => 1,
            // `À` to `ɏ`.
            0xc3..=0xc8 => 2,
            0xc9 | 0xe1 => LONG,
            _ => 0,
        };
        byte += 1;
    }
    table
}

/// `À` to `ɏ`, `Ạ` to `ỹ`, by their bytes.
fn is_composed(letter: &[u8]) -> bool {
    matches!(letter, [0xc9, ..=0x8f, ..] | [0xe1, 0xba, 0xa0..=0xff, ..] | [0xe1, 0xbb, ..=0xb9, ..])
}

/// Length of the run that needs no look: ASCII without the signs handled above and composed letters, not before a combining mark.
fn plain_run(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut end = 0;
    while end < bytes.len() {
        end += match PLAIN[usize::from(bytes[end])] {
            0 => break,
            LONG if is_composed(&bytes[end..]) => {
                if bytes[end] == 0xe1 {
                    3
                } else {
                    2
                }
            }
            LONG => break,
            len => usize::from(len),
        };
    }
    let before_mark = text[end..].chars().next().is_some_and(is_combining_mark);
    let last = text[..end].chars().next_back().filter(|_| before_mark);
    end - last.map_or(0, char::len_utf8)
}

/// A run of `*` or `_`: kept as a bullet, a sign between spaces, a product or a blank to fill in; dropped as emphasis.
fn marks(text: &str, at: usize, sign: char, out: &mut Derived) -> usize {
    let len = text[at..].bytes().take_while(|&b| b == sign as u8).count();
    let span = Span::new(at, at + len);
    let before = text[..at].chars().next_back();
    let after = text[span.end..].chars().next();
    let blanks = text[..at].trim_end().len();
    let line_start = blanks == 0 || text[blanks..at].contains('\n');
    let spaced = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let inner = |c: Option<char>| c.is_some_and(is_of_word);
    let bullet = sign == '*' && len == 1 && line_start && after == Some(' ');
    let lone = len <= 2 && spaced(before) && spaced(after) && !line_start;
    let product = sign == '*' && len == 1 && [before, after].iter().all(|c| c.is_some_and(|c| c.is_ascii_digit()));
    let word = sign == '_' && inner(before) && inner(after);
    let blank = sign == '_' && len > 3;
    if bullet || lone || product || word || blank {
        out.push(span.of(text), span);
    }
    span.end
}

/// `~~struck~~` is no part of the report any more; a lone `~` is a sign.
fn struck(text: &str, at: usize, out: &mut Derived) -> usize {
    let rest = text[at..].strip_prefix("~~").filter(|rest| rest.starts_with(|c: char| c != '~' && !c.is_whitespace()));
    let near = rest.map(|rest| &rest[..rest.floor_char_boundary(LONGEST_STRUCK)]);
    let paragraph = near.map(|near| near.split("\n\n").next().unwrap_or(near));
    if let Some(len) = paragraph.and_then(|p| p.find("~~")) {
        return at + 2 + len + 2;
    }
    out.push("~", Span::new(at, at + 1));
    at + 1
}

/// A backslash before punctuation is Markdown's escape.
fn escape(text: &str, at: usize, out: &mut Derived) -> usize {
    match text[at + 1..].chars().next() {
        Some(c) if c.is_ascii_punctuation() => {
            let span = Span::new(at + 1, at + 2);
            out.push(span.of(text), span);
            span.end
        }
        _ => {
            out.push("\\", Span::new(at, at + 1));
            at + 1
        }
    }
}

/// Inline tags that Markdown lets through: emphasis vanishes, a break is a space, `<sup>` stays for the note marks.
fn tag(text: &str, at: usize, out: &mut Derived) -> usize {
    const DROPPED: [&str; 10] = ["<b>", "</b>", "<i>", "</i>", "<u>", "</u>", "<em>", "</em>", "<strong>", "</strong>"];
    const BREAKS: [&str; 3] = ["<br>", "<br/>", "<br />"];
    if let Some(gone) = DROPPED.iter().find(|t| text[at..].starts_with(**t)) {
        return at + gone.len();
    }
    if let Some(gone) = BREAKS.iter().find(|t| text[at..].starts_with(**t)) {
        out.push(" ", Span::new(at, at + gone.len()));
        return at + gone.len();
    }
    out.push("<", Span::new(at, at + 1));
    at + 1
}

/// `&nbsp;`, `&#37;`: Markdown shows the character that the entity names.
fn entity(text: &str, at: usize, out: &mut Derived) -> usize {
    let Some((named, len)) = entities::read(&text[at..]) else {
        out.push("&", Span::new(at, at + 1));
        return at + 1;
    };
    let shown = match named {
        '\u{a0}' | '\u{2002}'..='\u{200a}' | '\u{202f}' | '\u{3000}' => ' ',
        other => other,
    };
    if !('\u{200b}'..='\u{200d}').contains(&shown) && shown != '\u{ad}' {
        out.push_changed(shown.encode_utf8(&mut [0; 4]), Span::new(at, at + len));
    }
    at + len
}

/// Digits as East Asian fonts have them, and a mark of that kind between two of them.
fn full_width(text: &str, at: usize, digit: char, out: &mut Derived) -> usize {
    let plain = char::from_u32(u32::from(digit) - 0xfee0).unwrap_or(digit);
    let end = at + digit.len_utf8();
    out.push_changed(plain.encode_utf8(&mut [0; 4]), Span::new(at, end));
    let mut behind = text[end..].chars();
    match (behind.next(), behind.next()) {
        (Some(mark @ ('\u{ff0c}' | '\u{ff0e}')), Some('\u{ff10}'..='\u{ff19}')) => {
            let plain = if mark == '\u{ff0c}' { "," } else { "." };
            out.push_changed(plain, Span::new(end, end + mark.len_utf8()));
            end + mark.len_utf8()
        }
        _ => end,
    }
}

/// One character with the combining marks that follow it, composed.
fn cluster(text: &str, at: usize, out: &mut Derived) -> usize {
    let mut chars = text[at..].char_indices();
    chars.next();
    let end = chars.find(|&(_, c)| !is_combining_mark(c)).map_or(text.len(), |(i, _)| at + i);
    let span = Span::new(at, end);
    if text[at..].chars().next().is_some_and(|c| c.len_utf8() == span.len()) {
        out.push(span.of(text), span);
        return end;
    }
    let composed: String = span.of(text).nfc().collect();
    match composed == span.of(text) {
        true => out.push(&composed, span),
        // Marks in another order take as many bytes.
        false => out.push_changed(&composed, span),
    }
    end
}
