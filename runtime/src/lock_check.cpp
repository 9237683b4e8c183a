// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// coax::lock_check, for debug builds: stands between the program and the locks of pthreads, of
// which std::mutex, std::shared_mutex and their kin are made, and ends the program when a task
// waits in an await while it holds one. Every other task of the loop that wants that lock would
// block the thread on which the owner has to go on.
#include "loop.h"
#include "source_text.h"

#include <atomic>
#include <coax/detail/promise.hpp>
#include <cstddef>
#include <cstdio>
#include <dlfcn.h>
#include <exception>
#include <pthread.h>
#include <string>

namespace {

using coax::detail::site;
using coax::detail::strand;

struct held_lock {
  const void *lock;
  const void *taken_by; ///< an address in the code that took it
  const strand *task;
  site after; ///< where that task had last awaited
};

constexpr std::size_t most_held = 32; ///< more at a time are not watched

/// Of this thread, in the order in which they were taken. Plain data: locks are taken before and
/// after the life of thread_locals with destructors.
[[gnu::tls_model(
    "initial-exec")]] thread_local constinit std::byte held_bytes[most_held * sizeof(held_lock)]{};
[[gnu::tls_model("initial-exec")]] thread_local constinit std::size_t held_count = 0;

held_lock *held() noexcept { return reinterpret_cast<held_lock *>(held_bytes); }

void note(const void *lock, const void *taken_by) noexcept {
  const strand *task = coax::detail::current_strand();
  if (!task || held_count == most_held)
    return;
  held()[held_count++] = {lock, taken_by, task, task->top ? task->top->awaiting : site()};
}

void forget(const void *lock) noexcept {
  for (std::size_t i = held_count; i-- > 0;)
    if (held()[i].lock == lock) {
      for (--held_count; i < held_count; ++i)
        held()[i] = held()[i + 1];
      return;
    }
}

int noted(int result, const void *lock, const void *taken_by) noexcept {
  if (result == 0)
    note(lock, taken_by);
  return result;
}

/// The function of that name behind the one here, in the C library.
template <class F> F next(std::atomic<void *> &known, const char *name) noexcept {
  void *function = known.load(std::memory_order_relaxed);
  if (!function) {
    function = ::dlsym(RTLD_NEXT, name);
    known.store(function, std::memory_order_relaxed);
  }
  return reinterpret_cast<F>(function);
}

std::string address_text(const void *address) {
  char text[32];
  Dl_info info{};
  if (::dladdr(address, &info) == 0 || !info.dli_fname) {
    std::snprintf(text, sizeof text, "%p", address);
    return text;
  }
  std::snprintf(text, sizeof text, "+0x%zx",
                static_cast<std::size_t>(static_cast<const char *>(address) -
                                         static_cast<const char *>(info.dli_fbase)));
  return std::string(info.dli_fname) + text;
}

} // namespace

// Called by the loop when a task has run and now waits; found by its name if it is linked.
extern "C" void coax_check_locks(const coax::detail::strand *waits) noexcept {
  for (std::size_t i = 0; i < held_count; ++i) {
    const held_lock &lock = held()[i];
    if (lock.task != waits)
      continue;
    std::fprintf(
        stderr,
        "coax: task %llu awaits at %s while it holds a lock of the standard library, which "
        "it took at %s (addr2line -e FILE OFFSET) after %s; use coax::mutex, or let go of "
        "it before the await\n",
        static_cast<unsigned long long>(waits->id),
        coax::detail::text_of(coax::detail::place_of_program(*waits)).c_str(),
        address_text(lock.taken_by).c_str(), coax::detail::line_text(lock.after).c_str());
    std::terminate();
  }
}

extern "C" {

int pthread_mutex_lock(pthread_mutex_t *m) noexcept {
  static constinit std::atomic<void *> known{nullptr};
  return noted(next<decltype(&pthread_mutex_lock)>(known, "pthread_mutex_lock")(m), m,
               __builtin_return_address(0));
}

int pthread_mutex_trylock(pthread_mutex_t *m) noexcept {
  static constinit std::atomic<void *> known{nullptr};
  return noted(next<decltype(&pthread_mutex_trylock)>(known, "pthread_mutex_trylock")(m), m,
               __builtin_return_address(0));
}

int pthread_mutex_timedlock(pthread_mutex_t *m, const timespec *until) noexcept {
  static constinit std::atomic<void *> known{nullptr};
  return noted(next<decltype(&pthread_mutex_timedlock)>(known, "pthread_mutex_timedlock")(m, until),
               m, __builtin_return_address(0));
}

int pthread_mutex_clocklock(pthread_mutex_t *m, clockid_t clock, const timespec *until) noexcept {
  static constinit std::atomic<void *> known{nullptr};
  return noted(
      next<decltype(&pthread_mutex_clocklock)>(known, "pthread_mutex_clocklock")(m, clock, until),
      m, __builtin_return_address(0));
}

int pthread_mutex_unlock(pthread_mutex_t *m) noexcept {
  static constinit std::atomic<void *> known{nullptr};
  forget(m);
  return next<decltype(&pthread_mutex_unlock)>(known, "pthread_mutex_unlock")(m);
}

int pthread_rwlock_rdlock(pthread_rwlock_t *l) noexcept {
  static constinit std::atomic<void *> known{nullptr};
  return noted(next<decltype(&pthread_rwlock_rdlock)>(known, "pthread_rwlock_rdlock")(l), l,
               __builtin_return_address(0));
}

int pthread_rwlock_tryrdlock(pthread_rwlock_t *l) noexcept {
  static constinit std::atomic<void *> known{nullptr};
  return noted(next<decltype(&pthread_rwlock_tryrdlock)>(known, "pthread_rwlock_tryrdlock")(l), l,
               __builtin_return_address(0));
}

int pthread_rwlock_wrlock(pthread_rwlock_t *l) noexcept {
  static constinit std::atomic<void *> known{nullptr};
  return noted(next<decltype(&pthread_rwlock_wrlock)>(known, "pthread_rwlock_wrlock")(l), l,
               __builtin_return_address(0));
}

int pthread_rwlock_trywrlock(pthread_rwlock_t *l) noexcept {
  static constinit std::atomic<void *> known{nullptr};
  return noted(next<decltype(&pthread_rwlock_trywrlock)>(known, "pthread_rwlock_trywrlock")(l), l,
               __builtin_return_address(0));
}

int pthread_rwlock_unlock(pthread_rwlock_t *l) noexcept {
  static constinit std::atomic<void *> known{nullptr};
  forget(l);
  return next<decltype(&pthread_rwlock_unlock)>(known, "pthread_rwlock_unlock")(l);
}

} // extern "C"
