#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# prepare.sh DIRECTORY PACKAGE…
# Unpacks Debian source packages as DIRECTORY/PACKAGE and configures each in DIRECTORY/PACKAGE/build,
# with a compilation database and the headers that its build generates. "boost" is no source package
# but the examples that libboost1.81-doc ships of Asio and Beast. Headers that packages need are
# unpacked to DIRECTORY/headers, not installed. apt's lists and cache live in DIRECTORY/apt. What is
# there already is left alone.
# Those of the held-out draw (docs/precision.md) need headers of more libraries than aria2's and
# icinga2's own scripts can be told to take from there: they have to be installed.
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
    for file in "$tree/$folder"/*.c{c,pp}; do
      [[ -f $file ]] || continue
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

# Its own makefiles know the sources for this system.
configure_aria2() {
  local tree=$directory/aria2 flags
  configure_with_autotools aria2
  flags="-std=c++11 -DHAVE_CONFIG_H -I. -I../../src -I.. -I../../lib -I../../src/includes -I./includes"
  flags+=" -I/usr/include/libxml2 -I/usr/include/p11-kit-1"
  flags+=" -I../deps/wslay/lib/includes -I../../deps/wslay/lib/includes"
  make -n -k V=1 -C "$tree/build/src" 2>/dev/null | sed -nE 's|.* -c -o [^ ]+ \.\./\.\./src/([^ ]+\.cc).*|\1|p' |
    sort -u | write_entries "$tree/build/src" "$flags" "$tree/src" >"$tree/build/compile_commands.json"
}

# Their own makefiles know the sources for this system.
configure_with_autotools() {
  local tree=$directory/$1
  shift
  mkdir -p "$tree/build"
  (cd "$tree/build" && ../configure --disable-nls "$@" >configure.log)
}

configure_memcached() {
  configure_with_autotools memcached
  make -n -k V=1 -C "$directory/memcached/build" 2>/dev/null | sed -nE "s/.*'\.\.\/'\`([a-z0-9_]+\.c).*/\1/p" | sort -u |
    write_entries "$directory/memcached/build" "-DHAVE_CONFIG_H -DNDEBUG -I. -I.." "$directory/memcached" \
      >"$directory/memcached/build/compile_commands.json"
}

configure_tinyproxy() {
  (cd "$directory/tinyproxy" && [[ -x configure ]] || autoreconf --install)
  configure_with_autotools tinyproxy --disable-manpage_support
  (cd "$directory/tinyproxy/src" && ls -- *.c) |
    write_entries "$directory/tinyproxy/build/src" \
      '-DHAVE_CONFIG_H -D_GNU_SOURCE -DNDEBUG -DSYSCONFDIR=\\\"/etc\\\" -DLOCALSTATEDIR=\\\"/var\\\" -DTINYPROXY_DATADIR=\\\"/usr\\\" -I.. -I. -I../../src' \
      "$directory/tinyproxy/src" >"$directory/tinyproxy/build/compile_commands.json"
}

# write_entries DIRECTORY FLAGS FOLDER: a compilation database of the files that stdin names.
write_entries() {
  local file separator="" compiler
  echo "["
  while read -r file; do
    compiler=c++
    [[ $file != *.c ]] || compiler=cc
    printf '%s{"directory": "%s", "file": "%s", "command": "%s %s -c %s"}\n' \
      "$separator" "$1" "$3/$file" "$compiler" "$2" "$3/$file"
    separator=,
  done
  echo "]"
}

# The part with the network: lib/remote, what it needs of lib/base, and the programs. Most of its
# classes are generated from .ti files.
configure_icinga2() {
  local tree=$directory/icinga2 file into
  cmake -S "$tree" -B "$tree/build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DICINGA2_UNITY_BUILD=OFF \
    -DICINGA2_WITH_{MYSQL,PGSQL,TESTS,LIVESTATUS}=OFF -DUSE_SYSTEMD=OFF -DCMAKE_EXPORT_COMPILE_COMMANDS=ON
  ninja -C "$tree/build" mkclass
  for file in "$tree"/lib/*/*.ti; do
    into=$tree/build/${file#"$tree"/}
    mkdir -p "${into%/*}"
    (cd "${file%/*}" && "$tree"/build/Bin/Release/mkclass "${file##*/}" "${into%.ti}-ti.hpp" "${into%.ti}-ti.cpp")
  done
  (cd "$tree/build/lib/config" && bison --defines=config_parser.hh -o config_parser.cc "$tree/lib/config/config_parser.yy")
  mv "$tree/build/compile_commands.json" "$tree/build/all.json"
  awk 'BEGIN { RS = "}"; print "[" }
       /"file": "[^"]*icinga2\/(lib\/remote\/(api|http|json|endpoint|eventq|events|console|pki|url)[^"\/]*|lib\/base\/(io-engine|tlsstream|tcpsocket|timer|workqueue|utility|process|filelogger|streamlogger|logger|stdiostream|socket|networkstream|application|tlsutility|configwriter|socketevents|scriptutils|json|atomic-file)|icinga-app\/icinga|lib\/cli\/(daemonc|pki|console)[^"\/]*)\.cpp"/ {
         sub(/^[^{]*/, ""); print separator $0 "}"; separator = ","
       }
       END { print "]" }' "$tree/build/all.json" >"$tree/build/compile_commands.json"
}

configure() {
  local tree=$directory/$1
  [[ -f $tree/build/compile_commands.json ]] && return
  case $1 in
    aria2) configure_aria2 ;;
    icinga2) configure_icinga2 ;;
    memcached | tinyproxy) "configure_$1" ;;
    cpp-httplib)
      write_database "$tree" "-std=c++17 -DCPPHTTPLIB_OPENSSL_SUPPORT -DCPPHTTPLIB_ZLIB_SUPPORT -DCPPHTTPLIB_BROTLI_SUPPORT -I." \
        example
      ;;
    cpprest | innoextract)
      cmake -S "$tree" -B "$tree/build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DCMAKE_EXPORT_COMPILE_COMMANDS=ON -DBUILD_TESTS=OFF
      ;;
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
