//! The files of a question, read and linted: each alone, or several as a packet.

use crate::answer::Problem;
use report_lint::formats::{self, Options};
use report_lint::language::Language;
use report_lint::mutual::{self, Together};
use report_lint::render::{comments, Linted};
use report_lint::rulebook::Rulebook;
use serde::Deserialize;
use std::cell::OnceCell;

thread_local! {
    /// The rules, read once.
    static BOOK: OnceCell<Rulebook> = const { OnceCell::new() };
}

/// A file that is asked about.
#[derive(Deserialize)]
pub struct Asked {
    name: String,
    /// How many bytes it has.
    length: usize,
    #[serde(default)]
    role: Role,
}

/// What a file is to the others.
#[derive(Clone, Copy, Default, Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Role {
    /// Nothing: it is read by itself.
    #[default]
    Alone,
    /// One of the packet.
    Beside,
    /// A report of an earlier period.
    Before,
}

/// The bytes of each file out of those behind a question.
pub fn parted(files: &[Asked], mut bytes: Vec<u8>) -> Result<Vec<Vec<u8>>, Problem> {
    if files.iter().map(|file| file.length).sum::<usize>() != bytes.len() {
        return Err(Problem::mistake("the files are not as long as the question says"));
    }
    let mut parts = Vec::new();
    for file in files {
        let rest = bytes.split_off(file.length);
        parts.push(std::mem::replace(&mut bytes, rest));
    }
    Ok(parts)
}

/// Reads and lints as the command line does without a configuration; those of a packet have what they say of each other among their findings.
/// What is wrong with a report of an earlier period alone is told too, since it is open on the page.
pub fn read(files: &[Asked], parts: Vec<Vec<u8>>, language: Option<Language>) -> Result<Vec<Result<Linted, Problem>>, Problem> {
    BOOK.with(|kept| {
        if kept.get().is_none() {
            let _ = kept.set(Rulebook::for_linting().map_err(Problem::mistake)?);
        }
        let book = kept.get().ok_or_else(|| Problem::mistake("no rules"))?;
        let read: Vec<Result<Linted, Problem>> = files.iter().zip(parts).map(|(file, bytes)| linted(file, bytes, book, language)).collect();
        Ok(joined(files, read, book, language))
    })
}

fn linted(file: &Asked, bytes: Vec<u8>, book: &Rulebook, language: Option<Language>) -> Result<Linted, Problem> {
    let source = formats::read(&file.name, bytes, Options::default()).map_err(|error| Problem::of(&error))?;
    let mut report = match file.role {
        Role::Alone => report_lint::audit(&source, book, language),
        Role::Beside | Role::Before => report_lint::audit_in_packet(&source, book, language),
    };
    if let Some(limit) = report.limit.as_ref().filter(|limit| !limit.leaves_findings()) {
        return Err(Problem::limit(limit));
    }
    comments::hide_settled(&source, &mut report.findings);
    Ok(Linted { source, report })
}

/// Adds to the reports of a packet what they say of each other.
fn joined(files: &[Asked], read: Vec<Result<Linted, Problem>>, book: &Rulebook, language: Option<Language>) -> Vec<Result<Linted, Problem>> {
    let mut together = Together::default();
    let mut reports: Vec<Linted> = Vec::new();
    let mut places: Vec<Result<(), Problem>> = Vec::new();
    for (file, read) in files.iter().zip(read) {
        places.push(read.map(|report| {
            match file.role {
                Role::Alone => {}
                Role::Beside => together.members.push(reports.len()),
                Role::Before => together.previous.push(reports.len()),
            }
            reports.push(report);
        }));
    }
    together.beside = together.members.len() > 1;
    for outcome in mutual::said(&together, &reports, |_| (book, language)) {
        mutual::hand_over(&mut reports, outcome, |_, _| ());
    }
    let mut reports = reports.into_iter();
    places.into_iter().filter_map(|place| place.map_or_else(|problem| Some(Err(problem)), |()| reports.next().map(Ok))).collect()
}
