// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Parts of the standard library that not every library in use has yet.
#pragma once

#include <atomic>
#include <cstdio>
#include <fstream>

namespace std {
#ifndef __cpp_lib_print
template <typename... Args> void print(const char *format, Args &&...);
template <typename... Args> void print(FILE *stream, const char *format, Args &&...);
template <typename... Args> void print(ostream &stream, const char *format, Args &&...);
template <typename... Args> void println(const char *format, Args &&...);
template <typename... Args> void println(FILE *stream, const char *format, Args &&...);
void vprint_unicode(const char *format, int arguments);
void vprint_nonunicode(const char *format, int arguments);
#endif
void atomic_flag_wait(const atomic_flag *, bool) noexcept;
void atomic_flag_wait_explicit(const atomic_flag *, bool, memory_order) noexcept;
namespace chrono {
int get_tzdb();
int get_tzdb_list();
int reload_tzdb();
int remote_version();
int locate_zone(const char *name);
int current_zone();
} // namespace chrono
} // namespace std
