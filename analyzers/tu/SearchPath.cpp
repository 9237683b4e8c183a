// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/tu/SearchPath.h"

#include <clang/Basic/FileManager.h>
#include <clang/Lex/DirectoryLookup.h>
#include <clang/Lex/HeaderSearch.h>
#include <clang/Lex/Preprocessor.h>
#include <llvm/Support/Path.h>
#include <llvm/Support/VirtualFileSystem.h>

namespace coax {

using namespace clang;

static bool couldHold(llvm::StringRef folder, const llvm::StringSet<> &names, FileManager &files) {
  std::error_code error;
  llvm::vfs::directory_iterator entry = files.getVirtualFileSystem().dir_begin(folder, error);
  for (llvm::vfs::directory_iterator end; entry != end && !error; entry.increment(error))
    if (names.contains(llvm::sys::path::filename(entry->path())))
      return true;
  return static_cast<bool>(error);
}

/// The folders without those that clang leaves out: missing ones, repetitions, system folders.
static std::vector<DirectoryLookup> lookups(const std::vector<std::string> &folders,
                                            llvm::DenseSet<const DirectoryEntry *> leftOut,
                                            FileManager &files) {
  std::vector<DirectoryLookup> result;
  for (const std::string &folder : folders)
    if (auto directory = files.getOptionalDirectoryRef(folder))
      if (leftOut.insert(&directory->getDirEntry()).second)
        result.emplace_back(*directory, SrcMgr::C_User, /*isFramework=*/false);
  return result;
}

/// The cache of the search says for a name where to begin. That stays right as long as folders are
/// only added, and none of them has a name that is in the cache.
bool useIncludeFolders(Preprocessor &preprocessor, const std::vector<std::string> &folders,
                       const llvm::StringSet<> &asked) {
  HeaderSearch &search = preprocessor.getHeaderSearchInfo();
  FileManager &files = preprocessor.getFileManager();
  std::vector<DirectoryLookup> quoted(search.quoted_dir_begin(), search.quoted_dir_end());
  std::vector<DirectoryLookup> known(search.angled_dir_begin(), search.angled_dir_end());
  std::vector<DirectoryLookup> system(search.system_dir_begin(), search.system_dir_end());
  llvm::DenseSet<const DirectoryEntry *> ofSystem;
  for (const DirectoryLookup &lookup : system)
    ofSystem.insert(lookup.getDir());
  std::vector<DirectoryLookup> all = quoted;
  auto next = known.begin();
  for (const DirectoryLookup &lookup : lookups(folders, std::move(ofSystem), files)) {
    if (next != known.end() && next->getDir() == lookup.getDir() &&
        next->getName() == lookup.getName())
      ++next;
    else if (couldHold(lookup.getName(), asked, files))
      return false;
    all.push_back(lookup);
  }
  if (next != known.end())
    return false;
  auto systemBegin = static_cast<unsigned>(all.size());
  all.insert(all.end(), system.begin(), system.end());
  search.SetSearchPaths(std::move(all), static_cast<unsigned>(quoted.size()), systemBegin,
                        llvm::DenseMap<unsigned, unsigned>());
  return true;
}

} // namespace coax
