// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Conditional compilation: only what this configuration compiles is understood.
#include <cstdio>
#if defined(_WIN32)
#include <windows.h>
#else
#include <unistd.h>
#endif

#if 0
static int old() { usleep(1); return 1; }
#endif

static int wait(int n) {
#ifdef _WIN32
  Sleep(1);
#else
  usleep(1000);
#endif
  return n
#if 1
         + 1
#endif
      ;
}

int main() {
#ifndef NDEBUG
  std::printf("debug\n");
#endif
  int a = wait(1);
#if defined(FAST)
  a += 100;
#elif __cplusplus > 199711L
  a += wait(2);
#endif
  return a;
}
