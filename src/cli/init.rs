//! What a folder of reports begins with: a commented configuration, and the entry for pre-commit. Nothing is ever written over.

use super::args::InitArgs;
use super::output::{self, Stop};
use super::saving;
use report_lint::render::signs;
use report_lint::rulebook::Language;
use report_lint::{config, formats, reading};
use std::io::ErrorKind;
use std::path::Path;
use std::process::ExitCode;

/// The configuration, all of it explained and commented out.
const TEMPLATE: &str = include_str!("init.toml");

/// The configuration of pre-commit.
const PRE_COMMIT: &str = ".pre-commit-config.yaml";

/// Calls the program that is installed, so that it needs no address to fetch anything from.
const ENTRY: &str = "  - repo: local
    hooks:
      - id: report-lint
        name: report-lint
        entry: report-lint --force-exclude
        language: system
        files: '\\.({endings})$'
        require_serial: true
";

/// The entry, for all endings that reports have.
fn entry() -> String {
    ENTRY.replace("{endings}", &formats::extensions().collect::<Vec<_>>().join("|"))
}

/// Writes the configuration, and the entry of pre-commit at the top of a git repository that has none; shows the entry elsewhere.
pub fn init(args: &InitArgs) -> Result<ExitCode, Stop> {
    let say = |vi: &str, en: &str| if Language::from(args.lang) == Language::Vi { vi.to_owned() } else { en.to_owned() };
    let folder = args.folder.strip_prefix(".").unwrap_or(&args.folder);
    let file = folder.join(config::FILE);
    // Each file by itself: one that is there keeps nobody from the other.
    let mut said = match create(&file, &template(args.lang.into()))? {
        true => format!("{}: {}\n", file.display(), say("đã tạo, mọi dòng đều có giải thích.", "written; every line is explained.")),
        false => format!("{}: {}\n", file.display(), say("đã có, giữ nguyên.", "is there already and was left as it is.")),
    };
    let hooks = folder.join(PRE_COMMIT);
    let shown = hooks.display();
    match reading::text(&hooks) {
        Ok(text) if text.contains("report-lint") => said += &format!("{shown}: {}\n", say("đã có report-lint.", "has report-lint already.")),
        Ok(_) => said += &format!("{shown}: {}\n\n{}", say("giữ nguyên; hãy thêm vào dưới `repos:`", "left as it is; add below `repos:`"), entry()),
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(Stop::Problem(format!("{shown}: {error}"))),
        Err(_) if folder.join(".git").exists() => {
            create(&hooks, &format!("repos:\n{}", entry()))?;
            said += &format!("{shown}: {}\n", say("đã tạo; bật bằng `pre-commit install`.", "written; `pre-commit install` turns it on."));
        }
        Err(_) if is_in_repository(&args.folder) => {
            said += &format!("{}\n\n{}", say("Cho pre-commit, ở gốc của kho git:", "For pre-commit, at the top of the git repository:"), entry());
        }
        Err(_) => {}
    }
    output::print(&signs::shown(&said))?;
    Ok(ExitCode::SUCCESS)
}

/// Writes a file that was not there; one that was there stays as it is, and the answer is no.
fn create(path: &Path, text: &str) -> Result<bool, Stop> {
    match saving::create(path, text.as_bytes()) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(Stop::Problem(format!("{}: {error}", path.display()))),
    }
}

/// The template with the explanations of one language: those in English begin with `#:`.
fn template(language: Language) -> String {
    let is_explanation = |line: &str| line == "#" || line.starts_with("# ") || line.starts_with("#:");
    let lines = TEMPLATE.lines().filter(|line| !is_explanation(line) || line.starts_with("#:") == (language == Language::En));
    lines.map(|line| line.replacen("#:", "#", 1) + "\n").collect()
}

fn is_in_repository(folder: &Path) -> bool {
    std::path::absolute(folder).is_ok_and(|full| full.ancestors().any(|a| a.join(".git").exists()))
}
