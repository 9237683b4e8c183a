// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tests/recall/SeenSites.h"

#include "analyzers/profile/FunctionName.h"

#include <llvm/ADT/StringRef.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <tuple>

namespace coax::recall {
namespace {

using Frames = std::vector<Frame>;

bool isBelow(const std::string &file, const std::string &root) {
  return llvm::StringRef(std::filesystem::path(file).lexically_normal().string())
      .starts_with(root + "/");
}

/// What runs inside of exit() is not asked for by who calls it: destructors of static objects and
/// handlers are user code of their own right, the rest is the library closing its streams.
bool isExit(const Frame &frame) {
  return frame.function == "exit" || frame.function == "quick_exit";
}

/// Made by the compiler to run initialisers; those of headers have no other frame in user code.
bool isGenerated(const Frame &frame) {
  return llvm::StringRef(frame.function).starts_with("_GLOBAL__sub_");
}

/// Functions that only wait if another thread is in the way.
bool isLock(const std::string &call) {
  static const std::set<std::string> locks = {"pthread_mutex_lock",
                                              "pthread_spin_lock",
                                              "pthread_rwlock_rdlock",
                                              "mtx_lock",
                                              "pthread_rwlock_wrlock",
                                              "pthread_once",
                                              "call_once",
                                              "flockfile"};
  return locks.contains(call);
}

/// The C++ library opens its files with fopen() but reads and writes their descriptors: nothing is
/// in the FILE's buffer, and its fclose() is a close(2), which does not wait.
bool onlyCloses(const Stack &stack) {
  return stack.call == "fclose" &&
         llvm::StringRef(stack.frames.front().function).starts_with("std::__basic_file<");
}

/// Code of the program or of a header that it includes, not of a compiled library; but for the once
/// flag in the shared state of a future, which only an error makes two threads set.
bool locksForTheUser(const Frame &frame) {
  return !frame.file.empty() &&
         !llvm::StringRef(frame.function).contains("std::__future_base::_State_baseV2::");
}

} // namespace

std::optional<SeenSite> siteOf(const Stack &stack, const std::string &root) {
  auto end = std::find_if(stack.frames.begin(), stack.frames.end(), isExit);
  auto user = std::find_if(stack.frames.begin(), end,
                           [&](const Frame &frame) { return isBelow(frame.file, root); });
  if (user == end || isGenerated(*user) || onlyCloses(stack))
    return std::nullopt;
  if (isLock(stack.call) && !std::all_of(stack.frames.begin(), user, locksForTheUser))
    return std::nullopt;
  SeenSite site;
  site.place = {std::filesystem::path(user->file).lexically_normal().string(), user->line,
                user->column};
  site.callee = user == stack.frames.begin() ? stack.call : qualifiedName((user - 1)->function);
  for (auto frame = stack.frames.begin(); frame != user; ++frame)
    site.inner.insert(frame->function);
  site.calls.insert(stack.call);
  site.waited = stack.waited;
  return site;
}

std::vector<SeenSite> seenSites(const std::vector<Stack> &stacks, const std::string &root) {
  std::map<std::tuple<Location, std::string>, SeenSite> sites;
  for (const Stack &stack : stacks) {
    std::optional<SeenSite> site = siteOf(stack, root);
    if (!site)
      continue;
    auto [slot, isNew] = sites.try_emplace({site->place, site->callee}, *site);
    slot->second.inner.merge(site->inner);
    slot->second.calls.merge(site->calls);
    slot->second.waited |= site->waited;
  }
  std::vector<SeenSite> result;
  for (auto &[key, site] : sites)
    result.push_back(std::move(site));
  return result;
}

} // namespace coax::recall
