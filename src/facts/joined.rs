//! Two tables of the same subjects side by side: a row for each name that stands once in both, the columns of both.

use super::records::{Cell, Records, Row};
use crate::phrases::{is_letter, is_of_word};
use rustc_hash::FxHashMap;

/// Fewest names that two tables share, and the least share of the shorter one's rows.
const SHARED: usize = 4;
const SHARE: usize = 3;
/// Shortest name, in letters: shorter ones are marks and units.
const NAME: usize = 3;
/// Fewest words of a name inside of a longer one, and most words before it.
const WORDS: usize = 2;
const BEFORE: usize = 3;
/// A cell with more words than this is a text that begins with a name.
const LONG: usize = 8;
/// Most cells of one table that are compared with cells of another one, and most names that are compared for that.
const MOST: usize = 100_000;
const COMPARED: usize = 60_000;

/// Two tables as one.
pub struct Join {
    /// The columns of the first, then those of the second.
    pub records: Records,
    /// How many columns the first one has.
    pub split: usize,
}

/// All pairs of tables that share enough names, in order.
pub fn of(tables: &[Records]) -> Vec<Join> {
    let names: Vec<Names> = tables.iter().map(Names::of).collect();
    let (mut cells, mut compared) = (0, 0);
    let mut out = Vec::new();
    for second in 1..tables.len() {
        for first in 0..second {
            let (a, b) = (&names[first], &names[second]);
            compared += a.rows.len() + b.rows.len();
            if compared > COMPARED {
                return out;
            }
            let shared = a.shared(b);
            if shared.len() < SHARED || shared.len() * SHARE < a.rows.len().min(b.rows.len()) {
                continue;
            }
            cells += shared.len() * tables[first].width * tables[second].width;
            if cells > MOST {
                return out;
            }
            out.push(join(&tables[first], &tables[second], &shared));
        }
    }
    out
}

/// The names of the rows of a table; those that stand twice are left out.
struct Names {
    rows: Vec<(usize, Vec<String>)>,
    of_name: FxHashMap<String, usize>,
}

impl Names {
    fn of(table: &Records) -> Names {
        let mut times: FxHashMap<String, u32> = FxHashMap::default();
        let mut rows = Vec::new();
        for (at, row) in table.rows.iter().enumerate() {
            let words: Vec<String> = row.name.split(|c: char| !is_of_word(c)).filter(|w| !w.is_empty()).take(LONG + 1).map(str::to_owned).collect();
            if words.iter().flat_map(|w| w.chars()).filter(|&c| is_letter(c)).count() >= NAME {
                *times.entry(words.join(" ")).or_default() += 1;
                rows.push((at, words));
            }
        }
        rows.retain(|(_, words)| times[&words.join(" ")] == 1);
        let of_name = rows.iter().map(|(at, words)| (words.join(" "), *at)).collect();
        Names { rows, of_name }
    }

    /// The rows of both with one name, in the order of the first; a row that two others call by its name is left out.
    fn shared(&self, other: &Names) -> Vec<(usize, usize)> {
        let mut out: Vec<(usize, usize)> = other.rows.iter().filter_map(|(at, words)| Some((self.find(words)?, *at))).collect();
        out.extend(self.rows.iter().filter_map(|(at, words)| Some((*at, other.find(words)?))));
        out.sort_unstable();
        out.dedup();
        let mut times: [FxHashMap<usize, u32>; 2] = Default::default();
        for &(first, second) in &out {
            *times[0].entry(first).or_default() += 1;
            *times[1].entry(second).or_default() += 1;
        }
        out.retain(|(first, second)| times[0][first] == 1 && times[1][second] == 1);
        out
    }

    /// The row with a name: as it is, with words before it (`CCN Bản Mế`), or at the head of a longer text.
    fn find(&self, words: &[String]) -> Option<usize> {
        let known = |words: &[String]| self.of_name.get(&words.join(" ")).copied();
        let inner = |from: usize| {
            let rest = words.get(from..).filter(|rest| rest.len() >= WORDS)?;
            let lengths = if words.len() > LONG { WORDS..rest.len() + 1 } else { rest.len()..rest.len() + 1 };
            lengths.rev().find_map(|length| known(&rest[..length]))
        };
        known(words).or_else(|| (0..=BEFORE).find_map(inner))
    }
}

fn join(a: &Records, b: &Records, shared: &[(usize, usize)]) -> Join {
    let step = a.step.max(b.step);
    let cells = |table: &Records, row: usize| -> Vec<Option<Cell>> {
        let by = step / table.step;
        let scaled = |cell: Cell| Cell { value: cell.value * by, half: cell.half * by, resolution: cell.resolution * by, ..cell };
        (0..table.width).map(|column| table.cell(row, column).map(|c| scaled(*c))).collect()
    };
    let row = |&(first, second): &(usize, usize)| {
        let mut row = Row { cells: cells(a, first), unreadable: Vec::new(), ..a.rows[first].clone() };
        row.cells.extend(cells(b, second));
        row.intensive |= b.rows[second].intensive;
        row.total |= b.rows[second].total;
        row
    };
    let intensive = a.intensive.iter().chain(&b.intensive).copied().collect();
    let heads = |table: &Records| (0..table.width).map(|c| table.heads.get(c).cloned().unwrap_or_default()).collect::<Vec<_>>();
    let rows = shared.iter().map(row).collect();
    let width = a.width + b.width;
    Join { records: Records { rows, width, plain: width, step, intensive, heads: [heads(a), heads(b)].concat() }, split: a.width }
}
