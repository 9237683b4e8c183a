// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Macros as far as the compiler's predefinitions and the program's own files tell, without reading
// system headers ⇒ which conditions of the preprocessor hold. Three answers: yes, no, and nothing
// where a system header could decide.
#pragma once

#include <llvm/ADT/STLFunctionalExtras.h>
#include <llvm/ADT/StringMap.h>
#include <llvm/ADT/StringRef.h>

#include <cstdint>
#include <optional>
#include <string>

namespace coax {

class GuessedMacros {
public:
  /// What follows #define: "NAME", "NAME 3", "NAME(x) x".
  void define(llvm::StringRef definition);
  void undefine(llvm::StringRef name);
  /// From here on it may be defined or not.
  void doubt(llvm::StringRef name);

  /// Names of other systems and compilers count as not defined unless they were predefined.
  std::optional<bool> isDefined(llvm::StringRef name) const;

  /// What follows #if. `hasInclude` is given what __has_include was, brackets or quotes included.
  using HasInclude = llvm::function_ref<std::optional<bool>(llvm::StringRef)>;
  std::optional<bool> holds(llvm::StringRef condition, HasInclude hasInclude) const;

private:
  friend class ConditionParser;

  struct Macro {
    enum State { Defined, Undefined, Doubtful } state = Doubtful;
    std::optional<std::string> value; ///< nothing if it takes arguments
  };
  llvm::StringMap<Macro> macros_;
};

/// The name that a #define or #undef line begins with.
llvm::StringRef macroName(llvm::StringRef definition);

} // namespace coax
