// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A function's declarations say that it is a coroutine.
//
//   Before:  static int load(int fd);        int main(int argc, char **argv) { … }
//   After:   static coax::task<int> load(int fd);
//            coax::task<int> coax_main(int argc, char **argv) { … }
//            int main(int argc, char **argv) { return coax::run(coax_main(argc, argv)); }
#pragma once

#include "rewriters/transforms/Attributes.h"
#include "rewriters/transforms/SourceEdits.h"

#include <clang/AST/Decl.h>
#include <clang/AST/ExprCXX.h>

#include <string>

namespace coax {

/// Rewrites one declaration. Returns why that is impossible, or an empty string.
std::string makeTaskSignature(SourceEdits &edits, const Attributes &attributes,
                              const clang::FunctionDecl &declaration);

/// Gives a lambda the return type coax::task<R>.
std::string makeTaskLambda(SourceEdits &edits, const Attributes &attributes,
                           const clang::LambdaExpr &lambda);

/// Renames main, and adds a main that runs it. The body must be rewritten by the caller.
std::string splitMain(SourceEdits &edits, const Attributes &attributes,
                      const clang::FunctionDecl &main);

/// The return type as written, without the specifiers of the declaration: "const std::string &".
std::string writtenReturnType(const SourceEdits &edits, const Attributes &attributes,
                              const clang::FunctionDecl &declaration);

} // namespace coax
