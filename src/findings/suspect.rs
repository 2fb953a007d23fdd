//! The number that is most likely wrong, and what to write instead.

use super::names::{role_name, stated_name};
use super::voice::Voice;
use super::{Edit, Suggestion};
use crate::diagnosis::{Diagnosis, Repair, Settled};
use crate::document::Document;
use crate::quantity::Style;
use crate::relations::{Form, Status, Term};
use crate::rulebook::Language;
use crate::source::Span;

/// The suspect of a diagnosis with its rivals.
pub(super) struct Suspect<'a> {
    document: &'a Document,
    language: Language,
    main: &'a Settled,
    repairs: &'a [Repair],
}

impl<'a> Suspect<'a> {
    pub fn of(document: &'a Document, language: Language, settled: &'a [Settled], diagnosis: &'a Diagnosis) -> Suspect<'a> {
        Suspect { document, language, main: &settled[diagnosis.main], repairs: &diagnosis.repairs }
    }

    fn term(&self) -> &'a Term {
        let claim = self.repairs.first().map(|r| r.claim);
        let relation = &self.main.relation;
        relation.terms.iter().find(|t| claim.is_some() && t.claim == claim && relation.stated.claim != claim).unwrap_or(&relation.stated)
    }

    /// Where it stands, in the logical text.
    pub fn span(&self) -> Span {
        self.term().span
    }

    /// What it is in its relation.
    pub fn label(&self) -> String {
        let relation = &self.main.relation;
        let term = self.term();
        let stated = term.span == relation.stated.span;
        let name = if stated { stated_name(relation, self.language) } else { role_name(term.role, self.language) };
        name.to_owned()
    }

    fn words(&self, span: Span) -> String {
        self.document.words(span).to_owned()
    }

    /// One sentence that names the suspect, where it is not simply the number that the message speaks of, and an equal rival.
    pub fn hint(&self) -> String {
        let Some(first) = self.repairs.first() else { return String::new() };
        let judged = first.span == self.main.relation.stated.span;
        let rival = self.repairs.get(1).filter(|r| r.mends.len() == first.mends.len());
        let (number, value) = (self.words(first.span), rewrite(&self.words(first.span), &first.replacement, self.main.relation.style()));
        let mut out = String::new();
        if !judged || first.mends.len() > 1 {
            out = match (self.language, first.mends.len() + first.keeps) {
                (Language::Vi, ..=1) => format!("Nhiều khả năng sai ở {number}: nên là {value}."),
                (Language::En, ..=1) => format!("{number} is the likely slip: it should be {value}."),
                (Language::Vi, n) => format!("Nhiều khả năng sai ở {number}: nếu là {value} thì {n} phép tính cùng khớp."),
                (Language::En, n) => format!("{number} is the likely slip: with {value}, {n} calculations hold together."),
            };
        }
        if let Some(rival) = rival.filter(|_| !judged || first.mends.len() > 1) {
            let (number, value) = (self.words(rival.span), rewrite(&self.words(rival.span), &rival.replacement, self.main.relation.style()));
            out.push_str(&match self.language {
                Language::Vi => format!(" Cũng có thể sai ở {number} (nên là {value})."),
                Language::En => format!(" It may also be {number} (then {value})."),
            });
        }
        out
    }

    /// The repairs as edits; without any, what the rule itself suggests.
    pub fn suggestions(&self, voice: &Voice, rule: &str) -> Vec<Suggestion> {
        let own = rule == self.main.relation.rule;
        if self.repairs.is_empty() {
            if self.main.verdict.status == Status::Holds {
                return Vec::new();
            }
            let flagged = matches!(self.main.relation.form, Form::Flag) || self.main.relation.replacement.is_some() || rule == "rounding";
            return voice.suggestion().filter(|_| flagged).into_iter().collect();
        }
        // What is missing in a breakdown is a part, unless more than this one sum speaks for a number.
        let repairs = self.repairs.iter().filter(|r| own || rule == "rounding" || r.mends.len() + r.keeps > 1);
        repairs.map(|r| self.suggestion(r)).collect()
    }

    fn suggestion(&self, repair: &Repair) -> Suggestion {
        let replacement = rewrite(&self.words(repair.span), &repair.replacement, self.main.relation.style());
        let proof = repair.proof.join("; ");
        let kept = repair.keeps;
        let because = match self.language {
            Language::Vi if kept > 1 => format!("nếu các số còn lại đúng; khi đó khớp: {proof}; {kept} phép tính khác vẫn khớp"),
            Language::Vi => format!("nếu các số còn lại đúng; khi đó khớp: {proof}"),
            Language::En if kept > 1 => format!("if the other numbers are right; then {proof} holds, and {kept} other calculations still do"),
            Language::En => format!("if the other numbers are right; then {proof} holds"),
        };
        Suggestion { edits: vec![Edit { span: self.document.origin(repair.span), replacement }], because, repairs: repair.mends.len() }
    }
}

/// Points for commas and commas for points.
fn turned(text: &str) -> String {
    let turn = |c| match c {
        '.' => ',',
        ',' => '.',
        _ => c,
    };
    text.chars().map(turn).collect()
}

/// A number in the way that the number which it replaces is written: padded, ungrouped, or with the other marks.
fn rewrite(written: &str, value: &str, style: Style) -> String {
    match style {
        Style::Comma => rewrite_commas(written, value),
        Style::Point => turned(&rewrite_commas(&turned(written), &turned(value))),
    }
}

fn rewrite_commas(written: &str, value: &str) -> String {
    let grouped = written.contains(['.', ',']);
    let digits = written.bytes().filter(u8::is_ascii_digit).count();
    if written.starts_with('0') && value.len() == 1 {
        return format!("0{value}");
    }
    if !grouped && digits > 3 {
        return value.replace('.', "");
    }
    let point = written.contains('.') && !written.contains(',') && written.rsplit('.').next().is_some_and(|t| t.len() < 3);
    if point {
        return turned(value);
    }
    value.to_owned()
}
