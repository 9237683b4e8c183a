// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Paths as text. Everything inside coax is absolute and normalised: no ".", no "..", no doubled
// separators. Symbolic links are not resolved: people know their files by the names they use.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace coax {

/// `path` made absolute against `directory` (the working directory if empty) and normalised.
/// An empty path stays empty. Does not touch the file system when `directory` is absolute.
std::string absolutePath(std::string_view path, std::string_view directory = {});

/// `path` as seen from `root` if it lies below it, else unchanged. Both absolute and normalised.
std::string relativeTo(std::string_view path, std::string_view root);

/// True if `path` is `directory` or lies below it. Both absolute and normalised.
bool isWithin(std::string_view path, std::string_view directory);

/// `path` with every symbolic link resolved; the normalised path itself where that fails.
std::string realPath(std::string_view path);

/// The nearest `name` in `start` or a directory above it, as a full path.
std::optional<std::string> findUpward(std::string_view start, std::string_view name);

} // namespace coax
