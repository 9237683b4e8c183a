// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <coax/race.hpp>

namespace coax::detail {

void race_wait::ended(arm_base &one) noexcept {
  if (!winner_) {
    winner_ = &one;
    cancel_arms();
  }
  wake_if_all_ended();
}

void throw_race_of_nothing() { throw misuse("coax::race of an empty range never ends"); }

} // namespace coax::detail
