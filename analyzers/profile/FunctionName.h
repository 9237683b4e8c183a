// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Demangled symbols, as debuggers print them ⇒ names that can be compared: with those of the
// source, between compilers, and between a function and the coroutine it has become. Pure.
#pragma once

#include <string>
#include <string_view>

namespace coax {

/// Stands for a lambda whose function is not known.
inline constexpr std::string_view unnamedLambda = "(lambda)";

/// The qualified name without return type, template arguments, parameters and suffixes:
/// "void ns::f<int>(int) const [clone .part.0]" ⇒ "ns::f". Lambdas become "(lambda)".
std::string qualifiedName(std::string_view symbol);

/// The qualified name of the named function that holds the code: "ns::f(int)::{lambda()#1}::
/// operator()() const" ⇒ "ns::f". A lambda whose function is not named gives
/// unnamedLambda.
std::string enclosingFunction(std::string_view symbol);

/// The qualified name of the function whose lambda is a template argument of `symbol`: "void call<
/// ns::f(int)::{lambda()#1}>(…)" ⇒ "ns::f". Empty if there is none. An inlined lambda often has no
/// other trace of its function.
std::string lambdaOwner(std::string_view symbol);

/// What a library calls itself in the source: "__libc_recv" and "recv@@GLIBC_2.2.5" ⇒ "recv",
/// "__GI___poll" ⇒ "poll". Qualified names stay as they are.
std::string libraryName(std::string_view symbol);

/// Whether a call of `callee`, as a source or catalog names it, may show up as `symbol`.
bool namesSameFunction(std::string_view callee, std::string_view symbol);

} // namespace coax
