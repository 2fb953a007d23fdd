//! Mutations that know what they mutate: lines, digits, words of the grammar, tags, parts of a package.

/// A dice that falls the same way every time.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Dice {
        let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        dice.below(2);
        dice
    }

    /// A number below `n`; 0 where there is none.
    pub fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 11) as usize).checked_rem(n).unwrap_or(0)
    }

    fn pick<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.below(of.len())]
    }
}

#[rustfmt::skip]
const REPORT: &[&str] = &[
    "12", "1.234,5", "1.234", "07", "12/19", "52,4%", "%", "0", "99999999999999999999999999999", "1.2.3.4", "trong đó", "trong đó: ", "gồm: ",
    "bao gồm ", "chia ra", "còn lại ", "Ngoài ra, ", "tổng số ", "chủ yếu ", "tăng ", "giảm ", "so với cùng kỳ", "bằng ", "đạt ", "kế hoạch", "trên ",
    "khoảng ", " tỷ đồng", " triệu đồng", " ha", " hộ", " xã", " tiêu chí", "[^1]", "[^1]: ", "¹", "⁽²⁾", "| ", " | ", "|---|---|\n", "\n|\n", "|\n|\n", "\t", "(", ")",
    "“", "”", "**", "*", "- ", "+ ", "a) ", "I. ", "1.1. ", "## ", "> ", "\n", "\n\n", "; ", ", ", ". ", ": ", "…", "ngày 31/02/2024", "năm 2025",
    "tháng 14", "giai đoạn 2020-2025", "số 15/2021/NQ-UBND", "Phụ lục 1", "Bảng 2", "<!-- report-lint: ignore -->", "<!--", "-->", "= ", " + ", " - ",
    " x ", "e\u{301}", "\u{feff}", "\r", "\u{a0}", "\u{200b}", "households", "of which ", "1,234.5", "per cent", "the ", "Đ", "đ", "ư",
];
#[rustfmt::skip]
const XML: &[&str] = &[
    "<", ">", "/>", "</", "\"", "&amp;", "&#0;", "&x;", "<![CDATA[", "<!--", "<?x?>", "<!DOCTYPE a>", "<w:p>", "</w:p>", "<w:tbl>", "<w:tr>",
    "<w:tc>", "<w:gridSpan w:val=\"3\"/>", "<w:vMerge/>", "<w:ins>", "<w:del>", "<w:footnoteReference w:id=\"1\"/>",
    "<w:fldChar w:fldCharType=\"begin\"/>", "<w:br/>", "<w:tab/>", "<text:p>", "</text:p>", "<text:s text:c=\"9\"/>", "<text:list>",
    "<table:table-cell table:number-columns-repeated=\"9\"/>", "<table:covered-table-cell/>", "<c r=\"B2\">", "<v>", "<f>", "t=\"s\"",
    "<row r=\"1\">", "<mergeCell ref=\"A1:C9\"/>", "<td colspan=2>", "<td rowspan=0>", "<tr>", "<table>", "<li>", "<ol>", "<sup>", "<br>", "<p>",
    "<pre>", "<style>", "<script>", "<svg>", "<template>", "-1", "999999999999", "",
];
#[rustfmt::skip]
const PDF: &[&str] = &[
    "obj", "endobj", "stream\n", "endstream", "<<", ">>", "[", "]", "/Type", "/Kids [2 0 R]", "/Parent 1 0 R", "/Length 9", "/Length -1",
    "/Filter /FlateDecode", "1 0 R", "2 0 R", "99 0 R", "BT", "ET", "Tj", "TJ", "Tm", "Td", "Tf", "q", "Q", "cm", "re", "f", "Do", "0 0 0 0 0 0",
    "1e30", "-1", "<0041>", "beginbfrange", "endbfrange", "<0000> <FFFF> <0000>", "trailer", "xref", "startxref", "/MediaBox [0 0 0 0]", "/Rotate 90",
    "/Encoding", "/ToUnicode", "/W [0 [1e9]]",
];
#[rustfmt::skip]
const SETTINGS: &[&str] = &[
    "[", "]", "[[", "]]", " = ", "\"", "'", "{", "}", ":", ",", "null", "true", "-1", "18446744073709551616", "1e999", "\\u0000", "\\ud800",
    "shape = \"sum\"", "shape = \"same\"", "severity", "select", "[facts]", "[names]", "textDocument/didOpen", "textDocument/didChange",
    "textDocument/hover", "textDocument/codeAction", "textDocument/diagnostic", "\"line\":99999999999", "\"character\":4294967295", "\"range\"",
    "\"id\":{}", "shutdown", "exit", "version", "findings", "\"\"", " ",
];

/// All words, for the dictionary of `cargo fuzz`.
pub fn words() -> Vec<&'static str> {
    [REPORT, XML, PDF, SETTINGS].concat().into_iter().filter(|w| !w.is_empty()).collect()
}

/// The words that say something to a target.
fn dictionary(target: &str) -> &'static [&'static [&'static str]] {
    match target {
        "text" | "claims" | "outputs" => &[REPORT],
        "pdf" => &[PDF, PDF, REPORT],
        "rule" | "config" | "baseline" | "lsp" => &[SETTINGS, REPORT],
        _ => &[XML, XML, REPORT],
    }
}

/// A seed with a few mutations.
pub fn mutated(dice: &mut Dice, target: &str, seeds: &[Vec<u8>]) -> Vec<u8> {
    let mut out = seeds[dice.below(seeds.len())].clone();
    let other = &seeds[dice.below(seeds.len())];
    if target == "pdf" || dice.below(3) > 0 {
        for _ in 0..=dice.below(6) {
            change(dice, target, &mut out, other);
        }
        return out;
    }
    // In a package the zero bytes part names from contents: one part alone is changed, or two are swapped.
    let mut parts: Vec<Vec<u8>> = out.split(|b| *b == 0).map(<[u8]>::to_vec).collect();
    let (one, two) = (dice.below(parts.len()), dice.below(parts.len()));
    match dice.below(4) {
        0 => parts.swap(one, two),
        _ => (0..=dice.below(8)).for_each(|_| change(dice, target, &mut parts[one], other)),
    }
    parts.join(&0)
}

fn change(dice: &mut Dice, target: &str, bytes: &mut Vec<u8>, other: &[u8]) {
    let at = dice.below(bytes.len() + 1);
    let width = 1 << dice.below(8);
    let len = dice.below(width).min(bytes.len() - at);
    match dice.below(10) {
        0 => bytes.get_mut(at).into_iter().for_each(|b| *b ^= 1 << dice.below(8)),
        1 => drop(bytes.drain(at..at + len)),
        2 => drop(bytes.splice(at..at, bytes[at..at + len].to_vec())),
        3 => {
            let from = dice.below(other.len());
            let to = (from + dice.below(200)).min(other.len());
            drop(bytes.splice(at..at + len, other[from..to].iter().copied()));
        }
        4 | 5 => {
            let list = dice.pick(dictionary(target));
            let times = if dice.below(20) == 0 { dice.below(60) } else { 1 };
            let word = dice.pick(list).repeat(times);
            drop(bytes.splice(at..at, word.bytes()));
        }
        6 | 7 => digit(dice, bytes),
        _ => line(dice, bytes),
    }
}

/// Changes a digit.
fn digit(dice: &mut Dice, bytes: &mut [u8]) {
    let at = dice.below(bytes.len());
    if let Some(found) = bytes[at..].iter_mut().find(|b| b.is_ascii_digit()) {
        *found = b'0' + dice.below(10) as u8;
    }
}

/// Drops, doubles or moves a line, or what is between two tags.
fn line(dice: &mut Dice, bytes: &mut Vec<u8>) {
    let end = if dice.below(2) == 0 { b'\n' } else { b'>' };
    let mut lines: Vec<Vec<u8>> = bytes.split_inclusive(|b| *b == end).map(<[u8]>::to_vec).collect();
    if lines.is_empty() {
        return;
    }
    let (at, to) = (dice.below(lines.len()), dice.below(lines.len()));
    match dice.below(3) {
        0 => drop(lines.remove(at)),
        1 => lines.insert(to, lines[at].clone()),
        _ => lines.swap(at, to),
    }
    *bytes = lines.concat();
}
