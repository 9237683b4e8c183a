// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A loop over an ifstream goes to the pool as one piece.
#include <cstdio>
#include <fstream>
#include <map>
#include <string>
#include <unistd.h>

static std::map<std::string, std::string> load(const std::string &path) {
  std::map<std::string, std::string> settings;
  std::ifstream in(path);
  if (!in)
    return settings;
  std::string line;
  while (std::getline(in, line)) {
    std::size_t equals = line.find('=');
    if (equals == std::string::npos)
      continue;
    settings[line.substr(0, equals)] = line.substr(equals + 1);
  }
  return settings;
}

static void save(const std::string &path) {
  std::ofstream out(path);
  out << "name=coax\n"
      << "# comment\n"
      << "colour=red\n";
}

int main() {
  save("settings.txt");
  usleep(1000);
  auto settings = load("settings.txt");
  for (const auto &[key, value] : settings)
    std::printf("%s is %s\n", key.c_str(), value.c_str());
  std::printf("%zu\n", load("missing.txt").size());
  unlink("settings.txt");
}
