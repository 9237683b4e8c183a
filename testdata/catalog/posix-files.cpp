// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Files and directories.
#include <any.h>
#include <other-systems.h>
#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <fts.h>
#include <ftw.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/statvfs.h>
#include <sys/time.h>
#include <sys/xattr.h>
#include <unistd.h>
#include <utime.h>
#include <wordexp.h>

void calls() {
  open(any, 0);                        // expect-site: open file
  open64(any, 0);                      // expect-site: open64 file
  openat(any, any, 0);                 // expect-site: openat file
  openat64(any, any, 0);               // expect-site: openat64 file
  openat2(any, any, any, any);         // expect-site: openat2 file
  creat(any, any);                     // expect-site: creat file
  creat64(any, any);                   // expect-site: creat64 file
  fsync(any);                          // expect-site: fsync file
  fdatasync(any);                      // expect-site: fdatasync file
  sync();                              // expect-site: sync file
  syncfs(any);                         // expect-site: syncfs file
  sync_file_range(any, any, any, any); // expect-site: sync_file_range file
  msync(any, any, any);                // expect-site: msync file
  stat(any, any);                      // expect-site: stat file
  stat64(any, any);                    // expect-site: stat64 file
  lstat(any, any);                     // expect-site: lstat file
  lstat64(any, any);                   // expect-site: lstat64 file
  fstat(any, any);                     // expect-site: fstat file maybe
  fstat64(any, any);                   // expect-site: fstat64 file maybe
  fstatat(any, any, any, any);         // expect-site: fstatat file
  fstatat64(any, any, any, any);       // expect-site: fstatat64 file
  statx(any, any, any, any, any);      // expect-site: statx file
  __xstat(any, any, any);              // expect-site: __xstat file
  __lxstat(any, any, any);             // expect-site: __lxstat file
  __fxstat(any, any, any);             // expect-site: __fxstat file
  __xstat64(any, any, any);            // expect-site: __xstat64 file
  __lxstat64(any, any, any);           // expect-site: __lxstat64 file
  __fxstat64(any, any, any);           // expect-site: __fxstat64 file
  statfs(any, any);                    // expect-site: statfs file
  fstatfs(any, any);                   // expect-site: fstatfs file
  statvfs(any, any);                   // expect-site: statvfs file
  fstatvfs(any, any);                  // expect-site: fstatvfs file
  access(any, any);                    // expect-site: access file
  faccessat(any, any, any, any);       // expect-site: faccessat file
  eaccess(any, any);                   // expect-site: eaccess file
  euidaccess(any, any);                // expect-site: euidaccess file
  rename(any, any);                    // expect-site: rename file
  renameat(any, any, any, any);        // expect-site: renameat file
  renameat2(any, any, any, any, any);  // expect-site: renameat2 file
  unlink(any);                         // expect-site: unlink file
  unlinkat(any, any, any);             // expect-site: unlinkat file
  remove(any);                         // expect-site: remove file
  mkdir(any, any);                     // expect-site: mkdir file
  mkdirat(any, any, any);              // expect-site: mkdirat file
  rmdir(any);                          // expect-site: rmdir file
  link(any, any);                      // expect-site: link file
  linkat(any, any, any, any, any);     // expect-site: linkat file
  symlink(any, any);                   // expect-site: symlink file
  symlinkat(any, any, any);            // expect-site: symlinkat file
  readlink(any, any, any);             // expect-site: readlink file
  readlinkat(any, any, any, any);      // expect-site: readlinkat file
  mknod(any, any, any);                // expect-site: mknod file
  mknodat(any, any, any, any);         // expect-site: mknodat file
  mkfifo(any, any);                    // expect-site: mkfifo file
  mkfifoat(any, any, any);             // expect-site: mkfifoat file
  chmod(any, any);                     // expect-site: chmod file
  fchmodat(any, any, any, any);        // expect-site: fchmodat file
  chown(any, any, any);                // expect-site: chown file
  lchown(any, any, any);               // expect-site: lchown file
  fchownat(any, any, any, any, any);   // expect-site: fchownat file
  fchmod(any, any);                    // expect-site: fchmod file maybe
  fchown(any, any, any);               // expect-site: fchown file maybe
  chdir(any);                          // expect-site: chdir file maybe
  fchdir(any);                         // expect-site: fchdir file maybe
  chroot(any);                         // expect-site: chroot file maybe
  getcwd(any, any);                    // expect-site: getcwd file maybe
  get_current_dir_name();              // expect-site: get_current_dir_name file maybe
  getwd(any);                          // expect-site: getwd file maybe
  truncate(any, any);                  // expect-site: truncate file
  ftruncate(any, any);                 // expect-site: ftruncate file
  truncate64(any, any);                // expect-site: truncate64 file
  ftruncate64(any, any);               // expect-site: ftruncate64 file
  fallocate(any, any, any, any);       // expect-site: fallocate file
  posix_fallocate(any, any, any);      // expect-site: posix_fallocate file
  fallocate64(any, any, any, any);     // expect-site: fallocate64 file
  posix_fallocate64(any, any, any);    // expect-site: posix_fallocate64 file
  copy_file_range(any, any, any, any, any, any); // expect-site: copy_file_range file
  readahead(any, any, any);            // expect-site: readahead file
  utime(any, any);                     // expect-site: utime file maybe
  utimes(any, any);                    // expect-site: utimes file maybe
  utimensat(any, any, any, any);       // expect-site: utimensat file maybe
  futimens(any, any);                  // expect-site: futimens file maybe
  futimes(any, any);                   // expect-site: futimes file maybe
  lutimes(any, any);                   // expect-site: lutimes file maybe
  realpath(any, any);                  // expect-site: realpath file
  canonicalize_file_name(any);         // expect-site: canonicalize_file_name file
  mkstemp(any);                        // expect-site: mkstemp file
  mkostemp(any, any);                  // expect-site: mkostemp file
  mkstemps(any, any);                  // expect-site: mkstemps file
  mkostemps(any, any, any);            // expect-site: mkostemps file
  mkdtemp(any);                        // expect-site: mkdtemp file
  mkstemp64(any);                      // expect-site: mkstemp64 file
  mkostemp64(any, any);                // expect-site: mkostemp64 file
  tmpfile();                           // expect-site: tmpfile file
  tmpfile64();                         // expect-site: tmpfile64 file
  tmpnam(any);                         // expect-site: tmpnam file maybe
  opendir(any);                        // expect-site: opendir file
  fdopendir(any);                      // expect-site: fdopendir file
  readdir(any);                        // expect-site: readdir file
  readdir_r(any, any, any);            // expect-site: readdir_r file
  readdir64(any);                      // expect-site: readdir64 file
  readdir64_r(any, any, any);          // expect-site: readdir64_r file
  closedir(any);                       // expect-site: closedir file maybe in-context
  rewinddir(any);                      // expect-site: rewinddir file maybe in-context
  seekdir(any, any);                   // expect-site: seekdir file maybe in-context
  scandir(any, any, any, any);         // expect-site: scandir file
  scandirat(any, any, any, any, any);  // expect-site: scandirat file
  scandir64(any, any, any, any);       // expect-site: scandir64 file
  getdents(any, any, any);             // expect-site: getdents file
  getdents64(any, any, any);           // expect-site: getdents64 file
  ftw(any, any, any);                  // expect-site: ftw file
  nftw(any, any, any, any);            // expect-site: nftw file
  ftw64(any, any, any);                // expect-site: ftw64 file
  nftw64(any, any, any, any);          // expect-site: nftw64 file
  fts_open(any, any, any);             // expect-site: fts_open file
  fts_read(any);                       // expect-site: fts_read file
  fts_children(any, any);              // expect-site: fts_children file
  glob(any, any, any, any);            // expect-site: glob file
  glob64(any, any, any, any);          // expect-site: glob64 file
  wordexp(any, any, any);              // expect-site: wordexp process
  mount(any, any, any, any, any);      // expect-site: mount file
  umount(any);                         // expect-site: umount file
  umount2(any, any);                   // expect-site: umount2 file
  getxattr(any, any, any, any);        // expect-site: getxattr file
  lgetxattr(any, any, any, any);       // expect-site: lgetxattr file
  fgetxattr(any, any, any, any);       // expect-site: fgetxattr file
  setxattr(any, any, any, any, any);   // expect-site: setxattr file
  lsetxattr(any, any, any, any, any);  // expect-site: lsetxattr file
  fsetxattr(any, any, any, any, any);  // expect-site: fsetxattr file
  listxattr(any, any, any);            // expect-site: listxattr file
  removexattr(any, any);               // expect-site: removexattr file
  dlopen(any, any);                    // expect-site: dlopen file
  dlmopen(any, any, any);              // expect-site: dlmopen file

  open(any, O_RDONLY | O_NONBLOCK); // expect-site: open file maybe
  open(any, O_CREAT | O_WRONLY, 0644); // expect-site: open file
  msync(any, any, MS_ASYNC);
}
