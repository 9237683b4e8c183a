#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# migrate_app.sh COAX ADOPT SOURCE WORK [CMAKE ARGUMENT…]
# Migrates a copy of the CMake project SOURCE with `coax fix`, then shows in WORK that it is still the
# same program: it builds against the runtime (ADOPT is its adopt.cmake) without a warning, its own
# tests pass, and a second fix changes nothing.
set -euo pipefail
readonly coax=$1 adopt=$2 source=$3 work=$4
shift 4

rm -rf "$work"
mkdir -p "$work"
cp -R "$source" "$work/source"

cmake -S "$work/source" -B "$work/database" -G Ninja -DBUILD_TESTING=OFF \
  -DCMAKE_EXPORT_COMPILE_COMMANDS=ON
"$coax" fix -p "$work/database" --root main --apply --force
if diff -rq "$source" "$work/source"; then
  echo "fix changed nothing" >&2
  exit 1
fi

cp -R "$work/source" "$work/once"
"$coax" fix -p "$work/database" --root main --apply --force
diff -ru "$work/once" "$work/source"

"$(dirname "$0")/build_app.sh" "$work/source" "$work/build" \
  -DCMAKE_PROJECT_INCLUDE="$adopt" "$@"
