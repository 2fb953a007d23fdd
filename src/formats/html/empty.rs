//! Empty elements of pages that are XML: `<title/>` opens nothing there, while a reader of HTML waits for its end.

/// Elements that never have an end.
const VOID: &[&str] = &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];
/// Longest tag that is looked at, in bytes.
const LONGEST: usize = 4096;

/// The page with an end behind each empty element.
pub(super) fn written_out(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for (end, _) in text.match_indices("/>") {
        let floor = text.floor_char_boundary(end.saturating_sub(LONGEST).max(done));
        let Some(start) = text[floor..end].rfind('<').map(|at| floor + at) else { continue };
        let name: &str = text[start + 1..end].split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or("");
        let named = name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == ':');
        if named && !VOID.contains(&name.to_ascii_lowercase().as_str()) {
            out += &text[done..end];
            out += &format!("></{name}>");
            done = end + 2;
        }
    }
    out + &text[done..]
}
