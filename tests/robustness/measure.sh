#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# measure.sh DIRECTORY COAX [JOBS] [SUITE…]
# Scans every C++ file of the test suites of gcc, libstdc++ and clang, as Debian's source packages
# carry them, and says how many units crashed a worker, hung, or took the tool down. Most files are
# odd on purpose and many do not compile: none of that may cost more than the unit. The sources are
# unpacked to DIRECTORY; batches that are done stay done, so an interrupted run goes on. Exits 1 if
# anything was lost that clang alone reads, 77 if the archive cannot be reached.
set -euo pipefail

directory=$(mkdir -p "$1" && realpath "$1") coax=$(realpath "$2") jobs=${3:-1}
shift $(($# < 3 ? $# : 3))
here=$(dirname "$(realpath "$0")")
readonly directory coax jobs here
readonly batch_size=500 unit_seconds=60 compiler=${CLANG:-clang++-22}
# shellcheck source=../real/archive.sh
source "$here/../real/archive.sh"

declare -A package=([gcc]=gcc-12 [libstdcxx]=gcc-12 [clang]=llvm-toolchain-19)
declare -A folder=([gcc]=gcc/testsuite [libstdcxx]=libstdc++-v3/testsuite [clang]=clang/test)
suites=("$@")
((${#suites[@]})) || suites=(clang gcc libstdcxx)

# unpack PACKAGE FOLDER: only the folder; Debian's gcc holds its sources in an archive of its own.
unpack() {
  local archive inner
  archive=$(compgen -G "$directory/$1_*.orig.tar.*")
  mkdir -p "$directory/$1"
  if [[ $1 == gcc-* ]]; then
    inner=$(tar --list --file "$archive" | grep -E '/gcc-[0-9.]+(-dfsg)?\.tar\.xz$')
    tar --extract --to-stdout --file "$archive" "$inner" |
      tar --extract --xz --directory "$directory/$1" --strip-components=1 --wildcards "*/$2/*"
  else
    tar --extract --file "$archive" --directory "$directory/$1" --strip-components=1 --wildcards "*/$2/*"
  fi
}

fetch() {
  local suite
  for suite in "${suites[@]}"; do
    [[ -d $directory/${package[$suite]}/${folder[$suite]} ]] && continue
    if ! compgen -G "$directory/${package[$suite]}_*.orig.tar.*" >/dev/null; then
      update_lists "$directory/apt"
      (cd "$directory" && private_apt "$directory/apt" source --download-only --only-source "${package[$suite]}")
    fi
    unpack "${package[$suite]}" "${folder[$suite]}"
  done
}

split_into_batches() {
  local suite=$1 batches=$directory/batches/$1 list
  [[ -d $batches ]] && return
  mkdir -p "$batches.part"
  find "$directory/${package[$suite]}/${folder[$suite]}" -type f \
    \( -name '*.cpp' -o -name '*.cc' -o -name '*.C' -o -name '*.cxx' \) | LC_ALL=C sort >"$batches.files"
  split --lines=$batch_size --numeric-suffixes --suffix-length=3 "$batches.files" "$batches.part/"
  for list in "$batches.part"/*; do
    mkdir "$list.d"
    awk -f "$here/database.awk" <"$list" >"$list.d/compile_commands.json"
    mv "$list" "$list.d/files"
  done
  mv "$batches.part" "$batches"
}

# What a lost unit is called in the log, and why it was lost.
readonly lost='its worker (was killed|ended)|it took longer than|returned a damaged summary'

scan() {
  local batch=$1 code=0
  [[ -e $batch/code ]] && return
  timeout --kill-after=5 7200 "$coax" scan -p "$batch" --root-dir "$directory" --config "$directory/coax.json" \
    -j "$jobs" --no-cache --unit-timeout $unit_seconds --format=json -o "$batch/report.json" \
    2>"$batch/log" </dev/null || code=$?
  grep -aE "$lost" "$batch/log" >"$batch/lost" || true
  echo "$code" >"$batch/code"
}

# Does clang alone lose this unit as well? The command is the one of the database.
clang_loses() {
  local command code=0 words
  command=$(grep -F "\"file\": \"$1\"" "$2" | sed -E 's/.*"command": "c\+\+ ?(.*) -c .*"\},?$/\1/')
  # shellcheck disable=SC2086 # several words
  words=$(cd "$(dirname "$1")" && timeout --kill-after=5 $unit_seconds "$compiler" $command \
    -fsyntax-only -fno-crash-diagnostics -w "$1" 2>&1 </dev/null) || code=$?
  ((code >= 124)) || grep -q 'PLEASE submit a bug report' <<<"$words"
}

failed=0
judge() {
  local batch=$1 line file
  case $(<"$batch/code") in
    0 | 3) ;;
    *) echo "  the tool ended with code $(<"$batch/code"): $batch" && failed=1 ;;
  esac
  while read -r line; do
    file=$(sed -E 's/^coax: (.*): (its|it) .*/\1/' <<<"$line")
    if clang_loses "$directory/$file" "$batch/compile_commands.json"; then
      echo "  clang's own: $line"
    else
      echo "  ours: $line" && failed=1
    fi
  done <"$batch/lost"
}

report() {
  local suite=$1 batches=$directory/batches/$1 units with_problems lost_units
  units=$(cat "$batches"/*.d/files | wc -l)
  with_problems=$(cat "$batches"/*.d/log | sed -nE 's/^coax: ([^ ]*\.(cpp|cc|C|cxx)): .*/\1/p' | LC_ALL=C sort -u | wc -l)
  lost_units=$(cat "$batches"/*.d/lost | wc -l)
  echo "$suite (${package[$suite]}): $units units, $with_problems with errors, $lost_units lost"
  for batch in "$batches"/*.d; do
    judge "$batch"
  done
}

fetch
echo '{}' >"$directory/coax.json"
for suite in "${suites[@]}"; do
  split_into_batches "$suite"
  for batch in "$directory/batches/$suite"/*.d; do
    scan "$batch"
  done
  report "$suite"
done
exit $failed
