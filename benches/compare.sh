#!/usr/bin/env bash
# report-lint beside other linters of text, as whole processes on the same files in one run. Needs Rust, Python and, for two of them, Node;
# the others are installed from PyPI and npm into a temporary folder, or into $PEERS, which is kept.
# usage: benches/compare.sh [RUNS]
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${1:-7}
limit=${LIMIT:-60}

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
peers=${PEERS:-$folder/peers}
mkdir -p "$peers"
own=${REPORT_LINT:-}
if [ -z "$own" ]; then
  cargo build --release --locked --quiet
  own=$PWD/target/release/report-lint
fi
${WRITE_REPORTS:-cargo run --release --locked --quiet --example write-reports --} "$folder"

[ -x "$peers/py/bin/rumdl" ] || {
  python3 -m venv "$peers/py"
  "$peers/py/bin/pip" install --quiet rumdl typos proselint
}
if command -v npm >/dev/null && [ ! -d "$peers/node_modules/harper.js" ]; then
  npm install --silent --no-fund --no-audit --prefix "$peers" textlint textlint-rule-max-comma textlint-rule-no-todo harper.js >/dev/null 2>&1 || echo "no npm packages: textlint and Harper are left out"
fi
cp benches/harper.mjs "$peers/"

# What each tool does with a folder.
tools() { # CASE FOLDER
  printf '%s\treport-lint\t%s %s\n' "$1" "$own" "$2"
  printf '%s\trumdl\t%s check --no-cache %s\n' "$1" "$peers/py/bin/rumdl" "$2"
  printf '%s\ttypos\t%s %s\n' "$1" "$peers/py/bin/typos" "$2"
  printf '%s\tproselint\t%s check %s\n' "$1" "$peers/py/bin/proselint" "$2"
  if [ -d "$peers/node_modules/textlint" ]; then
    printf '%s\ttextlint\tnode %s --rule max-comma --rule no-todo "%s/**/*.md"\n' "$1" "$peers/node_modules/textlint/bin/textlint.js" "$2"
  fi
  if [ -d "$peers/node_modules/harper.js" ]; then
    printf '%s\tHarper (npm)\tnode %s %s\n' "$1" "$peers/harper.mjs" "$2"
  fi
}

"$peers/py/bin/pip" list 2>/dev/null | grep -E '^(rumdl|typos|proselint) ' || true
{
  tools "one report, $(($(stat -c %s "$folder/one/1.md") / 1000)) kB" "$folder/one"
  tools "fifty reports" "$folder/fifty"
  tools "2,000 small files" "$folder/small"
  tools "one text of 20 MB" "$folder/long"
  printf 'Word file of 100 pages\treport-lint\t%s %s\n' "$own" "$folder/word/pages.docx"
} | (cd "$peers" && python3 "$OLDPWD/benches/measure.py" "$runs" "$limit")
