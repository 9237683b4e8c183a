// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The names of the runtime, without the runtime.
#pragma once

namespace coax {
template <typename T> struct task {};
template <typename T> T block_on(task<T>);
template <typename T> T run(task<T>);
template <typename F, typename... Args> int spawn(F, Args...);
template <typename F> int offload(F);
template <typename... T> int gather(task<T>...);
} // namespace coax
