#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# migrate_ninja.sh COAX ADOPT SOURCE WORK
# Migrates a copy of ninja with `coax fix` and shows in WORK that it is still ninja: it builds against
# the runtime (ADOPT is its adopt.cmake), passes its own tests, which call it synchronously, runs a
# build, and ends at an interrupt. Exits 77 if the sources are not there.
set -euo pipefail
readonly coax=$1 adopt=$2 source=$3 work=$4

if [[ ! -e $source/CMakeLists.txt ]]; then
  echo "sources could not be fetched" >&2
  exit 77
fi
rm -rf "$work"
mkdir -p "$work/graph"
cp -R "$source" "$work/source"
rm -rf "$work/source/build"

configure() { cmake -S "$work/source" -B "$@" -G Ninja -DCMAKE_BUILD_TYPE=Debug -DBUILD_TESTING=ON; }

configure "$work/database" -DCMAKE_EXPORT_COMPILE_COMMANDS=ON
cmake --build "$work/database" --target ninja # writes the header that browse.cc includes
"$coax" fix -p "$work/database" --root src/ninja.cc:main --apply --force
grep -q 'coax::task<bool> SubprocessSet::DoWork' "$work/source/src/subprocess-posix.cc"

configure "$work/build" -DCMAKE_PROJECT_INCLUDE="$adopt"
cmake --build "$work/build" --target ninja ninja_test
(cd "$work/build" && timeout --kill-after=5 240 ./ninja_test)

cat >"$work/graph/build.ninja" <<'TEXT'
rule copy
  command = cp $in $out
rule wait
  command = sleep 60
build first: copy build.ninja
build second: copy first
build slow: wait
default second
TEXT
cd "$work/graph"
"$work/build/ninja"
cmp build.ninja second
"$work/build/ninja" | grep 'no work to do'
"$work/build/ninja" slow >interrupted.log 2>&1 &
readonly ninja=$!
sleep 1
kill -INT "$ninja"
timeout 20 tail --pid="$ninja" -f /dev/null
grep 'interrupted by user' interrupted.log
