// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Content and edits ⇒ content. Plain text; no IO except in computeChanges().
#pragma once

#include "analyzers/model/Edit.h"

#include <llvm/ADT/ArrayRef.h>
#include <llvm/Support/Error.h>

#include <string>
#include <string_view>
#include <vector>

namespace coax {

/// One file before and after. Both contents are whole files, byte for byte.
struct FileChange {
  std::string file; ///< absolute, normalised path
  std::string before;
  std::string after;

  bool operator==(const FileChange &) const = default;
};

/// Applies the edits of one file, ordered and free of overlap as mergeEdits() leaves them. An edit
/// beyond the end of `content` is our bug (assert).
std::string applyEdits(std::string_view content, llvm::ArrayRef<Edit> edits);

/// Reads every file that `edits` (merged) name and applies them. Files that come out equal are left
/// out. Fails as readFile() does, and if an edit lies beyond the end of its file: the file is not
/// the one that was analysed.
llvm::Expected<std::vector<FileChange>> computeChanges(llvm::ArrayRef<Edit> edits);

} // namespace coax
