//! What the numbers of a report count: records with rows, columns and marks, whatever form they are written in.

pub mod lists;
pub mod marks;
pub mod records;

pub use records::{Cell, Records, Row};
