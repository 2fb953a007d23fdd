//! Findings that are known and accepted for now, kept in a file: later runs show only what is new.
//!
//! Entries are keyed by content (file, rule, quoted words and their neighbours), not by line, so they outlive edits elsewhere in the report.

use crate::findings::fingerprint::fingerprints;
use crate::findings::Finding;
use crate::source::Source;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

const VERSION: u32 = 1;

/// The accepted findings by file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    files: BTreeMap<String, BTreeMap<String, Entry>>,
}

/// One accepted finding, in words for those who read the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Name of the rule.
    pub rule: String,
    /// The words that it accuses.
    pub words: String,
}

/// The form of the file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Form {
    version: u32,
    findings: Vec<Line>,
}

#[derive(Serialize, Deserialize)]
struct Line {
    path: String,
    fingerprint: String,
    #[serde(flatten)]
    entry: Entry,
}

impl Baseline {
    /// Reads a baseline; the error is one clear sentence.
    pub fn parse(text: &str) -> Result<Baseline, String> {
        // A key of the file that the error quotes may hold line ends.
        let one_line = |error: serde_json::Error| error.to_string().split_whitespace().collect::<Vec<_>>().join(" ");
        let form: Form = serde_json::from_str(text).map_err(|error| format!("no baseline: {}", one_line(error)))?;
        if form.version != VERSION {
            return Err(format!("a baseline of version {}, this program knows version {VERSION}", form.version));
        }
        let mut baseline = Baseline::default();
        for Line { path, fingerprint, entry } in form.findings {
            baseline.files.entry(path).or_default().insert(fingerprint, entry);
        }
        Ok(baseline)
    }

    /// The file, an entry a line, in the order of files and fingerprints.
    pub fn write(&self) -> serde_json::Result<String> {
        let mut lines = Vec::new();
        for (path, entries) in &self.files {
            for (fingerprint, entry) in entries {
                lines.push(serde_json::to_string(&Line { path: path.clone(), fingerprint: fingerprint.clone(), entry: entry.clone() })?);
            }
        }
        Ok(format!("{{\"version\":{VERSION},\"findings\":[\n{}\n]}}\n", lines.join(",\n")))
    }

    /// Accepts all findings of a file, and forgets what it accepted of that file before. `findings` must be in reading order.
    pub fn accept(&mut self, path: &str, source: &Source, findings: &[Finding]) {
        let entry = |f: &Finding| Entry { rule: f.rule.clone(), words: f.primary.of(&source.text).split_whitespace().collect::<Vec<_>>().join(" ") };
        let entries: BTreeMap<String, Entry> = fingerprints(source, findings).into_iter().zip(findings.iter().map(entry)).collect();
        self.files.remove(path);
        if !entries.is_empty() {
            self.files.insert(path.to_owned(), entries);
        }
    }

    /// Takes the accepted findings out, and returns the entries of the file that match nothing any more.
    pub fn hide(&self, path: &str, source: &Source, findings: &mut Vec<Finding>) -> Vec<&Entry> {
        let Some(entries) = self.files.get(path) else { return Vec::new() };
        let prints = fingerprints(source, findings.iter());
        let mut met: BTreeSet<&str> = BTreeSet::new();
        let mut prints_left = prints.iter();
        findings.retain(|_| match prints_left.next().and_then(|print| entries.get_key_value(print)) {
            Some((print, _)) => {
                met.insert(print);
                false
            }
            None => true,
        });
        entries.iter().filter(|(print, _)| !met.contains(print.as_str())).map(|(_, entry)| entry).collect()
    }

    /// Forgets the files that `is_there` does not know.
    pub fn prune(&mut self, is_there: impl Fn(&str) -> bool) {
        self.files.retain(|path, _| is_there(path));
    }

    /// The files that it accepts findings of.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }
}
