// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/commands/ChangedLines.h"

#include "analyzers/base/Error.h"
#include "analyzers/base/Git.h"
#include "analyzers/base/Paths.h"

#include <llvm/ADT/StringExtras.h>

namespace coax {
namespace {

/// A name as git writes it into a diff: C-quoted if it holds a quote, a backslash or a control
/// character; followed by a tab if it holds a space. Source: git-config(1), core.quotePath.
std::string plainName(llvm::StringRef name) {
  name.consume_back("\t");
  if (!name.consume_front("\""))
    return name.str();
  name.consume_back("\"");
  std::string plain;
  while (!name.empty()) {
    if (!name.consume_front("\\")) {
      plain += name.front();
      name = name.drop_front();
      continue;
    }
    unsigned code = 0;
    if (name.size() >= 3 && !name.take_front(3).getAsInteger(8, code)) {
      plain += static_cast<char>(code);
      name = name.drop_front(3);
      continue;
    }
    constexpr llvm::StringLiteral letters = "abtnvfr", meant = "\a\b\t\n\v\f\r";
    auto at = letters.find(name.front());
    plain += at == llvm::StringRef::npos ? name.front() : meant[at];
    name = name.drop_front();
  }
  return plain;
}

/// Takes a number off the front of `text`; 1 if there is none, as in "@@ -3 +3 @@".
unsigned takeNumber(llvm::StringRef &text) {
  unsigned number = 1;
  if (text.consumeInteger(10, number))
    return 1;
  return number;
}

class DiffReader {
public:
  DiffReader(ChangedLines &changed, const std::string &top) : changed_(changed), top_(top) {}

  llvm::Error read(llvm::StringRef line) {
    if (oldLeft_ > 0 || newLeft_ > 0)
      readBody(line);
    else if (line.consume_front("+++ "))
      file_ = line.consume_front("\"b/") ? plainName(("\"" + line).str())
              : line.consume_front("b/") ? plainName(line)
                                         : std::string(); // /dev/null
    else if (line.consume_front("@@ -"))
      readHunk(line);
    else if (line.starts_with("Submodule ") && line.ends_with("(commits not present)"))
      return makeError("{0}; fetch them, for instance with `git submodule update --init`", line);
    return llvm::Error::success();
  }

private:
  ChangedLines &changed_;
  const std::string &top_;
  std::string file_;                   ///< relative; empty: deleted
  unsigned line_ = 0;                  ///< in the new file, of the next line of the hunk
  unsigned oldLeft_ = 0, newLeft_ = 0; ///< lines of the hunk that are still to come

  /// "OLD,COUNT +NEW,COUNT @@ …"
  void readHunk(llvm::StringRef range) {
    takeNumber(range);
    oldLeft_ = range.consume_front(",") ? takeNumber(range) : 1;
    range.consume_front(" +");
    line_ = takeNumber(range);
    newLeft_ = range.consume_front(",") ? takeNumber(range) : 1;
  }

  void readBody(llvm::StringRef line) {
    char kind = line.empty() ? ' ' : line.front();
    if (kind == '\\')
      return; // "\ No newline at end of file"
    if (kind != '+')
      --oldLeft_;
    if (kind == '-')
      return;
    if (kind == '+' && !file_.empty())
      changed_.addLine(absolutePath(file_, top_), line_);
    --newLeft_;
    ++line_;
  }
};

llvm::Expected<std::string> topOf(const std::string &directory) {
  llvm::Expected<std::string> top = askGit(directory, {"rev-parse", "--show-toplevel"});
  if (!top)
    return makeError("--since needs the sources in a git repository; {0}: {1}", directory,
                     llvm::toString(top.takeError()));
  return llvm::StringRef(*top).trim().str();
}

/// The commit that `revision` names.
llvm::Expected<std::string> commitOf(const std::string &revision, const std::string &top) {
  llvm::StringRef name = revision;
  bool branch = name.consume_back("...");
  llvm::Expected<std::string> commit =
      askGit(top, {"rev-parse", "--verify", "--end-of-options", (name + "^{commit}").str()});
  if (commit && branch)
    commit = askGit(top, {"merge-base", llvm::StringRef(*commit).trim().str(), "HEAD"});
  if (commit)
    return llvm::StringRef(*commit).trim().str();
  llvm::consumeError(commit.takeError()); // "Needed a single revision", or nothing at all
  return makeError("--since {0}: {1} {2}{3}", revision, top,
                   branch ? "has no commit that HEAD has in common with " : "has no revision ",
                   name);
}

llvm::Error addUntracked(ChangedLines &changed, const std::string &repository) {
  llvm::Expected<std::string> names =
      askGit(repository, {"ls-files", "-z", "--others", "--exclude-standard"});
  if (!names)
    return names.takeError();
  for (const std::string &name : splitAtZero(*names))
    changed.addFile(absolutePath(name, repository));
  return llvm::Error::success();
}

} // namespace

bool ChangedLines::touches(const std::string &file, unsigned first, unsigned last) const {
  auto [real, added] = realPaths_.try_emplace(file);
  if (added)
    real->second = realPath(file);
  if (files_.contains(real->second))
    return true;
  auto lines = lines_.find(real->second);
  if (lines == lines_.end())
    return false;
  auto line = lines->second.lower_bound(first);
  return line != lines->second.end() && *line <= last;
}

llvm::Error addDiff(ChangedLines &changed, llvm::StringRef diff, const std::string &top) {
  DiffReader reader(changed, top);
  while (!diff.empty()) {
    auto [line, rest] = diff.split('\n');
    if (llvm::Error error = reader.read(line))
      return error;
    diff = rest;
  }
  return llvm::Error::success();
}

llvm::Expected<ChangedLines> changedSince(const std::string &revision,
                                          const std::string &directory) {
  llvm::Expected<std::string> top = topOf(realPath(directory));
  if (!top)
    return top.takeError();
  llvm::Expected<std::string> commit = commitOf(revision, *top);
  if (!commit)
    return commit.takeError();
  // Whatever the user's configuration says of colours, prefixes, renames and drivers.
  llvm::Expected<std::string> diff =
      askGit(*top, {"-c", "core.quotePath=false", "diff", "--unified=0", "--no-color",
                    "--no-ext-diff", "--no-textconv", "--no-relative", "--src-prefix=a/",
                    "--dst-prefix=b/", "--find-renames", "--submodule=diff", *commit, "--"});
  if (!diff)
    return diff.takeError();
  ChangedLines changed;
  if (llvm::Error error = addDiff(changed, *diff, *top))
    return error;
  if (llvm::Error error = addUntracked(changed, *top))
    return error;
  return changed;
}

} // namespace coax
