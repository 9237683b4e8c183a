// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// with_group(): a scope that no task started in it outlives.
#pragma once

#include <coax/spawn.hpp>

namespace coax {

class group;

namespace detail {

/// One task of a group; owned by it, gone when it has ended.
class group_child : public strand {
public:
  virtual ~group_child();
  static void *operator new(std::size_t bytes) { return allocate_frame(bytes); }
  static void operator delete(void *at, std::size_t bytes) noexcept { free_frame(at, bytes); }

  strand *parent() const noexcept override;
  /// What it ended with, if that is an exception. Once it has ended.
  virtual std::exception_ptr error() const noexcept = 0;

private:
  friend coax::group;
  void finish() noexcept final;

  group *of_ = nullptr;
  group_child *previous_ = nullptr, *next_ = nullptr;
};

template <class Call> class group_call final : public calling<group_child, Call> {
public:
  using group_call::calling::calling;
  ~group_call() { this->collect(); } // left only when the loop destroys the frames of the owner
  std::exception_ptr error() const noexcept override { return this->outcome_.error(); }
};

} // namespace detail

/// The tasks of one with_group(). Made by it only.
class group final : public detail::leaf<group> {
public:
  group() noexcept { shielded_ = true; } // waits for its tasks also when it is cancelled already
  ~group();

  /// Starts fn(args...) beside the others, with the rules of spawn(); the result is dropped.
  template <class F> void start(F &&fn, detail::call_site from = {detail::site::current()}) {
    start_from(from.at, std::forward<F>(fn));
  }
  template <class F, class A>
  void start(F &&fn, A &&a, detail::call_site from = {detail::site::current()}) {
    start_from(from.at, std::forward<F>(fn), std::forward<A>(a));
  }
  template <class F, class A, class B>
  void start(F &&fn, A &&a, B &&b, detail::call_site from = {detail::site::current()}) {
    start_from(from.at, std::forward<F>(fn), std::forward<A>(a), std::forward<B>(b));
  }
  template <class F, class A, class B, class C>
  void start(F &&fn, A &&a, B &&b, C &&c, detail::call_site from = {detail::site::current()}) {
    start_from(from.at, std::forward<F>(fn), std::forward<A>(a), std::forward<B>(b),
               std::forward<C>(c));
  }
  template <class F, class A, class B, class C, class D>
  void start(F &&fn, A &&a, B &&b, C &&c, D &&d,
             detail::call_site from = {detail::site::current()}) {
    start_from(from.at, std::forward<F>(fn), std::forward<A>(a), std::forward<B>(b),
               std::forward<C>(c), std::forward<D>(d));
  }
  template <class F, class A, class B, class C, class D, class E>
  void start(F &&fn, A &&a, B &&b, C &&c, D &&d, E &&e,
             detail::call_site from = {detail::site::current()}) {
    start_from(from.at, std::forward<F>(fn), std::forward<A>(a), std::forward<B>(b),
               std::forward<C>(c), std::forward<D>(d), std::forward<E>(e));
  }
  template <class F, class... Args>
  requires(sizeof...(Args) > 5) void start(F &&fn, Args &&...args) {
    start_from(detail::last_await(), std::forward<F>(fn), std::forward<Args>(args)...);
  }

  /// Requests cancellation of every task of the group, also of those started from now on. That they
  /// end with coax::cancelled is then no failure: with_group() returns.
  void cancel_all();

private:
  template <class Body> friend task<void> with_group(Body body);
  friend leaf<group>;
  friend detail::group_child;

  template <class F, class... Args> void start_from(detail::site at, F &&fn, Args &&...args) {
    using call = detail::bound_call_of<F, Args...>;
    require_its_loop("start", detail::address_of(at));
    add(*new detail::group_call<call>(std::forward<F>(fn), std::forward<Args>(args)...),
        detail::address_of(at));
  }

  bool arm() noexcept { return running_ != 0; }
  void disarm() noexcept {}
  void cancel() noexcept override { cancel_tasks(); }
  const char *what() const noexcept override { return "group"; }
  /// Throws misuse in a task of another loop.
  void require_its_loop(const char *what, const void *at) const;
  void cancel_tasks() noexcept;
  void add(detail::group_child &child, const void *at) noexcept;
  void remove(detail::group_child &child) noexcept;
  void ended(detail::group_child &child) noexcept;
  void note(std::exception_ptr error) noexcept;

  detail::group_child *first_ = nullptr;
  detail::strand *parent_ = detail::current_strand();
  std::size_t running_ = 0;
  bool cancelling_ = false;
  bool ended_by_request_ = false;
  std::exception_ptr failure_;
};

/// Calls `co_await body(g)` and waits until it and every task started with g.start() have ended.
/// The first failure cancels the rest and is rethrown, with its own type, after all have ended; the
/// failures of the rest are dropped. Tasks of the group may start more.
template <class Body> task<void> with_group(Body body) {
  group g;
  g.start([&body, &g]() -> task<void> { co_await body(g); });
  co_await g;
  if (g.failure_) {
    detail::end_with failure(g.failure_);
    co_await failure;
  }
}

} // namespace coax
