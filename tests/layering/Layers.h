// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The table of docs/architecture.md and a source tree ⇒ what the tree does that the table forbids.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace coax::layering {

/// Folder ⇒ the folders it may include, itself and what they may include among them, and "clang".
/// Folders are paths without the last slash, such as "analyzers/base".
using Layers = std::map<std::string, std::set<std::string>>;

/// Reads the table whose last column is headed "may include". Entries in that column are the last
/// component of a folder, "clang", "everything" or "–". Throws std::runtime_error on an unknown
/// entry and on a page without the table.
Layers parseLayers(std::string_view page);

/// The names between quotes or angles of the `#include` lines.
std::vector<std::string> includesOf(std::string_view source);

/// The words of a CMakeLists.txt, without comments.
std::vector<std::string> wordsOf(std::string_view cmake);

/// Checks every source file and CMakeLists.txt under the top folders that the table names. Sorted
/// lines "FILE: what is wrong".
std::vector<std::string> violations(const Layers &layers, const std::string &root);

} // namespace coax::layering
