// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The identity of a function across translation units: clang's USR (Unified Symbol Resolution).
// Functions of internal linkage carry their file in the USR; lambdas the place of their body.
#pragma once

#include "analyzers/base/Text.h"

#include <compare>
#include <functional>

namespace coax {

struct SymbolId {
  Text usr;

  bool empty() const { return usr.empty(); }
  auto operator<=>(const SymbolId &) const = default;
};

} // namespace coax

template <> struct std::hash<coax::SymbolId> {
  std::size_t operator()(const coax::SymbolId &id) const { return id.usr.hash(); }
};
