//! Examples of rules, which are run as tests.

use serde::Deserialize;

/// An example that must be flagged.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Flagged {
    /// The configuration that the example needs, if it needs one.
    #[serde(default)]
    pub config: String,
    /// The report.
    pub text: String,
    /// The exact words that the finding must have as its primary place.
    pub at: String,
    /// The report with the slip mended, which must be silent for this rule.
    #[serde(default)]
    pub corrected: String,
}

/// An example whose relation must be judged, and hold: what the audit calls checked.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checked {
    /// The report.
    pub text: String,
    /// The exact words of the number that is judged.
    pub at: String,
    /// The exact words of the others, in the order of the relation.
    pub with: Vec<String>,
}

/// An example that must stay silent.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Silent {
    /// The configuration that the example needs, if it needs one.
    #[serde(default)]
    pub config: String,
    /// The report.
    pub text: String,
    /// Why it looks dangerous.
    #[serde(default)]
    pub why: String,
}
