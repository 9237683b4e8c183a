// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The bundled files as a whole.
#include "analyzers/catalog/Builtin.h"
#include "Calls.h"
#include "analyzers/base/Files.h"
#include "analyzers/catalog/Catalog.h"

#include <filesystem>
#include <gtest/gtest.h>
#include <regex>
#include <set>

namespace coax {
namespace {

TEST(Builtin, EveryFileIsValid) {
  ASSERT_FALSE(builtinFiles().empty());
  for (const BuiltinFile &file : builtinFiles()) {
    Catalog catalog;
    EXPECT_EQ(llvm::toString(catalog.add(file.text, std::string(file.name))), "");
    EXPECT_FALSE(catalog.entries().empty()) << file.name;
  }
}

TEST(Builtin, NoFunctionIsNamedByTwoFiles) {
  std::set<std::string> known;
  for (const BuiltinFile &file : builtinFiles()) {
    Catalog catalog;
    ASSERT_FALSE(catalog.add(file.text, std::string(file.name)));
    std::set<std::string> names;
    for (const CatalogEntry *entry : catalog.entries())
      names.insert(entry->name);
    for (const std::string &name : names)
      EXPECT_TRUE(known.insert(name).second) << name << " in " << file.name;
  }
}

TEST(Builtin, FactsAreComplete) {
  for (const CatalogEntry *entry : Catalog::builtin().entries()) {
    EXPECT_FALSE(entry->source.empty()) << entry->name;
    EXPECT_FALSE(entry->library.empty()) << entry->name;
    EXPECT_TRUE(entry->counterpart.empty() || entry->counterpart.starts_with("coax::"))
        << entry->name;
    if (entry->role == Role::NeverBlocks) {
      EXPECT_FALSE(entry->message.empty()) << entry->name << " must say why it does not block";
    }
  }
}

/// The public headers of the runtime, one after the other.
std::string runtimeHeaders() {
  std::string text;
  for (const auto &entry :
       std::filesystem::directory_iterator(COAX_SOURCE_DIR "/runtime/include/coax")) {
    if (!entry.is_regular_file())
      continue;
    llvm::Expected<std::string> header = readFile(entry.path().string());
    if (!header)
      ADD_FAILURE() << llvm::toString(header.takeError());
    else
      text += *header;
  }
  return text;
}

TEST(Builtin, CounterpartsAreFunctionsOfTheRuntime) {
  const std::string headers = runtimeHeaders();
  const std::regex function("(\\w+)\\(\\$args\\)");
  for (const CatalogEntry *entry : Catalog::builtin().entries()) {
    std::smatch found;
    if (entry->counterpart.empty())
      continue;
    ASSERT_TRUE(std::regex_search(entry->counterpart, found, function)) << entry->counterpart;
    EXPECT_TRUE(std::regex_search(headers, std::regex("[>\\w] " + found.str(1) + "\\(")))
        << entry->counterpart << " for " << entry->name;
  }
}

/// What RealtimeSanitizer intercepts. Source: llvm-project,
/// compiler-rt/lib/rtsan/rtsan_interceptors_posix.cpp, InitializeInterceptors().
constexpr const char *interceptors[] = {"calloc",
                                        "free",
                                        "malloc",
                                        "realloc",
                                        "reallocf",
                                        "valloc",
                                        "aligned_alloc",
                                        "posix_memalign",
                                        "mmap",
                                        "mmap64",
                                        "mremap",
                                        "munmap",
                                        "madvise",
                                        "posix_madvise",
                                        "mprotect",
                                        "msync",
                                        "mincore",
                                        "shm_open",
                                        "shm_unlink",
                                        "memfd_create",
                                        "memalign",
                                        "pvalloc",
                                        "open",
                                        "open64",
                                        "openat",
                                        "openat64",
                                        "close",
                                        "chdir",
                                        "fchdir",
                                        "readlink",
                                        "readlinkat",
                                        "unlink",
                                        "unlinkat",
                                        "truncate",
                                        "ftruncate",
                                        "truncate64",
                                        "ftruncate64",
                                        "fopen",
                                        "fopen64",
                                        "freopen64",
                                        "fread",
                                        "read",
                                        "write",
                                        "pread",
                                        "pread64",
                                        "preadv",
                                        "preadv64",
                                        "readv",
                                        "pwrite",
                                        "pwrite64",
                                        "pwritev",
                                        "pwritev64",
                                        "writev",
                                        "fwrite",
                                        "fclose",
                                        "fcntl",
                                        "fcntl64",
                                        "creat",
                                        "creat64",
                                        "puts",
                                        "fputs",
                                        "fflush",
                                        "fpurge",
                                        "pipe2",
                                        "fdopen",
                                        "freopen",
                                        "fopencookie",
                                        "open_memstream",
                                        "fmemopen",
                                        "setbuf",
                                        "setvbuf",
                                        "setlinebuf",
                                        "setbuffer",
                                        "fgetpos",
                                        "fseek",
                                        "fseeko",
                                        "fsetpos",
                                        "ftell",
                                        "ftello",
                                        "rewind",
                                        "fgetpos64",
                                        "fseeko64",
                                        "fsetpos64",
                                        "ftello64",
                                        "lseek",
                                        "lseek64",
                                        "dup",
                                        "dup2",
                                        "chmod",
                                        "fchmod",
                                        "mkdir",
                                        "rmdir",
                                        "umask",
                                        "ioctl",
                                        "OSSpinLockLock",
                                        "os_unfair_lock_lock",
                                        "pthread_spin_lock",
                                        "pthread_create",
                                        "pthread_mutex_lock",
                                        "pthread_mutex_unlock",
                                        "pthread_join",
                                        "pthread_cond_signal",
                                        "pthread_cond_broadcast",
                                        "pthread_cond_wait",
                                        "pthread_cond_timedwait",
                                        "pthread_rwlock_rdlock",
                                        "pthread_rwlock_unlock",
                                        "pthread_rwlock_wrlock",
                                        "sleep",
                                        "usleep",
                                        "nanosleep",
                                        "sched_yield",
                                        "sched_getaffinity",
                                        "sched_setaffinity",
                                        "accept",
                                        "bind",
                                        "connect",
                                        "getaddrinfo",
                                        "getnameinfo",
                                        "listen",
                                        "recv",
                                        "recvfrom",
                                        "recvmsg",
                                        "recvmmsg",
                                        "send",
                                        "sendmsg",
                                        "sendmmsg",
                                        "sendto",
                                        "shutdown",
                                        "socket",
                                        "accept4",
                                        "getsockname",
                                        "getpeername",
                                        "getsockopt",
                                        "setsockopt",
                                        "socketpair",
                                        "select",
                                        "pselect",
                                        "poll",
                                        "epoll_create",
                                        "epoll_create1",
                                        "epoll_ctl",
                                        "epoll_wait",
                                        "epoll_pwait",
                                        "ppoll",
                                        "kqueue",
                                        "kevent",
                                        "kevent64",
                                        "inotify_init",
                                        "inotify_init1",
                                        "inotify_add_watch",
                                        "inotify_rm_watch",
                                        "timerfd_create",
                                        "timerfd_settime",
                                        "timerfd_gettime",
                                        "pipe",
                                        "mkfifo",
                                        "fork",
                                        "execve",
                                        "process_vm_readv",
                                        "process_vm_writev",
                                        "syscall"};

TEST(Builtin, KnowsAllThatRealtimeSanitizerIntercepts) {
  std::set<std::string> known;
  for (const CatalogEntry *entry : Catalog::builtin().entries())
    known.insert(entry->name);
  for (const char *name : interceptors)
    EXPECT_TRUE(known.contains(name)) << name;
}

TEST(Builtin, KnowsWhatRealtimeSanitizerMisses) {
  std::set<std::string> blocking;
  for (const CatalogEntry *entry : Catalog::builtin().entries())
    if (entry->role == Role::Blocks)
      blocking.insert(entry->name);
  for (const char *name : {"stat",
                           "lstat",
                           "fstat",
                           "rename",
                           "opendir",
                           "readdir",
                           "fsync",
                           "fdatasync",
                           "flock",
                           "gethostbyname",
                           "clock_nanosleep",
                           "sem_wait",
                           "pthread_mutex_timedlock",
                           "popen",
                           "system",
                           "wait",
                           "waitpid",
                           "waitid",
                           "std::future::get",
                           "curl_easy_perform"})
    EXPECT_TRUE(blocking.contains(name)) << name;
}

} // namespace
} // namespace coax
