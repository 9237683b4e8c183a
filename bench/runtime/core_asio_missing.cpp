// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core.h"

core::library core::asio_library() { return {"asio", "no asio.hpp"}; }
