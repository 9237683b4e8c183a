// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The names of Coroutine libraries, without the library: arguments are any.
#pragma once

namespace QCoro {
template <typename... A> int moveToThread(A &&...);
template <typename... A> int waitFor(A &&...);
} // namespace QCoro

namespace async_simple::coro {
template <typename... A> int syncAwait(A &&...);
} // namespace async_simple::coro

namespace concurrencpp {
struct derivable_executor {
  template <typename... A> int submit(A &&...);
  template <typename... A> int post(A &&...);
};
template <typename... A> int resume_on(A &&...);
struct result {
  template <typename... A> int get(A &&...);
  template <typename... A> int wait(A &&...);
  template <typename... A> int wait_for(A &&...);
  template <typename... A> int wait_until(A &&...);
};
struct shared_result {
  template <typename... A> int get(A &&...);
  template <typename... A> int wait(A &&...);
};
} // namespace concurrencpp

namespace coro {
struct thread_pool {
  template <typename... A> int schedule(A &&...);
  template <typename... A> int yield(A &&...);
};
struct io_scheduler {
  template <typename... A> int schedule(A &&...);
};
struct scheduler {
  template <typename... A> int schedule(A &&...);
};
template <typename... A> int sync_wait(A &&...);
} // namespace coro

namespace cppcoro {
struct static_thread_pool {
  template <typename... A> int schedule(A &&...);
};
struct io_service {
  template <typename... A> int schedule(A &&...);
};
template <typename... A> int sync_wait(A &&...);
} // namespace cppcoro

namespace drogon {
struct HttpClient {
  template <typename... A> int sendRequest(A &&...);
};
template <typename... A> int switchThreadCoro(A &&...);
template <typename... A> int sync_wait(A &&...);
} // namespace drogon

namespace drogon::orm {
struct DbClient {
  template <typename... A> int execSqlSync(A &&...);
};
} // namespace drogon::orm

namespace kj {
struct Promise {
  template <typename... A> int wait(A &&...);
};
} // namespace kj

namespace oneapi::tbb {
struct task_group {
  template <typename... A> int wait(A &&...);
};
} // namespace oneapi::tbb

namespace std::this_thread {
template <typename... A> int sync_wait(A &&...);
} // namespace std::this_thread

namespace stdexec {
struct sync_wait_t {
  template <typename... A> int operator()(A &&...);
};
template <typename... A> int sync_wait(A &&...);
template <typename... A> int sync_wait_with_variant(A &&...);
} // namespace stdexec

namespace tbb {
struct task_group {
  template <typename... A> int wait(A &&...);
};
} // namespace tbb

namespace tbb::detail::d1 {
struct task_group_base {
  template <typename... A> int wait(A &&...);
};
} // namespace tbb::detail::d1

namespace tbb::flow {
struct graph {
  template <typename... A> int wait_for_all(A &&...);
};
} // namespace tbb::flow

namespace unifex {
template <typename... A> int sync_wait(A &&...);
template <typename... A> int sync_wait_r(A &&...);
} // namespace unifex

namespace winrt {
template <typename... A> int resume_background(A &&...);
template <typename... A> int resume_foreground(A &&...);
} // namespace winrt

namespace winrt::Windows::Foundation {
struct IAsyncAction {
  template <typename... A> int get(A &&...);
};
} // namespace winrt::Windows::Foundation

namespace winrt::impl {
struct consume_Windows_Foundation_IAsyncAction {
  template <typename... A> int get(A &&...);
};
struct consume_Windows_Foundation_IAsyncOperation {
  template <typename... A> int get(A &&...);
};
} // namespace winrt::impl
