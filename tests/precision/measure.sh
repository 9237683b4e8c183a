#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# measure.sh draw|score DIRECTORY COAX COAX_PRECISION [held-out|held-out-2]
# Scans the five projects that tests/real/prepare.sh unpacked to DIRECTORY, one after the other, and
# draws the findings that docs/precision/labels.json has no word on, or says how many of the draw
# are right. With held-out: the four projects of docs/precision/held-out.json; with held-out-2 those of
# the other file.
set -euo pipefail

command=$1 directory=$(realpath "$2") coax=$(realpath "$3") precision=$(realpath "$4")
here=$(dirname "$(realpath "$0")")
labels=$here/../../docs/precision/labels.json seed=1 count=200
projects=(boost i2pd leveldb mosquitto ninja-build)
if [[ ${5-} == held-out ]]; then
  labels=$here/../../docs/precision/held-out.json seed=2 count=100
  projects=(aria2 cpp-httplib icinga2 innoextract)
elif [[ ${5-} == held-out-2 ]]; then
  labels=$here/../../docs/precision/held-out-2.json seed=3 count=100
  projects=(cpprest memcached nghttp2 tinyproxy zeromq3)
fi
readonly command directory coax precision here labels seed count projects reports=$directory/reports

mkdir -p "$reports"
arguments=()
for project in "${projects[@]}"; do
  (cd "$directory/$project" && "$coax" scan -p build -j 2 --quiet --format=json -o "$reports/$project.json") ||
    (($? == 3)) # some generated sources are not there
  arguments+=("$project=$reports/$project.json")
done
"$precision" "$command" "$labels" "$seed" "$count" "${arguments[@]}"
