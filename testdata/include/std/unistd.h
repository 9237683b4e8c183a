// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of the POSIX header.
#pragma once
extern "C" {
using size_t = decltype(sizeof(0));
using ssize_t = long;
unsigned sleep(unsigned);
int usleep(unsigned);
ssize_t read(int, void *, size_t);
ssize_t write(int, const void *, size_t);
int close(int);
void *alloca(size_t);
}
