// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The name of the function stays what it was, also in what runs on the pool.
#include <cstdio>
#include <fstream>
#include <string>
#include <unistd.h>

#define LOG(...) std::printf("%s: ", __func__), std::printf(__VA_ARGS__)

static void store(const char *path) {
  usleep(10);
  std::ofstream out(path);
  out << __func__ << '\n' << __FUNCTION__ << '\n';
}

static int load(const char *path) {
  usleep(10);
  std::ifstream in(path);
  std::string line;
  int lines = 0;
  while (std::getline(in, line)) {
    LOG("%s\n", line.c_str());
    ++lines;
  }
  return lines;
}

int main() {
  store("names.txt");
  std::printf("%s: %d\n", __func__, load("names.txt"));
  unlink("names.txt");
}
