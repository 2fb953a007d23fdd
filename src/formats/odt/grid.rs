//! Tables of a text: rows and cells, merged and repeated ones.

use super::super::flow::{Block, Cell, Shows, Table};
use super::super::xml::{name, number, Step};
use super::super::FormatError;
use super::walk::{is_unseen, Walk};
use quick_xml::events::BytesStart;

/// Most columns that an empty or merged cell may take.
const MOST_COLUMNS: usize = 256;
/// Most cells, and bytes of text, that stand for repeated and merged cells.
const MOST_FILLED: usize = 1_000_000;

impl Walk<'_> {
    /// The table that has just begun.
    pub(super) fn table(&mut self) -> Result<Table, FormatError> {
        let outside = self.xml.depth();
        let mut table = Table::default();
        while self.xml.depth() >= outside {
            let start = match self.xml.step()? {
                Step::Open(start) => start,
                Step::End => break,
                _ => continue,
            };
            match name(&start) {
                "table-row" => self.rows(&start, &mut table)?,
                "change-start" | "change-end" => self.changes.turn(&start),
                _ if is_unseen(&start) => self.xml.skip()?,
                _ => {}
            }
        }
        Ok(table)
    }

    /// The row that has just begun, as often as it is there; one without words stands once.
    fn rows(&mut self, start: &BytesStart, table: &mut Table) -> Result<(), FormatError> {
        let was_gone = self.changes.is_gone();
        let cells = self.row()?;
        if was_gone && self.changes.is_gone() {
            return Ok(());
        }
        let more = repeated(start, "number-rows-repeated") - 1;
        if more > 0 && cells.iter().any(|c| words(c) > 0) {
            self.fill(cells.iter().map(|c| c.columns + words(c)).sum::<usize>().max(1), more)?;
            let copy: Vec<Cell> = cells.iter().map(|c| Cell { blocks: paragraphs(&c.blocks), columns: c.columns }).collect();
            table.rows.extend(std::iter::repeat_n(copy, more));
        }
        table.rows.push(cells);
        Ok(())
    }

    fn row(&mut self) -> Result<Vec<Cell>, FormatError> {
        let outside = self.xml.depth();
        let mut cells = Vec::new();
        // Columns of the last cell that covered cells are still to come for.
        let mut merged = 0;
        while self.xml.depth() >= outside {
            let start = match self.xml.step()? {
                Step::Open(start) => start,
                Step::End => break,
                _ => continue,
            };
            match name(&start) {
                "table-cell" => merged = self.cells(&start, &mut cells)?,
                "covered-table-cell" => {
                    self.xml.skip()?;
                    let covered = repeated(&start, "number-columns-repeated").min(MOST_COLUMNS);
                    let own = covered.saturating_sub(merged);
                    merged = merged.saturating_sub(covered);
                    self.fill(1, own)?;
                    cells.extend(std::iter::repeat_n(Cell { blocks: Vec::new(), columns: 1 }, own));
                }
                "change-start" | "change-end" => self.changes.turn(&start),
                _ => {}
            }
        }
        Ok(cells)
    }

    /// The cell that has just begun, as often as it is there; returns how many columns it takes beyond its own.
    fn cells(&mut self, start: &BytesStart, out: &mut Vec<Cell>) -> Result<usize, FormatError> {
        let blocks = self.apart(self.part)?;
        let columns = repeated(start, "number-columns-spanned").min(MOST_COLUMNS);
        let cell = Cell { blocks, columns };
        let more = repeated(start, "number-columns-repeated") - 1;
        let more = if words(&cell) == 0 { more.min(MOST_COLUMNS) } else { more };
        self.fill(columns + words(&cell), more)?;
        self.fill(1, columns - 1)?;
        if more > 0 {
            out.extend(std::iter::repeat_n(Cell { blocks: paragraphs(&cell.blocks), columns }, more));
        }
        out.push(cell);
        Ok(columns - 1)
    }

    /// Counts what is written more often than it stands in the file.
    fn fill(&mut self, cost: usize, times: usize) -> Result<(), FormatError> {
        self.filled = self.filled.saturating_add(cost.saturating_mul(times));
        match self.filled > MOST_FILLED {
            true => Err(FormatError::Limit { what: "repeated and merged cells of tables".to_owned(), limit: format!("{MOST_FILLED} cells and bytes of text") }),
            false => Ok(()),
        }
    }
}

fn repeated(start: &BytesStart, name: &str) -> usize {
    number(start, name).unwrap_or(1).max(1)
}

/// The paragraphs among blocks: what is nested in a repeated cell stands once.
fn paragraphs(blocks: &[Block]) -> Vec<Block> {
    blocks.iter().filter(|b| matches!(b, Block::Paragraph(_))).cloned().collect()
}

/// Bytes of the words of a cell.
fn words(cell: &Cell) -> usize {
    let pieces = cell.blocks.iter().filter_map(|b| if let Block::Paragraph(p) = b { Some(&p.pieces) } else { None }).flatten();
    pieces.map(|p| if let Shows::Text(text) = &p.shows { text.len() } else { 1 }).sum()
}
