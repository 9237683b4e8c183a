// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/profile/FunctionName.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace coax {

namespace {

bool isWordCharacter(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

/// Reads a demangled symbol from left to right.
class SymbolReader {
public:
  explicit SymbolReader(std::string_view symbol) : rest_(symbol) {}

  std::string read() {
    while (!rest_.empty() && step())
      ;
    return name_;
  }

private:
  bool take(std::string_view prefix) {
    if (!rest_.starts_with(prefix))
      return false;
    rest_.remove_prefix(prefix.size());
    return true;
  }

  /// Consumes what belongs to the name. False at the end of it.
  bool step() {
    constexpr std::string_view anonymous = "(anonymous namespace)";
    if (take(anonymous)) {
      name_ += anonymous;
    } else if (take(unnamedLambda)) {
      name_ += unnamedLambda;
    } else if (rest_.starts_with("operator") && atWordBegin()) {
      readOperator();
    } else if (take("<lambda") || take("{lambda")) {
      skipLambda();
      name_ += unnamedLambda;
    } else if (take("'lambda") || take("$_")) {
      readQuotedLambda();
      name_ += unnamedLambda;
    } else if (rest_.front() == '<' || rest_.front() == '(') {
      afterParameters_ = rest_.front() == '(' && !name_.empty();
      skipGroup();
    } else if (rest_.front() == '[') {
      return false; // [clone .part.0], [abi:cxx11]
    } else if (rest_.front() == ' ') {
      return readSpace();
    } else {
      name_ += rest_.front();
      rest_.remove_prefix(1);
    }
    return true;
  }

  bool atWordBegin() const {
    bool before = name_.empty() || !isWordCharacter(name_.back());
    return before && (rest_.size() == 8 || !isWordCharacter(rest_[8]));
  }

  /// A space ends the return type, or begins what follows the parameters.
  bool readSpace() {
    std::size_t scope = rest_.find("::");
    constexpr std::array<std::string_view, 5> qualifiers = {
        " const::", " const &::", " const&::", " &::", " volatile::"};
    for (std::string_view qualifier : qualifiers)
      if (rest_.starts_with(qualifier)) {
        rest_.remove_prefix(scope);
        return true;
      }
    if (afterParameters_)
      return false;
    rest_.remove_prefix(1);
    if (!rest_.empty() && rest_.front() != '(' && rest_.front() != '[')
      name_.clear();
    return true;
  }

  /// operator(), operator<<, operator bool: everything up to the parameters.
  void readOperator() {
    name_ += "operator";
    rest_.remove_prefix(8);
    if (take("()")) {
      name_ += "()";
      return;
    }
    std::size_t end = rest_.find('(');
    if (std::string_view symbols = rest_.substr(0, end); !symbols.starts_with(' '))
      end = std::min(end, punctuationOf(symbols));
    name_ += rest_.substr(0, end);
    rest_.remove_prefix(std::min(end, rest_.size()));
    if (rest_.starts_with(" <")) // operator< <int>
      rest_.remove_prefix(1);
  }

  /// How much of `text` is the operator's name: "<<" in "<<<char>" and in "<<", "<" in "<<int>",
  /// where template arguments follow.
  static std::size_t punctuationOf(std::string_view text) {
    std::size_t all = std::min(text.find_first_not_of("<>=!+-*/%^&|~,[]"), text.size());
    bool argumentsFollow = all < text.size() && text[all] != ' ' && text[all - 1] == '<';
    return argumentsFollow && all > 1 ? all - 1 : all;
  }

  /// After "'lambda" (LLVM's demangler) or "$_" (clang's symbols): a number, a quote, parameters.
  void readQuotedLambda() {
    while (!rest_.empty() &&
           (std::isdigit(static_cast<unsigned char>(rest_.front())) || rest_.front() == '\''))
      rest_.remove_prefix(1);
    if (!rest_.empty() && rest_.front() == '(')
      skipGroup();
  }

  /// Behind "<lambda" or "{lambda": its parameters and number, up to the closing bracket.
  void skipLambda() {
    int depth = 0;
    while (!rest_.empty()) {
      char c = rest_.front();
      rest_.remove_prefix(1);
      if (depth == 0 && (c == '>' || c == '}'))
        return;
      depth += (c == '(' || c == '<') - (c == ')' || c == '>');
    }
  }

  /// A group in brackets and everything in it.
  void skipGroup() {
    int depth = 0;
    char previous = 0;
    do {
      char c = rest_.front();
      rest_.remove_prefix(1);
      bool arrow = c == '>' && previous == '-';
      depth += (c == '(' || c == '<' || c == '{') - (c == ')' || (c == '>' && !arrow) || c == '}');
      previous = c;
    } while (depth > 0 && !rest_.empty());
  }

  std::string_view rest_;
  std::string name_;
  bool afterParameters_ = false;
};

std::string_view withoutPrefix(std::string_view text, std::string_view prefix) {
  if (text.starts_with(prefix))
    text.remove_prefix(prefix.size());
  return text;
}

void replaceAll(std::string &text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
    text.replace(at, from.size(), to);
}

/// The standard library's names as sources and catalogs write them: without inline namespaces, and
/// templates where demanglers use the short names of <iosfwd>.
std::string asInSource(std::string name) {
  for (std::string_view inlined : {"::__cxx11::", "::_V2::", "::__1::"})
    replaceAll(name, inlined, "::");
  for (std::string_view stream : {"ostream::", "istream::", "iostream::"})
    if (std::string shortened = "std::" + std::string(stream); name.starts_with(shortened))
      name.replace(0, shortened.size(), "std::basic_" + std::string(stream));
  return name;
}

} // namespace

std::string qualifiedName(std::string_view symbol) {
  for (std::string_view suffix : {".actor", ".destroy", ".resume", ".cleanup"})
    if (symbol.ends_with(suffix) && symbol.find('(') == std::string_view::npos)
      symbol.remove_suffix(suffix.size());
  return asInSource(SymbolReader(symbol).read());
}

std::string enclosingFunction(std::string_view symbol) {
  std::string name = qualifiedName(symbol);
  if (std::size_t lambda = name.find(unnamedLambda); lambda != std::string::npos)
    name.resize(lambda > 2 ? lambda - 2 : 0); // "f::(lambda)"
  return name.empty() || name == "operator()" ? std::string(unnamedLambda) : name;
}

std::string lambdaOwner(std::string_view symbol) {
  std::size_t end = std::string_view::npos;
  for (std::string_view lambda : {"::'lambda", "::{lambda", "::<lambda", "::$_"})
    end = std::min(end, symbol.find(lambda));
  if (end == std::string_view::npos)
    return {};
  std::size_t begin = end;
  for (std::string_view qualifier : {" const", " const&", " &"})
    if (symbol.substr(0, end).ends_with(qualifier))
      begin = end - qualifier.size();
  for (int depth = 0; begin > 0; --begin) {
    char c = symbol[begin - 1];
    bool opens = c == '<' || c == '(' || c == '{';
    if (depth == 0 && (opens || c == ',' || c == ' '))
      break;
    depth += (c == '>' || c == ')' || c == '}') - opens;
  }
  return qualifiedName(symbol.substr(begin, end - begin));
}

std::string libraryName(std::string_view symbol) {
  symbol = symbol.substr(0, symbol.find('@'));
  if (symbol.find("::") != std::string_view::npos)
    return std::string(symbol);
  symbol = withoutPrefix(symbol, "__GI_");
  while (symbol.starts_with('_'))
    symbol.remove_prefix(1);
  for (std::string_view prefix : {"libc_", "IO_", "new_"})
    symbol = withoutPrefix(symbol, prefix);
  for (std::string_view suffix : {"_nocancel", "_time64", "_internal", "_chk", "64"})
    if (symbol.size() > suffix.size() && symbol.ends_with(suffix))
      symbol.remove_suffix(suffix.size());
  // Public functions of glibc that end in a jump to an internal one leave only that on the stack.
  static constexpr std::pair<std::string_view, std::string_view> jumps[] = {
      {"sem_wait_slow", "sem_wait"},
      {"pthread_clockjoin_ex", "pthread_join"},
      {"wait4", "waitpid"},
      {"pthread_mutex_lock_full", "pthread_mutex_lock"},
      {"pthread_cond_wait_common", "pthread_cond_wait"},
      {"lll_lock_wait", "pthread_mutex_lock"}};
  for (auto [internal, exported] : jumps)
    if (symbol == internal)
      symbol = exported;
  return std::string(symbol);
}

bool namesSameFunction(std::string_view callee, std::string_view symbol) {
  std::string name = qualifiedName(symbol);
  if (name == callee)
    return true;
  bool qualified = callee.find("::") != std::string_view::npos;
  if (!qualified)
    return libraryName(callee) == libraryName(name);
  // An inlined function may be known by its last name only.
  std::string_view last = callee.substr(callee.rfind("::") + 2);
  return name == last;
}

} // namespace coax
