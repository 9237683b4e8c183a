// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/link/Descriptors.h"

#include <algorithm>

namespace coax {

/// In a program that is whole, a function that nothing names is never called.
static bool isNeverCalled(const Function &function) {
  return function.incoming.empty() && !function.addressEscapes && !function.facts.isMain &&
         function.facts.overrides.empty() && !function.facts.lambda;
}

static bool isWhole(const Program &program) {
  return std::any_of(program.functions.begin(), program.functions.end(),
                     [](const Function &function) { return function.facts.isMain; });
}

Descriptors::Descriptors(const Program &program, const Symbols &symbols, const Matches &matches)
    : program_(program), symbols_(symbols) {
  const bool whole = isWhole(program);
  for (FunctionIndex i = 0; i < program.functions.size(); ++i) {
    const std::vector<CallSite> &calls = program.functions[i].facts.calls;
    const bool never = whole && isNeverCalled(program.functions[i]);
    for (std::size_t call = 0; call < calls.size(); ++call)
      if (const CatalogEntry *entry = matches.of(i, call);
          entry && entry->makes != DescriptorMode::Unchanged &&
          !(never && entry->makes == DescriptorMode::Blocking))
        note(i, calls[call], *entry);
  }
  while (followSetters())
    ;
}

void Descriptors::note(FunctionIndex function, const CallSite &call, const CatalogEntry &entry) {
  if (entry.of < 0)
    set(function, call, call.into, entry.makes);
  else if (static_cast<std::size_t>(entry.of) < call.arguments.size())
    set(function, call, call.arguments[static_cast<std::size_t>(entry.of)], entry.makes);
}

void Descriptors::set(FunctionIndex function, const CallSite &call, const Text &storage,
                      DescriptorMode mode) {
  if (storage.empty())
    return;
  Modes &modes = modes_[&storage.str()];
  if (mode == DescriptorMode::Blocking)
    modes.blocking = true;
  else
    modes.nonblocking.push_back({function, call.range.begin});
}

/// True if callers of `function` have to be looked at again.
bool Descriptors::set(FunctionIndex function, const CallSite &call, const Argument &argument,
                      DescriptorMode mode) {
  set(function, call, argument.place, mode);
  if (argument.parameter < 0)
    return false;
  auto [known, isNew] =
      setters_.try_emplace({function, static_cast<unsigned>(argument.parameter)}, mode);
  setterNames_.insert(&program_.functions[function].facts.id.usr.str());
  if (isNew || known->second == mode || known->second == DescriptorMode::Blocking)
    return isNew;
  known->second = DescriptorMode::Blocking; // both: nothing is known
  return true;
}

bool Descriptors::followSetters() {
  bool changed = false;
  if (setters_.empty())
    return false;
  for (FunctionIndex i = 0; i < program_.functions.size(); ++i)
    for (const CallSite &call : program_.functions[i].facts.calls)
      if (setterNames_.contains(&call.callee.usr.str()))
        changed |= followSetters(i, call);
  return changed;
}

bool Descriptors::followSetters(FunctionIndex function, const CallSite &call) {
  bool changed = false;
  for (FunctionIndex callee : symbols_.callees(function, call))
    for (std::size_t i = 0; i < call.arguments.size(); ++i)
      if (auto setter = setters_.find({callee, static_cast<unsigned>(i)});
          setter != setters_.end()) {
        DescriptorMode mode = setter->second;
        changed |= set(function, call, call.arguments[i], mode);
      }
  return changed;
}

bool Descriptors::isNonblocking(FunctionIndex function, const CallSite &call,
                                const CatalogEntry &entry) const {
  if (entry.descriptor < 0 || static_cast<std::size_t>(entry.descriptor) >= call.arguments.size())
    return false;
  const Text &storage = call.arguments[static_cast<std::size_t>(entry.descriptor)].place;
  auto modes = storage.empty() ? modes_.end() : modes_.find(&storage.str());
  if (modes == modes_.end() || modes->second.blocking)
    return false;
  return std::any_of(modes->second.nonblocking.begin(), modes->second.nonblocking.end(),
                     [&](const Setting &setting) {
                       return setting.function != function || setting.place < call.range.begin;
                     });
}

} // namespace coax
