//! Tables of a Word file: rows and cells, merged ones and those of tracked changes.

use super::super::flow::{Block, Cell, Table};
use super::super::xml::{name, Step};
use super::super::FormatError;
use super::properties;
use super::walk::Walk;

/// Columns of all rows of a part together: merged cells are written out, which a hostile file could make much of.
const MOST_COLUMNS: usize = 1_000_000;

impl Walk<'_> {
    /// The table that has just begun.
    pub(super) fn table(&mut self) -> Result<Table, FormatError> {
        let outside = self.xml.depth();
        let mut table = Table::default();
        while self.xml.depth() >= outside {
            let Step::Open(start) = self.xml.step()? else { continue };
            match name(&start) {
                "tr" => table.rows.extend(self.row()?),
                _ => self.pass(&start)?,
            }
        }
        Ok(table)
    }

    /// The cells of a row; nothing for a row that is not there in the version that is read.
    fn row(&mut self) -> Result<Option<Vec<Cell>>, FormatError> {
        let outside = self.xml.depth();
        let mut own = properties::OfRow::default();
        let mut cells = Vec::new();
        while self.xml.depth() >= outside {
            let Step::Open(start) = self.xml.step()? else { continue };
            match name(&start) {
                "trPr" => {
                    own = properties::of_row(&mut self.xml, self.tracked)?;
                    cells.extend((0..own.before).map(|_| Cell { blocks: Vec::new(), columns: 1 }));
                }
                "tc" => cells.push(self.cell()?),
                _ => self.pass(&start)?,
            }
        }
        self.columns += cells.iter().map(|c| c.columns).sum::<usize>();
        if self.columns > MOST_COLUMNS {
            return Err(FormatError::Limit { what: "columns of all tables together".to_owned(), limit: MOST_COLUMNS.to_string() });
        }
        Ok((!own.gone).then_some(cells))
    }

    fn cell(&mut self) -> Result<Cell, FormatError> {
        let mut cell = Cell { blocks: Vec::new(), columns: 1 };
        let mut merged = false;
        let outside = self.xml.depth();
        while self.xml.depth() >= outside {
            let Step::Open(start) = self.xml.step()? else { continue };
            match name(&start) {
                "tcPr" => {
                    let own = properties::of_cell(&mut self.xml)?;
                    (cell.columns, merged) = (own.columns, own.merged);
                }
                "p" => {
                    let open = self.paragraph()?;
                    let label = self.label(&open.properties);
                    cell.blocks.push(self.close(label, open.pieces));
                    cell.blocks.extend(open.boxes);
                }
                "tbl" => cell.blocks.push(Block::Table(self.table()?)),
                _ => self.pass(&start)?,
            }
        }
        if merged {
            cell.blocks.clear();
        }
        Ok(cell)
    }
}
