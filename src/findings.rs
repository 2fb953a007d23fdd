//! Conflicts in words: what is said where, what the arithmetic gives, what to do. No line numbers, no colours.

use crate::document::Document;
use crate::relations::working::exact;
use crate::relations::{Form, Relation, TermRole, Verdict};
use crate::rulebook::{Language, Rule, Rulebook, Severity};
use crate::source::Span;

/// A place that belongs to a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Where, in the canonical text.
    pub span: Span,
    /// What it is in the relation.
    pub label: String,
}

/// One replacement of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced, in the canonical text.
    pub span: Span,
    /// By what.
    pub replacement: String,
}

/// A way to mend a slip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// Replacements that belong together.
    pub edits: Vec<Edit>,
    /// The assumption that it rests on.
    pub because: String,
    /// How many relations hold then that do not hold now.
    pub repairs: usize,
}

/// One contradiction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Name of the rule.
    pub rule: String,
    /// How severe.
    pub severity: Severity,
    /// What contradicts what.
    pub message: String,
    /// What to do.
    pub help: String,
    /// The calculation.
    pub working: String,
    /// The place that is accused, in the canonical text.
    pub primary: Span,
    /// What the accused place is in the relation.
    pub primary_label: String,
    /// The other places.
    pub related: Vec<Related>,
    /// Ways to mend it, best first.
    pub suggestions: Vec<Suggestion>,
}

/// Words a conflict, in a language, by the messages of `rule`.
pub fn word(document: &Document, rulebook: &Rulebook, language: Language, rule: &str, relation: &Relation, verdict: &Verdict, severity: Severity) -> Finding {
    let voice = Voice { document, language, relation, verdict };
    let known = rulebook.rule(rule);
    let related = relation.terms.iter().map(|t| Related { span: document.origin(t.span), label: role_name(t.role, language).to_owned() });
    Finding {
        rule: rule.to_owned(),
        severity,
        message: known.map_or(String::new(), |r| voice.fill(text(&r.message, relation.variant, r, language))),
        help: known.map_or(String::new(), |r| voice.fill(text(&r.help, relation.variant, r, language))),
        working: verdict.working.clone(),
        primary: document.origin(relation.stated.span),
        primary_label: stated_name(relation.form, language).to_owned(),
        related: related.collect(),
        // An outcome of another rule (an incomplete breakdown) tells what is missing, not which figure is wrong.
        suggestions: voice.suggestion().filter(|_| rule == relation.rule || rule == "rounding").into_iter().collect(),
    }
}

fn text<'r>(texts: &'r std::collections::BTreeMap<String, crate::rulebook::Text>, variant: &str, _rule: &Rule, language: Language) -> &'r str {
    let found = texts.get(variant).or_else(|| texts.get("default"));
    found.map_or("", |t| t.in_language(language))
}

/// What is needed to fill in a message.
struct Voice<'a> {
    document: &'a Document,
    language: Language,
    relation: &'a Relation,
    verdict: &'a Verdict,
}

impl Voice<'_> {
    /// Replaces `{name}` by the values of the relation.
    fn fill(&self, template: &str) -> String {
        let mut out = template.to_owned();
        for (name, value) in self.values() {
            out = out.replace(&format!("{{{name}}}"), &value);
        }
        out
    }

    fn values(&self) -> Vec<(&'static str, String)> {
        let term = |n: usize| self.relation.terms.get(n).map_or(String::new(), |t| self.words(t.span));
        let terms: Vec<String> = self.relation.terms.iter().map(|t| self.words(t.span)).collect();
        let mut out = vec![
            ("stated", self.words(self.relation.stated.span)),
            ("first", term(0)),
            ("second", term(1)),
            ("third", term(2)),
            ("terms", terms.join("; ")),
            ("n", self.relation.terms.len().to_string()),
            ("working", self.verdict.working.clone()),
            ("computed", self.computed()),
            ("difference", self.verdict.difference.map_or(String::new(), |d| exact(d.abs(), 6))),
        ];
        out.extend(self.relation.details.iter().cloned());
        out
    }

    fn words(&self, span: Span) -> String {
        self.document.words(span).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The recomputed value, written as the stated one is written.
    fn computed(&self) -> String {
        let Some(computed) = self.verdict.computed else { return String::new() };
        let Some(stated) = self.relation.stated.quantity.as_ref() else { return exact(computed, 6) };
        let is_ratio = !matches!(
            self.relation.form,
            Form::Sum | Form::Difference | Form::Equal | Form::Count | Form::Product | Form::SumOfProducts | Form::Quotient | Form::SameRate
        );
        let text = if is_ratio { crate::relations::working::decimal(computed, stated.number.places) } else { exact(computed, 6) };
        let padded = self.words(self.relation.stated.span).starts_with('0') && text.len() == 1;
        if padded {
            format!("0{text}")
        } else {
            text
        }
    }

    fn suggestion(&self) -> Option<Suggestion> {
        let because = match (self.language, self.relation.form) {
            (Language::Vi, Form::Flag) => "nếu đây là lỗi gõ",
            (Language::En, Form::Flag) => "if this is a slip of the pen",
            (Language::Vi, _) => "nếu các số còn lại đúng",
            (Language::En, _) => "if the other numbers are right",
        };
        let replacement = match (&self.relation.replacement, self.relation.form) {
            (Some(words), _) => words.clone(),
            (None, Form::Flag | Form::Direction | Form::Extreme | Form::Between | Form::AtMost | Form::Count) => return None,
            (None, _) => self.computed(),
        };
        let edit = Edit { span: self.document.origin(self.relation.stated.span), replacement };
        Some(Suggestion { edits: vec![edit], because: because.to_owned(), repairs: 1 })
    }
}

/// What the stated number is called.
fn stated_name(form: Form, language: Language) -> &'static str {
    let (vi, en) = match form {
        Form::Sum => ("tổng đã nêu", "stated total"),
        Form::Share | Form::ShareOfSum | Form::WholeShares | Form::SameBase => ("tỷ lệ đã nêu", "stated percent"),
        Form::Growth | Form::GrowthOf | Form::WeightedGrowth | Form::Between => ("mức tăng, giảm đã nêu", "stated growth"),
        Form::Difference => ("mức chênh lệch đã nêu", "stated difference"),
        Form::Count => ("số lượng đã nêu", "stated count"),
        Form::Flag => ("tại đây", "here"),
        _ => ("số đã nêu", "stated number"),
    };
    match language {
        Language::Vi => vi,
        Language::En => en,
    }
}

/// What a term is called.
pub fn role_name(role: TermRole, language: Language) -> &'static str {
    let (vi, en) = match role {
        TermRole::Stated => ("số đã nêu", "stated"),
        TermRole::Part => ("thành phần", "part"),
        TermRole::Deduction => ("phần trừ đi", "deduction"),
        TermRole::Whole => ("tổng thể", "whole"),
        TermRole::Plan => ("kế hoạch", "plan"),
        TermRole::Now => ("kỳ này", "now"),
        TermRole::Before => ("kỳ trước", "before"),
        TermRole::Change => ("mức tăng, giảm", "change"),
        TermRole::Rest => ("phần còn lại", "rest"),
        TermRole::Item => ("mục được liệt kê", "item"),
        TermRole::Same => ("cùng một số liệu", "same fact"),
        TermRole::Rate => ("tỷ lệ thành phần", "rate"),
        TermRole::Factor => ("thừa số", "factor"),
        TermRole::Sibling => ("số liệu cùng loại", "sibling"),
        TermRole::Place => ("và tại đây", "and here"),
    };
    match language {
        Language::Vi => vi,
        Language::En => en,
    }
}
