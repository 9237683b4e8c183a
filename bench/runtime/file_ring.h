// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The limit: reads by io_uring in plain C style, with liburing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <sys/types.h>
#include <vector>

#ifdef FILES_WITH_URING
#include <liburing.h>

namespace file_ring {

inline bool usable() {
  io_uring ring;
  if (io_uring_queue_init(64, &ring, 0) < 0)
    return false;
  io_uring_queue_exit(&ring);
  return true;
}

/// Reads a block at each offset, `at_once` of them under way.
inline void read_all(int fd, const std::vector<off_t> &offsets, std::size_t block, int at_once) {
  io_uring ring;
  if (io_uring_queue_init(static_cast<unsigned>(at_once), &ring, 0) < 0)
    std::abort();
  std::vector<char> buffers(block * static_cast<std::size_t>(at_once));
  std::size_t next = 0, ended = 0;
  const auto start = [&](std::uint64_t place) {
    io_uring_sqe *entry = io_uring_get_sqe(&ring);
    io_uring_prep_read(entry, fd, buffers.data() + place * block, static_cast<unsigned>(block),
                       static_cast<std::uint64_t>(offsets[next++]));
    entry->user_data = place;
  };
  for (std::uint64_t i = 0; i < static_cast<std::uint64_t>(at_once); ++i)
    start(i);
  while (ended < offsets.size()) {
    io_uring_submit_and_wait(&ring, 1);
    io_uring_cqe *one = nullptr;
    unsigned head = 0, seen = 0;
    std::vector<std::uint64_t> free_places;
    io_uring_for_each_cqe(&ring, head, one) {
      if (one->res < 0)
        std::abort();
      free_places.push_back(one->user_data);
      ++seen;
    }
    io_uring_cq_advance(&ring, seen);
    ended += seen;
    for (const std::uint64_t place : free_places)
      if (next < offsets.size())
        start(place);
  }
  io_uring_queue_exit(&ring);
}

} // namespace file_ring

#else

namespace file_ring {
inline bool usable() { return false; }
inline void read_all(int, const std::vector<off_t> &, std::size_t, int) {}
} // namespace file_ring

#endif
