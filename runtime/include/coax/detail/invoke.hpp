// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// std::invoke without <functional>, whose parse time every user would pay.
#pragma once

#include <type_traits>
#include <utility>

namespace coax::detail {

template <class T> struct is_reference_wrapper_like {
  template <class U>
  static auto test(int) -> std::is_same<decltype(std::declval<U &>().get()), typename U::type &>;
  template <class> static std::false_type test(...);
  static constexpr bool value = decltype(test<T>(0))::value;
};

/// The object a member pointer applies to: itself, what a reference_wrapper or a pointer refers to.
template <class Class, class Object> decltype(auto) member_target(Object &&object) {
  using plain = std::remove_cvref_t<Object>;
  if constexpr (std::is_base_of_v<Class, plain>)
    return std::forward<Object>(object);
  else if constexpr (is_reference_wrapper_like<plain>::value)
    return (object.get());
  else
    return (*std::forward<Object>(object));
}

template <class Class, class Member, class Object, class... Args>
decltype(auto) invoke(Member Class::*member, Object &&object, Args &&...args) {
  if constexpr (std::is_function_v<Member>)
    return (member_target<Class>(std::forward<Object>(object)).*
            member)(std::forward<Args>(args)...);
  else
    return member_target<Class>(std::forward<Object>(object)).*member;
}

template <class F, class... Args>
  requires(!std::is_member_pointer_v<std::remove_cvref_t<F>>)
decltype(auto) invoke(F &&fn, Args &&...args) {
  return std::forward<F>(fn)(std::forward<Args>(args)...);
}

} // namespace coax::detail
