//! Things by names that stand in the code.

use report_lint::named::Named;
use std::collections::HashMap;

#[test]
fn all_are_found_and_no_others() {
    let names: Vec<String> = (0..300).map(|i| format!("name_{i}")).collect();
    for many in [0, 1, 2, 7, 300] {
        let named = Named::from(names.iter().take(many).cloned().zip(0..).collect::<HashMap<_, usize>>());
        for (at, name) in names.iter().enumerate() {
            assert_eq!(named.get(name).copied(), Some(at).filter(|at| *at < many), "{name} of {many}");
        }
        assert!(named.get("").is_none() && named.get("name_").is_none(), "{many}");
    }
}
