// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/catalog/Condition.h"

#include "Calls.h"
#include "analyzers/catalog/Wildcard.h"

#include <gtest/gtest.h>

namespace coax {
namespace {

TEST(Condition, AllPartsMustHold) {
  Condition condition;
  condition.argument = 0;
  condition.equals = {1, 2};
  condition.texts = {"ONE"};
  EXPECT_TRUE(condition.holds(callOf("f", {constantArgument(1, "ONE")})));
  EXPECT_FALSE(condition.holds(callOf("f", {constantArgument(3, "ONE")})));
  EXPECT_FALSE(condition.holds(callOf("f", {constantArgument(2, "TWO")})));
}

TEST(Condition, WhatIsNotKnownDoesNotHold) {
  Condition condition;
  condition.argument = 1;
  condition.equals = {0};
  EXPECT_FALSE(condition.holds(callOf("f", {constantArgument(0)})));
  EXPECT_FALSE(condition.holds(callOf("f", {constantArgument(0), typedArgument("int")})));
}

TEST(Condition, AsksWhetherAValueIsConstant) {
  Condition condition;
  condition.argument = 0;
  condition.constant = false;
  EXPECT_TRUE(condition.holds(callOf("f", {typedArgument("int")})));
  EXPECT_FALSE(condition.holds(callOf("f", {constantArgument(1)})));
}

TEST(Condition, CountsArguments) {
  Condition condition;
  condition.arguments = 0;
  EXPECT_TRUE(condition.holds(callOf("f")));
  EXPECT_FALSE(condition.holds(callOf("f", {constantArgument(1)})));
}

TEST(Condition, AsksForTheObject) {
  Condition condition;
  condition.receivers = {"QFile", "QTcp*"};
  condition.objects = {"file*"};
  EXPECT_TRUE(condition.holds(methodCall("m", "QTcpSocket", "file_")));
  EXPECT_FALSE(condition.holds(methodCall("m", "QBuffer", "file_")));
  EXPECT_FALSE(condition.holds(methodCall("m", "QFile", "buffer")));
}

TEST(Wildcard, StarsStandForAnyText) {
  EXPECT_TRUE(matchesWildcard("*", ""));
  EXPECT_TRUE(matchesWildcard("a*c*e", "abcde"));
  EXPECT_TRUE(matchesWildcard("*::Stub::*", "ns::Greeter::Stub::SayHello"));
  EXPECT_FALSE(matchesWildcard("a*c", "abd"));
  EXPECT_TRUE(matchesWildcard("*", "abc"));
  EXPECT_TRUE(matchesWildcard("a*", "a"));
  EXPECT_TRUE(matchesWildcard("*ab*", "aab"));
  EXPECT_FALSE(matchesWildcard("abc", "abcd"));
  EXPECT_FALSE(matchesWildcard("ab*ba", "aba"));
}

TEST(Wildcard, WordsAreWhole) {
  EXPECT_TRUE(containsWord("flags | MSG_DONTWAIT", "MSG_DONTWAIT"));
  EXPECT_FALSE(containsWord("MY_MSG_DONTWAIT", "MSG_DONTWAIT"));
  EXPECT_FALSE(containsWord("MSG_DONTWAITING", "MSG_DONTWAIT"));
  EXPECT_TRUE(containsWord("xO_N | O_N", "O_N"));
}

TEST(Wildcard, BareTypesHaveNoArguments) {
  EXPECT_EQ(bareTypeName("const std::unique_lock<std::mutex> &"), "std::unique_lock");
  EXPECT_EQ(bareTypeName("std::mutex *"), "std::mutex");
}

} // namespace
} // namespace coax
