// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "signal_hub.h"

#include <cerrno>
#include <coax/descriptor_owner.hpp>
#include <csignal>
#include <mutex>
#include <new>
#include <string>
#include <thread>

namespace coax::detail {

namespace {

constexpr int number_count = 64;

// Of a model that allocates nothing when the handler is the first to touch it.
[[gnu::tls_model("initial-exec")]] thread_local constinit volatile std::sig_atomic_t interrupted =
    0;

constinit std::mutex changes; ///< held by who adds or removes a listener
constinit std::atomic<signal_listener *> first_listener{nullptr};
constinit std::atomic<int> handlers_running{0};
constinit unsigned listeners_of[number_count + 1] = {};
constinit struct sigaction before[number_count + 1] = {};

} // namespace

struct signal_hub {
  static void handle(int number) {
    const int saved = errno;
    interrupted = 1;
    handlers_running.fetch_add(1);
    if (!tell(number, false))
      tell(number, true);
    handlers_running.fetch_sub(1);
    errno = saved;
  }

  static bool tell(int number, bool reserves) noexcept {
    bool told = false;
    for (signal_listener *l = first_listener.load(); l; l = l->next_.load())
      if (l->reserve_ == reserves && (l->wanted_ & mask_of(number))) {
        l->on_signal(number);
        told = true;
      }
    return told;
  }

  static bool is_installed(int number) noexcept {
    struct sigaction present {};
    return ::sigaction(number, nullptr, &present) == 0 && present.sa_handler == &handle;
  }

  /// Also where the program has put a handler of its own in the place of ours.
  static bool install(int number) noexcept {
    if (is_installed(number))
      return true;
    struct sigaction ours {};
    ours.sa_handler = &handle;
    ours.sa_flags = SA_RESTART;
    ::sigfillset(&ours.sa_mask);
    return ::sigaction(number, &ours, &before[number]) == 0;
  }

  static void restore(int number) noexcept {
    if (is_installed(number))
      ::sigaction(number, &before[number], nullptr);
  }

  static void add(signal_listener &l) noexcept {
    l.next_ = first_listener.load();
    first_listener = &l;
  }

  /// A handler that runs meanwhile may still be at `l`, which leads it on.
  static void remove(signal_listener &l) noexcept {
    std::atomic<signal_listener *> *at = &first_listener;
    while (*at != &l)
      at = &at->load()->next_;
    *at = l.next_.load();
    while (handlers_running != 0)
      std::this_thread::yield();
  }

  static void stop(signal_listener &l, signal_mask wanted) noexcept {
    for (int number = 1; number <= number_count; ++number)
      if ((wanted & mask_of(number)) && --listeners_of[number] == 0)
        restore(number);
    remove(l);
  }

  static void reopen() noexcept {
    ::new (&changes) std::mutex;
    handlers_running = 0;
    for (signal_listener *l = first_listener.load(); l; l = l->next_.load())
      l->reopen_after_fork();
  }

  static void start(signal_listener &l, signal_mask wanted) {
    l.wanted_ = wanted;
    add(l);
    signal_mask so_far = 0;
    for (int number = 1; number <= number_count; ++number) {
      if (!(wanted & mask_of(number)))
        continue;
      if (!install(number)) {
        const int error = errno;
        stop(l, so_far);
        throw_errno(error, "listen to signal " + std::to_string(number));
      }
      ++listeners_of[number];
      so_far |= mask_of(number);
    }
  }
};

void signal_listener::listen(signal_mask wanted) {
  const std::lock_guard lock(changes);
  signal_hub::start(*this, wanted);
}

void signal_listener::stop_listening() noexcept {
  const std::lock_guard lock(changes);
  signal_hub::stop(*this, wanted_);
}

bool was_interrupted_for_listeners() noexcept {
  const bool was = interrupted != 0;
  interrupted = 0;
  return was;
}

void reopen_signals_after_fork() noexcept { signal_hub::reopen(); }

} // namespace coax::detail
