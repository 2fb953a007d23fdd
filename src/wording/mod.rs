//! Rules about wording: codes, dates, numbering, names, units, doubled words, marks. One file (or folder) a rule; each proposes, none words
//! its finding. They see the text and its structure, not what the numbers amount to.

mod blanks;
mod chronology;
mod cited_date;
mod copied;
mod dates;
mod encoding;
mod issuer;
mod marks;
mod names;
mod note_order;
mod numbering;
mod period;
mod reference;
mod repeated;
mod unit;
mod unit_kind;

use crate::view::Propose;

/// The rules about wording, by the name that `rules/` calls them.
pub(crate) const WORDING: &[(&str, Propose)] = &[
    ("reference", reference::propose),
    ("unit", unit::propose),
    ("unit-kind", unit_kind::propose),
    ("period", period::propose),
    ("blanks", blanks::propose),
    ("encoding", encoding::propose),
    ("marks", marks::propose),
    ("note-order", note_order::propose),
    ("names", names::propose),
    ("chronology", chronology::propose),
    ("cited-date", cited_date::propose),
    ("dates", dates::propose),
    ("issuer", issuer::propose),
    ("numbering", numbering::propose),
    ("copied", copied::propose),
    ("repeated", repeated::propose),
];
