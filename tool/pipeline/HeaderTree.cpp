// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A prefix tree over the headers of each unit, the most frequent header first (the "FP-tree" of
// frequent pattern mining). A stage is a run of headers along which the tree does not branch.
#include "tool/pipeline/HeaderTree.h"

#include <algorithm>
#include <map>

namespace coax {

namespace {

using Units = std::vector<std::size_t>;

class TreeBuilder {
public:
  TreeBuilder(const std::vector<HeaderUse> &units, std::size_t fewest, HeaderTree &tree)
      : units_(units), fewest_(fewest), tree_(tree), sorted_(units.size()) {}

  /// `group`: the units of one key.
  void add(const Units &group) {
    sort(group);
    split(group, 0);
  }

private:
  const std::vector<HeaderUse> &units_;
  std::size_t fewest_;
  HeaderTree &tree_;
  std::vector<Headers> sorted_;

  void sort(const Units &group) {
    std::map<std::string, std::size_t> frequency;
    for (std::size_t unit : group)
      for (const std::string &header : units_[unit].headers)
        ++frequency[header];
    for (std::size_t unit : group) {
      sorted_[unit] = units_[unit].headers;
      std::sort(sorted_[unit].begin(), sorted_[unit].end(),
                [&](const std::string &left, const std::string &right) {
                  std::size_t more = frequency[left], less = frequency[right];
                  return more != less ? more > less : left < right;
                });
    }
  }

  /// `units` agree in their first `depth` headers.
  void split(const Units &units, std::size_t depth) {
    std::map<std::string, Units> branches;
    for (std::size_t unit : units)
      if (depth < sorted_[unit].size())
        branches[sorted_[unit][depth]].push_back(unit);
    std::erase_if(branches, [&](const auto &branch) { return branch.second.size() < fewest_; });
    for (std::size_t unit : units)
      if (depth == sorted_[unit].size() || !branches.contains(sorted_[unit][depth]))
        tree_.order.push_back(unit);
    for (const auto &[header, branch] : branches) {
      std::size_t end = agreement(branch, depth);
      for (std::size_t unit : branch)
        tree_.stages[unit].emplace_back(sorted_[unit].begin() + static_cast<std::ptrdiff_t>(depth),
                                        sorted_[unit].begin() + static_cast<std::ptrdiff_t>(end));
      split(branch, end);
    }
  }

  /// How many headers from the first on are the same in all `units`; at least depth + 1.
  std::size_t agreement(const Units &units, std::size_t depth) const {
    const Headers &first = sorted_[units.front()];
    std::size_t end = first.size();
    for (std::size_t unit : units) {
      auto different =
          std::mismatch(first.begin(), first.end(), sorted_[unit].begin(), sorted_[unit].end());
      end = std::min(end, static_cast<std::size_t>(different.first - first.begin()));
    }
    return std::max(end, depth + 1);
  }
};

} // namespace

HeaderTree shareHeaders(const std::vector<HeaderUse> &units, std::size_t fewest) {
  HeaderTree tree;
  tree.stages.resize(units.size());
  std::map<std::string, Units> groups;
  for (std::size_t unit = 0; unit < units.size(); ++unit)
    groups[units[unit].key].push_back(unit);
  TreeBuilder builder(units, std::max<std::size_t>(fewest, 1), tree);
  for (const auto &[key, group] : groups)
    if (key.empty())
      tree.order.insert(tree.order.end(), group.begin(), group.end());
    else
      builder.add(group);
  return tree;
}

} // namespace coax
