//! Whether the first column of a table only numbers its rows.

use crate::document::{Document, Table};

/// True if the first column only counts the rows (1, 2, 3 …).
pub fn numbers_rows(document: &Document, table: &Table) -> bool {
    let text = |row: usize| table.rows[row].first().map_or("", |&c| document.folded(document.blocks[c].span).trim());
    counts_rows((table.head..table.rows.len()).map(text))
}

/// Numbers of rows as an outline goes on (`1, 2, 2.1, 2.2, 3`), from 1 or from the middle of one that stands above.
fn counts_rows<'t>(cells: impl Iterator<Item = &'t str>) -> bool {
    let paths: Vec<Vec<u32>> = cells.filter_map(outline_path).collect();
    let opens = paths.first().is_some_and(|first| *first == [1]) || paths.iter().any(|path| path.len() > 1);
    opens && paths.len() > 1 && paths.windows(2).all(|pair| goes_on(&pair[0], &pair[1]))
}

/// `4`, `4.` and `4.1` as the numbers of an outline.
fn outline_path(cell: &str) -> Option<Vec<u32>> {
    cell.trim_end_matches('.').split('.').map(|part| part.parse().ok()).collect()
}

/// The next of its level or of a level above, the first beneath it or beneath the next one, or the first of all.
fn goes_on(last: &[u32], next: &[u32]) -> bool {
    let follows = |path: &[u32]| {
        let level = path.len() - 1;
        last.len() > level && last[..level] == path[..level] && last[level].checked_add(1) == Some(path[level])
    };
    let first_beneath = next.split_last().filter(|(number, above)| **number == 1 && !above.is_empty());
    follows(next) || *next == [1] || first_beneath.is_some_and(|(_, above)| above == last || follows(above))
}
