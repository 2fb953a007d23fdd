//! Which number is to blame.
use super::{Diagnosis, Settled};
pub(super) fn diagnose(settled: &[Settled]) -> Vec<Diagnosis> {
    (0..settled.len()).filter(|&i| settled[i].accusation.is_some()).map(|main| Diagnosis { main, others: Vec::new(), repairs: Vec::new() }).collect()
}
