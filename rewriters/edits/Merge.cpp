// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rewriters/edits/Merge.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace coax {

namespace {

/// One edit with everybody who asked for it.
struct Claim {
  Edit edit;
  std::set<std::string> owners;
  bool conflicting = false;

  std::size_t end() const { return edit.offset + edit.length; }
};

/// File, offset, length, text: what an edit does, without who wants it.
using Deed = std::tuple<std::string, std::size_t, std::size_t, std::string>;

/// Folds equal edits; the alphabetically first owner stands for them. Keeps the order of first
/// mention within an owner.
std::vector<Claim> foldEqual(std::vector<Edit> edits) {
  std::erase_if(edits, [](const Edit &edit) { return edit.length == 0 && edit.text.empty(); });
  std::stable_sort(edits.begin(), edits.end(),
                   [](const Edit &a, const Edit &b) { return a.owner < b.owner; });
  std::vector<Claim> claims;
  std::map<Deed, std::size_t> known;
  for (Edit &edit : edits) {
    Deed deed(edit.file, edit.offset, edit.length, edit.text);
    auto [place, isFirst] = known.emplace(std::move(deed), claims.size());
    if (isFirst)
      claims.push_back({edit, {}});
    claims[place->second].owners.insert(edit.owner);
  }
  return claims;
}

/// By place; insertions before the replacement that starts at their offset. Stable, so that
/// insertions at one offset keep the order of foldEqual().
bool standsBefore(const Claim &a, const Claim &b) {
  auto key = [](const Claim &claim) {
    return std::tuple<const std::string &, std::size_t, bool>(claim.edit.file, claim.edit.offset,
                                                              claim.edit.length != 0);
  };
  return key(a) < key(b);
}

/// `later` does not stand before `earlier`. Touching is no overlap.
bool overlap(const Claim &earlier, const Claim &later) {
  if (earlier.edit.file != later.edit.file || earlier.end() <= later.edit.offset)
    return false;
  return later.edit.length != 0 || later.edit.offset > earlier.edit.offset;
}

EditConflict conflictOf(const Claim &first, const Claim &second) {
  std::set<std::string> owners = first.owners;
  owners.insert(second.owners.begin(), second.owners.end());
  return {first.edit, second.edit, {owners.begin(), owners.end()}};
}

/// Marks every claim that overlaps another. Comparing with the claim that reaches farthest is
/// enough to meet each of them at least once.
std::vector<EditConflict> findConflicts(std::vector<Claim> &claims) {
  std::vector<EditConflict> conflicts;
  Claim *reach = nullptr;
  for (Claim &claim : claims) {
    if (reach && overlap(*reach, claim)) {
      conflicts.push_back(conflictOf(*reach, claim));
      reach->conflicting = claim.conflicting = true;
    }
    if (!reach || reach->edit.file != claim.edit.file || claim.end() > reach->end())
      reach = &claim;
  }
  return conflicts;
}

} // namespace

MergedEdits mergeEdits(std::vector<Edit> edits) {
  std::vector<Claim> claims = foldEqual(std::move(edits));
  std::stable_sort(claims.begin(), claims.end(), standsBefore);
  // Replacements of one range differ in text or length only: order them by value, not by owner.
  auto sameStart = [](const Claim &a, const Claim &b) {
    return a.edit.length && b.edit.length && a.edit.file == b.edit.file &&
           a.edit.offset == b.edit.offset;
  };
  for (auto begin = claims.begin(); begin != claims.end();) {
    auto end = std::find_if(begin, claims.end(),
                            [&](const Claim &claim) { return !sameStart(*begin, claim); });
    std::sort(begin, end, [](const Claim &a, const Claim &b) { return a.edit < b.edit; });
    begin = std::max(end, begin + 1);
  }
  MergedEdits merged;
  merged.conflicts = findConflicts(claims);
  for (Claim &claim : claims)
    if (!claim.conflicting)
      merged.edits.push_back(std::move(claim.edit));
  return merged;
}

} // namespace coax
