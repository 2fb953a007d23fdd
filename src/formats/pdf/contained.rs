//! Reads a PDF on a thread of its own, whose panics and whose time end as errors.

use super::super::FormatError;
use std::any::Any;
use std::panic;
use std::sync::{mpsc, Once};
use std::thread;
use std::time::Duration;

/// Longest time to read a file.
const LONGEST: Duration = Duration::from_secs(60);
/// Stack of the thread: objects may lie 512 deep in each other.
const STACK: usize = 64 << 20;
/// Name of the thread, by which its panics are known.
const THREAD: &str = "pdf";

/// Runs the reading on a thread of its own. If it takes too long the thread is left behind; it ends with the program.
pub(super) fn contained<T: Send + 'static>(work: impl FnOnce() -> Result<T, FormatError> + Send + 'static) -> Result<T, FormatError> {
    silence();
    let (send, receive) = mpsc::channel();
    let run = move || {
        // Nobody listens any more once the time is over.
        let _ = send.send(panic::catch_unwind(panic::AssertUnwindSafe(work)));
    };
    let spawned = thread::Builder::new().name(THREAD.to_owned()).stack_size(STACK).spawn(run);
    spawned.map_err(|_| FormatError::NoText("the system gives no thread to read the PDF on: close other programs and try again"))?;
    match receive.recv_timeout(LONGEST) {
        Ok(Ok(result)) => result,
        Ok(Err(cause)) => Err(FormatError::Damaged(format!("reading it fails ({})", words(&cause)))),
        Err(_) => Err(FormatError::Limit { what: "reading the PDF takes longer".into(), limit: format!("{} s", LONGEST.as_secs()) }),
    }
}

fn words(cause: &Box<dyn Any + Send>) -> String {
    let text = cause.downcast_ref::<&str>().map(|s| (*s).to_owned()).or_else(|| cause.downcast_ref::<String>().cloned());
    text.unwrap_or_default().chars().filter(|c| !c.is_control()).take(120).collect()
}

/// Panics of this thread are reported as errors, not on the screen; those of other threads as ever.
fn silence() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if thread::current().name() != Some(THREAD) {
                usual(info);
            }
        }));
    });
}
