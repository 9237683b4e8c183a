// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rewriters/edits/CleanTree.h"

#include "analyzers/base/Error.h"
#include "analyzers/base/Files.h"
#include "analyzers/base/Paths.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/SmallString.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/FileUtilities.h>
#include <llvm/Support/Path.h>
#include <llvm/Support/Program.h>

#include <map>

namespace coax {

namespace {

using Files = std::vector<std::string>;

/// Standard output of `git -C REPOSITORY ARGUMENTS… -- FILES…`. Takes no lock, so that nothing is
/// written. Fails with git's own words.
llvm::Expected<std::string> runGit(const std::string &git, const std::string &repository,
                                   llvm::ArrayRef<llvm::StringRef> arguments, const Files &files) {
  llvm::SmallString<128> out, err;
  if (std::error_code error = llvm::sys::fs::createTemporaryFile("coax-git", "out", out))
    return makeError("cannot create a temporary file: {0}", error.message());
  llvm::FileRemover removeOut(out);
  if (std::error_code error = llvm::sys::fs::createTemporaryFile("coax-git", "err", err))
    return makeError("cannot create a temporary file: {0}", error.message());
  llvm::FileRemover removeErr(err);
  llvm::SmallVector<llvm::StringRef> command = {git, "--no-optional-locks", "--literal-pathspecs",
                                                "-C", repository};
  command.append(arguments.begin(), arguments.end());
  command.push_back("--");
  command.append(files.begin(), files.end());
  if (llvm::sys::ExecuteAndWait(git, command, std::nullopt, {"", out.str(), err.str()}) == 0)
    return readFile(out.str().str());
  llvm::Expected<std::string> words = readFile(err.str().str());
  if (!words)
    return words.takeError();
  return makeError("git cannot tell whether the tree is clean: {0}; --force goes on without it",
                   llvm::StringRef(*words).trim());
}

/// The directory with the `.git` of `file`; empty if it is in no repository.
std::string repositoryOf(const std::string &file) {
  auto marker = findUpward(llvm::sys::path::parent_path(file), ".git");
  return marker ? llvm::sys::path::parent_path(*marker).str() : std::string();
}

llvm::SmallVector<llvm::StringRef> splitAtNul(llvm::StringRef text) {
  llvm::SmallVector<llvm::StringRef> parts;
  text.split(parts, '\0', -1, /*KeepEmpty=*/false);
  return parts;
}

/// Adds the tracked files that `git status` finds changed. Entries are "XY NAME"; a rename or copy
/// is followed by its second name. Source: git-status(1), "Porcelain Format Version 1" and "-z".
llvm::Error collectChanged(const std::string &git, const std::string &repository, Files &dirty) {
  llvm::Expected<std::string> out =
      runGit(git, repository, {"status", "--porcelain=v1", "-z", "--untracked-files=no"}, {});
  if (!out)
    return out.takeError();
  llvm::SmallVector<llvm::StringRef> entries = splitAtNul(*out);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    llvm::StringRef code = entries[i].take_front(2);
    dirty.push_back(absolutePath(entries[i].drop_front(3).str(), repository));
    if (code.contains('R') || code.contains('C'))
      ++i;
  }
  return llvm::Error::success();
}

/// How many of `files` git was told to ignore.
llvm::Expected<std::size_t> countIgnored(const std::string &git, const std::string &repository,
                                         const Files &files) {
  llvm::Expected<std::string> out = runGit(
      git, repository, {"ls-files", "-z", "--others", "--ignored", "--exclude-standard"}, files);
  if (!out)
    return out.takeError();
  return splitAtNul(*out).size();
}

/// Adds the ones among `files` that git neither tracks nor ignores.
llvm::Error collectUntracked(const std::string &git, const std::string &repository,
                             const Files &files, Files &dirty) {
  llvm::Expected<std::string> out =
      runGit(git, repository, {"ls-files", "-z", "--others", "--exclude-standard"}, files);
  if (!out)
    return out.takeError();
  for (llvm::StringRef name : splitAtNul(*out))
    dirty.push_back(absolutePath(name.str(), repository));
  return llvm::Error::success();
}

llvm::Error inspectRepository(const std::string &git, const std::string &repository,
                              const Files &files, TreeState &state) {
  llvm::Expected<std::size_t> ignored = countIgnored(git, repository, files);
  if (!ignored)
    return ignored.takeError();
  if (*ignored > 0)
    state.notes.push_back("git ignores " + std::to_string(*ignored) +
                          " of the files to change in " + repository + ": no check for these");
  if (*ignored == files.size())
    return llvm::Error::success();
  if (llvm::Error error = collectUntracked(git, repository, files, state.dirty))
    return error;
  return collectChanged(git, repository, state.dirty);
}

} // namespace

llvm::Expected<TreeState> inspectTree(llvm::ArrayRef<std::string> files) {
  std::map<std::string, Files> byRepository;
  for (const std::string &file : files) {
    std::string path = realPath(file);
    Files &ofRepository = byRepository[repositoryOf(path)];
    if (!llvm::is_contained(ofRepository, path))
      ofRepository.push_back(path);
  }
  TreeState state;
  if (byRepository.erase(""))
    state.notes.push_back("some files to change are in no git repository: no check for these");
  llvm::ErrorOr<std::string> git = llvm::sys::findProgramByName("git");
  if (!git && !byRepository.empty()) {
    state.notes.push_back("git is not installed: no check for uncommitted changes");
    return state;
  }
  for (const auto &[repository, ofRepository] : byRepository)
    if (llvm::Error error = inspectRepository(*git, repository, ofRepository, state))
      return error;
  llvm::sort(state.dirty);
  return state;
}

llvm::Error requireClean(const TreeState &state) {
  if (state.dirty.empty())
    return llvm::Error::success();
  std::string names = state.dirty.front();
  if (state.dirty.size() > 1)
    names += " and " + std::to_string(state.dirty.size() - 1) + " more";
  return makeError("{0}: changes that are not committed; commit them, or use --force", names);
}

} // namespace coax
