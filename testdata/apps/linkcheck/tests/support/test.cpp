// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "test.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

namespace test {

namespace {

std::vector<std::string> programs;

} // namespace

int runCase(int argc, char **argv, const std::vector<Case> &cases) {
  programs.assign(argv + std::min(argc, 2), argv + argc);
  for (const Case &candidate : cases) {
    if (argc < 2 || std::strcmp(argv[1], candidate.name) != 0)
      continue;
    try {
      candidate.run();
      return EXIT_SUCCESS;
    } catch (const std::exception &error) {
      std::cerr << candidate.name << ": " << error.what() << std::endl;
      return EXIT_FAILURE;
    }
  }
  std::cerr << "usage: " << argv[0] << " CASE PROGRAM [REFERENCE]\ncases:";
  for (const Case &candidate : cases)
    std::cerr << ' ' << candidate.name;
  std::cerr << std::endl;
  return 2;
}

const std::string &program(std::size_t index) {
  if (index >= programs.size())
    throw Failure("no program to test on the command line");
  return programs[index];
}

void expectEqual(const std::string &actual, const std::string &expected, const std::string &what) {
  if (actual != expected)
    throw Failure(what + "\n--- expected\n" + expected + "--- actual\n" + actual + "---");
}

void expectEqual(long actual, long expected, const std::string &what) {
  if (actual != expected)
    throw Failure(what + ": expected " + std::to_string(expected) + ", got " +
                  std::to_string(actual));
}

void expect(bool condition, const std::string &what) {
  if (!condition)
    throw Failure(what);
}

TempDir::TempDir() {
  std::string pattern = (std::filesystem::temp_directory_path() / "linkcheck-XXXXXX").string();
  if (!::mkdtemp(pattern.data()))
    throw Failure("cannot make a directory like " + pattern);
  root_ = pattern;
}

TempDir::~TempDir() {
  std::error_code ignored;
  std::filesystem::remove_all(root_, ignored);
}

std::string TempDir::write(const std::string &name, const std::string &text) const {
  std::ofstream out(path(name));
  if (!(out << text).flush())
    throw Failure("cannot write " + path(name));
  return path(name);
}

std::string TempDir::read(const std::string &name) const {
  std::ifstream in(path(name));
  if (!in)
    throw Failure("there is no " + path(name));
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

} // namespace test
