// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <coax/barrier.hpp>
#include <mutex>

namespace coax::detail {

/// Waits for the end of a phase; one that arrives by waiting does so under the guard.
class barrier_wait final : public list_wait {
public:
  barrier_wait(const barrier_base &of, std::uint64_t phase) noexcept
      : list_wait(of.waiters_), of_(of), phase_(phase) {}
  explicit barrier_wait(barrier_base &of) noexcept
      : list_wait(of.waiters_), of_(of), arrives_at_(&of) {}
  ~barrier_wait() { drop(); }

private:
  const char *what() const noexcept override { return "barrier"; }
  bool enter() noexcept override {
    if (!arrives_at_)
      return of_.phase_ != phase_;
    phase_ = of_.phase_;
    arrives_at_->count(1);
    return of_.phase_ != phase_;
  }
  void left() noexcept override {
    if (arrives_at_)
      ++arrives_at_->left_;
  }

  const barrier_base &of_;
  barrier_base *arrives_at_ = nullptr;
  std::uint64_t phase_ = 0;
};

void barrier_base::count(std::ptrdiff_t n) noexcept {
  left_ -= n;
  if (left_ > 0)
    return;
  complete();
  left_ = expected_;
  ++phase_;
  waiters_.wake_all();
}

barrier_base::arrival_token barrier_base::arrive(std::ptrdiff_t n) noexcept {
  const std::lock_guard guard(waiters_.guard);
  const arrival_token token(phase_);
  count(n);
  return token;
}

task<void> barrier_base::wait(arrival_token arrived) const {
  barrier_wait wait(*this, arrived.phase_);
  co_await wait;
}

task<void> barrier_base::arrive_and_wait() {
  barrier_wait wait(*this);
  co_await wait;
}

void barrier_base::arrive_and_drop() noexcept {
  const std::lock_guard guard(waiters_.guard);
  --expected_;
  count(1);
}

} // namespace coax::detail
