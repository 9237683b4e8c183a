// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Locks that one function takes and another one gives back: `lock_queue(q); …; unlock_queue(q);`.
// Most mutexes belong to the thread that locked them. Program ⇒ LockHandOvers.
#pragma once

#include "analyzers/model/Program.h"

#include <vector>

namespace coax {

class LockHandOvers {
public:
  /// Linear in functions and edges, but for chains of functions that hand locks on.
  explicit LockHandOvers(const Program &program);

  /// Why the function must run on the thread of its callers, as a clause for people; empty if it
  /// need not.
  std::string clauseFor(FunctionIndex f) const;
  bool handsOver(FunctionIndex f) const { return net_[f].takes || net_[f].gives; }

  /// What a function that was called before took and one that is called later gives back; null if
  /// there is nothing.
  const HeldLock *heldAt(FunctionIndex f, std::size_t call) const;
  /// True if a lock is taken or given back while the operands of a call are evaluated.
  bool changesIn(FunctionIndex f, const Range &call) const;

private:
  struct Net {
    bool takes = false; ///< returns with a lock held
    bool gives = false; ///< unlocks what it did not lock
    bool operator==(const Net &) const = default;
  };
  struct Event {
    bool takes;
    bool held; ///< one that the function itself has locked is held, as far as is seen
    HeldLock lock;
    Location place;
  };
  using Events = std::vector<Event>;

  Events eventsIn(FunctionIndex f) const;
  void addCalled(const Edge &edge, Events &events) const;
  Net netOf(const Events &events) const;
  void spread();

  const Program &program_;
  std::vector<Net> net_;
  std::vector<Events> events_; ///< by place
};

} // namespace coax
