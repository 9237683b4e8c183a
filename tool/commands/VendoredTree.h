// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The runtime's sources ⇒ a folder of another project that holds them, all or nothing. The folder
// carries a note with the hash of each file, by which the next run knows it for its own.
#pragma once

#include <llvm/Support/Error.h>

#include <map>
#include <string>
#include <vector>

namespace coax {

/// The name of the note.
inline constexpr const char *vendorNote = "VENDORED";

/// Name in the folder, with slashes ⇒ content.
using SourceFiles = std::map<std::string, std::string>;

/// What a project needs to build the runtime that stands in `runtime`, with the license beside it
/// and the note. Fails if a part cannot be read.
llvm::Expected<SourceFiles> filesToVendor(const std::string &runtime, const std::string &version);

/// What stands where a copy is to go.
struct VendorTarget {
  SourceFiles files;                ///< all of it; empty also where there is no folder
  bool isVendored = false;          ///< has a note
  std::vector<std::string> changed; ///< files that the note does not know so: edited or added
};

/// Fails if `directory` is no folder or cannot be read.
llvm::Expected<VendorTarget> readVendorTarget(const std::string &directory);

/// Makes `directory` hold `files` and nothing else: written beside it, then put in its place by one
/// rename. Fails with nothing changed. Creates missing directories above it.
llvm::Error replaceDirectory(const std::string &directory, const SourceFiles &files);

} // namespace coax
