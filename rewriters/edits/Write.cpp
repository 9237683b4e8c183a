// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rewriters/edits/Write.h"

#include "analyzers/base/Error.h"
#include "analyzers/base/Files.h"
#include "analyzers/base/Paths.h"
#include "rewriters/edits/Journal.h"

#include <llvm/Support/Path.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <map>
#include <sys/stat.h>
#include <unistd.h>

namespace coax {

namespace {

/// Target with links resolved ⇒ what is to be written there.
using Targets = std::map<std::string, const FileChange *>;

llvm::Error systemError(const char *what, const std::string &path) {
  return makeError("cannot {0} {1}: {2}", what, path, std::strerror(errno));
}

std::string directoryOf(const std::string &path) {
  return llvm::sys::path::parent_path(path).str();
}

/// A name beside `file` that no build and no glob over sources picks up.
std::string hiddenSibling(const std::string &file, const char *suffix) {
  return directoryOf(file) + "/." + llvm::sys::path::filename(file).str() + suffix;
}

llvm::Error checkWritable(const std::string &file) {
  struct stat status {};
  if (::stat(file.c_str(), &status) != 0)
    return systemError("write", file);
  if (!S_ISREG(status.st_mode))
    return makeError("cannot write {0}: not a regular file", file);
  if ((status.st_mode & 0222) == 0)
    return makeError("{0} is read-only: make it writable (chmod u+w) or leave it out", file);
  if (::access(file.c_str(), W_OK) != 0)
    return systemError("write", file);
  if (::access(directoryOf(file).c_str(), W_OK | X_OK) != 0)
    return systemError("write in the directory of", file);
  return llvm::Error::success();
}

llvm::Error checkUnchanged(const FileChange &change) {
  llvm::Expected<std::string> content = readFile(change.file);
  if (!content)
    return content.takeError();
  if (*content != change.before)
    return makeError("{0} changed since it was analysed: run coax again", change.file);
  return llvm::Error::success();
}

/// Where every change goes, after every check that needs no write.
llvm::Expected<Targets> resolveTargets(const std::string &root,
                                       llvm::ArrayRef<FileChange> changes) {
  Targets targets;
  std::string realRoot = realPath(root);
  for (const FileChange &change : changes) {
    std::string target = realPath(change.file);
    if (!isWithin(target, realRoot))
      return makeError("{0} lies outside the project root {1}: nothing is written there",
                       change.file, root);
    if (llvm::Error error = checkWritable(target))
      return error;
    if (llvm::Error error = checkUnchanged(change))
      return error;
    auto [known, isFirst] = targets.emplace(target, &change);
    if (!isFirst && known->second->after != change.after)
      return makeError("{0} and {1} are one file with two results", known->second->file,
                       change.file);
  }
  return targets;
}

std::vector<JournalEntry> planOf(const Targets &targets) {
  std::vector<JournalEntry> entries;
  for (const auto &[file, change] : targets)
    entries.push_back({file, hiddenSibling(file, ".coax-new"), hiddenSibling(file, ".coax-old"),
                       contentHash(change->after)});
  return entries;
}

llvm::Error checkNamesAreFree(const std::vector<JournalEntry> &entries) {
  for (const JournalEntry &entry : entries)
    for (const std::string &name : {entry.staged, entry.backup}) {
      struct stat status {};
      if (::lstat(name.c_str(), &status) == 0)
        return makeError("{0} is in the way: remove it and run coax again", name);
    }
  return llvm::Error::success();
}

llvm::Error writeAll(int descriptor, std::string_view content, const std::string &path) {
  while (!content.empty()) {
    ssize_t written = ::write(descriptor, content.data(), content.size());
    if (written < 0 && errno != EINTR)
      return systemError("write", path);
    content.remove_prefix(written < 0 ? 0 : static_cast<std::size_t>(written));
  }
  return ::fsync(descriptor) == 0 ? llvm::Error::success() : systemError("write", path);
}

/// Writes `content` to a new file with the permissions and, where allowed, the owner of `like`.
llvm::Error writeLike(const std::string &path, std::string_view content, const std::string &like) {
  struct stat status {};
  if (::stat(like.c_str(), &status) != 0)
    return systemError("read", like);
  int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (descriptor < 0)
    return systemError("create", path);
  llvm::Error error = writeAll(descriptor, content, path);
  if (!error && ::fchown(descriptor, status.st_uid, status.st_gid) != 0 && errno != EPERM)
    error = systemError("change the owner of", path);
  if (!error && ::fchmod(descriptor, status.st_mode & 07777) != 0)
    error = systemError("change the mode of", path);
  ::close(descriptor);
  return error;
}

/// Keeps the old file under its backup name: a hard link, or a copy where links are not to be had.
llvm::Error keepBackup(const JournalEntry &entry, const FileChange &change) {
  if (::link(entry.file.c_str(), entry.backup.c_str()) == 0)
    return llvm::Error::success();
  return writeLike(entry.backup, change.before, entry.file);
}

llvm::Error stage(const std::vector<JournalEntry> &entries, const Targets &targets) {
  for (const JournalEntry &entry : entries) {
    const FileChange &change = *targets.at(entry.file);
    if (llvm::Error error = keepBackup(entry, change))
      return error;
    if (llvm::Error error = writeLike(entry.staged, change.after, entry.file))
      return error;
  }
  return llvm::Error::success();
}

llvm::Error renameIntoPlace(const std::vector<JournalEntry> &entries) {
  for (const JournalEntry &entry : entries)
    if (::rename(entry.staged.c_str(), entry.file.c_str()) != 0)
      return systemError("write", entry.file);
  return llvm::Error::success();
}

bool exists(const std::string &path) {
  struct stat status {};
  return ::lstat(path.c_str(), &status) == 0;
}

/// Puts the old file back where the new content stands. A file that holds anything else was changed
/// by somebody else, or was never replaced.
void restore(const JournalEntry &entry, Recovery &recovery) {
  ::unlink(entry.staged.c_str());
  if (!exists(entry.backup))
    return;
  llvm::Expected<std::string> now = readFile(entry.file);
  llvm::Expected<std::string> old = readFile(entry.backup);
  bool isNew = now && contentHash(*now) == entry.after;
  bool isOld = now && old && *now == *old;
  llvm::consumeError(now.takeError());
  llvm::consumeError(old.takeError());
  if (isNew && !isOld && ::rename(entry.backup.c_str(), entry.file.c_str()) == 0)
    recovery.restored.push_back(entry.file);
  else if (isOld)
    ::unlink(entry.backup.c_str());
  else
    recovery.leftChanged.push_back(entry.file);
}

Recovery takeBack(const std::vector<JournalEntry> &entries) {
  Recovery recovery{true, {}, {}};
  for (const JournalEntry &entry : entries)
    restore(entry, recovery);
  return recovery;
}

void removeBackups(const std::vector<JournalEntry> &entries) {
  for (const JournalEntry &entry : entries)
    ::unlink(entry.backup.c_str());
}

llvm::Error commit(Journal &journal, const std::vector<JournalEntry> &entries,
                   const Targets &targets) {
  if (llvm::Error error = journal.writePlan(entries))
    return error;
  if (llvm::Error error = stage(entries, targets))
    return error;
  if (llvm::Error error = renameIntoPlace(entries))
    return error;
  return journal.writeDone();
}

} // namespace

llvm::Error writeChanges(const std::string &root, llvm::ArrayRef<FileChange> changes) {
  llvm::Expected<Targets> targets = resolveTargets(root, changes);
  if (!targets)
    return targets.takeError();
  if (targets->empty())
    return llvm::Error::success();
  std::vector<JournalEntry> entries = planOf(*targets);
  if (llvm::Error error = checkNamesAreFree(entries))
    return error;
  llvm::Expected<Journal> journal = Journal::create(root);
  if (!journal)
    return journal.takeError();
  if (llvm::Error error = commit(*journal, entries, *targets)) {
    takeBack(entries);
    return llvm::joinErrors(std::move(error), journal->remove());
  }
  removeBackups(entries);
  return journal->remove();
}

llvm::Expected<Recovery> recoverInterruptedWrite(const std::string &root) {
  llvm::Expected<std::optional<Journal>> journal = Journal::open(root);
  if (!journal)
    return journal.takeError();
  if (!*journal)
    return Recovery{};
  bool done = false;
  llvm::Expected<std::vector<JournalEntry>> entries = (*journal)->readPlan(done);
  if (!entries)
    return entries.takeError();
  Recovery recovery{true, {}, {}};
  if (done)
    removeBackups(*entries);
  else
    recovery = takeBack(*entries);
  if (llvm::Error error = (*journal)->remove())
    return error;
  return recovery;
}

} // namespace coax
