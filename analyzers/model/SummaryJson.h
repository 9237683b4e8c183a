// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TuSummary ⇔ JSON, for people (--print=summary), tests and other tools. Fields that hold their
// default value are left out, so a reader must take a missing key as the default.
#pragma once

#include "analyzers/base/Json.h"
#include "analyzers/model/TuSummary.h"

namespace coax {

/// Keys in the order of the struct's fields. An enum is its name ("Direct"), a SymbolId its USR.
OrderedJson toJson(const TuSummary &summary);
OrderedJson toJson(const FunctionFacts &function);
OrderedJson toJson(const CallSite &call);

/// Fails with "KEY: what is wrong" on a value of the wrong type; unknown keys are ignored.
llvm::Expected<TuSummary> summaryFromJson(const OrderedJson &value);

} // namespace coax
