// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What is derived from a file stream is a file stream.
#include <fstream>
#include <istream>
#include <sstream>
#include <string>

struct Log : std::ofstream {};
struct Chapter : Log {};
struct Source : std::ifstream {};
struct Text : std::ostringstream {};
struct Custom : std::ostream {
  Custom() : std::ostream(nullptr) {}
};

static void parse(std::istream &in) {
  std::string line;
  std::getline(in, line); // expect-finding: blocking-file-io
}

void write(Log &log, Chapter &chapter, Text &text, Custom &custom, Source &source) {
  char data[8];
  log.open("log");        // expect-finding: blocking-file-io
  log.write(data, 8);     // expect-finding: blocking-file-io
  chapter << 1;           // expect-finding: blocking-file-io
  chapter << "two";       // expect-finding: blocking-file-io
  source.read(data, 8);   // expect-finding: blocking-file-io
  text << "three";
  text.write(data, 8);
  custom << "four";
  parse(source);
}
