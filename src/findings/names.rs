//! What numbers and places are called in a finding.

use super::Related;
use crate::relations::{Form, Relation, TermRole};
use crate::rulebook::Language;
use crate::source::Span;

/// What the stated number is called.
pub(super) fn stated_name(relation: &Relation, language: Language) -> &'static str {
    let (vi, en) = match relation.form {
        _ if relation.stated.role == TermRole::Rest => ("phần còn lại đã nêu", "stated rest"),
        Form::Sum => ("tổng đã nêu", "stated total"),
        Form::Share | Form::ShareOfSum | Form::WholeShares | Form::SameBase => ("tỷ lệ đã nêu", "stated percent"),
        Form::WeightedGrowth => ("tỷ lệ của tổng", "rate of the whole"),
        Form::Growth | Form::GrowthOf | Form::Between => ("mức tăng, giảm đã nêu", "stated growth"),
        Form::Difference => ("mức chênh lệch đã nêu", "stated difference"),
        Form::Count => ("số lượng đã nêu", "stated count"),
        Form::Flag => ("tại đây", "here"),
        _ => ("số đã nêu", "stated number"),
    };
    match language {
        Language::Vi => vi,
        Language::En => en,
    }
}

/// What a term is called.
pub fn role_name(role: TermRole, language: Language) -> &'static str {
    let (vi, en) = match role {
        TermRole::Stated => ("số đã nêu", "stated"),
        TermRole::Part => ("thành phần", "part"),
        TermRole::Deduction => ("phần trừ đi", "deduction"),
        TermRole::Whole => ("tổng số", "whole"),
        TermRole::Limit => ("mức tối đa", "limit"),
        TermRole::Plan => ("kế hoạch", "plan"),
        TermRole::Now => ("kỳ này", "now"),
        TermRole::Before => ("kỳ trước", "before"),
        TermRole::Change => ("mức tăng, giảm", "change"),
        TermRole::Rest => ("phần còn lại", "rest"),
        TermRole::Item => ("mục được liệt kê", "item"),
        TermRole::Same => ("cùng một số liệu", "same fact"),
        TermRole::Rate => ("tỷ lệ thành phần", "rate"),
        TermRole::Factor => ("thừa số", "factor"),
        TermRole::Sibling => ("số liệu cùng loại", "sibling"),
        TermRole::Place => ("tại đây", "here"),
    };
    match language {
        Language::Vi => vi,
        Language::En => en,
    }
}

/// Places that are only pointed at, not calculated with, are called by their order in the report; where there is only one it needs no name.
pub(super) fn number_places(primary: (Span, &mut String), related: &mut [Related], language: Language) {
    if related.is_empty() {
        return primary.1.clear();
    }
    let pointed = role_name(TermRole::Place, language);
    let mut places: Vec<(Span, &mut String)> = related.iter_mut().filter(|r| r.label == pointed).map(|r| (r.span, &mut r.label)).collect();
    places.push(primary);
    places.sort_by_key(|place| place.0);
    for (at, (_, label)) in places.into_iter().enumerate() {
        *label = nth_place(at + 1, language);
    }
}

fn nth_place(n: usize, language: Language) -> String {
    match (language, n) {
        (Language::Vi, 1) => "chỗ thứ nhất".to_owned(),
        (Language::Vi, 2) => "chỗ thứ hai".to_owned(),
        (Language::Vi, 3) => "chỗ thứ ba".to_owned(),
        (Language::Vi, 4) => "chỗ thứ tư".to_owned(),
        (Language::Vi, n) => format!("chỗ thứ {n}"),
        (Language::En, n) => format!("place {n}"),
    }
}
