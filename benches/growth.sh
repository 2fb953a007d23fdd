#!/usr/bin/env bash
# What 1, 10 and 100 times the report, and the files, cost report-lint in time and memory.
# usage: benches/growth.sh [RUNS]
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
own=${REPORT_LINT:-}
if [ -z "$own" ]; then
  cargo build --release --locked --quiet
  own=$PWD/target/release/report-lint
fi
${WRITE_REPORTS:-cargo run --release --locked --quiet --example write-reports --} "$folder"
for kind in length files; do
  for times in 1 10 100; do
    printf 'report %s\t%s times\t%s %s\n' "$kind" "$times" "$own" "$folder/$kind/$times"
  done
done | python3 benches/measure.py "${1:-7}" 120
