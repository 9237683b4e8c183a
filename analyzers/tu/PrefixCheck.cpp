// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/tu/PrefixCheck.h"

#include <clang/Lex/Preprocessor.h>

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

void PrefixCheck::beginUnit() {
  inUnit_ = true;
  for (const auto &entry : preprocessor_.getIdentifierTable())
    known_.insert(entry.getValue());
  if (open())
    preprocessor_.setTokenWatcher([this](const Token &token) { sees(token); });
}

void PrefixCheck::sees(const Token &token) {
  if (!open() || !isUnits(token.getLocation()))
    return;
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
  if (!changed_.empty())
    fail();
  llvm::erase_if(owed_, [&](const FileEntry *header) { return reached_.contains(header); });
  if (!open())
    preprocessor_.setTokenWatcher({});
}

void PrefixCheck::InclusionDirective(SourceLocation place, const Token &, llvm::StringRef, bool,
                                     CharSourceRange, OptionalFileEntryRef found, llvm::StringRef,
                                     llvm::StringRef, const Module *, bool,
                                     SrcMgr::CharacteristicKind kind) {
  const FileEntry *file = found ? &found->getFileEntry() : nullptr;
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
    // These two say that the unit was entered from somewhere.
    llvm::StringRef text = name.getIdentifierInfo()->getName();
    if (text == "__INCLUDE_LEVEL__" || text == "__BASE_FILE__")
      fail();
    return;
  }
  asks(name, definition);
}

void PrefixCheck::asks(const Token &name, const MacroDefinition &definition) {
  if (!open() || !definition || !known_.contains(name.getIdentifierInfo()) ||
      !isUnits(name.getLocation()))
    return;
  SourceLocation place = definition.getMacroInfo()->getDefinitionLoc();
  if (place.isValid() && !sources_.isWrittenInBuiltinFile(place) &&
      !sources_.isWrittenInCommandLineFile(place) && !reached_.contains(fileOf(place)))
    fail();
}

} // namespace coax
