use report_lint::*;
use report_lint::relations::Status;
use serde_json::json;
fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let path = args.iter().rev().find(|a| a.ends_with(".md") || a.ends_with(".txt")|| a.ends_with(".docx")).unwrap().clone();
    let real = if path.ends_with(".docx") { format!("/tmp/h4/{}.txt", path.rsplit('/').next().unwrap().trim_end_matches(".docx")) } else { path.clone() };
    let text = std::fs::read_to_string(&real).unwrap();
    let layout = if real.ends_with(".txt") { source::Layout::LineIsBlock } else { source::Layout::Wrapped };
    let s = source::Source::new(path.clone(), text, layout);
    if args[0] == "text" { print!("{}", s.text); return; }
    let book = rulebook::Rulebook::built_in().unwrap();
    let r = lint(&s, &book, rulebook::Language::Vi);
    let sp = |x: source::Span| { let p = s.position(x.start); json!({"start":x.start,"end":x.end,"line":p.line,"text":x.of(&s.text)}) };
    if args[0] == "audit" {
        let rel: Vec<_> = r.ledger.relations.iter().map(|x| json!({"rule":x.rule,"verdict":match x.status{Status::Holds=>"holds",Status::Conflicts=>"conflicts",_=>"cannot-tell"},"stated":sp(x.stated),"terms":x.terms.iter().map(|t|json!({"span":sp(t.0)})).collect::<Vec<_>>()})).collect();
        println!("{}", json!({"files":[{"relations":rel}]}));
    } else if args[0] == "--output-format" {
        let f: Vec<_> = r.findings.iter().map(|f| json!({"rule":f.rule,"severity":f.severity,"message":f.message,"primary":sp(f.primary),"related":f.related.iter().map(|t|json!({"span":sp(t.span)})).collect::<Vec<_>>()})).collect();
        println!("{}", json!({"files":[{"findings":f}]}));
    } else {
        for x in &r.ledger.relations {
            let p = s.position(x.stated.start);
            let ctx = |sp: source::Span| { let a=s.text[..sp.start].char_indices().rev().nth(18).map_or(0,|c|c.0); let b=s.text[sp.end..].char_indices().nth(30).map_or(s.text.len(),|c|sp.end+c.0); s.text[a..b].replace('\n'," ⏎ ") };
            println!("L{} {:?} {:?} {} «{}» -> {}", p.line, x.status, x.level, x.rule, ctx(x.stated), x.terms.iter().map(|t| if x.rule=="list-count" { t.0.of(&s.text).chars().take(24).collect() } else { format!("L{} «{}»", s.position(t.0.start).line, ctx(t.0)) }).collect::<Vec<String>>().join(" | "));
        }
        println!("---- findings");
        for f in &r.findings { println!("L{} {:?} {}: [{}] {}", s.position(f.primary.start).line, f.severity, f.rule, f.primary.of(&s.text), f.message); }
    }
}
