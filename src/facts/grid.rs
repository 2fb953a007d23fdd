//! What stands around the cells of a table: the name of the row, the section that it is in, the head of the column, the line over the table.

use super::marks::depth;
use super::unit::{counted, is_scaled, of_head, of_line, of_name, whole, Scaled};
use crate::claims::Claims;
use crate::document::{BlockId, Document, Table};
use crate::lexicon::Lexicon;
use crate::phrases::is_letter;

/// Lines over a table that may name its unit or title.
const OVER: usize = 3;

/// The same for its scale, since heads whose columns were lost stand one below the other.
const HEADS_OVER: usize = 6;
/// Longest line of a head, in bytes.
const HEAD: usize = 100;

/// A table as the surroundings of its cells.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    /// For each row the cell that names it.
    pub names: Vec<Option<BlockId>>,
    /// For each row the name of the section row above it.
    pub sections: Vec<Option<BlockId>>,
    /// For each column the cells of the head that stand over it, groups included.
    pub heads: Vec<Vec<BlockId>>,
    /// For each column the unit that its head gives.
    pub units: Vec<Option<Scaled>>,
    /// For each row the unit that a column of units gives, or its name in a bracket.
    pub row_units: Vec<Option<Scaled>>,
    /// The unit of the whole table.
    pub unit: Option<Scaled>,
    /// The lines right over it, nearest first.
    pub captions: Vec<BlockId>,
    /// A head or a line over it says that it counts in thousands or more.
    pub scaled: bool,
}

impl Grid {
    /// Reads a table.
    pub fn read(document: &Document, claims: &Claims, lexicon: &Lexicon, table: &Table) -> Grid {
        let mut out = Grid::default();
        let text = |cell: BlockId| document.block_text(cell).trim();
        let mut section = None;
        for row in &table.rows {
            let name = row.iter().copied().find(|&c| names_a_row(text(c)));
            let is_section = !row.iter().any(|&c| !claims.of_block(c).is_empty() && Some(c) != name);
            if is_section && name.is_some() {
                section = name;
            }
            out.names.push(name);
            out.sections.push(if is_section { None } else { section });
        }
        let width = table.rows.iter().map(Vec::len).max().unwrap_or(0);
        for column in 0..width {
            let mut heads = Vec::new();
            for row in 0..table.head {
                let at = |c: usize| table.rows[row].get(c).copied().filter(|&b| !text(b).is_empty());
                let group = || if row + 1 < table.head { (0..column).rev().find_map(at) } else { None };
                heads.extend(at(column).or_else(group));
            }
            let lower = |b: &BlockId| document.folded(document.blocks[*b].span);
            out.units.push(heads.iter().rev().find_map(|b| of_head(lower(b), lexicon)));
            out.heads.push(heads);
        }
        let names_units = |heads: &Vec<BlockId>| {
            heads.iter().any(|b| lexicon.list("unit_line").iter().any(|cue| document.folded(document.blocks[*b].span).trim() == cue.trim_end_matches(':')))
        };
        let column = out.heads.iter().position(names_units);
        let said = |text: &str| of_head(text, lexicon).or_else(|| counted(text, lexicon));
        let in_row = |row: &Vec<BlockId>| column.and_then(|c| row.get(c)).and_then(|b| said(document.folded(document.blocks[*b].span)));
        let in_name = |name: &Option<BlockId>| name.and_then(|b| of_name(document.folded(document.blocks[b].span), lexicon));
        out.row_units = table.rows.iter().zip(&out.names).map(|(row, name)| in_row(row).or_else(|| in_name(name))).collect();
        if let Some(lead) = table.lead {
            out.captions = (lead.saturating_sub(OVER - 1)..=lead).rev().take_while(|&b| b == lead || text(b).len() < 200).collect();
            let line = |&b: &BlockId| document.folded(document.blocks[b].span).trim();
            out.unit = out.captions.iter().find_map(|b| of_line(line(b), lexicon).or_else(|| whole(line(b), lexicon)));
        }
        let over = table.lead.into_iter().flat_map(|lead| (lead.saturating_sub(HEADS_OVER - 1)..=lead).rev().take_while(|&b| text(b).len() <= HEAD));
        out.scaled = over.chain(out.heads.iter().flatten().copied()).any(|b| is_scaled(document.folded(document.blocks[b].span), lexicon));
        out
    }

    /// The unit that its surroundings give to a cell.
    pub fn unit_of(&self, row: usize, column: usize) -> Option<&Scaled> {
        self.row_units.get(row).and_then(Option::as_ref).or_else(|| self.units.get(column).and_then(Option::as_ref)).or(self.unit.as_ref())
    }
}

/// Words, and no mark or number.
fn names_a_row(text: &str) -> bool {
    text.chars().filter(|c| is_letter(*c)).count() > 1 && depth(text).is_none() && !text.starts_with(|c: char| c.is_ascii_digit())
}
