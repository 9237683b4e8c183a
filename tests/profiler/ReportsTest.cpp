// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/profiler/Reports.h"

#include "analyzers/base/Json.h"

#include <gtest/gtest.h>

using namespace coax;
using namespace coax::profiler;

namespace {

/// One thread that waits for 2 s in recv, called by ns::serve at /p/src/serve.cpp:12:5.
Profile serving() {
  Profile profile;
  profile.command = {"./server", "--port", "0"};
  profile.durationNs = 3'000'000'000;
  profile.exit = {TargetExit::Kind::Exited, 4};
  profile.quality.rate = profile.quality.finalRate = 100;
  profile.quality.completeStacks = 200;
  profile.frames = {{"__libc_recv", "", 0, 0, "/usr/lib/libc.so.6", 16, false},
                    {"ns::serve(int)", "/p/src/serve.cpp", 12, 5, "/p/server", 32, false},
                    {"main", "/p/src/main.cpp", 3, 1, "/p/server", 48, false}};
  profile.stacks = {{{0, 1, 2}, StackQuality::Complete}};
  profile.threads = {{77, 77, "server", true, 3'000'000'000, 1'000'000, 0, 300, 0}};
  profile.blocked = {{0, 0, WaitKind::Socket, "recvfrom", 2'000'000'000, 500'000'000, 4, 200}};
  return profile;
}

} // namespace

TEST(Reports, textNamesThreadFunctionAndLine) {
  std::string text = reportText(serving(), {"/p", std::nullopt});
  EXPECT_NE(text.find("coax profile: ./server --port 0"), std::string::npos) << text;
  EXPECT_NE(text.find("exit status 4"), std::string::npos) << text;
  EXPECT_NE(text.find("77 server (main)"), std::string::npos) << text;
  EXPECT_NE(text.find("2.000 s  100.0 %  ns::serve  (socket, longest 0.500 s, 4 waits, 1 thread)"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("src/serve.cpp:12:5  recv in ns::serve"), std::string::npos) << text;
}

TEST(Reports, textShowsTheJoin) {
  Finding here, elsewhere;
  here.rule = "blocking-socket";
  here.callee = "recv";
  here.function = "ns::serve(int)";
  here.range = {{"src/serve.cpp", 12, 5}, 12, 30};
  elsewhere = here;
  elsewhere.rule = "blocking-sleep";
  elsewhere.range = {{"src/retry.cpp", 40, 5}, 40, 30};
  std::string text = reportText(serving(), {"/p", std::vector{here, elsewhere}});
  EXPECT_NE(text.find("Findings: 1 confirmed, 1 cold; 0 sites missed"), std::string::npos) << text;
  EXPECT_NE(text.find("CONFIRMED"), std::string::npos) << text;
  EXPECT_NE(text.find("src/retry.cpp:40:5"), std::string::npos) << text;
}

TEST(Reports, foldedLineRunsFromTheThreadToTheCall) {
  EXPECT_EQ(reportFolded(serving()),
            "server 77;main;ns::serve(int);__libc_recv;[recvfrom] 2000000\n");
}

TEST(Reports, jsonIsAProfileWithTotals) {
  std::string text = reportJson(serving(), {"/p", std::vector<Finding>()});
  auto profile = parseProfile(text, "x");
  ASSERT_TRUE(static_cast<bool>(profile));
  EXPECT_EQ(*profile, serving());
  Json json = Json::parse(text);
  EXPECT_EQ(json.at("totals").at("blockedNs"), 2'000'000'000);
  EXPECT_EQ(json.at("sites").at(0).at("status"), "MISSED");
}

TEST(Reports, diffSaysWhatBecameOfASite) {
  Profile after = serving();
  after.blocked.clear();
  std::string text = diffText(serving(), after, {"/p", std::nullopt});
  EXPECT_NE(text.find("FIXED"), std::string::npos) << text;
  EXPECT_NE(text.find("recv in ns::serve  src/serve.cpp:12:5"), std::string::npos) << text;
}

TEST(Profile, damagedFilesAreRefused) {
  std::string good = printProfile(serving());
  EXPECT_TRUE(static_cast<bool>(parseProfile(good, "x")));
  std::string badIndex = good;
  badIndex.replace(badIndex.find("\"frames\":[0,1,2]"), 16, "\"frames\":[0,1,9]");
  for (const std::string &bad :
       {std::string("{"), std::string("{}"), std::string("[]"), badIndex,
        std::string(R"({"format": "coax-profile", "version": 99})"),
        std::string(R"({"format": "coax-profile", "version": 1, "stacks": 7})"),
        std::string(R"({"format": 7, "version": 1})"),
        std::string(R"({"format": "coax-profile", "version": "1"})"),
        std::string(R"({"format": "coax-profile", "version": 1})")}) {
    auto profile = parseProfile(bad, "some.json");
    ASSERT_FALSE(static_cast<bool>(profile)) << bad;
    std::string message = llvm::toString(profile.takeError());
    EXPECT_EQ(message.find("some.json"), 0u) << message;
    EXPECT_EQ(message.find("exception"), std::string::npos) << message;
  }
}

TEST(Profile, whatIsMissingOrOfAnotherTypeIsNamed) {
  auto messageOf = [](const char *key, const Json &value) {
    Json json = Json::parse(printProfile(serving()));
    json.erase(key);
    if (!value.is_null())
      json[key] = value;
    auto profile = parseProfile(json.dump(), "some.json");
    return profile ? "" : llvm::toString(profile.takeError());
  };
  EXPECT_EQ(messageOf("threads", nullptr), "some.json: damaged profile: no \"threads\"");
  EXPECT_EQ(messageOf("stacks", 7), "some.json: damaged profile: \"stacks\" is of another type");
  EXPECT_EQ(messageOf("blocked", {3}), "some.json: damaged profile: no object where one with "
                                       "\"thread\" is expected");
}
