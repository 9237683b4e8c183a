// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Appends to a file in the middle of a function that also sleeps.
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <unistd.h>

class Journal {
public:
  explicit Journal(const std::string &path) : path_(path) {}
  bool append(const std::string &line, int delay) {
    usleep(delay);
    std::ofstream out(path_, std::ios::app);
    out << line << '\n';
    if (!out.flush())
      return false;
    usleep(delay);
    out << "after " << line << std::endl;
    return out.good();
  }

private:
  std::string path_;
};

int main() {
  std::remove("journal.txt");
  Journal journal("journal.txt");
  int written = 0;
  for (const char *line : {"one", "two", "three"}) {
    if (!journal.append(line, 500))
      return 1;
    ++written;
  }
  std::ifstream in("journal.txt");
  std::string all((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  std::printf("%d\n%s", written, all.c_str());
  std::remove("journal.txt");
}
