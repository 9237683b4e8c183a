// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rewriters/edits/CleanTree.h"

#include "analyzers/base/Error.h"
#include "analyzers/base/Git.h"
#include "analyzers/base/Paths.h"

#include <llvm/ADT/STLExtras.h>

#include <map>

namespace coax {

namespace {

using Files = std::vector<std::string>;

llvm::Error notTold(llvm::Error error) {
  return makeError("git cannot tell whether the tree is clean: {0}; --force goes on without it",
                   llvm::toString(std::move(error)));
}

/// What `git ls-files --others` says of `files`: untracked ones, or ignored ones.
llvm::Expected<Files> otherFiles(const std::string &repository, bool ignored, const Files &files) {
  std::vector<std::string> arguments = {"ls-files", "-z", "--others", "--exclude-standard"};
  if (ignored)
    arguments.push_back("--ignored");
  arguments.push_back("--");
  arguments.insert(arguments.end(), files.begin(), files.end());
  llvm::Expected<std::string> out = askGit(repository, arguments);
  if (!out)
    return notTold(out.takeError());
  return splitAtZero(*out);
}

/// Adds the tracked files that `git status` finds changed. Entries are "XY NAME"; a rename or copy
/// is followed by its second name. Source: git-status(1), "Porcelain Format Version 1" and "-z".
llvm::Error collectChanged(const std::string &repository, Files &dirty) {
  llvm::Expected<std::string> out =
      askGit(repository, {"status", "--porcelain=v1", "-z", "--untracked-files=no"});
  if (!out)
    return notTold(out.takeError());
  std::vector<std::string> entries = splitAtZero(*out);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    llvm::StringRef code = llvm::StringRef(entries[i]).take_front(2);
    dirty.push_back(absolutePath(entries[i].substr(3), repository));
    if (code.contains('R') || code.contains('C'))
      ++i;
  }
  return llvm::Error::success();
}

llvm::Error inspectRepository(const std::string &repository, const Files &files, TreeState &state) {
  llvm::Expected<Files> ignored = otherFiles(repository, /*ignored=*/true, files);
  if (!ignored)
    return ignored.takeError();
  if (!ignored->empty())
    state.notes.push_back("git ignores " + std::to_string(ignored->size()) +
                          " of the files to change in " + repository + ": no check for these");
  if (ignored->size() == files.size())
    return llvm::Error::success();
  llvm::Expected<Files> untracked = otherFiles(repository, /*ignored=*/false, files);
  if (!untracked)
    return untracked.takeError();
  for (const std::string &name : *untracked)
    state.dirty.push_back(absolutePath(name, repository));
  return collectChanged(repository, state.dirty);
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
  if (!byRepository.empty() && !hasGit()) {
    state.notes.push_back("git is not installed: no check for uncommitted changes");
    return state;
  }
  for (const auto &[repository, ofRepository] : byRepository)
    if (llvm::Error error = inspectRepository(repository, ofRepository, state))
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
