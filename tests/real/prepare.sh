#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# prepare.sh DIRECTORY PACKAGE…
# Unpacks Debian source packages as DIRECTORY/PACKAGE and configures each in DIRECTORY/PACKAGE/build,
# with a compilation database and the headers that its build generates. The deb-src entries are the machine's own deb entries; lists and cache
# live in DIRECTORY/apt, so no state of the machine changes. What is there already is left alone.
# Exits 77 if the archive cannot be reached.
set -euo pipefail

directory=$(mkdir -p "$1" && realpath "$1")
shift
readonly directory apt=$directory/apt

# Copies apt's sources, "deb" entries turned into "deb-src" ones, both formats.
derive_sources() {
  local file
  mkdir -p "$apt/parts" "$apt/lists/partial" "$apt/archives/partial"
  : >"$apt/sources.list"
  for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
    [[ -f $file ]] && sed -nE 's/^[[:space:]]*deb([[:space:]])/deb-src\1/p' "$file" >>"$apt/sources.list"
  done
  for file in /etc/apt/sources.list.d/*.sources; do
    [[ -f $file ]] && sed -E 's/^(Types:).*/\1 deb-src/' "$file" >"$apt/parts/${file##*/}"
  done
  return 0
}

private_apt() {
  apt-get -q -o Dir::Etc::sourcelist="$apt/sources.list" -o Dir::Etc::sourceparts="$apt/parts" \
    -o Dir::State::lists="$apt/lists" -o Dir::Cache="$apt" -o APT::Sandbox::User="$(id -un)" "$@" </dev/null
}

unpack() {
  local package=$1 scratch=$directory/.$1.unpack
  rm -rf "$scratch"
  mkdir -p "$scratch"
  (cd "$scratch" && private_apt source --only-source "$package")
  mv "$scratch"/*/ "$directory/$package"
  rm -rf "$scratch"
}

fetch() {
  local package missing=()
  for package in "$@"; do
    [[ -d $directory/$package ]] || missing+=("$package")
  done
  ((${#missing[@]})) || return 0
  derive_sources
  if ! private_apt update || ! compgen -G "$apt/lists/*_Sources*" >/dev/null; then
    echo "the package archive cannot be reached: skipped" >&2
    exit 77
  fi
  for package in "${missing[@]}"; do
    unpack "$package"
  done
}

# Libraries and programs only: the packages' own tests need more than is installed.
configure() {
  local tree=$directory/$1
  [[ -f $tree/build/compile_commands.json ]] && return
  cmake -S "$tree" -B "$tree/build" -G Ninja -DCMAKE_BUILD_TYPE=Release \
    -DCMAKE_EXPORT_COMPILE_COMMANDS=ON -DBUILD_TESTING=OFF \
    -DLEVELDB_BUILD_TESTS=OFF -DLEVELDB_BUILD_BENCHMARKS=OFF
  ninja -C "$tree/build" -t targets all | sed -nE 's/^(.*\.h): .*/\1/p' |
    xargs --no-run-if-empty ninja -C "$tree/build"
}

fetch "$@"
for package in "$@"; do
  configure "$package"
done
