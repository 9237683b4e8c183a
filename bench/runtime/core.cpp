// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the parts of the runtime cost, beside the same on Asio's awaitable. The rounds of the two
// are interleaved; what is printed is the median of each and coax's share of the peer's time: below
// 1.00 coax is faster. The first rows are a million sleeping tasks, each library in a process of
// its own.
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

void print_row(const char *name, double coax, double peer) {
  std::printf("%-34s %10.1f", name, coax);
  if (peer > 0)
    std::printf(" %10.1f %8.2f%s", peer, coax / peer, coax > peer ? "  lost" : "");
  std::printf("\n");
  std::fflush(stdout);
}

void compare(const row &r, core::library &coax, core::library &peer, int rounds) {
  std::vector<double> ours, theirs;
  for (int i = 0; i < rounds; ++i) {
    ours.push_back((coax.*r.side)().nanoseconds());
    if (peer.*r.side)
      theirs.push_back((peer.*r.side)().nanoseconds());
  }
  print_row(r.name, median(ours), theirs.empty() ? 0 : median(theirs));
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
  core::library coax = core::coax_library();
  core::library asio = core::asio_library();
  if (!asio.name)
    std::printf("asio: skipped, not there when this was built (libasio-dev)\n");
  if (!*wanted || std::strstr("sleepers", wanted)) {
    print_sleepers(coax, 1'000'000);
    if (asio.name)
      print_sleepers(asio, 1'000'000);
  }
  std::printf("%-34s %10s %10s %8s\n", "nanoseconds", "coax", asio.name ? asio.name : "",
              asio.name ? "ratio" : "");
  for (const row &r : rows)
    if (std::strstr(r.name, wanted))
      compare(r, coax, asio, rounds);
}
