// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/tu/SystemIncludes.h"

#include "analyzers/base/Files.h"
#include "analyzers/base/Paths.h"
#include "analyzers/tu/GuessedMacros.h"

#include <clang/Lex/Lexer.h>
#include <llvm/ADT/STLExtras.h>
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

const std::vector<SystemIncludes::Line> &
SystemIncludes::linesOfPredefined(const std::string &text) {
  auto [entry, added] = predefined_.try_emplace(text);
  if (added)
    entry->second = split(text);
  return entry->second;
}

/// Whether a line of a file is read.
enum class Branch { No, Maybe, Yes };

static Branch branchFor(std::optional<bool> holds) {
  return !holds ? Branch::Maybe : *holds ? Branch::Yes : Branch::No;
}

/// An #if with what belongs to it.
class Conditional {
public:
  explicit Conditional(std::optional<bool> holds)
      : now(branchFor(holds)), later_(branchFor(holds ? std::optional(!*holds) : std::nullopt)) {}

  Branch now; ///< the lines that follow

  /// #elif; for #else, `holds` is true.
  void next(std::optional<bool> holds) {
    now = std::min(later_, branchFor(holds));
    if (now == Branch::Yes || holds == true)
      later_ = Branch::No;
    else if (now == Branch::Maybe)
      later_ = Branch::Maybe;
  }

private:
  Branch later_; ///< if no condition to come is asked
};

/// Those of feature_test_macros(7) and of the C standard, and NDEBUG.
static bool isFeature(llvm::StringRef macro) {
  static constexpr llvm::StringRef names[] = {
      "NDEBUG",          "_ATFILE_SOURCE",        "_BSD_SOURCE",
      "_DEFAULT_SOURCE", "_FILE_OFFSET_BITS",     "_FORTIFY_SOURCE",
      "_GNU_SOURCE",     "_LARGEFILE64_SOURCE",   "_LARGEFILE_SOURCE",
      "_POSIX_C_SOURCE", "_POSIX_SOURCE",         "_REENTRANT",
      "_SVID_SOURCE",    "_THREAD_SAFE",          "_TIME_BITS",
      "_XOPEN_SOURCE",   "_XOPEN_SOURCE_EXTENDED"};
  return llvm::is_contained(names, macro) || macro.starts_with("_ISOC") ||
         (macro.starts_with("__STDC_") && macro.ends_with("_MACROS")) ||
         macro.starts_with("__STDC_WANT_");
}

/// What a unit does to macros before the first system header.
class OpeningLines {
public:
  using Lines = std::vector<SystemIncludes::Line>;

  void note(const SystemIncludes::Line &line, bool doubtful) {
    std::string text = '#' + line.directive + ' ' + line.rest + '\n';
    lines_[macroName(line.rest).str()] = doubtful ? std::string() : std::move(text);
  }

  std::vector<OpeningMacro> macros(const Lines &predefined) const {
    std::vector<OpeningMacro> result;
    for (const auto &[name, line] : lines_) {
      std::string before = definition(name, predefined);
      if (!line.empty() && line != before)
        result.push_back({line, "#undef " + name + '\n' + before, isFeature(name)});
    }
    return result;
  }

private:
  std::map<std::string, std::string> lines_; ///< by name, the last one; empty if it is in doubt

  static std::string definition(llvm::StringRef name, const Lines &lines) {
    std::string last;
    for (const SystemIncludes::Line &line : lines)
      if (macroName(line.rest) == name)
        last = line.directive == "define" ? "#define " + line.rest + '\n' : std::string();
    return last;
  }
};

/// The walk over one unit.
class IncludeReader {
public:
  using Line = SystemIncludes::Line;
  using Lines = std::vector<Line>;

  IncludeReader(SystemIncludes &files, const CompileUnit &unit, const std::string &predefined)
      : files_(files) {
    readArguments(unit);
    const Lines &before = files.linesOfPredefined(predefined);
    read(before, absolutePath("-", unit.directory));
    opening_ = {};
    read(unit.file);
    found.opening = opening_.macros(before);
  }

  SystemHeaders found;

private:
  SystemIncludes &files_;
  OpeningLines opening_;
  std::vector<std::string> quoteFolders_, folders_; ///< -iquote and -I
  std::set<std::string> visited_;
  GuessedMacros macros_;

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

  /// The name in `rest`, and whether it stands in quotes. Empty for a macro.
  static std::string nameIn(llvm::StringRef rest, bool &quoted) {
    quoted = rest.consume_front("\"");
    if (!quoted && !rest.consume_front("<"))
      return {};
    return rest.take_until([&](char c) { return c == (quoted ? '"' : '>'); }).str();
  }

  void include(llvm::StringRef rest, const std::string &includer) {
    bool quoted = false;
    std::string name = nameIn(rest, quoted);
    if (name.empty())
      return;
    std::string file = resolve(name, quoted, includer);
    if (!file.empty())
      read(file);
    else if (!quoted && !llvm::is_contained(found.names, name))
      found.names.push_back(name);
  }

  /// System headers are not looked for.
  std::optional<bool> hasInclude(llvm::StringRef operand, const std::string &includer) const {
    bool quoted = false;
    std::string name = nameIn(operand, quoted);
    if (!name.empty() && !resolve(name, quoted, includer).empty())
      return true;
    return quoted ? std::optional(false) : std::nullopt;
  }

  static bool isGuard(const Lines &lines, std::size_t index) {
    return index + 1 < lines.size() && lines[index].directive == "ifndef" &&
           lines[index + 1].directive == "define" &&
           macroName(lines[index + 1].rest) == macroName(lines[index].rest);
  }

  static bool isOpening(const Lines &lines, std::size_t index) {
    const Line &line = lines[index];
    return (line.directive == "define" || line.directive == "undef") &&
           (index == 0 || !isGuard(lines, index - 1) || isFeature(macroName(line.rest)));
  }

  static std::optional<bool> negated(std::optional<bool> value) {
    return value ? std::optional(!*value) : std::nullopt;
  }

  /// What the condition of `line`, which begins with "if" or "elif", comes to.
  std::optional<bool> holds(const Line &line, const std::string &includer) const {
    llvm::StringRef kind = line.directive;
    if (kind.ends_with("ndef"))
      return negated(macros_.isDefined(macroName(line.rest)));
    if (kind.ends_with("def"))
      return macros_.isDefined(macroName(line.rest));
    return macros_.holds(line.rest,
                         [&](llvm::StringRef operand) { return hasInclude(operand, includer); });
  }

  void follow(const Line &line, Branch branch, const std::string &file) {
    llvm::StringRef rest = line.rest;
    if (line.directive == "include" && branch == Branch::Yes)
      include(rest, file);
    if (line.directive != "define" && line.directive != "undef")
      return;
    if (branch == Branch::Maybe)
      macros_.doubt(macroName(rest));
    else if (line.directive == "define")
      macros_.define(rest);
    else
      macros_.undefine(macroName(rest));
  }

  void read(const Lines &lines, const std::string &file) {
    std::vector<Conditional> open;
    auto branch = [&] {
      Branch all = Branch::Yes;
      for (const Conditional &conditional : open)
        all = std::min(all, conditional.now);
      return all;
    };
    for (std::size_t index = 0; index < lines.size(); ++index) {
      const Line &line = lines[index];
      llvm::StringRef kind = line.directive;
      if (kind.starts_with("if"))
        open.emplace_back(isGuard(lines, index) ? true : holds(line, file));
      else if (kind.starts_with("el") && !open.empty())
        open.back().next(kind == "else" ? true : holds(line, file));
      else if (kind == "endif" && !open.empty())
        open.pop_back();
      else if (Branch now = branch(); now != Branch::No) {
        if (found.names.empty() && isOpening(lines, index))
          opening_.note(line, now == Branch::Maybe);
        follow(line, now, file);
      }
    }
  }

  void read(const std::string &file) {
    if (visited_.insert(file).second)
      read(files_.linesOf(file), file);
  }
};

SystemHeaders SystemIncludes::of(const CompileUnit &unit, const std::string &predefined) {
  return IncludeReader(*this, unit, predefined).found;
}

} // namespace coax
