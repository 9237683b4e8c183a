#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# prepare.sh DIRECTORY PACKAGE…
# Unpacks Debian source packages as DIRECTORY/PACKAGE and configures each in DIRECTORY/PACKAGE/build,
# with a compilation database and the headers that its build generates. "boost" is no source package
# but the examples that libboost1.81-doc ships of Asio and Beast. Headers that packages need are
# unpacked to DIRECTORY/headers, not installed. apt's lists and cache live in DIRECTORY/apt. What is
# there already is left alone.
# Exits 77 if the archive cannot be reached.
set -euo pipefail

directory=$(mkdir -p "$1" && realpath "$1")
shift
readonly directory apt=$directory/apt headers=$directory/headers

# shellcheck source=archive.sh
source "$(dirname "$(realpath "$0")")/archive.sh"

unpack_source() {
  local package=$1 scratch=$directory/.$1.unpack
  rm -rf "$scratch"
  mkdir -p "$scratch"
  (cd "$scratch" && private_apt "$apt" source --only-source "$package")
  mv "$scratch"/*/ "$directory/$package"
  rm -rf "$scratch"
}

# unpack_binary TO PACKAGE…
unpack_binary() {
  local to=$1 archive
  shift
  rm -rf "$directory/.download"
  mkdir -p "$directory/.download"
  (cd "$directory/.download" && private_apt "$apt" download "$@")
  for archive in "$directory"/.download/*.deb; do
    dpkg --extract "$archive" "$to"
  done
  rm -rf "$directory/.download"
}

unpack_boost_examples() {
  local scratch=$directory/.boost.unpack
  rm -rf "$scratch"
  unpack_binary "$scratch" libboost1.81-doc
  mkdir -p "$scratch/boost"
  mv "$scratch"/usr/share/doc/libboost1.81-doc/examples/libs/{asio,beast} "$scratch/boost"
  mv "$scratch/boost" "$directory/boost"
  rm -rf "$scratch"
}

needed_headers() {
  case $1 in
    boost | i2pd) echo libboost1.81-dev ;;
    mosquitto) echo libcjson-dev libcjson1 ;;
  esac
}

fetch() {
  local package missing=()
  for package in "$@"; do
    [[ -d $directory/$package ]] || missing+=("$package")
  done
  ((${#missing[@]})) || return 0
  update_lists "$apt"
  for package in "${missing[@]}"; do
    # shellcheck disable=SC2046 # several packages
    [[ -z $(needed_headers "$package") ]] || unpack_binary "$headers" $(needed_headers "$package")
    if [[ $package == boost ]]; then unpack_boost_examples; else unpack_source "$package"; fi
  done
}

# Libraries and programs only: the packages' own tests need more than is installed.
configure_with_cmake() {
  local tree=$directory/$1
  cmake -S "$tree" -B "$tree/build" -G Ninja -DCMAKE_BUILD_TYPE=Release \
    -DCMAKE_EXPORT_COMPILE_COMMANDS=ON -DBUILD_TESTING=OFF -DDOCUMENTATION=OFF \
    -DCMAKE_PREFIX_PATH="$headers/usr" -DLEVELDB_BUILD_TESTS=OFF -DLEVELDB_BUILD_BENCHMARKS=OFF
  ninja -C "$tree/build" -t targets all | sed -nE 's/^(.*\.h): .*/\1/p' |
    xargs --no-run-if-empty ninja -C "$tree/build"
}

# write_database TREE FLAGS FOLDER…: a compilation database of the sources in the folders.
write_database() {
  local tree=$1 flags=$2 folder file separator="" database=$1/build/compile_commands.json
  shift 2
  mkdir -p "$tree/build"
  echo "[" >"$database.part"
  for folder in "$@"; do
    for file in "$tree/$folder"/*.cpp; do
      printf '%s{"directory": "%s", "file": "%s", "command": "c++ %s -c %s"}\n' \
        "$separator" "$tree" "$file" "$flags" "$file" >>"$database.part"
      separator=,
    done
  done
  echo "]" >>"$database.part"
  mv "$database.part" "$database"
}

# Those with coroutines, and some with callbacks and threads.
readonly boost_examples=(
  asio/example/cpp11/{chat,echo,executors,files,fork,futures,http/server,timeouts}
  asio/example/cpp20/{channels,coroutines}
  beast/example/advanced/server-flex-awaitable
  beast/example/http/client/{awaitable,body,crawl}
  beast/example/http/server/{async,awaitable,fast,sync}
  beast/example/websocket/client/awaitable
  beast/example/websocket/server/{awaitable,chat-multi}
)

configure() {
  local tree=$directory/$1
  [[ -f $tree/build/compile_commands.json ]] && return
  case $1 in
    boost) write_database "$tree" "-std=c++20 -include list -isystem $headers/usr/include -I$tree/beast" \
      "${boost_examples[@]}" ;;
    i2pd)
      rm -rf "$tree/build" # holds its CMakeLists.txt, which asks for libraries that are not here
      write_database "$tree" "-std=c++17 -isystem $headers/usr/include -Ilibi2pd -Ilibi2pd_client -Ii18n -Idaemon" \
        libi2pd libi2pd_client i18n daemon
      ;;
    *) configure_with_cmake "$1" ;;
  esac
}

fetch "$@"
for package in "$@"; do
  configure "$package"
done
