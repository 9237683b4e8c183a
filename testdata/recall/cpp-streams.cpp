// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Streams of C++: by their own type, through a base, through iterators and buffers.
#include "Check.h"

#include <algorithm>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

namespace {

const std::string content(10000, 'x'); // more than a buffer holds

struct Record {
  int number;
  std::string name;
};

std::ostream &operator<<(std::ostream &out, const Record &record) {
  return out << record.number << ' ' << std::setw(4) << record.name << std::endl;
}

std::istream &operator>>(std::istream &in, Record &record) {
  return in >> record.number >> record.name;
}

void writes() {
  std::ofstream out("records");
  CHECK(out);
  out << Record{1, "one"} << Record{2, "two"};
  out << content << '\n';
  out.write(content.data(), static_cast<std::streamsize>(content.size()));
  out.put('\n') << std::flush;
  out.flush();
  out.close();
  out.open("lines", std::ios::app);
  std::vector<std::string> lines(300, "a line of some length, that is written again and again");
  std::copy(lines.begin(), lines.end(), std::ostream_iterator<std::string>(out, "\n"));
}

void reads() {
  std::ifstream in("records");
  Record record;
  CHECK(in >> record && record.name == "one");
  in >> record;
  std::string line;
  CHECK(std::getline(in >> std::ws, line));
  char block[16];
  CHECK(in.read(block, sizeof block));
  in.seekg(0);
  std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  CHECK(text.size() > content.size());
}

std::string whole(std::istream &in) {
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

std::size_t countLines(const std::string &path) {
  std::fstream file(path, std::ios::in);
  std::size_t count = 0;
  for (std::string line; std::getline(file, line);)
    ++count;
  return count;
}

std::vector<std::string> words(const char *path) {
  std::ifstream in(path);
  return {std::istream_iterator<std::string>(in), {}};
}

} // namespace

int main() {
  writes();
  reads();
  CHECK(countLines("lines") == 300);
  CHECK(words("records").size() > 4);
  std::ifstream records("records");
  CHECK(whole(records).size() > content.size());
  std::filebuf buffer;
  CHECK(buffer.open("buffer", std::ios::out));
  std::ostream(&buffer) << content << content;
  buffer.close();
  std::string word;
  std::cin >> word;
  std::cout << "read " << word << '\n' << std::hex << 17 << std::endl;
  std::cerr << std::setfill('.') << std::setw(8) << "error" << '\n';
  std::clog.put('\n');
  return 0;
}
