#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# prepare.sh DIRECTORY
# Installs the SARIF 2.1.0 schema and a JSON schema validator from npm's registry to DIRECTORY; one
# package brings both. What is there already is left alone. Exits 77 if that is not possible.
set -euo pipefail

readonly directory=$1 package=@microsoft/jest-sarif@1.0.0-beta.0

[[ -e $directory/node_modules/@microsoft/jest-sarif/package.json ]] && exit 0
if ! command -v npm >/dev/null; then
  echo "npm is not installed: SARIF is not validated" >&2
  exit 77
fi
mkdir -p "$directory"
if ! npm install --prefix "$directory" --ignore-scripts --no-audit --no-fund --no-save "$package" </dev/null; then
  echo "$package cannot be installed: SARIF is not validated" >&2
  exit 77
fi
