//! Who stands beneath whom: headings, lead-ins, list items by depth, note bodies.

use super::{BlockId, Document, Kind, OtherCut, Scheme};

/// Sets `parent` and `children` of all blocks, and the other ways to hand out list items.
pub(super) fn nest(document: &mut Document) {
    let mut body = Flow::default();
    let mut note = (None, Flow::default());
    for id in 0..document.blocks.len() {
        if document.blocks[id].kind == Kind::Cell {
            continue;
        }
        let parent = match document.blocks[id].note() {
            None => body.parent(document, id),
            Some(index) => {
                if note.0 != Some(index) {
                    note = (Some(index), Flow::default());
                }
                let own = note.1.parent(document, id);
                own.or(Some(document.notes[index].block).filter(|&first| first != id))
            }
        };
        document.blocks[id].above = parent.into();
        if let Some(above) = parent {
            document.blocks[above].children.push(id);
        }
    }
    cut_lists(document);
}

/// One run of text that is read on its own: the body, or one note.
#[derive(Default)]
struct Flow {
    /// Open headings with their rank, outermost first.
    headings: Vec<(u8, BlockId)>,
    /// The last paragraph, and the list items open beneath it.
    lead: Option<BlockId>,
    items: Vec<(Mark, BlockId)>,
}

/// What tells items of one list from items of another.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Sign(char),
    Numbers(Scheme),
}

impl Flow {
    fn parent(&mut self, document: &Document, id: BlockId) -> Option<BlockId> {
        let block = &document.blocks[id];
        match &block.kind {
            Kind::Bullet(sign) => self.item(Mark::Sign(*sign), id),
            Kind::Numbered(label) => match self.numbered_item(document, label.scheme, label.path.last().copied()) {
                true => self.item(Mark::Numbers(label.scheme), id),
                false => self.heading(rank(label.scheme), id),
            },
            _ if block.heading > 0 => self.heading(block.heading, id),
            _ => {
                self.lead = Some(id);
                self.items.clear();
                self.headings.last().map(|h| h.1)
            }
        }
    }

    /// A numbered block is a list item when it opens a list under a lead-in with a colon, or goes on in one.
    fn numbered_item(&self, document: &Document, scheme: Scheme, number: Option<u32>) -> bool {
        let mark = Mark::Numbers(scheme);
        let goes_on = self.items.iter().any(|i| i.0 == mark) && number != Some(1);
        let lead = self.items.last().map(|i| i.1).or(self.lead);
        let opens = number == Some(1) && lead.is_some_and(|l| document.block_text(l).trim_end().ends_with([':', ';']));
        matches!(scheme, Scheme::Arabic(_) | Scheme::Letter | Scheme::BelowSection | Scheme::BelowLetter | Scheme::OrdinalWord) && (goes_on || opens)
    }

    fn item(&mut self, mark: Mark, id: BlockId) -> Option<BlockId> {
        if let Some(depth) = self.items.iter().position(|i| i.0 == mark) {
            self.items.truncate(depth);
        }
        let parent = self.items.last().map(|i| i.1).or(self.lead).or(self.headings.last().map(|h| h.1));
        self.items.push((mark, id));
        parent
    }

    fn heading(&mut self, rank: u8, id: BlockId) -> Option<BlockId> {
        self.headings.retain(|h| h.0 < rank);
        let parent = self.headings.last().map(|h| h.1);
        self.headings.push((rank, id));
        self.lead = Some(id);
        self.items.clear();
        parent
    }
}

fn rank(scheme: Scheme) -> u8 {
    match scheme {
        Scheme::Part | Scheme::Annex => 10,
        Scheme::Capital => 15,
        Scheme::Roman => 20,
        Scheme::BelowSection => 30,
        Scheme::Arabic(depth) => 30 + depth,
        Scheme::OrdinalWord => 40,
        Scheme::Letter => 50,
        Scheme::BelowLetter => 60,
    }
}

/// A note that ends in a lead-in, called from a body block that ends in one too: the items after the note may be either's.
fn cut_lists(document: &mut Document) {
    for index in 0..document.notes.len() {
        let Some((note, body, items)) = contested(document, index) else { continue };
        let cuts = order_cuts(document, &items);
        let Some((&best, others)) = cuts.split_first() else { continue };
        give(document, note, body, &items, best);
        for &cut in others {
            let owners = vec![(note, items[..cut].to_vec()), (body, items[cut..].to_vec())];
            document.other_cuts.push(OtherCut { owners });
        }
    }
}

/// The note body, the body block and the list items that both wait for.
fn contested(document: &Document, index: usize) -> Option<(BlockId, BlockId, Vec<BlockId>)> {
    let note = document.notes[index].block;
    let next_note = document.notes.get(index + 1).map_or(document.blocks.len(), |n| n.block);
    let waits = |id: BlockId| document.block_text(id).trim_end().ends_with(':');
    let run = note + 1..next_note;
    let items: Vec<BlockId> = run.take_while(|&id| matches!(document.blocks[id].kind, Kind::Bullet(_)) && document.blocks[id].note().is_none()).collect();
    let first = *items.first()?;
    let sign = document.blocks[first].kind.clone();
    let items: Vec<BlockId> = items.into_iter().take_while(|&id| document.blocks[id].kind == sign).collect();
    let body = document.blocks[first].parent()?;
    (waits(note) && waits(body) && body < note && items.len() > 1).then_some((note, body, items))
}

/// Where the list may be cut, best first: where the words of the first item come again, else in the order of the items.
fn order_cuts(document: &Document, items: &[BlockId]) -> Vec<usize> {
    let opening = |id: BlockId| document.folded(document.blocks[id].span).split_whitespace().take(4).collect::<Vec<_>>();
    let first = opening(items[0]);
    let restart = (1..items.len()).find(|&i| opening(items[i]) == first);
    let mut cuts: Vec<usize> = restart.into_iter().collect();
    cuts.extend((0..=items.len()).rev().filter(|&c| Some(c) != restart));
    cuts.truncate(8);
    cuts
}

/// Gives the first `cut` items to the note and leaves the others with the body.
fn give(document: &mut Document, note: BlockId, body: BlockId, items: &[BlockId], cut: usize) {
    for &item in &items[..cut] {
        document.blocks[body].children.retain(|&c| c != item);
        document.blocks[item].above = Some(note).into();
        document.blocks[item].of_note = document.blocks[note].of_note;
        document.blocks[note].children.push(item);
    }
}
