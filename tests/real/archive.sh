# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# shellcheck shell=bash
#
# For scripts: Debian's source packages, from the machine's own apt sources. Lists and cache live in
# a folder that the caller names, so no state of the machine changes.

# derive_sources STATE: copies apt's sources, with a "deb-src" entry for each "deb" one, both formats.
derive_sources() {
  local state=$1 file
  mkdir -p "$state/parts" "$state/lists/partial" "$state/archives/partial"
  : >"$state/sources.list"
  for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
    [[ -f $file ]] && sed -nE 's/^[[:space:]]*deb([[:space:]].*)/deb\1\ndeb-src\1/p' "$file" >>"$state/sources.list"
  done
  for file in /etc/apt/sources.list.d/*.sources; do
    [[ -f $file ]] && sed -E 's/^(Types:).*/\1 deb deb-src/' "$file" >"$state/parts/${file##*/}"
  done
  return 0
}

# private_apt STATE ARGUMENT…: apt-get with the sources, lists and cache in STATE.
private_apt() {
  local state=$1
  shift
  apt-get -q -o Dir::Etc::sourcelist="$state/sources.list" -o Dir::Etc::sourceparts="$state/parts" \
    -o Dir::State::lists="$state/lists" -o Dir::Cache="$state" -o APT::Sandbox::User="$(id -un)" "$@" </dev/null
}

# update_lists STATE: makes private_apt usable. Ends the script with 77 if the archive cannot be reached.
update_lists() {
  derive_sources "$1"
  if ! private_apt "$1" update || ! compgen -G "$1/lists/*_Sources*" >/dev/null; then
    echo "the package archive cannot be reached: skipped" >&2
    exit 77
  fi
}
