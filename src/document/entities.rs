//! The character references of HTML that reports in Markdown carry (`&nbsp;`, `&#37;`, `&#x2009;`).

/// Longest reference that is looked at, in bytes.
const LONGEST: usize = 12;

/// Names that occur in reports; others stay as they are written.
const NAMED: [(&str, char); 27] = [
    ("nbsp", '\u{a0}'),
    ("ensp", '\u{2002}'),
    ("emsp", '\u{2003}'),
    ("thinsp", '\u{2009}'),
    ("numsp", '\u{2007}'),
    ("shy", '\u{ad}'),
    ("zwnj", '\u{200c}'),
    ("zwj", '\u{200d}'),
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("percnt", '%'),
    ("minus", '−'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("hellip", '…'),
    ("middot", '·'),
    ("times", '×'),
    ("deg", '°'),
    ("sup2", '²'),
    ("sup3", '³'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
];

/// The character that `text`, which begins with `&`, names, and the length of the reference in bytes.
pub(super) fn read(text: &str) -> Option<(char, usize)> {
    let near = &text.as_bytes()[..text.len().min(LONGEST)];
    let end = near.iter().position(|&b| b == b';')?;
    let name = text.get(1..end)?;
    let shown = match name.strip_prefix('#') {
        Some(number) => {
            let hex = number.strip_prefix(['x', 'X']).map(|digits| u32::from_str_radix(digits, 16));
            let code = hex.unwrap_or_else(|| number.parse()).ok()?;
            char::from_u32(code).filter(|c| !c.is_control())?
        }
        None => NAMED.iter().find(|(known, _)| *known == name)?.1,
    };
    Some((shown, end + 1))
}
