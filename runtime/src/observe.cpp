// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Starting the threads that look at the loops, by the program or by its environment.
#include "loop.h"
#include "signal_mask.h"
#include "stall_watch.h"
#include "task_server.h"

#include <coax/introspect.hpp>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <mutex>
#include <pthread.h>
#include <thread>
#include <unistd.h>
#include <utility>

namespace coax {

namespace {

/// Never destroyed: the threads are detached.
struct observers {
  std::mutex mutex;
  std::unique_ptr<detail::task_server> server;
  std::unique_ptr<detail::stall_watch> watch;
  bool asked_environment = false;
  observers *of_parent = nullptr; ///< keeps them reachable for leak checkers
};

observers *present = nullptr;

void remove_path_at_exit() {
  if (present->server)
    present->server->remove_path();
}

// The threads stay with the parent, and so does the path. The child starts anew when it makes a
// loop.
void forget_in_child() {
  if (present->server)
    ::close(present->server->descriptor());
  // What was there belongs to threads that are gone, the mutex too.
  auto *fresh = new observers;
  fresh->of_parent = present;
  present = fresh;
}

observers &all_observers() {
  static const bool made = [] {
    present = new observers;
    ::pthread_atfork(nullptr, nullptr, &forget_in_child);
    std::atexit(&remove_path_at_exit);
    return true;
  }();
  (void)made;
  return *present;
}

template <class Body> void start_thread(Body body) {
  const detail::without_signals inherited;
  std::thread(body).detach();
}

/// "1", or what the variable says itself; null when it is not set, empty or "0".
const char *setting(const char *variable) noexcept {
  const char *text = std::getenv(variable);
  return text && *text && std::strcmp(text, "0") != 0 ? text : nullptr;
}

observe_options options_of_environment() {
  observe_options options;
  if (const char *path = setting("COAX_SOCKET")) {
    options.socket = true;
    if (std::strcmp(path, "1") != 0)
      options.socket_path = path;
  }
  if (const char *limit = setting("COAX_WATCHDOG")) {
    const long ms = std::strtol(limit, nullptr, 10);
    options.stall_limit = ms > 1 ? std::chrono::milliseconds(ms) : default_stall_limit;
  }
  return options;
}

void start(observers &all, const observe_options &options) {
  if (options.socket && !all.server) {
    all.server = std::make_unique<detail::task_server>(options.socket_path);
    start_thread([server = all.server.get()] { server->run(); });
  }
  if (options.stall_limit.count() > 0 && !all.watch) {
    all.watch = std::make_unique<detail::stall_watch>(options.stall_limit.count());
    start_thread([watch = all.watch.get()] { watch->run(); });
  }
}

} // namespace

void observe(const observe_options &options) {
  observers &all = all_observers();
  const std::lock_guard lock(all.mutex);
  start(all, options);
}

// A program must not fail because somebody wanted to look at it.
void detail::observe_as_environment_says() noexcept {
  observers &all = all_observers();
  const std::lock_guard lock(all.mutex);
  if (std::exchange(all.asked_environment, true))
    return;
  try {
    start(all, options_of_environment());
  } catch (const std::exception &e) {
    std::fprintf(stderr, "%s; COAX_SOCKET is ignored\n", e.what());
  }
}

} // namespace coax
