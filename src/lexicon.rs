//! The words of a language, as the rulebook loads them: units, nouns, hedges, cues.

use crate::firm_words::FirmWords;
use crate::named::{cut, List, Lists, Named};
use crate::phrases::is_of_word;
use crate::quantity::{Measure, Name, Style};
use crate::syllables::Syllables;
use rust_decimal::Decimal;
use rustc_hash::{FxHashMap, FxHashSet};
use std::str::FromStr;
use std::sync::OnceLock;

pub use crate::phrases::{split_words, Phrases};

/// A lexicon file as `build.rs` lays it out.
pub(crate) struct LexiconTable {
    pub language: &'static str,
    pub units: &'static [(&'static str, Pairs)],
    pub scales: Pairs,
    pub counted: &'static str,
    pub same: &'static [&'static str],
    pub hedges: Lists,
    pub roles: Lists,
    pub bases: Lists,
    pub hinges: Lists,
    pub parts: Lists,
    pub ordinals: Lists,
    pub number_words: &'static [(&'static str, u32)],
    pub months: &'static [(&'static str, u32)],
    pub decimal: Style,
    pub money: &'static str,
    pub adjectives: usize,
    pub before: Pairs,
    pub glued: Pairs,
    pub abbreviations: Pairs,
    pub stop: Lists,
    pub text: Lists,
    pub codes: Lists,
}

/// Words with what each stands for.
type Pairs = &'static [(&'static str, &'static str)];

/// The words of all languages.
static LEXICONS: &[LexiconTable] = include!(concat!(env!("OUT_DIR"), "/lexicons.rs"));

/// How a language writes numbers and amounts of money.
#[derive(Clone, Debug, Default)]
pub struct Numbers {
    /// Which mark is the decimal one; the other groups thousands.
    pub decimal: Style,
    /// What a million or more without a unit measures; empty for nothing.
    pub money: &'static str,
    /// Most words that may stand between a number and the noun that it counts (`12 remote communes`).
    pub adjectives: usize,
    /// Signs and words of money before a number (`US$`), with their measure.
    pub before: Vec<(&'static str, &'static str)>,
}

/// A unit of measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// What it measures.
    pub measure: Name,
    /// How many base units it is.
    pub scale: Decimal,
}

/// What words before a number say that it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Role {
    /// Nothing.
    #[default]
    None,
    /// A plan, an allotment, a target.
    Plan,
    /// What was done, paid, reached.
    Done,
    /// How much more.
    Up,
    /// How much less.
    Down,
    /// A value that something rose or fell to.
    Value,
    /// Words that only look like another role.
    Nothing,
    /// What is left.
    Remaining,
    /// A share or a ratio.
    Share,
    /// The value of the period before.
    Last,
}

/// How the words before a number join it to another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Hinge {
    /// `từ 12`, `from 12`.
    From,
    /// `lên 15`, `to 15`.
    To,
    /// `so với 12`, `compared with 12`.
    Compared,
    /// `than 12`.
    Than,
    /// `trên tổng số 12`, `of the 12`.
    Of,
}

/// When a number behind a word is a name and no amount, weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ordinal {
    /// Only without a unit or a known noun (`loại 1`).
    Bare,
    /// Only a number of four digits (`năm 2024`).
    Year,
    /// Always (`Điều 61`).
    Always,
    /// Always, however long it is (`ISBN`, `điện thoại`).
    Code,
}

/// What a word says of totals and parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PartsCue {
    /// `trong đó`: parts follow, perhaps not all.
    Opens,
    /// `gồm`: all parts follow.
    Full,
    /// `trong số`: the number behind it is the whole.
    OfWhich,
    /// `Of 45 schools`: the same, where it begins a clause.
    OfWhichFirst,
    /// `chủ yếu`, `một số`: not all parts.
    OpenList,
    /// `ngoài ra`: what follows does not belong to the total.
    Beside,
    /// `bao gồm cả`: what follows is in the total, without being the rest of it.
    Included,
    /// `rút khỏi`: what follows is taken off.
    Deduct,
    /// `tổng số`: a total.
    Total,
}

/// A loaded lexicon.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    /// Units by first letter, longest name first.
    units: FxHashMap<char, Vec<(&'static str, Unit)>>,
    /// Multipliers (`triệu`) by word.
    pub scales: FxHashMap<&'static str, Decimal>,
    /// Counted nouns; the value is the index in `noun_names`.
    pub nouns: Phrases<usize>,
    noun_names: Vec<Name>,
    noun_ids: FxHashMap<&'static str, usize>,
    /// For each noun a bit for each group of nouns that may be counted under one total.
    same: Vec<u128>,
    /// Hedges before a number.
    pub hedges: Phrases<crate::quantity::Hedge>,
    /// Hedges behind a number.
    pub hedges_after: Phrases<crate::quantity::Hedge>,
    /// Roles by the words before a number.
    pub roles: Phrases<Role>,
    /// Words of direction that may stand far before how much something has changed.
    pub roles_by: Phrases<Role>,
    /// Bases of percents by the words behind them.
    pub bases: Phrases<Role>,
    /// What a percent says of the change to the number before it, by the words behind it.
    pub roles_after: Phrases<Role>,
    /// What joins two numbers.
    pub hinges: Phrases<Hinge>,
    /// Cues for totals and parts.
    pub parts: Phrases<PartsCue>,
    /// Words after which a number is a name.
    pub ordinals: Phrases<Ordinal>,
    /// `tháng đầu năm`: words that make a number a period.
    pub periods: Phrases<()>,
    /// Numbers in words.
    pub number_words: FxHashMap<&'static str, u32>,
    /// Names of months.
    pub months: FxHashMap<&'static str, u32>,
    /// How numbers are written.
    pub numbers: Numbers,
    /// Scales that stand glued to an amount of money.
    pub glued: FxHashMap<&'static str, Decimal>,
    /// Short forms written out.
    pub abbreviations: FxHashMap<&'static str, &'static str>,
    /// Words that say nothing of what is counted.
    pub stop: FxHashSet<&'static str>,
    /// Words that never begin a noun.
    pub verbs: FxHashSet<&'static str>,
    /// Word lists of the text rules, by name.
    text: Named<List>,
    /// Codes of documents and issuers, read when a report has one.
    codes: OnceLock<FxHashMap<String, Vec<String>>>,
    codes_written: Lists,
    /// Words of two syllables.
    pub syllables: Syllables,
    /// Words so common that a wrong mark on them shows.
    pub firm: FirmWords,
}

impl Lexicon {
    /// The words of a language; the error is one clear sentence.
    pub(crate) fn built_in(language: &str) -> Result<Lexicon, String> {
        use crate::quantity::Hedge;
        let file = LEXICONS.iter().find(|file| file.language == language).ok_or("there is no such file")?;
        let numbers = Numbers { decimal: file.decimal, money: file.money, adjectives: file.adjectives, before: file.before.to_vec() };
        let mut lexicon = Lexicon { numbers, text: Named::of_lists(file.text, |list| list), codes_written: file.codes, ..Lexicon::default() };
        lexicon.number_words = file.number_words.iter().copied().collect();
        lexicon.months = file.months.iter().copied().collect();
        lexicon.abbreviations = file.abbreviations.iter().copied().collect();
        let scaled = |pairs: Pairs| pairs.iter().map(|(word, scale)| Ok((*word, decimal(scale)?))).collect::<Result<_, String>>();
        (lexicon.glued, lexicon.scales) = (scaled(file.glued)?, scaled(file.scales)?);
        lexicon.add_units(file.units)?;
        lexicon.add_nouns(file.counted, file.same);
        fill(&mut lexicon.hedges, file.hedges, &[("at_least", Hedge::AtLeast), ("at_most", Hedge::AtMost), ("about", Hedge::About)]);
        fill(&mut lexicon.hedges_after, file.hedges, &[("at_least_after", Hedge::AtLeast), ("at_most_after", Hedge::AtMost)]);
        let roles = [
            ("plan", Role::Plan),
            ("done", Role::Done),
            ("up", Role::Up),
            ("down", Role::Down),
            ("value", Role::Value),
            ("nothing", Role::Nothing),
            ("remaining", Role::Remaining),
            ("share", Role::Share),
            ("last", Role::Last),
        ];
        fill(&mut lexicon.roles, file.roles, &roles);
        fill(&mut lexicon.roles_after, file.roles, &[("up_after", Role::Up), ("down_after", Role::Down)]);
        fill(&mut lexicon.roles_by, file.roles, &[("up_by", Role::Up), ("down_by", Role::Down)]);
        let hinges = [("from", Hinge::From), ("to", Hinge::To), ("compared", Hinge::Compared), ("than", Hinge::Than), ("of", Hinge::Of)];
        fill(&mut lexicon.hinges, file.hinges, &hinges);
        fill(&mut lexicon.bases, file.bases, &[("plan", Role::Plan), ("last", Role::Last)]);
        use PartsCue::{Beside, Deduct, Full, Included, OfWhich, OfWhichFirst, OpenList, Opens, Total};
        let cues = [
            ("opens", Opens),
            ("full", Full),
            ("of_which", OfWhich),
            ("of_which_first", OfWhichFirst),
            ("open_list", OpenList),
            ("beside", Beside),
            ("included", Included),
            ("deduct", Deduct),
            ("total", Total),
        ];
        fill(&mut lexicon.parts, file.parts, &cues);
        fill(
            &mut lexicon.ordinals,
            file.ordinals,
            &[("codes", Ordinal::Code), ("always", Ordinal::Always), ("years", Ordinal::Year), ("before", Ordinal::Bare)],
        );
        fill(&mut lexicon.periods, file.ordinals, &[("period_after", ())]);
        (lexicon.stop, lexicon.verbs) = (words_of(file.stop, "words").collect(), words_of(file.stop, "verbs").collect());
        Ok(lexicon)
    }

    fn add_units(&mut self, groups: &[(&'static str, Pairs)]) -> Result<(), String> {
        for (measure, names) in groups {
            for (name, scale) in *names {
                let unit = Unit { measure: Name::Known(measure), scale: decimal(scale)? };
                let first = name.chars().next().ok_or("a unit has no name")?;
                self.units.entry(first).or_default().push((name, unit));
            }
        }
        for names in self.units.values_mut() {
            names.sort_by_key(|n| std::cmp::Reverse(n.0.len()));
        }
        Ok(())
    }

    fn add_nouns(&mut self, counted: &'static str, same: &[&'static str]) {
        for entry in cut(counted).chain(same.iter().flat_map(|group| cut(group))) {
            // `commune/communes`: other forms of the first.
            let mut forms = entry.split('/');
            let Some(noun) = forms.next() else { continue };
            if !self.noun_ids.contains_key(noun) {
                self.nouns.add(noun, self.noun_names.len());
                forms.for_each(|form| self.nouns.add(form, self.noun_names.len()));
                self.noun_ids.insert(noun, self.noun_names.len());
                self.noun_names.push(Name::Known(noun));
            }
        }
        self.same = vec![0; self.noun_names.len()];
        for (group, names) in same.iter().enumerate() {
            let ids = cut(names).filter_map(|name| self.noun_ids.get(name).copied());
            ids.for_each(|id| self.same[id] |= 1u128.checked_shl(group as u32).unwrap_or(0));
        }
    }

    /// The unit that lower-case `text` begins with, and its length in bytes.
    pub fn unit(&self, text: &str) -> Option<(&Unit, usize)> {
        let names = self.units.get(&text.chars().next()?)?;
        let ends = |len: usize| !text[len..].starts_with(|c: char| is_of_word(c) || c == '²' || c == '³');
        names.iter().find(|(name, _)| text.starts_with(*name) && ends(name.len())).map(|(name, unit)| (unit, name.len()))
    }

    /// The canonical words of a counted noun.
    pub fn noun_name(&self, noun: usize) -> &str {
        &self.noun_names[noun]
    }

    /// What such nouns count.
    pub fn counted(&self, noun: usize) -> Measure {
        Measure::Count(self.noun_names[noun].clone())
    }

    /// The word list of a name (`[text]`); empty where there is none.
    #[inline]
    pub fn list(&self, name: &str) -> &[String] {
        self.text.get(name).map_or(&[], List::words)
    }

    /// Codes of documents and issuers with the words they stand for.
    pub fn codes(&self) -> &FxHashMap<String, Vec<String>> {
        let read = |(code, words): &(&'static str, &'static str)| ((*code).to_owned(), cut(words).map(str::to_owned).collect());
        self.codes.get_or_init(|| self.codes_written.iter().map(read).collect())
    }

    /// True if `word` stands in the word list of a name.
    pub fn lists(&self, name: &str, word: &str) -> bool {
        self.list(name).iter().any(|w| w == word)
    }

    /// True if two syllables are a word of the language.
    pub fn is_word(&self, first: &str, second: &str) -> bool {
        self.syllables.are_word(first, second)
    }

    /// False for a syllable that stands in no word of the list: part of a foreign name, or one that paints a sound.
    pub fn knows_syllable(&self, syllable: &str) -> bool {
        self.syllables.knows(syllable)
    }

    /// True for a word that a number cannot count by its ending, in languages that have such endings.
    pub fn is_participle(&self, word: &str) -> bool {
        self.list("participles").iter().any(|ending| word.len() > ending.len() + 2 && word.ends_with(ending.as_str()))
    }

    /// True if both nouns may be counted under one total.
    pub fn counted_together(&self, a: &str, b: &str) -> bool {
        let (Some(a), Some(b)) = (self.noun_ids.get(a), self.noun_ids.get(b)) else { return false };
        let groups = |noun: usize| self.same.get(noun).copied().unwrap_or(0);
        groups(*a) & groups(*b) != 0
    }
}

fn decimal(text: &str) -> Result<Decimal, String> {
    Decimal::from_str(text).map_err(|_| format!("`{text}` is not a decimal number"))
}

/// The words of one of some lists.
fn words_of(lists: Lists, name: &str) -> impl Iterator<Item = &'static str> {
    let list = lists.iter().find(|(known, _)| *known == name);
    list.into_iter().flat_map(|(_, lines)| cut(lines))
}

fn fill<T: Copy>(phrases: &mut Phrases<T>, lists: Lists, kinds: &[(&str, T)]) {
    for (kind, value) in kinds {
        words_of(lists, kind).for_each(|phrase| phrases.add(phrase, *value));
    }
}
