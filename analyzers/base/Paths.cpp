// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/base/Paths.h"

#include <llvm/ADT/SmallString.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Path.h>

namespace coax {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

static llvm::StringRef ref(std::string_view text) { return {text.data(), text.size()}; }

std::string absolutePath(std::string_view text, std::string_view directory) {
  if (text.empty())
    return {};
  llvm::SmallString<256> result(ref(text));
  if (!path::is_absolute(result)) {
    llvm::SmallString<256> base(ref(directory));
    if (!path::is_absolute(base))
      fs::make_absolute(base);
    path::append(base, result);
    result = base;
  }
  path::remove_dots(result, /*remove_dot_dot=*/true);
  return std::string(result);
}

bool isWithin(std::string_view text, std::string_view directory) {
  while (directory.size() > 1 && directory.back() == '/')
    directory.remove_suffix(1);
  if (!text.starts_with(directory))
    return false;
  return text.size() == directory.size() || directory == "/" || text[directory.size()] == '/';
}

std::string relativeTo(std::string_view text, std::string_view root) {
  while (root.size() > 1 && root.back() == '/')
    root.remove_suffix(1);
  if (root.empty() || text.size() <= root.size() || !isWithin(text, root))
    return std::string(text);
  return std::string(text.substr(root == "/" ? 1 : root.size() + 1));
}

std::string realPath(std::string_view text) {
  llvm::SmallString<256> result;
  if (fs::real_path(ref(text), result))
    return absolutePath(text);
  return std::string(result);
}

std::optional<std::string> findUpward(std::string_view start, std::string_view name) {
  std::string directory = absolutePath(start.empty() ? "." : start);
  while (true) {
    llvm::SmallString<256> candidate(directory);
    path::append(candidate, ref(name));
    if (fs::exists(candidate))
      return std::string(candidate);
    llvm::StringRef parent = path::parent_path(directory);
    if (parent.empty())
      return std::nullopt;
    directory = parent.str();
  }
}

} // namespace coax
