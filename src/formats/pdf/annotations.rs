//! What is set over a page: filled fields of forms, stamps with number and date, typed remarks. What is not printed is not read.

use super::glyphs::{Glyph, FARTHEST};
use hayro_font::hayro_syntax::object::{Array, Dict, Name, Rect, Stream};
use hayro_font::hayro_syntax::page::Page;
use hayro_font::kurbo::{self, Affine, Vec2};

/// Annotations of a page that are looked at.
const MOST: usize = 2_000;
/// Kinds that show text of the document.
const SHOWN: &[&str] = &["Widget", "FreeText", "Stamp"];
/// Flags of annotations that are not shown.
const HIDDEN: i32 = 0b10_0010;

/// The form that draws an annotation.
pub(super) struct Shown<'a> {
    pub form: Stream<'a>,
    /// What puts it on the page.
    pub place: Affine,
    /// The rectangle of a field to fill in.
    field: Option<kurbo::Rect>,
}

impl Shown<'_> {
    /// Ends what stands in a field where the field ends: the words behind it are set beside the field, not beside what is filled in.
    pub fn fill(&self, page: Affine, glyphs: &mut Vec<Glyph>, first: usize) {
        let Some(rect) = self.field.map(|rect| page.transform_rect_bbox(rect)) else { return };
        let right = ((rect.x1 * 1000.0) as i64).clamp(-FARTHEST, FARTHEST);
        if let Some(last) = glyphs.get_mut(first..).and_then(<[Glyph]>::last_mut).filter(|last| last.turn == 0 && last.end < right) {
            last.end = right;
            // What is printed in the field itself is a word of its own.
            let behind = Glyph { char: ' ', x: last.x + 1, end: last.x + 1, ..*last };
            glyphs.push(behind);
        }
    }
}

/// The forms that draw them.
pub(super) fn shown<'a>(page: &Page<'a>) -> Vec<Shown<'a>> {
    let Some(all) = page.raw().get::<Array<'a>>(&b"Annots"[..]) else { return Vec::new() };
    all.iter::<Dict<'a>>().take(MOST).filter_map(|annotation| look(&annotation)).collect()
}

/// The form of an annotation that is shown: its box is put over the rectangle of the annotation.
fn look<'a>(annotation: &Dict<'a>) -> Option<Shown<'a>> {
    let kind = annotation.get::<Name<'_>>(&b"Subtype"[..])?;
    let hidden = annotation.get::<i32>(&b"F"[..]).is_some_and(|flags| flags & HIDDEN != 0);
    if hidden || !SHOWN.contains(&kind.as_str()) {
        return None;
    }
    let form = annotation.get::<Dict<'a>>(&b"AP"[..])?.get::<Stream<'a>>(&b"N"[..])?;
    let rect = annotation.get::<Rect>(&b"Rect"[..])?;
    let boxed = |rect: Rect| kurbo::Rect::new(rect.x0, rect.y0, rect.x1, rect.y1);
    let matrix = form.dict().get(&b"Matrix"[..]).map_or(Affine::IDENTITY, Affine::new);
    let own = matrix.transform_rect_bbox(boxed(form.dict().get::<Rect>(&b"BBox"[..]).unwrap_or(rect)));
    let target = boxed(rect);
    let scale = match own.area() > 0.0 {
        true => Vec2::new(target.width() / own.width(), target.height() / own.height()),
        false => Vec2::new(1.0, 1.0),
    };
    let place = Affine::translate(target.origin().to_vec2()) * Affine::scale_non_uniform(scale.x, scale.y) * Affine::translate(-own.origin().to_vec2());
    let field = (kind.as_str() == "Widget").then_some(target);
    Some(Shown { form, place, field })
}
