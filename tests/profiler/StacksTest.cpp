// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stacks of blocked threads, by program counter and stack pointer alone, in programs of several
// compilers and options: each must lead from the blocking call through the user's four functions to
// the thread's entry.
#include "analyzers/profile/FunctionName.h"
#include "analyzers/profile/Sites.h"
#include "tool/profiler/Profiler.h"

#include <filesystem>
#include <gtest/gtest.h>
#include <map>

using namespace coax;
using namespace coax::profiler;

namespace {

struct Way {
  WaitKind kind;
  std::set<std::string> callees; ///< as a site may name what was called
};

const std::map<std::string, Way> &ways() {
  static const std::map<std::string, Way> all = {
      {"nanosleep", {WaitKind::Sleep, {"nanosleep"}}},
      {"sleep", {WaitKind::Sleep, {"sleep"}}},
      {"sleep_for", {WaitKind::Sleep, {"std::this_thread::sleep_for"}}},
      {"read", {WaitKind::Pipe, {"read"}}},
      {"mutex", {WaitKind::Lock, {"std::mutex::lock", "pthread_mutex_lock", "gthread_mutex_lock"}}},
      {"condition", {WaitKind::Lock, {"std::condition_variable::wait", "wait"}}},
      {"poll", {WaitKind::Events, {"poll"}}},
      {"epoll", {WaitKind::Events, {"epoll_wait"}}},
      {"recv", {WaitKind::Socket, {"recv"}}},
      {"select", {WaitKind::Events, {"select"}}},
      {"sem", {WaitKind::Lock, {"sem_wait"}}},
      {"future", {WaitKind::Lock, {"std::future::get", "get"}}},
      {"fgets", {WaitKind::Pipe, {"fgets"}}},
      {"waitpid", {WaitKind::Process, {"waitpid"}}},
      {"join", {WaitKind::Lock, {"std::thread::join"}}},
      {"alloca", {WaitKind::Sleep, {"nanosleep"}}},
      {"tail", {WaitKind::Socket, {"recv"}}},
      {"deep", {WaitKind::Sleep, {"nanosleep"}}},
  };
  return all;
}

/// Whether `wanted` names occur in `names`, in this order.
bool occurInOrder(const std::vector<std::string> &wanted, const std::vector<std::string> &names) {
  auto next = wanted.begin();
  for (const std::string &name : names)
    if (next != wanted.end() && name == *next)
      ++next;
  return next == wanted.end();
}

std::vector<std::string> namesOf(const Profile &profile, const ProfileStack &stack) {
  std::vector<std::string> names;
  for (std::size_t frame : stack.frames)
    names.push_back(qualifiedName(profile.frames[frame].function));
  return names;
}

std::string joined(const std::vector<std::string> &names) {
  std::string text;
  for (const std::string &name : names)
    text.append(name).append(" < ");
  return text;
}

class Stacks : public testing::TestWithParam<const char *> {};

void checkWay(const Profile &profile, const SiteFinder &finder, const BlockedTime &blocked,
              const std::string &name) {
  const ProfileStack &stack = profile.stacks[blocked.stack];
  auto names = namesOf(profile, stack);
  EXPECT_NE(stack.quality, StackQuality::Truncated) << joined(names);
  EXPECT_TRUE(occurInOrder({"block_" + name, "inner", "middle", "outer"}, names)) << joined(names);
  const Way &way = ways().at(name);
  EXPECT_EQ(blocked.wait, way.kind) << nameOf(blocked.wait);
  auto site = finder.siteOf(blocked);
  ASSERT_TRUE(site);
  EXPECT_EQ(site->function, name == "tail" ? "tail_recv" : "block_" + name);
  EXPECT_EQ(std::filesystem::path(site->file).filename(), "blocked.cpp");
  EXPECT_GT(site->line, 0u);
  bool isStatic = profile.command.front().ends_with("static"); // no lines in the C library
  EXPECT_TRUE(isStatic || way.callees.contains(site->callee))
      << site->callee << " in " << joined(names);
}

} // namespace

TEST_P(Stacks, leadToTheThreadsEntry) {
  std::string program = std::string(COAX_PROFILE_TARGETS) + "/" + GetParam();
  if (!std::filesystem::exists(program))
    GTEST_SKIP() << "no compiler for " << GetParam();
  ProfilerRequest request;
  request.command = {program};
  request.sampling.duration = 1'200'000'000;
  std::atomic<bool> stop{false};
  auto profile = profileTarget(request, stop);
  ASSERT_TRUE(static_cast<bool>(profile));
  SiteFinder finder(*profile);
  std::map<std::string, std::int64_t> seen;
  for (const BlockedTime &blocked : profile->blocked) {
    const ProfileThread &thread = profile->threads[blocked.thread];
    std::int64_t enough = profile->durationNs / 10; // the last wait of a thread, not one on the way
    if (thread.process != profile->process || blocked.totalNs < enough)
      continue;
    seen[thread.main ? "main" : thread.name] += blocked.totalNs;
    if (ways().contains(thread.name))
      checkWay(*profile, finder, blocked, thread.name);
    auto names = namesOf(*profile, profile->stacks[blocked.stack]);
    if (thread.main) {
      EXPECT_TRUE(occurInOrder({"std::thread::join", "main", "_start"}, names)) << joined(names);
    }
  }
  for (const auto &[name, way] : ways())
    EXPECT_TRUE(seen.contains(name)) << name << " was not seen";
  EXPECT_TRUE(seen.contains("main"));
  // A tick may catch a page fault in the loader, before there is a stack to speak of.
  EXPECT_LE(profile->quality.truncatedStacks, profile->quality.samples / 100);
}

INSTANTIATE_TEST_SUITE_P(Builds, Stacks,
                         testing::Values("blocked-gcc-O2", "blocked-gcc-O2-fp", "blocked-gcc-O0",
                                         "blocked-gcc-static", "blocked-gcc-protected",
                                         "blocked-clang-O2", "blocked-clang-O2-fp",
                                         "blocked-clang-O0"),
                         [](const auto &info) {
                           std::string name = info.param;
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });
