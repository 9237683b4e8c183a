// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/profile/FunctionName.h"

#include <gtest/gtest.h>

using namespace coax;

TEST(QualifiedName, isAsSourcesWriteIt) {
  EXPECT_EQ(qualifiedName("std::filesystem::__cxx11::directory_iterator::operator++()"),
            "std::filesystem::directory_iterator::operator++");
  EXPECT_EQ(qualifiedName("std::_V2::condition_variable_any::~condition_variable_any()"),
            "std::condition_variable_any::~condition_variable_any");
  EXPECT_EQ(qualifiedName("std::ostream::flush()"), "std::basic_ostream::flush");
  EXPECT_EQ(qualifiedName("ns::ostream::flush()"), "ns::ostream::flush");
}

TEST(QualifiedName, dropsReturnTypeArgumentsAndParameters) {
  EXPECT_EQ(qualifiedName("main"), "main");
  EXPECT_EQ(qualifiedName("ns::f(int, char const*)"), "ns::f");
  EXPECT_EQ(qualifiedName("void std::this_thread::sleep_for<long, std::ratio<1l, 1l>>(std::chrono::"
                          "duration<long, std::ratio<1l, 1l>> const&)"),
            "std::this_thread::sleep_for");
  EXPECT_EQ(qualifiedName("std::vector<int, std::allocator<int> >::push_back(int const&)"),
            "std::vector::push_back");
  EXPECT_EQ(qualifiedName("unsigned long f<(bool)1>(int (*)(int))"), "f");
  EXPECT_EQ(qualifiedName("A::get() const"), "A::get");
}

TEST(QualifiedName, dropsWhatCompilersAppend) {
  EXPECT_EQ(qualifiedName("level2(int (*)(int), int) (.constprop.0)"), "level2");
  EXPECT_EQ(qualifiedName("f(int) [clone .part.0]"), "f");
  EXPECT_EQ(qualifiedName("name[abi:cxx11](int)"), "name");
}

TEST(QualifiedName, keepsOperatorsAndAnonymousNamespaces) {
  EXPECT_EQ(qualifiedName("ns::(anonymous namespace)::f(int)"), "ns::(anonymous namespace)::f");
  EXPECT_EQ(qualifiedName("A::operator()(int) const"), "A::operator()");
  EXPECT_EQ(qualifiedName("operator<<(std::ostream&, A const&)"), "operator<<");
  EXPECT_EQ(qualifiedName("bool operator< <int>(A<int>, A<int>)"), "operator<");
  EXPECT_EQ(
      qualifiedName("std::ostream& std::operator<<<char, std::char_traits<char>>(std::ostream&, "
                    "std::_Setw)"),
      "std::operator<<");
  EXPECT_EQ(qualifiedName("bool ns::operator<<int>(A<int>, A<int>)"), "ns::operator<");
  EXPECT_EQ(qualifiedName("bool ns::operator==<int>(A<int>, A<int>)"), "ns::operator==");
  EXPECT_EQ(qualifiedName("A::operator bool() const"), "A::operator bool");
  EXPECT_EQ(qualifiedName("A::operator->() const"), "A::operator->");
  EXPECT_EQ(qualifiedName("operators::run()"), "operators::run");
}

TEST(EnclosingFunction, lambdasBelongToTheirFunction) {
  EXPECT_EQ(enclosingFunction("ns::f(int)::{lambda(char)#2}::operator()(char) const"), "ns::f");
  EXPECT_EQ(enclosingFunction("main::'lambda'()::operator()() const"), "main");
  EXPECT_EQ(enclosingFunction("ns::f(int)::'lambda0'(char)::operator()(char) const"), "ns::f");
  EXPECT_EQ(enclosingFunction("main::$_0::operator()() const"), "main");
  EXPECT_EQ(enclosingFunction("A::g(int) const::{lambda()#1}::operator()() const"), "A::g");
  EXPECT_EQ(enclosingFunction("main(int, char**)::<lambda(int)>"), "main");
  EXPECT_EQ(enclosingFunction("ns::f(int)::(lambda)()"), "ns::f") << "as coax scan writes it";
  EXPECT_EQ(enclosingFunction("operator()"), "(lambda)");
}

TEST(EnclosingFunction, coroutinesKeepTheirName) {
  EXPECT_EQ(enclosingFunction("fetch(fetch(Url const&)::_Z5fetchRK3Url.Frame*) (.actor)"), "fetch");
  EXPECT_EQ(enclosingFunction("ns::fetch(Url const&) [clone .actor]"), "ns::fetch");
  EXPECT_EQ(enclosingFunction("ns::fetch(Url const&) (.resume)"), "ns::fetch");
  EXPECT_EQ(enclosingFunction("ns::fetch(Url const&) [clone .resume]"), "ns::fetch");
}

TEST(LambdaOwner, isReadFromTemplateArguments) {
  EXPECT_EQ(lambdaOwner("coax::detail::offloaded<ns::slow(int)::'lambda'()>::execute()"),
            "ns::slow");
  EXPECT_EQ(lambdaOwner("std::thread::_State_impl<std::thread::_Invoker<std::tuple<main::'lambda'"
                        "()>>>::_M_run()"),
            "main");
  EXPECT_EQ(lambdaOwner("void call<int, A<B>::f(C<D>, int) const::{lambda()#1}>(int)"), "A::f");
  EXPECT_EQ(lambdaOwner("ns::f(int)"), "");
}

TEST(LibraryName, isTheNameInTheManual) {
  EXPECT_EQ(libraryName("__libc_recv"), "recv");
  EXPECT_EQ(libraryName("recv@@GLIBC_2.2.5"), "recv");
  EXPECT_EQ(libraryName("__GI___poll"), "poll");
  EXPECT_EQ(libraryName("_IO_fgets"), "fgets");
  EXPECT_EQ(libraryName("open64"), "open");
  EXPECT_EQ(libraryName("std::thread::join"), "std::thread::join");
}

TEST(NamesSameFunction, sourceAndSymbol) {
  EXPECT_TRUE(namesSameFunction("recv", "__libc_recv"));
  EXPECT_TRUE(namesSameFunction("std::thread::join", "std::thread::join()"));
  EXPECT_TRUE(namesSameFunction("std::condition_variable::wait", "wait<main()::<lambda()> >"));
  EXPECT_FALSE(namesSameFunction("recv", "send"));
  EXPECT_FALSE(namesSameFunction("std::thread::join", "other::join()"));
}

TEST(Names, oddSymbolsDoNotHang) {
  for (const char *symbol : {"", "(", "<", "operator", "operator<", "f(", "a::<lambda(", "[", " ",
                             "'lambda", "f::'lambda'(", "f() const::", "\xff\xfe"})
    EXPECT_LE(qualifiedName(symbol).size(), 16u) << symbol;
}
