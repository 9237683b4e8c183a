// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What crosses from a worker process: results as bytes. Both ends are this binary.
#pragma once

#include "rewriters/transforms/Unit.h"
#include "rewriters/verify/Check.h"

#include <optional>
#include <string>

namespace coax {

std::string encode(const UnitRewrite &rewrite);
std::optional<UnitRewrite> decodeRewrite(const std::string &bytes);

std::string encode(const CheckedUnit &checked);
std::optional<CheckedUnit> decodeChecked(const std::string &bytes);

} // namespace coax
