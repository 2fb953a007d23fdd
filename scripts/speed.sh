#!/bin/sh
# How fast report-lint is here: medians of nine runs over one long report and over a folder of fifty copies of it.
# With rumdl (a fast Markdown linter) on the path, the same files are given to it in turn, for comparison.
# usage: scripts/speed.sh [REPORT]      without a report, all examples put together eight times
set -eu
cd "$(dirname "$0")/.."
cargo build --release --quiet
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
one=$folder/one.md
if [ $# -gt 0 ]; then cat "$1" >"$one"; else for _ in 1 2 3 4 5 6 7 8; do cat examples/*.md; done >"$one"; fi
mkdir "$folder/fifty"
for n in $(seq 50); do cp "$one" "$folder/fifty/$n.md"; done

# Milliseconds that a command takes.
once() {
    from=$(date +%s%N)
    "$@" >/dev/null 2>&1 || true
    echo $((($(date +%s%N) - from) / 10000))
}

# The runs take turns, so that what else the machine does is shared fairly.
for _ in 1 2 3 4 5 6 7 8 9; do
    once target/release/report-lint "$one" >>"$folder/report-lint.one"
    once target/release/report-lint "$folder/fifty" >>"$folder/report-lint.fifty"
    if command -v rumdl >/dev/null; then
        once rumdl check --no-cache "$one" >>"$folder/rumdl.one"
        once rumdl check --no-cache "$folder/fifty" >>"$folder/rumdl.fifty"
    fi
done
echo "$(nproc) cores, a report of $(wc -c <"$one") bytes, medians of 9 runs in ms"
for tool in report-lint rumdl; do
    for what in one fifty; do
        [ ! -f "$folder/$tool.$what" ] || echo "$tool $what: $(sort -n "$folder/$tool.$what" | sed -n 5p | awk '{ print $1 / 100 }')"
    done
done
