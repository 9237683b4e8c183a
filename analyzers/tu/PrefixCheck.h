// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Was it right to read system headers before the unit that was to include them? It was if the unit
// means the same when it reads them itself. That is so if it does include every one of them, and up
// to the last of them
//  - its own files mean nothing and use no macro that only the headers still to come declare, and
//  - wherever one of them comes, it stands between two declarations of the outermost scope, and the
//    unit's own files have not changed a macro that they look at.
// What is taken for granted: system headers may be included in any order.
#pragma once

#include "analyzers/tu/HeaderNames.h"

#include <clang/Lex/PPCallbacks.h>
#include <llvm/ADT/STLFunctionalExtras.h>
#include <llvm/ADT/StringSet.h>

namespace clang {
class Preprocessor;
}

namespace coax {

class PrefixCheck : public clang::PPCallbacks {
public:
  /// `misfit` is called at the first thing that breaks the rule; it need not return.
  PrefixCheck(clang::Preprocessor &preprocessor, llvm::function_ref<void()> misfit);

  /// What `stage` includes are the headers to be read first.
  void beginHeaders(clang::FileID stage) { stage_ = stage; }
  /// All headers so far are read.
  void endHeaders(const clang::ASTContext &context) { names_.collect(context); }
  /// From here on the unit itself is read.
  void beginUnit(clang::FileEntryRef file);
  /// The first part, up to a slash, of every name by which headers so far have looked for others.
  const llvm::StringSet<> &namesAskedFor() const { return asked_; }
  /// After the unit: whether the rule held.
  bool fits(clang::ASTContext &context) const {
    return fits_ && !open() && doubts_.areHarmless(context);
  }

  // PPCallbacks
  void InclusionDirective(clang::SourceLocation place, const clang::Token &, llvm::StringRef name,
                          bool, clang::CharSourceRange, clang::OptionalFileEntryRef file,
                          llvm::StringRef, llvm::StringRef, const clang::Module *, bool,
                          clang::SrcMgr::CharacteristicKind kind) override;
  void HasInclude(clang::SourceLocation, llvm::StringRef name, bool, clang::OptionalFileEntryRef,
                  clang::SrcMgr::CharacteristicKind) override {
    asksFor(name);
  }
  void PragmaDirective(clang::SourceLocation place, clang::PragmaIntroducerKind) override;
  void MacroDefined(const clang::Token &name, const clang::MacroDirective *definition) override;
  void MacroUndefined(const clang::Token &name, const clang::MacroDefinition &definition,
                      const clang::MacroDirective *) override;
  void MacroExpands(const clang::Token &name, const clang::MacroDefinition &definition,
                    clang::SourceRange, const clang::MacroArgs *) override;
  void Defined(const clang::Token &name, const clang::MacroDefinition &definition,
               clang::SourceRange) override {
    doubtfulCondition_ = doubtfulCondition_ || dependsOnOrder(name, definition);
  }
  void If(clang::SourceLocation, clang::SourceRange condition, ConditionValueKind) override {
    ends(condition);
  }
  void Elif(clang::SourceLocation, clang::SourceRange condition, ConditionValueKind,
            clang::SourceLocation) override {
    ends(condition);
  }
  void Ifdef(clang::SourceLocation, const clang::Token &name,
             const clang::MacroDefinition &definition) override {
    asks(name, definition);
  }
  void Ifndef(clang::SourceLocation, const clang::Token &name,
              const clang::MacroDefinition &definition) override {
    asks(name, definition);
  }
  using PPCallbacks::Elifdef;
  void Elifdef(clang::SourceLocation, const clang::Token &name,
               const clang::MacroDefinition &definition) override {
    asks(name, definition);
  }
  using PPCallbacks::Elifndef;
  void Elifndef(clang::SourceLocation, const clang::Token &name,
                const clang::MacroDefinition &definition) override {
    asks(name, definition);
  }

private:
  clang::Preprocessor &preprocessor_;
  const clang::SourceManager &sources_;
  llvm::function_ref<void()> misfit_;
  clang::FileID stage_;
  bool inUnit_ = false, fits_ = true;
  const clang::FileEntry *unit_ = nullptr;
  unsigned depth_ = 0;                                ///< of brackets
  clang::tok::TokenKind previous_ = clang::tok::semi; ///< the kind of the token read last
  HeaderNames names_;
  DoubtfulNames doubts_;
  llvm::SmallVector<const clang::FileEntry *> owed_; ///< read first; then: not yet included
  llvm::DenseMap<const clang::FileEntry *, llvm::SmallVector<const clang::FileEntry *>> includes_;
  HeaderNames::Files reached_; ///< included by the unit so far, directly or not
  llvm::DenseSet<const clang::IdentifierInfo *> known_; ///< all that the headers can have looked at
  /// Of these, macros that are not now as they were when the unit began; with what they were.
  llvm::DenseMap<const clang::IdentifierInfo *, const clang::MacroInfo *> changed_;

  llvm::StringSet<> asked_;
  bool doubtfulCondition_ = false; ///< the one being read asks for a macro it should not know yet

  /// The unit still has to include something that was read already.
  bool open() const { return inUnit_ && !owed_.empty(); }
  bool isUnits(clang::SourceLocation place) const { return !sources_.isInSystemHeader(place); }
  const clang::FileEntry *fileOf(clang::SourceLocation place) const;
  bool reach(const clang::FileEntry *file);
  void includesNow(const clang::FileEntry *file);
  void asksFor(llvm::StringRef header) {
    if (!inUnit_)
      asked_.insert(header.split('/').first);
  }
  bool dependsOnOrder(const clang::Token &name, const clang::MacroDefinition &definition) const;
  void asks(const clang::Token &name, const clang::MacroDefinition &definition) {
    if (dependsOnOrder(name, definition))
      fail();
  }
  void ends(clang::SourceRange condition);
  bool isFalseAnyway(llvm::StringRef condition) const;
  void sees(const clang::Token &token);
  void standsAt(const clang::Token &token);
  bool betweenDeclarations() const {
    return depth_ == 0 && (previous_ == clang::tok::semi || previous_ == clang::tok::r_brace);
  }
  void fail();
};

} // namespace coax
