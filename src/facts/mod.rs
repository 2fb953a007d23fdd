//! What the numbers of a report count: records with rows, columns and marks, whatever form they are written in, and for each number its key.

pub mod grid;
pub mod heads;
pub mod joined;
pub mod key;
pub mod listing;
pub mod lists;
pub mod marks;
pub mod outline;
pub mod period;
mod prose_cells;
pub mod reader;
pub mod records;
pub mod unit;
pub mod words;

pub use key::{Key, Slot};
pub use listing::{listed, Listed};
pub use reader::{Fact, Facts, Place};
pub use records::{Cell, Records, Row};
