#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# The bundled sample, scanned, migrated, built, tested and measured: linkcheck before and after.
# Run by `./bootstrap demo` after the build; works in $COAX_BUILD_DIR/demo and nowhere else.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

readonly build=$(realpath "${COAX_BUILD_DIR:-build}")
readonly coax=$build/bin/coax
readonly work=$build/demo
readonly connections=${COAX_DEMO_CONNECTIONS:-2000}
readonly queries=${COAX_DEMO_QUERIES:-20}

headline() { printf '\n== %s\n' "$*"; }
fail() { printf 'demo: %s\n' "$*" >&2; exit 1; }

# The value of the first key of that name in a JSON file.
json_number() { grep -o "\"$2\": *[0-9.]*" "$1" | head -n 1 | sed 's/.*: *//'; }

# configure SOURCE BUILD [ARGUMENT…]; builds and their logs stay in $work
configure() {
  cmake -S "$1" -B "$2" -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo \
    -DCMAKE_EXPORT_COMPILE_COMMANDS=ON "${@:3}" >"$2.log" 2>&1 || { cat "$2.log"; fail "configuring $1"; }
}
compile() { cmake --build "$1" >>"$1.log" 2>&1 || { tail -n 40 "$1.log"; fail "building $1"; }; }

program_in() { find "$1" -name linkcheck -type f -perm -u+x | head -n 1; }

run_tests() {
  ctest --test-dir "$1" --output-on-failure -j 4 >"$1.tests.log" 2>&1 ||
    { tail -n 40 "$1.tests.log"; fail "the tests of $1"; }
  grep 'tests passed' "$1.tests.log"
}

# serve NAME PROGRAM: runs it under the profiler and the load; leaves NAME.profile and NAME.load
serve() {
  local port_file=$work/$1.port
  rm -f "$port_file"
  "$coax" profile -o "$work/$1.profile" -- "$2" --serve 0 --port-file "$port_file" \
    >"$work/$1.serve.log" 2>&1 &
  local profiler=$! server
  for _ in $(seq 200); do [[ -s $port_file ]] && break; sleep 0.05; done
  [[ -s $port_file ]] || { cat "$work/$1.serve.log"; fail "$1: the server did not start"; }
  server=$(pgrep -P "$profiler" | head -n 1)
  "$work/load/coax_load" --port-file "$port_file" --connections "$connections" \
    --queries "$queries" --pid "$server" --shutdown >"$work/$1.load" ||
    { cat "$work/$1.load"; fail "$1: the load failed"; }
  wait "$profiler" || fail "$1: the profiler failed"
}

row() { printf '%-34s %14s %14s\n' "$@"; }
rounded() { printf '%.1f' "$1"; }
seconds() { awk -v ns="$1" 'BEGIN { printf "%.2f", ns / 1e9 }'; }
mebibytes() { awk -v kib="$1" 'BEGIN { printf "%.1f", kib / 1024 }'; }

rm -rf "$work"
mkdir -p "$work"
cp -R testdata/apps/linkcheck "$work/before"
cp -R testdata/apps/linkcheck "$work/after"

headline "scan: what blocks, and how it is reached"
configure "$work/after" "$work/scan" -DBUILD_TESTING=OFF
"$coax" scan -p "$work/scan" -o "$work/scan.txt"
"$coax" scan -p "$work/scan" --format=json -o "$work/scan.json"
head -n 30 "$work/scan.txt"
printf '… %s findings in all: %s\n' "$(grep -c '"rule"' "$work/scan.json")" "$work/scan.txt"

headline "fix: the rewriting, verified"
"$coax" fix -p "$work/scan" --root main --apply --force
(cd "$work" && diff -ru before after) >"$work/fix.diff" || true
head -n 40 "$work/fix.diff"
printf '… %s lines of diff: %s\n' "$(wc -l <"$work/fix.diff")" "$work/fix.diff"

headline "build and test: the original, and the migrated copy with the same tests"
configure "$work/before" "$work/before-build"
compile "$work/before-build"
before=$(program_in "$work/before-build")
configure "$work/after" "$work/after-build" -DLINKCHECK_REFERENCE="$before" \
  -DCMAKE_PROJECT_INCLUDE="$build/runtime/package/adopt.cmake"
compile "$work/after-build"
after=$(program_in "$work/after-build")
run_tests "$work/before-build"
run_tests "$work/after-build"

headline "serve: $connections connections at once, $queries queries on each"
cmake -S bench/linkcheck -B "$work/load" -G Ninja -DCMAKE_BUILD_TYPE=Release >"$work/load.log" 2>&1
compile "$work/load"
serve before "$before"
serve after "$after"
"$coax" profile diff "$work/before.profile" "$work/after.profile" | tee "$work/profile-diff.txt" | head -n 20
"$coax" profile diff --format=json "$work/before.profile" "$work/after.profile" >"$work/profile-diff.json"

total() { # total before|after KEY
  sed -n "/\"$1\": *{/,/}/p" "$work/profile-diff.json" >"$work/total.json"
  json_number "$work/total.json" "$2"
}
loaded() { json_number "$work/$1.load" "$2"; }

headline "before and after"
row "" before after
row "threads at full load" "$(loaded before server_threads)" "$(loaded after server_threads)"
row "blocked time, loop thread (s)" "$(seconds "$(total before loopBlockedNs)")" \
  "$(seconds "$(total after loopBlockedNs)")"
row "blocked time, all threads (s)" "$(seconds "$(total before blockedNs)")" \
  "$(seconds "$(total after blockedNs)")"
row "resident memory (MiB)" "$(mebibytes "$(loaded before server_rss_kib)")" \
  "$(mebibytes "$(loaded after server_rss_kib)")"
row "virtual memory (MiB)" "$(mebibytes "$(loaded before server_virtual_kib)")" \
  "$(mebibytes "$(loaded after server_virtual_kib)")"
row "requests per second" "$(rounded "$(loaded before requests_per_second)")" \
  "$(rounded "$(loaded after requests_per_second)")"
