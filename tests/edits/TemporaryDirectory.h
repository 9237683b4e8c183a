// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A directory that goes with the test.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

namespace coax {

class TemporaryDirectory {
public:
  TemporaryDirectory() {
    std::string pattern = std::filesystem::temp_directory_path() / "coax-test-XXXXXX";
    if (!::mkdtemp(pattern.data()))
      std::abort();
    root_ = std::filesystem::canonical(pattern);
  }
  TemporaryDirectory(const TemporaryDirectory &) = delete;
  TemporaryDirectory &operator=(const TemporaryDirectory &) = delete;
  ~TemporaryDirectory() {
    std::error_code ignored;
    std::filesystem::remove_all(root_, ignored);
  }

  std::string root() const { return root_; }
  std::string path(std::string_view name) const { return root_ / name; }

  /// Writes a file and the directories above it; its absolute path.
  std::string write(std::string_view name, std::string_view content) const {
    std::filesystem::create_directories((root_ / name).parent_path());
    std::ofstream(root_ / name, std::ios::binary) << content;
    return path(name);
  }

  std::string read(std::string_view name) const {
    std::ifstream file(root_ / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  /// How many entries the directory holds, hidden ones included, all levels.
  std::size_t size() const {
    using Walk = std::filesystem::recursive_directory_iterator;
    return static_cast<std::size_t>(std::distance(Walk(root_), Walk()));
  }

private:
  std::filesystem::path root_;
};

} // namespace coax
