//! report-lint inside a web page: questions in, answers out, through the memory of the WebAssembly module.
//!
//! The page asks for room ([`input`]), lays a question (JSON) and the bytes of the files there, calls [`ask`], and reads the answer where [`text`] and [`file`] say.
//! Everything is done by `answer.rs` and `reading.rs`, which know nothing of this and are tested like any other code.

mod answer;
mod reading;

use std::cell::RefCell;

thread_local! {
    /// What the page wrote, and what it is to read: there is one page and one thread.
    static DESK: RefCell<Desk> = const { RefCell::new(Desk { input: Vec::new(), text: Vec::new(), file: Vec::new() }) };
}

struct Desk {
    input: Vec<u8>,
    text: Vec<u8>,
    file: Vec<u8>,
}

/// Room for so many bytes, to be filled by the page: a question, and behind it the files that it is about.
#[no_mangle]
pub extern "C" fn input(bytes: usize) -> *mut u8 {
    DESK.with_borrow_mut(|desk| {
        desk.input = vec![0; bytes];
        desk.input.as_mut_ptr()
    })
}

/// Answers the question that takes the first `question` bytes of the room.
#[no_mangle]
pub extern "C" fn ask(question: usize) {
    // What a mistake of the program says of itself is left as the answer: the page reads it after the module has stopped.
    std::panic::set_hook(Box::new(|mistake| {
        DESK.with(|desk| desk.try_borrow_mut().map(|mut desk| desk.text = mistake.to_string().into_bytes()).unwrap_or_default());
    }));
    let mut input = DESK.with_borrow_mut(|desk| std::mem::take(&mut desk.input));
    let bytes = input.split_off(question.min(input.len()));
    let (text, file) = answer::answer(&input, bytes);
    DESK.with_borrow_mut(|desk| (desk.text, desk.file) = (text.into_bytes(), file));
}

/// Where the answer (JSON) begins.
#[no_mangle]
pub extern "C" fn text() -> *const u8 {
    DESK.with_borrow(|desk| desk.text.as_ptr())
}

/// How many bytes it has.
#[no_mangle]
pub extern "C" fn text_length() -> usize {
    DESK.with_borrow(|desk| desk.text.len())
}

/// Where the file that was made begins.
#[no_mangle]
pub extern "C" fn file() -> *const u8 {
    DESK.with_borrow(|desk| desk.file.as_ptr())
}

/// How many bytes it has; none where no file was asked for.
#[no_mangle]
pub extern "C" fn file_length() -> usize {
    DESK.with_borrow(|desk| desk.file.len())
}
