// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Files: coax beside blocking calls, threads of blocking calls, and io_uring by hand. One thread
// works unless threads are said; the sides take turns, medians are printed.
//
//   files_bench [rounds] [directory]
#include "file_ring.h"
#include "median.h"

#include <atomic>
#include <chrono>
#include <coax/coax.hpp>
#include <cstdlib>
#include <fcntl.h>
#include <random>
#include <ranges>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

namespace {

using clock_type = std::chrono::steady_clock;

constexpr std::size_t block = 4096;
constexpr int blocks = 16 * 1024; // 64 MB
constexpr int at_once = 64;

/// Operations a second of `work`, which does `operations`.
template <class Work> double rate(long operations, Work &&work) {
  const auto begin = clock_type::now();
  work();
  return static_cast<double>(operations) /
         std::chrono::duration<double>(clock_type::now() - begin).count();
}

std::vector<off_t> shuffled_offsets() {
  std::vector<off_t> offsets;
  for (int i = 0; i < blocks; ++i)
    offsets.push_back(static_cast<off_t>(i) * static_cast<off_t>(block));
  std::shuffle(offsets.begin(), offsets.end(), std::mt19937(1));
  return offsets;
}

const std::vector<off_t> offsets = shuffled_offsets();

int make_file(const std::string &path) {
  const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_TRUNC, 0600);
  const std::vector<char> data(block, 'd');
  for (int i = 0; i < blocks; ++i)
    if (::write(fd, data.data(), block) != static_cast<ssize_t>(block))
      std::abort();
  ::fsync(fd);
  return fd;
}

void forget_cached(int fd) { ::posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED); }

double read_blocking(int fd) {
  std::vector<char> buffer(block);
  return rate(blocks, [&] {
    for (const off_t at : offsets)
      if (::pread(fd, buffer.data(), block, at) < 0)
        std::abort();
  });
}

coax::task<void> read_all(int fd, std::size_t first, std::size_t step) {
  std::vector<char> buffer(block);
  for (std::size_t i = first; i < offsets.size(); i += step)
    if (co_await coax::pread(fd, buffer.data(), block, offsets[i]) < 0)
      std::abort();
}

double read_coax(int fd) {
  return rate(blocks, [fd] { coax::run(read_all(fd, 0, 1)); });
}

coax::task<void> read_side_by_side(int fd) {
  auto readers = std::views::iota(0, at_once) | std::views::transform([fd](int i) {
                   return read_all(fd, static_cast<std::size_t>(i), at_once);
                 });
  co_await coax::gather(readers);
}

double read_cold_coax(int fd) {
  forget_cached(fd);
  return rate(blocks, [fd] { coax::run(read_side_by_side(fd)); });
}

double read_cold_ring(int fd) {
  forget_cached(fd);
  return rate(blocks, [fd] { file_ring::read_all(fd, offsets, block, at_once); });
}

template <class Work> void in_threads(int count, Work work) {
  std::vector<std::thread> threads;
  for (int i = 0; i < count; ++i)
    threads.emplace_back(work, i);
  for (std::thread &one : threads)
    one.join();
}

double read_cold_threads(int fd) {
  forget_cached(fd);
  return rate(blocks, [fd] {
    in_threads(at_once, [fd](int first) {
      std::vector<char> buffer(block);
      for (std::size_t i = static_cast<std::size_t>(first); i < offsets.size(); i += at_once)
        if (::pread(fd, buffer.data(), block, offsets[i]) < 0)
          std::abort();
    });
  });
}

constexpr int syncs = 30;

coax::task<void> write_and_sync(int fd) {
  const std::vector<char> data(block, 'w');
  for (int i = 0; i < syncs; ++i) {
    co_await coax::pwrite(fd, data.data(), block, offsets[static_cast<std::size_t>(i)]);
    co_await coax::fsync(fd);
  }
}

double sync_coax(int fd) {
  return rate(syncs, [fd] { coax::run(write_and_sync(fd)); });
}

double sync_blocking(int fd) {
  const std::vector<char> data(block, 'w');
  return rate(syncs, [&] {
    for (int i = 0; i < syncs; ++i)
      if (::pwrite(fd, data.data(), block, offsets[static_cast<std::size_t>(i)]) < 0 ||
          ::fsync(fd) < 0)
        std::abort();
  });
}

constexpr int visits = 4000; ///< of stat, open, close

coax::task<void> visit(const char *path, int count) {
  for (int i = 0; i < count; ++i) {
    struct stat status;
    const int found = co_await coax::stat(path, &status);
    const int fd = co_await coax::open(path, O_RDONLY);
    if (found < 0 || fd < 0)
      std::abort();
    co_await coax::close(fd);
  }
}

coax::task<void> storm(const char *path) {
  auto visitors = std::views::iota(0, at_once) |
                  std::views::transform([path](int) { return visit(path, visits / at_once); });
  co_await coax::gather(visitors);
}

double storm_coax(const char *path) {
  return rate(visits, [path] { coax::run(storm(path)); });
}

double storm_threads(const char *path) {
  return rate(visits, [path] {
    in_threads(at_once, [path](int) {
      for (int i = 0; i < visits / at_once; ++i) {
        struct stat status;
        const int found = ::stat(path, &status);
        const int fd = ::open(path, O_RDONLY);
        if (found < 0 || fd < 0)
          std::abort();
        ::close(fd);
      }
    });
  });
}

coax::task<const char *> backend() { co_return coax::file_backend(); }

} // namespace

int main(int argc, char **argv) {
  const int rounds = argc > 1 ? std::atoi(argv[1]) : 7;
  const std::string path = std::string(argc > 2 ? argv[2] : ".") + "/files_bench.data";
  const int fd = make_file(path);
  std::printf("coax works by %s\n", coax::run(backend()));
  bench::compare(
      "cached reads of 4 KB",
      {{"pread", [fd] { return read_blocking(fd); }}, {"coax", [fd] { return read_coax(fd); }}},
      rounds, "a second");
  std::vector<bench::side> cold;
  if (file_ring::usable())
    cold.push_back({"io_uring by hand", [fd] { return read_cold_ring(fd); }});
  cold.push_back({"coax", [fd] { return read_cold_coax(fd); }});
  cold.push_back({"64 threads", [fd] { return read_cold_threads(fd); }});
  bench::compare("cold reads of 4 KB, 64 at once", cold, rounds, "a second");
  bench::compare(
      "write 4 KB + fsync",
      {{"blocking", [fd] { return sync_blocking(fd); }}, {"coax", [fd] { return sync_coax(fd); }}},
      rounds, "a second");
  bench::compare("stat + open + close, 64 at once",
                 {{"64 threads", [&path] { return storm_threads(path.c_str()); }},
                  {"coax", [&path] { return storm_coax(path.c_str()); }}},
                 rounds, "a second");
  ::close(fd);
  ::unlink(path.c_str());
}
