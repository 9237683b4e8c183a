// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tests/recall/Compare.h"

#include "analyzers/profile/FunctionName.h"
#include "tests/recall/SourceText.h"

#include <llvm/ADT/StringRef.h>

#include <algorithm>
#include <filesystem>
#include <utility>

namespace coax::recall {
namespace {

bool covers(const Range &range, const Location &place) {
  if (place.line < range.begin.line || place.line > range.endLine)
    return false;
  if (place.column == 0)
    return true;
  return (place.line > range.begin.line || place.column >= range.begin.column) &&
         (place.line < range.endLine || place.column < range.endColumn);
}

/// "stat64" ⇒ "stat": with large file support, a source's stat is the library's stat64.
std::string withoutSize(std::string name) {
  if (std::size_t at = name.rfind("64"); at != std::string::npos)
    name.erase(at, 2);
  return name;
}

/// Whether `callee` ran there: it is what is called, what blocked in the end, or something between.
bool calls(const SeenSite &site, const std::string &callee) {
  auto isCallee = [&](const std::string &name) { return withoutSize(name) == withoutSize(callee); };
  return isCallee(site.callee) || std::any_of(site.calls.begin(), site.calls.end(), isCallee) ||
         std::any_of(site.inner.begin(), site.inner.end(),
                     [&](const std::string &symbol) { return namesSameFunction(callee, symbol); });
}

/// Both end with the same parenthesis. The callee's name is not asked for: a library's function
/// that ends with a jump to the blocking one leaves no frame.
bool isSameCall(const Range &range, const Location &place, const Range &extent) {
  return covers(range, place) && range.endLine == extent.endLine &&
         range.endColumn == extent.endColumn;
}

class Judge {
public:
  Judge(const std::string &root, const TextOf &textOf) : root_(root), textOf_(textOf) {}

  JudgedSite judge(const SeenSite &site, const Scan &scan) {
    if (site.place.file != file_) {
      file_ = site.place.file;
      text_ = textOf_(file_);
    }
    for (auto [findings, inContext] :
         {std::pair(&scan.findings, false), {&scan.everywhere, true}}) {
      if (any(*findings, [&](const Finding &finding) { return isAbout(finding, site); }))
        return {site, inContext ? Verdict::InContext : Verdict::Reported};
      if (any(*findings, [&](const Finding &finding) { return beginsChainOf(finding, site); }))
        return {site, inContext ? Verdict::InContext : Verdict::InChain};
    }
    return {site, Verdict::Missed};
  }

private:
  template <typename Predicate>
  static bool any(const std::vector<Finding> &findings, Predicate predicate) {
    return std::any_of(findings.begin(), findings.end(), predicate);
  }

  /// The range of a finding about a blocking call in the site's file; empty for others.
  Range rangeHere(const Finding &finding) const {
    Range range = finding.range;
    range.begin.file =
        (std::filesystem::path(root_) / range.begin.file.str()).lexically_normal().string();
    return !finding.category.empty() && range.begin.file == file_ ? range : Range();
  }

  bool isAbout(const Finding &finding, const SeenSite &site) const {
    Range range = rangeHere(finding);
    if (range.begin.file.empty())
      return false;
    Range extent = extentAt(site.place, text_);
    bool isHere = covers(range, site.place) || extent.contains(range.begin);
    return isSameCall(range, site.place, extent) || isSameShift(finding, range, site) ||
           isSameImplicitCall(finding, range, site) || isSamePointer(range, site) ||
           (isHere && calls(site, finding.callee));
  }

  /// An operator that the place is within, and no argument of it.
  bool isSameShift(const Finding &finding, const Range &range, const SeenSite &site) const {
    return covers(range, site.place) && isShift(finding, site) &&
           depthBetween(range.begin, site.place, text_) == 0;
  }

  /// A call through a pointer, which the scan names after one of the functions that it can hold.
  bool isSamePointer(const Range &range, const SeenSite &site) const {
    return range.begin == site.place && site.calls.contains(site.callee) &&
           !mentions(range, site.callee, text_);
  }

  /// Destructors of temporaries and what a range-for calls: debug information puts them elsewhere
  /// in their expression than the scan does.
  bool isSameImplicitCall(const Finding &finding, const Range &range, const SeenSite &site) const {
    bool isImplicit = llvm::StringRef(site.callee).contains("::~") ||
                      llvm::StringRef(site.callee).contains("::operator");
    return isImplicit && finding.callee == site.callee &&
           (depthBetween(site.place, range.begin, text_) ||
            depthBetween(range.begin, site.place, text_));
  }

  /// The site is a `<<` or `>>`, and the finding about such an operator.
  bool isShift(const Finding &finding, const SeenSite &site) const {
    std::string_view shift = shiftAt(site.place, text_);
    return !shift.empty() &&
           llvm::StringRef(finding.callee).ends_with("operator" + std::string(shift));
  }

  /// A link on the right of the finding's, which is an operator or another call of a stream that
  /// gives the stream.
  bool beginsChainOf(const Finding &finding, const SeenSite &site) const {
    Range range = rangeHere(finding);
    Location end = {range.begin.file, range.endLine, range.endColumn};
    llvm::StringRef callee = finding.callee;
    bool ofStream = callee.starts_with("std::basic_") && callee.contains("stream::");
    return !range.begin.file.empty() && end < site.place &&
           (isShift(finding, site) || (ofStream && !shiftAt(site.place, text_).empty())) &&
           depthBetween(end, site.place, text_) == 0;
  }

  const std::string &root_;
  const TextOf &textOf_;
  std::string file_, text_;
};

} // namespace

std::vector<JudgedSite> judge(const std::vector<SeenSite> &sites, const Scan &scan,
                              const std::string &root, const TextOf &textOf) {
  std::vector<JudgedSite> judged;
  Judge judge(root, textOf);
  for (const SeenSite &site : sites)
    judged.push_back(judge.judge(site, scan));
  return judged;
}

} // namespace coax::recall
