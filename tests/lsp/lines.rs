//! Positions against a second reading of the same text; part of the unit tests, since lines are nothing that the library shows.

use super::{Encoding, Lines};
use lsp_types::Position;

fn at(line: u32, character: u32) -> Position {
    Position { line, character }
}

#[test]
fn lines_end_as_the_protocol_says() {
    let text = "\u{feff}a\r\nb\rc\n\n𝟙đ\u{301}x";
    let lines = Lines::whole(Encoding::Utf16, text);
    let place = |part: &str| lines.position(text, text.find(part).unwrap_or(0));
    assert_eq!((place("a"), place("b"), place("c")), (at(0, 1), at(1, 0), at(2, 0)));
    assert_eq!((place("𝟙"), place("đ"), place("x")), (at(4, 0), at(4, 2), at(4, 4)));
    assert_eq!(lines.offset(text, at(0, 99)), text.find('\r').unwrap_or(0), "the column behind the line is its end");
    assert_eq!(lines.offset(text, at(4, 1)), text.find('𝟙').unwrap_or(0), "half a character is its start");
    assert_eq!(lines.offset(text, at(9, 0)), text.len());
    let bytes = Lines::whole(Encoding::Utf8, text);
    assert_eq!(bytes.position(text, text.len()), at(4, 9));
    assert_eq!(bytes.offset(text, at(4, 2)), text.find('𝟙').unwrap_or(0));
}

#[test]
fn what_was_read_again_behind_an_edit_is_as_if_read_for_the_first_time() {
    let pieces = ["\r", "\n", "\r\n", "ế", "e\u{302}\u{301}", "𝒳", "báo cáo số 12 ", "x"];
    let mut seed = 5u32;
    let mut roll = |most: usize| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        usize::try_from(seed >> 8).unwrap_or(0) % (most + 1)
    };
    for encoding in [Encoding::Utf8, Encoding::Utf16] {
        let mut text = String::new();
        let mut lines = Lines::new(encoding);
        for _ in 0..250 {
            let start = text.floor_char_boundary(roll(text.len()));
            let end = text.ceil_char_boundary(start + roll(6).min(text.len() - start));
            text.replace_range(start..end, &pieces[roll(pieces.len() - 1)].repeat(1 + roll(40)));
            lines.edited(start);
            let fresh = Lines::whole(encoding, &text);
            for _ in 0..4 {
                let offset = text.floor_char_boundary(roll(text.len()));
                let position = fresh.position(&text, offset);
                let found = lines.find(&text, position);
                // Between the halves of a line end there is no position.
                assert!(found == offset || text[..offset].ends_with('\r') && text[offset..].starts_with('\n'), "{position:?}");
                assert_eq!(found, fresh.offset(&text, position));
            }
        }
    }
}
