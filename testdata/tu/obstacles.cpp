// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a body contains that a coroutine cannot.
#include <unistd.h>
void assembly() { // expect-obstacle: contains inline assembly
  asm("nop");
}
void stack(int n) { // expect-obstacle: calls alloca
  alloca(n); // expect-edge: stack -> alloca [direct]
}
int length(int n) { // expect-obstacle: declares an array of variable length
  char buffer[n];
  return sizeof buffer;
}
void variable(const char *format, ...) { // expect-obstacle: reads variable arguments
  __builtin_va_list list;
  __builtin_va_start(list, format);
  __builtin_va_end(list);
}
void jump() { // expect-obstacle: contains a computed goto
  void *target = &&done;
  goto *target;
done:;
}
inline __attribute__((always_inline)) void inlined() {} // expect-obstacle: has the attribute always_inline
[[gnu::constructor]] void early() {} // expect-obstacle: has the attribute constructor
[[gnu::target("sse4.2")]] void special() {} // expect-obstacle: has the attribute target
[[noreturn]] void forever() { // no obstacle: the attribute can go
  for (;;)
    ;
}
