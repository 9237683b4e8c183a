// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Catalogs of users: what they may say, and what is said when they are wrong.
#include "Calls.h"
#include "analyzers/base/Files.h"
#include "analyzers/catalog/Catalog.h"

#include <gtest/gtest.h>

namespace coax {
namespace {

std::string errorOf(const std::string &json) {
  Catalog catalog;
  return llvm::toString(catalog.add(json, "my.json"));
}

std::string withEntry(const std::string &entry) {
  return "{\"version\": 1,\n \"entries\": [\n" + entry + "]}";
}

Catalog catalogOf(const std::string &entries) {
  Catalog catalog;
  EXPECT_EQ(llvm::toString(catalog.add(withEntry(entries), "my.json")), "");
  return catalog;
}

TEST(CatalogFile, ErrorsNameTheLine) {
  EXPECT_EQ(errorOf(withEntry("{\"name\": \"f\",\n \"category\": \"slep\", \"source\": \"s\"}")),
            "my.json:4: \"category\" is \"slep\"; known are sleep, file, http, socket, dns, wait, "
            "lock, process, ipc, console, database");
  EXPECT_EQ(errorOf(withEntry("{\"name\": \"f\", \"category\": \"file\",\n \"sorce\": \"s\"}")),
            "my.json:4: unknown key \"sorce\"; did you mean \"source\"?");
  EXPECT_EQ(errorOf(withEntry("{\"name\": \"f\", \"source\": \"s\"}")),
            "my.json:3: an entry that blocks needs a \"category\"");
  EXPECT_EQ(errorOf(withEntry("{\"name\": \"f\", \"category\": \"file\"}")),
            "my.json:3: an entry needs a \"source\": the page that says what it does");
  EXPECT_EQ(errorOf("{\"version\": 1,\n\"entries\": [7]}"), "my.json:2: an object is expected here");
  EXPECT_EQ(errorOf("{}"), "my.json:1: \"version\" must be 1");
}

TEST(CatalogFile, AnAwaitThatMovesItsCoroutineSaysWhereTo) {
  EXPECT_EQ(errorOf(withEntry("{\"name\": \"f\", \"source\": \"s\", \"role\": \"offloads\", "
                              "\"resumes\": true}")),
            "");
  EXPECT_EQ(errorOf(withEntry("{\"name\": \"f\", \"source\": \"s\", \"category\": \"file\",\n"
                              "\"resumes\": true}")),
            "my.json:4: \"resumes\" needs the role that says where: \"offloads\" or "
            "\"runs-on-loop\"");
}

TEST(CatalogFile, ErrorsOfTheTextNameTheLineToo) {
  EXPECT_EQ(errorOf("{\"version\": 1,\n").find("my.json:2: "), 0u);
}

TEST(CatalogFile, ConditionsMustAskForSomething) {
  const std::string head = "{\"name\": \"f\", \"category\": \"file\", \"source\": \"s\",\n\"when\": [";
  EXPECT_EQ(errorOf(withEntry(head + "{\"then\": \"never\"}]}")),
            "my.json:4: a condition must ask for something");
  EXPECT_EQ(errorOf(withEntry(head + "{\"equals\": 0}]}")),
            "my.json:4: a condition on an argument needs \"argument\", counted from 1");
  EXPECT_EQ(errorOf(withEntry(head + "{\"argument\": 0, \"equals\": 0}]}")),
            "my.json:4: \"argument\" counts from 1");
}

TEST(CatalogFile, WhatIsMissingOrEmptyIsNamed) {
  const std::string head =
      "{\"name\": \"f\", \"category\": \"file\", \"source\": \"s\",\n\"when\": [";
  EXPECT_EQ(errorOf(withEntry(head + "{\"argument\": 1, \"equals\": 0}]}")),
            "my.json:4: \"then\" is missing");
  EXPECT_EQ(errorOf(withEntry("{\"name\": \"\", \"category\": \"file\", \"source\": \"s\"}")),
            "my.json:3: \"name\" is empty");
  EXPECT_EQ(errorOf("{\"version\": 1,\n\"affineTypes\": [{\"type\": \"W\"}]}"),
            "my.json:2: \"reason\" is missing");
  EXPECT_EQ(errorOf("{\"version\": 1,\n\"namespaces\": [{\"name\": \"a\"}]}"),
            "my.json:2: \"alias\" is missing");
}

TEST(CatalogFile, PlaceholdersOfCounterpartsAreKnown) {
  auto errorOfCounterpart = [](const std::string &pattern) {
    return errorOf(withEntry(
        "{\"name\": \"f\", \"category\": \"file\", \"source\": \"s\",\n\"counterpart\": \"" +
        pattern + "\"}"));
  };
  EXPECT_EQ(
      errorOfCounterpart("g($arg, $1)"),
      "my.json:4: \"$a\" in a counterpart means nothing: $args, $1 to $9, $object and $name do");
  EXPECT_NE(errorOfCounterpart("g($0)"), "");
  EXPECT_NE(errorOfCounterpart("g($12)"), "");
  EXPECT_EQ(errorOfCounterpart("$object.g($2, $args)"), "");
}

TEST(CatalogFile, AnErrorLeavesTheCatalogAsItWas) {
  Catalog catalog = catalogOf(R"({"name": "f", "category": "file", "source": "s"})");
  EXPECT_NE(llvm::toString(catalog.add("{\"version\": 1, \"entries\": [{}]}", "b.json")), "");
  EXPECT_EQ(catalog.entries().size(), 1u);
}

TEST(CatalogFile, OneObjectMayNameSeveralFunctions) {
  Catalog catalog = catalogOf(R"json({"name": ["ns::read", "ns::write"], "category": "file",
                                  "counterpart": "my::$name($args)", "source": "$name page"})json");
  const CatalogEntry *entry = catalog.match(callOf("ns::write"));
  ASSERT_NE(entry, nullptr);
  EXPECT_EQ(entry->counterpart, "my::write($args)");
  EXPECT_EQ(entry->source, "write page");
}

TEST(CatalogFile, AliasesAreTheSameFunction) {
  Catalog catalog = catalogOf(R"({"name": "std::future::wait", "aliases": "std::__basic_future::wait",
                                  "category": "wait", "source": "s"})");
  EXPECT_EQ(catalog.match(callOf("std::__basic_future::wait"))->name, "std::future::wait");
}

TEST(CatalogFile, PatternsOfNames) {
  Catalog catalog = catalogOf(R"({"name": "*::Stub::*", "parameters": ["grpc::ClientContext *", "*"],
                                  "category": "socket", "source": "s"})");
  EXPECT_NE(catalog.match(callOf("a::Stub::Get", {typedArgument("grpc::ClientContext *"),
                                                  typedArgument("int")})),
            nullptr);
  EXPECT_EQ(catalog.match(callOf("a::Stub::Get", {typedArgument("int")})), nullptr);
}

TEST(CatalogFile, LaterFilesWin) {
  Catalog catalog = catalogOf(R"({"name": "f", "category": "file", "source": "first"})");
  ASSERT_FALSE(catalog.add(withEntry(R"({"name": "f", "blocks": "never", "source": "mine"})"), "2"));
  EXPECT_EQ(catalog.match(callOf("f"))->role, Role::NeverBlocks);
}

TEST(CatalogFile, AnEntryThatDoesNotApplyGivesWayToAnEarlierOne) {
  Catalog catalog = catalogOf(R"({"name": "f", "category": "file", "source": "first"})");
  ASSERT_FALSE(catalog.add(withEntry(R"({"name": "f", "category": "wait", "source": "mine",
                                         "only": [{"argument": 1, "equals": 1}]})"),
                           "2"));
  EXPECT_EQ(catalog.match(callOf("f", {constantArgument(1)}))->category, "wait");
  EXPECT_EQ(catalog.match(callOf("f", {constantArgument(2)}))->category, "file");
}

TEST(CatalogFile, TheFirstExceptionThatHoldsDecides) {
  Catalog catalog = catalogOf(R"({"name": "f", "category": "file", "source": "s", "when": [
      {"argument": 1, "equals": 0, "then": "never"}, {"argument": 1, "constant": true, "then": "maybe"}]})");
  EXPECT_EQ(catalog.match(callOf("f", {constantArgument(0)}))->role, Role::NeverBlocks);
  EXPECT_EQ(catalog.match(callOf("f", {constantArgument(5)}))->certainty, Certainty::Maybe);
  EXPECT_EQ(catalog.match(callOf("f", {typedArgument("int")}))->certainty, Certainty::Always);
}

TEST(CatalogFile, TypesOfTheUser) {
  Catalog catalog;
  ASSERT_FALSE(catalog.add(R"({"version": 1, "taskTypes": ["my::Task"], "lockTypes": ["my::Lock"],
                               "affineTypes": [{"type": "my::Window", "reason": "UI thread"}]})",
                           "t"));
  EXPECT_TRUE(catalog.isTaskType("my::Task<int>"));
  EXPECT_TRUE(catalog.isLockType("my::Lock"));
  EXPECT_EQ(catalog.threadAffinity("my::Window *"), "UI thread");
  EXPECT_EQ(catalog.threadAffinity("int"), "");
}

TEST(CatalogFile, CopiesAreIndependent) {
  Catalog first = catalogOf(R"({"name": "f", "category": "file", "source": "s"})");
  Catalog second = first;
  ASSERT_FALSE(second.add(withEntry(R"({"name": "g", "category": "file", "source": "s"})"), "2"));
  EXPECT_EQ(first.match(callOf("g")), nullptr);
  EXPECT_NE(second.match(callOf("g")), nullptr);
}

TEST(CatalogFile, ExamplesOfTheDocumentationAreValid) {
  llvm::Expected<std::string> page = readFile(COAX_SOURCE_DIR "/docs/formats/catalog.md");
  ASSERT_TRUE(bool(page)) << llvm::toString(page.takeError());
  const std::string open = "```json\n", close = "```";
  std::size_t examples = 0;
  for (std::size_t at = page->find(open); at != std::string::npos; at = page->find(open, at)) {
    at += open.size();
    EXPECT_EQ(errorOf(page->substr(at, page->find(close, at) - at)), "");
    ++examples;
  }
  EXPECT_EQ(examples, 3u);
}

} // namespace
} // namespace coax
