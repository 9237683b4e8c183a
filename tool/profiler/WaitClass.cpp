// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/profiler/WaitClass.h"

#include <algorithm>
#include <array>
#include <sys/syscall.h>

namespace coax::profiler {

namespace {

struct Entry {
  long number;
  const char *name;
  WaitKind kind;
  bool descriptor = false; ///< the first argument decides
};

using enum WaitKind;

// Calls that can put a thread to sleep. Source: syscalls(2) and the page of each call.
constexpr Entry entries[] = {
    {SYS_nanosleep, "nanosleep", Sleep},
    {SYS_clock_nanosleep, "clock_nanosleep", Sleep},
    {SYS_pause, "pause", Sleep},
    {SYS_futex, "futex", Lock},
    {449, "futex_waitv", Lock},
    {SYS_flock, "flock", Lock},
    {SYS_fcntl, "fcntl", Lock},
    {SYS_accept, "accept", Socket},
    {SYS_accept4, "accept4", Socket},
    {SYS_connect, "connect", Socket},
    {SYS_recvfrom, "recvfrom", Socket},
    {SYS_recvmsg, "recvmsg", Socket},
    {SYS_recvmmsg, "recvmmsg", Socket},
    {SYS_sendto, "sendto", Socket},
    {SYS_sendmsg, "sendmsg", Socket},
    {SYS_sendmmsg, "sendmmsg", Socket},
    {SYS_shutdown, "shutdown", Socket},
    {SYS_read, "read", Other, true},
    {SYS_write, "write", Other, true},
    {SYS_readv, "readv", Other, true},
    {SYS_writev, "writev", Other, true},
    {SYS_close, "close", Other, true},
    {SYS_sendfile, "sendfile", Other, true},
    {SYS_splice, "splice", Other, true},
    {SYS_tee, "tee", Pipe},
    {SYS_ioctl, "ioctl", Other, true},
    {SYS_pread64, "pread64", File},
    {SYS_pwrite64, "pwrite64", File},
    {SYS_preadv, "preadv", File},
    {SYS_pwritev, "pwritev", File},
    {SYS_preadv2, "preadv2", File},
    {SYS_pwritev2, "pwritev2", File},
    {SYS_copy_file_range, "copy_file_range", File},
    {SYS_open, "open", File},
    {SYS_openat, "openat", File},
    {437, "openat2", File},
    {SYS_creat, "creat", File},
    {SYS_stat, "stat", File},
    {SYS_lstat, "lstat", File},
    {SYS_fstat, "fstat", File},
    {SYS_newfstatat, "newfstatat", File},
    {SYS_statx, "statx", File},
    {SYS_statfs, "statfs", File},
    {SYS_access, "access", File},
    {SYS_faccessat, "faccessat", File},
    {SYS_fsync, "fsync", File},
    {SYS_fdatasync, "fdatasync", File},
    {SYS_sync, "sync", File},
    {SYS_syncfs, "syncfs", File},
    {SYS_sync_file_range, "sync_file_range", File},
    {SYS_msync, "msync", File},
    {SYS_ftruncate, "ftruncate", File},
    {SYS_truncate, "truncate", File},
    {SYS_fallocate, "fallocate", File},
    {SYS_rename, "rename", File},
    {SYS_renameat, "renameat", File},
    {SYS_renameat2, "renameat2", File},
    {SYS_unlink, "unlink", File},
    {SYS_unlinkat, "unlinkat", File},
    {SYS_mkdir, "mkdir", File},
    {SYS_mkdirat, "mkdirat", File},
    {SYS_rmdir, "rmdir", File},
    {SYS_link, "link", File},
    {SYS_symlink, "symlink", File},
    {SYS_readlink, "readlink", File},
    {SYS_chmod, "chmod", File},
    {SYS_getdents64, "getdents64", File},
    {SYS_poll, "poll", Events},
    {SYS_ppoll, "ppoll", Events},
    {SYS_select, "select", Events},
    {SYS_pselect6, "pselect6", Events},
    {SYS_epoll_wait, "epoll_wait", Events},
    {SYS_epoll_pwait, "epoll_pwait", Events},
    {441, "epoll_pwait2", Events},
    {426, "io_uring_enter", Events},
    {SYS_io_getevents, "io_getevents", Events},
    {SYS_rt_sigtimedwait, "rt_sigtimedwait", Events},
    {SYS_rt_sigsuspend, "rt_sigsuspend", Events},
    {SYS_wait4, "wait4", Process},
    {SYS_waitid, "waitid", Process},
    {SYS_vfork, "vfork", Process},
    {SYS_clone, "clone", Process},
    {435, "clone3", Process},
    {SYS_execve, "execve", Process},
    {SYS_exit, "exit", Process},
    {SYS_exit_group, "exit_group", Process},
    {SYS_msgrcv, "msgrcv", Ipc},
    {SYS_msgsnd, "msgsnd", Ipc},
    {SYS_semop, "semop", Ipc},
    {SYS_semtimedop, "semtimedop", Ipc},
    {SYS_mq_timedreceive, "mq_timedreceive", Ipc},
    {SYS_mq_timedsend, "mq_timedsend", Ipc},
    {SYS_munmap, "munmap", Other},
    {SYS_mmap, "mmap", Other},
    {SYS_mprotect, "mprotect", Other},
    {SYS_madvise, "madvise", Other},
    {SYS_brk, "brk", Other},
    {SYS_sched_yield, "sched_yield", Other},
};

const Entry *find(long number) {
  auto found = std::find_if(std::begin(entries), std::end(entries),
                            [&](const Entry &entry) { return entry.number == number; });
  return found == std::end(entries) ? nullptr : found;
}

bool isTerminal(llvm::StringRef link) {
  return link.starts_with("/dev/pts/") || link.starts_with("/dev/tty") || link == "/dev/console";
}

} // namespace

std::string syscallName(long number) {
  if (number < 0)
    return "page-fault";
  const Entry *entry = find(number);
  return entry ? entry->name : "syscall-" + std::to_string(number);
}

WaitKind kindOfSyscall(long number) {
  if (number < 0)
    return PageFault;
  const Entry *entry = find(number);
  return entry ? entry->kind : Other;
}

bool dependsOnDescriptor(long number) {
  const Entry *entry = find(number);
  return entry && entry->descriptor;
}

WaitKind kindOfDescriptor(llvm::StringRef link) {
  if (link.starts_with("socket:"))
    return Socket;
  if (link.starts_with("pipe:"))
    return Pipe;
  if (link == "anon_inode:[timerfd]")
    return Sleep;
  if (link == "anon_inode:[pidfd]")
    return Process;
  if (link.starts_with("anon_inode:") || link.starts_with("inotify"))
    return Events;
  if (isTerminal(link))
    return Terminal;
  return link.starts_with("/") ? File : Other;
}

WaitKind classifyWait(pid_t process, const BlockedCall &call) {
  if (!dependsOnDescriptor(call.number))
    return kindOfSyscall(call.number);
  return kindOfDescriptor(
      readLink("/proc/" + std::to_string(process) + "/fd/" + std::to_string(call.arguments[0])));
}

} // namespace coax::profiler
