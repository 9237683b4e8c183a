// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// That the oracle is to be trusted: it wraps what the catalog knows, blames the right frame, and
// says of a site that the scan has not that it is missed.
#include "analyzers/catalog/Catalog.h"
#include "tests/recall/Compare.h"
#include "tests/recall/SourceText.h"

#include <gtest/gtest.h>

#include <map>

namespace coax::recall {
namespace {

Frame user(unsigned line, unsigned column = 3) {
  return {"work()", "/p/a.cpp", line, column, "/p/a"};
}
Frame header(std::string function) {
  return {std::move(function), "/usr/include/c++/12/x", 9, 1, "/p/a"};
}
Frame library(std::string function) { return {std::move(function), "", 0, 0, "/usr/lib/x.so"}; }

Finding finding(unsigned line, unsigned column, unsigned endColumn, std::string callee) {
  Finding result;
  result.category = "file";
  result.range = {{"a.cpp", line, column}, line, endColumn};
  result.callee = std::move(callee);
  return result;
}

/// Functions of the catalog's POSIX entries that are not wrapped, and why that hides nothing.
const std::map<std::string, std::string> notWrapped = {
    {"kevent", "BSD"},
    {"kevent64", "Darwin"},
    {"os_unfair_lock_lock", "Darwin"},
    {"OSSpinLockLock", "Darwin"},
    {"readpassphrase", "BSD"},
    {"getipnodebyname", "not in glibc"},
    {"getipnodebyaddr", "not in glibc"},
    {"getdents", "not in glibc"},
    {"openat2", "not in glibc"},
    {"readline", "libreadline: what it calls is wrapped"},
    {"io_uring_wait_cqe", "liburing: inline functions and system calls of its own"},
    {"io_uring_wait_cqe_nr", "liburing"},
    {"io_uring_wait_cqes", "liburing"},
    {"io_uring_wait_cqe_timeout", "liburing"},
    {"io_uring_submit_and_wait", "liburing"},
    {"ioctl", "which requests wait is known to each driver alone"},
};

std::map<std::string, std::string> wrapped() {
  std::map<std::string, std::string> names; // by name in sources ⇒ a symbol
#define CALL(symbol, api, ...) names.emplace(#api, #symbol);
#include "tests/recall/BlockingCalls.def"
#undef CALL
  return names;
}

TEST(Interposer, wrapsWhatTheCatalogKnowsOfTheCLibrary) {
  auto names = wrapped();
  for (const CatalogEntry *entry : Catalog::builtin().entries()) {
    if (entry->library != "POSIX" || entry->role != Role::Blocks)
      continue;
    EXPECT_NE(names.contains(entry->name), notWrapped.contains(entry->name))
        << entry->name << " must be in BlockingCalls.def, or here with a reason";
  }
}

TEST(Interposer, wrapsNothingElse) {
  std::set<std::string> known;
  for (const CatalogEntry *entry : Catalog::builtin().entries())
    known.insert(entry->name);
  for (const auto &[name, symbol] : wrapped())
    EXPECT_TRUE(known.contains(name)) << name << " (" << symbol << ") is no entry of the catalog";
}

TEST(SiteOf, isTheInnermostUserFrame) {
  auto site = siteOf({"write", false, {library("std::filebuf::sync()"), user(7), user(20)}}, "/p");
  ASSERT_TRUE(site);
  EXPECT_EQ(site->place.line, 7u);
  EXPECT_EQ(site->callee, "std::filebuf::sync");
  EXPECT_EQ(siteOf({"write", false, {user(7)}}, "/p")->callee, "write");
}

TEST(SiteOf, isNoneWithoutUserCode) {
  EXPECT_FALSE(siteOf({"write", false, {library("f"), header("g")}}, "/p"));
  EXPECT_FALSE(siteOf({"write", false, {user(7)}}, "/elsewhere"));
}

TEST(SiteOf, whatExitRunsIsNotItsCallers) {
  EXPECT_FALSE(siteOf({"fflush", false, {library("f"), library("exit"), user(7)}}, "/p"));
  EXPECT_TRUE(siteOf({"fflush", false, {user(3), library("exit"), user(7)}}, "/p"));
}

TEST(SiteOf, locksOfACompiledLibraryAreItsOwn) {
  EXPECT_FALSE(siteOf({"pthread_mutex_lock", false, {library("f"), user(7)}}, "/p"));
  EXPECT_TRUE(siteOf({"pthread_mutex_lock", false, {header("std::mutex::lock()"), user(7)}}, "/p"));
  EXPECT_TRUE(siteOf({"pthread_cond_wait", false, {library("f"), user(7)}}, "/p"));
}

TEST(SiteOf, theOnceFlagOfAFutureIsItsOwn) {
  Frame state = header("std::__future_base::_State_baseV2::_M_set_result(std::function<void ()>)");
  EXPECT_FALSE(siteOf({"pthread_once", false, {header("std::call_once"), state, user(7)}}, "/p"));
  EXPECT_TRUE(siteOf({"pthread_once", false, {header("std::call_once"), user(7)}}, "/p"));
  EXPECT_TRUE(siteOf({"syscall", false, {library("wait"), state, user(7)}}, "/p"));
}

TEST(SiteOf, closingAFileOfTheCppLibraryIsAClose) {
  EXPECT_FALSE(
      siteOf({"fclose", false, {library("std::__basic_file<char>::close()"), user(7)}}, "/p"));
  EXPECT_TRUE(siteOf({"fclose", false, {user(7)}}, "/p"));
}

TEST(SeenSites, oneForAPlaceAndCallee) {
  auto sites = seenSites({{"read", false, {user(7)}},
                          {"pthread_mutex_lock", false, {header("std::mutex::lock()"), user(9)}},
                          {"pthread_mutex_lock", true, {header("std::mutex::lock()"), user(9)}},
                          {"read", false, {user(7), user(8)}}},
                         "/p");
  ASSERT_EQ(sites.size(), 2u);
  EXPECT_FALSE(sites[0].waited);
  EXPECT_TRUE(sites[1].waited);
}

Verdict verdictOn(const Stack &stack, const Scan &scan, const std::string &text = "") {
  auto judged =
      judge(seenSites({stack}, "/p"), scan, "/p", [&](const std::string &) { return text; });
  EXPECT_EQ(judged.size(), 1u);
  return judged.front().verdict;
}

TEST(Judge, aSiteIsFoundWhereItStandsByItsName) {
  std::string text = "n = read(f, b, 1);\nn = read(f, b, 1);";
  Stack stack = {"read", false, {user(1, 5)}};
  EXPECT_EQ(verdictOn(stack, {{finding(1, 5, 18, "read")}, {}}, text), Verdict::Reported);
  EXPECT_EQ(verdictOn(stack, {{}, {}}, text), Verdict::Missed);
  EXPECT_EQ(verdictOn(stack, {{finding(1, 1, 17, "write")}, {}}, text), Verdict::Missed);
  EXPECT_EQ(verdictOn(stack, {{finding(1, 1, 4, "read")}, {}}, text), Verdict::Missed);
  EXPECT_EQ(verdictOn(stack, {{finding(2, 5, 18, "read")}, {}}, text), Verdict::Missed);
}

TEST(Judge, whatOnlyContextsAreToldIsCountedApart) {
  Stack stack = {"pthread_mutex_lock", false, {header("std::mutex::lock()"), user(1, 5)}};
  Finding lock = finding(1, 3, 20, "std::mutex::lock");
  EXPECT_EQ(verdictOn(stack, {{}, {lock}}), Verdict::InContext);
  EXPECT_EQ(verdictOn(stack, {{lock}, {lock}}), Verdict::Reported);
}

TEST(Judge, anotherCallInTheArgumentsIsAnotherSite) {
  std::string text = "printf(\"%d\", read(f, b, 1));";
  Stack stack = {"read", false, {user(1, 14)}};
  EXPECT_EQ(verdictOn(stack, {{finding(1, 1, 28, "printf")}, {}}, text), Verdict::Missed);
  EXPECT_EQ(verdictOn(stack, {{finding(1, 14, 27, "read")}, {}}, text), Verdict::Reported);
}

TEST(Judge, aCallInAMacroStandsAtItsName) {
  std::string text = "  CHECK(1 == read(f, b, 1));";
  EXPECT_EQ(verdictOn({"read", false, {user(1, 3)}}, {{finding(1, 14, 27, "read")}, {}}, text),
            Verdict::Reported);
}

TEST(Judge, aCallThroughAPointerHasTheNameOfOneTarget) {
  std::string text = "table.at(1)(path);";
  Stack stack = {"unlink", false, {user(1, 1)}};
  EXPECT_EQ(verdictOn(stack, {{finding(1, 1, 18, "rmdir")}, {}}, text), Verdict::Reported);
  text = "unlink(path) + rmdir(path);";
  EXPECT_EQ(verdictOn(stack, {{finding(1, 1, 27, "rmdir")}, {}}, text), Verdict::Missed);
}

TEST(Judge, aLibrarysJumpLeavesNoName) {
  std::string text = "ready.wait(lock);";
  Stack stack = {"pthread_cond_wait", false, {user(1, 7)}};
  EXPECT_EQ(verdictOn(stack, {{finding(1, 1, 17, "std::condition_variable::wait")}, {}}, text),
            Verdict::Reported);
}

TEST(Judge, aChainIsReportedWhereItBegins) {
  std::string text = "std::cout << 1 << 2; std::cout << 3;";
  Scan scan = {{finding(1, 1, 15, "std::basic_ostream::operator<<")}, {}};
  EXPECT_EQ(verdictOn({"fwrite", false, {library("x"), user(1, 16)}}, scan, text),
            Verdict::InChain);
  EXPECT_EQ(verdictOn({"fwrite", false, {library("x"), user(1, 32)}}, scan, text), Verdict::Missed);
}

TEST(Judge, aDestructorStandsSomewhereInItsExpression) {
  std::string text = "Ofstream(name) << 1; Ofstream(name);";
  Stack stack = {"write", false, {library("std::basic_ofstream::~basic_ofstream()"), user(1, 1)}};
  std::string callee = "std::basic_ofstream::~basic_ofstream";
  EXPECT_EQ(verdictOn(stack, {{finding(1, 14, 15, callee)}, {}}, text), Verdict::Reported);
  EXPECT_EQ(verdictOn(stack, {{finding(1, 35, 36, callee)}, {}}, text), Verdict::Missed);
}

TEST(SourceText, extentsEndAtTheirParenthesis) {
  std::string text = "f(g(1), \")\",\n ')')";
  EXPECT_EQ(extentAt({"a", 1, 1}, text), (Range{{"a", 1, 1}, 2, 6}));
  EXPECT_EQ(extentAt({"a", 1, 3}, text), (Range{{"a", 1, 3}, 1, 7}));
  EXPECT_EQ(extentAt({"a", 1, 5}, text), Range());
}

} // namespace
} // namespace coax::recall
