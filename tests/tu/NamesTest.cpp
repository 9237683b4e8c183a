// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/tu/Names.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/RecursiveASTVisitor.h>
#include <clang/Frontend/ASTUnit.h>
#include <clang/Tooling/Tooling.h>
#include <gtest/gtest.h>

namespace coax {
namespace {

std::string manyFunctions(unsigned count) {
  std::string source;
  for (unsigned i = 0; i < count; ++i)
    source += "void f" + std::to_string(i) + "();\n";
  return source;
}

/// Enough of them that any table has grown several times.
TEST(Names, ReferencesOutliveLaterQuestions) {
  auto unit = clang::tooling::buildASTFromCode(manyFunctions(500));
  ASSERT_TRUE(unit);
  Names names(unit->getASTContext(), "/");
  std::vector<std::pair<const SymbolId *, SymbolId>> asked;
  for (const clang::Decl *declaration : unit->getASTContext().getTranslationUnitDecl()->decls())
    if (const auto *function = clang::dyn_cast<clang::FunctionDecl>(declaration)) {
      const SymbolId &id = names.id(*function);
      asked.emplace_back(&id, id);
    }
  ASSERT_EQ(asked.size(), 500u);
  for (const auto &[reference, copy] : asked)
    EXPECT_EQ(reference->usr, copy.usr);
}

} // namespace
} // namespace coax
