//! Writes the reports that `compare.sh` and `growth.sh` measure with: `cargo run --release --example write-reports -- FOLDER`.

#![allow(clippy::unwrap_used)]

#[path = "../tests/office/mod.rs"]
mod office;
mod reports;

use reports::Plan;
use std::fs::{create_dir_all, write};
use std::path::Path;

/// Bytes of a report of a usual length.
const USUAL: usize = 94_000;
/// Characters of a printed page.
const PAGE: usize = 2_400;

fn main() {
    let Some(folder) = std::env::args().nth(1) else {
        eprintln!("usage: write-reports FOLDER");
        std::process::exit(2);
    };
    let folder = Path::new(&folder);
    let usual = Plan::usual(USUAL).text();
    several(&folder.join("one"), 1, |_| usual.clone());
    several(&folder.join("fifty"), 50, |_| usual.clone());
    several(&folder.join("small"), 2_000, |n| Plan { bytes: 1_000 + n, ..Plan::usual(0) }.text());
    several(&folder.join("long"), 1, |_| Plan::usual(20_000_000).text());
    for times in [1, 10, 100] {
        several(&folder.join(format!("length/{times}")), 1, |_| Plan::usual(times * USUAL).text());
        several(&folder.join(format!("files/{times}")), times, |_| usual.clone());
    }
    create_dir_all(folder.join("word")).unwrap();
    write(folder.join("word/pages.docx"), pages(100)).unwrap();
    create_dir_all(folder.join("packet")).unwrap();
    (0..40).for_each(|n| write(folder.join(format!("packet/{n:02}.docx")), of_packet(n, 100)).unwrap());
}

fn several(folder: &Path, count: usize, text: impl Fn(usize) -> String) {
    create_dir_all(folder).unwrap();
    (1..=count).for_each(|n| write(folder.join(format!("{n}.md")), text(n)).unwrap());
}

/// A Word file of so many pages.
fn pages(count: usize) -> Vec<u8> {
    word(&Plan::usual(count * PAGE * 4 / 3).text(), count)
}

/// The same as a document of a packet, that has half of its sections in common with the one before it and half with the next one.
fn of_packet(number: usize, count: usize) -> Vec<u8> {
    // A section has more than a page.
    let first = 1 + number * count / 2;
    word(&Plan::usual(0).sections(first..first + count), count)
}

fn word(text: &str, count: usize) -> Vec<u8> {
    let body: String = text.chars().take(count * PAGE).collect();
    let paragraphs: Vec<&str> = body.split("\n").filter(|line| !line.is_empty()).collect();
    office::Docx::of_paragraphs(&paragraphs).bytes()
}
