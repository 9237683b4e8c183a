// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/tu/SystemIncludes.h"

#include "analyzers/base/Files.h"
#include "analyzers/base/Paths.h"

#include <clang/Lex/Lexer.h>
#include <llvm/ADT/StringRef.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Path.h>

#include <algorithm>
#include <set>

namespace coax {

std::vector<SystemIncludes::Line> SystemIncludes::split(std::string_view content) {
  std::string text(content); // the lexer reads the zero at its end
  clang::LangOptions language;
  language.CPlusPlus = language.CPlusPlus11 = language.LineComment = true;
  clang::Lexer lexer({}, language, text.data(), text.data(), text.data() + text.size());
  std::vector<Line> lines;
  clang::Token token;
  std::size_t begin = 0, end = 0; // of what follows the directive's name
  bool code = true;
  for (bool more = true; more;) {
    more = !lexer.LexFromRawLexer(token);
    std::size_t after = static_cast<std::size_t>(lexer.getBufferLocation() - text.data());
    if (token.is(clang::tok::eof))
      break;
    if (token.isAtStartOfLine() && token.is(clang::tok::hash)) {
      more = !lexer.LexFromRawLexer(token);
      begin = end = static_cast<std::size_t>(lexer.getBufferLocation() - text.data());
      lines.push_back({token.is(clang::tok::raw_identifier) ? token.getRawIdentifier().str() : "?",
                       std::string()});
      code = false;
    } else if (token.isAtStartOfLine()) {
      code = true;
    } else if (!code) {
      end = after;
      lines.back().rest = llvm::StringRef(text).slice(begin, end).trim().str();
    }
  }
  return lines;
}

const std::vector<SystemIncludes::Line> &SystemIncludes::linesOf(const std::string &file) {
  auto [entry, added] = files_.try_emplace(file);
  if (!added)
    return entry->second;
  auto content = readFile(file);
  if (content)
    entry->second = split(*content);
  else
    llvm::consumeError(content.takeError()); // the parse will say so
  return entry->second;
}

/// The walk over one unit.
class IncludeReader {
public:
  using Line = SystemIncludes::Line;
  using Lines = std::vector<Line>;

  IncludeReader(SystemIncludes &files, const CompileUnit &unit) : files_(files) {
    readArguments(unit);
    read(unit.file);
  }

  std::vector<std::string> found;

private:
  SystemIncludes &files_;
  std::vector<std::string> quoteFolders_, folders_; ///< -iquote and -I
  std::set<std::string> visited_;

  void readArguments(const CompileUnit &unit) {
    for (std::size_t index = 1; index < unit.arguments.size(); ++index) {
      llvm::StringRef argument = unit.arguments[index];
      auto *folders = argument.consume_front("-I")        ? &folders_
                      : argument.consume_front("-iquote") ? &quoteFolders_
                                                          : nullptr;
      if (folders && argument.empty() && ++index < unit.arguments.size())
        argument = unit.arguments[index];
      if (folders && !argument.empty())
        folders->push_back(absolutePath(argument.str(), unit.directory));
    }
  }

  static bool takeFrom(const std::string &folder, const std::string &name, std::string &path) {
    std::string candidate = absolutePath(name, folder);
    if (!llvm::sys::fs::is_regular_file(candidate))
      return false;
    path = std::move(candidate);
    return true;
  }

  /// The file of the program that `name` means; empty if it is none.
  std::string resolve(const std::string &name, bool quoted, const std::string &includer) const {
    std::string path;
    auto has = [&](const std::string &folder) { return takeFrom(folder, name, path); };
    if (quoted && (has(llvm::sys::path::parent_path(includer).str()) ||
                   std::any_of(quoteFolders_.begin(), quoteFolders_.end(), has)))
      return path;
    std::any_of(folders_.begin(), folders_.end(), has);
    return path;
  }

  void include(llvm::StringRef rest, const std::string &includer) {
    bool quoted = rest.consume_front("\"");
    if (!quoted && !rest.consume_front("<"))
      return; // a macro
    std::string name = rest.take_until([&](char c) { return c == (quoted ? '"' : '>'); }).str();
    std::string file = resolve(name, quoted, includer);
    if (!file.empty())
      read(file);
    else if (!quoted && std::find(found.begin(), found.end(), name) == found.end())
      found.push_back(name);
  }

  static bool isCondition(const Line &line) { return line.directive.starts_with("if"); }

  static bool isGuard(const Lines &lines, std::size_t index) {
    return index + 1 < lines.size() && lines[index].directive == "ifndef" &&
           lines[index + 1].directive == "define" &&
           llvm::StringRef(lines[index + 1].rest).starts_with(lines[index].rest);
  }

  /// The #endif that ends the condition at or around `index`.
  static std::size_t skip(const Lines &lines, std::size_t index) {
    for (int depth = 1; ++index < lines.size();) {
      depth += isCondition(lines[index]) ? 1 : 0;
      if (lines[index].directive == "endif" && --depth == 0)
        break;
    }
    return index;
  }

  void read(const std::string &file) {
    if (!visited_.insert(file).second)
      return;
    const Lines &lines = files_.linesOf(file);
    for (std::size_t index = 0; index < lines.size(); ++index) {
      if (lines[index].directive == "include")
        include(lines[index].rest, file);
      else if (isGuard(lines, index))
        ++index;
      else if (isCondition(lines[index]) || lines[index].directive.starts_with("el"))
        index = skip(lines, index);
    }
  }
};

std::vector<std::string> SystemIncludes::of(const CompileUnit &unit) {
  return IncludeReader(*this, unit).found;
}

} // namespace coax
