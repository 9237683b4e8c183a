// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/base/Text.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <sys/wait.h>
#include <thread>
#include <type_traits>
#include <unistd.h>
#include <unordered_map>
#include <vector>

namespace coax {

static_assert(sizeof(Text) == sizeof(void *));
static_assert(std::is_trivially_copyable_v<Text>);

/// Made before main, as lists of rules or names may be.
static const Text beforeMain = "before main";

static std::string longName(int i) { return "a::name::that::is::not::short::" + std::to_string(i); }

TEST(Text, IsTheSameObjectForTheSameCharacters) {
  std::string a = longName(1), b = longName(1);
  EXPECT_EQ(Text(a), Text(b));
  EXPECT_EQ(&Text(a).str(), &Text(b).str());
  EXPECT_EQ(Text(a).hash(), Text(b).hash());
  EXPECT_NE(Text(a), Text(longName(2)));
}

TEST(Text, KeepsWhatItWasMadeOf) {
  std::string characters = longName(3);
  Text text = characters;
  characters = "changed";
  EXPECT_EQ(text, longName(3));
  EXPECT_EQ(Text(std::string_view("a\0b", 3)).size(), 3u);
  EXPECT_NE(Text(std::string_view("a\0b", 3)), Text("a"));
}

TEST(Text, WithoutCharactersIsTheDefault) {
  Text text;
  EXPECT_TRUE(text.empty());
  EXPECT_EQ(text, Text(""));
  EXPECT_EQ(text, Text(std::string()));
  EXPECT_EQ(text.str(), "");
  EXPECT_LT(text, Text("a"));
  text = "a";
  text.clear();
  EXPECT_EQ(text, "");
}

TEST(Text, IsOrderedByItsCharacters) {
  std::vector<std::string> characters = {"b", "", "a", "ab", "\xc3\xa4", "B"};
  std::vector<Text> texts(characters.begin(), characters.end());
  std::sort(characters.begin(), characters.end());
  std::sort(texts.begin(), texts.end());
  EXPECT_EQ(std::vector<std::string>(texts.begin(), texts.end()), characters);
  EXPECT_TRUE((Text("a") <=> Text("a")) == 0);
  EXPECT_TRUE(Text("a") < "b");
  EXPECT_TRUE(std::string("b") > Text("a"));
}

TEST(Text, ReadsAsAString) {
  Text text = "ns::f";
  const std::string &asString = text;
  std::string_view asView = text;
  EXPECT_EQ(asString, "ns::f");
  EXPECT_EQ(asView.data(), asString.data()) << "neither copies";
  EXPECT_EQ("'" + text + "'", "'ns::f'");
  EXPECT_EQ(std::string("x") + text + text, "xns::fns::f");
  EXPECT_EQ(text.rfind("ns", 0), 0u);
  EXPECT_EQ(text.substr(text.find("::") + 2), "f");
  EXPECT_EQ((std::set<std::string>{"ns::f"}.count(text)), 1u);
}

TEST(Text, IsAKey) {
  std::unordered_map<Text, int> map = {{"a", 1}, {"", 2}};
  EXPECT_EQ(map.at("a"), 1);
  EXPECT_EQ(map.at(""), 2);
  EXPECT_FALSE(map.contains("b"));
}

TEST(Text, MayBeMadeBeforeMain) { EXPECT_EQ(beforeMain, Text("before main")); }

TEST(Text, ManyStayWhereTheyAre) {
  std::vector<Text> texts;
  std::vector<const std::string *> places;
  for (int i = 0; i < 20000; ++i) {
    texts.emplace_back("many " + std::to_string(i));
    places.push_back(&texts.back().str());
  }
  for (int i = 0; i < 20000; ++i) {
    EXPECT_EQ(*places[i], "many " + std::to_string(i));
    EXPECT_EQ(&Text("many " + std::to_string(i)).str(), places[i]);
  }
}

TEST(Text, ThreadsAgree) {
  constexpr int count = 2000;
  std::vector<std::vector<Text>> made(4, std::vector<Text>(count));
  std::vector<std::thread> threads;
  for (auto &texts : made)
    threads.emplace_back([&texts] {
      for (int i = 0; i < count; ++i)
        texts[i] = "thread " + std::to_string(i);
    });
  for (std::thread &thread : threads)
    thread.join();
  for (auto &texts : made)
    EXPECT_EQ(texts, made.front());
  EXPECT_EQ(made.front().back(), "thread 1999");
}

/// Workers are forked: they read what their parent made and make their own.
TEST(Text, OutlivesAFork) {
  Text before = longName(4);
  pid_t child = ::fork();
  if (child == 0) {
    bool good = before == Text(longName(4)) && Text(longName(5)) == longName(5);
    ::_exit(good ? 0 : 1);
  }
  int status = 1;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
}

} // namespace coax
