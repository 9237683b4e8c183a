// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a write is about to do, on disk before it does it, so that the next run can take back one
// that was interrupted. One file in the project root; locked while its write lives.
//
// Text: one line of JSON for the plan, then, once every file is in place, one line "done". A
// journal without its whole first line was interrupted before anything was touched.
#pragma once

#include <llvm/Support/Error.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coax {

/// One file of a write. The three names are in one directory, so that rename(2) is atomic.
struct JournalEntry {
  std::string file;   ///< absolute; symbolic links resolved
  std::string staged; ///< holds the new content until it is renamed to `file`
  std::string backup; ///< the old file
  std::string after;  ///< hash of the new content, as contentHash() gives it
};

/// SHA-256 in lower-case hexadecimal.
std::string contentHash(std::string_view content);

/// The journal of one project. Owns the lock on it; not copyable. Closing (destruction) leaves the
/// file on disk: a journal goes by remove().
class Journal {
public:
  /// The name of the file in the project root.
  static constexpr std::string_view fileName = ".coax-journal";

  /// Creates and locks the journal of `root`. Fails if one is there: somebody else writes, or an
  /// interrupted write has not been taken back.
  static llvm::Expected<Journal> create(const std::string &root);

  /// Opens and locks the journal of `root` if there is one. Fails if it is locked by a running
  /// process.
  static llvm::Expected<std::optional<Journal>> open(const std::string &root);

  Journal(Journal &&other) noexcept;
  Journal &operator=(Journal &&) = delete;
  ~Journal();

  /// Writes the plan and waits until it is on disk.
  llvm::Error writePlan(const std::vector<JournalEntry> &entries);
  /// Writes that every file is in place: from here on there is nothing to take back.
  llvm::Error writeDone();

  /// The plan as it stands on disk; empty if it is not complete. `done` says whether writeDone()
  /// was reached.
  llvm::Expected<std::vector<JournalEntry>> readPlan(bool &done) const;

  /// Deletes the file and gives up the lock.
  llvm::Error remove();

private:
  Journal(std::string path, int descriptor) : path_(std::move(path)), descriptor_(descriptor) {}
  llvm::Error append(std::string_view line);

  std::string path_;
  int descriptor_;
};

} // namespace coax
