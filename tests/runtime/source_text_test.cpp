// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What compilers call functions, and what is shown of it.
#include "../../runtime/src/source_text.h"

#include <gtest/gtest.h>

using coax::detail::readable_function;

TEST(SourceText, DropsTheResult) {
  EXPECT_EQ(readable_function("coax::task<int> ns::f(int)"), "ns::f(int)");
  EXPECT_EQ(readable_function("task<std::tuple<int, char>> ns::f()"), "ns::f()");
  EXPECT_EQ(readable_function("const char *ns::f(const char *)"), "ns::f(const char *)");
  EXPECT_EQ(readable_function("int main()"), "main()");
  EXPECT_EQ(readable_function("main()"), "main()");
}

TEST(SourceText, KeepsNamesWithBracketsInThem) {
  EXPECT_EQ(readable_function("auto (anonymous namespace)::f()::(lambda)::operator()(int) const"),
            "(anonymous namespace)::f()::(lambda)::operator()(int) const");
  EXPECT_EQ(readable_function("coax::task<void> {anonymous}::f()"), "{anonymous}::f()");
  EXPECT_EQ(readable_function("ns::c::operator bool()"), "ns::c::operator bool()");
  EXPECT_EQ(readable_function("bool ns::c::operator<(const c &)"), "ns::c::operator<(const c &)");
}

TEST(SourceText, DropsWhatTemplatesAreInstantiatedWith) {
  EXPECT_EQ(readable_function("task ns::g(T) [T = double]"), "ns::g(T)");
  EXPECT_EQ(readable_function("task ns::g(T) [with T = double]"), "ns::g(T)");
}

TEST(SourceText, ReadsTheFramesOfGcc) {
  EXPECT_EQ(readable_function("void ns::S::f(ns::S::f(int)::_ZN2ns1S1fEi.Frame*)"),
            "ns::S::f(int)");
  EXPECT_EQ(readable_function("void f(f()::not_mangled.Frame*)"), "not_mangled");
}

TEST(SourceText, TakesWhatItDoesNotUnderstandAsItIs) {
  EXPECT_EQ(readable_function(""), "");
  EXPECT_EQ(readable_function("f"), "f");
  EXPECT_EQ(readable_function("<((("), "<(((");
}
