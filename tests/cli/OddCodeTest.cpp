// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Code that is odd on purpose: what a scan of the compilers' own test suites brought up.
#include "tests/cli/SmallProject.h"

#include <gtest/gtest.h>

namespace coax {

namespace {

/// The log of a scan that must not lose its unit.
std::string scanLog(const std::string &text, const std::string &flags = "") {
  SmallProject project;
  project.addUnit("odd.cpp", text, flags);
  ProgramResult result = project.coax({"scan", "-p", "build", "--no-cache", "--unit-timeout=60"});
  EXPECT_EQ(result.err.find("its worker"), std::string::npos) << result.err;
  EXPECT_EQ(result.err.find("it took longer"), std::string::npos) << result.err;
  return result.err;
}

} // namespace

TEST(OddCode, AClassThatHoldsItselfIsAnErrorOfTheUnit) {
  std::string log = scanLog("struct A {\n  A x;\n  virtual ~A() {}\n};\n"
                            "struct B : A {\n  B() : A() {}\n};\nvoid f() { B b; }\n");
  EXPECT_NE(log.find("odd.cpp:2"), std::string::npos) << log;
}

TEST(OddCode, ClassesThatHoldEachOtherAreAnErrorOfTheUnit) {
  std::string log = scanLog("struct Q { Q(); Q(const Q &); };\nstruct T;\n"
                            "struct S { T x; Q y; };\nstruct T { S x; Q y; };\n"
                            "S f() { S s; return s; }\n");
  EXPECT_NE(log.find("odd.cpp:3"), std::string::npos) << log;
}

TEST(OddCode, ClassesOfATemplateMayBeBasesOfEachOther) {
  EXPECT_EQ(scanLog("template <class T> struct X {\n  struct B;\n"
                    "  struct A : public B { virtual void f() {} };\n};\n"
                    "template <class T> struct X<T>::B : public A { virtual void f() {} };\n"),
            "");
}

TEST(OddCode, CoroutineTraitsMayBeNamedWithoutBeingDefined) {
  EXPECT_EQ(scanLog("#include <coroutine>\nstruct task {\n  struct promise_type {\n"
                    "    task get_return_object() { return {}; }\n"
                    "    std::suspend_never initial_suspend() { return {}; }\n"
                    "    std::suspend_never final_suspend() noexcept { return {}; }\n"
                    "    void return_void() {}\n    void unhandled_exception() {}\n  };\n};\n"
                    "template <> struct std::coroutine_traits<char, int>;\n"
                    "std::coroutine_traits<char> *named;\ntask f() { co_return; }\n",
                    "-std=c++20"),
            "");
}

TEST(OddCode, AnExceptionSpecificationMayNeedItsOwnClass) {
  std::string log =
      scanLog("struct S {\n  template <class T> static void f() throw(typename T::X);\n"
              "  typedef decltype(f<S>()) X;\n};\n",
              "-std=c++14");
  EXPECT_NE(log.find("odd.cpp:3"), std::string::npos) << log;
}

TEST(OddCode, ARecursionOfTemplatesWithoutEndIsAnErrorOfTheUnit) {
  std::string log = scanLog("template <int I> struct index {};\n"
                            "constexpr int walk(const index<0> &) { return 0; }\n"
                            "template <int N> constexpr auto walk(index<N>)\n"
                            "    -> decltype(walk(index<N - 1>())) { return 0; }\n"
                            "template <int N> constexpr auto start()\n"
                            "    -> decltype(walk(index<N>())) { return 0; }\n"
                            "int f() { return start<1>(); }\n");
  EXPECT_NE(log.find("recursive template instantiation"), std::string::npos) << log;
}

TEST(OddCode, ATypeMayBeLongerThanAnyMemory) {
  std::string text =
      "template <class... Ts> struct Box {\n"
      "  template <class... T> static void none() {}\n"
      "  Box() { none<Ts...>(); }\n  void (*call)(Box, Box *);\n};\nusing T0 = int;\n";
  for (int i = 1; i <= 24; ++i) {
    std::string before = "T" + std::to_string(i - 1);
    text +=
        "using T" + std::to_string(i) + " = Box<" + before + ", " + before + ", " + before + ">;\n";
  }
  EXPECT_EQ(scanLog(text + "int main() { T24 all; }\n"), "");
}

} // namespace coax
