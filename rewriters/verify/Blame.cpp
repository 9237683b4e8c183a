// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rewriters/verify/Blame.h"

#include <algorithm>

namespace coax {
namespace {

std::size_t offsetOf(const std::string &text, unsigned line, unsigned column) {
  std::size_t at = 0;
  for (unsigned i = 1; i < line && at != std::string::npos; ++i) {
    at = text.find('\n', at);
    at = at == std::string::npos ? at : at + 1;
  }
  return std::min(text.size(), at == std::string::npos ? text.size() : at + column - 1);
}

Location locationOf(const FileChange &change, std::size_t offset) {
  Location place{change.file, 1, 1};
  for (std::size_t i = 0; i < offset && i < change.before.size(); ++i)
    if (change.before[i] == '\n') {
      ++place.line;
      place.column = 1;
    } else {
      ++place.column;
    }
  return place;
}

/// Bytes of the changed text ⇒ bytes of the original.
std::size_t originalOffset(const std::string &file, const std::vector<Edit> &edits,
                           std::size_t changed) {
  std::ptrdiff_t shift = 0;
  for (const Edit &edit : edits) {
    if (edit.file != file)
      continue;
    std::size_t begin = edit.offset + shift;
    if (changed < begin)
      break;
    if (changed < begin + edit.text.size())
      return edit.offset;
    shift +=
        static_cast<std::ptrdiff_t>(edit.text.size()) - static_cast<std::ptrdiff_t>(edit.length);
  }
  return changed - shift;
}

const FunctionFacts *innermostFunction(const Program &program, const Location &place) {
  const FunctionFacts *best = nullptr;
  for (const Function &function : program.functions) {
    const FunctionFacts &facts = function.facts;
    bool holds = facts.extent.contains(place) || facts.location == place;
    bool inner = !best || best->extent.begin < facts.extent.begin;
    if (holds && inner)
      best = &facts;
  }
  return best;
}

const FunctionPlan *planOf(const Plan &plan, const SymbolId &function) {
  for (const FunctionPlan &entry : plan.functions)
    if (entry.id == function)
      return &entry;
  return nullptr;
}

const FunctionPlan *planOfSignature(const Plan &plan, const std::string &signature) {
  for (const FunctionPlan &entry : plan.functions)
    if (entry.function == signature)
      return &entry;
  return nullptr;
}

const CallPlan *lastCallBefore(const Location &place, const SymbolId &function, const Plan &plan) {
  const CallPlan *last = nullptr;
  for (const CallPlan &call : plan.calls)
    if (call.function == function && call.action != CallAction::Keep &&
        call.range.begin.line <= place.line && call.range.begin.file == place.file)
      last = &call;
  return last;
}

std::optional<Refusal> blameAt(const Location &place, const std::string &reason,
                               const Program &program, const Plan &plan) {
  const FunctionFacts *facts = innermostFunction(program, place);
  const CallPlan *nearest = nullptr;
  for (const CallPlan &call : plan.calls) {
    bool here = call.range.contains(place) && call.action != CallAction::Keep;
    if (here && (!nearest || nearest->range.begin < call.range.begin))
      nearest = &call;
  }
  if (nearest && nearest->action == CallAction::Bridge) {
    const FunctionPlan *callee = planOfSignature(plan, nearest->callee);
    if (callee)
      return Refusal::ofFunction(callee->id, reason);
  } else if (nearest) {
    return Refusal{nearest->function, nearest->range, nearest->action, reason};
  }
  const FunctionPlan *owner = facts ? planOf(plan, facts->id) : nullptr;
  if (!owner || owner->decision != Decision::Await)
    return std::nullopt;
  // Without its root nothing is migrated, and a coroutine stays one: one of its calls goes first.
  bool stays = owner->root || owner->already;
  if (const CallPlan *call = stays ? lastCallBefore(place, owner->id, plan) : nullptr)
    return Refusal{call->function, call->range, call->action, reason};
  return Refusal::ofFunction(owner->id, reason);
}

std::optional<Refusal> blameNearestEdit(const FileChange &change, const std::vector<Edit> &edits,
                                        const Location &place, const std::string &reason) {
  std::size_t offset = offsetOf(change.before, place.line, place.column);
  const Edit *nearest = nullptr;
  for (const Edit &edit : edits)
    if (edit.file == change.file && edit.offset <= offset && !edit.owner.empty())
      nearest = &edit;
  if (!nearest)
    return std::nullopt;
  return Refusal::ofFunction({nearest->owner}, reason);
}

} // namespace

Location originalPlace(const FileChange &change, const std::vector<Edit> &edits,
                       const Location &changed) {
  std::size_t offset = offsetOf(change.after, changed.line, changed.column);
  return locationOf(change, originalOffset(change.file, edits, offset));
}

std::optional<Refusal> blame(const CompileError &error, const std::vector<FileChange> &changes,
                             const std::vector<Edit> &edits, const Program &program,
                             const Plan &plan) {
  std::string reason = "would not compile: " + error.message;
  std::optional<Refusal> last;
  for (const Location &place : error.places)
    for (const FileChange &change : changes) {
      if (change.file != place.file)
        continue;
      Location before = originalPlace(change, edits, place);
      if (auto refusal = blameAt(before, reason, program, plan))
        return refusal;
      if (!last)
        last = blameNearestEdit(change, edits, before, reason);
    }
  return last;
}

} // namespace coax
