//! The language server from outside: a client over standard input and output.

#![allow(clippy::unwrap_used, clippy::panic)]

mod client;
mod configuration;
#[path = "../../benches/reports/mod.rs"]
mod reports;
mod speed;

use client::{applied, frame, position, range, Client, URI};
use report_lint::findings::Finding;
use report_lint::rulebook::{Language, Rulebook};
use report_lint::source::{Layout, Source};
use reports::Dice;
use serde_json::{json, Value};
use std::sync::OnceLock;

/// One contradiction: 9 and 17 are not 25.
const WRONG: &str = "Toàn huyện có 25 hộ được hỗ trợ, trong đó: hộ nghèo 9 hộ, hộ cận nghèo 17 hộ.\n";

fn linted(text: &str, language: Language) -> Vec<Finding> {
    static BOOK: OnceLock<Rulebook> = OnceLock::new();
    let book = BOOK.get_or_init(|| Rulebook::for_linting().expect("the built-in rules load"));
    report_lint::lint(&Source::new(URI, text.to_owned(), Layout::Wrapped), book, language).findings
}

/// Asserts that the diagnostics are what the library finds in this text.
fn are_those_of(diagnostics: &[Value], text: &str) {
    let found: Vec<(Value, Value)> = diagnostics.iter().map(|d| (d["code"].clone(), d["range"].clone())).collect();
    let expected: Vec<(Value, Value)> = linted(text, Language::Vi).iter().map(|f| (json!(f.rule), range(text, f.primary.start, f.primary.end))).collect();
    assert_eq!(found, expected, "in {text:?}");
}

fn example(name: &str) -> String {
    std::fs::read_to_string(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name)).unwrap()
}

/// A text where bytes, characters and units of UTF-16 are three different things.
fn mixed() -> String {
    let decomposed = "Uỷ ban nhân dân xã".replace('ỷ', "y\u{309}").replace('â', "a\u{302}");
    format!("\u{feff}# Báo cáo 𝟚\r\n\r{decomposed} 𝓧😀: {WRONG}")
}

#[test]
fn opening_gives_diagnostics_at_the_right_places() {
    let text = mixed();
    let mut client = Client::usual();
    let found = client.opened(&text);
    are_those_of(&found, &text);
    let one = found.iter().find(|d| d["code"] == "sum-mismatch").expect("the contradiction is found");
    let at = text.find("25").unwrap();
    assert_eq!(one["range"], range(&text, at, at + 2));
    assert_eq!(one["range"]["start"]["line"], 2, "a lone carriage return ends a line");
    assert_eq!((&one["severity"], &one["source"]), (&json!(1), &json!("report-lint")));
    assert!(one["message"].as_str().unwrap().contains("9 + 17 = 26"), "{one}");
    assert!(one.get("tags").is_none());
    assert_eq!(one["data"]["suggestions"][0]["edits"][0]["newText"], "26");
    let related = one["relatedInformation"].as_array().unwrap();
    let part = text.find("17").unwrap();
    assert!(related.iter().any(|r| r["location"] == json!({"uri": URI, "range": range(&text, part, part + 2)})), "{one}");
    assert_eq!(client.leave(), (0, String::new()));
}

#[test]
fn columns_are_counted_as_agreed() {
    let text = mixed();
    let column = |kinds: Value| {
        let mut client = Client::with(&json!({"general": {"positionEncodings": kinds}}), &Value::Null);
        client.opened(&text).iter().find(|d| d["code"] == "sum-mismatch").unwrap()["range"]["start"]["character"].as_u64().unwrap()
    };
    let line = &text[text.find("Uy").unwrap()..text.find("25").unwrap()];
    assert_eq!(column(json!(["utf-32", "utf-8", "utf-16"])), line.len() as u64);
    assert_eq!(column(json!(["utf-16", "utf-8"])), line.encode_utf16().count() as u64);
    assert_eq!(column(json!(["utf-32"])), line.encode_utf16().count() as u64);
}

#[test]
fn edits_change_the_diagnostics() {
    let mut client = Client::usual();
    assert_eq!(client.opened(WRONG).len(), 1);
    let at = WRONG.find("25").unwrap();
    client.change(2, &json!([{"range": range(WRONG, at, at + 2), "text": "26"}]));
    assert!(client.diagnostics(2).is_empty());
    let two = format!("{WRONG}\n{}", WRONG.replace("huyện", "tỉnh"));
    client.change(3, &json!([{"text": two}]));
    let found = client.diagnostics(3);
    assert_eq!(found.len(), 2);
    are_those_of(&found, &two);
    // Several in one message: each is about the text that the one before it left.
    client.change(
        4,
        &json!([
            {"range": {"start": {"line": 0, "character": 0}, "end": {"line": 1, "character": 0}}, "text": ""},
            {"range": {"start": {"line": 1, "character": 0}, "end": {"line": 1, "character": 0}}, "text": "𝓧 "},
        ]),
    );
    are_those_of(&client.diagnostics(4), &format!("\n𝓧 {}", WRONG.replace("huyện", "tỉnh")));
    client.notify("textDocument/didSave", &json!({"textDocument": {"uri": URI}}));
    client.notify("textDocument/didClose", &json!({"textDocument": {"uri": URI}}));
    let closed = client.wait(|m| m["method"] == "textDocument/publishDiagnostics");
    assert_eq!(closed["params"], json!({"uri": URI, "diagnostics": []}));
    assert_eq!(client.leave().0, 0);
}

#[test]
fn only_the_newest_text_is_shown() {
    let text = speed::report(if cfg!(debug_assertions) { 20_000 } else { 400_000 });
    let mut client = Client::usual();
    client.open(&text);
    for version in 2..=40 {
        client.change(version, &json!([{"range": range("", 0, 0), "text": "1"}]));
    }
    let found = client.diagnostics(40);
    are_those_of(&found, &format!("{}{text}", "1".repeat(39)));
    assert!(client.seen().len() < 10, "{} outdated states were shown", client.seen().len());
    assert_eq!(client.leave().0, 0);
}

/// The code actions of a range.
fn actions(client: &mut Client, asked: &Value, only: &Value) -> Vec<Value> {
    let context = json!({"diagnostics": [], "only": only});
    let answer = client.request("textDocument/codeAction", &json!({"textDocument": {"uri": URI}, "range": asked, "context": context}));
    answer["result"].as_array().unwrap_or_else(|| panic!("no actions: {answer}")).clone()
}

#[test]
fn an_applied_fix_removes_its_finding() {
    let mut tried = 0;
    for name in ["nua-nam.md", "ngan-sach.md"] {
        let text = example(name);
        let mut client = Client::usual();
        let found = client.opened(&text);
        let mut version = 1;
        for one in &found {
            let offered = actions(&mut client, &one["range"], &json!(["quickfix"]));
            let Some(fix) = offered.iter().find(|a| a["diagnostics"][0]["range"] == one["range"] && a["isPreferred"] == true) else { continue };
            assert_eq!(fix["kind"], "quickfix");
            assert!(fix["title"].as_str().unwrap().starts_with('“') || fix["title"].as_str().unwrap().starts_with("Bỏ"), "{fix}");
            let edit = &fix["edit"]["documentChanges"][0];
            assert_eq!(edit["textDocument"]["uri"], URI);
            assert_eq!(edit["textDocument"]["version"], version);
            let mended = applied(&text, edit["edits"].as_array().unwrap());
            client.change(version + 1, &json!([{"text": mended}]));
            let left = client.diagnostics(version + 1);
            let same = |list: &[Value]| list.iter().filter(|d| d["code"] == one["code"]).count();
            assert!(same(&left) < same(&found), "{one} is still there");
            tried += 1;
            version += 2;
            client.change(version, &json!([{"text": text}]));
            client.diagnostics(version);
        }
    }
    assert!(tried > 5, "only {tried} fixes were tried");
}

#[test]
fn what_is_right_as_it_stands_is_ignored_by_a_comment_above_its_block() {
    for text in [format!("# Báo cáo\n\nDòng đầu\n{WRONG}"), WRONG.to_owned(), format!("Trước.\r\n\r\n{WRONG}\r\n")] {
        let mut client = Client::with(&json!({}), &json!({"lang": "vi"}));
        let found = client.opened(&text);
        let offered = actions(&mut client, &found[0]["range"], &Value::Null);
        let ignore = offered.iter().find(|a| a["title"] == "Bỏ qua lỗi này (sum-mismatch)").unwrap_or_else(|| panic!("{offered:?}"));
        assert!(ignore.get("isPreferred").is_none());
        let edits = ignore["edit"]["changes"][URI].as_array().unwrap();
        let hidden = applied(&text, edits);
        assert!(hidden.starts_with("<!-- report-lint: ignore[sum-mismatch] -->") == (text == WRONG), "{hidden}");
        client.change(2, &json!([{"text": hidden}]));
        assert!(client.diagnostics(2).is_empty(), "{hidden}");
        assert_eq!(client.leave().0, 0);
    }
}

#[test]
fn fixes_are_offered_where_they_are_asked_for() {
    let mut client = Client::with(&json!({}), &json!({"lang": "en"}));
    client.opened(WRONG);
    let at = WRONG.find("25").unwrap();
    let here = range(WRONG, at, at);
    let offered = actions(&mut client, &here, &Value::Null);
    assert!(offered[0]["title"].as_str().unwrap().starts_with("“25” → “26” (if "), "{offered:?}");
    assert_eq!(offered[0]["edit"]["changes"][URI][0]["newText"], "26", "a client without versions gets plain changes");
    assert!(actions(&mut client, &here, &json!(["refactor", "source.fixAll"])).is_empty());
    assert!(actions(&mut client, &range(WRONG, 0, 4), &Value::Null).is_empty());
    assert_eq!(client.leave().0, 0);
}

fn hover(client: &mut Client, place: &Value) -> Value {
    client.request("textDocument/hover", &json!({"textDocument": {"uri": URI}, "position": place}))["result"].clone()
}

#[test]
fn a_hover_tells_what_is_known_of_a_number() {
    let text = format!("{WRONG}\nĐến nay có 12/16 xã đạt chuẩn, đạt 75%. Có 1.340 hộ dân tham gia.\n");
    let mut client = Client::usual();
    client.opened(&text);
    let mut about = |words: &str, language: &[&str]| {
        let at = text.find(words).unwrap();
        let shown = hover(&mut client, &position(&text, at));
        let value = shown["contents"]["value"].as_str().unwrap_or_else(|| panic!("no hover on {words}")).to_owned();
        assert_eq!(shown["contents"]["kind"], "markdown");
        for part in language {
            assert!(value.contains(part), "`{part}` expected in\n{value}");
        }
        shown["range"].clone()
    };
    let at = text.find("25").unwrap();
    assert_eq!(about("25 hộ", &["**Lỗi** `sum-mismatch`", "× mâu thuẫn", "25 ≠ 9 + 17 = 26", "- thành phần: 17 (dòng 1)"]), range(&text, at, at + 2));
    about("17 hộ", &["**17**: mâu thuẫn", "- số đã nêu: 25 (dòng 1)", "- thành phần: 9 (dòng 1)"]);
    about("75%", &["đã đối chiếu, khớp", "✓ khớp `percent-mismatch`", "(dòng 3)"]);
    about("1.340", &["chưa có gì để đối chiếu", "chỉ nêu một lần"]);
    assert_eq!(hover(&mut client, &position(&text, 0)), Value::Null);
    assert_eq!(hover(&mut client, &json!({"line": 4_000_000_000_u32, "character": 4_000_000_000_u32})), Value::Null);
    assert_eq!(client.leave().0, 0);
}

#[test]
fn settings_are_followed_and_bad_ones_named() {
    let mut client = Client::with(&json!({}), &json!({"lang": "en", "ignore": ["sum-mismach"], "severity": 7}));
    let warned = |client: &mut Client, word: &str| client.wait(|m| m["method"] == "window/showMessage" && m["params"]["message"].to_string().contains(word));
    warned(&mut client, "severity");
    assert!(client.opened(WRONG)[0]["message"].as_str().unwrap().contains("Working: 9 + 17 = 26"));
    warned(&mut client, "`ignore`: there is no rule `sum-mismach`: did you mean `sum-mismatch`?");
    let mut set = |settings: Value| {
        client.notify("workspace/didChangeConfiguration", &json!({"settings": settings}));
        client.diagnostics(1)
    };
    assert!(set(json!({"report-lint": {"ignore": "sum-mismatch, rounding"}})).is_empty());
    assert!(set(json!({"reportLint": {"lang": "vi"}}))[0]["message"].as_str().unwrap().contains("Phép tính: 9 + 17 = 26"));
    assert!(set(json!({"select": ["percent-mismatch"]})).is_empty());
    assert_eq!(set(json!({"severity": "error"})).len(), 1);
    // What is about others changes nothing.
    client.notify("workspace/didChangeConfiguration", &json!({"settings": {"editor": {"tabSize": 2}}}));
    client.notify("workspace/didChangeConfiguration", &json!({"settings": null}));
    assert_eq!(client.leave().0, 0);
    assert_eq!(linted(WRONG, Language::En).len(), 1);
}

#[test]
fn a_client_that_asks_for_diagnostics_gets_them_and_none_besides() {
    let can = json!({"textDocument": {"diagnostic": {}}, "workspace": {"diagnostics": {"refreshSupport": true}}});
    let mut client = Client::with(&can, &Value::Null);
    client.open(WRONG);
    let pull = |client: &mut Client, known: &Value| {
        client.request("textDocument/diagnostic", &json!({"textDocument": {"uri": URI}, "previousResultId": known}))["result"].clone()
    };
    let first = pull(&mut client, &Value::Null);
    are_those_of(first["items"].as_array().unwrap(), WRONG);
    assert_eq!(pull(&mut client, &first["resultId"])["kind"], "unchanged");
    client.notify("workspace/didChangeConfiguration", &json!({"settings": {"ignore": ["sum-mismatch"]}}));
    let refresh = client.wait(|m| m["method"] == "workspace/diagnostic/refresh");
    client.send(&json!({"jsonrpc": "2.0", "id": refresh["id"], "result": null}));
    let second = pull(&mut client, &first["resultId"]);
    assert_eq!((&second["kind"], &second["items"]), (&json!("full"), &json!([])));
    assert!(client.seen().is_empty(), "{:?}", client.seen());
    assert_eq!(client.leave().0, 0);
}

#[test]
fn a_client_that_cannot_be_told_to_ask_again_is_told_what_there_is() {
    let mut client = Client::start();
    let can = json!({"textDocument": {"diagnostic": {}, "publishDiagnostics": {}}});
    let welcome = client.request("initialize", &json!({"capabilities": can}));
    assert_eq!(welcome["result"]["capabilities"]["diagnosticProvider"], Value::Null);
    assert_eq!(client.opened(WRONG).len(), 1);
    client.notify("workspace/didChangeConfiguration", &json!({"settings": {"ignore": ["sum-mismatch"]}}));
    assert!(client.diagnostics(1).is_empty());
    assert_eq!(client.leave().0, 0);
}

fn code(answer: &Value) -> i64 {
    answer["error"]["code"].as_i64().unwrap_or_else(|| panic!("no error: {answer}"))
}

#[test]
fn the_order_of_a_session_is_kept() {
    let mut client = Client::start();
    client.open(WRONG);
    assert_eq!(code(&client.request("textDocument/hover", &json!({}))), -32002);
    client.request("initialize", &json!({"capabilities": {}}));
    assert_eq!(code(&client.request("initialize", &json!({"capabilities": {}}))), -32600);
    assert_eq!(code(&client.request("textDocument/rename", &json!({}))), -32601);
    assert_eq!(code(&client.request("$/unknown", &Value::Null)), -32601);
    assert_eq!(code(&client.request("textDocument/hover", &json!({"position": 3}))), -32602);
    client.request("shutdown", &Value::Null);
    assert_eq!(code(&client.request("textDocument/hover", &json!({}))), -32600);
    client.notify("exit", &Value::Null);
    assert_eq!(client.end(), (0, String::new()));
}

#[test]
fn the_exit_status_says_how_it_ended() {
    let mut without_shutdown = Client::usual();
    without_shutdown.notify("exit", &Value::Null);
    assert_eq!(without_shutdown.end(), (1, String::new()));
    assert_eq!(Client::usual().end(), (1, String::new()), "the client is gone");
    let mut early = Client::start();
    early.notify("exit", &Value::Null);
    assert_eq!(early.end(), (1, String::new()));
    // In the middle of work.
    let mut busy = Client::usual();
    busy.open(&speed::report(100_000));
    assert_eq!(busy.leave(), (0, String::new()));
}

#[test]
fn what_is_no_message_is_answered_and_the_session_goes_on() {
    let mut client = Client::usual();
    let mut wrong = |bytes: &[u8]| {
        client.raw(bytes);
        code(&client.wait(|m| m.get("error").is_some()))
    };
    assert_eq!(wrong(b"Content-Length: 7\r\n\r\n{\"a\": b"), -32700);
    assert_eq!(wrong(b"Content-Length: 2\r\nContent-Type: x\r\n\r\n\xff\xfe"), -32700);
    assert_eq!(wrong(b"no header at all\r\n\r\n"), -32700);
    assert_eq!(wrong(b"Content-Length: many\r\n\r\n"), -32700);
    assert_eq!(wrong(b"content-length: 2\r\n\r\n[]"), -32600);
    assert_eq!(wrong(&frame(&json!({"id": 1.5, "method": "shutdown"}))), -32600);
    assert_eq!(wrong(&frame(&json!({"jsonrpc": "2.0"}))), -32600);
    let deep = format!("{}{}", "[".repeat(5000), "]".repeat(5000));
    assert_eq!(wrong(format!("Content-Length: {}\r\n\r\n{deep}", deep.len()).as_bytes()), -32700);
    client.notify("textDocument/didOpen", &json!({"textDocument": 5}));
    client.notify("textDocument/didChange", &json!({"textDocument": {"uri": "file:///unknown.md", "version": 1}, "contentChanges": []}));
    client.notify("textDocument/didOpen", &Value::Null);
    client.wait(|m| m["method"] == "window/logMessage" && m["params"]["type"] == 1);
    assert_eq!(client.opened(WRONG).len(), 1);
    // Ends before and behind each other, far outside.
    let far = json!({"start": {"line": 90, "character": 7}, "end": {"line": 0, "character": 999}});
    client.change(2, &json!([{"range": far, "text": WRONG}]));
    assert!(!client.diagnostics(2).is_empty());
    client.raw(b"Content-Length: 100\r\n\r\n{\"half of it");
    assert_eq!(client.end(), (1, String::new()));
}

#[test]
fn questions_are_given_up_when_cancelled_or_outdated() {
    let mut client = Client::usual();
    client.open(&speed::report(100_000));
    let place = json!({"textDocument": {"uri": URI}, "position": {"line": 0, "character": 0}});
    let first = client.ask("textDocument/hover", &place);
    client.notify("$/cancelRequest", &json!({"id": first}));
    let second = client.ask("textDocument/hover", &place);
    client.change(2, &json!([{"text": WRONG}]));
    assert_eq!(code(&client.answer(first)), -32800);
    assert_eq!(code(&client.answer(second)), -32801);
    client.notify("$/cancelRequest", &json!({"id": 999}));
    client.notify("$/cancelRequest", &json!({"id": {}}));
    assert_eq!(client.diagnostics(2).len(), 1);
    assert_eq!(client.leave().0, 0);
}

#[test]
fn other_files_and_huge_ones_are_left_alone() {
    let mut client = Client::usual();
    let page = json!({"uri": "file:///a.html", "languageId": "html", "version": 1, "text": format!("<p>{WRONG}</p>")});
    client.notify("textDocument/didOpen", &json!({"textDocument": page}));
    client.wait(|m| m["method"] == "window/logMessage" && m["params"]["message"].to_string().contains("a.html"));
    // By its content a web page: the command line would read other text out of it than stands in the buffer.
    let bytes = format!("<!DOCTYPE html><html><body><p>{WRONG}</p></body></html>");
    assert!(client.opened(&bytes).is_empty());
    client.change(2, &json!([{"text": "số 12 \n".repeat(2_500_000)}]));
    client.wait(|m| m["method"] == "window/logMessage" && m["params"]["message"].to_string().contains("MiB"));
    assert!(client.diagnostics(2).is_empty());
    client.change(3, &json!([{"text": WRONG}]));
    assert_eq!(client.diagnostics(3).len(), 1);
    assert_eq!(client.leave().0, 0);
}

#[test]
fn three_hundred_edits_leave_both_sides_with_one_text() {
    let pieces = ["\r", "\n", "\r\n", "\n\n", "𝓧", "😀 ", "e\u{302}\u{301}", "7", "12", ",", " hộ", "", "", WRONG, "đạt 52,4% KH (12/19 xã)", "| 1 | 2 |\n"];
    let mut dice = Dice(3);
    let mut text = format!("{}{}\r\n{WRONG}", mixed(), WRONG.replace("huyện", "tỉnh"));
    let mut client = Client::usual();
    are_those_of(&client.opened(&text), &text);
    for version in 2..302 {
        let mut changes = Vec::new();
        for _ in 0..dice.roll(1, 3) {
            let start = text.floor_char_boundary(dice.roll(0, text.len()));
            let most = if text.len() > 900 { 300 } else { 5 };
            let end = text.floor_char_boundary((start + dice.roll(0, most)).min(text.len()));
            // Between the halves of a line end there is no position: such an end belongs to the line before it.
            let split = |at: usize| text[..at].ends_with('\r') && text[at..].starts_with('\n');
            let (start, end) = (if split(start) { start - 1 } else { start }, if split(end) { end - 1 } else { end });
            let (start, end) = (start.min(end), start.max(end));
            let new = pieces[dice.roll(0, pieces.len() - 1)];
            changes.push(json!({"range": range(&text, start, end), "text": new}));
            text.replace_range(start..end, new);
        }
        client.change(version, &json!(changes));
        are_those_of(&client.diagnostics(version), &text);
    }
    assert_eq!(client.leave(), (0, String::new()));
}

/// Editors show words as they come: none of them may turn the direction of text or hide.
#[test]
fn what_an_editor_shows_steers_nothing() {
    let text =
        "Cụm \u{1b}[31m\u{202e} tuyên\u{9b} truyền tuyên\u{9b} truyền có 25 hộ\u{2066} được hỗ trợ\u{7f}, trong đó: hộ nghèo 9 hộ, hộ cận nghèo 17 hộ.\n";
    let mut client = Client::usual();
    let found = client.opened(text);
    assert!(found.iter().any(|d| d["code"] == "sum-mismatch"), "{found:?}");
    let steers = |c: char| (c.is_control() && c != '\n') || ('\u{202a}'..='\u{202e}').contains(&c) || ('\u{2066}'..='\u{2069}').contains(&c);
    for diagnostic in &found {
        let related = diagnostic["relatedInformation"].as_array().into_iter().flatten();
        for words in related.chain([diagnostic]).map(|said| said["message"].as_str().unwrap()) {
            assert!(!words.contains(steers), "{words:?}");
        }
    }
    assert_eq!(client.leave(), (0, String::new()));
}
