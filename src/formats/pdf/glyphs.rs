//! Runs the drawing program of a page as far as it sets text and rules, and says where each character stands.
//!
//! The crates for PDF reckon in binary floats. These end here: what leaves this file are integers, thousandths of a point, y downwards.

use super::annotations;
use super::bounds::is_honest;
use super::pen::{Pen, Rule};
use hayro_font::hayro_syntax::content::ops::TypedInstruction;
use hayro_font::hayro_syntax::content::TypedIter;
use hayro_font::hayro_syntax::object::{Array, Dict, Name, Number, Object, Stream};
use hayro_font::hayro_syntax::page::{Page, Resources};
use hayro_font::kurbo::{Affine, Point, Vec2};
use hayro_font::{CMapResolverFn, Font, FontCache, FontGlyph, FontQuery, FontResolverFn};
use std::collections::HashMap;
use std::sync::Arc;

/// Most characters of a file.
pub(super) const MOST_GLYPHS: usize = 3_000_000;
/// Most bytes of drawing programs, unpacked; each page keeps its own, also where all pages name the same one.
const MOST_CONTENT: usize = 512 << 20;
/// Most drawing instructions of a file.
const MOST_STEPS: usize = 30_000_000;
/// Forms inside forms.
const DEEPEST: usize = 12;
/// Saved states on top of each other.
const MOST_SAVED: usize = 512;
/// Coordinates beyond this are on no page.
pub(super) const FARTHEST: i64 = 20_000_000;

/// A character on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Glyph {
    pub char: char,
    /// Left end, right end, and base line.
    pub x: i64,
    pub end: i64,
    pub y: i64,
    /// Height of the letters.
    pub size: i64,
    /// Quarter turns of the line that it stands on.
    pub turn: u8,
}

/// What is drawn on a page.
#[derive(Debug, Default)]
pub(super) struct Drawing {
    pub glyphs: Vec<Glyph>,
    pub rules: Vec<Rule>,
    /// Glyphs whose characters the file does not tell.
    pub unknown: usize,
    /// Pictures, which may show text.
    pub pictures: usize,
}

/// Reads pages; fonts are loaded once for all of them.
pub(super) struct Reader<'a> {
    fonts: FontCache<'a>,
    standard: FontResolverFn,
    cmaps: CMapResolverFn,
    honest: HashMap<usize, bool>,
    steps: usize,
    glyphs: usize,
    content: usize,
}

impl<'a> Reader<'a> {
    pub fn new() -> Self {
        let standard: FontResolverFn = Arc::new(|query| {
            Some(match query {
                FontQuery::Standard(font) => font.get_font_data(),
                FontQuery::Fallback(query) => query.pick_standard_font().get_font_data(),
            })
        });
        Reader { fonts: FontCache::new(), standard, cmaps: Arc::new(|_| None), honest: HashMap::new(), steps: 0, glyphs: 0, content: 0 }
    }

    /// What is over its limit, if anything is.
    pub fn over(&self) -> Option<(&'static str, usize)> {
        match () {
            _ if self.steps >= MOST_STEPS => Some(("drawing instructions", MOST_STEPS)),
            _ if self.content > MOST_CONTENT => Some(("bytes of drawing instructions", MOST_CONTENT)),
            _ if self.glyphs >= MOST_GLYPHS => Some(("characters", MOST_GLYPHS)),
            _ => None,
        }
    }

    /// What a page draws.
    pub fn page(&mut self, page: &Page<'a>) -> Drawing {
        self.content += size_of_content(page);
        if self.over().is_some() {
            return Drawing::default();
        }
        let state = State::new(Affine::new(page.initial_transform(true).as_coeffs()));
        let mut run =
            Run { reader: self, drawing: Drawing::default(), state, saved: Vec::new(), matrix: Affine::IDENTITY, line: Affine::IDENTITY, pen: Pen::default() };
        run.all(page.typed_operations(), page.resources(), 0);
        let whole_page = Affine::new(page.initial_transform(true).as_coeffs());
        for shown in annotations::shown(page) {
            run.state = State::new(whole_page * shown.place);
            run.saved.clear();
            let first = run.drawing.glyphs.len();
            run.drawn(&shown.form, page.resources(), 0);
            shown.fill(whole_page, &mut run.drawing.glyphs, first);
        }
        run.drawing.rules = run.pen.rules;
        run.drawing.glyphs.extend(run.pen.dots);
        run.drawing
    }
}

/// The part of the graphics state that text depends on. Pairs are vectors because the crate's own number type stays out of this code.
#[derive(Clone)]
struct State<'a> {
    page: Affine,
    font: Option<Font<'a>>,
    /// Size of the font, and leading.
    size: Vec2,
    /// Space after each character, and after a blank.
    spacing: Vec2,
    /// Horizontal scale, and rise.
    scale: Vec2,
}

impl State<'_> {
    fn new(page: Affine) -> Self {
        State { page, font: None, size: Vec2::new(1.0, 0.0), spacing: Vec2::ZERO, scale: Vec2::new(1.0, 0.0) }
    }
}

struct Run<'r, 'a> {
    reader: &'r mut Reader<'a>,
    drawing: Drawing,
    state: State<'a>,
    saved: Vec<State<'a>>,
    matrix: Affine,
    line: Affine,
    pen: Pen,
}

/// A number as whatever type of number is asked for.
pub(super) fn real<T: for<'x> TryFrom<Object<'x>> + Default>(number: &Number) -> T {
    T::try_from(Object::Number(*number)).unwrap_or_default()
}

fn matrix(n: [&Number; 6]) -> Affine {
    Affine::new(n.map(real))
}

impl<'a> Run<'_, 'a> {
    fn all(&mut self, mut program: TypedIter<'_>, resources: &Resources<'a>, depth: usize) {
        while let Some(instruction) = program.next() {
            self.reader.steps += 1;
            if self.reader.over().is_some() {
                return;
            }
            self.step(instruction, resources, depth);
        }
    }

    fn step(&mut self, instruction: TypedInstruction, resources: &Resources<'a>, depth: usize) {
        use TypedInstruction as I;
        match instruction {
            I::SaveState(_) if self.saved.len() < MOST_SAVED => self.saved.push(self.state.clone()),
            I::RestoreState(_) => self.state = self.saved.pop().unwrap_or_else(|| self.state.clone()),
            I::Transform(t) => self.state.page *= matrix([&t.0, &t.1, &t.2, &t.3, &t.4, &t.5]),
            I::XObject(x) if depth < DEEPEST => self.form(x.0, resources, depth),
            I::InlineImage(_) => self.drawing.pictures += 1,
            I::BeginText(_) => (self.matrix, self.line) = (Affine::IDENTITY, Affine::IDENTITY),
            I::TextFont(f) => {
                self.state.font = resources.get_font(f.0).and_then(|dict| self.font(&dict));
                self.state.size.x = real(&f.1);
            }
            I::CharacterSpacing(s) => self.state.spacing.x = real(&s.0),
            I::WordSpacing(s) => self.state.spacing.y = real(&s.0),
            I::HorizontalScaling(s) => self.state.scale = Vec2::new(real(&s.0), 0.0) / 100.0 + Vec2::new(0.0, self.state.scale.y),
            I::TextRise(s) => self.state.scale.y = real(&s.0),
            I::TextLeading(s) => self.state.size.y = real(&s.0),
            I::SetTextMatrix(t) => {
                self.line = matrix([&t.0, &t.1, &t.2, &t.3, &t.4, &t.5]);
                self.matrix = self.line;
            }
            I::NextLine(t) => self.next_line(Vec2::new(real(&t.0), real(&t.1))),
            I::NextLineAndSetLeading(t) => {
                let by = Vec2::new(real(&t.0), real(&t.1));
                self.state.size.y = -by.y;
                self.next_line(by);
            }
            I::NextLineUsingLeading(_) => self.next_line(Vec2::new(0.0, -self.state.size.y)),
            I::ShowText(s) => self.show(s.0.as_bytes()),
            I::NextLineAndShowText(s) => {
                self.next_line(Vec2::new(0.0, -self.state.size.y));
                self.show(s.0.as_bytes());
            }
            I::ShowTextWithParameters(s) => {
                self.state.spacing = Vec2::new(real(&s.1), real(&s.0));
                self.next_line(Vec2::new(0.0, -self.state.size.y));
                self.show(s.2.as_bytes());
            }
            I::ShowTexts(s) => self.show_all(s.0),
            other => self.pen.draw(&other, self.state.page),
        }
    }

    fn font(&mut self, dict: &Dict<'a>) -> Option<Font<'a>> {
        // The bytes of the file are where they are: their place names the font.
        let key = dict.data().as_ptr() as usize;
        if !*self.reader.honest.entry(key).or_insert_with(|| is_honest(dict)) {
            return None;
        }
        self.reader.fonts.font(dict, &self.reader.standard, &self.reader.cmaps)
    }

    fn form(&mut self, name: &Name<'_>, resources: &Resources<'a>, depth: usize) {
        let Some(stream) = resources.get_x_object(name) else { return };
        if stream.dict().get::<Name<'_>>(&b"Subtype"[..]).is_none_or(|kind| kind.as_str() != "Form") {
            self.drawing.pictures += 1;
            return;
        }
        self.drawn(&stream, resources, depth);
    }

    /// Runs the program of a form.
    fn drawn(&mut self, stream: &Stream<'a>, resources: &Resources<'a>, depth: usize) {
        let dict = stream.dict();
        let Some(program) = decoded(stream) else { return };
        // Decoding the same form again and again is work too.
        self.reader.steps += program.len() / 16;
        let saved = self.state.clone();
        let own = dict.get::<Dict<'a>>(&b"Resources"[..]).map(Resources::new);
        self.state.page *= dict.get(&b"Matrix"[..]).map_or(Affine::IDENTITY, Affine::new);
        let outer = std::mem::take(&mut self.saved);
        self.all(TypedIter::new(&program), own.as_ref().unwrap_or(resources), depth + 1);
        self.saved = outer;
        self.state = saved;
    }

    fn next_line(&mut self, by: Vec2) {
        self.line *= Affine::translate(by);
        self.matrix = self.line;
    }

    fn show_all(&mut self, parts: &Array) {
        let mut parts = parts.flex_iter();
        loop {
            if let Some(text) = parts.next::<hayro_font::hayro_syntax::object::String>() {
                self.show(text.as_bytes());
            } else if let Some(number) = parts.next::<Number>() {
                let back = Vec2::new(real(&number), 0.0) * (self.state.size.x * self.state.scale.x / -1000.0);
                self.matrix *= Affine::translate(if self.is_vertical() { Vec2::new(0.0, back.x) } else { back });
            } else if parts.next::<Object>().is_none() {
                return;
            }
        }
    }

    fn is_vertical(&self) -> bool {
        self.state.font.as_ref().is_some_and(|font| !font.is_horizontal())
    }

    fn show(&mut self, bytes: &[u8]) {
        let Some(font) = self.state.font.clone() else { return };
        let mut at = 0;
        while at < bytes.len() && self.reader.glyphs < MOST_GLYPHS {
            let (code, length) = font.read_code(bytes, at);
            at += length.max(1);
            let blank = if code == 32 && length == 1 { self.state.spacing.y } else { 0.0 };
            let own = font.code_advance(code) * (self.state.size.x / 1000.0);
            let State { scale, size, spacing, .. } = self.state;
            let (along, drawn) = match font.is_horizontal() {
                true => (Vec2::new((own.x + spacing.x + blank) * scale.x, 0.0), Vec2::new(own.x * scale.x, 0.0)),
                false => (Vec2::new(0.0, own.y + spacing.x + blank), Vec2::new(0.0, own.y)),
            };
            let place = self.state.page * self.matrix * Affine::translate(Vec2::new(0.0, scale.y));
            let ends = [Point::ZERO, Point::ZERO + drawn, Point::new(0.0, size.x)].map(|p| whole(place * p));
            self.matrix *= Affine::translate(along);
            self.put(unicode(&font, code), ends);
        }
    }

    /// Keeps the characters of a glyph: `ends` are its left end, its right end, and the left end one size above.
    fn put(&mut self, text: Option<String>, ends: [(i64, i64); 3]) {
        let [(x, y), (x1, y1), top] = ends;
        self.reader.glyphs += 1;
        let Some(text) = text else {
            self.drawing.unknown += 1;
            return;
        };
        if [x, y, x1, y1, top.0, top.1].iter().any(|v| v.saturating_abs() > FARTHEST) {
            return;
        }
        let (dx, dy) = (top.0 - x, top.1 - y);
        // The way up tells how the line is turned; y runs downwards.
        let turn = match dx.abs() > dy.abs() {
            true => {
                if dx > 0 {
                    1
                } else {
                    3
                }
            }
            false => {
                if dy > 0 {
                    2
                } else {
                    0
                }
            }
        };
        let size = dx.abs().max(dy.abs());
        let (x, end, y) = match turn {
            0 => (x, x1, y),
            1 => (y, y1, -x),
            2 => (-x, -x1, -y),
            _ => (-y, -y1, x),
        };
        let (x, end) = (x.min(end), end.max(x));
        let count = text.chars().count().max(1) as i64;
        for (index, char) in text.chars().enumerate() {
            let part = |n: i64| x + (end - x) * n / count;
            self.drawing.glyphs.push(Glyph { char, x: part(index as i64), end: part(index as i64 + 1), y, size, turn });
        }
    }
}

/// A point in thousandths.
pub(super) fn whole(point: Point) -> (i64, i64) {
    ((point.x * 1000.0) as i64, (point.y * 1000.0) as i64)
}

/// Bytes of a page's program, which may name one stream many times.
fn size_of_content(page: &Page) -> usize {
    let key = &b"Contents"[..];
    let size = |stream: Stream| stream.decoded_data().map_or(0, |data| data.len());
    let parts = page.raw().get::<Array>(key);
    let add = |sum: usize, stream: Stream| if sum > MOST_CONTENT { sum } else { sum + size(stream) };
    parts.map_or_else(|| page.raw().get::<Stream>(key).map_or(0, size), |parts| parts.iter::<Stream>().fold(0, add))
}

fn decoded<'s>(stream: &'s Stream<'_>) -> Option<std::borrow::Cow<'s, [u8]>> {
    stream.decoded_data().ok()
}

fn unicode(font: &Font, code: u32) -> Option<String> {
    use hayro_cmap::BfString;
    let found = match font.glyph(font.map_code(code), code) {
        FontGlyph::Outline(glyph) => glyph.as_unicode(),
        FontGlyph::Type3(glyph) => glyph.as_unicode(),
    };
    found.map(|text| match text {
        BfString::Char(c) => c.to_string(),
        BfString::String(text) => text,
    })
}
