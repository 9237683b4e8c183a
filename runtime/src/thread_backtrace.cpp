// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "thread_backtrace.h"

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cxxabi.h>
#include <dlfcn.h>
#include <execinfo.h>
#include <memory>
#include <optional>
#include <semaphore.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

namespace coax::detail {

namespace {

constexpr int most_addresses = 48;
/// The handler and the kernel's frame that called it.
constexpr int handler_frames = 2;

/// Filled by the handler on the interrupted thread. Never destroyed.
struct request {
  void *addresses[most_addresses];
  int count = 0;
  std::atomic<bool> open{false}; ///< a handler has not run yet
  sem_t done;
};

request *the_request = nullptr;

// Of a model that allocates nothing when the handler is the first to touch it.
[[gnu::tls_model("initial-exec")]] thread_local constinit volatile std::sig_atomic_t interrupted =
    0;

void take_backtrace(int) {
  const int saved = errno;
  interrupted = 1;
  if (the_request->open.exchange(false)) {
    the_request->count = ::backtrace(the_request->addresses, most_addresses);
    ::sem_post(&the_request->done);
  }
  errno = saved;
}

/// Installs the handler for the last real-time signal that the program leaves alone; 0 when it uses
/// all of them.
int install_handler() {
  the_request = new request;
  ::sem_init(&the_request->done, 0, 0);
  void *here[1];
  ::backtrace(here, 1); // loads the unwinder now, not in the handler
  for (int number = SIGRTMAX; number >= SIGRTMIN; --number) {
    struct sigaction present {};
    if (::sigaction(number, nullptr, &present) < 0 || present.sa_handler != SIG_DFL)
      continue;
    struct sigaction ours {};
    ours.sa_handler = &take_backtrace;
    ours.sa_flags = SA_RESTART;
    ::sigemptyset(&ours.sa_mask);
    if (::sigaction(number, &ours, nullptr) == 0)
      return number;
  }
  return 0;
}

/// What /proc/self/task/TID/syscall says. Source: proc(5).
struct kernel_state {
  long call = -1; ///< -1: in none
  int first_argument = -1;
};

std::optional<kernel_state> kernel_state_of(pid_t thread) {
  char path[64];
  std::snprintf(path, sizeof path, "/proc/self/task/%d/syscall", thread);
  const std::unique_ptr<std::FILE, int (*)(std::FILE *)> file(std::fopen(path, "re"), &std::fclose);
  char line[256];
  if (!file || !std::fgets(line, sizeof line, file.get()))
    return std::nullopt;
  kernel_state state;
  unsigned long argument = 0;
  if (std::sscanf(line, "%ld 0x%lx", &state.call, &argument) == 2)
    state.first_argument = static_cast<int>(argument);
  return state;
}

/// Whether a signal whose handler has SA_RESTART lets the call go on. What is not listed may end
/// with EINTR. Source: signal(7), "Interruption of system calls and library functions".
bool goes_on_after_signal(const kernel_state &state) {
  switch (state.call) {
  case -1:
  case SYS_futex:
  case SYS_openat:
  case SYS_wait4:
  case SYS_waitid:
  case SYS_flock:
  case SYS_fcntl:
  case SYS_fsync:
  case SYS_fdatasync:
  case SYS_getdents64:
  case SYS_pread64:
  case SYS_pwrite64:
    return true;
  case SYS_read:
  case SYS_readv:
  case SYS_write:
  case SYS_writev:
  case SYS_accept:
  case SYS_accept4:
  case SYS_connect:
  case SYS_recvfrom:
  case SYS_recvmsg:
  case SYS_sendto:
  case SYS_sendmsg:
    break; // unless it is a socket with a time-out
  default:
    return false;
  }
  for (const int option : {SO_RCVTIMEO, SO_SNDTIMEO}) {
    timeval limit{};
    socklen_t size = sizeof limit;
    if (::getsockopt(state.first_argument, SOL_SOCKET, option, &limit, &size) == 0 &&
        (limit.tv_sec != 0 || limit.tv_usec != 0))
      return false;
  }
  return true;
}

const char *name_of_call(long number) noexcept {
  switch (number) {
  case SYS_nanosleep:
    return "nanosleep";
  case SYS_clock_nanosleep:
    return "clock_nanosleep";
  case SYS_ppoll:
    return "ppoll";
#ifdef SYS_poll
  case SYS_poll:
    return "poll";
  case SYS_select:
    return "select";
#endif
  case SYS_pselect6:
    return "pselect6";
  case SYS_futex:
    return "futex";
  case SYS_read:
    return "read";
  case SYS_write:
    return "write";
  case SYS_recvfrom:
    return "recvfrom";
  case SYS_sendto:
    return "sendto";
  case SYS_accept4:
    return "accept4";
  case SYS_connect:
    return "connect";
  case SYS_wait4:
    return "wait4";
  case SYS_fsync:
    return "fsync";
  case SYS_flock:
    return "flock";
  default:
    return nullptr;
  }
}

std::string line_of(void *address) {
  char text[64];
  Dl_info info{};
  if (::dladdr(address, &info) == 0 || !info.dli_fname) {
    std::snprintf(text, sizeof text, "    %p\n", address);
    return text;
  }
  const auto at = static_cast<char *>(address);
  std::snprintf(text, sizeof text, "+0x%lx",
                static_cast<unsigned long>(at - static_cast<char *>(info.dli_fbase)));
  std::string line = std::string("    ") + info.dli_fname + text;
  if (!info.dli_sname)
    return line + "\n";
  int status = 0;
  const std::unique_ptr<char, void (*)(void *)> readable(
      abi::__cxa_demangle(info.dli_sname, nullptr, nullptr, &status), &std::free);
  return line + " " + (status == 0 && readable ? readable.get() : info.dli_sname) + "\n";
}

/// False when the handler has not run after 100 ms.
bool await_handler() {
  timespec until{};
  ::clock_gettime(CLOCK_REALTIME, &until);
  until.tv_nsec += 100'000'000;
  if (until.tv_nsec >= 1'000'000'000) {
    ++until.tv_sec;
    until.tv_nsec -= 1'000'000'000;
  }
  while (::sem_timedwait(&the_request->done, &until) < 0)
    if (errno != EINTR)
      return !the_request->open.exchange(false) && ::sem_wait(&the_request->done) == 0;
  return true;
}

} // namespace

std::string thread_state_text(pid_t thread) {
  const std::optional<kernel_state> state = kernel_state_of(thread);
  if (!state)
    return {};
  if (state->call < 0)
    return "on a processor or about to be";
  const char *name = name_of_call(state->call);
  return name ? std::string("in ") + name : "in system call " + std::to_string(state->call);
}

std::string thread_backtrace(pid_t thread) {
  static const int number = install_handler();
  const std::optional<kernel_state> state = kernel_state_of(thread);
  if (number == 0 || !state || !goes_on_after_signal(*state))
    return {};
  the_request->count = 0;
  the_request->open = true;
  if (::syscall(SYS_tgkill, ::getpid(), thread, number) < 0 || !await_handler())
    return {};
  std::string text;
  for (int i = handler_frames; i < the_request->count; ++i)
    text += line_of(the_request->addresses[i]);
  return text;
}

bool was_interrupted_for_backtrace() noexcept {
  const bool was = interrupted != 0;
  interrupted = 0;
  return was;
}

} // namespace coax::detail
