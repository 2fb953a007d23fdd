//! Builds the offline page: `cargo run --locked --example build-page [-- OUT.html]` (`target/report-lint.html`).
//!
//! One file with everything inside: the engine as WebAssembly, packed, and the style and scripts that the page may use, by their hashes, and no others.

use flate2::{write::GzEncoder, Compression};
use sha2::{Digest, Sha256};
use std::error::Error;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// A larger page is slow to open from a USB stick.
const MOST_BYTES: usize = 5 << 20;
const TARGET: &str = "wasm32-unknown-unknown";
/// Tables and sections lie deep in each other; the usual stack of a module is 1 MB.
const FLAGS: &str = "-C link-arg=-zstack-size=8388608";

fn main() -> ExitCode {
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| top.join("target"), PathBuf::from);
    let out = std::env::args_os().nth(1).map_or_else(|| target.join("report-lint.html"), PathBuf::from);
    match build(top, &target).and_then(|page| Ok((page.len(), std::fs::write(&out, page)?))) {
        Ok((bytes, ())) if bytes <= MOST_BYTES => {
            println!("{}: {} kB", out.display(), bytes >> 10);
            ExitCode::SUCCESS
        }
        Ok((bytes, ())) => {
            eprintln!("{}: {} kB, more than {} kB", out.display(), bytes >> 10, MOST_BYTES >> 10);
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("build-page: {error}");
            ExitCode::FAILURE
        }
    }
}

fn build(top: &Path, target: &Path) -> Result<String, Box<dyn Error>> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let arguments = ["build", "--locked", "--package", "report-lint-page", "--profile", "page", "--target", TARGET];
    let built = Command::new(cargo).args(arguments).arg("--target-dir").arg(target).current_dir(top).env("RUSTFLAGS", FLAGS).status()?;
    if !built.success() {
        return Err(format!("the engine was not built; it needs `rustup target add {TARGET}`").into());
    }
    let engine = std::fs::read(target.join(TARGET).join("page").join("report_lint_page.wasm"))?;
    let part = |path: &str| std::fs::read_to_string(top.join(path)).map_err(|error| format!("{path}: {error}"));
    let (view_style, page_style) = (part("src/render/html/style.css")?, part("page/page.css")?);
    let (view_script, page_script) = (part("src/render/html/script.js")?, part("page/page.js")?);
    let policy = format!(
        "default-src 'none'; style-src {} {}; script-src {} {} 'wasm-unsafe-eval'; worker-src blob:; base-uri 'none'; form-action 'none'",
        hash(&view_style),
        hash(&page_style),
        hash(&view_script),
        hash(&page_script)
    );
    let parts = [
        ("policy", policy),
        ("view-style", view_style),
        ("page-style", page_style),
        ("version", env!("CARGO_PKG_VERSION").to_owned()),
        ("engine", base64(&packed(&engine)?)),
        ("worker", part("page/worker.js")?),
        ("view-script", view_script),
        ("page-script", page_script),
    ];
    filled_in(&part("page/page.html")?, &parts)
}

/// The page with its parts in place; each stands in it once.
fn filled_in(page: &str, parts: &[(&str, String)]) -> Result<String, Box<dyn Error>> {
    let mut out = String::new();
    let mut rest = page;
    for (name, part) in parts {
        let (before, after) = rest.split_once(&format!("{{{{{name}}}}}")).ok_or_else(|| format!("page.html has no place for {name}, or not in this order"))?;
        if part.contains("</script") || part.contains("</style") {
            return Err(format!("{name} would end its own element").into());
        }
        out.push_str(before);
        out.push_str(part);
        rest = after;
    }
    Ok(out + rest)
}

fn packed(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::best());
    packer.write_all(bytes)?;
    packer.finish()
}

/// A source of style or script as a policy names it.
fn hash(content: &str) -> String {
    format!("'sha256-{}'", base64(&Sha256::digest(content.as_bytes())))
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let bits = (0..3).fold(0_usize, |all, i| all << 8 | usize::from(*three.get(i).unwrap_or(&0)));
        out.extend((0..4).map(|i| if i <= three.len() { char::from(LETTERS[bits >> (18 - 6 * i) & 63]) } else { '=' }));
    }
    out
}
