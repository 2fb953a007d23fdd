//! Lists that name one thing twice: `Sở Tài chính, Sở Nội vụ, Sở Tài chính`, `rà soát thủ tục; kiểm tra công vụ; rà soát thủ tục`.

use crate::document::BlockId;
use crate::relations::Relation;
use crate::rulebook::Severity;
use crate::source::Span;
use crate::view::View;

/// Fewest items of a list between commas, and between semicolons.
const LIST: usize = 4;
const ITEMS: usize = 3;
/// Fewest names of a list whose names all begin with one word.
const NAMES: usize = 3;
/// Longest list that is looked at.
const LONGEST: usize = 200;
/// Most words of a name or a short item, and fewest and most of an item between semicolons.
const NAME: usize = 6;
const CLAUSE: [usize; 2] = [3, 30];

/// What stands behind an item.
#[derive(Clone, Copy, PartialEq)]
enum Cut {
    Comma,
    Semicolon,
    Other,
}

/// The words of an item.
#[derive(Clone, Copy)]
struct Item {
    first: usize,
    last: usize,
}

/// Flags the first item of a paragraph that its list has already.
pub(super) fn propose(view: View, id: BlockId, out: &mut Vec<Relation>) {
    let words = &view.claims.words;
    let range = words.range(id);
    let mut lists = Lists { view, names: Vec::new(), short: Vec::new(), clauses: Vec::new() };
    let (mut item, mut clause) = (None, None);
    for at in range.clone() {
        add(&mut item, at);
        add(&mut clause, at);
        if words.is_joined(at) && at + 1 < range.end {
            continue;
        }
        let Some(cut) = cut(view, at, range.end) else { continue };
        let found = item.take().and_then(|item| lists.item(item)).or_else(|| {
            // A comma stands inside the items between semicolons.
            let ended = if cut == Cut::Comma { None } else { clause.take() };
            ended.and_then(|clause| lists.clause(clause))
        });
        if let Some((span, other)) = found {
            out.push(Relation::flag(&view.rule.name, span, vec![other], Severity::Warning).variant("listed"));
            return;
        }
        if cut != Cut::Comma {
            lists.names.clear();
            lists.short.clear();
        }
        if cut == Cut::Other {
            lists.clauses.clear();
        }
    }
}

fn add(item: &mut Option<Item>, at: usize) {
    item.get_or_insert(Item { first: at, last: at }).last = at;
}

/// The sign that ends an item behind a word; `None` where a hyphen goes on with it.
fn cut(view: View, at: usize, end: usize) -> Option<Cut> {
    let list = &view.claims.words.list;
    if at + 1 >= end {
        return Some(Cut::Other);
    }
    let gap = Span::new(list[at].span().end, list[at + 1].span().start).of(view.document.text());
    match gap.trim() {
        "," => Some(Cut::Comma),
        ";" => Some(Cut::Semicolon),
        signs if signs.contains([',', ';', '.', ':', '(', ')', '|', '/', '"', '“', '”']) => Some(Cut::Other),
        _ if gap.contains(['\n', '\t']) => Some(Cut::Other),
        _ => None,
    }
}

struct Lists<'a> {
    view: View<'a>,
    names: Vec<Item>,
    short: Vec<Item>,
    clauses: Vec<Item>,
}

impl Lists<'_> {
    fn span(&self, item: Item) -> Span {
        let list = &self.view.claims.words.list;
        list[item.first].span().join(list[item.last].span())
    }

    fn low(&self, item: Item) -> &str {
        self.view.document.folded(self.span(item))
    }

    fn is_wording(&self, item: Item) -> bool {
        (item.first..=item.last).all(|at| self.view.claims.words.distinct(at).is_some_and(|d| d.is_letters))
    }

    /// A figure and words behind it.
    fn is_counted(&self, item: Item) -> bool {
        let letters = |at: usize| self.view.claims.words.distinct(at).is_some_and(|d| d.is_letters);
        !letters(item.first) && (item.first + 1..=item.last).all(letters)
    }

    /// The item as a name, or as a short item in small letters.
    fn item(&mut self, item: Item) -> Option<(Span, Span)> {
        let len = item.last + 1 - item.first;
        let fits = (2..=NAME).contains(&len) && self.is_wording(item);
        let capital = self.view.claims.words.has_capital(item.first) && self.view.document.words(self.span(item)).starts_with(char::is_uppercase);
        let found = if fits && capital { self.name(item) } else { None };
        match (fits, capital) {
            (true, true) => keep(&mut self.names, item),
            _ => self.names.clear(),
        }
        // `200 thùng mì tôm` twice; rises and falls are equal by chance.
        let counted = len > 2 && len <= NAME && self.is_counted(item);
        // `công chức, viên chức` come again in fixed groups; three words do not.
        let again = if (fits && !capital && len > 2) || counted { self.twice(&self.short, item, LIST) } else { None };
        match (fits || counted, capital) {
            (true, false) => keep(&mut self.short, item),
            _ => self.short.clear(),
        }
        found.or(again)
    }

    fn clause(&mut self, item: Item) -> Option<(Span, Span)> {
        let len = item.last + 1 - item.first;
        let fits = (CLAUSE[0]..=CLAUSE[1]).contains(&len) && self.is_wording(item);
        let found = if fits { self.twice(&self.clauses, item, ITEMS) } else { None };
        match fits {
            true => keep(&mut self.clauses, item),
            false => self.clauses.clear(),
        }
        found
    }

    /// The same words earlier in the list, unless what follows comes again too: `nặng nhọc, độc hại và đặc biệt nặng nhọc, độc hại`.
    fn twice(&self, run: &[Item], item: Item, least: usize) -> Option<(Span, Span)> {
        let at = run.iter().position(|known| self.low(*known) == self.low(item))?;
        let words = &self.view.claims.words;
        let parallel = run.get(at + 1).is_some_and(|after| words.id(after.first) == words.id(item.last + 1));
        (run.len() + 1 >= least && !parallel).then(|| (self.span(item), self.span(run[at])))
    }

    /// The same name: the first one may end a sentence of its own, the last one may go on (`Tân Lập và Mường Toong`).
    fn name(&self, item: Item) -> Option<(Span, Span)> {
        let later = self.low(item);
        let joins = |earlier: &str| self.view.rule.cues("joins").iter().any(|w| later.strip_prefix(earlier).is_some_and(|rest| rest.starts_with(w.as_str())));
        let behind = |long: &str, short: &str| long.strip_suffix(short).is_some_and(|rest| rest.ends_with(' '));
        let same = |(at, earlier): (usize, &str)| earlier == later || joins(earlier) || at == 0 && item.last > item.first && behind(earlier, later);
        let at = (0..self.names.len()).find(|&at| same((at, self.low(self.names[at]))))?;
        let head = |item: &Item| self.view.claims.words.id(item.first);
        let of_kind = !later.is_ascii() && self.names.iter().all(|n| head(n) == head(&item));
        let least = if of_kind { NAMES } else { LIST };
        (self.names.len() + 1 >= least).then(|| (self.span(item), self.span(self.names[at])))
    }
}

fn keep(run: &mut Vec<Item>, item: Item) {
    if run.len() < LONGEST {
        run.push(item);
    }
}
