// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/tu/GuessedMacros.h"

#include <clang/Basic/CharInfo.h>
#include <clang/Basic/OperatorPrecedence.h>
#include <clang/Lex/Lexer.h>
#include <llvm/ADT/STLExtras.h>

namespace coax {

using Number = std::optional<std::int64_t>;

llvm::StringRef macroName(llvm::StringRef definition) {
  return definition.take_while(
      [](char c) { return clang::isAsciiIdentifierContinue(static_cast<unsigned char>(c)); });
}

void GuessedMacros::define(llvm::StringRef definition) {
  llvm::StringRef name = macroName(definition);
  llvm::StringRef rest = definition.drop_front(name.size());
  Macro &macro = macros_[name];
  macro.state = Macro::Defined;
  macro.value.reset();
  if (!rest.starts_with("("))
    macro.value = rest.trim().str();
}

void GuessedMacros::undefine(llvm::StringRef name) {
  macros_[name] = {Macro::Undefined, std::nullopt};
}

void GuessedMacros::doubt(llvm::StringRef name) { macros_[name] = {Macro::Doubtful, std::nullopt}; }

/// What only a compiler or its system defines; clang would have said so.
static constexpr llvm::StringRef macrosOfCompilers[] = {"_WIN32",
                                                        "_WIN64",
                                                        "WIN32",
                                                        "WIN64",
                                                        "_WINDOWS",
                                                        "_MSC_VER",
                                                        "__MINGW32__",
                                                        "__MINGW64__",
                                                        "__CYGWIN__",
                                                        "__APPLE__",
                                                        "__MACH__",
                                                        "__FreeBSD__",
                                                        "__NetBSD__",
                                                        "__OpenBSD__",
                                                        "__DragonFly__",
                                                        "__sun",
                                                        "__sun__",
                                                        "sun",
                                                        "__SVR4",
                                                        "_AIX",
                                                        "__hpux",
                                                        "__HAIKU__",
                                                        "__QNX__",
                                                        "__QNXNTO__",
                                                        "__Fuchsia__",
                                                        "__VXWORKS__",
                                                        "__ANDROID__",
                                                        "__EMSCRIPTEN__",
                                                        "__wasm__",
                                                        "__wasi__",
                                                        "__linux__",
                                                        "__linux",
                                                        "linux",
                                                        "__gnu_linux__",
                                                        "__unix__",
                                                        "__unix",
                                                        "unix",
                                                        "__GNUC__",
                                                        "__clang__",
                                                        "__INTEL_COMPILER",
                                                        "__NVCC__",
                                                        "__CUDACC__",
                                                        "__ICC",
                                                        "__SUNPRO_CC",
                                                        "__BORLANDC__",
                                                        "__x86_64__",
                                                        "__i386__",
                                                        "_M_X64",
                                                        "_M_IX86",
                                                        "__aarch64__",
                                                        "__arm__",
                                                        "_M_ARM64",
                                                        "__powerpc64__",
                                                        "__s390x__",
                                                        "__riscv",
                                                        "__cplusplus",
                                                        "__OBJC__",
                                                        "__OPTIMIZE__",
                                                        "__SSE4_2__",
                                                        "__AVX2__",
                                                        "__SYMBIAN32__",
                                                        "__OS2__",
                                                        "__MSDOS__",
                                                        "__DJGPP__",
                                                        "__BEOS__",
                                                        "__minix",
                                                        "__INTERIX",
                                                        "__MSYS__",
                                                        "__osf__",
                                                        "__sgi",
                                                        "__hpux__",
                                                        "__ultrix",
                                                        "__TURBOC__",
                                                        "__WATCOMC__",
                                                        "__illumos__",
                                                        "__GNU__",
                                                        "__WIN32__",
                                                        "__WINDOWS__",
                                                        "__VMS",
                                                        "__MVS__",
                                                        "__amigaos__",
                                                        "__FreeBSD_kernel__",
                                                        "__TANDEM",
                                                        "__COVERITY__",
                                                        "__ANDROID_API__",
                                                        "__TINYC__",
                                                        "__ARM_NEON",
                                                        "__EXCEPTIONS",
                                                        "__GXX_RTTI",
                                                        "__cpp_exceptions"};

static bool isOfTheCompiler(llvm::StringRef name) {
  return llvm::is_contained(macrosOfCompilers, name);
}

/// What is no macro but answers to defined().
static bool isOperator(llvm::StringRef name) {
  return name == "__has_include" || name == "__has_cpp_attribute" || name == "__has_attribute" ||
         name == "__has_feature" || name == "__has_builtin" || name == "__has_extension" ||
         name == "__has_include_next";
}

std::optional<bool> GuessedMacros::isDefined(llvm::StringRef name) const {
  auto known = macros_.find(name);
  if (known == macros_.end())
    return isOperator(name)        ? std::optional(true)
           : isOfTheCompiler(name) ? std::optional(false)
                                   : std::nullopt;
  switch (known->second.state) {
  case Macro::Defined:
    return true;
  case Macro::Undefined:
    return false;
  case Macro::Doubtful:
    break;
  }
  return std::nullopt;
}

/// Evaluates one condition. What is not understood has no value.
class ConditionParser {
public:
  using HasInclude = GuessedMacros::HasInclude;

  ConditionParser(const GuessedMacros &macros, HasInclude hasInclude, llvm::StringRef text,
                  unsigned depth)
      : macros_(macros), hasInclude_(hasInclude), text_(text.str()), depth_(depth) {
    clang::LangOptions language;
    language.CPlusPlus = language.CPlusPlus11 = language.LineComment = true;
    lexer_.emplace(clang::SourceLocation(), language, text_.data(), text_.data(),
                   text_.data() + text_.size());
    next();
  }

  Number parse() {
    Number value = ternary();
    return token_.is(clang::tok::eof) ? value : std::nullopt;
  }

private:
  const GuessedMacros &macros_;
  HasInclude hasInclude_;
  std::string text_;
  unsigned depth_; ///< of macros in macros
  std::optional<clang::Lexer> lexer_;
  clang::Token token_;

  void next() { lexer_->LexFromRawLexer(token_); }
  bool accept(clang::tok::TokenKind kind) {
    if (!token_.is(kind))
      return false;
    next();
    return true;
  }

  Number ternary() {
    Number condition = binary(clang::prec::LogicalOr);
    if (!accept(clang::tok::question))
      return condition;
    Number yes = ternary();
    accept(clang::tok::colon);
    Number no = ternary();
    return !condition ? std::nullopt : *condition ? yes : no;
  }

  Number binary(int lowest) {
    Number left = unary();
    for (;;) {
      auto kind = token_.getKind();
      int precedence = clang::getBinOpPrecedence(kind, true, true);
      if (precedence < lowest)
        return left;
      next();
      left = apply(kind, left, binary(precedence + 1));
    }
  }

  static Number apply(clang::tok::TokenKind kind, Number left, Number right) {
    if (kind == clang::tok::pipepipe || kind == clang::tok::ampamp) {
      bool decisive = kind == clang::tok::pipepipe;
      if ((left && (*left != 0) == decisive) || (right && (*right != 0) == decisive))
        return decisive;
      return left && right ? Number(!decisive) : std::nullopt;
    }
    return left && right ? arithmetic(kind, *left, *right) : std::nullopt;
  }

  static Number arithmetic(clang::tok::TokenKind kind, std::int64_t left, std::int64_t right) {
    switch (kind) {
    case clang::tok::equalequal:
      return left == right;
    case clang::tok::exclaimequal:
      return left != right;
    case clang::tok::less:
      return left < right;
    case clang::tok::lessequal:
      return left <= right;
    case clang::tok::greater:
      return left > right;
    case clang::tok::greaterequal:
      return left >= right;
    case clang::tok::amp:
      return left & right;
    case clang::tok::pipe:
      return left | right;
    case clang::tok::plus:
      return wrapped(std::plus<>(), left, right);
    case clang::tok::minus:
      return wrapped(std::minus<>(), left, right);
    case clang::tok::star:
      return wrapped(std::multiplies<>(), left, right);
    default:
      return std::nullopt; // rare in a condition
    }
  }

  static std::int64_t wrapped(auto operation, std::int64_t left, std::int64_t right) {
    return static_cast<std::int64_t>(
        operation(static_cast<std::uint64_t>(left), static_cast<std::uint64_t>(right)));
  }

  Number unary() {
    if (accept(clang::tok::exclaim)) {
      Number value = unary();
      return value ? Number(*value == 0) : std::nullopt;
    }
    if (accept(clang::tok::minus)) {
      Number value = unary();
      return value ? Number(wrapped(std::minus<>(), 0, *value)) : std::nullopt;
    }
    if (accept(clang::tok::l_paren)) {
      Number value = ternary();
      return accept(clang::tok::r_paren) ? value : std::nullopt;
    }
    if (token_.is(clang::tok::numeric_constant))
      return number();
    if (token_.is(clang::tok::raw_identifier))
      return identifier();
    next();
    return std::nullopt;
  }

  Number number() {
    llvm::StringRef digits(token_.getLiteralData(), token_.getLength());
    next();
    std::uint64_t value = 0;
    digits = digits.rtrim("uUlL");
    return digits.getAsInteger(0, value) ? std::nullopt : Number(static_cast<std::int64_t>(value));
  }

  Number identifier() {
    std::string name = token_.getRawIdentifier().str();
    if (name == "__has_include")
      return includable();
    next();
    if (name == "defined")
      return definedness();
    if (name == "true" || name == "false")
      return name == "true";
    if (accept(clang::tok::l_paren))
      return skipArguments();
    return valueOf(name);
  }

  Number definedness() {
    bool parenthesis = accept(clang::tok::l_paren);
    if (!token_.is(clang::tok::raw_identifier))
      return std::nullopt;
    std::optional<bool> defined = macros_.isDefined(token_.getRawIdentifier());
    next();
    if (parenthesis && !accept(clang::tok::r_paren))
      return std::nullopt;
    return defined ? Number(*defined) : std::nullopt;
  }

  /// What stands between the parentheses is no token of C++.
  Number includable() {
    const char *begin = lexer_->getBufferLocation();
    llvm::StringRef rest(begin, static_cast<std::size_t>(text_.data() + text_.size() - begin));
    std::size_t open = rest.find('('), close = rest.find(')');
    if (open == llvm::StringRef::npos || close == llvm::StringRef::npos || close < open)
      return std::nullopt;
    while (token_.isNot(clang::tok::eof) && lexer_->getBufferLocation() <= begin + close)
      next();
    next();
    std::optional<bool> found = hasInclude_(rest.slice(open + 1, close).trim());
    return found ? Number(*found) : std::nullopt;
  }

  Number skipArguments() {
    for (unsigned open = 1; open > 0 && token_.isNot(clang::tok::eof); next())
      open += token_.is(clang::tok::l_paren) ? 1u : token_.is(clang::tok::r_paren) ? -1u : 0u;
    return std::nullopt;
  }

  Number valueOf(const std::string &name) const {
    constexpr unsigned deepest = 16;
    std::optional<bool> defined = macros_.isDefined(name);
    if (!defined)
      return std::nullopt;
    if (!*defined)
      return 0;
    auto macro = macros_.macros_.find(name);
    if (macro == macros_.macros_.end() || !macro->second.value || depth_ >= deepest)
      return std::nullopt;
    return ConditionParser(macros_, hasInclude_, *macro->second.value, depth_ + 1).parse();
  }
};

std::optional<bool> GuessedMacros::holds(llvm::StringRef condition, HasInclude hasInclude) const {
  Number value = ConditionParser(*this, hasInclude, condition, 0).parse();
  return value ? std::optional(*value != 0) : std::nullopt;
}

} // namespace coax
