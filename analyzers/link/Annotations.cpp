// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/link/Annotations.h"

#include "analyzers/catalog/CatalogValues.h"

#include <algorithm>

namespace coax {
namespace {

std::string writtenCategory(std::string_view annotation) {
  auto open = annotation.find('('), close = annotation.rfind(')');
  if (open == std::string_view::npos || close == std::string_view::npos || close < open)
    return "wait";
  return std::string(annotation.substr(open + 1, close - open - 1));
}

bool isCategory(const std::string &word) {
  return std::find(categories().begin(), categories().end(), word) != categories().end();
}

} // namespace

bool isDeclaredBlocking(const FunctionFacts &facts) {
  return facts.annotation == "blocking" || facts.annotation.starts_with("coax::blocking");
}

std::string annotatedCategory(std::string_view annotation) {
  std::string word = writtenCategory(annotation);
  return isCategory(word) ? word : "wait";
}

bool hasUnknownCategory(std::string_view annotation) {
  return !isCategory(writtenCategory(annotation));
}

} // namespace coax
