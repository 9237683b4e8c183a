// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loops, pools and executors as Asio has them; for speed, no more.
#pragma once

#include "async.h"

namespace boost::asio {

template <typename T> struct awaitable : coax::task<T> {
  struct promise_type : coax::task_promise_base {
    awaitable get_return_object() { return {}; }
    void return_void() {}
  };
};

struct io_context {
  struct basic_executor_type {
    template <typename F> void execute(F) const {}
  };
  basic_executor_type get_executor();
  void run();
};

struct thread_pool {
  struct basic_executor_type {
    template <typename F> void execute(F) const {}
  };
  basic_executor_type get_executor();
};

template <typename Executor, typename F> void post(Executor &&, F &&) {}
template <typename F> void post(F &&) {}

template <typename F, typename Executor>
Executor get_associated_executor(const F &f, const Executor &otherwise);

struct detached_t {};
inline constexpr detached_t detached;

template <typename T> void co_spawn(io_context &loop, awaitable<T> task, detached_t);

} // namespace boost::asio
