// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rewriters/transforms/Attributes.h"

#include <clang/AST/Attr.h>
#include <clang/Lex/MacroInfo.h>
#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/ADT/StringSet.h>

#include <algorithm>

namespace coax {
namespace {

constexpr int maximumDepth = 8; // of macros within macros

/// `__noreturn__` is `noreturn`.
llvm::StringRef plain(llvm::StringRef word) {
  if (word.size() > 4 && word.starts_with("__") && word.ends_with("__"))
    return word.drop_front(2).drop_back(2);
  return word;
}

/// Promises about the end of the call, or about its result.
bool isBroken(llvm::StringRef word) {
  static const llvm::StringSet<> words{
      "noreturn", "_Noreturn",       "analyzer_noreturn", "pure",        "const",
      "malloc",   "returns_nonnull", "alloc_size",        "alloc_align", "assume_aligned"};
  return words.contains(plain(word));
}

/// Words that say nothing by themselves, and hints: little is lost with them.
bool isDroppable(llvm::StringRef word) {
  static const llvm::StringSet<> words{
      "__attribute__", "__attribute", "__declspec", "gnu",  "clang",  "cold",
      "hot",           "noinline",    "nothrow",    "leaf", "unused", "maybe_unused"};
  return isBroken(word) || words.contains(word) || words.contains(plain(word));
}

bool isWord(llvm::StringRef text) {
  return !text.empty() && (llvm::isAlpha(text[0]) || text[0] == '_');
}

/// The index past the brackets that open at `i`.
template <typename Tokens, typename Text>
std::size_t pastBrackets(const Tokens &tokens, std::size_t i, Text text) {
  int depth = 0;
  for (; i < tokens.size(); ++i) {
    llvm::StringRef token = text(tokens[i]);
    depth += token == "[" || token == "(";
    depth -= token == "]" || token == ")";
    if (depth == 0)
      return i + 1;
  }
  return i;
}

/// The index past an attribute that is spelled out at `i`, or `i`.
template <typename Tokens, typename Text>
std::size_t pastSpelled(const Tokens &tokens, std::size_t i, Text text) {
  llvm::StringRef first = text(tokens[i]);
  bool more = i + 1 < tokens.size();
  if (first == "[" && more && text(tokens[i + 1]) == "[")
    return pastBrackets(tokens, i, text);
  bool keyword = first == "__attribute__" || first == "__attribute" || first == "__declspec";
  if (keyword && more && text(tokens[i + 1]) == "(")
    return pastBrackets(tokens, i + 1, text);
  return first == "_Noreturn" ? i + 1 : i;
}

llvm::StringRef textOf(const RawToken &token) { return token.text; }

bool promisesTooMuch(const clang::FunctionDecl &declaration) {
  return declaration.isNoReturn() ||
         llvm::any_of(declaration.attrs(), [](const clang::Attr *attribute) {
           return clang::isa<clang::PureAttr, clang::ConstAttr, clang::RestrictAttr,
                             clang::ReturnsNonNullAttr, clang::AllocSizeAttr, clang::AllocAlignAttr,
                             clang::AssumeAlignedAttr>(attribute);
         });
}

} // namespace

const clang::MacroInfo *Attributes::macro(llvm::StringRef name) const {
  if (!isWord(name))
    return nullptr;
  return preprocessor_.getMacroInfo(preprocessor_.getIdentifierInfo(name));
}

bool Attributes::expand(llvm::StringRef name, std::vector<std::string> &words, int depth) const {
  const clang::MacroInfo *definition = macro(name);
  if (!definition || depth > maximumDepth)
    return false;
  std::vector<std::string> tokens;
  for (const clang::Token &token : definition->tokens())
    tokens.push_back(preprocessor_.getSpelling(token));
  auto text = [](const std::string &token) { return llvm::StringRef(token); };
  for (std::size_t i = 0; i < tokens.size();) {
    std::size_t past = pastSpelled(tokens, i, text);
    if (past == i) {
      if (!expand(tokens[i++], words, depth + 1))
        return false;
      past = i < tokens.size() && tokens[i] == "(" ? pastBrackets(tokens, i, text) : i;
    }
    words.insert(words.end(), tokens.begin() + i, tokens.begin() + past);
    i = past;
  }
  return true;
}

std::size_t Attributes::past(const std::vector<RawToken> &tokens, std::size_t i) const {
  std::size_t spelled = pastSpelled(tokens, i, textOf);
  std::vector<std::string> words;
  if (spelled != i || !expand(tokens[i].text, words, 0))
    return spelled;
  bool call =
      macro(tokens[i].text)->isFunctionLike() && i + 1 < tokens.size() && tokens[i + 1].text == "(";
  return call ? pastBrackets(tokens, i + 1, textOf) : i + 1;
}

/// The tokens of the declaration before its body, and those of the attributes in front of it, which
/// are not in clang's range. Found by reading all tokens between the declaration before it and its
/// end.
std::vector<RawToken> Attributes::headOf(const SourceEdits &edits,
                                         const clang::FunctionDecl &declaration) const {
  const clang::SourceManager &sources = edits.sources();
  Stretch name = edits.tokenAt(declaration.getLocation());
  if (!name.valid())
    return {};
  unsigned size = sources.getBufferData(name.file).size();
  std::vector<RawToken> all = rawTokens(edits, {name.file, 0, size});
  auto at = std::partition_point(all.begin(), all.end(), [&](const RawToken &token) {
    return token.stretch.begin < name.begin;
  });
  auto ends = [](const RawToken &token) {
    return token.text == ";" || token.text == "{" || token.text == "}";
  };
  auto last = std::find_if(at, all.end(), ends);
  auto first = std::find_if(std::reverse_iterator(at), all.rend(), ends).base();
  return {first, last};
}

std::vector<std::string> Attributes::wordsOf(const std::vector<RawToken> &tokens, std::size_t begin,
                                             std::size_t end) const {
  std::vector<std::string> words;
  if (!expand(tokens[begin].text, words, 0))
    for (std::size_t i = begin; i < end; ++i)
      words.push_back(tokens[i].text.str());
  std::erase_if(words, [](const std::string &word) { return !isWord(word); });
  return words;
}

bool Attributes::breaks(const std::vector<RawToken> &tokens, std::size_t begin,
                        std::size_t end) const {
  return llvm::any_of(wordsOf(tokens, begin, end), isBroken);
}

std::string Attributes::drop(SourceEdits &edits, const clang::FunctionDecl &declaration) const {
  if (!promisesTooMuch(declaration))
    return {};
  std::vector<RawToken> tokens = headOf(edits, declaration);
  for (std::size_t i = 0, end; i < tokens.size(); i = std::max(end, i + 1)) {
    end = past(tokens, i);
    if (end == i || !breaks(tokens, i, end))
      continue;
    if (!llvm::all_of(wordsOf(tokens, i, end), isDroppable))
      return "an attribute of its declaration would not hold for a coroutine";
    Stretch whole{tokens[i].stretch.file, tokens[i].stretch.begin, tokens[end - 1].stretch.end};
    if (end < tokens.size())
      whole.end = tokens[end].stretch.begin;
    else if (i > 0)
      whole.begin = tokens[i - 1].stretch.end;
    edits.replace(whole, "");
  }
  return {};
}

} // namespace coax
