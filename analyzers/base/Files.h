// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The seam to the file system: whole files in, whole files out.
#pragma once

#include <llvm/Support/Error.h>

#include <string>
#include <string_view>

namespace coax {

/// The content of a file, byte for byte. Fails with "cannot read PATH: REASON".
llvm::Expected<std::string> readFile(const std::string &path);

/// Replaces or creates `path`: a temporary file in the same directory, then rename(2). Readers see
/// the old content or the new, never a part. Creates missing directories. Permissions of an
/// existing file are kept. Fails with "cannot write PATH: REASON"; then nothing was changed.
llvm::Error writeFileAtomically(const std::string &path, std::string_view content);

} // namespace coax
