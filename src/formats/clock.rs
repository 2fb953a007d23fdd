//! How long reading a file takes.

use std::time::Duration;

/// A watch that was started. Inside a web page there is none: whoever waits there can end the work.
pub(super) struct Clock {
    #[cfg(not(target_family = "wasm"))]
    start: std::time::Instant,
}

impl Clock {
    /// Starts.
    pub fn start() -> Clock {
        Clock {
            #[cfg(not(target_family = "wasm"))]
            start: std::time::Instant::now(),
        }
    }

    /// True once more than this time has passed.
    #[cfg(not(target_family = "wasm"))]
    pub fn is_over(&self, longest: Duration) -> bool {
        self.start.elapsed() > longest
    }

    /// Never: nobody measures.
    #[cfg(target_family = "wasm")]
    pub fn is_over(&self, _: Duration) -> bool {
        false
    }
}
