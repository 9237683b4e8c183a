// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Units parsed by forks of a process that has read their system headers already. The processes form
// a chain, one for each stage of headers; each forks the next stage or a unit, and waits for it.
#pragma once

#include "analyzers/tu/CompileUnit.h"
#include "tool/pipeline/HeaderTree.h"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <sys/types.h>
#include <vector>

namespace coax {

/// Each process reads the headers for itself, so they must be for more units than processes.
constexpr bool worthSharing(std::size_t units, std::size_t jobs) { return units > jobs; }

/// For use in one process at a time: a fork of its user starts a chain of its own. Its processes
/// end with their parents.
class WarmParser {
public:
  /// `units` and `uses` go together; both must outlive this object. `jobs`: how many processes
  /// share the units among them.
  WarmParser(const std::vector<CompileUnit> &units, const std::vector<HeaderUse> &uses,
             std::size_t jobs);
  WarmParser(const WarmParser &) = delete;
  WarmParser &operator=(const WarmParser &) = delete;
  ~WarmParser() { stop(); }

  /// The order in which units cost least.
  const std::vector<std::size_t> &order() const { return tree_.order; }

  /// toBytes() of what summarize() gives for a unit. Nothing if the unit has to be summarised
  /// alone: it shares nothing, does not fit, does not compile, or its process crashed.
  std::optional<std::string> summarize(std::size_t unit);

private:
  friend class WarmServer;

  const std::vector<CompileUnit> &units_;
  const std::vector<HeaderUse> &uses_;
  HeaderTree tree_;
  std::set<std::string> hopeless_; ///< keys under which the headers themselves gave trouble
  pid_t process_ = -1;             ///< the first of the chain
  int descriptor_ = -1;            ///< whoever is last in the chain answers
  std::string key_;                ///< of the units that the chain is for
  std::vector<Headers> reached_;   ///< the stages that are read

  bool start(std::size_t unit);
  void stop();
  bool reach(std::size_t unit);
};

} // namespace coax
