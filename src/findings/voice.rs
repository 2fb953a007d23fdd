//! Messages of rules filled in with the values of a conflict.

use super::place::Places;
use super::{Edit, Figures, Suggestion};
use crate::claims::ClaimId;
use crate::document::Document;
use crate::lexicon::Role;
use crate::relations::working::{decimal_in, exact, of};
use crate::relations::{Form, Relation, Status, Term, TermRole, Verdict};
use crate::rulebook::{Language, Text};
use crate::source::Span;
use std::collections::BTreeMap;

/// What is needed to fill in a message.
pub(super) struct Voice<'a> {
    pub document: &'a Document,
    pub places: &'a Places<'a>,
    pub language: Language,
    pub relation: &'a Relation,
    pub verdict: &'a Verdict,
}

impl Voice<'_> {
    /// The text of a variant (else the default one), filled in.
    pub fn say(&self, texts: &BTreeMap<String, Text>) -> String {
        let own = self.own_variant();
        let found = texts.get(own.as_str()).filter(|_| !own.is_empty());
        let by_kind = || self.kinds().into_iter().filter(|(_, is)| *is).find_map(|(name, _)| texts.get(name));
        let found = found.or_else(by_kind).or_else(|| texts.get("default"));
        self.fill_in(found.map_or("", |t| t.in_language(self.language)))
    }

    /// The variant that the proposal names; of a list that names more than is stated it is another one.
    fn own_variant(&self) -> String {
        let more = self.relation.form == Form::Count && self.verdict.difference.is_some_and(|d| d.is_sign_negative());
        match (self.relation.variant, more) {
            ("", true) => "more".to_owned(),
            (own, true) => format!("{own}-more"),
            (own, false) => own.to_owned(),
        }
    }

    /// What the conflict itself makes of its message, where the rule has words for it: the first that is so.
    fn kinds(&self) -> [(&'static str, bool); 6] {
        let Relation { form, terms, .. } = self.relation;
        [
            // What holds is only spoken of where it closes by rounding, or departs from the habit of the report.
            ("closes", self.verdict.status == Status::Holds),
            // Where something is taken off, nothing is "added up".
            ("balance", *form == Form::Sum && terms.iter().any(|t| t.role == TermRole::Deduction)),
            ("growth", *form == Form::GrowthOf),
            // A figure of a table is told by row and column, one in a sentence by what the sentence says.
            ("cell", self.place("place").is_some()),
            ("each", *form == Form::Product && terms.len() == 2),
            ("two", *form == Form::WeightedGrowth && terms.len() == 5),
        ]
    }

    /// Replaces `{name}` by the values of the relation, `{name|words}` by the words where it has none; what stands in values is never read as a name.
    fn fill_in(&self, template: &str) -> String {
        let mut out = String::with_capacity(template.len() * 2);
        let mut rest = template;
        while let Some((before, name, after)) = rest.split_once('{').and_then(|(b, r)| r.split_once('}').map(|(n, a)| (b, n, a))) {
            out += before;
            match self.value(name) {
                Some(value) => out += &value,
                None => out += &format!("{{{name}}}"),
            }
            rest = after;
        }
        out + rest
    }

    /// The value that a message calls by a name.
    fn value(&self, name: &str) -> Option<String> {
        if let Some((name, otherwise)) = name.split_once('|') {
            return Some(self.place(name).unwrap_or_else(|| otherwise.to_owned()));
        }
        let amount = |n: usize| self.relation.terms.get(n).map_or(String::new(), |t| self.amount(t));
        let term = |n: usize| self.relation.terms.get(n).map_or(String::new(), |t| self.words(t.span));
        let found = match name {
            "stated" => self.words(self.relation.stated.span),
            "amount" => self.amount(&self.relation.stated),
            "first-short" => self.short(0),
            "second-short" => self.short(1),
            "first-amount" => amount(0),
            "second-amount" => amount(1),
            "third-amount" => amount(2),
            "each" => self.each().unwrap_or_default(),
            "parts" => self.parts(),
            "move" => self.movement(["tăng", "giảm"], ["a rise", "a fall"]),
            "said" => self.said(["tăng", "giảm"], ["a rise", "a fall"]),
            "rates" => self.rates(),
            "only" => self.only(["chỉ khoảng", "khoảng"], ["only about", "about"]),
            "to" => self.movement(["lên", "xuống"], ["up to", "down to"]),
            "first" => term(0),
            "second" => term(1),
            "third" => term(2),
            "terms" => self.terms(),
            "n" => self.relation.terms.len().to_string(),
            "working" => of(self.relation, self.verdict),
            "computed" => self.computed(),
            "computed-amount" => self.amount(&self.relation.stated).replacen(&self.words(self.relation.stated.span), &self.computed(), 1),
            "result" => of(self.relation, self.verdict).rsplit(" = ").next().unwrap_or_default().to_owned(),
            "difference" => self.verdict.difference.map_or(String::new(), |d| exact(d.abs(), 6, self.relation.style())),
            _ => return self.relation.details.iter().find(|d| d.0 == name).map(|d| d.1.clone()),
        };
        Some(found)
    }

    /// `place`: table, row and column of the stated number, as a sentence begins; `elsewhere`: those of the first term, or its section.
    fn place(&self, name: &str) -> Option<String> {
        let first = || self.relation.terms.first()?.claim;
        match name {
            "place" => self.places.cell(self.relation.stated.claim?, self.language).map(|place| capitalised(&place)),
            "elsewhere" => self.places.cell_beside(first()?, self.relation.stated.claim, self.language).or_else(|| {
                let section = self.places.section(first()?)?;
                let own = self.relation.stated.claim.and_then(|c| self.places.section(c));
                let word = if self.language == Language::Vi { "mục" } else { "section" };
                (own.as_ref() != Some(&section)).then(|| format!("{word} “{section}”"))
            }),
            _ => None,
        }
    }

    /// `12/19 tiêu chí đạt …`: what is compared with a whole is what was reached, where the words beside one of the numbers say so.
    pub fn reached(&self, relation: &Relation, term: &Term) -> Option<&'static str> {
        let reaches = |span: Span| {
            let before = self.document.text().get(..span.start).unwrap_or_default();
            before.split_whitespace().next_back().is_some_and(|word| self.places.says_reached(word))
        };
        let is_part = matches!(term.role, TermRole::Deduction) || term.role == TermRole::Part && relation.form == Form::Share;
        let said = self.language == Language::Vi && is_part && (reaches(term.span) || reaches(relation.stated.span));
        said.then_some("đã đạt")
    }

    /// A number with its unit or noun.
    fn amount(&self, term: &Term) -> String {
        term.claim.and_then(|c| self.places.amount(c)).unwrap_or_else(|| self.words(term.span))
    }

    /// What each of the things of the third term gets of the second one: `15 kg/nhân khẩu`.
    fn each(&self) -> Option<String> {
        let (all, things) = (self.relation.terms.get(1)?, self.relation.terms.get(2)?);
        let value = |t: &Term| t.quantity.as_ref().map(|q| q.number.value);
        let rate = exact(value(all)?.checked_div(value(things)?)?, 6, all.quantity.as_ref()?.number.report);
        let noun = self.amount(things).replacen(&self.words(things.span), "", 1);
        Some(format!("{}/{}", self.amount(all).replacen(&self.words(all.span), &rate, 1), noun.trim()))
    }

    fn parts(&self) -> String {
        let parts: Vec<Option<ClaimId>> = self.relation.terms.iter().map(|t| t.claim).collect();
        self.places.parts(self.relation.stated.claim, &parts, self.language)
    }

    /// One of two words, by whether the first term is above the second.
    fn movement(&self, vi: [&str; 2], en: [&str; 2]) -> String {
        let value = |n: usize| self.relation.terms.get(n).and_then(|t| t.quantity.as_ref()).and_then(crate::quantity::Quantity::base);
        let falls = value(0).zip(value(1)).is_some_and(|(now, before)| now < before);
        let words = if self.language == Language::Vi { vi } else { en };
        words[usize::from(falls)].to_owned()
    }

    /// The same by what the text says, where it says a direction.
    fn said(&self, vi: [&str; 2], en: [&str; 2]) -> String {
        let falls = match self.relation.stated.claim.map(|c| self.places.role(c)) {
            Some(Role::Up) => false,
            Some(Role::Down) => true,
            _ => return self.movement(vi, en),
        };
        let words = if self.language == Language::Vi { vi } else { en };
        words[usize::from(falls)].to_owned()
    }

    /// One of two words, by whether less comes out than is stated.
    fn only(&self, vi: [&str; 2], en: [&str; 2]) -> String {
        let less = self.verdict.difference.is_some_and(|stated_more| stated_more.is_sign_positive());
        let words = if self.language == Language::Vi { vi } else { en };
        words[usize::from(!less)].to_owned()
    }

    /// A number without its unit or noun, where that is the stated one's.
    fn short(&self, n: usize) -> String {
        let Some(term) = self.relation.terms.get(n) else { return String::new() };
        let behind = |t: &Term| self.amount(t).replacen(&self.words(t.span), "", 1);
        if behind(term) == behind(&self.relation.stated) {
            self.words(term.span)
        } else {
            self.amount(term)
        }
    }

    /// The rates of the parts: `104% và 102%`.
    fn rates(&self) -> String {
        let rate = |t: &&Term| matches!(t.role, TermRole::Rate | TermRole::Change | TermRole::Deduction);
        let rates: Vec<String> = self.relation.terms.iter().filter(rate).map(|t| format!("{}%", self.words(t.span))).collect();
        let and = if self.language == Language::Vi { " và " } else { " and " };
        match rates.split_last() {
            Some((last, before)) if !before.is_empty() => before.join(", ") + and + last,
            _ => rates.concat(),
        }
    }

    /// The words of all terms; where numbers are compared, the places that only point at words are none.
    fn terms(&self) -> String {
        let compared = self.relation.terms.iter().any(|t| t.quantity.is_some());
        let terms = self.relation.terms.iter().filter(|t| !compared || t.quantity.is_some());
        terms.map(|t| self.words(t.span)).collect::<Vec<_>>().join("; ")
    }

    fn words(&self, span: Span) -> String {
        self.document.words(span).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The recomputed value, written as the stated one is written.
    fn computed(&self) -> String {
        let Some(computed) = self.verdict.computed else { return String::new() };
        let Some(stated) = self.relation.stated.quantity.as_ref() else { return exact(computed, 6, self.relation.style()) };
        let is_ratio = !matches!(
            self.relation.form,
            Form::Sum | Form::Difference | Form::Equal | Form::Count | Form::Product | Form::SumOfProducts | Form::Quotient | Form::SameRate
        );
        let text = if is_ratio { decimal_in(computed, stated.number.places, stated.number.report) } else { exact(computed, 6, stated.number.report) };
        let padded = self.words(self.relation.stated.span).starts_with('0') && text.len() == 1;
        if padded {
            format!("0{text}")
        } else {
            text
        }
    }

    /// The stated number with what is calculated for it; nothing where no number was calculated.
    pub fn figures(&self) -> Option<Figures> {
        let difference = self.verdict.difference.map_or(String::new(), |d| exact(d, 6, self.relation.style()));
        self.verdict.computed?;
        Some(Figures { stated: self.document.origin(self.relation.stated.span), computed: self.computed(), difference })
    }

    pub fn suggestion(&self) -> Option<Suggestion> {
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

/// The same with a capital at its beginning.
fn capitalised(words: &str) -> String {
    let mut rest = words.chars();
    rest.next().map_or(String::new(), |first| first.to_uppercase().chain(rest).collect())
}
