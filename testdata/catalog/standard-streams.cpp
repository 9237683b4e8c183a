// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Streams: files block, the console may, strings never do.
#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <numeric>
#include <set>
#include <sstream>
#include <string>
#include <vector>

void opens(const std::string &name) {
  std::ifstream in(name);                // expect-site: std::basic_ifstream::basic_ifstream file
  std::ofstream out(name, std::ios::app); // expect-site: std::basic_ofstream::basic_ofstream file
  std::fstream both(name);               // expect-site: std::basic_fstream::basic_fstream file
  std::ifstream later;
  std::ifstream moved(std::move(later));
  in.open(name);                         // expect-site: std::basic_ifstream::open file
  out.open(name);                        // expect-site: std::basic_ofstream::open file
  both.open(name);                       // expect-site: std::basic_fstream::open file
  in.close();
  out.close();                           // expect-site: std::basic_ofstream::close file maybe
  both.close();                          // expect-site: std::basic_fstream::close file maybe
  std::filebuf buffer;
  buffer.open(name, std::ios::in);       // expect-site: std::basic_filebuf::open file
  buffer.close();                        // expect-site: std::basic_filebuf::close file maybe
} // expect-site: std::basic_ofstream::~basic_ofstream file maybe in-context // expect-site: std::basic_fstream::~basic_fstream file maybe in-context

void reads(std::ifstream &in, char *buffer, std::string &line, int &number) {
  in.read(buffer, 9);       // expect-site: std::basic_istream::read file
  in.readsome(buffer, 9);   // expect-site: std::basic_istream::readsome file
  in.get();                 // expect-site: std::basic_istream::get file
  in.getline(buffer, 9);    // expect-site: std::basic_istream::getline file
  in.ignore(9);             // expect-site: std::basic_istream::ignore file
  in.peek();                // expect-site: std::basic_istream::peek file
  in.sync();                // expect-site: std::basic_istream::sync file
  in >> number;             // expect-site: std::basic_istream::operator>> file
  in >> line;               // expect-site: std::operator>> file
  std::getline(in, line);   // expect-site: std::getline file
  std::ws(in);              // expect-site: std::ws file
}

void readsOfAnyStream(std::istream &in, char *buffer, std::string &line, int &number) {
  in >> number;           // expect-site: std::basic_istream::operator>> file maybe in-context
  in >> line >> number;   // expect-site: std::operator>> file maybe in-context
  std::ws(in);            // expect-site: std::ws file maybe in-context
  in.read(buffer, 9);     // expect-site: std::basic_istream::read file maybe
  std::getline(in, line); // expect-site: std::getline file maybe
}

void console(std::string &line, int &number) {
  std::cin >> number;           // expect-site: std::basic_istream::operator>> console
  std::cin >> line;             // expect-site: std::operator>> console
  std::getline(std::cin, line); // expect-site: std::getline console
  std::cin.get();               // expect-site: std::basic_istream::get console
  std::cout << number;          // expect-site: std::basic_ostream::operator<< console maybe
  std::cerr << line;            // expect-site: std::operator<< console maybe
  std::cout.flush();            // expect-site: std::basic_ostream::flush console maybe
  std::cout.put('x');           // expect-site: std::basic_ostream::put console maybe
}

void writes(std::ofstream &out, const char *text, int number) {
  out.write(text, 9);  // expect-site: std::basic_ostream::write file maybe
  out.put('x');        // expect-site: std::basic_ostream::put file maybe
  out << number;       // expect-site: std::basic_ostream::operator<< file maybe
  out << text;         // expect-site: std::operator<< file maybe
  out << std::endl;    // expect-site: std::basic_ostream::operator<< file
  out.flush();         // expect-site: std::basic_ostream::flush file
  std::endl(out);      // expect-site: std::endl file
  std::flush(out);     // expect-site: std::flush file
}

void writesToAnyStream(std::ostream &out, std::ifstream &in, const char *text, int number) {
  out.write(text, 9);          // expect-site: std::basic_ostream::write file maybe in-context
  out << number << number;     // expect-site: std::basic_ostream::operator<< file maybe in-context
  out << text;                 // expect-site: std::operator<< file maybe in-context
  out.flush();                 // expect-site: std::basic_ostream::flush file maybe in-context
  std::ostringstream whole;
  whole << in.rdbuf();         // expect-site: std::basic_ostream::operator<< file maybe
}

struct Pair : std::pair<const std::string, int> {};
std::istream &operator>>(std::istream &in, Pair &pair);

using Word = std::istream_iterator<std::string>;
using Byte = std::istreambuf_iterator<char>;

void iterators(std::ifstream &in, std::ofstream &out, std::vector<std::string> &words, std::string text) {
  Word word(in), end;                                     // expect-site: std::istream_iterator::istream_iterator file maybe in-context
  ++word;                                                 // expect-site: std::istream_iterator::operator++ file maybe in-context
  Byte byte(in), none;
  *byte;                                                  // expect-site: std::istreambuf_iterator::operator* file maybe in-context
  ++byte;                                                 // expect-site: std::istreambuf_iterator::operator++ file maybe in-context
  std::ostream_iterator<std::string> sink(out);
  std::copy(words.begin(), words.end(), sink);            // expect-site: std::copy file maybe in-context
  std::copy_if(word, end, sink, [](auto &) { return true; }); // expect-site: std::copy_if file maybe in-context
  std::transform(words.begin(), words.end(), sink, [](auto &w) { return w; }); // expect-site: std::transform file maybe in-context
  std::for_each(word, end, [](auto &) {});                // expect-site: std::for_each file maybe in-context
  std::find(word, end, "x");                              // expect-site: std::find file maybe in-context
  std::find_if(word, end, [](auto &) { return true; });   // expect-site: std::find_if file maybe in-context
  std::count(byte, none, 'x');                            // expect-site: std::count file maybe in-context
  std::count_if(byte, none, [](char) { return true; });   // expect-site: std::count_if file maybe in-context
  std::any_of(byte, none, [](char) { return true; });     // expect-site: std::any_of file maybe in-context
  std::all_of(byte, none, [](char) { return true; });     // expect-site: std::all_of file maybe in-context
  std::none_of(byte, none, [](char) { return true; });    // expect-site: std::none_of file maybe in-context
  std::equal(byte, none, text.begin());                   // expect-site: std::equal file maybe in-context
  std::accumulate(byte, none, 0);                         // expect-site: std::accumulate file maybe in-context
  std::distance(byte, none);                              // expect-site: std::distance file maybe in-context
  std::string all(byte, none);                            // expect-site: std::basic_string::basic_string file maybe in-context
  all.assign(byte, none);                                 // expect-site: std::basic_string::assign file maybe in-context
  std::vector<std::string> copies(word, end);             // expect-site: std::vector::vector file maybe in-context
  copies.assign(word, end);                               // expect-site: std::vector::assign file maybe in-context
  copies.insert(copies.end(), word, end);                 // expect-site: std::vector::insert file maybe in-context
  std::set<std::string> different(word, end);             // expect-site: std::set::set file maybe in-context
  std::map<std::string, int> numbers(std::istream_iterator<Pair>(in), {}); // expect-site: std::map::map file maybe in-context // expect-site: std::istream_iterator::istream_iterator file maybe in-context
  std::copy(words.begin(), words.end(), std::back_inserter(copies));
  std::vector<std::string> inMemory(words.begin(), words.end());
  std::istringstream memory(text);
  Word wordOfText(memory);
}

void strings(std::stringstream &text, std::string &line, int &number) {
  text >> number;
  text >> line;
  std::getline(text, line);
  text << number << line << std::endl;
  text.read(line.data(), 1);
  std::ostringstream out;
  out << number;
}
