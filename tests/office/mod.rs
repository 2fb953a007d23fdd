//! Makes Word files out of the XML of their body, for the tests of readers and of comments.

#![allow(dead_code, clippy::unwrap_used, clippy::panic)]

use report_lint::formats::{self, FormatError, Options};
use report_lint::source::Source;
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;

const W: &str =
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\" \
    xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" \
    xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A Word file that is being made: its parts by name.
#[derive(Clone, Default)]
pub struct Docx {
    parts: Vec<(String, String)>,
}

impl Docx {
    /// A document with this in its body.
    pub fn new(body: &str) -> Docx {
        Docx::default().with("document", &format!("<w:document {W}><w:body>{body}<w:sectPr/></w:body></w:document>"))
    }

    /// A document of plain paragraphs.
    pub fn of_paragraphs(paragraphs: &[&str]) -> Docx {
        Docx::new(&paragraphs.iter().map(|p| paragraph(p)).collect::<String>())
    }

    fn with(mut self, part: &str, xml: &str) -> Docx {
        self.parts.push((format!("word/{part}.xml"), format!("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n{xml}")));
        self
    }

    pub fn footnotes(self, notes: &str) -> Docx {
        let lines = "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>";
        self.with("footnotes", &format!("<w:footnotes {W}>{lines}{notes}</w:footnotes>"))
    }

    pub fn endnotes(self, notes: &str) -> Docx {
        self.with("endnotes", &format!("<w:endnotes {W}>{notes}</w:endnotes>"))
    }

    pub fn styles(self, styles: &str) -> Docx {
        self.with("styles", &format!("<w:styles {W}>{styles}</w:styles>"))
    }

    pub fn numbering(self, numbering: &str) -> Docx {
        self.with("numbering", &format!("<w:numbering {W}>{numbering}</w:numbering>"))
    }

    pub fn comments(self, comments: &str) -> Docx {
        self.with("comments", &format!("<w:comments {W}>{comments}</w:comments>"))
    }

    pub fn header(self, text: &str) -> Docx {
        let xml = format!("<w:hdr {W}>{}</w:hdr>", paragraph(text));
        self.with("header1", &xml)
    }

    /// The file.
    pub fn bytes(&self) -> Vec<u8> {
        let name = |part: &str| part.trim_start_matches("word/").trim_end_matches(".xml").trim_end_matches(char::is_numeric).to_owned();
        let mut types = "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
            <Default Extension=\"xml\" ContentType=\"application/xml\"/>"
            .to_owned();
        let mut relations = String::new();
        for (at, (part, _)) in self.parts.iter().enumerate() {
            let kind = if name(part) == "document" { "document.main".to_owned() } else { name(part) };
            types += &format!("<Override PartName=\"/{part}\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml\"/>");
            if name(part) != "document" {
                relations += &format!("<Relationship Id=\"rId{at}\" Type=\"{RELATION}/{}\" Target=\"{}\"/>", name(part), part.trim_start_matches("word/"));
            }
        }
        let relationships =
            |inner: &str| format!("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{inner}</Relationships>");
        let main = format!("<Relationship Id=\"rId1\" Type=\"{RELATION}/officeDocument\" Target=\"word/document.xml\"/>");
        let mut all = vec![
            ("[Content_Types].xml".to_owned(), format!("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">{types}</Types>")),
            ("_rels/.rels".to_owned(), relationships(&main)),
            ("word/_rels/document.xml.rels".to_owned(), relationships(&relations)),
        ];
        all.extend(self.parts.clone());
        zip_of(&all.iter().map(|(n, t)| (n.as_str(), t.as_bytes())).collect::<Vec<_>>())
    }

    /// What the reader makes of it.
    pub fn text(&self) -> String {
        read(self.bytes()).expect("the file is read").text
    }
}

/// `<w:p>` with one run.
pub fn paragraph(text: &str) -> String {
    format!("<w:p>{}</w:p>", run(text))
}

/// `<w:r>` with the text.
pub fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

/// A cell with properties and one paragraph.
pub fn cell(properties: &str, text: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", paragraph(text))
}

/// A package of these entries.
pub fn zip_of(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        out.start_file(*name, SimpleFileOptions::default()).unwrap();
        out.write_all(bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// The entries of a package, in order.
pub fn entries(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut out = Vec::new();
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).unwrap();
        let mut content = Vec::new();
        entry.read_to_end(&mut content).unwrap();
        out.push((entry.name().unwrap().into_owned(), content));
    }
    out
}

/// One part of a package as text.
pub fn part(bytes: &[u8], name: &str) -> String {
    let found = entries(bytes).into_iter().find(|e| e.0 == name).unwrap_or_else(|| panic!("no part {name}"));
    String::from_utf8(found.1).unwrap()
}

pub fn read(bytes: Vec<u8>) -> Result<Source, FormatError> {
    formats::read("file", bytes, Options::default())
}
