#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# check.sh DIRECTORY FILE…             holds files against the SARIF schema in DIRECTORY
# check.sh DIRECTORY --scan COAX TREE  … the report of a project that is configured in TREE/build
# Exits 77 if prepare.sh could not install the schema, or there is no such project.
set -euo pipefail

directory=$1
shift
validate=$(dirname "$(realpath "$0")")/validate.js
skip() { echo "$*: skipped" >&2; exit 77; }

command -v node >/dev/null || skip "node is not installed"
[[ -d $directory/node_modules/@microsoft/jest-sarif ]] || skip "the schema is not installed"
if [[ $1 == --scan ]]; then
  coax=$2 tree=$3 report=$directory/$(basename "$3").sarif
  [[ -f $tree/build/compile_commands.json ]] || skip "$tree is not there"
  (cd "$tree" && "$coax" scan -p build --format=sarif -o "$report")
  set -- "$report"
fi
exec node "$validate" "$directory" "$@"
