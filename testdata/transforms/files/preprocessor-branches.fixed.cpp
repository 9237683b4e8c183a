// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Conditional compilation: only what this configuration compiles is understood.
#include <cstdio>
#include <coax/coax.hpp>
#if defined(_WIN32)
#include <windows.h>
#else
#include <unistd.h>
#endif

#if 0
static int old() { usleep(1); return 1; }
#endif

static coax::task<int> wait(int n) {
#ifdef _WIN32
  Sleep(1);
#else
  co_await coax::usleep(1000);
#endif
  co_return n
#if 1
         + 1
#endif
      ;
}

coax::task<int> coax_main() {
#ifndef NDEBUG
  std::printf("debug\n");
#endif
  int a = co_await wait(1);
#if defined(FAST)
  a += 100;
#elif __cplusplus > 199711L
  a += co_await wait(2);
#endif
  co_return a;
}

int main() {
  return coax::run(coax_main());
}
