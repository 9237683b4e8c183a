// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The awaitable that takes the place of a call, by the template in the catalog.
#pragma once

#include "rewriters/transforms/SourceEdits.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/Expr.h>

#include <string>
#include <string_view>
#include <vector>

namespace coax {

/// `lib::read($object, $2)` for one call. The arguments and the object keep what was done to them.
class Counterpart {
public:
  Counterpart(SourceEdits &edits, const clang::ASTContext &context, const clang::Expr &call,
              std::string_view pattern);

  /// Why the template cannot be applied; empty if it can.
  const std::string &unfit() const { return unfit_; }
  /// Puts the template's text in the place of the call. Only if it fits.
  void apply();

private:
  /// Text of the template, or a part of the call.
  struct Piece {
    std::string text;
    const clang::Expr *part = nullptr;
    std::string before = {}, after = {}; ///< around it
  };

  void parse(std::string_view pattern);
  std::size_t addPlaceholder(std::string_view rest);
  std::size_t addObject(std::string_view rest);
  void addPart(const clang::Expr &part);
  void checkTheRest();
  bool onlyTheNameChanges(std::string_view pattern) const;

  SourceEdits &edits_;
  const clang::ASTContext &context_;
  const clang::CallExpr *call_;
  std::vector<const clang::Expr *> arguments_; ///< those that are written
  std::vector<Piece> pieces_;
  std::string newName_; ///< all that changes; the arguments stay where they are. Else empty
  std::string unfit_;
};

} // namespace coax
