// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Predicates of catalog entries on one call: what an argument is, which object a method is called
// on. Written in JSON as docs/formats/catalog.md says.
#pragma once

#include "analyzers/model/TuSummary.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace coax {

/// Holds if all of its parts hold; a part that is not set always does. What is not known about an
/// argument makes the parts that ask for it false.
struct Condition {
  int argument = -1;                ///< 0-based; an argument that is not there fails every part
  std::vector<std::int64_t> equals; ///< the constant value is one of these
  std::int64_t bits = 0;            ///< the constant value has all of these bits
  std::vector<std::string> words;   ///< the source text names one of these ("MSG_DONTWAIT")
  std::vector<std::string> types;   ///< the canonical type fits one of these patterns
  std::vector<std::string> texts;   ///< the source text fits one of these patterns
  std::vector<std::string> given; ///< what the variable was given before fits one of these patterns
  std::optional<bool> constant;   ///< the value is (not) known at compile time
  std::vector<std::string> receivers; ///< the object's record type fits one of these patterns
  std::vector<std::string> objects;   ///< the object's source text fits one of these patterns
  std::vector<Condition> all;         ///< these hold as well
  std::optional<int> arguments;       ///< how many arguments the call has, defaulted ones included

  bool holds(const CallSite &call) const;

private:
  bool argumentHolds(const CallSite &call) const;
};

/// True if one of the patterns fits the text.
bool matchesAny(const std::vector<std::string> &patterns, const std::string &text);

} // namespace coax
