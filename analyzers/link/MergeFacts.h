// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Two descriptions of one function ⇒ one. Commutative and associative, so that the order of units
// never shows.
#pragma once

#include "analyzers/model/TuSummary.h"

namespace coax {

/// Puts the calls, uses and lists of `facts` into their canonical order and drops duplicates.
void canonicalize(FunctionFacts &facts);

/// Adds what `other` knows to `facts`. Both are canonical and define the same function.
void mergeDefinition(FunctionFacts &facts, FunctionFacts other);

/// The same for two declarations of one function, which may stand at different places.
void mergeDeclaration(FunctionFacts &facts, FunctionFacts other);

/// Adds what only a declaration may know (overrides, annotations) to a definition.
void absorbDeclaration(FunctionFacts &facts, const FunctionFacts &declaration);

} // namespace coax
