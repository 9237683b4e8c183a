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
bool isSystemName(std::string_view function) {
  static constexpr auto prefixes = std::to_array<std::string_view>(
      {"_", "std::", "pthread_", "sem_", "epoll_", "clock_", "start_thread", "clone"});
  static constexpr auto calls = std::to_array<std::string_view>(
      {"accept",  "accept4",  "close",   "connect",     "fdatasync", "fgets",    "fopen64", "fread",
       "fsync",   "fwrite",   "futex",   "getaddrinfo", "nanosleep", "open",     "open64",  "poll",
       "ppoll",   "pread",    "pread64", "pselect",     "pwrite",    "pwrite64", "read",    "readv",
       "recv",    "recvfrom", "recvmsg", "select",      "send",      "sendmsg",  "sendto",  "sleep",
       "syscall", "usleep",   "wait4",   "waitpid",     "write",     "writev"});
  std::string name = qualifiedName(function);
  return beginsWithAny(name, prefixes) ||
         std::find(calls.begin(), calls.end(), name) != calls.end();
}

bool isPoll(std::string_view syscall) {
  return syscall == "poll" || syscall == "ppoll" || syscall == "select" || syscall == "pselect6";
}

} // namespace

std::string_view nameOf(WaitRole role) {
  static constexpr std::array<std::string_view, 3> names = {"blocking", "parked", "offloaded"};
  return names[static_cast<std::size_t>(role)];
}

bool isRuntime(const ProfileFrame &frame) {
  if (!qualifiedName(frame.function).starts_with("coax::"))
    return false;
  return frame.file.empty() || frame.file.find("/include/coax/") != std::string::npos ||
         frame.file.find("/runtime/src/") != std::string::npos ||
         qualifiedName(frame.function).starts_with("coax::detail::");
}

bool isPoolThread(const ProfileThread &thread) {
  return thread.name.starts_with("coax-pool") || thread.name.starts_with("coax-dns");
}

SiteFinder::SiteFinder(const Profile &profile) : profile_(profile) {
  for (const ProfileFrame &frame : profile.frames)
    if (!frame.file.empty() && !isSystemFile(frame.file))
      modulesWithLines_.insert(frame.module);
}

bool SiteFinder::isSystem(const ProfileFrame &frame) const {
  if (isSystemModule(frame.module) || isSystemFile(frame.file))
    return true;
  if (!frame.file.empty())
    return false;
  return frame.function.empty() || modulesWithLines_.contains(frame.module) ||
         isSystemName(frame.function);
}

std::optional<std::size_t> SiteFinder::userFrame(const ProfileStack &stack) const {
  for (std::size_t i = 0; i < stack.frames.size(); ++i)
    if (!isSystem(frame(stack, i)) && !isRuntime(frame(stack, i)))
      return i;
  return std::nullopt;
}

std::optional<Site> SiteFinder::siteOf(const BlockedTime &blocked) const {
  const ProfileStack &stack = profile_.stacks[blocked.stack];
  auto position = userFrame(stack);
  if (!position)
    return std::nullopt;
  const ProfileFrame &user = frame(stack, *position);
  Site site{enclosingFunction(user.function), user.function, user.file, user.line, user.column, {}};
  std::string callee =
      *position > 0 ? qualifiedName(frame(stack, *position - 1).function) : std::string();
  site.callee = callee.empty() ? blocked.syscall : libraryName(callee);
  return site;
}

/// A loop parks in code of the runtime with no user code below; so does a pool thread without work.
/// A thread inside block_on() waits for a task: that is a bridge, and it blocks.
WaitRole SiteFinder::roleOf(const BlockedTime &blocked) const {
  const ProfileStack &stack = profile_.stacks[blocked.stack];
  bool inRuntime = false;
  for (std::size_t i = 0; i < stack.frames.size(); ++i) {
    const ProfileFrame &at = frame(stack, i);
    bool runtime = isRuntime(at);
    if (runtime && qualifiedName(at.function) == "coax::block_on")
      return WaitRole::Blocking;
    if (!inRuntime && !runtime && !isSystem(at))
      break;
    inRuntime |= runtime;
  }
  const ProfileThread &thread = profile_.threads[blocked.thread];
  if (inRuntime || (isPoolThread(thread) && !userFrame(stack)))
    return WaitRole::Parked;
  if (isPoolThread(thread))
    return WaitRole::Offloaded;
  return blocked.wait == WaitKind::Events && !isPoll(blocked.syscall) ? WaitRole::Parked
                                                                      : WaitRole::Blocking;
}

} // namespace coax
