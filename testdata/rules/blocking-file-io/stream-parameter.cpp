// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A stream that is a parameter is what callers pass for it.
#include <fstream>
#include <istream>
#include <sstream>
#include <string>

// Only ever given strings.
static std::string firstLine(std::istream &in) {
  std::string line;
  std::getline(in, line);
  return line;
}

static char firstLetter(std::istream &in) { return firstLine(in)[in.get()]; }

// Given a file once.
static std::string header(std::istream &in) {
  std::string line;
  std::getline(in, line); // expect-finding: blocking-file-io
  return line;
}

// Callers elsewhere may give it a file.
std::string body(std::istream &in) {
  std::string line;
  std::getline(in, line); // expect-finding: blocking-file-io
  return line;
}

std::string parse(const std::string &text) {
  std::stringstream stream(text);
  std::istringstream words(text);
  std::ifstream file(text);                          // expect-finding: blocking-file-io
  std::string all = firstLine(stream) + firstLetter(words); // only strings
  return all + header(stream) + header(file);
}
