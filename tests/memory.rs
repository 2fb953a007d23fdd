//! Texts made to take much memory for their size: the most that the program held at once, as Linux counts it. Elsewhere the tests say `skipped`.
//! The pages of the program's own file do not count: how many of them stay in memory is the machine's choice, and a debug build has 100 MB of them.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::process::{Command, Stdio};
use std::time::Duration;

/// The most that the program held at once while it linted a text, in megabytes.
fn peak(text: &str) -> Option<u64> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("text.md");
    std::fs::write(&file, text).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_report-lint"));
    let mut child = command.args(["--isolated", "--quiet"]).arg(&file).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut most = None;
    while child.try_wait().unwrap().is_none() {
        let now = std::fs::read_to_string(&status).unwrap_or_default();
        let kilobytes = |field: &str| now.lines().find_map(|line| line.strip_prefix(field)?.trim().trim_end_matches(" kB").parse::<u64>().ok());
        // The peak between two looks counts too, so the file's pages are taken off the peak.
        most = most.max(kilobytes("VmHWM:").map(|peak| peak.saturating_sub(kilobytes("RssFile:").unwrap_or(0))));
        std::thread::sleep(Duration::from_millis(2));
    }
    most.map(|kilobytes| kilobytes >> 10)
}

fn total_of(parts: usize, paragraphs: usize) -> String {
    format!("Tổng 100 ha, trong đó: {}.\n\n", vec!["A 1 ha"; parts].join(", ")).repeat(paragraphs)
}

/// Every row is a total, so that every row may be the sum of all others.
fn tables_of_totals(tables: usize) -> String {
    let row = |name: &str, cell: &dyn Fn(usize) -> String| format!("| {name} | {} |\n", (1..21).map(cell).collect::<Vec<_>>().join(" | "));
    let head = row("Xã", &|column| format!("Cột {column}")) + &row("---", &|_| "---".to_owned());
    let rows: String = (0..150).map(|at| row(&format!("Tổng cộng {at}"), &|column| (at * column * 7 % 977 + 11).to_string())).collect();
    format!("{head}{rows}\n\n").repeat(tables)
}

#[test]
fn relations_are_counted_before_they_fill_the_memory() {
    let cases = [
        ("numbers that only stand together", total_of(149, 40), 120),
        ("paragraphs crowded with numbers", total_of(450, 20), 60),
        ("tables of totals", tables_of_totals(3), 150),
    ];
    are_within(&cases);
}

/// Notes that each contradict their place, and numbers told again and again: far more relations than numbers.
#[test]
fn contradictions_in_great_number_are_held_once() {
    let notes = |count: usize| (0..count).map(|i| format!("Ý thứ {i} có 12 hộ[^{i}].\n\n[^{i}]: Gồm 5 hộ và {} hộ.\n\n", i % 9)).collect::<String>();
    are_within(&[("contradicting notes", notes(5_000), 150)]);
}

#[test]
fn what_is_over_a_limit_is_refused_before_it_fills_the_memory() {
    let words = "xã đã làm tốt công tác phòng chống dịch bệnh trong năm";
    let small: String = (0..760_000).map(|i| format!("Xã {i} {words}\n\n")).collect();
    assert!(small.len() > 60_000_000 && small.len() < 64_000_000, "{}", small.len());
    are_within(&[
        ("a letter a paragraph", "a\n\n".repeat(2_000_000), 60),
        ("a letter a word", format!("{}\n\n", "a b c d e f g h i k l m").repeat(1_300_000), 90),
        ("small paragraphs with more figures than one report may have", small, 600),
        ("long paragraphs, as many as one file may have", (words.repeat(40) + "\n\n").repeat(20_000), 600),
        ("doubled words in one paragraph", "các các ".repeat(800_000), 80),
        ("brackets inside each other", "(".repeat(32_000), 60),
    ]);
}

/// Paragraphs of some fifteen words, no two of them alike: an eighth of the largest text that is read; the whole of it where that does not take minutes.
#[test]
fn the_largest_text_of_small_paragraphs_is_read() {
    let whole = 63_900_000;
    // The debug build takes 82 for an eighth; the other one 590 to 604 for the whole, by machine.
    let (bytes, most) = if cfg!(debug_assertions) { (whole / 8, 120) } else { (whole, 640) };
    are_within(&[("small paragraphs", small_paragraphs(bytes), most)]);
}

fn small_paragraphs(bytes: usize) -> String {
    const SYLLABLES: [&str; 16] = ["lúa", "ngô", "đường", "thôn", "cầu", "trạm", "lớp", "chợ", "nước", "rừng", "đất", "nhà", "bò", "quế", "chè", "cá"];
    let (mut out, mut seed) = (String::with_capacity(bytes + 200), 7u64);
    while out.len() < bytes {
        out.push_str("Xã có");
        let mut last = 0;
        for _ in 0..13 {
            seed = seed.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
            last = (last + 1 + (seed >> 40) as usize % 15) % 16;
            out.push(' ');
            out.push_str(SYLLABLES[last]);
        }
        out.push_str(".\n\n");
    }
    out
}

fn are_within(cases: &[(&str, String, u64)]) {
    for (what, text, most) in cases {
        match peak(text) {
            Some(found) => {
                println!("{what}: {found} MB of {most}");
                assert!(found <= *most, "{what}: {found} MB for {} kB", text.len() >> 10)
            }
            None => println!("skipped: nothing tells the memory of a program here"),
        }
    }
}
