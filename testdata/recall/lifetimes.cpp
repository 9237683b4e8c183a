// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Calls that no statement spells: initialisers, destructors, conversions, operators, handlers.
#include "Check.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <variant>
#include <vector>

namespace {

long sizeOf(const char *path) {
  struct stat status = {};
  return ::stat(path, &status) == 0 ? long(status.st_size) : -1;
}

struct Journal {
  Journal() { file = ::open("journal", O_CREAT | O_WRONLY | O_APPEND, 0600); }
  Journal(const Journal &other) : file(::dup(other.file)) { ::fsync(file); }
  ~Journal() { ::fdatasync(file); }
  Journal &operator+=(const std::string &text) {
    CHECK(::write(file, text.data(), text.size()) == ssize_t(text.size()));
    return *this;
  }
  explicit operator bool() const { return ::access("journal", F_OK) == 0; }
  bool operator()() const { return ::fsync(file) == 0; }
  int file;
};

Journal global;
const long sizeAtStart = sizeOf("journal");
std::ofstream log_("log");
thread_local struct PerThread {
  ~PerThread() { ::unlink("absent"); }
  int uses = 0;
} perThread;

struct Settings {
  std::ifstream source{"/etc/passwd"};
  long size = sizeOf("journal");
};

int openLock(const char *path, int mode = ::open("lock", O_CREAT | O_RDWR, 0600)) {
  return ::access(path, F_OK) + mode;
}

const Settings &settings() {
  static const Settings instance;
  static std::FILE *file = std::fopen("settings", "w");
  CHECK(file);
  return instance;
}

void fails() {
  Journal unwound;
  throw std::runtime_error("expected");
}

void recovers() {
  try {
    fails();
  } catch (const std::exception &error) {
    ::write(STDERR_FILENO, error.what(), 8);
  }
}

void onSignal(int) { ::write(STDERR_FILENO, "!\n", 2); }

void onExit() { std::puts("goodbye"); }

} // namespace

int main() {
  std::atexit(onExit);
  std::signal(SIGUSR1, onSignal);
  std::raise(SIGUSR1);
  ++perThread.uses;
  global += "text";
  CHECK(global && global());
  settings();
  openLock("lock");
  recovers();
  {
    Journal copy = global;
    std::optional<Journal> maybe(std::in_place);
    std::variant<int, Journal> either;
    either.emplace<Journal>();
    std::vector<Journal> many(2);
    auto shared = std::make_shared<Journal>();
    Journal *raw = new Journal[2];
    delete[] raw;
  }
  log_ << "line\n";
  { std::ofstream("scoped") << std::string(10000, 'x'); }
  std::unique_ptr<std::ofstream> owned = std::make_unique<std::ofstream>("owned");
  *owned << "text";
  return sizeAtStart > 0;
}
