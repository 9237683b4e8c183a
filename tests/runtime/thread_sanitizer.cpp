// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What ThreadSanitizer asks for when a test program starts. Never called without it.

/// The child of a fork may start threads (process_test.cpp), which is refused by default.
extern "C" const char *__tsan_default_options();
extern "C" const char *__tsan_default_options() { return "die_after_fork=0"; }
