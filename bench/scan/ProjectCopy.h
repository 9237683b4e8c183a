// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A configured project copied to a temporary folder, so that a bench can edit it.
#pragma once

#include <llvm/Support/Error.h>

#include <string>

namespace coax {

/// Owns the copy; it is removed with this object.
class ProjectCopy {
public:
  /// Copies `project`, an absolute path with a build/compile_commands.json in it. Where that file
  /// names the project, the copy's names the copy. Fails if anything cannot be read or written.
  static llvm::Expected<ProjectCopy> of(const std::string &project);

  ProjectCopy(ProjectCopy &&other) noexcept : folder_(std::move(other.folder_)) {
    other.folder_.clear();
  }
  ProjectCopy &operator=(ProjectCopy &&) = delete;
  ~ProjectCopy();

  /// The copy of the project.
  std::string path() const { return folder_ + "/project"; }
  /// An empty folder beside it.
  std::string cache() const { return folder_ + "/cache"; }

  /// Adds a comment to `file`, another one each time.
  llvm::Error edit(const std::string &file);

private:
  explicit ProjectCopy(std::string folder) : folder_(std::move(folder)) {}

  std::string folder_;
  unsigned edits_ = 0;
};

} // namespace coax
