//! Numbers and bullets of lists as they are written out.

/// Longest words around a number, in characters: they stand once in a file and are written out with each paragraph.
const LONGEST: usize = 64;

/// The words around a number, cut where nobody reads them any more.
pub fn short(words: String) -> String {
    words.chars().take(LONGEST).collect()
}

/// A bullet as plain text: fonts for symbols have their signs in a private area.
pub fn bullet(sign: char) -> char {
    match sign {
        '\u{f0a7}' | '\u{f0a8}' => '▪',
        '\u{f0d8}' | '\u{f0e0}' => '►',
        '\u{f02d}' => '-',
        'o' => '◦',
        '\u{e000}'..='\u{f8ff}' => '•',
        other => other,
    }
}

/// `a` … `z`, `aa` … `zz`, `aaa` …
pub fn letter(n: u32) -> String {
    let Some(n) = n.checked_sub(1) else { return String::new() };
    let sign = char::from(b'a' + (n % 26) as u8);
    std::iter::repeat_n(sign, (n / 26).min(8) as usize + 1).collect()
}

/// Roman numerals as far as anybody numbers.
pub fn roman(n: u32) -> String {
    const SIGNS: [(u32, &str); 13] =
        [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    if n > 10_000 {
        return n.to_string();
    }
    let mut rest = n;
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            out += sign;
            rest -= value;
        }
    }
    out
}

/// `a` … `z`, `aa`, `ab` … as spreadsheets call their columns.
pub fn letters(n: u32) -> String {
    let mut rest = n;
    let mut signs = Vec::new();
    while let Some(before) = rest.checked_sub(1) {
        signs.push(char::from(b'a' + (before % 26) as u8));
        rest = before / 26;
    }
    signs.iter().rev().collect()
}
