// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Source of what follows: io_uring_setup(2), io_uring_enter(2), linux/io_uring.h.
#include "ring.h"

#include "loop.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string_view>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace coax::detail {

namespace {

constexpr unsigned entries = 256;

enum class wish { none, threads, ring };

wish wish_of_environment() noexcept {
  const char *text = std::getenv("COAX_BACKEND");
  if (!text || !*text)
    return wish::none;
  if (std::string_view(text) == "epoll")
    return wish::threads;
  if (std::string_view(text) == "uring")
    return wish::ring;
  std::fprintf(stderr, "coax: COAX_BACKEND=%s is ignored: it may be epoll or uring\n", text);
  return wish::none;
}

wish wished() noexcept {
  static const wish once = wish_of_environment();
  return once;
}

void say_refused(int error) noexcept {
  static const bool once = [error] {
    std::fprintf(stderr,
                 "coax: COAX_BACKEND=uring, but there is no io_uring: %s; files use threads\n",
                 std::strerror(error));
    return true;
  }();
  (void)once;
}

int setup([[maybe_unused]] io_uring_params &p) noexcept {
#ifdef IORING_SETUP_DEFER_TASKRUN
  p.flags = IORING_SETUP_SINGLE_ISSUER | IORING_SETUP_DEFER_TASKRUN | IORING_SETUP_SUBMIT_ALL |
            IORING_SETUP_CLAMP;
  return static_cast<int>(::syscall(SYS_io_uring_setup, entries, &p));
#else
  errno = ENOSYS; // built with older headers
  return -1;
#endif
}

template <class T> T *at(void *queues, std::uint32_t offset) noexcept {
  return reinterpret_cast<T *>(static_cast<char *>(queues) + offset);
}

std::uint32_t load(std::uint32_t *from) noexcept {
  return std::atomic_ref(*from).load(std::memory_order_acquire);
}

void store(std::uint32_t *to, std::uint32_t value) noexcept {
  std::atomic_ref(*to).store(value, std::memory_order_release);
}

} // namespace

bool ring_wait::arm() noexcept {
  home().files.start(*this);
  return true;
}

// Not reached while the operation is in flight: a loop that ends drains its ring before it destroys
// frames, and in the child of a fork nothing is in flight.
void ring_wait::disarm() noexcept {
  if (in_flight_)
    home().files.drain();
}

// In the child of a fork nothing else ends what was in flight.
void ring_wait::cancel() noexcept {
  if (!in_flight_)
    return wake_cancelled();
  cancelling_ = true;
  home().files.cancel(*this);
}

void ring_wait::ended(int result) noexcept {
  constexpr int interrupted_in_kernel = -512; // ERESTARTSYS, of an open() that waits
  result_ = result;
  if (cancelling_ &&
      (result == -ECANCELED || result == -EINTR || result == interrupted_in_kernel))
    wake_cancelled();
  else
    wake();
}

int ring_wait::take() const noexcept {
  if (result_ >= 0)
    return result_;
  errno = -result_;
  return -1;
}

bool ring::open() noexcept {
  tried_ = true;
  if (wished() == wish::threads)
    return false;
  io_uring_params p{};
  descriptor_ = setup(p);
  if (descriptor_ < 0 || !map(p) || !announce()) {
    if (wished() == wish::ring)
      say_refused(errno);
    close();
    return false;
  }
  return true;
}

bool ring::map(const io_uring_params &p) noexcept {
  if (!(p.features & IORING_FEAT_SINGLE_MMAP) || !(p.features & IORING_FEAT_NODROP)) {
    errno = ENOSYS;
    return false;
  }
  const auto map_part = [this](std::size_t size, off_t what) {
    void *part =
        ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE, descriptor_, what);
    if (part == MAP_FAILED)
      return static_cast<void *>(nullptr);
    ::madvise(part, size, MADV_DONTFORK);
    return part;
  };
  queues_size_ = std::max(p.sq_off.array + p.sq_entries * sizeof(std::uint32_t),
                          p.cq_off.cqes + p.cq_entries * sizeof(io_uring_cqe));
  entries_size_ = p.sq_entries * sizeof(io_uring_sqe);
  queues_ = map_part(queues_size_, IORING_OFF_SQ_RING);
  entries_ = static_cast<io_uring_sqe *>(map_part(entries_size_, IORING_OFF_SQES));
  if (!queues_ || !entries_)
    return false;
  submission_head_ = at<std::uint32_t>(queues_, p.sq_off.head);
  submission_tail_ = at<std::uint32_t>(queues_, p.sq_off.tail);
  submission_mask_ = p.sq_entries - 1;
  completion_head_ = at<std::uint32_t>(queues_, p.cq_off.head);
  completion_tail_ = at<std::uint32_t>(queues_, p.cq_off.tail);
  completion_mask_ = p.cq_entries - 1;
  completions_ = at<io_uring_cqe>(queues_, p.cq_off.cqes);
  auto *order = at<std::uint32_t>(queues_, p.sq_off.array);
  for (std::uint32_t i = 0; i < p.sq_entries; ++i)
    order[i] = i;
  return true;
}

// The descriptor of the ring itself is of no use to epoll: with IORING_SETUP_DEFER_TASKRUN it does
// not wake those that poll it.
bool ring::announce() noexcept {
  event_ = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  return event_ >= 0 &&
         ::syscall(SYS_io_uring_register, descriptor_, IORING_REGISTER_EVENTFD, &event_, 1) == 0 &&
         home_.descriptors.watch_ring(event_);
}

void ring::close() noexcept {
  if (queues_)
    ::munmap(queues_, queues_size_);
  if (entries_)
    ::munmap(entries_, entries_size_);
  queues_ = nullptr;
  entries_ = nullptr;
  if (descriptor_ >= 0)
    ::close(descriptor_);
  if (event_ >= 0)
    ::close(event_);
  descriptor_ = event_ = -1;
}

void ring::forget_after_fork() noexcept {
  while (first_) {
    first_->in_flight_ = false;
    first_ = first_->next_;
  }
  backlog_ = nullptr;
  backlog_end_ = &backlog_;
  unsubmitted_ = 0;
  queues_ = nullptr; // not there in the child
  entries_ = nullptr;
  if (descriptor_ >= 0)
    tried_ = false;
  close();
}

/// False when there is no room.
bool ring::queue(const io_uring_sqe &request, const ring_wait *op) noexcept {
  const std::uint32_t tail = *submission_tail_;
  if (tail - load(submission_head_) > submission_mask_)
    return false;
  io_uring_sqe &entry = entries_[tail & submission_mask_];
  entry = request;
  entry.user_data = reinterpret_cast<std::uintptr_t>(op);
  store(submission_tail_, tail + 1);
  ++unsubmitted_;
  return true;
}

void ring::start(ring_wait &op) noexcept {
  op.in_flight_ = true;
  op.previous_ = nullptr;
  op.next_ = first_;
  if (first_)
    first_->previous_ = &op;
  first_ = &op;
  if (!backlog_ && queue(op.request_, &op))
    return;
  op.queued_after_ = nullptr;
  *backlog_end_ = &op;
  backlog_end_ = &op.queued_after_;
}

void ring::end(ring_wait &op, int result) noexcept {
  (op.previous_ ? op.previous_->next_ : first_) = op.next_;
  if (op.next_)
    op.next_->previous_ = op.previous_;
  op.in_flight_ = false;
  op.ended(result);
}

bool ring::leave_backlog(ring_wait &op) noexcept {
  for (ring_wait **link = &backlog_; *link; link = &(*link)->queued_after_)
    if (*link == &op) {
      *link = op.queued_after_;
      if (!*link)
        backlog_end_ = link;
      return true;
    }
  return false;
}

// One for which the kernel has no room at the moment goes on to its end, as file operations do.
void ring::cancel(ring_wait &op) noexcept {
  if (leave_backlog(op))
    return end(op, -ECANCELED);
  io_uring_sqe request{};
  request.opcode = IORING_OP_ASYNC_CANCEL;
  request.fd = -1;
  request.addr = reinterpret_cast<std::uintptr_t>(&op);
  if (!queue(request, nullptr) && enter(0))
    queue(request, nullptr);
}

/// False when the kernel has taken nothing.
bool ring::enter(unsigned least) noexcept {
  for (;;) {
    const long taken = ::syscall(SYS_io_uring_enter, descriptor_, unsubmitted_, least,
                                 IORING_ENTER_GETEVENTS, nullptr, 0);
    if (taken >= 0) {
      unsubmitted_ -= static_cast<std::uint32_t>(taken);
      return true;
    }
    if (errno != EINTR)
      return false; // EAGAIN, EBUSY: again in the next turn, when some have ended
  }
}

void ring::reap() noexcept {
  std::uint32_t head = *completion_head_;
  for (; head != load(completion_tail_); ++head) {
    const io_uring_cqe &one = completions_[head & completion_mask_];
    if (one.user_data)
      end(*reinterpret_cast<ring_wait *>(static_cast<std::uintptr_t>(one.user_data)), one.res);
  }
  store(completion_head_, head);
}

void ring::turn() noexcept {
  for (;;) {
    while (backlog_ && queue(backlog_->request_, backlog_))
      leave_backlog(*backlog_);
    const bool taken = enter(0);
    reap();
    if (!taken || !backlog_)
      return;
  }
}

void ring::drain() noexcept {
  while (backlog_)
    cancel(*backlog_);
  for (ring_wait *op = first_; op; op = op->next_)
    if (!op->cancelling_) {
      op->cancelling_ = true;
      cancel(*op);
    }
  while (first_) {
    enter(1);
    reap();
  }
}

} // namespace coax::detail
