// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Shapes that g++ 12 compiles into wrong code, and what to write instead is in safe_test.cpp. clang
// must pass them all. g++ 12 must fail them all: the day it does not, a line moves to the other file.
// Each runs in a process of its own, since some of them crash. Not asserted for other compilers.
#include "prelude.h"

#include <csignal>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

using namespace shapes;

#if defined(__clang__)
constexpr bool known_compiler = true, miscompiles = false;
#elif __GNUC__ == 12
constexpr bool known_compiler = true, miscompiles = true;
#else
constexpr bool known_compiler = false, miscompiles = false;
#endif

// As a lambda it happens to work.
number switch_with_returns() {
  switch (co_await take(T(2))) {
  case 2:
    co_return 1;
  default:
    co_return 0;
  }
}

number count_down(int &left) { co_return --left > 0; }

number while_without_variables(int &left) {
  while (co_await count_down(left)) {
  }
  co_return left;
}

bool no() { return false; }

/// Digits in the order in which step() and its like were run.
int trace = 0;
int step(int digit) {
  trace = trace * 10 + digit;
  return digit;
}
bool step_if(int digit, bool result) {
  step(digit);
  return result;
}
T step_object(int digit) { return T(step(digit)); }
number step_await(int digit) { co_return step(digit); }
coax::task<int *> step_pointer(int digit, int *pointer) {
  step(digit);
  co_return pointer;
}

const shape unsafe[] = {
    {"lambda_temporary_to_function", []() -> number {
       T t(1);
       co_return co_await take_function([t] { return t.id; });
     }, 1},
    {"explicit_function_of_a_lambda", []() -> number {
       T t(1);
       co_return co_await take_function(std::function<int()>([t] { return t.id; }));
     }, 1},
    {"lambda_temporary_by_reference", []() -> number {
       T t(1);
       co_return co_await call_reference([t] { return t.id; });
     }, 1},
    {"new_of_an_await", []() -> number {
       auto p = std::unique_ptr<T>(new T(co_await make(5)));
       co_return p->id;
     }, 5},
    {"aggregate_temporary_by_reference", []() -> number {
       co_return co_await take_reference(aggregate{T(7), 1});
     }, 7},
    {"aggregate_of_an_await", []() -> number {
       aggregate a{co_await make(1), 2};
       co_return a.t.id;
     }, 1},
    {"array_of_awaits", []() -> number {
       T a[2] = {co_await make(1), co_await make(2)};
       co_return a[0].id + a[1].id;
     }, 3},
    {"array_temporary", []() -> number {
       co_return co_await take_array(std::array<T, 2>{T(1), T(2)});
     }, 1},
    {"designated_initializers", []() -> number {
       co_return co_await take_aggregate({.t = T(1), .x = 2});
     }, 1},
    {"ternary_of_an_await_and_a_value", []() -> number {
       bool b = true;
       auto v = b ? co_await make(1) : T(2);
       co_return v.id;
     }, 1},
    {"await_of_a_ternary", []() -> number {
       bool b = true;
       co_return co_await (b ? take(T(1)) : take(T(2)));
     }, 1},
    {"switch_on_an_await_with_returns", switch_with_returns, 1},
    {"while_in_a_coroutine_without_variables", []() -> number {
       int left = 3;
       const int end = co_await while_without_variables(left);
       co_return end;
     }, 0},
    {"while_on_a_conjunction", []() -> number {
       int left = 3;
       while (no() && co_await count_down(left)) {
       }
       co_return left;
     }, 3},
    {"return_of_a_conjunction", []() -> number {
       trace = 0;
       const auto both = []() -> coax::task<bool> { co_return no() && co_await step_await(1); };
       const bool result = co_await both();
       co_return result ? -1 : trace;
     }, 0},
    {"call_before_an_await", []() -> number {
       trace = 0;
       const int sum = step(1) + co_await step_await(2);
       co_return trace * 10 + sum;
     }, 123},
    {"long_conjunction", []() -> number {
       trace = 0;
       const bool all = step_if(1, true) && step_if(2, false) && co_await step_await(3) &&
                        step_if(4, true);
       co_return all ? -1 : trace;
     }, 12},
    {"alternatives", []() -> number {
       trace = 0;
       const bool any = step_if(1, false) || co_await step_await(2) == 2 ||
                        co_await step_await(3) == 3;
       co_return any ? trace : -1;
     }, 12},
    {"throw_of_an_await", []() -> number {
       try {
         throw co_await make(5);
       } catch (const T &thrown) {
         co_return thrown.id;
       }
     }, 5},
    {"throw_of_an_object_made_of_an_await", []() -> number {
       try {
         throw built(T(1), co_await take(T(2)));
       } catch (const built &thrown) {
         co_return thrown.x;
       }
     }, 2},
    {"await_in_a_capture", []() -> number {
       T t(1);
       auto sum = [t, x = co_await take(T(2))] { return t.id + x; };
       co_return sum();
     }, 3},
    {"temporary_behind_an_await", []() -> number {
       trace = 0;
       const int sum = co_await step_await(1) + step_object(2).id;
       co_return trace * 10 + sum;
     }, 123},
    {"temporary_that_is_not_reached", []() -> number {
       trace = 0;
       const bool both = co_await step_await(1) > 1 && step_object(2).id;
       co_return both ? -1 : trace;
     }, 1},
    {"await_on_the_left_of_an_assignment", []() -> number {
       trace = 0;
       int value = 0;
       *co_await step_pointer(2, &value) = co_await step_await(1);
       co_return trace * 10 + value;
     }, 121},
    {"continue_in_a_do_loop", []() -> number {
       int left = 3, rounds = 0;
       do {
         if (++rounds > 5)
           co_return -1;
         if (left == 2)
           continue;
       } while (co_await count_down(left));
       co_return left;
     }, 0},
};

/// Runs the case in a child process.
bool behaves_in_a_child(const shape &s) {
  const pid_t child = ::fork();
  if (child == 0) {
    ::alarm(2);
    std::signal(SIGSEGV, SIG_DFL);
    std::signal(SIGABRT, SIG_DFL);
    ::close(STDERR_FILENO);
    ::_exit(behaves(s) ? 0 : 1);
  }
  int status = -1;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

class UnsafeShape : public ::testing::TestWithParam<shape> {};

TEST_P(UnsafeShape, BehavesExceptOnGcc12) {
  if (!known_compiler)
    GTEST_SKIP() << "not recorded for this compiler";
  EXPECT_EQ(behaves_in_a_child(GetParam()), !miscompiles);
}

INSTANTIATE_TEST_SUITE_P(Every, UnsafeShape, ::testing::ValuesIn(unsafe),
                         [](const auto &info) { return std::string(info.param.name); });

} // namespace
