// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the built-in catalog says of calls.
#include "Calls.h"
#include "analyzers/catalog/Catalog.h"

#include <gtest/gtest.h>

namespace coax {
namespace {

const CatalogEntry *match(const CallSite &call) { return Catalog::builtin().match(call); }

bool blocks(const CallSite &call) {
  const CatalogEntry *entry = match(call);
  return entry && entry->role == Role::Blocks;
}

std::string category(const CallSite &call) {
  const CatalogEntry *entry = match(call);
  return entry && entry->role == Role::Blocks ? entry->category : "";
}

CallSite recv(Argument flags) {
  return callOf("recv", {typedArgument("int"), typedArgument("void *"),
                         typedArgument("unsigned long"), std::move(flags)});
}

TEST(Match, NothingIsSaidOfUnknownNames) {
  EXPECT_EQ(match(callOf("ns::compute")), nullptr);
  EXPECT_EQ(match(callOf("")), nullptr);
}

TEST(Match, CounterpartNamesTheFunction) {
  const CatalogEntry *entry = match(recv(constantArgument(0)));
  ASSERT_NE(entry, nullptr);
  EXPECT_EQ(entry->counterpart, "coax::recv($args)");
  EXPECT_EQ(entry->include, "coax/coax.hpp");
  EXPECT_EQ(entry->source, "recv(2)");
  EXPECT_EQ(entry->library, "POSIX");
}

TEST(Match, DontWaitFlagByValueOrByName) {
  Argument variable = typedArgument("int", "flags | MSG_DONTWAIT");
  Argument unknown = typedArgument("int", "flags");
  EXPECT_TRUE(blocks(recv(constantArgument(0))));
  EXPECT_FALSE(blocks(recv(constantArgument(0x40 | 0x4000))));
  EXPECT_FALSE(blocks(recv(variable)));
  EXPECT_TRUE(blocks(recv(unknown)));
}

TEST(Match, ZeroTimeoutsOnlyLook) {
  auto poll = [](Argument timeout) {
    return callOf("poll", {typedArgument("pollfd *"), typedArgument("unsigned long"), timeout});
  };
  EXPECT_FALSE(blocks(poll(constantArgument(0))));
  EXPECT_TRUE(blocks(poll(constantArgument(-1))));
  EXPECT_TRUE(blocks(poll(typedArgument("int", "timeout"))));
  EXPECT_FALSE(blocks(callOf("std::this_thread::sleep_for", {constantArgument(0)})));
  EXPECT_FALSE(blocks(callOf("std::future::wait_for", {constantArgument(0)})));
}

TEST(Match, NoHangOnlyLooks) {
  auto waitpid = [](Argument options) {
    return callOf("waitpid", {typedArgument("int"), typedArgument("int *"), options});
  };
  EXPECT_TRUE(blocks(waitpid(constantArgument(0))));
  EXPECT_FALSE(blocks(waitpid(constantArgument(1))));
}

TEST(Match, FcntlWaitsOnlyForLocks) {
  auto fcntl = [](int command) {
    return callOf("fcntl", {constantArgument(3), constantArgument(command)});
  };
  EXPECT_FALSE(blocks(fcntl(4)));            // F_SETFL
  EXPECT_EQ(category(fcntl(7)), "lock");     // F_SETLKW
}

TEST(Match, FunctionsThatShareANameWithTheLibraryDiffer) {
  EXPECT_TRUE(blocks(callOf("wait", {typedArgument("int *")})));
  EXPECT_FALSE(blocks(callOf("wait", {typedArgument("Job &"), typedArgument("int")})));
  EXPECT_FALSE(blocks(callOf("open", {typedArgument("Door &")})));
}

TEST(Match, DescriptorsOfTheConsoleAreTheConsole) {
  auto read = [](Argument descriptor) {
    return callOf("read", {descriptor, typedArgument("void *"), typedArgument("unsigned long")});
  };
  EXPECT_EQ(category(read(constantArgument(0))), "console");
  EXPECT_EQ(category(read(typedArgument("int"))), "file");
}

TEST(Match, FileStreamsBlockAndStringStreamsDoNot) {
  EXPECT_EQ(category(methodCall("std::basic_istream::read", "std::basic_ifstream<char>")), "file");
  EXPECT_EQ(category(methodCall("std::basic_istream::read", "std::basic_istringstream<char>")), "");
  Argument name = typedArgument("const std::basic_string<char>");
  EXPECT_EQ(category(callOf("std::basic_ifstream::basic_ifstream", {name})), "file");
  EXPECT_EQ(category(callOf("std::basic_ifstream::basic_ifstream")), "");
  EXPECT_EQ(category(callOf("std::basic_ifstream::basic_ifstream",
                            {typedArgument("std::basic_ifstream<char>")})),
            "");
}

TEST(Match, GetlineByTheStreamItReads) {
  Argument line = typedArgument("std::basic_string<char>");
  EXPECT_EQ(category(callOf("std::getline", {typedArgument("std::basic_ifstream<char>"), line})),
            "file");
  EXPECT_EQ(
      category(callOf("std::getline", {typedArgument("std::basic_istream<char>", "std::cin"), line})),
      "console");
  EXPECT_EQ(
      category(callOf("std::getline", {typedArgument("std::basic_stringstream<char>"), line})), "");
}

TEST(Match, OutputToTheConsoleMayBlock) {
  CallSite call = callOf("std::operator<<", {typedArgument("std::basic_ostream<char>", "std::cout"),
                                             typedArgument("const char[3]")});
  const CatalogEntry *entry = match(call);
  ASSERT_NE(entry, nullptr);
  EXPECT_EQ(entry->category, "console");
  EXPECT_EQ(entry->certainty, Certainty::Maybe);
}

TEST(Match, StreamsOfUnknownKindAreWorthAWordInContextsOnly) {
  CallSite call = callOf("std::operator<<", {typedArgument("std::basic_ostream<char>", "log"),
                                             typedArgument("const char[3]")});
  const CatalogEntry *entry = match(call);
  ASSERT_NE(entry, nullptr);
  EXPECT_TRUE(entry->contextOnly);
  call.arguments[0].text = "text << 1"; // may be a string's: the type is that of the base
  EXPECT_FALSE(blocks(call));
}

TEST(Match, LocksAreWorthAWordInContextsOnly) {
  Argument mutex = typedArgument("std::mutex", "mutex_");
  const CatalogEntry *entry = match(callOf("std::lock_guard::lock_guard", {mutex}));
  ASSERT_NE(entry, nullptr);
  EXPECT_EQ(entry->category, "lock");
  EXPECT_TRUE(entry->contextOnly);
  EXPECT_EQ(entry->certainty, Certainty::Maybe);
  EXPECT_FALSE(blocks(callOf("std::unique_lock::unique_lock",
                             {mutex, typedArgument("const std::defer_lock_t")})));
}

TEST(Match, ThreadsAndTasksAreStarted) {
  Argument callable = typedArgument("void ()");
  EXPECT_EQ(match(callOf("std::thread::thread", {callable}))->role, Role::StartsThread);
  EXPECT_EQ(match(callOf("pthread_create"))->callable, 2);
  EXPECT_EQ(match(callOf("coax::offload", {callable}))->role, Role::Offloads);
  EXPECT_EQ(match(callOf("std::async", {callable}))->callable, 0);
}

TEST(Match, DeferredAsyncRunsWhereItIsAwaited) {
  auto async = [](std::int64_t policy) {
    Argument launch = constantArgument(policy);
    launch.type = "std::launch";
    return callOf("std::async", {launch, typedArgument("void ()")});
  };
  EXPECT_EQ(match(async(1))->role, Role::Offloads);
  EXPECT_EQ(match(async(1))->callable, 1);
  EXPECT_EQ(match(async(2))->role, Role::NeverBlocks);
}

TEST(Match, WaitsForAnEndAreCompletions) {
  EXPECT_TRUE(match(methodCall("std::future::get", "std::future<int>"))->completion);
  EXPECT_TRUE(match(methodCall("std::thread::join", "std::thread"))->completion);
  EXPECT_FALSE(match(methodCall("std::condition_variable::wait", "std::condition_variable"))->completion);
}

TEST(Match, TypesAreKnownWithoutTheirArguments) {
  const Catalog &catalog = Catalog::builtin();
  EXPECT_TRUE(catalog.isTaskType("coax::task<int>"));
  EXPECT_FALSE(catalog.isTaskType("std::vector<coax::task<int>>"));
  EXPECT_TRUE(catalog.isLockType("std::lock_guard<std::mutex>"));
  EXPECT_TRUE(catalog.isLockType("const std::mutex &"));
  EXPECT_FALSE(catalog.isLockType("std::string"));
}

} // namespace
} // namespace coax
