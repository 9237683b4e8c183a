// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Functions that Linux with a current C library does not declare: only their names matter here.
#pragma once

extern "C" {
int kevent(...);
int kevent64(...);
int getipnodebyname(...);
int getipnodebyaddr(...);
int openat2(...);
int __xstat(...);
int __lxstat(...);
int __fxstat(...);
int __xstat64(...);
int __lxstat64(...);
int __fxstat64(...);
int getdents(...);
char *gets(...);
char *readpassphrase(...);
char *readline(const char *prompt);
void os_unfair_lock_lock(...);
void OSSpinLockLock(...);
int io_uring_wait_cqe(...);
int io_uring_wait_cqe_nr(...);
int io_uring_wait_cqes(...);
int io_uring_wait_cqe_timeout(...);
int io_uring_submit_and_wait(...);
}
