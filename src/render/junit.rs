//! JUnit XML, which every CI system shows: a suite a file, a test case a finding.
//! Errors and warnings are failures. Notes are cases that pass and say what was noted: `skipped` would claim that something was not checked. A file without findings is one case that passes.

use super::signs::steers;
use super::words::{level, pick};
use super::{places, said, Linted};
use crate::findings::Finding;
use crate::rulebook::{Language, Severity};
use crate::source::Source;
use std::collections::HashMap;
use std::fmt::{Display, Formatter, Result, Write};

/// The end of a line in an attribute, where a plain one would be read as a blank.
const LINE_END: &str = "&#10;";

/// All findings as one document.
pub fn suites(files: &[Linted], language: Language) -> String {
    let tests: usize = files.iter().map(tests).sum();
    let failures: usize = files.iter().map(failures).sum();
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    // Writing to a string cannot fail.
    let _ = writeln!(out, "<testsuites name=\"report-lint\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\">");
    for file in files {
        let _ = suite(file, language, &mut out);
    }
    out + "</testsuites>\n"
}

fn tests(file: &Linted) -> usize {
    file.report.findings.len().max(1)
}

fn failures(file: &Linted) -> usize {
    file.report.findings.iter().filter(|f| f.severity > Severity::Note).count()
}

fn suite(file: &Linted, language: Language, out: &mut String) -> Result {
    let name = Escaped(&file.source.name);
    writeln!(out, "  <testsuite name=\"{name}\" tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"0\">", tests(file), failures(file))?;
    if file.report.findings.is_empty() {
        let clean = pick(language, "không thấy mâu thuẫn nào", "no contradiction found");
        writeln!(out, "    <testcase classname=\"{name}\" name=\"{clean}\" file=\"{name}\"/>")?;
    }
    // CI systems know a case by its name from run to run: so it has no line, and no two cases have one name.
    let mut known: HashMap<String, usize> = HashMap::new();
    for finding in &file.report.findings {
        let name = format!("{}: {}", finding.rule, said::plain(&finding.message));
        let nth = known.entry(name.clone()).or_default();
        *nth += 1;
        let name = if *nth > 1 { format!("{name} ({nth})") } else { name };
        case(&file.source, finding, &name, language, out)?;
    }
    writeln!(out, "  </testsuite>")
}

fn case(source: &Source, finding: &Finding, name: &str, language: Language, out: &mut String) -> Result {
    let file = Escaped(&source.name);
    write!(out, "    <testcase classname=\"{file}\" name=\"{}\" file=\"{file}\"", Escaped(name))?;
    if source.is_the_file() {
        write!(out, " line=\"{}\"", source.position(finding.primary.start).line)?;
    }
    let text = Escaped(&body(source, finding, language)).to_string().replace(LINE_END, "\n");
    writeln!(out, ">")?;
    match finding.severity {
        Severity::Note => writeln!(out, "      <system-out>{text}</system-out>")?,
        _ => {
            let (kind, message) = (finding.severity.name(), said::plain(&finding.message));
            writeln!(out, "      <failure type=\"{kind}\" message=\"{}\">{text}</failure>", Escaped(&message))?;
        }
    }
    writeln!(out, "    </testcase>")
}

/// Where it stands, and all that is said of it.
fn body(source: &Source, finding: &Finding, language: Language) -> String {
    let at = places::of(source, finding.primary.start, language);
    let column = match source.is_the_file() {
        true => format!(", {} {}", pick(language, "cột", "column"), source.position(finding.primary.start).column),
        false => String::new(),
    };
    let head = format!("{} [{}] {}, {at}{column}", level(finding.severity, language), finding.rule, source.name);
    [head, said::lines(source, finding, language).join("\n")].join("\n")
}

/// Text that is safe in elements and attributes; what XML cannot hold at all is left out.
struct Escaped<'a>(&'a str);

impl Display for Escaped<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                // `]]>` may not stand in text.
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\n' => f.write_str(LINE_END)?,
                '\t' => f.write_str("&#9;")?,
                '\r' => f.write_str("&#13;")?,
                _ if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
                _ if steers(c) => write!(f, "&#x{:x};", u32::from(c))?,
                _ => f.write_char(c)?,
            }
        }
        Ok(())
    }
}
