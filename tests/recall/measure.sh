#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# measure.sh TOOLS CATALOGS SOURCE WORK [CMAKE ARGUMENT…]
# Builds the CMake project SOURCE in WORK, runs its own tests under the interposer, scans it, and
# compares what was seen with what was found. Writes a row of the table in docs/recall.md. Fails if
# more than one of its test programs does, or if less than 99 % was found; exits with 77 if there is no
# SOURCE. TOOLS holds coax, recall_report and the interposer; CATALOGS is analyzers/catalog.
set -euo pipefail
tools=$1 catalogs=$2 source=$3 work=$(realpath -m "$4") # as programs see their own path
readonly tools catalogs source work
shift 4

# Without optimisation every call is a call of its own, and clang says exactly where each stands.
# No fprintf becomes an fwrite.
readonly flags="-g -O0 -fno-builtin"

build() {
  cmake -S "$source" -B "$work" -G Ninja -DCMAKE_BUILD_TYPE=Debug -DCMAKE_EXPORT_COMPILE_COMMANDS=ON \
    -DCMAKE_C_COMPILER=clang-22 -DCMAKE_CXX_COMPILER=clang++-22 \
    -DCMAKE_C_FLAGS="$flags" -DCMAKE_CXX_FLAGS="$flags" "$@"
  cmake --build "$work" --parallel 2
}

# One of leveldb's programs has a test that a busy machine makes fail, one time in four. What it did is
# seen all the same; if others fail too, it is the interposer that is wrong.
run_tests() {
  local failed
  scratch=$(mktemp -d -p /dev/shm 2>/dev/null || mktemp -d) # in memory: its syncs are quick
  trap 'rm -rf "$scratch"' EXIT
  rm -rf "$work/trace" "$work/Testing"
  mkdir "$work/trace"
  TEST_TMPDIR=$scratch COAX_RECALL_TRACE=$work/trace COAX_RECALL_PROGRAMS=$work/ \
    LD_PRELOAD=$tools/libcoax_recall_interposer.so \
    ctest --test-dir "$work" --output-on-failure --no-tests=error \
    --repeat until-pass:3 </dev/null && return
  failed=$(wc -l <"$work/Testing/Temporary/LastTestsFailed.log")
  ((failed == 1))
}

# Nothing is taken from other scans.
export XDG_CACHE_HOME=$work/cache

# The scan as it is, and with what only coroutines and handlers are told: "report": "context".
scan() {
  local catalog arguments=()
  rm -rf "$XDG_CACHE_HOME"
  "$tools/coax" scan -p "$work" --root-dir "$source" --format=json -o "$work/scan.json"
  mkdir -p "$work/catalogs"
  for catalog in "$catalogs"/*.json; do
    sed 's/"report": "context",\?//' "$catalog" >"$work/catalogs/${catalog##*/}"
    arguments+=(--catalog "$work/catalogs/${catalog##*/}")
  done
  "$tools/coax" scan -p "$work" --root-dir "$source" --format=json -o "$work/everywhere.json" \
    "${arguments[@]}"
}

if [[ ! -d $source ]]; then
  echo "$source is not there: skipped" >&2
  exit 77
fi
build "$@" >&2
run_tests >&2
scan >&2
"$tools/recall_report" "$(basename "$source")" "$source" "$work/trace" "$work/scan.json" \
  "$work/everywhere.json"
