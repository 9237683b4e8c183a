// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The names of libuv, without the library: arguments are any.
#pragma once

extern "C" {
int uv_run(...);
int uv_sleep(...);
int uv_thread_join(...);
int uv_cond_wait(...);
int uv_cond_timedwait(...);
int uv_sem_wait(...);
int uv_barrier_wait(...);
int uv_mutex_lock(...);
int uv_rwlock_rdlock(...);
int uv_rwlock_wrlock(...);
int uv_once(...);
int uv_fs_close(...);
int uv_fs_fsync(...);
int uv_fs_fdatasync(...);
int uv_fs_unlink(...);
int uv_fs_rmdir(...);
int uv_fs_stat(...);
int uv_fs_lstat(...);
int uv_fs_fstat(...);
int uv_fs_statfs(...);
int uv_fs_readlink(...);
int uv_fs_realpath(...);
int uv_fs_mkdtemp(...);
int uv_fs_mkstemp(...);
int uv_fs_opendir(...);
int uv_fs_readdir(...);
int uv_fs_closedir(...);
int uv_fs_mkdir(...);
int uv_fs_scandir(...);
int uv_fs_rename(...);
int uv_fs_access(...);
int uv_fs_chmod(...);
int uv_fs_fchmod(...);
int uv_fs_ftruncate(...);
int uv_fs_link(...);
int uv_fs_open(...);
int uv_fs_copyfile(...);
int uv_fs_symlink(...);
int uv_fs_utime(...);
int uv_fs_futime(...);
int uv_fs_chown(...);
int uv_fs_fchown(...);
int uv_fs_lchown(...);
int uv_fs_lutime(...);
int uv_fs_read(...);
int uv_fs_write(...);
int uv_fs_sendfile(...);
int uv_getaddrinfo(...);
int uv_getnameinfo(...);
int uv_spawn(...);
int uv_dlopen(...);
int uv_random(...);
}
