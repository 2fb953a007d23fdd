//! The lines that a page draws: rules of tables, and the circles that are bullets.

use super::glyphs::{real, whole, Glyph, FARTHEST};
use hayro_font::hayro_syntax::content::ops::TypedInstruction;
use hayro_font::hayro_syntax::object::Number;
use hayro_font::kurbo::{Affine, Point, Vec2};

/// Rules of a page; a drawing has more, and no table.
const MOST_RULES: usize = 6_000;
/// Stands for a small circle that was drawn; it is a bullet if it stands before text.
pub(super) const DOT: char = '\u{f8ff}';

/// A straight horizontal or vertical rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rule {
    pub x0: i64,
    pub y0: i64,
    pub x1: i64,
    pub y1: i64,
}

/// Gathers straight lines and thin boxes, which are what tables are drawn with, and small circles.
#[derive(Default)]
pub(super) struct Pen {
    pub rules: Vec<Rule>,
    pub dots: Vec<Glyph>,
    path: Vec<(Point, Point)>,
    /// Curves of the open path.
    curves: usize,
}

impl Pen {
    /// Follows an instruction; `page` is where its coordinates lie on the page.
    pub fn draw(&mut self, instruction: &TypedInstruction, page: Affine) {
        use TypedInstruction as I;
        let point = |x: &Number, y: &Number| Point::new(real(x), real(y));
        match instruction {
            I::MoveTo(p) => self.path.push((point(&p.0, &p.1), point(&p.0, &p.1))),
            I::LineTo(p) => self.side(point(&p.0, &p.1)),
            I::CubicTo(c) => {
                self.side(point(&c.4, &c.5));
                self.curves += 1;
            }
            I::RectPath(r) => {
                let from = point(&r.0, &r.1);
                let to = from + Vec2::new(real(&r.2), real(&r.3));
                let (right, below) = (Point::new(to.x, from.y), Point::new(from.x, to.y));
                self.path.extend([(from, right), (right, to), (to, below), (below, from)]);
            }
            I::EndPath(_) => self.forget(),
            I::StrokePath(_) | I::CloseAndStrokePath(_) | I::FillPathNonZero(_) | I::FillPathNonZeroCompatibility(_) | I::FillPathEvenOdd(_) => {
                self.paint(page)
            }
            I::FillAndStrokeNonZero(_) | I::FillAndStrokeEvenOdd(_) | I::CloseFillAndStrokeNonZero(_) | I::CloseFillAndStrokeEvenOdd(_) => self.paint(page),
            _ => {}
        }
        if self.path.len() > MOST_RULES {
            self.forget();
        }
    }

    fn forget(&mut self) {
        self.path.clear();
        self.curves = 0;
    }

    fn side(&mut self, to: Point) {
        let from = self.path.last().map_or(Point::ZERO, |side| side.1);
        self.path.push((from, to));
    }

    fn paint(&mut self, page: Affine) {
        if std::mem::take(&mut self.curves) >= 4 && self.path.len() <= 40 {
            self.dot(page);
        }
        for (from, to) in std::mem::take(&mut self.path) {
            let (from, to) = (whole(page * from), whole(page * to));
            let rule = Rule { x0: from.0.min(to.0), y0: from.1.min(to.1), x1: from.0.max(to.0), y1: from.1.max(to.1) };
            let (wide, high) = (rule.x1.saturating_sub(rule.x0), rule.y1.saturating_sub(rule.y0));
            let near = [rule.x0, rule.x1, rule.y0, rule.y1].iter().all(|v| v.saturating_abs() < FARTHEST);
            if near && wide.min(high) < 500 && wide.max(high) > 3_000 && self.rules.len() <= MOST_RULES {
                self.rules.push(rule);
            }
        }
    }

    /// Browsers draw the bullets of lists as small circles.
    fn dot(&mut self, page: Affine) {
        let points: Vec<(i64, i64)> = std::mem::take(&mut self.path).iter().map(|side| whole(page * side.1)).collect();
        if points.iter().any(|p| p.0.saturating_abs().max(p.1.saturating_abs()) > FARTHEST) || self.dots.len() > MOST_RULES {
            return;
        }
        let span = |at: fn(&(i64, i64)) -> i64| (points.iter().map(at).min().unwrap_or(0), points.iter().map(at).max().unwrap_or(0));
        let ((x, end), (top, y)) = (span(|p| p.0), span(|p| p.1));
        let (wide, high) = (end - x, y - top);
        if (1_500..8_000).contains(&wide) && (wide - high).abs() * 5 < wide {
            self.dots.push(Glyph { char: DOT, x, end, y, size: 3 * wide, turn: 0 });
        }
    }
}
