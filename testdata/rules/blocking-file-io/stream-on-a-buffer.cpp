// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A stream on a buffer in memory waits for nothing; on any other buffer it may.
#include <istream>
#include <sstream>
#include <string>

namespace boost::asio {
template <typename Allocator = std::allocator<char>> class basic_streambuf : public std::streambuf {};
using streambuf = basic_streambuf<>;
} // namespace boost::asio

struct Inflating : std::streambuf {
  int_type underflow() override;
};
struct Span : std::streambuf {
  Span(char *begin, char *end) { setg(begin, begin, end); }
};

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

struct Message {
  virtual ~Message() = default;
  int type = 0;
  static void number(std::istream &in, int &value) {
    in.read(reinterpret_cast<char *>(&value), sizeof value);
  }
  virtual void read(std::istream &in) { number(in, type); }
  void from(char *payload, int size) {
    Span span(payload, payload + size);
    std::istream in(&span);
    read(in);
  }
};
struct Greeting : Message {
  int words = 0;
  void read(std::istream &in) override { number(in, words); }
};

static int next(std::istream *in) { return in->get(); }
static int word(std::istream &in) { return next(&in); }
int words(std::istringstream &text) { return word(text); }
