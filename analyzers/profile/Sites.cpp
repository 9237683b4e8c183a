// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/profile/Sites.h"

#include "analyzers/profile/FunctionName.h"

#include <algorithm>
#include <array>

namespace coax {

namespace {

bool beginsWithAny(std::string_view text, auto prefixes) {
  return std::any_of(prefixes.begin(), prefixes.end(),
                     [&](std::string_view prefix) { return text.starts_with(prefix); });
}

bool isSystemModule(std::string_view path) {
  static constexpr auto folders = std::to_array<std::string_view>(
      {"/lib/", "/lib64/", "/lib32/", "/usr/lib/", "/usr/lib64/", "/usr/libexec/", "[vdso]"});
  return beginsWithAny(path, folders);
}

/// Headers of the compiler and the system, and sources of the C library as distributions build it.
bool isSystemFile(std::string_view path) {
  static constexpr auto folders = std::to_array<std::string_view>(
      {"/usr/include/", "/usr/lib/",   "./csu/",      "./elf/",          "./inet/",   "./io/",
       "./libio/",      "./misc/",     "./nptl/",     "./nss/",          "./posix/",  "./resolv/",
       "./rt/",         "./signal/",   "./socket/",   "./stdio-common/", "./stdlib/", "./sysdeps/",
       "./time/",       "../sysdeps/", "/build/glibc"});
  return beginsWithAny(path, folders) || path.find("/include/c++/") != std::string_view::npos ||
         path.find("/libstdc++-v3/") != std::string_view::npos;
}

/// Without debug information only the name is left to tell.
bool isSystemName(std::string_view name) {
  static constexpr auto prefixes = std::to_array<std::string_view>(
      {"_", "std::", "pthread_", "sem_", "epoll_", "clock_", "start_thread", "clone"});
  static constexpr auto calls = std::to_array<std::string_view>(
      {"accept",  "accept4",  "close",   "connect",     "fdatasync", "fgets",    "fopen64", "fread",
       "fsync",   "fwrite",   "futex",   "getaddrinfo", "nanosleep", "open",     "open64",  "poll",
       "ppoll",   "pread",    "pread64", "pselect",     "pwrite",    "pwrite64", "read",    "readv",
       "recv",    "recvfrom", "recvmsg", "select",      "send",      "sendmsg",  "sendto",  "sleep",
       "syscall", "usleep",   "wait4",   "waitpid",     "write",     "writev"});
  return beginsWithAny(name, prefixes) ||
         std::find(calls.begin(), calls.end(), name) != calls.end();
}

/// Names of threads on which the runtime runs what was offloaded.
constexpr auto poolThreads = std::to_array<std::string_view>({"coax-pool", "coax-dns"});

bool isRuntimeName(std::string_view name, std::string_view file) {
  if (!name.starts_with("coax::"))
    return false;
  return file.empty() || name.starts_with("coax::detail::") ||
         file.find("/include/coax/") != std::string_view::npos ||
         file.find("/runtime/src/") != std::string_view::npos;
}

bool isPoll(std::string_view syscall) {
  return syscall == "poll" || syscall == "ppoll" || syscall == "select" || syscall == "pselect6";
}

} // namespace

std::string_view nameOf(WaitRole role) {
  static constexpr std::array<std::string_view, 3> names = {"blocking", "parked", "offloaded"};
  return names[static_cast<std::size_t>(role)];
}

SiteFinder::SiteFinder(const Profile &profile) : profile_(profile) {
  for (const ProfileFrame &frame : profile.frames)
    if (!frame.file.empty() && !isSystemFile(frame.file) &&
        !isRuntimeName(qualifiedName(frame.function), frame.file))
      modulesWithLines_.insert(frame.module);
  for (const ProfileFrame &frame : profile.frames)
    origins_.push_back(originOf(frame));
  parksAsLoop_.resize(profile.threads.size());
  for (const BlockedTime &blocked : profile.blocked)
    if (blocked.wait == WaitKind::Events && roleOf(blocked) == WaitRole::Parked)
      parksAsLoop_[blocked.thread] = true;
}

SiteFinder::Origin SiteFinder::originOf(const ProfileFrame &frame) const {
  std::string name = qualifiedName(frame.function);
  if (isRuntimeName(name, frame.file)) {
    if (name.starts_with("coax::detail::loop::") || name == "coax::run")
      return Origin::Loop;
    if (name.starts_with("coax::detail::lane::"))
      return Origin::Pool;
    if (name.starts_with("coax::detail::offloaded"))
      return Origin::Job;
    bool bridge = name == "coax::block_on" || name == "coax::detail::run_bridge";
    return bridge ? Origin::Bridge : Origin::Runtime;
  }
  return looksSystem(frame, name) ? Origin::System : Origin::User;
}

bool SiteFinder::looksSystem(const ProfileFrame &frame, const std::string &name) const {
  if (isSystemModule(frame.module) || isSystemFile(frame.file))
    return true;
  if (!frame.file.empty())
    return false;
  return frame.function.empty() || modulesWithLines_.contains(frame.module) || isSystemName(name);
}

bool SiteFinder::contains(const BlockedTime &blocked, Origin origin) const {
  const auto &frames = profile_.stacks[blocked.stack].frames;
  return std::any_of(frames.begin(), frames.end(),
                     [&](std::size_t frame) { return origins_[frame] == origin; });
}

std::optional<std::size_t> SiteFinder::userFrame(const ProfileStack &stack) const {
  for (std::size_t i = 0; i < stack.frames.size(); ++i)
    if (Origin origin = origins_[stack.frames[i]]; origin == Origin::User || origin == Origin::Job)
      return i;
  return std::nullopt;
}

std::optional<Site> SiteFinder::siteOf(const BlockedTime &blocked) const {
  const auto &frames = profile_.stacks[blocked.stack].frames;
  auto position = userFrame(profile_.stacks[blocked.stack]);
  if (!position)
    return std::nullopt;
  const ProfileFrame &user = profile_.frames[frames[*position]];
  Site site{enclosingFunction(user.function), user.function, user.file, user.line, user.column, {}};
  if (origins_[frames[*position]] == Origin::Job)
    site.function = unnamedLambda;
  for (std::size_t i = *position; site.function == unnamedLambda && i < frames.size(); ++i)
    if (std::string owner = lambdaOwner(profile_.frames[frames[i]].function); !owner.empty())
      site.function = owner;
  std::string callee;
  if (*position > 0)
    callee = qualifiedName(profile_.frames[frames[*position - 1]].function);
  site.callee = callee.empty() ? blocked.syscall : libraryName(callee);
  return site;
}

/// A loop parks in code of the runtime with no user code below; so does a pool thread without work.
/// A thread inside block_on() waits for a task: that is a bridge, and it blocks.
WaitRole SiteFinder::roleOf(const BlockedTime &blocked) const {
  bool inRuntime = false;
  for (std::size_t frame : profile_.stacks[blocked.stack].frames) {
    Origin origin = origins_[frame];
    if (inRuntime && origin == Origin::Bridge)
      return WaitRole::Blocking;
    if (origin == Origin::User || origin == Origin::Job)
      break;
    inRuntime |= origin != Origin::System;
  }
  if (inRuntime)
    return WaitRole::Parked;
  std::string_view thread = profile_.threads[blocked.thread].name;
  if (contains(blocked, Origin::Pool) || beginsWithAny(thread, poolThreads))
    return userFrame(profile_.stacks[blocked.stack]) ? WaitRole::Offloaded : WaitRole::Parked;
  bool waitsForMany = blocked.wait == WaitKind::Events && !isPoll(blocked.syscall);
  return waitsForMany ? WaitRole::Parked : WaitRole::Blocking;
}

bool SiteFinder::onLoop(const BlockedTime &blocked) const {
  return parksAsLoop_[blocked.thread] || contains(blocked, Origin::Loop);
}

} // namespace coax
