// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/model/TuSummary.h"

#include <algorithm>

namespace coax {

bool ValueTest::holds(std::int64_t value) const {
  const auto listed = [&] {
    return std::find(values.begin(), values.end(), value) != values.end();
  };
  switch (is) {
  case Is::OneOf:
    return listed();
  case Is::NoneOf:
    return !listed();
  case Is::Below:
    return value < values.front();
  case Is::Above:
    return value > values.front();
  case Is::WithBits:
    return (value & values.front()) != 0;
  case Is::WithoutBits:
    return (value & values.front()) == 0;
  }
  return true;
}

} // namespace coax
