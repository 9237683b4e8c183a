// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A program without waiting calls stays as it is.
#include <cstdio>
#include <string>
#include <vector>

static std::string repeat(const std::string &text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i)
    all += text;
  return all;
}

int main() {
  std::vector<std::string> lines = {repeat("ab", 2), repeat("c", 3)};
  for (const std::string &line : lines)
    std::printf("%s\n", line.c_str());
  return static_cast<int>(lines.size());
}
