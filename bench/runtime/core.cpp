// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the parts of the runtime cost, beside the same on Asio's awaitable and Python's asyncio.
// Their rounds are interleaved; what is printed is the median of each and coax's share of the
// peer's time: below 1.00 coax is faster. A row is lost when that is more than was aimed at, for
// asyncio 0.10. The first rows are a million sleeping tasks, each library in a process of its own.
//
//   core_bench [rounds] [part of a row's name]
#include "core.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

struct row {
  const char *name;
  core::run core::library::*side;
};

constexpr row rows[] = {
    {"await a child", &core::library::await_child},
    {"await chain, 1000 deep, a level", &core::library::await_chain},
    {"yield, ring of 100", &core::library::yield_ring},
    {"spawn + join", &core::library::spawn_join},
    {"spawn 1000 + join all, a task", &core::library::spawn_join_many},
    {"gather 10000, a task", &core::library::gather},
    {"timer armed, awaited, cancelled", &core::library::timer_cancelled},
    {"mutex ping-pong, a lock", &core::library::mutex_ping_pong},
    {"queue of 10 million, an item", &core::library::queue},
    {"exception through 10 frames", &core::library::exception},
    {"cancel 10000 sleepers, a task", &core::library::cancel_sleepers},
};

double median(std::vector<double> &values) {
  std::nth_element(values.begin(), values.begin() + values.size() / 2, values.end());
  return values[values.size() / 2];
}

/// The column of a peer: its median and coax's share of that.
void print_peer(const core::library &peer, double coax, double median) {
  if (peer.missing)
    std::printf(" %19s     ", peer.missing);
  else if (median > 0)
    std::printf(" %10.1f %8.3f%s", median, coax / median,
                coax > peer.aim * median ? " lost" : "     ");
  else
    std::printf(" %24s", "");
}

void print_header(const core::library &coax, const std::vector<core::library> &peers) {
  std::printf("%-34s %10s", "nanoseconds", coax.name);
  for (const core::library &peer : peers)
    std::printf(" %10s %8s     ", peer.name, "ratio");
  std::printf("\n");
}

double nanoseconds_of(const core::library &of, core::run core::library::*side) {
  return of.missing || !(of.*side) ? 0 : (of.*side)().nanoseconds();
}

void compare(const row &r, const core::library &coax, const std::vector<core::library> &peers,
             int rounds) {
  std::vector<double> ours;
  std::vector<std::vector<double>> theirs(peers.size());
  for (int round = 0; round < rounds; ++round) {
    ours.push_back(nanoseconds_of(coax, r.side));
    for (std::size_t i = 0; i < peers.size(); ++i)
      theirs[i].push_back(nanoseconds_of(peers[i], r.side));
  }
  const double our_median = median(ours);
  std::printf("%-34s %10.1f", r.name, our_median);
  for (std::size_t i = 0; i < peers.size(); ++i)
    print_peer(peers[i], our_median, median(theirs[i]));
  std::printf("\n");
  std::fflush(stdout);
}

double resident_megabytes() {
  long pages = 0, resident = 0;
  if (std::FILE *file = std::fopen("/proc/self/statm", "r")) {
    if (std::fscanf(file, "%ld %ld", &pages, &resident) != 2)
      resident = 0;
    std::fclose(file);
  }
  return static_cast<double>(resident) * static_cast<double>(::sysconf(_SC_PAGESIZE)) / 1e6;
}

double before_sleepers = 0, all_asleep = 0;

double processor_seconds() {
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  return static_cast<double>(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
         static_cast<double>(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

/// In a child process, so that neither sees the heap of the other.
void print_sleepers(const core::library &of, long tasks) {
  std::fflush(stdout);
  const pid_t child = ::fork();
  if (child == 0) {
    before_sleepers = resident_megabytes();
    const double processor_before = processor_seconds();
    const core::sample all = core::measure(
        tasks, [&] { of.sleepers(tasks, [] { all_asleep = resident_megabytes(); }); });
    const double seconds = std::chrono::duration<double>(all.time).count();
    std::printf("%ld tasks sleep %d s on %-6s %6.0f MB resident in all, %4.0f bytes a task, all "
                "woken after %.2f s (%+.1f %%), %.2f s of processor\n",
                tasks, core::sleep_seconds, of.name, all_asleep,
                (all_asleep - before_sleepers) * 1e6 / static_cast<double>(tasks), seconds,
                (seconds / core::sleep_seconds - 1) * 100, processor_seconds() - processor_before);
    std::fflush(stdout);
    ::_exit(0);
  }
  ::waitpid(child, nullptr, 0);
}

} // namespace

int main(int argc, char **argv) {
  const int rounds = argc > 1 ? std::atoi(argv[1]) : 9;
  const char *wanted = argc > 2 ? argv[2] : "";
  const core::library coax = core::coax_library();
  const std::vector<core::library> peers{core::asio_library(), core::asyncio_library()};
  if (!*wanted || std::strstr("sleepers", wanted)) {
    print_sleepers(coax, 1'000'000);
    for (const core::library &peer : peers)
      if (peer.sleepers)
        print_sleepers(peer, 1'000'000);
  }
  print_header(coax, peers);
  for (const row &r : rows)
    if (std::strstr(r.name, wanted))
      compare(r, coax, peers, rounds);
}
