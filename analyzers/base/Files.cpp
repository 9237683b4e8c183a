// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/base/Files.h"

#include "analyzers/base/Error.h"

#include <llvm/ADT/SmallString.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/Path.h>
#include <llvm/Support/raw_ostream.h>

#include <sys/stat.h>

namespace coax {

namespace fs = llvm::sys::fs;

llvm::Expected<std::string> readFile(const std::string &path) {
  auto buffer = llvm::MemoryBuffer::getFile(path, /*IsText=*/false,
                                            /*RequiresNullTerminator=*/false);
  if (!buffer)
    return makeError("cannot read {0}: {1}", path, buffer.getError().message());
  return (*buffer)->getBuffer().str();
}

/// A temporary file that is gone when writing it did not come to its end.
class TemporaryFile {
public:
  explicit TemporaryFile(llvm::StringRef target) : name_(target) { name_ += ".%%%%%%%%.tmp"; }
  TemporaryFile(const TemporaryFile &) = delete;
  TemporaryFile &operator=(const TemporaryFile &) = delete;
  ~TemporaryFile() {
    if (exists_)
      fs::remove(name_);
  }

  std::error_code write(std::string_view content, unsigned permissions) {
    int descriptor = -1;
    llvm::SmallString<256> unique;
    if (auto error = fs::createUniqueFile(name_, descriptor, unique, fs::OF_None, permissions))
      return error;
    name_ = unique;
    exists_ = true;
    llvm::raw_fd_ostream out(descriptor, /*shouldClose=*/true);
    out << llvm::StringRef(content.data(), content.size());
    out.close();
    std::error_code error = out.error();
    out.clear_error();
    return error;
  }

  llvm::StringRef name() const { return name_; }

  std::error_code renameTo(llvm::StringRef target) {
    auto error = fs::rename(name_, target);
    exists_ = static_cast<bool>(error);
    return error;
  }

private:
  llvm::SmallString<256> name_;
  bool exists_ = false;
};

/// Writes to what is there: a device or a pipe must not be replaced by a file.
static llvm::Error writeInPlace(const std::string &path, std::string_view content) {
  std::error_code error;
  llvm::raw_fd_ostream out(path, error, fs::CD_OpenExisting, fs::FA_Write, fs::OF_None);
  if (!error) {
    out << llvm::StringRef(content.data(), content.size());
    out.close();
    error = out.error();
    out.clear_error();
  }
  return error ? makeError("cannot write {0}: {1}", path, error.message()) : llvm::Error::success();
}

llvm::Error writeFileAtomically(const std::string &path, std::string_view content) {
  auto fail = [&](std::error_code error) {
    return makeError("cannot write {0}: {1}", path, error.message());
  };
  if (llvm::StringRef directory = llvm::sys::path::parent_path(path); !directory.empty())
    if (auto error = fs::create_directories(directory))
      return fail(error);
  struct stat existing {};
  bool replaces = ::stat(path.c_str(), &existing) == 0;
  if (replaces && !S_ISREG(existing.st_mode))
    return writeInPlace(path, content);
  TemporaryFile temporary(path);
  if (auto error = temporary.write(content, replaces ? existing.st_mode & 07777 : 0666))
    return fail(error);
  if (replaces) // createUniqueFile applied the umask
    (void)fs::setPermissions(temporary.name(), fs::perms(existing.st_mode & 07777));
  if (auto error = temporary.renameTo(path))
    return fail(error);
  return llvm::Error::success();
}

} // namespace coax
