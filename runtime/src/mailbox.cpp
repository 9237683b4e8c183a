// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "mailbox.h"

#include <cerrno>
#include <cstdint>
#include <fcntl.h>
#include <sys/eventfd.h>
#include <system_error>
#include <unistd.h>

namespace coax::detail {

namespace {
std::atomic<unsigned> forks{0};
} // namespace

unsigned forks_behind() noexcept { return forks.load(std::memory_order_relaxed); }
void count_fork() noexcept { forks.fetch_add(1, std::memory_order_relaxed); }

mailbox::mailbox(loop &of) : loop_address{&of}, event_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  if (event_ < 0)
    throw std::system_error(errno, std::generic_category(), "coax: eventfd");
}

mailbox::~mailbox() { ::close(event_); }

void mailbox::release() noexcept {
  if (references_.fetch_sub(1, std::memory_order_acq_rel) == 1)
    delete this;
}

bool mailbox::post(job *letter) noexcept {
  if (!is_of_this_process()) [[unlikely]]
    return false;
  job *head = head_.load(std::memory_order_relaxed);
  do {
    if (head == closed_mark())
      return false;
    letter->next = head;
  } while (!head_.compare_exchange_weak(head, letter, std::memory_order_seq_cst));
  if (sleeping_.exchange(false, std::memory_order_seq_cst))
    nudge();
  return true;
}

void mailbox::nudge() noexcept {
  const std::uint64_t one = 1;
  [[maybe_unused]] const ssize_t written = ::write(event_, &one, sizeof one);
}

namespace {
job *turned_round(job *stack) noexcept {
  job *oldest = nullptr;
  while (stack) {
    job *next = stack->next;
    stack->next = oldest;
    oldest = stack;
    stack = next;
  }
  return oldest;
}
} // namespace

job *mailbox::take_all() noexcept {
  if (!head_.load(std::memory_order_relaxed))
    return nullptr;
  return turned_round(head_.exchange(nullptr, std::memory_order_acquire));
}

job *mailbox::close() noexcept {
  job *stack = head_.exchange(closed_mark(), std::memory_order_acq_rel);
  return turned_round(stack == closed_mark() ? nullptr : stack);
}

void mailbox::reopen_after_fork() noexcept {
  process_ = forks_behind();
  const int fresh = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  ::dup3(fresh, event_, O_CLOEXEC);
  ::close(fresh);
}

bool mailbox::prepare_sleep() noexcept {
  sleeping_.store(true, std::memory_order_seq_cst);
  return !head_.load(std::memory_order_seq_cst);
}

} // namespace coax::detail
