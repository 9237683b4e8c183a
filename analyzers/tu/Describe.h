// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A function's declaration ⇒ its facts, except for those that its body says.
#pragma once

#include "analyzers/tu/Unit.h"

namespace coax {

FunctionFacts describe(Unit &unit, const clang::FunctionDecl &function);

} // namespace coax
