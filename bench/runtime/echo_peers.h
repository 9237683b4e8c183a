// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Echo servers on other libraries, each there when it was found at configuration.
#pragma once

namespace echo {

inline constexpr int buffer_size = 16 * 1024;

[[noreturn]] void serve_asio(int listener);
[[noreturn]] void serve_uv(int listener);

} // namespace echo
