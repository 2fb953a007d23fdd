//! Turns `rules/` into tables of the program: JSON without comments and examples. Reading TOML took longer than reading a short report.

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// What explains a rule and tests it; linting needs none of it.
const EXAMPLES: [&str; 3] = ["flagged", "checked", "silent"];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=rules");
    let top = Path::new("rules");
    let mut paths = Vec::new();
    toml_files(top, &mut paths)?;
    let mut names = Vec::new();
    for path in paths {
        let name: Vec<_> = path.strip_prefix(top)?.iter().map(|part| part.to_string_lossy()).collect();
        names.push((name.join("/"), path));
    }
    names.sort();
    let mut tables = String::from("&[\n");
    for (name, path) in names {
        let mut table: toml::Table = fs::read_to_string(&path)?.parse().map_err(|e| format!("{}: {e}", path.display()))?;
        table.retain(|key, _| !EXAMPLES.contains(&key));
        writeln!(tables, "({name:?}, {:?}),", serde_json::to_string(&table)?)?;
    }
    tables.push(']');
    fs::write(PathBuf::from(std::env::var("OUT_DIR")?).join("rules.rs"), tables)?;
    Ok(())
}

fn toml_files(folder: &Path, out: &mut Vec<PathBuf>) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            toml_files(&path, out)?;
        } else if path.extension().is_some_and(|e| e == "toml") {
            out.push(path);
        }
    }
    Ok(())
}
