//! Tables: rows whose columns stay aligned over merged cells, and tables that only lay out a page.

use super::dom::{Dom, NodeId};
use super::walk::{Block, Line};
use crate::formats::FormatError;

/// Most cells of a table, those that merged cells cover included.
const MOST_CELLS: usize = 1_000_000;
/// Widest merged cell, as browsers have it.
const WIDEST: usize = 1_000;
/// Blocks in one cell from which on a table lays out a page.
const PAGE_LIKE: usize = 6;

/// A table that is being read.
#[derive(Debug)]
pub(super) struct Table {
    node: NodeId,
    rows: Vec<Row>,
    presentation: bool,
}

#[derive(Debug)]
struct Row {
    node: NodeId,
    /// A row of the foot, which may be written before the body.
    foot: bool,
    cells: Vec<Cell>,
}

/// A cell with what stands in it.
#[derive(Debug)]
pub(super) struct Cell {
    columns: usize,
    /// 0: to the end of the table.
    rows: usize,
    blocks: Vec<Block>,
}

impl Cell {
    /// The cell `id` with its blocks.
    pub fn new(dom: &Dom, id: NodeId, blocks: Vec<Block>) -> Cell {
        let span = |name: &str| dom.attribute(id, name).and_then(|v| v.trim().parse::<usize>().ok());
        Cell { columns: span("colspan").unwrap_or(1).clamp(1, WIDEST), rows: span("rowspan").unwrap_or(1).min(65_534), blocks }
    }

    fn is_page_like(&self) -> bool {
        self.blocks.len() >= PAGE_LIKE || self.blocks.iter().any(|b| !matches!(b.line, Line::Text(_)))
    }

    /// The text of the cell on one line, and the tables that stood in it.
    fn text(self) -> (String, Vec<Block>) {
        let mut words = String::new();
        let mut after = Vec::new();
        for block in self.blocks {
            match block.line {
                Line::Text(text) if after.is_empty() => {
                    if !words.is_empty() {
                        words.push(' ');
                    }
                    words += &text;
                }
                _ => after.push(block),
            }
        }
        (words, after)
    }
}

impl Table {
    /// An empty table.
    pub fn new(dom: &Dom, id: NodeId) -> Table {
        Table { node: id, rows: Vec::new(), presentation: matches!(dom.attribute(id, "role"), Some("presentation" | "none")) }
    }

    /// Opens a row.
    pub fn open_row(&mut self, dom: &Dom, id: NodeId) {
        let foot = dom.nodes[id].parent.is_some_and(|p| dom.name(p) == "tfoot");
        self.rows.push(Row { node: id, foot, cells: Vec::new() });
    }

    /// Adds a cell to the open row.
    pub fn cell(&mut self, cell: Cell) {
        if self.rows.is_empty() {
            self.rows.push(Row { node: self.node, foot: false, cells: Vec::new() });
        }
        if let Some(row) = self.rows.last_mut() {
            row.cells.push(cell);
        }
    }

    /// One column, or cells with whole passages: the table lays out a page (a letterhead, a signature, an old site). Two rows with several lines are such too.
    fn is_layout(&self) -> bool {
        let narrow = self.rows.iter().all(|row| row.cells.len() < 2);
        let cells = || self.rows.iter().flat_map(|row| &row.cells);
        let letterhead = self.rows.len() <= 2 && cells().any(|cell| cell.blocks.len() > 1);
        self.presentation || narrow || letterhead || cells().any(Cell::is_page_like) && !self.is_grid()
    }

    /// Many rows of many columns are data, whatever stands in one of them.
    fn is_grid(&self) -> bool {
        self.rows.len() > 3 && self.rows.iter().filter(|row| row.cells.len() >= 3).count() * 2 > self.rows.len()
    }

    /// The lines of the table; nested tables come after it.
    pub fn blocks(mut self) -> Result<Vec<Block>, FormatError> {
        self.rows.sort_by_key(|row| row.foot);
        if self.is_layout() {
            return Ok(self.rows.into_iter().flat_map(|row| row.cells).flat_map(|cell| cell.blocks).collect());
        }
        let node = self.node;
        let mut out = vec![Block { node, line: Line::Gap }];
        let mut nested = Vec::new();
        // For each column the rows that a cell from above still covers.
        let mut covered: Vec<usize> = Vec::new();
        let mut cells = 0;
        for row in self.rows {
            let (line, after) = lay(row.cells, &mut covered);
            cells += line.len();
            if cells > MOST_CELLS {
                return Err(FormatError::Limit { what: "cells of a table".into(), limit: MOST_CELLS.to_string() });
            }
            nested.extend(after);
            if line.iter().any(|cell| !cell.is_empty()) {
                out.push(Block { node: row.node, line: Line::Row(line) });
            }
        }
        out.push(Block { node, line: Line::Gap });
        out.extend(nested);
        Ok(out)
    }
}

/// Puts the cells of a row into their columns; the text of a merged cell stands in its first row and column.
fn lay(cells: Vec<Cell>, covered: &mut Vec<usize>) -> (Vec<String>, Vec<Block>) {
    let mut line: Vec<String> = Vec::new();
    let mut nested = Vec::new();
    let skip = |line: &mut Vec<String>, covered: &mut Vec<usize>| {
        while let Some(rows) = covered.get_mut(line.len()).filter(|rows| **rows > 0) {
            *rows = rows.saturating_sub(1);
            line.push(String::new());
        }
    };
    for cell in cells {
        skip(&mut line, covered);
        let below = if cell.rows == 0 { usize::MAX } else { cell.rows - 1 };
        let columns = cell.columns;
        let (text, after) = cell.text();
        nested.extend(after);
        for column in 0..columns {
            let at = line.len();
            if covered.len() <= at {
                covered.resize(at + 1, 0);
            }
            covered[at] = below;
            line.push(if column == 0 { text.clone() } else { String::new() });
        }
    }
    skip(&mut line, covered);
    // Columns behind a gap in the row are covered too.
    for rows in covered.iter_mut().skip(line.len()) {
        *rows = rows.saturating_sub(1);
    }
    (line, nested)
}
