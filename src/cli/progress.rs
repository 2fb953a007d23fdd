//! How far the work is, for people who wait: on the terminal behind standard error, never in a pipe, a file or CI.

use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal;

/// Fewer files are done before anybody could read the bar.
const FEW: usize = 20;

/// A bar for so many files; a hidden one where nobody would see it, or few would.
pub fn bar(files: usize) -> ProgressBar {
    let dumb = std::env::var_os("TERM").is_some_and(|t| t == "dumb");
    if files <= FEW || dumb || std::env::var_os("CI").is_some() || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len}").unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(files as u64).with_style(style)
}
