//! What can be said on the command line.

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use report_lint::formats::{Options, Tracked};
use report_lint::rulebook::{Language, Severity};
use std::path::PathBuf;

/// Finds figures in government reports that contradict each other.
#[derive(Debug, Parser)]
#[command(name = "report-lint", version, about, args_conflicts_with_subcommands = true)]
pub struct Cli {
    /// What to do other than linting.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// How to lint.
    #[command(flatten)]
    pub lint: LintArgs,
}

/// What the program does besides linting.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print the ledger: every number with the relations that were checked, and those that nothing checks
    Audit(AuditArgs),
    /// Print what each figure counts: subject, attribute, unit, period, scenario, base, place
    Facts(FactsArgs),
    /// Print the canonical text that the linter reads (what all byte spans point into)
    Text {
        /// The report; - is standard input
        path: PathBuf,
        /// How tracked changes of a Word file are read
        #[arg(long, value_name = "HOW", default_value = "accepted")]
        tracked: TrackedChanges,
    },
    /// List the rules, or explain one
    Rule(RuleArgs),
    /// Write a commented report-lint.toml and the entry for pre-commit; overwrites nothing
    Init(InitArgs),
    /// Print the JSON schema of report-lint.toml
    ConfigSchema,
    /// Print the JSON schema of --output-format json, or of an audit in JSON
    JsonSchema {
        /// What the JSON holds
        #[arg(value_name = "WHAT", default_value = "findings")]
        what: SchemaOf,
    },
    /// Serve an editor: a language server on standard input and output
    Lsp(LspArgs),
    /// Print the manual page
    #[command(hide = true)]
    Man,
    /// Print a completion script for a shell
    Completions {
        /// The shell
        shell: Shell,
    },
}

/// Arguments of linting.
#[derive(Debug, Args)]
pub struct LintArgs {
    /// Which files, and how.
    #[command(flatten)]
    pub input: InputArgs,
    /// What is read together.
    #[command(flatten)]
    pub packet: PacketArgs,
    /// After the findings, print the suggested edits as unified diffs; nothing is written
    #[arg(long)]
    pub fix_suggest: bool,
    /// The form of the output
    #[arg(long, value_name = "FORMAT", default_value = "full")]
    pub output_format: Format,
    /// Write a copy of the Word file with a comment for each finding; the file itself is never written
    #[arg(long, value_name = "OUT.docx")]
    pub annotate: Option<PathBuf>,
    /// Write a copy with comments of each Word file into this folder, under the names that the files have
    #[arg(long, value_name = "DIR", conflicts_with = "annotate")]
    pub annotate_dir: Option<PathBuf>,
    /// With html: write a page for each report and index.html into this folder
    #[arg(long, value_name = "DIR", conflicts_with = "output_file")]
    pub output_dir: Option<PathBuf>,
    /// Show only what this file of accepted findings does not know
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Accept all findings there are: write them to this file
    #[arg(long, value_name = "FILE")]
    pub write_baseline: Option<PathBuf>,
    /// Lowest severity that is shown
    #[arg(long, value_name = "LEVEL", default_value = "note")]
    pub severity: Level,
    /// Lowest severity that makes the exit status 1
    #[arg(long, value_name = "LEVEL", default_value = "error")]
    pub fail_on: Level,
    /// Exit with 0 even if there are findings
    #[arg(long)]
    pub exit_zero: bool,
    /// Print no findings in words and no summary
    #[arg(long, short)]
    pub quiet: bool,
    /// Count the findings of each rule
    #[arg(long)]
    pub statistics: bool,
    /// List the files that would be linted, and stop
    #[arg(long)]
    pub show_files: bool,
}

/// Arguments of the audit.
#[derive(Debug, Args)]
pub struct AuditArgs {
    /// Which files, and how.
    #[command(flatten)]
    pub input: InputArgs,
    /// What is read together.
    #[command(flatten)]
    pub packet: PacketArgs,
    /// The form of the output: full, json or json-lines
    #[arg(long, value_name = "FORMAT", default_value = "full")]
    pub output_format: Format,
    /// Show all relations and all numbers that nothing checks
    #[arg(long, short)]
    pub verbose: bool,
}

/// Arguments that say which files belong together.
#[derive(Debug, Args)]
pub struct PacketArgs {
    /// The files belong together (a report, its annexes, its summary, the draft resolution): what they say of the same facts is compared
    #[arg(long)]
    pub packet: bool,
    /// The report of the period before: what the files say of it, and running totals, are compared with it; several times for a series, the oldest first
    #[arg(long, value_name = "FILE")]
    pub previous: Vec<PathBuf>,
}

/// Arguments of `facts`.
#[derive(Debug, Args)]
pub struct FactsArgs {
    /// Which files, and how.
    #[command(flatten)]
    pub input: InputArgs,
    /// The form of the output
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub output_format: FactsFormat,
    /// How many of the figures have each slot filled, instead of the figures
    #[arg(long)]
    pub statistics: bool,
    /// Compare two versions of one paper, the earlier one first: figures, dates and codes that were changed, added, dropped
    #[arg(long, conflicts_with = "statistics")]
    pub diff: bool,
}

/// The form of a list of figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FactsFormat {
    /// For people: one line a figure.
    Table,
    /// For spreadsheets.
    Csv,
    /// One JSON object.
    Json,
    /// One JSON object a file, each on a line.
    JsonLines,
}

/// Arguments of `rule`.
#[derive(Debug, Args)]
pub struct RuleArgs {
    /// The rule to explain; all are listed without one
    pub name: Option<String>,
    /// Language of the explanation
    #[arg(long, value_name = "LANG", default_value = "vi")]
    pub lang: Lang,
    /// A folder with more rules
    #[arg(long, value_name = "DIR")]
    pub rules: Option<PathBuf>,
    /// All rules with their examples as one Markdown page
    #[arg(long, conflicts_with = "name")]
    pub markdown: bool,
}

/// Arguments of `init`.
#[derive(Debug, Args)]
pub struct InitArgs {
    /// The folder of the reports
    #[arg(default_value = ".")]
    pub folder: PathBuf,
    /// Language of what is said
    #[arg(long, value_name = "LANG", default_value = "vi")]
    pub lang: Lang,
}

/// Arguments of the language server.
#[derive(Debug, Args)]
pub struct LspArgs {
    /// What editors say for standard input and output; there is no other way
    #[arg(long, hide = true)]
    pub stdio: bool,
    /// What holds for the documents.
    #[command(flatten)]
    pub setting: SettingArgs,
}

/// Arguments that go over the configuration.
#[derive(Debug, Args)]
pub struct SettingArgs {
    /// A folder with more rules
    #[arg(long, value_name = "DIR")]
    pub rules: Option<PathBuf>,
    /// This configuration for all reports, not the nearest report-lint.toml of each
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// No configuration at all
    #[arg(long, conflicts_with = "config")]
    pub isolated: bool,
    /// Language of the messages; without it the configuration says it, else that of each report
    #[arg(long, value_name = "LANG")]
    pub lang: Option<Lang>,
}

/// Arguments that say what is read and with which rules.
#[derive(Debug, Args)]
pub struct InputArgs {
    /// Files and folders; - is standard input
    #[arg(default_value = ".")]
    pub paths: Vec<PathBuf>,
    /// What standard input is called in the output
    #[arg(long, value_name = "NAME")]
    pub stdin_filename: Option<String>,
    /// Only these rules
    #[arg(long, value_name = "RULE,…", value_delimiter = ',')]
    pub select: Vec<String>,
    /// These rules besides the selected ones
    #[arg(long, value_name = "RULE,…", value_delimiter = ',')]
    pub extend_select: Vec<String>,
    /// Not these rules
    #[arg(long, value_name = "RULE,…", value_delimiter = ',')]
    pub ignore: Vec<String>,
    /// What holds for the files.
    #[command(flatten)]
    pub setting: SettingArgs,
    /// Skip files that .gitignore or the configuration excludes, even if they are given by name
    #[arg(long)]
    pub force_exclude: bool,
    /// When to use colours
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub color: When,
    /// How tracked changes of a Word file are read
    #[arg(long, value_name = "HOW", default_value = "accepted")]
    pub tracked: TrackedChanges,
    /// Write the output to this file instead of standard output
    #[arg(long, value_name = "FILE")]
    pub output_file: Option<PathBuf>,
    /// How many files are linted at a time; 0 is as many as there are cores
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub jobs: usize,
}

/// The form of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people: snippets with both places underlined.
    Full,
    /// One line a finding.
    Concise,
    /// One JSON object.
    Json,
    /// One JSON object a file, each on a line.
    JsonLines,
    /// A table for spreadsheets: a row a finding, and a row for each file that was not read.
    Csv,
    /// SARIF 2.1.0, for code scanning and viewers.
    Sarif,
    /// Annotations of GitHub Actions.
    Github,
    /// The Code Quality report of GitLab.
    Gitlab,
    /// JUnit XML, for the test view of any CI system.
    Junit,
    /// The diagnostic format of reviewdog.
    Rdjson,
    /// One page to look at in a browser: the report with its numbers marked and the findings beside them.
    Html,
    /// Plain sentences, for screen readers and reading aloud.
    Narrated,
}

impl Format {
    /// One clear sentence where this format is none of the `possible` ones.
    pub fn must_be(self, possible: &[Format], what: &str) -> Result<(), String> {
        if possible.contains(&self) {
            return Ok(());
        }
        let name = |f: Format| f.to_possible_value().map_or(String::new(), |v| v.get_name().to_owned());
        let names: Vec<String> = possible.iter().map(|&f| name(f)).collect();
        Err(format!("there is no --output-format {}{what}: there are {}", name(self), names.join(", ")))
    }
}

/// What a JSON output holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SchemaOf {
    /// Findings
    Findings,
    /// Numbers and relations
    Audit,
}

/// A severity, as an option names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Level {
    /// `error`
    Error,
    /// `warning`
    Warning,
    /// `note`
    Note,
}

impl From<Level> for Severity {
    fn from(level: Level) -> Severity {
        match level {
            Level::Error => Severity::Error,
            Level::Warning => Severity::Warning,
            Level::Note => Severity::Note,
        }
    }
}

/// A language, as an option names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Lang {
    /// Tiếng Việt
    Vi,
    /// English
    En,
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Language {
        match lang {
            Lang::Vi => Language::Vi,
            Lang::En => Language::En,
        }
    }
}

/// How tracked changes are read, as an option names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TrackedChanges {
    /// As if all were accepted.
    Accepted,
    /// As if none had been made.
    Original,
}

impl From<TrackedChanges> for Options {
    fn from(tracked: TrackedChanges) -> Options {
        let tracked = match tracked {
            TrackedChanges::Accepted => Tracked::Accepted,
            TrackedChanges::Original => Tracked::Original,
        };
        Options { tracked }
    }
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// On a terminal.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}
