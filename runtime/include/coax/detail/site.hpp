// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A place in the user's source, as every await and every spawn notes it.
#pragma once

#include <source_location>

namespace coax::detail {

/// One pointer, to data of the program that is never freed; line() is 0 when unknown. No function
/// with C++ linkage across the library's border may have it in its signature: see below.
#ifdef __cpp_lib_source_location
using site = std::source_location;
#else
/// clang before 16 has no source_location: the same layout, and every place is unknown.
class site {
public:
  static constexpr site current() noexcept { return {}; }
  constexpr const char *file_name() const noexcept { return ""; }
  constexpr const char *function_name() const noexcept { return ""; }
  constexpr unsigned line() const noexcept { return 0; }

private:
  [[maybe_unused]] const void *unknown_ = nullptr;
};
#endif
static_assert(sizeof(site) == sizeof(void *));

// A site as the default of a parameter. Not a class: g++ keeps such arguments of an await in the
// frame of the coroutine.
#ifdef __cpp_lib_source_location
#define COAX_DETAIL_HERE __builtin_source_location()
#else
#define COAX_DETAIL_HERE nullptr
#endif
inline site site_of(const void *here) noexcept { return __builtin_bit_cast(site, here); }
/// The other way, for functions of the library.
inline const void *address_of(site at) noexcept { return __builtin_bit_cast(const void *, at); }

/// The last, defaulted parameter of a function that notes where it is called. Nobody passes one, so
/// it is never taken for an argument of the user's.
struct call_site {
  site at;
};

} // namespace coax::detail
