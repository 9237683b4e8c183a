// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/tu/PrefixCheck.h"

#include <clang/Basic/CharInfo.h>
#include <clang/Lex/Preprocessor.h>
#include <llvm/ADT/STLExtras.h>

#include <utility>

namespace coax {

using namespace clang;

PrefixCheck::PrefixCheck(Preprocessor &preprocessor, llvm::function_ref<void()> misfit)
    : preprocessor_(preprocessor), sources_(preprocessor.getSourceManager()), misfit_(misfit) {}

void PrefixCheck::fail() {
  if (!fits_)
    return;
  fits_ = false;
  misfit_();
}

void PrefixCheck::beginUnit(FileEntryRef file) {
  inUnit_ = true;
  unit_ = &file.getFileEntry();
  for (const auto &entry : preprocessor_.getIdentifierTable())
    known_.insert(entry.getValue());
  if (open())
    preprocessor_.setTokenWatcher([this](const Token &token) { sees(token); });
}

/// Follows the brackets of the unit's own files. Those of a system header say nothing of what it
/// includes: system headers may come in any order.
void PrefixCheck::standsAt(const Token &token) {
  previous_ = token.getKind();
  if (token.isOneOf(tok::l_brace, tok::l_paren, tok::l_square))
    ++depth_;
  else if (token.isOneOf(tok::r_brace, tok::r_paren, tok::r_square) && depth_ > 0)
    --depth_;
}

void PrefixCheck::sees(const Token &token) {
  if (!open())
    return;
  if (!isUnits(token.getLocation()))
    return;
  standsAt(token);
  tok::TokenKind kind = tok::isLiteral(token.getKind()) ? tok::numeric_constant : token.getKind();
  if (const Entities &missing = names_.missingFrom(reached_, kind); !missing.empty())
    doubts_.suspect(token.getLocation(), missing);
  const IdentifierInfo *name = token.isAnnotation() ? nullptr : token.getIdentifierInfo();
  if (!name)
    return;
  Entities missing = names_.missingFrom(reached_, *name);
  if (!missing.empty())
    doubts_.add(token.getLocation(), missing);
}

const FileEntry *PrefixCheck::fileOf(SourceLocation place) const {
  auto file = sources_.getFileEntryRefForID(sources_.getFileID(place));
  return file ? &file->getFileEntry() : nullptr;
}

/// Marks `file` and what it includes. True if it was not marked yet.
bool PrefixCheck::reach(const FileEntry *file) {
  if (!reached_.insert(file).second)
    return false;
  for (llvm::SmallVector<const FileEntry *> rest{file}; !rest.empty();)
    for (const FileEntry *included : includes_.lookup(rest.pop_back_val()))
      if (reached_.insert(included).second)
        rest.push_back(included);
  return true;
}

/// Somewhere in the unit `file` is included before all that was read first is.
void PrefixCheck::includesNow(const FileEntry *file) {
  if (!reach(file) || !includes_.contains(file))
    return;
  if (!changed_.empty() || !betweenDeclarations())
    fail();
  llvm::erase_if(owed_, [&](const FileEntry *header) { return reached_.contains(header); });
  if (!open())
    preprocessor_.setTokenWatcher({});
}

void PrefixCheck::InclusionDirective(SourceLocation place, const Token &, llvm::StringRef name,
                                     bool, CharSourceRange, OptionalFileEntryRef found,
                                     llvm::StringRef, llvm::StringRef, const Module *, bool,
                                     SrcMgr::CharacteristicKind kind) {
  const FileEntry *file = found ? &found->getFileEntry() : nullptr;
  asksFor(name);
  if (inUnit_) {
    if (file && open())
      includesNow(file);
    return;
  }
  if (file) {
    includes_.try_emplace(file);
    includes_[fileOf(place)].push_back(file);
  }
  if (stage_.isInvalid())
    reach(file); // by an option of the command: comes before the unit in any case
  else if (sources_.getFileID(place) == stage_) {
    if (!file || !SrcMgr::isSystem(kind))
      return fail();
    if (!reached_.contains(file))
      owed_.push_back(file);
  }
}

/// What follows "#pragma". Empty for the operator _Pragma.
static llvm::StringRef pragmaText(const SourceManager &sources, SourceLocation place) {
  bool invalid = false;
  auto [file, offset] = sources.getDecomposedSpellingLoc(place);
  llvm::StringRef text = sources.getBufferData(file, &invalid).drop_front(offset);
  text.consume_front("#");
  text = text.ltrim(" \t");
  return text.consume_front("pragma")
             ? text.ltrim(" \t").take_until([](char c) { return c == '\n'; })
             : llvm::StringRef();
}

/// One that changes neither macros nor what a declaration means.
static bool isHarmless(llvm::StringRef pragma) {
  for (llvm::StringRef prefix : {"GCC", "clang"})
    if (pragma.consume_front(prefix)) {
      pragma = pragma.ltrim(" \t");
      return pragma.starts_with("diagnostic") || pragma.starts_with("warning");
    }
  static constexpr llvm::StringRef harmless[] = {"once",    "region",  "endregion", "mark",
                                                 "message", "comment", "warning"};
  return llvm::any_of(harmless, [&](llvm::StringRef word) { return pragma.starts_with(word); });
}

/// A pragma may do anything to the headers that follow; and a unit's own file that is not the main
/// one any more listens to two that it would not have listened to.
void PrefixCheck::PragmaDirective(SourceLocation place, PragmaIntroducerKind) {
  if (!inUnit_ || !isUnits(place) || sources_.isInSystemHeader(sources_.getSpellingLoc(place)))
    return;
  llvm::StringRef pragma = pragmaText(sources_, place);
  bool forIncluded = pragma.starts_with("once") || pragma.contains("system_header");
  if (forIncluded && fileOf(place) == unit_)
    fail();
  else if (open() && !isHarmless(pragma))
    fail();
}

void PrefixCheck::MacroDefined(const Token &name, const MacroDirective *definition) {
  const IdentifierInfo *identifier = name.getIdentifierInfo();
  if (!open() || !known_.contains(identifier) || !isUnits(name.getLocation()))
    return;
  const MacroDirective *previous = definition->getPrevious();
  bool was = previous && previous->isDefined();
  auto [entry, added] = changed_.try_emplace(identifier, was ? previous->getMacroInfo() : nullptr);
  const MacroInfo *before = entry->second;
  if (before && before->isIdenticalTo(*definition->getMacroInfo(), preprocessor_,
                                      /*Syntactically=*/true))
    changed_.erase(entry);
}

void PrefixCheck::MacroUndefined(const Token &name, const MacroDefinition &definition,
                                 const MacroDirective *) {
  const IdentifierInfo *identifier = name.getIdentifierInfo();
  if (!open() || !definition || !known_.contains(identifier) || !isUnits(name.getLocation()))
    return;
  auto [entry, added] = changed_.try_emplace(identifier, definition.getMacroInfo());
  if (!added && !entry->second)
    changed_.erase(entry);
}

void PrefixCheck::MacroExpands(const Token &name, const MacroDefinition &definition, SourceRange,
                               const MacroArgs *) {
  if (!inUnit_)
    return;
  if (definition.getMacroInfo()->isBuiltinMacro()) {
    // Two say that the unit was entered from somewhere, one that something was read before.
    llvm::StringRef text = name.getIdentifierInfo()->getName();
    if (text == "__INCLUDE_LEVEL__" || text == "__BASE_FILE__" || (text == "__COUNTER__" && open()))
      fail();
    return;
  }
  asks(name, definition);
}

/// Whether the answer would be another if only what is included so far had been read.
bool PrefixCheck::dependsOnOrder(const Token &name, const MacroDefinition &definition) const {
  if (!open() || !definition || !known_.contains(name.getIdentifierInfo()) ||
      !isUnits(name.getLocation()))
    return false;
  SourceLocation place = definition.getMacroInfo()->getDefinitionLoc();
  return place.isValid() && !isUnits(place) && !sources_.isWrittenInBuiltinFile(place) &&
         !reached_.contains(fileOf(place));
}

/// "defined(NAME)" or "defined NAME"; empty if it is anything else.
static llvm::StringRef nameAskedFor(llvm::StringRef operand) {
  operand = operand.trim();
  if (!operand.consume_front("defined") ||
      (!operand.empty() && isAsciiIdentifierContinue(operand.front())))
    return {};
  operand = operand.trim();
  if (operand.consume_front("(") && !operand.consume_back(")"))
    return {};
  operand = operand.trim();
  return llvm::all_of(operand, [](char c) { return isAsciiIdentifierContinue(c); })
             ? operand
             : llvm::StringRef();
}

/// "A && B && …", of which one is "defined(NAME)" and NAME is not.
bool PrefixCheck::isFalseAnyway(llvm::StringRef condition) const {
  if (condition.find_first_of("|?/\\") != llvm::StringRef::npos)
    return false;
  llvm::SmallVector<llvm::StringRef> operands;
  condition.split(operands, "&&");
  std::ptrdiff_t depth = 0; // of brackets
  for (llvm::StringRef operand : operands) {
    llvm::StringRef name = nameAskedFor(operand);
    if (depth == 0 && !name.empty() && !preprocessor_.isMacroDefined(name))
      return true;
    depth += llvm::count(operand, '(') - llvm::count(operand, ')');
  }
  return false;
}

/// clang asks for every macro in a condition, also behind an operand that has decided it.
void PrefixCheck::ends(SourceRange condition) {
  if (!std::exchange(doubtfulCondition_, false))
    return;
  bool invalid = false;
  auto [file, offset] = sources_.getDecomposedSpellingLoc(condition.getBegin());
  llvm::StringRef line = sources_.getBufferData(file, &invalid).drop_front(offset);
  if (invalid || !isFalseAnyway(line.take_until([](char c) { return c == '\n'; })))
    fail();
}

} // namespace coax
