//! A report's canonical text, byte spans into it, and maps from derived texts back to it.

/// A range of bytes, start included, end excluded; which text it points into is said where it is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The range `start..end`; an inverted range is emptied at `start`.
    pub fn new(start: usize, end: usize) -> Self {
        Span { start, end: end.max(start) }
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// True for a range without a byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// True if `other` lies inside this range.
    pub fn covers(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// True if the byte at `at` lies inside this range.
    pub fn holds(self, at: usize) -> bool {
        self.start <= at && at < self.end
    }

    /// True if both ranges share a byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest range that covers both.
    pub fn join(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The range with words around it on its line, at most so many bytes before and after, cut between words.
    pub fn with_words(self, text: &str, (before, after): (usize, usize)) -> Span {
        let (Some(head), Some(tail)) = (text.get(..self.start), text.get(self.end..)) else { return self };
        let line = head.rfind('\n').map_or(0, |at| at + 1);
        let line_end = tail.find('\n').map_or(text.len(), |at| self.end + at);
        let mut from = text.floor_char_boundary(self.start.saturating_sub(before)).max(line);
        let mut to = text.floor_char_boundary((self.end + after).min(text.len())).min(line_end).max(self.end);
        if from > line {
            from += text[from..self.start].find(' ').map_or(0, |at| at + 1);
        }
        if to < line_end {
            to = text[self.end..to].rfind(' ').map_or(to, |at| self.end + at);
        }
        Span::new(from, to)
    }

    /// The text of the range; empty where the range does not fit the text.
    #[inline]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }
}

/// How the lines of a canonical text are to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Blank lines separate blocks; a line may go on in the next one (Markdown, plain text).
    Wrapped,
    /// Every line is a block of its own, rows have tabs, an empty line parts tables, and all notes stand at the end (what readers of other formats write).
    LineIsBlock,
}

/// Where a stretch of canonical text stands in the file that it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A paragraph of a Word or OpenDocument text.
    Paragraph {
        /// `body`, `footnotes`, `endnotes` or `textboxes`.
        part: &'static str,
        /// Paragraph of that part, from 1, in the order of the file; those in table cells count too.
        paragraph: usize,
        /// Run of that paragraph, from 1.
        run: usize,
    },
    /// A line of a printed page.
    Page {
        /// Page, from 1.
        page: usize,
        /// Line of that page, from 1, as read.
        line: usize,
    },
    /// A cell of a spreadsheet.
    Cell {
        /// Name of the sheet.
        sheet: String,
        /// Column letters and row (`B12`).
        cell: String,
    },
    /// An element of a web page.
    Element {
        /// Its path from the nearest element with an `id` (`table[2]/tr[3]/td[1]`).
        element: String,
    },
}

/// A place for people: line and column, both from 1, the column counted in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// One report as canonical text.
#[derive(Clone, Debug)]
pub struct Source {
    /// What messages call it: the path as given, or `-`.
    pub name: String,
    /// The bytes of the path, where they are no UTF-8 and the name shows them only nearly.
    pub exact_name: Option<Vec<u8>>,
    /// The canonical text that all published spans point into.
    pub text: String,
    /// How its lines are to be read.
    pub layout: Layout,
    /// In four bytes each: a text may have as many lines as words.
    line_starts: Vec<u32>,
    /// Where the text from an offset on stands in the original, by offset; empty where the text is the file itself.
    places: Vec<(usize, Place)>,
    /// What of the file could not be read, a sentence each; it must be said.
    pub unread: Vec<String>,
    /// Remarks of an earlier run that somebody has resolved or answered in the file itself, as they were worded.
    pub settled: Vec<String>,
}

impl Source {
    /// A source from its name and canonical text.
    pub fn new(name: impl Into<String>, text: String, layout: Layout) -> Self {
        let mut line_starts: Vec<u32> = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| short(at + 1))).collect();
        line_starts.shrink_to_fit();
        Source { name: name.into(), exact_name: None, text, layout, line_starts, places: Vec::new(), unread: Vec::new(), settled: Vec::new() }
    }

    /// The same source with its way back to the original: `places` in the order of their offsets into the text.
    pub fn with_places(self, places: Vec<(usize, Place)>) -> Self {
        Source { places, ..self }
    }

    /// The same source, which lacks something of its file.
    pub fn lacking(self, unread: Vec<String>) -> Self {
        Source { unread, ..self }
    }

    /// True where the canonical text is the file itself, so that its lines and bytes are those of the file.
    pub fn is_the_file(&self) -> bool {
        self.places.is_empty()
    }

    /// Where the byte at `offset` stands in the original; nothing where the text is the file itself.
    pub fn place(&self, offset: usize) -> Option<&Place> {
        let after = self.places.partition_point(|(at, _)| *at <= offset);
        self.places.get(after.checked_sub(1)?).map(|(_, place)| place)
    }

    /// The bytes of a line (from 1), its end of line included; a line that is not there is empty at the end.
    pub fn line(&self, line: usize) -> Span {
        let start_of = |line: usize| self.line_starts.get(line).map_or(self.text.len(), |&start| start as usize);
        Span::new(start_of(line.saturating_sub(1)), start_of(line))
    }

    /// Line and column of a byte offset; an offset past the end is the end.
    pub fn position(&self, offset: usize) -> Position {
        let offset = offset.min(self.text.len());
        let line = self.line_starts.partition_point(|&start| start as usize <= offset).max(1);
        let start = self.line_starts[line - 1] as usize;
        let column = self.text.get(start..offset).map_or(1, |before| before.chars().count() + 1);
        Position { line, column }
    }
}

/// A stretch of a derived text and the stretch that it was made from.
#[derive(Clone, Copy, Debug)]
struct Piece {
    /// Offsets and lengths, small: each paragraph has two pieces.
    at: u32,
    len: u32,
    from: u32,
    from_len: u32,
    /// Copied byte for byte, so that inner offsets can be mapped too.
    verbatim: bool,
}

/// An offset in four bytes; no text that is read is so long that it would not fit.
fn short(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

impl Piece {
    fn new(at: usize, len: usize, from: Span, verbatim: bool) -> Piece {
        Piece { at: short(at), len: short(len), from: short(from.start), from_len: short(from.len()), verbatim }
    }

    fn at(&self) -> usize {
        self.at as usize
    }

    fn end(&self) -> usize {
        self.at as usize + self.len as usize
    }

    fn from(&self) -> Span {
        Span::new(self.from as usize, self.from as usize + self.from_len as usize)
    }
}

/// A text made out of another one, with the way back.
#[derive(Clone, Debug, Default)]
pub struct Derived {
    /// The derived text.
    pub text: String,
    pieces: Vec<Piece>,
}

impl Derived {
    /// Appends `text`, which stands for the range `from` of the origin; where both are of one length, byte for byte.
    pub fn push(&mut self, text: &str, from: Span) {
        self.append(text, from, text.len() == from.len());
    }

    /// Appends `text`, which stands for the range `from` of the origin as a whole, whatever their lengths.
    pub fn push_changed(&mut self, text: &str, from: Span) {
        self.append(text, from, false);
    }

    /// Makes room for a text of so many bytes.
    pub fn reserve(&mut self, bytes: usize) {
        self.text.reserve(bytes);
    }

    /// Gives back the room that was made for more than there is.
    pub fn shrink(&mut self) {
        self.text.shrink_to_fit();
        self.pieces.shrink_to_fit();
    }

    fn append(&mut self, text: &str, from: Span, verbatim: bool) {
        if text.is_empty() {
            return;
        }
        let at = self.text.len();
        self.text.push_str(text);
        if let Some(last) = self.pieces.last_mut() {
            if last.verbatim && verbatim && last.from().end == from.start && last.end() == at {
                *last = Piece::new(last.at(), last.len as usize + text.len(), last.from().join(from), true);
                return;
            }
        }
        self.pieces.push(Piece::new(at, text.len(), from, verbatim));
    }

    /// Appends the range `span` of another derived text; its origin becomes this text's origin.
    pub fn push_from(&mut self, other: &Derived, span: Span) {
        let first = other.pieces.partition_point(|p| p.end() <= span.start);
        for piece in other.pieces[first..].iter().take_while(|p| p.at() < span.end) {
            let cut = Span::new(piece.at().max(span.start), piece.end().min(span.end));
            self.append(cut.of(&other.text), other.origin(cut), piece.verbatim);
        }
    }

    /// The range of the origin that a range of the derived text stands for.
    pub fn origin(&self, span: Span) -> Span {
        let index = self.pieces.partition_point(|p| p.end() <= span.start);
        if let Some(p) = self.pieces.get(index).filter(|p| p.verbatim && span.end <= p.end() && p.at() <= span.start && !span.is_empty()) {
            // Most stretches stand in one piece.
            let start = p.from().start + (span.start - p.at());
            return Span::new(start, start + span.len());
        }
        let start = self.origin_of_start(span.start);
        if span.is_empty() {
            return Span::new(start, start);
        }
        Span::new(start, self.origin_of_end(span.end))
    }

    fn origin_of_start(&self, at: usize) -> usize {
        let index = self.pieces.partition_point(|p| p.end() <= at);
        match self.pieces.get(index) {
            Some(p) if p.verbatim => p.from().start + at.saturating_sub(p.at()),
            Some(p) => p.from().start,
            None => self.pieces.last().map_or(0, |p| p.from().end),
        }
    }

    fn origin_of_end(&self, end: usize) -> usize {
        let index = self.pieces.partition_point(|p| p.end() < end);
        match self.pieces.get(index) {
            Some(p) if p.verbatim => p.from().start + end.saturating_sub(p.at()),
            Some(p) => p.from().end,
            None => self.pieces.last().map_or(0, |p| p.from().end),
        }
    }
}
