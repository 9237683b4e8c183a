// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// libuv.
#include <any.h>
#include <libuv-mock.h>

void calls() {
  uv_run(any);                                     // expect-site: uv_run wait in-context
  uv_sleep(any);                                   // expect-site: uv_sleep sleep
  uv_thread_join(any);                             // expect-site: uv_thread_join wait
  uv_cond_wait(any);                               // expect-site: uv_cond_wait wait
  uv_cond_timedwait(any);                          // expect-site: uv_cond_timedwait wait
  uv_sem_wait(any);                                // expect-site: uv_sem_wait wait
  uv_barrier_wait(any);                            // expect-site: uv_barrier_wait wait
  uv_mutex_lock(any);                              // expect-site: uv_mutex_lock lock maybe in-context
  uv_rwlock_rdlock(any);                           // expect-site: uv_rwlock_rdlock lock maybe in-context
  uv_rwlock_wrlock(any);                           // expect-site: uv_rwlock_wrlock lock maybe in-context
  uv_once(any);                                    // expect-site: uv_once lock maybe in-context
  uv_fs_close(any, any, any, 0);                   // expect-site: uv_fs_close file
  uv_fs_fsync(any, any, any, 0);                   // expect-site: uv_fs_fsync file
  uv_fs_fdatasync(any, any, any, 0);               // expect-site: uv_fs_fdatasync file
  uv_fs_unlink(any, any, any, 0);                  // expect-site: uv_fs_unlink file
  uv_fs_rmdir(any, any, any, 0);                   // expect-site: uv_fs_rmdir file
  uv_fs_stat(any, any, any, 0);                    // expect-site: uv_fs_stat file
  uv_fs_lstat(any, any, any, 0);                   // expect-site: uv_fs_lstat file
  uv_fs_fstat(any, any, any, 0);                   // expect-site: uv_fs_fstat file
  uv_fs_statfs(any, any, any, 0);                  // expect-site: uv_fs_statfs file
  uv_fs_readlink(any, any, any, 0);                // expect-site: uv_fs_readlink file
  uv_fs_realpath(any, any, any, 0);                // expect-site: uv_fs_realpath file
  uv_fs_mkdtemp(any, any, any, 0);                 // expect-site: uv_fs_mkdtemp file
  uv_fs_mkstemp(any, any, any, 0);                 // expect-site: uv_fs_mkstemp file
  uv_fs_opendir(any, any, any, 0);                 // expect-site: uv_fs_opendir file
  uv_fs_readdir(any, any, any, 0);                 // expect-site: uv_fs_readdir file
  uv_fs_closedir(any, any, any, 0);                // expect-site: uv_fs_closedir file
  uv_fs_mkdir(any, any, any, any, 0);              // expect-site: uv_fs_mkdir file
  uv_fs_scandir(any, any, any, any, 0);            // expect-site: uv_fs_scandir file
  uv_fs_rename(any, any, any, any, 0);             // expect-site: uv_fs_rename file
  uv_fs_access(any, any, any, any, 0);             // expect-site: uv_fs_access file
  uv_fs_chmod(any, any, any, any, 0);              // expect-site: uv_fs_chmod file
  uv_fs_fchmod(any, any, any, any, 0);             // expect-site: uv_fs_fchmod file
  uv_fs_ftruncate(any, any, any, any, 0);          // expect-site: uv_fs_ftruncate file
  uv_fs_link(any, any, any, any, 0);               // expect-site: uv_fs_link file
  uv_fs_open(any, any, any, any, any, 0);          // expect-site: uv_fs_open file
  uv_fs_copyfile(any, any, any, any, any, 0);      // expect-site: uv_fs_copyfile file
  uv_fs_symlink(any, any, any, any, any, 0);       // expect-site: uv_fs_symlink file
  uv_fs_utime(any, any, any, any, any, 0);         // expect-site: uv_fs_utime file
  uv_fs_futime(any, any, any, any, any, 0);        // expect-site: uv_fs_futime file
  uv_fs_lutime(any, any, any, any, any, 0);        // expect-site: uv_fs_lutime file
  uv_fs_open(any, any, any, any, 0, any);          // expect-role: uv_fs_* runs-on-loop
  uv_fs_chown(any, any, any, any, any, 0);         // expect-site: uv_fs_chown file
  uv_fs_fchown(any, any, any, any, any, 0);        // expect-site: uv_fs_fchown file
  uv_fs_lchown(any, any, any, any, any, 0);        // expect-site: uv_fs_lchown file
  uv_fs_read(any, any, any, any, any, any, 0);     // expect-site: uv_fs_read file
  uv_fs_write(any, any, any, any, any, any, 0);    // expect-site: uv_fs_write file
  uv_fs_sendfile(any, any, any, any, any, any, 0); // expect-site: uv_fs_sendfile file
  uv_getaddrinfo(any, any, 0);                     // expect-site: uv_getaddrinfo dns
  uv_getnameinfo(any, any, 0);                     // expect-site: uv_getnameinfo dns
  uv_spawn(any);                                   // expect-site: uv_spawn process maybe
  uv_dlopen(any);                                  // expect-site: uv_dlopen file
  uv_random(any);                                  // expect-site: uv_random file maybe in-context
}
