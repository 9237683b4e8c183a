// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rewriters/transforms/MacroText.h"

#include "rewriters/transforms/Tokens.h"

#include <llvm/ADT/StringExtras.h>

#include <algorithm>
#include <utility>

namespace coax {
namespace {

bool isName(llvm::StringRef text) { return llvm::isAlpha(text[0]) || text[0] == '_'; }

bool isPartOfName(char c) { return llvm::isAlnum(c) || c == '_'; }

/// True if two words would become another one without a space between them.
bool wouldMerge(llvm::StringRef left, llvm::StringRef right) {
  if (isPartOfName(left.back()))
    return isPartOfName(right.front()) || right.front() == '"' || right.front() == '\'';
  constexpr llvm::StringLiteral operators = "+-&|<>=:#./*%^!";
  return operators.contains(left.back()) && operators.contains(right.front());
}

bool isComparison(llvm::StringRef text) {
  return text == "==" || text == "!=" || text == "<=" || text == ">=";
}

bool holdsDirective(llvm::StringRef gap) {
  for (std::size_t line = gap.find('\n'); line != llvm::StringRef::npos;
       line = gap.find('\n', line + 1))
    if (gap.drop_front(line + 1).ltrim(" \t").starts_with("#"))
      return true;
  return false;
}

/// Between two words of a definition: a line of its own, a space, or nothing.
std::string gapOfDefinition(llvm::StringRef between) {
  std::size_t line = between.rfind('\n');
  if (line != llvm::StringRef::npos)
    return between.drop_front(line).str();
  return between.empty() ? "" : " ";
}

} // namespace

const clang::MacroInfo *MacroText::macroAt(llvm::StringRef name,
                                           clang::SourceLocation place) const {
  const clang::SourceManager &sources = edits_.sources();
  const clang::IdentifierInfo *identifier = preprocessor_.getIdentifierInfo(name);
  const clang::MacroDirective *last = preprocessor_.getLocalMacroDirectiveHistory(identifier);
  if (!last)
    return nullptr;
  const clang::MacroDirective::DefInfo definition =
      last->findDirectiveAtLoc(sources.getFileLoc(place), sources);
  const clang::MacroInfo *macro = definition.isValid() ? definition.getMacroInfo() : nullptr;
  clang::SourceLocation written = macro ? macro->getDefinitionLoc() : clang::SourceLocation();
  bool ours = written.isValid() && !sources.isInSystemHeader(written) &&
              sources.getFileEntryRefForID(sources.getFileID(written)).has_value();
  return ours ? macro : nullptr;
}

std::optional<std::string> MacroText::writeOut(const Stretch &use, const MacroNames &names) {
  names_ = names;
  failed_ = false;
  place_ = edits_.sources().getComposedLoc(use.file, use.begin);
  Words words = expand(wordsOf(use), {});
  unwrapComparisons(words);
  if (failed_ || words.empty())
    return std::nullopt;
  return joined(words, indentationAt(edits_, use));
}

MacroText::Words MacroText::wordsOf(const Stretch &stretch) {
  Words words;
  unsigned end = stretch.begin;
  for (const RawToken &token : rawTokens(edits_, stretch)) {
    llvm::StringRef gap = edits_.text({stretch.file, end, token.stretch.begin});
    failed_ |= holdsDirective(gap);
    words.push_back({token.text.str(), gap.str()});
    end = token.stretch.end;
  }
  return words;
}

MacroText::Words MacroText::bodyOf(const clang::MacroInfo &macro) const {
  const clang::SourceManager &sources = edits_.sources();
  Words words;
  clang::SourceLocation end;
  for (const clang::Token &token : macro.tokens()) {
    std::string gap;
    if (end.isValid()) {
      auto [file, from] = sources.getDecomposedLoc(end);
      gap = gapOfDefinition(edits_.text({file, from, sources.getFileOffset(token.getLocation())}));
    }
    words.push_back({preprocessor_.getSpelling(token), gap});
    end = token.getLocation().getLocWithOffset(static_cast<int>(token.getLength()));
  }
  return words;
}

MacroText::Words MacroText::expand(const Words &words, const MacroNames &hidden) {
  Words result;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const Word &word = words[i];
    bool wanted = isName(word.text) && names_.count(word.text) && !hidden.count(word.text);
    const clang::MacroInfo *macro = wanted ? macroAt(word.text, place_) : nullptr;
    Arguments arguments;
    if (!macro || (macro->isFunctionLike() && !takeArguments(words, i, *macro, arguments.plain))) {
      result.push_back(word);
      continue;
    }
    for (const Words &argument : arguments.plain)
      arguments.expanded.push_back(expand(argument, hidden));
    MacroNames inside = hidden;
    inside.insert(word.text);
    Words text = expand(substitute(*macro, arguments), inside);
    if (!text.empty())
      text.front().gap = word.gap;
    result.insert(result.end(), text.begin(), text.end());
  }
  return result;
}

/// Moves `at` from the name of a macro to the closing parenthesis; false if it is no use of it.
bool MacroText::takeArguments(const Words &words, std::size_t &at, const clang::MacroInfo &macro,
                              std::vector<Words> &arguments) {
  if (at + 1 >= words.size() || words[at + 1].text != "(")
    return false;
  unsigned depth = 0;
  arguments.emplace_back();
  for (std::size_t i = at + 1; i < words.size(); ++i) {
    const std::string &text = words[i].text;
    bool last = macro.isVariadic() && arguments.size() == macro.getNumParams();
    if (text == ")" && depth == 1) {
      at = i;
      arguments.resize(std::max<std::size_t>(arguments.size(), macro.getNumParams()));
      return true;
    }
    if (text == "," && depth == 1 && !last)
      arguments.emplace_back();
    else if (depth > 0)
      arguments.back().push_back(words[i]);
    depth += text == "(" ? 1 : 0;
    depth -= text == ")" ? 1 : 0;
  }
  return false;
}

/// True if `==` stands between two parentheses, and neither a comma nor an assignment.
bool MacroText::comparesAlone(const Words &words, std::size_t begin, std::size_t end) {
  bool compares = false;
  int depth = 0;
  for (std::size_t i = begin + 1; i < end; ++i) {
    const std::string &text = words[i].text;
    depth += text == "(" ? 1 : text == ")" ? -1 : 0;
    bool other = text == "," || (text.size() > 1 && text.back() == '=' && !isComparison(text));
    if (depth == 0 && (text == "=" || other))
      return false;
    compares |= depth == 0 && text == "==";
  }
  return compares;
}

MacroText::Words MacroText::substitute(const clang::MacroInfo &macro, const Arguments &arguments) {
  const Words body = bodyOf(macro);
  const auto tokens = macro.tokens();
  auto parameterAt = [&](std::size_t i) {
    const clang::IdentifierInfo *name =
        i < body.size() && macro.isFunctionLike() ? tokens[i].getIdentifierInfo() : nullptr;
    return name ? macro.getParameterNum(name) : -1;
  };
  auto isPaste = [&](std::size_t i) {
    return i < body.size() && tokens[i].is(clang::tok::hashhash);
  };
  Words result;
  for (std::size_t i = 0; i < body.size(); ++i) {
    failed_ |= body[i].text == "__VA_OPT__";
    bool paste = isPaste(i);
    if (paste && ++i == body.size())
      break;
    int parameter = parameterAt(i);
    bool variadic = macro.isVariadic() && parameter + 1 == static_cast<int>(macro.getNumParams());
    bool comma = paste && variadic && !result.empty() && result.back().text == ",";
    Words next{body[i]};
    const std::string &gap = body[i].gap;
    if (parameter >= 0) {
      bool raw = (paste && !comma) || isPaste(i + 1);
      next = (raw ? arguments.plain : arguments.expanded)[static_cast<std::size_t>(parameter)];
    } else if (tokens[i].is(clang::tok::hash) && parameterAt(i + 1) >= 0) {
      ++i;
      next = {{quoted(arguments.plain[static_cast<std::size_t>(parameterAt(i))]), gap}};
    }
    if (comma && next.empty()) // GNU: the comma goes with the arguments that are not there
      result.pop_back();
    if (next.empty())
      continue;
    next.front().gap = gap;
    if (paste && !comma && !result.empty()) {
      result.back().text += next.front().text;
      next.erase(next.begin());
    }
    result.insert(result.end(), next.begin(), next.end());
  }
  return result;
}

/// `((a == b))` is fine where a macro made it; written out, it looks like a mistake to compilers.
void MacroText::unwrapComparisons(Words &words) {
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].text == "(")
      open.push_back(i);
    if (words[i].text != ")" || open.empty())
      continue;
    std::size_t begin = open.back();
    open.pop_back();
    bool twice = begin > 0 && words[begin - 1].text == "(" && !open.empty() &&
                 open.back() == begin - 1 && i + 1 < words.size() && words[i + 1].text == ")";
    if (twice && comparesAlone(words, begin, i)) {
      words[begin].text.clear();
      words[i].text.clear();
    }
  }
  std::erase_if(words, [](const Word &word) { return word.text.empty(); });
}

/// The `#` of a macro.
std::string MacroText::quoted(const Words &words) {
  std::string text = "\"";
  for (const Word &word : words) {
    if (&word != &words.front() && !word.gap.empty())
      text += ' ';
    bool literal = word.text.find_first_of("\"'") != std::string::npos;
    for (char c : word.text) {
      if (c == '"' || (c == '\\' && literal))
        text += '\\';
      text += c;
    }
  }
  return text + "\"";
}

/// The lines of a definition are indented as the use is.
std::string MacroText::joined(const Words &words, const std::string &indent) {
  std::size_t least = std::string::npos;
  for (const Word &word : words)
    if (!word.gap.empty() && word.gap[0] == '\n' && &word != &words.front())
      least = std::min(least, word.gap.size() - 1);
  std::string text;
  for (const Word &word : words) {
    if (&word == &words.front())
      ;
    else if (!word.gap.empty() && word.gap[0] == '\n')
      text += "\n" + indent + word.gap.substr(1 + least);
    else if (!word.gap.empty())
      text += word.gap;
    else if (wouldMerge(text, word.text))
      text += ' ';
    text += word.text;
  }
  return text;
}

} // namespace coax
