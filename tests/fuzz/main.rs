//! The targets of `fuzz/` on a stable compiler: seeds, mutated by their structure, with a fixed dice.
//!
//! `FUZZ_ROUNDS=N` runs N rounds of each target, `FUZZ_ONLY=NAME` one target, `FUZZ_SEED=S` another dice; a failure prints what makes it
//! again. `FUZZ_CORPUS=DIR` writes the seeds for `cargo fuzz`.

#![allow(clippy::unwrap_used, clippy::panic)]

mod mutate;
mod seeds;
#[path = "../../fuzz/targets/mod.rs"]
mod targets;

use mutate::Dice;
use std::panic::{catch_unwind, AssertUnwindSafe};
use std::time::{Duration, Instant};

/// Longest that one input may take; inputs are short.
const LONGEST: Duration = Duration::from_secs(if cfg!(debug_assertions) { 20 } else { 2 });
/// Longest that one target may take if nobody asks for more rounds.
const PATIENCE: Duration = Duration::from_secs(4);

fn wish(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|value| value.parse().unwrap_or_else(|e| panic!("{name}={value}: {e}")))
}

/// One target: its seeds as they are, then as many mutations as there is time for, or as were asked for.
fn fuzz(name: &str) {
    let only = std::env::var("FUZZ_ONLY").unwrap_or_default();
    if !only.is_empty() && only != name {
        return;
    }
    let (run, seeds) = (targets::named(name), seeds::of(name));
    seeds.iter().for_each(|seed| run(seed));
    let (rounds, first) = (wish("FUZZ_ROUNDS"), wish("FUZZ_SEED").unwrap_or(1));
    let begun = Instant::now();
    let mut done = 0;
    while rounds.map_or(begun.elapsed() < PATIENCE && done < 2_000, |rounds| done < rounds) {
        let seed = first + done;
        let input = mutate::mutated(&mut Dice::new(seed), name, &seeds);
        one(name, run, seed, &input);
        done += 1;
    }
    println!("{name}: {} seeds, {done} mutations in {:?}", seeds.len(), begun.elapsed());
}

/// One input; what fails is kept beside the build, where it can be run again.
fn one(name: &str, run: targets::Run, seed: u64, input: &[u8]) {
    let begun = Instant::now();
    let failed = catch_unwind(AssertUnwindSafe(|| run(input))).is_err();
    if failed || begun.elapsed() > LONGEST && again(run, input) > LONGEST {
        let kept = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{seed}"));
        std::fs::write(&kept, input).unwrap();
        let what = if failed { "panicked".to_owned() } else { format!("took {:?}", begun.elapsed()) };
        panic!("{name} {what}; again: FUZZ_ONLY={name} FUZZ_SEED={seed} FUZZ_ROUNDS=1 cargo test --test fuzz; input: {}", kept.display());
    }
}

/// How long it takes once more: the machine may have been busy.
fn again(run: targets::Run, input: &[u8]) -> Duration {
    let begun = Instant::now();
    run(input);
    begun.elapsed()
}

macro_rules! targets {
    ($($name:ident)*) => {
        $(#[test]
        fn $name() {
            fuzz(stringify!($name));
        })*

        #[test]
        fn every_target_is_run() {
            let all: Vec<&str> = targets::ALL.iter().map(|t| t.0).collect();
            assert_eq!(all, [$(stringify!($name)),*]);
            for name in all {
                let binary = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("fuzz/fuzz_targets/{name}.rs"));
                let text = std::fs::read_to_string(&binary).unwrap_or_default();
                assert!(text.contains(&format!("named(\"{name}\")")), "{name} has its binary for cargo fuzz");
            }
        }
    };
}

targets! { text claims outputs docx odt xlsx ods html pdf rule config baseline lsp }

#[test]
fn the_corpus_is_written_where_it_is_wanted() {
    let Ok(folder) = std::env::var("FUZZ_CORPUS") else { return };
    for (name, _) in targets::ALL {
        let folder = std::path::Path::new(&folder).join(name);
        std::fs::create_dir_all(&folder).unwrap();
        for (at, seed) in seeds::of(name).iter().enumerate() {
            std::fs::write(folder.join(format!("seed-{at}")), seed).unwrap();
        }
    }
    let quoted = |token: &&str| format!("\"{}\"\n", token.bytes().map(|b| format!("\\x{b:02X}")).collect::<String>());
    std::fs::write(std::path::Path::new(&folder).join("dictionary"), mutate::words().iter().map(quoted).collect::<String>()).unwrap();
}
