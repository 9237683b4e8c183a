// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// main(argc, argv), its input and its exit status.
// coax-args: first "second third
// coax-input: one\ntwo\nlast without end
#include <cstdio>
#include <cstdlib>
#include <string>
#include <unistd.h>

static std::string readAll() {
  std::string all;
  char buffer[5];
  ssize_t n;
  while ((n = read(STDIN_FILENO, buffer, sizeof buffer)) > 0)
    all.append(buffer, n);
  return all;
}

int main(int argc, char **argv) {
  for (int i = 1; i < argc; ++i)
    std::printf("%d %s\n", i, argv[i]);
  std::string text = readAll();
  std::printf("[%s]\n", text.c_str());
  usleep(100);
  if (text.empty())
    std::exit(5);
  return static_cast<int>(text.size());
}
