#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# build_app.sh SOURCE BUILD [CMAKE ARGUMENT…]
# Configures a CMake project, builds it without a warning and runs its own tests.
set -euo pipefail
readonly source=$1 build=$2
shift 2

rm -rf "$build"
cmake -S "$source" -B "$build" -G Ninja "$@"
cmake --build "$build" --parallel "$(nproc)" 2>&1 | tee "$build/build.log"
if grep -n 'warning:' "$build/build.log"; then
  echo "the build of $source warns" >&2
  exit 1
fi
ctest --test-dir "$build" --output-on-failure --no-tests=error -j 2
