//! Fits the weights of evidence on texts without labels and writes `rules/evidence.toml`.
//!
//!     cargo run --release --example calibrate -- OUT.toml FOLDER... [--held-out]
//!
//! A reading is a relation that a law proposes for a number; the readings of one number and "none is meant" exclude each other. The weights are
//! those under which the outcomes of all readings are most probable: where a reading was meant it holds nearly always, where it was not it holds by
//! chance (`relations/evidence/chance.rs`). With --held-out it fits on every second text and prints how likely the other half is then.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, missing_docs)]

use report_lint::formats;
use report_lint::pool;
use report_lint::relations::evidence::{Law, Outcome, Reading};
use report_lint::rulebook::Rulebook;
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Groups of one law that one text may bring, so that no yearbook sets all weights.
const GROUPS: usize = 300;
/// Texts of more bytes are left out.
const LONGEST: u64 = 400_000;
/// How strongly weights are drawn to zero; more for features that are rarely seen.
const RIDGE: f64 = 2.0;
const STEPS: usize = 300;

/// One reading of a group: the indices of its features with their strength, the ratio of likelihoods, whether it holds, and by what chance.
struct Row {
    features: Vec<(usize, f64)>,
    log_likelihood: f64,
    outcome: Outcome,
    chance: f64,
}

#[derive(Default)]
struct Body {
    names: Vec<String>,
    index: HashMap<String, usize>,
    groups: Vec<Vec<Row>>,
}

impl Body {
    fn add(&mut self, readings: &[&Reading]) {
        let row = |reading: &&Reading, this: &mut Body| {
            let features = reading.features.iter().map(|(f, x)| {
                let sign = if f.1.is_empty() { "" } else { "=" };
                let name = format!("{}|{}{sign}{}", reading.law.name(), f.0, f.1);
                let next = this.names.len();
                let at = *this.index.entry(name.clone()).or_insert(next);
                if at == next {
                    this.names.push(name);
                }
                (at, f64::from(*x))
            });
            let features = features.collect();
            Row { features, log_likelihood: reading.seen.likelihood.ln().clamp(-30.0, 30.0), outcome: reading.seen.outcome, chance: reading.seen.chance }
        };
        let rows = readings.iter().map(|r| row(r, self)).collect();
        self.groups.push(rows);
    }

    /// The weights, by the index of their feature.
    fn fit(&self) -> Vec<f64> {
        let n = self.names.len();
        let (mut w, mut first, mut second) = (vec![0.0; n], vec![0.0; n], vec![0.0; n]);
        for step in 1..=STEPS {
            let mut gradient: Vec<f64> = w.iter().map(|w| -RIDGE * w).collect();
            for group in &self.groups {
                let (prior, posterior) = self.shares(group, &w);
                for (row, (p, q)) in group.iter().zip(prior.iter().zip(&posterior)) {
                    row.features.iter().for_each(|&(f, x)| gradient[f] += (q - p) * x);
                }
            }
            for f in 0..n {
                first[f] = 0.9 * first[f] + 0.1 * gradient[f];
                second[f] = 0.999 * second[f] + 0.001 * gradient[f] * gradient[f];
                let (m, v) = (first[f] / (1.0 - 0.9f64.powi(step as i32)), second[f] / (1.0 - 0.999f64.powi(step as i32)));
                w[f] += 0.08 * m / (v.sqrt() + 1e-8);
            }
        }
        w
    }

    fn shares(&self, group: &[Row], w: &[f64]) -> (Vec<f64>, Vec<f64>) {
        let score = |row: &Row| row.features.iter().map(|&(f, x)| w[f] * x).sum::<f64>().clamp(-30.0, 30.0);
        let odds: Vec<f64> = group.iter().map(|r| score(r).exp()).collect();
        let seen: Vec<f64> = group.iter().zip(&odds).map(|(r, o)| o * r.log_likelihood.exp()).collect();
        let (all, total) = (1.0 + odds.iter().sum::<f64>(), 1.0 + seen.iter().sum::<f64>());
        (odds.iter().map(|o| o / all).collect(), seen.iter().map(|s| s / total).collect())
    }

    /// Σ log likelihood of all groups over chance, in bits.
    fn gain(&self, names: &[String], weights: &[f64]) -> f64 {
        let known: HashMap<&str, f64> = names.iter().map(String::as_str).zip(weights.iter().copied()).collect();
        let w: Vec<f64> = self.names.iter().map(|n| known.get(n.as_str()).copied().unwrap_or(0.0)).collect();
        let score = |row: &Row| row.features.iter().map(|&(f, x)| w[f] * x).sum::<f64>().clamp(-30.0, 30.0);
        let one = |group: &Vec<Row>| {
            let odds: Vec<f64> = group.iter().map(|r| score(r).exp()).collect();
            let seen: f64 = group.iter().zip(&odds).map(|(r, o)| o * r.log_likelihood.exp()).sum();
            ((1.0 + seen) / (1.0 + odds.iter().sum::<f64>())).log2()
        };
        self.groups.iter().map(one).sum()
    }
}

fn texts(folders: &[String]) -> Vec<PathBuf> {
    let is_text = |p: &Path| p.extension().and_then(|e| e.to_str()).is_some_and(|e| ["md", "txt", "docx", "xlsx"].contains(&e));
    let all = folders.iter().flat_map(|f| walkdir::WalkDir::new(f).sort_by_file_name());
    let files = all.filter_map(Result::ok).filter(|e| e.file_type().is_file() && is_text(e.path()));
    files.filter(|e| e.metadata().is_ok_and(|m| m.len() <= LONGEST)).map(|e| e.into_path()).collect()
}

fn readings(path: &Path, rulebook: &Rulebook) -> Vec<Reading> {
    let Ok(bytes) = std::fs::read(path) else { return Vec::new() };
    let name = path.file_name().unwrap().to_string_lossy();
    let Ok(source) = formats::read(&name, bytes, formats::Options::default()) else { return Vec::new() };
    report_lint::readings(&source, rulebook).into_iter().flatten().collect()
}

fn main() {
    let (options, args): (Vec<String>, Vec<String>) = std::env::args().skip(1).partition(|a| a.starts_with("--"));
    let (out, folders) = args.split_first().expect("OUT.toml FOLDER...");
    let rulebook = Rulebook::built_in().unwrap();
    let paths = texts(folders);
    let read = pool::map(&paths, 0, |p| readings(p, &rulebook));
    let held_out = options.iter().any(|o| o == "--held-out");
    let (mut body, mut other) = (Body::default(), Body::default());
    for (at, text) in read.iter().enumerate() {
        let mut groups: BTreeMap<(Law, usize, usize), Vec<&Reading>> = BTreeMap::new();
        let mut kinds: HashMap<usize, Law> = HashMap::new();
        text.iter().for_each(|r| groups.entry((*kinds.entry(r.group).or_insert(r.law), r.group, r.copy)).or_default().push(r));
        let mut sizes: HashMap<Law, (usize, usize)> = HashMap::new();
        groups.keys().for_each(|(law, ..)| sizes.entry(*law).or_default().0 += 1);
        for ((law, ..), members) in groups {
            // A long text is sampled evenly.
            let (all, seen) = sizes.get_mut(&law).unwrap();
            *seen += 1;
            if seen.is_multiple_of(all.div_ceil(GROUPS)) {
                if held_out && at % 2 == 1 { &mut other } else { &mut body }.add(&members);
            }
        }
    }
    let w = body.fit();
    println!("{} texts, {} groups, {} weights, gain over chance {:.0} bits", read.len(), body.groups.len(), w.len(), body.gain(&body.names, &w));
    if held_out {
        println!("held out: {} groups, gain {:.0} bits", other.groups.len(), other.gain(&body.names, &w));
        return;
    }
    write(out, &body, &w);
}

/// Replaces the weights of a file, and leaves what stands before them.
fn write(out: &str, body: &Body, w: &[f64]) {
    let old = std::fs::read_to_string(out).unwrap_or_default();
    let mut text = old.split("[weights").next().unwrap_or_default().to_owned();
    let mut count: Vec<(usize, f64, f64)> = vec![(0, 0.0, 0.0); body.names.len()];
    for row in body.groups.iter().flatten() {
        for &(f, _) in &row.features {
            count[f].0 += 1;
            count[f].1 += f64::from(u8::from(row.outcome == Outcome::Holds));
            count[f].2 += row.chance;
        }
    }
    let mut order: Vec<usize> = (0..body.names.len()).filter(|&f| w[f].abs() >= 0.005).collect();
    order.sort_by(|&a, &b| body.names[a].cmp(&body.names[b]));
    let mut last = "";
    for f in order {
        let (law, name) = body.names[f].split_once('|').unwrap();
        if law != last {
            writeln!(text, "\n[weights.{law}]").unwrap();
            last = law;
        }
        let (n, held, chance) = count[f];
        let share = |x: f64| 100.0 * x / n as f64;
        writeln!(text, "{:<26} = {:>6.2} # {n:>6} seen, {:>3.0} % hold, {:>3.0} % by chance", format!("{name:?}"), w[f], share(held), share(chance)).unwrap();
    }
    std::fs::write(out, text.replace("\n\n\n", "\n\n")).unwrap();
}
