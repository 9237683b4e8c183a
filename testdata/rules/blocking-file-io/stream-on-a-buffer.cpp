// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A stream on a buffer in memory waits for nothing; on any other buffer it may.
#include <istream>
#include <sstream>
#include <string>

namespace boost::asio {
template <typename Allocator = std::allocator<char>> class basic_streambuf : public std::streambuf {};
using streambuf = basic_streambuf<>;
} // namespace boost::asio

struct Inflating : std::streambuf {};

static void header(std::istream &in) {
  std::string line;
  std::getline(in, line);
}

void parse(boost::asio::streambuf &response, std::stringbuf &text, Inflating &packed) {
  std::istream lines(&response);
  std::string line;
  std::getline(lines, line);
  lines.get();
  std::istream words(&text);
  words.peek();
  std::getline(words, line);
  std::istream pages(&packed);
  std::getline(pages, line); // expect-finding: blocking-file-io
  header(lines);
  header(words);
}
