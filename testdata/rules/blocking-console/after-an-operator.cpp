// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A chain that begins with operators of the program goes on with the stream they were given.
#include <fstream>
#include <iostream>
#include <sstream>

struct Colour {
  int code;
};

std::ostream &operator<<(std::ostream &out, const Colour &colour) {
  return out << colour.code; // of which kind is not known: only told in coroutines and handlers
}

void print(std::ofstream &file, std::ostringstream &text) {
  std::cout << Colour{1} << "one\n";             // expect-finding: blocking-console
  std::cerr << Colour{1} << Colour{2} << 2;      // expect-finding: blocking-console
  std::cout << "three" << Colour{1} << "four";   // expect-finding: blocking-console
  file << Colour{1} << "five";                   // expect-finding: blocking-file-io
  text << Colour{1} << "six";
}
