//! What numbers and places are called in a finding.

use crate::relations::{Form, Relation, TermRole};
use crate::rulebook::Language;

/// What the stated number is called.
pub(super) fn stated_name(relation: &Relation, language: Language) -> &'static str {
    let (vi, en) = match relation.form {
        _ if relation.stated.role == TermRole::Rest => ("phần còn lại đã nêu", "stated rest"),
        Form::Sum => ("tổng đã nêu", "stated total"),
        Form::Share | Form::ShareOfSum | Form::WholeShares | Form::SameBase => ("tỷ lệ đã nêu", "stated percent"),
        Form::Growth | Form::GrowthOf | Form::WeightedGrowth | Form::Between => ("mức tăng, giảm đã nêu", "stated growth"),
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
        TermRole::Whole => ("tổng thể", "whole"),
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
        TermRole::Place => ("và tại đây", "and here"),
    };
    match language {
        Language::Vi => vi,
        Language::En => en,
    }
}
