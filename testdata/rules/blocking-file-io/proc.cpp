// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the kernel makes up is on no disk. Not seen yet: the name of a file is not asked.
#include <unistd.h>

bool runs() {
  return access("/proc/1", F_OK) == 0; // known-false-alarm: blocking-file-io
}
