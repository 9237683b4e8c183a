// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rewriters/edits/Apply.h"

#include "analyzers/base/Error.h"
#include "analyzers/base/Files.h"

#include <cassert>

namespace coax {

std::string applyEdits(std::string_view content, llvm::ArrayRef<Edit> edits) {
  std::string result;
  std::size_t copied = 0;
  for (const Edit &edit : edits) {
    assert(edit.offset >= copied && "edits are ordered and do not overlap");
    assert(edit.offset + edit.length <= content.size() && "edits lie within the file");
    result.append(content.substr(copied, edit.offset - copied)).append(edit.text);
    copied = edit.offset + edit.length;
  }
  result.append(content.substr(copied));
  return result;
}

/// The edits at the front of `edits` that belong to the same file.
static llvm::ArrayRef<Edit> firstFile(llvm::ArrayRef<Edit> edits) {
  const std::string &file = edits.front().file;
  return edits.take_while([&](const Edit &edit) { return edit.file == file; });
}

llvm::Expected<std::vector<FileChange>> computeChanges(llvm::ArrayRef<Edit> edits) {
  std::vector<FileChange> changes;
  while (!edits.empty()) {
    llvm::ArrayRef<Edit> ofFile = firstFile(edits);
    edits = edits.drop_front(ofFile.size());
    const std::string &file = ofFile.front().file;
    llvm::Expected<std::string> before = readFile(file);
    if (!before)
      return before.takeError();
    if (ofFile.back().offset + ofFile.back().length > before->size())
      return makeError("{0} changed while it was analysed: run coax again", file);
    std::string after = applyEdits(*before, ofFile);
    if (after != *before)
      changes.push_back({file, std::move(*before), std::move(after)});
  }
  return changes;
}

} // namespace coax
