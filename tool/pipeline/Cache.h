// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Summaries of earlier runs, found by content: an entry is valid while the command, the tool and
// every file that the parse read are the same, byte for byte. Time stamps play no part.
#pragma once

#include "analyzers/model/TuSummary.h"
#include "analyzers/tu/CompileUnit.h"

#include <llvm/ADT/StringMap.h>

#include <chrono>
#include <mutex>
#include <optional>
#include <string>

namespace coax {

class Cache {
public:
  /// Entries stand in `directory`, one file a unit; an empty name turns the cache off. Content of
  /// files is hashed once and remembered: an object must not outlive one run of the tool.
  explicit Cache(std::string directory);

  /// Nothing if there is no valid entry. A damaged entry is no entry. From any thread.
  std::optional<TuSummary> find(const CompileUnit &unit);

  /// Keeps the summary of a unit that compiled. Not if a file it read changed since the run
  /// started: what was parsed is then not known. Failures to write are logged, not returned.
  void store(const CompileUnit &unit, const TuSummary &summary, const std::string &bytes);

  /// $XDG_CACHE_HOME/coax or ~/.cache/coax; empty if neither variable is set.
  static std::string defaultDirectory();

private:
  struct FileState {
    std::uint64_t hash = 0;
    bool readable = false;
    bool settled = false; ///< not modified since the run started
  };
  std::string directory_;
  std::chrono::system_clock::time_point started_ = std::chrono::system_clock::now();
  std::mutex reading_; ///< guards the files
  llvm::StringMap<FileState> files_;

  FileState state(const std::string &file);
  std::string entryFor(const CompileUnit &unit) const;
};

} // namespace coax
