// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What <coax/coax.hpp> costs to compile, beside the standard headers that a program with threads
// includes. Processor time of the compiler; the units take turns, medians are printed. The aim is a
// ratio of 1.5.
//
//   headers_bench [rounds [compiler…]]
#include "median.h"

#include <cstdlib>
#include <spawn.h>
#include <stdexcept>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

namespace {

const char *const with_threads = "#include <functional>\n#include <future>\n#include <mutex>\n"
                                 "#include <thread>\n";
const char *const with_coax = "#include <coax/coax.hpp>\n";

/// A file that goes with the program.
class source_file {
public:
  explicit source_file(const std::string &text) {
    const int fd = ::mkstemps(name_.data(), 4);
    if (fd < 0 || ::write(fd, text.data(), text.size()) != static_cast<ssize_t>(text.size()))
      throw std::runtime_error("cannot write " + name_);
    ::close(fd);
  }
  source_file(const source_file &) = delete;
  source_file &operator=(const source_file &) = delete;
  ~source_file() { ::unlink(name_.c_str()); }
  const std::string &name() const { return name_; }

private:
  std::string name_ = "/tmp/coax-headers-XXXXXX.cpp";
};

double seconds(const timeval &t) {
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
}

/// Milliseconds of the processor, of the command and what it starts.
double cost_of(std::vector<std::string> command) {
  std::vector<char *> arguments;
  for (std::string &word : command)
    arguments.push_back(word.data());
  arguments.push_back(nullptr);
  pid_t child = 0;
  int status = 0;
  rusage used{};
  if (::posix_spawnp(&child, arguments[0], nullptr, nullptr, arguments.data(), environ) != 0 ||
      ::wait4(child, &status, 0, &used) != child || status != 0)
    throw std::runtime_error(command[0] + " has failed");
  return (seconds(used.ru_utime) + seconds(used.ru_stime)) * 1000;
}

void measure(const std::string &compiler, const std::string &flag, int rounds) {
  const source_file threads(with_threads), coax(with_coax);
  auto compile = [&](const source_file &source) {
    return cost_of({compiler, "-std=c++20", flag, "-I" COAX_RUNTIME_INCLUDE, "-c", "-o",
                    "/dev/null", source.name()});
  };
  bench::compare(compiler + ' ' + flag,
                 {{"<thread> <future> …", [&] { return compile(threads); }},
                  {"<coax/coax.hpp>", [&] { return compile(coax); }}},
                 rounds, "ms");
}

} // namespace

int main(int argc, char **argv) {
  const int rounds = argc > 1 ? std::atoi(argv[1]) : 9;
  std::vector<std::string> compilers(argv + std::min(argc, 2), argv + argc);
  if (compilers.empty())
    compilers = {"g++", "clang++-22"};
  for (const std::string &compiler : compilers)
    for (const char *flag : {"-O0", "-O2"})
      measure(compiler, flag, rounds);
}
