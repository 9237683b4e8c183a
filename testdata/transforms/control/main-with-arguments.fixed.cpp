// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// main(argc, argv), its input and its exit status.
// coax-args: first "second third
// coax-input: one\ntwo\nlast without end
#include <cstdio>
#include <cstdlib>
#include <string>
#include <unistd.h>
#include <coax/coax.hpp>

static coax::task<std::string> readAll() {
  std::string all;
  char buffer[5];
  ssize_t n;
  while ((n = co_await coax::read(STDIN_FILENO, buffer, sizeof buffer)) > 0)
    all.append(buffer, n);
  co_return all;
}

coax::task<int> coax_main(int argc, char **argv) {
  for (int i = 1; i < argc; ++i)
    std::printf("%d %s\n", i, argv[i]);
  std::string text = co_await readAll();
  std::printf("[%s]\n", text.c_str());
  co_await coax::usleep(100);
  if (text.empty())
    std::exit(5);
  co_return static_cast<int>(text.size());
}

int main(int argc, char **argv) {
  return coax::run(coax_main(argc, argv));
}
