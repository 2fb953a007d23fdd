use report_lint::*;
fn main() {
    let path = std::env::args().nth(1).unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    let source = source::Source::new(path, text, source::Layout::Wrapped);
    let book = rulebook::Rulebook::built_in().unwrap();
    let t = std::time::Instant::now();
    let doc = document::Document::read(&source);
    let t1 = t.elapsed();
    let claims = claims::Claims::read(&doc, &book.lexicon);
    let t2 = t.elapsed();
    for (id, b) in doc.blocks.iter().enumerate() {
        let text: String = doc.block_text(id).chars().take(70).collect();
        let tail: String = doc.block_text(id).chars().rev().take(30).collect::<Vec<_>>().into_iter().rev().collect();
        println!("[{id}] p{:?} n{:?} {:?} | {text} … {tail}", b.parent, b.note, b.kind);
        if std::env::args().nth(2).is_some() {
            for c in claims.of_block(id) {
                let c = &claims.list[c];
                println!("      {:>12} {:?} x{} {:?} {:?} {:?} pair{:?} inh{} par{:?} L<{}> T<{}>", doc.words(c.span), c.quantity.measure, c.quantity.scale, c.quantity.hedge, c.role, c.percent_of, c.pair, c.unit_inherited, c.paren, doc.words(c.label), doc.words(c.tail));
            }
        }
    }
    for c in &doc.other_cuts { println!("{c:?}"); }
    for a in &doc.anchors { println!("anchor {} at {} {:?}", a.label, a.at, doc.words(source::Span::new(a.at.saturating_sub(12), a.at))); }
    println!("{t1:?} {t2:?} claims {}", claims.list.len());
}
