//! From the XML of a part to what Word shows of it.
//!
//! The stream goes one way; what lies inside what is followed by calls, whose depth the stream itself limits. Elements that only wrap others
//! (content controls, hyperlinks, smart tags) are passed through; what Word does not show (field codes, hidden and deleted text) and what is
//! struck through is skipped.

use super::super::flow::{raised, Block, InXml, Paragraph, Piece, Shows};
use super::super::numerals::roman;
use super::super::xml::{attribute, name, Step, Xml};
use super::super::{FormatError, Options, Tracked};
use super::flow::{Flow, Mark, NoteKind};
use super::numbering::Numbering;
use super::properties::{self, OfParagraph, OfRun};
use super::styles::Styles;
use quick_xml::events::BytesStart;

/// Namespaces that Word knows, by the prefixes that all programs give them, besides its own years (`w14`) and kinds of charts (`cx1`).
const WORDS_OWN: &[&str] =
    &["wps", "wpg", "wpc", "wp14", "wpi", "a14", "v", "w", "wp", "m", "o", "c14", "c15", "c16", "am3d", "aink", "oel", "p14", "x14", "asvg"];

/// A walk through one part.
pub struct Walk<'x> {
    pub(super) xml: Xml<'x>,
    part: &'static str,
    pub(super) tracked: Tracked,
    styles: &'x Styles,
    numbering: &'x mut Numbering,
    paragraphs: usize,
    /// Columns of all rows so far.
    pub(super) columns: usize,
    marks: Vec<Mark>,
    /// Open fields: whether their result has begun.
    fields: Vec<bool>,
    /// The last alternative content has shown its first choice.
    chosen: bool,
    /// How many footnotes and endnotes were called so far.
    called: (u32, u32),
    /// Documents of other programs so far.
    foreign: usize,
}

/// A paragraph that is being read.
#[derive(Default)]
pub(super) struct Open {
    pub properties: OfParagraph,
    pub pieces: Vec<Piece>,
    runs: usize,
    /// What its text boxes hold.
    pub boxes: Vec<Block>,
}

impl<'x> Walk<'x> {
    /// A walk through the XML of the part that places are called by.
    pub fn new(text: &'x str, part: &'static str, options: Options, styles: &'x Styles, numbering: &'x mut Numbering) -> Walk<'x> {
        let xml = Xml::new(text);
        Walk {
            xml,
            part,
            tracked: options.tracked,
            styles,
            numbering,
            paragraphs: 0,
            columns: 0,
            marks: Vec::new(),
            fields: Vec::new(),
            chosen: false,
            called: (0, 0),
            foreign: 0,
        }
    }

    /// The body of the document.
    pub fn body(mut self) -> Result<Flow, FormatError> {
        loop {
            match self.xml.step()? {
                Step::Open(start) if name(&start) == "body" => {
                    let blocks = self.flow()?;
                    return Ok(Flow { blocks, marks: self.marks, foreign: self.foreign });
                }
                Step::End => return Err(FormatError::Damaged("the document has no body".to_owned())),
                _ => {}
            }
        }
    }

    /// The bodies of notes with their ids; the lines that part notes from the text are none.
    pub fn notes(mut self) -> Result<Vec<(String, Flow)>, FormatError> {
        let mut out = Vec::new();
        loop {
            match self.xml.step()? {
                Step::Open(start) if matches!(name(&start), "footnote" | "endnote") => {
                    let id = attribute(&start, "id").unwrap_or_default();
                    let is_line = attribute(&start, "type").is_some_and(|t| t != "normal");
                    match is_line {
                        true => self.xml.skip()?,
                        false => out.push((id, Flow { blocks: self.flow()?, ..Flow::default() })),
                    }
                }
                Step::End => return Ok(out),
                _ => {}
            }
        }
    }

    /// The blocks inside the element that has just begun.
    fn flow(&mut self) -> Result<Vec<Block>, FormatError> {
        let outside = self.xml.depth();
        let mut blocks = Vec::new();
        // A paragraph whose end is gone goes on in the next one.
        let mut carried: Vec<Piece> = Vec::new();
        while self.xml.depth() >= outside {
            let Step::Open(start) = self.xml.step()? else { continue };
            match name(&start) {
                "p" => {
                    let open = self.paragraph()?;
                    carried.extend(open.pieces);
                    if !open.properties.joined {
                        let label = self.label(&open.properties);
                        blocks.push(self.close(label, std::mem::take(&mut carried)));
                    }
                    blocks.extend(open.boxes);
                }
                "tbl" => blocks.push(Block::Table(self.table()?)),
                _ => self.pass(&start)?,
            }
        }
        if !carried.is_empty() {
            blocks.push(self.close(String::new(), carried));
        }
        Ok(blocks)
    }

    pub(super) fn close(&self, label: String, pieces: Vec<Piece>) -> Block {
        Block::Paragraph(Paragraph { number: self.paragraphs, part: self.part, label, pieces })
    }

    /// The number or bullet that Word computes for a paragraph.
    pub(super) fn label(&mut self, own: &OfParagraph) -> String {
        let (list, level) = self.styles.list_of(own.style.as_deref());
        match own.list.or(list) {
            None | Some(0) => String::new(),
            Some(list) => self.numbering.next(list, own.level.or(level).unwrap_or(0)),
        }
    }

    /// Enters an element that only wraps others, skips one that shows nothing or is not there in the version that is read.
    pub(super) fn pass(&mut self, start: &BytesStart) -> Result<(), FormatError> {
        let gone = match name(start) {
            "sdtPr" | "sdtEndPr" | "sectPr" | "rt" | "tblPr" | "tblGrid" | "instrText" | "delInstrText" | "docPr" | "ctrlPr" => true,
            "del" | "moveFrom" => self.tracked == Tracked::Accepted,
            "ins" | "moveTo" => self.tracked == Tracked::Original,
            "altChunk" => {
                self.foreign += 1;
                true
            }
            "AlternateContent" => {
                self.chosen = false;
                false
            }
            // What another choice has shown already, or what Word would not know how to show.
            "Choice" if !is_known(start) => true,
            "Choice" | "Fallback" => std::mem::replace(&mut self.chosen, true),
            _ => false,
        };
        if gone {
            self.xml.skip()?;
        }
        Ok(())
    }

    pub(super) fn paragraph(&mut self) -> Result<Open, FormatError> {
        self.paragraphs += 1;
        let outside = self.xml.depth();
        let mut open = Open::default();
        while self.xml.depth() >= outside {
            match self.xml.step()? {
                Step::Open(start) => match name(&start) {
                    "pPr" => open.properties = properties::of_paragraph(&mut self.xml, self.tracked)?,
                    "r" => {
                        let is_math = start.name().prefix().is_some_and(|p| p.into_inner() == "m");
                        self.run(&mut open, is_math)?;
                    }
                    _ => self.pass(&start)?,
                },
                // A fraction.
                Step::Close(end) if end.local_name().into_inner() == "num" => {
                    open.pieces.push(Piece { shows: Shows::Text("/".to_owned()), run: open.runs.max(1), xml: None })
                }
                _ => {}
            }
        }
        // A field whose result never came hides no more than its paragraph.
        self.fields.iter_mut().for_each(|shown| *shown = true);
        Ok(open)
    }

    fn run(&mut self, open: &mut Open, is_math: bool) -> Result<(), FormatError> {
        open.runs += 1;
        let outside = self.xml.depth();
        let begin = self.xml.at;
        let first = open.pieces.len();
        let mut own = OfRun::default();
        let mut rpr = self.xml.position()..self.xml.position();
        while self.xml.depth() >= outside {
            let Step::Open(start) = self.xml.step()? else { continue };
            let element = name(&start);
            if element == "rPr" {
                let at = self.xml.at;
                own = properties::of_run(&mut self.xml)?;
                rpr = at..self.xml.position();
                continue;
            }
            let shows = match element {
                "t" | "delText" => {
                    let direct = self.xml.depth() == outside + 1;
                    let (text, place) = self.text(begin, rpr.clone())?;
                    let xml = Some(InXml { direct, ..place }).filter(|_| !is_math);
                    open.show(self.is_shown(own), Shows::Text(if own.raised { raised(text) } else { text }), xml);
                    continue;
                }
                "tab" | "ptab" => Shows::Text(" ".to_owned()),
                "noBreakHyphen" => Shows::Text("-".to_owned()),
                "br" | "cr" => Shows::Break,
                "sym" => Shows::Text(symbol(attribute(&start, "char"))),
                "footnoteReference" => self.mark(NoteKind::Foot, attribute(&start, "id"), begin),
                "endnoteReference" => self.mark(NoteKind::End, attribute(&start, "id"), begin),
                "fldChar" => {
                    self.field(attribute(&start, "fldCharType").as_deref());
                    continue;
                }
                "txbxContent" => {
                    open.boxes.extend(self.text_box()?);
                    continue;
                }
                _ => {
                    self.pass(&start)?;
                    continue;
                }
            };
            open.show(self.is_shown(own), shows, None);
        }
        self.end_run(open, first, begin);
        Ok(())
    }

    /// Notes where a run ends, now that it is known.
    fn end_run(&mut self, open: &mut Open, first: usize, begin: usize) {
        let end = self.xml.position();
        for piece in open.pieces.iter_mut().skip(first) {
            if let Some(xml) = &mut piece.xml {
                xml.run_end = end;
            }
        }
        for mark in self.marks.iter_mut().rev().take_while(|m| m.run.start >= begin) {
            mark.run.end = end;
        }
    }

    fn is_shown(&self, own: OfRun) -> bool {
        let struck = own.struck && self.tracked == Tracked::Accepted;
        !own.hidden && !struck && self.fields.iter().all(|&shown| shown)
    }

    /// The text inside `<w:t>`, which has just begun, and its place.
    fn text(&mut self, run: usize, properties: std::ops::Range<usize>) -> Result<(String, InXml), FormatError> {
        let outside = self.xml.depth();
        let (element, content) = (self.xml.at, self.xml.position());
        let mut text = String::new();
        let mut end = content;
        while self.xml.depth() >= outside {
            match self.xml.step()? {
                Step::Text(more) => {
                    text += &more;
                    end = self.xml.position();
                }
                Step::End => break,
                _ => {}
            }
        }
        Ok((text, InXml { run, run_end: 0, properties, element: element..self.xml.position(), content: content..end, direct: false }))
    }

    /// A note mark, numbered as Word numbers it.
    fn mark(&mut self, kind: NoteKind, id: Option<String>, run: usize) -> Shows {
        let id = id.unwrap_or_default();
        let label = match kind {
            NoteKind::Foot => {
                self.called.0 += 1;
                self.called.0.to_string()
            }
            NoteKind::End => {
                self.called.1 += 1;
                roman(self.called.1).to_lowercase()
            }
        };
        self.marks.push(Mark { kind, id, label: label.clone(), run: run..run });
        Shows::Note(label)
    }

    fn field(&mut self, kind: Option<&str>) {
        match kind {
            Some("begin") => self.fields.push(false),
            Some("separate") => {
                if let Some(shown) = self.fields.last_mut() {
                    *shown = true;
                }
            }
            Some("end") => {
                self.fields.pop();
            }
            _ => {}
        }
    }

    /// What a text box holds, which has just begun.
    fn text_box(&mut self) -> Result<Vec<Block>, FormatError> {
        let part = std::mem::replace(&mut self.part, "textboxes");
        let fields = std::mem::take(&mut self.fields);
        let blocks = self.flow()?;
        (self.part, self.fields) = (part, fields);
        Ok(blocks)
    }
}

impl Open {
    fn show(&mut self, is_shown: bool, shows: Shows, xml: Option<InXml>) {
        if is_shown {
            self.pieces.push(Piece { shows, run: self.runs, xml });
        }
    }
}

/// True if Word shows this choice of an alternative: every namespace that it requires is one of Word's own.
fn is_known(choice: &BytesStart) -> bool {
    let requires = attribute(choice, "Requires").unwrap_or_default();
    requires.split_whitespace().all(|prefix| WORDS_OWN.contains(&prefix) || prefix.starts_with("w1") || prefix.starts_with("cx"))
}

/// A sign of a symbol font by its code.
fn symbol(code: Option<String>) -> String {
    let code = code.and_then(|c| u32::from_str_radix(&c, 16).ok()).and_then(char::from_u32);
    code.filter(|c| !c.is_control()).map_or_else(|| " ".to_owned(), String::from)
}
