// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A callable and its arguments, copied to be called later as std::thread calls them, and whether a
// coroutine can be called with them from a place that does not outlive the call.
#pragma once

#include <coax/detail/invoke.hpp>
#include <coax/task.hpp>
#include <tuple>
#include <type_traits>

namespace coax::detail {

template <class... P> struct parameter_list { static constexpr std::size_t size = sizeof...(P); };

/// The parameters of a function that is not overloaded, no template and not variadic. `type` is
/// absent for others.
template <class F> struct parameters {};
template <class F>
requires requires { &F::operator(); }
struct parameters<F> : parameters<decltype(&F::operator())> {};
template <class R, bool N, class... P> struct parameters<R (*)(P...) noexcept(N)> {
  using type = parameter_list<P...>;
};
template <class R, class C, bool N, class... P> struct parameters<R (C::*)(P...) noexcept(N)> {
  using type = parameter_list<P...>;
};
template <class R, class C, bool N, class... P>
struct parameters<R (C::*)(P...) const noexcept(N)> {
  using type = parameter_list<P...>;
};
template <class R, class C, bool N, class... P> struct parameters<R (C::*)(P...) &noexcept(N)> {
  using type = parameter_list<P...>;
};
template <class R, class C, bool N, class... P>
struct parameters<R (C::*)(P...) const &noexcept(N)> {
  using type = parameter_list<P...>;
};
template <class R, class C, bool N, class... P> struct parameters<R (C::*)(P...) &&noexcept(N)> {
  using type = parameter_list<P...>;
};

/// Whether a parameter P refers to the argument A itself, or copies it, so that no temporary has to
/// outlive the call. Source: [dcl.init.ref].
template <class P, class A> constexpr bool binds_without_temporary() {
  using plain = std::remove_reference_t<P>;
  if constexpr (!std::is_reference_v<P>)
    return std::is_same_v<std::remove_cv_t<P>, A> || std::is_scalar_v<P>;
  else if constexpr (is_reference_wrapper_like<A>::value)
    return std::is_convertible_v<typename A::type *, plain *>;
  else
    return std::is_convertible_v<A *, plain *>;
}

template <class Parameters, class... Args> inline constexpr bool all_bind = false;
template <class... P, class... Args>
requires(sizeof...(P) ==
         sizeof...(Args)) inline constexpr bool all_bind<parameter_list<P...>, Args...> =
    (binds_without_temporary<P, Args>() && ...);

/// Whether nothing that the call of F with Args creates has to live as long as the task it returns.
template <class F, class... Args> inline constexpr bool calls_directly = false;
template <class F, class... Args>
requires requires { typename parameters<F>::type; }
inline constexpr bool calls_directly<F, Args...> = all_bind<typename parameters<F>::type, Args...>;
template <class F, class Object, class... Args>
requires(
    std::is_member_function_pointer_v<F>) inline constexpr bool calls_directly<F, Object, Args...> =
    all_bind<typename parameters<F>::type, Args...>;

// Their frames hold what the user's unnamed namespaces declare, as they should.
#ifndef __clang__
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wsubobject-linkage"
#endif

/// A coroutine that holds the callable and the arguments, for those that do not: what the
/// conversion of an argument creates lives until the end of its await, and may be referred to as
/// long.
template <class R, class F, class... Args> task<R> call_converted(F fn, Args... args) {
  result<R> outcome;
  co_await settle(std::move(fn)(std::move(args)...), outcome);
  if (outcome.failed()) {
    end_with failure(outcome.error());
    co_await failure;
  }
  co_return outcome.take();
}

/// The same for a pointer to member and the object, pointer or reference_wrapper it applies to.
template <class R, class Class, class Member, class Object, class... Args>
task<R> call_converted_member(Member Class::*member, Object object, Args... args) {
  result<R> outcome;
  co_await settle((member_target<Class>(std::move(object)).*member)(std::move(args)...), outcome);
  if (outcome.failed()) {
    end_with failure(outcome.error());
    co_await failure;
  }
  co_return outcome.take();
}

#ifndef __clang__
#pragma GCC diagnostic pop
#endif

/// Copies of a callable and its arguments. Called once; they stay where they are until it is
/// destroyed, and the task that it made may refer to them.
template <class F, class... Args> class bound_call {
public:
  using returned = std::invoke_result_t<F, Args...>;
  using value_type = awaited<returned>;
  static constexpr bool makes_task = is_task<std::remove_cvref_t<returned>>;

  template <class G, class... As>
  explicit bound_call(G &&fn, As &&...args)
      : parts_(std::forward<G>(fn), std::forward<As>(args)...) {}

  /// The first frame of the task, not started.
  promise_base *make_frame() requires makes_task {
    return &make_frame(std::index_sequence_for<Args...>()).promise();
  }

  /// Calls an ordinary function.
  void call(result<value_type> &into) { call(into, std::index_sequence_for<Args...>()); }

private:
  template <std::size_t... I> auto make_frame(std::index_sequence<I...>) {
    if constexpr (calls_directly<F, Args...>)
      return detail::invoke(std::get<0>(std::move(parts_)), std::get<I + 1>(std::move(parts_))...)
          .release();
    else if constexpr (std::is_member_pointer_v<F>)
      return call_converted_member<value_type>(std::get<0>(parts_),
                                               std::get<I + 1>(std::move(parts_))...)
          .release();
    else
      return call_converted<value_type, F, Args...>(std::get<0>(std::move(parts_)),
                                                    std::get<I + 1>(std::move(parts_))...)
          .release();
  }
  template <std::size_t... I> void call(result<value_type> &into, std::index_sequence<I...>) {
    if constexpr (std::is_void_v<value_type>)
      detail::invoke(std::get<0>(std::move(parts_)), std::get<I + 1>(std::move(parts_))...);
    else
      into.set_value(
          detail::invoke(std::get<0>(std::move(parts_)), std::get<I + 1>(std::move(parts_))...));
  }

  std::tuple<F, Args...> parts_;
};

/// `spawn(f(x))`: what f refers to may end with this expression, so a task that exists is not
/// taken.
template <class R, class... Args> class bound_call<task<R>, Args...> {
  template <class> static constexpr bool is_callable = false;
  static_assert(is_callable<R>,
                "give the coroutine and its arguments, not the task it returns: spawn(f, x) keeps "
                "copies of both for as long as the task runs, which spawn(f(x)) could not");

public:
  using value_type = R;
  static constexpr bool makes_task = true;
  template <class... Parts> explicit bound_call(Parts &&...) {}
  promise_base *make_frame() { return nullptr; }
};

template <class F, class... Args>
using bound_call_of = bound_call<std::decay_t<F>, std::decay_t<Args>...>;

} // namespace coax::detail
