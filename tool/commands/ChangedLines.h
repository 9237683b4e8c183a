// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which lines of the sources are not as they were at a revision, by the word of git.
#pragma once

#include <llvm/ADT/StringRef.h>
#include <llvm/Support/Error.h>

#include <map>
#include <set>
#include <string>

namespace coax {

class ChangedLines {
public:
  /// 1-based. `file` is absolute, with symbolic links resolved.
  void addLine(const std::string &file, unsigned line) { lines_[file].insert(line); }
  void addFile(const std::string &file) { files_.insert(file); }

  /// True if a line from `first` to `last`, both included, was added or changed. `file` may be
  /// named through symbolic links.
  bool touches(const std::string &file, unsigned first, unsigned last) const;

private:
  std::map<std::string, std::set<unsigned>> lines_;
  std::set<std::string> files_; ///< new as a whole
  mutable std::map<std::string, std::string> realPaths_;
};

/// Adds the lines that a diff of git adds, with any number of lines of context; names in it are
/// relative to `top` and follow the prefix "b/". Lines that were only removed leave no trace. Fails
/// where the diff says that it lacks something: a submodule without the commits.
llvm::Error addDiff(ChangedLines &changed, llvm::StringRef diff, const std::string &top);

/// What changed between `revision` and the files as they are now, in the repository that holds
/// `directory` and its submodules. "A..." is the point where the current branch left A. Renamed
/// files are compared with what they were; files that git neither tracks nor ignores are new.
/// Fails if `directory` is in no repository, or git does not know the revision.
llvm::Expected<ChangedLines> changedSince(const std::string &revision,
                                          const std::string &directory);

} // namespace coax
