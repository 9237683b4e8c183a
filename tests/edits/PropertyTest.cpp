// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What must hold for any edits: drawn at random with fixed seeds, so that a failure can be had
// again.
#include "rewriters/edits/Apply.h"
#include "rewriters/edits/Diff.h"
#include "rewriters/edits/Merge.h"
#include "tests/edits/TemporaryDirectory.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

namespace coax {

namespace {

using Random = std::mt19937;

unsigned below(Random &random, unsigned limit) { return static_cast<unsigned>(random() % limit); }

std::string drawText(Random &random, unsigned lines) {
  const char *pieces[] = {"a\n", "b\n", "\n", "int x;\r\n", "\xc3\xa9\n", "b\n", "no end"};
  std::string text;
  for (unsigned line = 0; line < lines; ++line)
    text += pieces[below(random, line + 1 == lines ? 7 : 6)];
  return text;
}

std::vector<Edit> drawEdits(Random &random, std::size_t fileSize, unsigned count) {
  std::vector<Edit> edits;
  for (unsigned i = 0; i < count; ++i) {
    auto offset = below(random, static_cast<unsigned>(fileSize) + 1);
    auto length = std::min<std::size_t>(below(random, 4), fileSize - offset);
    edits.push_back({"/p/file" + std::to_string(below(random, 2)), offset, length,
                     drawText(random, below(random, 3)),
                     std::string(1, static_cast<char>('a' + below(random, 4)))});
  }
  return edits;
}

/// Another order of owners; the order within each owner stays.
std::vector<Edit> shuffleOwners(Random &random, const std::vector<Edit> &edits) {
  std::map<std::string, std::vector<Edit>> byOwner;
  for (const Edit &edit : edits)
    byOwner[edit.owner].push_back(edit);
  std::vector<std::string> turns;
  for (const Edit &edit : edits)
    turns.push_back(edit.owner);
  std::shuffle(turns.begin(), turns.end(), random);
  std::map<std::string, std::size_t> next;
  std::vector<Edit> shuffled;
  for (const std::string &owner : turns)
    shuffled.push_back(byOwner[owner][next[owner]++]);
  return shuffled;
}

/// Runs `property` with `count` generators, seeds 0 to count - 1.
template <typename Check> void forSeeds(unsigned count, Check property) {
  for (unsigned seed = 0; seed < count && !::testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Random random(seed);
    property(random);
  }
}

TEST(Property, MergeDoesNotDependOnTheOrderOfOwners) {
  forSeeds(500, [](Random &random) {
    std::vector<Edit> edits = drawEdits(random, 40, 12);
    MergedEdits first = mergeEdits(edits), second = mergeEdits(shuffleOwners(random, edits));
    EXPECT_EQ(first.edits, second.edits);
    EXPECT_EQ(first.conflicts, second.conflicts);
  });
}

TEST(Property, MergedEditsNeverOverlap) {
  forSeeds(500, [](Random &random) {
    MergedEdits merged = mergeEdits(drawEdits(random, 40, 20));
    for (std::size_t i = 1; i < merged.edits.size(); ++i) {
      const Edit &before = merged.edits[i - 1], &after = merged.edits[i];
      EXPECT_LE(before.file, after.file);
      if (before.file == after.file) {
        EXPECT_LE(before.offset + before.length, after.offset);
      }
    }
  });
}

TEST(Property, EveryEditIsMadeOrNamedInAConflict) {
  forSeeds(500, [](Random &random) {
    std::vector<Edit> edits = drawEdits(random, 40, 20);
    MergedEdits merged = mergeEdits(edits);
    auto sameDeed = [](const Edit &a, const Edit &b) {
      return a.file == b.file && a.offset == b.offset && a.length == b.length && a.text == b.text;
    };
    for (const Edit &edit : edits) {
      if (edit.length == 0 && edit.text.empty())
        continue;
      auto made = std::count_if(merged.edits.begin(), merged.edits.end(),
                                [&](const Edit &other) { return sameDeed(edit, other); });
      auto named = std::count_if(
          merged.conflicts.begin(), merged.conflicts.end(), [&](const EditConflict &conflict) {
            return (sameDeed(edit, conflict.first) || sameDeed(edit, conflict.second)) &&
                   std::count(conflict.owners.begin(), conflict.owners.end(), edit.owner) == 1;
          });
      EXPECT_TRUE((made == 1) != (named > 0)) << edit.offset << " " << edit.text;
    }
  });
}

TEST(Property, MergeIsIdempotent) {
  forSeeds(500, [](Random &random) {
    std::vector<Edit> once = mergeEdits(drawEdits(random, 40, 12)).edits;
    MergedEdits twice = mergeEdits(once);
    EXPECT_EQ(twice.edits, once);
    EXPECT_TRUE(twice.conflicts.empty());
  });
}

TEST(Property, PatchMakesTheSameFileFromTheDiff) {
  forSeeds(40, [](Random &random) {
    TemporaryDirectory project;
    std::string before = drawText(random, 3 + below(random, 40));
    std::vector<Edit> edits = mergeEdits(drawEdits(random, before.size(), 10)).edits;
    std::erase_if(edits, [](const Edit &edit) { return edit.file != "/p/file0"; });
    FileChange change{project.write("dir/a b.cpp", before), before, applyEdits(before, edits)};
    std::string diff = unifiedDiff(change, project.root());
    ASSERT_EQ(diff.empty(), change.before == change.after);
    if (diff.empty() || change.after.empty())
      return; // patch(1) deletes a file that becomes empty
    project.write("diff", diff);
    std::string in = "cd '" + project.root() + "' && ";
    ASSERT_EQ(std::system((in + "git apply --check diff").c_str()), 0) << diff;
    ASSERT_EQ(std::system((in + "patch --binary -s -p1 <diff").c_str()), 0) << diff;
    EXPECT_EQ(project.read("dir/a b.cpp"), change.after) << diff;
  });
}

} // namespace

} // namespace coax
