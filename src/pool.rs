//! Many files, or many rules, at a time on plain threads.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::Mutex;

/// The result of `work` on every item, in the order of the items, by `jobs` threads (0: one a core).
pub fn map<T: Sync, R: Send>(items: &[T], jobs: usize, work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let jobs = if jobs == 0 { cores } else { jobs }.min(items.len());
    if jobs <= 1 {
        return items.iter().map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::with_capacity(items.len()));
    std::thread::scope(|scope| {
        let take = || {
            while let Some((at, item)) = Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|at| Some((at, items.get(at)?))) {
                let result = work(item);
                if let Ok(mut done) = done.lock() {
                    done.push((at, result));
                }
            }
        };
        // Where no more threads are to be had, fewer do the work.
        let others: Vec<_> = (1..jobs).map_while(|_| std::thread::Builder::new().spawn_scoped(scope, take).ok()).collect();
        take();
        for other in others {
            // A panic goes on where it is caught, with its own words.
            other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        }
    });
    let mut done = done.into_inner().unwrap_or_default();
    done.sort_by_key(|d| d.0);
    done.into_iter().map(|d| d.1).collect()
}
