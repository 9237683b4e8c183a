// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rewriters/plan/LockHandOvers.h"

#include <algorithm>

namespace coax {
namespace {

/// What the caller gives to `lock_it(&q->mutex)` says more than the name of the parameter.
std::string mutexAt(const CallSite &call, const FunctionFacts &callee) {
  if (!call.arguments.empty() && !call.arguments.front().text.empty()) {
    std::string text = call.arguments.front().text.str();
    return text[0] == '&' ? text.substr(1) : text;
  }
  for (const auto *locks : {&callee.locksKept, &callee.locksGivenBack})
    if (!locks->empty())
      return locks->front().mutex.str();
  return callee.name.str();
}

} // namespace

LockHandOvers::LockHandOvers(const Program &program)
    : program_(program), net_(program.functions.size()), events_(program.functions.size()) {
  spread();
}

void LockHandOvers::addCalled(const Edge &edge, Events &events) const {
  const Net &net = net_[edge.to];
  const CallSite &call = program_.call(edge);
  const bool held = !call.locks.empty();
  if (!program_.runsInCaller(edge) || edge.never || !(net.takes || net.gives))
    return;
  if (net.takes && net.gives && held) // it gives back for a while
    return;
  HeldLock lock;
  lock.mutex = mutexAt(call, program_.functions[edge.to].facts);
  // A guard is given back in the block that declares it.
  if (program_.functions[edge.to].facts.constructor)
    lock.location = call.range.begin;
  if (net.gives)
    events.push_back({false, held, lock, call.range.begin});
  if (net.takes)
    events.push_back({true, held, lock, call.range.begin});
}

LockHandOvers::Events LockHandOvers::eventsIn(FunctionIndex f) const {
  const FunctionFacts &facts = program_.functions[f].facts;
  Events events;
  for (const HeldLock &lock : facts.locksKept)
    events.push_back({true, false, {lock.mutex, lock.type, {}, {}, {}}, lock.location});
  for (const HeldLock &lock : facts.locksGivenBack)
    events.push_back({false, false, {lock.mutex, lock.type, {}, {}, {}}, lock.location});
  for (std::size_t e : program_.functions[f].outgoing)
    addCalled(program_.edges[e], events);
  std::stable_sort(events.begin(), events.end(),
                   [](const Event &a, const Event &b) { return a.place < b.place; });
  return events;
}

/// What is taken and later given back is nobody else's matter.
LockHandOvers::Net LockHandOvers::netOf(const Events &events) const {
  if (events.empty())
    return {};
  return {events.back().takes, !events.front().takes && !events.front().held};
}

void LockHandOvers::spread() {
  std::vector<FunctionIndex> work;
  for (FunctionIndex f = 0; f < net_.size(); ++f) {
    const FunctionFacts &facts = program_.functions[f].facts;
    if (!facts.locksKept.empty() || !facts.locksGivenBack.empty())
      work.push_back(f);
  }
  // Functions that call each other could change each other's result for ever.
  constexpr unsigned enough = 8;
  std::vector<unsigned> visits(net_.size(), 0);
  for (std::size_t next = 0; next < work.size(); ++next) {
    const FunctionIndex f = work[next];
    events_[f] = eventsIn(f);
    const Net net = netOf(events_[f]);
    if (net == net_[f] || ++visits[f] > enough)
      continue;
    net_[f] = net;
    for (std::size_t e : program_.functions[f].incoming)
      if (program_.runsInCaller(program_.edges[e]))
        work.push_back(program_.edges[e].from);
  }
}

std::string LockHandOvers::clauseFor(FunctionIndex f) const {
  if (net_[f].takes && net_[f].gives)
    return "gives back a lock of its caller for a while";
  if (net_[f].takes)
    return "takes a lock that its caller gives back";
  return net_[f].gives ? "gives back a lock that its caller took" : "";
}

const HeldLock *LockHandOvers::heldAt(FunctionIndex f, std::size_t call) const {
  const Location &place = program_.functions[f].facts.calls[call].range.begin;
  const Events &events = events_[f];
  auto next = std::find_if(events.begin(), events.end(),
                           [&](const Event &event) { return !(event.place < place); });
  // Branches that leave give back before they do, so that one who gives back may not be the last.
  const bool taken = next != events.begin() && std::prev(next)->takes;
  const bool givenBack = next != events.end() && !next->takes;
  if (!taken && !givenBack)
    return nullptr;
  for (auto before = next; before != events.begin();)
    if ((--before)->takes)
      return &before->lock;
  return givenBack ? &next->lock : nullptr;
}

bool LockHandOvers::changesIn(FunctionIndex f, const Range &call) const {
  return std::any_of(events_[f].begin(), events_[f].end(), [&](const Event &event) {
    return event.place != call.begin && call.contains(event.place);
  });
}

} // namespace coax
