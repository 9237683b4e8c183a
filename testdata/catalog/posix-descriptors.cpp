// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Descriptors of any kind.
#include <any.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/uio.h>
#include <unistd.h>

void calls() {
  read(any, any, any);                  // expect-site: read file
  write(any, any, any);                 // expect-site: write file
  readv(any, any, any);                 // expect-site: readv file
  writev(any, any, any);                // expect-site: writev file
  pread(any, any, any, any);            // expect-site: pread file
  pwrite(any, any, any, any);           // expect-site: pwrite file
  pread64(any, any, any, any);          // expect-site: pread64 file
  pwrite64(any, any, any, any);         // expect-site: pwrite64 file
  preadv(any, any, any, any);           // expect-site: preadv file
  pwritev(any, any, any, any);          // expect-site: pwritev file
  preadv64(any, any, any, any);         // expect-site: preadv64 file
  pwritev64(any, any, any, any);        // expect-site: pwritev64 file
  preadv2(any, any, any, any, any);     // expect-site: preadv2 file
  pwritev2(any, any, any, any, any);    // expect-site: pwritev2 file
  preadv64v2(any, any, any, any, any);  // expect-site: preadv64v2 file
  pwritev64v2(any, any, any, any, any); // expect-site: pwritev64v2 file
  flock(any, any);                      // expect-site: flock lock
  lockf(any, any, any);                 // expect-site: lockf lock

  read(STDIN_FILENO, any, any);   // expect-site: read console
  write(STDOUT_FILENO, any, any); // expect-site: write console maybe
  fcntl(any, F_SETLKW, any);      // expect-site: fcntl lock
  fcntl(any, F_SETFL, O_NONBLOCK);
  fcntl(any, F_SETLK, any);
  flock(any, LOCK_EX | LOCK_NB);
  flock(any, LOCK_UN);
  lockf(any, F_TLOCK, any);
  preadv2(any, any, any, any, RWF_NOWAIT);
  close(any);
}

// What a descriptor is named for.
void named(int sockfd, int *pipefd) {
  read(sockfd, any, any);     // expect-site: read socket
  write(pipefd[1], any, any); // expect-site: write ipc
}
