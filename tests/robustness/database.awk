# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Names of test files on standard input ⇒ a compilation database of them. The standard of each is
# the highest of what its folder is for (g++.dg/cpp2a) and what its own directives ask for
# (`-std=…`, `{ target c++20 }`); a few language options are taken over from there as well. No
# directive is run.

function older(a, b) { return order[a] < order[b] }

function consider(standard) {
  sub(/^gnu/, "c", standard)
  if (standard in order && older(best, standard)) best = standard
}

function escape(text) {
  gsub(/["\\]/, "\\\\&", text)
  return text
}

# Every option of the line that changes the language, not what is written where.
function take(line,    words, count, i) {
  count = split(line, words, /[ \t"{}']+/)
  for (i = 1; i <= count; i++) {
    if (words[i] ~ /^-std=(c|gnu)\+\+/) consider(substr(words[i], 6))
    else if (words[i] ~ /^c\+\+[0-9a-z]+$/) consider(words[i])
    else if (words[i] ~ language && !((words[i]) in seen)) { seen[words[i]]; options = options " " words[i] }
  }
}

BEGIN {
  n = split("c++98 c++03 c++0x c++11 c++1y c++14 c++1z c++17 c++2a c++20 c++2b c++23 c++2c c++26", names, " ")
  for (i = 1; i <= n; i++) order[names[i]] = i
  language = "^-f(blocks|ms-extensions|ms-compatibility|declspec|openmp|delayed-template-parsing|no-exceptions|" \
             "no-rtti|char8_t|exceptions|cxx-exceptions|sized-deallocation|aligned-allocation|gnu-keywords|" \
             "constexpr-[a-z]+=[0-9]+|template-depth=[0-9]+|concepts|coroutines)$"
  print "["
}

{
  best = ""; options = ""; split("", seen)
  if ($0 ~ /\/cpp0x\//) consider("c++11")
  if ($0 ~ /\/cpp1y\//) consider("c++14")
  if ($0 ~ /\/cpp1z\//) consider("c++17")
  if ($0 ~ /\/(cpp2a|coroutines|modules|concepts)\//) consider("c++20")
  if ($0 ~ /\/cpp23\//) consider("c++23")
  for (lines = 0; lines < 60 && (getline line < $0) > 0; lines++)
    if (line ~ /RUN:|dg-/) take(line)
  close($0)
  folder = $0; sub(/\/[^\/]*$/, "", folder)
  file = escape($0)
  printf "%s{\"directory\": \"%s\", \"file\": \"%s\", \"command\": \"c++%s%s -I%s/Inputs -c '%s'\"}\n",
    (NR > 1 ? "," : ""), escape(folder), file, (best == "" ? "" : " -std=" best), options,
    escape(folder), file
}

END { print "]" }
