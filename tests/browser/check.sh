#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# check.sh COAX SAMPLE DIRECTORY
# Writes the HTML report of the program in SAMPLE to DIRECTORY and clicks through it in Chromium.
# Exits 77 where there is no browser: `apt-get install chromium chromium-driver nodejs`.
set -euo pipefail

readonly coax=$1 sample=$2 directory=$3
here=$(dirname "$(realpath "$0")")
readonly here

for program in node chromedriver chromium; do
  command -v "$program" >/dev/null || { echo "$program is not installed: skipped" >&2; exit 77; }
done
mkdir -p "$directory"
cmake -S "$sample" -B "$directory/build" >"$directory/configure.log"
"$coax" scan -p "$directory/build" --format=html -o "$directory/report.html"
exec timeout --kill-after=5 120 node "$here/click_path.js" "$(command -v chromedriver)" "$(command -v chromium)" \
  "$directory/report.html" "$directory"
