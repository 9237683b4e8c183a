// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Shapes that g++ 12 and clang compile correctly: the ones that migrated code consists of.
#include "prelude.h"

#include <gtest/gtest.h>

namespace {

using namespace shapes;

const shape safe[] = {
    {"ternary_of_awaits", []() -> number {
       bool b = true;
       int r = b ? co_await take(T(1)) : co_await take(T(2));
       co_return r;
     }, 1},
    {"and_with_await", []() -> number {
       bool b = true;
       bool r = b && co_await take(T(1));
       co_return r;
     }, 1},
    {"or_with_await", []() -> number {
       bool b = false;
       bool r = b || co_await take(T(1));
       co_return r;
     }, 1},
    {"alternatives_grouped_to_the_right", []() -> number {
       int awaited = 0;
       auto yes = [&](int id) -> number {
         awaited = awaited * 10 + id;
         co_return 1;
       };
       const bool any = awaited > 0 || (co_await yes(1) || (co_await yes(2) || co_await yes(3)));
       co_return any ? awaited : -1;
     }, 1},
    {"throw_of_named_awaits", []() -> number {
       try {
         auto object = co_await make(1);
         auto x = co_await take(T(2));
         throw built(std::move(object), x);
       } catch (const built &thrown) {
         co_return thrown.x;
       }
     }, 2},
    {"capture_of_a_named_await", []() -> number {
       T t(1);
       auto awaited = co_await take(T(2));
       auto sum = [t, x = awaited] { return t.id + x; };
       co_return sum();
     }, 3},
    {"sum_of_awaits", []() -> number { co_return co_await take(T(1)) + co_await take(T(2)); }, 3},
    {"await_in_while_condition", []() -> number {
       int n = 0;
       while (co_await take(T(n < 3 ? 1 : 0)))
         n++;
       co_return n;
     }, 3},
    {"await_in_if_initializer", []() -> number {
       if (auto x = co_await make(3); x.id == 3)
         co_return 1;
       co_return 0;
     }, 1},
    {"await_in_range_for", []() -> number {
       int s = 0;
       for (auto &&t : co_await make_vector())
         s += t.id;
       co_return s;
     }, 3},
    {"default_argument", []() -> number { co_return co_await take_default(); }, 4},
    {"exception_through_await", []() -> number {
       try {
         co_await throwing(T(1));
       } catch (int) {
         co_return 1;
       }
       co_return 0;
     }, 1},
    {"string_sum_argument", []() -> number {
       co_return co_await take_string(std::string("a") + "b");
     }, 2},
    {"implicit_optional_argument", []() -> number { co_return co_await take_optional(T(1)); }, 1},
    {"rvalue_reference_argument", []() -> number { co_return co_await take_rvalue(T(8)); }, 8},
    {"function_name", []() -> number {
       const char *n = __func__;
       co_await take(T(1));
       co_return n != nullptr;
     }, 1},
    {"member_through_lambda", []() -> number {
       object o;
       co_return co_await o.through_lambda();
     }, 6},
    {"member_function", []() -> number {
       object o;
       co_return co_await o.member();
     }, 6},
    {"named_lambda_coroutine", []() -> number {
       int x = 0;
       auto f = [&]() -> number {
         x += co_await take(T(1));
         co_return x;
       };
       co_await f();
       co_return co_await f();
     }, 2},
    {"comma", []() -> number { co_return (co_await make(1), co_await take(T(2))); }, 2},
    {"named_lambda_to_function", []() -> number {
       T t(1);
       auto l = [t] { return t.id; };
       co_return co_await take_function(l);
     }, 1},
    {"named_lambda_moved", []() -> number {
       T t(1);
       auto l = [t] { return t.id; };
       co_return co_await call(std::move(l));
     }, 1},
    {"stored_task_of_a_lambda", []() -> number {
       T t(1);
       auto k = call([t] { return t.id; });
       co_return co_await std::move(k);
     }, 1},
    {"stored_task_of_a_function", []() -> number {
       T t(1);
       auto k = take_function([t] { return t.id; });
       co_return co_await std::move(k);
     }, 1},
    {"stored_task_of_braces", []() -> number {
       auto k = take_vector({T(1), T(2)});
       co_return co_await std::move(k);
     }, 2},
    {"stored_task_of_an_aggregate", []() -> number {
       auto k = take_aggregate(aggregate{T(1), 2});
       co_return co_await std::move(k);
     }, 1},
    {"stored_task_of_a_ternary", []() -> number {
       bool b = true;
       auto k = b ? take(T(1)) : take(T(2));
       co_return co_await std::move(k);
     }, 1},
    {"named_aggregate_moved", []() -> number {
       aggregate g{T(1), 2};
       co_return co_await take_aggregate(std::move(g));
     }, 1},
    {"vector_filled_by_statements", []() -> number {
       auto a = co_await make(1);
       auto b = co_await make(2);
       std::vector<T> v;
       v.push_back(std::move(a));
       v.push_back(std::move(b));
       co_return static_cast<int>(v.size());
     }, 2},
    {"braces_of_hoisted_values", []() -> number {
       auto a = co_await make(1);
       auto b = co_await make(2);
       std::vector<T> v{a, b};
       co_return static_cast<int>(v.size());
     }, 2},
    {"new_of_a_hoisted_value", []() -> number {
       auto x = co_await make(5);
       auto p = std::unique_ptr<T>(new T(std::move(x)));
       co_return p->id;
     }, 5},
    {"make_unique_of_an_await", []() -> number {
       auto p = std::make_unique<T>(co_await make(5));
       co_return p->id;
     }, 5},
    {"switch_on_a_hoisted_value", []() -> number {
       int v = co_await take(T(2));
       switch (v) {
       case 2:
         co_return 1;
       default:
         co_return 0;
       }
     }, 1},
    {"await_inside_a_switch", []() -> number {
       int v = 2, r = 0;
       switch (v) {
       case 2:
         r = co_await take(T(1));
         break;
       default:
         r = co_await take(T(5));
       }
       co_return r;
     }, 1},
    {"array_of_hoisted_values", []() -> number {
       auto a = co_await make(1);
       auto b = co_await make(2);
       T both[2] = {a, b};
       co_return both[0].id + both[1].id;
     }, 3},
    {"if_else_instead_of_ternary", []() -> number {
       bool b = true;
       int r;
       if (b)
         r = co_await take(T(1));
       else
         r = co_await take(T(2));
       co_return r;
     }, 1},
    {"constructed_argument_in_parentheses", []() -> number {
       co_return co_await take_built(built(T(1), 2));
     }, 1},
    {"constructed_argument_in_braces", []() -> number {
       co_return co_await take_built(built{T(1), 2});
     }, 1},
    {"pair_argument", []() -> number {
       co_return co_await take_pair(std::pair<T, int>(T(1), 2));
     }, 1},
    {"lambda_that_captures_references", []() -> number {
       int three = 3;
       auto f = [&three] { return three; };
       co_return co_await call(f);
     }, 3},
    {"handler_moved_behind_the_catch", []() -> number {
       bool failed = false;
       try {
         co_await throwing(T(1));
       } catch (int) {
         failed = true;
       }
       if (failed)
         co_return co_await take(T(1));
       co_return 0;
     }, 1},
    {"await_in_every_part_of_a_for", []() -> number {
       int s = 0;
       for (int i = co_await take(T(0)); i < co_await take(T(3)); i += co_await take(T(1)))
         s++;
       co_return s;
     }, 3},
    {"await_in_do_while", []() -> number {
       int n = 0;
       do {
         n++;
       } while (co_await take(T(n < 3)));
       co_return n;
     }, 3},
    {"await_as_argument", []() -> number { co_return co_await take(co_await make(4)); }, 4},
    {"goto_loop", []() -> number {
       int n = 0;
     again:
       n += co_await take(T(1));
       if (n < 3)
         goto again;
       co_return n;
     }, 3},
    {"structured_binding_of_a_named_result", []() -> number {
       auto r = co_await make_tuple();
       auto &[a, b] = r;
       co_return a.id + b.id;
     }, 3},
    {"argument_of_an_ordinary_call", []() -> number {
       auto f = [](int x) { return x + 1; };
       co_return f(co_await take(T(1)));
     }, 2},
    {"compound_assignment", []() -> number {
       int s = 1;
       s += co_await take(T(1));
       co_return s;
     }, 2},
    {"array_index", []() -> number {
       int a[3] = {1, 2, 3};
       co_return a[co_await take(T(2))];
     }, 3},
};

class SafeShape : public ::testing::TestWithParam<shape> {};

TEST_P(SafeShape, ReturnsItsValueAndDestroysEverythingOnce) { EXPECT_TRUE(behaves(GetParam())); }

INSTANTIATE_TEST_SUITE_P(Every, SafeShape, ::testing::ValuesIn(safe),
                         [](const auto &info) { return std::string(info.param.name); });

} // namespace
