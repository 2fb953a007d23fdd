//! Where the parts of a Word file or workbook are: their names are free, only the relationships between them tell what each is.

use super::package::Package;
use super::xml::{attribute, name, Step, Xml};
use super::FormatError;

/// The part that a package is about.
const MAIN: &str = "officeDocument";

/// The relationships of one part.
#[derive(Clone, Debug, Default)]
pub(super) struct Relationships {
    /// Id, kind (the last word of its type) and part, as they stand in the file.
    list: Vec<(String, String, String)>,
    /// The list itself is damaged: what was read of it may be too little.
    pub damaged: bool,
}

impl Relationships {
    /// Those of a part; of the package itself where the name is empty. None are there where there is no list of them.
    pub fn of(package: &mut Package, part: &str) -> Result<Relationships, FormatError> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let mut found = Relationships::default();
        let Some(text) = package.xml(&list_of(part))? else { return Ok(found) };
        let mut xml = Xml::new(&text);
        loop {
            let Ok(step) = xml.step() else {
                found.damaged = true;
                return Ok(found);
            };
            match step {
                Step::Open(start) if name(&start) == "Relationship" && attribute(&start, "TargetMode").as_deref() != Some("External") => {
                    let of = |key| attribute(&start, key).unwrap_or_default();
                    let kind = of("Type").rsplit('/').next().unwrap_or_default().to_owned();
                    found.list.push((of("Id"), kind, resolved(folder, file, &of("Target"))));
                }
                Step::End => return Ok(found),
                _ => {}
            }
        }
    }

    /// The first part of that kind (`styles`).
    pub fn first(&self, kind: &str) -> Option<&str> {
        self.list.iter().find(|(_, k, _)| k == kind).map(|(_, _, part)| part.as_str())
    }

    /// The parts of that kind, each with the id that the part calls it by.
    pub fn of_kind<'r>(&'r self, kind: &'r str) -> impl Iterator<Item = (&'r str, &'r str)> {
        self.list.iter().filter(move |(_, k, _)| k == kind).map(|(id, _, part)| (id.as_str(), part.as_str()))
    }

    /// True if that id is taken.
    pub fn has_id(&self, id: &str) -> bool {
        self.list.iter().any(|(known, ..)| known == id)
    }
}

/// The name of the list of relationships of a part.
pub(super) fn list_of(part: &str) -> String {
    match part.rsplit_once('/') {
        Some((folder, file)) => format!("{folder}/_rels/{file}.rels"),
        None => format!("_rels/{part}.rels"),
    }
}

/// The part that a package is about; `usual` is its name where no relationship tells.
pub(super) fn main_part(package: &mut Package, usual: &[&str]) -> Result<Option<String>, FormatError> {
    let found = Relationships::of(package, "")?.first(MAIN).map(str::to_owned).filter(|part| package.has(part));
    Ok(found.or_else(|| usual.iter().find(|part| package.has(part)).map(|part| (*part).to_owned())))
}

/// A target as a name in the package: seen from the folder of the part that refers to it, unless it begins at the top.
fn resolved(folder: &str, file: &str, target: &str) -> String {
    let target = target.split('#').next().unwrap_or_default().replace('\\', "/");
    if target.is_empty() {
        return format!("{folder}/{file}");
    }
    let mut steps: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            _ => steps.push(step),
        }
    }
    steps.retain(|step| !step.is_empty());
    steps.join("/")
}
