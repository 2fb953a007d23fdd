//! From characters to words and lines, by where they stand.

use super::glyphs::Glyph;
use super::pen::DOT;

/// Gap between words, in hundredths of the letters' size.
const WORD_GAP: i64 = 18;
/// The same on a line that writes no blank and whose other letters all touch.
const NARROW_GAP: i64 = 10;
/// Letters of a line that tell how it is set.
const LEAST_LETTERS: usize = 12;
/// Letters that may lie over one place.
const OVERLAP: usize = 4;

/// A run of characters without a gap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    pub text: String,
    pub x: i64,
    pub end: i64,
    /// Small and above the line, as the mark of a note is.
    pub raised: bool,
    /// No gap before it.
    pub glued: bool,
}

/// Words that stand on one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub words: Vec<Word>,
    /// Base line and size of most of its letters.
    pub y: i64,
    pub size: i64,
    /// Page and line of that page, both from 1.
    pub page: usize,
    pub number: usize,
}

impl Line {
    /// Left end.
    pub fn x(&self) -> i64 {
        self.words.first().map_or(0, |word| word.x)
    }

    /// Right end.
    pub fn end(&self) -> i64 {
        self.words.last().map_or(0, |word| word.end)
    }

    /// The words with their blanks.
    pub fn text(&self) -> String {
        plain(&self.words)
    }

    /// The line cut where the gap is at least so many hundredths of its size.
    pub fn cells(&self, least: i64) -> Vec<Line> {
        let mut cells: Vec<Line> = Vec::new();
        for word in &self.words {
            match cells.last_mut() {
                Some(cell) if word.glued || (word.x - cell.end()) * 100 < least * self.size => cell.words.push(word.clone()),
                _ => cells.push(Line { words: vec![word.clone()], ..*self }),
            }
        }
        cells
    }
}

/// Words with the blanks between them.
pub(super) fn plain(words: &[Word]) -> String {
    let mut out = String::new();
    for word in words {
        if !out.is_empty() && !word.glued {
            out.push(' ');
        }
        out += &word.text;
    }
    out
}

/// Glyphs of the same height that were drawn one after the other.
struct Run {
    glyphs: Vec<Glyph>,
    y: i64,
    size: i64,
}

/// A line that is being gathered.
struct Open {
    glyphs: Vec<Glyph>,
    y: i64,
    size: i64,
    /// Width of the run that gave the line its height.
    widest: i64,
}

/// The lines that characters stand on, from top to bottom.
pub(super) fn lines(glyphs: &[Glyph], page: usize) -> Vec<Line> {
    let mut open: Vec<Open> = Vec::new();
    for run in runs(glyphs) {
        let width = run.glyphs.iter().map(|g| g.end - g.x).sum::<i64>() * run.size.max(1) / 1000;
        // Only the last lines can be near: runs come from top to bottom.
        let near = open.iter_mut().rev().take(3).find(|line| is_near(line, &run));
        match near {
            Some(line) => {
                line.glyphs.extend(run.glyphs);
                if width > line.widest {
                    (line.y, line.size, line.widest) = (run.y, run.size, width);
                }
            }
            None => open.push(Open { glyphs: run.glyphs, y: run.y, size: run.size, widest: width }),
        }
    }
    open.sort_by_key(|line| line.y);
    let lines = open.into_iter().map(|line| Line { words: words(line.glyphs, line.y, line.size), y: line.y, size: line.size, page, number: 0 });
    let mut lines: Vec<Line> = lines.filter(|line| !line.words.is_empty()).collect();
    for (index, line) in lines.iter_mut().enumerate() {
        line.number = index + 1;
    }
    lines
}

/// True if a run stands on a line; a small number may be raised farther than letters are moved.
fn is_near(line: &Open, run: &Run) -> bool {
    let (small, large) = (line.size.min(run.size), line.size.max(run.size));
    let digits = |glyphs: &[Glyph]| glyphs.iter().all(|g| g.char.is_ascii_digit() || g.char.is_whitespace());
    let raised = small * 10 <= large * 8 && (digits(&run.glyphs) || digits(&line.glyphs));
    (line.y - run.y).abs() * 100 <= large * if raised { 70 } else { 50 }
}

fn runs(glyphs: &[Glyph]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for &glyph in glyphs {
        match runs.last_mut() {
            Some(run) if run.y == glyph.y && run.size == glyph.size => run.glyphs.push(glyph),
            _ => runs.push(Run { glyphs: vec![glyph], y: glyph.y, size: glyph.size }),
        }
    }
    runs.retain(|run| run.glyphs.iter().any(|g| !g.char.is_whitespace()));
    runs.sort_by_key(|run| run.y);
    runs
}

fn words(mut glyphs: Vec<Glyph>, y: i64, size: i64) -> Vec<Word> {
    without_padding(&mut glyphs);
    glyphs.sort_by_key(|g| g.x);
    let least = least_gap(&glyphs, size);
    let mut words: Vec<Word> = Vec::new();
    let mut blank = true;
    let mut last: Option<Glyph> = None;
    for glyph in glyphs {
        if glyph.char.is_whitespace() || glyph.char.is_control() {
            blank = true;
            continue;
        }
        // Bold letters are sometimes drawn twice, one a little beside the other.
        let again = last.is_some_and(|l| l.char == glyph.char && (glyph.x - l.x) * 10 < size && glyph.end - glyph.x > 0 && (glyph.y - l.y).abs() * 10 < size);
        if again || matches!(glyph.char, '\u{ad}' | '\u{200b}' | '\u{feff}') {
            continue;
        }
        let small = (y - glyph.y) * 100 > 15 * size && glyph.size * 100 < 90 * size;
        let (char, raised) = lowered(glyph.char).map_or((glyph.char, small), |digit| (digit, true));
        let gap = words.last().is_none_or(|word| (glyph.x - word.end) * 100 > least * size.min(glyph.size.max(1)));
        match words.last_mut() {
            Some(word) if !blank && !gap && word.raised == raised => {
                push(&mut word.text, char);
                word.end = word.end.max(glyph.end);
            }
            _ => {
                let glued = !blank && !gap && !words.is_empty();
                let mut text = String::new();
                push(&mut text, char);
                words.push(Word { text, x: glyph.x, end: glyph.end, raised, glued });
            }
        }
        blank = false;
        last = Some(glyph);
    }
    bullets(words)
}

/// Some programs pad a text with blanks that lie over what stands beside it: where a blank lies over letters, there is none.
/// The first one behind a word ends that word all the same, so it keeps beside its last letter. The glyphs come in the order in which they are drawn.
fn without_padding(glyphs: &mut Vec<Glyph>) {
    let mut letters: Vec<(i64, i64)> = glyphs.iter().filter(|g| !g.char.is_whitespace()).map(|g| (g.x, g.end)).collect();
    letters.sort_unstable();
    let covered = |glyph: &Glyph| {
        let before = letters.partition_point(|letter| letter.0 < glyph.end);
        let over = |(x, end): &(i64, i64)| (glyph.end.min(*end) - glyph.x.max(*x)).max(0);
        letters[before.saturating_sub(OVERLAP)..before].iter().map(over).sum::<i64>() * 2 > glyph.end - glyph.x
    };
    let mut last: Option<Glyph> = None;
    glyphs.retain_mut(|glyph| {
        let behind = last.replace(*glyph).filter(|l| !l.char.is_whitespace() && (glyph.x - l.end).abs() * 20 < glyph.size);
        if !glyph.char.is_whitespace() || !covered(glyph) {
            return true;
        }
        behind.is_some_and(|letter| {
            (glyph.x, glyph.end) = (letter.x, letter.end);
            true
        })
    });
}

/// The gap that parts words on a line, in hundredths of its size: where no blank is written at all, and letters touch, a narrow one does.
fn least_gap(glyphs: &[Glyph], size: i64) -> i64 {
    let written = glyphs.iter().any(|g| g.char.is_whitespace());
    if written || glyphs.len() < LEAST_LETTERS {
        return WORD_GAP;
    }
    let gaps = || glyphs.windows(2).map(|pair| (pair[1].x - pair[0].end) * 100);
    let touching = gaps().filter(|gap| *gap <= 3 * size).count();
    let between = gaps().filter(|gap| *gap > 3 * size && *gap < NARROW_GAP * size).count();
    match touching * 2 > glyphs.len() && between == 0 {
        true => NARROW_GAP,
        false => WORD_GAP,
    }
}

/// A circle is a bullet before the text of a line, and a picture everywhere else.
fn bullets(mut words: Vec<Word>) -> Vec<Word> {
    let drawn = |word: &Word| word.text.chars().all(|c| c == DOT);
    if words.len() > 1 && words[0].text.chars().eq([DOT]) && !drawn(&words[1]) {
        words[0].text = "•".to_owned();
        words[1].glued = false;
    }
    words.retain(|word| !word.text.contains(DOT));
    words
}

/// The digit or bracket that a character is raised from.
fn lowered(char: char) -> Option<char> {
    let at = "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾".chars().position(|raised| raised == char)?;
    "0123456789()".chars().nth(at)
}

/// Appends a character; ligatures are written out.
fn push(text: &mut String, char: char) {
    match char {
        'ﬀ' => text.push_str("ff"),
        'ﬁ' => text.push_str("fi"),
        'ﬂ' => text.push_str("fl"),
        'ﬃ' => text.push_str("ffi"),
        'ﬄ' => text.push_str("ffl"),
        c => text.push(c),
    }
}

/// True for what stands before the text of a list item: a bullet, `1.`, `a)`, `II.`.
pub(super) fn is_mark(word: &str) -> bool {
    let body = word.trim_end_matches(['.', ')', '/']);
    let closed = body.len() < word.len();
    let counted = body.split('.').all(|part| !part.is_empty() && part.len() <= 3 && part.bytes().all(|b| b.is_ascii_digit()));
    let roman = !body.is_empty() && body.len() <= 6 && body.chars().all(|c| "IVXL".contains(c));
    let letter = body.chars().count() == 1 && body.chars().all(char::is_alphabetic);
    let deep = counted && body.contains('.') && body.split('.').all(|part| part.len() <= 2);
    let bullet = word.chars().count() == 1 && "-–—+*•·▪◦●►❖✓➢\u{f0b7}\u{f0d8}\u{f0a7}".contains(word);
    bullet || closed && (counted && (deep || !body.contains('.')) || roman || letter) || deep
}
