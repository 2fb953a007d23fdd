//! The lines that a page draws: rules of tables, and the circles that are bullets.

use super::glyphs::{real, whole, Glyph, FARTHEST};
use hayro_font::hayro_syntax::content::ops::TypedInstruction;
use hayro_font::hayro_syntax::object::Number;
use hayro_font::kurbo::{Affine, Point, Vec2};

/// Rules of a page; a drawing has more, and no table.
const MOST_RULES: usize = 6_000;
/// Stands for a small circle that was drawn; it is a bullet if it stands before text.
pub(super) const DOT: char = '\u{f8ff}';

/// A straight horizontal or vertical rule: the box around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rule {
    pub x0: i64,
    pub y0: i64,
    pub x1: i64,
    pub y1: i64,
}

/// Thickest box that is a rule.
const THICKEST: i64 = 3_000;
/// Shortest rule.
const SHORTEST: i64 = 3_000;

/// Gathers straight lines and thin boxes, which are what tables are drawn with, and small circles.
#[derive(Default)]
pub(super) struct Pen {
    pub rules: Vec<Rule>,
    pub dots: Vec<Glyph>,
    /// Corners of the open path, part by part.
    path: Vec<Vec<Point>>,
    corners: usize,
    curves: usize,
}

impl Pen {
    /// Follows an instruction; `page` is where its coordinates lie on the page.
    pub fn draw(&mut self, instruction: &TypedInstruction, page: Affine) {
        use TypedInstruction as I;
        let point = |x: &Number, y: &Number| Point::new(real(x), real(y));
        match instruction {
            I::MoveTo(p) => self.path.push(vec![point(&p.0, &p.1)]),
            I::LineTo(p) => self.corner(point(&p.0, &p.1)),
            I::CubicTo(c) => {
                self.corner(point(&c.4, &c.5));
                self.curves += 1;
            }
            I::ClosePath(_) => self.close(),
            I::RectPath(r) => {
                let from = point(&r.0, &r.1);
                let to = from + Vec2::new(real(&r.2), real(&r.3));
                self.path.push(vec![from, Point::new(to.x, from.y), to, Point::new(from.x, to.y), from]);
            }
            I::EndPath(_) => self.forget(),
            I::FillPathNonZero(_) | I::FillPathNonZeroCompatibility(_) | I::FillPathEvenOdd(_) => self.paint(page, false),
            I::StrokePath(_) | I::FillAndStrokeNonZero(_) | I::FillAndStrokeEvenOdd(_) => self.paint(page, true),
            I::CloseAndStrokePath(_) | I::CloseFillAndStrokeNonZero(_) | I::CloseFillAndStrokeEvenOdd(_) => {
                self.close();
                self.paint(page, true);
            }
            _ => {}
        }
        self.corners += 1;
        if self.path.len() > MOST_RULES || self.corners > 100 * MOST_RULES {
            self.forget();
        }
    }

    fn forget(&mut self) {
        self.path.clear();
        (self.curves, self.corners) = (0, 0);
    }

    fn corner(&mut self, to: Point) {
        match self.path.last_mut() {
            Some(part) => part.push(to),
            None => self.path.push(vec![to]),
        }
    }

    fn close(&mut self) {
        if let Some(part) = self.path.last_mut() {
            part.extend(part.first().copied());
        }
    }

    /// Lines are rules by themselves, filled boxes if they are thin: others are backgrounds.
    fn paint(&mut self, page: Affine, lines: bool) {
        let curves = self.curves;
        let path: Vec<Vec<(i64, i64)>> = std::mem::take(&mut self.path).iter().map(|part| part.iter().map(|&p| whole(page * p)).collect()).collect();
        self.forget();
        for part in path.iter().filter(|part| part.iter().all(|p| p.0.saturating_abs().max(p.1.saturating_abs()) < FARTHEST)) {
            match part.len() {
                0 => {}
                _ if curves >= 4 && path.len() == 1 => self.dot(bounds(part)),
                _ if lines => part.windows(2).for_each(|side| self.rule(bounds(side), THICKEST / 6)),
                _ => self.rule(bounds(part), THICKEST),
            }
        }
    }

    fn rule(&mut self, rule: Rule, thickest: i64) {
        let (wide, high) = (rule.x1 - rule.x0, rule.y1 - rule.y0);
        if wide.min(high) < thickest && wide.max(high) > SHORTEST && self.rules.len() <= MOST_RULES {
            self.rules.push(rule);
        }
    }

    /// Browsers draw the bullets of lists as small circles.
    fn dot(&mut self, round: Rule) {
        let (wide, high) = (round.x1 - round.x0, round.y1 - round.y0);
        if (1_500..8_000).contains(&wide) && (wide - high).abs() * 5 < wide && self.dots.len() <= MOST_RULES {
            self.dots.push(Glyph { char: DOT, x: round.x0, end: round.x1, y: round.y1, size: 3 * wide, turn: 0 });
        }
    }
}

fn bounds(points: &[(i64, i64)]) -> Rule {
    let span = |at: fn(&(i64, i64)) -> i64| (points.iter().map(at).min().unwrap_or(0), points.iter().map(at).max().unwrap_or(0));
    let ((x0, x1), (y0, y1)) = (span(|p| p.0), span(|p| p.1));
    Rule { x0, y0, x1, y1 }
}
