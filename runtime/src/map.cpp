// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <coax/map.hpp>

namespace coax::detail {

void throw_map_without_workers() { throw misuse("coax::map with limit 0 never starts"); }

} // namespace coax::detail
