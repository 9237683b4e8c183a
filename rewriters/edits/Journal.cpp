// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rewriters/edits/Journal.h"

#include "analyzers/base/Error.h"
#include "analyzers/base/Files.h"
#include "analyzers/base/Json.h"

#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/SHA256.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace coax {

namespace {

constexpr std::string_view doneLine = "done\n";

std::string journalPath(const std::string &root) {
  return root + '/' + std::string(Journal::fileName);
}

llvm::Error failed(const char *what, const std::string &path) {
  return makeError("cannot {0} {1}: {2}", what, path, std::strerror(errno));
}

Json toJson(const JournalEntry &entry) {
  return {{"file", entry.file},
          {"staged", entry.staged},
          {"backup", entry.backup},
          {"after", entry.after}};
}

JournalEntry fromJson(const Json &value) {
  return {stringAt(value, "file"), stringAt(value, "staged"), stringAt(value, "backup"),
          stringAt(value, "after")};
}

} // namespace

std::string contentHash(std::string_view content) {
  llvm::SHA256 hash;
  hash.update(llvm::StringRef(content.data(), content.size()));
  return llvm::toHex(hash.final(), /*LowerCase=*/true);
}

llvm::Expected<Journal> Journal::create(const std::string &root) {
  std::string path = journalPath(root);
  int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_APPEND, 0600);
  if (descriptor < 0 && errno == EEXIST)
    return makeError("{0} exists: another coax writes in this project, or one was interrupted",
                     path);
  if (descriptor < 0)
    return failed("create", path);
  Journal journal(path, descriptor);
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0)
    return failed("lock", path);
  return journal;
}

llvm::Expected<std::optional<Journal>> Journal::open(const std::string &root) {
  std::string path = journalPath(root);
  int descriptor = ::open(path.c_str(), O_RDWR | O_CLOEXEC | O_APPEND | O_NOFOLLOW);
  if (descriptor < 0 && errno == ENOENT)
    return std::nullopt;
  if (descriptor < 0)
    return failed("open", path);
  Journal journal(path, descriptor);
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0)
    return makeError("another coax is writing in {0}: wait for it to finish", root);
  return journal;
}

Journal::Journal(Journal &&other) noexcept
    : path_(std::move(other.path_)), descriptor_(std::exchange(other.descriptor_, -1)) {}

Journal::~Journal() {
  if (descriptor_ >= 0)
    ::close(descriptor_);
}

llvm::Error Journal::append(std::string_view line) {
  while (!line.empty()) {
    ssize_t written = ::write(descriptor_, line.data(), line.size());
    if (written < 0 && errno == EINTR)
      continue;
    if (written < 0)
      return failed("write", path_);
    line.remove_prefix(static_cast<std::size_t>(written));
  }
  return ::fsync(descriptor_) == 0 ? llvm::Error::success() : failed("write", path_);
}

llvm::Error Journal::writePlan(const std::vector<JournalEntry> &entries) {
  Json plan = Json::array();
  for (const JournalEntry &entry : entries)
    plan.push_back(toJson(entry));
  return append(printJson(plan) + '\n');
}

llvm::Error Journal::writeDone() { return append(doneLine); }

llvm::Expected<std::vector<JournalEntry>> Journal::readPlan(bool &done) const {
  done = false;
  llvm::Expected<std::string> text = readFile(path_);
  if (!text)
    return text.takeError();
  std::vector<JournalEntry> entries;
  std::size_t end = text->find('\n');
  if (end == std::string::npos)
    return entries;
  llvm::Expected<Json> plan = parseJson(std::string_view(*text).substr(0, end), path_);
  if (!plan)
    return plan.takeError();
  for (const Json &value : *plan)
    entries.push_back(fromJson(value));
  done = std::string_view(*text).substr(end + 1) == doneLine;
  return entries;
}

llvm::Error Journal::remove() {
  if (::unlink(path_.c_str()) != 0)
    return failed("remove", path_);
  ::close(std::exchange(descriptor_, -1));
  return llvm::Error::success();
}

} // namespace coax
