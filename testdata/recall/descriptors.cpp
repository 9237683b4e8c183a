// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Files by their descriptors.
#include "Check.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/uio.h>
#include <unistd.h>

#include <cerrno>
#include <string>

namespace {

#define RETRY(call)                                                                                \
  ({                                                                                               \
    decltype(call) result;                                                                         \
    do                                                                                             \
      result = call;                                                                               \
    while (result < 0 && errno == EINTR);                                                          \
    result;                                                                                        \
  })

class Descriptor {
public:
  explicit Descriptor(const char *path) : number_(open(path, O_RDWR | O_CREAT | O_TRUNC, 0600)) {
    CHECK(number_ >= 0);
  }
  ~Descriptor() {
    fsync(number_);
    close(number_);
  }
  operator int() const { return number_; }

private:
  int number_;
};

void writesAndReads(int file) {
  char text[8] = {};
  CHECK(write(file, "content", 7) == 7);
  CHECK(RETRY(pwrite(file, "C", 1, 0)) == 1);
  CHECK(pread(file, text, 7, 0) == 7);
  CHECK(lseek(file, 0, SEEK_SET) == 0);
  if (ssize_t count = read(file, text, sizeof text); count != 7)
    std::abort();
  iovec parts[2] = {{text, 3}, {text + 3, 4}};
  CHECK(writev(file, parts, 2) == 7);
  CHECK(lseek(file, 0, SEEK_SET) == 0 && readv(file, parts, 2) == 7);
}

void locks(int file) {
  CHECK(flock(file, LOCK_EX) == 0);
  CHECK(flock(file, LOCK_UN) == 0);
  struct flock whole = {};
  whole.l_type = F_WRLCK;
  CHECK(fcntl(file, F_SETLKW, &whole) == 0);
  CHECK(lockf(file, F_LOCK, 0) == 0);
}

void sizes(int file) {
  struct stat status;
  struct statvfs system;
  CHECK(fstat(file, &status) == 0 && stat("file", &status) == 0 && lstat("file", &status) == 0);
  CHECK(fstatvfs(file, &system) == 0);
  CHECK(ftruncate(file, 100) == 0);
  CHECK(truncate("file", 10) == 0);
  CHECK(posix_fallocate(file, 0, 20) == 0);
  CHECK(fdatasync(file) == 0);
}

void copies(int file) {
  Descriptor copy("copy");
  off_t from = 0;
  CHECK(sendfile(copy, file, &from, 5) == 5);
  off_t again = 0;
  CHECK(copy_file_range(file, &again, copy, nullptr, 5, 0) == 5);
}

} // namespace

int main() {
  Descriptor file("file");
  writesAndReads(file);
  locks(file);
  sizes(file);
  copies(file);
  return access("copy", R_OK);
}
