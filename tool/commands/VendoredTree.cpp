// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/commands/VendoredTree.h"

#include "analyzers/base/Error.h"
#include "analyzers/base/Files.h"
#include "analyzers/base/Paths.h"
#include "rewriters/edits/Journal.h"

#include <llvm/ADT/StringRef.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Path.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace coax {
namespace {

namespace fs = llvm::sys::fs;

/// Adds every file below `directory`, named as seen from `root`.
llvm::Error addFiles(const std::string &directory, const std::string &root, SourceFiles &files) {
  std::error_code error;
  for (fs::recursive_directory_iterator entry(directory, error, /*follow_symlinks=*/false), end;
       !error && entry != end; entry.increment(error)) {
    if (entry->type() == fs::file_type::directory_file)
      continue;
    llvm::Expected<std::string> content = readFile(entry->path());
    if (!content)
      return content.takeError();
    files[relativeTo(entry->path(), root)] = std::move(*content);
  }
  return error ? makeError("cannot read {0}: {1}", directory, error.message())
               : llvm::Error::success();
}

llvm::Error addFile(const std::string &path, const std::string &name, SourceFiles &files) {
  llvm::Expected<std::string> content = readFile(path);
  if (!content)
    return content.takeError();
  files[name] = std::move(*content);
  return llvm::Error::success();
}

std::string noteFor(const SourceFiles &files, const std::string &version) {
  std::string note =
      "coax runtime " + version +
      "\n\nCopied by `coax vendor`, which replaces all of this folder the next time. "
      "To use it:\n\n  add_subdirectory(THIS_FOLDER)\n"
      "  target_link_libraries(app PRIVATE coax::runtime)\n\n";
  for (const auto &[name, content] : files)
    note += contentHash(content) + "  " + name + '\n';
  return note;
}

/// Name ⇒ hash, as a note has them.
std::map<std::string, std::string> hashesIn(llvm::StringRef note) {
  std::map<std::string, std::string> hashes;
  while (!note.empty()) {
    auto [line, rest] = note.split('\n');
    auto [hash, name] = line.split("  ");
    if (hash.size() == 64 && !name.empty())
      hashes[name.str()] = hash.str();
    note = rest;
  }
  return hashes;
}

std::vector<std::string> changedSince(const std::string &note, const SourceFiles &files) {
  std::map<std::string, std::string> known = hashesIn(note);
  std::vector<std::string> changed;
  for (const auto &[name, content] : files)
    if (name != vendorNote && known[name] != contentHash(content))
      changed.push_back(name);
  return changed;
}

llvm::Error systemError(const char *what, const std::string &path) {
  return makeError("cannot {0} {1}: {2}", what, path, std::strerror(errno));
}

/// A new folder that is gone with this object, whatever it then holds.
class TemporaryFolder {
public:
  explicit TemporaryFolder(std::string pattern) : path_(std::move(pattern)) {
    if (!::mkdtemp(path_.data()))
      path_.clear();
  }
  TemporaryFolder(const TemporaryFolder &) = delete;
  TemporaryFolder &operator=(const TemporaryFolder &) = delete;
  ~TemporaryFolder() {
    if (!path_.empty())
      fs::remove_directories(path_);
  }
  const std::string &path() const { return path_; }

private:
  std::string path_; ///< empty: it could not be made
};

/// With the permissions that a program by default gives to the folders above it.
llvm::Error writeNewFile(const std::string &path, const std::string &content) {
  llvm::StringRef above = llvm::sys::path::parent_path(path);
  if (std::error_code error = fs::create_directories(above, /*IgnoreExisting=*/true, fs::all_all))
    return makeError("cannot create {0}: {1}", above, error.message());
  return writeFileAtomically(path, content);
}

/// Puts `fresh` where `directory` is, and what was there where `fresh` was.
llvm::Error putInPlace(const std::string &fresh, const std::string &directory) {
  if (::rename(fresh.c_str(), directory.c_str()) == 0)
    return llvm::Error::success(); // there was nothing, or an empty folder
  if (::renameat2(AT_FDCWD, fresh.c_str(), AT_FDCWD, directory.c_str(), RENAME_EXCHANGE) == 0)
    return llvm::Error::success();
  return systemError("replace", directory);
}

mode_t permissionsOfNewFolders() {
  mode_t mask = ::umask(0);
  ::umask(mask);
  return 0777 & ~mask;
}

} // namespace

llvm::Expected<SourceFiles> filesToVendor(const std::string &runtime, const std::string &version) {
  SourceFiles files;
  for (const char *part : {"cmake", "include", "src"})
    if (llvm::Error error = addFiles(absolutePath(part, runtime), runtime, files))
      return error;
  if (llvm::Error error = addFile(runtime + "/CMakeLists.txt", "CMakeLists.txt", files))
    return error;
  if (llvm::Error error = addFile(absolutePath("../LICENSE", runtime), "LICENSE", files))
    return error;
  files[vendorNote] = noteFor(files, version);
  return files;
}

llvm::Expected<VendorTarget> readVendorTarget(const std::string &directory) {
  VendorTarget target;
  if (!fs::exists(directory))
    return target;
  if (!fs::is_directory(directory))
    return makeError("{0} is no directory", directory);
  if (llvm::Error error = addFiles(directory, directory, target.files))
    return error;
  auto note = target.files.find(vendorNote);
  target.isVendored =
      note != target.files.end() && llvm::StringRef(note->second).starts_with("coax runtime ");
  if (target.isVendored)
    target.changed = changedSince(note->second, target.files);
  return target;
}

llvm::Error replaceDirectory(const std::string &directory, const SourceFiles &files) {
  std::string above = llvm::sys::path::parent_path(directory).str();
  if (std::error_code error = fs::create_directories(above, /*IgnoreExisting=*/true, fs::all_all))
    return makeError("cannot create {0}: {1}", above, error.message());
  std::string name = llvm::sys::path::filename(directory).str();
  TemporaryFolder fresh(above + "/." + name + ".coax-XXXXXX");
  if (fresh.path().empty())
    return systemError("create a folder in", above);
  for (const auto &[file, content] : files)
    if (llvm::Error error = writeNewFile(fresh.path() + '/' + file, content))
      return error;
  if (::chmod(fresh.path().c_str(), permissionsOfNewFolders()) != 0)
    return systemError("change the mode of", fresh.path());
  return putInPlace(fresh.path(), directory);
}

} // namespace coax
