// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Files that are gone when a test ends.
#pragma once

#include "loopback.h"

#include <cstdlib>
#include <filesystem>
#include <string>
#include <unistd.h>

inline std::string temporary_name() {
  return (std::filesystem::temp_directory_path() / "coax-test-XXXXXX").string();
}

struct temporary_directory {
  temporary_directory() {
    std::string name = temporary_name();
    path = ::mkdtemp(name.data());
  }
  ~temporary_directory() { std::filesystem::remove_all(path); }
  std::string operator/(const char *name) const { return path + "/" + name; }
  std::string path;
};

/// An unnamed file that holds `text`, its position at the beginning.
inline loopback::descriptor file_with(const std::string &text) {
  std::string name = temporary_name();
  loopback::descriptor file(::mkstemp(name.data()));
  ::unlink(name.c_str());
  [[maybe_unused]] const ssize_t written = ::write(file.get(), text.data(), text.size());
  ::lseek(file.get(), 0, SEEK_SET);
  return file;
}
