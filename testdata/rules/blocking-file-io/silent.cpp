// Streams in memory touch no file.
#include <sstream>
#include <string>

std::string firstWord(const std::string &text) {
  std::istringstream in(text);
  std::string word;
  in >> word;
  std::getline(in, word);
  std::ostringstream out;
  out << word << 1;
  return out.str();
}
