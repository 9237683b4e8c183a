// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the coroutine shapes are made of. A case is a coroutine that is run once: it must return the
// expected value and leave counted::live at 0, every object destroyed exactly once.
#pragma once

#include <array>
#include <coax/run.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace shapes {

struct counted {
  inline static int live = 0;
  int id;
  counted(int i) : id(i) { ++live; }
  counted(const counted &o) : id(o.id) { ++live; }
  counted(counted &&o) noexcept : id(o.id) { ++live; }
  counted &operator=(const counted &) = default;
  ~counted() { --live; }
};

struct aggregate {
  counted t;
  int x;
};

struct built {
  counted t;
  int x;
  built(counted a, int b) : t(a), x(b) {}
};

using T = counted;
using number = coax::task<int>;

inline coax::task<T> make(int i) { co_return T(i); }
inline number take(T t) { co_return t.id; }
inline number take_vector(std::vector<T> v) { co_return static_cast<int>(v.size()); }
inline number take_function(std::function<int()> f) { co_return f(); }
inline number take_string(std::string s) { co_return static_cast<int>(s.size()); }
inline number take_optional(std::optional<T> o) { co_return o ? 1 : 0; }
inline number take_reference(const aggregate &a) { co_return a.t.id; }
inline number take_rvalue(T &&a) { co_return a.id; }
inline number take_default(T t = T(4)) { co_return t.id; }
inline number take_aggregate(aggregate a) { co_return a.t.id; }
inline number take_built(built b) { co_return b.t.id; }
inline number take_pair(std::pair<T, int> p) { co_return p.first.id; }
inline number take_array(std::array<T, 2> p) { co_return p[0].id; }
inline number throwing(T) {
  throw 1;
  co_return 0;
}
inline coax::task<std::tuple<T, T>> make_tuple() { co_return std::tuple<T, T>(T(1), T(2)); }
inline coax::task<std::vector<T>> make_vector() {
  std::vector<T> v;
  v.emplace_back(1);
  v.emplace_back(2);
  co_return v;
}
template <class F> number call(F f) { co_return f(); }
template <class F> number call_reference(F &&f) { co_return f(); }

struct object {
  T t{6};
  number through_lambda() {
    co_return co_await [this]() -> number { co_return t.id; }();
  }
  number member() { co_return t.id; }
};

struct shape {
  const char *name;
  number (*run)();
  int expected;
};

/// Names the case in the lists of gtest and ctest, the same in every run.
inline void PrintTo(const shape &s, std::ostream *out) { *out << s.name; }

/// Whether the case behaved; runs it.
inline bool behaves(const shape &s) {
  counted::live = 0;
  const int got = coax::run(s.run());
  return got == s.expected && counted::live == 0;
}

} // namespace shapes
