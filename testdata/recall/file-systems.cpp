// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// std::filesystem: functions, entries, and iterators that a loop advances.
#include "Check.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <vector>

namespace fs = std::filesystem;

namespace {

void fill(const fs::path &root) {
  fs::create_directories(root / "a/b");
  for (const char *name : {"one", "two", "a/three", "a/b/four"})
    std::ofstream(root / name) << name;
  fs::create_symlink("one", root / "link");
}

std::uintmax_t sizeOf(const fs::path &root) {
  std::uintmax_t sum = 0;
  for (const fs::directory_entry &entry : fs::recursive_directory_iterator(root))
    if (entry.is_regular_file())
      sum += entry.file_size();
  return sum;
}

std::vector<fs::path> sorted(const fs::path &root) {
  std::vector<fs::path> paths;
  fs::directory_iterator entry(root), end;
  for (; entry != end; ++entry)
    paths.push_back(entry->path());
  std::sort(paths.begin(), paths.end());
  return paths;
}

std::size_t countAll(const fs::path &root) {
  return static_cast<std::size_t>(
      std::count_if(fs::directory_iterator(root), fs::directory_iterator(),
                    [](const auto &entry) { return fs::exists(entry.path()); }));
}

} // namespace

int main() {
  fs::path root = fs::absolute("tree");
  fs::remove_all(root);
  fill(root);
  CHECK(sizeOf(root) > 0);
  CHECK(sorted(root).size() == countAll(root));
  fs::copy_file(root / "one", root / "copy");
  fs::copy(root / "a", root / "c", fs::copy_options::recursive);
  fs::rename(root / "copy", root / "moved");
  fs::resize_file(root / "moved", 100);
  CHECK(fs::file_size(root / "moved") == 100 && !fs::is_empty(root));
  fs::permissions(root / "moved", fs::perms::owner_read);
  CHECK(fs::equivalent(root / "one", root / "link"));
  CHECK(fs::read_symlink(root / "link") == "one");
  CHECK(fs::canonical(root / "link") == fs::canonical(root / "one"));
  CHECK(fs::status(root / "two").type() == fs::file_type::regular);
  CHECK(fs::last_write_time(root) > fs::file_time_type::min());
  fs::directory_entry entry(root / "two");
  entry.refresh();
  fs::remove(root / "two");
  CHECK(fs::space(root).capacity > 0);
  fs::current_path(root);
  return fs::is_directory("a/b") ? 0 : 1;
}
