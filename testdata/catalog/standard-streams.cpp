// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Streams: files block, the console may, strings never do.
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>

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

void readsOfAnyStream(std::istream &in, char *buffer, std::string &line) {
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

void strings(std::stringstream &text, std::string &line, int &number) {
  text >> number;
  text >> line;
  std::getline(text, line);
  text << number << line << std::endl;
  text.read(line.data(), 1);
  std::ostringstream out;
  out << number;
}
