// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A call on a pool thread that owns all that it uses. The task that waits for it may be cancelled
// meanwhile, and need not wait then: the call goes on by itself and nobody gets its result.
#pragma once

#include "waits.h"

#include <coax/offload.hpp>
#include <memory>
#include <mutex>

namespace coax::detail {

class owned_call : public lane_job, public std::enable_shared_from_this<owned_call> {
public:
  owned_call() noexcept = default;
  owned_call(const owned_call &) = delete;
  owned_call &operator=(const owned_call &) = delete;
  virtual ~owned_call() = default;

  /// Starts it, or lets the strand wait for one that goes on by itself. False: it is over already,
  /// or somebody waits. Throws what lane::submit() does.
  bool serve(strand &waits, lane_kind on);
  /// Its strand no longer waits; what has not begun will not. False when it is over: the strand is
  /// being woken.
  bool abandon() noexcept;
  bool goes_on_by_itself() noexcept;
  /// errno as the call left it.
  int error_number() const noexcept { return error_number_; }

private:
  virtual void call() noexcept = 0;
  void run_and_post() noexcept final;
  void submit(lane_kind on);
  void be_awaited_by(strand &waits) noexcept;
  bool begin() noexcept;
  void execute() noexcept;
  void end() noexcept;
  bool is_of_this_process() const noexcept { return process_ == forks_behind(); }

  std::mutex mutex_; ///< guards the next three
  strand *waits_ = nullptr;
  mailbox *reply_ = nullptr; ///< of who waits
  bool over_ = false;
  bool started_ = false;
  std::shared_ptr<owned_call> self_; ///< until a thread has it
  std::uint64_t signal_mask_ = 0;
  unsigned process_ = forks_behind();
  int error_number_ = 0;
};

/// Waits until the call is over.
class owned_call_wait final : public leaf<owned_call_wait> {
public:
  owned_call_wait(owned_call &call, lane_kind on, on_signal policy = on_signal::ignore) noexcept
      : call_(call), lane_(on), policy_(policy) {}
  ~owned_call_wait() { drop(); }
  bool arm();
  void disarm() noexcept { call_.abandon(); }
  void await_resume();
  bool interrupted() const noexcept { return interrupted_; }

private:
  void cancel() noexcept override;
  void interrupt(bool restarts) noexcept override;
  const char *what() const noexcept override { return "thread"; }

  owned_call &call_;
  lane_kind lane_;
  on_signal policy_;
  bool counted_ = false;
  bool interrupted_ = false;
};

} // namespace coax::detail
