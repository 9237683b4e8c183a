// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A folder for one test; gone with the object.
#pragma once

#include "analyzers/base/Files.h"
#include "analyzers/base/Json.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

namespace coax::test {

class TemporaryFolder {
public:
  TemporaryFolder() {
    std::string name = std::filesystem::temp_directory_path() / "coax-test-XXXXXX";
    EXPECT_NE(::mkdtemp(name.data()), nullptr);
    path_ = name;
  }
  TemporaryFolder(const TemporaryFolder &) = delete;
  TemporaryFolder &operator=(const TemporaryFolder &) = delete;
  ~TemporaryFolder() { std::filesystem::remove_all(path_); }

  std::string path(const std::string &name = {}) const {
    return name.empty() ? path_ : path_ + "/" + name;
  }

  void write(const std::string &name, const std::string &text) const {
    llvm::Error error = writeFileAtomically(path(name), text);
    EXPECT_FALSE(static_cast<bool>(error)) << llvm::toString(std::move(error));
    // As if written a while ago: the cache does not trust files of this second.
    std::filesystem::last_write_time(path(name), std::filesystem::file_time_type::clock::now() -
                                                     std::chrono::hours(1));
  }

  /// compile_commands.json with "c++ FLAGS… -c FILE" for each file.
  void writeDatabase(const std::vector<std::string> &files, const std::string &flags = {}) const {
    Json database = Json::array();
    for (const std::string &file : files)
      database.push_back(
          {{"directory", path_}, {"file", file}, {"command", "c++ " + flags + " -c " + file}});
    write("compile_commands.json", printJson(database));
  }

private:
  std::string path_;
};

} // namespace coax::test
