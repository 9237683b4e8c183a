// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A rule is a line in the list, a page, and a folder with a case that fires and one that is silent.
#include "analyzers/base/Files.h"
#include "analyzers/rules/Rules.h"
#include "tests/rules/Expectations.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <set>

namespace coax {
namespace {

namespace fs = std::filesystem;
using Names = std::set<std::string>;

const fs::path root = COAX_SOURCE_DIR;

Names listed() {
  Names names;
  for (const Rule &rule : allRules())
    names.insert(rule.info.name);
  return names;
}

std::string contentOf(const fs::path &file) {
  llvm::Expected<std::string> content = readFile(file.string());
  return content ? *content : (llvm::consumeError(content.takeError()), "");
}

TEST(RuleList, IsSortedByCodeWithoutDuplicates) {
  Names codes;
  std::string last;
  for (const Rule &rule : allRules()) {
    EXPECT_LT(last, rule.info.code);
    last = rule.info.code;
    codes.insert(rule.info.code);
  }
  EXPECT_EQ(codes.size(), allRules().size());
  EXPECT_EQ(listed().size(), allRules().size());
}

TEST(RuleList, EveryRuleHasItsPageAndNoPageIsLeft) {
  Names pages;
  for (const auto &entry : fs::directory_iterator(root / "docs/rules"))
    pages.insert(entry.path().stem().string());
  EXPECT_EQ(pages, listed());
}

TEST(RuleList, PagesHaveTheFixedHeadings) {
  for (const Rule &rule : allRules()) {
    std::string page = contentOf(root / "docs/rules" / (rule.info.name + ".md"));
    EXPECT_TRUE(page.starts_with("# " + rule.info.name + " (" + rule.info.code + ")\n"))
        << rule.info.name;
    std::size_t at = 0;
    for (const char *heading :
         {"## What it finds", "## Why it matters", "## Example", "## Use instead",
          "## When a rewrite is offered, and its safety", "## Known limits", "## Source"}) {
      at = page.find(std::string("\n") + heading + "\n", at);
      ASSERT_NE(at, std::string::npos) << rule.info.name << " lacks " << heading;
    }
  }
}

TEST(RuleList, EveryRuleHasACaseThatFiresAndOneThatIsSilent) {
  Names folders;
  for (const auto &folder : fs::directory_iterator(root / "testdata/rules")) {
    std::string name = folder.path().filename().string();
    if (name == "include")
      continue;
    folders.insert(name);
    unsigned fires = 0, silent = 0;
    for (const auto &file : fs::directory_iterator(folder))
      if (file.path().extension() == ".cpp")
        ++(expectsFinding(contentOf(file.path()), name) ? fires : silent);
    EXPECT_GT(fires, 0u) << name;
    EXPECT_GT(silent, 0u) << name;
  }
  EXPECT_EQ(folders, listed());
}

TEST(RuleList, IsFoundByNameAndCode) {
  EXPECT_EQ(findRule("blocking-sleep"), findRule("COAX201"));
  EXPECT_NE(findRule("blocking-sleep"), nullptr);
  EXPECT_EQ(findRule("COAX999"), nullptr);
}

} // namespace
} // namespace coax
