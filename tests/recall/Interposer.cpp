// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Preloaded into a program, sees every call that leaves one of its modules for a blocking function
// of the C library (BlockingCalls.def), and writes each distinct stack of return addresses once, as
// a line of a file in $COAX_RECALL_TRACE (Trace.h says how it is read). Programs outside of
// $COAX_RECALL_PROGRAMS are left alone: shells and compilers that a test starts.
//
// A wrapper knows no signature. It saves the registers that hold arguments, notes the call, and
// jumps to the real function with the stack as it was: variadic functions and vfork work as ever.
// A line is written at once and by system calls alone, so nothing is lost however a process ends,
// and a forked child goes on with what its parent knew. No lock is taken, no memory allocated, no
// descriptor kept, errno is untouched. x86-64 Linux, glibc 2.35 or later.
#include <dlfcn.h>
#include <fcntl.h>
#include <link.h>
#include <linux/futex.h>
#include <netdb.h>
#include <pthread.h>
#include <sys/file.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include <unwind.h>

#include <atomic>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string_view>

namespace {

/// The registers that hold the first six integer arguments, as the wrapper pushes them.
struct Arguments {
  std::uint64_t registers[6];

  int integer(int number) const { return static_cast<int>(registers[number - 1]); }
};

/// What the values of a call say that the catalog cannot always know from its text.
using MayWait = bool (*)(const Arguments &);

bool always(const Arguments &) { return true; }

/// Argument `number`, counted from 1, is not zero: a timeout, a length of sleep.
template <int number> bool nonZero(const Arguments &arguments) {
  return arguments.integer(number) != 0;
}

/// Argument `number` is no null pointer.
template <int number> bool given(const Arguments &arguments) {
  return arguments.registers[number - 1] != 0;
}

/// None of `bits` is set in argument `number`.
template <int number, int bits> bool without(const Arguments &arguments) {
  return (arguments.integer(number) & bits) == 0;
}

/// Argument `number` is one of `values`.
template <int number, int... values> bool among(const Arguments &arguments) {
  return ((arguments.integer(number) == values) || ...);
}

/// syscall(): waiting on a futex; everything else that programs use it for returns at once.
bool waitsOnFutex(const Arguments &arguments) {
  constexpr int flags = FUTEX_PRIVATE_FLAG | FUTEX_CLOCK_REALTIME;
  int operation = arguments.integer(3) & ~flags;
  return arguments.integer(1) == SYS_futex &&
         (operation == FUTEX_WAIT || operation == FUTEX_WAIT_BITSET || operation == FUTEX_LOCK_PI);
}

struct BlockingCall {
  const char *name; ///< of the function in the catalog
  const char *symbol;
  MayWait mayWait;
  std::atomic<void *> real; ///< the C library's function
};

} // namespace

// One a function: what it is, and the wrapper with its symbol. The wrappers share their body.
#define CALL(symbol, api, ...)                                                                     \
  extern "C" __attribute__((visibility("hidden"))) BlockingCall coax_call_##symbol;                \
  BlockingCall coax_call_##symbol = {#api, #symbol, __VA_ARGS__, {}};                              \
  asm(".text\n"                                                                                    \
      ".globl " #symbol "\n"                                                                       \
      ".type " #symbol ", @function\n" #symbol ":\n"                                               \
      ".cfi_startproc\n"                                                                           \
      "endbr64\n"                                                                                  \
      "leaq coax_call_" #symbol "(%rip), %r11\n"                                                   \
      "jmp coax_noted_call\n"                                                                      \
      ".cfi_endproc\n"                                                                             \
      ".size " #symbol ", .-" #symbol "\n");
#include "tests/recall/BlockingCalls.def"
#undef CALL

// In: r11 = BlockingCall, everything else as the caller of the function left it.
asm(R"(
.text
.type coax_noted_call, @function
coax_noted_call:
  .cfi_startproc
  pushq %rbp
  .cfi_def_cfa_offset 16
  .cfi_offset %rbp, -16
  movq %rsp, %rbp
  .cfi_def_cfa_register %rbp
  andq $-16, %rsp
  subq $192, %rsp
  movq %rdi, 0(%rsp)
  movq %rsi, 8(%rsp)
  movq %rdx, 16(%rsp)
  movq %rcx, 24(%rsp)
  movq %r8, 32(%rsp)
  movq %r9, 40(%rsp)
  movq %rax, 48(%rsp)
  movaps %xmm0, 64(%rsp)
  movaps %xmm1, 80(%rsp)
  movaps %xmm2, 96(%rsp)
  movaps %xmm3, 112(%rsp)
  movaps %xmm4, 128(%rsp)
  movaps %xmm5, 144(%rsp)
  movaps %xmm6, 160(%rsp)
  movaps %xmm7, 176(%rsp)
  movq %r11, %rdi
  movq %rsp, %rsi
  call coax_note_call
  movq %rax, %r11
  movq 0(%rsp), %rdi
  movq 8(%rsp), %rsi
  movq 16(%rsp), %rdx
  movq 24(%rsp), %rcx
  movq 32(%rsp), %r8
  movq 40(%rsp), %r9
  movq 48(%rsp), %rax
  movaps 64(%rsp), %xmm0
  movaps 80(%rsp), %xmm1
  movaps 96(%rsp), %xmm2
  movaps 112(%rsp), %xmm3
  movaps 128(%rsp), %xmm4
  movaps 144(%rsp), %xmm5
  movaps 160(%rsp), %xmm6
  movaps 176(%rsp), %xmm7
  leave
  .cfi_def_cfa %rsp, 8
  jmp *%r11
  .cfi_endproc
.size coax_noted_call, .-coax_noted_call
)");

namespace {

BlockingCall *const calls[] = {
#define CALL(symbol, api, ...) &coax_call_##symbol,
#include "tests/recall/BlockingCalls.def"
#undef CALL
};

constexpr int maximumDepth = 100; ///< frames of a stack; the outer ones are left out

struct Stack {
  std::uintptr_t returns[maximumDepth]; ///< return addresses, innermost first
  int depth = 0;
};

char traceFile[4096]; ///< empty: nothing is traced
char programPath[4096];
std::uintptr_t ownBegin, ownEnd;  ///< this library's code
thread_local bool inside = false; ///< a call is being noted: what that calls does not count

// As large as the number of distinct stacks may become, and some more.
constexpr std::size_t slots = 1 << 20;
std::atomic<std::uint64_t> known[slots]; ///< hashes of stacks that are written; 0: free

/// True for the first caller with this hash, once in the life of the process and its forks.
bool addHash(std::uint64_t hash) {
  hash += hash == 0;
  for (std::size_t i = 0; i < slots; ++i) {
    std::atomic<std::uint64_t> &slot = known[(hash + i) % slots];
    std::uint64_t expected = slot.load(std::memory_order_relaxed);
    if (expected == 0 && slot.compare_exchange_strong(expected, hash))
      return true;
    if (expected == hash)
      return false;
  }
  return true; // full: written again and again rather than lost
}

std::uint64_t hashOf(const BlockingCall &call, bool contended, const Stack &stack) {
  std::uint64_t hash = reinterpret_cast<std::uintptr_t>(&call) + contended;
  for (int i = 0; i < stack.depth; ++i)
    hash = (hash ^ stack.returns[i]) * 0x9E3779B97F4A7C15u;
  return hash ^ (hash >> 32);
}

_Unwind_Reason_Code addFrame(_Unwind_Context *context, void *out) {
  auto &stack = *static_cast<Stack *>(out);
  std::uintptr_t address = _Unwind_GetIP(context);
  if (address == 0 || stack.depth == maximumDepth)
    return _URC_END_OF_STACK;
  if (address < ownBegin || address >= ownEnd)
    stack.returns[stack.depth++] = address;
  return _URC_NO_REASON;
}

/// A mutex that another thread holds just now. A look without a lock: it may be late.
bool isContended(const BlockingCall &call, const Arguments &arguments) {
  if (std::strcmp(call.symbol, "pthread_mutex_lock") != 0)
    return false;
  auto *mutex = reinterpret_cast<const pthread_mutex_t *>(arguments.registers[0]);
  return mutex->__data.__lock != 0 &&
         mutex->__data.__owner != static_cast<int>(::syscall(SYS_gettid));
}

char *appendHex(char *out, std::uintptr_t value) {
  char digits[2 * sizeof value];
  int count = 0;
  do
    digits[count++] = "0123456789abcdef"[value % 16];
  while (value /= 16);
  while (count)
    *out++ = digits[--count];
  return out;
}

/// A line under construction: pieces of text that stay where they are, for one write.
struct Line {
  iovec pieces[2 * maximumDepth + 8];
  int count = 0;
  char numbers[maximumDepth * 20];
  char *end = numbers;

  void text(const char *text) { pieces[count++] = {const_cast<char *>(text), std::strlen(text)}; }
  void offset(std::uintptr_t value) {
    char *begin = end;
    *end++ = '+';
    end = appendHex(end, value);
    pieces[count++] = {begin, static_cast<std::size_t>(end - begin)};
  }
};

/// "\tMODULE+OFFSET", the offset that of the return address in the module as it lies in its file.
void appendFrame(Line &line, std::uintptr_t address) {
  dl_find_object module;
  line.text("\t");
  if (_dl_find_object(reinterpret_cast<void *>(address - 1), &module) != 0) {
    line.text("?");
    line.offset(address);
    return;
  }
  const char *name = module.dlfo_link_map->l_name;
  line.text(*name ? name : programPath);
  line.offset(address - module.dlfo_link_map->l_addr);
}

/// False where no descriptor is to be had: then the next call with this stack tries again.
bool writeLine(Line &line) {
  long file =
      ::syscall(SYS_openat, AT_FDCWD, traceFile, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  if (file < 0)
    return false;
  ::syscall(SYS_writev, file, line.pieces, line.count);
  ::syscall(SYS_close, file);
  return true;
}

void forgetHash(std::uint64_t hash) {
  for (std::size_t i = 0; i < slots; ++i)
    if (known[(hash + i) % slots].compare_exchange_strong(hash, 0))
      return;
}

void note(const BlockingCall &call, const Arguments &arguments) {
  Stack stack;
  _Unwind_Backtrace(addFrame, &stack);
  bool contended = isContended(call, arguments);
  std::uint64_t hash = hashOf(call, contended, stack);
  if (!addHash(hash))
    return;
  Line line;
  line.text(call.name);
  line.text(contended ? "\twaits" : "\t-");
  for (int i = 0; i < stack.depth; ++i)
    appendFrame(line, stack.returns[i]);
  line.text("\n");
  if (!writeLine(line))
    forgetHash(hash);
}

void *realOf(BlockingCall &call) {
  void *real = call.real.load(std::memory_order_relaxed);
  if (!real) {
    real = dlsym(RTLD_NEXT, call.symbol);
    call.real.store(real, std::memory_order_relaxed);
  }
  return real;
}

[[noreturn]] void fail(const char *why) {
  std::string_view text(why);
  ::syscall(SYS_write, 2, text.data(), text.size());
  std::abort();
}

/// Before main(), and before any thread: everything that needs a lock or memory.
__attribute__((constructor)) void prepare() {
  for (BlockingCall *call : calls)
    realOf(*call);
  dl_find_object self;
  if (_dl_find_object(reinterpret_cast<void *>(&prepare), &self) != 0)
    fail("recall: the interposer does not find itself\n");
  ownBegin = reinterpret_cast<std::uintptr_t>(self.dlfo_map_start);
  ownEnd = reinterpret_cast<std::uintptr_t>(self.dlfo_map_end);
  const char *directory = std::getenv("COAX_RECALL_TRACE");
  const char *programs = std::getenv("COAX_RECALL_PROGRAMS");
  long length =
      ::syscall(SYS_readlinkat, AT_FDCWD, "/proc/self/exe", programPath, sizeof programPath - 1);
  if (!directory || !programs || length <= 0 ||
      !std::string_view(programPath).starts_with(programs))
    return;
  std::snprintf(traceFile, sizeof traceFile, "%s/%ld", directory,
                static_cast<long>(::syscall(SYS_getpid)));
}

} // namespace

/// Called by every wrapper; returns the function to go on with.
extern "C" __attribute__((visibility("hidden"), used)) void *
coax_note_call(BlockingCall *call, const Arguments *arguments) {
  void *real = realOf(*call);
  if (!real)
    fail("recall: a function is wrapped that the C library has not\n");
  if (*traceFile && !inside && call->mayWait(*arguments)) {
    int error = errno;
    inside = true;
    note(*call, *arguments);
    inside = false;
    errno = error;
  }
  return real;
}
