//! Reads a PDF where there are no threads, inside a web page: the page itself ends what fails or takes too long.

use super::super::FormatError;

/// Runs the reading.
pub(super) fn contained<T>(work: impl FnOnce() -> Result<T, FormatError>) -> Result<T, FormatError> {
    work()
}
