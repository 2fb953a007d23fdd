//! Formats that are text to the letter and something else to people: read as text they would give findings in their markup.

use super::xml;

/// Bytes at the start in which such a format shows itself.
const HEAD: usize = 16 << 10;

/// What to say of bytes that are a web archive or a document in one XML file; nothing for all others.
pub(super) fn told_apart(bytes: &[u8]) -> Option<&'static str> {
    let head = &bytes[..bytes.len().min(HEAD)];
    let text = String::from_utf8_lossy(head);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if is_web_archive(text) {
        return Some("a web archive (MHTML): open it in Word and save it as .docx");
    }
    if !text.starts_with("<?xml") && !text.starts_with("<office:") && !text.starts_with("<w:") {
        return None;
    }
    let root = xml::root(text)?;
    match root.as_str() {
        "wordDocument" => Some("a Word 2003 XML file: open it in Word and save it as .docx"),
        "package" if text.contains("schemas.microsoft.com/office/2006/xmlPackage") => {
            Some("a Word document in one XML file: open it in Word and save it as .docx")
        }
        "Workbook" if text.contains("urn:schemas-microsoft-com:office:spreadsheet") => Some("an Excel 2003 XML file: open it in Excel and save it as .xlsx"),
        "document" if text.contains("urn:oasis:names:tc:opendocument") => {
            Some("a flat OpenDocument file: open it in LibreOffice and save it as .odt, .docx, .ods or .xlsx")
        }
        _ => None,
    }
}

/// A web archive begins as a letter does: with lines of a head, one of which says that it has parts.
fn is_web_archive(text: &str) -> bool {
    let head = text.split("\n\n").next().unwrap_or("").split("\r\n\r\n").next().unwrap_or("").to_ascii_lowercase();
    let begins = ["mime-version:", "from:", "content-type:", "snapshot-content-location:"].iter().any(|line| head.starts_with(line));
    begins && head.contains("mime-version:") && head.contains("multipart/")
}
