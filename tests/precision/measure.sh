#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# measure.sh draw|score DIRECTORY COAX COAX_PRECISION
# Scans the five projects that tests/real/prepare.sh unpacked to DIRECTORY, one after the other, and
# draws the findings that docs/precision/labels.json has no word on, or says how many of the draw
# are right.
set -euo pipefail

command=$1 directory=$(realpath "$2") coax=$(realpath "$3") precision=$(realpath "$4")
readonly command directory coax precision
readonly seed=1 count=200
here=$(dirname "$(realpath "$0")")
readonly here labels=$here/../../docs/precision/labels.json reports=$directory/reports

mkdir -p "$reports"
arguments=()
for project in boost i2pd leveldb mosquitto ninja-build; do
  (cd "$directory/$project" && "$coax" scan -p build -j 2 --quiet --format=json -o "$reports/$project.json")
  arguments+=("$project=$reports/$project.json")
done
"$precision" "$command" "$labels" "$seed" "$count" "${arguments[@]}"
