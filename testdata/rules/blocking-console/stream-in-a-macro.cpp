// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A standard stream is one, though a macro names it.
#include <iostream>
#include <stdio.h>

bool explaining;

#define EXPLAIN(format, ...)                                                                       \
  if (explaining)                                                                                  \
  fprintf(stderr, "explain: " format "\n", __VA_ARGS__)
#define REPORT(text) std::cerr << text
#define LOG stderr

using std::cout;

void build(const char *output, const char *input) {
  EXPLAIN("%s is older than %s", output, input); // expect-finding: blocking-console
  fprintf(LOG, "%s\n", output);                  // expect-finding: blocking-console
  REPORT(output);                                // expect-finding: blocking-console
  cout << input;                                 // expect-finding: blocking-console
}
